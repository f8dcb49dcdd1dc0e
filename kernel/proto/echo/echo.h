/* SPDX-License-Identifier: GPL-2.0 */
/* ICMP and ICMPv6 echo: RFC 792, RFC 1122 3.2.2.6, RFC 4443 4. Off by default. */
#ifndef PZZ_ECHO_ECHO_H
#define PZZ_ECHO_ECHO_H

#include "pzz_addrs.h"
#include "pzz_bucket.h"

enum pzz_echo_reason {
	PZZ_ECHO_ANSWERED,
	PZZ_ECHO_LIMITED,
	PZZ_ECHO_NOT_OURS,
	PZZ_ECHO_CODE,
	PZZ_ECHO_CAST,
	PZZ_ECHO_SOURCE,
	PZZ_ECHO_CHECKSUM,
	PZZ_ECHO_TOO_BIG,

	PZZ_ECHO_REASONS
};

struct pzz_echo_conf {
	struct pzz_limit limit;
};

struct pzz_echo_state {
	struct pzz_bucket bucket;
};

#endif /* PZZ_ECHO_ECHO_H */
