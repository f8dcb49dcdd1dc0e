// SPDX-License-Identifier: GPL-2.0
/* Rules out of sockets and policy, and what is wrong with a policy. */
#include <arpa/inet.h>
#include <stdlib.h>
#include <string.h>

#include "sync.h"
#include "sync_names.h"
#include "test.h"

static const struct {
	const char *name;
	const char *sockets; /* tcp|udp ADDRESS|* PORT OWNER BOUND-DEV, each with ; */
	const char *policy;
	const char *want;
} cases[] = {
	{ "a service of both families is one rule [R30]", "tcp * 22 ssh.service 0;", "",
	  "rule 1000 syn port 22 label \"ssh.service\"\n" },
	{ "two sockets of one service are one rule [R30]",
	  "tcp 0.0.0.0 22 a 0;tcp :: 22 a 0;tcp 0.0.0.0 22 a 0;", "",
	  "rule 1000 syn port 22 label \"a\"\n" },
	{ "a service of one family is not one of the other [R30]",
	  "tcp 0.0.0.0 22 a 0;tcp :: 23 a 0;", "",
	  "rule 1000 syn port 22 from 0.0.0.0/0 label \"a\"\n"
	  "rule 1010 syn port 23 from ::/0 label \"a\"\n" },
	{ "a service on one address [R30]", "tcp 10.0.0.1 80 a 0;tcp fd00::1 80 a 0;", "",
	  "rule 1000 syn port 80 to 10.0.0.1 label \"a\"\n"
	  "rule 1010 syn port 80 to fd00::1 label \"a\"\n" },
	{ "one address is covered by all of them [R30]",
	  "tcp 10.0.0.1 80 a 0;tcp 0.0.0.0 80 b 0;tcp fd00::1 80 c 0;", "",
	  "rule 1000 syn port 80 from 0.0.0.0/0 label \"b\"\n"
	  "rule 1010 syn port 80 to fd00::1 label \"c\"\n" },
	{ "nobody comes to another address",
	  "tcp 127.0.0.1 80 a 0;tcp ::1 81 a 0;tcp 10.0.0.9 82 a 0;", "", "" },
	{ "nobody comes to another interface", "tcp * 80 a 8;tcp * 81 a 7;tcp * 82 a 9;", "",
	  "rule 1000 syn port 81 label \"a\"\nrule 1010 syn port 82 label \"a\"\n" },
	{ "an owner that is not known", "tcp * 22 ? 0;tcp * 23 ? 0;", "",
	  "rule 1000 syn port 22\nrule 1010 syn port 23\n" },
	{ "UDP that wakes, and UDP that does not [WAKE-UDP]",
	  "udp * 69 a 0;udp * 5353 a 0;udp * 5355 a 0;udp * 68 a 0;udp * 546 a 0;udp * 161 a 0;"
	  "udp * 123 a 0;udp * 40000 a 0;udp 239.1.1.1 70 a 0;udp ff02::1 71 a 0;"
	  "udp 10.0.0.255 72 a 0;", "", "rule 1000 udp port 69 label \"a\"\n" },
	{ "a lookup of a name by TCP does not wake", "tcp * 5355 a 0;tcp * 5353 a 0;", "",
	  "rule 1000 syn port 5353 label \"a\"\n" },
	{ "UDP that the policy wants nevertheless [WAKE-UDP]", "udp * 123 a 0;udp * 40000 a 0;",
	  "sync dev * include udp 123 include udp 40000\n",
	  "rule 1000 udp port 123 label \"a\"\nrule 1010 udp port 40000 label \"a\"\n" },
	{ "ports in a row are a range, if there are enough",
	  "tcp * 1 a 0;tcp * 2 a 0;tcp * 3 a 0;tcp * 4 a 0;tcp * 5 a 0;tcp * 6 a 0;tcp * 7 a 0;"
	  "tcp * 8 a 0;tcp * 9 b 0;tcp * 10 a 0;", "",
	  "rule 1000 syn port 1-8 label \"a\"\nrule 1010 syn port 9 label \"b\"\n"
	  "rule 1020 syn port 10 label \"a\"\n" },
	{ "what the policy excludes", "tcp * 22 a 0;tcp * 80 a 0;tcp * 90 a 0;udp * 80 a 0;",
	  "sync * exclude tcp 80-90\n",
	  "rule 1000 syn port 22 label \"a\"\nrule 1010 udp port 80 label \"a\"\n" },
	{ "all of a protocol is excluded", "tcp * 22 a 0;udp * 80 a 0;", "sync eth0 exclude udp\n",
	  "rule 1000 syn port 22 label \"a\"\n" },
	{ "what the policy narrows [R30]", "tcp * 22 a 0;tcp 0.0.0.0 23 a 0;tcp :: 24 a 0;",
	  "sync * from 10.0.0.0/8 tcp\nsync * from fd00::/8 tcp 22\n",
	  "rule 1000 syn port 22 from 10.0.0.0/8 label \"a\"\n"
	  "rule 1010 syn port 22 from fd00::/8 label \"a\"\n"
	  "rule 1020 syn port 23 from 10.0.0.0/8 label \"a\"\n" },
	{ "what the policy limits", "tcp * 22 a 0;tcp * 23 a 0;",
	  "sync * limit 6/h burst 2 tcp 22\n",
	  "rule 1000 syn port 22 limit 6/h burst 2 label \"a\"\n"
	  "rule 1010 syn port 23 label \"a\"\n" },
	{ "the last limit counts", "tcp * 22 a 0;",
	  "sync * limit 1/h tcp limit none tcp 22\n",
	  "rule 1000 syn port 22 limit none label \"a\"\n" },
	{ "a rule of the policy keeps its id", "tcp * 22 a 0;tcp * 23 a 0;",
	  "set * rule 1000 eapol\nset dev * rule 1 magic\n",
	  "rule 1000 eapol\nrule 1 magic\nrule 1010 syn port 22 label \"a\"\n"
	  "rule 1020 syn port 23 label \"a\"\n" },
	{ "without the lease", "", "sync * without lease rules\nset * dhcp wake-before 9\n",
	  "dhcp wake-before 9\n" },
	{ "without rules of sockets", "tcp * 22 a 0;", "sync * without mdns rules\n", "" },
};

static const struct {
	const char *policy;
	const char *want;
} wrong[] = {
	{ "set dev eth1 echo on", "at 'eth1': expected eth0, or *" },
	{ "sync dev eth1 without rules", "at 'eth1': expected eth0, or *" },
	{ "sync", "at the end: expected eth0, or *" },
	{ "sync *", "at the end: expected exclude, include, from, limit, without or snmp" },
	{ "sync * exclude sctp", "at 'sctp': expected tcp or udp" },
	{ "sync * exclude tcp 0", "at '0': expected a port, 1 to 65535," },
	{ "sync * from 10.0.0.0/33 tcp", "at '10.0.0.0/33': expected an address, or a prefix" },
	{ "sync * without all", "at 'all': expected mdns, llmnr, groups, rules or lease" },
	{ "del dev *", "at the end: expected addr, group, record, oid or lifetime" },
	{ "sync * snmp", "at the end: expected community" },
	{ "sync * snmp community", "after 'community': expected a name of 1 to 64 bytes," },
	{ "sync * snmp community a agent -x", "at '-x': expected an agent such as localhost" },
	{ "sync * snmp community a subtree 1", "at '1': expected an OID such as" },
	{ "sync * snmp community a snmp", "at 'snmp': said already" },
	{ "del * lldp all",
	  "at 'lldp': Teredo clients and LLDPDUs are only there if they are set" },
	{ "set * sip any server 10.0.0.1 to sip:h@p",
	  "at the end: expected transport tcp: over UDP any is no address" },
	{ "set * sip 10.0.0.1 transport tcp server x to sip:h@p",
	  "at the end: over TCP expected the address of the server, not its name" },
	{ "set * sip any transport tcp server ::1 to sip:h@p "
	  "sip any transport tcp server ::1 to sip:x@p",
	  "at 'sip:x@p': the connection to this server is named already for eth0" },
	{ "del * community a", "at 'community': a community is only there if it is set" },
	{ "apply x", "at 'apply': expected set, del or sync" },
};

static const struct {
	const char *name;
	const char *in;
	const char *want; /* records, or what is wrong */
} dnssd[] = {
	{ "a systemd.dnssd file [C30,C32,C33]",
	  "[Service]\nName=%H web\nType=_http._tcp\nPort=80\nTxtText=a=1 \"b=c d\"\n",
	  "record \"box web._http._tcp.local\" ttl 120 SRV 0 0 80 box.local\n"
	  "record \"box web._http._tcp.local\" ttl 120 TXT \"a=1\" \"b=c d\"\n"
	  "record _http._tcp.local ttl 120 shared PTR \"box web._http._tcp.local\"\n"
	  "record _services._dns-sd._udp.local ttl 120 shared PTR _http._tcp.local\n" },
	{ "a specifier that is not known", "[Service]\nName=%m\n",
	  "a specifier that is neither %H nor %%" },
	{ "a service without a port", "[Service]\nName=a\nType=_http._tcp\n",
	  "no name or no port" },
	{ "a type that is none", "[Service]\nName=a\nType=http\nPort=1\n",
	  "a name or type that is none" },
	{ "a line that is none", "[Service]\nName\n", "a line without =" },
};

const int sync_rules_cases = ARRAY_SIZE(cases) + ARRAY_SIZE(wrong) + ARRAY_SIZE(dnssd);

static void add_address(struct sync *s, const char *text)
{
	struct ip ip = { .len = strchr(text, ':') ? 16 : 4 };

	inet_pton(ip.len == 16 ? AF_INET6 : AF_INET, text, ip.b);
	s->addrs = util_grow(s->addrs, s->n_addrs, sizeof(*s->addrs));
	s->addrs[s->n_addrs++].ip = ip;
}

static void add_socket(struct sync *s, const char *kind, const char *ip, unsigned int port,
		       const char *owner, unsigned int dev)
{
	static const u8 zero[16];
	struct sync_socket *sk;

	s->sockets = util_grow(s->sockets, s->n_sockets, sizeof(*s->sockets));
	sk = &s->sockets[s->n_sockets++];
	sk->kind = strcmp(kind, "udp") ? PROXZZZY_KIND_TCP_SYN : PROXZZZY_KIND_UDP;
	sk->v4 = !strchr(ip, ':');
	sk->v6 = *ip == '*' || !sk->v4;
	sk->port = (u16)port;
	sk->bound_dev = dev;
	if (*owner != '?')
		snprintf(sk->owner, sizeof(sk->owner), "%s", owner);
	if (*ip == '*')
		return;
	inet_pton(sk->v4 ? AF_INET : AF_INET6, ip, sk->ip.b);
	if (memcmp(sk->ip.b, zero, sizeof(zero)))
		sk->ip.len = sk->v4 ? 4 : 16;
}

static void add_sockets(struct sync *s, const char *text)
{
	char kind[8], ip[64], owner[64];
	unsigned int port, dev;
	int n;

	for (; sscanf(text, "%7s %63s %u %63s %u;%n", kind, ip, &port, owner, &dev, &n) == 5;
	     text += n)
		add_socket(s, kind, ip, port, owner, dev);
}

/* The statements without what they begin with */
static char *statements(const struct config *cfg)
{
	struct util_text raw, t;
	char *rest, *line;

	util_text_open(&raw);
	grammar_print(raw.f, "eth0", cfg);
	util_text_close(&raw);
	util_text_open(&t);
	for (rest = raw.s; (line = strsep(&rest, "\n")) && *line;)
		fprintf(t.f, "%s\n", line + strlen("set dev eth0 "));
	util_text_close(&t);
	free(raw.s);
	return t.s;
}

static void run(const char *name, const char *sockets, const char *policy, const char *want)
{
	struct sync s = { .dev = "eth0", .root = "", .ifindex = 7, .master = 9 };
	struct fault f = { 0 };
	char *is;

	add_address(&s, "10.0.0.1");
	add_address(&s, "fd00::1");
	add_sockets(&s, sockets);
	if (!policy_parse(&s.policy, "eth0", policy, strlen(policy), &f)) {
		result(false, name, f.text);
	} else {
		if (s.policy.changes.n) {
			s.config = s.policy.changes.v[0].set;
			memset(&s.policy.changes.v[0].set, 0, sizeof(s.config));
		}
		sync_rules(&s);
		is = statements(&s.config);
		result(!strcmp(is, want), name, is);
		free(is);
	}
	sync_free(&s);
}

static void run_wrong(const char *policy, const char *want)
{
	struct policy p = { 0 };
	struct fault f = { 0 };
	char name[128];

	snprintf(name, sizeof(name), "policy: %s", policy);
	result(!policy_parse(&p, "eth0", policy, strlen(policy), &f) &&
	       !strncmp(f.text, want, strlen(want)) && f.line == 1, name, f.text);
	policy_free(&p);
}

static void run_dnssd(const char *name, const char *in, const char *want)
{
	struct config cfg = { 0 };
	const char *why = sync_dnssd(&cfg, in, "box");
	char *is = statements(&cfg);

	result(!strcmp(why ?: is, want), name, why ?: is);
	free(is);
	config_free(&cfg);
}

void sync_rules_run(void)
{
	for (size_t i = 0; i < ARRAY_SIZE(cases); i++)
		run(cases[i].name, cases[i].sockets, cases[i].policy, cases[i].want);
	for (size_t i = 0; i < ARRAY_SIZE(wrong); i++)
		run_wrong(wrong[i].policy, wrong[i].want);
	for (size_t i = 0; i < ARRAY_SIZE(dnssd); i++)
		run_dnssd(dnssd[i].name, dnssd[i].in, dnssd[i].want);
}
