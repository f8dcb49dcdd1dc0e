// SPDX-License-Identifier: GPL-2.0
/*
 * Sends the host's Router Solicitation again and again (R52), so that the NATs on
 * the way keep their mappings, and wakes for an indirect bubble (R53). What the
 * server answers is ignored. What comes from elsewhere is not this room's.
 */
#include "teredo/teredo.h"

static const char *const reasons[PZZ_TEREDO_REASONS] = {
	[PZZ_TEREDO_KEPT_ALIVE]		= "kept-alive",
	[PZZ_TEREDO_BUBBLE]		= "bubble",
	[PZZ_TEREDO_ANSWER]		= "answer",
	[PZZ_TEREDO_ENCAPSULATION]	= "encapsulation",
	[PZZ_TEREDO_LENGTH]		= "length",
	[PZZ_TEREDO_SOURCE]		= "source",
	[PZZ_TEREDO_DESTINATION]	= "destination",
	[PZZ_TEREDO_CHECKSUM]		= "checksum",
};

static struct pzz_outcome outcome(u8 verdict, u8 reason)
{
	return pzz_outcome(PZZ_ROOM_TEREDO, verdict, reason);
}

/* The client that @f, to the port of one, comes to from its server; or NULL. */
static const struct pzz_teredo_client *client_of(const struct pzz_teredo_conf *c,
						 const struct pzz_frame *f)
{
	const struct pzz_teredo_client *t;

	if (f->family != 4 || f->sport != PZZ_PORT_TEREDO)
		return NULL;
	for (t = c->client; t < c->client + c->n; t++)
		if (t->port == f->dport && pzz_ip_equal(t->packet + 16, f->src, PZZ_IPV4_LEN) &&
		    pzz_ip_equal(t->packet + 12, f->dst, PZZ_IPV4_LEN))
			return t;
	return NULL;
}

static struct pzz_outcome input(const struct pzz_conf *conf, const void *state,
				const struct pzz_frame *f)
{
	const struct pzz_teredo_client *t = client_of(conf->room[PZZ_ROOM_TEREDO], f);
	u8 reason;

	if (!t)
		return outcome(PZZ_NEXT, PZZ_TEREDO_ANSWER);
	reason = pzz_teredo_look(t, f);
	return outcome(reason == PZZ_TEREDO_BUBBLE ? PZZ_WAKE : PZZ_IGNORE, reason);
}

static u32 first(const struct pzz_teredo_state *s)
{
	u32 i, least = 0;

	for (i = 1; i < PROXZZZY_TEREDO_MAX; i++)
		if (s->due[i] < s->due[least])
			least = i;
	return least;
}

/* At once, for nobody knows how long ago the host has sent its last one. */
static u64 begin(const struct pzz_conf *conf, void *state, struct pzz_now now)
{
	const struct pzz_teredo_conf *c = conf->room[PZZ_ROOM_TEREDO];
	struct pzz_teredo_state *s = state;
	u32 i;

	for (i = 0; i < PROXZZZY_TEREDO_MAX; i++)
		s->due[i] = i < c->n ? now.ns : PZZ_NEVER;
	return now.ns;
}

/* C24: between the shortest and the longest, both included. */
static u64 interval(const struct pzz_teredo_client *t, u32 random)
{
	return (t->min + ((u64)random * (t->span + 1ULL) >> 32)) * PZZ_NSEC_PER_MSEC;
}

static void put_packet(const struct pzz_conf *conf, const struct pzz_teredo_client *t, u8 *mem)
{
	memcpy(mem, t->mac, PZZ_MAC_LEN);
	memcpy(mem + PZZ_MAC_LEN, conf->mac, PZZ_MAC_LEN);
	pzz_put_be16(mem + 12, PZZ_ETH_IPV4);
	memcpy(mem + PZZ_ETH_HLEN, t->packet, t->len);
}

static struct pzz_due tick(const struct pzz_conf *conf, void *state, struct pzz_now now,
			   struct pzz_writer *out)
{
	const struct pzz_teredo_conf *c = conf->room[PZZ_ROOM_TEREDO];
	struct pzz_due due = { .what = outcome(PZZ_IGNORE, PZZ_TEREDO_KEPT_ALIVE) };
	struct pzz_teredo_state *s = state;
	const struct pzz_teredo_client *t;
	u32 i = first(s);
	u8 *mem;

	if (s->due[i] <= now.ns) {
		t = &c->client[i];
		mem = pzz_room_for(out, PZZ_ETH_HLEN + t->len);
		if (mem) {
			put_packet(conf, t, mem);
			due.what.verdict = PZZ_REPLY;
			due.what.size = PZZ_ETH_HLEN + t->len;
		}
		s->due[i] = now.ns + interval(t, now.random);
	}
	due.next = s->due[first(s)];
	return due;
}

static size_t state_size(const struct pzz_conf *conf)
{
	return sizeof(struct pzz_teredo_state);
}

const struct pzz_room pzz_teredo_room = {
	.name = "teredo",
	.clauses = "8.4 R52, R53; RFC 4380, RFC 6081",
	.reasons = reasons,
	.n_reasons = PZZ_TEREDO_REASONS,
	.conf_check = pzz_teredo_conf_check,
	.conf_size = pzz_teredo_conf_size,
	.conf_init = pzz_teredo_conf_init,
	.state_size = state_size,
	.input = input,
	.begin = begin,
	.tick = tick,
};
