/* SPDX-License-Identifier: GPL-2.0 */
/* What the owner of the machine says about `sync`: a file of statements. */
#ifndef PZZCTL_SYNC_POLICY_H
#define PZZCTL_SYNC_POLICY_H

#include "model.h"
#include "words.h"

/* What is not taken from the host at all */
enum policy_without {
	POLICY_MDNS = 1 << 0,
	POLICY_LLMNR = 1 << 1,
	POLICY_GROUPS = 1 << 2,
	POLICY_RULES = 1 << 3,
	POLICY_LEASE = 1 << 5, /* and lifetimes */
};

/* About the rules that sockets make. */
struct policy_ports {
	enum { PORTS_EXCLUDE, PORTS_INCLUDE, PORTS_FROM, PORTS_LIMIT } what;
	u32 kind; /* TCP_SYN or UDP */
	u16 port; /* 0: any */
	u16 port_to; /* 0: only port */
	struct prefix from;
	struct limit limit;
};

/* Whether and how the host's SNMP agent is walked */
struct policy_snmp {
	bool wanted;
	struct community community;
	char agent[128]; /* "": the usual one */
	struct oid *subtrees;
	size_t n; /* 0: the usual ones */
};

struct policy {
	char path[64]; /* as a person knows it; "": there is none */
	u32 without; /* enum policy_without */
	struct policy_ports *v;
	size_t n;
	struct policy_snmp snmp;
	struct changes changes; /* of the interface, one at most */
};

/* Return: false with @f filled in; then @p is good for nothing but policy_free(). */
bool policy_parse(struct policy *p, const char *dev, const char *text, size_t len,
		  struct fault *f);
bool policy_matches(const struct policy_ports *p, u32 kind, u16 port);
void policy_free(struct policy *p);

#endif /* PZZCTL_SYNC_POLICY_H */
