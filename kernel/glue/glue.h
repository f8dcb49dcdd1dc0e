/* SPDX-License-Identifier: GPL-2.0 */
/* What the files of the glue want of each other; proxy.h has the objects. */
#ifndef PZZ_GLUE_H
#define PZZ_GLUE_H

#include <linux/skbuff.h>
#include <linux/timekeeping.h>

#include "proxy.h"

/* Whether frames are the rooms' business in this phase, be it only to look. */
static inline bool pzz_phase_watches(u32 phase)
{
	return phase == PROXZZZY_PHASE_PREPARING || phase == PROXZZZY_PHASE_PROXYING;
}

struct pzz_now pzz_now(void);

/* rx.c: the rx_handler; its data is the pzz_proxy. RTNL. */
int pzz_rx_attach(struct pzz_proxy *p);
void pzz_rx_detach(struct pzz_proxy *p);	/* no frame is in the handler afterwards */

/* tx.c: the only place that sends. BH off. */
struct sk_buff *pzz_tx_alloc(struct net_device *dev, u32 size, struct pzz_writer *out);
bool pzz_tx(struct pzz_proxy *p, const struct pzz_live *live, struct sk_buff *skb,
	    const struct pzz_writer *out);
struct sk_buff *pzz_tx_reply(struct pzz_proxy *p, const struct pzz_live *live,
			     const struct pzz_frame *f, struct pzz_outcome *what,
			     struct sk_buff *question);

/* wake.c: the first wake verdict of a run wins; @skb NULL if no frame led to it. BH off. */
void pzz_wake(struct pzz_proxy *p, const struct pzz_live *live, struct pzz_outcome why,
	      struct sk_buff *skb);
int pzz_records_alloc(struct pzz_proxy *p);
void pzz_records_free(struct pzz_proxy *p);
void pzz_records_user_ran(struct pzz_proxy *p, u64 boot_ns);

/* stats.c */
int pzz_stats_init(void);
struct pzz_pcpu __percpu *pzz_stats_alloc(void);
void pzz_count(struct pzz_proxy *p, unsigned int room, unsigned int reason);
void pzz_count_tick(struct pzz_proxy *p, unsigned int room, unsigned int reason);
void pzz_count_reply(struct pzz_proxy *p);

/* tick.c: deadlines of the rooms, from begin to end of proxying. Any context but NMI. */
void pzz_tick_init(struct pzz_proxy *p);
void pzz_tick_begin(struct pzz_proxy *p);
/* BH off, RCU */
void pzz_tick_run(struct pzz_proxy *p, struct pzz_live *live, struct pzz_now now);
bool pzz_tick_goodbye(struct pzz_proxy *p);	/* RTNL; false: there is nothing to say */
void pzz_tick_end(struct pzz_proxy *p);		/* sleeps: no tick runs afterwards */

/* lease.c: tells what dhcp/ has decided, if it is worth telling. BH off, RCU. */
void pzz_lease_tell(struct pzz_proxy *p, struct pzz_live *live, u8 reason);
/* hops.c: finds the ways to SIP and DNS servers, if there are any. RTNL; sleeps, 0.5 s at most. */
void pzz_hops_find(struct pzz_proxy *p);

/*
 * stream.c: connections that go on. pause and begin: RTNL; around a change of the
 * configuration. run: user space is frozen; any context. heard: a frame of one is about to
 * be passed to the stack, in its softirq; false: it has data, and nobody will look. is_call:
 * it begins an INVITE. gate: whether such may wake; BH off. end: no frame is in the
 * handler; sleeps.
 */
void pzz_streams_pause(struct pzz_proxy *p);
void pzz_streams_begin(struct pzz_proxy *p);
void pzz_streams_run(struct pzz_proxy *p);
bool pzz_streams_heard(struct pzz_proxy *p, const struct pzz_frame *f, struct sk_buff *skb);
bool pzz_streams_is_call(const struct pzz_frame *f);
void pzz_streams_gate(struct pzz_live *live, struct pzz_outcome *what);
void pzz_streams_end(struct pzz_proxy *p);

/* registration.c: an event about what sip/ reports. BH off, RCU. */
void pzz_registration_tell(struct pzz_proxy *p, const struct pzz_live *live,
			   const struct pzz_outcome *what);

/* alarm.c: the real-time clock, for sleeps in which no code runs. RTNL. */
void pzz_alarm_init(void);
void pzz_alarm_set(bool hibernation);
void pzz_alarm_end(void);

/* cpuidle.c: timers in s2idle. When no CPU is in s2idle; any context. */
void pzz_cpuidle_keep_tick(void);
void pzz_cpuidle_release_tick(void);

/*
 * hold.c: the devices and interrupts under a netdev, out of suspend.
 * pzz_hold_new() finds them or says in @why what is in the way; RTNL.
 * take and release: when nothing is suspended; they sleep.
 * irqs: between, when user space is frozen; any context.
 */
struct pzz_hold *pzz_hold_new(struct net_device *dev, const char **why);
void pzz_hold_free(struct pzz_hold *hold);
void pzz_hold_take(struct pzz_hold *hold);
void pzz_hold_release(struct pzz_hold *hold);
void pzz_hold_irqs(struct pzz_hold *hold, bool on);
void pzz_hold_orphan(struct pzz_hold *hold, struct list_head *list);
bool pzz_hold_needs_timers(const struct pzz_hold *hold);	/* for its devices' own work */
struct pzz_hold *pzz_hold_adopt(struct list_head *list);	/* takes one out, or NULL */

/* proxy.c */
/* If not 0, *why is the sentence that says so. */
int pzz_proxy_begin(struct pzz_proxy *p, u32 starter, u32 phase, const char **why);
void pzz_proxy_proxying(struct pzz_proxy *p);	/* PREPARING to PROXYING; any context */
void pzz_proxies_waking(void);			/* the host wakes, so all let go; RCU */
void pzz_proxy_end(struct pzz_proxy *p, const char *why);
void pzz_proxy_error(struct pzz_proxy *p, const char *fmt, ...) __printf(2, 3);
void pzz_proxy_reap(void);	/* ends runs that a wake verdict has ended; any context */
int pzz_proxy_init(void);
void pzz_proxy_exit(void);

/* sleep.c */
bool pzz_sleep_running(void);			/* RTNL */
void pzz_sleep_orphan(struct pzz_hold *hold);	/* RTNL: its proxy is gone, the sleep is not */
int pzz_sleep_init(void);
void pzz_sleep_exit(void);

#endif /* PZZ_GLUE_H */
