// SPDX-License-Identifier: GPL-2.0
/* SNMP in both directions. The names of communities only go out. */
#include <string.h>
#include <time.h>

#include "nl_priv.h"
#include "util.h"

void nl_put_snmp(struct nlmsghdr *nlh, const struct config *cfg)
{
	struct nlattr *nest = mnl_attr_nest_start(nlh, PROXZZZY_CONF_A_SNMP);

	if (cfg->has & HAS_SNMP_ENABLE)
		mnl_attr_put_u8(nlh, PROXZZZY_SNMP_A_ENABLE, (u8)cfg->snmp.enable);
	if (cfg->has & HAS_SNMP_GETALL)
		mnl_attr_put_u8(nlh, PROXZZZY_SNMP_A_GETALL, (u8)cfg->snmp.getall);
	for (u32 i = 0; i < cfg->snmp.n_ports; i++)
		mnl_attr_put_u16(nlh, PROXZZZY_SNMP_A_PORT, (u16)cfg->snmp.ports[i]);
	if (cfg->has & HAS_SNMP_MESSAGE)
		mnl_attr_put_u32(nlh, PROXZZZY_SNMP_A_MESSAGE, cfg->snmp.message);
	if (cfg->has & HAS_SNMP_LIMIT)
		nl_put_limit(nlh, PROXZZZY_SNMP_A_LIMIT, &cfg->snmp.limit);
	mnl_attr_nest_end(nlh, nest);
}

void nl_put_community(struct nlmsghdr *nlh, const struct community *com)
{
	struct nlattr *nest = mnl_attr_nest_start(nlh, PROXZZZY_CONF_A_COMMUNITY);

	if (com->len)
		mnl_attr_put(nlh, PROXZZZY_COMMUNITY_A_NAME, com->len, com->name);
	if (com->write)
		mnl_attr_put(nlh, PROXZZZY_COMMUNITY_A_WRITE, 0, NULL);
	nl_put_prefix(nlh, PROXZZZY_COMMUNITY_A_FROM, &com->from);
	mnl_attr_nest_end(nlh, nest);
}

void nl_put_oid(struct nlmsghdr *nlh, const struct oid *oid)
{
	mnl_attr_put(nlh, PROXZZZY_OID_A_ID, oid->n * sizeof(oid->ids[0]), oid->ids);
}

/* A time that is still to come is one of another boot, and tells nothing. */
static bool is_past(u64 boot_ns)
{
	struct timespec ts = { 0 };

	clock_gettime(CLOCK_BOOTTIME, &ts);
	return boot_ns <= (u64)ts.tv_sec * 1000000000 + (u64)ts.tv_nsec;
}

void nl_put_value(struct nlmsghdr *nlh, const struct value *v)
{
	struct nlattr *nest = mnl_attr_nest_start(nlh, PROXZZZY_CONF_A_OID);

	nl_put_oid(nlh, &v->oid);
	mnl_attr_put_u8(nlh, PROXZZZY_OID_A_TYPE, v->type);
	if (v->data_len)
		mnl_attr_put(nlh, PROXZZZY_OID_A_VALUE, v->data_len, v->data);
	if (v->access)
		mnl_attr_put_u32(nlh, PROXZZZY_OID_A_ACCESS, v->access);
	if (v->age)
		mnl_attr_put_u32(nlh, PROXZZZY_OID_A_AGE, v->age);
	if (v->max_age)
		mnl_attr_put_u32(nlh, PROXZZZY_OID_A_MAX_AGE, v->max_age);
	if (v->taken && is_past(v->taken))
		mnl_attr_put_u64(nlh, PROXZZZY_OID_A_TAKEN, v->taken);
	if (v->object)
		mnl_attr_put_u8(nlh, PROXZZZY_OID_A_OBJECT, v->object);
	mnl_attr_nest_end(nlh, nest);
}

void nl_get_oid(const struct nlattr *a, struct oid *oid)
{
	struct nl_range r = nl_range_of(a);

	memset(oid, 0, sizeof(*oid));
	if (!r.len || r.len > sizeof(oid->ids))
		return;
	oid->n = (u32)(r.len / sizeof(oid->ids[0]));
	memcpy(oid->ids, r.p, oid->n * sizeof(oid->ids[0]));
}

void nl_get_snmp(struct config *cfg, const struct nlattr *nest)
{
	const struct nlattr *tb[PROXZZZY_SNMP_A_MAX + 1], *a = NULL;

	nl_table(nl_range_of(nest), tb, PROXZZZY_SNMP_A_MAX);
	nl_get_number(cfg, HAS_SNMP_ENABLE, tb[PROXZZZY_SNMP_A_ENABLE], &cfg->snmp.enable);
	nl_get_number(cfg, HAS_SNMP_GETALL, tb[PROXZZZY_SNMP_A_GETALL], &cfg->snmp.getall);
	nl_get_number(cfg, HAS_SNMP_MESSAGE, tb[PROXZZZY_SNMP_A_MESSAGE], &cfg->snmp.message);
	if (tb[PROXZZZY_SNMP_A_LIMIT]) {
		cfg->has |= HAS_SNMP_LIMIT;
		nl_get_limit(tb[PROXZZZY_SNMP_A_LIMIT], &cfg->snmp.limit);
	}
	cfg->snmp.n_ports = 0;
	while ((a = nl_next(nl_range_of(nest), a)))
		if (mnl_attr_get_type(a) == PROXZZZY_SNMP_A_PORT &&
		    cfg->snmp.n_ports < PROXZZZY_SNMP_PORT_MAX)
			cfg->snmp.ports[cfg->snmp.n_ports++] = nl_u16(a);
	if (cfg->snmp.n_ports)
		cfg->has |= HAS_SNMP_PORTS;
}

void nl_get_community(struct config *cfg, const struct nlattr *nest)
{
	const struct nlattr *tb[PROXZZZY_COMMUNITY_A_MAX + 1];
	struct community *com = config_add_community(cfg);

	nl_table(nl_range_of(nest), tb, PROXZZZY_COMMUNITY_A_MAX);
	com->write = tb[PROXZZZY_COMMUNITY_A_WRITE];
	nl_get_prefix(tb[PROXZZZY_COMMUNITY_A_FROM], tb[PROXZZZY_COMMUNITY_A_FROM_LEN],
		      &com->from);
}

void nl_get_value(struct config *cfg, const struct nlattr *nest)
{
	const struct nlattr *tb[PROXZZZY_OID_A_MAX + 1];
	struct nl_range data;
	struct value *v;

	nl_table(nl_range_of(nest), tb, PROXZZZY_OID_A_MAX);
	data = nl_range_of(tb[PROXZZZY_OID_A_VALUE]);
	if (data.len > PROXZZZY_OID_VALUE_MAX)
		return;
	v = config_add_value(cfg);
	nl_get_oid(tb[PROXZZZY_OID_A_ID], &v->oid);
	v->type = nl_u8(tb[PROXZZZY_OID_A_TYPE]);
	v->access = nl_u32(tb[PROXZZZY_OID_A_ACCESS]);
	v->age = nl_u32(tb[PROXZZZY_OID_A_AGE]);
	v->max_age = nl_u32(tb[PROXZZZY_OID_A_MAX_AGE]);
	v->taken = nl_u64(tb[PROXZZZY_OID_A_TAKEN]);
	v->object = nl_u8(tb[PROXZZZY_OID_A_OBJECT]);
	v->data_len = (u16)data.len;
	if (!data.len)
		return;
	v->data = util_grow(NULL, 0, data.len);
	memcpy(v->data, data.p, data.len);
}
