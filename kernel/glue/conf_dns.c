// SPDX-License-Identifier: GPL-2.0
/* The DNS servers of a configuration (C23). */
#include <linux/stringify.h>

#include "conf_parts.h"

static int dns_get(struct pzz_ip *ip, const struct nlattr *nest, struct netlink_ext_ack *extack)
{
	struct nlattr *tb[PROXZZZY_DNS_A_MAX + 1];
	int err;

	err = pzz_nest_parse(tb, &pzz_dns_nest, nest, extack);
	if (err)
		return err;
	if (!tb[PROXZZZY_DNS_A_ADDRESS])
		return pzz_refuse_missing(extack, nest, PROXZZZY_DNS_A_ADDRESS,
					  "a DNS server needs its address");
	return pzz_station_get(ip, tb[PROXZZZY_DNS_A_ADDRESS], extack);
}

static int find(const struct pzz_store *store, const struct pzz_ip *ip)
{
	u32 i;

	for (i = 0; i < store->setup.n_dns; i++)
		if (pzz_ip_same(&store->dns[i], ip))
			return i;
	return -ENOENT;
}

int pzz_store_dns_add(struct pzz_store *store, const struct nlattr *nest,
		      struct netlink_ext_ack *extack)
{
	struct pzz_ip ip;
	int err;

	err = dns_get(&ip, nest, extack);
	if (err)
		return err;
	if (find(store, &ip) >= 0)
		return pzz_refuse(extack, nest, -EEXIST, "this DNS server is staged already");
	if (store->setup.n_dns == PROXZZZY_DNS_MAX)
		return pzz_refuse(extack, nest, -ENOSPC, "a proxy has at most "
				  __stringify(PROXZZZY_DNS_MAX) " DNS servers");
	store->dns[store->setup.n_dns++] = ip;
	return 0;
}

int pzz_store_dns_find(const struct pzz_store *store, const struct nlattr *nest,
		       struct netlink_ext_ack *extack)
{
	struct pzz_ip ip;
	int err;

	err = dns_get(&ip, nest, extack);
	if (err)
		return err;
	err = find(store, &ip);
	return err < 0 ? pzz_refuse(extack, nest, err, "this DNS server is not staged") : err;
}
