// SPDX-License-Identifier: GPL-2.0
/* SIP in both directions. Secrets only go out. */
#include <string.h>
#include <time.h>

#include "nl_priv.h"
#include "util.h"

static const u16 text_attrs[SIP_TEXTS] = {
	[SIP_TO] = PROXZZZY_SIP_A_TO,		[SIP_URI] = PROXZZZY_SIP_A_URI,
	[SIP_CONTACT] = PROXZZZY_SIP_A_CONTACT, [SIP_FROM] = PROXZZZY_SIP_A_FROM,
	[SIP_CALL_ID] = PROXZZZY_SIP_A_CALL_ID, [SIP_AGENT] = PROXZZZY_SIP_A_AGENT,
	[SIP_EXTRA] = PROXZZZY_SIP_A_EXTRA,
};

static void put_u32(struct nlmsghdr *nlh, u16 type, u32 value)
{
	if (value)
		mnl_attr_put_u32(nlh, type, value);
}

/* A time that is still to come is one of another boot, and tells nothing. */
static bool is_past(u64 boot_ns)
{
	struct timespec ts = { 0 };

	clock_gettime(CLOCK_BOOTTIME, &ts);
	return boot_ns <= (u64)ts.tv_sec * 1000000000 + (u64)ts.tv_nsec;
}

static void put_auth(struct nlmsghdr *nlh, const struct credentials *a)
{
	struct nlattr *nest = mnl_attr_nest_start(nlh, PROXZZZY_SIP_A_AUTH);

	mnl_attr_put(nlh, PROXZZZY_AUTH_A_REALM, strlen(a->realm), a->realm);
	mnl_attr_put(nlh, PROXZZZY_AUTH_A_USER, strlen(a->user), a->user);
	mnl_attr_put_u32(nlh, PROXZZZY_AUTH_A_HASH, a->hash);
	if (a->secret == SECRET_GIVEN)
		mnl_attr_put(nlh, PROXZZZY_AUTH_A_HA1, a->hash == PROXZZZY_HASH_MD5 ? 16 : 32,
			     a->ha1);
	if (a->secret == SECRET_KEPT)
		mnl_attr_put(nlh, PROXZZZY_AUTH_A_SECRET_KEPT, 0, NULL);
	mnl_attr_nest_end(nlh, nest);
}

static void put_server(struct nlmsghdr *nlh, const struct registration *r)
{
	put_u32(nlh, PROXZZZY_SIP_A_TRANSPORT, r->transport);
	if (r->server.len)
		mnl_attr_put(nlh, PROXZZZY_SIP_A_SERVER, r->server.len, r->server.b);
	if (r->name.len)
		mnl_attr_put(nlh, PROXZZZY_SIP_A_NAME, r->name.len, r->name.b);
	if (r->port)
		mnl_attr_put_u16(nlh, PROXZZZY_SIP_A_PORT, r->port);
	if (r->has_hop)
		mnl_attr_put(nlh, PROXZZZY_SIP_A_HOP, sizeof(r->hop), r->hop);
}

static void put_numbers(struct nlmsghdr *nlh, const struct registration *r)
{
	put_u32(nlh, PROXZZZY_SIP_A_CSEQ, r->cseq);
	put_u32(nlh, PROXZZZY_SIP_A_EXPIRES, r->expires);
	put_u32(nlh, PROXZZZY_SIP_A_INTERVAL, r->interval);
	if (r->since && is_past(r->since))
		mnl_attr_put_u64(nlh, PROXZZZY_SIP_A_SINCE, r->since);
	put_u32(nlh, PROXZZZY_SIP_A_GRANTED, r->granted);
	put_u32(nlh, PROXZZZY_SIP_A_ANSWER, r->answer);
	put_u32(nlh, PROXZZZY_SIP_A_FAILURE, r->failure);
	if (r->anyone)
		mnl_attr_put(nlh, PROXZZZY_SIP_A_ANYONE, 0, NULL);
}

/* The name alone is what is deleted by. */
void nl_put_sip(struct nlmsghdr *nlh, const struct registration *r, bool whole)
{
	struct nlattr *nest = mnl_attr_nest_start(nlh, PROXZZZY_CONF_A_SIP);

	mnl_attr_put(nlh, PROXZZZY_SIP_A_LOCAL, r->local.len, r->local.b);
	mnl_attr_put_u16(nlh, PROXZZZY_SIP_A_LOCAL_PORT, r->local_port);
	if (whole) {
		put_server(nlh, r);
		for (unsigned int t = 0; t < SIP_TEXTS; t++)
			if (r->texts[t])
				mnl_attr_put(nlh, text_attrs[t], strlen(r->texts[t]), r->texts[t]);
		put_numbers(nlh, r);
		for (size_t i = 0; i < r->n_auths; i++)
			put_auth(nlh, &r->auths[i]);
	}
	mnl_attr_nest_end(nlh, nest);
}

void nl_put_dns(struct nlmsghdr *nlh, const struct ip *ip)
{
	struct nlattr *nest = mnl_attr_nest_start(nlh, PROXZZZY_CONF_A_DNS);

	mnl_attr_put(nlh, PROXZZZY_DNS_A_ADDRESS, ip->len, ip->b);
	mnl_attr_nest_end(nlh, nest);
}

/* Up to a zero, which would be no text of the module's. */
static char *text_of(const struct nlattr *a)
{
	struct nl_range r = nl_range_of(a);

	return util_strndup(r.len ? r.p : "", r.len);
}

static void get_auth(struct registration *r, const struct nlattr *nest)
{
	const struct nlattr *tb[PROXZZZY_AUTH_A_MAX + 1];
	struct credentials *a = &r->auths[r->n_auths];

	if (r->n_auths == PROXZZZY_SIP_AUTH_MAX)
		return;
	nl_table(nl_range_of(nest), tb, PROXZZZY_AUTH_A_MAX);
	r->n_auths++;
	a->realm = text_of(tb[PROXZZZY_AUTH_A_REALM]);
	a->user = text_of(tb[PROXZZZY_AUTH_A_USER]);
	a->hash = nl_u32(tb[PROXZZZY_AUTH_A_HASH]);
	a->secret = tb[PROXZZZY_AUTH_A_SECRET_KEPT] ? SECRET_KEPT : SECRET_NONE;
}

static void get_server(struct registration *r, const struct nlattr **tb)
{
	struct nl_range name = nl_range_of(tb[PROXZZZY_SIP_A_NAME]);
	struct nl_range hop = nl_range_of(tb[PROXZZZY_SIP_A_HOP]);

	r->transport = nl_u32(tb[PROXZZZY_SIP_A_TRANSPORT]);
	nl_ip(tb[PROXZZZY_SIP_A_SERVER], &r->server);
	if (name.len && name.len <= sizeof(r->name.b)) {
		r->name.len = (u8)name.len;
		memcpy(r->name.b, name.p, name.len);
	}
	r->port = nl_u16(tb[PROXZZZY_SIP_A_PORT]);
	r->has_hop = hop.len == sizeof(r->hop);
	if (r->has_hop)
		memcpy(r->hop, hop.p, sizeof(r->hop));
}

void nl_get_sip(struct config *cfg, const struct nlattr *nest)
{
	const struct nlattr *tb[PROXZZZY_SIP_A_MAX + 1], *a = NULL;
	struct registration *r = config_add_registration(cfg);

	nl_table(nl_range_of(nest), tb, PROXZZZY_SIP_A_MAX);
	nl_ip(tb[PROXZZZY_SIP_A_LOCAL], &r->local);
	r->local_port = nl_u16(tb[PROXZZZY_SIP_A_LOCAL_PORT]);
	get_server(r, tb);
	for (unsigned int t = 0; t < SIP_TEXTS; t++)
		if (tb[text_attrs[t]])
			r->texts[t] = text_of(tb[text_attrs[t]]);
	r->cseq = nl_u32(tb[PROXZZZY_SIP_A_CSEQ]);
	r->expires = nl_u32(tb[PROXZZZY_SIP_A_EXPIRES]);
	r->interval = nl_u32(tb[PROXZZZY_SIP_A_INTERVAL]);
	r->since = nl_u64(tb[PROXZZZY_SIP_A_SINCE]);
	r->granted = nl_u32(tb[PROXZZZY_SIP_A_GRANTED]);
	r->answer = nl_u32(tb[PROXZZZY_SIP_A_ANSWER]);
	r->failure = nl_u32(tb[PROXZZZY_SIP_A_FAILURE]);
	r->anyone = tb[PROXZZZY_SIP_A_ANYONE];
	while ((a = nl_next(nl_range_of(nest), a)))
		if (mnl_attr_get_type(a) == PROXZZZY_SIP_A_AUTH)
			get_auth(r, a);
}

void nl_get_dns(struct config *cfg, const struct nlattr *nest)
{
	const struct nlattr *tb[PROXZZZY_DNS_A_MAX + 1];
	struct ip ip;

	nl_table(nl_range_of(nest), tb, PROXZZZY_DNS_A_MAX);
	nl_ip(tb[PROXZZZY_DNS_A_ADDRESS], &ip);
	if (ip.len)
		config_add_dns(cfg, &ip);
}

void nl_get_registration(struct status *s, const struct nlattr *nest)
{
	const struct nlattr *tb[PROXZZZY_REG_A_MAX + 1];
	struct registered *r;

	s->registered = util_grow(s->registered, s->n_registered, sizeof(*s->registered));
	r = &s->registered[s->n_registered++];
	nl_table(nl_range_of(nest), tb, PROXZZZY_REG_A_MAX);
	nl_ip(tb[PROXZZZY_REG_A_LOCAL], &r->local);
	r->port = nl_u16(tb[PROXZZZY_REG_A_LOCAL_PORT]);
	r->transport = nl_u32(tb[PROXZZZY_REG_A_TRANSPORT]);
	r->failed = nl_u8(tb[PROXZZZY_REG_A_FAILED]);
	r->cseq = nl_u32(tb[PROXZZZY_REG_A_CSEQ]);
	r->answer = nl_u32(tb[PROXZZZY_REG_A_ANSWER]);
	r->expiry_ns = nl_u64(tb[PROXZZZY_REG_A_EXPIRY_NS]);
}
