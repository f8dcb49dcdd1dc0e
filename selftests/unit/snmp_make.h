/* SPDX-License-Identifier: GPL-2.0 */
/* Requests of the tests' own, and what an answer says. */
#ifndef SNMP_MAKE_H
#define SNMP_MAKE_H

#include "snmp_naive.h"
#include "unit.h"

#define SNMP_FRAME_MAX	66000

struct snmp_ask {
	u8 version;		/* 0 or 1 */
	u8 pdu;
	const char *community;
	int a;			/* non-repeaters */
	int b;			/* repetitions */
};

/* One binding with NULL; returns its length. */
u32 snmp_binding(u8 *to, const u64 *ids, int n);

/* A payload, with request id 0x1234; and a frame of it, to be taken for verified. */
u32 snmp_payload(u8 *to, const struct snmp_ask *ask, const u8 *bindings, u32 len);
u32 snmp_frame(u8 *frame, const u8 *payload, u32 len, bool v6);

/* Of the answer in w->reply: its error status; its bindings, and how long they are. */
struct snmp_said {
	int status;
	int index;
	const u8 *bindings;
	u32 len;
};

struct snmp_said snmp_said(const struct world *w);

/* Takes one binding off; false if there is no more. */
bool snmp_next_said(struct snmp_said *s, const u8 **oid, u32 *oid_len, u8 *tag, const u8 **value,
		    u32 *len);

/* The tag of the first value that was answered; 0 if there is none */
u8 snmp_first_tag(const struct world *w);

extern const struct pzz_frame snmp_verified;

#endif /* SNMP_MAKE_H */
