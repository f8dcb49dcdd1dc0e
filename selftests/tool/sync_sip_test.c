// SPDX-License-Identifier: GPL-2.0
/* On which connection a registration of the policy is made. */
#include <arpa/inet.h>
#include <stdlib.h>
#include <string.h>

#include "grammar_sip.h"
#include "sync.h"
#include "test.h"

#define ONE	"10.0.0.1 41234 10.0.0.9 5060;"
#define TWO	ONE "10.0.0.1 41235 10.0.0.9 5060;"
#define ANY	"set * sip any transport tcp server 10.0.0.9 "
#define HERE	"set * sip 10.0.0.1 transport tcp server 10.0.0.9 "
#define KNOWN	"took sip:h@p from 10.0.0.1 port 41234, of the connection to 10.0.0.9 port 5060\n"
#define BEGIN	"10.0.0.1 port 41234 transport tcp server 10.0.0.9 to sip:h@p uri sip:p "
#define CONTACT	"contact <sip:h@10.0.0.1:41234;transport=tcp>\n"

static const struct {
	const char *name;
	const char *connections; /* ADDRESS PORT SERVER PORT, each with ; */
	const char *policy;
	const char *want; /* notes, then registrations */
} cases[] = {
	{ "a connection is found by its server [R45]", ONE, ANY "to sip:h@p\n",
	  KNOWN BEGIN CONTACT },
	{ "and with an address of its own [R45]", ONE, HERE "to sip:h@p\n", KNOWN BEGIN CONTACT },
	{ "a contact that is given stays [R45]", ONE, ANY "to sip:h@p contact <sip:h@x>\n",
	  KNOWN BEGIN "contact <sip:h@x>\n" },
	{ "nobody is connected [R45]", "", ANY "to sip:h@p\n",
	  "missed no connection to 10.0.0.9 port 5060: the telephone is not connected, so "
	  "sip:h@p is left out\n" },
	{ "connections of others are none [R45]",
	  "10.0.0.1 41234 10.0.0.8 5060;10.0.0.1 41234 10.0.0.9 5061;10.0.0.2 1 10.0.0.9 5060;"
	  "fd00::1 1 fd00::9 5060;", ANY "to sip:h@p\n",
	  "missed no connection to 10.0.0.9 port 5060: the telephone is not connected, so "
	  "sip:h@p is left out\n" },
	{ "a connection from another address is none [R45]", "10.0.0.4 41234 10.0.0.9 5060;",
	  HERE "to sip:h@p\n",
	  "missed no connection from 10.0.0.1 to 10.0.0.9 port 5060: the telephone is not "
	  "connected, so sip:h@p is left out\n" },
	{ "of several none is guessed [R45]", TWO, ANY "to sip:h@p\n",
	  "missed 2 connections to 10.0.0.9 port 5060: which one has registered sip:h@p is not "
	  "known, so it is left out\n" },
	{ "of several the one with the port [R45]", TWO, ANY "port 41234 to sip:h@p\n",
	  KNOWN BEGIN CONTACT },
	{ "the port of the server counts [R45]", "10.0.0.1 41234 10.0.0.9 5070;" TWO,
	  ANY "server-port 5070 to sip:h@p\n",
	  "took sip:h@p from 10.0.0.1 port 41234, of the connection to 10.0.0.9 port 5070\n"
	  "10.0.0.1 port 41234 transport tcp server 10.0.0.9 server-port 5070 to sip:h@p "
	  "uri sip:p " CONTACT },
	{ "over IPv6 [R45]", "fd00::1 7 fd00::9 5060;",
	  "set * sip any transport tcp server fd00::9 to sip:h@p\n",
	  "took sip:h@p from fd00::1 port 7, of the connection to fd00::9 port 5060\n"
	  "fd00::1 port 7 transport tcp server fd00::9 to sip:h@p uri sip:p "
	  "contact <sip:h@[fd00::1]:7;transport=tcp>\n" },
	{ "one that is given as a whole stays, and its absence is told [R45]", "",
	  HERE "port 41234 to sip:h@p\n",
	  "missed no connection from 10.0.0.1 port 41234 to 10.0.0.9 port 5060: the telephone "
	  "is not connected, so sip:h@p cannot be kept alive\n" BEGIN CONTACT },
	{ "a port without an address is not enough [R45]", "", ANY "port 41234 to sip:h@p\n",
	  "missed no connection from port 41234 to 10.0.0.9 port 5060: the telephone is not "
	  "connected, so sip:h@p is left out\n" },
	{ "an address that is not there takes nothing with it [R45]", ONE,
	  "set * sip 10.0.0.2 transport tcp server 10.0.0.9 to sip:h@p\n",
	  "left sip:h@p from 10.0.0.2: not an address of this interface\n" },
	{ "an address that the policy deletes is not there [R45]", ONE,
	  ANY "to sip:h@p\ndel * addr 10.0.0.1\n",
	  "missed no connection to 10.0.0.9 port 5060: the telephone is not connected, so "
	  "sip:h@p is left out\n" },
	{ "a connection has one registration [R45]", ONE,
	  HERE "port 41234 to sip:h@p\n" ANY "to sip:x@p\n",
	  KNOWN "left sip:x@p: there is another registration from 10.0.0.1 port 41234\n"
	  BEGIN CONTACT },
	{ "the others stay as they are [R44,R45]", "",
	  "set * sip 10.0.0.1 port 5062 server x to sip:a@p uri sip:p contact c\n"
	  ANY "to sip:h@p\nset * sip 10.0.0.1 port 5064 server x to sip:b@p uri sip:p contact c\n",
	  "missed no connection to 10.0.0.9 port 5060: the telephone is not connected, so "
	  "sip:h@p is left out\n"
	  "10.0.0.1 port 5062 server x to sip:a@p uri sip:p contact c\n"
	  "10.0.0.1 port 5064 server x to sip:b@p uri sip:p contact c\n" },
	{ "when nobody can be asked, nothing is said of a telephone [R45]", "?",
	  ANY "to sip:h@p\n" HERE "port 1 to sip:b@p contact c\n",
	  "missed the connection to 10.0.0.9 port 5060: No such file or directory, so sip:h@p "
	  "is left out\n"
	  "missed the connection from 10.0.0.1 port 1 to 10.0.0.9 port 5060: No such file or "
	  "directory, so sip:b@p is as given\n"
	  "10.0.0.1 port 1 transport tcp server 10.0.0.9 to sip:b@p uri sip:p contact c\n" },
};

const int sync_sip_cases = ARRAY_SIZE(cases);

static struct ip to_ip(const char *text)
{
	struct ip ip = { .len = strchr(text, ':') ? 16 : 4 };

	inet_pton(ip.len == 16 ? AF_INET6 : AF_INET, text, ip.b);
	return ip;
}

static void connect_all(struct sync *s, const char *text)
{
	char local[48], server[48];
	unsigned int port, to;
	int n;

	s->no_connections = *text == '?' ? 2 : 0; /* ENOENT */
	for (; sscanf(text, "%47s %u %47s %u;%n", local, &port, server, &to, &n) == 4; text += n) {
		s->connections = util_grow(s->connections, s->n_connections,
					   sizeof(*s->connections));
		s->connections[s->n_connections++] = (struct sync_connection){
			to_ip(local), to_ip(server), (u16)port, (u16)to };
	}
}

static char *settled(struct sync *s)
{
	static const char *const verdicts[] = { "took", "left", "missed" };
	struct util_text t;

	util_text_open(&t);
	for (size_t i = 0; i < s->n_notes; i++)
		fprintf(t.f, "%s %s\n", verdicts[s->notes[i].verdict], s->notes[i].text);
	for (size_t i = 0; i < s->config.n_registrations; i++) {
		grammar_put_sip(t.f, &s->config.registrations[i], true);
		fputc('\n', t.f);
	}
	util_text_close(&t);
	return t.s;
}

static void run(const char *name, const char *connections, const char *policy, const char *want)
{
	struct sync s = { .dev = "eth0", .root = "", .ifindex = 7 };
	struct fault f = { 0 };
	struct ip ip;
	char *is;

	if (policy_parse(&s.policy, "eth0", policy, strlen(policy), &f)) {
		s.config = s.policy.changes.v[0].set;
		memset(&s.policy.changes.v[0].set, 0, sizeof(s.config));
		ip = to_ip("10.0.0.1");
		config_add_addr(&s.config, &ip);
		ip = to_ip("fd00::1");
		config_add_addr(&s.config, &ip);
		connect_all(&s, connections);
		sync_sip_settle(&s);
		is = settled(&s);
		result(!strcmp(is, want), name, is);
		free(is);
	} else {
		result(false, name, f.text);
	}
	sync_free(&s);
}

void sync_sip_run(void)
{
	for (size_t i = 0; i < ARRAY_SIZE(cases); i++)
		run(cases[i].name, cases[i].connections, cases[i].policy, cases[i].want);
}
