/* SPDX-License-Identifier: GPL-2.0 */
/* Which rule a frame matches first. */
#ifndef PZZ_WAKE_MATCH_H
#define PZZ_WAKE_MATCH_H

#include "rules.h"

/* What the room reads of a frame beyond what frame/ did. */
struct pzz_wake_facts {
	u8 kind;	/* TCP_SYN, UDP or TCP_DATA; 0: none of them */
	u32 l4_len;	/* TCP, UDP: what its checksum covers */
	u32 payload;	/* offset */
	u32 payload_len;
};

struct pzz_wake_match {
	u16 rule;		/* or PZZ_WAKE_NONE */
	bool magic;		/* a Magic Packet; without a rule: without its password */
};

struct pzz_wake_match pzz_wake_match(const struct pzz_conf *conf, const struct pzz_frame *f,
				     const struct pzz_wake_facts *facts);

#endif /* PZZ_WAKE_MATCH_H */
