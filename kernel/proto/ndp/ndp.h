/* SPDX-License-Identifier: GPL-2.0 */
/* Neighbour discovery for the proxied IPv6 addresses: RFC 4861, RFC 4862, RFC 6980. */
#ifndef PZZ_NDP_NDP_H
#define PZZ_NDP_NDP_H

#include "pzz_addrs.h"

enum pzz_ndp_reason {
	PZZ_NDP_ANSWERED,
	PZZ_NDP_DAD_ANSWERED,		/* somebody wants to take the address: it is taken */
	PZZ_NDP_CONFLICT,		/* as the policy says: ignored, or the host is woken */
	PZZ_NDP_NOT_OURS,
	PZZ_NDP_HOP_LIMIT,
	PZZ_NDP_CODE,
	PZZ_NDP_SHORT,
	PZZ_NDP_FRAGMENT,
	PZZ_NDP_ROUTING,
	PZZ_NDP_TARGET,
	PZZ_NDP_SOURCE,
	PZZ_NDP_DESTINATION,
	PZZ_NDP_OPTION,
	PZZ_NDP_CHECKSUM,
	PZZ_NDP_REFLECTED,
	PZZ_NDP_NEIGHBOUR,		/* a neighbour's, for a connection that goes on */

	PZZ_NDP_REASONS
};

#define PZZ_NDP_HOP_LIMIT_VALUE	255
#define PZZ_NDP_HLEN		24	/* of both messages, without options */
#define PZZ_NDP_TARGET_AT	8

struct pzz_ndp_conf {
	u8 conflict;		/* enum proxzzzy_conflict, never DEFEND */
};

#endif /* PZZ_NDP_NDP_H */
