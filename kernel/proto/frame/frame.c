// SPDX-License-Identifier: GPL-2.0
/* Ethernet and its tags (R1), and what lies behind IP. */
#include "frame/frame.h"
#include "mdns/mdns.h"
#include "sip/sip.h"

#define VID_MASK	0x0fff
#define TAGS_MAX	2
#define TAG_LEN		4
#define ETHERTYPE_MIN	0x0600	/* below, it is the length of an LLC frame */

static const char *const reasons[PZZ_FRAME_REASONS] = {
	[PZZ_FRAME_UNHANDLED]		= "unhandled",
	[PZZ_FRAME_HOST_STACK]		= "host-stack",
	[PZZ_FRAME_SHORT]		= "short",
	[PZZ_FRAME_OTHER_HOST]		= "other-host",
	[PZZ_FRAME_SOURCE_MAC]		= "source-mac",
	[PZZ_FRAME_REFLECTED]		= "reflected",
	[PZZ_FRAME_VLAN]		= "vlan",
	[PZZ_FRAME_TAGS]		= "tags",
	[PZZ_FRAME_LLC]			= "llc",
	[PZZ_FRAME_GROUP]		= "group",
	[PZZ_FRAME_FOREIGN_NAME]	= "foreign-name",
	[PZZ_FRAME_IP4_SHORT]		= "ipv4-short",
	[PZZ_FRAME_IP4_VERSION]		= "ipv4-version",
	[PZZ_FRAME_IP4_HEADER_LENGTH]	= "ipv4-header-length",
	[PZZ_FRAME_IP4_TOTAL_LENGTH]	= "ipv4-total-length",
	[PZZ_FRAME_IP4_CHECKSUM]	= "ipv4-checksum",
	[PZZ_FRAME_IP4_FRAGMENT]	= "ipv4-fragment",
	[PZZ_FRAME_IP4_OPTIONS]		= "ipv4-options",
	[PZZ_FRAME_IP4_SOURCE_ROUTE]	= "ipv4-source-route",
	[PZZ_FRAME_IP4_SOURCE]		= "ipv4-source",
	[PZZ_FRAME_IP6_SHORT]		= "ipv6-short",
	[PZZ_FRAME_IP6_VERSION]		= "ipv6-version",
	[PZZ_FRAME_IP6_LENGTH]		= "ipv6-length",
	[PZZ_FRAME_IP6_JUMBO]		= "ipv6-jumbogram",
	[PZZ_FRAME_IP6_SOURCE]		= "ipv6-source",
	[PZZ_FRAME_IP6_DESTINATION]	= "ipv6-destination",
	[PZZ_FRAME_IP6_HEADER]		= "ipv6-header",
	[PZZ_FRAME_IP6_ORDER]		= "ipv6-order",
	[PZZ_FRAME_IP6_HEADERS]		= "ipv6-headers",
	[PZZ_FRAME_IP6_OPTION]		= "ipv6-option",
	[PZZ_FRAME_IP6_ROUTING]		= "ipv6-routing",
	[PZZ_FRAME_IP6_FRAGMENT]	= "ipv6-fragment",
	[PZZ_FRAME_L4_SHORT]		= "l4-short",
	[PZZ_FRAME_TCP_OFFSET]		= "tcp-offset",
	[PZZ_FRAME_TCP_CAST]		= "tcp-cast",
	[PZZ_FRAME_UDP_LENGTH]		= "udp-length",
};

static u8 cast_of(const u8 *mac)
{
	static const u8 broadcast[PZZ_MAC_LEN] = { 0xff, 0xff, 0xff, 0xff, 0xff, 0xff };

	if (!pzz_mac_is_group(mac))
		return PZZ_TO_HOST;
	return pzz_mac_equal(mac, broadcast) ? PZZ_TO_BROADCAST : PZZ_TO_MULTICAST;
}

/* A priority tag (VID 0) is as good as none; another VID is not ours (R1). */
static u8 skip_tags(struct pzz_frame *f)
{
	unsigned int tags = f->tagged;
	u16 type = pzz_be16(f->data + f->l3 - 2);

	if (f->tagged && (f->tci & VID_MASK))
		return PZZ_FRAME_VLAN;
	while (unlikely(type == PZZ_ETH_8021Q || type == PZZ_ETH_8021AD)) {
		if (tags++ == TAGS_MAX || f->len - f->l3 < TAG_LEN)
			return PZZ_FRAME_TAGS;
		if (pzz_be16(f->data + f->l3) & VID_MASK)
			return PZZ_FRAME_VLAN;
		type = pzz_be16(f->data + f->l3 + 2);
		f->l3 += TAG_LEN;
	}
	f->ethertype = type;
	return type < ETHERTYPE_MIN ? PZZ_FRAME_LLC : PZZ_FRAME_GOOD;
}

static u8 parse_ethernet(const struct pzz_conf *conf, struct pzz_frame *f)
{
	if (f->len < PZZ_ETH_HLEN)
		return PZZ_FRAME_SHORT;
	f->cast = cast_of(f->data);
	if (f->cast == PZZ_TO_HOST && !pzz_mac_equal(f->data, conf->mac))
		return PZZ_FRAME_OTHER_HOST;
	if (!pzz_mac_is_station(f->data + PZZ_MAC_LEN))
		return PZZ_FRAME_SOURCE_MAC;
	if (pzz_mac_equal(f->data + PZZ_MAC_LEN, conf->mac))
		return PZZ_FRAME_REFLECTED;
	f->l3 = PZZ_ETH_HLEN;
	return skip_tags(f);
}

/* A datagram to a group or to all, where no rule wants such: for a room? */
static noinline u8 for_rooms(const struct pzz_conf *conf, const struct pzz_frame *f)
{
	bool v4 = f->ethertype == PZZ_ETH_IPV4;
	u32 l4 = f->l3 + (v4 ? (f->data[f->l3] & 15) * 4U : PZZ_IPV6_HLEN), len;
	const u8 *udp = f->data + l4;
	u16 port;

	if (f->len < l4 + PZZ_UDP_HLEN)
		return PZZ_FRAME_GROUP;
	port = pzz_be16(udp + 2);
	if (port == PZZ_PORT_DHCP_CLIENT)
		return conf->dhcp && v4 ? PZZ_FRAME_GOOD : PZZ_FRAME_GROUP;
	if (!conf->names)
		return PZZ_FRAME_GROUP;
	if (port == PZZ_PORT_LLMNR)
		return PZZ_FRAME_GOOD;
	if (port != PZZ_PORT_MDNS)
		return PZZ_FRAME_GROUP;
	len = pzz_be16(udp + 4);
	if (len < PZZ_UDP_HLEN || len > f->len - l4)
		return PZZ_FRAME_GOOD;		/* to be told what is wrong with it */
	return pzz_mdns_is_foreign(conf, udp + PZZ_UDP_HLEN, len - PZZ_UDP_HLEN) ?
	       PZZ_FRAME_FOREIGN_NAME : PZZ_FRAME_GOOD;
}

/*
 * Most of what a sleeping host hears are datagrams to a group or to all. Where no
 * rule wants such, @proto, the offset of the protocol, and perhaps a name is all
 * that is looked at.
 */
static u8 check_group(const struct pzz_conf *conf, const struct pzz_frame *f, u32 proto)
{
	if (f->cast == PZZ_TO_HOST || conf->groups ||
	    f->len < f->l3 + PZZ_IPV4_HLEN + PZZ_UDP_HLEN ||
	    f->data[f->l3 + proto] != PZZ_IP_UDP)
		return PZZ_FRAME_GOOD;
	return unlikely(conf->names || conf->dhcp) ? for_rooms(conf, f) : PZZ_FRAME_GROUP;
}

/* Ports and connections that a configuration names. */
static u8 by_port(const struct pzz_conf *conf, struct pzz_frame *f, u8 reason)
{
	if (unlikely(conf->room[PZZ_ROOM_SIP]) && reason == PZZ_FRAME_GOOD &&
	    f->room == PZZ_ROOM_WAKE && pzz_sip_is_ours(conf, f))
		f->room = PZZ_ROOM_SIP;
	return reason;
}

u8 pzz_frame_parse(const struct pzz_conf *conf, struct pzz_frame *f)
{
	u8 reason = parse_ethernet(conf, f);

	if (reason != PZZ_FRAME_GOOD)
		return reason;
	f->room = PZZ_ROOM_WAKE;
	switch (f->ethertype) {
	case PZZ_ETH_ARP:
		f->room = PZZ_ROOM_ARP;
		return PZZ_FRAME_GOOD;
	case PZZ_ETH_IPV4:
		reason = check_group(conf, f, 9);
		return reason == PZZ_FRAME_GOOD ? by_port(conf, f, pzz_frame_ip4(f)) : reason;
	case PZZ_ETH_IPV6:
		reason = check_group(conf, f, 6);
		return reason == PZZ_FRAME_GOOD ? by_port(conf, f, pzz_frame_ip6(f)) : reason;
	case PZZ_ETH_LLDP:
		f->room = PZZ_ROOM_LLDP;
		break;
	}
	return PZZ_FRAME_GOOD;
}

/*
 * RFC 1122 3.3.6 and 4.2.3.10: TCP in a broadcast or multicast, of either layer,
 * is silently discarded. UDP is not: Magic Packets come so.
 */
static u8 parse_tcp(struct pzz_frame *f, const u8 *tcp)
{
	static const u8 broadcast[PZZ_IPV4_LEN] = { 255, 255, 255, 255 };
	unsigned int len = f->family == 4 ? PZZ_IPV4_LEN : PZZ_IPV6_LEN;
	u32 hlen;

	if (f->l4_len < PZZ_TCP_HLEN)
		return PZZ_FRAME_L4_SHORT;
	if (f->cast != PZZ_TO_HOST || pzz_ip_is_multicast(f->dst, len) ||
	    (f->family == 4 && pzz_ip_equal(f->dst, broadcast, len)))
		return PZZ_FRAME_TCP_CAST;
	if (pzz_ip_is_zero(f->src, len))
		return f->family == 4 ? PZZ_FRAME_IP4_SOURCE : PZZ_FRAME_IP6_SOURCE;
	hlen = (tcp[12] >> 4) * 4U;
	if (hlen < PZZ_TCP_HLEN || hlen > f->l4_len)
		return PZZ_FRAME_TCP_OFFSET;
	return PZZ_FRAME_GOOD;
}

static u8 parse_udp(const struct pzz_frame *f, const u8 *udp)
{
	u16 len;

	if (f->l4_len < PZZ_UDP_HLEN)
		return PZZ_FRAME_L4_SHORT;
	len = pzz_be16(udp + 4);
	return len < PZZ_UDP_HLEN || len > f->l4_len ? PZZ_FRAME_UDP_LENGTH : PZZ_FRAME_GOOD;
}

static u8 parse_icmp(struct pzz_frame *f, const u8 *icmp)
{
	if (f->l4_len < PZZ_ICMP_HLEN)
		return PZZ_FRAME_L4_SHORT;
	if (icmp[0] == PZZ_ICMP_ECHO)
		f->room = PZZ_ROOM_ECHO;
	return PZZ_FRAME_GOOD;
}

static u8 parse_icmpv6(struct pzz_frame *f, const u8 *icmp)
{
	if (f->l4_len < PZZ_ICMP_HLEN)
		return PZZ_FRAME_L4_SHORT;
	switch (icmp[0]) {
	case PZZ_ICMPV6_ECHO:
		f->room = PZZ_ROOM_ECHO;
		break;
	case PZZ_ICMPV6_NS:
	case PZZ_ICMPV6_NA:
		f->room = PZZ_ROOM_NDP;
		break;
	case PZZ_ICMPV6_MLD_QUERY:
	case PZZ_ICMPV6_MLD_REPORT:
		f->room = PZZ_ROOM_MLD;
		break;
	case PZZ_ICMPV6_RA:
		f->room = PZZ_ROOM_RA;
		break;
	}
	return PZZ_FRAME_GOOD;
}

static u8 parse_other(struct pzz_frame *f)
{
	if (f->l4_proto == PZZ_IP_IGMP && f->family == 4)
		f->room = PZZ_ROOM_IGMP;
	return PZZ_FRAME_GOOD;
}

u8 pzz_frame_l4(struct pzz_frame *f)
{
	const u8 *l4 = f->data + f->l4;
	u8 reason;

	if (f->l4_proto == PZZ_IP_ICMP && f->family == 4)
		return parse_icmp(f, l4);
	if (f->l4_proto == PZZ_IP_ICMPV6 && f->family == 6)
		return parse_icmpv6(f, l4);
	if (f->l4_proto == PZZ_IP_TCP)
		reason = parse_tcp(f, l4);
	else if (f->l4_proto == PZZ_IP_UDP)
		reason = parse_udp(f, l4);
	else
		return parse_other(f);

	if (reason != PZZ_FRAME_GOOD)
		return reason;
	f->sport = pzz_be16(l4);
	f->dport = pzz_be16(l4 + 2);
	if (f->l4_proto == PZZ_IP_UDP && f->dport == PZZ_PORT_MDNS)
		f->room = PZZ_ROOM_MDNS;
	else if (f->l4_proto == PZZ_IP_UDP && f->dport == PZZ_PORT_LLMNR)
		f->room = PZZ_ROOM_LLMNR;
	else if (f->l4_proto == PZZ_IP_UDP && f->dport == PZZ_PORT_DHCP_CLIENT && f->family == 4)
		f->room = PZZ_ROOM_DHCP;
	return reason;
}

const struct pzz_room pzz_frame_room = {
	.name = "frame",
	.clauses = "6.1 R1, 7.2 R36-R38; IEEE 802.1Q, RFC 791, 1122, 5095, 6946, 8200",
	.host_stack = true,
	.reasons = reasons,
	.n_reasons = PZZ_FRAME_REASONS,
};
