// SPDX-License-Identifier: GPL-2.0
/* What the attributes of SIP and of DNS servers may hold. */
#include <linux/etherdevice.h>
#include <linux/stringify.h>

#include "netlink_policy.h"

static const struct netlink_range_validation time_range = {
	.min = 1, .max = PROXZZZY_SIP_TIME_MAX,
};

static const struct netlink_range_validation cseq_range = { .max = 0x7fffffff };

#define IP	NLA_POLICY_RANGE(NLA_BINARY, 4, 16)
#define PORT	NLA_POLICY_MIN(NLA_U16, 1)
#define TEXT	NLA_POLICY_RANGE(NLA_BINARY, 1, PROXZZZY_SIP_TEXT_MAX)
#define TIME	NLA_POLICY_FULL_RANGE(NLA_U32, &time_range)

#define IP_SAY		"an address is 4 bytes (IPv4) or 16 bytes (IPv6)"
#define PORT_SAY	"a port is a u16: 1 to 65535"
#define TEXT_SAY	"has 1 to " __stringify(PROXZZZY_SIP_TEXT_MAX) " bytes"
#define TIME_SAY	"is a u32 of seconds: 1 to " __stringify(PROXZZZY_SIP_TIME_MAX)

static const struct nla_policy dns_policy[PROXZZZY_DNS_A_MAX + 1] = {
	[PROXZZZY_DNS_A_ADDRESS]	= IP,
};

static const char *const dns_say[PROXZZZY_DNS_A_MAX + 1] = {
	[PROXZZZY_DNS_A_ADDRESS]	= IP_SAY,
};

const struct pzz_nest pzz_dns_nest = {
	.policy = dns_policy, .say = dns_say, .max = PROXZZZY_DNS_A_MAX,
};

static const struct nla_policy sip_policy[PROXZZZY_SIP_A_MAX + 1] = {
	[PROXZZZY_SIP_A_LOCAL]		= IP,
	[PROXZZZY_SIP_A_LOCAL_PORT]	= PORT,
	[PROXZZZY_SIP_A_SERVER]		= IP,
	[PROXZZZY_SIP_A_NAME]		= NLA_POLICY_RANGE(NLA_BINARY, 2, PROXZZZY_NAME_MAX),
	[PROXZZZY_SIP_A_PORT]		= PORT,
	[PROXZZZY_SIP_A_HOP]		= NLA_POLICY_EXACT_LEN(ETH_ALEN),
	[PROXZZZY_SIP_A_URI]		= TEXT,
	[PROXZZZY_SIP_A_TO]		= TEXT,
	[PROXZZZY_SIP_A_CONTACT]	= TEXT,
	[PROXZZZY_SIP_A_FROM]		= TEXT,
	[PROXZZZY_SIP_A_CALL_ID]	= TEXT,
	[PROXZZZY_SIP_A_CSEQ]		= NLA_POLICY_FULL_RANGE(NLA_U32, &cseq_range),
	[PROXZZZY_SIP_A_AGENT]		= { .type = NLA_BINARY, .len = PROXZZZY_SIP_TEXT_MAX },
	[PROXZZZY_SIP_A_EXTRA]		= { .type = NLA_BINARY, .len = PROXZZZY_SIP_EXTRA_MAX },
	[PROXZZZY_SIP_A_EXPIRES]	= TIME,
	[PROXZZZY_SIP_A_INTERVAL]	= TIME,
	[PROXZZZY_SIP_A_SINCE]		= { .type = NLA_U64 },
	[PROXZZZY_SIP_A_GRANTED]	= TIME,
	[PROXZZZY_SIP_A_ANSWER]		= NLA_POLICY_RANGE(NLA_U32, 180, 699),
	[PROXZZZY_SIP_A_ANYONE]		= { .type = NLA_FLAG },
	[PROXZZZY_SIP_A_FAILURE]	= NLA_POLICY_MAX(NLA_U32, PROXZZZY_SIP_FAILURE_REPORT),
	[PROXZZZY_SIP_A_AUTH]		= { .type = NLA_NESTED },
	[PROXZZZY_SIP_A_TRANSPORT]	= NLA_POLICY_MAX(NLA_U32, PROXZZZY_SIP_TRANSPORT_TCP),
};

static const char *const sip_say[PROXZZZY_SIP_A_MAX + 1] = {
	[PROXZZZY_SIP_A_LOCAL]		= IP_SAY,
	[PROXZZZY_SIP_A_LOCAL_PORT]	= PORT_SAY,
	[PROXZZZY_SIP_A_SERVER]		= IP_SAY,
	[PROXZZZY_SIP_A_NAME]		= PZZ_NAME_SAY,
	[PROXZZZY_SIP_A_PORT]		= PORT_SAY,
	[PROXZZZY_SIP_A_HOP]		= "a MAC address is 6 bytes",
	[PROXZZZY_SIP_A_URI]		= "the request URI " TEXT_SAY,
	[PROXZZZY_SIP_A_TO]		= "To " TEXT_SAY,
	[PROXZZZY_SIP_A_CONTACT]	= "Contact " TEXT_SAY,
	[PROXZZZY_SIP_A_FROM]		= "From " TEXT_SAY,
	[PROXZZZY_SIP_A_CALL_ID]	= "Call-ID " TEXT_SAY,
	[PROXZZZY_SIP_A_CSEQ]		= "CSeq is a u32: 0 to 2147483647",
	[PROXZZZY_SIP_A_AGENT]		= "User-Agent has at most "
					  __stringify(PROXZZZY_SIP_TEXT_MAX) " bytes",
	[PROXZZZY_SIP_A_EXTRA]		= "further header lines have at most "
					  __stringify(PROXZZZY_SIP_EXTRA_MAX) " bytes",
	[PROXZZZY_SIP_A_EXPIRES]	= "expires " TIME_SAY,
	[PROXZZZY_SIP_A_INTERVAL]	= "an interval " TIME_SAY,
	[PROXZZZY_SIP_A_SINCE]		= "since is a u64: ns of CLOCK_BOOTTIME",
	[PROXZZZY_SIP_A_GRANTED]	= "what is granted " TIME_SAY,
	[PROXZZZY_SIP_A_ANSWER]		= "the answer to a call is a u32: 180, or 400 to 699",
	[PROXZZZY_SIP_A_ANYONE]		= "anyone is a flag without a value",
	[PROXZZZY_SIP_A_FAILURE]	= "failure is a u32: 0 wakes, 1 is reported",
	[PROXZZZY_SIP_A_AUTH]		= "credentials are a nest",
	[PROXZZZY_SIP_A_TRANSPORT]	= "transport is a u32: 0 UDP, 1 TCP",
};

const struct pzz_nest pzz_sip_nest = {
	.policy = sip_policy, .say = sip_say, .max = PROXZZZY_SIP_A_MAX,
	.repeated = BIT(PROXZZZY_SIP_A_AUTH),
};

static const struct nla_policy sip_del_policy[PROXZZZY_SIP_A_MAX + 1] = {
	[PROXZZZY_SIP_A_LOCAL]		= IP,
	[PROXZZZY_SIP_A_LOCAL_PORT]	= PORT,
};

static const char *const sip_del_say[PROXZZZY_SIP_A_MAX + 1] = {
	[PROXZZZY_SIP_A_LOCAL]		= IP_SAY,
	[PROXZZZY_SIP_A_LOCAL_PORT]	= PORT_SAY,
};

const struct pzz_nest pzz_sip_del_nest = {
	.policy = sip_del_policy, .say = sip_del_say, .max = PROXZZZY_SIP_A_MAX,
	.other = "a registration is deleted by its local address and port alone",
};

static const struct nla_policy auth_policy[PROXZZZY_AUTH_A_MAX + 1] = {
	[PROXZZZY_AUTH_A_REALM]		= { .type = NLA_BINARY, .len = PROXZZZY_SIP_TEXT_MAX },
	[PROXZZZY_AUTH_A_USER]		= TEXT,
	[PROXZZZY_AUTH_A_HASH]		= NLA_POLICY_MAX(NLA_U32, PROXZZZY_HASH_SHA256),
	[PROXZZZY_AUTH_A_HA1]		= NLA_POLICY_RANGE(NLA_BINARY, 16, 32),
	[PROXZZZY_AUTH_A_SECRET_KEPT]	= { .type = NLA_FLAG },
};

static const char *const auth_say[PROXZZZY_AUTH_A_MAX + 1] = {
	[PROXZZZY_AUTH_A_REALM]		= "a realm has at most "
					  __stringify(PROXZZZY_SIP_TEXT_MAX) " bytes",
	[PROXZZZY_AUTH_A_USER]		= "a user " TEXT_SAY,
	[PROXZZZY_AUTH_A_HASH]		= "an algorithm is a u32: 0 MD5, 1 SHA-256",
	[PROXZZZY_AUTH_A_HA1]		= PZZ_HA1_SAY,
	[PROXZZZY_AUTH_A_SECRET_KEPT]	= "secret-kept is a flag without a value",
};

const struct pzz_nest pzz_auth_nest = {
	.policy = auth_policy, .say = auth_say, .max = PROXZZZY_AUTH_A_MAX,
};
