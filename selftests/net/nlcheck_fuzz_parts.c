// SPDX-License-Identifier: GPL-2.0
/* Random configurations: parts that are likely, or not even that; and a count of them. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "nlcheck_fuzz.h"

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

struct part here[PROXZZZY_CONF_A_MAX + 1];
static struct part all[PROXZZZY_CONF_A_MAX + 1];	/* what all messages had so far */

struct nlattr *nest_start(struct nlmsghdr *h, u16 type)
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

static const struct attr sip[] = {
	ANY(PROXZZZY_SIP_A_LOCAL), U16(PROXZZZY_SIP_A_LOCAL_PORT, 0), ANY(PROXZZZY_SIP_A_SERVER),
	ANY(PROXZZZY_SIP_A_NAME), U16(PROXZZZY_SIP_A_PORT, 0), ANY(PROXZZZY_SIP_A_HOP),
	ANY(PROXZZZY_SIP_A_URI), ANY(PROXZZZY_SIP_A_TO), ANY(PROXZZZY_SIP_A_CONTACT),
	ANY(PROXZZZY_SIP_A_FROM), ANY(PROXZZZY_SIP_A_CALL_ID), U32(PROXZZZY_SIP_A_CSEQ, 0),
	ANY(PROXZZZY_SIP_A_AGENT), ANY(PROXZZZY_SIP_A_EXTRA), U32(PROXZZZY_SIP_A_EXPIRES, 0),
	U32(PROXZZZY_SIP_A_INTERVAL, 0), U64(PROXZZZY_SIP_A_SINCE, 0),
	U32(PROXZZZY_SIP_A_GRANTED, 0), U32(PROXZZZY_SIP_A_ANSWER, 0), FLAG(PROXZZZY_SIP_A_ANYONE),
	U32(PROXZZZY_SIP_A_FAILURE, 0), ANY(PROXZZZY_SIP_A_AUTH), U32(PROXZZZY_SIP_A_TRANSPORT, 0)
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
	{ PROXZZZY_CONF_A_DHCP, COUNT(dhcp), dhcp },
	{ PROXZZZY_CONF_A_LIFETIME, COUNT(life), life },
	{ PROXZZZY_CONF_A_DNS, 1, addr }, { PROXZZZY_CONF_A_SIP, COUNT(sip), sip }
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
	       part == PROXZZZY_CONF_A_LIFETIME ||
	       part == PROXZZZY_CONF_A_DNS || part == PROXZZZY_CONF_A_SIP;
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
