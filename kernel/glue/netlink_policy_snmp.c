// SPDX-License-Identifier: GPL-2.0
/* What the attributes of SNMP may hold. */
#include <linux/stringify.h>

#include "netlink_policy.h"

static const struct netlink_range_validation message_range = {
	.min = PROXZZZY_SNMP_MESSAGE_MIN, .max = PROXZZZY_SNMP_MESSAGE_MAX,
};

static const struct netlink_range_validation age_range = {
	.min = 1, .max = PROXZZZY_OID_AGE_MAX,
};

#define SWITCH	NLA_POLICY_MAX(NLA_U8, 1)
#define IDS	NLA_POLICY_RANGE(NLA_BINARY, 8, 512)
#define ID_SAY	"an OID is 2 to 128 sub-identifiers of 4 bytes each"

static const struct nla_policy snmp_policy[PROXZZZY_SNMP_A_MAX + 1] = {
	[PROXZZZY_SNMP_A_ENABLE]	= SWITCH,
	[PROXZZZY_SNMP_A_GETALL]	= SWITCH,
	[PROXZZZY_SNMP_A_PORT]		= NLA_POLICY_MIN(NLA_U16, 1),
	[PROXZZZY_SNMP_A_MESSAGE]	= NLA_POLICY_FULL_RANGE(NLA_U32, &message_range),
	[PROXZZZY_SNMP_A_LIMIT]		= { .type = NLA_NESTED },
};

static const char *const snmp_say[PROXZZZY_SNMP_A_MAX + 1] = {
	[PROXZZZY_SNMP_A_ENABLE]	= "enable is a u8: 0 or 1",
	[PROXZZZY_SNMP_A_GETALL]	= "getall is a u8: 0 or 1",
	[PROXZZZY_SNMP_A_PORT]		= "an SNMP port is a u16: 1 to 65535",
	[PROXZZZY_SNMP_A_MESSAGE]	= "the SNMP message limit is a u32: 484 to 65507 bytes",
	[PROXZZZY_SNMP_A_LIMIT]		= "a limit is a nest",
};

const struct pzz_nest pzz_snmp_nest = {
	.policy = snmp_policy, .say = snmp_say, .max = PROXZZZY_SNMP_A_MAX,
	.repeated = BIT(PROXZZZY_SNMP_A_PORT),
};

static const struct nla_policy community_policy[PROXZZZY_COMMUNITY_A_MAX + 1] = {
	[PROXZZZY_COMMUNITY_A_NAME]	= NLA_POLICY_RANGE(NLA_BINARY, 1,
							   PROXZZZY_COMMUNITY_LEN_MAX),
	[PROXZZZY_COMMUNITY_A_WRITE]	= { .type = NLA_FLAG },
	[PROXZZZY_COMMUNITY_A_FROM]	= NLA_POLICY_RANGE(NLA_BINARY, 4, 16),
	[PROXZZZY_COMMUNITY_A_FROM_LEN]	= NLA_POLICY_MAX(NLA_U8, 128),
};

static const char *const community_say[PROXZZZY_COMMUNITY_A_MAX + 1] = {
	[PROXZZZY_COMMUNITY_A_NAME]	= "a community's name has 1 to "
					  __stringify(PROXZZZY_COMMUNITY_LEN_MAX) " bytes",
	[PROXZZZY_COMMUNITY_A_WRITE]	= "write is a flag without a value",
	[PROXZZZY_COMMUNITY_A_FROM]	= "a prefix is 4 bytes (IPv4) or 16 bytes (IPv6)",
	[PROXZZZY_COMMUNITY_A_FROM_LEN]	= "a prefix length is a u8: 0 to 32 (IPv4) or 128 (IPv6)",
	[PROXZZZY_COMMUNITY_A_SECRET_KEPT] = "a community's name is never dumped: give it again",
};

const struct pzz_nest pzz_community_nest = {
	.policy = community_policy, .say = community_say, .max = PROXZZZY_COMMUNITY_A_MAX,
};

static const struct nla_policy oid_policy[PROXZZZY_OID_A_MAX + 1] = {
	[PROXZZZY_OID_A_ID]		= IDS,
	[PROXZZZY_OID_A_TYPE]		= { .type = NLA_U8 },
	[PROXZZZY_OID_A_VALUE]		= { .type = NLA_BINARY, .len = PROXZZZY_OID_VALUE_MAX },
	[PROXZZZY_OID_A_ACCESS]		= NLA_POLICY_MAX(NLA_U32, PROXZZZY_ACCESS_NOBODY),
	[PROXZZZY_OID_A_AGE]		= NLA_POLICY_MAX(NLA_U32, PROXZZZY_AGE_WAKE),
	[PROXZZZY_OID_A_MAX_AGE]	= NLA_POLICY_FULL_RANGE(NLA_U32, &age_range),
	[PROXZZZY_OID_A_TAKEN]		= { .type = NLA_U64 },
	[PROXZZZY_OID_A_OBJECT]		= { .type = NLA_U8 },
};

static const char *const oid_say[PROXZZZY_OID_A_MAX + 1] = {
	[PROXZZZY_OID_A_ID]		= ID_SAY,
	[PROXZZZY_OID_A_TYPE]		= "a value's type is a u8: its BER tag",
	[PROXZZZY_OID_A_VALUE]		= "a value has at most "
					  __stringify(PROXZZZY_OID_VALUE_MAX) " bytes",
	[PROXZZZY_OID_A_ACCESS]		= "access is a u32: 0 for all, 1 for writers, 2 for nobody",
	[PROXZZZY_OID_A_AGE]		= "age is a u32: 0 none, 1 counts, 2 no such, 3 wakes",
	[PROXZZZY_OID_A_MAX_AGE]	= "an age limit is a u32 of seconds: 1 to "
					  __stringify(PROXZZZY_OID_AGE_MAX),
	[PROXZZZY_OID_A_TAKEN]		= "taken is a u64: ns of CLOCK_BOOTTIME",
	[PROXZZZY_OID_A_OBJECT]		= "object is a u8: how many sub-identifiers name it",
};

const struct pzz_nest pzz_oid_nest = {
	.policy = oid_policy, .say = oid_say, .max = PROXZZZY_OID_A_MAX,
};

static const struct nla_policy oid_del_policy[PROXZZZY_OID_A_MAX + 1] = {
	[PROXZZZY_OID_A_ID]		= IDS,
};

static const char *const oid_del_say[PROXZZZY_OID_A_MAX + 1] = {
	[PROXZZZY_OID_A_ID]		= ID_SAY,
};

const struct pzz_nest pzz_oid_del_nest = {
	.policy = oid_del_policy, .say = oid_del_say, .max = PROXZZZY_OID_A_MAX,
	.other = "a value is deleted by its OID alone",
};
