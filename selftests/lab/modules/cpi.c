// SPDX-License-Identifier: GPL-2.0
/*
 * A cpuidle driver like that of a real machine: its deepest state has
 * enter_s2idle, so that the last CPU to enter it stops timekeeping and every
 * timer. A plain guest has no such state and hides what that does.
 *
 * enter_s2idle must return with interrupts still off, and a virtual CPU that
 * halts so never wakes: it looks for a pending interrupt instead, at the cost
 * of a busy processor on the host.
 */
#include <linux/cpuidle.h>
#include <linux/irqflags.h>
#include <linux/module.h>
#include <asm/apic.h>
#include <asm/msr.h>

static u32 local_apic_read(u32 reg)
{
	u32 low, high;

	if (!x2apic_enabled())
		return native_apic_mem_read(reg);
	if (rdmsr_safe(APIC_BASE_MSR + (reg >> 4), &low, &high))
		return 1;
	return low;
}

static bool interrupt_pending(void)
{
	int i;

	for (i = 0; i < APIC_ISR_NR; i++)
		if (local_apic_read(APIC_IRR + i * 0x10))
			return true;
	return false;
}

static int halt_enter(struct cpuidle_device *dev, struct cpuidle_driver *drv,
		      int index)
{
	raw_safe_halt();
	raw_local_irq_disable();
	/* Before 6.3 the interrupt that ended the halt left lockdep at "on". */
	lockdep_hardirqs_off(_THIS_IP_);
	return index;
}

static int s2idle_enter(struct cpuidle_device *dev, struct cpuidle_driver *drv,
			int index)
{
	while (!interrupt_pending())
		cpu_relax();
	return 0;
}

static struct cpuidle_driver cpi_driver = {
	.name = "cpi",
	/* No owner: the devices would hold it, and it could not be removed. */
	.states = {
		{
			.name = "C1",
			.desc = "halt",
			.exit_latency = 1,
			.target_residency = 1,
			.enter = halt_enter,
		},
		{
			.name = "C2",
			.desc = "halt; stops the tick in s2idle",
			.exit_latency = 10,
			.target_residency = 20,
			.enter = halt_enter,
			.enter_s2idle = s2idle_enter,
		},
	},
	.state_count = 2,
};

static int __init cpi_init(void)
{
	return cpuidle_register(&cpi_driver, NULL);
}

static void __exit cpi_exit(void)
{
	cpuidle_unregister(&cpi_driver);
}

module_init(cpi_init);
module_exit(cpi_exit);
MODULE_DESCRIPTION("cpuidle driver whose s2idle state stops the tick");
MODULE_LICENSE("GPL");
