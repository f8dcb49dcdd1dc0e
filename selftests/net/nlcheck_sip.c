// SPDX-License-Identifier: GPL-2.0
/* SIP registrations: what has to be refused, and what comes back of what was given. */
#define _GNU_SOURCE
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "nlcheck.h"

#define TEXT(type, s)	BYTES(PROXZZZY_SIP_A_##type, s)
#define LOCAL		TEXT(LOCAL, IP4)
#define SERVER		TEXT(SERVER, "\xc0\0\2\x09")
#define URI		TEXT(URI, "sip:peer.test")
#define TO		TEXT(TO, "sip:host@peer.test")
#define CONTACT		TEXT(CONTACT, "<sip:host@192.0.2.1:5060>")
#define TRANSPORT(t)	U32(PROXZZZY_SIP_A_TRANSPORT, PROXZZZY_SIP_TRANSPORT_##t)
#define AUTH(attrs)	NEST(PROXZZZY_SIP_A_AUTH, attrs)
#define IN_SIP		PROXZZZY_CONF_A_SIP
#define IN_DNS		PROXZZZY_CONF_A_DNS
#define REALM		BYTES(PROXZZZY_AUTH_A_REALM, "peer.test")
#define USER		BYTES(PROXZZZY_AUTH_A_USER, "host")
#define HA1		BYTES(PROXZZZY_AUTH_A_HA1, "hidden-ha1-16byt")
#define HASH(h)		U32(PROXZZZY_AUTH_A_HASH, PROXZZZY_HASH_##h)

static const u8 too_long[PROXZZZY_SIP_TEXT_MAX + 1] = "sip:host@";
static const struct attr no_user[] = { REALM, HA1, {} };
static const struct attr no_ha1[] = { REALM, USER, {} };
static const struct attr short_ha1[] = { REALM, USER, HASH(SHA256), HA1, {} };
static const struct attr tiny_ha1[] = { REALM, USER, BYTES(PROXZZZY_AUTH_A_HA1, "x"), {} };
static const struct attr quoted[] = { REALM, BYTES(PROXZZZY_AUTH_A_USER, "a\"b"), HA1, {} };
static const struct attr hash_2[] = { REALM, USER, U32(PROXZZZY_AUTH_A_HASH, 2), HA1, {} };
static const struct attr kept[] = { REALM, USER, FLAG(PROXZZZY_AUTH_A_SECRET_KEPT), {} };
static const struct attr both[] = { REALM, USER, HA1, FLAG(PROXZZZY_AUTH_A_SECRET_KEPT), {} };
static const struct attr md5[] = { REALM, USER, HA1, {} };
static const struct attr sha[] = {
	REALM, USER, HASH(SHA256),
	BYTES(PROXZZZY_AUTH_A_HA1, "hidden-ha1-16bythidden-ha1-16byt"), {}
};

static const struct bad bads[] = {
	{ "DNS server of 3 bytes", ERANGE, "4 bytes", IN_DNS,
	  { BYTES(PROXZZZY_DNS_A_ADDRESS, "\1\2\3") } },
	{ "a group as DNS server", EADDRNOTAVAIL, "multicast", IN_DNS,
	  { BYTES(PROXZZZY_DNS_A_ADDRESS, "\xe0\0\0\xfb") } },
	{ "no DNS server", EINVAL, "address", IN_DNS, { {} } },
	{ "registration from nowhere", EINVAL, "comes from", IN_SIP,
	  { SERVER, URI, TO, CONTACT } },
	{ "registration from 5 bytes", EINVAL, "4 bytes", IN_SIP, { TEXT(LOCAL, "\1\2\3\4\5") } },
	{ "local port 0", ERANGE, "port", IN_SIP,
	  { LOCAL, SERVER, URI, TO, CONTACT, U16(PROXZZZY_SIP_A_LOCAL_PORT, 0) } },
	{ "server port as u32", EINVAL, "port", IN_SIP,
	  { LOCAL, SERVER, URI, TO, CONTACT, U32(PROXZZZY_SIP_A_PORT, 5060) } },
	{ "no server", EINVAL, "server", IN_SIP, { LOCAL, URI, TO, CONTACT } },
	{ "server by address and by name", EINVAL, "or else", IN_SIP,
	  { LOCAL, SERVER, URI, TO, CONTACT, TEXT(NAME, "\4peer\4test\0") } },
	{ "name that does not end", EINVAL, "name", IN_SIP,
	  { LOCAL, TEXT(NAME, "\4peer\4test"), URI, TO, CONTACT } },
	{ "hop of 5 bytes", ERANGE, "6 bytes", IN_SIP,
	  { LOCAL, SERVER, URI, TO, CONTACT, TEXT(HOP, "\2\0\0\0\0") } },
	{ "a group as hop", EADDRNOTAVAIL, "station", IN_SIP,
	  { LOCAL, SERVER, URI, TO, CONTACT, TEXT(HOP, "\3\0\0\0\0\1") } },
	{ "a server that is nobody", EADDRNOTAVAIL, "host", IN_SIP,
	  { LOCAL, TEXT(SERVER, "\0\0\0\0"), URI, TO, CONTACT } },
	{ "no request URI", EINVAL, "URI", IN_SIP, { LOCAL, SERVER, TO, CONTACT } },
	{ "URI of another scheme", EINVAL, "URI", IN_SIP,
	  { LOCAL, SERVER, TEXT(URI, "tel:1"), TO, CONTACT } },
	{ "URI with a line end", EINVAL, "URI", IN_SIP,
	  { LOCAL, SERVER, TEXT(URI, "sip:a\r\nVia: x"), TO, CONTACT } },
	{ "To of 256 bytes", ERANGE, "255", IN_SIP,
	  { LOCAL, SERVER, URI, { PROXZZZY_SIP_A_TO, sizeof(too_long), 0, too_long, NULL },
	    CONTACT } },
	{ "To without a user", EINVAL, "user", IN_SIP,
	  { LOCAL, SERVER, URI, TEXT(TO, "sip:peer.test"), CONTACT } },
	{ "empty Contact", ERANGE, "Contact", IN_SIP,
	  { LOCAL, SERVER, URI, TO, TEXT(CONTACT, "") } },
	{ "Contact with expires", EINVAL, "expires", IN_SIP,
	  { LOCAL, SERVER, URI, TO, TEXT(CONTACT, "<sip:host@192.0.2.1>;expires=5") } },
	{ "From without a tag", EINVAL, "tag", IN_SIP,
	  { LOCAL, SERVER, URI, TO, CONTACT, TEXT(FROM, "sip:host@peer.test") } },
	{ "Call-ID of two words", EINVAL, "Call-ID", IN_SIP,
	  { LOCAL, SERVER, URI, TO, CONTACT, TEXT(CALL_ID, "a b") } },
	{ "CSeq of 2^31", ERANGE, "CSeq", IN_SIP,
	  { LOCAL, SERVER, URI, TO, CONTACT, U32(PROXZZZY_SIP_A_CSEQ, 0x80000000) } },
	{ "agent with an escape", EINVAL, "User-Agent", IN_SIP,
	  { LOCAL, SERVER, URI, TO, CONTACT, TEXT(AGENT, "\33[2J") } },
	{ "half a header line", EINVAL, "whole", IN_SIP,
	  { LOCAL, SERVER, URI, TO, CONTACT, TEXT(EXTRA, "Subject") } },
	{ "a header line that is ours", EINVAL, "made here", IN_SIP,
	  { LOCAL, SERVER, URI, TO, CONTACT, TEXT(EXTRA, "Via: SIP/2.0/UDP a\r\n") } },
	{ "expires 0", ERANGE, "604800", IN_SIP,
	  { LOCAL, SERVER, URI, TO, CONTACT, U32(PROXZZZY_SIP_A_EXPIRES, 0) } },
	{ "interval too long", ERANGE, "604800", IN_SIP,
	  { LOCAL, SERVER, URI, TO, CONTACT, U32(PROXZZZY_SIP_A_INTERVAL, 604801) } },
	{ "granted 0", ERANGE, "granted", IN_SIP,
	  { LOCAL, SERVER, URI, TO, CONTACT, U32(PROXZZZY_SIP_A_GRANTED, 0) } },
	{ "registered in time to come", EINVAL, "to come", IN_SIP,
	  { LOCAL, SERVER, URI, TO, CONTACT, { PROXZZZY_SIP_A_SINCE, 8, ~0ULL, NULL, NULL } } },
	{ "answer 200", EINVAL, "180", IN_SIP,
	  { LOCAL, SERVER, URI, TO, CONTACT, U32(PROXZZZY_SIP_A_ANSWER, 200) } },
	{ "answer 700", ERANGE, "180", IN_SIP,
	  { LOCAL, SERVER, URI, TO, CONTACT, U32(PROXZZZY_SIP_A_ANSWER, 700) } },
	{ "failure 2", ERANGE, "failure", IN_SIP,
	  { LOCAL, SERVER, URI, TO, CONTACT, U32(PROXZZZY_SIP_A_FAILURE, 2) } },
	{ "anyone with a value", ERANGE, "flag", IN_SIP,
	  { LOCAL, SERVER, URI, TO, CONTACT, U8(PROXZZZY_SIP_A_ANYONE, 1) } },
	{ "transport 2", ERANGE, "1 TCP", IN_SIP,
	  { LOCAL, SERVER, URI, TO, CONTACT, U32(PROXZZZY_SIP_A_TRANSPORT, 2) } },
	{ "TCP to a name", EINVAL, "by address", IN_SIP,
	  { LOCAL, TEXT(NAME, "\4peer\4test\0"), URI, TO, CONTACT, TRANSPORT(TCP) } },
	{ "TCP with a hop", EINVAL, "no hop", IN_SIP,
	  { LOCAL, SERVER, URI, TO, CONTACT, TRANSPORT(TCP), TEXT(HOP, "\2\0\0\0\0\7") } },
	{ "TCP with anyone", EINVAL, "only the server", IN_SIP,
	  { LOCAL, SERVER, URI, TO, CONTACT, TRANSPORT(TCP), FLAG(PROXZZZY_SIP_A_ANYONE) } },
	{ "unknown attribute of SIP", EINVAL, "Unknown", IN_SIP,
	  { U8(PROXZZZY_SIP_A_MAX + 1, 1) } },
	{ "credentials without a user", EINVAL, "user", IN_SIP,
	  { LOCAL, SERVER, URI, TO, CONTACT, AUTH(no_user) } },
	{ "credentials without a secret", EINVAL, "HA1", IN_SIP,
	  { LOCAL, SERVER, URI, TO, CONTACT, AUTH(no_ha1) } },
	{ "16 bytes for SHA-256", EINVAL, "SHA-256", IN_SIP,
	  { LOCAL, SERVER, URI, TO, CONTACT, AUTH(short_ha1) } },
	{ "HA1 of one byte", ERANGE, "SHA-256", IN_SIP,
	  { LOCAL, SERVER, URI, TO, CONTACT, AUTH(tiny_ha1) } },
	{ "user with a quote", EINVAL, "quotes", IN_SIP,
	  { LOCAL, SERVER, URI, TO, CONTACT, AUTH(quoted) } },
	{ "a third algorithm", ERANGE, "algorithm", IN_SIP,
	  { LOCAL, SERVER, URI, TO, CONTACT, AUTH(hash_2) } },
	{ "a secret that is not there", ENOKEY, "kept", IN_SIP,
	  { LOCAL, SERVER, URI, TO, CONTACT, AUTH(kept) } },
	{ "a secret twice", EINVAL, "or else", IN_SIP,
	  { LOCAL, SERVER, URI, TO, CONTACT, AUTH(both) } },
	{ "five credentials", ENOSPC, "4 credentials", IN_SIP,
	  { LOCAL, SERVER, URI, TO, CONTACT,
	    AUTH(md5), AUTH(md5), AUTH(md5), AUTH(md5), AUTH(md5) } },
};

static const struct attr server[] = { BYTES(PROXZZZY_DNS_A_ADDRESS, "\xc0\0\2\x35"), {} };
static const struct attr by_address[] = {
	LOCAL, SERVER, URI, TO, CONTACT, TEXT(FROM, "sip:host@peer.test;tag=1"),
	TEXT(CALL_ID, "c@192.0.2.1"),
	U32(PROXZZZY_SIP_A_CSEQ, 7), TEXT(HOP, "\2\0\0\0\0\7"), TEXT(AGENT, "agent"),
	TEXT(EXTRA, "Subject: x\r\n"), { PROXZZZY_SIP_A_SINCE, 8, 12345, NULL, NULL },
	U32(PROXZZZY_SIP_A_GRANTED, 60), U32(PROXZZZY_SIP_A_EXPIRES, 600),
	U32(PROXZZZY_SIP_A_INTERVAL, 20), U32(PROXZZZY_SIP_A_ANSWER, 480),
	U32(PROXZZZY_SIP_A_FAILURE, PROXZZZY_SIP_FAILURE_REPORT), FLAG(PROXZZZY_SIP_A_ANYONE),
	AUTH(md5), AUTH(sha), {}
};

static const struct attr by_name[] = {
	LOCAL, U16(PROXZZZY_SIP_A_LOCAL_PORT, 5062), TEXT(NAME, "\4peer\4test\0"),
	U16(PROXZZZY_SIP_A_PORT, 5070), URI, TO, CONTACT, {}
};

static const struct attr by_tcp[] = {
	LOCAL, U16(PROXZZZY_SIP_A_LOCAL_PORT, 5063), SERVER, U16(PROXZZZY_SIP_A_PORT, 5071), URI,
	TO, CONTACT, TRANSPORT(TCP), {}
};

static const struct attr tcp_defaults[] = { U32(PROXZZZY_SIP_A_INTERVAL, 100), {} };

static const struct attr all[] = {
	U32(PROXZZZY_CONF_A_S2IDLE, PROXZZZY_S2IDLE_OFF), NEST(PROXZZZY_CONF_A_ADDR, address4),
	NEST(IN_DNS, server), NEST(IN_SIP, by_address), NEST(IN_SIP, by_name),
	NEST(IN_SIP, by_tcp), {}
};

void sip_refused(void)
{
	all_refused(bads, COUNT(bads));
}

static const struct attr name[] = { LOCAL, {} };
static const struct attr other[] = { LOCAL, U16(PROXZZZY_SIP_A_LOCAL_PORT, 5061), {} };
static const struct attr elsewhere[] = {
	TEXT(LOCAL, "\xc0\0\2\x63"), SERVER, URI, TO, CONTACT, {}
};

static const struct attr gone[] = { NEST(IN_SIP, name), {} };
static const struct attr never[] = { NEST(IN_SIP, other), {} };
static const struct attr too_much[] = { NEST(IN_SIP, by_address), {} };
static const struct attr server_gone[] = { NEST(IN_DNS, server), {} };
static const struct attr not_ours[] = { NEST(IN_SIP, elsewhere), {} };
static const struct attr snmp[] = {
	U8(PROXZZZY_SNMP_A_ENABLE, 1), U16(PROXZZZY_SNMP_A_PORT, 5062), {}
};

static const struct attr its_port[] = { NEST(PROXZZZY_CONF_A_SNMP, snmp), {} };

/* What is there twice, is to go and is not there, or does not fit together */
void sip_twice(void)
{
	struct socket s = staged(all);

	refused("registration", ask_conf(&s, PROXZZZY_CMD_CONF_ADD, dev[0], too_much), EEXIST,
		"already");
	refused("DNS server", ask_conf(&s, PROXZZZY_CMD_CONF_ADD, dev[0], server_gone), EEXIST,
		"already");
	refused("deletion of another", ask_conf(&s, PROXZZZY_CMD_CONF_DEL, dev[0], never), ENOENT,
		"staged");
	refused("deletion with more than its name",
		ask_conf(&s, PROXZZZY_CMD_CONF_DEL, dev[0], too_much), EINVAL, "alone");
	accepted("deletion", ask_conf(&s, PROXZZZY_CMD_CONF_DEL, dev[0], gone));
	refused("deletion again", ask_conf(&s, PROXZZZY_CMD_CONF_DEL, dev[0], gone), ENOENT,
		"staged");
	accepted("once more", ask_conf(&s, PROXZZZY_CMD_CONF_ADD, dev[0], too_much));
	accepted("deletion of the DNS server",
		 ask_conf(&s, PROXZZZY_CMD_CONF_DEL, dev[0], server_gone));
	refused("commit of a name without DNS", ask(&s, PROXZZZY_CMD_CONF_COMMIT, dev[0]), EINVAL,
		"DNS");
	accepted("DNS server again", ask_conf(&s, PROXZZZY_CMD_CONF_ADD, dev[0], server_gone));
	accepted("SNMP at its port", ask_conf(&s, PROXZZZY_CMD_CONF_ADD, dev[0], its_port));
	refused("commit of that", ask(&s, PROXZZZY_CMD_CONF_COMMIT, dev[0]), EINVAL,
		"port of SNMP");
	accepted("from an address of others",
		 ask_conf(&s, PROXZZZY_CMD_CONF_ADD, dev[0], not_ours));
	refused("commit of that", ask(&s, PROXZZZY_CMD_CONF_COMMIT, dev[0]), EINVAL, "proxied");
	sock_close(&s);
}

static const struct attr with_kept[] = {
	LOCAL, SERVER, URI, TO, CONTACT, AUTH(kept), {}
};

static const struct attr keeping[] = {
	U32(PROXZZZY_CONF_A_S2IDLE, PROXZZZY_S2IDLE_OFF), NEST(PROXZZZY_CONF_A_ADDR, address4),
	NEST(IN_SIP, with_kept), {}
};

/* What is in force goes out as it came in, but for HA1; a copy keeps that, and so does a flag. */
void sip_kept(void)
{
	struct socket s = sock_open();
	struct reply first;

	commit(all);
	first = in_force();
	check(!memmem(first.conf, first.conf_len, "hidden", 6), "an HA1 is told");
	check(memmem(first.conf, first.conf_len, "c@192.0.2.1", 11), "Call-ID is missing");
	check(memmem(first.conf, first.conf_len, "Subject: x\r\n", 12), "a line is missing");
	has(part_of(&first, IN_SIP, 1), by_name);
	has(part_of(&first, IN_SIP, 2), by_tcp);
	has(part_of(&first, IN_SIP, 2), tcp_defaults);
	copied(first);
	commit(keeping);
	accepted("status", ask(&s, PROXZZZY_CMD_PROXY_GET, dev[0]));
	sock_close(&s);
}

/* As many as there may be, and one more */
void sip_limits(void)
{
	struct socket s = staged(only_by_command);
	unsigned int i;

	for (i = 0; i <= PROXZZZY_SIP_MAX; i++) {
		const struct attr one[] = {
			LOCAL, SERVER, URI, TO, CONTACT,
			U16(PROXZZZY_SIP_A_LOCAL_PORT, 5060 + i), {}
		};
		const struct attr conf[] = { NEST(IN_SIP, one), {} };
		struct reply r = ask_conf(&s, PROXZZZY_CMD_CONF_ADD, dev[0], conf);

		if (i < PROXZZZY_SIP_MAX)
			accepted("registration", r);
		else
			refused("9th registration", r, ENOSPC, "8 registrations");
	}
	for (i = 0; i <= PROXZZZY_DNS_MAX; i++) {
		u8 ip[] = { 192, 0, 2, 1 + i };
		const struct attr one[] = { { PROXZZZY_DNS_A_ADDRESS, 4, 0, ip, NULL }, {} };
		const struct attr conf[] = { NEST(IN_DNS, one), {} };
		struct reply r = ask_conf(&s, PROXZZZY_CMD_CONF_ADD, dev[0], conf);

		if (i < PROXZZZY_DNS_MAX)
			accepted("DNS server", r);
		else
			refused("5th DNS server", r, ENOSPC, "4 DNS servers");
	}
	sock_close(&s);
	commit(modest);
}
