// SPDX-License-Identifier: GPL-2.0
#include <stdlib.h>
#include <string.h>

#include "dns_text.h"
#include "grammar.h"
#include "grammar_names.h"
#include "util.h"

static bool take_switch(struct cursor *c, struct change *ch, enum has has, u32 *value)
{
	return take_name(c, names_switch, value) && grammar_once(c, ch, has);
}

bool grammar_igmp(struct cursor *c, struct change *ch)
{
	return take_switch(c, ch, HAS_IGMP, &ch->set.igmp.enable);
}

bool grammar_mld(struct cursor *c, struct change *ch)
{
	return take_switch(c, ch, HAS_MLD, &ch->set.mld.enable);
}

static bool take_dname(struct cursor *c, const char *what, struct dname *name)
{
	const char *word = take_peek(c);
	const char *wrong = word ? dns_name_parse(word, name) : NULL;

	if (!word)
		return take_fail(c, "expected %s", what);
	if (wrong)
		return take_fail(c, "expected %s: %s", what, wrong);
	c->i++;
	return true;
}

/* A host name, or none. One label alone is meant to be below @suffix. */
static bool take_host(struct cursor *c, const char *suffix, struct dname *name)
{
	size_t len = strlen(suffix);

	memset(name, 0, sizeof(*name));
	if (take_if(c, "none"))
		return true;
	if (!take_dname(c, "a host name, or none", name))
		return false;
	if (name->b[0] + 2 != name->len || !len)
		return true;
	if (name->len + len + 1 > sizeof(name->b))
		return take_fail_last(c, "too long for a host name");
	name->b[name->len - 1] = (u8)len;
	memcpy(name->b + name->len, suffix, len);
	name->b[name->len + len] = 0;
	name->len = (u8)(name->len + len + 1);
	return true;
}

static bool take_group(struct cursor *c, struct ip *ip)
{
	if (!take_ip(c, ip))
		return false;
	if (ip->len == 4 ? (ip->b[0] & 0xf0) == 0xe0 : ip->b[0] == 0xff)
		return true;
	return take_fail_last(c, "a group is a multicast address: 224.0.0.0/4 or ff00::/8");
}

static bool mdns_group(struct cursor *c, struct change *ch, bool first)
{
	struct config *cfg = &ch->set;

	if (first && !grammar_once(c, ch, HAS_MDNS_GROUPS))
		return false;
	if (take_if(c, "none"))
		return true;
	if (cfg->mdns.n_groups == PROXZZZY_MDNS_GROUP_MAX)
		return take_fail(c, "mDNS has at most %d groups", PROXZZZY_MDNS_GROUP_MAX);
	return take_group(c, &cfg->mdns.groups[cfg->mdns.n_groups++]);
}

bool grammar_mdns(struct cursor *c, struct change *ch)
{
	struct config *cfg = &ch->set;
	size_t begin = c->i;
	bool groups = false, ok = true;

	while (ok && take_peek(c)) {
		const char *word = take_peek(c);
		u32 ignored;

		if (names_value(names_switch, word, &ignored)) {
			ok = take_switch(c, ch, HAS_MDNS_ENABLE, &cfg->mdns.enable);
		} else if (take_if(c, "host")) {
			ok = grammar_once(c, ch, HAS_MDNS_HOST) &&
			     take_host(c, "local", &cfg->mdns.host);
		} else if (take_if(c, "ttl")) {
			ok = grammar_once(c, ch, HAS_MDNS_TTL) &&
			     take_u32(c, "seconds", 1, PROXZZZY_TTL_MAX, &cfg->mdns.ttl);
		} else if (take_if(c, "announce")) {
			ok = grammar_once(c, ch, HAS_MDNS_ANNOUNCE) &&
			     take_u32(c, "how many times", 0, PROXZZZY_MDNS_ANNOUNCE_MAX,
				      &cfg->mdns.announce);
		} else if (take_if(c, "group")) {
			ok = mdns_group(c, ch, !groups);
			groups = true;
		} else {
			break;
		}
	}
	return ok && (c->i > begin ||
		      take_fail(c, "expected on, off, host, ttl, announce or group"));
}

bool grammar_llmnr(struct cursor *c, struct change *ch)
{
	struct config *cfg = &ch->set;
	size_t begin = c->i;
	bool ok = true;

	while (ok && take_peek(c)) {
		const char *word = take_peek(c);
		u32 ignored;

		if (names_value(names_switch, word, &ignored))
			ok = take_switch(c, ch, HAS_LLMNR_ENABLE, &cfg->llmnr.enable);
		else if (take_if(c, "host"))
			ok = grammar_once(c, ch, HAS_LLMNR_HOST) &&
			     take_host(c, "", &cfg->llmnr.host);
		else if (take_if(c, "ttl"))
			ok = grammar_once(c, ch, HAS_LLMNR_TTL) &&
			     take_u32(c, "seconds", 1, PROXZZZY_TTL_MAX, &cfg->llmnr.ttl);
		else if (take_if(c, "tentative"))
			ok = take_switch(c, ch, HAS_LLMNR_TENTATIVE, &cfg->llmnr.tentative);
		else
			break;
	}
	return ok && (c->i > begin || take_fail(c, "expected on, off, host, ttl or tentative"));
}

static bool fresh_group(struct cursor *c, struct change *ch, struct ip *ip)
{
	if (!take_group(c, ip))
		return false;
	return !change_names_group(ch, ip) ||
	       take_fail_last(c, "named already for %s", ch->dev);
}

bool grammar_group(struct cursor *c, struct change *ch)
{
	struct ip ip;

	if (!fresh_group(c, ch, &ip))
		return false;
	config_add_group(&ch->set, &ip)->line = c->line;
	return true;
}

bool grammar_del_group(struct cursor *c, struct change *ch)
{
	struct ip ip;

	if (!fresh_group(c, ch, &ip))
		return false;
	ch->del_groups = util_grow(ch->del_groups, ch->n_del_groups, sizeof(*ch->del_groups));
	ch->del_groups[ch->n_del_groups].line = c->line;
	ch->del_groups[ch->n_del_groups++].ip = ip;
	return true;
}

/* Data as they grow, up to what a record can have. */
struct data {
	u8 b[PROXZZZY_DATA_MAX];
	size_t len;
};

static bool add(struct cursor *c, struct data *d, const void *b, size_t len)
{
	if (len > sizeof(d->b) - d->len)
		return take_fail(c, "a record's data have at most %d bytes", PROXZZZY_DATA_MAX);
	memcpy(d->b + d->len, b, len);
	d->len += len;
	return true;
}

/* RFC 3597 5: length, then so many bytes in hexadecimal. */
static bool take_any(struct cursor *c, struct data *d)
{
	const char *hex;
	u32 len;

	if (!take_if(c, "\\#"))
		return take_fail(c, "expected \\#, the length of the data and the data in hexadecimal");
	if (!take_u32(c, "the length of the data", 0, PROXZZZY_DATA_MAX, &len))
		return false;
	if (!len)
		return true;
	hex = take_peek(c);
	if (!hex || util_unhex(hex, strlen(hex), "", d->b, len) != len)
		return take_fail(c, "expected %u bytes in hexadecimal", len);
	d->len = (u16)len;
	c->i++;
	return true;
}

/* All words that are left, each a string. */
static bool take_strings(struct cursor *c, struct data *d)
{
	if (!take_peek(c))
		return take_fail(c, "expected strings, each a word; \"\" is an empty one");
	for (; take_peek(c); c->i++) {
		size_t len = strlen(take_peek(c));
		u8 n = (u8)len;

		if (len > 255)
			return take_fail(c, "a string has at most 255 bytes");
		if (!add(c, d, &n, 1) || !add(c, d, take_peek(c), len))
			return false;
	}
	return true;
}

static bool take_rest(struct cursor *c, const struct dns_type *t, struct data *d)
{
	struct dname name;
	struct ip ip;

	if (t->rest == DNS_REST_STRINGS)
		return take_strings(c, d);
	if (t->rest == DNS_REST_NAME)
		return take_dname(c, "a name", &name) && add(c, d, name.b, name.len);
	if (!take_ip(c, &ip))
		return false;
	if (ip.len != (t->type == DNS_A ? 4 : 16))
		return take_fail_last(c, "an address of the other family belongs into an %s record",
				      t->type == DNS_A ? "AAAA" : "A");
	return add(c, d, ip.b, ip.len);
}

static bool take_data(struct cursor *c, u16 type, struct data *d)
{
	const struct dns_type *t = dns_type_of(type);

	d->len = 0;
	if (t->rest == DNS_REST_ANY || (take_peek(c) && !strcmp(take_peek(c), "\\#")))
		return take_any(c, d);
	for (unsigned int i = 0; i < t->numbers; i++) {
		u32 n;
		u8 b[2];

		if (!take_u32(c, "a number", 0, 65535, &n))
			return false;
		b[0] = (u8)(n >> 8);
		b[1] = (u8)n;
		if (!add(c, d, b, sizeof(b)))
			return false;
	}
	return take_rest(c, t, d);
}

static bool take_type(struct cursor *c, u16 *type)
{
	const char *word = take_peek(c);

	if (!word || !dns_type_parse(word, type))
		return take_fail(c, "expected a type: A, AAAA, PTR, SRV, TXT, CNAME, HINFO, MX, NS, DNAME or TYPE1 to TYPE65535");
	c->i++;
	return true;
}

static void keep_data(struct rr *rr, const struct data *d)
{
	rr->data = util_grow(NULL, 0, d->len ? d->len : 1);
	memcpy(rr->data, d->b, d->len);
	rr->data_len = (u16)d->len;
}

/* NAME [ttl SECONDS] [shared] TYPE DATA... */
bool grammar_record(struct cursor *c, struct change *ch)
{
	struct rr rr = { .line = c->line }, *to;
	struct data d;

	if (!take_dname(c, "the name of a record", &rr.name))
		return false;
	for (;;) {
		if (!rr.ttl && take_if(c, "ttl")) {
			if (!take_u32(c, "seconds", 1, PROXZZZY_TTL_MAX, &rr.ttl))
				return false;
		} else if (!rr.shared && take_if(c, "shared")) {
			rr.shared = true;
		} else {
			break;
		}
	}
	if (!take_type(c, &rr.type) || !take_data(c, rr.type, &d))
		return false;
	to = config_add_rr(&ch->set);
	*to = rr;
	keep_data(to, &d);
	return true;
}

/* NAME [TYPE [DATA...]] */
bool grammar_del_record(struct cursor *c, struct change *ch)
{
	struct rr rr = { .line = c->line }, *to;
	bool all_data = false;
	struct data d;

	if (!take_dname(c, "the name of a record", &rr.name))
		return false;
	if (take_peek(c) && !take_type(c, &rr.type))
		return false;
	if (rr.type && take_peek(c)) {
		if (!take_data(c, rr.type, &d))
			return false;
		all_data = true;
	}
	ch->del_rrs = util_grow(ch->del_rrs, ch->n_del_rrs, sizeof(*ch->del_rrs));
	to = &ch->del_rrs[ch->n_del_rrs++];
	*to = rr;
	if (all_data)
		keep_data(to, &d);
	return true;
}

static void put_host(FILE *f, const struct dname *name)
{
	fputs(" host ", f);
	if (name->len)
		dns_name_put(f, name->b, name->len);
	else
		fputs("none", f);
}

void grammar_put_mdns(FILE *f, const struct config *cfg)
{
	if (cfg->has & HAS_MDNS_ENABLE)
		fprintf(f, " %s", names_word(names_switch, cfg->mdns.enable));
	if (cfg->has & HAS_MDNS_HOST)
		put_host(f, &cfg->mdns.host);
	if (cfg->has & HAS_MDNS_TTL)
		fprintf(f, " ttl %u", cfg->mdns.ttl);
	if (cfg->has & HAS_MDNS_ANNOUNCE)
		fprintf(f, " announce %u", cfg->mdns.announce);
	if (cfg->has & HAS_MDNS_GROUPS && !cfg->mdns.n_groups)
		fputs(" group none", f);
	for (unsigned int i = 0; i < cfg->mdns.n_groups; i++) {
		fputs(" group ", f);
		grammar_put_ip(f, &cfg->mdns.groups[i]);
	}
}

void grammar_put_llmnr(FILE *f, const struct config *cfg)
{
	if (cfg->has & HAS_LLMNR_ENABLE)
		fprintf(f, " %s", names_word(names_switch, cfg->llmnr.enable));
	if (cfg->has & HAS_LLMNR_HOST)
		put_host(f, &cfg->llmnr.host);
	if (cfg->has & HAS_LLMNR_TTL)
		fprintf(f, " ttl %u", cfg->llmnr.ttl);
	if (cfg->has & HAS_LLMNR_TENTATIVE)
		fprintf(f, " tentative %s", names_word(names_switch, cfg->llmnr.tentative));
}

void grammar_put_record(FILE *f, const struct rr *rr)
{
	dns_name_put(f, rr->name.b, rr->name.len);
	if (rr->ttl)
		fprintf(f, " ttl %u", rr->ttl);
	if (rr->shared)
		fputs(" shared", f);
	if (!rr->type)
		return;
	fputc(' ', f);
	dns_type_put(f, rr->type);
	if (rr->data)
		dns_data_put(f, rr);
}
