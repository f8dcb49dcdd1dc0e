// SPDX-License-Identifier: GPL-2.0
#include <errno.h>
#include <string.h>

#include "nl_priv.h"

#define PART_MAX (PROXZZZY_DATA_MAX + 1024) /* bytes: more than any one part takes */

void nl_put_limit(struct nlmsghdr *nlh, u16 type, const struct limit *l)
{
	struct nlattr *nest = mnl_attr_nest_start(nlh, type);

	mnl_attr_put_u32(nlh, PROXZZZY_LIMIT_A_RATE, l->rate);
	if (l->unit)
		mnl_attr_put_u32(nlh, PROXZZZY_LIMIT_A_UNIT, l->unit);
	if (l->burst)
		mnl_attr_put_u32(nlh, PROXZZZY_LIMIT_A_BURST, l->burst);
	mnl_attr_nest_end(nlh, nest);
}

static void put_arp(struct nlmsghdr *nlh, const struct config *cfg)
{
	struct nlattr *nest = mnl_attr_nest_start(nlh, PROXZZZY_CONF_A_ARP);

	if (cfg->has & HAS_ARP_ENABLE)
		mnl_attr_put_u8(nlh, PROXZZZY_ARP_A_ENABLE, (u8)cfg->arp.enable);
	if (cfg->has & HAS_ARP_CONFLICT)
		mnl_attr_put_u32(nlh, PROXZZZY_ARP_A_CONFLICT, cfg->arp.conflict);
	if (cfg->has & HAS_ARP_ANNOUNCE)
		mnl_attr_put_u32(nlh, PROXZZZY_ARP_A_ANNOUNCE, cfg->arp.announce);
	mnl_attr_nest_end(nlh, nest);
}

static void put_ndp(struct nlmsghdr *nlh, const struct config *cfg)
{
	struct nlattr *nest = mnl_attr_nest_start(nlh, PROXZZZY_CONF_A_NDP);

	if (cfg->has & HAS_NDP_ENABLE)
		mnl_attr_put_u8(nlh, PROXZZZY_NDP_A_ENABLE, (u8)cfg->ndp.enable);
	if (cfg->has & HAS_NDP_CONFLICT)
		mnl_attr_put_u32(nlh, PROXZZZY_NDP_A_CONFLICT, cfg->ndp.conflict);
	if (cfg->has & HAS_NDP_ROUTER)
		mnl_attr_put_u8(nlh, PROXZZZY_NDP_A_ROUTER, (u8)cfg->ndp.router);
	mnl_attr_nest_end(nlh, nest);
}

static void put_echo(struct nlmsghdr *nlh, const struct config *cfg)
{
	struct nlattr *nest = mnl_attr_nest_start(nlh, PROXZZZY_CONF_A_ECHO);

	if (cfg->has & HAS_ECHO_ENABLE)
		mnl_attr_put_u8(nlh, PROXZZZY_ECHO_A_ENABLE, (u8)cfg->echo.enable);
	if (cfg->has & HAS_ECHO_LIMIT)
		nl_put_limit(nlh, PROXZZZY_ECHO_A_LIMIT, &cfg->echo.limit);
	mnl_attr_nest_end(nlh, nest);
}

static void put_wake(struct nlmsghdr *nlh, const struct config *cfg)
{
	struct nlattr *nest = mnl_attr_nest_start(nlh, PROXZZZY_CONF_A_WAKE);

	nl_put_limit(nlh, PROXZZZY_WAKE_A_LIMIT, &cfg->wake.limit);
	mnl_attr_nest_end(nlh, nest);
}

static void put_switch(struct nlmsghdr *nlh, u16 type, u16 attr, u32 enable)
{
	struct nlattr *nest = mnl_attr_nest_start(nlh, type);

	mnl_attr_put_u8(nlh, attr, (u8)enable);
	mnl_attr_nest_end(nlh, nest);
}

static void put_mdns(struct nlmsghdr *nlh, const struct config *cfg)
{
	struct nlattr *nest = mnl_attr_nest_start(nlh, PROXZZZY_CONF_A_MDNS);

	if (cfg->has & HAS_MDNS_ENABLE)
		mnl_attr_put_u8(nlh, PROXZZZY_MDNS_A_ENABLE, (u8)cfg->mdns.enable);
	if (cfg->has & HAS_MDNS_HOST)
		mnl_attr_put(nlh, PROXZZZY_MDNS_A_HOST, cfg->mdns.host.len, cfg->mdns.host.b);
	if (cfg->has & HAS_MDNS_TTL)
		mnl_attr_put_u32(nlh, PROXZZZY_MDNS_A_TTL, cfg->mdns.ttl);
	if (cfg->has & HAS_MDNS_ANNOUNCE)
		mnl_attr_put_u8(nlh, PROXZZZY_MDNS_A_ANNOUNCE, (u8)cfg->mdns.announce);
	for (u32 i = 0; i < cfg->mdns.n_groups; i++)
		mnl_attr_put(nlh, PROXZZZY_MDNS_A_GROUP, cfg->mdns.groups[i].len,
			     cfg->mdns.groups[i].b);
	mnl_attr_nest_end(nlh, nest);
}

static void put_llmnr(struct nlmsghdr *nlh, const struct config *cfg)
{
	struct nlattr *nest = mnl_attr_nest_start(nlh, PROXZZZY_CONF_A_LLMNR);

	if (cfg->has & HAS_LLMNR_ENABLE)
		mnl_attr_put_u8(nlh, PROXZZZY_LLMNR_A_ENABLE, (u8)cfg->llmnr.enable);
	if (cfg->has & HAS_LLMNR_HOST)
		mnl_attr_put(nlh, PROXZZZY_LLMNR_A_HOST, cfg->llmnr.host.len, cfg->llmnr.host.b);
	if (cfg->has & HAS_LLMNR_TTL)
		mnl_attr_put_u32(nlh, PROXZZZY_LLMNR_A_TTL, cfg->llmnr.ttl);
	if (cfg->has & HAS_LLMNR_TENTATIVE)
		mnl_attr_put_u8(nlh, PROXZZZY_LLMNR_A_TENTATIVE, (u8)cfg->llmnr.tentative);
	mnl_attr_nest_end(nlh, nest);
}

static void put_group(struct nlmsghdr *nlh, const struct ip *ip)
{
	struct nlattr *nest = mnl_attr_nest_start(nlh, PROXZZZY_CONF_A_GROUP);

	mnl_attr_put(nlh, PROXZZZY_GROUP_A_ADDRESS, ip->len, ip->b);
	mnl_attr_nest_end(nlh, nest);
}

/* What it has: of one that is to be deleted, perhaps only the name. */
static void put_rr(struct nlmsghdr *nlh, const struct rr *rr)
{
	struct nlattr *nest = mnl_attr_nest_start(nlh, PROXZZZY_CONF_A_RR);

	mnl_attr_put(nlh, PROXZZZY_RR_A_NAME, rr->name.len, rr->name.b);
	if (rr->type)
		mnl_attr_put_u16(nlh, PROXZZZY_RR_A_TYPE, rr->type);
	if (rr->ttl)
		mnl_attr_put_u32(nlh, PROXZZZY_RR_A_TTL, rr->ttl);
	if (rr->data)
		mnl_attr_put(nlh, PROXZZZY_RR_A_DATA, rr->data_len, rr->data);
	if (rr->shared)
		mnl_attr_put(nlh, PROXZZZY_RR_A_SHARED, 0, NULL);
	mnl_attr_nest_end(nlh, nest);
}

static void put_settings(struct nlmsghdr *nlh, const struct config *cfg)
{
	if (cfg->has & HAS_MAC && !cfg->own_mac)
		mnl_attr_put(nlh, PROXZZZY_CONF_A_MAC, sizeof(cfg->mac), cfg->mac);
	if (cfg->has & HAS_S2IDLE)
		mnl_attr_put_u32(nlh, PROXZZZY_CONF_A_S2IDLE, cfg->s2idle);
	if (cfg->has & HAS_DEEP)
		mnl_attr_put_u32(nlh, PROXZZZY_CONF_A_DEEP, cfg->deep);
	if (cfg->has & HAS_PRIORITY)
		mnl_attr_put_u8(nlh, PROXZZZY_CONF_A_PRIORITY, (u8)cfg->priority);
	if (cfg->has & HAS_ARP)
		put_arp(nlh, cfg);
	if (cfg->has & HAS_NDP)
		put_ndp(nlh, cfg);
	if (cfg->has & HAS_ECHO)
		put_echo(nlh, cfg);
	if (cfg->has & HAS_WAKE_LIMIT)
		put_wake(nlh, cfg);
	if (cfg->has & HAS_IGMP)
		put_switch(nlh, PROXZZZY_CONF_A_IGMP, PROXZZZY_IGMP_A_ENABLE, cfg->igmp.enable);
	if (cfg->has & HAS_MLD)
		put_switch(nlh, PROXZZZY_CONF_A_MLD, PROXZZZY_MLD_A_ENABLE, cfg->mld.enable);
	if (cfg->has & HAS_MDNS)
		put_mdns(nlh, cfg);
	if (cfg->has & HAS_LLMNR)
		put_llmnr(nlh, cfg);
	if (cfg->has & HAS_DHCP)
		nl_put_dhcp(nlh, cfg);
	if (cfg->has & HAS_LIFETIME_BEFORE)
		mnl_attr_put_u32(nlh, PROXZZZY_CONF_A_LIFETIME_BEFORE, cfg->lifetime_before);
	if (cfg->has & HAS_SNMP)
		nl_put_snmp(nlh, cfg);
}

static void put_addr(struct nlmsghdr *nlh, const struct ip *ip)
{
	struct nlattr *nest = mnl_attr_nest_start(nlh, PROXZZZY_CONF_A_ADDR);

	mnl_attr_put(nlh, PROXZZZY_ADDR_A_ADDRESS, ip->len, ip->b);
	mnl_attr_nest_end(nlh, nest);
}

void nl_put_prefix(struct nlmsghdr *nlh, u16 type, const struct prefix *p)
{
	if (!p->ip.len)
		return;
	mnl_attr_put(nlh, type, p->ip.len, p->ip.b);
	mnl_attr_put_u8(nlh, type + 1U, p->bits); /* _LEN follows its prefix */
}

static void put_match(struct nlmsghdr *nlh, const struct rule *r)
{
	if (r->port)
		mnl_attr_put_u16(nlh, PROXZZZY_RULE_A_PORT, r->port);
	if (r->port_to)
		mnl_attr_put_u16(nlh, PROXZZZY_RULE_A_PORT_TO, r->port_to);
	nl_put_prefix(nlh, PROXZZZY_RULE_A_FROM, &r->from);
	nl_put_prefix(nlh, PROXZZZY_RULE_A_TO, &r->to);
	if (r->offset)
		mnl_attr_put_u32(nlh, PROXZZZY_RULE_A_OFFSET, r->offset);
	if (r->pattern_len)
		mnl_attr_put(nlh, PROXZZZY_RULE_A_PATTERN, r->pattern_len, r->pattern);
	if (r->has_mask)
		mnl_attr_put(nlh, PROXZZZY_RULE_A_MASK, r->pattern_len, r->mask);
	if (r->secret == SECRET_GIVEN)
		mnl_attr_put(nlh, PROXZZZY_RULE_A_PASSWORD, r->password_len, r->password);
	if (r->secret == SECRET_KEPT)
		mnl_attr_put(nlh, PROXZZZY_RULE_A_SECRET_KEPT, 0, NULL);
	if (r->anywhere)
		mnl_attr_put(nlh, PROXZZZY_RULE_A_ANYWHERE, 0, NULL);
}

static void put_rule(struct nlmsghdr *nlh, const struct rule *r)
{
	struct nlattr *nest = mnl_attr_nest_start(nlh, PROXZZZY_CONF_A_RULE);

	mnl_attr_put_u32(nlh, PROXZZZY_RULE_A_ID, r->id);
	mnl_attr_put_u32(nlh, PROXZZZY_RULE_A_KIND, r->kind);
	if (r->action)
		mnl_attr_put_u32(nlh, PROXZZZY_RULE_A_ACTION, r->action);
	if (*r->label)
		mnl_attr_put_strz(nlh, PROXZZZY_RULE_A_LABEL, r->label);
	put_match(nlh, r);
	if (r->has_limit)
		nl_put_limit(nlh, PROXZZZY_RULE_A_LIMIT, &r->limit);
	mnl_attr_nest_end(nlh, nest);
}

/* A message that is filled with parts of the tree, and sent when it is full. */
struct batch {
	struct nl *nl;
	u32 ifindex;
	struct nlmsghdr *nlh; /* NULL: none begun */
	struct nlattr *conf;
};

static int flush(struct batch *b)
{
	if (!b->nlh)
		return 0;
	mnl_attr_nest_end(b->nlh, b->conf);
	b->nlh = NULL;
	return nl_talk(b->nl, NULL, NULL);
}

static int room(struct batch *b, u8 cmd)
{
	int err = 0;

	if (b->nlh && b->nlh->nlmsg_len + PART_MAX > NL_REQUEST_MAX)
		err = flush(b);
	if (!err && !b->nlh) {
		b->nlh = nl_request(b->nl, cmd, NLM_F_ACK, b->ifindex);
		b->conf = mnl_attr_nest_start(b->nlh, PROXZZZY_A_CONF);
	}
	return err;
}

int nl_conf_add(struct nl *nl, u32 ifindex, const struct config *cfg)
{
	struct batch b = { .nl = nl, .ifindex = ifindex };
	int err = 0;

	if (cfg->has) {
		room(&b, PROXZZZY_CMD_CONF_ADD);
		put_settings(b.nlh, cfg);
	}
	for (size_t i = 0; i < cfg->n_addrs && !err; i++) {
		err = room(&b, PROXZZZY_CMD_CONF_ADD);
		if (!err)
			put_addr(b.nlh, &cfg->addrs[i].ip);
	}
	for (size_t i = 0; i < cfg->n_groups && !err; i++) {
		err = room(&b, PROXZZZY_CMD_CONF_ADD);
		if (!err)
			put_group(b.nlh, &cfg->groups[i].ip);
	}
	for (size_t i = 0; i < cfg->n_rrs && !err; i++) {
		err = room(&b, PROXZZZY_CMD_CONF_ADD);
		if (!err)
			put_rr(b.nlh, &cfg->rrs[i]);
	}
	for (size_t i = 0; i < cfg->n_communities && !err; i++) {
		err = room(&b, PROXZZZY_CMD_CONF_ADD);
		if (!err)
			nl_put_community(b.nlh, &cfg->communities[i]);
	}
	for (size_t i = 0; i < cfg->n_values && !err; i++) {
		err = room(&b, PROXZZZY_CMD_CONF_ADD);
		if (!err)
			nl_put_value(b.nlh, &cfg->values[i]);
	}
	for (size_t i = 0; i < cfg->links.n_teredos && !err; i++) {
		err = room(&b, PROXZZZY_CMD_CONF_ADD);
		if (!err)
			nl_put_teredo(b.nlh, &cfg->links.teredos[i]);
	}
	for (size_t i = 0; i < cfg->links.n_lldps && !err; i++) {
		err = room(&b, PROXZZZY_CMD_CONF_ADD);
		if (!err)
			nl_put_lldp(b.nlh, &cfg->links.lldps[i]);
	}
	for (size_t i = 0; i < cfg->n_lifetimes && !err; i++) {
		err = room(&b, PROXZZZY_CMD_CONF_ADD);
		if (!err)
			nl_put_lifetime(b.nlh, &cfg->lifetimes[i]);
	}
	for (size_t i = 0; i < cfg->n_dns && !err; i++) {
		err = room(&b, PROXZZZY_CMD_CONF_ADD);
		if (!err)
			nl_put_dns(b.nlh, &cfg->dns[i].ip);
	}
	for (size_t i = 0; i < cfg->n_registrations && !err; i++) {
		err = room(&b, PROXZZZY_CMD_CONF_ADD);
		if (!err)
			nl_put_sip(b.nlh, &cfg->registrations[i], true);
	}
	for (size_t i = 0; i < cfg->n_rules && !err; i++) {
		err = room(&b, PROXZZZY_CMD_CONF_ADD);
		if (!err)
			put_rule(b.nlh, &cfg->rules[i]);
	}
	return err ? err : flush(&b);
}

int nl_conf_del_addr(struct nl *nl, u32 ifindex, const struct ip *ip)
{
	struct batch b = { .nl = nl, .ifindex = ifindex };

	room(&b, PROXZZZY_CMD_CONF_DEL);
	put_addr(b.nlh, ip);
	return flush(&b);
}

int nl_conf_del_group(struct nl *nl, u32 ifindex, const struct ip *ip)
{
	struct batch b = { .nl = nl, .ifindex = ifindex };

	room(&b, PROXZZZY_CMD_CONF_DEL);
	put_group(b.nlh, ip);
	return flush(&b);
}

int nl_conf_del_teredo(struct nl *nl, u32 ifindex, const struct teredo *t)
{
	struct batch b = { .nl = nl, .ifindex = ifindex };
	struct teredo which = { .packet = t->packet };

	room(&b, PROXZZZY_CMD_CONF_DEL);
	nl_put_teredo(b.nlh, &which);
	return flush(&b);
}

int nl_conf_del_lldp(struct nl *nl, u32 ifindex, const struct lldp *l)
{
	struct batch b = { .nl = nl, .ifindex = ifindex };
	struct lldp which = { 0 };

	memcpy(which.to, l->to, sizeof(which.to));
	room(&b, PROXZZZY_CMD_CONF_DEL);
	nl_put_lldp(b.nlh, &which);
	return flush(&b);
}

int nl_conf_del_rr(struct nl *nl, u32 ifindex, const struct rr *rr)
{
	struct batch b = { .nl = nl, .ifindex = ifindex };
	struct rr which = *rr;

	which.ttl = 0;
	which.shared = false;
	room(&b, PROXZZZY_CMD_CONF_DEL);
	put_rr(b.nlh, &which);
	return flush(&b);
}

int nl_conf_del_rule(struct nl *nl, u32 ifindex, u32 id)
{
	struct batch b = { .nl = nl, .ifindex = ifindex };
	struct nlattr *nest;

	room(&b, PROXZZZY_CMD_CONF_DEL);
	nest = mnl_attr_nest_start(b.nlh, PROXZZZY_CONF_A_RULE);
	mnl_attr_put_u32(b.nlh, PROXZZZY_RULE_A_ID, id);
	mnl_attr_nest_end(b.nlh, nest);
	return flush(&b);
}

int nl_conf_del_community(struct nl *nl, u32 ifindex, const struct community *com)
{
	struct batch b = { .nl = nl, .ifindex = ifindex };
	struct community which = *com;
	int err;

	which.write = false;
	which.from.ip.len = 0;
	room(&b, PROXZZZY_CMD_CONF_DEL);
	nl_put_community(b.nlh, &which);
	err = flush(&b);
	explicit_bzero(&which, sizeof(which));
	return err;
}

int nl_conf_del_value(struct nl *nl, u32 ifindex, const struct oid *oid)
{
	struct batch b = { .nl = nl, .ifindex = ifindex };
	struct nlattr *nest;

	room(&b, PROXZZZY_CMD_CONF_DEL);
	nest = mnl_attr_nest_start(b.nlh, PROXZZZY_CONF_A_OID);
	nl_put_oid(b.nlh, oid);
	mnl_attr_nest_end(b.nlh, nest);
	return flush(&b);
}

int nl_conf_del_dns(struct nl *nl, u32 ifindex, const struct ip *ip)
{
	struct batch b = { .nl = nl, .ifindex = ifindex };

	room(&b, PROXZZZY_CMD_CONF_DEL);
	nl_put_dns(b.nlh, ip);
	return flush(&b);
}

int nl_conf_del_sip(struct nl *nl, u32 ifindex, const struct registration *r)
{
	struct batch b = { .nl = nl, .ifindex = ifindex };

	room(&b, PROXZZZY_CMD_CONF_DEL);
	nl_put_sip(b.nlh, r, false);
	return flush(&b);
}

int nl_conf_begin(struct nl *nl, u32 ifindex, bool from_current)
{
	struct nlmsghdr *nlh = nl_request(nl, PROXZZZY_CMD_CONF_BEGIN, NLM_F_ACK, ifindex);

	if (from_current)
		mnl_attr_put(nlh, PROXZZZY_A_FROM_CURRENT, 0, NULL);
	return nl_talk(nl, NULL, NULL);
}

int nl_conf_commit(struct nl *nl, u32 ifindex)
{
	return nl_do(nl, PROXZZZY_CMD_CONF_COMMIT, ifindex);
}

void nl_conf_abort(struct nl *nl, u32 ifindex)
{
	struct nl_error kept = nl->error;

	nl_do(nl, PROXZZZY_CMD_CONF_ABORT, ifindex);
	nl->error = kept;
}
