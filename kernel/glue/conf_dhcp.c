// SPDX-License-Identifier: GPL-2.0
/* The lease of the host's IPv4 address (C16-C20), and how long its IPv6 addresses last. */
#include <linux/stringify.h>

#include "conf_parts.h"

void pzz_store_leases_own(struct pzz_store *store)
{
	store->setup.lifetimes = store->lifetimes;
	store->setup.dhcp.request = store->dhcp_request;
	store->setup.dhcp.ack = store->dhcp_ack;
	store->setup.dhcp.critical = store->dhcp_critical;
}

static void take_u32(u32 *to, const struct nlattr *attr)
{
	if (attr)
		*to = nla_get_u32(attr);
}

/* Its policy says that it has as many bytes as there is room for, or fewer. */
static u16 take_bytes(u8 *to, const struct nlattr *attr, u16 was)
{
	if (!attr)
		return was;
	memcpy(to, nla_data(attr), nla_len(attr));
	return nla_len(attr);
}

static void take_times(struct pzz_setup *s, struct nlattr **tb)
{
	if (tb[PROXZZZY_DHCP_A_SINCE])
		s->dhcp.since = nla_get_u64(tb[PROXZZZY_DHCP_A_SINCE]);
	take_u32(&s->dhcp.lease, tb[PROXZZZY_DHCP_A_LEASE]);
	take_u32(&s->dhcp.t1, tb[PROXZZZY_DHCP_A_T1]);
	take_u32(&s->dhcp.t2, tb[PROXZZZY_DHCP_A_T2]);
	take_u32(&s->dhcp.wake_before, tb[PROXZZZY_DHCP_A_WAKE_BEFORE]);
}

/* What does not go together is refused with the whole: pzz_dhcp_conf_check(). */
int pzz_take_dhcp(struct pzz_store *store, const struct nlattr *nest,
		  struct netlink_ext_ack *extack)
{
	struct nlattr *tb[PROXZZZY_DHCP_A_MAX + 1];
	struct pzz_setup *s = &store->setup;
	int err;

	err = pzz_nest_parse(tb, &pzz_dhcp_nest, nest, extack);
	if (err)
		return err;
	if (tb[PROXZZZY_DHCP_A_ENABLE])
		s->dhcp.enable = nla_get_u8(tb[PROXZZZY_DHCP_A_ENABLE]);
	if (tb[PROXZZZY_DHCP_A_RENEW])
		s->dhcp.renew = nla_get_u8(tb[PROXZZZY_DHCP_A_RENEW]);
	take_bytes(s->dhcp.address, tb[PROXZZZY_DHCP_A_ADDRESS], 0);
	take_bytes(s->dhcp.server, tb[PROXZZZY_DHCP_A_SERVER], 0);
	take_bytes(s->dhcp.server_mac, tb[PROXZZZY_DHCP_A_SERVER_MAC], 0);
	take_times(s, tb);
	s->dhcp.request_len = take_bytes(store->dhcp_request, tb[PROXZZZY_DHCP_A_REQUEST],
					 s->dhcp.request_len);
	s->dhcp.ack_len = take_bytes(store->dhcp_ack, tb[PROXZZZY_DHCP_A_ACK], s->dhcp.ack_len);
	s->dhcp.n_critical = take_bytes(store->dhcp_critical, tb[PROXZZZY_DHCP_A_CRITICAL],
					s->dhcp.n_critical);
	return 0;
}

static bool put_ends(struct sk_buff *skb, const struct pzz_setup *s)
{
	return nla_put(skb, PROXZZZY_DHCP_A_ADDRESS, sizeof(s->dhcp.address), s->dhcp.address) ||
	       nla_put(skb, PROXZZZY_DHCP_A_SERVER, sizeof(s->dhcp.server), s->dhcp.server) ||
	       nla_put(skb, PROXZZZY_DHCP_A_SERVER_MAC, sizeof(s->dhcp.server_mac),
		       s->dhcp.server_mac);
}

static bool put_times(struct sk_buff *skb, const struct pzz_setup *s)
{
	return nla_put_u64_64bit(skb, PROXZZZY_DHCP_A_SINCE, s->dhcp.since,
				 PROXZZZY_DHCP_A_PAD) ||
	       nla_put_u32(skb, PROXZZZY_DHCP_A_LEASE, s->dhcp.lease) ||
	       nla_put_u32(skb, PROXZZZY_DHCP_A_T1, s->dhcp.t1) ||
	       nla_put_u32(skb, PROXZZZY_DHCP_A_T2, s->dhcp.t2);
}

static bool put_options(struct sk_buff *skb, const struct pzz_setup *s)
{
	return nla_put(skb, PROXZZZY_DHCP_A_REQUEST, s->dhcp.request_len, s->dhcp.request) ||
	       nla_put(skb, PROXZZZY_DHCP_A_ACK, s->dhcp.ack_len, s->dhcp.ack) ||
	       nla_put(skb, PROXZZZY_DHCP_A_CRITICAL, s->dhcp.n_critical, s->dhcp.critical);
}

bool pzz_put_dhcp(struct sk_buff *skb, const struct pzz_setup *s)
{
	struct nlattr *nest = nla_nest_start(skb, PROXZZZY_CONF_A_DHCP);

	if (!nest ||
	    nla_put_u8(skb, PROXZZZY_DHCP_A_ENABLE, s->dhcp.enable) ||
	    nla_put_u8(skb, PROXZZZY_DHCP_A_RENEW, s->dhcp.renew) ||
	    nla_put_u32(skb, PROXZZZY_DHCP_A_WAKE_BEFORE, s->dhcp.wake_before) ||
	    (s->dhcp.lease && (put_ends(skb, s) || put_times(skb, s))) || put_options(skb, s))
		return true;
	nla_nest_end(skb, nest);
	return false;
}

static int lifetime_get(struct pzz_lifetime *life, const struct pzz_nest *kind,
			const struct nlattr *nest, struct netlink_ext_ack *extack)
{
	struct nlattr *tb[PROXZZZY_LIFETIME_A_MAX + 1];
	int err;

	err = pzz_nest_parse(tb, kind, nest, extack);
	if (err)
		return err;
	if (!tb[PROXZZZY_LIFETIME_A_ADDRESS])
		return pzz_refuse_missing(extack, nest, PROXZZZY_LIFETIME_A_ADDRESS,
					  "a lifetime needs its address");
	if (kind == &pzz_lifetime_nest && !tb[PROXZZZY_LIFETIME_A_UNTIL])
		return pzz_refuse_missing(extack, nest, PROXZZZY_LIFETIME_A_UNTIL,
					  "a lifetime needs its end");
	*life = (struct pzz_lifetime){};
	memcpy(life->address, nla_data(tb[PROXZZZY_LIFETIME_A_ADDRESS]), sizeof(life->address));
	if (tb[PROXZZZY_LIFETIME_A_PREFIX_LEN])
		life->prefix_bits = nla_get_u8(tb[PROXZZZY_LIFETIME_A_PREFIX_LEN]);
	if (tb[PROXZZZY_LIFETIME_A_UNTIL])
		life->valid_until = nla_get_u64(tb[PROXZZZY_LIFETIME_A_UNTIL]);
	return 0;
}

static int index_of(const struct pzz_store *store, const struct pzz_lifetime *life)
{
	u32 i;

	for (i = 0; i < store->setup.n_lifetimes; i++)
		if (!memcmp(store->lifetimes[i].address, life->address, sizeof(life->address)))
			return i;
	return -ENOENT;
}

int pzz_store_lifetime_add(struct pzz_store *store, const struct nlattr *nest,
			   struct netlink_ext_ack *extack)
{
	struct pzz_lifetime life;
	int err;

	err = lifetime_get(&life, &pzz_lifetime_nest, nest, extack);
	if (err)
		return err;
	if (index_of(store, &life) >= 0)
		return pzz_refuse(extack, nest, -EEXIST,
				  "a lifetime of this address is staged already; delete it first");
	if (store->setup.n_lifetimes == PROXZZZY_ADDR_MAX)
		return pzz_refuse(extack, nest, -ENOSPC, "a proxy has at most "
				  __stringify(PROXZZZY_ADDR_MAX) " lifetimes");
	store->lifetimes[store->setup.n_lifetimes++] = life;
	return 0;
}

int pzz_store_lifetime_find(const struct pzz_store *store, const struct nlattr *nest,
			    struct netlink_ext_ack *extack)
{
	struct pzz_lifetime life;
	int err;

	err = lifetime_get(&life, &pzz_lifetime_del_nest, nest, extack);
	if (err)
		return err;
	err = index_of(store, &life);
	return err < 0 ? pzz_refuse(extack, nest, err, "no lifetime of this address is staged") :
			 err;
}

void pzz_store_lifetimes_drop(struct pzz_store *store, const unsigned long *marks)
{
	u32 i, n = 0;

	for (i = 0; i < store->setup.n_lifetimes; i++)
		if (!test_bit(i, marks))
			store->lifetimes[n++] = store->lifetimes[i];
	store->setup.n_lifetimes = n;
}

bool pzz_put_lifetime(struct sk_buff *skb, const struct pzz_lifetime *life)
{
	struct nlattr *nest = nla_nest_start(skb, PROXZZZY_CONF_A_LIFETIME);

	if (!nest ||
	    nla_put(skb, PROXZZZY_LIFETIME_A_ADDRESS, sizeof(life->address), life->address) ||
	    nla_put_u8(skb, PROXZZZY_LIFETIME_A_PREFIX_LEN, life->prefix_bits) ||
	    nla_put_u64_64bit(skb, PROXZZZY_LIFETIME_A_UNTIL, life->valid_until,
			      PROXZZZY_LIFETIME_A_PAD))
		return true;
	nla_nest_end(skb, nest);
	return false;
}
