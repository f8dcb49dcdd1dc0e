// SPDX-License-Identifier: GPL-2.0
/*
 * The way of a sleep. What the kernel tells, and what becomes of it:
 *
 *   suspend_enter		which sleep is coming, in the task that asks for it
 *   PM_SUSPEND_PREPARE		PREPARING: devices held; user space still runs
 *   freeze_processes, end	PROXYING: interrupts and timers kept
 *   ...			devices are suspended around us
 *   thaw_processes, begin	WAKING, whoever woke us; interrupts and timers as before
 *   PM_POST_SUSPEND		OFF: devices released
 *
 * The first, third and fifth are tracepoints: atomic, without RTNL. Any step
 * may be followed at once by the fifth or sixth: that is a suspend given up.
 */
#include <linux/delay.h>
#include <linux/rculist.h>
#include <linux/rtnetlink.h>
#include <linux/sched.h>
#include <linux/suspend.h>
#include <linux/workqueue.h>
#include <trace/events/power.h>

#include "glue.h"

#define ASKERS		16
#define RTNL_TRIES	100
#define RTNL_WAIT_MS	20

/* Who asked for which sleep: a second caller is told -EBUSY only after this tracepoint. */
static struct {
	const struct task_struct *task;
	int state;
	u64 when;
} asker[ASKERS];

static u64 n_asked;
static DEFINE_RAW_SPINLOCK(asker_lock);		/* protects the former 2 */

static bool running;				/* RTNL: between PREPARE and POST */
static bool finish_due;				/* a suspend has ended, finish() not run */
static bool user_frozen;			/* user space is being frozen, or is */
static LIST_HEAD(orphans);			/* RTNL: holds without a proxy */

bool pzz_sleep_running(void)
{
	ASSERT_RTNL();
	return running;
}

/*
 * In the task's own place, if it has one, so that others can't push it out by
 * asking often; else in that of the task that has not asked for longest.
 */
static void asked(int state)
{
	unsigned long flags;
	unsigned int i, to = 0;

	raw_spin_lock_irqsave(&asker_lock, flags);
	for (i = 0; i < ASKERS && asker[to].task != current; i++)
		if (asker[i].task == current || asker[i].when < asker[to].when)
			to = i;
	asker[to].task = current;
	asker[to].state = state;
	asker[to].when = ++n_asked;
	raw_spin_unlock_irqrestore(&asker_lock, flags);
}

/* PM_SUSPEND_ON if it is not known. */
static int target(void)
{
	int state = (__force int)PM_SUSPEND_ON;
	unsigned long flags;
	unsigned int i;

	raw_spin_lock_irqsave(&asker_lock, flags);
	for (i = 0; i < ASKERS; i++)
		if (asker[i].task == current)
			state = asker[i].state;
	raw_spin_unlock_irqrestore(&asker_lock, flags);
	return state;
}

/*
 * User space is frozen. freeze_processes() has cleared what was pending when it
 * began, so a wake that was decided before is raised once more.
 */
static void froze(void)
{
	struct pzz_proxy *p;
	bool timers = false;

	rcu_read_lock();
	list_for_each_entry_rcu(p, &pzz_proxies, list) {
		if (p->starter != PROXZZZY_STARTER_SUSPEND)
			continue;
		pzz_hold_irqs(p->hold, true);
		pzz_proxy_proxying(p);
		if (READ_ONCE(p->phase) == PROXZZZY_PHASE_WAKING)
			pm_system_wakeup();
		timers |= pzz_deadlines(rcu_dereference(p->live)->conf) ||
			  pzz_hold_needs_timers(p->hold);
	}
	rcu_read_unlock();
	if (timers)
		pzz_cpuidle_keep_tick();
}

/* Nothing is suspended any more; user space is about to run. */
static void thaws(void)
{
	struct pzz_proxy *p;

	rcu_read_lock();
	list_for_each_entry_rcu(p, &pzz_proxies, list) {
		if (p->hold)
			pzz_hold_irqs(p->hold, false);
		if (p->starter == PROXZZZY_STARTER_SUSPEND)
			cmpxchg(&p->phase, PROXZZZY_PHASE_PROXYING, PROXZZZY_PHASE_WAKING);
	}
	rcu_read_unlock();
	pzz_cpuidle_release_tick();
}

static void thawed(void)
{
	u64 now = ktime_get_boottime_ns();
	struct pzz_proxy *p;

	rcu_read_lock();
	list_for_each_entry_rcu(p, &pzz_proxies, list)
		pzz_records_user_ran(p, now);
	rcu_read_unlock();
}

static void probe(void *data, const char *action, int val, bool start)
{
	if (!strcmp(action, "suspend_enter")) {
		if (start)
			asked(val);
	} else if (!strcmp(action, "freeze_processes")) {
		if (start)
			WRITE_ONCE(user_frozen, true);
		else if (READ_ONCE(user_frozen))
			froze();
	} else if (!strcmp(action, "thaw_processes")) {
		WRITE_ONCE(user_frozen, false);
		if (start)
			thaws();
		else
			thawed();
	}
}

static void unproxied(struct pzz_proxy *p, const char *why)
{
	p->unproxied++;
	pzz_proxy_error(p, "a suspend was not proxied: %s", why);
	pzz_event(p, PROXZZZY_EVENT_UNPROXIED, "a suspend is not proxied: %s", why);
}

static const struct pzz_store *policy(const struct pzz_proxy *p)
{
	return rtnl_dereference(p->live)->store;
}

static void release(struct pzz_hold *hold)
{
	pzz_hold_release(hold);
	pzz_hold_free(hold);
}

static void prepare_one(struct pzz_proxy *p)
{
	const char *why;

	pzz_proxy_end(p, "a suspend begins");
	if (policy(p)->s2idle == PROXZZZY_S2IDLE_OFF)
		return;
	if (!netif_running(p->dev)) {
		unproxied(p, "the interface is down");
		return;
	}
	p->hold = pzz_hold_new(p->dev, &why);
	if (!p->hold) {
		unproxied(p, why);
		return;
	}
	pzz_hold_take(p->hold);
	if (pzz_proxy_begin(p, PROXZZZY_STARTER_SUSPEND, PROXZZZY_PHASE_PREPARING, &why)) {
		release(p->hold);
		p->hold = NULL;
		unproxied(p, why);
	}
}

static int prepare_s2idle(void)
{
	struct pzz_proxy *p;

	ASSERT_RTNL();
	running = true;
	list_for_each_entry(p, &pzz_proxies, list)
		prepare_one(p);
	return NOTIFY_OK;
}

/* S3 and hibernation: no code runs there, so nothing is held. */
static int prepare_deep(const char *what, bool hibernation)
{
	struct pzz_proxy *p;
	bool refused = false;

	ASSERT_RTNL();
	list_for_each_entry(p, &pzz_proxies, list) {
		if (policy(p)->deep != PROXZZZY_DEEP_REFUSE)
			continue;
		unproxied(p, what);
		refused = true;
	}
	if (refused)
		return notifier_from_errno(-EBUSY);
	running = true;
	list_for_each_entry(p, &pzz_proxies, list) {
		pzz_proxy_end(p, "a suspend begins");
		if (policy(p)->s2idle != PROXZZZY_S2IDLE_OFF)
			unproxied(p, what);
	}
	pzz_alarm_set(hibernation);
	return NOTIFY_OK;
}

void pzz_sleep_orphan(struct pzz_hold *hold)
{
	ASSERT_RTNL();
	pzz_hold_irqs(hold, false);
	pzz_hold_orphan(hold, &orphans);
}

static void finish_one(struct pzz_proxy *p)
{
	if (p->starter == PROXZZZY_STARTER_SUSPEND)
		pzz_proxy_end(p, "the host is awake");
	if (p->hold)
		release(p->hold);
	p->hold = NULL;
}

static void finish(void)
{
	struct pzz_hold *hold;
	struct pzz_proxy *p;

	ASSERT_RTNL();
	pzz_alarm_end();
	list_for_each_entry(p, &pzz_proxies, list)
		finish_one(p);
	while ((hold = pzz_hold_adopt(&orphans)))
		release(hold);
	running = false;
	WRITE_ONCE(finish_due, false);
}

/* The next suspend may have come first and done this; it must not be finished by us. */
static void finish_later(struct work_struct *work)
{
	rtnl_lock();
	if (READ_ONCE(finish_due))
		finish();
	rtnl_unlock();
}

static DECLARE_WORK(finish_work, finish_later);

/*
 * ORDER: the PM notifier chain is held here, and some drivers (r8152) register
 * with it under RTNL. So RTNL is never waited for: a suspend whose RTNL is not
 * to be had is given up, and the end of one goes on later by itself.
 */
static bool get_rtnl(void)
{
	unsigned int i;

	for (i = 0; i < RTNL_TRIES; i++) {
		if (rtnl_trylock())
			return true;
		msleep(RTNL_WAIT_MS);
	}
	return false;
}

static int prepare(unsigned long event)
{
	int ret;

	if (!get_rtnl()) {
		pr_warn("proxzzzy: the network configuration is busy, not suspending now\n");
		return notifier_from_errno(-EBUSY);
	}
	finish();	/* what the end of the last one has left */
	if (event == PM_HIBERNATION_PREPARE)
		ret = prepare_deep("in hibernation no code runs; use suspend-to-idle", true);
	else if (target() == (__force int)PM_SUSPEND_TO_IDLE)
		ret = prepare_s2idle();
	else
		ret = prepare_deep("in suspend-to-RAM no code runs; use suspend-to-idle", false);
	rtnl_unlock();
	return ret;
}

static int pm_event(struct notifier_block *nb, unsigned long event, void *unused)
{
	switch (event) {
	case PM_SUSPEND_PREPARE:
	case PM_HIBERNATION_PREPARE:
		return prepare(event);
	case PM_POST_SUSPEND:
	case PM_POST_HIBERNATION:
		if (rtnl_trylock()) {
			finish();
			rtnl_unlock();
		} else {
			WRITE_ONCE(finish_due, true);
			schedule_work(&finish_work);
		}
		return NOTIFY_OK;
	}
	return NOTIFY_DONE;
}

static struct notifier_block pm_nb = { .notifier_call = pm_event };

int pzz_sleep_init(void)
{
	int err;

	pzz_alarm_init();
	err = register_trace_suspend_resume(probe, NULL);
	if (err)
		return err;
	err = register_pm_notifier(&pm_nb);
	if (err)
		unregister_trace_suspend_resume(probe, NULL);
	return err;
}

/*
 * User space runs, or this could not be called: so nothing is between
 * dpm_prepare() and dpm_complete(), though a suspend may have begun or not yet
 * ended.
 */
void pzz_sleep_exit(void)
{
	unregister_pm_notifier(&pm_nb);
	unregister_trace_suspend_resume(probe, NULL);
	tracepoint_synchronize_unregister();
	cancel_work_sync(&finish_work);
	rtnl_lock();
	finish();
	rtnl_unlock();
}
