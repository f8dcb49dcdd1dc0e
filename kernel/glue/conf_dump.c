// SPDX-License-Identifier: GPL-2.0
/* A configuration as attributes, in pieces. Secrets never leave. */
#include <linux/etherdevice.h>

#include "conf_parts.h"

/* Each put_*() returns whether there was no room for it, like nla_put(). */

static bool put_limit(struct sk_buff *skb, int type, const struct pzz_limit *limit)
{
	struct nlattr *nest = nla_nest_start(skb, type);

	if (!nest ||
	    nla_put_u32(skb, PROXZZZY_LIMIT_A_RATE, limit->rate) ||
	    nla_put_u32(skb, PROXZZZY_LIMIT_A_UNIT, limit->unit) ||
	    nla_put_u32(skb, PROXZZZY_LIMIT_A_BURST, limit->burst))
		return true;
	nla_nest_end(skb, nest);
	return false;
}

static bool put_arp(struct sk_buff *skb, const struct pzz_setup *s)
{
	struct nlattr *nest = nla_nest_start(skb, PROXZZZY_CONF_A_ARP);

	if (!nest ||
	    nla_put_u8(skb, PROXZZZY_ARP_A_ENABLE, s->arp.enable) ||
	    nla_put_u32(skb, PROXZZZY_ARP_A_CONFLICT, s->arp.conflict) ||
	    nla_put_u32(skb, PROXZZZY_ARP_A_ANNOUNCE, s->arp.announce))
		return true;
	nla_nest_end(skb, nest);
	return false;
}

static bool put_ndp(struct sk_buff *skb, const struct pzz_setup *s)
{
	struct nlattr *nest = nla_nest_start(skb, PROXZZZY_CONF_A_NDP);

	if (!nest ||
	    nla_put_u8(skb, PROXZZZY_NDP_A_ENABLE, s->ndp.enable) ||
	    nla_put_u32(skb, PROXZZZY_NDP_A_CONFLICT, s->ndp.conflict) ||
	    nla_put_u8(skb, PROXZZZY_NDP_A_ROUTER, s->ndp.router))
		return true;
	nla_nest_end(skb, nest);
	return false;
}

static bool put_echo(struct sk_buff *skb, const struct pzz_setup *s)
{
	struct nlattr *nest = nla_nest_start(skb, PROXZZZY_CONF_A_ECHO);

	if (!nest ||
	    nla_put_u8(skb, PROXZZZY_ECHO_A_ENABLE, s->echo.enable) ||
	    put_limit(skb, PROXZZZY_ECHO_A_LIMIT, &s->echo.limit))
		return true;
	nla_nest_end(skb, nest);
	return false;
}

static bool put_wake(struct sk_buff *skb, const struct pzz_setup *s)
{
	struct nlattr *nest = nla_nest_start(skb, PROXZZZY_CONF_A_WAKE);

	if (!nest || put_limit(skb, PROXZZZY_WAKE_A_LIMIT, &s->wake.limit))
		return true;
	nla_nest_end(skb, nest);
	return false;
}

static bool put_switch(struct sk_buff *skb, int type, int attr, bool enable)
{
	struct nlattr *nest = nla_nest_start(skb, type);

	if (!nest || nla_put_u8(skb, attr, enable))
		return true;
	nla_nest_end(skb, nest);
	return false;
}

static bool put_mdns(struct sk_buff *skb, const struct pzz_setup *s)
{
	struct nlattr *nest = nla_nest_start(skb, PROXZZZY_CONF_A_MDNS);
	unsigned int i;

	if (!nest ||
	    nla_put_u8(skb, PROXZZZY_MDNS_A_ENABLE, s->mdns.enable) ||
	    nla_put(skb, PROXZZZY_MDNS_A_HOST, s->mdns.host.len, s->mdns.host.b) ||
	    nla_put_u32(skb, PROXZZZY_MDNS_A_TTL, s->mdns.ttl) ||
	    nla_put_u8(skb, PROXZZZY_MDNS_A_ANNOUNCE, s->mdns.announce))
		return true;
	for (i = 0; i < s->mdns.n_groups; i++)
		if (nla_put(skb, PROXZZZY_MDNS_A_GROUP, s->mdns.groups[i].len,
			    s->mdns.groups[i].b))
			return true;
	nla_nest_end(skb, nest);
	return false;
}

static bool put_llmnr(struct sk_buff *skb, const struct pzz_setup *s)
{
	struct nlattr *nest = nla_nest_start(skb, PROXZZZY_CONF_A_LLMNR);

	if (!nest ||
	    nla_put_u8(skb, PROXZZZY_LLMNR_A_ENABLE, s->llmnr.enable) ||
	    nla_put(skb, PROXZZZY_LLMNR_A_HOST, s->llmnr.host.len, s->llmnr.host.b) ||
	    nla_put_u32(skb, PROXZZZY_LLMNR_A_TTL, s->llmnr.ttl) ||
	    nla_put_u8(skb, PROXZZZY_LLMNR_A_TENTATIVE, s->llmnr.tentative))
		return true;
	nla_nest_end(skb, nest);
	return false;
}

static bool put_snmp(struct sk_buff *skb, const struct pzz_setup *s)
{
	struct nlattr *nest = nla_nest_start(skb, PROXZZZY_CONF_A_SNMP);
	u32 i;

	if (!nest ||
	    nla_put_u8(skb, PROXZZZY_SNMP_A_ENABLE, s->snmp.enable) ||
	    nla_put_u8(skb, PROXZZZY_SNMP_A_GETALL, s->snmp.getall) ||
	    nla_put_u32(skb, PROXZZZY_SNMP_A_MESSAGE, s->snmp.message_max) ||
	    put_limit(skb, PROXZZZY_SNMP_A_LIMIT, &s->snmp.limit))
		return true;
	for (i = 0; i < s->snmp.n_ports; i++)
		if (nla_put_u16(skb, PROXZZZY_SNMP_A_PORT, s->snmp.ports[i]))
			return true;
	nla_nest_end(skb, nest);
	return false;
}

static bool put_settings(struct sk_buff *skb, const struct pzz_store *store)
{
	const struct pzz_setup *s = &store->setup;

	return (store->own_mac && nla_put(skb, PROXZZZY_CONF_A_MAC, ETH_ALEN, s->mac)) ||
	       nla_put_u32(skb, PROXZZZY_CONF_A_S2IDLE, store->s2idle) ||
	       nla_put_u32(skb, PROXZZZY_CONF_A_DEEP, store->deep) ||
	       nla_put_u8(skb, PROXZZZY_CONF_A_PRIORITY, store->priority) ||
	       put_arp(skb, s) || put_ndp(skb, s) || put_echo(skb, s) || put_wake(skb, s) ||
	       put_switch(skb, PROXZZZY_CONF_A_IGMP, PROXZZZY_IGMP_A_ENABLE, s->igmp.enable) ||
	       put_switch(skb, PROXZZZY_CONF_A_MLD, PROXZZZY_MLD_A_ENABLE, s->mld.enable) ||
	       put_mdns(skb, s) || put_llmnr(skb, s) || put_snmp(skb, s) ||
	       nla_put_u32(skb, PROXZZZY_CONF_A_LIFETIME_BEFORE, s->lifetime_wake_before);
}

static bool put_ip(struct sk_buff *skb, int type, int attr, const struct pzz_ip *ip)
{
	struct nlattr *nest = nla_nest_start(skb, type);

	if (!nest || nla_put(skb, attr, ip->len, ip->b))
		return true;
	nla_nest_end(skb, nest);
	return false;
}

static bool put_rr(struct sk_buff *skb, const struct pzz_rr *rr)
{
	struct nlattr *nest = nla_nest_start(skb, PROXZZZY_CONF_A_RR);

	if (!nest ||
	    nla_put(skb, PROXZZZY_RR_A_NAME, rr->name_len, rr->name) ||
	    nla_put_u16(skb, PROXZZZY_RR_A_TYPE, rr->type) ||
	    nla_put_u32(skb, PROXZZZY_RR_A_TTL, rr->ttl) ||
	    nla_put(skb, PROXZZZY_RR_A_DATA, rr->data_len, rr->data) ||
	    (rr->shared && nla_put_flag(skb, PROXZZZY_RR_A_SHARED)))
		return true;
	nla_nest_end(skb, nest);
	return false;
}

static bool put_prefix(struct sk_buff *skb, const struct pzz_prefix *p, int ip, int len)
{
	return p->ip.len &&
	       (nla_put(skb, ip, p->ip.len, p->ip.b) || nla_put_u8(skb, len, p->bits));
}

/* All but its name */
static bool put_community(struct sk_buff *skb, const struct pzz_community *c)
{
	struct nlattr *nest = nla_nest_start(skb, PROXZZZY_CONF_A_COMMUNITY);

	if (!nest ||
	    nla_put_flag(skb, PROXZZZY_COMMUNITY_A_SECRET_KEPT) ||
	    (c->write && nla_put_flag(skb, PROXZZZY_COMMUNITY_A_WRITE)) ||
	    put_prefix(skb, &c->from, PROXZZZY_COMMUNITY_A_FROM, PROXZZZY_COMMUNITY_A_FROM_LEN))
		return true;
	nla_nest_end(skb, nest);
	return false;
}

static bool put_age(struct sk_buff *skb, const struct pzz_oid *o)
{
	return o->age != PROXZZZY_AGE_NONE &&
	       (nla_put_u32(skb, PROXZZZY_OID_A_AGE, o->age) ||
		(o->max_age && nla_put_u32(skb, PROXZZZY_OID_A_MAX_AGE, o->max_age)) ||
		nla_put_u64_64bit(skb, PROXZZZY_OID_A_TAKEN, o->taken, PROXZZZY_OID_A_PAD));
}

static bool put_oid(struct sk_buff *skb, const struct pzz_oid *o)
{
	struct nlattr *nest = nla_nest_start(skb, PROXZZZY_CONF_A_OID);

	if (!nest ||
	    nla_put(skb, PROXZZZY_OID_A_ID, o->n_ids * sizeof(u32), o->ids) ||
	    nla_put_u8(skb, PROXZZZY_OID_A_TYPE, o->type) ||
	    nla_put(skb, PROXZZZY_OID_A_VALUE, o->value_len, o->value) ||
	    nla_put_u32(skb, PROXZZZY_OID_A_ACCESS, o->access) ||
	    (o->n_object && nla_put_u8(skb, PROXZZZY_OID_A_OBJECT, o->n_object)) ||
	    put_age(skb, o))
		return true;
	nla_nest_end(skb, nest);
	return false;
}

static bool put_teredo(struct sk_buff *skb, const struct pzz_teredo *t)
{
	struct nlattr *nest = nla_nest_start(skb, PROXZZZY_CONF_A_TEREDO);

	if (!nest ||
	    nla_put(skb, PROXZZZY_TEREDO_A_PACKET, t->len, t->packet) ||
	    nla_put(skb, PROXZZZY_TEREDO_A_MAC, ETH_ALEN, t->mac) ||
	    nla_put_u32(skb, PROXZZZY_TEREDO_A_INTERVAL_FROM, t->min) ||
	    nla_put_u32(skb, PROXZZZY_TEREDO_A_INTERVAL_TO, t->max) ||
	    (t->address.len &&
	     nla_put(skb, PROXZZZY_TEREDO_A_ADDRESS, t->address.len, t->address.b)))
		return true;
	nla_nest_end(skb, nest);
	return false;
}

static bool put_lldp(struct sk_buff *skb, const struct pzz_lldp *l)
{
	struct nlattr *nest = nla_nest_start(skb, PROXZZZY_CONF_A_LLDP);

	if (!nest ||
	    nla_put(skb, PROXZZZY_LLDP_A_PDU, l->len, l->pdu) ||
	    nla_put(skb, PROXZZZY_LLDP_A_TO, ETH_ALEN, l->to) ||
	    nla_put_u32(skb, PROXZZZY_LLDP_A_INTERVAL, l->interval))
		return true;
	nla_nest_end(skb, nest);
	return false;
}

static bool put_match(struct sk_buff *skb, const struct pzz_rule *r)
{
	return (r->port && nla_put_u16(skb, PROXZZZY_RULE_A_PORT, r->port)) ||
	       (r->port_to && nla_put_u16(skb, PROXZZZY_RULE_A_PORT_TO, r->port_to)) ||
	       put_prefix(skb, &r->from, PROXZZZY_RULE_A_FROM, PROXZZZY_RULE_A_FROM_LEN) ||
	       put_prefix(skb, &r->to, PROXZZZY_RULE_A_TO, PROXZZZY_RULE_A_TO_LEN) ||
	       (r->anywhere && nla_put_flag(skb, PROXZZZY_RULE_A_ANYWHERE)) ||
	       (r->password_len && nla_put_flag(skb, PROXZZZY_RULE_A_SECRET_KEPT));
}

static bool put_pattern(struct sk_buff *skb, const struct pzz_rule *r)
{
	return r->pattern_len &&
	       (nla_put_u32(skb, PROXZZZY_RULE_A_OFFSET, r->offset) ||
		nla_put(skb, PROXZZZY_RULE_A_PATTERN, r->pattern_len, r->pattern) ||
		nla_put(skb, PROXZZZY_RULE_A_MASK, r->pattern_len, r->mask));
}

static bool put_rule(struct sk_buff *skb, const struct pzz_rule *r)
{
	struct nlattr *nest = nla_nest_start(skb, PROXZZZY_CONF_A_RULE);

	if (!nest ||
	    nla_put_u32(skb, PROXZZZY_RULE_A_ID, r->id) ||
	    nla_put_u32(skb, PROXZZZY_RULE_A_KIND, r->kind) ||
	    nla_put_u32(skb, PROXZZZY_RULE_A_ACTION, r->action) ||
	    (r->label[0] && nla_put_string(skb, PROXZZZY_RULE_A_LABEL, r->label)) ||
	    put_match(skb, r) || put_pattern(skb, r) ||
	    put_limit(skb, PROXZZZY_RULE_A_LIMIT, &r->limit))
		return true;
	nla_nest_end(skb, nest);
	return false;
}

/* Whether piece @*i is among the next @n; else it is counted from behind them. */
static bool among(u32 *i, u32 n)
{
	if (*i < n)
		return true;
	*i -= n;
	return false;
}

int pzz_store_put(struct sk_buff *skb, const struct pzz_store *store, u32 piece)
{
	const struct pzz_setup *s = &store->setup;
	void *mark = skb_tail_pointer(skb);
	u32 i = piece;
	bool full;

	if (among(&i, 1))
		full = put_settings(skb, store);
	else if (among(&i, 1))
		full = pzz_put_dhcp(skb, s);
	else if (among(&i, s->n_addrs))
		full = put_ip(skb, PROXZZZY_CONF_A_ADDR, PROXZZZY_ADDR_A_ADDRESS, &s->addrs[i]);
	else if (among(&i, s->n_groups))
		full = put_ip(skb, PROXZZZY_CONF_A_GROUP, PROXZZZY_GROUP_A_ADDRESS, &s->groups[i]);
	else if (among(&i, s->n_rrs))
		full = put_rr(skb, &s->rrs[i]);
	else if (among(&i, s->n_communities))
		full = put_community(skb, &s->communities[i]);
	else if (among(&i, s->n_oids))
		full = put_oid(skb, &s->oids[i]);
	else if (among(&i, s->n_teredos))
		full = put_teredo(skb, &s->teredos[i]);
	else if (among(&i, s->n_lldps))
		full = put_lldp(skb, &s->lldps[i]);
	else if (among(&i, s->n_lifetimes))
		full = pzz_put_lifetime(skb, &s->lifetimes[i]);
	else if (among(&i, s->n_dns))
		full = put_ip(skb, PROXZZZY_CONF_A_DNS, PROXZZZY_DNS_A_ADDRESS, &s->dns[i]);
	else if (among(&i, s->sip.n_regs))
		full = pzz_put_sip(skb, store, i);
	else if (among(&i, s->n_rules))
		full = put_rule(skb, &s->rules[i]);
	else
		return -ENOENT;
	if (!full)
		return 0;
	nlmsg_trim(skb, mark);
	return -EMSGSIZE;
}
