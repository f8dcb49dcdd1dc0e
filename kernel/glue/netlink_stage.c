// SPDX-License-Identifier: GPL-2.0
/* Stages: configurations on their way into force (C12). */
#include <linux/mm.h>
#include <linux/rtnetlink.h>
#include <linux/slab.h>
#include <linux/stringify.h>
#include <linux/workqueue.h>

#include "netlink.h"

/*
 * Found by its socket and interface. Neither is held: the stage dies with each.
 * The store and @stale are for requests, under RTNL. Another socket may have the
 * port id of one that is just being released, so its stages are freed under
 * RTNL too.
 */
struct stage {
	struct list_head list;
	const struct net *net;
	const struct net_device *dev;
	u32 portid;
	bool stale;			/* something else was committed since its begin */
	struct pzz_store *store;
};

static DEFINE_SPINLOCK(lock);		/* protects next 3; who unlinks a stage frees it */
static LIST_HEAD(stages);
static LIST_HEAD(dead);			/* of sockets that are gone */
static unsigned int n_stages;

u32 pzz_changes = 1;

static void stage_free(struct stage *stage)
{
	pzz_store_free(stage->store);
	kfree(stage);
}

/* Closing the stages of a device or, where that is NULL, of a socket. */
static bool ends(const struct stage *stage, const struct net_device *dev, const struct net *net,
		 u32 portid)
{
	return dev ? stage->dev == dev : stage->net == net && stage->portid == portid;
}

static void drop(const struct net_device *dev, const struct net *net, u32 portid)
{
	struct stage *stage, *next;

	spin_lock(&lock);
	list_for_each_entry_safe(stage, next, &stages, list) {
		if (!ends(stage, dev, net, portid))
			continue;
		list_move(&stage->list, &dead);
		n_stages--;
	}
	spin_unlock(&lock);
}

static void bury(void)
{
	struct stage *stage, *next;
	LIST_HEAD(dying);

	spin_lock(&lock);
	list_splice_init(&dead, &dying);
	spin_unlock(&lock);
	list_for_each_entry_safe(stage, next, &dying, list)
		stage_free(stage);
}

static void bury_later(struct work_struct *work)
{
	rtnl_lock();
	bury();
	rtnl_unlock();
}

static DECLARE_WORK(bury_work, bury_later);

void pzz_stages_drop(const struct net_device *dev)
{
	ASSERT_RTNL();
	drop(dev, NULL, 0);
	bury();
	pzz_changes++;
}

static int on_netlink(struct notifier_block *nb, unsigned long what, void *data)
{
	const struct netlink_notify *n = data;

	if (what == NETLINK_URELEASE && n->protocol == NETLINK_GENERIC) {
		drop(NULL, n->net, n->portid);
		if (!list_empty_careful(&dead))
			schedule_work(&bury_work);
	}
	return NOTIFY_DONE;
}

static struct notifier_block netlink_notifier = { .notifier_call = on_netlink };

int pzz_stages_init(void)
{
	return netlink_register_notifier(&netlink_notifier);
}

void pzz_stages_exit(void)
{
	struct stage *stage, *next;

	netlink_unregister_notifier(&netlink_notifier);
	cancel_work_sync(&bury_work);
	bury();
	list_for_each_entry_safe(stage, next, &stages, list)
		stage_free(stage);
}

static struct stage *find(const struct genl_info *info)
{
	const struct net_device *dev = pzz_request_dev(info);
	struct stage *stage, *found = NULL;

	spin_lock(&lock);
	list_for_each_entry(stage, &stages, list)
		if (stage->dev == dev && stage->portid == info->snd_portid)
			found = stage;
	spin_unlock(&lock);
	return found;
}

static struct stage *find_or_refuse(struct genl_info *info)
{
	struct stage *stage = find(info);

	if (!stage)
		pzz_refuse(info->extack, info->attrs[PROXZZZY_A_IFINDEX], -ENOENT,
			   "this socket has no stage open on that interface; begin one first");
	return stage;
}

static bool link_stage(struct stage *stage)
{
	bool room;

	spin_lock(&lock);
	room = n_stages < PROXZZZY_STAGE_MAX;
	if (room) {
		list_add(&stage->list, &stages);
		n_stages++;
	}
	spin_unlock(&lock);
	return room;
}

static void unlink_stage(struct stage *stage)
{
	spin_lock(&lock);
	list_del(&stage->list);
	n_stages--;
	spin_unlock(&lock);
}

/* All other stages on @dev began from what is no longer in force. */
static void outdate(const struct net_device *dev)
{
	struct stage *stage;

	spin_lock(&lock);
	list_for_each_entry(stage, &stages, list)
		if (stage->dev == dev)
			stage->stale = true;
	spin_unlock(&lock);
	pzz_changes++;
}

static const struct pzz_store *in_force(struct genl_info *info)
{
	struct pzz_proxy *p = pzz_proxy_find(genl_info_net(info), pzz_request_dev(info)->ifindex);

	return p ? rtnl_dereference(p->live)->store : NULL;
}

static struct stage *stage_new(struct genl_info *info)
{
	struct stage *stage = kzalloc(sizeof(*stage), GFP_KERNEL);
	const struct pzz_store *from = NULL;

	if (!stage)
		return NULL;
	stage->net = genl_info_net(info);
	stage->dev = pzz_request_dev(info);
	stage->portid = info->snd_portid;
	if (info->attrs[PROXZZZY_A_FROM_CURRENT])
		from = in_force(info);
	stage->store = from ? pzz_store_clone(from) : pzz_store_new();
	if (!stage->store) {
		kfree(stage);
		return NULL;
	}
	return stage;
}

int pzz_nl_conf_begin(struct sk_buff *skb, struct genl_info *info)
{
	struct stage *stage;

	if (find(info))
		return pzz_refuse(info->extack, info->attrs[PROXZZZY_A_IFINDEX], -EBUSY,
				  "this socket has a stage open on that interface; commit or abort it first");
	stage = stage_new(info);
	if (!stage)
		return pzz_refuse(info->extack, NULL, -ENOMEM, "no memory for a stage");
	if (link_stage(stage))
		return 0;
	stage_free(stage);
	return pzz_refuse(info->extack, NULL, -ENOSPC, "a machine has at most "
			  __stringify(PROXZZZY_STAGE_MAX) " stages open");
}

static struct nlattr *conf_or_refuse(struct genl_info *info)
{
	if (!info->attrs[PROXZZZY_A_CONF])
		pzz_refuse_missing(info->extack, NULL, PROXZZZY_A_CONF,
				   "there is no configuration in this message");
	return info->attrs[PROXZZZY_A_CONF];
}

int pzz_nl_conf_add(struct sk_buff *skb, struct genl_info *info)
{
	struct stage *stage = find_or_refuse(info);
	struct nlattr *conf;

	if (!stage)
		return -ENOENT;
	conf = conf_or_refuse(info);
	if (!conf)
		return -EINVAL;
	return pzz_store_add(stage->store, in_force(info), conf, info->extack);
}

int pzz_nl_conf_del(struct sk_buff *skb, struct genl_info *info)
{
	struct stage *stage = find_or_refuse(info);
	struct nlattr *conf;

	if (!stage)
		return -ENOENT;
	conf = conf_or_refuse(info);
	if (!conf)
		return -EINVAL;
	return pzz_store_del(stage->store, conf, info->extack);
}

int pzz_nl_conf_commit(struct sk_buff *skb, struct genl_info *info)
{
	struct stage *stage = find_or_refuse(info);
	int err;

	if (!stage)
		return -ENOENT;
	if (stage->stale)
		return pzz_refuse(info->extack, info->attrs[PROXZZZY_A_IFINDEX], -EAGAIN,
				  "another configuration came into force since this stage began; abort and begin again");
	err = pzz_store_rrs_check(stage->store, info->extack);
	if (!err)
		err = pzz_store_oids_sort(stage->store, info->extack);
	if (!err)
		err = pzz_proxy_commit(pzz_request_dev(info), stage->store, info->extack);
	if (err)
		return err;
	stage->store = NULL;
	unlink_stage(stage);
	stage_free(stage);
	outdate(pzz_request_dev(info));
	return 0;
}

int pzz_nl_conf_abort(struct sk_buff *skb, struct genl_info *info)
{
	struct stage *stage = find_or_refuse(info);

	if (!stage)
		return -ENOENT;
	unlink_stage(stage);
	stage_free(stage);
	return 0;
}

int pzz_nl_proxy_del(struct sk_buff *skb, struct genl_info *info)
{
	struct pzz_proxy *p = pzz_request_proxy(info);

	if (!p)
		return -ENOENT;
	pzz_proxy_delete(p);
	outdate(pzz_request_dev(info));
	return 0;
}
