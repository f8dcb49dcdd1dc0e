// SPDX-License-Identifier: GPL-2.0
/* Names and records by hash: the same work however many there are. */
#include "mdns/mdns.h"

u32 pzz_mdns_find_name(const struct pzz_mdns_conf *c, const u8 *wire, u32 len, u32 hash)
{
	const struct pzz_mdns_name *n;
	u32 slot = hash & c->name_mask;

	for (; c->name_slot[slot]; slot = (slot + 1) & c->name_mask) {
		n = &c->names[c->name_slot[slot] - 1];
		if (n->hash == hash &&
		    pzz_dns_name_equal(c->bytes + n->wire, n->len, wire, len))
			return c->name_slot[slot] - 1;
	}
	return PZZ_MDNS_NONE;
}

u32 pzz_mdns_name_asked(const struct pzz_mdns_conf *c, const struct pzz_dns_question *q)
{
	return pzz_mdns_find_name(c, q->wire, q->len, pzz_dns_name_hash(q->wire, q->len));
}

u32 pzz_mdns_rr_hash(u32 name_hash, u32 data_hash)
{
	return (name_hash ^ data_hash) * 0x9e3779b1U >> 4;
}

u32 pzz_mdns_find_rr(const struct pzz_mdns_conf *c, const struct pzz_dns_msg *m,
		     const struct pzz_dns_rr *rr, u32 name)
{
	u32 slot = pzz_mdns_rr_hash(c->names[name].hash, pzz_dns_data_hash(m, rr)) & c->rr_mask;
	const struct pzz_mdns_rr *ours;

	for (; c->rr_slot[slot]; slot = (slot + 1) & c->rr_mask) {
		ours = &c->rrs[c->rr_slot[slot] - 1];
		if (ours->name == name && ours->type == rr->type &&
		    pzz_dns_data_equal(m, rr, c->bytes + ours->data, ours->data_len))
			return c->rr_slot[slot] - 1;
	}
	return PZZ_MDNS_NONE;
}

/* The first record from @first up to @end whose type is not below @type */
static u32 bound(const struct pzz_mdns_conf *c, u32 first, u32 end, u32 type)
{
	u32 mid;

	while (first < end) {
		mid = (first + end) / 2;
		if (c->rrs[mid].type < type)
			first = mid + 1;
		else
			end = mid;
	}
	return first;
}

void pzz_mdns_range(const struct pzz_mdns_conf *c, u32 name, u16 type, u32 *first, u32 *end)
{
	const struct pzz_mdns_name *n = &c->names[name];

	*first = n->first;
	*end = n->first + n->n;
	if (type == PZZ_DNS_ANY)
		return;
	*first = bound(c, *first, *end, type);
	*end = bound(c, *first, *end, type + 1U);
}
