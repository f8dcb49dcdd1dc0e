/* SPDX-License-Identifier: GPL-2.0 */
/* Numbers of the wire that more than one room needs, and MAC addresses. */
#ifndef PZZ_PROTO_H
#define PZZ_PROTO_H

#include "pzz_env.h"

enum pzz_ethertype {
	PZZ_ETH_IPV4 = 0x0800,
	PZZ_ETH_ARP = 0x0806,
	PZZ_ETH_WOL = 0x0842,
	PZZ_ETH_8021Q = 0x8100,
	PZZ_ETH_IPV6 = 0x86dd,
	PZZ_ETH_EAPOL = 0x888e,
	PZZ_ETH_8021AD = 0x88a8,
	PZZ_ETH_LLDP = 0x88cc,
};

enum pzz_ipproto {
	PZZ_IP_HOPOPTS = 0,
	PZZ_IP_ICMP = 1,
	PZZ_IP_IGMP = 2,
	PZZ_IP_TCP = 6,
	PZZ_IP_UDP = 17,
	PZZ_IP_ROUTING = 43,
	PZZ_IP_FRAGMENT = 44,
	PZZ_IP_ESP = 50,
	PZZ_IP_AH = 51,
	PZZ_IP_ICMPV6 = 58,
	PZZ_IP_NONE = 59,
	PZZ_IP_DSTOPTS = 60,
};

enum pzz_icmp_type {
	PZZ_ICMP_ECHO_REPLY = 0,
	PZZ_ICMP_UNREACHABLE = 3,
	PZZ_ICMP_ECHO = 8,
	PZZ_ICMPV6_UNREACHABLE = 1,
	PZZ_ICMPV6_TOO_BIG = 2,
	PZZ_ICMPV6_ECHO = 128,
	PZZ_ICMPV6_ECHO_REPLY = 129,
	PZZ_ICMPV6_MLD_QUERY = 130,
	PZZ_ICMPV6_MLD_REPORT = 131,
	PZZ_ICMPV6_RA = 134,
	PZZ_ICMPV6_NS = 135,
	PZZ_ICMPV6_NA = 136,
};

enum pzz_port {
	PZZ_PORT_TEREDO = 3544,
	PZZ_PORT_DHCP_SERVER = 67,
	PZZ_PORT_DHCP_CLIENT = 68,
	PZZ_PORT_DNS = 53,
	PZZ_PORT_SIP = 5060,
	PZZ_PORT_MDNS = 5353,
	PZZ_PORT_LLMNR = 5355,
};

#define PZZ_MAC_LEN	6
#define PZZ_IPV4_LEN	4
#define PZZ_IPV6_LEN	16
#define PZZ_IPV4_HLEN	20
#define PZZ_IPV6_HLEN	40
#define PZZ_TCP_HLEN	20
#define PZZ_UDP_HLEN	8
#define PZZ_ICMP_HLEN	8

static inline u16 pzz_load16(const u8 *p)
{
	u16 v;

	memcpy(&v, p, sizeof(v));
	return v;
}

static inline u32 pzz_load32(const u8 *p)
{
	u32 v;

	memcpy(&v, p, sizeof(v));
	return v;
}

static inline bool pzz_mac_equal(const u8 *a, const u8 *b)
{
	return pzz_load32(a) == pzz_load32(b) && pzz_load16(a + 4) == pzz_load16(b + 4);
}

static inline bool pzz_mac_is_group(const u8 *mac)
{
	return mac[0] & 1;
}

/* One that a station can have: neither a group nor all zeros. */
static inline bool pzz_mac_is_station(const u8 *mac)
{
	return !pzz_mac_is_group(mac) && (pzz_load32(mac) | pzz_load16(mac + 4));
}

/* Of IP addresses, @len is 4 or 16. */
static inline bool pzz_ip_equal(const u8 *a, const u8 *b, unsigned int len)
{
	u32 differ = pzz_load32(a) ^ pzz_load32(b);

	if (len == PZZ_IPV6_LEN)
		differ |= (pzz_load32(a + 4) ^ pzz_load32(b + 4)) |
			  (pzz_load32(a + 8) ^ pzz_load32(b + 8)) |
			  (pzz_load32(a + 12) ^ pzz_load32(b + 12));
	return !differ;
}

static inline void pzz_ip_copy(u8 *to, const u8 *from, unsigned int len)
{
	memcpy(to, from, PZZ_IPV4_LEN);
	if (len == PZZ_IPV6_LEN)
		memcpy(to + PZZ_IPV4_LEN, from + PZZ_IPV4_LEN, PZZ_IPV6_LEN - PZZ_IPV4_LEN);
}

static inline bool pzz_ip_is_zero(const u8 *ip, unsigned int len)
{
	u32 any = pzz_load32(ip);

	if (len == PZZ_IPV6_LEN)
		any |= pzz_load32(ip + 4) | pzz_load32(ip + 8) | pzz_load32(ip + 12);
	return !any;
}

static inline bool pzz_ip_is_multicast(const u8 *ip, unsigned int len)
{
	return len == PZZ_IPV4_LEN ? (ip[0] & 0xf0) == 0xe0 : ip[0] == 0xff;
}

#endif /* PZZ_PROTO_H */
