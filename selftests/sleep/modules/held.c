// SPDX-License-Identifier: GPL-2.0
/*
 * What a sleep may leave held, one fact a line, to be compared before and after:
 *
 *	/sys/kernel/debug/held/now	as it is
 *	/sys/kernel/debug/held/asleep	as it was when the last s2idle was entered, and then
 *					the console has "held: asleep"; nothing if the last
 *					suspend ended before
 */
#include <linux/cpuidle.h>
#include <linux/debugfs.h>
#include <linux/irq.h>
#include <linux/irqdesc.h>
#include <linux/module.h>
#include <linux/netdevice.h>
#include <linux/pci.h>
#include <linux/rtnetlink.h>
#include <linux/sched/signal.h>
#include <linux/seq_file.h>
#include <linux/slab.h>
#include <linux/suspend.h>
#include <trace/events/power.h>

#define SIZE	(256 << 10)
#define IRQS	512

struct text {
	char *at;
	size_t len;
};

static struct text asleep;
static struct dentry *dir;

static __printf(2, 3) void say(struct text *t, const char *fmt, ...)
{
	va_list args;

	va_start(args, fmt);
	t->len += vscnprintf(t->at + t->len, SIZE - t->len, fmt, args);
	va_end(args);
}

static void say_device(struct text *t, const struct device *dev)
{
	say(t, "dev %s syscore=%d usage=%d\n", dev_name(dev), dev->power.syscore,
	    atomic_read(&dev->power.usage_count));
}

static void say_netdevs(struct text *t)
{
	struct net_device *dev;
	struct device *up;

	rcu_read_lock();
	for_each_netdev_rcu(&init_net, dev) {
		say(t, "netdev %s handler=%d promisc=%u\n", dev->name,
		    !!rcu_access_pointer(dev->rx_handler), dev->promiscuity);
		for (up = dev->dev.parent; up; up = up->parent)
			say_device(t, up);
	}
	rcu_read_unlock();
}

static void say_irqs(struct text *t)
{
	unsigned int i;

	for (i = 0; i < IRQS; i++) {
		struct irq_data *data = irq_get_irq_data(i);
		struct irq_desc *desc = data ? irq_data_to_desc(data) : NULL;

		if (desc && desc->action)
			say(t, "irq %u %s nested=%d depth=%u wake=%u\n", i,
			    desc->action->name ?: "-",
			    !!(desc->status_use_accessors & IRQ_NESTED_THREAD),
			    desc->depth, desc->wake_depth);
	}
}

static void say_cpuidle(struct text *t)
{
	struct cpuidle_driver *drv = cpuidle_get_driver();
	int i;

	for (i = 0; drv && i < drv->state_count; i++)
		say(t, "cpuidle %s enter_s2idle=%ps\n", drv->states[i].name,
		    drv->states[i].enter_s2idle);
}

/* Any context. */
static void say_all(struct text *t)
{
	t->len = 0;
	preempt_disable();
	say_netdevs(t);
	say_irqs(t);
	say_cpuidle(t);
	preempt_enable();
}

static void probe(void *data, const char *action, int val, bool start)
{
	if (!start || val != (__force int)PM_SUSPEND_TO_IDLE)
		return;
	if (!strcmp(action, "suspend_enter"))
		asleep.len = 0;
	if (strcmp(action, "machine_suspend"))
		return;
	say_all(&asleep);
	pr_warn("held: asleep\n");
}

static int now_show(struct seq_file *seq, void *unused)
{
	struct text t = { .at = kvzalloc(SIZE, GFP_KERNEL) };

	if (!t.at)
		return -ENOMEM;
	say_all(&t);
	seq_write(seq, t.at, t.len);
	kvfree(t.at);
	return 0;
}
DEFINE_SHOW_ATTRIBUTE(now);

static int asleep_show(struct seq_file *seq, void *unused)
{
	seq_write(seq, asleep.at, asleep.len);
	return 0;
}
DEFINE_SHOW_ATTRIBUTE(asleep);

static int __init held_init(void)
{
	int err;

	asleep.at = kvzalloc(SIZE, GFP_KERNEL);
	if (!asleep.at)
		return -ENOMEM;
	err = register_trace_suspend_resume(probe, NULL);
	if (err) {
		kvfree(asleep.at);
		return err;
	}
	dir = debugfs_create_dir("held", NULL);
	debugfs_create_file("now", 0400, dir, NULL, &now_fops);
	debugfs_create_file("asleep", 0400, dir, NULL, &asleep_fops);
	return 0;
}

static void __exit held_exit(void)
{
	debugfs_remove_recursive(dir);
	unregister_trace_suspend_resume(probe, NULL);
	tracepoint_synchronize_unregister();
	kvfree(asleep.at);
}

module_init(held_init);
module_exit(held_exit);
MODULE_DESCRIPTION("What a sleep may leave held");
MODULE_LICENSE("GPL");
