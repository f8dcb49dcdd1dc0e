// SPDX-License-Identifier: GPL-2.0
/* The settings of the protocols for groups and names. */
#include <linux/stringify.h>

#include "conf_parts.h"
#include "mdns/mdns.h"

int pzz_take_igmp(struct pzz_store *store, const struct nlattr *nest,
		  struct netlink_ext_ack *extack)
{
	struct nlattr *tb[PROXZZZY_IGMP_A_MAX + 1];
	int err;

	err = pzz_nest_parse(tb, &pzz_igmp_nest, nest, extack);
	if (!err && tb[PROXZZZY_IGMP_A_ENABLE])
		store->setup.igmp.enable = nla_get_u8(tb[PROXZZZY_IGMP_A_ENABLE]);
	return err;
}

int pzz_take_mld(struct pzz_store *store, const struct nlattr *nest,
		 struct netlink_ext_ack *extack)
{
	struct nlattr *tb[PROXZZZY_MLD_A_MAX + 1];
	int err;

	err = pzz_nest_parse(tb, &pzz_mld_nest, nest, extack);
	if (!err && tb[PROXZZZY_MLD_A_ENABLE])
		store->setup.mld.enable = nla_get_u8(tb[PROXZZZY_MLD_A_ENABLE]);
	return err;
}

/* An empty one takes the name away. */
static int take_name(struct pzz_name *name, const struct nlattr *attr,
		     struct netlink_ext_ack *extack)
{
	*name = (struct pzz_name){};
	if (!nla_len(attr))
		return 0;
	if (!pzz_dns_name_ok(nla_data(attr), nla_len(attr)))
		return pzz_refuse(extack, attr, -EINVAL, PZZ_NAME_SAY);
	if (nla_len(attr) == 1)
		return pzz_refuse(extack, attr, -EINVAL, "the root is no host's name");
	name->len = nla_len(attr);
	memcpy(name->b, nla_data(attr), name->len);
	return 0;
}

/* C29 */
static int take_host(struct pzz_setup *s, const struct nlattr *attr,
		     struct netlink_ext_ack *extack)
{
	const char *wrong;
	int err;

	err = take_name(&s->mdns.host, attr, extack);
	if (err)
		return err;
	wrong = pzz_mdns_host_wrong(&s->mdns.host);
	return wrong ? pzz_refuse(extack, attr, -EINVAL, wrong) : 0;
}

static bool is_among(const struct pzz_ip *groups, u8 n, const struct pzz_ip *ip)
{
	while (n--)
		if (pzz_ip_same(&groups[n], ip))
			return true;
	return false;
}

static int take_groups(struct pzz_setup *s, const struct nlattr *nest,
		       struct netlink_ext_ack *extack)
{
	const struct nlattr *attr;
	u8 n = 0;
	int err, rem;

	nla_for_each_nested(attr, nest, rem) {
		if (nla_type(attr) != PROXZZZY_MDNS_A_GROUP)
			continue;
		if (n == PROXZZZY_MDNS_GROUP_MAX)
			return pzz_refuse(extack, attr, -ENOSPC, "mDNS has at most "
					  __stringify(PROXZZZY_MDNS_GROUP_MAX) " groups");
		err = pzz_group_get(&s->mdns.groups[n], attr, extack);
		if (err)
			return err;
		if (is_among(s->mdns.groups, n, &s->mdns.groups[n]))
			return pzz_refuse(extack, attr, -EEXIST,
					  "this group of mDNS stands here twice");
		n++;
	}
	s->mdns.n_groups = n;
	return 0;
}

int pzz_take_mdns(struct pzz_store *store, const struct nlattr *nest,
		  struct netlink_ext_ack *extack)
{
	struct nlattr *tb[PROXZZZY_MDNS_A_MAX + 1];
	struct pzz_setup *s = &store->setup;
	int err;

	err = pzz_nest_parse(tb, &pzz_mdns_nest, nest, extack);
	if (err)
		return err;
	if (tb[PROXZZZY_MDNS_A_ENABLE])
		s->mdns.enable = nla_get_u8(tb[PROXZZZY_MDNS_A_ENABLE]);
	if (tb[PROXZZZY_MDNS_A_TTL])
		s->mdns.ttl = nla_get_u32(tb[PROXZZZY_MDNS_A_TTL]);
	if (tb[PROXZZZY_MDNS_A_ANNOUNCE])
		s->mdns.announce = nla_get_u8(tb[PROXZZZY_MDNS_A_ANNOUNCE]);
	if (tb[PROXZZZY_MDNS_A_HOST])
		err = take_host(s, tb[PROXZZZY_MDNS_A_HOST], extack);
	if (!err && tb[PROXZZZY_MDNS_A_GROUP])
		err = take_groups(s, nest, extack);
	return err;
}

int pzz_take_llmnr(struct pzz_store *store, const struct nlattr *nest,
		   struct netlink_ext_ack *extack)
{
	struct nlattr *tb[PROXZZZY_LLMNR_A_MAX + 1];
	struct pzz_setup *s = &store->setup;
	int err;

	err = pzz_nest_parse(tb, &pzz_llmnr_nest, nest, extack);
	if (err)
		return err;
	if (tb[PROXZZZY_LLMNR_A_ENABLE])
		s->llmnr.enable = nla_get_u8(tb[PROXZZZY_LLMNR_A_ENABLE]);
	if (tb[PROXZZZY_LLMNR_A_TTL])
		s->llmnr.ttl = nla_get_u32(tb[PROXZZZY_LLMNR_A_TTL]);
	if (tb[PROXZZZY_LLMNR_A_TENTATIVE])
		s->llmnr.tentative = nla_get_u8(tb[PROXZZZY_LLMNR_A_TENTATIVE]);
	if (!tb[PROXZZZY_LLMNR_A_HOST])
		return 0;
	return take_name(&s->llmnr.host, tb[PROXZZZY_LLMNR_A_HOST], extack);
}
