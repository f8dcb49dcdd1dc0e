// SPDX-License-Identifier: GPL-2.0
#include <stdlib.h>
#include <string.h>

#include "dns_text.h"
#include "grammar.h"
#include "names.h"
#include "print_json.h"
#include "snmp_text.h"

static json_t *limit(const struct limit *l)
{
	json_t *o;

	if (!l->rate)
		return json_null();
	o = json_object();
	json_put(o, "rate", json_number(l->rate));
	json_put(o, "unit_s", json_number(l->unit));
	if (l->burst)
		json_put(o, "burst", json_number(l->burst));
	return o;
}

static json_t *prefix(const struct prefix *p)
{
	struct util_text t;

	util_text_open(&t);
	grammar_put_prefix(t.f, p);
	return json_printed(&t);
}

static json_t *mac(const struct config *cfg)
{
	struct util_text t;

	if (cfg->own_mac)
		return json_null();
	util_text_open(&t);
	util_put_mac(t.f, cfg->mac, sizeof(cfg->mac));
	return json_printed(&t);
}

static void put_match(json_t *o, const struct rule *r)
{
	if (r->port) {
		json_put(o, "port", json_number(r->port));
		json_put(o, "port_to", json_number(r->port_to ? r->port_to : r->port));
	}
	if (r->from.ip.len)
		json_put(o, "from", prefix(&r->from));
	if (r->to.ip.len)
		json_put(o, "to", prefix(&r->to));
	if (r->pattern_len) {
		json_put(o, "offset", json_number(r->offset));
		json_put(o, "bytes", json_hex(r->pattern, r->pattern_len));
	}
	if (r->has_mask)
		json_put(o, "mask", json_hex(r->mask, r->pattern_len));
	if (r->kind == PROXZZZY_KIND_MAGIC) {
		json_put(o, "password", json_boolean(r->secret != SECRET_NONE));
		json_put(o, "anywhere", json_boolean(r->anywhere));
	}
}

static json_t *rule(const struct rule *r)
{
	bool ignore = r->action == PROXZZZY_ACTION_IGNORE;
	json_t *o = json_object();

	json_put(o, "id", json_number(r->id));
	json_put(o, "action", json_text(ignore ? "ignore" : "wake"));
	json_put(o, "kind", json_text(names_word(names_kind, r->kind)));
	put_match(o, r);
	if (r->has_limit)
		json_put(o, "limit", limit(&r->limit));
	if (*r->label)
		json_put(o, "label", json_text(r->label));
	return o;
}

static json_t *arp(const struct config *cfg)
{
	json_t *o = json_object();

	if (cfg->has & HAS_ARP_ENABLE)
		json_put(o, "enable", json_boolean(cfg->arp.enable));
	if (cfg->has & HAS_ARP_CONFLICT)
		json_put(o, "conflict", json_text(names_word(names_conflict, cfg->arp.conflict)));
	if (cfg->has & HAS_ARP_ANNOUNCE)
		json_put(o, "announce_ms", json_number(cfg->arp.announce));
	return o;
}

static json_t *ndp(const struct config *cfg)
{
	json_t *o = json_object();

	if (cfg->has & HAS_NDP_ENABLE)
		json_put(o, "enable", json_boolean(cfg->ndp.enable));
	if (cfg->has & HAS_NDP_CONFLICT)
		json_put(o, "conflict", json_text(names_word(names_conflict, cfg->ndp.conflict)));
	if (cfg->has & HAS_NDP_ROUTER)
		json_put(o, "router", json_boolean(cfg->ndp.router));
	return o;
}

static json_t *echo(const struct config *cfg)
{
	json_t *o = json_object();

	if (cfg->has & HAS_ECHO_ENABLE)
		json_put(o, "enable", json_boolean(cfg->echo.enable));
	if (cfg->has & HAS_ECHO_LIMIT)
		json_put(o, "limit", limit(&cfg->echo.limit));
	return o;
}

static json_t *name(const struct dname *n)
{
	json_t *j;
	char *s;

	if (!n->len)
		return json_null();
	s = dns_name_text(n->b, n->len);
	j = json_text(s);
	free(s);
	return j;
}

static json_t *mdns(const struct config *cfg)
{
	json_t *o = json_object(), *groups = json_array();

	json_put(o, "enable", json_boolean(cfg->mdns.enable));
	json_put(o, "host", name(&cfg->mdns.host));
	json_put(o, "ttl_s", json_number(cfg->mdns.ttl));
	json_put(o, "announce", json_number(cfg->mdns.announce));
	for (u32 i = 0; i < cfg->mdns.n_groups; i++)
		json_array_append_new(groups, prefix(&(struct prefix){
						      cfg->mdns.groups[i],
						      cfg->mdns.groups[i].len * 8 }));
	json_put(o, "groups", groups);
	return o;
}

static json_t *llmnr(const struct config *cfg)
{
	json_t *o = json_object();

	json_put(o, "enable", json_boolean(cfg->llmnr.enable));
	json_put(o, "host", name(&cfg->llmnr.host));
	json_put(o, "ttl_s", json_number(cfg->llmnr.ttl));
	json_put(o, "tentative", json_boolean(cfg->llmnr.tentative));
	return o;
}

static json_t *record(const struct rr *rr)
{
	struct util_text t;
	json_t *o = json_object();

	json_put(o, "name", name(&rr->name));
	util_text_open(&t);
	dns_type_put(t.f, rr->type);
	json_put(o, "type", json_printed(&t));
	json_put(o, "ttl_s", json_number(rr->ttl));
	json_put(o, "shared", json_boolean(rr->shared));
	util_text_open(&t);
	dns_data_put(t.f, rr);
	util_text_close(&t);
	json_put(o, "data", json_text(t.s + (*t.s == ' ')));
	free(t.s);
	json_put(o, "data_hex", json_hex(rr->data, rr->data_len));
	return o;
}

static json_t *snmp(const struct config *cfg)
{
	json_t *o = json_object(), *ports = json_array();

	json_put(o, "enable", json_boolean(cfg->snmp.enable));
	json_put(o, "getall", json_boolean(cfg->snmp.getall));
	for (u32 i = 0; i < cfg->snmp.n_ports; i++)
		json_array_append_new(ports, json_number(cfg->snmp.ports[i]));
	json_put(o, "ports", ports);
	json_put(o, "message", json_number(cfg->snmp.message));
	json_put(o, "limit", limit(&cfg->snmp.limit));
	return o;
}

static json_t *community(const struct community *com)
{
	json_t *o = json_object();

	json_put(o, "write", json_boolean(com->write));
	json_put(o, "from", com->from.ip.len ? prefix(&com->from) : json_null());
	return o;
}

static void put_age(json_t *o, const struct value *v)
{
	if (v->age)
		json_put(o, "age", json_text(v->age == PROXZZZY_AGE_COUNT ? "count" :
					     names_word(names_too_old, v->age)));
	if (v->max_age)
		json_put(o, "max_age_s", json_number(v->max_age));
	if (v->taken)
		json_put(o, "taken_boot_ns", json_number(v->taken));
}

static json_t *value(const struct value *v)
{
	const char *type = snmp_type_word(v);
	json_t *o = json_object();
	struct util_text t;

	util_text_open(&t);
	snmp_oid_put(t.f, &v->oid);
	json_put(o, "oid", json_printed(&t));
	json_put(o, "type", json_text(type));
	util_text_open(&t);
	snmp_value_put(t.f, v);
	util_text_close(&t);
	json_put(o, "value", json_text(t.s + strlen(type) + (t.len > strlen(type))));
	free(t.s);
	json_put(o, "value_hex", json_hex(v->data, v->data_len));
	json_put(o, "access", json_text(names_word(names_access, v->access)));
	put_age(o, v);
	if (v->object)
		json_put(o, "object", json_number(v->object));
	return o;
}

static json_t *addresses(const struct address *v, size_t n)
{
	json_t *all = json_array();

	for (size_t i = 0; i < n; i++)
		json_array_append_new(all,
				      prefix(&(struct prefix){ v[i].ip, v[i].ip.len * 8 }));
	return all;
}

static void put_settings(json_t *o, const struct config *cfg)
{
	bool tagged = cfg->priority != PROXZZZY_PRIORITY_NONE;

	if (cfg->has & HAS_MAC)
		json_put(o, "mac", mac(cfg));
	if (cfg->has & HAS_S2IDLE)
		json_put(o, "s2idle", json_text(names_word(names_s2idle, cfg->s2idle)));
	if (cfg->has & HAS_DEEP)
		json_put(o, "deep", json_text(names_word(names_deep, cfg->deep)));
	if (cfg->has & HAS_PRIORITY)
		json_put(o, "priority", tagged ? json_number(cfg->priority) : json_null());
	if (cfg->has & HAS_ARP)
		json_put(o, "arp", arp(cfg));
	if (cfg->has & HAS_NDP)
		json_put(o, "ndp", ndp(cfg));
	if (cfg->has & HAS_ECHO)
		json_put(o, "echo", echo(cfg));
	if (cfg->has & HAS_WAKE_LIMIT) {
		json_t *wake = json_object();

		json_put(wake, "limit", limit(&cfg->wake.limit));
		json_put(o, "wake", wake);
	}
	if (cfg->has & HAS_IGMP)
		json_put(o, "igmp", json_pack("{s:b}", "enable", cfg->igmp.enable));
	if (cfg->has & HAS_MLD)
		json_put(o, "mld", json_pack("{s:b}", "enable", cfg->mld.enable));
	if (cfg->has & HAS_MDNS)
		json_put(o, "mdns", mdns(cfg));
	if (cfg->has & HAS_LLMNR)
		json_put(o, "llmnr", llmnr(cfg));
	if (cfg->has & HAS_DHCP)
		json_put(o, "dhcp", json_dhcp(&cfg->dhcp));
	if (cfg->has & HAS_LIFETIME_BEFORE)
		json_put(o, "lifetime_before_s", json_number(cfg->lifetime_before));
	if (cfg->has & HAS_SNMP)
		json_put(o, "snmp", snmp(cfg));
}

json_t *json_config(const struct proxy *p)
{
	json_t *o = json_object(), *rules = json_array(), *rrs = json_array();
	json_t *communities = json_array(), *values = json_array(), *sips = json_array();

	json_put(o, "dev", json_text(p->dev));
	json_put(o, "ifindex", json_number(p->ifindex));
	json_put(o, "generation", json_number(p->generation));
	put_settings(o, &p->config);
	for (size_t i = 0; i < p->config.n_rrs; i++)
		json_array_append_new(rrs, record(&p->config.rrs[i]));
	for (size_t i = 0; i < p->config.n_communities; i++)
		json_array_append_new(communities, community(&p->config.communities[i]));
	for (size_t i = 0; i < p->config.n_values; i++)
		json_array_append_new(values, value(&p->config.values[i]));
	for (size_t i = 0; i < p->config.n_registrations; i++)
		json_array_append_new(sips, json_sip(&p->config.registrations[i]));
	for (size_t i = 0; i < p->config.n_rules; i++)
		json_array_append_new(rules, rule(&p->config.rules[i]));
	json_put(o, "addresses", addresses(p->config.addrs, p->config.n_addrs));
	json_put(o, "groups", addresses(p->config.groups, p->config.n_groups));
	json_put(o, "records", rrs);
	json_put(o, "lifetimes", json_lifetimes(&p->config));
	json_put(o, "communities", communities);
	json_put(o, "values", values);
	json_put(o, "teredo", json_teredos(&p->config.links));
	json_put(o, "lldp", json_lldps(&p->config.links));
	json_put(o, "dns", addresses(p->config.dns, p->config.n_dns));
	json_put(o, "registrations", sips);
	json_put(o, "rules", rules);
	return o;
}
