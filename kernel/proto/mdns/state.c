// SPDX-License-Identifier: GPL-2.0
/* The memory of the room, and how it begins. */
#include "mdns/mdns.h"
#include "pzz_addrs.h"

static const struct pzz_mdns_conf *conf_of(const struct pzz_conf *conf)
{
	return conf->room[PZZ_ROOM_MDNS];
}

u64 *pzz_mdns_last(const struct pzz_mdns_conf *c, struct pzz_mdns_state *s, u32 number,
		   unsigned int v6)
{
	return &s->mem[2 * number + v6];
}

struct pzz_set pzz_mdns_set(const struct pzz_mdns_conf *c, struct pzz_mdns_state *s,
			    unsigned int which)
{
	u32 n = pzz_mdns_universe(c);

	return pzz_set(s->mem + 2 * n + which * pzz_set_size(n), n);
}

size_t pzz_mdns_state_size(const struct pzz_conf *conf)
{
	u32 n = pzz_mdns_universe(conf_of(conf));

	return sizeof(struct pzz_mdns_state) +
	       (2 * (size_t)n + PZZ_MDNS_SETS * (size_t)pzz_set_size(n)) * sizeof(u64);
}

u32 pzz_mdns_random(struct pzz_mdns_state *s, u32 below)
{
	s->random = s->random * 1664525 + 1013904223;
	return (u32)((u64)s->random * below >> 32);
}

unsigned int pzz_mdns_first(const struct pzz_mdns_state *s)
{
	unsigned int i, first = 0;
	u32 busy;

	for (busy = s->busy; busy; busy &= busy - 1) {
		i = (unsigned int)__builtin_ctz(busy);
		if (s->slot[i].due < s->slot[first].due)
			first = i;
	}
	return first;
}

u64 pzz_mdns_next(const struct pzz_conf *conf, const void *state)
{
	const struct pzz_mdns_state *s = state;

	return s->slot[pzz_mdns_first(s)].due;
}

static bool has_family(const struct pzz_conf *conf, unsigned int v6)
{
	return v6 ? conf->addrs->v6.n : conf->addrs->v4.n;
}

/* Everything there is, to both families. */
static void say_all(const struct pzz_conf *conf, struct pzz_mdns_state *s, u64 due)
{
	const struct pzz_mdns_conf *c = conf_of(conf);
	struct pzz_set set;
	unsigned int v6;

	for (v6 = 0; v6 < 2; v6++) {
		if (!has_family(conf, v6))
			continue;
		set = pzz_mdns_set(c, s, PZZ_MDNS_ALL + v6);
		pzz_set_add_range(&set, 0, c->n_rrs);
		pzz_mdns_set_due(s, &s->slot[PZZ_MDNS_ALL + v6], due);
	}
}

u64 pzz_mdns_begin(const struct pzz_conf *conf, void *state, struct pzz_now now)
{
	const struct pzz_mdns_conf *c = conf_of(conf);
	struct pzz_mdns_state *s = state;
	unsigned int i;

	memset(s, 0, pzz_mdns_state_size(conf));
	s->random = now.random;
	for (i = 0; i < PZZ_MDNS_SLOTS; i++)
		pzz_mdns_set_due(s, &s->slot[i], PZZ_NEVER);
	s->announce_at = now.ns;
	if (c->announce)
		say_all(conf, s, now.ns);
	return pzz_mdns_next(conf, s);
}

bool pzz_mdns_goodbye(const struct pzz_conf *conf, void *state, struct pzz_now now)
{
	struct pzz_mdns_state *s = state;
	struct pzz_set set;
	unsigned int i;

	if (s->goodbye)
		return false;
	for (i = 0; i < PZZ_MDNS_SLOTS; i++) {
		set = pzz_mdns_set(conf_of(conf), s, i);
		pzz_set_clear(&set);
		pzz_mdns_set_due(s, &s->slot[i], PZZ_NEVER);
	}
	s->goodbye = true;
	say_all(conf, s, now.ns);
	return pzz_mdns_next(conf, s) != PZZ_NEVER;
}
