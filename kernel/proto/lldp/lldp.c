// SPDX-License-Identifier: GPL-2.0
/*
 * Goes on with the host's own LLDPDUs (R3), so that the link peer keeps what it
 * knows, and echoes the times that the peer asks for: so it learns that they have
 * arrived (IEEE 802.3 79.3.5). What the host itself offers and asks for stays as
 * it is: nobody may agree to more for a host that sleeps.
 */
#include "lldp/lldp.h"

static const char *const reasons[PZZ_LLDP_REASONS] = {
	[PZZ_LLDP_ADVERTISED]	= "advertised",
	[PZZ_LLDP_ECHOED]	= "echoed",
	[PZZ_LLDP_UNCHANGED]	= "unchanged",
	[PZZ_LLDP_NO_EEE]	= "no-eee",
	[PZZ_LLDP_SHUTDOWN]	= "shutdown",
	[PZZ_LLDP_DESTINATION]	= "destination",
	[PZZ_LLDP_TOO_LONG]	= "too-long",
	[PZZ_LLDP_MANDATORY]	= "mandatory",
	[PZZ_LLDP_CUT]		= "cut",
	[PZZ_LLDP_DUPLICATE]	= "duplicate",
	[PZZ_LLDP_END]		= "end",
	[PZZ_LLDP_EEE_LENGTH]	= "eee-length",
};

static const struct pzz_limit credit = PZZ_LLDP_CREDIT;

static struct pzz_outcome outcome(u8 verdict, u8 reason)
{
	return pzz_outcome(PZZ_ROOM_LLDP, verdict, reason);
}

/* The agent that listens where @f was sent to, by its number; c->n: none does. */
static u32 agent_of(const struct pzz_lldp_conf *c, const struct pzz_frame *f)
{
	u32 i;

	for (i = 0; i < c->n && !pzz_mac_equal(c->agent[i].to, f->data); i++)
		;
	return i;
}

/* PZZ_LLDP_GOOD, with what the peer's EEE TLV says in @times; or why that does not matter. */
static u8 look(const struct pzz_lldp_agent *a, const struct pzz_frame *f, u32 *times)
{
	const u8 *data = f->data + f->l3;
	struct pzz_lldp_pdu pdu;
	u8 reason = pzz_lldp_parse(data, f->len - f->l3, &pdu);

	if (reason != PZZ_LLDP_GOOD)
		return reason;
	if (!pdu.ttl)
		return PZZ_LLDP_SHUTDOWN;
	if (!pdu.eee || !a->eee)
		return PZZ_LLDP_NO_EEE;
	*times = pzz_be32(data + pdu.eee + PZZ_LLDP_EEE_TIMES);
	return PZZ_LLDP_GOOD;
}

static struct pzz_outcome input(const struct pzz_conf *conf, const void *state,
				const struct pzz_frame *f)
{
	const struct pzz_lldp_conf *c = conf->room[PZZ_ROOM_LLDP];
	const struct pzz_lldp_state *s = state;
	u32 i = agent_of(c, f), times = 0;
	struct pzz_outcome what;
	u8 reason;

	if (i == c->n)
		return outcome(PZZ_IGNORE, PZZ_LLDP_DESTINATION);
	reason = look(&c->agent[i], f, &times);
	if (reason != PZZ_LLDP_GOOD)
		return outcome(PZZ_IGNORE, reason);
	if (READ_ONCE(s->agent[i].echo) == times)
		return outcome(PZZ_IGNORE, PZZ_LLDP_UNCHANGED);
	what = outcome(PZZ_IGNORE, PZZ_LLDP_ECHOED);
	what.settle = true;
	what.mark = times;
	return what;
}

/* IEEE 802.1AB 9.2.5: a local change is told at once, as far as there is credit. */
static struct pzz_outcome settle(const struct pzz_conf *conf, void *state, struct pzz_now now,
				 const struct pzz_frame *f, struct pzz_outcome was)
{
	struct pzz_lldp_state *s = state;
	struct pzz_lldp_agent_state *a = &s->agent[agent_of(conf->room[PZZ_ROOM_LLDP], f)];

	WRITE_ONCE(a->echo, was.mark);
	if (a->due > now.ns)
		a->due = now.ns;
	return was;
}

static u32 first(const struct pzz_lldp_state *s)
{
	u32 i, least = 0;

	for (i = 1; i < PROXZZZY_LLDP_MAX; i++)
		if (s->agent[i].due < s->agent[least].due)
			least = i;
	return least;
}

static u64 next(const struct pzz_conf *conf, const void *state)
{
	const struct pzz_lldp_state *s = state;

	return s->agent[first(s)].due;
}

static u32 given_echo(const struct pzz_lldp_agent *a)
{
	return a->eee ? pzz_be32(a->pdu + a->eee + PZZ_LLDP_EEE_ECHO) : 0;
}

/* At once: nobody knows how long ago the host has sent its last one. */
static u64 begin(const struct pzz_conf *conf, void *state, struct pzz_now now)
{
	const struct pzz_lldp_conf *c = conf->room[PZZ_ROOM_LLDP];
	struct pzz_lldp_state *s = state;
	const struct pzz_lldp_agent *a;
	u32 i;

	for (i = 0; i < PROXZZZY_LLDP_MAX; i++) {
		a = &c->agent[i];
		s->agent[i] = (struct pzz_lldp_agent_state){
			.due = i < c->n ? now.ns : PZZ_NEVER,
			.echo = i < c->n ? given_echo(a) : 0,
		};
		pzz_bucket_init(&s->agent[i].credit, &credit);
	}
	return now.ns;
}

static void put_pdu(const struct pzz_conf *conf, const struct pzz_lldp_agent *a, u32 echo, u8 *mem)
{
	memcpy(mem, a->to, PZZ_MAC_LEN);
	memcpy(mem + PZZ_MAC_LEN, conf->mac, PZZ_MAC_LEN);
	pzz_put_be16(mem + 12, PZZ_ETH_LLDP);
	memcpy(mem + PZZ_ETH_HLEN, a->pdu, a->len);
	if (a->eee)
		pzz_put_be32(mem + PZZ_ETH_HLEN + a->eee + PZZ_LLDP_EEE_ECHO, echo);
}

static struct pzz_due tick(const struct pzz_conf *conf, void *state, struct pzz_now now,
			   struct pzz_writer *out)
{
	const struct pzz_lldp_conf *c = conf->room[PZZ_ROOM_LLDP];
	struct pzz_due due = { .what = outcome(PZZ_IGNORE, PZZ_LLDP_ADVERTISED) };
	struct pzz_lldp_state *s = state;
	u32 i = first(s);
	const struct pzz_lldp_agent *a = &c->agent[i];
	struct pzz_lldp_agent_state *as = &s->agent[i];
	u8 *mem;

	if (as->due > now.ns) {
		due.next = as->due;
		return due;
	}
	if (!pzz_bucket_take(&as->credit, &credit, now.ns)) {
		as->due = now.ns + PZZ_NSEC_PER_SEC;
	} else {
		mem = pzz_room_for(out, PZZ_ETH_HLEN + a->len);
		if (mem) {
			put_pdu(conf, a, as->echo, mem);
			due.what.verdict = PZZ_REPLY;
			due.what.size = PZZ_ETH_HLEN + a->len;
		}
		as->due = now.ns + a->interval;
	}
	due.next = next(conf, s);
	return due;
}

static size_t state_size(const struct pzz_conf *conf)
{
	return sizeof(struct pzz_lldp_state);
}

const struct pzz_room pzz_lldp_room = {
	.name = "lldp",
	.clauses = "6.1 R3; IEEE 802.1AB, IEEE 802.3 79.3.5",
	.reasons = reasons,
	.n_reasons = PZZ_LLDP_REASONS,
	.conf_check = pzz_lldp_conf_check,
	.conf_size = pzz_lldp_conf_size,
	.conf_init = pzz_lldp_conf_init,
	.state_size = state_size,
	.input = input,
	.settle = settle,
	.begin = begin,
	.tick = tick,
	.next = next,
};
