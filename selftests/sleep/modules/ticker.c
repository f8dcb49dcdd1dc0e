// SPDX-License-Identifier: GPL-2.0
/*
 * A timer of somebody else's, every 100 ms: /sys/kernel/debug/ticker/fired says
 * how often it fired in suspend-to-idle since the module was loaded.
 */
#include <linux/debugfs.h>
#include <linux/module.h>
#include <linux/suspend.h>
#include <linux/workqueue.h>
#include <trace/events/power.h>

static struct dentry *dir;
static bool asleep;
static u32 fired;

static void fire(struct work_struct *work)
{
	if (READ_ONCE(asleep))
		fired++;
	schedule_delayed_work(to_delayed_work(work), HZ / 10);
}

static DECLARE_DELAYED_WORK(ticker, fire);

static void probe(void *data, const char *action, int val, bool start)
{
	if (val == (__force int)PM_SUSPEND_TO_IDLE && !strcmp(action, "machine_suspend"))
		WRITE_ONCE(asleep, start);
}

static int __init ticker_init(void)
{
	int err;

	err = register_trace_suspend_resume(probe, NULL);
	if (err)
		return err;
	schedule_delayed_work(&ticker, HZ / 10);
	dir = debugfs_create_dir("ticker", NULL);
	debugfs_create_u32("fired", 0400, dir, &fired);
	return 0;
}

static void __exit ticker_exit(void)
{
	debugfs_remove_recursive(dir);
	cancel_delayed_work_sync(&ticker);
	unregister_trace_suspend_resume(probe, NULL);
	tracepoint_synchronize_unregister();
}

module_init(ticker_init);
module_exit(ticker_exit);
MODULE_DESCRIPTION("A timer that counts how often it fires in suspend-to-idle");
MODULE_LICENSE("GPL");
