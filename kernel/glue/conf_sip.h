/* SPDX-License-Identifier: GPL-2.0 */
#ifndef PZZ_CONF_SIP_H
#define PZZ_CONF_SIP_H

#include <linux/if_ether.h>

#include "conf_parts.h"

/* What a registration points into, and what of it is not the room's. One block. */
struct pzz_sip_block {
	size_t size;
	bool own_from;
	bool own_call_id;
	bool has_hop;
	u8 hop[ETH_ALEN];
	struct pzz_sip_auth auths[PROXZZZY_SIP_AUTH_MAX];
	u8 texts[];
};

/* A copy of @reg, of what it points to, and of @block, behind the others. -ENOMEM. */
int pzz_sip_append(struct pzz_store *store, const struct pzz_sip_reg *reg,
		   const struct pzz_sip_block *block);

/* The one of the same local address and port: index or -ENOENT */
int pzz_sip_find(const struct pzz_store *store, const struct pzz_sip_reg *which);

#endif /* PZZ_CONF_SIP_H */
