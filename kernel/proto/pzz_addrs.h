/* SPDX-License-Identifier: GPL-2.0 */
/* The proxied addresses, found in the same time whether there is one or 64. */
#ifndef PZZ_ADDRS_H
#define PZZ_ADDRS_H

#include "pzz_engine.h"
#include "pzz_proto.h"

#define PZZ_ADDR_BITS	10
#define PZZ_ADDR_SLOTS	PZZ_COUNT(((struct pzz_addr_table *)NULL)->slot)

/* One family. The seed is chosen so that no two addresses share a slot. */
struct pzz_addr_table {
	u32 seed;
	u32 n;
	u8 slot[1 << PZZ_ADDR_BITS];		/* entry + 1, or 0 */
	u8 at[PROXZZZY_ADDR_MAX];		/* entry to index into setup.addrs */
	u8 ip[PROXZZZY_ADDR_MAX * PZZ_IPV6_LEN];
};

struct pzz_addrs {
	struct pzz_addr_table v4;
	struct pzz_addr_table v6;
};

/* @setup is one that pzz_conf_check() has passed. */
void pzz_addrs_init(struct pzz_addrs *addrs, const struct pzz_setup *setup);

static inline u32 pzz_addr_slot(const u8 *ip, unsigned int len, u32 seed)
{
	u32 h = pzz_load32(ip) * seed;

	if (len == PZZ_IPV6_LEN) {
		h = (h ^ pzz_load32(ip + 4)) * seed;
		h = (h ^ pzz_load32(ip + 8)) * seed;
		h = (h ^ h >> 15 ^ pzz_load32(ip + 12)) * seed;
	}
	return h >> (32 - PZZ_ADDR_BITS);
}

/*
 * The index of @addr, of @len 4 or 16 bytes, in setup.addrs, or -1. Inline: most
 * addresses are of others, and the first slot says so.
 */
static inline int pzz_addr_find(const struct pzz_conf *conf, const u8 *addr, unsigned int len)
{
	const struct pzz_addr_table *t = len == PZZ_IPV4_LEN ? &conf->addrs->v4 : &conf->addrs->v6;
	u32 slot = pzz_addr_slot(addr, len, t->seed);
	u32 entry;

	for (; unlikely(t->slot[slot]); slot = (slot + 1) % PZZ_ADDR_SLOTS) {
		entry = t->slot[slot] - 1U;
		if (likely(pzz_ip_equal(t->ip + entry * len, addr, len)))
			return t->at[entry];
	}
	return -1;
}

#endif /* PZZ_ADDRS_H */
