/* SPDX-License-Identifier: GPL-2.0 */
/* The proxied addresses, found in the same time whether there is one or 64. */
#ifndef PZZ_ADDRS_H
#define PZZ_ADDRS_H

#include "pzz_engine.h"
#include "pzz_proto.h"

#define PZZ_ADDR_BITS	10

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

/* The index of @addr, of @len 4 or 16 bytes, in setup.addrs, or -1. */
int pzz_addr_find(const struct pzz_conf *conf, const u8 *addr, unsigned int len);

#endif /* PZZ_ADDRS_H */
