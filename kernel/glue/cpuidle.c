// SPDX-License-Identifier: GPL-2.0
/*
 * A cpuidle state with enter_s2idle stops every timer while the system is in
 * suspend-to-idle. Without that pointer the idle loop enters the same, deepest
 * state by its other door, with timers alive. The idle loop checks and calls
 * the pointer without a lock, but only in suspend-to-idle: so it changes only
 * outside of it.
 */
#include <linux/cpuidle.h>

#include "glue.h"

#define DRIVERS_MAX	8	/* kinds of CPU in one machine */

static struct {
	typeof_member(struct cpuidle_state, enter_s2idle) enter[CPUIDLE_STATE_MAX];
	struct cpuidle_driver *drv;
	int n_states;
} kept[DRIVERS_MAX];

static unsigned int n_kept;

bool pzz_tick_kept(void)
{
	return READ_ONCE(n_kept);
}

static bool known(const struct cpuidle_driver *drv)
{
	unsigned int i;

	for (i = 0; i < n_kept; i++)
		if (kept[i].drv == drv)
			return true;
	return false;
}

static void keep(struct cpuidle_driver *drv)
{
	int i;

	kept[n_kept].drv = drv;
	kept[n_kept].n_states = drv->state_count;
	for (i = 0; i < drv->state_count; i++) {
		kept[n_kept].enter[i] = drv->states[i].enter_s2idle;
		WRITE_ONCE(drv->states[i].enter_s2idle, NULL);
	}
	n_kept++;
}

/* The CPU's own device is not exported; of this one only the number is read. */
static struct cpuidle_driver *driver_of(int cpu)
{
	static struct cpuidle_device dev;

	dev.cpu = cpu;
	return cpuidle_get_cpu_driver(&dev);
}

void pzz_cpuidle_keep_tick(void)
{
	int cpu;

	for_each_possible_cpu(cpu) {
		struct cpuidle_driver *drv = driver_of(cpu);

		if (drv && !known(drv) && n_kept < DRIVERS_MAX)
			keep(drv);
	}
}

void pzz_cpuidle_release_tick(void)
{
	while (n_kept) {
		struct cpuidle_driver *drv = kept[--n_kept].drv;
		int i;

		/* A driver may have set up its states anew: then they are as it wants them. */
		if (drv->state_count != kept[n_kept].n_states)
			continue;
		for (i = 0; i < drv->state_count; i++)
			if (!drv->states[i].enter_s2idle)
				WRITE_ONCE(drv->states[i].enter_s2idle, kept[n_kept].enter[i]);
	}
}
