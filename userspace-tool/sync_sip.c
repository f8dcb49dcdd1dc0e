// SPDX-License-Identifier: GPL-2.0
/*
 * On which of the host's connections a registration over TCP is made (R45, R50). The
 * policy may leave its own end open: it is another one after each connect.
 */
#include <string.h>

#include "grammar_sip.h"
#include "sync.h"
#include "util.h"

#define PORT 5060 /* RFC 3261 19.1.2 */

/* How a connection, or what is known of it, is told */
struct told {
	char from[64]; /* " from ADDRESS port PORT", as far as that is given */
	char to[64]; /* "ADDRESS port PORT" */
};

static u16 server_port(const struct registration *r)
{
	return r->port ? r->port : PORT;
}

static struct told tell(const struct registration *r)
{
	char ip[46], port[16] = "";
	struct told t = { .from = "" };

	if (r->local_port)
		snprintf(port, sizeof(port), " port %u", r->local_port);
	if (r->local.len || r->local_port)
		snprintf(t.from, sizeof(t.from), " from%s%s%s", r->local.len ? " " : "",
			 r->local.len ? sync_ip_text(&r->local, ip) : "", port);
	snprintf(t.to, sizeof(t.to), "%s port %u", sync_ip_text(&r->server, ip), server_port(r));
	return t;
}

static bool is_of(const struct sync *s, const struct registration *r,
		  const struct sync_connection *c)
{
	return ip_equal(&c->server, &r->server) && c->port == server_port(r) &&
	       (!r->local_port || c->local_port == r->local_port) &&
	       (!r->local.len || ip_equal(&c->local, &r->local)) && sync_is_proxied(s, &c->local);
}

static size_t find(const struct sync *s, const struct registration *r,
		   const struct sync_connection **found)
{
	size_t n = 0;

	for (size_t i = 0; i < s->n_connections; i++) {
		if (!is_of(s, r, &s->connections[i]))
			continue;
		*found = &s->connections[i];
		n++;
	}
	return n;
}

/* Is there another of this address and port, which would be of the same connection? */
static bool named(const struct sync *s, const struct registration *r)
{
	const struct registration *v = s->config.registrations;
	size_t at = (size_t)(r - v);

	return registration_find(v, at, &r->local, r->local_port) ||
	       registration_find(r + 1, s->config.n_registrations - at - 1, &r->local,
				 r->local_port);
}

static bool take(struct sync *s, struct registration *r, const struct sync_connection *c)
{
	const char *who = r->texts[SIP_TO];
	struct told t;

	r->local = c->local;
	r->local_port = c->local_port;
	t = tell(r);
	if (named(s, r)) {
		sync_say(s, SYNC_LEFT, "sip", "%s: there is another registration%s", who, t.from);
		return false;
	}
	if (!r->texts[SIP_CONTACT] && !grammar_sip_contact(r)) {
		sync_say(s, SYNC_LEFT, "sip", "%s: its contact%s would be too long", who, t.from);
		return false;
	}
	sync_say(s, SYNC_TOOK, "sip", "%s%s, of the connection to %s", who, t.from, t.to);
	return true;
}

/* Return: whether it stays. What is given as a whole does, for it may connect in time. */
static bool missed(struct sync *s, const struct registration *r, size_t n)
{
	bool whole = r->local.len && r->local_port;
	const char *who = r->texts[SIP_TO];
	struct told t = tell(r);

	if (s->no_connections)
		sync_say(s, SYNC_MISSED, "sip", "the connection%s to %s: %s, so %s %s", t.from,
			 t.to, strerror(s->no_connections), who, whole ? "is as given" : "is left out");
	else if (n)
		sync_say(s, SYNC_MISSED, "sip",
			 "%zu connections%s to %s: which one has registered %s is not known, so it is left out",
			 n, t.from, t.to, who);
	else
		sync_say(s, SYNC_MISSED, "sip",
			 "no connection%s to %s: the telephone is not connected, so %s %s",
			 t.from, t.to, who, whole ? "cannot be kept alive" : "is left out");
	return whole;
}

/* Return: whether it is for the module. */
static bool settle(struct sync *s, struct registration *r)
{
	const struct sync_connection *c = NULL;
	size_t n;
	char ip[46];

	if (r->transport != PROXZZZY_SIP_TRANSPORT_TCP)
		return true;
	if (r->local.len && !sync_is_proxied(s, &r->local)) {
		sync_say(s, SYNC_LEFT, "sip", "%s from %s: not an address of this interface",
			 r->texts[SIP_TO], sync_ip_text(&r->local, ip));
		return false;
	}
	n = find(s, r, &c);
	return n == 1 ? take(s, r, c) : missed(s, r, n);
}

void sync_sip_settle(struct sync *s)
{
	struct config *cfg = &s->config;
	size_t i = 0;

	while (i < cfg->n_registrations) {
		struct registration *r = &cfg->registrations[i];

		if (settle(s, r)) {
			i++;
			continue;
		}
		registration_clear(r);
		memmove(r, r + 1, (--cfg->n_registrations - i) * sizeof(*r));
		explicit_bzero(&cfg->registrations[cfg->n_registrations], sizeof(*r));
	}
}

/* Each port of a server is asked for once. */
static int ask(struct sync *s)
{
	const struct registration *v = s->config.registrations;
	int err = 0;

	for (size_t i = 0; i < s->config.n_registrations && !err; i++) {
		bool asked = v[i].transport != PROXZZZY_SIP_TRANSPORT_TCP;

		for (size_t j = 0; j < i && !asked; j++)
			asked = v[j].transport == PROXZZZY_SIP_TRANSPORT_TCP &&
				server_port(&v[j]) == server_port(&v[i]);
		if (!asked)
			err = sync_connections(s, server_port(&v[i]));
	}
	return err;
}

void sync_sip(struct sync *s)
{
	s->no_connections = -ask(s);
	if (s->no_connections)
		s->n_connections = 0;
	sync_sip_settle(s);
}
