// SPDX-License-Identifier: GPL-2.0
/* What a server says: aliases, addresses and services. */
#include "dnsc/read.h"

enum { NXDOMAIN = 3 };

/* The answer to this very question, RFC 5452 9.1. */
static bool is_answer(const struct pzz_dnsc *d, struct pzz_dns_msg *m)
{
	struct pzz_dns_question q;

	return (m->flags & (PZZ_DNS_QR | PZZ_DNS_OPCODE)) == PZZ_DNS_QR && m->id == d->id &&
	       m->count[PZZ_DNS_QUESTIONS] == 1 && pzz_dns_question(m, &q) &&
	       q.type == d->type && q.class == PZZ_DNS_IN &&
	       pzz_dns_name_equal(q.wire, q.len, d->wire, d->len);
}

static void count_ttl(struct pzz_dnsc *d, u64 ns, u32 ttl)
{
	u64 end;

	if (ttl >> 31)
		ttl = 0;	/* RFC 2181 8 */
	end = ns + (ttl < PZZ_DNSC_TTL_MAX ? ttl : PZZ_DNSC_TTL_MAX) * PZZ_NSEC_PER_SEC;
	if (end < d->end)
		d->end = end;
}

static bool is_for(const struct pzz_dnsc *d, const struct pzz_dns_rr *rr, u16 type)
{
	return rr->type == type && rr->class == PZZ_DNS_IN &&
	       pzz_dns_name_equal(rr->name.wire, rr->name.len, d->wire, d->len);
}

/* Follows one alias of the name that is asked for, if there is one in @m. */
static bool follow(struct pzz_dnsc *d, struct pzz_dns_msg m, u64 ns)
{
	struct pzz_dns_rr rr;
	u32 pos;

	while (pzz_dns_rr(&m, PZZ_DNS_ANSWERS, &rr)) {
		if (!is_for(d, &rr, PZZ_DNS_CNAME))
			continue;
		pos = rr.at;
		count_ttl(d, ns, rr.ttl);
		if (!pzz_dns_name_read(m.data, m.len, &pos, &rr.name))
			return false;
		memcpy(d->wire, rr.name.wire, rr.name.len);
		d->len = rr.name.len;
		return true;
	}
	return false;
}

/* RFC 2782: by priority; the order among equals is made at the end. */
static void add_target(struct pzz_dnsc *d, const struct pzz_dns_msg *m, const struct pzz_dns_rr *rr,
		       struct pzz_dns_name *name)
{
	const u8 *data = m->data + rr->at;
	u32 pos = rr->at + 6, i;
	struct pzz_dnsc_target *t;

	if (rr->data_len < 7 || !pzz_dns_name_read(m->data, m->len, &pos, name) || name->len < 2 ||
	    !pzz_be16(data + 4))
		return;
	for (i = d->n_targets; i && d->targets[i - 1].priority > pzz_be16(data); i--)
		;
	if (i == PZZ_DNSC_TARGETS)
		return;
	if (d->n_targets == PZZ_DNSC_TARGETS)
		d->n_targets--;
	t = &d->targets[i];
	memmove(t + 1, t, (d->n_targets - i) * sizeof(*t));
	d->n_targets++;
	t->priority = pzz_be16(data);
	t->weight = pzz_be16(data + 2);
	t->port = pzz_be16(data + 4);
	t->len = name->len;
	memcpy(t->wire, name->wire, name->len);
}

static void add_addr(struct pzz_dnsc *d, const struct pzz_dns_msg *m, const struct pzz_dns_rr *rr)
{
	struct pzz_dnsc_addr *a = &d->addrs[d->n_addrs];

	if (d->n_addrs == PZZ_DNSC_ADDRS || rr->data_len != d->ip_len)
		return;
	memcpy(a->b, m->data + rr->at, d->ip_len);
	a->port = d->targets[d->target].port;
	d->n_addrs++;
}

/* The records that were asked for; how many. */
static u32 collect(struct pzz_dnsc *d, struct pzz_dns_msg m, u64 ns)
{
	struct pzz_dns_rr rr;
	u32 n = 0;

	while (pzz_dns_rr(&m, PZZ_DNS_ANSWERS, &rr)) {
		if (!is_for(d, &rr, d->type))
			continue;
		n++;
		count_ttl(d, ns, rr.ttl);
		if (d->type == PZZ_DNS_SRV)
			add_target(d, &m, &rr, &rr.name);
		else
			add_addr(d, &m, &rr);
	}
	return n;
}

static void swap(struct pzz_dnsc_target *a, struct pzz_dnsc_target *b)
{
	u32 i, n = sizeof(*a);
	u8 *x = (u8 *)a, *y = (u8 *)b, was;

	for (i = 0; i < n; i++) {
		was = x[i];
		x[i] = y[i];
		y[i] = was;
	}
}

/* RFC 2782: among those of the lowest priority, in proportion to their weights. */
static void order_targets(struct pzz_dnsc *d)
{
	u32 i, j, sum, pick;

	for (i = 0; i + 1 < d->n_targets; i++) {
		for (j = i, sum = 0; j < d->n_targets; j++)
			if (d->targets[j].priority == d->targets[i].priority)
				sum += d->targets[j].weight;
		pick = (u32)((d->chance >> 32) * ((u64)sum + 1) >> 32);
		for (j = i; j + 1 < d->n_targets; j++) {
			if (d->targets[j].weight >= pick ||
			    d->targets[j + 1].priority != d->targets[i].priority)
				break;
			pick -= d->targets[j].weight;
		}
		if (j != i)
			swap(&d->targets[i], &d->targets[j]);
	}
}

/* A set that balances load is begun anywhere (8.3: "a single IP address should not be used"). */
static void rotate(struct pzz_dnsc *d, u32 from)
{
	u32 n = d->n_addrs - from, by, i;
	struct pzz_dnsc_addr first;

	if (n < 2)
		return;
	by = (u32)((d->chance >> 32) * n >> 32);
	while (by--) {
		first = d->addrs[from];
		for (i = from; i + 1 < d->n_addrs; i++)
			d->addrs[i] = d->addrs[i + 1];
		d->addrs[i] = first;
	}
}

static void take_answers(struct pzz_dnsc *d, const struct pzz_dns_msg *m, u64 ns)
{
	u8 targets = d->n_targets, addrs = d->n_addrs, aliases = d->aliases;

	while (d->aliases < PZZ_DNSC_ALIASES && follow(d, *m, ns))
		d->aliases++;
	if (d->type == PZZ_DNS_SRV)
		d->n_targets = 0;
	if (collect(d, *m, ns)) {
		if (d->type == PZZ_DNS_SRV)
			order_targets(d);
		else
			rotate(d, addrs);
		pzz_dnsc_next(d);
		return;
	}
	d->n_targets = targets;
	if (d->aliases > aliases && d->aliases < PZZ_DNSC_ALIASES) {
		d->tries = 0;
		d->phase = PZZ_DNSC_ASK;	/* what the alias stands for is not told */
	} else {
		pzz_dnsc_next(d);
	}
}

bool pzz_dnsc_read(struct pzz_dnsc *d, u64 ns, const u8 *data, u32 len)
{
	struct pzz_dns_msg m;
	u16 rcode;

	if (d->phase != PZZ_DNSC_WAIT || !pzz_dns_begin(&m, data, len) || !is_answer(d, &m))
		return false;
	rcode = m.flags & PZZ_DNS_RCODE;
	if (rcode == NXDOMAIN)
		pzz_dnsc_next(d);
	else if (rcode || (m.flags & PZZ_DNS_TC && !m.count[PZZ_DNS_ANSWERS]))
		pzz_dnsc_again(d);
	else
		take_answers(d, &m, ns);
	return true;
}
