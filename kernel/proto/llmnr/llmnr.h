/* SPDX-License-Identifier: GPL-2.0 */
/* Link-local multicast name resolution: RFC 4795, [MS-LLMNRP], R82-R90. */
#ifndef PZZ_LLMNR_LLMNR_H
#define PZZ_LLMNR_LLMNR_H

#include "dnsmsg/dnsmsg.h"
#include "pzz_udp.h"

enum pzz_llmnr_reason {
	PZZ_LLMNR_ANSWERED,
	PZZ_LLMNR_NEGATIVE_ANSWERED,	/* the name is ours, but has no record of this type */
	PZZ_LLMNR_DELAYED,		/* will be answered, by tick */
	PZZ_LLMNR_CONFLICT,		/* somebody else answers for our name: wakes */
	PZZ_LLMNR_NOT_OURS,
	PZZ_LLMNR_UNICAST,		/* R86 */
	PZZ_LLMNR_SOURCE,
	PZZ_LLMNR_CHECKSUM,
	PZZ_LLMNR_MALFORMED,
	PZZ_LLMNR_RESPONSE,
	PZZ_LLMNR_OPCODE,
	PZZ_LLMNR_COUNTS,
	PZZ_LLMNR_CLASS,
	PZZ_LLMNR_FULL,			/* too many answers wait */

	PZZ_LLMNR_REASONS
};

#define PZZ_LLMNR_WAITS		16	/* delayed answers at a time */
#define PZZ_LLMNR_JITTER_NS	(100 * PZZ_NSEC_PER_MSEC)	/* JITTER_INTERVAL */

/* RFC 4795 2.1.1; the bits of DNS that stand there mean something else. */
#define PZZ_LLMNR_C	PZZ_DNS_AA
#define PZZ_LLMNR_T	PZZ_DNS_RD

struct pzz_llmnr_conf {
	struct pzz_name host;
	u32 ttl;
	bool tentative;
};

/* What is asked of us: by which name, and of which type. */
struct pzz_llmnr_query {
	const u8 *wire;			/* whole: in the message, or NULL: in @copy */
	u32 len;
	struct pzz_dns_name copy;	/* only if the name is compressed, or has to stay */
	u16 id;
	u16 type;
	bool reverse;		/* of one of our addresses; else our host name */
};

struct pzz_llmnr_wait {
	u64 due;		/* PZZ_NEVER: free */
	struct pzz_flow flow;
	struct pzz_llmnr_query query;
};

/* Only if the name is tentative. */
struct pzz_llmnr_state {
	struct pzz_llmnr_wait wait[PZZ_LLMNR_WAITS];
};

/* answer.c: the whole datagram; what does not fit is left out and TC says so. */
bool pzz_llmnr_write(const struct pzz_conf *conf, const struct pzz_flow *flow,
		     const struct pzz_llmnr_query *q, struct pzz_writer *out);
u32 pzz_llmnr_size(const struct pzz_conf *conf, const struct pzz_llmnr_query *q, u8 family);
bool pzz_llmnr_has(const struct pzz_conf *conf, const struct pzz_llmnr_query *q);

#endif /* PZZ_LLMNR_LLMNR_H */
