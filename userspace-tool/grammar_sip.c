// SPDX-License-Identifier: GPL-2.0
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "dns_text.h"
#include "grammar.h"
#include "grammar_sip.h"
#include "util.h"

#define PORT 5060
#define OPTIONS                                                                             \
	"port, transport, server, server-port, hop, to, uri, contact, from, call-id, "      \
	"agent, extra, cseq, expires, interval, since, granted, answer, anyone, failure "   \
	"or auth"

static const char *const words[SIP_TEXTS] = {
	[SIP_TO] = "to",	   [SIP_URI] = "uri",	  [SIP_CONTACT] = "contact",
	[SIP_FROM] = "from",	   [SIP_CALL_ID] = "call-id", [SIP_AGENT] = "agent",
	[SIP_EXTRA] = "extra",
};

static bool is_text(const char *s, bool lines)
{
	for (; *s; s++)
		if (iscntrl((unsigned char)*s) && !(lines && (*s == '\r' || *s == '\n')))
			return false;
	return true;
}

static bool take_text(struct cursor *c, size_t min, size_t max, bool lines, char **to)
{
	const char *word = take_peek(c);
	size_t len = word ? strlen(word) : 0;

	if (!word || len < min || len > max || !is_text(word, lines))
		return take_fail(c, "expected a text of %zu to %zu bytes%s", min, max,
				 lines ? "" : ", no control characters");
	*to = util_strndup(word, len);
	c->i++;
	return true;
}

static bool take_one_text(struct cursor *c, struct registration *r, unsigned int which)
{
	bool lines = which == SIP_EXTRA;

	if (r->texts[which])
		return take_fail_last(c, "said already");
	return take_text(c, 1, lines ? PROXZZZY_SIP_EXTRA_MAX : PROXZZZY_SIP_TEXT_MAX, lines,
			 &r->texts[which]);
}

static bool take_port(struct cursor *c, u16 *to)
{
	u32 port;

	if (*to)
		return take_fail_last(c, "said already");
	if (!take_u32(c, "a port", 1, UINT16_MAX, &port))
		return false;
	*to = (u16)port;
	return true;
}

/* An address, or else a name. */
static bool take_server(struct cursor *c, struct registration *r)
{
	const char *word = take_peek(c), *wrong;

	if (r->server.len || r->name.len)
		return take_fail_last(c, "said already");
	if (word && (strchr(word, ':') || word[strspn(word, "0123456789.")] == '\0'))
		return take_ip(c, &r->server);
	wrong = word ? dns_name_parse(word, &r->name) : NULL;
	if (!word || wrong || r->name.len < 2) {
		r->name.len = 0;
		return take_fail(c, "expected the address or the name of a server%s%s",
				 wrong ? ": " : "", wrong ? wrong : "");
	}
	c->i++;
	return true;
}

static bool take_seconds(struct cursor *c, u32 *to)
{
	if (*to)
		return take_fail_last(c, "said already");
	return take_u32(c, "seconds", 1, PROXZZZY_SIP_TIME_MAX, to);
}

static bool take_since(struct cursor *c, struct registration *r)
{
	const char *word = take_peek(c);
	size_t len = word ? strlen(word) : 0;

	if (r->since)
		return take_fail_last(c, "said already");
	if (!len || len > 19 || *word == '0' || strspn(word, "0123456789") != len)
		return take_fail(c, "expected nanoseconds of CLOCK_BOOTTIME");
	r->since = strtoull(word, NULL, 10);
	c->i++;
	return true;
}

/* 180, or 400 to 699 */
static bool take_answer(struct cursor *c, struct registration *r)
{
	if (r->answer)
		return take_fail_last(c, "said already");
	if (take_if(c, "180")) {
		r->answer = 180;
		return true;
	}
	return take_u32(c, "180, or an answer", 400, 699, &r->answer);
}

/* What is not said about a secret cannot be shown by mistake. */
static bool take_secret(struct cursor *c, struct credentials *a)
{
	const char *word;

	a->secret = SECRET_KEPT;
	if (take_if(c, "saved"))
		return true;
	a->secret = SECRET_GIVEN;
	a->is_ha1 = take_if(c, "ha1");
	if (!a->is_ha1 && !take_if(c, "password"))
		return take_fail(c, "expected saved, or password or ha1 and @FILE");
	word = take_peek(c);
	if (word && *word == '@' && word[1]) {
		a->file = util_strndup(word + 1, strlen(word) - 1);
		c->i++;
		return true;
	}
	c->fault->line = c->line;
	snprintf(c->fault->text, sizeof(c->fault->text),
		 "after '%s': expected @ and the name of a file that it is in",
		 a->is_ha1 ? "ha1" : "password");
	return false;
}

/* REALM USER md5|sha256 SECRET */
static bool take_auth(struct cursor *c, struct registration *r)
{
	struct credentials *a = &r->auths[r->n_auths];

	if (r->n_auths == PROXZZZY_SIP_AUTH_MAX)
		return take_fail_last(c, "a registration has at most %d credentials",
				      PROXZZZY_SIP_AUTH_MAX);
	r->n_auths++;
	return take_text(c, 0, PROXZZZY_SIP_TEXT_MAX, false, &a->realm) &&
	       take_text(c, 1, PROXZZZY_SIP_TEXT_MAX, false, &a->user) &&
	       take_name(c, names_hash, &a->hash) && take_secret(c, a);
}

static bool take_hop(struct cursor *c, struct registration *r)
{
	if (r->has_hop)
		return take_fail_last(c, "said already");
	r->has_hop = true;
	return take_mac(c, "a unicast MAC address", r->hop);
}

static bool take_number(struct cursor *c, struct registration *r, bool *ok)
{
	if (take_if(c, "cseq"))
		*ok = take_u32(c, "a CSeq", 0, INT32_MAX, &r->cseq);
	else if (take_if(c, "expires"))
		*ok = take_seconds(c, &r->expires);
	else if (take_if(c, "interval"))
		*ok = take_seconds(c, &r->interval);
	else if (take_if(c, "granted"))
		*ok = take_seconds(c, &r->granted);
	else if (take_if(c, "since"))
		*ok = take_since(c, r);
	else if (take_if(c, "answer"))
		*ok = take_answer(c, r);
	else
		return false;
	return true;
}

static bool take_place(struct cursor *c, struct registration *r, bool *ok)
{
	if (take_if(c, "port"))
		*ok = take_port(c, &r->local_port);
	else if (take_if(c, "transport"))
		*ok = take_name(c, names_transport, &r->transport);
	else if (take_if(c, "server"))
		*ok = take_server(c, r);
	else if (take_if(c, "server-port"))
		*ok = take_port(c, &r->port);
	else if (take_if(c, "hop"))
		*ok = take_hop(c, r);
	else if (take_if(c, "anyone"))
		r->anyone = true;
	else if (take_if(c, "failure"))
		*ok = take_name(c, names_failure, &r->failure);
	else if (take_if(c, "auth"))
		*ok = take_auth(c, r);
	else
		return false;
	return true;
}

/* One option, if there is one. */
static bool take_option(struct cursor *c, struct registration *r, bool *ok)
{
	*ok = true;
	if (take_place(c, r, ok) || take_number(c, r, ok))
		return true;
	for (unsigned int t = 0; t < SIP_TEXTS; t++)
		if (take_if(c, words[t])) {
			*ok = take_one_text(c, r, t);
			return true;
		}
	return false;
}

/* "user@domain" of an address of record; its length and where the domain begins, or 0. */
static size_t find_user(const char *to, const char **user, const char **domain)
{
	const char *at = strchr(to, '<');
	size_t len;

	at = at ? at + 1 : to;
	if (strncmp(at, "sip:", 4))
		return 0;
	*user = at + 4;
	len = strcspn(*user, ">;? ");
	*domain = memchr(*user, '@', len);
	if (!*domain || *domain == *user || *domain + 1 == *user + len)
		return 0;
	++*domain;
	return len;
}

bool grammar_sip_contact(struct registration *r)
{
	bool v6 = r->local.len == 16;
	const char *user, *domain;
	struct util_text t;

	if (!find_user(r->texts[SIP_TO], &user, &domain))
		return false;
	util_text_open(&t);
	fprintf(t.f, "<sip:%.*s%s", (int)(domain - user), user, v6 ? "[" : "");
	grammar_put_ip(t.f, &r->local);
	fprintf(t.f, "%s:%u%s>", v6 ? "]" : "", r->local_port,
		r->transport == PROXZZZY_SIP_TRANSPORT_TCP ? ";transport=tcp" : "");
	util_text_close(&t);
	r->texts[SIP_CONTACT] = t.s;
	return t.len <= PROXZZZY_SIP_TEXT_MAX;
}

/* What is not said is made of the address of record and of where it is sent from. */
static bool complete(struct cursor *c, struct registration *r)
{
	const char *user, *domain;
	struct util_text t;
	size_t len;

	if (!r->server.len && !r->name.len)
		return take_fail(c, "expected server, and " OPTIONS);
	if (!r->texts[SIP_TO])
		return take_fail(c, "expected to, and an address of record");
	len = find_user(r->texts[SIP_TO], &user, &domain);
	if (!len)
		return take_fail(c, "an address of record is sip:USER@DOMAIN, or NAME <sip:...>");
	if (!r->texts[SIP_URI]) {
		util_text_open(&t);
		fprintf(t.f, "sip:%.*s", (int)(user + len - domain), domain);
		util_text_close(&t);
		r->texts[SIP_URI] = t.s;
	}
	return r->texts[SIP_CONTACT] || !r->local.len || !r->local_port || grammar_sip_contact(r) ||
	       take_fail(c, "a contact of this user would be longer than %d bytes",
			 PROXZZZY_SIP_TEXT_MAX);
}

/* Over TCP it is about one connection (R45): what is not for that, the module refuses as well. */
static bool fits_transport(struct cursor *c, const struct change *ch, const struct registration *r)
{
	if (r->transport == PROXZZZY_SIP_TRANSPORT_UDP)
		return r->local.len ||
		       take_fail(c, "expected transport tcp: over UDP any is no address");
	if (r->name.len)
		return take_fail(c,
				 "over TCP expected the address of the server, not its name: the one that the connection is to");
	if (r->has_hop)
		return take_fail(c, "over TCP expected no hop: the host finds the way itself");
	if (r->anyone)
		return take_fail(c, "over TCP expected no anyone: only the server can call");
	if (r->local.len && r->server.len && r->local.len != r->server.len)
		return take_fail(c, "over TCP expected a server of the family of the address");
	return r->local_port || ch->policy ||
	       take_fail(c,
			 "over TCP expected port, and the host's own one of the connection: ss -tn shows it, and for sync it may be left out");
}

/* One whose connection is to be found has no name yet: by its server it is another. */
static bool is_sought(const struct registration *r, const struct registration *v, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (!v[i].local_port && ip_equal(&v[i].local, &r->local) &&
		    ip_equal(&v[i].server, &r->server) && v[i].port == r->port)
			return true;
	return false;
}

static bool fresh(struct cursor *c, const struct change *ch, const struct registration *r,
		  size_t n_set, size_t n_del)
{
	const struct registration *set = ch->set.registrations;

	if (!r->local_port)
		return !is_sought(r, set, n_set) ||
		       take_fail_last(c, "the connection to this server is named already for %s",
				      ch->dev);
	return (!registration_find(set, n_set, &r->local, r->local_port) &&
		!registration_find(ch->del_registrations, n_del, &r->local, r->local_port)) ||
	       take_fail_last(c, "a registration of this address and port is named already for %s",
			      ch->dev);
}

/* ADDRESS [port PORT] OPTION... */
bool grammar_sip(struct cursor *c, struct change *ch)
{
	struct registration *r = config_add_registration(&ch->set);
	bool ok = true;

	r->line = c->line;
	if (!(ch->policy && take_if(c, "any")) && !take_ip(c, &r->local))
		return false;
	while (ok && take_peek(c) && take_option(c, r, &ok))
		;
	if (!r->local_port && r->transport == PROXZZZY_SIP_TRANSPORT_UDP)
		r->local_port = PORT;
	return ok && fits_transport(c, ch, r) &&
	       fresh(c, ch, r, ch->set.n_registrations - 1, ch->n_del_registrations) &&
	       complete(c, r);
}

bool grammar_del_sip(struct cursor *c, struct change *ch)
{
	struct registration *r;

	ch->del_registrations = util_grow(ch->del_registrations, ch->n_del_registrations,
					  sizeof(*r));
	r = &ch->del_registrations[ch->n_del_registrations++];
	r->line = c->line;
	if (!take_ip(c, &r->local) || (take_if(c, "port") && !take_port(c, &r->local_port)))
		return false;
	if (!r->local_port)
		r->local_port = PORT;
	return fresh(c, ch, r, ch->set.n_registrations, ch->n_del_registrations - 1);
}

static bool fresh_dns(struct cursor *c, const struct change *ch, struct ip *ip)
{
	bool named = false;

	if (!take_ip(c, ip))
		return false;
	for (size_t i = 0; i < ch->set.n_dns; i++)
		named |= ip_equal(&ch->set.dns[i].ip, ip);
	for (size_t i = 0; i < ch->n_del_dns; i++)
		named |= ip_equal(&ch->del_dns[i].ip, ip);
	return !named || take_fail_last(c, "named already for %s", ch->dev);
}

bool grammar_dns(struct cursor *c, struct change *ch)
{
	struct ip ip;

	if (!fresh_dns(c, ch, &ip))
		return false;
	config_add_dns(&ch->set, &ip)->line = c->line;
	return true;
}

bool grammar_del_dns(struct cursor *c, struct change *ch)
{
	struct ip ip;

	if (!fresh_dns(c, ch, &ip))
		return false;
	ch->del_dns = util_grow(ch->del_dns, ch->n_del_dns, sizeof(*ch->del_dns));
	ch->del_dns[ch->n_del_dns].line = c->line;
	ch->del_dns[ch->n_del_dns++].ip = ip;
	return true;
}

/* The other way round */

static void put_server(FILE *f, const struct registration *r)
{
	if (r->server.len) {
		fputs(" server ", f);
		grammar_put_ip(f, &r->server);
	} else if (r->name.len) {
		fputs(" server ", f);
		dns_name_put(f, r->name.b, r->name.len);
	}
	if (r->port)
		fprintf(f, " server-port %u", r->port);
	if (!r->has_hop)
		return;
	fputs(" hop ", f);
	util_put_mac(f, r->hop, sizeof(r->hop));
}

static void put_number(FILE *f, const char *word, u32 n)
{
	if (n)
		fprintf(f, " %s %u", word, n);
}

static void put_auth(FILE *f, const struct credentials *a)
{
	fputs(" auth ", f);
	util_put_word(f, a->realm);
	fputc(' ', f);
	util_put_word(f, a->user);
	fprintf(f, " %s ", names_word(names_hash, a->hash));
	if (!a->file) {
		fputs("saved", f);
		return;
	}
	fputs(a->is_ha1 ? "ha1 " : "password ", f);
	grammar_put_file(f, a->file);
}

void grammar_put_sip(FILE *f, const struct registration *r, bool whole)
{
	grammar_put_ip(f, &r->local);
	fprintf(f, " port %u", r->local_port);
	if (!whole)
		return;
	if (r->transport)
		fprintf(f, " transport %s", names_word(names_transport, r->transport));
	put_server(f, r);
	for (unsigned int t = 0; t < SIP_TEXTS; t++)
		if (r->texts[t]) {
			fprintf(f, " %s ", words[t]);
			util_put_word(f, r->texts[t]);
		}
	put_number(f, "cseq", r->cseq);
	put_number(f, "expires", r->expires);
	put_number(f, "interval", r->interval);
	if (r->since)
		fprintf(f, " since %llu", r->since);
	put_number(f, "granted", r->granted);
	put_number(f, "answer", r->answer);
	if (r->anyone)
		fputs(" anyone", f);
	if (r->failure)
		fprintf(f, " failure %s", names_word(names_failure, r->failure));
	for (size_t i = 0; i < r->n_auths; i++)
		put_auth(f, &r->auths[i]);
}
