/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Multicast groups: which ones the host is a member of, and when it says so.
 * What IGMP and MLD have in common: RFC 2236 3 and 6, RFC 2710 4 and 5.
 */
#ifndef PZZ_GROUPS_H
#define PZZ_GROUPS_H

#include "pzz_engine.h"

/* Of one family: those given, mDNS and LLMNR, wider mDNS scopes, solicited-node */
#define PZZ_GROUPS_MAX	(PROXZZZY_GROUP_MAX + 2 + PROXZZZY_MDNS_GROUP_MAX + PROXZZZY_ADDR_MAX)

/*
 * The groups of the family whose addresses have @len bytes, each once: those
 * given (C15), those that mDNS and LLMNR need (R60, R61, R84, C34), and the
 * solicited-node groups of the addresses. None if there is no address of that
 * family. @to has room for PZZ_GROUPS_MAX, or is NULL: then they are only
 * counted, some perhaps twice.
 */
u32 pzz_groups(const struct pzz_setup *setup, unsigned int len, struct pzz_ip *to);

/* PZZ_AT_GROUP */
bool pzz_groups_check(const struct pzz_setup *setup, struct pzz_refusal *why);

/* Those that are reported, one behind the other; of @len bytes each. */
struct pzz_members {
	u32 n;
	u32 len;
	u8 group[];
};

/* When each is due. Nothing is due at PZZ_NEVER. */
struct pzz_member_times {
	u64 next;		/* the earliest */
	u32 random;
	struct {
		u64 due;
		u64 again;	/* an unsolicited report that follows this one's */
	} at[];
};

size_t pzz_members_size(const struct pzz_setup *setup, unsigned int len);
size_t pzz_member_times_size(const struct pzz_members *m);

/* Fills @m; false if there is nothing to report. */
bool pzz_members_init(struct pzz_members *m, const struct pzz_setup *setup, unsigned int len);

/* R39: reports of all at once, and again after a random time of at most @interval ns. */
u64 pzz_members_begin(const struct pzz_members *m, struct pzz_member_times *t,
		      struct pzz_now now, u64 interval);

/* @group, or all if that is NULL, after a random time of at most @max ns, or earlier. */
void pzz_members_asked(const struct pzz_members *m, struct pzz_member_times *t,
		       struct pzz_now now, const u8 *group, u64 max);

/* Somebody else has reported @group: what was due for it is not. */
void pzz_members_heard(const struct pzz_members *m, struct pzz_member_times *t, const u8 *group);

/* A group that is due, which it then is no longer, or NULL. */
const u8 *pzz_members_due(const struct pzz_members *m, struct pzz_member_times *t,
			  struct pzz_now now);

/* 7 bits as a floating point number: RFC 3376 4.1.1; 15: RFC 3810 5.1.3. */
static inline u32 pzz_members_code(u32 code, unsigned int mantissa_bits)
{
	u32 mantissa = code & ((1U << mantissa_bits) - 1);
	u32 exponent = code >> mantissa_bits & 7;

	if (!(code >> mantissa_bits >> 3))
		return code;
	return (mantissa | 1U << mantissa_bits) << (exponent + 3);
}

#endif /* PZZ_GROUPS_H */
