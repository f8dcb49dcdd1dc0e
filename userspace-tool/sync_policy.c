// SPDX-License-Identifier: GPL-2.0
#include <stdlib.h>
#include <string.h>

#include "grammar.h"
#include "grammar_snmp.h"
#include "sync_policy.h"
#include "take.h"
#include "util.h"

static const struct name names_protocol[] = {
	{ "tcp", PROXZZZY_KIND_TCP_SYN },
	{ "udp", PROXZZZY_KIND_UDP },
	{ NULL, 0 },
};

static const struct name names_without[] = {
	{ "mdns", POLICY_MDNS },
	{ "llmnr", POLICY_LLMNR },
	{ "groups", POLICY_GROUPS },
	{ "rules", POLICY_RULES },
	{ "lease", POLICY_LEASE },
	{ NULL, 0 },
};

bool policy_matches(const struct policy_ports *p, u32 kind, u16 port)
{
	return p->kind == kind &&
	       (!p->port ||
		(port >= p->port && port <= (p->port_to ? p->port_to : p->port)));
}

static bool number_follows(const struct cursor *c)
{
	const char *word = take_peek(c);

	return word && *word >= '0' && *word <= '9';
}

/* tcp|udp [PORT[-PORT]] */
static bool ports(struct cursor *c, struct policy *p, struct policy_ports *new)
{
	if (!take_name(c, names_protocol, &new->kind))
		return false;
	if (number_follows(c) && !take_ports(c, &new->port, &new->port_to))
		return false;
	p->v = util_grow(p->v, p->n, sizeof(*p->v));
	p->v[p->n++] = *new;
	return true;
}

static bool without(struct cursor *c, struct policy *p)
{
	u32 what;

	if (!take_name(c, names_without, &what))
		return false;
	p->without |= what;
	while (take_peek(c) && names_value(names_without, take_peek(c), &what)) {
		p->without |= what;
		c->i++;
	}
	return true;
}

static bool take_agent(struct cursor *c, struct policy_snmp *p)
{
	const char *word = take_peek(c);

	if (!word || !*word || *word == '-' || strlen(word) >= sizeof(p->agent))
		return take_fail(c, "expected an agent such as localhost or 192.0.2.1:161");
	snprintf(p->agent, sizeof(p->agent), "%s", word);
	c->i++;
	return true;
}

/* community NAME|@FILE [agent HOST[:PORT]] [subtree OID]... */
static bool snmp(struct cursor *c, struct policy_snmp *p)
{
	if (p->wanted)
		return take_fail_last(c, "said already");
	p->wanted = true;
	if (!take_if(c, "community"))
		return take_fail(c, "expected community");
	p->community.line = c->line;
	if (!grammar_take_community(c, &p->community))
		return false;
	for (;;) {
		if (!*p->agent && take_if(c, "agent")) {
			if (!take_agent(c, p))
				return false;
		} else if (take_if(c, "subtree")) {
			p->subtrees = util_grow(p->subtrees, p->n, sizeof(*p->subtrees));
			if (!grammar_take_oid(c, &p->subtrees[p->n++]))
				return false;
		} else {
			return true;
		}
	}
}

static bool one(struct cursor *c, struct policy *p)
{
	struct policy_ports new = { 0 };

	if (take_if(c, "without"))
		return without(c, p);
	if (take_if(c, "snmp"))
		return snmp(c, &p->snmp);
	if (take_if(c, "exclude")) {
		new.what = PORTS_EXCLUDE;
	} else if (take_if(c, "include")) {
		new.what = PORTS_INCLUDE;
	} else if (take_if(c, "from")) {
		new.what = PORTS_FROM;
		if (!take_prefix(c, &new.from))
			return false;
	} else if (take_if(c, "limit")) {
		new.what = PORTS_LIMIT;
		if (!take_limit(c, &new.limit))
			return false;
	} else {
		return take_fail(c, "expected exclude, include, from, limit, without or snmp");
	}
	return ports(c, p, &new);
}

/* The word for the interface is its name, or * for the one that is synced. */
static bool take_own(struct cursor *c, const char *dev)
{
	take_if(c, "dev");
	if (take_if(c, "*") || take_if(c, dev))
		return true;
	return take_fail(c, "expected %s, or *", dev);
}

static bool sync_statement(struct policy *p, const char *dev, struct cursor *c)
{
	if (!take_own(c, dev))
		return false;
	do {
		if (!one(c, p))
			return false;
	} while (take_peek(c));
	return true;
}

static bool other_statement(struct policy *p, const char *dev, struct words *w, struct cursor *c)
{
	const struct change *ch;

	if (!take_own(c, dev))
		return false;
	p->changes.policy = true;
	util_free(w->v[c->i - 1], strlen(w->v[c->i - 1]), 1);
	w->v[c->i - 1] = util_strndup(dev, strlen(dev));
	if (!grammar_statement(&p->changes, w->v, w->n, w->line, c->fault))
		return false;
	ch = &p->changes.v[0];
	if (ch->del_proxy)
		return take_fail(c, "expected addr, group, record, oid or lifetime");
	if (ch->n_del_communities)
		return take_fail(c, "a community is only there if it is set");
	if (links_any(&ch->del_links))
		return take_fail(c, "Teredo clients and LLDPDUs are only there if they are set");
	if (ch->n_del_dns || ch->n_del_registrations)
		return take_fail(c, "DNS servers and registrations are only there if they are set");
	if (ch->n_del_rules)
		return take_fail(c, "the rules of sockets are left out by: sync DEV exclude");
	return true;
}

static bool statement(struct policy *p, const char *dev, struct words *w, struct fault *f)
{
	struct cursor c = { .v = w->v, .n = w->n, .line = w->line, .fault = f };

	if (take_if(&c, "sync"))
		return sync_statement(p, dev, &c);
	if (take_if(&c, "set") || take_if(&c, "del"))
		return other_statement(p, dev, w, &c);
	return take_fail(&c, "expected set, del or sync");
}

bool policy_parse(struct policy *p, const char *dev, const char *text, size_t len, struct fault *f)
{
	struct words w = { 0 };
	struct source src;
	bool ok = true;

	words_source(&src, text, len);
	while (ok && words_next(&src, &w, f))
		ok = statement(p, dev, &w, f);
	words_free(&w);
	return ok && !f->text[0];
}

void policy_free(struct policy *p)
{
	free(p->v);
	free(p->snmp.subtrees);
	free(p->snmp.community.file);
	explicit_bzero(&p->snmp.community, sizeof(p->snmp.community));
	changes_free(&p->changes);
	memset(p, 0, sizeof(*p));
}
