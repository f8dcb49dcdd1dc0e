/* SPDX-License-Identifier: GPL-2.0 */
#ifndef PZZCTL_NL_PRIV_H
#define PZZCTL_NL_PRIV_H

#include <libmnl/libmnl.h>

#include "nl.h"

#define NL_REQUEST_MAX (32 * 1024)
#define NL_ANSWER_MAX (64 * 1024)

struct nl {
	struct mnl_socket *sock;
	u32 seq;
	u16 family;
	u32 events; /* the multicast group */
	struct nl_error error;
	struct nlmsghdr *request; /* NL_REQUEST_MAX bytes */
	struct nlmsghdr *answer; /* NL_ANSWER_MAX bytes */
};

/* A request in nl->request; @ifindex 0: without. */
struct nlmsghdr *nl_request(struct nl *nl, u8 cmd, u16 flags, u32 ifindex);

/* Called for each answer. -EAGAIN: the answers don't fit together, ask again. */
typedef int nl_each(const struct nlmsghdr *nlh, void *out);

/* Sends nl->request and waits for its end, which is an ACK or that of the dump. */
int nl_talk(struct nl *nl, nl_each *each, void *out);

/* The whole request for a command that has nothing but the interface. */
int nl_do(struct nl *nl, u8 cmd, u32 ifindex);

/* A dump that is begun again if it changed meanwhile; @forget empties @out for that. */
int nl_dump(struct nl *nl, u8 cmd, u32 ifindex, nl_each *each, void (*forget)(void *out),
	    void *out);

/* @tb, of @max + 1 entries, gets the attributes; the last one of each type. */
struct nl_range {
	const void *p;
	size_t len;
};

void nl_table(struct nl_range in, const struct nlattr **tb, u16 max);
struct nl_range nl_range_of(const struct nlattr *nest); /* NULL: empty */
struct nl_range nl_range_of_msg(const struct nlmsghdr *nlh);

/* The attribute behind @after, the first one behind NULL; NULL at the end. */
const struct nlattr *nl_next(struct nl_range in, const struct nlattr *after);

/* Values; absent or too short ones are 0 or "". */
u8 nl_u8(const struct nlattr *a);
u16 nl_u16(const struct nlattr *a);
u32 nl_u32(const struct nlattr *a);
u64 nl_u64(const struct nlattr *a);
char *nl_str(const struct nlattr *a); /* free() it */
void nl_copy_str(const struct nlattr *a, char *buf, size_t size);
void nl_ip(const struct nlattr *a, struct ip *ip);

/* Parts of a configuration that several files write and read */
void nl_put_limit(struct nlmsghdr *nlh, u16 type, const struct limit *l);
void nl_put_prefix(struct nlmsghdr *nlh, u16 type, const struct prefix *p);
void nl_put_snmp(struct nlmsghdr *nlh, const struct config *cfg);
void nl_put_community(struct nlmsghdr *nlh, const struct community *com);
void nl_put_oid(struct nlmsghdr *nlh, const struct oid *oid);
void nl_put_value(struct nlmsghdr *nlh, const struct value *v);
void nl_get_limit(const struct nlattr *a, struct limit *l);
void nl_get_prefix(const struct nlattr *ip, const struct nlattr *bits, struct prefix *p);
void nl_get_number(struct config *cfg, enum has has, const struct nlattr *a, u32 *value);
void nl_get_oid(const struct nlattr *a, struct oid *oid);
void nl_get_snmp(struct config *cfg, const struct nlattr *nest);
void nl_get_community(struct config *cfg, const struct nlattr *nest);
void nl_get_value(struct config *cfg, const struct nlattr *nest);
void nl_put_teredo(struct nlmsghdr *nlh, const struct teredo *t); /* what it has */
void nl_put_lldp(struct nlmsghdr *nlh, const struct lldp *l);
void nl_get_teredo(struct config *cfg, const struct nlattr *nest);
void nl_get_lldp(struct config *cfg, const struct nlattr *nest);

/* The lease and lifetimes as parts of a configuration, and the lease as it now is */
void nl_put_dhcp(struct nlmsghdr *nlh, const struct config *cfg);
void nl_get_dhcp(struct config *cfg, const struct nlattr *nest);
void nl_put_lifetime(struct nlmsghdr *nlh, const struct lifetime *life);
void nl_get_lifetime(struct config *cfg, const struct nlattr *nest);
void nl_get_lease(struct lease *l, const struct nlattr *nest); /* NULL: none */
void nl_put_sip(struct nlmsghdr *nlh, const struct registration *r, bool whole);
void nl_put_dns(struct nlmsghdr *nlh, const struct ip *ip);
void nl_get_sip(struct config *cfg, const struct nlattr *nest);
void nl_get_dns(struct config *cfg, const struct nlattr *nest);
void nl_get_registration(struct status *s, const struct nlattr *nest);

/* Fills nl->error in from a refusal of nl->request with the attributes @tlvs. */
void nl_error_set(struct nl *nl, int err, struct nl_range tlvs);

#endif /* PZZCTL_NL_PRIV_H */
