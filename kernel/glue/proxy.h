/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The objects of the glue. RTNL protects the list of proxies, which
 * configuration is in force, and every change of phase but two: to PROXYING
 * when user space is frozen, and to WAKING by the first wake verdict.
 */
#ifndef PZZ_PROXY_H
#define PZZ_PROXY_H

#include <linux/hrtimer.h>
#include <linux/netdevice.h>
#include <linux/pm_wakeup.h>
#include <linux/u64_stats_sync.h>

#include "conf.h"
#include "pzz_groups.h"

/* What the glue itself has to say of a frame; a room of its own in the statistics. */
enum pzz_host_reason {
	PZZ_HOST_OTHERHOST,	/* the NIC hears more than is for us */
	PZZ_HOST_NOMEM,		/* no memory to look at it or to answer it */
	PZZ_HOST_TOO_BIG,	/* the answer did not fit */
	PZZ_HOST_XMIT,		/* the device refused the answer */
	PZZ_HOST_WAKING,	/* came when the wake was already decided */

	PZZ_HOST_REASONS
};

#define PZZ_ROOM_HOST	PZZ_ROOMS

/*
 * A configuration in force, with the state that belongs to it. Replaced as a
 * whole; freed after a grace period.
 */
struct pzz_live {
	struct rcu_head rcu;
	struct pzz_store *store;	/* what conf was built from; RTNL */
	const struct pzz_conf *conf;
	spinlock_t lock;		/* protects next 3 fields */
	void *state;
	u64 deadline[PZZ_ROOMS];
	u64 next;			/* the earliest of them */
};

struct pzz_pcpu {
	struct u64_stats_sync syncp;
	u64_stats_t count[];		/* pzz_stat_index(room, reason) */
};

struct pzz_record {
	u64 seq;			/* from 1; 0: an empty slot */
	u8 room;
	u8 reason;
	u32 rule;			/* id, 0 if none */
	u32 phase;			/* enum proxzzzy_phase */
	u64 real_ns;
	u64 boot_ns;
	u64 user_ns;			/* 0: user space has not run yet */
	u32 frame_len;			/* on the wire */
	u32 kept;			/* bytes in frame */
	u32 cap;
	char label[PROXZZZY_LABEL_MAX + 1];
	u8 *frame;
};

struct pzz_proxy {
	struct list_head list;		/* pzz_proxies */
	struct net_device *dev;
	netdevice_tracker dev_tracker;
	struct pzz_live __rcu *live;	/* writers hold RTNL */
	u32 generation;

	u32 phase;			/* enum proxzzzy_phase; cmpxchg */
	u32 starter;			/* enum proxzzzy_starter; RTNL */
	struct pzz_pcpu __percpu *pcpu;
	struct wakeup_source *ws;
	struct hrtimer timer;
	struct pzz_hold *hold;		/* while a suspend is proxied; RTNL */
	struct pzz_streams *streams;	/* from begin to end of one, if it has any; RTNL */

	bool carrier;			/* RTNL; as last told */
	u8 uc[ETH_ALEN];		/* RTNL; what the NIC listens to besides its own; or zero */
	u32 n_mc;			/* RTNL, and the next */
	u8 mc[2 * PZZ_GROUPS_MAX + PROXZZZY_LLDP_MAX][ETH_ALEN];	/* and to which groups */

	spinlock_t wake_lock;		/* protects next 2 fields */
	u64 wakes;			/* seq of the last record */
	struct pzz_record record[PROXZZZY_WAKE_MAX];	/* slot seq % MAX */

	u64 sleeps;			/* those of the whole system come one after another */
	u64 began_ns;			/* boot time at which proxying began; 0: not in this run */
	u64 run_began_ns;		/* of the last run that proxied, and when it ended */
	u64 run_ended_ns;
	u64 unproxied;			/* RTNL, and the next 3 */
	u64 proxied_ns;
	u64 error_ns;
	char error[192];
};

extern struct list_head pzz_proxies;	/* RTNL */

/* All of these under RTNL. NULL if there is none. */
struct pzz_proxy *pzz_proxy_find(const struct net *net, int ifindex);

/*
 * Puts @store in force on @dev, making the proxy if there is none; owns @store
 * on success. Return: 0 or a negative errno with @extack set.
 */
int pzz_proxy_commit(struct net_device *dev, struct pzz_store *store,
		     struct netlink_ext_ack *extack);
void pzz_proxy_delete(struct pzz_proxy *p);

/* PROXZZZY_CMD_START and STOP. Return: 0 or a negative errno with @extack set. */
int pzz_proxy_start(struct pzz_proxy *p, struct netlink_ext_ack *extack);
int pzz_proxy_stop(struct pzz_proxy *p, struct netlink_ext_ack *extack);

/* PROXZZZY_CMD_GOODBYE */
int pzz_proxy_goodbye(struct pzz_proxy *p, struct netlink_ext_ack *extack);

/* Sums over the CPUs; @room up to and with PZZ_ROOM_HOST. */
unsigned int pzz_stat_reasons(unsigned int room);
const char *pzz_stat_room_name(unsigned int room);
const char *pzz_stat_reason_name(unsigned int room, unsigned int reason);
u64 pzz_stat_sum(const struct pzz_proxy *p, unsigned int room, unsigned int reason);

/* Totals for PROXZZZY_A_STATUS */
struct pzz_totals {
	u64 frames;
	u64 replies;
	u64 suppressed;
};

struct pzz_totals pzz_stat_totals(const struct pzz_proxy *p);

/* Names of what is held now: the @i-th, or NULL */
const char *pzz_hold_name(const struct pzz_hold *hold, unsigned int i);
bool pzz_tick_kept(void);

/*
 * Copies record *@seq out, its frame into @frame of PROXZZZY_FRAME_MAX bytes. If
 * it is no longer kept, the oldest that is, and *@seq says which. Return: false
 * if there is none yet.
 */
bool pzz_record_read(struct pzz_proxy *p, u64 *seq, struct pzz_record *out, u8 *frame);

/*
 * netlink.c, for the others. Any context. @p's interface, or with @wake the
 * newest record as well.
 */
void pzz_event(struct pzz_proxy *p, enum proxzzzy_event type, const char *fmt, ...)
	__printf(3, 4);
void pzz_event_wake(struct pzz_proxy *p, const struct pzz_record *record);
void pzz_event_lease(struct pzz_proxy *p, const struct pzz_lease *lease, const char *reason,
		     const char *what);

/* The stages on @dev die with it. RTNL. */
void pzz_stages_drop(const struct net_device *dev);

int pzz_netlink_init(void);
void pzz_netlink_exit(void);

#endif /* PZZ_PROXY_H */
