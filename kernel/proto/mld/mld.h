/* SPDX-License-Identifier: GPL-2.0 */
/* Membership in IPv6 groups: RFC 2710 reports, also to queriers of RFC 3810; 5.6.1. */
#ifndef PZZ_MLD_MLD_H
#define PZZ_MLD_MLD_H

#include "pzz_groups.h"

enum pzz_mld_reason {
	PZZ_MLD_REPORTED,
	PZZ_MLD_QUERY,			/* will be answered, by tick */
	PZZ_MLD_HEARD,			/* another member's report, which may do for ours */
	PZZ_MLD_NOT_OURS,
	PZZ_MLD_SHORT,
	PZZ_MLD_CODE,
	PZZ_MLD_CHECKSUM,
	PZZ_MLD_HOP_LIMIT,
	PZZ_MLD_SOURCE,
	PZZ_MLD_DESTINATION,
	PZZ_MLD_ROUTER_ALERT,

	PZZ_MLD_REASONS
};

#define PZZ_MLD_LEN		24
#define PZZ_MLD_V2_LEN		28
#define PZZ_MLD_HOPOPTS		8	/* Router Alert and padding */
#define PZZ_MLD_FRAME		(PZZ_ETH_HLEN + PZZ_IPV6_HLEN + PZZ_MLD_HOPOPTS + PZZ_MLD_LEN)
#define PZZ_MLD_AGAIN_NS	(10 * PZZ_NSEC_PER_SEC)	/* Unsolicited Report Interval */

#endif /* PZZ_MLD_MLD_H */
