// SPDX-License-Identifier: GPL-2.0
/* Which messages concern us: RFC 6762 6, 11, 18; R62-R64. */
#include "mdns/mdns.h"
#include "pzz_addrs.h"

static const char *const reasons[PZZ_MDNS_REASONS] = {
	[PZZ_MDNS_ANSWERED]	= "answered",
	[PZZ_MDNS_ANNOUNCED]	= "announced",
	[PZZ_MDNS_QUERY]	= "query",
	[PZZ_MDNS_RESPONSE]	= "response",
	[PZZ_MDNS_CONFLICT]	= "conflict",
	[PZZ_MDNS_NOT_OURS]	= "not-ours",
	[PZZ_MDNS_GROUP]	= "group",
	[PZZ_MDNS_SCOPE]	= "scope",
	[PZZ_MDNS_REFLECTED]	= "reflected",
	[PZZ_MDNS_PORT]		= "port",
	[PZZ_MDNS_CHECKSUM]	= "checksum",
	[PZZ_MDNS_OPCODE]	= "opcode",
	[PZZ_MDNS_MALFORMED]	= "malformed",
};

static bool is_group(const struct pzz_mdns_conf *c, const u8 *dst, unsigned int len)
{
	static const u8 group4[PZZ_IPV4_LEN] = { 224, 0, 0, 251 };
	static const u8 group6[PZZ_IPV6_LEN] = { 0xff, 2, [15] = 0xfb };
	unsigned int i;

	if (pzz_ip_equal(dst, len == PZZ_IPV4_LEN ? group4 : group6, len))
		return true;
	for (i = 0; i < c->n_groups; i++)
		if (c->groups[i].len == len && pzz_ip_equal(c->groups[i].b, dst, len))
			return true;
	return false;
}

/*
 * R64, RFC 6762 11. What comes to a link-local group is from this link. What comes
 * to our address is taken to be so if no router has counted down its hop limit
 * from any of the values that hosts begin with.
 */
static bool is_from_link(const struct pzz_frame *f)
{
	return f->ttl == 255 || f->ttl == 128 || f->ttl == 64;
}

static u8 check_flow(const struct pzz_conf *conf, const struct pzz_frame *f)
{
	const struct pzz_mdns_conf *c = conf->room[PZZ_ROOM_MDNS];
	unsigned int len = f->family == 4 ? PZZ_IPV4_LEN : PZZ_IPV6_LEN;

	if (f->cast == PZZ_TO_HOST ? pzz_addr_find(conf, f->dst, len) < 0 :
				     f->cast != PZZ_TO_MULTICAST || !is_group(c, f->dst, len))
		return PZZ_MDNS_GROUP;
	if (pzz_ip_is_zero(f->src, len) || !f->sport || !pzz_source(conf, f->src, len))
		return PZZ_MDNS_SCOPE;
	if (f->cast == PZZ_TO_HOST && !is_from_link(f))
		return PZZ_MDNS_SCOPE;
	return pzz_addr_find(conf, f->src, len) < 0 ? PZZ_MDNS_QUERY : PZZ_MDNS_REFLECTED;
}

/* Whether a question or, for those who go on with known answers, a record is ours. */
static u8 look_query(const struct pzz_mdns_conf *c, struct pzz_dns_msg *m)
{
	union {
		struct pzz_dns_question q;
		struct pzz_dns_rr rr;
	} u;
	unsigned int n;

	for (n = 0; n < PZZ_MDNS_QUESTIONS_MAX && pzz_dns_question(m, &u.q); n++)
		if (pzz_mdns_name_asked(c, &u.q) != PZZ_MDNS_NONE)
			return PZZ_MDNS_QUERY;
	while (!m->count[PZZ_DNS_QUESTIONS] && pzz_dns_rr(m, PZZ_DNS_ANSWERS, &u.rr))
		if (pzz_mdns_find_name(c, u.rr.name.wire, u.rr.name.len, u.rr.name.hash) !=
		    PZZ_MDNS_NONE)
			return PZZ_MDNS_QUERY;
	return pzz_dns_malformed(m) ? PZZ_MDNS_MALFORMED : PZZ_MDNS_NOT_OURS;
}

/*
 * RFC 6762 9: a record that we alone should have, with data that we have not. It
 * is none if it is taken back at the same time, or proves by NSEC what there is not.
 */
static u8 look_record(const struct pzz_mdns_conf *c, const struct pzz_dns_msg *m,
		      const struct pzz_dns_rr *rr)
{
	u32 name, first, end;

	if ((rr->class & PZZ_DNS_CLASS_MASK) != PZZ_DNS_IN || rr->type == PZZ_DNS_NSEC)
		return PZZ_MDNS_NOT_OURS;
	name = pzz_mdns_find_name(c, rr->name.wire, rr->name.len, rr->name.hash);
	if (name == PZZ_MDNS_NONE)
		return PZZ_MDNS_NOT_OURS;
	pzz_mdns_range(c, name, rr->type, &first, &end);
	if (first == end || rr->type == PZZ_DNS_ANY)
		return PZZ_MDNS_NOT_OURS;
	if (pzz_mdns_find_rr(c, m, rr, name) != PZZ_MDNS_NONE)
		return PZZ_MDNS_RESPONSE;
	return c->rrs[first].shared || !rr->ttl ? PZZ_MDNS_NOT_OURS : PZZ_MDNS_CONFLICT;
}

static u8 look_response(const struct pzz_mdns_conf *c, struct pzz_dns_msg *m)
{
	static const u8 sections[] = { PZZ_DNS_ANSWERS, PZZ_DNS_ADDITIONAL };
	u8 found = PZZ_MDNS_NOT_OURS, reason;
	struct pzz_dns_rr rr;
	unsigned int i;

	for (i = 0; i < PZZ_COUNT(sections); i++)
		while (pzz_dns_rr(m, sections[i], &rr)) {
			reason = look_record(c, m, &rr);
			if (reason == PZZ_MDNS_CONFLICT)
				return reason;
			if (reason == PZZ_MDNS_RESPONSE)
				found = reason;
		}
	return pzz_dns_malformed(m) ? PZZ_MDNS_MALFORMED : found;
}

static u8 look(const struct pzz_conf *conf, const struct pzz_frame *f)
{
	const struct pzz_mdns_conf *c = conf->room[PZZ_ROOM_MDNS];
	struct pzz_dns_msg m;
	const u8 *data;
	u8 reason;
	u32 len;

	reason = check_flow(conf, f);
	if (reason != PZZ_MDNS_QUERY)
		return reason;
	data = pzz_udp_payload(f, &len);
	if (!pzz_dns_begin(&m, data, len))
		return PZZ_MDNS_MALFORMED;
	if (m.flags & PZZ_DNS_OPCODE)		/* 18.3 */
		return PZZ_MDNS_OPCODE;
	if (!(m.flags & PZZ_DNS_QR))
		return look_query(c, &m);
	return f->sport == PZZ_PORT_MDNS ? look_response(c, &m) : PZZ_MDNS_PORT;
}

static struct pzz_outcome input(const struct pzz_conf *conf, const void *state,
				const struct pzz_frame *f)
{
	u8 reason = look(conf, f);
	struct pzz_outcome what;

	if ((reason == PZZ_MDNS_QUERY || reason == PZZ_MDNS_RESPONSE ||
	     reason == PZZ_MDNS_CONFLICT) && !pzz_udp_ok(f))
		reason = PZZ_MDNS_CHECKSUM;
	what = pzz_outcome(PZZ_ROOM_MDNS, reason == PZZ_MDNS_CONFLICT ? PZZ_WAKE : PZZ_IGNORE,
			   reason);
	what.settle = reason == PZZ_MDNS_QUERY || reason == PZZ_MDNS_RESPONSE;
	return what;
}

static struct pzz_outcome settle(const struct pzz_conf *conf, void *state, struct pzz_now now,
				 const struct pzz_frame *f, struct pzz_outcome was)
{
	struct pzz_mdns_state *s = state;
	struct pzz_dns_msg m;
	const u8 *data;
	u32 len;

	data = pzz_udp_payload(f, &len);
	if (was.verdict != PZZ_IGNORE || s->goodbye || !pzz_dns_begin(&m, data, len))
		return was;
	s->random += now.random;
	if (was.reason == PZZ_MDNS_QUERY)
		pzz_mdns_query(conf, s, now, f, &m);
	else
		pzz_mdns_response(conf, s, now, f, &m);
	return was;
}

const struct pzz_room pzz_mdns_room = {
	.name = "mdns",
	.clauses = "8.6 R60-R81; RFC 6762, 6763",
	.reasons = reasons,
	.n_reasons = PZZ_MDNS_REASONS,
	.conf_check = pzz_mdns_conf_check,
	.conf_size = pzz_mdns_conf_size,
	.conf_init = pzz_mdns_conf_init,
	.state_size = pzz_mdns_state_size,
	.input = input,
	.settle = settle,
	.begin = pzz_mdns_begin,
	.tick = pzz_mdns_tick,
	.next = pzz_mdns_next,
	.goodbye = pzz_mdns_goodbye,
};
