// SPDX-License-Identifier: GPL-2.0
/* Answers of many messages: configurations, counters, wakes. */
#include <linux/mm.h>
#include <linux/rtnetlink.h>
#include <net/sock.h>

#include "netlink.h"

/* Where a dump goes on with its next skb, in netlink_callback.ctx; zeroed at its start */
struct at {
	u64 seq;		/* WAKE_GET: record */
	u32 began;		/* pzz_changes then */
	u32 piece;		/* CONF_GET: of the store; PROXY_GET: of the list */
	u32 room;		/* STATS_GET */
	u32 reason;
	u32 rule;
};

static struct at *at(struct netlink_callback *cb)
{
	BUILD_BUG_ON(sizeof(struct at) > sizeof(cb->ctx));
	return (struct at *)cb->ctx;
}

/* 0 at the end of a dump; what fitted goes out first if something did not. */
static int go_on(const struct sk_buff *skb, int err)
{
	return err == -EMSGSIZE && skb->len ? skb->len : err;
}

/* What is answered from now on is of this moment. RTNL. */
static void now(struct netlink_callback *cb)
{
	cb->seq = pzz_changes;
	if (!at(cb)->began)
		at(cb)->began = cb->seq;
	cb->prev_seq = at(cb)->began;
}

static void *head(struct sk_buff *skb, struct netlink_callback *cb, const struct pzz_proxy *p,
		  u8 cmd)
{
	void *hdr = genlmsg_put(skb, NETLINK_CB(cb->skb).portid, cb->nlh->nlmsg_seq,
				&pzz_family, NLM_F_MULTI, cmd);

	if (!hdr)
		return NULL;
	genl_dump_check_consistent(cb, hdr);
	cb->prev_seq = at(cb)->began;	/* all that follows is as late, and the end */
	if (!pzz_put_proxy(skb, p))
		return hdr;
	genlmsg_cancel(skb, hdr);
	return NULL;
}

/* Ends a message, or takes it back if @err. Return: @err. */
static int tail(struct sk_buff *skb, void *hdr, int err)
{
	if (err)
		genlmsg_cancel(skb, hdr);
	else
		genlmsg_end(skb, hdr);
	return err;
}

static const struct nlattr *asked(struct netlink_callback *cb)
{
	return genl_info_dump(cb)->attrs[PROXZZZY_A_IFINDEX];
}

/* The proxy that a dump is about, or an error with the refusal set. */
static struct pzz_proxy *subject(const struct sk_buff *skb, struct netlink_callback *cb)
{
	const struct nlattr *ifindex = asked(cb);
	struct pzz_proxy *p;

	if (!ifindex)
		return ERR_PTR(pzz_refuse_missing(cb->extack, NULL, PROXZZZY_A_IFINDEX,
						  "the index of an interface is missing"));
	p = pzz_proxy_find(sock_net(skb->sk), nla_get_u32(ifindex));
	if (!p)
		return ERR_PTR(pzz_refuse(cb->extack, NULL, -ENOENT,
					  "there is no proxy on an interface of this index"));
	return p;
}

/* Runs @put for the proxy asked for, under RTNL; -EMSGSIZE when it wants to go on. */
static int dump(struct sk_buff *skb, struct netlink_callback *cb,
		int (*put)(struct sk_buff *skb, struct netlink_callback *cb, struct pzz_proxy *p))
{
	struct pzz_proxy *p;
	int err;

	rtnl_lock();
	now(cb);
	p = subject(skb, cb);
	err = IS_ERR(p) ? PTR_ERR(p) : put(skb, cb, p);
	rtnl_unlock();
	return go_on(skb, err);
}

static int put_proxy(struct sk_buff *skb, struct netlink_callback *cb, struct pzz_proxy *p)
{
	void *hdr = head(skb, cb, p, PROXZZZY_CMD_PROXY_GET);

	return hdr ? tail(skb, hdr, pzz_put_status(skb, p) ?: pzz_put_lease_of(skb, p)) : -EMSGSIZE;
}

static bool proxy_asked(const struct sk_buff *skb, struct netlink_callback *cb,
			const struct pzz_proxy *p)
{
	return net_eq(dev_net(p->dev), sock_net(skb->sk)) &&
	       (!asked(cb) || nla_get_u32(asked(cb)) == p->dev->ifindex);
}

int pzz_nl_proxy_dump(struct sk_buff *skb, struct netlink_callback *cb)
{
	struct pzz_proxy *p;
	int err = 0;
	u32 i = 0;

	rtnl_lock();
	now(cb);
	list_for_each_entry(p, &pzz_proxies, list) {
		if (i++ < at(cb)->piece || !proxy_asked(skb, cb, p))
			continue;
		err = put_proxy(skb, cb, p);
		if (err)
			break;
		at(cb)->piece = i;
	}
	rtnl_unlock();
	return go_on(skb, err);
}

/* One message, of as many pieces as fit. */
static int put_conf_message(struct sk_buff *skb, struct netlink_callback *cb,
			    struct pzz_proxy *p, const struct pzz_store *store)
{
	void *hdr = head(skb, cb, p, PROXZZZY_CMD_CONF_GET);
	u32 first = at(cb)->piece;
	struct nlattr *nest;
	int err;

	if (!hdr)
		return -EMSGSIZE;
	nest = nla_nest_start(skb, PROXZZZY_A_CONF);
	if (!nest)
		return tail(skb, hdr, -EMSGSIZE);
	for (;; at(cb)->piece++) {
		err = pzz_store_put(skb, store, at(cb)->piece);
		if (err)
			break;
	}
	if (at(cb)->piece == first)
		return tail(skb, hdr, err);
	nla_nest_end(skb, nest);
	tail(skb, hdr, 0);
	return err;
}

static int put_conf(struct sk_buff *skb, struct netlink_callback *cb, struct pzz_proxy *p)
{
	int err;

	err = put_conf_message(skb, cb, p, rtnl_dereference(p->live)->store);
	return err == -ENOENT ? 0 : err;
}

int pzz_nl_conf_dump(struct sk_buff *skb, struct netlink_callback *cb)
{
	return dump(skb, cb, put_conf);
}

static int put_counter(struct sk_buff *skb, struct netlink_callback *cb, const struct pzz_proxy *p,
		       u32 room, u32 reason)
{
	void *hdr = head(skb, cb, p, PROXZZZY_CMD_STATS_GET);
	struct nlattr *nest;

	if (!hdr)
		return -EMSGSIZE;
	nest = nla_nest_start(skb, PROXZZZY_A_COUNTER);
	if (!nest ||
	    nla_put_string(skb, PROXZZZY_COUNTER_A_ROOM, pzz_stat_room_name(room)) ||
	    nla_put_string(skb, PROXZZZY_COUNTER_A_REASON, pzz_stat_reason_name(room, reason)) ||
	    nla_put_u64_64bit(skb, PROXZZZY_COUNTER_A_COUNT, pzz_stat_sum(p, room, reason),
			      PROXZZZY_COUNTER_A_PAD))
		return tail(skb, hdr, -EMSGSIZE);
	nla_nest_end(skb, nest);
	return tail(skb, hdr, 0);
}

static int put_counters(struct sk_buff *skb, struct netlink_callback *cb, struct pzz_proxy *p)
{
	struct at *pos = at(cb);
	int err;

	for (; pos->room <= PZZ_ROOM_HOST; pos->room++, pos->reason = 0)
		for (; pos->reason < pzz_stat_reasons(pos->room); pos->reason++) {
			err = put_counter(skb, cb, p, pos->room, pos->reason);
			if (err)
				return err;
		}
	return 0;
}

static struct pzz_rule_count rule_count(struct pzz_live *live, u32 index)
{
	struct pzz_rule_count count;

	spin_lock_bh(&live->lock);
	count = pzz_wake_count(live->conf, live->state, index);
	spin_unlock_bh(&live->lock);
	return count;
}

static bool put_rule_u64(struct sk_buff *skb, int type, u64 value)
{
	return nla_put_u64_64bit(skb, type, value, PROXZZZY_RULE_COUNTER_A_PAD);
}

static int put_rule_counter(struct sk_buff *skb, struct netlink_callback *cb,
			    const struct pzz_proxy *p, const struct pzz_rule *rule,
			    struct pzz_rule_count n)
{
	void *hdr = head(skb, cb, p, PROXZZZY_CMD_STATS_GET);
	struct nlattr *nest;

	if (!hdr)
		return -EMSGSIZE;
	nest = nla_nest_start(skb, PROXZZZY_A_RULE_COUNTER);
	if (!nest ||
	    nla_put_u32(skb, PROXZZZY_RULE_COUNTER_A_ID, rule->id) ||
	    (rule->label[0] &&
	     nla_put_string(skb, PROXZZZY_RULE_COUNTER_A_LABEL, rule->label)) ||
	    put_rule_u64(skb, PROXZZZY_RULE_COUNTER_A_MATCHED, n.matched) ||
	    put_rule_u64(skb, PROXZZZY_RULE_COUNTER_A_WOKEN, n.woken) ||
	    put_rule_u64(skb, PROXZZZY_RULE_COUNTER_A_SUPPRESSED, n.suppressed))
		return tail(skb, hdr, -EMSGSIZE);
	nla_nest_end(skb, nest);
	return tail(skb, hdr, 0);
}

static int put_stats(struct sk_buff *skb, struct netlink_callback *cb, struct pzz_proxy *p)
{
	struct pzz_live *live = rtnl_dereference(p->live);
	const struct pzz_setup *setup = &live->store->setup;
	struct at *pos = at(cb);
	int err;

	err = put_counters(skb, cb, p);
	for (; !err && pos->rule < setup->n_rules; pos->rule += !err)
		err = put_rule_counter(skb, cb, p, &setup->rules[pos->rule],
				       rule_count(live, pos->rule));
	return err;
}

int pzz_nl_stats_dump(struct sk_buff *skb, struct netlink_callback *cb)
{
	return dump(skb, cb, put_stats);
}

/* A record has to fit as a whole. */
int pzz_nl_wake_start(struct netlink_callback *cb)
{
	cb->min_dump_alloc = PROXZZZY_FRAME_MAX + 1024;
	return 0;
}

static int put_wakes(struct sk_buff *skb, struct netlink_callback *cb, struct pzz_proxy *p)
{
	u8 *frame = kvmalloc(PROXZZZY_FRAME_MAX, GFP_KERNEL);
	struct pzz_record record;
	int err = 0;
	void *hdr;

	if (!frame)
		return pzz_refuse(cb->extack, NULL, -ENOMEM, "no memory for a frame");
	while (!err && pzz_record_read(p, &at(cb)->seq, &record, frame)) {
		hdr = head(skb, cb, p, PROXZZZY_CMD_WAKE_GET);
		err = hdr ? tail(skb, hdr, pzz_put_record(skb, &record)) : -EMSGSIZE;
		if (!err)
			at(cb)->seq++;
	}
	kvfree(frame);
	return err;
}

int pzz_nl_wake_dump(struct sk_buff *skb, struct netlink_callback *cb)
{
	return dump(skb, cb, put_wakes);
}
