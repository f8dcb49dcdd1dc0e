// SPDX-License-Identifier: GPL-2.0
/* What the attributes of Teredo and LLDP may hold. */
#include <linux/etherdevice.h>
#include <linux/stringify.h>

#include "netlink_policy.h"

static const struct netlink_range_validation teredo_range = {
	.min = 1, .max = PROXZZZY_TEREDO_INTERVAL_MAX,
};

static const struct netlink_range_validation lldp_range = {
	.min = 1, .max = PROXZZZY_LLDP_INTERVAL_MAX,
};

#define MAC		NLA_POLICY_EXACT_LEN(ETH_ALEN)
#define PACKET		NLA_POLICY_RANGE(NLA_BINARY, 28, PROXZZZY_TEREDO_PACKET_MAX)
#define PACKET_SAY	"a Teredo packet has 28 to " \
			__stringify(PROXZZZY_TEREDO_PACKET_MAX) " bytes"
#define INTERVAL_SAY	"a Teredo interval is a u32 of seconds: 1 to " \
			__stringify(PROXZZZY_TEREDO_INTERVAL_MAX)

static const struct nla_policy teredo_policy[PROXZZZY_TEREDO_A_MAX + 1] = {
	[PROXZZZY_TEREDO_A_PACKET]	= PACKET,
	[PROXZZZY_TEREDO_A_MAC]		= MAC,
	[PROXZZZY_TEREDO_A_INTERVAL_FROM] = NLA_POLICY_FULL_RANGE(NLA_U32, &teredo_range),
	[PROXZZZY_TEREDO_A_INTERVAL_TO]	= NLA_POLICY_FULL_RANGE(NLA_U32, &teredo_range),
	[PROXZZZY_TEREDO_A_ADDRESS]	= NLA_POLICY_EXACT_LEN(16),
};

static const char *const teredo_say[PROXZZZY_TEREDO_A_MAX + 1] = {
	[PROXZZZY_TEREDO_A_PACKET]	= PACKET_SAY,
	[PROXZZZY_TEREDO_A_MAC]		= "a MAC address is 6 bytes",
	[PROXZZZY_TEREDO_A_INTERVAL_FROM] = INTERVAL_SAY,
	[PROXZZZY_TEREDO_A_INTERVAL_TO]	= INTERVAL_SAY,
	[PROXZZZY_TEREDO_A_ADDRESS]	= "a Teredo address is 16 bytes",
};

const struct pzz_nest pzz_teredo_nest = {
	.policy = teredo_policy, .say = teredo_say, .max = PROXZZZY_TEREDO_A_MAX,
};

static const struct nla_policy teredo_del_policy[PROXZZZY_TEREDO_A_MAX + 1] = {
	[PROXZZZY_TEREDO_A_PACKET]	= PACKET,
};

static const char *const teredo_del_say[PROXZZZY_TEREDO_A_MAX + 1] = {
	[PROXZZZY_TEREDO_A_PACKET]	= PACKET_SAY,
};

const struct pzz_nest pzz_teredo_del_nest = {
	.policy = teredo_del_policy, .say = teredo_del_say, .max = PROXZZZY_TEREDO_A_MAX,
	.other = "a Teredo client is deleted by its packet alone",
};

static const struct nla_policy lldp_policy[PROXZZZY_LLDP_A_MAX + 1] = {
	[PROXZZZY_LLDP_A_PDU]		= NLA_POLICY_RANGE(NLA_BINARY, 1, PROXZZZY_LLDP_PDU_MAX),
	[PROXZZZY_LLDP_A_TO]		= MAC,
	[PROXZZZY_LLDP_A_INTERVAL]	= NLA_POLICY_FULL_RANGE(NLA_U32, &lldp_range),
};

static const char *const lldp_say[PROXZZZY_LLDP_A_MAX + 1] = {
	[PROXZZZY_LLDP_A_PDU]		= "an LLDPDU has 1 to " __stringify(PROXZZZY_LLDP_PDU_MAX)
					  " bytes",
	[PROXZZZY_LLDP_A_TO]		= "a MAC address is 6 bytes",
	[PROXZZZY_LLDP_A_INTERVAL]	= "an LLDP interval is a u32 of seconds: 1 to "
					  __stringify(PROXZZZY_LLDP_INTERVAL_MAX),
};

const struct pzz_nest pzz_lldp_nest = {
	.policy = lldp_policy, .say = lldp_say, .max = PROXZZZY_LLDP_A_MAX,
};

static const struct nla_policy lldp_del_policy[PROXZZZY_LLDP_A_MAX + 1] = {
	[PROXZZZY_LLDP_A_TO]		= MAC,
};

static const char *const lldp_del_say[PROXZZZY_LLDP_A_MAX + 1] = {
	[PROXZZZY_LLDP_A_TO]		= "a MAC address is 6 bytes",
};

const struct pzz_nest pzz_lldp_del_nest = {
	.policy = lldp_del_policy, .say = lldp_del_say, .max = PROXZZZY_LLDP_A_MAX,
	.other = "an LLDPDU is deleted by its destination alone",
};
