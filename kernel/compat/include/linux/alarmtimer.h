/* SPDX-License-Identifier: GPL-2.0 */
#ifndef PZZ_COMPAT_ALARMTIMER_H
#define PZZ_COMPAT_ALARMTIMER_H

#include_next <linux/alarmtimer.h>
#include <linux/version.h>

/* What an alarm's function returns when it is not to be started again. */
#if LINUX_VERSION_CODE < KERNEL_VERSION(6, 13, 0)
#define PZZ_ALARM_RET	enum alarmtimer_restart
#define PZZ_ALARM_DONE	ALARMTIMER_NORESTART
#else
#define PZZ_ALARM_RET	void
#define PZZ_ALARM_DONE
#endif

#ifdef PZZ_ALARM_START_TIMER	/* Kbuild */
static inline void alarm_start(struct alarm *alarm, ktime_t start)
{
	alarm_start_timer(alarm, start, false);
}
#endif

#endif /* PZZ_COMPAT_ALARMTIMER_H */
