/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The transport: everything the tool asks the module. What is here returns 0 or
 * a negative errno, and after that nl_error() says why in a sentence.
 */
#ifndef PZZCTL_NL_H
#define PZZCTL_NL_H

#include "model.h"
#include "report.h"

struct nl;

/* Why the last request was refused. */
struct nl_error {
	char text[320]; /* the module's sentence, and the attribute in brackets */
	u32 rule; /* the rule it is about; 0: none */
	struct ip address; /* the address it is about; len 0: none */
	struct oid oid; /* the value it is about; n 0: none */
	u8 teredo[TEREDO_KEY]; /* the Teredo client it is about; zeros: none */
	u8 lldp[6]; /* the LLDPDU it is about; zeros: none */
	struct ip local; /* the registration it is about; len 0: none */
	u16 local_port;
};

/* @out is always set; -ENOENT if the module is not loaded. */
int nl_open(struct nl **out);
void nl_close(struct nl *nl);
const struct nl_error *nl_error(const struct nl *nl);
int nl_fail(struct nl *nl, int err, const char *text); /* returns @err */

int nl_caps_get(struct nl *nl, struct caps *out);
int nl_status_get(struct nl *nl, u32 ifindex, struct statuses *out); /* 0: all */
int nl_stats_get(struct nl *nl, u32 ifindex, struct stats *out);
int nl_wakes_get(struct nl *nl, u32 ifindex, struct wakes *out);

int nl_start(struct nl *nl, u32 ifindex);
int nl_stop(struct nl *nl, u32 ifindex);
int nl_goodbye(struct nl *nl, u32 ifindex);
int nl_proxy_del(struct nl *nl, u32 ifindex);

int nl_conf_get(struct nl *nl, u32 ifindex, struct config *out, u32 *generation);
int nl_conf_begin(struct nl *nl, u32 ifindex, bool from_current);
int nl_conf_add(struct nl *nl, u32 ifindex, const struct config *cfg);
int nl_conf_del_addr(struct nl *nl, u32 ifindex, const struct ip *ip);
int nl_conf_del_group(struct nl *nl, u32 ifindex, const struct ip *ip);
int nl_conf_del_teredo(struct nl *nl, u32 ifindex, const struct teredo *t);
int nl_conf_del_lldp(struct nl *nl, u32 ifindex, const struct lldp *l);
int nl_conf_del_rr(struct nl *nl, u32 ifindex, const struct rr *rr);
int nl_conf_del_community(struct nl *nl, u32 ifindex, const struct community *com);
int nl_conf_del_value(struct nl *nl, u32 ifindex, const struct oid *oid);
int nl_conf_del_dns(struct nl *nl, u32 ifindex, const struct ip *ip);
int nl_conf_del_sip(struct nl *nl, u32 ifindex, const struct registration *r);
int nl_conf_del_rule(struct nl *nl, u32 ifindex, u32 id);
int nl_conf_del_lifetime(struct nl *nl, u32 ifindex, const struct ip *ip);
int nl_conf_commit(struct nl *nl, u32 ifindex);
void nl_conf_abort(struct nl *nl, u32 ifindex); /* keeps nl_error() */

/* Events come to a socket of their own. */
int nl_events_join(struct nl *nl);
int nl_fd(const struct nl *nl);

/* Those that have come, each into @each. -ENOBUFS: some were lost. */
int nl_events_read(struct nl *nl, void (*each)(const struct event *ev, void *arg), void *arg);

#endif /* PZZCTL_NL_H */
