// SPDX-License-Identifier: GPL-2.0
/* What the attributes of groups and names may hold. */
#include <linux/stringify.h>

#include "netlink_policy.h"

static const struct netlink_range_validation ttl_range = { .min = 1, .max = PROXZZZY_TTL_MAX };

#define SWITCH	NLA_POLICY_MAX(NLA_U8, 1)
#define IP	NLA_POLICY_RANGE(NLA_BINARY, 4, 16)
#define TTL	NLA_POLICY_FULL_RANGE(NLA_U32, &ttl_range)
#define BYTES(most)	{ .type = NLA_BINARY, .len = (most) }

#define SWITCH_SAY	"enable is a u8: 0 or 1"
#define GROUP_SAY	"a group is a multicast address of 4 bytes (IPv4) or 16 bytes (IPv6)"
#define TTL_SAY		"a TTL is a u32 of seconds: 1 to 2147483647"
#define TYPE_SAY	"a record's type is a u16: 1 to 65535"
#define DATA_SAY	"a record's data are at most " __stringify(PROXZZZY_DATA_MAX) " bytes"

static const struct nla_policy igmp_policy[PROXZZZY_IGMP_A_MAX + 1] = {
	[PROXZZZY_IGMP_A_ENABLE]	= SWITCH,
};

static const char *const igmp_say[PROXZZZY_IGMP_A_MAX + 1] = {
	[PROXZZZY_IGMP_A_ENABLE]	= SWITCH_SAY,
};

const struct pzz_nest pzz_igmp_nest = {
	.policy = igmp_policy, .say = igmp_say, .max = PROXZZZY_IGMP_A_MAX,
};

static const struct nla_policy mld_policy[PROXZZZY_MLD_A_MAX + 1] = {
	[PROXZZZY_MLD_A_ENABLE]		= SWITCH,
};

static const char *const mld_say[PROXZZZY_MLD_A_MAX + 1] = {
	[PROXZZZY_MLD_A_ENABLE]		= SWITCH_SAY,
};

const struct pzz_nest pzz_mld_nest = {
	.policy = mld_policy, .say = mld_say, .max = PROXZZZY_MLD_A_MAX,
};

static const struct nla_policy group_policy[PROXZZZY_GROUP_A_MAX + 1] = {
	[PROXZZZY_GROUP_A_ADDRESS]	= IP,
};

static const char *const group_say[PROXZZZY_GROUP_A_MAX + 1] = {
	[PROXZZZY_GROUP_A_ADDRESS]	= GROUP_SAY,
};

const struct pzz_nest pzz_group_nest = {
	.policy = group_policy, .say = group_say, .max = PROXZZZY_GROUP_A_MAX,
};

static const struct nla_policy mdns_policy[PROXZZZY_MDNS_A_MAX + 1] = {
	[PROXZZZY_MDNS_A_ENABLE]	= SWITCH,
	[PROXZZZY_MDNS_A_HOST]		= BYTES(PROXZZZY_NAME_MAX),
	[PROXZZZY_MDNS_A_TTL]		= TTL,
	[PROXZZZY_MDNS_A_ANNOUNCE]	= NLA_POLICY_MAX(NLA_U8, PROXZZZY_MDNS_ANNOUNCE_MAX),
	[PROXZZZY_MDNS_A_GROUP]		= IP,
};

static const char *const mdns_say[PROXZZZY_MDNS_A_MAX + 1] = {
	[PROXZZZY_MDNS_A_ENABLE]	= SWITCH_SAY,
	[PROXZZZY_MDNS_A_HOST]		= PZZ_NAME_SAY,
	[PROXZZZY_MDNS_A_TTL]		= TTL_SAY,
	[PROXZZZY_MDNS_A_ANNOUNCE]	= "announce is a u8, how many times: 0 to "
					  __stringify(PROXZZZY_MDNS_ANNOUNCE_MAX),
	[PROXZZZY_MDNS_A_GROUP]		= GROUP_SAY,
};

const struct pzz_nest pzz_mdns_nest = {
	.policy = mdns_policy, .say = mdns_say, .max = PROXZZZY_MDNS_A_MAX,
	.repeated = BIT(PROXZZZY_MDNS_A_GROUP),
};

static const struct nla_policy llmnr_policy[PROXZZZY_LLMNR_A_MAX + 1] = {
	[PROXZZZY_LLMNR_A_ENABLE]	= SWITCH,
	[PROXZZZY_LLMNR_A_HOST]		= BYTES(PROXZZZY_NAME_MAX),
	[PROXZZZY_LLMNR_A_TTL]		= TTL,
	[PROXZZZY_LLMNR_A_TENTATIVE]	= SWITCH,
};

static const char *const llmnr_say[PROXZZZY_LLMNR_A_MAX + 1] = {
	[PROXZZZY_LLMNR_A_ENABLE]	= SWITCH_SAY,
	[PROXZZZY_LLMNR_A_HOST]		= PZZ_NAME_SAY,
	[PROXZZZY_LLMNR_A_TTL]		= TTL_SAY,
	[PROXZZZY_LLMNR_A_TENTATIVE]	= "tentative is a u8: 0 or 1",
};

const struct pzz_nest pzz_llmnr_nest = {
	.policy = llmnr_policy, .say = llmnr_say, .max = PROXZZZY_LLMNR_A_MAX,
};

static const struct nla_policy rr_policy[PROXZZZY_RR_A_MAX + 1] = {
	[PROXZZZY_RR_A_NAME]		= NLA_POLICY_RANGE(NLA_BINARY, 1, PROXZZZY_NAME_MAX),
	[PROXZZZY_RR_A_TYPE]		= NLA_POLICY_MIN(NLA_U16, 1),
	[PROXZZZY_RR_A_TTL]		= TTL,
	[PROXZZZY_RR_A_DATA]		= BYTES(PROXZZZY_DATA_MAX),
	[PROXZZZY_RR_A_SHARED]		= { .type = NLA_FLAG },
};

static const char *const rr_say[PROXZZZY_RR_A_MAX + 1] = {
	[PROXZZZY_RR_A_NAME]		= PZZ_NAME_SAY,
	[PROXZZZY_RR_A_TYPE]		= TYPE_SAY,
	[PROXZZZY_RR_A_TTL]		= TTL_SAY,
	[PROXZZZY_RR_A_DATA]		= DATA_SAY,
	[PROXZZZY_RR_A_SHARED]		= "shared is a flag without a value",
};

const struct pzz_nest pzz_rr_nest = {
	.policy = rr_policy, .say = rr_say, .max = PROXZZZY_RR_A_MAX,
};

static const struct nla_policy rr_del_policy[PROXZZZY_RR_A_MAX + 1] = {
	[PROXZZZY_RR_A_NAME]		= NLA_POLICY_RANGE(NLA_BINARY, 1, PROXZZZY_NAME_MAX),
	[PROXZZZY_RR_A_TYPE]		= NLA_POLICY_MIN(NLA_U16, 1),
	[PROXZZZY_RR_A_DATA]		= BYTES(PROXZZZY_DATA_MAX),
};

static const char *const rr_del_say[PROXZZZY_RR_A_MAX + 1] = {
	[PROXZZZY_RR_A_NAME]		= PZZ_NAME_SAY,
	[PROXZZZY_RR_A_TYPE]		= TYPE_SAY,
	[PROXZZZY_RR_A_DATA]		= DATA_SAY,
};

const struct pzz_nest pzz_rr_del_nest = {
	.policy = rr_del_policy, .say = rr_del_say, .max = PROXZZZY_RR_A_MAX,
	.other = "a record is deleted by its name, type and data alone",
};
