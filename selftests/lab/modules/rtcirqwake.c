// SPDX-License-Identifier: GPL-2.0
/*
 * Lets the alarm of the virtual RTC wake a guest from s2idle. The kernel arms
 * an ACPI event for that, which does not fire here; the interrupt line does.
 */
#include <linux/interrupt.h>
#include <linux/module.h>

#define RTC_LINE 8

static int __init rtcirqwake_init(void)
{
	return irq_set_irq_wake(RTC_LINE, 1);
}

static void __exit rtcirqwake_exit(void)
{
	irq_set_irq_wake(RTC_LINE, 0);
}

module_init(rtcirqwake_init);
module_exit(rtcirqwake_exit);
MODULE_DESCRIPTION("RTC interrupt as a wake-up source");
MODULE_LICENSE("GPL");
