// SPDX-License-Identifier: GPL-2.0
/*
 * One planted bug per detector of the debug kernel: "insmod canary.ko kind=uaf".
 * A run in which a canary is not reported has a dead detector.
 */
#include <linux/mm.h>
#include <linux/module.h>
#include <linux/mutex.h>
#include <linux/rculist.h>
#include <linux/slab.h>
#include <linux/spinlock.h>

static char *kind = "";
module_param(kind, charp, 0444);
MODULE_PARM_DESC(kind, "uaf, shift, atomic, rcu, lock or leak");

static int sink;
static void *lost;

static void plant_uaf(void)
{
	char *p = kmalloc(32, GFP_KERNEL);

	kfree(p);
	OPTIMIZER_HIDE_VAR(p);
	if (p)
		sink = READ_ONCE(p[3]);
}

static void plant_shift(void)
{
	int by = 40;

	OPTIMIZER_HIDE_VAR(by);
	WRITE_ONCE(sink, 1 << by);
}

static void plant_atomic(void)
{
	static DEFINE_SPINLOCK(lock);

	spin_lock(&lock);
	might_sleep();
	spin_unlock(&lock);
}

static void plant_rcu(void)
{
	static int value;
	static int __rcu *pointer = (int __rcu __force *)&value;

	sink = *rcu_dereference(pointer);
}

static void plant_lock(void)
{
	static DEFINE_MUTEX(a);
	static DEFINE_MUTEX(b);

	mutex_lock(&a);
	mutex_lock(&b);
	mutex_unlock(&b);
	mutex_unlock(&a);
	mutex_lock(&b);
	mutex_lock(&a);
	mutex_unlock(&a);
	mutex_unlock(&b);
}

static void plant_leak(void)
{
	int i;

	for (i = 0; i < 16; i++)
		lost = kmalloc(77, GFP_KERNEL);
	lost = NULL;
}

static const struct {
	const char *kind;
	void (*plant)(void);
} canaries[] = {
	{ "uaf", plant_uaf },
	{ "shift", plant_shift },
	{ "atomic", plant_atomic },
	{ "rcu", plant_rcu },
	{ "lock", plant_lock },
	{ "leak", plant_leak },
};

static int __init canary_init(void)
{
	int i;

	for (i = 0; i < ARRAY_SIZE(canaries); i++) {
		if (!strcmp(kind, canaries[i].kind)) {
			canaries[i].plant();
			return 0;
		}
	}
	return -EINVAL;
}

static void __exit canary_exit(void)
{
}

module_init(canary_init);
module_exit(canary_exit);
MODULE_DESCRIPTION("planted bugs");
MODULE_LICENSE("GPL");
