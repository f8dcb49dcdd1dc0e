// SPDX-License-Identifier: GPL-2.0
/* The values of an answer, one after the other: RFC 1157 4.1, RFC 3416 4.2.1, 4.2.2. */
#include "snmp/snmp.h"

static u32 value_of(const struct pzz_snmp_oid *o, u32 mark)
{
	return o->ticks + mark;
}

static u32 inner_size(const struct pzz_snmp_oid *o, u32 value)
{
	return pzz_ber_head_len(o->oid_len) + o->oid_len + 2 + pzz_ber_u32_len(value);
}

u32 pzz_snmp_value_size(const struct pzz_snmp_answer *a, const struct pzz_snmp_oid *o)
{
	u32 inner;

	if (likely(o->age != PROXZZZY_AGE_COUNT))
		return o->len;
	inner = inner_size(o, a->out ? value_of(o, a->mark) : ~0U);
	return pzz_ber_head_len(inner) + inner;
}

u32 pzz_snmp_exception_size(const struct pzz_view *oid)
{
	u32 len = (u32)pzz_left(oid), inner = pzz_ber_head_len(len) + len + 2;

	return pzz_ber_head_len(inner) + inner;
}

static void put_oid(struct pzz_writer *out, const u8 *oid, u32 len)
{
	pzz_ber_put_head(out, PZZ_BER_OID, len);
	pzz_write(out, oid, len);
}

void pzz_snmp_put_value(struct pzz_snmp_answer *a, const struct pzz_snmp_oid *o)
{
	if (likely(o->age != PROXZZZY_AGE_COUNT)) {
		pzz_write(a->out, a->c->bytes + o->at, o->len);
		return;
	}
	pzz_ber_put_head(a->out, PZZ_BER_SEQUENCE, inner_size(o, value_of(o, a->mark)));
	put_oid(a->out, a->c->bytes + o->at + o->oid_at, o->oid_len);
	pzz_ber_put_u32(a->out, PZZ_SNMP_TIMETICKS, value_of(o, a->mark));
}

void pzz_snmp_put_exception(struct pzz_snmp_answer *a, const struct pzz_view *oid, u8 exception)
{
	u32 len = (u32)pzz_left(oid);

	pzz_ber_put_head(a->out, PZZ_BER_SEQUENCE, pzz_ber_head_len(len) + len + 2);
	put_oid(a->out, oid->pos, len);
	pzz_ber_put_head(a->out, exception, 0);
}

u32 pzz_snmp_value_for(const struct pzz_snmp_answer *a, const struct pzz_view *oid)
{
	u32 age = pzz_snmp_age(a->c, a->mark), i;

	if (a->req->pdu != PZZ_SNMP_GET) {
		i = pzz_snmp_seen(a->c, pzz_snmp_after(a->c, oid), a->req->view, age);
		return i != PZZ_SNMP_NONE ? i : PZZ_SNMP_MISSING | PZZ_SNMP_END_OF_MIB_VIEW;
	}
	i = pzz_snmp_find(a->c, oid);
	if (likely(i != PZZ_SNMP_NONE && pzz_snmp_seen_until(&a->c->oids[i], a->req->view) > age))
		return i;
	return PZZ_SNMP_MISSING | pzz_snmp_missing(a->c, oid, a->req->view);
}

/* Of the first ones, what was found to measure them is found to write them. */
static u32 find(struct pzz_snmp_answer *a, const struct pzz_view *oid)
{
	struct pzz_snmp_request *req = a->req;
	u32 i;

	if (a->out && a->n < req->n_found)
		return req->found[a->n];
	i = pzz_snmp_value_for(a, oid);
	if (!a->out && a->n < PZZ_SNMP_FOUND) {
		req->found[a->n] = i;
		req->n_found = a->n + 1;
	}
	return i;
}

void pzz_snmp_fail(struct pzz_snmp_answer *a, u8 status, u32 index)
{
	a->status = status;
	a->index = index;
}

bool pzz_snmp_takes(struct pzz_snmp_answer *a, u32 size)
{
	if (!pzz_snmp_fits(a->req, a->list + size, a->max))
		return false;
	a->list += size;
	a->n++;
	return true;
}

/* R55-R57. False: the error is in @a. @out may be NULL, to measure. */
static bool one(struct pzz_snmp_answer *a, const struct pzz_view *oid)
{
	u32 i = find(a, oid), size;
	bool is = i < a->c->n;

	if (!is && a->req->version == PZZ_SNMP_V1) {
		pzz_snmp_fail(a, PZZ_SNMP_NO_SUCH_NAME, a->n + 1);
		return false;
	}
	size = is ? pzz_snmp_value_size(a, &a->c->oids[i]) : pzz_snmp_exception_size(oid);
	if (!pzz_snmp_takes(a, size)) {
		pzz_snmp_fail(a, PZZ_SNMP_ERROR_TOO_BIG, 0);
		return false;
	}
	if (a->out && is)
		pzz_snmp_put_value(a, &a->c->oids[i]);
	else if (a->out)
		pzz_snmp_put_exception(a, oid, (u8)i);
	return true;
}

void pzz_snmp_each(struct pzz_snmp_answer *a)
{
	struct pzz_view list = a->req->list, oid;

	while (pzz_snmp_binding(&list, &oid))
		if (!one(a, &oid))
			return;
}

/* Only what is asked for first: GETBULK stops before a value that has to wake. */
bool pzz_snmp_any_stale(const struct pzz_snmp_answer *a)
{
	struct pzz_view list = a->req->list, oid;
	u32 age = pzz_snmp_age(a->c, a->mark), i;

	while (pzz_snmp_binding(&list, &oid)) {
		i = pzz_snmp_value_for(a, &oid);
		if (i < a->c->n && pzz_snmp_is_stale(&a->c->oids[i], age))
			return true;
	}
	return false;
}
