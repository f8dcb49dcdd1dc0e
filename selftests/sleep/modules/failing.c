// SPDX-License-Identifier: GPL-2.0
/*
 * A step of a suspend that fails. /sys/module/failing/parameters/at says which:
 *
 *	slow		none, but before others see PM_SUSPEND_PREPARE it says "waiting", and
 *			waits until it says something else, for 30 s at most
 *	notifier	PM_SUSPEND_PREPARE, after all other notifiers
 *	prepare suspend late noirq	that callback of a device
 *	wakeup		none of them, but a wake-up event in the suspend callback
 *	anything else	none
 */
#include <linux/delay.h>
#include <linux/err.h>
#include <linux/module.h>
#include <linux/platform_device.h>
#include <linux/pm.h>
#include <linux/string.h>
#include <linux/suspend.h>

static char at[32];
module_param_string(at, at, sizeof(at), 0600);
MODULE_PARM_DESC(at, "the step that fails");

static bool is(const char *step)
{
	return sysfs_streq(at, step);
}

static int fails(const char *step)
{
	return is(step) ? -EIO : 0;
}

static int failing_prepare(struct device *dev)
{
	return fails("prepare");
}

static int failing_suspend(struct device *dev)
{
	if (is("wakeup"))
		pm_wakeup_hard_event(dev);
	return fails("suspend");
}

static int failing_late(struct device *dev)
{
	return fails("late");
}

static int failing_noirq(struct device *dev)
{
	return fails("noirq");
}

static const struct dev_pm_ops failing_ops = {
	.prepare	= failing_prepare,
	.suspend	= failing_suspend,
	.suspend_late	= failing_late,
	.suspend_noirq	= failing_noirq,
};

static struct platform_driver failing_driver = {
	.driver = { .name = "failing", .pm = &failing_ops },
};

static struct platform_device *failing_device;

static int first(struct notifier_block *nb, unsigned long event, void *unused)
{
	int n;

	if (event != PM_SUSPEND_PREPARE || !is("slow"))
		return NOTIFY_DONE;
	strscpy(at, "waiting", sizeof(at));
	for (n = 0; n < 600 && is("waiting"); n++)
		msleep(50);
	return NOTIFY_DONE;
}

static int last(struct notifier_block *nb, unsigned long event, void *unused)
{
	if (event != PM_SUSPEND_PREPARE)
		return NOTIFY_DONE;
	return notifier_from_errno(fails("notifier"));
}

static struct notifier_block first_nb = { .notifier_call = first, .priority = 1000 };
static struct notifier_block last_nb = { .notifier_call = last, .priority = -1000 };

static int __init failing_init(void)
{
	int err;

	err = platform_driver_register(&failing_driver);
	if (err)
		return err;
	failing_device = platform_device_register_simple("failing", PLATFORM_DEVID_NONE, NULL, 0);
	err = PTR_ERR_OR_ZERO(failing_device);
	if (err)
		goto driver;
	err = device_init_wakeup(&failing_device->dev, true);
	if (err)
		goto device;
	err = register_pm_notifier(&first_nb);
	if (err)
		goto device;
	err = register_pm_notifier(&last_nb);
	if (!err)
		return 0;
	unregister_pm_notifier(&first_nb);
device:
	platform_device_unregister(failing_device);
driver:
	platform_driver_unregister(&failing_driver);
	return err;
}

static void __exit failing_exit(void)
{
	unregister_pm_notifier(&last_nb);
	unregister_pm_notifier(&first_nb);
	platform_device_unregister(failing_device);
	platform_driver_unregister(&failing_driver);
}

module_init(failing_init);
module_exit(failing_exit);
MODULE_DESCRIPTION("A step of a suspend that fails when it is told to");
MODULE_LICENSE("GPL");
