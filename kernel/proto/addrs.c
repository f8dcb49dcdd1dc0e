// SPDX-License-Identifier: GPL-2.0
#include "pzz_addrs.h"

#define SLOTS	PZZ_COUNT(((struct pzz_addr_table *)NULL)->slot)
#define TRIES	128

static u32 slot_of(const u8 *ip, unsigned int len, u32 seed)
{
	u32 h = pzz_load32(ip) * seed;

	if (len == PZZ_IPV6_LEN) {
		h = (h ^ pzz_load32(ip + 4)) * seed;
		h = (h ^ pzz_load32(ip + 8)) * seed;
		h = (h ^ h >> 15 ^ pzz_load32(ip + 12)) * seed;
	}
	return h >> (32 - PZZ_ADDR_BITS);
}

/* Returns whether every address got the slot that it hashes to. */
static bool fill(struct pzz_addr_table *t, unsigned int len, u32 seed)
{
	bool perfect = true;
	u32 i, slot;

	t->seed = seed;
	memset(t->slot, 0, sizeof(t->slot));
	for (i = 0; i < t->n; i++) {
		slot = slot_of(t->ip + i * len, len, seed);
		for (; t->slot[slot]; slot = (slot + 1) % SLOTS)
			perfect = false;
		t->slot[slot] = (u8)(i + 1);
	}
	return perfect;
}

static void index_family(struct pzz_addr_table *t, const struct pzz_setup *setup, unsigned int len)
{
	u32 i, try;

	for (i = 0; i < setup->n_addrs; i++) {
		if (setup->addrs[i].len != len)
			continue;
		t->at[t->n] = (u8)i;
		memcpy(t->ip + t->n * len, setup->addrs[i].b, len);
		t->n++;
	}
	for (try = 0; try < TRIES; try++)
		if (fill(t, len, 0x9e3779b1U * (2 * try + 1)))
			break;
}

void pzz_addrs_init(struct pzz_addrs *addrs, const struct pzz_setup *setup)
{
	memset(addrs, 0, sizeof(*addrs));
	index_family(&addrs->v4, setup, PZZ_IPV4_LEN);
	index_family(&addrs->v6, setup, PZZ_IPV6_LEN);
}

int pzz_addr_find(const struct pzz_conf *conf, const u8 *addr, unsigned int len)
{
	const struct pzz_addr_table *t = len == PZZ_IPV4_LEN ? &conf->addrs->v4 : &conf->addrs->v6;
	u32 slot = slot_of(addr, len, t->seed);
	u32 entry;

	for (; t->slot[slot]; slot = (slot + 1) % SLOTS) {
		entry = t->slot[slot] - 1;
		if (pzz_ip_equal(t->ip + entry * len, addr, len))
			return t->at[entry];
	}
	return -1;
}
