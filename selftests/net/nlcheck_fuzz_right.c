// SPDX-License-Identifier: GPL-2.0
/* Random configurations: parts that are right, so that stages do fill. */
#include <string.h>

#include "nlcheck_fuzz.h"
#include "nlcheck_links.h"

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

static const struct attr right_auth[] = {
	BYTES(PROXZZZY_AUTH_A_REALM, "peer.test"), BYTES(PROXZZZY_AUTH_A_USER, "host"),
	U32(PROXZZZY_AUTH_A_HASH, 0), BYTES(PROXZZZY_AUTH_A_HA1, "0123456789abcdef"), {}
};

/* Behind the local address and port, the server, and what it cannot do without */
static const struct attr right_sip[] = {
	U16(PROXZZZY_SIP_A_PORT, 5070), BYTES(PROXZZZY_SIP_A_HOP, "\2\0\0\0\0\7"),
	BYTES(PROXZZZY_SIP_A_FROM, "sip:host@peer.test;tag=1"),
	BYTES(PROXZZZY_SIP_A_CALL_ID, "c@192.0.2.1"), U32(PROXZZZY_SIP_A_CSEQ, 7),
	BYTES(PROXZZZY_SIP_A_AGENT, "agent"), BYTES(PROXZZZY_SIP_A_EXTRA, "Subject: x\r\n"),
	U32(PROXZZZY_SIP_A_EXPIRES, 600), U32(PROXZZZY_SIP_A_INTERVAL, 20),
	U64(PROXZZZY_SIP_A_SINCE, 12345), U32(PROXZZZY_SIP_A_GRANTED, 60),
	U32(PROXZZZY_SIP_A_ANSWER, 480), FLAG(PROXZZZY_SIP_A_ANYONE),
	U32(PROXZZZY_SIP_A_FAILURE, 1), NEST(PROXZZZY_SIP_A_AUTH, right_auth)
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

static void put_one(struct nlmsghdr *h, u16 part, struct attr attr)
{
	const struct attr one[] = { attr, {} };

	put(h, one);
	here[part].attrs |= 1U << (attr.type & NLA_TYPE_MASK);
}

#define PUT_SIP(what)	put_one(h, PROXZZZY_CONF_A_SIP, (struct attr)what)

/* Of 4 ports, so that they can be found again */
static void put_right_sip(struct nlmsghdr *h, bool whole)
{
	struct nlattr *nest = nest_start(h, PROXZZZY_CONF_A_SIP);
	unsigned int i;

	PUT_SIP(BYTES(PROXZZZY_SIP_A_LOCAL, IP4));
	PUT_SIP(U16(PROXZZZY_SIP_A_LOCAL_PORT, 5060 + any(4)));
	if (whole && any(2))
		PUT_SIP(BYTES(PROXZZZY_SIP_A_SERVER, IP4));
	else if (whole)
		PUT_SIP(BYTES(PROXZZZY_SIP_A_NAME, "\4peer\4test\0"));
	if (whole) {
		PUT_SIP(BYTES(PROXZZZY_SIP_A_URI, "sip:peer.test"));
		PUT_SIP(BYTES(PROXZZZY_SIP_A_TO, "sip:host@peer.test"));
		PUT_SIP(BYTES(PROXZZZY_SIP_A_CONTACT, "<sip:host@192.0.2.1>"));
	}
	if (whole && any(2))	/* often with what does not go with TCP */
		PUT_SIP(U32(PROXZZZY_SIP_A_TRANSPORT, any(2)));
	for (i = 0; whole && i < COUNT(right_sip); i++)
		if (any(2))
			put_one(h, PROXZZZY_CONF_A_SIP, right_sip[i]);
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
	u32 ids[] = { 1, 3, 6, any(4) };

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

static void put_right_dns(struct nlmsghdr *h, bool add)
{
	(void)add;
	put_right_ip(h, PROXZZZY_CONF_A_DNS);
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
	put_right_dns,
	put_right_sip,
};

void put_right(struct nlmsghdr *h, u8 cmd)
{
	bool add = cmd != PROXZZZY_CMD_CONF_DEL;

	if (add && !any(3))
		put_right_setting(h);
	else
		listed[any(COUNT(listed))](h, add);
}
