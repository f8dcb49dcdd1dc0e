/* SPDX-License-Identifier: GPL-2.0 */
/* Ethernet, IPv4 and IPv6: what is well-formed, where its parts are, whose it is. */
#ifndef PZZ_FRAME_FRAME_H
#define PZZ_FRAME_FRAME_H

#include "pzz_engine.h"
#include "pzz_proto.h"

enum pzz_frame_reason {
	PZZ_FRAME_UNHANDLED,		/* well-formed, but no room is on for it */
	PZZ_FRAME_HOST_STACK,		/* the host's stack deals with it by itself */
	PZZ_FRAME_SHORT,
	PZZ_FRAME_OTHER_HOST,
	PZZ_FRAME_SOURCE_MAC,		/* a group, or zero */
	PZZ_FRAME_REFLECTED,		/* our own, come back */
	PZZ_FRAME_VLAN,
	PZZ_FRAME_TAGS,
	PZZ_FRAME_LLC,
	PZZ_FRAME_GROUP,		/* UDP to a group or to all, and no rule wants it */
	PZZ_FRAME_FOREIGN_NAME,		/* an mDNS query, all of whose names are not ours */
	PZZ_FRAME_IP4_SHORT,
	PZZ_FRAME_IP4_VERSION,
	PZZ_FRAME_IP4_HEADER_LENGTH,
	PZZ_FRAME_IP4_TOTAL_LENGTH,
	PZZ_FRAME_IP4_CHECKSUM,
	PZZ_FRAME_IP4_FRAGMENT,
	PZZ_FRAME_IP4_OPTIONS,
	PZZ_FRAME_IP4_SOURCE_ROUTE,
	PZZ_FRAME_IP4_SOURCE,
	PZZ_FRAME_IP6_SHORT,
	PZZ_FRAME_IP6_VERSION,
	PZZ_FRAME_IP6_LENGTH,
	PZZ_FRAME_IP6_JUMBO,
	PZZ_FRAME_IP6_SOURCE,
	PZZ_FRAME_IP6_DESTINATION,
	PZZ_FRAME_IP6_HEADER,		/* an extension header that is cut off */
	PZZ_FRAME_IP6_ORDER,
	PZZ_FRAME_IP6_HEADERS,
	PZZ_FRAME_IP6_OPTION,
	PZZ_FRAME_IP6_ROUTING,
	PZZ_FRAME_IP6_FRAGMENT,
	PZZ_FRAME_L4_SHORT,
	PZZ_FRAME_TCP_OFFSET,
	PZZ_FRAME_TCP_CAST,		/* TCP that is not from one to one */
	PZZ_FRAME_UDP_LENGTH,

	PZZ_FRAME_REASONS,
	PZZ_FRAME_GOOD = PZZ_FRAME_REASONS
};

#define PZZ_IP6_HEADERS_MAX	8

/*
 * Fills in what pzz_frame.h says is filled in here.
 * Return: PZZ_FRAME_GOOD, or why the frame is ignored.
 */
u8 pzz_frame_parse(const struct pzz_conf *conf, struct pzz_frame *f);

/* Its parts: from f->l3 on, and from f->l4 on. */
u8 pzz_frame_ip4(struct pzz_frame *f);
u8 pzz_frame_ip6(struct pzz_frame *f);
u8 pzz_frame_l4(struct pzz_frame *f);

#endif /* PZZ_FRAME_FRAME_H */
