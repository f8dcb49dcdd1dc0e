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

static bool put_settings(struct sk_buff *skb, const struct pzz_store *store)
{
	const struct pzz_setup *s = &store->setup;

	return (store->own_mac && nla_put(skb, PROXZZZY_CONF_A_MAC, ETH_ALEN, s->mac)) ||
	       nla_put_u32(skb, PROXZZZY_CONF_A_S2IDLE, store->s2idle) ||
	       nla_put_u32(skb, PROXZZZY_CONF_A_DEEP, store->deep) ||
	       nla_put_u8(skb, PROXZZZY_CONF_A_PRIORITY, store->priority) ||
	       put_arp(skb, s) || put_ndp(skb, s) || put_echo(skb, s) || put_wake(skb, s);
}

static bool put_addr(struct sk_buff *skb, const struct pzz_ip *ip)
{
	struct nlattr *nest = nla_nest_start(skb, PROXZZZY_CONF_A_ADDR);

	if (!nest || nla_put(skb, PROXZZZY_ADDR_A_ADDRESS, ip->len, ip->b))
		return true;
	nla_nest_end(skb, nest);
	return false;
}

static bool put_prefix(struct sk_buff *skb, const struct pzz_prefix *p, int ip, int len)
{
	return p->ip.len &&
	       (nla_put(skb, ip, p->ip.len, p->ip.b) || nla_put_u8(skb, len, p->bits));
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

int pzz_store_put(struct sk_buff *skb, const struct pzz_store *store, u32 piece)
{
	const struct pzz_setup *s = &store->setup;
	void *mark = skb_tail_pointer(skb);
	bool full;

	if (!piece)
		full = put_settings(skb, store);
	else if (piece - 1 < s->n_addrs)
		full = put_addr(skb, &s->addrs[piece - 1]);
	else if (piece - 1 - s->n_addrs < s->n_rules)
		full = put_rule(skb, &s->rules[piece - 1 - s->n_addrs]);
	else
		return -ENOENT;
	if (!full)
		return 0;
	nlmsg_trim(skb, mark);
	return -EMSGSIZE;
}
