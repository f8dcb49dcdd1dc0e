/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A DNS client for one name at a time: SRV, then A or AAAA (RFC 1035, 2782,
 * 3263 4 for a transport that is given). R46, C23. It writes and reads
 * messages; their datagrams are its user's. Has no pointers: it may be state.
 */
#ifndef PZZ_DNSC_DNSC_H
#define PZZ_DNSC_DNSC_H

#include "dnsmsg/dnsmsg.h"
#include "pzz_engine.h"

#define PZZ_DNSC_ADDRS		8
#define PZZ_DNSC_TARGETS	4	/* SRV records that are followed */
#define PZZ_DNSC_ALIASES	8	/* CNAMEs of one question, RFC 1034 5.3.3: bounded */
#define PZZ_DNSC_ROUNDS		3	/* through all servers */
#define PZZ_DNSC_TTL_MAX	86400

enum pzz_dnsc_phase {
	PZZ_DNSC_IDLE,
	PZZ_DNSC_ASK,		/* pzz_dnsc_due() will say so, at once */
	PZZ_DNSC_WAIT,
	PZZ_DNSC_DONE,		/* addrs, one or more */
	PZZ_DNSC_FAILED,
};

struct pzz_dnsc_addr {
	u8 b[16];
	u16 port;
};

struct pzz_dnsc_target {
	u16 port;
	u16 priority;
	u16 weight;
	u16 len;
	u8 wire[PROXZZZY_NAME_MAX + 1];
};

struct pzz_dnsc {
	u64 due;		/* WAIT: when to give up this try */
	u64 end;		/* DONE: when the first TTL ends */
	u64 chance;		/* for id, port and order; fresh for each query */
	u16 id;
	u16 sport;
	u16 type;
	u8 phase;
	u8 tries;
	u8 aliases;
	u8 ip_len;		/* 4 or 16: which addresses are wanted */
	u8 n_targets;
	u8 target;
	u8 n_addrs;
	u8 len;
	u8 wire[PROXZZZY_NAME_MAX + 1];	/* what is asked for */
	struct pzz_dnsc_target targets[PZZ_DNSC_TARGETS];
	struct pzz_dnsc_addr addrs[PZZ_DNSC_ADDRS];
};

/* Looks for @name; @port 0: SRV for SIP over UDP, else that port of its addresses. */
void pzz_dnsc_begin(struct pzz_dnsc *d, const u8 *name, u8 len, u16 port, u8 ip_len);

/*
 * Whether a query is to be sent now: from port d->sport to port 53 of server
 * d->tries % @n_servers. @chance is what nobody can guess.
 */
bool pzz_dnsc_due(struct pzz_dnsc *d, u32 n_servers, u64 ns, u64 chance);
void pzz_dnsc_write(struct pzz_dnsc *d, struct pzz_writer *out);

/*
 * A message from port 53 of the server that was asked to d->sport. False: no
 * answer to the question, as if nothing had come. The work: PZZ_DNSC_ALIASES +
 * 1 times the message's records.
 */
bool pzz_dnsc_read(struct pzz_dnsc *d, u64 ns, const u8 *data, u32 len);

#endif /* PZZ_DNSC_DNSC_H */
