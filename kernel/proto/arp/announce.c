// SPDX-License-Identifier: GPL-2.0
/* Announcements of every IPv4 address, one frame each call, round after round. */
#include "arp/arp.h"

static u64 interval(const struct pzz_conf *conf)
{
	const struct pzz_arp_conf *arp = conf->room[PZZ_ROOM_ARP];

	return arp->announce;
}

bool pzz_arp_deadlines(const struct pzz_conf *conf)
{
	return interval(conf) && conf->addrs->v4.n;
}

/* A new sleep: the host has been there since, so nothing is given up any more. */
u64 pzz_arp_begin(const struct pzz_conf *conf, void *state, struct pzz_now now)
{
	const struct pzz_arp_conf *arp = conf->room[PZZ_ROOM_ARP];
	struct pzz_arp_state *s = state;
	u32 i;

	for (i = 0; i < arp->n_addrs; i++) {
		s->addr[i].seen = false;
		WRITE_ONCE(s->addr[i].given_up, false);
	}
	s->next = 0;
	s->round_ns = now.ns + interval(conf);
	return pzz_arp_deadlines(conf) ? s->round_ns : PZZ_NEVER;
}

/* The next round is due one interval after this one was, however late this one is. */
static u64 end_round(const struct pzz_conf *conf, struct pzz_arp_state *s, u64 now)
{
	s->next = 0;
	s->round_ns += interval(conf);
	if (s->round_ns <= now)
		s->round_ns = now + interval(conf);
	return s->round_ns;
}

struct pzz_due pzz_arp_tick(const struct pzz_conf *conf, void *state, struct pzz_now now,
			    struct pzz_writer *out)
{
	const struct pzz_addr_table *v4 = &conf->addrs->v4;
	struct pzz_due due = { .what = pzz_outcome(PZZ_ROOM_ARP, PZZ_IGNORE, PZZ_ARP_ANNOUNCED) };
	struct pzz_arp_state *s = state;
	u8 *mem;

	while (s->next < v4->n && s->addr[v4->at[s->next]].given_up)
		s->next++;
	if (s->next < v4->n) {
		mem = pzz_room_for(out, PZZ_ETH_HLEN + PZZ_ARP_LEN);
		if (mem) {
			pzz_arp_put_announcement(mem, conf->mac, v4->ip + s->next * PZZ_IPV4_LEN);
			due.what.verdict = PZZ_REPLY;
			due.what.size = PZZ_ETH_HLEN + PZZ_ARP_LEN;
			due.what.mark = v4->at[s->next];
		}
		s->next++;
	}
	due.next = s->next < v4->n ? now.ns : end_round(conf, s, now.ns);
	return due;
}
