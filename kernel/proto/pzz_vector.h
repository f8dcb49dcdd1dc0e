/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Test vectors: one frame, one configuration, and what must become of it. Each
 * room has a table of them in <room>/vectors.h; vectors.c lists the tables. They
 * are read by selftests/unit/, by vectors_kunit.c and, as seeds, by
 * selftests/fuzz/. Checksums are written out, never computed by our own code.
 */
#ifndef PZZ_VECTOR_H
#define PZZ_VECTOR_H

#include "pzz_engine.h"

#define PZZ_ANY_REASON	0xff	/* the reason is another room's business */
#define PZZ_VECTOR_NS	(1000 * PZZ_NSEC_PER_SEC)	/* when the frame comes */
#define PZZ_VECTOR_BEFORE_NS	(600 * PZZ_NSEC_PER_SEC)
#define PZZ_VECTOR_AFTER_NS	(40 * PZZ_NSEC_PER_SEC)

/* One frame that a timer run sends, so long after the vector's frame. */
struct pzz_vector_sent {
	u32 after;		/* ms at least */
	u32 before;		/* ms at most */
	const u8 *frame;
	u32 len;
};

/*
 * The outcome is the final one, .settle() included, of a state that has begun
 * to proxy PZZ_VECTOR_BEFORE_NS ago and has sent since what was due. What
 * timers send in the PZZ_VECTOR_AFTER_NS after the frame is exactly @sent.
 * Without @random, neither may depend on chance.
 */
struct pzz_vector {
	const char *name;	/* the misdeed; ends with ids in brackets: "... [R18]" */
	const struct pzz_setup *setup;
	const u8 *frame;
	u32 frame_len;
	u16 tci;
	bool tagged;
	bool l4_verified;

	u8 verdict;		/* enum pzz_verdict */
	u8 room;		/* who says so */
	u8 reason;		/* or PZZ_ANY_REASON */
	u8 also;		/* enum pzz_also; PZZ_REPLY only */
	u16 rule;		/* index into setup->rules; looked at for PZZ_ROOM_WAKE only */
	const u8 *reply;	/* PZZ_REPLY only: every byte of it */
	u32 reply_len;
	const struct pzz_vector_sent *sent;
	u32 n_sent;
	u32 random;		/* what comes of chance each time; 0: anything may */
};

struct pzz_vector_table {
	const char *room;
	const struct pzz_vector *vectors;
	size_t n;
};

extern const struct pzz_vector_table pzz_vector_tables[];
extern const size_t pzz_vector_tables_n;

/* For initialisers: an array with its length. */
#define PZZ_FRAME(array)	.frame = (array), .frame_len = sizeof(array)
#define PZZ_ANSWER(array)	.reply = (array), .reply_len = sizeof(array)
#define PZZ_FRAME_TEXT(s)	.frame = (const u8 *)(s), .frame_len = sizeof(s) - 1
#define PZZ_ANSWER_TEXT(s)	.reply = (const u8 *)(s), .reply_len = sizeof(s) - 1
#define PZZ_SENT(array)		.sent = (array), .n_sent = PZZ_COUNT(array)

/*
 * Who takes part, as bytes for the arrays. The host: two addresses of each
 * family at least. The peer is the one that asks. The other is nobody's.
 */
#define V_HOST_MAC	0x02, 0x00, 0x5e, 0x10, 0x00, 0x01
#define V_PEER_MAC	0x02, 0x00, 0x5e, 0x10, 0x00, 0x99
#define V_OTHER_MAC	0x02, 0x00, 0x5e, 0x10, 0x00, 0x77
#define V_BROADCAST	0xff, 0xff, 0xff, 0xff, 0xff, 0xff
#define V_ZERO_MAC	0x00, 0x00, 0x00, 0x00, 0x00, 0x00

#define V_HOST_IP	192, 0, 2, 10
#define V_HOST_IP2	192, 0, 2, 11
#define V_HOST_LLA	169, 254, 7, 7
#define V_PEER_IP	192, 0, 2, 99
#define V_OTHER_IP	192, 0, 2, 77
#define V_ZERO_IP	0, 0, 0, 0

/* 2001:db8::10, a temporary 2001:db8::a1b2:c3d4:e5f6:1011, fe80::5eff:fe10:1 */
#define V_HOST_IP6	0x20, 0x01, 0x0d, 0xb8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x10
#define V_HOST_TMP6	0x20, 0x01, 0x0d, 0xb8, 0, 0, 0, 0, \
			0xa1, 0xb2, 0xc3, 0xd4, 0xe5, 0xf6, 0x10, 0x11
#define V_HOST_LL6	0xfe, 0x80, 0, 0, 0, 0, 0, 0, 0, 0, 0x5e, 0xff, 0xfe, 0x10, 0, 0x01
#define V_PEER_IP6	0x20, 0x01, 0x0d, 0xb8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x99
#define V_PEER_LL6	0xfe, 0x80, 0, 0, 0, 0, 0, 0, 0, 0, 0x5e, 0xff, 0xfe, 0x10, 0, 0x99
#define V_OTHER_IP6	0x20, 0x01, 0x0d, 0xb8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x77
#define V_ZERO_IP6	0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0

extern const struct pzz_ip pzz_vector_addrs[];

#define V_ADDRS		6	/* how many pzz_vector_addrs has */

/* The fields of a struct pzz_setup that all vectors share: mac, mtu, addrs, wake.limit */
#define V_SETUP		.mac = { V_HOST_MAC }, .mtu = 1500, .n_addrs = V_ADDRS, \
			.addrs = pzz_vector_addrs, .wake.limit = { 30, 60, 10 }

#endif /* PZZ_VECTOR_H */
