// SPDX-License-Identifier: GPL-2.0
/* The lease and the lifetimes: what has to be refused, and what comes back of what was given. */
#define _GNU_SOURCE
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "nlcheck.h"

#define IN_DHCP		PROXZZZY_CONF_A_DHCP
#define IN_LIFETIME	PROXZZZY_CONF_A_LIFETIME
#define UNTIL(ns)	U64(PROXZZZY_LIFETIME_A_UNTIL, ns)
#define OF(bytes)	BYTES(PROXZZZY_LIFETIME_A_ADDRESS, bytes)
#define REQUEST(bytes)	BYTES(PROXZZZY_DHCP_A_REQUEST, bytes)
#define OTHER6		"\x20\x01\x0d\xb8\0\0\0\0\0\0\0\0\0\0\0\x09"

static const u8 many_bytes[PROXZZZY_DHCP_ACK_MAX + 1];

#define MANY(type, n)	{ type, n, 0, many_bytes, NULL }

static const struct bad bads[] = {
	{ "DHCP enable 2", ERANGE, "0 or 1", IN_DHCP, { U8(PROXZZZY_DHCP_A_ENABLE, 2) } },
	{ "renew as u32", EINVAL, "renew", IN_DHCP, { U32(PROXZZZY_DHCP_A_RENEW, 1) } },
	{ "address of 16 bytes", ERANGE, "4 bytes", IN_DHCP,
	  { BYTES(PROXZZZY_DHCP_A_ADDRESS, IP6) } },
	{ "server of 3 bytes", ERANGE, "4 bytes", IN_DHCP,
	  { BYTES(PROXZZZY_DHCP_A_SERVER, "\1\2\3") } },
	{ "MAC of 5 bytes", ERANGE, "6 bytes", IN_DHCP,
	  { BYTES(PROXZZZY_DHCP_A_SERVER_MAC, "\2\0\0\0\0") } },
	{ "since as u32", EINVAL, "u64", IN_DHCP, { U32(PROXZZZY_DHCP_A_SINCE, 1) } },
	{ "lease of 0", ERANGE, "1 or more", IN_DHCP, { U32(PROXZZZY_DHCP_A_LEASE, 0) } },
	{ "T1 as u16", EINVAL, "T1", IN_DHCP, { U16(PROXZZZY_DHCP_A_T1, 1) } },
	{ "T2 as u16", EINVAL, "T2", IN_DHCP, { U16(PROXZZZY_DHCP_A_T2, 1) } },
	{ "wake-before as u8", EINVAL, "wake-before", IN_DHCP,
	  { U8(PROXZZZY_DHCP_A_WAKE_BEFORE, 1) } },
	{ "request of 513 bytes", ERANGE, "512", IN_DHCP,
	  { MANY(PROXZZZY_DHCP_A_REQUEST, PROXZZZY_DHCP_REQUEST_MAX + 1) } },
	{ "ack of 4097 bytes", ERANGE, "4096", IN_DHCP,
	  { MANY(PROXZZZY_DHCP_A_ACK, PROXZZZY_DHCP_ACK_MAX + 1) } },
	{ "17 critical options", ERANGE, "16", IN_DHCP,
	  { MANY(PROXZZZY_DHCP_A_CRITICAL, PROXZZZY_DHCP_CRITICAL_MAX + 1) } },
	{ "unknown attribute of DHCP", EINVAL, "Unknown", IN_DHCP,
	  { U8(PROXZZZY_DHCP_A_MAX + 1, 1) } },
	{ "lifetime without an address", EINVAL, "address", IN_LIFETIME, { UNTIL(1) } },
	{ "lifetime without an end", EINVAL, "end", IN_LIFETIME, { OF(IP6) } },
	{ "lifetime of 4 bytes", ERANGE, "16 bytes", IN_LIFETIME, { OF(IP4), UNTIL(1) } },
	{ "prefix of 129 bits", ERANGE, "128", IN_LIFETIME,
	  { OF(IP6), UNTIL(1), U8(PROXZZZY_LIFETIME_A_PREFIX_LEN, 129) } },
	{ "until as u32", EINVAL, "u64", IN_LIFETIME,
	  { OF(IP6), U32(PROXZZZY_LIFETIME_A_UNTIL, 1) } },
};

void dhcp_refused(void)
{
	all_refused(bads, COUNT(bads));
}

static const struct attr lease[] = {
	U8(PROXZZZY_DHCP_A_ENABLE, 1), U8(PROXZZZY_DHCP_A_RENEW, 0),
	BYTES(PROXZZZY_DHCP_A_ADDRESS, IP4), BYTES(PROXZZZY_DHCP_A_SERVER, "\xc0\x00\x02\xfe"),
	BYTES(PROXZZZY_DHCP_A_SERVER_MAC, "\2\0\0\0\0\1"), U64(PROXZZZY_DHCP_A_SINCE, 5),
	U32(PROXZZZY_DHCP_A_LEASE, 600), U32(PROXZZZY_DHCP_A_T1, 300),
	U32(PROXZZZY_DHCP_A_T2, 500), U32(PROXZZZY_DHCP_A_WAKE_BEFORE, 30),
	REQUEST("\x37\x02\1\3"), BYTES(PROXZZZY_DHCP_A_ACK, "\1\4\xff\xff\xff\0"),
	BYTES(PROXZZZY_DHCP_A_CRITICAL, "\1\3"), {}
};

/* What is wrong only with the rest, or with each other */
static const struct {
	const char *name;
	const char *word;
	struct attr attr;
} together[] = {
	{ "another address", "proxied", BYTES(PROXZZZY_DHCP_A_ADDRESS, "\xc0\x00\x02\x02") },
	{ "server of many", "one host", BYTES(PROXZZZY_DHCP_A_SERVER, "\xe0\0\0\1") },
	{ "no server", "one host", BYTES(PROXZZZY_DHCP_A_SERVER, "\0\0\0\0") },
	{ "MAC of a group", "unicast", BYTES(PROXZZZY_DHCP_A_SERVER_MAC, "\1\0\0\0\0\1") },
	{ "since too far", "future", U64(PROXZZZY_DHCP_A_SINCE, 1ULL << 63) },
	{ "T1 behind T2", "T1", U32(PROXZZZY_DHCP_A_T1, 500) },
	{ "T2 at the end", "T2", U32(PROXZZZY_DHCP_A_T2, 600) },
	{ "type in the request", "53", REQUEST("\x37\x02\1\3\x35\1\3") },
	{ "half an option", "code", REQUEST("\x37\x02\1") },
	{ "half an option of the lease", "code", BYTES(PROXZZZY_DHCP_A_ACK, "\1\4\xff") },
	{ "critical twice", "once", BYTES(PROXZZZY_DHCP_A_CRITICAL, "\1\1") },
	{ "critical, not asked for", "55", BYTES(PROXZZZY_DHCP_A_CRITICAL, "\6") },
};

void dhcp_together(void)
{
	struct attr right[] = { NEST(PROXZZZY_CONF_A_ADDR, address4), NEST(IN_DHCP, lease), {} };
	unsigned int i;

	for (i = 0; i < COUNT(together); i++) {
		struct attr one[] = { together[i].attr, {} };
		struct attr wrong[] = { NEST(IN_DHCP, one), {} };
		struct socket s = staged(only_by_command);

		accepted("lease", ask_conf(&s, PROXZZZY_CMD_CONF_ADD, dev[0], right));
		accepted(together[i].name,
			 ask_conf(&s, PROXZZZY_CMD_CONF_ADD, dev[0], wrong));
		refused(together[i].name, ask(&s, PROXZZZY_CMD_CONF_COMMIT, dev[0]), EINVAL,
			together[i].word);
		sock_close(&s);
	}
}

static const struct attr made[] = {
	OF(IP6), U8(PROXZZZY_LIFETIME_A_PREFIX_LEN, 64), UNTIL(12345), {}
};

static const struct attr all[] = {
	U32(PROXZZZY_CONF_A_S2IDLE, PROXZZZY_S2IDLE_OFF), NEST(PROXZZZY_CONF_A_ADDR, address4),
	NEST(PROXZZZY_CONF_A_ADDR, address6), NEST(IN_DHCP, lease), NEST(IN_LIFETIME, made),
	U32(PROXZZZY_CONF_A_LIFETIME_BEFORE, 90), {}
};

/* What is in force goes out as it came in, and a copy is the same. */
void dhcp_kept(void)
{
	const struct nlattr *before;
	struct reply first;

	commit(all);
	first = in_force();
	has(part_of(&first, IN_DHCP, 0), lease);
	has(part_of(&first, IN_LIFETIME, 0), made);
	before = part_of(&first, PROXZZZY_CONF_A_LIFETIME_BEFORE, 0);
	check(before && mnl_attr_get_u32(before) == 90, "lifetime-before has not come back");
	copied(first);
}

static const struct attr of6[] = { OF(IP6), {} };
static const struct attr of_other[] = { OF(OTHER6), {} };
static const struct attr other[] = { OF(OTHER6), UNTIL(1), {} };
static const struct attr again[] = { NEST(IN_LIFETIME, made), {} };
static const struct attr gone[] = { NEST(IN_LIFETIME, of6), {} };
static const struct attr never[] = { NEST(IN_LIFETIME, of_other), {} };
static const struct attr foreign_one[] = { NEST(IN_LIFETIME, other), {} };
static const struct attr no_lease[] = { NEST(IN_DHCP, lease), {} };

void lifetimes(void)
{
	struct socket s = staged(all);
	unsigned int i;

	refused("lifetime twice", ask_conf(&s, PROXZZZY_CMD_CONF_ADD, dev[0], again), EEXIST,
		"already");
	refused("deletion of another", ask_conf(&s, PROXZZZY_CMD_CONF_DEL, dev[0], never), ENOENT,
		"staged");
	refused("deletion of a whole lifetime",
		ask_conf(&s, PROXZZZY_CMD_CONF_DEL, dev[0], again), EINVAL, "address alone");
	refused("deletion of a lease", ask_conf(&s, PROXZZZY_CMD_CONF_DEL, dev[0], no_lease),
		EINVAL, "in a list");
	accepted("deletion", ask_conf(&s, PROXZZZY_CMD_CONF_DEL, dev[0], gone));
	accepted("once more", ask_conf(&s, PROXZZZY_CMD_CONF_ADD, dev[0], again));
	accepted("of no address", ask_conf(&s, PROXZZZY_CMD_CONF_ADD, dev[0], foreign_one));
	refused("commit of that", ask(&s, PROXZZZY_CMD_CONF_COMMIT, dev[0]), EINVAL, "proxied");
	for (i = 2; i < PROXZZZY_ADDR_MAX + 1; i++) {
		u8 ip[16] = OTHER6;
		struct attr one[] = {
			{ PROXZZZY_LIFETIME_A_ADDRESS, 16, 0, ip, NULL }, UNTIL(1), {}
		};
		struct attr conf[] = { NEST(IN_LIFETIME, one), {} };
		struct reply r;

		ip[14] = 1;
		ip[15] = i;
		r = ask_conf(&s, PROXZZZY_CMD_CONF_ADD, dev[0], conf);
		if (i < PROXZZZY_ADDR_MAX)
			accepted("lifetime", r);
		else
			refused("65th lifetime", r, ENOSPC, "64 lifetimes");
	}
	sock_close(&s);
	commit(modest);
}
