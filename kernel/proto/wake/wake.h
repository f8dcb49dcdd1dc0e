/* SPDX-License-Identifier: GPL-2.0 */
/* What wakes the host. The rules' meaning stands in linux/proxzzzy.h. */
#ifndef PZZ_WAKE_H
#define PZZ_WAKE_H

#include "pzz_engine.h"

enum pzz_wake_reason {
	/* with verdict WAKE: one for each kind, in the order of enum proxzzzy_kind */
	PZZ_WAKE_TCP_SYN,
	PZZ_WAKE_UDP,
	PZZ_WAKE_TCP_DATA,
	PZZ_WAKE_MAGIC,
	PZZ_WAKE_EAPOL,
	PZZ_WAKE_BYTES,

	/* with verdict IGNORE */
	PZZ_WAKE_RULE_IGNORED,	/* a rule of action IGNORE */
	PZZ_WAKE_RULE_LIMITED,	/* its rule's bucket was empty */
	PZZ_WAKE_LIMITED,	/* the common bucket was empty */
	PZZ_WAKE_NO_RULE,
	PZZ_WAKE_BAD_SOURCE,	/* TCP from an address or port that is none */
	PZZ_WAKE_BAD_CHECKSUM,
	PZZ_WAKE_BAD_PASSWORD,	/* a Magic Packet without the right one */

	PZZ_WAKE_REASONS
};

extern const struct pzz_room pzz_wake_room;

#endif /* PZZ_WAKE_H */
