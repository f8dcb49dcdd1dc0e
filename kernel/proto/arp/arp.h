/* SPDX-License-Identifier: GPL-2.0 */
/* ARP for the proxied IPv4 addresses: RFC 826, RFC 5227, RFC 3927. */
#ifndef PZZ_ARP_ARP_H
#define PZZ_ARP_ARP_H

#include "pzz_addrs.h"

enum pzz_arp_reason {
	PZZ_ARP_ANSWERED,
	PZZ_ARP_PROBE_ANSWERED,
	PZZ_ARP_DEFENDED,		/* first conflict: announced */
	PZZ_ARP_GIVEN_UP,		/* second one: no longer ours */
	PZZ_ARP_CONFLICT,		/* as the policy says: ignored, or the host is woken */
	PZZ_ARP_ANNOUNCED,
	PZZ_ARP_NOT_OURS,
	PZZ_ARP_NOT_ANSWERED,		/* for an address that was given up */
	PZZ_ARP_SHORT,
	PZZ_ARP_HEADER,
	PZZ_ARP_OPERATION,
	PZZ_ARP_SENDER_MAC,
	PZZ_ARP_SENDER_IP,
	PZZ_ARP_REFLECTED,
	PZZ_ARP_MULTICAST,
	PZZ_ARP_REPLY,			/* somebody's reply, no business of ours */

	PZZ_ARP_REASONS
};

#define PZZ_ARP_LEN		28
#define PZZ_ARP_DEFEND_NS	(10 * PZZ_NSEC_PER_SEC)		/* DEFEND_INTERVAL */

/* Where the fields of an ARP packet for Ethernet and IPv4 stand. */
enum pzz_arp_offset {
	PZZ_ARP_OP = 6,
	PZZ_ARP_SHA = 8,
	PZZ_ARP_SPA = 14,
	PZZ_ARP_THA = 18,
	PZZ_ARP_TPA = 24,
};

struct pzz_arp_conf {
	u8 conflict;		/* enum proxzzzy_conflict */
	u32 n_addrs;		/* in setup.addrs, both families */
	u64 announce;		/* ns; 0: never */
};

/* By index into setup.addrs */
struct pzz_arp_addr {
	u64 conflict_ns;	/* when the last conflict was */
	bool seen;		/* whether there was one */
	bool given_up;		/* read without the lock */
};

struct pzz_arp_state {
	u64 round_ns;		/* when this round of announcements was due */
	u32 next;		/* IPv4 address to announce, by number */
	struct pzz_arp_addr addr[];
};

/* The only two packets there are. @mem points at PZZ_ETH_HLEN + PZZ_ARP_LEN bytes. */
void pzz_arp_put_reply(u8 *mem, const u8 *mac, const u8 *request);
void pzz_arp_put_announcement(u8 *mem, const u8 *mac, const u8 *ip);

/* Until the next sleep, setup.addrs[@index] is neither answered nor announced. Locked. */
void pzz_arp_give_up(void *state, u32 index);

/* announce.c */
bool pzz_arp_deadlines(const struct pzz_conf *conf);
u64 pzz_arp_begin(const struct pzz_conf *conf, void *state, struct pzz_now now);
struct pzz_due pzz_arp_tick(const struct pzz_conf *conf, void *state, struct pzz_now now,
			    struct pzz_writer *out);

#endif /* PZZ_ARP_ARP_H */
