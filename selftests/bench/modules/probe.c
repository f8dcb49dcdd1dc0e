// SPDX-License-Identifier: GPL-2.0
/*
 * The two points between which cycles are counted are the kernel's own
 * tracepoints, found by name, so that whoever answers is measured alike. The
 * first probe reads the counter last, the second one first: what lies between
 * them of their own is what BENCH_NOTHING measures.
 */
#include <linux/timex.h>
#include <linux/tracepoint.h>

#include "bench.h"

static struct {
	struct net_device *dev;
	const struct sk_buff *skb;	/* NULL: nothing is measured */
	enum bench_end end;
	bool disturbed;			/* by an interrupt */
	cycles_t from;
	cycles_t to;
} hit;

/* Later kernels hand over more arguments behind the first; none is needed. */
static void received(void *unused, struct sk_buff *skb)
{
	if (skb == hit.skb)
		hit.from = get_cycles();
}

static void queued(void *unused, struct sk_buff *skb)
{
	cycles_t now = get_cycles();

	if (hit.end == BENCH_REPLY && hit.skb && !hit.to && skb->dev == hit.dev)
		hit.to = now;
}

static void freed(void *unused, struct sk_buff *skb)
{
	cycles_t now = get_cycles();

	if (hit.end == BENCH_DROP && skb == hit.skb && !hit.to)
		hit.to = now;
}

static void interrupted(void *unused)
{
	hit.disturbed = true;
}

static struct {
	const char *name;
	void *probe;
	struct tracepoint *tp;
} points[] = {
	{ "netif_receive_skb", received },
	{ "net_dev_queue", queued },
	{ "consume_skb", freed },
	{ "kfree_skb", freed },
	{ "hrtimer_expire_entry", interrupted },
	{ "irq_handler_entry", interrupted },
	{ "softirq_entry", interrupted },
};

static void find(struct tracepoint *tp, void *unused)
{
	int i;

	for (i = 0; i < ARRAY_SIZE(points); i++)
		if (!strcmp(tp->name, points[i].name))
			points[i].tp = tp;
}

int bench_probe_init(struct net_device *dev)
{
	int i, err = 0;

	hit.dev = dev;
	for_each_kernel_tracepoint(find, NULL);
	for (i = 0; i < ARRAY_SIZE(points); i++) {
		if (!points[i].tp)
			err = -ENOENT;
		else
			err = tracepoint_probe_register(points[i].tp, points[i].probe, NULL);
		if (err)
			break;
	}
	if (err)
		while (i--)
			tracepoint_probe_unregister(points[i].tp, points[i].probe, NULL);
	return err;
}

void bench_probe_exit(void)
{
	int i;

	for (i = 0; i < ARRAY_SIZE(points); i++)
		tracepoint_probe_unregister(points[i].tp, points[i].probe, NULL);
	tracepoint_synchronize_unregister();
}

/* Through pointers, as the kernel calls them. */
static void nothing(struct sk_buff *skb)
{
	void (*first)(void *unused, struct sk_buff *skb) = received;
	void (*second)(void *unused, struct sk_buff *skb) = queued;

	OPTIMIZER_HIDE_VAR(first);
	OPTIMIZER_HIDE_VAR(second);
	hit.end = BENCH_REPLY;
	first(NULL, skb);
	second(NULL, skb);
	kfree_skb(skb);
}

s64 bench_probe(struct sk_buff *skb, enum bench_end end)
{
	bool disturbed;

	local_bh_disable();
	hit.disturbed = false;
	hit.from = 0;
	hit.to = 0;
	hit.end = end;
	hit.skb = skb;
	bench_sent.keep = true;
	if (end == BENCH_NOTHING)
		nothing(skb);
	else
		netif_receive_skb(skb);
	bench_sent.keep = false;
	hit.skb = NULL;
	disturbed = hit.disturbed;
	local_bh_enable();

	if (disturbed)
		return -EAGAIN;
	return hit.from && hit.to ? hit.to - hit.from : 0;
}
