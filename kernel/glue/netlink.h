/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What the files of the netlink interface want of each other. Requests with an
 * interface run under RTNL, from pre_doit() to post_doit(); dumps take it for
 * each of their messages.
 */
#ifndef PZZ_NETLINK_H
#define PZZ_NETLINK_H

#include <net/genetlink.h>

#include "netlink_policy.h"
#include "proxy.h"

extern struct genl_family pzz_family;
extern bool pzz_netlink_up;		/* the family is registered; any context */

/* The interface of a request */
static inline struct net_device *pzz_request_dev(const struct genl_info *info)
{
	return info->user_ptr[0];
}

/* Its proxy, or NULL with the refusal, -ENOENT, set. */
struct pzz_proxy *pzz_request_proxy(struct genl_info *info);

/* Which interface an answer or event is about, and its generation. -EMSGSIZE if no room. */
int pzz_put_proxy(struct sk_buff *skb, const struct pzz_proxy *p);

/* PROXZZZY_A_WAKE. -EMSGSIZE if no room. */
int pzz_put_record(struct sk_buff *skb, const struct pzz_record *r);

/* Counts commits and deletions of all proxies, so that a dump notices one. RTNL. */
extern u32 pzz_changes;

/* netlink_stage.c: configuring. RTNL. */
int pzz_nl_conf_begin(struct sk_buff *skb, struct genl_info *info);
int pzz_nl_conf_add(struct sk_buff *skb, struct genl_info *info);
int pzz_nl_conf_del(struct sk_buff *skb, struct genl_info *info);
int pzz_nl_conf_commit(struct sk_buff *skb, struct genl_info *info);
int pzz_nl_conf_abort(struct sk_buff *skb, struct genl_info *info);
int pzz_nl_proxy_del(struct sk_buff *skb, struct genl_info *info);
int pzz_stages_init(void);
void pzz_stages_exit(void);	/* when no request comes any more */

/* netlink_get.c: what this module can do, how a proxy is, and to start and stop it */
int pzz_nl_caps_get(struct sk_buff *skb, struct genl_info *info);	/* no RTNL needed */
int pzz_nl_proxy_get(struct sk_buff *skb, struct genl_info *info);
int pzz_nl_start(struct sk_buff *skb, struct genl_info *info);
int pzz_nl_stop(struct sk_buff *skb, struct genl_info *info);
int pzz_nl_goodbye(struct sk_buff *skb, struct genl_info *info);
int pzz_put_status(struct sk_buff *skb, struct pzz_proxy *p);		/* PROXZZZY_A_STATUS */

/* netlink_lease.c: PROXZZZY_A_LEASE. RTNL for the second, which puts nothing if there is none. */
int pzz_put_lease(struct sk_buff *skb, const struct pzz_lease *l, const char *reason);
int pzz_put_lease_of(struct sk_buff *skb, struct pzz_proxy *p);
/* registration.c: in PROXZZZY_A_STATUS; whether there was no room. RTNL. */
bool pzz_put_registrations(struct sk_buff *skb, const struct pzz_proxy *p);

/* netlink_dump.c */
int pzz_nl_proxy_dump(struct sk_buff *skb, struct netlink_callback *cb);
int pzz_nl_conf_dump(struct sk_buff *skb, struct netlink_callback *cb);
int pzz_nl_stats_dump(struct sk_buff *skb, struct netlink_callback *cb);
int pzz_nl_wake_start(struct netlink_callback *cb);
int pzz_nl_wake_dump(struct sk_buff *skb, struct netlink_callback *cb);

#endif /* PZZ_NETLINK_H */
