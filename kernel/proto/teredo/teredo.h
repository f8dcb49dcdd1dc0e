/* SPDX-License-Identifier: GPL-2.0 */
/* Remote access by Teredo: RFC 4380, RFC 6081; R52, R53. */
#ifndef PZZ_TEREDO_TEREDO_H
#define PZZ_TEREDO_TEREDO_H

#include "pzz_engine.h"
#include "pzz_proto.h"

enum pzz_teredo_reason {
	PZZ_TEREDO_KEPT_ALIVE,		/* by a timer */
	PZZ_TEREDO_BUBBLE,		/* an indirect one: wakes */
	PZZ_TEREDO_ANSWER,		/* anything else that the server sends, or sends on */
	PZZ_TEREDO_ENCAPSULATION,	/* neither IPv6 nor a header that goes before it */
	PZZ_TEREDO_LENGTH,		/* cut short, or bytes behind that are no trailer */
	PZZ_TEREDO_SOURCE,
	PZZ_TEREDO_DESTINATION,		/* not the client's Teredo address */
	PZZ_TEREDO_CHECKSUM,

	PZZ_TEREDO_REASONS
};

#define PZZ_TEREDO_ORIGIN	0x0000	/* RFC 4380 5.1.1 */
#define PZZ_TEREDO_ORIGIN_LEN	8
#define PZZ_TEREDO_AUTH		0x0001
#define PZZ_TEREDO_AUTH_TAIL	9	/* nonce and confirmation */
#define PZZ_TEREDO_PREFIX_LEN	8	/* 2001:0000, and the server's address: RFC 4380 4 */

struct pzz_teredo_client {
	const u8 *packet;
	u16 len;
	u16 port;			/* the client's */
	u8 mac[PZZ_MAC_LEN];		/* of the way to the server */
	u8 match;			/* so many bytes of @address have to be right */
	u8 address[PZZ_IPV6_LEN];
	u32 min;			/* milliseconds */
	u32 span;			/* to the longest interval */
};

struct pzz_teredo_conf {
	u32 n;
	struct pzz_teredo_client client[PROXZZZY_TEREDO_MAX];
	/* and the packets */
};

struct pzz_teredo_state {
	u64 due[PROXZZZY_TEREDO_MAX];	/* PZZ_NEVER: no such client */
};

/* conf.c */
bool pzz_teredo_conf_check(const struct pzz_setup *setup, struct pzz_refusal *why);
size_t pzz_teredo_conf_size(const struct pzz_setup *setup);
const void *pzz_teredo_conf_init(void *mem, const struct pzz_setup *setup);

/* bubble.c: PZZ_TEREDO_BUBBLE, or why not; @f is from @t's server to its port. */
u8 pzz_teredo_look(const struct pzz_teredo_client *t, const struct pzz_frame *f);

/* A whole IPv4 packet of one UDP datagram? */
bool pzz_teredo_packet_ok(const struct pzz_teredo *t);

/* Of two such packets: the same address and port of ours, and the same server? */
bool pzz_teredo_same(const struct pzz_teredo *a, const struct pzz_teredo *b);

#endif /* PZZ_TEREDO_TEREDO_H */
