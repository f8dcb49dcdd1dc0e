/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The DHCPv4 lease of the sleeping host: RFC 2131, 2132, 3396, 6842; R41-R43.
 *
 * input:  is it a reply to us, with the number of our last request? No lock.
 * settle: what does it say, and what becomes of the lease.
 * tick:   a request is due, or the host has to be woken.
 */
#ifndef PZZ_DHCP_DHCP_H
#define PZZ_DHCP_DHCP_H

#include "dhcp/options.h"
#include "pzz_udp.h"

enum pzz_dhcp_reason {
	PZZ_DHCP_RENEWED,		/* the lease lasts longer now */
	PZZ_DHCP_RENEWING,		/* asked the server that gave it */
	PZZ_DHCP_REBINDING,		/* asked all servers */
	PZZ_DHCP_EXPIRING,		/* wakes: R41 */
	PZZ_DHCP_EXPIRED,		/* wakes: the address is no longer ours */
	PZZ_DHCP_REFUSED,		/* wakes: DHCPNAK, the address is no longer ours */
	PZZ_DHCP_CHANGED,		/* wakes: extended, but a critical option is another */
	PZZ_DHCP_MOVED,			/* wakes: a lease, but for another address */
	PZZ_DHCP_SHORT,
	PZZ_DHCP_OPERATION,		/* not a BOOTREPLY */
	PZZ_DHCP_HARDWARE,
	PZZ_DHCP_NOT_OURS,
	PZZ_DHCP_COOKIE,
	PZZ_DHCP_DESTINATION,
	PZZ_DHCP_UNASKED,		/* no request is open */
	PZZ_DHCP_XID,
	PZZ_DHCP_CHECKSUM,
	PZZ_DHCP_OPTIONS,		/* they do not fit, or overload what there is not */
	PZZ_DHCP_TYPE,			/* neither DHCPACK nor DHCPNAK */
	PZZ_DHCP_SERVER,		/* none, or another than was asked */
	PZZ_DHCP_CLIENT_ID,
	PZZ_DHCP_LEASE_TIME,
	PZZ_DHCP_ADDRESS,		/* none */

	PZZ_DHCP_REASONS
};

/* Where the fields of a message stand, and how long they are. */
enum pzz_dhcp_offset {
	PZZ_DHCP_OP = 0,
	PZZ_DHCP_HTYPE = 1,
	PZZ_DHCP_HLEN = 2,
	PZZ_DHCP_XID_AT = 4,
	PZZ_DHCP_SECS = 8,
	PZZ_DHCP_CIADDR = 12,
	PZZ_DHCP_YIADDR = 16,
	PZZ_DHCP_CHADDR = 28,
	PZZ_DHCP_SNAME = 44,
	PZZ_DHCP_FILE = 108,
	PZZ_DHCP_COOKIE_AT = 236,
	PZZ_DHCP_OPTIONS_AT = 240,
};

#define PZZ_DHCP_MIN		300	/* bytes that a BOOTP message has: RFC 1542 2.1 */
#define PZZ_DHCP_RETRY_NS	(60 * PZZ_NSEC_PER_SEC)	/* at least: RFC 2131 4.4.5 */
#define PZZ_DHCP_AGAIN_NS	PZZ_NSEC_PER_SEC	/* a wake that was limited */
#define PZZ_DHCP_INFINITE	PROXZZZY_DHCP_INFINITE

struct pzz_dhcp_critical {
	u8 code;
	u32 at;			/* in pzz_dhcp_conf.bytes */
	u32 len;		/* PZZ_DHCP_ABSENT: the option has to stay away */
};

struct pzz_dhcp_conf {
	bool renew;
	u8 address[PZZ_IPV4_LEN];
	u8 server[PZZ_IPV4_LEN];
	u8 server_mac[PZZ_MAC_LEN];
	u32 index;		/* of the address in setup.addrs */
	u64 since;
	u32 lease;
	u32 t1;
	u32 t2;
	u32 wake_before;
	u32 n_critical;
	struct pzz_dhcp_critical critical[PZZ_DHCP_CRITICAL_MAX];
	u32 id_at;		/* the client identifier, in bytes */
	u32 id_len;		/* or PZZ_DHCP_ABSENT */
	u32 request_len;
	u8 bytes[];		/* the options of a request first */
};

struct pzz_dhcp_state {
	struct pzz_lease lease;
	u64 wake_at;		/* ns, as all times here */
	u64 send_at;		/* the next request */
	u64 again_at;		/* wakes once more, for @again */
	u64 started;		/* when this renewal began */
	u64 sent;		/* when the last request was sent */
	u8 again;		/* enum pzz_dhcp_reason */
	bool known;		/* @lease is one */
	bool warned;		/* of its end */
	bool asked;		/* read without the lock: a request is open */
	u32 xid;		/* read without the lock: of the last request */
};

/* What a reply says; what it may say is checked. */
struct pzz_dhcp_reply {
	u8 server[PZZ_IPV4_LEN];
	u32 lease;
	u32 t1;			/* 0: not said */
	u32 t2;
};

/* conf.c */
bool pzz_dhcp_conf_check(const struct pzz_setup *setup, struct pzz_refusal *why);
size_t pzz_dhcp_conf_size(const struct pzz_setup *setup);
const void *pzz_dhcp_conf_init(void *mem, const struct pzz_setup *setup);

/* reply.c: PZZ_DHCP_RENEWED, or what is wrong or worth a wake. */
u8 pzz_dhcp_look(const struct pzz_conf *conf, const struct pzz_dhcp_state *s,
		 const struct pzz_frame *f);
u8 pzz_dhcp_read(const struct pzz_dhcp_conf *c, const struct pzz_dhcp_state *s,
		 const struct pzz_frame *f, struct pzz_dhcp_reply *r);

/* lease.c */
void pzz_dhcp_begin(const struct pzz_dhcp_conf *c, struct pzz_dhcp_state *s, struct pzz_now now);
void pzz_dhcp_extend(const struct pzz_dhcp_conf *c, struct pzz_dhcp_state *s, struct pzz_now now,
		     const struct pzz_dhcp_reply *r);
u64 pzz_dhcp_next(const struct pzz_conf *conf, const void *state);

/* request.c: the request that is due. False: it can't be sent. */
bool pzz_dhcp_request(const struct pzz_conf *conf, struct pzz_dhcp_state *s, struct pzz_now now,
		      struct pzz_writer *out);

#endif /* PZZ_DHCP_DHCP_H */
