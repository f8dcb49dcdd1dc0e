// SPDX-License-Identifier: GPL-2.0
#include <string.h>

#include "grammar.h"
#include "grammar_names.h"
#include "grammar_snmp.h"
#include "snmp_text.h"
#include "util.h"

static bool snmp_port(struct cursor *c, struct change *ch, bool first)
{
	struct config *cfg = &ch->set;

	if (first && !grammar_once(c, ch, HAS_SNMP_PORTS))
		return false;
	if (cfg->snmp.n_ports == PROXZZZY_SNMP_PORT_MAX)
		return take_fail(c, "SNMP has at most %d ports", PROXZZZY_SNMP_PORT_MAX);
	return take_u32(c, "a port", 1, UINT16_MAX, &cfg->snmp.ports[cfg->snmp.n_ports++]);
}

bool grammar_snmp(struct cursor *c, struct change *ch)
{
	struct config *cfg = &ch->set;
	bool ports = false, ok = true;
	size_t begin = c->i;
	u32 ignored;

	while (ok && take_peek(c)) {
		if (names_value(names_switch, take_peek(c), &ignored)) {
			ok = take_name(c, names_switch, &cfg->snmp.enable) &&
			     grammar_once(c, ch, HAS_SNMP_ENABLE);
		} else if (take_if(c, "getall")) {
			ok = grammar_once(c, ch, HAS_SNMP_GETALL) &&
			     take_name(c, names_switch, &cfg->snmp.getall);
		} else if (take_if(c, "port")) {
			ok = snmp_port(c, ch, !ports);
			ports = true;
		} else if (take_if(c, "message")) {
			ok = grammar_once(c, ch, HAS_SNMP_MESSAGE) &&
			     take_u32(c, "bytes", PROXZZZY_SNMP_MESSAGE_MIN,
				      PROXZZZY_SNMP_MESSAGE_MAX, &cfg->snmp.message);
		} else if (take_if(c, "limit")) {
			ok = grammar_once(c, ch, HAS_SNMP_LIMIT) &&
			     take_limit(c, &cfg->snmp.limit);
		} else {
			break;
		}
	}
	return ok && (c->i > begin ||
		      take_fail(c, "expected on, off, getall, port, message or limit"));
}

/* A name is not repeated, for it is one but for a slip. */
static bool fail_without_word(struct cursor *c, const char *text)
{
	c->fault->line = c->line;
	snprintf(c->fault->text, sizeof(c->fault->text), "after 'community': %s", text);
	return false;
}

bool grammar_take_community(struct cursor *c, struct community *to)
{
	const char *word = take_peek(c);
	size_t len = word ? strlen(word) : 0;

	if (word && *word == '@' && len > 1) {
		to->file = util_strndup(word + 1, len - 1);
	} else {
		if (!len || len > PROXZZZY_COMMUNITY_LEN_MAX || *word == '@')
			return fail_without_word(c, "expected a name of 1 to 64 bytes, or @ and the name of a file that it is in");
		to->len = (u8)len;
		memcpy(to->name, word, len);
	}
	c->i++;
	return true;
}

/* NAME|@FILE [write] [from PREFIX] */
bool grammar_community(struct cursor *c, struct change *ch)
{
	struct community *to = config_add_community(&ch->set);

	to->line = c->line;
	if (!grammar_take_community(c, to))
		return false;
	for (;;) {
		if (!to->write && take_if(c, "write")) {
			to->write = true;
		} else if (!to->from.ip.len && take_if(c, "from")) {
			if (!take_prefix(c, &to->from))
				return false;
		} else {
			return true;
		}
	}
}

bool grammar_del_community(struct cursor *c, struct change *ch)
{
	struct community *to;

	ch->del_communities = util_grow(ch->del_communities, ch->n_del_communities, sizeof(*to));
	to = &ch->del_communities[ch->n_del_communities++];
	to->line = c->line;
	return grammar_take_community(c, to);
}

bool grammar_take_oid(struct cursor *c, struct oid *oid)
{
	const char *word = take_peek(c);
	const char *wrong = word ? snmp_oid_parse(word, oid) : NULL;

	if (!word || wrong)
		return take_fail(c, "expected an OID such as 1.3.6.1.2.1.1.1.0%s%s",
				 wrong ? ": " : "", wrong ? wrong : "");
	c->i++;
	return true;
}

static bool take_type(struct cursor *c, const struct snmp_type **t)
{
	for (*t = snmp_types; (*t)->word; ++*t)
		if (take_if(c, (*t)->word))
			return true;
	return take_fail(c,
			 "expected a type: integer, string, hex, oid, ip, counter, gauge, ticks, opaque, counter64 or null");
}

static bool take_data(struct cursor *c, const struct snmp_type *t, struct value *v)
{
	u8 buf[PROXZZZY_OID_VALUE_MAX];

	v->type = t->tag;
	if (t->form != SNMP_FORM_NONE) {
		if (!take_peek(c) || !snmp_value_parse(t, take_peek(c), buf, &v->data_len)) {
			v->data_len = 0;
			return take_fail(c, "expected %s", t->what);
		}
		c->i++;
	}
	if (!v->data_len)
		return true;
	v->data = util_grow(NULL, 0, v->data_len);
	memcpy(v->data, buf, v->data_len);
	return true;
}

/* SECONDS no-such|wake */
static bool take_max_age(struct cursor *c, struct value *v)
{
	return take_u32(c, "seconds", 1, PROXZZZY_OID_AGE_MAX, &v->max_age) &&
	       take_name(c, names_too_old, &v->age);
}

static bool take_taken(struct cursor *c, struct value *v)
{
	const char *word = take_peek(c);
	size_t len = word ? strlen(word) : 0;

	if (!len || len > 19 || *word == '0' || strspn(word, "0123456789") != len)
		return take_fail(c, "expected nanoseconds of CLOCK_BOOTTIME");
	for (; *word; word++)
		v->taken = v->taken * 10 + (u64)(*word - '0');
	c->i++;
	return true;
}

/* access, count or max-age, taken, object: each once, in any order */
static bool take_options(struct cursor *c, struct value *v)
{
	bool access = false, ok = true;
	u32 n;

	while (ok) {
		if (!access && take_if(c, "access")) {
			access = true;
			ok = take_name(c, names_access, &v->access);
		} else if (!v->age && take_if(c, "count")) {
			v->age = PROXZZZY_AGE_COUNT;
			ok = v->type == SNMP_TICKS || take_fail_last(c, "only ticks count on");
		} else if (!v->age && take_if(c, "max-age")) {
			ok = take_max_age(c, v);
		} else if (!v->taken && take_if(c, "taken")) {
			ok = take_taken(c, v);
		} else if (!v->object && take_if(c, "object")) {
			ok = take_u32(c, "so many sub-identifiers", 2, v->oid.n, &n);
			v->object = ok ? (u8)n : 0;
		} else {
			return true;
		}
	}
	return false;
}

/* OID TYPE VALUE [OPTION]... */
bool grammar_take_value(struct cursor *c, struct value *v)
{
	const struct snmp_type *t;

	v->line = c->line;
	return grammar_take_oid(c, &v->oid) && take_type(c, &t) && take_data(c, t, v) &&
	       take_options(c, v);
}

bool grammar_oid(struct cursor *c, struct change *ch)
{
	return grammar_take_value(c, config_add_value(&ch->set));
}

bool grammar_del_oid(struct cursor *c, struct change *ch)
{
	struct value *v;

	ch->del_values = util_grow(ch->del_values, ch->n_del_values, sizeof(*v));
	v = &ch->del_values[ch->n_del_values++];
	v->line = c->line;
	return grammar_take_oid(c, &v->oid);
}

void grammar_put_snmp(FILE *f, const struct config *cfg)
{
	if (cfg->has & HAS_SNMP_ENABLE)
		fprintf(f, " %s", names_word(names_switch, cfg->snmp.enable));
	if (cfg->has & HAS_SNMP_GETALL)
		fprintf(f, " getall %s", names_word(names_switch, cfg->snmp.getall));
	for (u32 i = 0; i < cfg->snmp.n_ports; i++)
		fprintf(f, " port %u", cfg->snmp.ports[i]);
	if (cfg->has & HAS_SNMP_MESSAGE)
		fprintf(f, " message %u", cfg->snmp.message);
	if (cfg->has & HAS_SNMP_LIMIT) {
		fputs(" limit ", f);
		grammar_put_limit(f, &cfg->snmp.limit);
	}
}

void grammar_put_community(FILE *f, const struct community *com)
{
	if (com->write)
		fputs(" write", f);
	if (!com->from.ip.len)
		return;
	fputs(" from ", f);
	grammar_put_prefix(f, &com->from);
}

static void put_age(FILE *f, const struct value *v)
{
	if (v->age == PROXZZZY_AGE_COUNT)
		fputs(" count", f);
	else if (v->age)
		fprintf(f, " max-age %u %s", v->max_age, names_word(names_too_old, v->age));
	if (v->taken)
		fprintf(f, " taken %llu", v->taken);
}

void grammar_put_value(FILE *f, const struct value *v)
{
	snmp_oid_put(f, &v->oid);
	fputc(' ', f);
	snmp_value_put(f, v);
	if (v->access)
		fprintf(f, " access %s", names_word(names_access, v->access));
	put_age(f, v);
	if (v->object)
		fprintf(f, " object %u", v->object);
}
