/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What SNMP, RFC 1157 and RFC 3416, makes of a request, in the plainest way: sub-
 * identifiers are numbers, the table is read from its beginning, and what is sent
 * is wrapped from the inside out. What the room does has to be the same.
 */
#ifndef SNMP_NAIVE_H
#define SNMP_NAIVE_H

#include "pzz_engine.h"

#define SNMP_NAIVE_MAX	70000

struct snmp_naive {
	u8 verdict;
	u8 reason;	/* enum pzz_snmp_reason */
	u32 len;	/* PZZ_REPLY: the payload */
	u8 payload[SNMP_NAIVE_MAX];
};

/* @f: parsed and found good, and for the SNMP room. Limits by source are not looked at. */
void snmp_naive(struct snmp_naive *n, const struct pzz_setup *setup, const struct pzz_frame *f,
		u64 ns);

/* One element: tag, the shortest length, @contents. Returns how long it is. */
u32 snmp_wrap(u8 *to, u8 tag, const void *contents, u32 len);

/* The contents of an OID, as sub-identifiers; their number, or -1. */
int snmp_ids(const u8 *oid, u32 len, u64 *ids);
u32 snmp_oid(u8 *to, const u64 *ids, int n);

#endif /* SNMP_NAIVE_H */
