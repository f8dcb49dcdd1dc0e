/* SPDX-License-Identifier: GPL-2.0 */
/* Read by vectors.c only. What is well-formed shows by being answered, or by waking. */
#include "frame/frame.h"

static const struct pzz_rule frame_rules[] = {
	{
		.id = 1,
		.kind = PROXZZZY_KIND_TCP_SYN,
		.limit = { 12, 60, 6 },
	},
};

static const struct pzz_setup frame_setup = {
	V_SETUP,
	.n_rules = PZZ_COUNT(frame_rules),
	.rules = frame_rules,
	.arp.enable = true,
	.ndp.enable = true,
	.echo = { .enable = true, .limit = { 10, 1, 10 } },
};

#include "frame/vectors_ethernet.h"
#include "frame/vectors_ip4.h"
#include "frame/vectors_l4.h"
#include "frame/vectors_ip6.h"

#define OUTCOME(array, what, title) \
	.name = (title), .setup = &frame_setup, PZZ_FRAME(frame_##array), .verdict = PZZ_##what
#define REPLIES(array, who, answer, title) \
	OUTCOME(array, REPLY, title), .room = PZZ_ROOM_##who, .reason = PZZ_ANY_REASON, \
	PZZ_ANSWER(frame_##answer)
#define IGNORES(array, why, title) \
	OUTCOME(array, IGNORE, title), .room = PZZ_ROOM_FRAME, .reason = PZZ_FRAME_##why
#define WAKES(array, title) \
	OUTCOME(array, WAKE, title), .room = PZZ_ROOM_WAKE, .reason = PZZ_ANY_REASON
#define PASSES(array, title) \
	OUTCOME(array, PASS, title), .room = PZZ_ROOM_FRAME, .reason = PZZ_FRAME_HOST_STACK
#define LEAVES(array, title) \
	OUTCOME(array, IGNORE, title), .room = PZZ_ROOM_WAKE, .reason = PZZ_ANY_REASON

static const struct pzz_vector frame_vectors[] = {
	{ IGNORES(short, SHORT, "13 bytes [R36]") },
	{ IGNORES(other_host, OTHER_HOST, "to another host") },
	{ IGNORES(source_multicast, SOURCE_MAC, "from a multicast MAC [R36]") },
	{ IGNORES(source_broadcast, SOURCE_MAC, "from the broadcast MAC [R36]") },
	{ IGNORES(source_zero, SOURCE_MAC, "from the MAC zero [R36]") },
	{ IGNORES(reflected, REFLECTED, "from our own MAC") },
	{ REPLIES(tag, ARP, arp_reply, "priority tag in band [R1]") },
	{ REPLIES(tag_ad, ARP, arp_reply, "802.1ad priority tag in band [R1]") },
	{ REPLIES(two_tags, ARP, arp_reply, "two priority tags in band [R1]") },
	{ REPLIES(arp, ARP, arp_reply,
		"priority tag that the device took off [R1]"), .tagged = true, .tci = 0xa000 },
	{ REPLIES(tag, ARP, arp_reply,
		"one taken off and one in band [R1]"), .tagged = true, .tci = 0xe000 },
	{ IGNORES(vlan, VLAN, "a VLAN in band [R1]") },
	{ IGNORES(vlan_inner, VLAN, "a VLAN behind a priority tag [R1]") },
	{ IGNORES(arp, VLAN,
		"a VLAN that the device took off [R1]"), .tagged = true, .tci = 0x0005 },
	{ IGNORES(three_tags, TAGS, "three tags [R1]") },
	{ IGNORES(two_tags_q, TAGS,
		"two tags behind one that was taken off [R1]"), .tagged = true, .tci = 0xa000 },
	{ IGNORES(tag_cut, TAGS, "a tag that is cut off [R1 R36]") },
	{ IGNORES(llc, LLC, "an LLC frame [R1]") },
	{ IGNORES(llc_tagged, LLC, "a tagged LLC frame [R1]") },
	{ LEAVES(unknown_type, "an unknown EtherType [R1]") },
	{ LEAVES(bare_type, "an EtherType and nothing else [R1]") },
	{ IGNORES(ip4_short, IP4_SHORT, "IPv4 header of 19 bytes [R36]") },
	{ IGNORES(ip4_nothing, IP4_SHORT, "IPv4 EtherType and nothing else [R36]") },
	{ IGNORES(ip4_version, IP4_VERSION, "IPv4 version 5 [R36]") },
	{ IGNORES(ip4_version_6, IP4_VERSION, "IPv4 version 6 in an IPv4 frame [R36]") },
	{ IGNORES(ip4_ihl_small, IP4_HEADER_LENGTH, "IPv4 IHL 4 [R36]") },
	{ IGNORES(ip4_ihl_zero, IP4_HEADER_LENGTH, "IPv4 IHL 0 [R36]") },
	{ IGNORES(ip4_ihl_big, IP4_HEADER_LENGTH, "IPv4 IHL beyond the frame [R36]") },
	{ IGNORES(ip4_total_small, IP4_TOTAL_LENGTH, "IPv4 total length smaller than IHL [R36]") },
	{ IGNORES(ip4_total_zero, IP4_TOTAL_LENGTH, "IPv4 total length 0 [R36]") },
	{ IGNORES(ip4_total_big, IP4_TOTAL_LENGTH, "IPv4 total length one too many [R36]") },
	{ IGNORES(ip4_checksum, IP4_CHECKSUM, "IPv4 header checksum wrong [R36]") },
	{ IGNORES(ip4_checksum_options, IP4_CHECKSUM,
		"IPv4 checksum of a header with options wrong [R36]") },
	{ IGNORES(ip4_fragment_first, IP4_FRAGMENT, "IPv4 first fragment [R37]") },
	{ IGNORES(ip4_fragment_later, IP4_FRAGMENT,
		"IPv4 later fragment that looks like a SYN [R37]") },
	{ IGNORES(ip4_fragment_last, IP4_FRAGMENT,
		"IPv4 last fragment that looks like a SYN [R37]") },
	{ IGNORES(ip4_fragment_far, IP4_FRAGMENT, "IPv4 fragment with the largest offset [R37]") },
	{ REPLIES(ip4_df, ECHO, ip4_reply, "IPv4 don't fragment is no fragment [R37]") },
	{ IGNORES(ip4_lsrr, IP4_SOURCE_ROUTE, "IPv4 loose source route [R38]") },
	{ IGNORES(ip4_ssrr, IP4_SOURCE_ROUTE, "IPv4 strict source route [R38]") },
	{ IGNORES(ip4_lsrr_done, IP4_SOURCE_ROUTE, "IPv4 source route that is used up [R38]") },
	{ IGNORES(ip4_lsrr_behind, IP4_SOURCE_ROUTE, "IPv4 source route behind others [R38]") },
	{ IGNORES(ip4_lsrr_last, IP4_SOURCE_ROUTE, "IPv4 source route as the last byte [R38]") },
	{ REPLIES(ip4_lsrr_after_end, ECHO, ip4_reply,
		"IPv4 source route behind the end of options") },
	{ REPLIES(ip4_router_alert, ECHO, ip4_reply, "IPv4 Router Alert stays [R38]") },
	{ REPLIES(ip4_timestamp, ECHO, ip4_reply, "IPv4 timestamp and record route stay [R38]") },
	{ IGNORES(ip4_option_zero, IP4_OPTIONS, "IPv4 option of length 0 [R36]") },
	{ IGNORES(ip4_option_one, IP4_OPTIONS, "IPv4 option of length 1 [R36]") },
	{ IGNORES(ip4_option_beyond, IP4_OPTIONS, "IPv4 option beyond the header [R36]") },
	{ IGNORES(ip4_option_cut, IP4_OPTIONS, "IPv4 option without a length [R36]") },
	{ IGNORES(ip4_from_multicast, IP4_SOURCE, "IPv4 from multicast [R36]") },
	{ IGNORES(ip4_from_broadcast, IP4_SOURCE, "IPv4 from broadcast [R36]") },
	{ IGNORES(ip4_from_loopback, IP4_SOURCE, "IPv4 from loopback [R36]") },
	{ IGNORES(ip4_land, IP4_SOURCE, "IPv4 from the address that it goes to [R36]") },
	{ REPLIES(ip4_padded, ECHO, ip4_reply_empty, "IPv4 Ethernet padding is not payload") },
	{ LEAVES(ip4_unknown, "IPv4 protocol that nobody knows") },
	{ LEAVES(ip4_empty, "IPv4 without payload") },
	{ LEAVES(ip4_icmp6, "ICMPv6 in IPv4 is not ICMPv6") },
	{ WAKES(tcp, "TCP SYN [R30]") },
	{ WAKES(tcp6, "TCP SYN over IPv6 [R30]") },
	{ IGNORES(tcp_short, L4_SHORT, "TCP of 19 bytes [R36]") },
	{ IGNORES(tcp_offset_small, TCP_OFFSET, "TCP data offset 4 [R36]") },
	{ IGNORES(tcp_offset_big, TCP_OFFSET, "TCP data offset beyond the segment [R36]") },
	{ IGNORES(tcp_ethernet_broadcast, TCP_CAST, "TCP SYN in an Ethernet broadcast") },
	{ IGNORES(tcp_ethernet_multicast, TCP_CAST, "TCP SYN in an Ethernet multicast") },
	{ IGNORES(tcp_ip_broadcast, TCP_CAST, "TCP SYN to the broadcast address") },
	{ IGNORES(tcp_ip_multicast, TCP_CAST, "TCP SYN to a multicast address") },
	{ IGNORES(tcp6_ethernet_multicast, TCP_CAST,
		"TCP SYN over IPv6 in an Ethernet multicast") },
	{ IGNORES(tcp_from_zero, IP4_SOURCE, "TCP SYN from the address zero") },
	{ IGNORES(tcp6_from_zero, IP6_SOURCE, "TCP SYN from the IPv6 address zero") },
	{ LEAVES(udp, "UDP") },
	{ IGNORES(udp_from_zero, GROUP, "UDP to all, which no rule wants") },
	{ IGNORES(udp_cast, GROUP, "UDP to our address in a broadcast that no rule wants") },
	{ IGNORES(udp_short, L4_SHORT, "UDP of 7 bytes [R36]") },
	{ IGNORES(udp_length_small, UDP_LENGTH, "UDP length 7 [R36]") },
	{ IGNORES(udp_length_zero, UDP_LENGTH, "UDP length 0 [R36]") },
	{ IGNORES(udp_length_big, UDP_LENGTH, "UDP length beyond the packet [R36]") },
	{ IGNORES(icmp_short, L4_SHORT, "ICMP of 7 bytes [R36]") },
	{ IGNORES(icmp6_short, L4_SHORT, "ICMPv6 of 7 bytes [R36]") },
	{ IGNORES(ip6_short, IP6_SHORT, "IPv6 header of 39 bytes [R36]") },
	{ IGNORES(ip6_version, IP6_VERSION, "IPv6 version 4 [R36]") },
	{ IGNORES(ip6_length, IP6_LENGTH, "IPv6 payload length one too many [R36]") },
	{ REPLIES(ip6_padded, ECHO, ip6_reply_empty, "IPv6 Ethernet padding is not payload") },
	{ IGNORES(ip6_jumbo_zero, IP6_JUMBO,
		"IPv6 payload length 0 and hop-by-hop is a jumbogram") },
	{ IGNORES(ip6_jumbo, IP6_JUMBO, "IPv6 jumbo payload option") },
	{ IGNORES(ip6_from_multicast, IP6_SOURCE, "IPv6 from multicast [R36]") },
	{ IGNORES(ip6_from_loopback, IP6_SOURCE, "IPv6 from loopback [R36]") },
	{ IGNORES(ip6_land, IP6_SOURCE, "IPv6 from the address that it goes to [R36]") },
	{ IGNORES(ip6_to_zero, IP6_DESTINATION, "IPv6 to the unspecified address [R36]") },
	{ IGNORES(ip6_to_loopback, IP6_DESTINATION, "IPv6 to loopback [R36]") },
	{ REPLIES(ip6_hop_by_hop, ECHO, ip6_reply, "IPv6 hop-by-hop [R29]") },
	{ REPLIES(ip6_router_alert, ECHO, ip6_reply,
		"IPv6 hop-by-hop with Router Alert and padding [R29]") },
	{ REPLIES(ip6_dest_opts, ECHO, ip6_reply, "IPv6 destination options of 16 bytes [R29]") },
	{ REPLIES(ip6_chain, ECHO, ip6_reply,
		"IPv6 hop-by-hop, destination options, routing, destination options [R29]") },
	{ REPLIES(ip6_eight, ECHO, ip6_reply, "IPv6 eight headers") },
	{ IGNORES(ip6_nine, IP6_HEADERS, "IPv6 nine headers [R36]") },
	{ IGNORES(ip6_order, IP6_ORDER, "IPv6 hop-by-hop that is not first [R36]") },
	{ IGNORES(ip6_order_twice, IP6_ORDER, "IPv6 hop-by-hop twice [R36]") },
	{ IGNORES(ip6_header_cut, IP6_HEADER, "IPv6 extension header that is cut off [R36]") },
	{ IGNORES(ip6_header_beyond, IP6_HEADER,
		"IPv6 extension header beyond the payload [R36]") },
	{ IGNORES(ip6_header_huge, IP6_HEADER, "IPv6 extension header of 2048 bytes [R36]") },
	{ IGNORES(ip6_header_padding, IP6_HEADER,
		"IPv6 extension header in the Ethernet padding [R36]") },
	{ REPLIES(ip6_option_skip, ECHO, ip6_reply, "IPv6 unknown option to be skipped [R29]") },
	{ IGNORES(ip6_option_discard, IP6_OPTION, "IPv6 unknown option 0x5e [R36]") },
	{ IGNORES(ip6_option_discard_and_say, IP6_OPTION, "IPv6 unknown option 0x9e [R36]") },
	{ IGNORES(ip6_option_discard_unicast, IP6_OPTION, "IPv6 unknown option 0xde [R36]") },
	{ IGNORES(ip6_option_beyond, IP6_OPTION, "IPv6 option beyond its header [R36]") },
	{ IGNORES(ip6_option_cut, IP6_OPTION, "IPv6 option without a length [R36]") },
	{ REPLIES(ip6_option_empty, ECHO, ip6_reply,
		"IPv6 option that ends the header without data [R29]") },
	{ REPLIES(ip6_routing_done, ECHO, ip6_reply,
		"IPv6 routing header that is used up [R29]") },
	{ IGNORES(ip6_routing, IP6_ROUTING, "IPv6 routing header with segments left [R38]") },
	{ IGNORES(ip6_routing_0, IP6_ROUTING, "IPv6 routing header of type 0 [R38]") },
	{ IGNORES(ip6_fragment_first, IP6_FRAGMENT, "IPv6 first fragment") },
	{ IGNORES(ip6_fragment_later, IP6_FRAGMENT, "IPv6 later fragment that looks like a SYN") },
	{ REPLIES(ip6_atomic, ECHO, ip6_reply, "IPv6 atomic fragment [R29]") },
	{ REPLIES(ip6_atomic_reserved, ECHO, ip6_reply,
		"IPv6 atomic fragment with reserved bits") },
	{ REPLIES(ip6_ah, ECHO, ip6_reply, "IPv6 authentication header, by its own unit [R29]") },
	{ IGNORES(ip6_ah_beyond, IP6_HEADER,
		"IPv6 authentication header beyond the payload [R36]") },
	{ WAKES(ip6_syn_behind, "IPv6 SYN behind destination options [R29 R30]") },
	{ PASSES(igmp_query, "IGMP query goes to the host's stack") },
	{ PASSES(mld_query, "MLD query goes to the host's stack") },
	{ PASSES(router_advertisement, "Router Advertisement goes to the host's stack") },
	{ LEAVES(ip6_esp, "IPv6 encrypted payload that looks like a SYN") },
	{ LEAVES(ip6_none, "IPv6 no next header, and a SYN behind it") },
	{ LEAVES(ip6_empty, "IPv6 without payload") },
	{ LEAVES(ip6_icmp4, "ICMP in IPv6 is not ICMP") },
};

#undef OUTCOME
#undef REPLIES
#undef IGNORES
#undef WAKES
#undef PASSES
#undef LEAVES
