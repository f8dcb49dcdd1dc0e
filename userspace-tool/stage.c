// SPDX-License-Identifier: GPL-2.0
#include <errno.h>

#include "stage.h"

#define COMMIT_TRIES 8

/*
 * The configuration in force but for its MAC address: what CONF_ADD cannot
 * take back. Its passwords come along by PROXZZZY_RULE_A_SECRET_KEPT. If it
 * changes meanwhile, the commit says so.
 */
static int add_current_without_mac(struct nl *nl, u32 ifindex)
{
	struct config current;
	u32 generation;
	int err;

	err = nl_conf_get(nl, ifindex, &current, &generation);
	if (err == -ENOENT)
		return 0;
	current.has &= ~(u32)HAS_MAC;
	if (!err && current.n_communities)
		err = nl_fail(nl, -EOPNOTSUPP, "the names of the communities in force are not told, so they cannot be kept here: first del the proxy, or apply a file");
	if (!err)
		err = nl_conf_add(nl, ifindex, &current);
	config_free(&current);
	return err;
}

static int begin(struct nl *nl, u32 ifindex, const struct change *c, enum stage_from from)
{
	bool reset_mac = c->set.has & HAS_MAC && c->set.own_mac;
	int err;

	if (from == STAGE_FROM_EMPTY || !reset_mac)
		return nl_conf_begin(nl, ifindex, from == STAGE_FROM_CURRENT);
	err = nl_conf_begin(nl, ifindex, false);
	return err ? err : add_current_without_mac(nl, ifindex);
}

static int del(struct nl *nl, u32 ifindex, const struct change *c)
{
	int err = 0;

	for (size_t i = 0; i < c->n_del_addrs && !err; i++)
		err = nl_conf_del_addr(nl, ifindex, &c->del_addrs[i].ip);
	for (size_t i = 0; i < c->n_del_groups && !err; i++)
		err = nl_conf_del_group(nl, ifindex, &c->del_groups[i].ip);
	for (size_t i = 0; i < c->n_del_rrs && !err; i++)
		err = nl_conf_del_rr(nl, ifindex, &c->del_rrs[i]);
	for (size_t i = 0; i < c->n_del_communities && !err; i++)
		err = nl_conf_del_community(nl, ifindex, &c->del_communities[i]);
	for (size_t i = 0; i < c->n_del_values && !err; i++)
		err = nl_conf_del_value(nl, ifindex, &c->del_values[i].oid);
	for (size_t i = 0; i < c->del_links.n_teredos && !err; i++)
		err = nl_conf_del_teredo(nl, ifindex, &c->del_links.teredos[i]);
	for (size_t i = 0; i < c->del_links.n_lldps && !err; i++)
		err = nl_conf_del_lldp(nl, ifindex, &c->del_links.lldps[i]);
	for (size_t i = 0; i < c->n_del_lifetimes && !err; i++)
		err = nl_conf_del_lifetime(nl, ifindex, &c->del_lifetimes[i].ip);
	for (size_t i = 0; i < c->n_del_dns && !err; i++)
		err = nl_conf_del_dns(nl, ifindex, &c->del_dns[i].ip);
	for (size_t i = 0; i < c->n_del_registrations && !err; i++)
		err = nl_conf_del_sip(nl, ifindex, &c->del_registrations[i]);
	for (size_t i = 0; i < c->n_del_rules && !err; i++)
		err = nl_conf_del_rule(nl, ifindex, c->del_rules[i].id);
	return err;
}

/* Makes way for what is set anew; that it is not there yet is fine. */
static int make_way(struct nl *nl, u32 ifindex, const struct config *set)
{
	int err = 0;

	for (size_t i = 0; i < set->n_addrs && !err; i++) {
		err = nl_conf_del_addr(nl, ifindex, &set->addrs[i].ip);
		err = err == -ENOENT ? 0 : err;
	}
	for (size_t i = 0; i < set->n_groups && !err; i++) {
		err = nl_conf_del_group(nl, ifindex, &set->groups[i].ip);
		err = err == -ENOENT ? 0 : err;
	}
	for (size_t i = 0; i < set->n_rrs && !err; i++) {
		err = nl_conf_del_rr(nl, ifindex, &set->rrs[i]);
		err = err == -ENOENT ? 0 : err;
	}
	for (size_t i = 0; i < set->n_communities && !err; i++) {
		err = nl_conf_del_community(nl, ifindex, &set->communities[i]);
		err = err == -ENOENT ? 0 : err;
	}
	for (size_t i = 0; i < set->n_values && !err; i++) {
		err = nl_conf_del_value(nl, ifindex, &set->values[i].oid);
		err = err == -ENOENT ? 0 : err;
	}
	for (size_t i = 0; i < set->links.n_teredos && !err; i++) {
		err = nl_conf_del_teredo(nl, ifindex, &set->links.teredos[i]);
		err = err == -ENOENT ? 0 : err;
	}
	for (size_t i = 0; i < set->links.n_lldps && !err; i++) {
		err = nl_conf_del_lldp(nl, ifindex, &set->links.lldps[i]);
		err = err == -ENOENT ? 0 : err;
	}
	for (size_t i = 0; i < set->n_lifetimes && !err; i++) {
		err = nl_conf_del_lifetime(nl, ifindex, &set->lifetimes[i].ip);
		err = err == -ENOENT ? 0 : err;
	}
	for (size_t i = 0; i < set->n_dns && !err; i++) {
		err = nl_conf_del_dns(nl, ifindex, &set->dns[i].ip);
		err = err == -ENOENT ? 0 : err;
	}
	for (size_t i = 0; i < set->n_registrations && !err; i++) {
		err = nl_conf_del_sip(nl, ifindex, &set->registrations[i]);
		err = err == -ENOENT ? 0 : err;
	}
	for (size_t i = 0; i < set->n_rules && !err; i++) {
		err = nl_conf_del_rule(nl, ifindex, set->rules[i].id);
		err = err == -ENOENT ? 0 : err;
	}
	return err;
}

int stage_fill(struct nl *nl, u32 ifindex, const struct change *c, enum stage_from from)
{
	int err = begin(nl, ifindex, c, from);

	if (!err)
		err = del(nl, ifindex, c);
	if (!err && from == STAGE_FROM_CURRENT)
		err = make_way(nl, ifindex, &c->set);
	if (!err)
		err = nl_conf_add(nl, ifindex, &c->set);
	if (err)
		nl_conf_abort(nl, ifindex);
	return err;
}

int stage_commit(struct nl *nl, u32 ifindex, const struct change *c, enum stage_from from)
{
	int err = nl_conf_commit(nl, ifindex);

	for (int i = 1; err == -EAGAIN && i < COMMIT_TRIES; i++) {
		nl_conf_abort(nl, ifindex);
		err = stage_fill(nl, ifindex, c, from);
		if (err)
			return err;
		err = nl_conf_commit(nl, ifindex);
	}
	if (err)
		nl_conf_abort(nl, ifindex);
	return err;
}
