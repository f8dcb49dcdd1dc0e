// SPDX-License-Identifier: GPL-2.0
/* The room: whose a datagram is, and what is due first. */
#include "pzz_addrs.h"
#include "sip/sip.h"

static const char *const reasons[PZZ_SIP_REASONS] = {
	[PZZ_SIP_INVITED]		= "invited",
	[PZZ_SIP_HANDED_OVER]		= "handed-over",
	[PZZ_SIP_REPEATED]		= "repeated",
	[PZZ_SIP_TERMINATED]		= "terminated",
	[PZZ_SIP_CANCELLED]		= "cancelled",
	[PZZ_SIP_ASKED]			= "asked",
	[PZZ_SIP_BAD_REQUEST]		= "bad-request",
	[PZZ_SIP_NOT_FOUND]		= "not-found",
	[PZZ_SIP_METHOD]		= "method",
	[PZZ_SIP_MEDIA]			= "media-type",
	[PZZ_SIP_SCHEME]		= "uri-scheme",
	[PZZ_SIP_EXTENSION]		= "extension",
	[PZZ_SIP_NO_CALL]		= "no-call",
	[PZZ_SIP_NOT_IMPLEMENTED]	= "not-implemented",
	[PZZ_SIP_VERSION]		= "version",
	[PZZ_SIP_TOO_LONG]		= "too-long",
	[PZZ_SIP_ACKED]			= "acknowledged",
	[PZZ_SIP_KEEP_ALIVE]		= "keep-alive",
	[PZZ_SIP_SOURCE]		= "source",
	[PZZ_SIP_CHECKSUM]		= "checksum",
	[PZZ_SIP_MALFORMED]		= "malformed",
	[PZZ_SIP_REGISTERING]		= "registering",
	[PZZ_SIP_RESOLVING]		= "resolving",
	[PZZ_SIP_RESOLVED]		= "resolved",
	[PZZ_SIP_UNASKED]		= "unasked",
	[PZZ_SIP_TRYING]		= "trying",
	[PZZ_SIP_REGISTERED]		= "registered",
	[PZZ_SIP_CHALLENGED]		= "challenged",
	[PZZ_SIP_REDIRECTED]		= "redirected",
	[PZZ_SIP_TOO_BRIEF]		= "too-brief",
	[PZZ_SIP_LATER]			= "later",
	[PZZ_SIP_REJECTED]		= "rejected",
	[PZZ_SIP_LOST]			= "lost",
	[PZZ_SIP_GIVEN_UP]		= "given-up",
	[PZZ_SIP_IDLE]			= "idle",
	[PZZ_SIP_SEGMENT]		= "segment",
	[PZZ_SIP_PATH]			= "path",
	[PZZ_SIP_PINGING]		= "pinging",
	[PZZ_SIP_STREAM]		= "stream",
	[PZZ_SIP_DISCONNECTED]		= "disconnected",
};

#define NOBODY	0xffffffff

static struct pzz_outcome outcome(u8 verdict, u8 reason)
{
	return pzz_outcome(PZZ_ROOM_SIP, verdict, reason);
}

static unsigned int addr_len(const struct pzz_frame *f)
{
	return f->family == 4 ? PZZ_IPV4_LEN : PZZ_IPV6_LEN;
}

static u32 find_reg(const struct pzz_sip_conf *sip, const struct pzz_frame *f)
{
	unsigned int len = addr_len(f);
	const struct pzz_sip_reg *r;
	u32 i;

	for (i = 0; i < sip->n_regs; i++) {
		r = &sip->regs[i].reg;
		if (!r->tcp && r->local_port == f->dport && r->local.len == len &&
		    pzz_ip_equal(r->local.b, f->dst, len))
			return i;
	}
	return NOBODY;
}

static bool is_connection(const struct pzz_sip_conf *sip, const u8 *local, const u8 *server,
			  unsigned int len, u16 local_port, u16 port)
{
	const struct pzz_sip_reg *r;
	u32 i;

	for (i = 0; i < sip->n_regs; i++) {
		r = &sip->regs[i].reg;
		if (r->tcp && r->local_port == local_port && pzz_sip_port(r) == port &&
		    r->local.len == len && pzz_ip_equal(r->local.b, local, len) &&
		    pzz_ip_equal(r->server.b, server, len))
			return true;
	}
	return false;
}

/*
 * RFC 1191, 8201: an error about a segment that went out on one of the connections, too
 * big for the path perhaps. The host's stack looks at the sequence number.
 */
static bool is_about_connection4(const struct pzz_sip_conf *sip, const struct pzz_frame *f)
{
	const u8 *icmp = f->data + f->l4, *ip = icmp + PZZ_ICMP_HLEN, *tcp = ip + PZZ_IPV4_HLEN;

	return f->l4_len >= PZZ_ICMP_HLEN + PZZ_IPV4_HLEN + 4 &&
	       icmp[0] == PZZ_ICMP_UNREACHABLE && ip[0] == 0x45 && ip[9] == PZZ_IP_TCP &&
	       is_connection(sip, ip + 12, ip + 16, PZZ_IPV4_LEN, pzz_be16(tcp),
			     pzz_be16(tcp + 2));
}

static bool is_about_connection6(const struct pzz_sip_conf *sip, const struct pzz_frame *f)
{
	const u8 *icmp = f->data + f->l4, *ip = icmp + PZZ_ICMP_HLEN, *tcp = ip + PZZ_IPV6_HLEN;

	return f->l4_len >= PZZ_ICMP_HLEN + PZZ_IPV6_HLEN + 4 &&
	       (icmp[0] == PZZ_ICMPV6_UNREACHABLE || icmp[0] == PZZ_ICMPV6_TOO_BIG) &&
	       ip[0] >> 4 == 6 && ip[6] == PZZ_IP_TCP &&
	       is_connection(sip, ip + 8, ip + 24, PZZ_IPV6_LEN, pzz_be16(tcp),
			     pzz_be16(tcp + 2));
}

static bool is_of_stream(const struct pzz_sip_conf *sip, const struct pzz_frame *f)
{
	if (f->l4_proto == PZZ_IP_TCP)
		return is_connection(sip, f->dst, f->src, addr_len(f), f->dport, f->sport);
	if (f->family == 4)
		return f->l4_proto == PZZ_IP_ICMP && is_about_connection4(sip, f);
	return f->l4_proto == PZZ_IP_ICMPV6 && is_about_connection6(sip, f);
}

static bool is_dns(const struct pzz_sip_conf *sip, const struct pzz_frame *f)
{
	unsigned int len = addr_len(f);
	u32 i;

	if (f->sport != PZZ_PORT_DNS)
		return false;
	for (i = 0; i < sip->n_dns; i++)
		if (sip->dns[i].len == len && pzz_ip_equal(sip->dns[i].b, f->src, len))
			return true;
	return false;
}

bool pzz_sip_is_ours(const struct pzz_conf *conf, const struct pzz_frame *f)
{
	const struct pzz_sip_conf *sip = pzz_sip_conf(conf);

	if (f->cast != PZZ_TO_HOST)
		return false;
	if (f->l4_proto != PZZ_IP_UDP)
		return conf->streams && f->family && is_of_stream(sip, f);
	return find_reg(sip, f) != NOBODY ||
	       (is_dns(sip, f) && pzz_addr_find(conf, f->dst, addr_len(f)) >= 0);
}

/* What is given away says nothing about what is left. */
u64 pzz_sip_chance(struct pzz_sip_state *s, struct pzz_now now)
{
	u8 digest[PZZ_HASH_MAX];
	struct pzz_hash h;
	u64 v;

	pzz_hash_begin(&h, PZZ_HASH_SHA256);
	pzz_hash_add(&h, s->pool, sizeof(s->pool));
	pzz_hash_add(&h, &now.ns, sizeof(now.ns));
	pzz_hash_add(&h, &now.random, sizeof(now.random));
	pzz_hash_end(&h, digest);
	v = (u64)pzz_be32(digest) << 32 | pzz_be32(digest + 4);
	pzz_hash_begin(&h, PZZ_HASH_SHA256);
	pzz_hash_add(&h, digest, sizeof(digest));
	pzz_hash_end(&h, s->pool);
	pzz_wipe(digest, sizeof(digest));
	return v;
}

static struct pzz_outcome input(const struct pzz_conf *conf, const void *state,
				const struct pzz_frame *f)
{
	struct pzz_outcome what = outcome(PZZ_IGNORE, PZZ_SIP_MALFORMED);
	const u8 *data;
	u32 len;

	if (f->l4_proto != PZZ_IP_UDP)
		return outcome(PZZ_PASS, f->l4_proto == PZZ_IP_TCP ? PZZ_SIP_SEGMENT :
								     PZZ_SIP_PATH);
	data = pzz_udp_payload(f, &len);
	if (len < 5) {
		what.reason = PZZ_SIP_KEEP_ALIVE;	/* RFC 5626 3.5.1, or less */
	} else if (!pzz_udp_ok(f)) {
		what.reason = PZZ_SIP_CHECKSUM;
	} else {
		what.settle = true;
		/* Who asks before the host sleeps wants to know which may wake it. */
		if (len > 7 && !memcmp(data, "INVITE ", 7))
			what.verdict = PZZ_WAKE;
	}
	return what;
}

/* Of what may be the answer to more than one query, the first that takes it. */
static struct pzz_outcome resolved(const struct pzz_conf *conf, struct pzz_sip_state *s,
				   struct pzz_now now, const struct pzz_frame *f)
{
	const struct pzz_sip_conf *sip = pzz_sip_conf(conf);
	struct pzz_sip_client *c;
	const struct pzz_ip *server;
	const u8 *data;
	u32 len;

	data = pzz_udp_payload(f, &len);
	for (c = s->clients; c < s->clients + sip->n_regs; c++) {
		server = &sip->dns[c->dns.tries % sip->n_dns];
		if (c->phase != PZZ_SIP_PHASE_RESOLVE || c->dns.sport != f->dport ||
		    server->len != addr_len(f) || !pzz_ip_equal(server->b, f->src, server->len) ||
		    !pzz_dnsc_read(&c->dns, now.ns, data, len))
			continue;
		c->due = now.ns;
		return outcome(PZZ_IGNORE, PZZ_SIP_RESOLVED);
	}
	return outcome(PZZ_IGNORE, PZZ_SIP_UNASKED);
}

/* R51: from the server, which may be any of the addresses that its name has. */
static bool is_server(const struct pzz_sip_entry *e, const struct pzz_sip_client *c,
		      const struct pzz_frame *f)
{
	unsigned int len = addr_len(f);
	u32 i;

	if (e->reg.server.len == len && pzz_ip_equal(e->reg.server.b, f->src, len))
		return true;
	if (c->to_len == len && pzz_ip_equal(c->to, f->src, len))
		return true;
	if (e->reg.local.len == len && !c->foreign)
		for (i = 0; i < c->dns.n_addrs; i++)
			if (pzz_ip_equal(c->dns.addrs[i].b, f->src, len))
				return true;
	return false;
}

/* A report says which registration it is about. */
static struct pzz_outcome about(u32 index, struct pzz_outcome what)
{
	if (what.report)
		what.mark = index;
	return what;
}

static struct pzz_outcome settle(const struct pzz_conf *conf, void *state, struct pzz_now now,
				 const struct pzz_frame *f, struct pzz_outcome was)
{
	const struct pzz_sip_conf *sip = pzz_sip_conf(conf);
	u32 index = find_reg(sip, f), len;
	struct pzz_sip_state *s = state;
	struct pzz_sip_msg m;
	const u8 *data;

	if (index == NOBODY)
		return resolved(conf, s, now, f);
	data = pzz_udp_payload(f, &len);
	if (!pzz_sip_read(data, len, &m) || (m.status && m.wrong))
		return outcome(PZZ_IGNORE, PZZ_SIP_MALFORMED);
	if (m.status)
		return about(index, pzz_sip_response(conf, s, index, now, f, &m));
	if (!f->sport || !(sip->regs[index].reg.anyone ||
			   is_server(&sip->regs[index], &s->clients[index], f)))
		return outcome(PZZ_IGNORE, PZZ_SIP_SOURCE);
	return pzz_sip_request(conf, s, &sip->regs[index], now, f, &m);
}

static bool reply(const struct pzz_conf *conf, const struct pzz_frame *f,
		  const struct pzz_outcome *what, struct pzz_writer *out)
{
	const struct pzz_sip_conf *sip = pzz_sip_conf(conf);
	const struct pzz_sip_entry *e;
	struct pzz_sip_response r;
	struct pzz_sip_msg m;
	struct pzz_flow flow;
	const u8 *data;
	u32 len;

	data = pzz_udp_payload(f, &len);
	if (!pzz_sip_read(data, len, &m))
		return false;
	e = &sip->regs[find_reg(sip, f)];
	r.status = pzz_sip_code(&e->reg, what->reason, what->also);
	r.tag = what->mark;
	flow = pzz_sip_flow_back(conf, f, &m);
	pzz_udp_begin(out, conf, &flow);
	pzz_sip_put_status(out, r.status);
	pzz_sip_put_head(out, f, &m, r);
	pzz_sip_put_rest(out, e, &m, r.status);
	pzz_udp_end(out, &flow);
	return !out->failed;
}

/* Of those over UDP. */
static u32 first_client(const struct pzz_sip_conf *sip, const struct pzz_sip_state *s)
{
	u32 i, first = NOBODY;

	for (i = 0; i < sip->n_regs; i++)
		if (!sip->regs[i].reg.tcp &&
		    (first == NOBODY || s->clients[i].due < s->clients[first].due))
			first = i;
	return first;
}

static u64 next(const struct pzz_conf *conf, const void *state)
{
	const struct pzz_sip_state *s = state;
	u32 client = first_client(pzz_sip_conf(conf), s);
	u64 next = pzz_sip_calls_next(s);

	if (client != NOBODY && s->clients[client].due < next)
		next = s->clients[client].due;
	return next;
}

static u64 begin(const struct pzz_conf *conf, void *state, struct pzz_now now)
{
	const struct pzz_sip_conf *sip = pzz_sip_conf(conf);
	struct pzz_sip_state *s = state;
	struct pzz_hash h;
	u32 i;

	pzz_hash_begin(&h, PZZ_HASH_SHA256);
	pzz_hash_add(&h, sip->secret, sizeof(sip->secret));
	pzz_hash_add(&h, s->pool, sizeof(s->pool));
	pzz_hash_end(&h, s->pool);
	memset(s->calls, 0, sizeof(s->calls));
	for (i = 0; i < sip->n_regs; i++)
		pzz_sip_client_begin(&sip->regs[i], &s->clients[i], now.ns);
	return next(conf, state);
}

static struct pzz_due tick(const struct pzz_conf *conf, void *state, struct pzz_now now,
			   struct pzz_writer *out)
{
	struct pzz_sip_state *s = state;
	u32 client = first_client(pzz_sip_conf(conf), s);
	struct pzz_due due = { .what = outcome(PZZ_IGNORE, PZZ_SIP_IDLE) };

	if (pzz_sip_calls_next(s) <= now.ns)
		due.what = pzz_sip_calls_tick(conf, s, now, out);
	else if (client != NOBODY && s->clients[client].due <= now.ns)
		due.what = about(client, pzz_sip_client_tick(conf, s, client, now, out));
	due.next = next(conf, state);
	return due;
}

static size_t state_size(const struct pzz_conf *conf)
{
	return sizeof(struct pzz_sip_state) +
	       pzz_sip_conf(conf)->n_regs * sizeof(struct pzz_sip_client);
}

const struct pzz_room pzz_sip_room = {
	.name = "sip",
	.clauses = "8.3 R44-R51; RFC 3261, 3263, 3581, 5626, 7616, 8760",
	.reasons = reasons,
	.n_reasons = PZZ_SIP_REASONS,
	.conf_check = pzz_sip_check,
	.conf_size = pzz_sip_size,
	.conf_init = pzz_sip_build,
	.state_size = state_size,
	.input = input,
	.settle = settle,
	.reply = reply,
	.begin = begin,
	.tick = tick,
	.next = next,
};
