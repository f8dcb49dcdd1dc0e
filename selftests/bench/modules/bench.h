/* SPDX-License-Identifier: GPL-2.0 */
/* The parts of pzz_bench.ko. All of it runs under the one lock of main.c. */
#ifndef PZZ_BENCH_H
#define PZZ_BENCH_H

#include <linux/netdevice.h>

#define BENCH_FRAME_MAX	1514

/* device.c: an Ethernet device without hardware; what it sends is only kept. */
struct bench_sent {
	bool keep;		/* else the stack sends on its own account */
	u32 frames;		/* that were kept so far */
	u32 len;		/* of the last one */
	u8 last[BENCH_FRAME_MAX];
};

extern struct bench_sent bench_sent;

struct net_device *bench_device_new(void);
void bench_device_free(struct net_device *dev);

/* probe.c: where a way begins and ends. */
enum bench_end {
	BENCH_REPLY,		/* net:net_dev_queue of any frame on the device */
	BENCH_DROP,		/* skb:consume_skb or skb:kfree_skb of the frame */
	BENCH_NOTHING,		/* the probes themselves, back to back */
};

int bench_probe_init(struct net_device *dev);
void bench_probe_exit(void);

/*
 * Lets the stack receive @skb, which it owns afterwards. Return: cycles from
 * net:netif_receive_skb to @end, or 0 if there was no such end, or -EAGAIN if an
 * interrupt came in between.
 */
s64 bench_probe(struct sk_buff *skb, enum bench_end end);

#endif /* PZZ_BENCH_H */
