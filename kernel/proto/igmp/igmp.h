/* SPDX-License-Identifier: GPL-2.0 */
/* Membership in IPv4 groups: RFC 2236, with RFC 1112 and RFC 3376 queriers; R39, R40. */
#ifndef PZZ_IGMP_IGMP_H
#define PZZ_IGMP_IGMP_H

#include "pzz_groups.h"

enum pzz_igmp_reason {
	PZZ_IGMP_REPORTED,
	PZZ_IGMP_QUERY,			/* will be answered, by tick */
	PZZ_IGMP_HEARD,			/* another member's report, which may do for ours */
	PZZ_IGMP_NOT_OURS,
	PZZ_IGMP_SHORT,
	PZZ_IGMP_CHECKSUM,
	PZZ_IGMP_TTL,
	PZZ_IGMP_DESTINATION,
	PZZ_IGMP_ROUTER_ALERT,		/* missing in what has to have it */
	PZZ_IGMP_TYPE,

	PZZ_IGMP_REASONS
};

enum pzz_igmp_type {
	PZZ_IGMP_TYPE_QUERY = 0x11,
	PZZ_IGMP_TYPE_REPORT_V1 = 0x12,
	PZZ_IGMP_TYPE_REPORT_V2 = 0x16,
};

#define PZZ_IGMP_LEN		8
#define PZZ_IGMP_V3_LEN		12
#define PZZ_IGMP_IP_HLEN	24	/* with Router Alert */
#define PZZ_IGMP_FRAME		(PZZ_ETH_HLEN + PZZ_IGMP_IP_HLEN + PZZ_IGMP_LEN)
#define PZZ_IGMP_TENTH_NS	(100 * PZZ_NSEC_PER_MSEC)
#define PZZ_IGMP_AGAIN_NS	(10 * PZZ_NSEC_PER_SEC)		/* Unsolicited Report Interval */
#define PZZ_IGMP_V1_NS		(400 * PZZ_NSEC_PER_SEC)	/* Version 1 Router Present */

struct pzz_igmp_state {
	u64 v1_until;		/* a version 1 querier is there: RFC 2236 4 */
	struct pzz_member_times times;
};

#endif /* PZZ_IGMP_IGMP_H */
