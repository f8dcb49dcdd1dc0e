// SPDX-License-Identifier: GPL-2.0
/* Sending: the only skbs that this module builds. */
#include <linux/etherdevice.h>
#include <linux/if_vlan.h>

#include "glue.h"

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

/* R23: IP goes out with the configured IEEE 802.1p priority. */
static void tag(struct sk_buff *skb, u8 priority)
{
	if (priority == PROXZZZY_PRIORITY_NONE ||
	    (skb->protocol != htons(ETH_P_IP) && skb->protocol != htons(ETH_P_IPV6)))
		return;
	skb->priority = priority;
	__vlan_hwaccel_put_tag(skb, htons(ETH_P_8021Q), priority << VLAN_PRIO_SHIFT);
}

/* Sends what was written into @skb, which it owns in any case. */
bool pzz_tx(struct pzz_proxy *p, const struct pzz_live *live, struct sk_buff *skb,
	    const struct pzz_writer *out)
{
	int err;

	skb_put(skb, out->len);
	skb_reset_mac_header(skb);
	skb_set_network_header(skb, ETH_HLEN);
	skb->protocol = eth_hdr(skb)->h_proto;
	skb->dev = p->dev;
	tag(skb, live->store->priority);

	err = dev_queue_xmit(skb);
	if (net_xmit_eval(err))
		return false;
	pzz_count_reply(p);
	return true;
}
