// SPDX-License-Identifier: GPL-2.0
#include <string.h>

#include "model.h"

static bool limit_equal(const struct limit *a, const struct limit *b)
{
	return a->rate == b->rate && a->unit == b->unit && a->burst == b->burst;
}

static bool prefix_equal(const struct prefix *a, const struct prefix *b)
{
	return a->bits == b->bits && ip_equal(&a->ip, &b->ip);
}

static bool rule_equal(const struct rule *a, const struct rule *b)
{
	return a->id == b->id && a->kind == b->kind && a->action == b->action &&
	       a->port == b->port && a->port_to == b->port_to && prefix_equal(&a->from, &b->from) &&
	       prefix_equal(&a->to, &b->to) && a->offset == b->offset &&
	       a->pattern_len == b->pattern_len && a->has_mask == b->has_mask &&
	       a->has_limit == b->has_limit && a->anywhere == b->anywhere &&
	       !memcmp(a->pattern, b->pattern, a->pattern_len) &&
	       !memcmp(a->mask, b->mask, a->pattern_len) &&
	       (a->secret == SECRET_NONE) == (b->secret == SECRET_NONE) &&
	       limit_equal(&a->limit, &b->limit) && !strcmp(a->label, b->label);
}

static bool settings_equal(const struct config *a, const struct config *b)
{
	return a->has == b->has && a->own_mac == b->own_mac &&
	       !memcmp(a->mac, b->mac, sizeof(a->mac)) && a->s2idle == b->s2idle &&
	       a->deep == b->deep && a->priority == b->priority && a->arp.enable == b->arp.enable &&
	       a->arp.conflict == b->arp.conflict && a->arp.announce == b->arp.announce &&
	       a->ndp.enable == b->ndp.enable && a->ndp.conflict == b->ndp.conflict &&
	       a->ndp.router == b->ndp.router && a->echo.enable == b->echo.enable &&
	       limit_equal(&a->echo.limit, &b->echo.limit) &&
	       limit_equal(&a->wake.limit, &b->wake.limit);
}

static bool dname_equal(const struct dname *a, const struct dname *b)
{
	return a->len == b->len && !memcmp(a->b, b->b, a->len);
}

static bool names_equal(const struct config *a, const struct config *b)
{
	for (u32 i = 0; i < a->mdns.n_groups && i < b->mdns.n_groups; i++)
		if (!ip_equal(&a->mdns.groups[i], &b->mdns.groups[i]))
			return false;
	return a->igmp.enable == b->igmp.enable && a->mld.enable == b->mld.enable &&
	       a->mdns.enable == b->mdns.enable && a->mdns.ttl == b->mdns.ttl &&
	       a->mdns.announce == b->mdns.announce && a->mdns.n_groups == b->mdns.n_groups &&
	       dname_equal(&a->mdns.host, &b->mdns.host) && a->llmnr.enable == b->llmnr.enable &&
	       a->llmnr.ttl == b->llmnr.ttl && a->llmnr.tentative == b->llmnr.tentative &&
	       dname_equal(&a->llmnr.host, &b->llmnr.host);
}

static bool rrs_equal(const struct rr *a, const struct rr *b, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (!dname_equal(&a[i].name, &b[i].name) || a[i].type != b[i].type ||
		    a[i].ttl != b[i].ttl || a[i].shared != b[i].shared ||
		    !a[i].data != !b[i].data || a[i].data_len != b[i].data_len ||
		    (a[i].data && memcmp(a[i].data, b[i].data, a[i].data_len)))
			return false;
	return true;
}

static bool snmp_equal(const struct config *a, const struct config *b)
{
	for (u32 i = 0; i < a->snmp.n_ports && i < b->snmp.n_ports; i++)
		if (a->snmp.ports[i] != b->snmp.ports[i])
			return false;
	return a->snmp.enable == b->snmp.enable && a->snmp.getall == b->snmp.getall &&
	       a->snmp.n_ports == b->snmp.n_ports && a->snmp.message == b->snmp.message &&
	       limit_equal(&a->snmp.limit, &b->snmp.limit);
}

static bool values_equal(const struct value *a, const struct value *b, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (oid_compare(&a[i].oid, &b[i].oid) || a[i].type != b[i].type ||
		    a[i].object != b[i].object || a[i].access != b[i].access ||
		    a[i].age != b[i].age || a[i].max_age != b[i].max_age ||
		    a[i].taken != b[i].taken || a[i].data_len != b[i].data_len ||
		    (a[i].data_len && memcmp(a[i].data, b[i].data, a[i].data_len)))
			return false;
	return true;
}

static bool addrs_equal(const struct address *a, const struct address *b, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (!ip_equal(&a[i].ip, &b[i].ip))
			return false;
	return true;
}

bool config_equal(const struct config *a, const struct config *b)
{
	if (!settings_equal(a, b) || !names_equal(a, b) || !snmp_equal(a, b) ||
	    a->n_values != b->n_values || !values_equal(a->values, b->values, a->n_values) ||
	    a->n_addrs != b->n_addrs ||
	    a->n_rules != b->n_rules || a->n_groups != b->n_groups || a->n_rrs != b->n_rrs)
		return false;
	if (!addrs_equal(a->groups, b->groups, a->n_groups) || !rrs_equal(a->rrs, b->rrs, a->n_rrs))
		return false;
	if (!links_equal(&a->links, &b->links))
		return false;
	if (!dhcp_equal(&a->dhcp, &b->dhcp) || !lifetimes_equal(a, b))
		return false;
	if (a->n_dns != b->n_dns || !addrs_equal(a->dns, b->dns, a->n_dns) ||
	    a->n_registrations != b->n_registrations ||
	    !registrations_equal(a->registrations, b->registrations, a->n_registrations))
		return false;
	for (size_t i = 0; i < a->n_rules; i++)
		if (!rule_equal(&a->rules[i], &b->rules[i]))
			return false;
	return addrs_equal(a->addrs, b->addrs, a->n_addrs);
}

static bool change_equal(const struct change *a, const struct change *b)
{
	if (strcmp(a->dev, b->dev) || a->del_proxy != b->del_proxy ||
	    a->n_del_addrs != b->n_del_addrs || a->n_del_rules != b->n_del_rules ||
	    a->n_del_groups != b->n_del_groups || a->n_del_rrs != b->n_del_rrs)
		return false;
	if (a->n_del_values != b->n_del_values ||
	    !values_equal(a->del_values, b->del_values, a->n_del_values))
		return false;
	if (a->n_del_dns != b->n_del_dns || !addrs_equal(a->del_dns, b->del_dns, a->n_del_dns) ||
	    a->n_del_registrations != b->n_del_registrations ||
	    !registrations_equal(a->del_registrations, b->del_registrations,
				 a->n_del_registrations))
		return false;
	if (!addrs_equal(a->del_groups, b->del_groups, a->n_del_groups) ||
	    !rrs_equal(a->del_rrs, b->del_rrs, a->n_del_rrs))
		return false;
	if (!links_equal(&a->del_links, &b->del_links))
		return false;
	if (a->n_del_lifetimes != b->n_del_lifetimes ||
	    !addrs_equal(a->del_lifetimes, b->del_lifetimes, a->n_del_lifetimes))
		return false;
	for (size_t i = 0; i < a->n_del_rules; i++)
		if (a->del_rules[i].id != b->del_rules[i].id)
			return false;
	return addrs_equal(a->del_addrs, b->del_addrs, a->n_del_addrs) &&
	       config_equal(&a->set, &b->set);
}

bool changes_equal(const struct changes *a, const struct changes *b)
{
	if (a->n != b->n)
		return false;
	for (size_t i = 0; i < a->n; i++)
		if (!change_equal(&a->v[i], &b->v[i]))
			return false;
	return true;
}
