/* SPDX-License-Identifier: GPL-2.0 */
/* One received frame, flat. Offsets and lengths are valid within data..data + len. */
#ifndef PZZ_FRAME_H
#define PZZ_FRAME_H

#include "pzz_view.h"

#define PZZ_ETH_HLEN	14
#define PZZ_FRAME_OWN	128

enum pzz_cast { PZZ_TO_HOST, PZZ_TO_BROADCAST, PZZ_TO_MULTICAST };

struct pzz_frame {
	/* by pzz_frame_init(), from whoever received it */
	const u8 *data;		/* the Ethernet header */
	u32 len;		/* bytes that may be read */
	u16 tci;		/* VLAN tag that the receiver took off */
	bool tagged;		/* and whether there was one */
	bool l4_verified;	/* the layer 4 checksum needs no look: offloaded or local */

	/* by pzz_frame_parse() */
	u8 cast;		/* enum pzz_cast: the Ethernet destination */
	u8 room;		/* enum pzz_room_id that handles such a frame */
	u8 family;		/* 4, 6, or 0: not IP */
	u8 l4_proto;		/* IPPROTO_* behind the extension headers */
	u8 ttl;			/* TTL or hop limit */
	bool extended;		/* IPv6 with extension headers, or IPv4 with options */
	bool atomic;		/* IPv6 fragment header of a whole datagram, RFC 6946 */
	bool routed;		/* IPv6 routing header, used up */
	bool router_alert;	/* RFC 2113, RFC 2711 */
	u16 ethertype;
	u16 sport;		/* TCP and UDP only; 0 otherwise */
	u16 dport;
	const u8 *src;		/* 4 or 16 bytes, by family */
	const u8 *dst;
	u32 l3;			/* offset of the network header, behind all tags */
	u32 l4;			/* offset of the transport header */
	u32 l4_len;		/* its bytes by the IP header, Ethernet padding not counted */

	/* see pzz_frame_own() */
	u64 own[PZZ_FRAME_OWN / sizeof(u64)];
};

/*
 * PZZ_FRAME_OWN bytes of the room that the frame is for, of which nobody else knows
 * and which nobody clears: what its .input() has read, for its .settle() and
 * .reply(). They are all that a room writes into a frame.
 */
static inline void *pzz_frame_own(const struct pzz_frame *f)
{
	return (void *)f->own;
}

static inline void pzz_frame_init(struct pzz_frame *f, const u8 *data, u32 len)
{
	f->data = data;
	f->len = len;
	f->tci = 0;
	f->tagged = false;
	f->l4_verified = false;
	f->cast = PZZ_TO_HOST;
	f->room = 0;
	f->family = 0;
	f->l4_proto = 0;
	f->ttl = 0;
	f->extended = false;
	f->atomic = false;
	f->routed = false;
	f->router_alert = false;
	f->ethertype = 0;
	f->sport = 0;
	f->dport = 0;
	f->src = NULL;
	f->dst = NULL;
	f->l3 = 0;
	f->l4 = 0;
	f->l4_len = 0;
}

#endif /* PZZ_FRAME_H */
