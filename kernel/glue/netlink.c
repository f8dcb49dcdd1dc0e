// SPDX-License-Identifier: GPL-2.0
/* The generic netlink family of linux/proxzzzy.h: who may ask for what. */
#include <linux/rtnetlink.h>

#include "netlink.h"

bool pzz_netlink_up;

enum { NEEDS_DEV = 1 };		/* genl_ops.internal_flags */

static const struct genl_ops ops[] = {
	{
		.cmd = PROXZZZY_CMD_CAPS_GET,
		.doit = pzz_nl_caps_get,
	}, {
		.cmd = PROXZZZY_CMD_PROXY_GET,
		.doit = pzz_nl_proxy_get,
		.dumpit = pzz_nl_proxy_dump,
		.policy = pzz_dev_policy,
		.maxattr = PROXZZZY_A_IFINDEX,
		.internal_flags = NEEDS_DEV,
	}, {
		.cmd = PROXZZZY_CMD_PROXY_DEL,
		.doit = pzz_nl_proxy_del,
		.policy = pzz_dev_policy,
		.maxattr = PROXZZZY_A_IFINDEX,
		.flags = GENL_ADMIN_PERM,
		.internal_flags = NEEDS_DEV,
	}, {
		.cmd = PROXZZZY_CMD_CONF_GET,
		.dumpit = pzz_nl_conf_dump,
		.policy = pzz_dev_policy,
		.maxattr = PROXZZZY_A_IFINDEX,
	}, {
		.cmd = PROXZZZY_CMD_CONF_BEGIN,
		.doit = pzz_nl_conf_begin,
		.policy = pzz_begin_policy,
		.maxattr = PROXZZZY_A_FROM_CURRENT,
		.flags = GENL_ADMIN_PERM,
		.internal_flags = NEEDS_DEV,
	}, {
		.cmd = PROXZZZY_CMD_CONF_ADD,
		.doit = pzz_nl_conf_add,
		.policy = pzz_conf_policy,
		.maxattr = PROXZZZY_A_CONF,
		.flags = GENL_ADMIN_PERM,
		.internal_flags = NEEDS_DEV,
	}, {
		.cmd = PROXZZZY_CMD_CONF_DEL,
		.doit = pzz_nl_conf_del,
		.policy = pzz_conf_policy,
		.maxattr = PROXZZZY_A_CONF,
		.flags = GENL_ADMIN_PERM,
		.internal_flags = NEEDS_DEV,
	}, {
		.cmd = PROXZZZY_CMD_CONF_COMMIT,
		.doit = pzz_nl_conf_commit,
		.policy = pzz_dev_policy,
		.maxattr = PROXZZZY_A_IFINDEX,
		.flags = GENL_ADMIN_PERM,
		.internal_flags = NEEDS_DEV,
	}, {
		.cmd = PROXZZZY_CMD_CONF_ABORT,
		.doit = pzz_nl_conf_abort,
		.policy = pzz_dev_policy,
		.maxattr = PROXZZZY_A_IFINDEX,
		.flags = GENL_ADMIN_PERM,
		.internal_flags = NEEDS_DEV,
	}, {
		.cmd = PROXZZZY_CMD_START,
		.doit = pzz_nl_start,
		.policy = pzz_dev_policy,
		.maxattr = PROXZZZY_A_IFINDEX,
		.flags = GENL_ADMIN_PERM,
		.internal_flags = NEEDS_DEV,
	}, {
		.cmd = PROXZZZY_CMD_STOP,
		.doit = pzz_nl_stop,
		.policy = pzz_dev_policy,
		.maxattr = PROXZZZY_A_IFINDEX,
		.flags = GENL_ADMIN_PERM,
		.internal_flags = NEEDS_DEV,
	}, {
		.cmd = PROXZZZY_CMD_STATS_GET,
		.dumpit = pzz_nl_stats_dump,
		.policy = pzz_dev_policy,
		.maxattr = PROXZZZY_A_IFINDEX,
	}, {
		.cmd = PROXZZZY_CMD_WAKE_GET,
		.start = pzz_nl_wake_start,
		.dumpit = pzz_nl_wake_dump,
		.policy = pzz_dev_policy,
		.maxattr = PROXZZZY_A_IFINDEX,
		.flags = GENL_ADMIN_PERM,
	}, {
		.cmd = PROXZZZY_CMD_GOODBYE,
		.doit = pzz_nl_goodbye,
		.policy = pzz_dev_policy,
		.maxattr = PROXZZZY_A_IFINDEX,
		.flags = GENL_ADMIN_PERM,
		.internal_flags = NEEDS_DEV,
	},
};

/* An event may hold a frame, which is other people's traffic. */
static const struct genl_multicast_group groups[] = {
	{ .name = PROXZZZY_MCGRP_EVENTS, .flags = GENL_MCAST_CAP_NET_ADMIN },
};

static void wipe_all(const struct nlattr *nest, int type)
{
	struct nlattr *attr;
	int rem;

	nla_for_each_nested(attr, nest, rem)
		if (nla_type(attr) == type)
			memzero_explicit(nla_data(attr), nla_len(attr));
}

static void wipe_sip(const struct nlattr *nest)
{
	const struct nlattr *attr;
	int rem;

	nla_for_each_nested(attr, nest, rem)
		if (nla_type(attr) == PROXZZZY_SIP_A_AUTH)
			wipe_all(attr, PROXZZZY_AUTH_A_HA1);
}

/* C22, C26: nobody wipes the message when it is freed. */
static void wipe_secrets(const struct nlattr *conf)
{
	const struct nlattr *attr;
	int rem;

	nla_for_each_nested(attr, conf, rem)
		switch (nla_type(attr)) {
		case PROXZZZY_CONF_A_RULE:
			wipe_all(attr, PROXZZZY_RULE_A_PASSWORD);
			break;
		case PROXZZZY_CONF_A_COMMUNITY:
			wipe_all(attr, PROXZZZY_COMMUNITY_A_NAME);
			break;
		case PROXZZZY_CONF_A_SIP:
			wipe_sip(attr);
			break;
		}
}

static void done(const struct genl_split_ops *op, const struct genl_info *info)
{
	if (op->maxattr >= PROXZZZY_A_CONF && info->attrs[PROXZZZY_A_CONF])
		wipe_secrets(info->attrs[PROXZZZY_A_CONF]);
}

/* Takes RTNL, and keeps it only on success. */
static int pre_doit(const struct genl_split_ops *op, struct sk_buff *skb, struct genl_info *info)
{
	const struct nlattr *ifindex;

	if (!(op->internal_flags & NEEDS_DEV))
		return 0;
	ifindex = info->attrs[PROXZZZY_A_IFINDEX];
	if (!ifindex)
		return pzz_refuse_missing(info->extack, NULL, PROXZZZY_A_IFINDEX,
					  "the index of an interface is missing");
	rtnl_lock();
	info->user_ptr[0] = __dev_get_by_index(genl_info_net(info), nla_get_u32(ifindex));
	if (info->user_ptr[0])
		return 0;
	rtnl_unlock();
	done(op, info);
	return pzz_refuse(info->extack, ifindex, -ENODEV,
			  "no interface of this network namespace has this index");
}

static void post_doit(const struct genl_split_ops *op, struct sk_buff *skb,
		      struct genl_info *info)
{
	if (op->internal_flags & NEEDS_DEV)
		rtnl_unlock();
	done(op, info);
}

struct genl_family pzz_family __ro_after_init = {
	.name = PROXZZZY_GENL_NAME,
	.version = PROXZZZY_GENL_VERSION,
	.module = THIS_MODULE,
	.netnsok = true,
	.parallel_ops = true,
	.pre_doit = pre_doit,
	.post_doit = post_doit,
	.ops = ops,
	.n_ops = ARRAY_SIZE(ops),
	.mcgrps = groups,
	.n_mcgrps = ARRAY_SIZE(groups),
};

struct pzz_proxy *pzz_request_proxy(struct genl_info *info)
{
	struct pzz_proxy *p;

	p = pzz_proxy_find(genl_info_net(info), pzz_request_dev(info)->ifindex);
	if (!p)
		pzz_refuse(info->extack, info->attrs[PROXZZZY_A_IFINDEX], -ENOENT,
			   "this interface has no proxy; commit a configuration first");
	return p;
}

/* ORDER: the notifier before requests can open a stage, and after the last of them. */
int pzz_netlink_init(void)
{
	int err;

	err = pzz_stages_init();
	if (err)
		return err;
	err = genl_register_family(&pzz_family);
	if (err)
		pzz_stages_exit();
	else
		WRITE_ONCE(pzz_netlink_up, true);
	return err;
}

/* Events of what ends after this are for nobody: the group may be another family's by then. */
void pzz_netlink_exit(void)
{
	WRITE_ONCE(pzz_netlink_up, false);
	synchronize_net();
	genl_unregister_family(&pzz_family);
	pzz_stages_exit();
}
