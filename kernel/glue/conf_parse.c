// SPDX-License-Identifier: GPL-2.0
/* Taking messages into a stage, each as a whole or not at all. */
#include <linux/bitmap.h>
#include <linux/etherdevice.h>
#include <linux/slab.h>

#include "conf_parts.h"

int pzz_limit_get(struct pzz_limit *limit, const struct nlattr *nest,
		  struct netlink_ext_ack *extack)
{
	struct nlattr *tb[PROXZZZY_LIMIT_A_MAX + 1];
	int err;

	err = pzz_nest_parse(tb, &pzz_limit_nest, nest, extack);
	if (err)
		return err;
	if (!tb[PROXZZZY_LIMIT_A_RATE])
		return pzz_refuse_missing(extack, nest, PROXZZZY_LIMIT_A_RATE,
					  "a limit needs a rate; 0 is no limit");
	*limit = (struct pzz_limit){ .unit = 1, .burst = 5 };
	limit->rate = nla_get_u32(tb[PROXZZZY_LIMIT_A_RATE]);
	if (tb[PROXZZZY_LIMIT_A_BURST])
		limit->burst = nla_get_u32(tb[PROXZZZY_LIMIT_A_BURST]);
	if (tb[PROXZZZY_LIMIT_A_UNIT])
		limit->unit = nla_get_u32(tb[PROXZZZY_LIMIT_A_UNIT]);
	if (limit->unit != 1 && limit->unit != 60 && limit->unit != 3600 && limit->unit != 86400)
		return pzz_refuse(extack, tb[PROXZZZY_LIMIT_A_UNIT], -EINVAL,
				  "a limit's unit is 1, 60, 3600 or 86400 seconds");
	return 0;
}

static int take_arp(struct pzz_store *store, const struct nlattr *nest,
		    struct netlink_ext_ack *extack)
{
	struct nlattr *tb[PROXZZZY_ARP_A_MAX + 1], *announce;
	struct pzz_setup *s = &store->setup;
	int err;

	err = pzz_nest_parse(tb, &pzz_arp_nest, nest, extack);
	if (err)
		return err;
	announce = tb[PROXZZZY_ARP_A_ANNOUNCE];
	if (tb[PROXZZZY_ARP_A_ENABLE])
		s->arp.enable = nla_get_u8(tb[PROXZZZY_ARP_A_ENABLE]);
	if (tb[PROXZZZY_ARP_A_CONFLICT])
		s->arp.conflict = nla_get_u32(tb[PROXZZZY_ARP_A_CONFLICT]);
	if (!announce)
		return 0;
	s->arp.announce = nla_get_u32(announce);
	if (s->arp.announce && s->arp.announce < PROXZZZY_ANNOUNCE_MIN)
		return pzz_refuse(extack, announce, -ERANGE,
				  pzz_arp_nest.say[PROXZZZY_ARP_A_ANNOUNCE]);
	return 0;
}

static int take_ndp(struct pzz_store *store, const struct nlattr *nest,
		    struct netlink_ext_ack *extack)
{
	struct nlattr *tb[PROXZZZY_NDP_A_MAX + 1];
	struct pzz_setup *s = &store->setup;
	int err;

	err = pzz_nest_parse(tb, &pzz_ndp_nest, nest, extack);
	if (err)
		return err;
	if (tb[PROXZZZY_NDP_A_ENABLE])
		s->ndp.enable = nla_get_u8(tb[PROXZZZY_NDP_A_ENABLE]);
	if (tb[PROXZZZY_NDP_A_ROUTER])
		s->ndp.router = nla_get_u8(tb[PROXZZZY_NDP_A_ROUTER]);
	if (!tb[PROXZZZY_NDP_A_CONFLICT])
		return 0;
	s->ndp.conflict = nla_get_u32(tb[PROXZZZY_NDP_A_CONFLICT]);
	if (s->ndp.conflict == PROXZZZY_CONFLICT_DEFEND)
		return pzz_refuse(extack, tb[PROXZZZY_NDP_A_CONFLICT], -EOPNOTSUPP,
				  "IPv6 addresses are not defended: ignore a conflict or wake");
	return 0;
}

static int take_echo(struct pzz_store *store, const struct nlattr *nest,
		     struct netlink_ext_ack *extack)
{
	struct nlattr *tb[PROXZZZY_ECHO_A_MAX + 1];
	struct pzz_setup *s = &store->setup;
	int err;

	err = pzz_nest_parse(tb, &pzz_echo_nest, nest, extack);
	if (err)
		return err;
	if (tb[PROXZZZY_ECHO_A_ENABLE])
		s->echo.enable = nla_get_u8(tb[PROXZZZY_ECHO_A_ENABLE]);
	if (!tb[PROXZZZY_ECHO_A_LIMIT])
		return 0;
	return pzz_limit_get(&s->echo.limit, tb[PROXZZZY_ECHO_A_LIMIT], extack);
}

static int take_wake(struct pzz_store *store, const struct nlattr *nest,
		     struct netlink_ext_ack *extack)
{
	struct nlattr *tb[PROXZZZY_WAKE_A_MAX + 1];
	int err;

	err = pzz_nest_parse(tb, &pzz_wake_nest, nest, extack);
	if (err || !tb[PROXZZZY_WAKE_A_LIMIT])
		return err;
	return pzz_limit_get(&store->setup.wake.limit, tb[PROXZZZY_WAKE_A_LIMIT], extack);
}

/* C1, C10 */
static int take_mac(struct pzz_store *store, const struct nlattr *attr,
		    struct netlink_ext_ack *extack)
{
	memcpy(store->setup.mac, nla_data(attr), ETH_ALEN);
	store->own_mac = true;
	if (!is_valid_ether_addr(store->setup.mac))
		return pzz_refuse(extack, attr, -EADDRNOTAVAIL,
				  "a host's MAC address is neither a group address nor zero");
	return 0;
}

/* R23 */
static int take_priority(struct pzz_store *store, const struct nlattr *attr,
			 struct netlink_ext_ack *extack)
{
	store->priority = nla_get_u8(attr);
	if (store->priority > 7 && store->priority != PROXZZZY_PRIORITY_NONE)
		return pzz_refuse(extack, attr, -ERANGE,
				  pzz_conf_nest.say[PROXZZZY_CONF_A_PRIORITY]);
	return 0;
}

struct taking {
	struct pzz_store *store;
	const struct pzz_store *in_force;
	u32 sorted;			/* rules when the message began */
};

static int take(struct taking *t, const struct nlattr *part, struct netlink_ext_ack *extack)
{
	switch (nla_type(part)) {
	case PROXZZZY_CONF_A_MAC:
		return take_mac(t->store, part, extack);
	case PROXZZZY_CONF_A_S2IDLE:
		t->store->s2idle = nla_get_u32(part);
		return 0;
	case PROXZZZY_CONF_A_DEEP:
		t->store->deep = nla_get_u32(part);
		return 0;
	case PROXZZZY_CONF_A_PRIORITY:
		return take_priority(t->store, part, extack);
	case PROXZZZY_CONF_A_ADDR:
		return pzz_store_addr_add(t->store, part, extack);
	case PROXZZZY_CONF_A_ARP:
		return take_arp(t->store, part, extack);
	case PROXZZZY_CONF_A_NDP:
		return take_ndp(t->store, part, extack);
	case PROXZZZY_CONF_A_ECHO:
		return take_echo(t->store, part, extack);
	case PROXZZZY_CONF_A_WAKE:
		return take_wake(t->store, part, extack);
	case PROXZZZY_CONF_A_RULE:
		return pzz_store_rule_add(t->store, t->in_force, t->sorted, part, extack);
	case PROXZZZY_CONF_A_GROUP:
		return pzz_store_group_add(t->store, part, extack);
	case PROXZZZY_CONF_A_RR:
		return pzz_store_rr_add(t->store, part, extack);
	case PROXZZZY_CONF_A_IGMP:
		return pzz_take_igmp(t->store, part, extack);
	case PROXZZZY_CONF_A_MLD:
		return pzz_take_mld(t->store, part, extack);
	case PROXZZZY_CONF_A_MDNS:
		return pzz_take_mdns(t->store, part, extack);
	case PROXZZZY_CONF_A_LLMNR:
		return pzz_take_llmnr(t->store, part, extack);
	case PROXZZZY_CONF_A_SNMP:
		return pzz_take_snmp(t->store, part, extack);
	case PROXZZZY_CONF_A_COMMUNITY:
		return pzz_store_community_add(t->store, part, extack);
	case PROXZZZY_CONF_A_OID:
		return pzz_store_oid_add(t->store, part, extack);
	case PROXZZZY_CONF_A_TEREDO:
		return pzz_store_teredo_add(t->store, part, extack);
	case PROXZZZY_CONF_A_LLDP:
		return pzz_store_lldp_add(t->store, part, extack);
	case PROXZZZY_CONF_A_DHCP:
		return 0;	/* pzz_store_add() takes it last */
	case PROXZZZY_CONF_A_LIFETIME:
		return pzz_store_lifetime_add(t->store, part, extack);
	case PROXZZZY_CONF_A_LIFETIME_BEFORE:
		t->store->setup.lifetime_wake_before = nla_get_u32(part);
		return 0;
	case PROXZZZY_CONF_A_DNS:
		return pzz_store_dns_add(t->store, part, extack);
	case PROXZZZY_CONF_A_SIP:
		return pzz_store_sip_add(t->store, t->in_force, part, extack);
	}
	return pzz_refuse(extack, part, -EINVAL, "a configuration has no such part");
}

/* All but what was added behind the others: addresses, groups, records and so on */
struct before {
	struct pzz_setup setup;
	u32 n_bytes;
	u32 n_oid_bytes;
	u32 s2idle;
	u32 deep;
	u8 priority;
	bool own_mac;
};

static struct before remember(const struct pzz_store *store)
{
	return (struct before){
		.setup = store->setup, .n_bytes = store->n_bytes,
		.n_oid_bytes = store->n_oid_bytes,
		.s2idle = store->s2idle, .deep = store->deep,
		.priority = store->priority, .own_mac = store->own_mac,
	};
}

static void undo(struct pzz_store *store, const struct before *was)
{
	pzz_store_rules_cut(store, was->setup.n_rules);
	pzz_store_links_cut(store, was->setup.n_teredos, was->setup.n_lldps);
	pzz_store_sips_cut(store, was->setup.sip.n_regs);
	store->setup = was->setup;
	store->setup.rules = store->rules;	/* may have moved */
	pzz_store_rrs_cut(store, was->setup.n_rrs, was->n_bytes);
	pzz_store_oids_cut(store, was->setup.n_oids, was->n_oid_bytes);
	pzz_store_communities_cut(store, was->setup.n_communities);
	store->s2idle = was->s2idle;
	store->deep = was->deep;
	store->priority = was->priority;
	store->own_mac = was->own_mac;
}

/* C12 */
int pzz_store_add(struct pzz_store *store, const struct pzz_store *in_force,
		  const struct nlattr *conf, struct netlink_ext_ack *extack)
{
	struct taking t = { store, in_force, store->setup.n_rules };
	struct nlattr *tb[PROXZZZY_CONF_A_MAX + 1];
	struct before was = remember(store);
	const struct nlattr *part;
	int err, rem;

	err = pzz_nest_parse(tb, &pzz_conf_nest, conf, extack);
	if (err)
		return err;
	nla_for_each_nested(part, conf, rem) {
		err = take(&t, part, extack);
		if (err)
			break;
	}
	if (!err && tb[PROXZZZY_CONF_A_DHCP])
		err = pzz_take_dhcp(store, tb[PROXZZZY_CONF_A_DHCP], extack);
	if (err) {
		undo(store, &was);
		return err;
	}
	pzz_store_rules_sort(store, t.sorted);
	return 0;
}

/* What a message takes out, all of it or nothing. */
struct leaving {
	DECLARE_BITMAP(addrs, 2 * PROXZZZY_ADDR_MAX);
	DECLARE_BITMAP(groups, 2 * PROXZZZY_GROUP_MAX);
	DECLARE_BITMAP(rules, PROXZZZY_RULE_MAX);
	DECLARE_BITMAP(rrs, PROXZZZY_RR_MAX);
	DECLARE_BITMAP(communities, PROXZZZY_COMMUNITY_MAX);
	DECLARE_BITMAP(oids, PROXZZZY_OID_MAX);
	DECLARE_BITMAP(teredos, PROXZZZY_TEREDO_MAX);
	DECLARE_BITMAP(lldps, PROXZZZY_LLDP_MAX);
	DECLARE_BITMAP(lifetimes, PROXZZZY_ADDR_MAX);
	DECLARE_BITMAP(dns, PROXZZZY_DNS_MAX);
	DECLARE_BITMAP(sips, PROXZZZY_SIP_MAX);
};

static int mark_at(unsigned long *marks, int at, const struct nlattr *part,
		   struct netlink_ext_ack *extack)
{
	if (at < 0)
		return at;
	if (__test_and_set_bit(at, marks))
		return pzz_refuse(extack, part, -ENOENT, PZZ_TWICE_SAY);
	return 0;
}

static int mark(const struct pzz_store *store, struct leaving *l, const struct nlattr *part,
		struct netlink_ext_ack *extack)
{
	switch (nla_type(part)) {
	case PROXZZZY_CONF_A_ADDR:
		return mark_at(l->addrs, pzz_store_addr_find(store, part, extack), part, extack);
	case PROXZZZY_CONF_A_GROUP:
		return mark_at(l->groups, pzz_store_group_find(store, part, extack), part, extack);
	case PROXZZZY_CONF_A_RR:
		return pzz_store_rrs_mark(store, l->rrs, part, extack);
	case PROXZZZY_CONF_A_COMMUNITY:
		return pzz_store_communities_mark(store, l->communities, part, extack);
	case PROXZZZY_CONF_A_OID:
		return mark_at(l->oids, pzz_store_oid_find(store, part, extack), part, extack);
	case PROXZZZY_CONF_A_TEREDO:
		return pzz_store_teredos_mark(store, l->teredos, part, extack);
	case PROXZZZY_CONF_A_LLDP:
		return pzz_store_lldps_mark(store, l->lldps, part, extack);
	case PROXZZZY_CONF_A_LIFETIME:
		return mark_at(l->lifetimes, pzz_store_lifetime_find(store, part, extack), part,
			       extack);
	case PROXZZZY_CONF_A_DNS:
		return mark_at(l->dns, pzz_store_dns_find(store, part, extack), part, extack);
	case PROXZZZY_CONF_A_SIP:
		return mark_at(l->sips, pzz_store_sip_find(store, part, extack), part, extack);
	}
	return mark_at(l->rules, pzz_store_rule_find(store, part, extack), part, extack);
}

/* Those of @n that are not marked move together. */
static u32 drop_ips(struct pzz_ip *ips, u32 n, const unsigned long *marks)
{
	u32 i, left = 0;

	for (i = 0; i < n; i++)
		if (!test_bit(i, marks))
			ips[left++] = ips[i];
	return left;
}

static void delete(struct pzz_store *store, const struct leaving *l)
{
	u32 i, n = 0;

	store->setup.n_addrs = drop_ips(store->addrs, store->setup.n_addrs, l->addrs);
	store->setup.n_groups = drop_ips(store->groups, store->setup.n_groups, l->groups);
	pzz_store_rrs_drop(store, l->rrs);
	pzz_store_communities_drop(store, l->communities);
	pzz_store_oids_drop(store, l->oids);
	pzz_store_links_drop(store, l->teredos, l->lldps);
	pzz_store_lifetimes_drop(store, l->lifetimes);
	store->setup.n_dns = drop_ips(store->dns, store->setup.n_dns, l->dns);
	pzz_store_sips_drop(store, l->sips);
	for (i = 0; i < store->setup.n_rules; i++) {
		if (test_bit(i, l->rules))
			continue;
		if (n != i)
			store->rules[n] = store->rules[i];
		n++;
	}
	pzz_store_rules_cut(store, n);
}

static int mark_all(const struct pzz_store *store, struct leaving *l, const struct nlattr *conf,
		    struct netlink_ext_ack *extack)
{
	struct nlattr *tb[PROXZZZY_CONF_A_MAX + 1];
	const struct nlattr *part;
	int err, rem;

	err = pzz_nest_parse(tb, &pzz_conf_del_nest, conf, extack);
	if (err)
		return err;
	nla_for_each_nested(part, conf, rem) {
		err = mark(store, l, part, extack);
		if (err)
			return err;
	}
	return 0;
}

int pzz_store_del(struct pzz_store *store, const struct nlattr *conf,
		  struct netlink_ext_ack *extack)
{
	struct leaving *l = kzalloc(sizeof(*l), GFP_KERNEL);
	int err;

	if (!l)
		return pzz_refuse(extack, conf, -ENOMEM, "no memory to delete");
	err = mark_all(store, l, conf, extack);
	if (!err)
		delete(store, l);
	kfree(l);
	return err;
}
