// SPDX-License-Identifier: GPL-2.0
/* Which LLMNR queries are answered: RFC 4795 2, R82-R90. */
#include "llmnr/llmnr.h"
#include "pzz_addrs.h"

static const char *const reasons[PZZ_LLMNR_REASONS] = {
	[PZZ_LLMNR_ANSWERED]		= "answered",
	[PZZ_LLMNR_NEGATIVE_ANSWERED]	= "negative-answered",
	[PZZ_LLMNR_DELAYED]		= "delayed",
	[PZZ_LLMNR_CONFLICT]		= "conflict",
	[PZZ_LLMNR_NOT_OURS]		= "not-ours",
	[PZZ_LLMNR_UNICAST]		= "unicast",
	[PZZ_LLMNR_SOURCE]		= "source",
	[PZZ_LLMNR_CHECKSUM]		= "checksum",
	[PZZ_LLMNR_MALFORMED]		= "malformed",
	[PZZ_LLMNR_RESPONSE]		= "response",
	[PZZ_LLMNR_OPCODE]		= "opcode",
	[PZZ_LLMNR_COUNTS]		= "counts",
	[PZZ_LLMNR_CLASS]		= "class",
	[PZZ_LLMNR_FULL]		= "full",
};

static struct pzz_outcome outcome(u8 verdict, u8 reason)
{
	return pzz_outcome(PZZ_ROOM_LLMNR, verdict, reason);
}

/* R85, R86: only what is sent to the group, and from an address that can be answered. */
static u8 check_flow(const struct pzz_conf *conf, const struct pzz_frame *f)
{
	static const u8 group4[PZZ_IPV4_LEN] = { 224, 0, 0, 252 };
	static const u8 group6[PZZ_IPV6_LEN] = { 0xff, 2, [13] = 1, [15] = 3 };
	unsigned int len = f->family == 4 ? PZZ_IPV4_LEN : PZZ_IPV6_LEN;

	if (f->cast != PZZ_TO_MULTICAST ||
	    !pzz_ip_equal(f->dst, f->family == 4 ? group4 : group6, len))
		return PZZ_LLMNR_UNICAST;
	if (pzz_ip_is_zero(f->src, len) || !f->sport || pzz_addr_find(conf, f->src, len) >= 0 ||
	    !pzz_source(conf, f->src, len))
		return PZZ_LLMNR_SOURCE;
	return PZZ_LLMNR_ANSWERED;
}

/* RFC 4795 2.1.1: TC, T and the response code mean nothing in a query, and OPT may be there. */
static u8 check_header(const struct pzz_dns_msg *m)
{
	if (m->flags & PZZ_DNS_QR)
		return PZZ_LLMNR_RESPONSE;
	if (m->flags & PZZ_DNS_OPCODE)
		return PZZ_LLMNR_OPCODE;
	if (m->count[PZZ_DNS_QUESTIONS] != 1 || m->count[PZZ_DNS_ANSWERS] ||
	    m->count[PZZ_DNS_AUTHORITY])
		return PZZ_LLMNR_COUNTS;
	return PZZ_LLMNR_ANSWERED;
}

static int hex(u8 c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	c |= 0x20;
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* "1.0...ip6.arpa" back to the address; false if it is none. */
static bool address_of_ip6(const u8 *wire, u32 len, u8 *ip)
{
	static const u8 tail[] = "\3ip6\4arpa";
	unsigned int i;
	int nibble;

	if (len != 64 + sizeof(tail) ||
	    !pzz_dns_name_equal(wire + 64, sizeof(tail), tail, sizeof(tail)))
		return false;
	memset(ip, 0, PZZ_IPV6_LEN);
	for (i = 0; i < 32; i++) {
		nibble = hex(wire[2 * i + 1]);
		if (wire[2 * i] != 1 || nibble < 0)
			return false;
		ip[15 - i / 2] |= (u8)(i % 2 ? nibble << 4 : nibble);
	}
	return true;
}

/* A decimal label without leading zeros; *pos moves behind it. */
static bool take_decimal(const u8 *wire, u32 *pos, u8 *value)
{
	const u8 *p = wire + *pos;
	unsigned int i, n = 0;

	if (!*p || *p > 3 || (*p > 1 && p[1] == '0'))
		return false;
	for (i = 1; i <= *p; i++) {
		if (p[i] < '0' || p[i] > '9')
			return false;
		n = 10 * n + p[i] - '0';
	}
	*value = (u8)n;
	*pos += *p + 1U;
	return n < 256;
}

static bool address_of_ip4(const u8 *wire, u32 len, u8 *ip)
{
	static const u8 tail[] = "\7in-addr\4arpa";
	unsigned int i;
	u32 pos = 0;

	for (i = PZZ_IPV4_LEN; i-- > 0;)
		if (!take_decimal(wire, &pos, &ip[i]))
			return false;
	return pzz_dns_name_equal(wire + pos, len - pos, tail, sizeof(tail));
}

static bool is_reverse_of_ours(const struct pzz_conf *conf, const u8 *wire, u32 len)
{
	u8 ip[PZZ_IPV6_LEN];

	if (address_of_ip4(wire, len, ip))
		return pzz_addr_find(conf, ip, PZZ_IPV4_LEN) >= 0;
	return address_of_ip6(wire, len, ip) && pzz_addr_find(conf, ip, PZZ_IPV6_LEN) >= 0;
}

static bool is_ours(const struct pzz_conf *conf, struct pzz_llmnr_query *q)
{
	const struct pzz_llmnr_conf *l = conf->room[PZZ_ROOM_LLMNR];

	q->reverse = false;
	if (pzz_dns_name_equal(q->wire, q->len, l->host.b, l->host.len))
		return true;
	q->reverse = is_reverse_of_ours(conf, q->wire, q->len);
	return q->reverse;
}

/* The only question; all of @q but .reverse. */
static bool question(const struct pzz_dns_msg *m, struct pzz_llmnr_query *q, u16 *class)
{
	u32 pos = m->pos;

	q->len = pzz_dns_name_plain(m->data, m->len, pos);
	q->wire = m->data + pos;
	if (q->len) {
		pos += q->len;
	} else {
		if (!pzz_dns_name_read(m->data, m->len, &pos, &q->copy))
			return false;
		q->wire = q->copy.wire;
		q->len = q->copy.len;
	}
	if (m->len - pos < 4)
		return false;
	q->id = m->id;
	q->type = pzz_be16(m->data + pos);
	*class = pzz_be16(m->data + pos + 2);
	return true;
}

/* PZZ_LLMNR_ANSWERED, with @q: to be answered. */
static u8 look(const struct pzz_conf *conf, const struct pzz_frame *f, struct pzz_llmnr_query *q)
{
	u8 reason = check_flow(conf, f);
	struct pzz_dns_msg m;
	const u8 *data;
	u16 class;
	u32 len;

	if (reason != PZZ_LLMNR_ANSWERED)
		return reason;
	data = pzz_udp_payload(f, &len);
	if (!pzz_dns_begin(&m, data, len))
		return PZZ_LLMNR_MALFORMED;
	reason = check_header(&m);
	if (reason != PZZ_LLMNR_ANSWERED)
		return reason;
	if (!question(&m, q, &class))
		return PZZ_LLMNR_MALFORMED;
	if (!is_ours(conf, q))
		return PZZ_LLMNR_NOT_OURS;
	if (class != PZZ_DNS_IN)
		return PZZ_LLMNR_CLASS;
	if (!pzz_udp_ok(f))
		return PZZ_LLMNR_CHECKSUM;
	/* RFC 4795 2.1.1, 4.1: never answered; several hosts have answered for this name (R89) */
	return m.flags & PZZ_LLMNR_C ? PZZ_LLMNR_CONFLICT : PZZ_LLMNR_ANSWERED;
}

static struct pzz_outcome input(const struct pzz_conf *conf, const void *state,
				const struct pzz_frame *f)
{
	const struct pzz_llmnr_conf *l = conf->room[PZZ_ROOM_LLMNR];
	struct pzz_llmnr_query q;
	struct pzz_outcome what;
	u8 reason;

	reason = look(conf, f, &q);
	if (reason == PZZ_LLMNR_CONFLICT)
		return outcome(PZZ_WAKE, reason);
	if (reason != PZZ_LLMNR_ANSWERED)
		return outcome(PZZ_IGNORE, reason);
	if (l->tentative) {
		what = outcome(PZZ_IGNORE, PZZ_LLMNR_DELAYED);
		what.settle = true;
		return what;
	}
	/* RFC 4795 7: a name that is known to be unique needs no jitter. */
	what = outcome(PZZ_REPLY, pzz_llmnr_has(conf, &q) ? PZZ_LLMNR_ANSWERED :
							    PZZ_LLMNR_NEGATIVE_ANSWERED);
	what.size = pzz_llmnr_size(conf, &q, f->family);
	what.mark = q.reverse;
	return what;
}

static bool reply(const struct pzz_conf *conf, const struct pzz_frame *f,
		  const struct pzz_outcome *what, struct pzz_writer *out)
{
	struct pzz_flow flow = pzz_flow_back(conf, f);
	struct pzz_llmnr_query q;
	struct pzz_dns_msg m;
	u16 class;

	/* All else was checked by input(). */
	m.data = pzz_udp_payload(f, &m.len);
	m.pos = PZZ_DNS_HLEN;
	m.id = pzz_be16(m.data);
	q.reverse = what->mark;
	return question(&m, &q, &class) && pzz_llmnr_write(conf, &flow, &q, out);
}

static struct pzz_outcome settle(const struct pzz_conf *conf, void *state, struct pzz_now now,
				 const struct pzz_frame *f, struct pzz_outcome was)
{
	struct pzz_llmnr_state *s = state;
	struct pzz_llmnr_wait *w;
	unsigned int i;

	if (was.verdict != PZZ_IGNORE)
		return was;
	for (i = 0; i < PZZ_LLMNR_WAITS && s->wait[i].due != PZZ_NEVER; i++)
		;
	if (i == PZZ_LLMNR_WAITS)
		return outcome(PZZ_IGNORE, PZZ_LLMNR_FULL);
	w = &s->wait[i];
	if (look(conf, f, &w->query) != PZZ_LLMNR_ANSWERED)
		return outcome(PZZ_IGNORE, PZZ_LLMNR_MALFORMED);
	if (w->query.wire != w->query.copy.wire)
		memcpy(w->query.copy.wire, w->query.wire, w->query.len);
	w->query.wire = NULL;
	w->flow = pzz_flow_back(conf, f);
	w->due = now.ns + ((u64)now.random * PZZ_LLMNR_JITTER_NS >> 32);
	return was;
}

static struct pzz_llmnr_wait *first(const struct pzz_llmnr_state *s)
{
	const struct pzz_llmnr_wait *w = &s->wait[0];
	unsigned int i;

	for (i = 1; i < PZZ_LLMNR_WAITS; i++)
		if (s->wait[i].due < w->due)
			w = &s->wait[i];
	return (struct pzz_llmnr_wait *)w;
}

static bool deadlines(const struct pzz_conf *conf)
{
	const struct pzz_llmnr_conf *l = conf->room[PZZ_ROOM_LLMNR];

	return l->tentative;
}

static u64 next(const struct pzz_conf *conf, const void *state)
{
	return deadlines(conf) ? first(state)->due : PZZ_NEVER;
}

static u64 begin(const struct pzz_conf *conf, void *state, struct pzz_now now)
{
	struct pzz_llmnr_state *s = state;
	unsigned int i;

	if (deadlines(conf))
		for (i = 0; i < PZZ_LLMNR_WAITS; i++)
			s->wait[i].due = PZZ_NEVER;
	return PZZ_NEVER;
}

static struct pzz_due tick(const struct pzz_conf *conf, void *state, struct pzz_now now,
			   struct pzz_writer *out)
{
	struct pzz_llmnr_wait *w = first(state);
	struct pzz_due due = { .what = outcome(PZZ_IGNORE, PZZ_LLMNR_ANSWERED) };

	if (w->due <= now.ns) {
		w->query.wire = w->query.copy.wire;
		if (pzz_llmnr_write(conf, &w->flow, &w->query, out)) {
			due.what.verdict = PZZ_REPLY;
			due.what.size = out->len;
		}
		w->query.wire = NULL;
		if (!pzz_llmnr_has(conf, &w->query))
			due.what.reason = PZZ_LLMNR_NEGATIVE_ANSWERED;
		w->due = PZZ_NEVER;
	}
	due.next = next(conf, state);
	return due;
}

static bool conf_check(const struct pzz_setup *setup, struct pzz_refusal *why)
{
	const struct pzz_name *host = &setup->llmnr.host;

	if (!setup->llmnr.enable)
		return true;
	if (host->len && (host->len < 2 || !pzz_dns_name_ok(host->b, host->len)))
		why->why = "the LLMNR host name must be a whole domain name of one label or more";
	else if (!setup->llmnr.ttl || setup->llmnr.ttl > PROXZZZY_TTL_MAX)
		why->why = "the LLMNR TTL must be 1 to 2147483647 seconds";
	return !why->why;
}

static size_t conf_size(const struct pzz_setup *setup)
{
	return sizeof(struct pzz_llmnr_conf);
}

static const void *conf_init(void *mem, const struct pzz_setup *setup)
{
	struct pzz_llmnr_conf *l = mem;

	if (!setup->llmnr.enable || !setup->llmnr.host.len)
		return NULL;
	l->host = setup->llmnr.host;
	l->ttl = setup->llmnr.ttl;
	l->tentative = setup->llmnr.tentative;
	return l;
}

static size_t state_size(const struct pzz_conf *conf)
{
	return deadlines(conf) ? sizeof(struct pzz_llmnr_state) : 0;
}

const struct pzz_room pzz_llmnr_room = {
	.name = "llmnr",
	.clauses = "8.7 R82-R90; RFC 4795, MS-LLMNRP",
	.reasons = reasons,
	.n_reasons = PZZ_LLMNR_REASONS,
	.conf_check = conf_check,
	.conf_size = conf_size,
	.conf_init = conf_init,
	.state_size = state_size,
	.input = input,
	.settle = settle,
	.reply = reply,
	.deadlines = deadlines,
	.begin = begin,
	.tick = tick,
	.next = next,
};
