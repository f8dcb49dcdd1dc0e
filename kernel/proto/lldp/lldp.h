/* SPDX-License-Identifier: GPL-2.0 */
/* The host's LLDP for Energy-Efficient Ethernet: IEEE 802.1AB, IEEE 802.3 79.3.5; R3. */
#ifndef PZZ_LLDP_LLDP_H
#define PZZ_LLDP_LLDP_H

#include "pzz_bucket.h"
#include "pzz_engine.h"
#include "pzz_proto.h"

enum pzz_lldp_reason {
	PZZ_LLDP_ADVERTISED,	/* by a timer */
	PZZ_LLDP_ECHOED,	/* the peer's times are new: will be told, by tick */
	PZZ_LLDP_UNCHANGED,
	PZZ_LLDP_NO_EEE,	/* in the peer's LLDPDU, or in ours */
	PZZ_LLDP_SHUTDOWN,
	PZZ_LLDP_DESTINATION,	/* we have no agent for it */
	PZZ_LLDP_TOO_LONG,
	PZZ_LLDP_MANDATORY,	/* the first three TLVs: another one, or of a wrong length */
	PZZ_LLDP_CUT,		/* a TLV that goes beyond the end */
	PZZ_LLDP_DUPLICATE,
	PZZ_LLDP_END,		/* an End Of LLDPDU that has a value */
	PZZ_LLDP_EEE_LENGTH,

	PZZ_LLDP_REASONS,
	PZZ_LLDP_GOOD = PZZ_LLDP_REASONS
};

/* IEEE 802.1AB 9.2.5: txCreditMax, and one more each second */
#define PZZ_LLDP_CREDIT	{ .rate = 1, .unit = 1, .burst = 5 }

/* What an LLDPDU says, as far as it matters here. */
struct pzz_lldp_pdu {
	u16 ttl;
	u16 eee;		/* offset of the EEE TLV; 0: none */
};

/*
 * IEEE 802.1AB 9.2.7, for @len bytes from behind the EtherType on, padding
 * included. Return: PZZ_LLDP_GOOD, or why it is discarded.
 */
u8 pzz_lldp_parse(const u8 *data, u32 len, struct pzz_lldp_pdu *pdu);

/* In the EEE TLV: Transmit and Receive Tw_sys_tx, and their echoes; here each two one number. */
#define PZZ_LLDP_EEE_TIMES	6
#define PZZ_LLDP_EEE_ECHO	12

struct pzz_lldp_agent {
	const u8 *pdu;
	u64 interval;		/* ns */
	u16 len;
	u16 eee;		/* offset of the EEE TLV; 0: none */
	u8 to[PZZ_MAC_LEN];
};

struct pzz_lldp_conf {
	u32 n;
	struct pzz_lldp_agent agent[PROXZZZY_LLDP_MAX];
	/* and the LLDPDUs */
};

struct pzz_lldp_agent_state {
	u64 due;
	struct pzz_bucket credit;
	u32 echo;		/* a single word: .input() reads it without the lock */
};

struct pzz_lldp_state {
	struct pzz_lldp_agent_state agent[PROXZZZY_LLDP_MAX];
};

/* conf.c */
bool pzz_lldp_conf_check(const struct pzz_setup *setup, struct pzz_refusal *why);
size_t pzz_lldp_conf_size(const struct pzz_setup *setup);
const void *pzz_lldp_conf_init(void *mem, const struct pzz_setup *setup);

#endif /* PZZ_LLDP_LLDP_H */
