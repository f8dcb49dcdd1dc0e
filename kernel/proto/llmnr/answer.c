// SPDX-License-Identifier: GPL-2.0
/* What an LLMNR response holds: the question, and records made of the addresses. */
#include "llmnr/llmnr.h"
#include "pzz_addrs.h"

#define RR_HEAD	12	/* a pointer to the name, type, class, TTL, length */

static bool wants(u16 type, u16 has)
{
	return type == has || type == PZZ_DNS_ANY;
}

static u32 n_of(const struct pzz_addr_table *t, u16 type, u16 has)
{
	return wants(type, has) ? t->n : 0;
}

/* R87 */
bool pzz_llmnr_has(const struct pzz_conf *conf, const struct pzz_llmnr_query *q)
{
	if (q->reverse)
		return wants(q->type, PZZ_DNS_PTR);
	return n_of(&conf->addrs->v4, q->type, PZZ_DNS_A) ||
	       n_of(&conf->addrs->v6, q->type, PZZ_DNS_AAAA);
}

u32 pzz_llmnr_size(const struct pzz_conf *conf, const struct pzz_llmnr_query *q, u8 family)
{
	const struct pzz_llmnr_conf *l = conf->room[PZZ_ROOM_LLMNR];
	u32 size = (family == 4 ? PZZ_UDP4_HEAD : PZZ_UDP6_HEAD) + PZZ_DNS_HLEN + q->len + 4;

	if (q->reverse)
		size += RR_HEAD + l->host.len;
	else
		size += n_of(&conf->addrs->v4, q->type, PZZ_DNS_A) * (RR_HEAD + PZZ_IPV4_LEN) +
			n_of(&conf->addrs->v6, q->type, PZZ_DNS_AAAA) * (RR_HEAD + PZZ_IPV6_LEN);
	return size < conf->mtu + PZZ_ETH_HLEN ? size : conf->mtu + PZZ_ETH_HLEN;
}

static bool put_addrs(struct pzz_dns_writer *w, const struct pzz_llmnr_query *q,
		      const struct pzz_addr_table *t, u16 type, u32 ttl)
{
	unsigned int len = type == PZZ_DNS_A ? PZZ_IPV4_LEN : PZZ_IPV6_LEN;
	u32 i;

	for (i = 0; i < n_of(t, q->type, type); i++)
		if (!pzz_dns_put_rr(w, PZZ_DNS_ANSWERS, q->wire, type, PZZ_DNS_IN, ttl,
				    t->ip + i * len, len))
			return false;
	return true;
}

static bool put_answers(const struct pzz_conf *conf, struct pzz_dns_writer *w,
			const struct pzz_llmnr_query *q)
{
	const struct pzz_llmnr_conf *l = conf->room[PZZ_ROOM_LLMNR];

	if (q->reverse)
		return !wants(q->type, PZZ_DNS_PTR) ||
		       pzz_dns_put_rr(w, PZZ_DNS_ANSWERS, q->wire, PZZ_DNS_PTR, PZZ_DNS_IN,
				      l->ttl, l->host.b, l->host.len);
	return put_addrs(w, q, &conf->addrs->v4, PZZ_DNS_A, l->ttl) &&
	       put_addrs(w, q, &conf->addrs->v6, PZZ_DNS_AAAA, l->ttl);
}

/* RFC 4795 2.1.1 */
bool pzz_llmnr_write(const struct pzz_conf *conf, const struct pzz_flow *flow,
		     const struct pzz_llmnr_query *q, struct pzz_writer *out)
{
	const struct pzz_llmnr_conf *l = conf->room[PZZ_ROOM_LLMNR];
	struct pzz_dns_writer w;

	pzz_udp_begin(out, conf, flow);
	pzz_dns_write(&w, out, q->id, PZZ_DNS_QR | (l->tentative ? PZZ_LLMNR_T : 0));
	if (out->failed || !pzz_dns_put_question(&w, q->wire, q->type, PZZ_DNS_IN))
		return false;
	if (!put_answers(conf, &w, q))
		w.flags |= PZZ_DNS_TC;
	pzz_dns_written(&w);
	pzz_udp_end(out, flow);
	return !out->failed;
}
