// SPDX-License-Identifier: GPL-2.0
/* Deadlines: what rooms send or decide without having been asked. */
#include <linux/delay.h>
#include <linux/random.h>
#include <linux/rtnetlink.h>

#include "glue.h"

/* One timer run does at most so much; the rest waits for the next one. */
#define BURST	64

struct pzz_now pzz_now(void)
{
	return (struct pzz_now){ .ns = ktime_get_boottime_ns(), .random = get_random_u32() };
}

static void arm(struct pzz_proxy *p, const struct pzz_live *live)
{
	u64 next = READ_ONCE(live->next);

	if (next != PZZ_NEVER)
		hrtimer_start(&p->timer, ns_to_ktime(next), HRTIMER_MODE_ABS_SOFT);
}

static void put_off(struct pzz_live *live, u64 to)
{
	spin_lock(&live->lock);
	WRITE_ONCE(live->next, to);
	spin_unlock(&live->lock);
}

/* Does what is due for one room. Returns whether more is due now. */
static bool tick_once(struct pzz_proxy *p, struct pzz_live *live, struct pzz_now now)
{
	struct pzz_outcome what;
	struct pzz_writer out;
	struct sk_buff *skb;

	if (READ_ONCE(live->next) > now.ns)
		return false;
	skb = pzz_tx_alloc(p->dev, live->conf->mtu + ETH_HLEN, &out);
	if (!skb) {
		put_off(live, now.ns + NSEC_PER_SEC);
		return false;
	}
	spin_lock(&live->lock);
	WRITE_ONCE(live->next, pzz_tick(live->conf, live->state, now, live->deadline, &what, &out));
	spin_unlock(&live->lock);

	if (what.verdict == PZZ_REPLY && netif_carrier_ok(p->dev) && pzz_tx(p, live, skb, &out))
		pzz_count_tick(p, what.room, what.reason);
	else if (what.verdict != PZZ_REPLY || !netif_carrier_ok(p->dev))
		kfree_skb(skb);
	if (what.room == PZZ_ROOM_DHCP && what.verdict != PZZ_IGNORE)
		pzz_lease_tell(p, live, what.reason);
	if (what.report)
		pzz_registration_tell(p, live, &what);
	if (what.verdict == PZZ_WAKE)
		pzz_wake(p, live, what, NULL);
	return READ_ONCE(live->next) <= now.ns;
}

/* What is due @now, up to a bound, and the timer for the rest. BH off, RCU. */
void pzz_tick_run(struct pzz_proxy *p, struct pzz_live *live, struct pzz_now now)
{
	unsigned int i = 0;

	while (READ_ONCE(p->phase) == PROXZZZY_PHASE_PROXYING && i++ < BURST)
		if (!tick_once(p, live, now))
			break;
	if (READ_ONCE(p->phase) == PROXZZZY_PHASE_PROXYING)
		arm(p, live);
}

/* In softirq: a hard interrupt must not transmit. */
static enum hrtimer_restart tick(struct hrtimer *timer)
{
	struct pzz_proxy *p = container_of(timer, struct pzz_proxy, timer);

	rcu_read_lock();
	pzz_tick_run(p, rcu_dereference(p->live), pzz_now());
	rcu_read_unlock();
	return HRTIMER_NORESTART;
}

void pzz_tick_init(struct pzz_proxy *p)
{
	hrtimer_setup(&p->timer, tick, CLOCK_BOOTTIME, HRTIMER_MODE_ABS_SOFT);
}

void pzz_tick_begin(struct pzz_proxy *p)
{
	struct pzz_live *live;

	rcu_read_lock();
	live = rcu_dereference(p->live);
	spin_lock_bh(&live->lock);
	live->next = pzz_begin(live->conf, live->state, pzz_now(), live->deadline);
	spin_unlock_bh(&live->lock);
	arm(p, live);
	rcu_read_unlock();
}

/* All of it, for a proxy that has no timer: at most so many frames as there are records. */
static void say_all(struct pzz_proxy *p, struct pzz_live *live)
{
	u32 most = 2 * (live->store->setup.n_rrs + 4 * PROXZZZY_ADDR_MAX + 2);
	u64 end = ktime_get_boottime_ns() + 10 * NSEC_PER_SEC;

	while (most-- && READ_ONCE(live->next) < end) {
		while (READ_ONCE(live->next) > ktime_get_boottime_ns())
			usleep_range(500, 1000);
		local_bh_disable();
		rcu_read_lock();
		tick_once(p, live, pzz_now());
		rcu_read_unlock();
		local_bh_enable();
		cond_resched();
	}
}

bool pzz_tick_goodbye(struct pzz_proxy *p)
{
	struct pzz_live *live = rtnl_dereference(p->live);
	bool running = p->phase == PROXZZZY_PHASE_PROXYING;
	u64 next;

	spin_lock_bh(&live->lock);
	if (!running)	/* of what a former run has left, nothing */
		pzz_begin(live->conf, live->state, pzz_now(), live->deadline);
	memset64(live->deadline, PZZ_NEVER, running ? 0 : PZZ_ROOMS);
	next = pzz_goodbye(live->conf, live->state, pzz_now(), live->deadline);
	if (next != PZZ_NEVER)
		WRITE_ONCE(live->next, next);
	spin_unlock_bh(&live->lock);
	if (next == PZZ_NEVER)
		return false;
	if (running)
		arm(p, live);
	else
		say_all(p, live);
	return true;
}

void pzz_tick_end(struct pzz_proxy *p)
{
	hrtimer_cancel(&p->timer);
}
