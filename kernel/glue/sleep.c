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
#include <linux/rculist.h>
#include <linux/rtnetlink.h>
#include <linux/sched.h>
#include <linux/suspend.h>
#include <trace/events/power.h>

#include "glue.h"

#define ASKERS	16

/* Who asked for which sleep: a second caller is told -EBUSY only after this tracepoint. */
static struct {
	const struct task_struct *task;
	int state;
} asker[ASKERS];

static unsigned int n_asked;
static DEFINE_RAW_SPINLOCK(asker_lock);		/* protects the former 2 */

static bool running;				/* RTNL: between PREPARE and POST */
static bool user_frozen;			/* user space is being frozen, or is */
static LIST_HEAD(orphans);			/* RTNL: holds without a proxy */

bool pzz_sleep_running(void)
{
	ASSERT_RTNL();
	return running;
}

static void asked(int state)
{
	unsigned long flags;

	raw_spin_lock_irqsave(&asker_lock, flags);
	asker[n_asked % ASKERS].task = current;
	asker[n_asked % ASKERS].state = state;
	n_asked++;
	raw_spin_unlock_irqrestore(&asker_lock, flags);
}

/* The newest answer for this task; PM_SUSPEND_ON if it is not known. */
static int target(void)
{
	int state = (__force int)PM_SUSPEND_ON;
	unsigned long flags;
	unsigned int i;

	raw_spin_lock_irqsave(&asker_lock, flags);
	for (i = 1; i <= min_t(unsigned int, ASKERS, n_asked); i++)
		if (asker[(n_asked - i) % ASKERS].task == current) {
			state = asker[(n_asked - i) % ASKERS].state;
			break;
		}
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
	bool deadlines = false;

	rcu_read_lock();
	list_for_each_entry_rcu(p, &pzz_proxies, list) {
		if (p->starter != PROXZZZY_STARTER_SUSPEND)
			continue;
		pzz_hold_irqs(p->hold, true);
		pzz_proxy_proxying(p);
		if (READ_ONCE(p->phase) == PROXZZZY_PHASE_WAKING)
			pm_system_wakeup();
		deadlines |= pzz_deadlines(rcu_dereference(p->live)->conf);
	}
	rcu_read_unlock();
	if (deadlines)
		pzz_cpuidle_keep_tick();
}

/* Nothing is suspended any more; user space is about to run. */
static void thaws(void)
{
	struct pzz_proxy *p;

	rcu_read_lock();
	list_for_each_entry_rcu(p, &pzz_proxies, list) {
		if (p->starter != PROXZZZY_STARTER_SUSPEND)
			continue;
		cmpxchg(&p->phase, PROXZZZY_PHASE_PROXYING, PROXZZZY_PHASE_WAKING);
		pzz_hold_irqs(p->hold, false);
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
	if (pzz_proxy_begin(p, PROXZZZY_STARTER_SUSPEND, PROXZZZY_PHASE_PREPARING))
		unproxied(p, "the interface has an rx_handler already, or there is no memory");
}

static int prepare_s2idle(void)
{
	struct pzz_proxy *p;

	rtnl_lock();
	running = true;
	list_for_each_entry(p, &pzz_proxies, list)
		prepare_one(p);
	rtnl_unlock();
	return NOTIFY_OK;
}

/* S3 and hibernation: no code runs there, so nothing is held. */
static int prepare_deep(const char *what)
{
	struct pzz_proxy *p;
	bool refused = false;

	rtnl_lock();
	list_for_each_entry(p, &pzz_proxies, list) {
		pzz_proxy_end(p, "a suspend begins");
		if (policy(p)->deep == PROXZZZY_DEEP_REFUSE)
			refused = true;
		else if (policy(p)->s2idle == PROXZZZY_S2IDLE_OFF)
			continue;
		unproxied(p, what);
	}
	running = !refused;
	rtnl_unlock();
	return refused ? notifier_from_errno(-EBUSY) : NOTIFY_OK;
}

static void release(struct pzz_hold *hold)
{
	pzz_hold_release(hold);
	pzz_hold_free(hold);
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

	rtnl_lock();
	list_for_each_entry(p, &pzz_proxies, list)
		finish_one(p);
	while ((hold = pzz_hold_adopt(&orphans)))
		release(hold);
	running = false;
	rtnl_unlock();
}

static int pm_event(struct notifier_block *nb, unsigned long event, void *unused)
{
	switch (event) {
	case PM_SUSPEND_PREPARE:
		if (target() == (__force int)PM_SUSPEND_TO_IDLE)
			return prepare_s2idle();
		return prepare_deep("in suspend-to-RAM no code runs; use suspend-to-idle");
	case PM_HIBERNATION_PREPARE:
		return prepare_deep("in hibernation no code runs; use suspend-to-idle");
	case PM_POST_SUSPEND:
	case PM_POST_HIBERNATION:
		finish();
		return NOTIFY_OK;
	}
	return NOTIFY_DONE;
}

static struct notifier_block pm_nb = { .notifier_call = pm_event };

int pzz_sleep_init(void)
{
	int err;

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
	finish();
}
