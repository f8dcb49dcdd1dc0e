// SPDX-License-Identifier: GPL-2.0
/* The way of a frame: from the rx_handler through one room to what it decided. */
#include <linux/etherdevice.h>
#include <linux/if_vlan.h>
#include <linux/rtnetlink.h>

#include "glue.h"
#include "pzz_proto.h"
#include "trace.h"

/* A flat view from the Ethernet header on. False if there is no memory for one. */
static inline bool view(struct sk_buff *skb, struct pzz_frame *f)
{
	const u8 *mac;

	if (unlikely(skb_linearize(skb)))
		return false;
	mac = skb_mac_header(skb);
	pzz_frame_init(f, mac, skb_tail_pointer(skb) - mac);
	f->tagged = skb_vlan_tag_present(skb);
	f->tci = skb_vlan_tag_get(skb);
	f->l4_verified = skb->ip_summed == CHECKSUM_UNNECESSARY ||
			 skb->ip_summed == CHECKSUM_PARTIAL || skb->csum_valid;
	return true;
}

static void settle(struct pzz_live *live, struct pzz_now now, const struct pzz_frame *f,
		   struct pzz_outcome *what)
{
	u64 next;

	spin_lock(&live->lock);
	next = live->next;
	*what = pzz_settle(live->conf, live->state, now, f, *what, live->deadline, &next);
	WRITE_ONCE(live->next, next);
	spin_unlock(&live->lock);
}

/* And what the frame has made due. */
static noinline void settle_and_tick(struct pzz_proxy *p, struct pzz_live *live,
				     const struct pzz_frame *f, struct pzz_outcome *what)
{
	struct pzz_now now = pzz_now();

	settle(live, now, f, what);
	if (what->room == PZZ_ROOM_DHCP)
		pzz_lease_tell(p, live, what->reason);
	if (what->report)
		pzz_registration_tell(p, live, what);
	if (pzz_rooms[what->room]->next)
		pzz_tick_run(p, live, now);
}

/* R24 */
static noinline void tell_conflict(struct pzz_proxy *p, const struct pzz_live *live, u32 index)
{
	const struct pzz_ip *ip = &live->store->setup.addrs[index];

	if (ip->len == PZZ_IPV4_LEN)
		pzz_event(p, PROXZZZY_EVENT_CONFLICT, "another host uses %pI4", ip->b);
	else
		pzz_event(p, PROXZZZY_EVENT_CONFLICT, "another host uses %pI6c", ip->b);
}

/* A frame for the host's stack. */
static noinline rx_handler_result_t pass(struct pzz_proxy *p, struct pzz_live *live,
					 const struct pzz_outcome *what, struct sk_buff *skb)
{
	if (what->verdict == PZZ_WAKE)
		pzz_wake(p, live, *what, skb);
	return RX_HANDLER_PASS;
}

/* Of a connection of the host's, which its own TCP goes on with. */
static bool is_segment(const struct pzz_frame *f, const struct pzz_outcome *what)
{
	return what->verdict == PZZ_PASS && f->l4_proto == IPPROTO_TCP;
}

/*
 * User space still answers: only look whether this frame would wake the host.
 * Then the suspend must not go on, for nobody would serve what it begins.
 */
static noinline rx_handler_result_t watch(struct pzz_proxy *p, struct pzz_live *live,
					  struct sk_buff *skb)
{
	struct pzz_frame __uninitialized f;
	struct pzz_outcome __uninitialized what;

	if (!view(skb, &f))
		return RX_HANDLER_PASS;
	pzz_judge(live->conf, live->state, &f, &what);
	if (what.verdict == PZZ_WAKE && what.settle)
		settle(live, pzz_now(), &f, &what);
	if (what.verdict == PZZ_REPLY && what.also)
		what.verdict = PZZ_WAKE;
	if (is_segment(&f, &what)) {
		pzz_streams_heard(p, &f, skb);
		if (pzz_streams_is_call(&f))
			pzz_streams_gate(live, &what);
	}
	return pass(p, live, &what, skb);
}

/*
 * R51: the answer goes out and the host wakes, which gets the frame if the room says
 * so, or if it could not be answered.
 */
static noinline rx_handler_result_t reply_and_wake(struct pzz_proxy *p, struct pzz_live *live,
						   const struct pzz_frame *f,
						   struct pzz_outcome *what, struct sk_buff *skb)
{
	const struct pzz_outcome why = *what;
	bool hand_over;

	skb = pzz_tx_reply(p, live, f, what, skb);
	hand_over = why.also == PZZ_ALSO_HAND_OVER || what->verdict != PZZ_REPLY;
	trace_proxzzzy_frame(p->dev, what->room, what->reason, what->verdict, f->len);
	pzz_count(p, what->room, what->reason);
	pzz_wake(p, live, why, skb);
	if (hand_over)
		return RX_HANDLER_PASS;
	consume_skb(skb);
	return RX_HANDLER_CONSUMED;
}

static __always_inline rx_handler_result_t proxy(struct pzz_proxy *p, struct pzz_live *live,
						 struct sk_buff *skb)
{
	struct pzz_frame __uninitialized f;
	struct pzz_outcome __uninitialized what;

	if (unlikely(!view(skb, &f))) {
		pzz_count(p, PZZ_ROOM_HOST, PZZ_HOST_NOMEM);
		kfree_skb(skb);
		return RX_HANDLER_CONSUMED;
	}
	pzz_judge(live->conf, live->state, &f, &what);
	if (unlikely(what.settle))
		settle_and_tick(p, live, &f, &what);
	if (unlikely(what.conflict))
		tell_conflict(p, live, what.mark);
	if (unlikely(what.verdict == PZZ_REPLY && what.also))
		return reply_and_wake(p, live, &f, &what, skb);
	if (what.verdict == PZZ_REPLY)
		skb = pzz_tx_reply(p, live, &f, &what, skb);

	trace_proxzzzy_frame(p->dev, what.room, what.reason, what.verdict, f.len);
	pzz_count(p, what.room, what.reason);
	if (unlikely(is_segment(&f, &what)) && !pzz_streams_heard(p, &f, skb))
		pzz_streams_gate(live, &what);
	if (unlikely(what.verdict == PZZ_WAKE || what.verdict == PZZ_PASS))
		return pass(p, live, &what, skb);
	consume_skb(skb);
	return RX_HANDLER_CONSUMED;
}

/* The stack knows only the device's own MAC address, and not one that is configured (C1). */
static bool is_to_configured(const struct pzz_live *live, const struct sk_buff *skb)
{
	return skb->pkt_type == PACKET_OTHERHOST &&
	       ether_addr_equal(eth_hdr(skb)->h_dest, live->conf->mac);
}

/* Frames of others, which a promiscuous NIC hears, and what does not come from a wire. */
static rx_handler_result_t not_ours(struct pzz_proxy *p, struct sk_buff *skb, u32 phase)
{
	if (phase != PROXZZZY_PHASE_PROXYING || skb->pkt_type != PACKET_OTHERHOST)
		return RX_HANDLER_PASS;
	pzz_count(p, PZZ_ROOM_HOST, PZZ_HOST_OTHERHOST);
	consume_skb(skb);
	return RX_HANDLER_CONSUMED;
}

static rx_handler_result_t rx(struct sk_buff **pskb)
{
	struct sk_buff *skb = *pskb;
	struct pzz_proxy *p = rcu_dereference(skb->dev->rx_handler_data);
	struct pzz_live *live = rcu_dereference(p->live);
	u32 phase = READ_ONCE(p->phase);

	if (phase == PROXZZZY_PHASE_OFF)
		return RX_HANDLER_PASS;
	if (unlikely(skb->pkt_type > PACKET_MULTICAST) && !is_to_configured(live, skb))
		return not_ours(p, skb, phase);
	skb = skb_share_check(skb, GFP_ATOMIC);
	if (unlikely(!skb)) {
		pzz_count(p, PZZ_ROOM_HOST, PZZ_HOST_NOMEM);
		return RX_HANDLER_CONSUMED;
	}
	*pskb = skb;
	if (unlikely(skb->pkt_type == PACKET_OTHERHOST))
		skb->pkt_type = PACKET_HOST;
	if (phase == PROXZZZY_PHASE_WAKING) {
		pzz_count(p, PZZ_ROOM_HOST, PZZ_HOST_WAKING);
		return RX_HANDLER_PASS;
	}
	return likely(phase == PROXZZZY_PHASE_PROXYING) ? proxy(p, live, skb) : watch(p, live, skb);
}

int pzz_rx_attach(struct pzz_proxy *p)
{
	ASSERT_RTNL();
	return netdev_rx_handler_register(p->dev, rx, p);
}

void pzz_rx_detach(struct pzz_proxy *p)
{
	ASSERT_RTNL();
	netdev_rx_handler_unregister(p->dev);
}
