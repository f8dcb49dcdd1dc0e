/* SPDX-License-Identifier: GPL-2.0 */
#ifndef PZZ_DNSMSG_LAYOUT_H
#define PZZ_DNSMSG_LAYOUT_H

#include "pzz_env.h"

#define PZZ_DNS_REST	0xff	/* whatever follows */

/* Data of a type that has names in it (RFC 6762 18.14): bytes, then names, then bytes. */
struct pzz_dns_layout {
	u16 type;
	u8 fixed;
	u8 names;
	u8 tail;
};

const struct pzz_dns_layout *pzz_dns_layout_of(u16 type);

#endif /* PZZ_DNSMSG_LAYOUT_H */
