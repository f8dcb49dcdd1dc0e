// SPDX-License-Identifier: GPL-2.0
#include <errno.h>
#include <string.h>

#include "nl_priv.h"
#include "util.h"

struct reading {
	struct config *cfg;
	u32 generation;
	bool begun;
};

void nl_get_limit(const struct nlattr *a, struct limit *l)
{
	const struct nlattr *tb[PROXZZZY_LIMIT_A_MAX + 1];

	nl_table(nl_range_of(a), tb, PROXZZZY_LIMIT_A_MAX);
	memset(l, 0, sizeof(*l));
	l->rate = nl_u32(tb[PROXZZZY_LIMIT_A_RATE]);
	if (!l->rate)
		return;
	l->unit = tb[PROXZZZY_LIMIT_A_UNIT] ? nl_u32(tb[PROXZZZY_LIMIT_A_UNIT]) : 1;
	l->burst = nl_u32(tb[PROXZZZY_LIMIT_A_BURST]);
}

static void get_mac(struct config *cfg, const struct nlattr *a)
{
	cfg->has |= HAS_MAC;
	cfg->own_mac = !a || mnl_attr_get_payload_len(a) != sizeof(cfg->mac);
	if (!cfg->own_mac)
		memcpy(cfg->mac, mnl_attr_get_payload(a), sizeof(cfg->mac));
}

/* A number that is a setting of its own. */
void nl_get_number(struct config *cfg, enum has has, const struct nlattr *a, u32 *value)
{
	if (!a)
		return;
	cfg->has |= has;
	*value = mnl_attr_get_payload_len(a) >= 4 ? nl_u32(a) : nl_u8(a);
}

static void get_arp(struct config *cfg, const struct nlattr *a)
{
	const struct nlattr *tb[PROXZZZY_ARP_A_MAX + 1];

	nl_table(nl_range_of(a), tb, PROXZZZY_ARP_A_MAX);
	nl_get_number(cfg, HAS_ARP_ENABLE, tb[PROXZZZY_ARP_A_ENABLE], &cfg->arp.enable);
	nl_get_number(cfg, HAS_ARP_CONFLICT, tb[PROXZZZY_ARP_A_CONFLICT], &cfg->arp.conflict);
	nl_get_number(cfg, HAS_ARP_ANNOUNCE, tb[PROXZZZY_ARP_A_ANNOUNCE], &cfg->arp.announce);
}

static void get_ndp(struct config *cfg, const struct nlattr *a)
{
	const struct nlattr *tb[PROXZZZY_NDP_A_MAX + 1];

	nl_table(nl_range_of(a), tb, PROXZZZY_NDP_A_MAX);
	nl_get_number(cfg, HAS_NDP_ENABLE, tb[PROXZZZY_NDP_A_ENABLE], &cfg->ndp.enable);
	nl_get_number(cfg, HAS_NDP_CONFLICT, tb[PROXZZZY_NDP_A_CONFLICT], &cfg->ndp.conflict);
	nl_get_number(cfg, HAS_NDP_ROUTER, tb[PROXZZZY_NDP_A_ROUTER], &cfg->ndp.router);
}

static void get_echo(struct config *cfg, const struct nlattr *a)
{
	const struct nlattr *tb[PROXZZZY_ECHO_A_MAX + 1];

	nl_table(nl_range_of(a), tb, PROXZZZY_ECHO_A_MAX);
	nl_get_number(cfg, HAS_ECHO_ENABLE, tb[PROXZZZY_ECHO_A_ENABLE], &cfg->echo.enable);
	if (!tb[PROXZZZY_ECHO_A_LIMIT])
		return;
	cfg->has |= HAS_ECHO_LIMIT;
	nl_get_limit(tb[PROXZZZY_ECHO_A_LIMIT], &cfg->echo.limit);
}

static void get_wake(struct config *cfg, const struct nlattr *a)
{
	const struct nlattr *tb[PROXZZZY_WAKE_A_MAX + 1];

	nl_table(nl_range_of(a), tb, PROXZZZY_WAKE_A_MAX);
	if (!tb[PROXZZZY_WAKE_A_LIMIT])
		return;
	cfg->has |= HAS_WAKE_LIMIT;
	nl_get_limit(tb[PROXZZZY_WAKE_A_LIMIT], &cfg->wake.limit);
}

static void get_addr(struct config *cfg, const struct nlattr *a)
{
	const struct nlattr *tb[PROXZZZY_ADDR_A_MAX + 1];
	struct ip ip;

	nl_table(nl_range_of(a), tb, PROXZZZY_ADDR_A_MAX);
	nl_ip(tb[PROXZZZY_ADDR_A_ADDRESS], &ip);
	if (ip.len)
		config_add_addr(cfg, &ip);
}

void nl_get_prefix(const struct nlattr *ip, const struct nlattr *bits, struct prefix *p)
{
	nl_ip(ip, &p->ip);
	p->bits = bits ? nl_u8(bits) : p->ip.len * 8;
	if (p->bits > p->ip.len * 8)
		p->bits = p->ip.len * 8;
}

static void get_pattern(struct rule *r, const struct nlattr *pattern, const struct nlattr *mask)
{
	struct nl_range bytes = nl_range_of(pattern), bits = nl_range_of(mask);

	if (bytes.len > sizeof(r->pattern))
		return;
	r->pattern_len = (u8)bytes.len;
	if (bytes.len)
		memcpy(r->pattern, bytes.p, bytes.len);
	if (!bytes.len || bits.len != bytes.len)
		return;
	for (size_t i = 0; i < bits.len; i++)
		r->has_mask |= ((const u8 *)bits.p)[i] != 0xff;
	if (r->has_mask)
		memcpy(r->mask, bits.p, bits.len);
}

static void get_match(struct rule *r, const struct nlattr **tb)
{
	r->port = nl_u16(tb[PROXZZZY_RULE_A_PORT]);
	r->port_to = nl_u16(tb[PROXZZZY_RULE_A_PORT_TO]);
	if (r->port_to == r->port)
		r->port_to = 0;
	nl_get_prefix(tb[PROXZZZY_RULE_A_FROM], tb[PROXZZZY_RULE_A_FROM_LEN], &r->from);
	nl_get_prefix(tb[PROXZZZY_RULE_A_TO], tb[PROXZZZY_RULE_A_TO_LEN], &r->to);
	r->offset = nl_u32(tb[PROXZZZY_RULE_A_OFFSET]);
	get_pattern(r, tb[PROXZZZY_RULE_A_PATTERN], tb[PROXZZZY_RULE_A_MASK]);
	r->secret = tb[PROXZZZY_RULE_A_SECRET_KEPT] ? SECRET_KEPT : SECRET_NONE;
	r->anywhere = tb[PROXZZZY_RULE_A_ANYWHERE];
}

static void get_rule(struct config *cfg, const struct nlattr *a)
{
	const struct nlattr *tb[PROXZZZY_RULE_A_MAX + 1];
	struct rule *r = config_add_rule(cfg);

	nl_table(nl_range_of(a), tb, PROXZZZY_RULE_A_MAX);
	r->id = nl_u32(tb[PROXZZZY_RULE_A_ID]);
	r->kind = nl_u32(tb[PROXZZZY_RULE_A_KIND]);
	r->action = nl_u32(tb[PROXZZZY_RULE_A_ACTION]);
	nl_copy_str(tb[PROXZZZY_RULE_A_LABEL], r->label, sizeof(r->label));
	get_match(r, tb);
	r->has_limit = tb[PROXZZZY_RULE_A_LIMIT];
	if (r->has_limit)
		nl_get_limit(tb[PROXZZZY_RULE_A_LIMIT], &r->limit);
}

static void get_dname(const struct nlattr *a, struct dname *name)
{
	struct nl_range r = nl_range_of(a);

	memset(name, 0, sizeof(*name));
	if (!r.len || r.len > sizeof(name->b))
		return;
	name->len = (u8)r.len;
	memcpy(name->b, r.p, r.len);
}

static void get_switch(struct config *cfg, enum has has, const struct nlattr *nest, u32 *value)
{
	const struct nlattr *tb[2];

	nl_table(nl_range_of(nest), tb, 1); /* ENABLE is the first of IGMP and MLD */
	nl_get_number(cfg, has, tb[1], value);
}

static void get_mdns(struct config *cfg, const struct nlattr *nest)
{
	const struct nlattr *tb[PROXZZZY_MDNS_A_MAX + 1], *a = NULL;

	nl_table(nl_range_of(nest), tb, PROXZZZY_MDNS_A_MAX);
	nl_get_number(cfg, HAS_MDNS_ENABLE, tb[PROXZZZY_MDNS_A_ENABLE], &cfg->mdns.enable);
	nl_get_number(cfg, HAS_MDNS_TTL, tb[PROXZZZY_MDNS_A_TTL], &cfg->mdns.ttl);
	nl_get_number(cfg, HAS_MDNS_ANNOUNCE, tb[PROXZZZY_MDNS_A_ANNOUNCE], &cfg->mdns.announce);
	cfg->has |= HAS_MDNS_HOST | HAS_MDNS_GROUPS;
	get_dname(tb[PROXZZZY_MDNS_A_HOST], &cfg->mdns.host);
	cfg->mdns.n_groups = 0;
	while ((a = nl_next(nl_range_of(nest), a)))
		if (mnl_attr_get_type(a) == PROXZZZY_MDNS_A_GROUP &&
		    cfg->mdns.n_groups < PROXZZZY_MDNS_GROUP_MAX)
			nl_ip(a, &cfg->mdns.groups[cfg->mdns.n_groups++]);
}

static void get_llmnr(struct config *cfg, const struct nlattr *nest)
{
	const struct nlattr *tb[PROXZZZY_LLMNR_A_MAX + 1];

	nl_table(nl_range_of(nest), tb, PROXZZZY_LLMNR_A_MAX);
	nl_get_number(cfg, HAS_LLMNR_ENABLE, tb[PROXZZZY_LLMNR_A_ENABLE], &cfg->llmnr.enable);
	nl_get_number(cfg, HAS_LLMNR_TTL, tb[PROXZZZY_LLMNR_A_TTL], &cfg->llmnr.ttl);
	nl_get_number(cfg, HAS_LLMNR_TENTATIVE, tb[PROXZZZY_LLMNR_A_TENTATIVE],
		      &cfg->llmnr.tentative);
	cfg->has |= HAS_LLMNR_HOST;
	get_dname(tb[PROXZZZY_LLMNR_A_HOST], &cfg->llmnr.host);
}

static void get_group(struct config *cfg, const struct nlattr *a)
{
	const struct nlattr *tb[PROXZZZY_GROUP_A_MAX + 1];
	struct ip ip;

	nl_table(nl_range_of(a), tb, PROXZZZY_GROUP_A_MAX);
	nl_ip(tb[PROXZZZY_GROUP_A_ADDRESS], &ip);
	if (ip.len)
		config_add_group(cfg, &ip);
}

static void get_rr(struct config *cfg, const struct nlattr *a)
{
	const struct nlattr *tb[PROXZZZY_RR_A_MAX + 1];
	struct nl_range data;
	struct rr *rr;

	nl_table(nl_range_of(a), tb, PROXZZZY_RR_A_MAX);
	data = nl_range_of(tb[PROXZZZY_RR_A_DATA]);
	if (data.len > PROXZZZY_DATA_MAX)
		return;
	rr = config_add_rr(cfg);
	get_dname(tb[PROXZZZY_RR_A_NAME], &rr->name);
	rr->type = nl_u16(tb[PROXZZZY_RR_A_TYPE]);
	rr->ttl = nl_u32(tb[PROXZZZY_RR_A_TTL]);
	rr->shared = tb[PROXZZZY_RR_A_SHARED];
	rr->data = util_grow(NULL, 0, data.len ? data.len : 1);
	rr->data_len = (u16)data.len;
	if (data.len)
		memcpy(rr->data, data.p, data.len);
}

static void get_part(struct config *cfg, const struct nlattr *a)
{
	switch (mnl_attr_get_type(a)) {
	case PROXZZZY_CONF_A_MAC:
		return get_mac(cfg, a);
	case PROXZZZY_CONF_A_S2IDLE:
		return nl_get_number(cfg, HAS_S2IDLE, a, &cfg->s2idle);
	case PROXZZZY_CONF_A_DEEP:
		return nl_get_number(cfg, HAS_DEEP, a, &cfg->deep);
	case PROXZZZY_CONF_A_PRIORITY:
		return nl_get_number(cfg, HAS_PRIORITY, a, &cfg->priority);
	case PROXZZZY_CONF_A_ARP:
		return get_arp(cfg, a);
	case PROXZZZY_CONF_A_NDP:
		return get_ndp(cfg, a);
	case PROXZZZY_CONF_A_ECHO:
		return get_echo(cfg, a);
	case PROXZZZY_CONF_A_WAKE:
		return get_wake(cfg, a);
	case PROXZZZY_CONF_A_ADDR:
		return get_addr(cfg, a);
	case PROXZZZY_CONF_A_RULE:
		return get_rule(cfg, a);
	case PROXZZZY_CONF_A_IGMP:
		return get_switch(cfg, HAS_IGMP, a, &cfg->igmp.enable);
	case PROXZZZY_CONF_A_MLD:
		return get_switch(cfg, HAS_MLD, a, &cfg->mld.enable);
	case PROXZZZY_CONF_A_MDNS:
		return get_mdns(cfg, a);
	case PROXZZZY_CONF_A_LLMNR:
		return get_llmnr(cfg, a);
	case PROXZZZY_CONF_A_GROUP:
		return get_group(cfg, a);
	case PROXZZZY_CONF_A_TEREDO:
		return nl_get_teredo(cfg, a);
	case PROXZZZY_CONF_A_LLDP:
		return nl_get_lldp(cfg, a);
	case PROXZZZY_CONF_A_RR:
		return get_rr(cfg, a);
	case PROXZZZY_CONF_A_DHCP:
		return nl_get_dhcp(cfg, a);
	case PROXZZZY_CONF_A_LIFETIME:
		return nl_get_lifetime(cfg, a);
	case PROXZZZY_CONF_A_LIFETIME_BEFORE:
		return nl_get_number(cfg, HAS_LIFETIME_BEFORE, a, &cfg->lifetime_before);
	case PROXZZZY_CONF_A_SNMP:
		return nl_get_snmp(cfg, a);
	case PROXZZZY_CONF_A_COMMUNITY:
		return nl_get_community(cfg, a);
	case PROXZZZY_CONF_A_OID:
		return nl_get_value(cfg, a);
	case PROXZZZY_CONF_A_DNS:
		return nl_get_dns(cfg, a);
	case PROXZZZY_CONF_A_SIP:
		return nl_get_sip(cfg, a);
	}
}

static int each(const struct nlmsghdr *nlh, void *out)
{
	const struct nlattr *tb[PROXZZZY_A_MAX + 1], *a = NULL;
	struct reading *r = out;
	u32 generation;

	nl_table(nl_range_of_msg(nlh), tb, PROXZZZY_A_MAX);
	generation = nl_u32(tb[PROXZZZY_A_GENERATION]);
	if (r->begun && generation != r->generation)
		return -EAGAIN;
	if (!r->begun)
		get_mac(r->cfg, NULL);
	r->begun = true;
	r->generation = generation;
	while ((a = nl_next(nl_range_of(tb[PROXZZZY_A_CONF]), a)))
		get_part(r->cfg, a);
	return 0;
}

static void forget(void *out)
{
	struct reading *r = out;

	config_free(r->cfg);
	r->begun = false;
}

int nl_conf_get(struct nl *nl, u32 ifindex, struct config *out, u32 *generation)
{
	struct reading r = { .cfg = out };
	int err;

	memset(out, 0, sizeof(*out));
	err = nl_dump(nl, PROXZZZY_CMD_CONF_GET, ifindex, each, forget, &r);
	*generation = r.generation;
	return err;
}
