// SPDX-License-Identifier: GPL-2.0
#include <linux/etherdevice.h>
#include <linux/stringify.h>

#include "netlink_policy.h"

/* Bounds that do not fit into a policy's own 16 bits */
static const struct netlink_range_validation ifindex_range = { .min = 1, .max = S32_MAX };
static const struct netlink_range_validation id_range = { .min = 1, .max = PROXZZZY_RULE_ID_MAX };
static const struct netlink_range_validation announce_range = { .max = PROXZZZY_ANNOUNCE_MAX };
static const struct netlink_range_validation rate_range = { .max = PROXZZZY_LIMIT_MAX };
static const struct netlink_range_validation unit_range = { .min = 1, .max = 86400 };
static const struct netlink_range_validation burst_range = { .min = 1, .max = PROXZZZY_LIMIT_MAX };

#define IFINDEX	NLA_POLICY_FULL_RANGE(NLA_U32, &ifindex_range)
#define SWITCH	NLA_POLICY_MAX(NLA_U8, 1)
#define IP	NLA_POLICY_RANGE(NLA_BINARY, 4, 16)
#define NEST	{ .type = NLA_NESTED }

const struct nla_policy pzz_dev_policy[] = {
	[PROXZZZY_A_IFINDEX]		= IFINDEX,
};

const struct nla_policy pzz_begin_policy[] = {
	[PROXZZZY_A_IFINDEX]		= IFINDEX,
	[PROXZZZY_A_FROM_CURRENT]	= { .type = NLA_FLAG },
};

/* The tree below is checked by pzz_nest_parse(), which has better words for it. */
const struct nla_policy pzz_conf_policy[] = {
	[PROXZZZY_A_IFINDEX]		= IFINDEX,
	[PROXZZZY_A_CONF]		= NEST,
};

#define REPEATED (BIT(PROXZZZY_CONF_A_ADDR) | BIT(PROXZZZY_CONF_A_RULE) | \
		  BIT(PROXZZZY_CONF_A_GROUP) | BIT(PROXZZZY_CONF_A_RR) | \
		  BIT(PROXZZZY_CONF_A_COMMUNITY) | BIT(PROXZZZY_CONF_A_OID) | \
		  BIT(PROXZZZY_CONF_A_TEREDO) | BIT(PROXZZZY_CONF_A_LLDP) | \
		  BIT(PROXZZZY_CONF_A_LIFETIME) | \
		  BIT(PROXZZZY_CONF_A_DNS) | BIT(PROXZZZY_CONF_A_SIP))

static const struct nla_policy conf_policy[PROXZZZY_CONF_A_MAX + 1] = {
	[PROXZZZY_CONF_A_MAC]		= NLA_POLICY_EXACT_LEN(ETH_ALEN),
	[PROXZZZY_CONF_A_S2IDLE]	= NLA_POLICY_MAX(NLA_U32, PROXZZZY_S2IDLE_OFF),
	[PROXZZZY_CONF_A_DEEP]		= NLA_POLICY_MAX(NLA_U32, PROXZZZY_DEEP_REFUSE),
	[PROXZZZY_CONF_A_PRIORITY]	= { .type = NLA_U8 },
	[PROXZZZY_CONF_A_ADDR]		= NEST,
	[PROXZZZY_CONF_A_ARP]		= NEST,
	[PROXZZZY_CONF_A_NDP]		= NEST,
	[PROXZZZY_CONF_A_ECHO]		= NEST,
	[PROXZZZY_CONF_A_WAKE]		= NEST,
	[PROXZZZY_CONF_A_RULE]		= NEST,
	[PROXZZZY_CONF_A_IGMP]		= NEST,
	[PROXZZZY_CONF_A_MLD]		= NEST,
	[PROXZZZY_CONF_A_GROUP]		= NEST,
	[PROXZZZY_CONF_A_MDNS]		= NEST,
	[PROXZZZY_CONF_A_LLMNR]		= NEST,
	[PROXZZZY_CONF_A_RR]		= NEST,
	[PROXZZZY_CONF_A_SNMP]		= NEST,
	[PROXZZZY_CONF_A_COMMUNITY]	= NEST,
	[PROXZZZY_CONF_A_OID]		= NEST,
	[PROXZZZY_CONF_A_TEREDO]	= NEST,
	[PROXZZZY_CONF_A_LLDP]		= NEST,
	[PROXZZZY_CONF_A_DHCP]		= NEST,
	[PROXZZZY_CONF_A_LIFETIME]	= NEST,
	[PROXZZZY_CONF_A_LIFETIME_BEFORE] = { .type = NLA_U32 },
	[PROXZZZY_CONF_A_DNS]		= NEST,
	[PROXZZZY_CONF_A_SIP]		= NEST,
};

static const char *const conf_say[PROXZZZY_CONF_A_MAX + 1] = {
	[PROXZZZY_CONF_A_MAC]		= "a MAC address is 6 bytes",
	[PROXZZZY_CONF_A_S2IDLE]	= "s2idle is a u32: 0 to proxy, 1 for off",
	[PROXZZZY_CONF_A_DEEP]		= "deep is a u32: 0 to leave, 1 to refuse deep sleep",
	[PROXZZZY_CONF_A_PRIORITY]	= "a priority is a u8: 0 to 7, or 255 for no tag",
	[PROXZZZY_CONF_A_ADDR]		= "an address is a nest with 4 or 16 bytes in it",
	[PROXZZZY_CONF_A_ARP]		= "the settings of ARP are a nest",
	[PROXZZZY_CONF_A_NDP]		= "the settings of neighbour discovery are a nest",
	[PROXZZZY_CONF_A_ECHO]		= "the settings of echo are a nest",
	[PROXZZZY_CONF_A_WAKE]		= "the settings of waking are a nest",
	[PROXZZZY_CONF_A_RULE]		= "a rule is a nest",
	[PROXZZZY_CONF_A_IGMP]		= "the settings of IGMP are a nest",
	[PROXZZZY_CONF_A_MLD]		= "the settings of MLD are a nest",
	[PROXZZZY_CONF_A_GROUP]		= "a group is a nest with 4 or 16 bytes in it",
	[PROXZZZY_CONF_A_MDNS]		= "the settings of mDNS are a nest",
	[PROXZZZY_CONF_A_LLMNR]		= "the settings of LLMNR are a nest",
	[PROXZZZY_CONF_A_RR]		= "a record is a nest",
	[PROXZZZY_CONF_A_SNMP]		= "the settings of SNMP are a nest",
	[PROXZZZY_CONF_A_COMMUNITY]	= "a community is a nest",
	[PROXZZZY_CONF_A_OID]		= "a value is a nest",
	[PROXZZZY_CONF_A_TEREDO]	= "a Teredo client is a nest",
	[PROXZZZY_CONF_A_LLDP]		= "an LLDPDU is a nest with its destination",
	[PROXZZZY_CONF_A_DHCP]		= "a DHCP lease is a nest",
	[PROXZZZY_CONF_A_LIFETIME]	= "a lifetime is a nest",
	[PROXZZZY_CONF_A_LIFETIME_BEFORE] = "lifetime-before is a u32 of seconds",
	[PROXZZZY_CONF_A_DNS]		= "a DNS server is a nest with 4 or 16 bytes in it",
	[PROXZZZY_CONF_A_SIP]		= "a registration is a nest",
};

const struct pzz_nest pzz_conf_nest = {
	.policy = conf_policy, .say = conf_say, .max = PROXZZZY_CONF_A_MAX,
	.repeated = REPEATED,
};

static const struct nla_policy conf_del_policy[PROXZZZY_CONF_A_MAX + 1] = {
	[PROXZZZY_CONF_A_ADDR]		= NEST,
	[PROXZZZY_CONF_A_RULE]		= NEST,
	[PROXZZZY_CONF_A_GROUP]		= NEST,
	[PROXZZZY_CONF_A_RR]		= NEST,
	[PROXZZZY_CONF_A_COMMUNITY]	= NEST,
	[PROXZZZY_CONF_A_OID]		= NEST,
	[PROXZZZY_CONF_A_TEREDO]	= NEST,
	[PROXZZZY_CONF_A_LLDP]		= NEST,
	[PROXZZZY_CONF_A_LIFETIME]	= NEST,
	[PROXZZZY_CONF_A_DNS]		= NEST,
	[PROXZZZY_CONF_A_SIP]		= NEST,
};

static const char *const conf_del_say[PROXZZZY_CONF_A_MAX + 1] = {
	[PROXZZZY_CONF_A_ADDR]		= "an address is a nest with 4 or 16 bytes in it",
	[PROXZZZY_CONF_A_RULE]		= "a rule to delete is a nest with its id in it",
	[PROXZZZY_CONF_A_GROUP]		= "a group is a nest with 4 or 16 bytes in it",
	[PROXZZZY_CONF_A_RR]		= "a record to delete is a nest with its name in it",
	[PROXZZZY_CONF_A_COMMUNITY]	= "a community to delete is a nest with its name in it",
	[PROXZZZY_CONF_A_OID]		= "a value to delete is a nest with its OID in it",
	[PROXZZZY_CONF_A_TEREDO]	= "a Teredo client to delete is a nest with its packet in it",
	[PROXZZZY_CONF_A_LLDP]		= "an LLDPDU to delete is a nest with its destination in it",
	[PROXZZZY_CONF_A_LIFETIME]	= "a lifetime to delete is a nest with its address in it",
	[PROXZZZY_CONF_A_DNS]		= "a DNS server is a nest with 4 or 16 bytes in it",
	[PROXZZZY_CONF_A_SIP]		= "a registration to delete is a nest with its address and port",
};

const struct pzz_nest pzz_conf_del_nest = {
	.policy = conf_del_policy, .say = conf_del_say, .max = PROXZZZY_CONF_A_MAX,
	.other = "only what is in a list can be deleted, as addresses and rules are; a setting is changed by adding it anew",
	.repeated = REPEATED,
};

static const struct nla_policy addr_policy[PROXZZZY_ADDR_A_MAX + 1] = {
	[PROXZZZY_ADDR_A_ADDRESS]	= IP,
};

static const char *const addr_say[PROXZZZY_ADDR_A_MAX + 1] = {
	[PROXZZZY_ADDR_A_ADDRESS]	= "an address is 4 bytes (IPv4) or 16 bytes (IPv6)",
};

const struct pzz_nest pzz_addr_nest = {
	.policy = addr_policy, .say = addr_say, .max = PROXZZZY_ADDR_A_MAX,
};

static const struct nla_policy arp_policy[PROXZZZY_ARP_A_MAX + 1] = {
	[PROXZZZY_ARP_A_ENABLE]		= SWITCH,
	[PROXZZZY_ARP_A_CONFLICT]	= NLA_POLICY_MAX(NLA_U32, PROXZZZY_CONFLICT_WAKE),
	[PROXZZZY_ARP_A_ANNOUNCE]	= NLA_POLICY_FULL_RANGE(NLA_U32, &announce_range),
};

#define ANNOUNCE_SAY	"announce is a u32 of milliseconds: 0 for never, or " \
			__stringify(PROXZZZY_ANNOUNCE_MIN) " to " __stringify(PROXZZZY_ANNOUNCE_MAX)

static const char *const arp_say[PROXZZZY_ARP_A_MAX + 1] = {
	[PROXZZZY_ARP_A_ENABLE]		= "enable is a u8: 0 or 1",
	[PROXZZZY_ARP_A_CONFLICT]	= "conflict is a u32: 0 ignore, 1 defend, 2 wake",
	[PROXZZZY_ARP_A_ANNOUNCE]	= ANNOUNCE_SAY,
};

const struct pzz_nest pzz_arp_nest = {
	.policy = arp_policy, .say = arp_say, .max = PROXZZZY_ARP_A_MAX,
};

static const struct nla_policy ndp_policy[PROXZZZY_NDP_A_MAX + 1] = {
	[PROXZZZY_NDP_A_ENABLE]		= SWITCH,
	[PROXZZZY_NDP_A_CONFLICT]	= NLA_POLICY_MAX(NLA_U32, PROXZZZY_CONFLICT_WAKE),
	[PROXZZZY_NDP_A_ROUTER]		= SWITCH,
};

static const char *const ndp_say[PROXZZZY_NDP_A_MAX + 1] = {
	[PROXZZZY_NDP_A_ENABLE]		= "enable is a u8: 0 or 1",
	[PROXZZZY_NDP_A_CONFLICT]	= "conflict is a u32: 0 ignore, 2 wake",
	[PROXZZZY_NDP_A_ROUTER]		= "router is a u8: 0 or 1",
};

const struct pzz_nest pzz_ndp_nest = {
	.policy = ndp_policy, .say = ndp_say, .max = PROXZZZY_NDP_A_MAX,
};

static const struct nla_policy echo_policy[PROXZZZY_ECHO_A_MAX + 1] = {
	[PROXZZZY_ECHO_A_ENABLE]	= SWITCH,
	[PROXZZZY_ECHO_A_LIMIT]		= NEST,
};

static const char *const echo_say[PROXZZZY_ECHO_A_MAX + 1] = {
	[PROXZZZY_ECHO_A_ENABLE]	= "enable is a u8: 0 or 1",
	[PROXZZZY_ECHO_A_LIMIT]		= "a limit is a nest of rate, unit and burst",
};

const struct pzz_nest pzz_echo_nest = {
	.policy = echo_policy, .say = echo_say, .max = PROXZZZY_ECHO_A_MAX,
};

static const struct nla_policy wake_policy[PROXZZZY_WAKE_A_MAX + 1] = {
	[PROXZZZY_WAKE_A_LIMIT]		= NEST,
};

static const char *const wake_say[PROXZZZY_WAKE_A_MAX + 1] = {
	[PROXZZZY_WAKE_A_LIMIT]		= "a limit is a nest of rate, unit and burst",
};

const struct pzz_nest pzz_wake_nest = {
	.policy = wake_policy, .say = wake_say, .max = PROXZZZY_WAKE_A_MAX,
};

static const struct nla_policy limit_policy[PROXZZZY_LIMIT_A_MAX + 1] = {
	[PROXZZZY_LIMIT_A_RATE]		= NLA_POLICY_FULL_RANGE(NLA_U32, &rate_range),
	[PROXZZZY_LIMIT_A_UNIT]		= NLA_POLICY_FULL_RANGE(NLA_U32, &unit_range),
	[PROXZZZY_LIMIT_A_BURST]	= NLA_POLICY_FULL_RANGE(NLA_U32, &burst_range),
};

static const char *const limit_say[PROXZZZY_LIMIT_A_MAX + 1] = {
	[PROXZZZY_LIMIT_A_RATE]		= "a limit's rate is a u32: 0 for no limit, or 1 to "
					  __stringify(PROXZZZY_LIMIT_MAX),
	[PROXZZZY_LIMIT_A_UNIT]		= "a limit's unit is a u32: 1, 60, 3600 or 86400 seconds",
	[PROXZZZY_LIMIT_A_BURST]	= "a limit's burst is a u32: 1 to "
					  __stringify(PROXZZZY_LIMIT_MAX),
};

const struct pzz_nest pzz_limit_nest = {
	.policy = limit_policy, .say = limit_say, .max = PROXZZZY_LIMIT_A_MAX,
};

static const struct nla_policy rule_policy[PROXZZZY_RULE_A_MAX + 1] = {
	[PROXZZZY_RULE_A_ID]		= NLA_POLICY_FULL_RANGE(NLA_U32, &id_range),
	[PROXZZZY_RULE_A_KIND]		= NLA_POLICY_RANGE(NLA_U32, 1, PROXZZZY_KIND_MAX),
	[PROXZZZY_RULE_A_ACTION]	= NLA_POLICY_MAX(NLA_U32, PROXZZZY_ACTION_IGNORE),
	[PROXZZZY_RULE_A_LABEL]		= { .type = NLA_NUL_STRING, .len = PROXZZZY_LABEL_MAX },
	[PROXZZZY_RULE_A_PORT]		= NLA_POLICY_MIN(NLA_U16, 1),
	[PROXZZZY_RULE_A_PORT_TO]	= NLA_POLICY_MIN(NLA_U16, 1),
	[PROXZZZY_RULE_A_FROM]		= IP,
	[PROXZZZY_RULE_A_FROM_LEN]	= NLA_POLICY_MAX(NLA_U8, 128),
	[PROXZZZY_RULE_A_TO]		= IP,
	[PROXZZZY_RULE_A_TO_LEN]	= NLA_POLICY_MAX(NLA_U8, 128),
	[PROXZZZY_RULE_A_OFFSET]	= NLA_POLICY_MAX(NLA_U32, PROXZZZY_OFFSET_MAX),
	[PROXZZZY_RULE_A_PATTERN]	= NLA_POLICY_RANGE(NLA_BINARY, 1, PROXZZZY_PATTERN_MAX),
	[PROXZZZY_RULE_A_MASK]		= NLA_POLICY_RANGE(NLA_BINARY, 1, PROXZZZY_PATTERN_MAX),
	[PROXZZZY_RULE_A_PASSWORD]	= NLA_POLICY_RANGE(NLA_BINARY, 4, 6),
	[PROXZZZY_RULE_A_SECRET_KEPT]	= { .type = NLA_FLAG },
	[PROXZZZY_RULE_A_ANYWHERE]	= { .type = NLA_FLAG },
	[PROXZZZY_RULE_A_LIMIT]		= NEST,
};

#define ID_SAY	"a rule's id is a u32: 1 to 2147483647"

static const char *const rule_say[PROXZZZY_RULE_A_MAX + 1] = {
	[PROXZZZY_RULE_A_ID]		= ID_SAY,
	[PROXZZZY_RULE_A_KIND]		= "a rule's kind is a u32, one of enum proxzzzy_kind",
	[PROXZZZY_RULE_A_ACTION]	= "a rule's action is a u32: 0 wake, 1 ignore",
	[PROXZZZY_RULE_A_LABEL]		= "a label is a string of 1 to "
					  __stringify(PROXZZZY_LABEL_MAX) " bytes",
	[PROXZZZY_RULE_A_PORT]		= "a port is a u16: 1 to 65535",
	[PROXZZZY_RULE_A_PORT_TO]	= "the last port of a range is a u16: 1 to 65535",
	[PROXZZZY_RULE_A_FROM]		= "a source prefix is 4 or 16 bytes (IPv4, IPv6)",
	[PROXZZZY_RULE_A_FROM_LEN]	= "a prefix length is a u8: 0 to 32 (IPv4) or 128 (IPv6)",
	[PROXZZZY_RULE_A_TO]		= "a destination prefix is 4 or 16 bytes (IPv4, IPv6)",
	[PROXZZZY_RULE_A_TO_LEN]	= "a prefix length is a u8: 0 to 32 (IPv4) or 128 (IPv6)",
	[PROXZZZY_RULE_A_OFFSET]	= "an offset is a u32: 0 to "
					  __stringify(PROXZZZY_OFFSET_MAX),
	[PROXZZZY_RULE_A_PATTERN]	= "a pattern is 1 to " __stringify(PROXZZZY_PATTERN_MAX)
					  " bytes",
	[PROXZZZY_RULE_A_MASK]		= "a mask is as long as its pattern, 1 to "
					  __stringify(PROXZZZY_PATTERN_MAX) " bytes",
	[PROXZZZY_RULE_A_PASSWORD]	= "a SecureOn password is 4 or 6 bytes",
	[PROXZZZY_RULE_A_SECRET_KEPT]	= "secret-kept is a flag without a value",
	[PROXZZZY_RULE_A_ANYWHERE]	= "anywhere is a flag without a value",
	[PROXZZZY_RULE_A_LIMIT]		= "a limit is a nest of rate, unit and burst",
};

const struct pzz_nest pzz_rule_nest = {
	.policy = rule_policy, .say = rule_say, .max = PROXZZZY_RULE_A_MAX,
};

static const struct nla_policy rule_del_policy[PROXZZZY_RULE_A_MAX + 1] = {
	[PROXZZZY_RULE_A_ID]		= NLA_POLICY_FULL_RANGE(NLA_U32, &id_range),
};

static const char *const rule_del_say[PROXZZZY_RULE_A_MAX + 1] = {
	[PROXZZZY_RULE_A_ID]		= ID_SAY,
};

const struct pzz_nest pzz_rule_del_nest = {
	.policy = rule_del_policy, .say = rule_del_say, .max = PROXZZZY_RULE_A_MAX,
	.other = "a rule is deleted by its id alone",
};

int pzz_refuse(struct netlink_ext_ack *extack, const struct nlattr *attr, int err,
	       const char *why)
{
	if (extack) {
		extack->_msg = why;
		extack->bad_attr = attr;
	}
	return err;
}

int pzz_refuse_missing(struct netlink_ext_ack *extack, const struct nlattr *nest, u16 type,
		       const char *why)
{
	NL_SET_ERR_ATTR_MISS(extack, nest, type);
	return pzz_refuse(extack, nest, -EINVAL, why);
}

/* Puts our words in place of "failed policy validation", and leaves it the policy. */
static void explain(const struct pzz_nest *kind, const struct nlattr *nest,
		    struct netlink_ext_ack *extack)
{
	const struct nlattr *bad = extack ? extack->bad_attr : NULL;
	const char *say;

	if (bad && bad != nest && nla_type(bad) <= kind->max) {
		say = kind->say[nla_type(bad)] ?: kind->other;
		if (say)
			extack->_msg = say;
	} else if (extack && !bad) {
		extack->bad_attr = nest;
	}
}

int pzz_nest_parse(struct nlattr **tb, const struct pzz_nest *kind, const struct nlattr *nest,
		   struct netlink_ext_ack *extack)
{
	const struct nlattr *a;
	int err, rem;

	err = nla_parse_nested(tb, kind->max, nest, kind->policy, extack);
	if (err) {
		explain(kind, nest, extack);
		return err;
	}
	nla_for_each_nested(a, nest, rem)
		if (tb[nla_type(a)] != a && !(kind->repeated & BIT(nla_type(a))))
			return pzz_refuse(extack, a, -EINVAL,
					  "this attribute stands twice where it may stand once");
	return 0;
}
