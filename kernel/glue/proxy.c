// SPDX-License-Identifier: GPL-2.0
/* Proxies: made by a first commit, run by a sleep or by command, gone with their interface. */
#include <linux/etherdevice.h>
#include <linux/if_arp.h>
#include <linux/if_vlan.h>
#include <linux/random.h>
#include <linux/rculist.h>
#include <linux/rtnetlink.h>
#include <linux/slab.h>
#include <linux/workqueue.h>

#include "glue.h"
#include "pzz_udp.h"
#include "sip/sip.h"

#define RX_HANDLER_TAKEN	\
	"the interface has an rx_handler already, as a bridge port or bond slave has: proxy the interface above it"

#define TAG_SHOWN	\
	"its frames show their VLAN tags; 'ip link set dev NAME type vlan reorder_hdr on' ends that"

#define NO_MEMORY	"there is not enough memory for this configuration"

LIST_HEAD(pzz_proxies);
static unsigned int n_proxies;

static struct pzz_live *live_of(const struct pzz_proxy *p)
{
	return rtnl_dereference(p->live);
}

struct pzz_proxy *pzz_proxy_find(const struct net *net, int ifindex)
{
	struct pzz_proxy *p;

	ASSERT_RTNL();
	list_for_each_entry(p, &pzz_proxies, list)
		if (p->dev->ifindex == ifindex && net_eq(dev_net(p->dev), net))
			return p;
	return NULL;
}

void pzz_proxy_error(struct pzz_proxy *p, const char *fmt, ...)
{
	va_list args;

	va_start(args, fmt);
	vsnprintf(p->error, sizeof(p->error), fmt, args);
	va_end(args);
	p->error_ns = ktime_get_boottime_ns();
}

static void say_why(struct netlink_ext_ack *extack, const char *why)
{
	if (extack)
		extack->_msg = why;
}

/* A run: from begin to end */

static void listen_to(struct pzz_proxy *p, const u8 *mac)
{
	if (p->n_mc < ARRAY_SIZE(p->mc) && !dev_mc_add(p->dev, mac))
		ether_addr_copy(p->mc[p->n_mc++], mac);
}

/* R60, R84: and what is sent to groups that perhaps only the configuration knows. */
static void listen_to_groups(struct pzz_proxy *p, unsigned int len)
{
	struct pzz_ip *all = kmalloc_array(PZZ_GROUPS_MAX, sizeof(*all), GFP_KERNEL);
	u32 i, n = all ? pzz_groups(&live_of(p)->store->setup, len, all) : 0;
	u8 mac[ETH_ALEN];

	for (i = 0; i < n; i++) {
		pzz_group_mac(mac, all[i].b, len);
		listen_to(p, mac);
	}
	kfree(all);
}

/* R3: what the link peer says comes to where the host sends its own. */
static void listen_to_lldp(struct pzz_proxy *p)
{
	const struct pzz_setup *s = &live_of(p)->store->setup;
	u32 i;

	for (i = 0; i < s->n_lldps; i++)
		listen_to(p, s->lldps[i].to);
}

/* C1: the NIC has to take what is sent to a configured MAC address that is not its own. */
static void listen(struct pzz_proxy *p)
{
	const u8 *mac = live_of(p)->conf->mac;

	if (!ether_addr_equal(mac, p->dev->dev_addr) && !dev_uc_add(p->dev, mac))
		ether_addr_copy(p->uc, mac);
	listen_to_groups(p, PZZ_IPV4_LEN);
	listen_to_groups(p, PZZ_IPV6_LEN);
	listen_to_lldp(p);
}

static void unlisten(struct pzz_proxy *p)
{
	if (!is_zero_ether_addr(p->uc))
		dev_uc_del(p->dev, p->uc);
	eth_zero_addr(p->uc);
	while (p->n_mc)
		dev_mc_del(p->dev, p->mc[--p->n_mc]);
}

static void proxying(struct pzz_proxy *p, const char *why)
{
	p->began_ns = ktime_get_boottime_ns();
	p->run_began_ns = p->began_ns;
	p->run_ended_ns = 0;
	pzz_tick_begin(p);
	pzz_event(p, PROXZZZY_EVENT_STARTED, "%s", why);
}

static bool shows_its_tag(const struct net_device *dev)
{
#if IS_ENABLED(CONFIG_VLAN_8021Q)
	if (is_vlan_dev(dev))
		return !(vlan_dev_priv(dev)->flags & VLAN_FLAG_REORDER_HDR);
#endif
	return false;
}

/* Why its frames are none that could be answered, or NULL. */
static const char *unfit(const struct net_device *dev)
{
	if (dev->type != ARPHRD_ETHER || dev->flags & IFF_LOOPBACK)
		return "only Ethernet interfaces can be proxied";
	if (shows_its_tag(dev))
		return TAG_SHOWN;
	return NULL;
}

static int attach(struct pzz_proxy *p, const char **why)
{
	int err;

	*why = unfit(p->dev);
	if (*why)
		return -EOPNOTSUPP;
	*why = "no memory to proxy";
	err = pzz_records_alloc(p);
	if (err)
		return err;
	err = pzz_rx_attach(p);
	*why = err == -EBUSY ? RX_HANDLER_TAKEN : "the interface takes no rx_handler";
	return err;
}

int pzz_proxy_begin(struct pzz_proxy *p, u32 starter, u32 phase, const char **why)
{
	int err;

	ASSERT_RTNL();
	err = attach(p, why);
	if (err)
		return err;
	listen(p);
	pzz_hops_find(p);
	if (starter == PROXZZZY_STARTER_SUSPEND)
		pzz_streams_begin(p);
	p->starter = starter;
	p->began_ns = 0;
	p->carrier = netif_carrier_ok(p->dev);
	/* Pairs with the cmpxchg of pzz_wake(), which reads the former 3. */
	smp_store_release(&p->phase, phase);
	if (phase == PROXZZZY_PHASE_PROXYING)
		proxying(p, "proxying by command");
	return 0;
}

void pzz_proxy_proxying(struct pzz_proxy *p)
{
	if (cmpxchg(&p->phase, PROXZZZY_PHASE_PREPARING, PROXZZZY_PHASE_PROXYING) !=
	    PROXZZZY_PHASE_PREPARING)
		return;
	p->sleeps++;
	proxying(p, "user space is frozen, proxying");
	pzz_streams_run(p);
}

/* The stack needs the answers to what it asks now, on whichever interface. */
void pzz_proxies_waking(void)
{
	struct pzz_proxy *p;

	list_for_each_entry_rcu(p, &pzz_proxies, list)
		if (p->starter == PROXZZZY_STARTER_SUSPEND)
			cmpxchg(&p->phase, PROXZZZY_PHASE_PROXYING, PROXZZZY_PHASE_WAKING);
}

void pzz_proxy_end(struct pzz_proxy *p, const char *why)
{
	ASSERT_RTNL();
	if (xchg(&p->phase, PROXZZZY_PHASE_OFF) == PROXZZZY_PHASE_OFF)
		return;
	/* ORDER: detaching waits for whoever may still be about to arm the timer. */
	pzz_rx_detach(p);
	pzz_tick_end(p);
	pzz_streams_end(p);
	unlisten(p);
	if (p->began_ns) {
		p->run_ended_ns = ktime_get_boottime_ns();
		p->proxied_ns += p->run_ended_ns - p->began_ns;
	}
	p->starter = PROXZZZY_STARTER_NONE;
	pzz_event(p, PROXZZZY_EVENT_STOPPED, "%s", why);
}

static void reap(struct work_struct *work)
{
	struct pzz_proxy *p;

	rtnl_lock();
	list_for_each_entry(p, &pzz_proxies, list)
		if (p->starter == PROXZZZY_STARTER_COMMAND &&
		    READ_ONCE(p->phase) == PROXZZZY_PHASE_WAKING)
			pzz_proxy_end(p, "a wake verdict has ended what a command had started");
	rtnl_unlock();
}

static DECLARE_WORK(reap_work, reap);

void pzz_proxy_reap(void)
{
	schedule_work(&reap_work);
}

int pzz_proxy_start(struct pzz_proxy *p, struct netlink_ext_ack *extack)
{
	const char *why;
	int err;

	if (pzz_sleep_running()) {
		NL_SET_ERR_MSG(extack, "a suspend is under way and has started the proxies itself");
		return -EBUSY;
	}
	if (p->phase != PROXZZZY_PHASE_OFF) {
		NL_SET_ERR_MSG(extack, "this proxy is running already");
		return -EALREADY;
	}
	if (!netif_running(p->dev)) {
		NL_SET_ERR_MSG(extack, "the interface is down; set it up first");
		return -ENETDOWN;
	}
	err = pzz_proxy_begin(p, PROXZZZY_STARTER_COMMAND, PROXZZZY_PHASE_PROXYING, &why);
	if (err) {
		pzz_proxy_error(p, "%s", why);
		say_why(extack, why);
	}
	return err;
}

int pzz_proxy_stop(struct pzz_proxy *p, struct netlink_ext_ack *extack)
{
	if (p->starter != PROXZZZY_STARTER_COMMAND) {
		NL_SET_ERR_MSG(extack, "this proxy was not started by command, or has ended already");
		return -EALREADY;
	}
	pzz_proxy_end(p, "stopped by command");
	return 0;
}

/* R81. A proxy that does not run says it all here and now. */
int pzz_proxy_goodbye(struct pzz_proxy *p, struct netlink_ext_ack *extack)
{
	if (p->phase == PROXZZZY_PHASE_PREPARING || p->phase == PROXZZZY_PHASE_WAKING) {
		NL_SET_ERR_MSG(extack, "a suspend is under way; the host's own responder speaks now");
		return -EBUSY;
	}
	if (!netif_running(p->dev) || !netif_carrier_ok(p->dev)) {
		NL_SET_ERR_MSG(extack, "the interface is down or has no link");
		return -ENETDOWN;
	}
	if (!pzz_tick_goodbye(p)) {
		NL_SET_ERR_MSG(extack, "mDNS has said nothing that could be taken back");
		return -ENODATA;
	}
	return 0;
}

/* A configuration in force */

static void live_free(struct pzz_live *live)
{
	if (!live)
		return;
	kvfree_sensitive((void *)live->conf, live->conf ? live->conf->size : 0);
	kvfree(live->state);
	pzz_store_free(live->store);
	kfree(live);
}

/* Builds @store; owns it on success. */
static struct pzz_live *live_new(struct pzz_store *store, struct netlink_ext_ack *extack)
{
	struct pzz_refusal refusal = { .why = "the configuration cannot be carried out" };
	struct pzz_live *live;
	size_t size;
	void *block;

	if (!pzz_conf_check(&store->setup, &refusal)) {
		say_why(extack, refusal.why);
		return ERR_PTR(-EINVAL);
	}
	live = kzalloc(sizeof(*live), GFP_KERNEL);
	size = pzz_conf_size(&store->setup);
	block = kvzalloc(size, GFP_KERNEL);
	if (!live || !block)
		goto nomem;
	live->conf = pzz_conf_init(block, &store->setup);
	live->state = kvzalloc(live->conf->state_size ?: 1, GFP_KERNEL);
	if (!live->state)
		goto nomem;
	pzz_state_init(live->conf, live->state);
	spin_lock_init(&live->lock);
	live->next = pzz_begin(live->conf, live->state, pzz_now(), live->deadline);
	live->store = store;
	return live;
nomem:
	kvfree_sensitive(block, size);
	kfree(live);
	NL_SET_ERR_MSG(extack, NO_MEMORY);
	return ERR_PTR(-ENOMEM);
}

/* R47: a registration goes on with the numbers that it has used. */
static void live_go_on(struct pzz_live *live, struct pzz_live *old)
{
	if (!old)
		return;
	spin_lock_bh(&old->lock);
	pzz_sip_go_on(live->conf, live->state, old->conf, old->state);
	spin_unlock_bh(&old->lock);
}

/* Puts @live in force and frees the former one, but for its store if that lives on. */
static void live_install(struct pzz_proxy *p, struct pzz_live *live)
{
	struct pzz_live *old = live_of(p);

	pzz_streams_pause(p);
	live_go_on(live, old);
	rcu_assign_pointer(p->live, live);
	p->generation++;
	synchronize_net();
	if (p->phase != PROXZZZY_PHASE_OFF) {
		unlisten(p);
		listen(p);
		pzz_hops_find(p);
	}
	if (p->starter == PROXZZZY_STARTER_SUSPEND)
		pzz_streams_begin(p);
	if (p->phase == PROXZZZY_PHASE_PROXYING) {
		pzz_tick_end(p);
		pzz_tick_begin(p);
	}
	if (old && old->store == live->store)
		old->store = NULL;
	live_free(old);
}

static void follow_dev(struct pzz_store *store, const struct net_device *dev)
{
	if (!store->own_mac)
		memcpy(store->setup.mac, dev->dev_addr, ETH_ALEN);
	store->setup.mtu = dev->mtu;
}

/* The interface's MAC address or MTU has changed. */
static void live_follow(struct pzz_proxy *p)
{
	struct pzz_store *store = live_of(p)->store;
	struct pzz_live *live;

	follow_dev(store, p->dev);
	live = live_new(store, NULL);
	if (IS_ERR(live))
		pzz_proxy_error(p, "the change of the interface's address or MTU could not be followed");
	else
		live_install(p, live);
}

static int check_dev(struct net_device *dev, const struct pzz_store *store,
		     struct netlink_ext_ack *extack)
{
	struct pzz_hold *hold;
	const char *why = unfit(dev);

	if (why) {
		say_why(extack, why);
		return -EOPNOTSUPP;
	}
	if (!pzz_proxy_find(dev_net(dev), dev->ifindex) && netdev_is_rx_handler_busy(dev)) {
		NL_SET_ERR_MSG(extack, RX_HANDLER_TAKEN);
		return -EBUSY;
	}
	/* A driver may get its interrupts only when it is up: look again at each sleep. */
	if (store->s2idle != PROXZZZY_S2IDLE_PROXY || !netif_running(dev))
		return 0;
	hold = pzz_hold_new(dev, &why);
	if (!hold) {
		say_why(extack, why);
		return -EOPNOTSUPP;
	}
	pzz_hold_free(hold);
	return 0;
}

/* Objects */

static struct pzz_proxy *proxy_new(struct net_device *dev)
{
	struct pzz_proxy *p = kzalloc(sizeof(*p), GFP_KERNEL);
	char name[32];

	if (!p)
		return NULL;
	snprintf(name, sizeof(name), "proxzzzy:%s", netdev_name(dev));
	p->pcpu = pzz_stats_alloc();
	p->ws = wakeup_source_register(NULL, name);
	if (!p->pcpu || !p->ws) {
		wakeup_source_unregister(p->ws);
		free_percpu(p->pcpu);
		kfree(p);
		return NULL;
	}
	p->dev = dev;
	netdev_hold(dev, &p->dev_tracker, GFP_KERNEL);
	spin_lock_init(&p->wake_lock);
	pzz_tick_init(p);
	return p;
}

int pzz_proxy_commit(struct net_device *dev, struct pzz_store *store,
		     struct netlink_ext_ack *extack)
{
	struct pzz_proxy *p = pzz_proxy_find(dev_net(dev), dev->ifindex);
	struct pzz_live *live;
	int err;

	ASSERT_RTNL();
	err = check_dev(dev, store, extack);
	if (err)
		return err;
	if (!p && n_proxies == PROXZZZY_PROXY_MAX) {
		NL_SET_ERR_MSG(extack, "there are 64 proxies already, and there may not be more");
		return -ENOSPC;
	}
	follow_dev(store, dev);
	get_random_bytes(store->setup.sip.secret, sizeof(store->setup.sip.secret));
	live = live_new(store, extack);
	if (IS_ERR(live))
		return PTR_ERR(live);
	if (!p) {
		p = proxy_new(dev);
		if (!p) {
			live->store = NULL;
			live_free(live);
			NL_SET_ERR_MSG(extack, NO_MEMORY);
			return -ENOMEM;
		}
		live_install(p, live);
		list_add_tail_rcu(&p->list, &pzz_proxies);
		n_proxies++;
	} else {
		live_install(p, live);
	}
	pzz_event(p, PROXZZZY_EVENT_COMMITTED, "configuration %u is in force", p->generation);
	return 0;
}

void pzz_proxy_delete(struct pzz_proxy *p)
{
	ASSERT_RTNL();
	pzz_proxy_end(p, "the proxy is removed");
	list_del_rcu(&p->list);
	n_proxies--;
	synchronize_net();
	pzz_event(p, PROXZZZY_EVENT_DELETED, "the proxy is gone");
	if (p->hold)
		pzz_sleep_orphan(p->hold);
	live_free(live_of(p));
	pzz_records_free(p);
	wakeup_source_unregister(p->ws);
	free_percpu(p->pcpu);
	netdev_put(p->dev, &p->dev_tracker);
	kfree(p);
}

/* R2, R34: without a link there is nobody to answer, and that wakes nobody. */
static void carrier_changed(struct pzz_proxy *p)
{
	bool carrier = netif_carrier_ok(p->dev);

	if (p->phase == PROXZZZY_PHASE_OFF || p->carrier == carrier)
		return;
	p->carrier = carrier;
	if (carrier)
		pzz_event(p, PROXZZZY_EVENT_LINK_BACK, "the link is back");
	else
		pzz_event(p, PROXZZZY_EVENT_LINK_LOST, "the link is lost");
}

static int netdev_event(struct notifier_block *nb, unsigned long event, void *ptr)
{
	struct net_device *dev = netdev_notifier_info_to_dev(ptr);
	struct pzz_proxy *p;

	if (event == NETDEV_UNREGISTER)
		pzz_stages_drop(dev);
	p = pzz_proxy_find(dev_net(dev), dev->ifindex);
	if (!p)
		return NOTIFY_DONE;
	switch (event) {
	case NETDEV_UNREGISTER:
		pzz_proxy_delete(p);
		break;
	case NETDEV_GOING_DOWN:
		if (p->phase != PROXZZZY_PHASE_OFF)
			pzz_proxy_error(p, "the interface went down while it was proxied");
		pzz_proxy_end(p, "the interface goes down");
		break;
	case NETDEV_CHANGE:
		carrier_changed(p);
		break;
	case NETDEV_CHANGEADDR:
	case NETDEV_CHANGEMTU:
		live_follow(p);
		break;
	}
	return NOTIFY_DONE;
}

static struct notifier_block netdev_nb = { .notifier_call = netdev_event };

int pzz_proxy_init(void)
{
	return register_netdevice_notifier(&netdev_nb);
}

/* Nobody can make a proxy any more. */
void pzz_proxy_exit(void)
{
	struct pzz_proxy *p, *next;

	unregister_netdevice_notifier(&netdev_nb);
	rtnl_lock();
	list_for_each_entry_safe(p, next, &pzz_proxies, list)
		pzz_proxy_delete(p);
	rtnl_unlock();
	cancel_work_sync(&reap_work);
}
