// SPDX-License-Identifier: GPL-2.0
#include "pzz_addrs.h"

#define TRIES	128

/* Returns whether every address got the slot that it hashes to. */
static bool fill(struct pzz_addr_table *t, unsigned int len, u32 seed)
{
	bool perfect = true;
	u32 i, slot;

	t->seed = seed;
	memset(t->slot, 0, sizeof(t->slot));
	for (i = 0; i < t->n; i++) {
		slot = pzz_addr_slot(t->ip + i * len, len, seed);
		for (; t->slot[slot]; slot = (slot + 1) % PZZ_ADDR_SLOTS)
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
