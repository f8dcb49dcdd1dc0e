// SPDX-License-Identifier: GPL-2.0
/* What the attributes of the lease and of the lifetimes may hold. */
#include <linux/etherdevice.h>
#include <linux/stringify.h>

#include "netlink_policy.h"

static const struct netlink_range_validation lease_range = {
	.min = 1, .max = PROXZZZY_DHCP_INFINITE,
};

#define SWITCH	NLA_POLICY_MAX(NLA_U8, 1)
#define IPV4	NLA_POLICY_EXACT_LEN(4)

static const struct nla_policy dhcp_policy[PROXZZZY_DHCP_A_MAX + 1] = {
	[PROXZZZY_DHCP_A_ENABLE]	= SWITCH,
	[PROXZZZY_DHCP_A_RENEW]		= SWITCH,
	[PROXZZZY_DHCP_A_ADDRESS]	= IPV4,
	[PROXZZZY_DHCP_A_SERVER]	= IPV4,
	[PROXZZZY_DHCP_A_SERVER_MAC]	= NLA_POLICY_EXACT_LEN(ETH_ALEN),
	[PROXZZZY_DHCP_A_SINCE]		= { .type = NLA_U64 },
	[PROXZZZY_DHCP_A_LEASE]		= NLA_POLICY_FULL_RANGE(NLA_U32, &lease_range),
	[PROXZZZY_DHCP_A_T1]		= { .type = NLA_U32 },
	[PROXZZZY_DHCP_A_T2]		= { .type = NLA_U32 },
	[PROXZZZY_DHCP_A_WAKE_BEFORE]	= { .type = NLA_U32 },
	[PROXZZZY_DHCP_A_REQUEST]	= { .type = NLA_BINARY, .len = PROXZZZY_DHCP_REQUEST_MAX },
	[PROXZZZY_DHCP_A_ACK]		= { .type = NLA_BINARY, .len = PROXZZZY_DHCP_ACK_MAX },
	[PROXZZZY_DHCP_A_CRITICAL]	= { .type = NLA_BINARY, .len = PROXZZZY_DHCP_CRITICAL_MAX },
};

static const char *const dhcp_say[PROXZZZY_DHCP_A_MAX + 1] = {
	[PROXZZZY_DHCP_A_ENABLE]	= "enable is a u8: 0 or 1",
	[PROXZZZY_DHCP_A_RENEW]		= "renew is a u8: 0 or 1",
	[PROXZZZY_DHCP_A_ADDRESS]	= "the address of a DHCP lease is 4 bytes",
	[PROXZZZY_DHCP_A_SERVER]	= "a DHCP server's identifier is 4 bytes",
	[PROXZZZY_DHCP_A_SERVER_MAC]	= "a MAC address is 6 bytes",
	[PROXZZZY_DHCP_A_SINCE]		= "since is a u64: ns of CLOCK_BOOTTIME",
	[PROXZZZY_DHCP_A_LEASE]		= "a DHCP lease is a u32 of seconds: 1 or more",
	[PROXZZZY_DHCP_A_T1]		= "T1 is a u32 of seconds",
	[PROXZZZY_DHCP_A_T2]		= "T2 is a u32 of seconds",
	[PROXZZZY_DHCP_A_WAKE_BEFORE]	= "wake-before is a u32 of seconds",
	[PROXZZZY_DHCP_A_REQUEST]	= "the options of a DHCP request have at most "
					  __stringify(PROXZZZY_DHCP_REQUEST_MAX) " bytes",
	[PROXZZZY_DHCP_A_ACK]		= "the options of a DHCP lease have at most "
					  __stringify(PROXZZZY_DHCP_ACK_MAX) " bytes",
	[PROXZZZY_DHCP_A_CRITICAL]	= "critical is at most "
					  __stringify(PROXZZZY_DHCP_CRITICAL_MAX)
					  " codes of DHCP options, a byte each",
};

const struct pzz_nest pzz_dhcp_nest = {
	.policy = dhcp_policy, .say = dhcp_say, .max = PROXZZZY_DHCP_A_MAX,
};

#define IPV6	NLA_POLICY_EXACT_LEN(16)

static const struct nla_policy lifetime_policy[PROXZZZY_LIFETIME_A_MAX + 1] = {
	[PROXZZZY_LIFETIME_A_ADDRESS]	= IPV6,
	[PROXZZZY_LIFETIME_A_PREFIX_LEN] = NLA_POLICY_MAX(NLA_U8, 128),
	[PROXZZZY_LIFETIME_A_UNTIL]	= { .type = NLA_U64 },
};

static const char *const lifetime_say[PROXZZZY_LIFETIME_A_MAX + 1] = {
	[PROXZZZY_LIFETIME_A_ADDRESS]	= "a lifetime's address is 16 bytes (IPv6)",
	[PROXZZZY_LIFETIME_A_PREFIX_LEN] = "a prefix length is a u8: 0 to 128",
	[PROXZZZY_LIFETIME_A_UNTIL]	= "until is a u64: ns of CLOCK_BOOTTIME",
};

const struct pzz_nest pzz_lifetime_nest = {
	.policy = lifetime_policy, .say = lifetime_say, .max = PROXZZZY_LIFETIME_A_MAX,
};

static const struct nla_policy lifetime_del_policy[PROXZZZY_LIFETIME_A_MAX + 1] = {
	[PROXZZZY_LIFETIME_A_ADDRESS]	= IPV6,
};

static const char *const lifetime_del_say[PROXZZZY_LIFETIME_A_MAX + 1] = {
	[PROXZZZY_LIFETIME_A_ADDRESS]	= "a lifetime's address is 16 bytes (IPv6)",
};

const struct pzz_nest pzz_lifetime_del_nest = {
	.policy = lifetime_del_policy, .say = lifetime_del_say, .max = PROXZZZY_LIFETIME_A_MAX,
	.other = "a lifetime is deleted by its address alone",
};
