// SPDX-License-Identifier: GPL-2.0
/* The lease and the lifetimes of addresses, to the module and back. */
#include <string.h>

#include "dhcp.h"
#include "nl_priv.h"

void nl_put_dhcp(struct nlmsghdr *nlh, const struct config *cfg)
{
	struct nlattr *nest = mnl_attr_nest_start(nlh, PROXZZZY_CONF_A_DHCP);

	for (const struct dhcp_row *row = dhcp_rows; row->part; row++) {
		const void *value = dhcp_see(&cfg->dhcp, row);

		if (!(cfg->dhcp.parts & row->part))
			continue;
		if (row->form == DHCP_FORM_SWITCH)
			mnl_attr_put_u8(nlh, row->attr, *(const u32 *)value & 1);
		else
			mnl_attr_put(nlh, row->attr, dhcp_size(&cfg->dhcp, row), value);
	}
	mnl_attr_nest_end(nlh, nest);
}

/* What has not the length that it should have is left out. */
static bool get_row(struct dhcp *d, const struct dhcp_row *row, const struct nlattr *a)
{
	struct nl_range r = nl_range_of(a);

	if (row->form == DHCP_FORM_SWITCH) {
		*(u32 *)dhcp_value(d, row) = nl_u8(a);
		return r.len == 1;
	}
	if (row->max ? r.len > row->max : r.len != dhcp_size(d, row))
		return false;
	if (r.len)
		memcpy(dhcp_value(d, row), r.p, r.len);
	if (row->max)
		*(u16 *)((char *)d + row->len_at) = (u16)r.len;
	return true;
}

void nl_get_dhcp(struct config *cfg, const struct nlattr *nest)
{
	const struct nlattr *tb[PROXZZZY_DHCP_A_MAX + 1];

	nl_table(nl_range_of(nest), tb, PROXZZZY_DHCP_A_MAX);
	cfg->has |= HAS_DHCP;
	for (const struct dhcp_row *row = dhcp_rows; row->part; row++)
		if (tb[row->attr] && get_row(&cfg->dhcp, row, tb[row->attr]))
			cfg->dhcp.parts |= row->part;
}

void nl_put_lifetime(struct nlmsghdr *nlh, const struct lifetime *life)
{
	struct nlattr *nest = mnl_attr_nest_start(nlh, PROXZZZY_CONF_A_LIFETIME);

	mnl_attr_put(nlh, PROXZZZY_LIFETIME_A_ADDRESS, life->ip.len, life->ip.b);
	if (life->bits)
		mnl_attr_put_u8(nlh, PROXZZZY_LIFETIME_A_PREFIX_LEN, life->bits);
	mnl_attr_put_u64(nlh, PROXZZZY_LIFETIME_A_UNTIL, life->until);
	mnl_attr_nest_end(nlh, nest);
}

void nl_get_lifetime(struct config *cfg, const struct nlattr *nest)
{
	const struct nlattr *tb[PROXZZZY_LIFETIME_A_MAX + 1];
	struct lifetime *life;
	struct ip ip;

	nl_table(nl_range_of(nest), tb, PROXZZZY_LIFETIME_A_MAX);
	nl_ip(tb[PROXZZZY_LIFETIME_A_ADDRESS], &ip);
	if (ip.len != 16)
		return;
	life = config_add_lifetime(cfg);
	life->ip = ip;
	life->bits = nl_u8(tb[PROXZZZY_LIFETIME_A_PREFIX_LEN]);
	life->until = nl_u64(tb[PROXZZZY_LIFETIME_A_UNTIL]);
}

int nl_conf_del_lifetime(struct nl *nl, u32 ifindex, const struct ip *ip)
{
	struct nlmsghdr *nlh = nl_request(nl, PROXZZZY_CMD_CONF_DEL, NLM_F_ACK, ifindex);
	struct nlattr *conf = mnl_attr_nest_start(nlh, PROXZZZY_A_CONF);
	struct nlattr *nest = mnl_attr_nest_start(nlh, PROXZZZY_CONF_A_LIFETIME);

	mnl_attr_put(nlh, PROXZZZY_LIFETIME_A_ADDRESS, ip->len, ip->b);
	mnl_attr_nest_end(nlh, nest);
	mnl_attr_nest_end(nlh, conf);
	return nl_talk(nl, NULL, NULL);
}

static void copy_ip4(u8 to[4], const struct nlattr *a)
{
	struct nl_range r = nl_range_of(a);

	if (r.len == 4)
		memcpy(to, r.p, 4);
}

void nl_get_lease(struct lease *l, const struct nlattr *nest)
{
	const struct nlattr *tb[PROXZZZY_LEASE_A_MAX + 1];

	memset(l, 0, sizeof(*l));
	nl_table(nl_range_of(nest), tb, PROXZZZY_LEASE_A_MAX);
	l->known = nest;
	l->phase = nl_u32(tb[PROXZZZY_LEASE_A_PHASE]);
	nl_copy_str(tb[PROXZZZY_LEASE_A_REASON], l->reason, sizeof(l->reason));
	copy_ip4(l->address, tb[PROXZZZY_LEASE_A_ADDRESS]);
	copy_ip4(l->server, tb[PROXZZZY_LEASE_A_SERVER]);
	l->seconds = nl_u32(tb[PROXZZZY_LEASE_A_SECONDS]);
	l->renewals = nl_u32(tb[PROXZZZY_LEASE_A_RENEWALS]);
	l->requests = nl_u32(tb[PROXZZZY_LEASE_A_REQUESTS]);
	l->since_ns = nl_u64(tb[PROXZZZY_LEASE_A_SINCE_NS]);
	l->t1_ns = nl_u64(tb[PROXZZZY_LEASE_A_T1_NS]);
	l->t2_ns = nl_u64(tb[PROXZZZY_LEASE_A_T2_NS]);
	l->expiry_ns = nl_u64(tb[PROXZZZY_LEASE_A_EXPIRY_NS]);
}
