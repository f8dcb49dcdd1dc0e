// SPDX-License-Identifier: GPL-2.0
/* What another host says that we could have said: RFC 6762 6.6, 7.4. */
#include "mdns/mdns.h"

/* Somebody wants to shorten the life of what is ours, too: say it again. */
static void say_again(const struct pzz_mdns_conf *c, struct pzz_mdns_state *s, u64 now, u32 number,
		      unsigned int v6)
{
	struct pzz_set set = pzz_mdns_set(c, s, PZZ_MDNS_NOW + v6);
	struct pzz_mdns_slot *slot = &s->slot[PZZ_MDNS_NOW + v6];

	pzz_set_add(&set, number);
	if (slot->due > now) {
		pzz_mdns_set_due(s, slot, now);
		slot->gap = PZZ_MDNS_GAP_NS;
	}
}

void pzz_mdns_response(const struct pzz_conf *conf, struct pzz_mdns_state *s, struct pzz_now now,
		       const struct pzz_frame *f, struct pzz_dns_msg *m)
{
	const struct pzz_mdns_conf *c = conf->room[PZZ_ROOM_MDNS];
	unsigned int v6 = f->family == 6;
	struct pzz_set later = pzz_mdns_set(c, s, PZZ_MDNS_LATER + v6);
	struct pzz_dns_rr *rr = &s->rr;
	u32 name, number;

	while (pzz_dns_rr(m, PZZ_DNS_ANSWERS, rr)) {
		name = pzz_mdns_find_name(c, rr->name.wire, rr->name.len, rr->name.hash);
		if (name == PZZ_MDNS_NONE)
			continue;
		number = pzz_mdns_find_rr(c, m, rr, name);
		if (number == PZZ_MDNS_NONE)
			continue;
		if (rr->ttl < c->rrs[number].ttl / 2)
			say_again(c, s, now.ns, number, v6);
		else if (rr->ttl >= c->rrs[number].ttl && f->cast == PZZ_TO_MULTICAST)
			pzz_set_remove(&later, number);
	}
}
