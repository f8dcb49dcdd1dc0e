// SPDX-License-Identifier: GPL-2.0
/* The proxied addresses of a configuration (C5, C7, C8, C9). */
#include <linux/in.h>
#include <linux/stringify.h>
#include <net/ipv6.h>

#include "conf_parts.h"

int pzz_ip_get(struct pzz_ip *ip, const struct nlattr *attr, struct netlink_ext_ack *extack)
{
	int len = nla_len(attr);

	if (len != 4 && len != 16)
		return pzz_refuse(extack, attr, -EINVAL,
				  "an address is 4 bytes (IPv4) or 16 bytes (IPv6)");
	*ip = (struct pzz_ip){ .len = len };
	memcpy(ip->b, nla_data(attr), len);
	return 0;
}

/* Why a host can't have this IPv4 address, or NULL */
static const char *wrong4(__be32 a)
{
	if (ipv4_is_zeronet(a))
		return "0.0.0.0/8 has no address of a host";
	if (ipv4_is_loopback(a))
		return "a loopback address is never seen on a network";
	if (ipv4_is_multicast(a))
		return "a multicast address is not a host's own";
	if (ipv4_is_lbcast(a))
		return "the broadcast address is not a host's own";
	return NULL;
}

static const char *wrong6(const struct in6_addr *a)
{
	if (ipv6_addr_any(a))
		return "the unspecified address is not a host's own";
	if (ipv6_addr_loopback(a))
		return "a loopback address is never seen on a network";
	if (ipv6_addr_is_multicast(a))
		return "a multicast address is not a host's own";
	if (ipv6_addr_v4mapped(a))
		return "an IPv4-mapped address is never seen on a network; give the IPv4 address";
	return NULL;
}

static const char *wrong(const struct pzz_ip *ip)
{
	struct in6_addr a6;
	__be32 a4;

	if (ip->len == 4) {
		memcpy(&a4, ip->b, sizeof(a4));
		return wrong4(a4);
	}
	memcpy(&a6, ip->b, sizeof(a6));
	return wrong6(&a6);
}

int pzz_station_get(struct pzz_ip *ip, const struct nlattr *attr, struct netlink_ext_ack *extack)
{
	int err = pzz_ip_get(ip, attr, extack);
	const char *why = err ? NULL : wrong(ip);

	return why ? pzz_refuse(extack, attr, -EADDRNOTAVAIL, why) : err;
}

static int addr_get(struct pzz_ip *ip, struct nlattr **tb, const struct nlattr *nest,
		    struct netlink_ext_ack *extack)
{
	int err;

	err = pzz_nest_parse(tb, &pzz_addr_nest, nest, extack);
	if (err)
		return err;
	if (!tb[PROXZZZY_ADDR_A_ADDRESS])
		return pzz_refuse_missing(extack, nest, PROXZZZY_ADDR_A_ADDRESS,
					  "there is no address in this nest");
	return pzz_ip_get(ip, tb[PROXZZZY_ADDR_A_ADDRESS], extack);
}

static int find(const struct pzz_store *store, const struct pzz_ip *ip)
{
	u32 i;

	for (i = 0; i < store->setup.n_addrs; i++)
		if (pzz_ip_same(&store->addrs[i], ip))
			return i;
	return -ENOENT;
}

static u32 count(const struct pzz_store *store, u8 len)
{
	u32 i, n = 0;

	for (i = 0; i < store->setup.n_addrs; i++)
		n += store->addrs[i].len == len;
	return n;
}

int pzz_store_addr_add(struct pzz_store *store, const struct nlattr *nest,
		       struct netlink_ext_ack *extack)
{
	struct nlattr *tb[PROXZZZY_ADDR_A_MAX + 1];
	const char *why;
	struct pzz_ip ip;
	int err;

	err = addr_get(&ip, tb, nest, extack);
	if (err)
		return err;
	why = wrong(&ip);
	if (why)
		return pzz_refuse(extack, tb[PROXZZZY_ADDR_A_ADDRESS], -EADDRNOTAVAIL, why);
	if (find(store, &ip) >= 0)
		return pzz_refuse(extack, tb[PROXZZZY_ADDR_A_ADDRESS], -EEXIST,
				  "this address is staged already");
	if (count(store, ip.len) >= PROXZZZY_ADDR_MAX)
		return pzz_refuse(extack, nest, -ENOSPC, ip.len == 4 ?
				  "a proxy has at most " __stringify(PROXZZZY_ADDR_MAX)
				  " IPv4 addresses" :
				  "a proxy has at most " __stringify(PROXZZZY_ADDR_MAX)
				  " IPv6 addresses");
	store->addrs[store->setup.n_addrs++] = ip;
	return 0;
}

int pzz_store_addr_find(const struct pzz_store *store, const struct nlattr *nest,
			struct netlink_ext_ack *extack)
{
	struct nlattr *tb[PROXZZZY_ADDR_A_MAX + 1];
	struct pzz_ip ip;
	int err;

	err = addr_get(&ip, tb, nest, extack);
	if (err)
		return err;
	err = find(store, &ip);
	if (err < 0)
		return pzz_refuse(extack, tb[PROXZZZY_ADDR_A_ADDRESS], err,
				  "this address is not staged");
	return err;
}
