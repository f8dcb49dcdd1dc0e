// SPDX-License-Identifier: GPL-2.0
/* Teredo clients and LLDPDUs as attributes */
#include <string.h>

#include "nl_priv.h"
#include "util.h"

static const u8 zeros[6];

static void put_mac(struct nlmsghdr *nlh, u16 type, const u8 mac[6])
{
	if (memcmp(mac, zeros, 6))
		mnl_attr_put(nlh, type, 6, mac);
}

static void put_u32(struct nlmsghdr *nlh, u16 type, u32 value)
{
	if (value)
		mnl_attr_put_u32(nlh, type, value);
}

void nl_put_teredo(struct nlmsghdr *nlh, const struct teredo *t)
{
	struct nlattr *nest = mnl_attr_nest_start(nlh, PROXZZZY_CONF_A_TEREDO);

	if (t->packet.len)
		mnl_attr_put(nlh, PROXZZZY_TEREDO_A_PACKET, t->packet.len, t->packet.b);
	put_mac(nlh, PROXZZZY_TEREDO_A_MAC, t->via);
	put_u32(nlh, PROXZZZY_TEREDO_A_INTERVAL_FROM, t->from);
	put_u32(nlh, PROXZZZY_TEREDO_A_INTERVAL_TO, t->to);
	if (t->address.len)
		mnl_attr_put(nlh, PROXZZZY_TEREDO_A_ADDRESS, t->address.len, t->address.b);
	mnl_attr_nest_end(nlh, nest);
}

void nl_put_lldp(struct nlmsghdr *nlh, const struct lldp *l)
{
	struct nlattr *nest = mnl_attr_nest_start(nlh, PROXZZZY_CONF_A_LLDP);

	if (l->pdu.len)
		mnl_attr_put(nlh, PROXZZZY_LLDP_A_PDU, l->pdu.len, l->pdu.b);
	put_mac(nlh, PROXZZZY_LLDP_A_TO, l->to);
	put_u32(nlh, PROXZZZY_LLDP_A_INTERVAL, l->interval);
	mnl_attr_nest_end(nlh, nest);
}

static void get_bytes(const struct nlattr *a, size_t max, struct bytes *to)
{
	struct nl_range r = nl_range_of(a);

	if (!r.len || r.len > max)
		return;
	to->b = util_grow(NULL, 0, r.len);
	to->len = r.len;
	memcpy(to->b, r.p, r.len);
}

static void get_mac(const struct nlattr *a, u8 mac[6])
{
	if (nl_range_of(a).len == 6)
		memcpy(mac, mnl_attr_get_payload(a), 6);
}

void nl_get_teredo(struct config *cfg, const struct nlattr *nest)
{
	const struct nlattr *tb[PROXZZZY_TEREDO_A_MAX + 1];
	struct teredo *t = links_add_teredo(&cfg->links);

	nl_table(nl_range_of(nest), tb, PROXZZZY_TEREDO_A_MAX);
	get_bytes(tb[PROXZZZY_TEREDO_A_PACKET], PROXZZZY_TEREDO_PACKET_MAX, &t->packet);
	get_mac(tb[PROXZZZY_TEREDO_A_MAC], t->via);
	t->from = nl_u32(tb[PROXZZZY_TEREDO_A_INTERVAL_FROM]);
	t->to = nl_u32(tb[PROXZZZY_TEREDO_A_INTERVAL_TO]);
	nl_ip(tb[PROXZZZY_TEREDO_A_ADDRESS], &t->address);
}

void nl_get_lldp(struct config *cfg, const struct nlattr *nest)
{
	const struct nlattr *tb[PROXZZZY_LLDP_A_MAX + 1];
	struct lldp *l = links_add_lldp(&cfg->links);

	nl_table(nl_range_of(nest), tb, PROXZZZY_LLDP_A_MAX);
	get_bytes(tb[PROXZZZY_LLDP_A_PDU], PROXZZZY_LLDP_PDU_MAX, &l->pdu);
	get_mac(tb[PROXZZZY_LLDP_A_TO], l->to);
	l->interval = nl_u32(tb[PROXZZZY_LLDP_A_INTERVAL]);
}
