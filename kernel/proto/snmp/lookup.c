// SPDX-License-Identifier: GPL-2.0
/*
 * Finding an OID. One that is cached is found by hash, its successor next to it; a
 * binary search is for the others. Among the successors, a tree leads past those
 * that the asker does not see, however many.
 */
#include "snmp/snmp.h"

#define TICK_NS	10000000	/* a hundredth of a second */

static const u8 *oid_of(const struct pzz_snmp_conf *c, u32 i)
{
	return c->bytes + c->oids[i].at + c->oids[i].oid_at;
}

u32 pzz_snmp_find(const struct pzz_snmp_conf *c, const struct pzz_view *oid)
{
	u32 len = (u32)pzz_left(oid), slot = pzz_ber_oid_hash(oid->pos, len) & c->slot_mask, i;

	for (; c->slot[slot]; slot = (slot + 1) & c->slot_mask) {
		i = c->slot[slot] - 1;
		if (c->oids[i].oid_len == len && !memcmp(oid_of(c, i), oid->pos, len))
			return i;
	}
	return PZZ_SNMP_NONE;
}

/* How many are less than @oid. */
static u32 less(const struct pzz_snmp_conf *c, const struct pzz_view *oid)
{
	u32 len = (u32)pzz_left(oid), low = 0, high = c->n, mid;

	while (low < high) {
		mid = low + (high - low) / 2;
		if (pzz_ber_oid_cmp(oid_of(c, mid), c->oids[mid].oid_len, oid->pos, len) < 0)
			low = mid + 1;
		else
			high = mid;
	}
	return low;
}

u32 pzz_snmp_after(const struct pzz_snmp_conf *c, const struct pzz_view *oid)
{
	u32 i = pzz_snmp_find(c, oid);

	return i == PZZ_SNMP_NONE ? less(c, oid) : i + 1;
}

static u32 until(const struct pzz_snmp_conf *c, u32 node, u8 view)
{
	if (node < c->leaves)
		return c->nodes[node].until[view];
	return node - c->leaves < c->n ? pzz_snmp_seen_until(&c->oids[node - c->leaves], view) : 0;
}

/* Up until there is one to the right, then down to the first: twice the height at most. */
u32 pzz_snmp_seen(const struct pzz_snmp_conf *c, u32 from, u8 view, u32 age)
{
	u32 node = c->leaves + from;

	if (from >= c->n)
		return PZZ_SNMP_NONE;
	while (until(c, node, view) <= age) {
		while (node & 1)
			node >>= 1;
		if (!node++)
			return PZZ_SNMP_NONE;
	}
	while (node < c->leaves) {
		node <<= 1;
		if (until(c, node, view) <= age)
			node++;
	}
	return node - c->leaves;
}

static bool is_of_object(const struct pzz_snmp_conf *c, u32 i, const struct pzz_view *oid, u8 view)
{
	return i < c->n && c->oids[i].views >> view & 1 &&
	       pzz_left(oid) >= c->oids[i].object_len &&
	       !memcmp(oid_of(c, i), oid->pos, c->oids[i].object_len);
}

/*
 * RFC 3416 4.2.1: an object of which we have another instance is there, and that
 * one stands beside the place where this one would be.
 */
u8 pzz_snmp_missing(const struct pzz_snmp_conf *c, const struct pzz_view *oid, u8 view)
{
	u32 i = less(c, oid);

	if (is_of_object(c, i - 1, oid, view) || is_of_object(c, i, oid, view))
		return PZZ_SNMP_NO_SUCH_INSTANCE;
	return PZZ_SNMP_NO_SUCH_OBJECT;
}

u32 pzz_snmp_mark(const struct pzz_snmp_conf *c, u64 ns)
{
	u32 rest;
	u64 age = ns > c->base ? div_u64_rem(ns - c->base, TICK_NS, &rest) : 0;

	return c->limited && age >= PZZ_SNMP_NEVER ? PZZ_SNMP_NEVER - 1 : (u32)age;
}
