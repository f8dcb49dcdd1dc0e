// SPDX-License-Identifier: GPL-2.0
/* Random configurations: parts that are right, likely, or neither; and a count of them. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "nlcheck_fuzz.h"
#include "nlcheck_links.h"

#define ENOUGH	10000	/* messages, so that each thing has happened */

static u64 state;

void any_begin(u64 seed)
{
	state = seed * 0x9e3779b97f4a7c15ULL | 1;
}

/* xorshift64*: the same messages for the same seed everywhere */
u32 any(u32 below)
{
	state ^= state >> 12;
	state ^= state << 25;
	state ^= state >> 27;
	return (u32)((state * 0x2545f4914f6cdd1dULL) >> 32) % below;
}

u32 number(void)
{
	static const u32 likely[] = {
		0, 1, 2, 3, 4, 5, 6, 7, 8, 16, 22, 60, 63, 64, 65, 100, 128, 255, 256, 1023, 1024,
		1499, 1500, 3600, 65535, 65536, 86400, 1000000, 1000001, 86400000, 0x7fffffff,
		0x80000000, 0xffffffff
	};

	return any(3) ? likely[any(COUNT(likely))] : any(UINT32_MAX);
}

/* What names, groups and data may be, whole or nearly so */
static const struct attr likely_bytes[] = {
	BYTES(0, "\3box\5local\0"), BYTES(0, "\1A\5LOCAL\0"), BYTES(0, "\3box\0"), BYTES(0, "\0"),
	BYTES(0, ""), BYTES(0, "\5local\0"), BYTES(0, "\3box\xc0\0"), BYTES(0, "\3box\5local"),
	BYTES(0, "\xef\1\2\3"), BYTES(0, "\xff\5\0\0\0\0\0\0\0\0\0\0\0\0\0\1"), BYTES(0, IP4),
	BYTES(0, IP6), BYTES(0, "\0\0\0\0\0\x50\3box\5local\0")
};

static void put_bytes(struct nlmsghdr *h, u16 type)
{
	const struct attr *a = &likely_bytes[any(COUNT(likely_bytes))];
	static const u8 lengths[] = { 0, 1, 2, 4, 4, 5, 6, 6, 15, 16, 16, 17, 63, 64, 65 };
	u8 bytes[65];
	unsigned int i, len = lengths[any(sizeof(lengths))];

	if (any(2)) {
		mnl_attr_put(h, type, a->len, a->bytes);
		return;
	}
	for (i = 0; i < sizeof(bytes); i++)
		bytes[i] = any(4) ? any(256) : any(2) * 255;
	mnl_attr_put(h, type, len, bytes);
}

void put_leaf(struct nlmsghdr *h, u16 type)
{
	switch (any(6)) {
	case 0:
		mnl_attr_put_u8(h, type, number());
		break;
	case 1:
		mnl_attr_put_u16(h, type, number());
		break;
	case 2:
		mnl_attr_put_strz(h, type, any(2) ? "label" : "");
		break;
	case 3:
		put_bytes(h, type);
		break;
	default:
		mnl_attr_put_u32(h, type, number());
	}
}

/* What of each part a message has, and what all of them had so far */
static struct part {
	u32 attrs;		/* bits */
	u32 taken;		/* bits, of those in messages that were added */
	unsigned int sent, added, deleted;
} here[PROXZZZY_CONF_A_MAX + 1], all[PROXZZZY_CONF_A_MAX + 1];

static struct nlattr *nest_start(struct nlmsghdr *h, u16 type)
{
	here[type].sent++;
	return mnl_attr_nest_start(h, type);
}

/* A nest of one level: the right type for each attribute as often as not */
static void put_nest(struct nlmsghdr *h, u16 type, const struct attr *model, unsigned int n)
{
	struct nlattr *nest = nest_start(h, type);
	unsigned int i, count = any(n + 2);
	u64 value;

	for (i = 0; i < count; i++) {
		const struct attr *a = &model[any(n)];

		value = any(2) ? any(8) : number();
		if (!any(12)) {
			put_leaf(h, any(n + 3));
			continue;
		}
		here[type].attrs |= 1U << a->type;
		if (a->bytes)
			put_bytes(h, a->type);
		else
			mnl_attr_put(h, a->type, a->len, &value);
	}
	mnl_attr_nest_end(h, nest);
}

#define ANY(type)	{ type, 0, 0, "", NULL }

static const struct attr addr[] = { ANY(PROXZZZY_ADDR_A_ADDRESS) };
static const struct attr arp[] = {
	U8(PROXZZZY_ARP_A_ENABLE, 0), U32(PROXZZZY_ARP_A_CONFLICT, 0),
	U32(PROXZZZY_ARP_A_ANNOUNCE, 0)
};

static const struct attr ndp[] = {
	U8(PROXZZZY_NDP_A_ENABLE, 0), U32(PROXZZZY_NDP_A_CONFLICT, 0), U8(PROXZZZY_NDP_A_ROUTER, 0)
};

static const struct attr wake[] = { ANY(PROXZZZY_WAKE_A_LIMIT) };
static const struct attr one_switch[] = { U8(PROXZZZY_IGMP_A_ENABLE, 0) };
static const struct attr mdns[] = {
	U8(PROXZZZY_MDNS_A_ENABLE, 0), ANY(PROXZZZY_MDNS_A_HOST), U32(PROXZZZY_MDNS_A_TTL, 0),
	U8(PROXZZZY_MDNS_A_ANNOUNCE, 0), ANY(PROXZZZY_MDNS_A_GROUP)
};

static const struct attr llmnr[] = {
	U8(PROXZZZY_LLMNR_A_ENABLE, 0), ANY(PROXZZZY_LLMNR_A_HOST), U32(PROXZZZY_LLMNR_A_TTL, 0),
	U8(PROXZZZY_LLMNR_A_TENTATIVE, 0)
};

static const struct attr rr[] = {
	ANY(PROXZZZY_RR_A_NAME), U16(PROXZZZY_RR_A_TYPE, 0), U32(PROXZZZY_RR_A_TTL, 0),
	ANY(PROXZZZY_RR_A_DATA), FLAG(PROXZZZY_RR_A_SHARED)
};

static const struct attr teredo[] = {
	ANY(PROXZZZY_TEREDO_A_PACKET), ANY(PROXZZZY_TEREDO_A_MAC),
	U32(PROXZZZY_TEREDO_A_INTERVAL_FROM, 0), U32(PROXZZZY_TEREDO_A_INTERVAL_TO, 0),
	ANY(PROXZZZY_TEREDO_A_ADDRESS)
};

static const struct attr lldp[] = {
	ANY(PROXZZZY_LLDP_A_PDU), ANY(PROXZZZY_LLDP_A_TO), U32(PROXZZZY_LLDP_A_INTERVAL, 0)
};

static const struct attr echo[] = { U8(PROXZZZY_ECHO_A_ENABLE, 0), ANY(PROXZZZY_ECHO_A_LIMIT) };
static const struct attr rule[] = {
	U32(PROXZZZY_RULE_A_ID, 0), U32(PROXZZZY_RULE_A_KIND, 0), U32(PROXZZZY_RULE_A_ACTION, 0),
	ANY(PROXZZZY_RULE_A_LABEL), U16(PROXZZZY_RULE_A_PORT, 0), U16(PROXZZZY_RULE_A_PORT_TO, 0),
	ANY(PROXZZZY_RULE_A_FROM), U8(PROXZZZY_RULE_A_FROM_LEN, 0), ANY(PROXZZZY_RULE_A_TO),
	U8(PROXZZZY_RULE_A_TO_LEN, 0), U32(PROXZZZY_RULE_A_OFFSET, 0),
	ANY(PROXZZZY_RULE_A_PATTERN), ANY(PROXZZZY_RULE_A_MASK), ANY(PROXZZZY_RULE_A_PASSWORD),
	FLAG(PROXZZZY_RULE_A_SECRET_KEPT), FLAG(PROXZZZY_RULE_A_ANYWHERE),
	ANY(PROXZZZY_RULE_A_LIMIT)
};

static const struct attr snmp[] = {
	U8(PROXZZZY_SNMP_A_ENABLE, 0), U8(PROXZZZY_SNMP_A_GETALL, 0), U16(PROXZZZY_SNMP_A_PORT, 0),
	U32(PROXZZZY_SNMP_A_MESSAGE, 0), ANY(PROXZZZY_SNMP_A_LIMIT)
};

static const struct attr community[] = {
	ANY(PROXZZZY_COMMUNITY_A_NAME), FLAG(PROXZZZY_COMMUNITY_A_WRITE),
	ANY(PROXZZZY_COMMUNITY_A_FROM), U8(PROXZZZY_COMMUNITY_A_FROM_LEN, 0),
	FLAG(PROXZZZY_COMMUNITY_A_SECRET_KEPT)
};

static const struct attr oid[] = {
	ANY(PROXZZZY_OID_A_ID), U8(PROXZZZY_OID_A_TYPE, 0), ANY(PROXZZZY_OID_A_VALUE),
	U32(PROXZZZY_OID_A_ACCESS, 0), U32(PROXZZZY_OID_A_AGE, 0), U32(PROXZZZY_OID_A_MAX_AGE, 0),
	U64(PROXZZZY_OID_A_TAKEN, 0), U8(PROXZZZY_OID_A_OBJECT, 0)
};

static const struct attr dhcp[] = {
	U8(PROXZZZY_DHCP_A_ENABLE, 0), U8(PROXZZZY_DHCP_A_RENEW, 0), ANY(PROXZZZY_DHCP_A_ADDRESS),
	ANY(PROXZZZY_DHCP_A_SERVER), ANY(PROXZZZY_DHCP_A_SERVER_MAC), U64(PROXZZZY_DHCP_A_SINCE, 0),
	U32(PROXZZZY_DHCP_A_LEASE, 0), U32(PROXZZZY_DHCP_A_T1, 0), U32(PROXZZZY_DHCP_A_T2, 0),
	U32(PROXZZZY_DHCP_A_WAKE_BEFORE, 0), ANY(PROXZZZY_DHCP_A_REQUEST), ANY(PROXZZZY_DHCP_A_ACK),
	ANY(PROXZZZY_DHCP_A_CRITICAL)
};

static const struct attr life[] = {
	ANY(PROXZZZY_LIFETIME_A_ADDRESS), U8(PROXZZZY_LIFETIME_A_PREFIX_LEN, 0),
	U64(PROXZZZY_LIFETIME_A_UNTIL, 0)
};

/* A rule that is right, so that stages do fill */
static void put_rule(struct nlmsghdr *h)
{
	struct nlattr *nest = nest_start(h, PROXZZZY_CONF_A_RULE);

	mnl_attr_put_u32(h, PROXZZZY_RULE_A_ID, 1 + any(any(2) ? 8 : 4096));
	mnl_attr_put_u32(h, PROXZZZY_RULE_A_KIND, 1 + any(3));
	mnl_attr_put_u16(h, PROXZZZY_RULE_A_PORT, 1 + any(65535));
	here[PROXZZZY_CONF_A_RULE].attrs |=
		1U << PROXZZZY_RULE_A_ID | 1U << PROXZZZY_RULE_A_KIND | 1U << PROXZZZY_RULE_A_PORT;
	mnl_attr_nest_end(h, nest);
}

struct nest {
	u16 type;
	u16 n;
	const struct attr *attrs;
};

static const struct attr once[] = { U32(PROXZZZY_LIMIT_A_RATE, 1), {} };
static const struct attr right_arp[] = {
	U8(PROXZZZY_ARP_A_ENABLE, 1), U32(PROXZZZY_ARP_A_CONFLICT, 2),
	U32(PROXZZZY_ARP_A_ANNOUNCE, 100)
};

static const struct attr right_ndp[] = {
	U8(PROXZZZY_NDP_A_ENABLE, 1), U32(PROXZZZY_NDP_A_CONFLICT, 2), U8(PROXZZZY_NDP_A_ROUTER, 1)
};

static const struct attr right_echo[] = {
	U8(PROXZZZY_ECHO_A_ENABLE, 1), NEST(PROXZZZY_ECHO_A_LIMIT, once)
};

static const struct attr right_wake[] = { NEST(PROXZZZY_WAKE_A_LIMIT, once) };
static const struct attr right_switch[] = { U8(PROXZZZY_IGMP_A_ENABLE, 1) };
static const struct attr right_mdns[] = {
	U8(PROXZZZY_MDNS_A_ENABLE, 1), BYTES(PROXZZZY_MDNS_A_HOST, "\3box\5local\0"),
	U32(PROXZZZY_MDNS_A_TTL, 60), U8(PROXZZZY_MDNS_A_ANNOUNCE, 8),
	BYTES(PROXZZZY_MDNS_A_GROUP, "\xef\1\2\3")
};

static const struct attr right_llmnr[] = {
	U8(PROXZZZY_LLMNR_A_ENABLE, 1), BYTES(PROXZZZY_LLMNR_A_HOST, "\3box\0"),
	U32(PROXZZZY_LLMNR_A_TTL, 30), U8(PROXZZZY_LLMNR_A_TENTATIVE, 1)
};

static const struct attr right_snmp[] = {
	U8(PROXZZZY_SNMP_A_ENABLE, 1), U8(PROXZZZY_SNMP_A_GETALL, 1),
	U16(PROXZZZY_SNMP_A_PORT, 161), U32(PROXZZZY_SNMP_A_MESSAGE, 1400),
	NEST(PROXZZZY_SNMP_A_LIMIT, once)
};

static const struct attr right_dhcp[] = {
	U8(PROXZZZY_DHCP_A_ENABLE, 1), U8(PROXZZZY_DHCP_A_RENEW, 0),
	BYTES(PROXZZZY_DHCP_A_ADDRESS, IP4), BYTES(PROXZZZY_DHCP_A_SERVER, "\xc0\0\2\xfe"),
	BYTES(PROXZZZY_DHCP_A_SERVER_MAC, "\2\0\0\0\0\1"), U64(PROXZZZY_DHCP_A_SINCE, 5),
	U32(PROXZZZY_DHCP_A_LEASE, 600), U32(PROXZZZY_DHCP_A_T1, 300),
	U32(PROXZZZY_DHCP_A_T2, 500), U32(PROXZZZY_DHCP_A_WAKE_BEFORE, 30),
	BYTES(PROXZZZY_DHCP_A_REQUEST, "\x37\2\1\3"),
	BYTES(PROXZZZY_DHCP_A_ACK, "\1\4\xff\xff\xff\0"),
	BYTES(PROXZZZY_DHCP_A_CRITICAL, "\1")
};

static const struct nest settings[] = {
	{ PROXZZZY_CONF_A_ARP, 3, right_arp }, { PROXZZZY_CONF_A_NDP, 3, right_ndp },
	{ PROXZZZY_CONF_A_ECHO, 2, right_echo }, { PROXZZZY_CONF_A_WAKE, 1, right_wake },
	{ PROXZZZY_CONF_A_IGMP, 1, right_switch }, { PROXZZZY_CONF_A_MLD, 1, right_switch },
	{ PROXZZZY_CONF_A_MDNS, COUNT(right_mdns), right_mdns },
	{ PROXZZZY_CONF_A_LLMNR, COUNT(right_llmnr), right_llmnr },
	{ PROXZZZY_CONF_A_SNMP, COUNT(right_snmp), right_snmp },
	{ PROXZZZY_CONF_A_DHCP, COUNT(right_dhcp), right_dhcp }
};

/* The same of addresses, groups and records, of so few that they can be found again */
static void put_right_ip(struct nlmsghdr *h, u16 type)
{
	struct nlattr *nest = nest_start(h, type);
	u8 ip4[4] = IP4, ip6[16] = IP6;

	if (type == PROXZZZY_CONF_A_GROUP) {
		ip4[0] = 239;
		ip6[0] = 0xff;
	}
	ip4[3] = 1 + any(4);
	ip6[15] = 1 + any(4);
	here[type].attrs |= 1U << PROXZZZY_GROUP_A_ADDRESS;
	if (any(2))
		mnl_attr_put(h, PROXZZZY_GROUP_A_ADDRESS, sizeof(ip4), ip4);
	else
		mnl_attr_put(h, PROXZZZY_GROUP_A_ADDRESS, sizeof(ip6), ip6);
	mnl_attr_nest_end(h, nest);
}

static void put_right_record(struct nlmsghdr *h, bool whole)
{
	struct nlattr *nest = nest_start(h, PROXZZZY_CONF_A_RR);
	static const u16 types[] = { 16, 13, 65, 99 };
	u16 type = types[any(COUNT(types))];
	u8 name[] = "\1x\5local", data[] = "\1a\1x";

	name[1] = 'a' + any(8) - any(2) * 32;
	data[3] = any(256);
	mnl_attr_put(h, PROXZZZY_RR_A_NAME, sizeof(name), name);
	if (whole || any(2))
		mnl_attr_put_u16(h, PROXZZZY_RR_A_TYPE, type);
	if (whole)
		mnl_attr_put(h, PROXZZZY_RR_A_DATA, sizeof(data) - 1, data);
	if (whole && any(2))
		mnl_attr_put_u32(h, PROXZZZY_RR_A_TTL, 1 + any(5000));
	if (whole && any(2))
		mnl_attr_put(h, PROXZZZY_RR_A_SHARED, 0, NULL);
	if (whole)
		here[PROXZZZY_CONF_A_RR].attrs |= 0x3e;
	mnl_attr_nest_end(h, nest);
}

/* One of four clients or destinations; to be deleted, perhaps all */
static void put_right_teredo(struct nlmsghdr *h, bool whole)
{
	static const u8 address[16] = { 0x20, 1, 0, 0, 192, 0, 2, 9 };
	u8 packet[PACKET_LEN];
	struct nlattr *nest;

	make_packet(packet, 9, 3545 + any(4), 3544);
	here[PROXZZZY_CONF_A_TEREDO].sent++;
	if (whole) {
		here[PROXZZZY_CONF_A_TEREDO].attrs |= 0x3e;
		put_teredo(h, packet, sizeof(packet), STATION, 1 + any(50), 60 + any(50), address);
		return;
	}
	nest = mnl_attr_nest_start(h, PROXZZZY_CONF_A_TEREDO);
	if (any(4))
		mnl_attr_put(h, PROXZZZY_TEREDO_A_PACKET, sizeof(packet), packet);
	mnl_attr_nest_end(h, nest);
}

static void put_right_lldp(struct nlmsghdr *h, bool whole)
{
	u8 to[6] = { 1, 0x80, 0xc2, 0, 0, any(4) };
	struct nlattr *nest;

	here[PROXZZZY_CONF_A_LLDP].sent++;
	if (whole) {
		here[PROXZZZY_CONF_A_LLDP].attrs |= 0xe;
		put_lldp(h, "\2\2\4x\4\2\5y\6\2\0\x78", 12, to, 1 + any(200));
		return;
	}
	nest = mnl_attr_nest_start(h, PROXZZZY_CONF_A_LLDP);
	if (any(4))
		mnl_attr_put(h, PROXZZZY_LLDP_A_TO, sizeof(to), to);
	mnl_attr_nest_end(h, nest);
}

static void put_right_rule_id(struct nlmsghdr *h)
{
	struct nlattr *nest = nest_start(h, PROXZZZY_CONF_A_RULE);

	mnl_attr_put_u32(h, PROXZZZY_RULE_A_ID, 1 + any(8));
	mnl_attr_nest_end(h, nest);
}

static void put_right_community(struct nlmsghdr *h, bool whole)
{
	struct nlattr *nest = nest_start(h, PROXZZZY_CONF_A_COMMUNITY);
	u8 name[] = "name?", from[] = "\12?\0";
	bool limited = whole && any(2), write = whole && any(2);

	name[4] = 'a' + any(4);
	from[1] = any(256);
	mnl_attr_put(h, PROXZZZY_COMMUNITY_A_NAME, 5, name);
	here[PROXZZZY_CONF_A_COMMUNITY].attrs |= 1U << PROXZZZY_COMMUNITY_A_NAME;
	if (write)
		mnl_attr_put(h, PROXZZZY_COMMUNITY_A_WRITE, 0, NULL);
	if (write)
		here[PROXZZZY_CONF_A_COMMUNITY].attrs |= 1U << PROXZZZY_COMMUNITY_A_WRITE;
	if (limited) {
		mnl_attr_put(h, PROXZZZY_COMMUNITY_A_FROM, sizeof(from), from);
		mnl_attr_put_u8(h, PROXZZZY_COMMUNITY_A_FROM_LEN, 16 + any(17));
		here[PROXZZZY_CONF_A_COMMUNITY].attrs |= 1U << PROXZZZY_COMMUNITY_A_FROM |
							 1U << PROXZZZY_COMMUNITY_A_FROM_LEN;
	}
	mnl_attr_nest_end(h, nest);
}

/* All that a value can have, as far as it goes together */
static const struct attr right_ticks[] = {
	U8(PROXZZZY_OID_A_TYPE, 0x43), BYTES(PROXZZZY_OID_A_VALUE, "\5"),
	U32(PROXZZZY_OID_A_AGE, PROXZZZY_AGE_COUNT), U64(PROXZZZY_OID_A_TAKEN, 12345), {}
};

static const struct attr right_text[] = {
	U8(PROXZZZY_OID_A_TYPE, 4), BYTES(PROXZZZY_OID_A_VALUE, "text"),
	U32(PROXZZZY_OID_A_ACCESS, PROXZZZY_ACCESS_WRITERS),
	U32(PROXZZZY_OID_A_AGE, PROXZZZY_AGE_WAKE), U32(PROXZZZY_OID_A_MAX_AGE, 60),
	U8(PROXZZZY_OID_A_OBJECT, 3), {}
};

static void put_right_oid(struct nlmsghdr *h, bool whole)
{
	struct nlattr *nest = nest_start(h, PROXZZZY_CONF_A_OID);
	const struct attr *a = any(2) ? right_ticks : right_text;
	u32 ids[] = { 1, 3, 6, any(16) };

	mnl_attr_put(h, PROXZZZY_OID_A_ID, sizeof(ids), ids);
	here[PROXZZZY_CONF_A_OID].attrs |= 1U << PROXZZZY_OID_A_ID;
	if (whole)
		put(h, a);
	for (; whole && a->type; a++)
		here[PROXZZZY_CONF_A_OID].attrs |= 1U << a->type;
	mnl_attr_nest_end(h, nest);
}

static void put_right_lifetime(struct nlmsghdr *h, bool whole)
{
	struct nlattr *nest = nest_start(h, PROXZZZY_CONF_A_LIFETIME);
	u8 ip[] = IP6;

	ip[15] = 1 + any(4);
	mnl_attr_put(h, PROXZZZY_LIFETIME_A_ADDRESS, 16, ip);
	if (whole) {
		mnl_attr_put_u8(h, PROXZZZY_LIFETIME_A_PREFIX_LEN, any(129));
		mnl_attr_put_u64(h, PROXZZZY_LIFETIME_A_UNTIL, number());
		here[PROXZZZY_CONF_A_LIFETIME].attrs |= 1U << PROXZZZY_LIFETIME_A_PREFIX_LEN |
							1U << PROXZZZY_LIFETIME_A_UNTIL;
	}
	here[PROXZZZY_CONF_A_LIFETIME].attrs |= 1U << PROXZZZY_LIFETIME_A_ADDRESS;
	mnl_attr_nest_end(h, nest);
}

/* Settings that are right; any of them may be left out. */
static void put_right_setting(struct nlmsghdr *h)
{
	const struct nest *n = &settings[any(COUNT(settings))];
	struct nlattr *nest = nest_start(h, n->type);
	unsigned int i;

	for (i = 0; i < n->n; i++) {
		const struct attr one[] = { n->attrs[i], {} };

		if (!any(3))
			continue;
		put(h, one);
		here[n->type].attrs |= 1U << (one[0].type & NLA_TYPE_MASK);
	}
	mnl_attr_nest_end(h, nest);
}

static void put_right_addr(struct nlmsghdr *h, bool add)
{
	(void)add;
	put_right_ip(h, PROXZZZY_CONF_A_ADDR);
}

static void put_right_group(struct nlmsghdr *h, bool add)
{
	(void)add;
	put_right_ip(h, PROXZZZY_CONF_A_GROUP);
}

static void put_right_rule(struct nlmsghdr *h, bool add)
{
	if (add)
		put_rule(h);
	else
		put_right_rule_id(h);
}

/* What can be added and deleted */
static void (*const listed[])(struct nlmsghdr *h, bool add) = {
	put_right_addr,
	put_right_group,
	put_right_rule,
	put_right_record,
	put_right_record,
	put_right_community,
	put_right_oid,
	put_right_teredo,
	put_right_lldp,
	put_right_lifetime,
};

static void put_right(struct nlmsghdr *h, u8 cmd)
{
	bool add = cmd != PROXZZZY_CMD_CONF_DEL;

	if (add && !any(3))
		put_right_setting(h);
	else
		listed[any(COUNT(listed))](h, add);
}

static const struct nest nests[] = {
	{ PROXZZZY_CONF_A_ADDR, 1, addr }, { PROXZZZY_CONF_A_ARP, 3, arp },
	{ PROXZZZY_CONF_A_NDP, 3, ndp }, { PROXZZZY_CONF_A_ECHO, 2, echo },
	{ PROXZZZY_CONF_A_WAKE, 1, wake }, { PROXZZZY_CONF_A_RULE, COUNT(rule), rule },
	{ PROXZZZY_CONF_A_IGMP, 1, one_switch }, { PROXZZZY_CONF_A_MLD, 1, one_switch },
	{ PROXZZZY_CONF_A_GROUP, 1, addr }, { PROXZZZY_CONF_A_MDNS, COUNT(mdns), mdns },
	{ PROXZZZY_CONF_A_LLMNR, COUNT(llmnr), llmnr }, { PROXZZZY_CONF_A_RR, COUNT(rr), rr },
	{ PROXZZZY_CONF_A_SNMP, COUNT(snmp), snmp }, { PROXZZZY_CONF_A_OID, COUNT(oid), oid },
	{ PROXZZZY_CONF_A_COMMUNITY, COUNT(community), community },
	{ PROXZZZY_CONF_A_TEREDO, COUNT(teredo), teredo },
	{ PROXZZZY_CONF_A_LLDP, COUNT(lldp), lldp },
	{ PROXZZZY_CONF_A_DHCP, COUNT(dhcp), dhcp }, { PROXZZZY_CONF_A_LIFETIME, COUNT(life), life }
};

static void put_part(struct nlmsghdr *h, u8 cmd)
{
	const struct nest *n = &nests[any(COUNT(nests))];

	if (!any(8))
		put_leaf(h, any(PROXZZZY_CONF_A_MAX + 3));
	else if (any(3))
		put_right(h, cmd);
	else
		put_nest(h, n->type, n->attrs, n->n);
}

void put_conf(struct nlmsghdr *h, u8 cmd)
{
	struct nlattr *nest = mnl_attr_nest_start(h, PROXZZZY_A_CONF);
	unsigned int n = any(20) ? any(6) : any(200);
	bool alone = any(3) < 1 + (cmd == PROXZZZY_CMD_CONF_DEL);

	if (alone)
		put_right(h, cmd);
	while (!alone && n--)
		put_part(h, cmd);
	mnl_attr_nest_end(h, nest);
}

void parts_forget(void)
{
	memset(here, 0, sizeof(here));
}

void parts_count(u8 cmd, bool taken)
{
	unsigned int i;

	for (i = 0; i < COUNT(here); i++) {
		if (!here[i].sent || (cmd != PROXZZZY_CMD_CONF_ADD && cmd != PROXZZZY_CMD_CONF_DEL))
			continue;
		all[i].sent += here[i].sent;
		all[i].attrs |= here[i].attrs;
		if (taken && cmd == PROXZZZY_CMD_CONF_ADD) {
			all[i].added++;
			all[i].taken |= here[i].attrs;
		}
		if (taken && cmd == PROXZZZY_CMD_CONF_DEL)
			all[i].deleted++;
	}
}

static bool can_go(u16 part)
{
	return part == PROXZZZY_CONF_A_ADDR || part == PROXZZZY_CONF_A_GROUP ||
	       part == PROXZZZY_CONF_A_TEREDO || part == PROXZZZY_CONF_A_LLDP ||
	       part == PROXZZZY_CONF_A_RR || part == PROXZZZY_CONF_A_RULE ||
	       part == PROXZZZY_CONF_A_COMMUNITY || part == PROXZZZY_CONF_A_OID ||
	       part == PROXZZZY_CONF_A_LIFETIME;
}

/* Attributes that only dumps have */
static unsigned int told(u16 part)
{
	return part == PROXZZZY_CONF_A_COMMUNITY;
}

void parts_tell(unsigned int count)
{
	unsigned int i, n, taken;

	for (i = 0; i < COUNT(nests); i++) {
		const struct part *p = &all[nests[i].type];

		n = __builtin_popcount(p->attrs);
		taken = __builtin_popcount(p->taken);
		printf("# part %u: sent %u times; %u of %u attributes, %u of them taken; ",
		       nests[i].type, p->sent, n, nests[i].n, taken);
		printf("%u messages added, %u deleted\n", p->added, p->deleted);
		if (count < ENOUGH)
			continue;
		check(n == nests[i].n, "part %u: not every attribute was tried", nests[i].type);
		check(taken == n - told(nests[i].type) || nests[i].type == PROXZZZY_CONF_A_RULE,
		      "part %u: not every attribute was taken", nests[i].type);
		check(p->added, "part %u was never taken", nests[i].type);
		check(p->deleted || !can_go(nests[i].type), "part %u was never deleted",
		      nests[i].type);
	}
}
