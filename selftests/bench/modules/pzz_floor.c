// SPDX-License-Identifier: GPL-2.0
/*
 * The least that an answerer in an rx_handler can do: it turns an ARP request or
 * a Neighbor Solicitation round and sends it; with fresh=1 in a new skb, else
 * where it lies. It does what the kernel demands of whoever sends such an skb,
 * with the kernel's own helpers, and nothing that a protocol demands: it looks
 * at no address and no checksum, so it is a measure, not a proxy.
 */
#include <linux/etherdevice.h>
#include <linux/if_arp.h>
#include <linux/module.h>
#include <linux/rtnetlink.h>
#include <net/ip6_checksum.h>
#include <net/ndisc.h>

struct arp_body {
	u8 sha[ETH_ALEN];
	__be32 sip;
	u8 tha[ETH_ALEN];
	__be32 tip;
} __packed;

static struct net_device *dev;
static bool fresh;

module_param(fresh, bool, 0444);
MODULE_PARM_DESC(fresh, "Answer in a new skb");

static void turn_arp(struct sk_buff *skb)
{
	struct arphdr *arp = (struct arphdr *)skb->data;
	struct arp_body *body = (struct arp_body *)(arp + 1);
	__be32 tip = body->tip;

	arp->ar_op = htons(ARPOP_REPLY);
	ether_addr_copy(body->tha, body->sha);
	body->tip = body->sip;
	memcpy(body->sha, dev->dev_addr, ETH_ALEN);
	body->sip = tip;
}

static void turn_ns(struct sk_buff *skb)
{
	struct ipv6hdr *ip = (struct ipv6hdr *)skb->data;
	struct nd_msg *msg = (struct nd_msg *)(ip + 1);
	u32 len = ntohs(ip->payload_len);

	ip->daddr = ip->saddr;
	ip->saddr = msg->target;
	msg->icmph.icmp6_type = NDISC_NEIGHBOUR_ADVERTISEMENT;
	msg->icmph.icmp6_solicited = 1;
	msg->icmph.icmp6_override = 1;
	msg->opt[0] = ND_OPT_TARGET_LL_ADDR;
	memcpy(msg->opt + 2, dev->dev_addr, ETH_ALEN);
	msg->icmph.icmp6_cksum = 0;
	msg->icmph.icmp6_cksum = csum_ipv6_magic(&ip->saddr, &ip->daddr, len, IPPROTO_ICMPV6,
						 csum_partial(msg, len, 0));
}

static void send(struct sk_buff *skb)
{
	struct ethhdr *eth;

	if (skb->protocol == htons(ETH_P_ARP))
		turn_arp(skb);
	else
		turn_ns(skb);
	eth = skb_push(skb, ETH_HLEN);
	ether_addr_copy(eth->h_dest, eth->h_source);
	memcpy(eth->h_source, dev->dev_addr, ETH_ALEN);
	skb_reset_mac_header(skb);
	dev_queue_xmit(skb);
}

static void send_itself(struct sk_buff *skb)
{
	if (skb_ensure_writable(skb, skb->len) || skb_cow_head(skb, LL_RESERVED_SPACE(dev))) {
		kfree_skb(skb);
		return;
	}
	skb_scrub_packet(skb, true);
	skb->ip_summed = CHECKSUM_NONE;
	send(skb);
}

static void send_fresh(struct sk_buff *skb)
{
	unsigned int head = LL_RESERVED_SPACE(dev);
	struct sk_buff *new = alloc_skb(head + skb->len + dev->needed_tailroom, GFP_ATOMIC);

	if (new) {
		skb_reserve(new, head - ETH_HLEN);
		skb_put_data(new, skb_mac_header(skb), ETH_HLEN + skb->len);
		skb_pull(new, ETH_HLEN);
		skb_reset_network_header(new);
		new->protocol = skb->protocol;
		new->dev = dev;
		send(new);
	}
	consume_skb(skb);
}

static rx_handler_result_t rx(struct sk_buff **pskb)
{
	struct sk_buff *skb = *pskb;

	if (skb->protocol != htons(ETH_P_ARP) && skb->protocol != htons(ETH_P_IPV6))
		return RX_HANDLER_PASS;
	skb = skb_share_check(skb, GFP_ATOMIC);
	if (!skb)
		return RX_HANDLER_CONSUMED;
	if (fresh)
		send_fresh(skb);
	else
		send_itself(skb);
	return RX_HANDLER_CONSUMED;
}

static int __init floor_init(void)
{
	int err = -ENODEV;

	rtnl_lock();
	dev = __dev_get_by_name(&init_net, "bench0");
	if (dev)
		err = netdev_rx_handler_register(dev, rx, NULL);
	rtnl_unlock();
	return err;
}

static void __exit floor_exit(void)
{
	rtnl_lock();
	netdev_rx_handler_unregister(dev);
	rtnl_unlock();
}

module_init(floor_init);
module_exit(floor_exit);
MODULE_DESCRIPTION("Turns ARP requests and Neighbor Solicitations round");
MODULE_LICENSE("GPL");
