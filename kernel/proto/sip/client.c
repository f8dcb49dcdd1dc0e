// SPDX-License-Identifier: GPL-2.0
/* One registration over time: RFC 3261 10.2.4, 17.1.2. R47, R48. */
#include "sip/sip.h"

#define BACKOFF_S	4	/* after a failure, doubled for each further one, */
#define BACKOFF_MAX_S	300	/* up to this */
#define REJECTED_S	1800	/* after a rejection */

static struct pzz_outcome outcome(u8 verdict, u8 reason)
{
	return pzz_outcome(PZZ_ROOM_SIP, verdict, reason);
}

/* @seconds from when the host has registered, but not before @ns. */
static u64 later(const struct pzz_sip_reg *r, u32 seconds, u64 ns)
{
	u64 at = (r->since ? r->since : ns) + seconds * PZZ_NSEC_PER_SEC;

	return at > ns ? at : ns;
}

void pzz_sip_client_begin(const struct pzz_sip_entry *e, struct pzz_sip_client *c, u64 ns)
{
	const struct pzz_sip_reg *r = &e->reg;
	u64 lapses = later(r, r->left ? r->left : r->expires, ns);
	u32 cseq = c->cseq > r->cseq ? c->cseq : r->cseq;
	u16 answer = c->answer;

	if (c->lapses > lapses)		/* by what a former sleep has done */
		lapses = c->lapses;
	memset(c, 0, sizeof(*c));
	c->cseq = cseq;		/* of a former sleep, if that is later: it only ever grows */
	c->answer = answer;
	c->expires = r->expires;
	c->lapses = lapses;
	c->ping = ns + r->interval * PZZ_NSEC_PER_SEC;
	c->due = later(r, r->tcp && r->first ? r->expires : r->first, ns);
	if (c->due > ns + (lapses - ns) / 2)
		c->due = ns + (lapses - ns) / 2;
}

void pzz_sip_client_send(struct pzz_sip_state *s, struct pzz_sip_client *c, struct pzz_now now)
{
	u32 i;

	c->branch = pzz_sip_chance(s, now);
	c->cnonce = pzz_sip_chance(s, now);
	c->cseq = (c->cseq + 1) & 0x7fffffff;
	for (i = 0; i < 2; i++)
		c->challenge[i].count++;
	c->phase = PZZ_SIP_PHASE_TRYING;
	c->said = false;
	c->sent = now.ns;
	c->ends = now.ns + PZZ_SIP_TIMEOUT_NS;
	c->wait = PZZ_SIP_T1_NS;
	c->due = now.ns;
}

static void send_to(struct pzz_sip_state *s, struct pzz_sip_client *c, struct pzz_now now,
		    const u8 *ip, u8 len, u16 port)
{
	memcpy(c->to, ip, len);
	c->to_len = len;
	c->to_port = port ? port : PZZ_PORT_SIP;
	pzz_sip_client_send(s, c, now);
}

void pzz_sip_client_find(struct pzz_sip_state *s, const struct pzz_sip_entry *e,
			 struct pzz_sip_client *c, struct pzz_now now)
{
	const struct pzz_sip_reg *r = &e->reg;
	bool known = c->dns.phase == PZZ_DNSC_DONE && c->dns.end > now.ns && !c->foreign;

	if (r->server.len) {
		send_to(s, c, now, r->server.b, r->server.len, r->port);
	} else if (known && c->at < c->dns.n_addrs) {
		send_to(s, c, now, c->dns.addrs[c->at].b, r->local.len, c->dns.addrs[c->at].port);
	} else {
		c->at = 0;
		c->foreign = false;
		pzz_dnsc_begin(&c->dns, r->name.b, r->name.len, r->port, r->local.len);
		c->phase = PZZ_SIP_PHASE_RESOLVE;
		c->due = now.ns;
	}
}

static void start(struct pzz_sip_state *s, const struct pzz_sip_entry *e,
		  struct pzz_sip_client *c, struct pzz_now now)
{
	c->challenge[0].answered = false;
	c->challenge[1].answered = false;
	c->redirects = 0;
	c->challenges = 0;
	c->uri_len = 0;
	c->briefed = false;
	pzz_sip_client_find(s, e, c, now);
}

/* The host is told once, until it has gone well again. */
static struct pzz_outcome tell(const struct pzz_sip_entry *e, struct pzz_sip_client *c, u8 reason)
{
	struct pzz_outcome what = outcome(PZZ_IGNORE, reason);

	if (c->told)
		return what;
	c->told = true;
	what.report = true;
	if (e->reg.failure == PZZ_SIP_FAILURE_WAKE)
		what.verdict = PZZ_WAKE;
	return what;
}

struct pzz_outcome pzz_sip_client_reject(const struct pzz_sip_entry *e, struct pzz_sip_client *c,
					 struct pzz_now now)
{
	c->phase = PZZ_SIP_PHASE_IDLE;
	c->due = now.ns + REJECTED_S * PZZ_NSEC_PER_SEC;
	c->challenge[0].known = false;
	c->challenge[1].known = false;
	c->expires = e->reg.expires;
	return tell(e, c, PZZ_SIP_REJECTED);
}

struct pzz_outcome pzz_sip_client_gone(const struct pzz_sip_entry *e, struct pzz_sip_client *c)
{
	c->phase = PZZ_SIP_PHASE_IDLE;
	c->due = PZZ_NEVER;
	c->ping = PZZ_NEVER;
	c->pinged = 0;
	c->partial = 0;
	c->again = 0;
	return tell(e, c, PZZ_SIP_DISCONNECTED);
}

/* RFC 3263 4.3: the next address first, if there is one. */
static bool has_another(struct pzz_sip_state *s, const struct pzz_sip_entry *e,
			struct pzz_sip_client *c, struct pzz_now now)
{
	if (e->reg.server.len || c->foreign || c->uri_len || c->dns.phase != PZZ_DNSC_DONE ||
	    c->at + 1 >= c->dns.n_addrs)
		return false;
	c->at++;
	start(s, e, c, now);
	return true;
}

struct pzz_outcome pzz_sip_client_fail(struct pzz_sip_state *s, const struct pzz_sip_entry *e,
				       struct pzz_sip_client *c, struct pzz_now now, u32 retry)
{
	u64 wait = c->fails < 7 ? BACKOFF_S << c->fails : BACKOFF_MAX_S;

	if (has_another(s, e, c, now))
		return outcome(PZZ_IGNORE, PZZ_SIP_LATER);
	if (wait > BACKOFF_MAX_S)
		wait = BACKOFF_MAX_S;
	if (retry > wait)
		wait = retry;
	c->fails++;
	c->phase = PZZ_SIP_PHASE_IDLE;
	c->due = now.ns + wait * PZZ_NSEC_PER_SEC;
	c->dns.phase = PZZ_DNSC_IDLE;
	return c->due >= c->lapses ? tell(e, c, PZZ_SIP_LOST) : outcome(PZZ_IGNORE, PZZ_SIP_LATER);
}

static struct pzz_outcome query(const struct pzz_conf *conf, const struct pzz_sip_state *s,
				struct pzz_sip_client *c, struct pzz_writer *out)
{
	const struct pzz_sip_conf *sip = pzz_sip_conf(conf);
	const struct pzz_ip *to = &sip->dns[c->dns.tries % sip->n_dns];
	const u8 *from = pzz_source(conf, to->b, to->len);
	struct pzz_flow flow;

	c->due = c->dns.due;
	if (!from || !pzz_sip_flow(conf, s, from, to->b, to->len, &flow))
		return outcome(PZZ_IGNORE, PZZ_SIP_RESOLVING);
	flow.sport = c->dns.sport;
	flow.dport = PZZ_PORT_DNS;
	pzz_udp_begin(out, conf, &flow);
	pzz_dnsc_write(&c->dns, out);
	pzz_udp_end(out, &flow);
	return outcome(out->failed ? PZZ_IGNORE : PZZ_REPLY, PZZ_SIP_RESOLVING);
}

/* Where it was is better than nowhere. */
static bool use_last(struct pzz_sip_state *s, struct pzz_sip_client *c, struct pzz_now now)
{
	if (!c->to_len || c->foreign || c->fails)
		return false;
	pzz_sip_client_send(s, c, now);
	return true;
}

static struct pzz_outcome resolve(const struct pzz_conf *conf, struct pzz_sip_state *s, u32 index,
				  struct pzz_now now, struct pzz_writer *out)
{
	const struct pzz_sip_conf *sip = pzz_sip_conf(conf);
	const struct pzz_sip_entry *e = &sip->regs[index];
	struct pzz_sip_client *c = &s->clients[index];

	if (sip->n_dns && pzz_dnsc_due(&c->dns, sip->n_dns, now.ns, pzz_sip_chance(s, now)))
		return query(conf, s, c, out);
	if (c->dns.phase == PZZ_DNSC_DONE) {
		send_to(s, c, now, c->dns.addrs[0].b, e->reg.local.len, c->dns.addrs[0].port);
		return outcome(PZZ_IGNORE, PZZ_SIP_RESOLVED);
	}
	if (sip->n_dns && c->dns.phase == PZZ_DNSC_WAIT) {
		c->due = c->dns.due;
		return outcome(PZZ_IGNORE, PZZ_SIP_IDLE);
	}
	if (use_last(s, c, now))
		return outcome(PZZ_IGNORE, PZZ_SIP_LATER);
	return pzz_sip_client_fail(s, e, c, now, 0);
}

/* Timers E and F. */
static struct pzz_outcome transmit(const struct pzz_conf *conf, struct pzz_sip_state *s, u32 index,
				   struct pzz_now now, struct pzz_writer *out)
{
	const struct pzz_sip_entry *e = &pzz_sip_conf(conf)->regs[index];
	struct pzz_sip_client *c = &s->clients[index];
	struct pzz_outcome what = outcome(PZZ_REPLY, PZZ_SIP_REGISTERING);
	struct pzz_flow flow;

	if (now.ns >= c->ends ||
	    !pzz_sip_flow(conf, s, e->reg.local.b, c->to, c->to_len, &flow))
		return pzz_sip_client_fail(s, e, c, now, 0);
	flow.sport = e->reg.local_port;
	flow.dport = c->to_port;
	c->due = now.ns + (c->phase == PZZ_SIP_PHASE_PROCEEDING ? PZZ_SIP_T2_NS : c->wait);
	if (c->due > c->ends)
		c->due = c->ends;
	c->wait = c->wait < PZZ_SIP_T2_NS / 2 ? 2 * c->wait : PZZ_SIP_T2_NS;
	pzz_udp_begin(out, conf, &flow);
	pzz_sip_put_register(out, e, c);
	pzz_udp_end(out, &flow);
	if (out->failed)
		return pzz_sip_client_reject(e, c, now);
	what.size = out->len;
	return what;
}

struct pzz_outcome pzz_sip_client_tick(const struct pzz_conf *conf, struct pzz_sip_state *s,
				       u32 index, struct pzz_now now, struct pzz_writer *out)
{
	const struct pzz_sip_entry *e = &pzz_sip_conf(conf)->regs[index];
	struct pzz_sip_client *c = &s->clients[index];

	switch (c->phase) {
	case PZZ_SIP_PHASE_RESOLVE:
		return resolve(conf, s, index, now, out);
	case PZZ_SIP_PHASE_TRYING:
	case PZZ_SIP_PHASE_PROCEEDING:
		return transmit(conf, s, index, now, out);
	}
	start(s, e, c, now);
	return outcome(PZZ_IGNORE, PZZ_SIP_IDLE);
}
