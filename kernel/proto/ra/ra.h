/* SPDX-License-Identifier: GPL-2.0 */
/*
 * How long the host's IPv6 addresses last: RFC 4862 5.5.3, RFC 8415; R41. Router
 * Advertisements are the host's stack's, which sees all of them; they are only read here.
 */
#ifndef PZZ_RA_RA_H
#define PZZ_RA_RA_H

#include "pzz_addrs.h"

enum pzz_ra_reason {
	PZZ_RA_REFRESHED,		/* some address lasts longer, or shorter, now */
	PZZ_RA_HEARD,			/* nothing in it concerns us */
	PZZ_RA_EXPIRING,		/* wakes */
	PZZ_RA_HOP_LIMIT,
	PZZ_RA_SOURCE,
	PZZ_RA_SHORT,
	PZZ_RA_CODE,
	PZZ_RA_OPTION,
	PZZ_RA_CHECKSUM,

	PZZ_RA_REASONS
};

#define PZZ_RA_HLEN		16
#define PZZ_RA_PREFIX		3	/* option type: Prefix Information */
#define PZZ_RA_PREFIX_LEN	32
#define PZZ_RA_AUTONOMOUS	0x40
#define PZZ_RA_INFINITE		0xffffffff
#define PZZ_RA_TWO_HOURS_NS	(7200 * PZZ_NSEC_PER_SEC)

struct pzz_ra_conf {
	u64 wake_before;	/* ns */
	u32 n;
	struct pzz_lifetime life[PROXZZZY_ADDR_MAX];
};

struct pzz_ra_state {
	bool known;		/* until[] is */
	bool warned;
	u64 until[];		/* ns, of each in pzz_ra_conf.life */
};

#endif /* PZZ_RA_RA_H */
