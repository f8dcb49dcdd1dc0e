// SPDX-License-Identifier: GPL-2.0
/* Sending: the only skbs that this module builds. */
#include <linux/etherdevice.h>
#include <linux/if_vlan.h>

#include "glue.h"

#define TURN_MAX	128	/* bytes of an answer that is sent in the question's skb */

/* An skb for a frame of at most @size bytes, and a writer into it. */
struct sk_buff *pzz_tx_alloc(struct net_device *dev, u32 size, struct pzz_writer *out)
{
	unsigned int head = LL_RESERVED_SPACE(dev);
	struct sk_buff *skb;

	skb = alloc_skb(head + size + dev->needed_tailroom, GFP_ATOMIC);
	if (!skb)
		return NULL;
	/* The Ethernet header is part of @size: leave what drivers want before it. */
	skb_reserve(skb, head - ETH_HLEN);
	*out = pzz_writer(skb->data, size);
	return skb;
}

/*
 * R23: IP goes out with the configured IEEE 802.1p priority. In a VLAN it belongs
 * into the tag that the VLAN's interface puts on, by its egress-qos-map.
 */
static void tag(struct sk_buff *skb, u8 priority)
{
	if (skb->protocol != htons(ETH_P_IP) && skb->protocol != htons(ETH_P_IPV6))
		return;
	skb->priority = priority;
	if (!is_vlan_dev(skb->dev))
		__vlan_hwaccel_put_tag(skb, htons(ETH_P_8021Q), priority << VLAN_PRIO_SHIFT);
}

/* @skb begins with the Ethernet header. */
static inline bool send(struct pzz_proxy *p, const struct pzz_live *live, struct sk_buff *skb)
{
	int err;

	skb_set_network_header(skb, ETH_HLEN);
	skb->protocol = eth_hdr(skb)->h_proto;
	skb->dev = p->dev;
	if (live->store->priority != PROXZZZY_PRIORITY_NONE)
		tag(skb, live->store->priority);

	err = dev_queue_xmit(skb);
	if (net_xmit_eval(err))
		return false;
	pzz_count_reply(p);
	return true;
}

/* Sends what was written into @skb, which it owns in any case. */
bool pzz_tx(struct pzz_proxy *p, const struct pzz_live *live, struct sk_buff *skb,
	    const struct pzz_writer *out)
{
	skb_put(skb, out->len);
	skb_reset_mac_header(skb);
	return send(p, live, skb);
}

/*
 * Whether an answer of @size bytes can take the place of what was received in
 * @skb. The room that devices want before and behind it they must be able to make.
 */
static inline bool can_turn(const struct sk_buff *skb, u32 size)
{
	return size <= TURN_MAX && skb->mac_header + size <= skb_end_offset(skb) &&
	       !skb->cloned && !skb_is_nonlinear(skb) && !skb_is_gso(skb) && !skb->destructor;
}

/* Nothing of the question goes out with the answer. */
static inline void turn(struct sk_buff *skb, const struct pzz_writer *out)
{
	skb->data = skb_mac_header(skb);
	__skb_set_length(skb, out->len);
	memcpy(skb->data, out->buf, out->len);
	skb_scrub_packet(skb, true);
	skb_clear_hash(skb);
	__vlan_hwaccel_clear_tag(skb);
	skb->ip_summed = CHECKSUM_NONE;
	skb->encapsulation = 0;
	skb->priority = 0;
}

static void failed(struct pzz_outcome *what, u8 reason)
{
	*what = pzz_outcome(PZZ_ROOM_HOST, PZZ_IGNORE, reason);
}

static noinline void reply_anew(struct pzz_proxy *p, const struct pzz_live *live,
				const struct pzz_frame *f, struct pzz_outcome *what)
{
	struct pzz_writer out;
	struct sk_buff *skb;

	skb = pzz_tx_alloc(p->dev, what->size, &out);
	if (!skb) {
		failed(what, PZZ_HOST_NOMEM);
	} else if (!pzz_reply(live->conf, f, what, &out)) {
		kfree_skb(skb);
		failed(what, PZZ_HOST_TOO_BIG);
	} else if (!pzz_tx(p, live, skb, &out)) {
		failed(what, PZZ_HOST_XMIT);
	}
}

/*
 * What most rooms answer fits into the place of the question, which saves the
 * memory of an skb. Elsewhere first, because the room reads the one while it
 * writes the other. Return: @question, or NULL if the answer has taken it, which it
 * does not where something else becomes of it, too.
 */
struct sk_buff *pzz_tx_reply(struct pzz_proxy *p, const struct pzz_live *live,
			     const struct pzz_frame *f, struct pzz_outcome *what,
			     struct sk_buff *question)
{
	u8 __uninitialized buf[TURN_MAX];
	struct pzz_writer out = pzz_writer(buf, what->size);

	if (unlikely(what->also || !can_turn(question, what->size))) {
		reply_anew(p, live, f, what);
		return question;
	}
	if (unlikely(!pzz_reply(live->conf, f, what, &out))) {
		failed(what, PZZ_HOST_TOO_BIG);
		return question;
	}
	turn(question, &out);
	if (unlikely(!send(p, live, question)))
		failed(what, PZZ_HOST_XMIT);
	return NULL;
}
