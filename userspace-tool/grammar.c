// SPDX-License-Identifier: GPL-2.0
#include <string.h>

#include "grammar.h"
#include "grammar_dhcp.h"
#include "grammar_links.h"
#include "grammar_names.h"
#include "grammar_rule.h"
#include "grammar_sip.h"
#include "grammar_snmp.h"
#include "util.h"

#define SETTINGS \
	"mac, s2idle, deep, priority, addr, arp, ndp, echo, wake, igmp, mld, group, mdns, llmnr, record, snmp, community, oid, teredo, lldp, dhcp, lifetime, lifetime-before, dns, sip or rule"

#define PARTS "addr, group, record, community, oid, teredo, lldp, lifetime, dns, sip or rule"

struct target {
	struct cursor c;
	struct change *change;
	struct config *cfg; /* &change->set */
	struct hint hint;
};

bool grammar_once(struct cursor *c, struct change *ch, enum has has)
{
	if (ch->set.has & has)
		return take_fail_last(c, "set already for %s", ch->dev);
	ch->set.has |= has;
	return true;
}

/* Marks a setting as given; the word before the cursor names it. */
static bool once(struct target *t, enum has has)
{
	return grammar_once(&t->c, t->change, has);
}

static bool mac(struct target *t)
{
	if (!once(t, HAS_MAC))
		return false;
	t->cfg->own_mac = take_if(&t->c, "default");
	return t->cfg->own_mac || take_mac(&t->c, "a unicast MAC address, or default", t->cfg->mac);
}

static bool s2idle(struct target *t)
{
	return once(t, HAS_S2IDLE) && take_name(&t->c, names_s2idle, &t->cfg->s2idle);
}

static bool deep(struct target *t)
{
	return once(t, HAS_DEEP) && take_name(&t->c, names_deep, &t->cfg->deep);
}

static bool prio(struct target *t)
{
	if (!once(t, HAS_PRIORITY))
		return false;
	t->cfg->priority = PROXZZZY_PRIORITY_NONE;
	return take_if(&t->c, "none") ||
	       take_u32(&t->c, "none, or a priority", 0, 7, &t->cfg->priority);
}

static bool fresh_addr(struct target *t, struct ip *ip)
{
	if (!take_ip(&t->c, ip))
		return false;
	return !change_names_addr(t->change, ip) ||
	       take_fail_last(&t->c, "named already for %s", t->change->dev);
}

static bool fresh_rule(struct target *t, u32 *id)
{
	if (!take_u32(&t->c, "the id of a rule", 1, PROXZZZY_RULE_ID_MAX, id))
		return false;
	return !change_names_rule(t->change, *id) ||
	       take_fail_last(&t->c, "a rule of this id is named already for %s", t->change->dev);
}

static bool addr(struct target *t)
{
	struct ip ip;

	if (!fresh_addr(t, &ip))
		return false;
	config_add_addr(t->cfg, &ip)->line = t->c.line;
	return true;
}

static bool rule(struct target *t)
{
	struct rule *r;
	u32 id;

	if (!fresh_rule(t, &id))
		return false;
	r = config_add_rule(t->cfg);
	r->id = id;
	r->line = t->c.line;
	return grammar_rule(&t->c, r, &t->hint);
}

/* One word of a protocol's setting and the value behind it. */
struct part {
	const char *word; /* NULL: on or off, without a word */
	enum has has;
	const struct name *names; /* NULL: a time */
	u32 *value;
};

static bool at_part(struct target *t, const struct part *p)
{
	const char *next = take_peek(&t->c);
	u32 ignored;

	if (!p->word)
		return next && names_value(p->names, next, &ignored);
	return take_if(&t->c, p->word);
}

static bool take_part(struct target *t, const struct part *p)
{
	if (!p->word) { /* the value names the setting */
		return take_name(&t->c, p->names, p->value) && once(t, p->has);
	}
	if (!once(t, p->has))
		return false;
	return p->names ? take_name(&t->c, p->names, p->value) : take_interval(&t->c, p->value);
}

/* As many of @parts as there are, and at least one. */
static bool take_parts(struct target *t, const struct part *parts, size_t n, const char *options)
{
	size_t begin = t->c.i, i = 0;

	while (i < n) {
		if (!at_part(t, &parts[i])) {
			i++;
			continue;
		}
		if (!take_part(t, &parts[i]))
			return false;
		i = 0;
	}
	if (t->c.i == begin)
		return take_fail(&t->c, "expected %s", options);
	t->hint = (struct hint){ .at = t->c.i, .options = options };
	return true;
}

static bool arp(struct target *t)
{
	const struct part parts[] = {
		{ NULL, HAS_ARP_ENABLE, names_switch, &t->cfg->arp.enable },
		{ "conflict", HAS_ARP_CONFLICT, names_conflict, &t->cfg->arp.conflict },
		{ "announce", HAS_ARP_ANNOUNCE, NULL, &t->cfg->arp.announce },
	};

	return take_parts(t, parts, ARRAY_SIZE(parts), "on, off, conflict or announce");
}

static bool ndp(struct target *t)
{
	const struct part parts[] = {
		{ NULL, HAS_NDP_ENABLE, names_switch, &t->cfg->ndp.enable },
		{ "conflict", HAS_NDP_CONFLICT, names_ndp_conflict, &t->cfg->ndp.conflict },
		{ "router", HAS_NDP_ROUTER, names_switch, &t->cfg->ndp.router },
	};

	return take_parts(t, parts, ARRAY_SIZE(parts), "on, off, conflict or router");
}

static bool echo(struct target *t)
{
	const struct part parts[] = {
		{ NULL, HAS_ECHO_ENABLE, names_switch, &t->cfg->echo.enable },
	};
	const char *options = "on, off or limit";
	bool switched = at_part(t, parts);

	if (switched && !take_part(t, parts))
		return false;
	if (take_if(&t->c, "limit"))
		return once(t, HAS_ECHO_LIMIT) && take_limit(&t->c, &t->cfg->echo.limit);
	t->hint = (struct hint){ .at = t->c.i, .options = options };
	return switched || take_fail(&t->c, "expected %s", options);
}

static bool wake(struct target *t)
{
	if (!take_if(&t->c, "limit"))
		return take_fail(&t->c, "expected limit");
	return once(t, HAS_WAKE_LIMIT) && take_limit(&t->c, &t->cfg->wake.limit);
}

static const struct setting {
	const char *word;
	bool (*take)(struct target *t); /* one of the two */
	bool (*take_names)(struct cursor *c, struct change *ch);
} settings[] = {
	{ "mac", mac, NULL },
	{ "s2idle", s2idle, NULL },
	{ "deep", deep, NULL },
	{ "priority", prio, NULL },
	{ "addr", addr, NULL },
	{ "arp", arp, NULL },
	{ "ndp", ndp, NULL },
	{ "echo", echo, NULL },
	{ "wake", wake, NULL },
	{ "rule", rule, NULL },
	{ "igmp", NULL, grammar_igmp },
	{ "mld", NULL, grammar_mld },
	{ "group", NULL, grammar_group },
	{ "teredo", NULL, grammar_teredo },
	{ "lldp", NULL, grammar_lldp },
	{ "mdns", NULL, grammar_mdns },
	{ "llmnr", NULL, grammar_llmnr },
	{ "record", NULL, grammar_record },
	{ "snmp", NULL, grammar_snmp },
	{ "community", NULL, grammar_community },
	{ "oid", NULL, grammar_oid },
	{ "dhcp", NULL, grammar_dhcp },
	{ "lifetime", NULL, grammar_lifetime },
	{ "lifetime-before", NULL, grammar_lifetime_before },
	{ "dns", NULL, grammar_dns },
	{ "sip", NULL, grammar_sip },
};

static bool one_setting(struct target *t)
{
	for (size_t i = 0; i < ARRAY_SIZE(settings); i++)
		if (take_if(&t->c, settings[i].word))
			return settings[i].take ? settings[i].take(t) :
						  settings[i].take_names(&t->c, t->change);
	if (t->hint.options && t->hint.at == t->c.i)
		return take_fail(&t->c, "expected %s, or a setting: " SETTINGS, t->hint.options);
	return take_fail(&t->c, "expected a setting: " SETTINGS);
}

static bool set(struct target *t)
{
	do {
		if (!one_setting(t))
			return false;
	} while (take_peek(&t->c));
	return true;
}

static bool del_addr(struct target *t)
{
	struct change *ch = t->change;
	struct ip ip;

	if (!fresh_addr(t, &ip))
		return false;
	ch->del_addrs = util_grow(ch->del_addrs, ch->n_del_addrs, sizeof(*ch->del_addrs));
	ch->del_addrs[ch->n_del_addrs].line = t->c.line;
	ch->del_addrs[ch->n_del_addrs++].ip = ip;
	return true;
}

static bool del_rule(struct target *t)
{
	struct change *ch = t->change;
	u32 id;

	if (!fresh_rule(t, &id))
		return false;
	ch->del_rules = util_grow(ch->del_rules, ch->n_del_rules, sizeof(*ch->del_rules));
	ch->del_rules[ch->n_del_rules].line = t->c.line;
	ch->del_rules[ch->n_del_rules++].id = id;
	return true;
}

static bool del_one(struct target *t)
{
	if (take_if(&t->c, "addr"))
		return del_addr(t);
	if (take_if(&t->c, "rule"))
		return del_rule(t);
	if (take_if(&t->c, "teredo"))
		return grammar_del_teredo(&t->c, t->change);
	if (take_if(&t->c, "lldp"))
		return grammar_del_lldp(&t->c, t->change);
	if (take_if(&t->c, "group"))
		return grammar_del_group(&t->c, t->change);
	if (take_if(&t->c, "record"))
		return grammar_del_record(&t->c, t->change);
	if (take_if(&t->c, "community"))
		return grammar_del_community(&t->c, t->change);
	if (take_if(&t->c, "oid"))
		return grammar_del_oid(&t->c, t->change);
	if (take_if(&t->c, "lifetime"))
		return grammar_del_lifetime(&t->c, t->change);
	if (take_if(&t->c, "dns"))
		return grammar_del_dns(&t->c, t->change);
	if (take_if(&t->c, "sip"))
		return grammar_del_sip(&t->c, t->change);
	return take_fail(&t->c, "expected " PARTS);
}

static bool del(struct target *t)
{
	if (!t->change->del_line)
		t->change->del_line = t->c.line;
	t->change->del_proxy = !take_peek(&t->c);
	while (take_peek(&t->c))
		if (!del_one(t))
			return false;
	return true;
}

bool grammar_statement(struct changes *to, char *const *words, size_t n, int line, struct fault *f)
{
	struct target t = { .c = { .v = words, .n = n, .line = line, .fault = f } };
	bool is_set = take_if(&t.c, "set");
	char dev[IFNAMSIZ];

	if (!is_set && !take_if(&t.c, "del"))
		return take_fail(&t.c, "expected set or del");
	take_if(&t.c, "dev");
	if (!take_dev(&t.c, dev))
		return false;
	t.change = changes_for(to, dev, line);
	t.cfg = &t.change->set;
	return is_set ? set(&t) : del(&t);
}

static bool file_statement(struct changes *to, const struct words *w, struct fault *f)
{
	if (!grammar_statement(to, w->v, w->n, w->line, f))
		return false;
	for (size_t i = 0; i < to->n; i++) {
		if (!to->v[i].del_proxy)
			continue;
		f->line = w->line;
		snprintf(f->text, sizeof(f->text),
			 "at the end: expected " PARTS "; a file cannot delete a whole proxy");
		return false;
	}
	return true;
}

bool grammar_file(struct changes *to, const char *text, size_t len, struct fault *f)
{
	struct words w = { 0 };
	struct source src;
	bool ok = true;

	words_source(&src, text, len);
	while (ok && words_next(&src, &w, f))
		ok = file_statement(to, &w, f);
	words_free(&w);
	return ok && !f->text[0];
}
