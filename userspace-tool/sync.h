/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What the host is on one interface right now, as a configuration. Each
 * collector takes one thing from where the host keeps it, says what it took and
 * what it left out, and never waits beyond the deadline. What cannot be found is
 * said, not guessed.
 */
#ifndef PZZCTL_SYNC_H
#define PZZCTL_SYNC_H

#include <stdio.h>

#include <libmnl/libmnl.h>

#include "model.h"
#include "report.h"
#include "sync_policy.h"

enum sync_verdict {
	SYNC_TOOK,
	SYNC_LEFT, /* it is there, but the proxy should not have it */
	SYNC_MISSED, /* it could not be found out */
};

struct sync_note {
	enum sync_verdict verdict;
	const char *topic; /* one word */
	char *text;
};

/* A socket that somebody else may be the first to send to. */
struct sync_socket {
	u32 kind; /* TCP_SYN or UDP */
	struct ip ip; /* bound to; len 0: any of the families below */
	bool v4;
	bool v6;
	u16 port;
	u32 bound_dev; /* 0: any */
	u32 inode;
	char owner[PROXZZZY_LABEL_MAX + 1]; /* systemd unit, or command; "": unknown */
};

/* An established TCP connection of the host's */
struct sync_connection {
	struct ip local;
	struct ip server;
	u16 local_port;
	u16 port; /* the server's */
};

/* Of DHCPv4 (C16-C20). What is not known is 0. */
struct sync_lease {
	const char *client; /* NULL: no lease */
	struct ip address;
	struct ip mask;
	struct ip gateway;
	struct ip server;
	u32 lease_s;
	u32 t1_s;
	u32 t2_s;
	u64 expiry; /* seconds since 1970 */
	u8 client_id[255];
	u8 client_id_len;
	u16 ack_len;
	u8 ack[1024]; /* options of the server's answer: code, length, data */
};

struct sync {
	const char *dev;
	const char *root; /* "" or a path: where /etc, /run, /var and /usr are */
	u32 ifindex;
	u32 master; /* what it is a port of, or its VRF; 0: nothing */
	u64 deadline; /* CLOCK_MONOTONIC, ns */
	struct policy policy;
	struct config config;
	struct address *addrs; /* those that are the interface's own */
	size_t n_addrs;
	bool dynamic; /* an IPv4 address of it has a lifetime */
	struct ip gateways[2]; /* IPv4, IPv6; len 0: none */
	struct sync_socket *sockets;
	size_t n_sockets;
	struct sync_connection *connections; /* to the ports of SIP servers */
	size_t n_connections;
	int no_connections; /* why they could not be found out, an errno; 0: they were */
	struct sync_lease lease;
	struct lease proxied; /* what the module knows of it, if the caller has asked */
	struct {
		int pid; /* 0: there is none */
		int control; /* closed by its end */
		int said; /* a file */
	} walk; /* proxzzzy-snmpwalk */
	struct sync_note *notes;
	size_t n_notes;
};

/*
 * Fills in all of @s but what the caller has set: dev, ifindex, root, deadline,
 * policy and proxied. Return: false if what is essential could not be found out; the
 * notes say what.
 */
bool sync_collect(struct sync *s);
void sync_free(struct sync *s);

void sync_say(struct sync *s, enum sync_verdict verdict, const char *topic, const char *fmt, ...)
	__printf(4, 5);
u64 sync_now(void); /* CLOCK_MONOTONIC, ns */
int sync_left_ms(const struct sync *s); /* until the deadline; 0: it is over */
bool sync_is_own(const struct sync *s, const struct ip *ip);
bool sync_is_proxied(const struct sync *s, const struct ip *ip); /* or will be, by the policy */
const char *sync_ip_text(const struct ip *ip, char buf[46]);

/*
 * At most @max bytes of a regular file, and a zero; NULL if there is none, or it
 * has more. sync_read() begins at the root.
 */
char *sync_read_file(const char *path, size_t max, size_t *len);
char *sync_read(const struct sync *s, const char *path, size_t max, size_t *len);

/* Those to this port are added. Return: 0 or a negative errno */
int sync_connections(struct sync *s, u16 port);

/* With the connections that there are: what sync_sip() does when it has found them. */
void sync_sip_settle(struct sync *s);

/* One netlink dump. Return: 0 or a negative errno; -EINTR: it was not consistent. */
int sync_dump(const struct sync *s, int family, struct nlmsghdr *nlh, mnl_cb_t each, void *arg);

/* The collectors. Those that return something are essential. */
bool sync_link(struct sync *s); /* before the others: addresses, gateways */
void sync_groups(struct sync *s);
void sync_sysctls(struct sync *s);
bool sync_sockets(struct sync *s);
void sync_sip(struct sync *s); /* registrations over TCP, after the addresses */
void sync_owners(struct sync *s); /* of the sockets */
void sync_rules(struct sync *s); /* after the sockets */
void sync_names(struct sync *s); /* mDNS and LLMNR, after the sockets */
void sync_lease(struct sync *s);
void sync_dhcp(struct sync *s); /* the lease, handed over */
void sync_lifetimes(struct sync *s);
void sync_snmp_begin(struct sync *s);
void sync_snmp(struct sync *s); /* the last one */
void sync_snmp_end(struct sync *s); /* in any case */

#endif /* PZZCTL_SYNC_H */
