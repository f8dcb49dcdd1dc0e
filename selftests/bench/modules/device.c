// SPDX-License-Identifier: GPL-2.0
#include <linux/etherdevice.h>

#include "bench.h"

struct bench_sent bench_sent;

static netdev_tx_t xmit(struct sk_buff *skb, struct net_device *dev)
{
	if (bench_sent.keep) {
		bench_sent.frames++;
		bench_sent.len = min_t(u32, skb->len, BENCH_FRAME_MAX);
		if (skb_copy_bits(skb, 0, bench_sent.last, bench_sent.len))
			bench_sent.len = 0;
	}
	dev_consume_skb_any(skb);
	return NETDEV_TX_OK;
}

static const struct net_device_ops ops = {
	.ndo_start_xmit		= xmit,
	.ndo_set_mac_address	= eth_mac_addr,
	.ndo_validate_addr	= eth_validate_addr,
};

struct net_device *bench_device_new(void)
{
	struct net_device *dev = alloc_etherdev(0);
	int err;

	if (!dev)
		return ERR_PTR(-ENOMEM);
	strscpy(dev->name, "bench0", IFNAMSIZ);
	dev->netdev_ops = &ops;
	eth_hw_addr_random(dev);
	err = register_netdev(dev);
	if (err) {
		free_netdev(dev);
		return ERR_PTR(err);
	}
	return dev;
}

void bench_device_free(struct net_device *dev)
{
	unregister_netdev(dev);
	free_netdev(dev);
}
