// SPDX-License-Identifier: GPL-2.0
#include <arpa/inet.h>
#include <stdlib.h>

#include "grammar.h"
#include "grammar_links.h"
#include "grammar_dhcp.h"
#include "grammar_names.h"
#include "grammar_sip.h"
#include "grammar_snmp.h"
#include "names.h"
#include "snmp_text.h"
#include "util.h"

void grammar_put_ip(FILE *f, const struct ip *ip)
{
	char s[INET6_ADDRSTRLEN] = "";

	inet_ntop(ip->len == 16 ? AF_INET6 : AF_INET, ip->b, s, sizeof(s));
	fputs(s, f);
}

void grammar_put_prefix(FILE *f, const struct prefix *p)
{
	grammar_put_ip(f, &p->ip);
	if (p->bits != p->ip.len * 8)
		fprintf(f, "/%u", p->bits);
}

void grammar_put_limit(FILE *f, const struct limit *l)
{
	if (!l->rate) {
		fputs("none", f);
		return;
	}
	fprintf(f, "%u/%s", l->rate, names_word(names_unit, l->unit));
	if (l->burst)
		fprintf(f, " burst %u", l->burst);
}

static void put_mac(FILE *f, const struct config *cfg)
{
	fputc(' ', f);
	if (cfg->own_mac)
		fputs("default", f);
	else
		util_put_mac(f, cfg->mac, sizeof(cfg->mac));
}

static void put_s2idle(FILE *f, const struct config *cfg)
{
	fprintf(f, " %s", names_word(names_s2idle, cfg->s2idle));
}

static void put_deep(FILE *f, const struct config *cfg)
{
	fprintf(f, " %s", names_word(names_deep, cfg->deep));
}

static void put_priority(FILE *f, const struct config *cfg)
{
	if (cfg->priority == PROXZZZY_PRIORITY_NONE)
		fputs(" none", f);
	else
		fprintf(f, " %u", cfg->priority);
}

static void put_interval(FILE *f, u32 ms)
{
	if (!ms)
		fputs(" off", f);
	else if (ms % 3600000 == 0)
		fprintf(f, " %uh", ms / 3600000);
	else if (ms % 60000 == 0)
		fprintf(f, " %um", ms / 60000);
	else if (ms % 1000 == 0)
		fprintf(f, " %us", ms / 1000);
	else
		fprintf(f, " %ums", ms);
}

static void put_arp(FILE *f, const struct config *cfg)
{
	if (cfg->has & HAS_ARP_ENABLE)
		fprintf(f, " %s", names_word(names_switch, cfg->arp.enable));
	if (cfg->has & HAS_ARP_CONFLICT)
		fprintf(f, " conflict %s", names_word(names_conflict, cfg->arp.conflict));
	if (cfg->has & HAS_ARP_ANNOUNCE) {
		fputs(" announce", f);
		put_interval(f, cfg->arp.announce);
	}
}

static void put_ndp(FILE *f, const struct config *cfg)
{
	if (cfg->has & HAS_NDP_ENABLE)
		fprintf(f, " %s", names_word(names_switch, cfg->ndp.enable));
	if (cfg->has & HAS_NDP_CONFLICT)
		fprintf(f, " conflict %s", names_word(names_conflict, cfg->ndp.conflict));
	if (cfg->has & HAS_NDP_ROUTER)
		fprintf(f, " router %s", names_word(names_switch, cfg->ndp.router));
}

static void put_limit(FILE *f, const struct limit *l)
{
	fputs(" limit ", f);
	grammar_put_limit(f, l);
}

static void put_echo(FILE *f, const struct config *cfg)
{
	if (cfg->has & HAS_ECHO_ENABLE)
		fprintf(f, " %s", names_word(names_switch, cfg->echo.enable));
	if (cfg->has & HAS_ECHO_LIMIT)
		put_limit(f, &cfg->echo.limit);
}

static void put_wake(FILE *f, const struct config *cfg)
{
	put_limit(f, &cfg->wake.limit);
}

static void put_igmp(FILE *f, const struct config *cfg)
{
	fprintf(f, " %s", names_word(names_switch, cfg->igmp.enable));
}

static void put_mld(FILE *f, const struct config *cfg)
{
	fprintf(f, " %s", names_word(names_switch, cfg->mld.enable));
}

const struct grammar_piece grammar_pieces[] = {
	{ "mac", HAS_MAC, put_mac },
	{ "s2idle", HAS_S2IDLE, put_s2idle },
	{ "deep", HAS_DEEP, put_deep },
	{ "priority", HAS_PRIORITY, put_priority },
	{ "arp", HAS_ARP, put_arp },
	{ "ndp", HAS_NDP, put_ndp },
	{ "echo", HAS_ECHO, put_echo },
	{ "wake", HAS_WAKE_LIMIT, put_wake },
	{ "igmp", HAS_IGMP, put_igmp },
	{ "mld", HAS_MLD, put_mld },
	{ "mdns", HAS_MDNS, grammar_put_mdns },
	{ "llmnr", HAS_LLMNR, grammar_put_llmnr },
	{ "snmp", HAS_SNMP, grammar_put_snmp },
	{ "dhcp", HAS_DHCP, grammar_put_dhcp },
	{ "lifetime-before", HAS_LIFETIME_BEFORE, grammar_put_lifetime_before },
	{ NULL, 0, NULL },
};

#define GENERAL (HAS_MAC | HAS_S2IDLE | HAS_DEEP | HAS_PRIORITY)

static void put_bytes(FILE *f, const struct rule *r)
{
	fputc(' ', f);
	util_put_hex(f, r->pattern, r->pattern_len);
	if (r->has_mask) {
		fputs(" mask ", f);
		util_put_hex(f, r->mask, r->pattern_len);
	}
	if (r->offset)
		fprintf(f, " offset %u", r->offset);
}

static void put_prefix(FILE *f, const char *word, const struct prefix *p)
{
	if (!p->ip.len)
		return;
	fprintf(f, " %s ", word);
	grammar_put_prefix(f, p);
}

void grammar_put_rule(FILE *f, const struct rule *r)
{
	fputs(names_word(names_kind, r->kind), f);
	if (r->kind == PROXZZZY_KIND_BYTES)
		put_bytes(f, r);
	if (r->port)
		fprintf(f, " port %u", r->port);
	if (r->port_to)
		fprintf(f, "-%u", r->port_to);
	put_prefix(f, "from", &r->from);
	put_prefix(f, "to", &r->to);
	if (r->secret != SECRET_NONE)
		fputs(" password saved", f);
	if (r->anywhere)
		fputs(" anywhere", f);
	if (r->has_limit)
		put_limit(f, &r->limit);
	if (*r->label) {
		fputs(" label ", f);
		util_put_quoted(f, r->label);
	}
}

static void begin(FILE *f, const char *verb, const char *dev)
{
	fprintf(f, "%s dev ", verb);
	util_put_word(f, dev);
}

static void put_piece(FILE *f, const struct grammar_piece *p, const struct config *cfg)
{
	fprintf(f, " %s", p->word);
	p->put(f, cfg);
}

/* What needs no line of its own shares the first. */
static void print_settings(FILE *f, const char *dev, const struct config *cfg)
{
	const struct grammar_piece *p = grammar_pieces;

	if (cfg->has & GENERAL)
		begin(f, "set", dev);
	for (; p->has & GENERAL; p++)
		if (cfg->has & p->has)
			put_piece(f, p, cfg);
	if (cfg->has & GENERAL)
		fputc('\n', f);
	for (; p->word; p++) {
		if (!(cfg->has & p->has))
			continue;
		begin(f, "set", dev);
		put_piece(f, p, cfg);
		fputc('\n', f);
	}
}

static void put_ips(FILE *f, const char *verb, const char *dev, const char *word,
		    const struct address *v, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		begin(f, verb, dev);
		fprintf(f, " %s ", word);
		grammar_put_ip(f, &v[i].ip);
		fputc('\n', f);
	}
}

static void put_records(FILE *f, const char *verb, const char *dev, const struct rr *v, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		begin(f, verb, dev);
		fputs(" record ", f);
		grammar_put_record(f, &v[i]);
		fputc('\n', f);
	}
}

void grammar_put_file(FILE *f, const char *file)
{
	struct util_text t;

	util_text_open(&t);
	fprintf(t.f, "@%s", file);
	util_text_close(&t);
	util_put_word(f, t.s);
	free(t.s);
}

/* The name is a secret; only a file that it is in is told. */
static void put_communities(FILE *f, const char *verb, const char *dev,
			    const struct community *v, size_t n)
{
	bool told = false;

	for (size_t i = 0; i < n; i++) {
		if (!v[i].file && !told)
			fputs("# The names of communities are not told. As it is, this takes these away; put NAME or @FILE in:\n",
			      f);
		told |= !v[i].file;
		if (!v[i].file)
			fputs("# ", f);
		begin(f, verb, dev);
		fputs(" community ", f);
		if (v[i].file)
			grammar_put_file(f, v[i].file);
		else
			fputs("NAME", f);
		grammar_put_community(f, &v[i]);
		fputc('\n', f);
	}
}

static void put_values(FILE *f, const char *dev, const struct value *v, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		begin(f, "set", dev);
		fputs(" oid ", f);
		grammar_put_value(f, &v[i]);
		fputc('\n', f);
	}
}

static void put_links(FILE *f, const char *dev, const struct links *l)
{
	for (size_t i = 0; i < l->n_teredos; i++) {
		begin(f, "set", dev);
		fputs(" teredo ", f);
		grammar_put_teredo(f, &l->teredos[i]);
		fputc('\n', f);
	}
	for (size_t i = 0; i < l->n_lldps; i++) {
		begin(f, "set", dev);
		fputs(" lldp ", f);
		grammar_put_lldp(f, &l->lldps[i]);
		fputc('\n', f);
	}
}

static void put_deleted_values(FILE *f, const char *dev, const struct value *v, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		begin(f, "del", dev);
		fputs(" oid ", f);
		snmp_oid_put(f, &v[i].oid);
		fputc('\n', f);
	}
}

static void put_deleted_links(FILE *f, const char *dev, const struct links *l)
{
	for (size_t i = 0; i < l->n_teredos; i++) {
		begin(f, "del", dev);
		fputs(" teredo ", f);
		grammar_put_del_teredo(f, &l->teredos[i]);
		fputc('\n', f);
	}
	for (size_t i = 0; i < l->n_lldps; i++) {
		begin(f, "del", dev);
		fputs(" lldp ", f);
		grammar_put_del_lldp(f, &l->lldps[i]);
		fputc('\n', f);
	}
}

static void put_registrations(FILE *f, const char *verb, const char *dev,
			      const struct registration *v, size_t n, bool whole)
{
	for (size_t i = 0; i < n; i++) {
		begin(f, verb, dev);
		fputs(" sip ", f);
		grammar_put_sip(f, &v[i], whole);
		fputc('\n', f);
	}
}

void grammar_print(FILE *f, const char *dev, const struct config *cfg)
{
	print_settings(f, dev, cfg);
	put_ips(f, "set", dev, "addr", cfg->addrs, cfg->n_addrs);
	put_ips(f, "set", dev, "group", cfg->groups, cfg->n_groups);
	put_records(f, "set", dev, cfg->rrs, cfg->n_rrs);
	put_communities(f, "set", dev, cfg->communities, cfg->n_communities);
	put_values(f, dev, cfg->values, cfg->n_values);
	put_links(f, dev, &cfg->links);
	grammar_put_lifetimes(f, dev, cfg);
	put_ips(f, "set", dev, "dns", cfg->dns, cfg->n_dns);
	put_registrations(f, "set", dev, cfg->registrations, cfg->n_registrations, true);
	for (size_t i = 0; i < cfg->n_rules; i++) {
		const struct rule *r = &cfg->rules[i];

		begin(f, "set", dev);
		fprintf(f, " rule %u ", r->id);
		if (r->action == PROXZZZY_ACTION_IGNORE)
			fputs("ignore ", f);
		grammar_put_rule(f, r);
		fputc('\n', f);
	}
}

void grammar_print_change(FILE *f, const struct change *c)
{
	if (c->del_proxy) {
		begin(f, "del", c->dev);
		fputc('\n', f);
	}
	put_ips(f, "del", c->dev, "addr", c->del_addrs, c->n_del_addrs);
	put_ips(f, "del", c->dev, "group", c->del_groups, c->n_del_groups);
	put_records(f, "del", c->dev, c->del_rrs, c->n_del_rrs);
	grammar_put_deleted_lifetimes(f, c);
	put_communities(f, "del", c->dev, c->del_communities, c->n_del_communities);
	put_deleted_values(f, c->dev, c->del_values, c->n_del_values);
	put_deleted_links(f, c->dev, &c->del_links);
	put_ips(f, "del", c->dev, "dns", c->del_dns, c->n_del_dns);
	put_registrations(f, "del", c->dev, c->del_registrations, c->n_del_registrations, false);
	for (size_t i = 0; i < c->n_del_rules; i++) {
		begin(f, "del", c->dev);
		fprintf(f, " rule %u\n", c->del_rules[i].id);
	}
	grammar_print(f, c->dev, &c->set);
}
