// SPDX-License-Identifier: GPL-2.0
/*
 * R41: in suspend-to-RAM no code runs and nothing is extended, so the real-time
 * clock wakes the host before its lease, or the last of its IPv6 addresses, is over.
 */
#include <linux/alarmtimer.h>
#include <linux/rtnetlink.h>

#include "glue.h"

/* Nearer than this the clock can't be set; a suspend would only be given up. */
#define NEAREST		(5 * PZZ_NSEC_PER_SEC)

/* It counts whole seconds, and so rings that much too early. */
#define EARLY		(2 * PZZ_NSEC_PER_SEC)

static struct alarm alarm;
static u64 due;			/* RTNL: ns of CLOCK_BOOTTIME; 0: not set */

/* That the host is awake is all. */
static PZZ_ALARM_RET rang(struct alarm *unused, ktime_t now)
{
	return PZZ_ALARM_DONE;
}

/* Both in ns of CLOCK_BOOTTIME; PZZ_NEVER if there is none, or no end of it. */
static u64 lease_end(struct pzz_live *live)
{
	const struct pzz_setup *s = &live->store->setup;
	struct pzz_lease lease;
	bool known;

	spin_lock_bh(&live->lock);
	known = pzz_dhcp_lease(live->conf, live->state, &lease);
	spin_unlock_bh(&live->lock);
	if (known)
		return lease.phase == PZZ_LEASE_LOST ? PZZ_NEVER : lease.expiry;
	if (!s->dhcp.enable || s->dhcp.lease == PROXZZZY_DHCP_INFINITE)
		return PZZ_NEVER;
	return s->dhcp.since + s->dhcp.lease * PZZ_NSEC_PER_SEC;
}

static u64 lifetimes_end(const struct pzz_setup *s)
{
	u64 last = 0;
	u32 i;

	for (i = 0; i < s->n_lifetimes; i++)
		last = max(last, s->lifetimes[i].valid_until);
	return last ?: PZZ_NEVER;
}

/* When to wake for what is over at @end: not at all if it is over already. */
static u64 before(u64 end, u32 seconds, u64 now)
{
	u64 margin = seconds * PZZ_NSEC_PER_SEC;

	if (end == PZZ_NEVER || end <= now)
		return PZZ_NEVER;
	return max(end - min(end, margin), now + NEAREST);
}

static u64 wake_at(struct pzz_proxy *p, u64 now)
{
	struct pzz_live *live = rtnl_dereference(p->live);
	const struct pzz_setup *s = &live->store->setup;

	return min(before(lease_end(live), s->dhcp.wake_before, now),
		   before(lifetimes_end(s), s->lifetime_wake_before, now));
}

/* The kernel hands its alarms to the clock for suspend-to-RAM, and not for hibernation. */
static const char *silent(bool hibernation)
{
	if (hibernation)
		return "in hibernation no clock wakes the host before its addresses are over";
	if (!alarmtimer_get_rtcdev())
		return "no real-time clock can wake the host before its addresses are over";
	return NULL;
}

void pzz_alarm_set(bool hibernation)
{
	u64 now = ktime_get_boottime_ns(), first = PZZ_NEVER;
	const char *why = silent(hibernation);
	struct pzz_proxy *p;

	ASSERT_RTNL();
	list_for_each_entry(p, &pzz_proxies, list) {
		u64 when = wake_at(p, now);

		first = min(first, when);
		if (when != PZZ_NEVER && why)
			pzz_proxy_error(p, "%s", why);
	}
	due = why || first == PZZ_NEVER ? 0 : first;
	if (due)
		alarm_start(&alarm, ns_to_ktime(due));
}

void pzz_alarm_end(void)
{
	u64 now = ktime_get_boottime_ns();
	struct pzz_proxy *p;
	bool rung;

	ASSERT_RTNL();
	alarm_cancel(&alarm);
	rung = due && now + EARLY >= due;
	due = 0;
	if (!rung)
		return;
	list_for_each_entry(p, &pzz_proxies, list)
		if (wake_at(p, now) != PZZ_NEVER)
			pzz_event(p, PROXZZZY_EVENT_WAKE,
				  "the real-time clock wakes the host: addresses of %s will soon be over",
				  p->dev->name);
}

void pzz_alarm_init(void)
{
	alarm_init(&alarm, ALARM_BOOTTIME, rang);
}
