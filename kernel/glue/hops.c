// SPDX-License-Identifier: GPL-2.0
/*
 * Next hops to SIP and DNS servers: what the host's routes and neighbours say when a
 * sleep begins, for nobody can ask them during it.
 */
#include <linux/delay.h>
#include <linux/etherdevice.h>
#include <linux/rtnetlink.h>
#include <linux/slab.h>
#include <net/ip6_route.h>
#include <net/neighbour.h>
#include <net/route.h>

#include "glue.h"
#include "pzz_udp.h"
#include "sip/sip.h"

#define TRIES	50	/* of 10 ms */

/* Addresses that only a default route leads to: RFC 1112 4, RFC 6666 */
static const struct pzz_ip far4 = { 4, { 240, 0, 0, 1 } };
static const struct pzz_ip far6 = { 16, { 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1 } };

struct hops {
	u32 n;
	bool missing;
	struct pzz_hop v[PZZ_HOPS];
};

static struct dst_entry *route4(struct net_device *dev, const struct pzz_ip *to, bool *gateway)
{
	struct flowi4 fl = { .flowi4_oif = dev->ifindex };
	struct rtable *rt;

	memcpy(&fl.daddr, to->b, sizeof(fl.daddr));
	rt = ip_route_output_key(dev_net(dev), &fl);
	if (IS_ERR(rt))
		return NULL;
	*gateway = rt->rt_gw_family;
	return &rt->dst;
}

static struct dst_entry *route6(struct net_device *dev, const struct pzz_ip *to, bool *gateway)
{
	struct flowi6 fl = { .flowi6_oif = dev->ifindex };
	struct dst_entry *dst;

	memcpy(&fl.daddr, to->b, sizeof(fl.daddr));
	dst = ip6_route_output(dev_net(dev), NULL, &fl);
	if (dst->error) {
		dst_release(dst);
		return NULL;
	}
	*gateway = container_of(dst, struct rt6_info, dst)->rt6i_flags & RTF_GATEWAY;
	return dst;
}

/* The station on the way of @dst; asks for it if that is not known. */
static bool neighbour(struct dst_entry *dst, const struct pzz_ip *to, u8 *mac)
{
	struct neighbour *n = dst_neigh_lookup(dst, to->b);
	bool known;

	if (IS_ERR_OR_NULL(n))
		return false;
	known = READ_ONCE(n->nud_state) & NUD_VALID;
	if (known)
		neigh_ha_snapshot((char *)mac, n, n->dev);
	else
		neigh_event_send(n, NULL);
	neigh_release(n);
	return known && pzz_mac_is_station(mac);
}

static bool find(struct net_device *dev, const struct pzz_ip *to, bool by_gateway, u8 *mac)
{
	bool gateway = false, found;
	struct dst_entry *dst;

	dst = to->len == PZZ_IPV4_LEN ? route4(dev, to, &gateway) : route6(dev, to, &gateway);
	if (!dst)
		return false;
	found = (gateway || !by_gateway) && neighbour(dst, to, mac);
	dst_release(dst);
	return found;
}

static void add(struct hops *h, const struct pzz_ip *to, u8 bits, const u8 *mac)
{
	struct pzz_hop *hop = &h->v[h->n];

	if (h->n == PZZ_HOPS)
		return;
	hop->to = (struct pzz_prefix){ *to, bits };
	ether_addr_copy(hop->mac, mac);
	h->n++;
}

static void add_found(struct net_device *dev, struct hops *h, const struct pzz_ip *to)
{
	u8 mac[ETH_ALEN];

	if (find(dev, to, false, mac))
		add(h, to, to->len * 8, mac);
	else
		h->missing = true;
}

static void add_default(struct net_device *dev, struct hops *h, const struct pzz_ip *far)
{
	u8 mac[ETH_ALEN];

	if (find(dev, far, true, mac))
		add(h, &(struct pzz_ip){ far->len }, 0, mac);
}

/* In the order in which they are looked at: servers, and what is for all others. */
static void collect(struct pzz_proxy *p, const struct pzz_store *store, struct hops *h)
{
	const struct pzz_setup *s = &store->setup;
	const u8 *hop;
	u32 i;

	h->n = 0;
	h->missing = false;
	for (i = 0; i < s->n_dns; i++)
		add_found(p->dev, h, &s->dns[i]);
	for (i = 0; i < s->sip.n_regs; i++) {
		const struct pzz_ip *server = &s->sip.regs[i].server;

		if (s->sip.regs[i].tcp)
			continue;
		hop = pzz_store_sip_hop(store, i);
		if (server->len && hop)
			add(h, server, server->len * 8, hop);
		else if (server->len)
			add_found(p->dev, h, server);
		else if (hop)
			add(h, &(struct pzz_ip){ s->sip.regs[i].local.len }, 0, hop);
	}
	add_default(p->dev, h, &far4);
	add_default(p->dev, h, &far6);
}

void pzz_hops_find(struct pzz_proxy *p)
{
	struct pzz_live *live = rtnl_dereference(p->live);
	struct hops *h;
	int tries = 0;

	if (!live->store->setup.sip.n_regs)
		return;
	h = kmalloc(sizeof(*h), GFP_KERNEL);
	if (!h) {
		pzz_proxy_error(p, "no memory for the ways to SIP servers");
		return;
	}
	collect(p, live->store, h);
	while (h->missing && netif_carrier_ok(p->dev) && tries++ < TRIES) {
		usleep_range(10000, 12000);
		collect(p, live->store, h);
	}
	if (h->missing)
		pzz_proxy_error(p, "the way to a SIP or DNS server is not known: no station answers for it");
	spin_lock_bh(&live->lock);
	pzz_sip_use_hops(live->conf, live->state, h->v, h->n);
	spin_unlock_bh(&live->lock);
	kfree(h);
}
