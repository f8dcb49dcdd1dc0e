// SPDX-License-Identifier: GPL-2.0
/* GETBULK: RFC 3416 4.2.3. At most PZZ_SNMP_BINDINGS_MAX bindings, and what fits. */
#include "snmp/snmp.h"

/* One more of GETBULK. False: there is no more room, or what comes next has to wake. */
static bool one_of_bulk(struct pzz_snmp_answer *a, const struct pzz_view *oid, bool *any)
{
	u32 i = pzz_snmp_value_for(a, oid);

	if (a->n == PZZ_SNMP_BINDINGS_MAX)
		return false;
	if (i >= a->c->n) {
		if (!pzz_snmp_takes(a, pzz_snmp_exception_size(oid)))
			return false;
		pzz_snmp_put_exception(a, oid, (u8)i);
		return true;
	}
	if (pzz_snmp_is_stale(&a->c->oids[i], pzz_snmp_age(a->c, a->mark)) ||
	    !pzz_snmp_takes(a, pzz_snmp_value_size(a, &a->c->oids[i])))
		return false;
	pzz_snmp_put_value(a, &a->c->oids[i]);
	*any = true;
	return true;
}

/*
 * RFC 3416 4.2.3. A repetition begins where the one before it has ended, which is
 * read back from what was written; it is the last if the view ends in all of it.
 */
static bool repeat(struct pzz_snmp_answer *a, struct pzz_view *before, u32 repeaters)
{
	struct pzz_view oid;
	bool any = false;
	u32 i;

	for (i = 0; i < repeaters; i++)
		if (!pzz_snmp_binding(before, &oid) || !one_of_bulk(a, &oid, &any))
			return false;
	return any;
}

static u32 at_least_0(int n)
{
	return n > 0 ? (u32)n : 0;
}

void pzz_snmp_bulk(struct pzz_snmp_answer *a)
{
	u32 single = at_least_0(a->req->non_repeaters), repeaters, i;
	u32 times = at_least_0(a->req->max_repetitions);
	struct pzz_view list = a->req->list, oid;
	const u8 *first;
	bool more = true, any;

	if (single > a->req->n)
		single = a->req->n;
	repeaters = a->req->n - single;
	for (i = 0; i < single && more; i++)
		more = pzz_snmp_binding(&list, &oid) && one_of_bulk(a, &oid, &any);
	first = a->out->buf + a->out->len;
	if (more && repeaters && times)
		more = repeat(a, &list, repeaters);
	for (i = 1; more && repeaters && i < times; i++) {
		list = pzz_view(first, (size_t)(a->out->buf + a->out->len - first));
		more = repeat(a, &list, repeaters);
		first = list.pos;
	}
	/* nothing of what was asked for fits: an empty answer would be asked for again */
	if (!a->n && (single || (repeaters && times)))
		pzz_snmp_fail(a, PZZ_SNMP_ERROR_TOO_BIG, 0);
}
