/* SPDX-License-Identifier: GPL-2.0 */
/* Read by vectors.c only. */
#include "arp/arp.h"

static const struct pzz_setup arp_defend = {
	V_SETUP, .arp = { .enable = true, .conflict = PROXZZZY_CONFLICT_DEFEND },
};

static const struct pzz_setup arp_ignore = {
	V_SETUP, .arp = { .enable = true, .conflict = PROXZZZY_CONFLICT_IGNORE },
};

static const struct pzz_setup arp_wake = {
	V_SETUP, .arp = { .enable = true, .conflict = PROXZZZY_CONFLICT_WAKE },
};

static const struct pzz_setup arp_announce = {
	V_SETUP,
	.arp = { .enable = true, .conflict = PROXZZZY_CONFLICT_DEFEND, .announce = 100 },
};

static const struct pzz_setup arp_off = { V_SETUP };

#define OUTCOME(array, set, what, title) \
	.name = (title), .setup = &arp_##set, PZZ_FRAME(arp_##array), .verdict = PZZ_##what
#define REPLIES(array, set, why, answer, title) \
	OUTCOME(array, set, REPLY, title), .room = PZZ_ROOM_ARP, .reason = PZZ_ARP_##why, \
	PZZ_ANSWER(arp_##answer)
#define IGNORES(array, set, why, title) \
	OUTCOME(array, set, IGNORE, title), .room = PZZ_ROOM_ARP, .reason = PZZ_ARP_##why
#define WAKES(array, set, why, title) \
	OUTCOME(array, set, WAKE, title), .room = PZZ_ROOM_ARP, .reason = PZZ_ARP_##why
/* Not this room's: wake/ has no use for it either. */
#define LEAVES(array, set, title) \
	OUTCOME(array, set, IGNORE, title), .room = PZZ_ROOM_WAKE, .reason = PZZ_ANY_REASON

static const u8 arp_broadcast[] = {
	V_BROADCAST, V_PEER_MAC, 0x08, 0x06,
	0, 0x01, 0x08, 0, 0x06, 0x04, 0, 0x01,
	V_PEER_MAC, V_PEER_IP,
	V_ZERO_MAC, V_HOST_IP,
};

static const u8 arp_reply[] = {
	V_PEER_MAC, V_HOST_MAC, 0x08, 0x06,
	0, 0x01, 0x08, 0, 0x06, 0x04, 0, 0x02,
	V_HOST_MAC, V_HOST_IP,
	V_PEER_MAC, V_PEER_IP,
};

static const u8 arp_unicast[] = {
	V_HOST_MAC, V_PEER_MAC, 0x08, 0x06,
	0, 0x01, 0x08, 0, 0x06, 0x04, 0, 0x01,
	V_PEER_MAC, V_PEER_IP,
	V_ZERO_MAC, V_HOST_IP,
};

static const u8 arp_unicast_refresh[] = {
	V_HOST_MAC, V_PEER_MAC, 0x08, 0x06,
	0, 0x01, 0x08, 0, 0x06, 0x04, 0, 0x01,
	V_PEER_MAC, V_PEER_IP,
	V_HOST_MAC, V_HOST_IP,
};

static const u8 arp_probe[] = {
	V_BROADCAST, V_PEER_MAC, 0x08, 0x06,
	0, 0x01, 0x08, 0, 0x06, 0x04, 0, 0x01,
	V_PEER_MAC, V_ZERO_IP,
	V_ZERO_MAC, V_HOST_IP,
};

static const u8 arp_probe_reply[] = {
	V_PEER_MAC, V_HOST_MAC, 0x08, 0x06,
	0, 0x01, 0x08, 0, 0x06, 0x04, 0, 0x02,
	V_HOST_MAC, V_HOST_IP,
	V_PEER_MAC, V_ZERO_IP,
};

static const u8 arp_second[] = {
	V_BROADCAST, V_PEER_MAC, 0x08, 0x06,
	0, 0x01, 0x08, 0, 0x06, 0x04, 0, 0x01,
	V_PEER_MAC, V_PEER_IP,
	V_ZERO_MAC, V_HOST_IP2,
};

static const u8 arp_second_reply[] = {
	V_PEER_MAC, V_HOST_MAC, 0x08, 0x06,
	0, 0x01, 0x08, 0, 0x06, 0x04, 0, 0x02,
	V_HOST_MAC, V_HOST_IP2,
	V_PEER_MAC, V_PEER_IP,
};

static const u8 arp_link_local[] = {
	V_BROADCAST, V_PEER_MAC, 0x08, 0x06,
	0, 0x01, 0x08, 0, 0x06, 0x04, 0, 0x01,
	V_PEER_MAC, 0xa9, 0xfe, 0x09, 0x09,
	V_ZERO_MAC, V_HOST_LLA,
};

static const u8 arp_link_local_reply[] = {
	V_BROADCAST, V_HOST_MAC, 0x08, 0x06,
	0, 0x01, 0x08, 0, 0x06, 0x04, 0, 0x02,
	V_HOST_MAC, V_HOST_LLA,
	V_PEER_MAC, 0xa9, 0xfe, 0x09, 0x09,
};

static const u8 arp_link_local_probe[] = {
	V_BROADCAST, V_PEER_MAC, 0x08, 0x06,
	0, 0x01, 0x08, 0, 0x06, 0x04, 0, 0x01,
	V_PEER_MAC, V_ZERO_IP,
	V_ZERO_MAC, V_HOST_LLA,
};

static const u8 arp_link_local_probe_reply[] = {
	V_BROADCAST, V_HOST_MAC, 0x08, 0x06,
	0, 0x01, 0x08, 0, 0x06, 0x04, 0, 0x02,
	V_HOST_MAC, V_HOST_LLA,
	V_PEER_MAC, V_ZERO_IP,
};

static const u8 arp_padded[] = {
	V_BROADCAST, V_PEER_MAC, 0x08, 0x06,
	0, 0x01, 0x08, 0, 0x06, 0x04, 0, 0x01,
	V_PEER_MAC, V_PEER_IP,
	V_ZERO_MAC, V_HOST_IP,
	0xa5, 0xa5, 0xa5, 0xa5, 0xa5, 0xa5, 0xa5, 0xa5, 0xa5, 0xa5, 0xa5, 0xa5, 0xa5, 0xa5,
	0xa5, 0xa5, 0xa5, 0xa5,
};

static const u8 arp_two_macs[] = {
	V_BROADCAST, V_OTHER_MAC, 0x08, 0x06,
	0, 0x01, 0x08, 0, 0x06, 0x04, 0, 0x01,
	V_PEER_MAC, V_PEER_IP,
	V_ZERO_MAC, V_HOST_IP,
};

static const u8 arp_not_ours[] = {
	V_BROADCAST, V_PEER_MAC, 0x08, 0x06,
	0, 0x01, 0x08, 0, 0x06, 0x04, 0, 0x01,
	V_PEER_MAC, V_PEER_IP,
	V_ZERO_MAC, V_OTHER_IP,
};

static const u8 arp_zero_target[] = {
	V_BROADCAST, V_PEER_MAC, 0x08, 0x06,
	0, 0x01, 0x08, 0, 0x06, 0x04, 0, 0x01,
	V_PEER_MAC, V_PEER_IP,
	V_ZERO_MAC, V_ZERO_IP,
};

static const u8 arp_multicast[] = {
	0x01, 0, 0x5e, 0, 0, 0x01, V_PEER_MAC, 0x08, 0x06,
	0, 0x01, 0x08, 0, 0x06, 0x04, 0, 0x01,
	V_PEER_MAC, V_PEER_IP,
	V_ZERO_MAC, V_HOST_IP,
};

static const u8 arp_reply_to_us[] = {
	V_HOST_MAC, V_PEER_MAC, 0x08, 0x06,
	0, 0x01, 0x08, 0, 0x06, 0x04, 0, 0x02,
	V_PEER_MAC, V_PEER_IP,
	V_HOST_MAC, V_HOST_IP,
};

static const u8 arp_htype[] = {
	V_BROADCAST, V_PEER_MAC, 0x08, 0x06,
	0, 0x06, 0x08, 0, 0x06, 0x04, 0, 0x01,
	V_PEER_MAC, V_PEER_IP,
	V_ZERO_MAC, V_HOST_IP,
};

static const u8 arp_ptype[] = {
	V_BROADCAST, V_PEER_MAC, 0x08, 0x06,
	0, 0x01, 0x86, 0xdd, 0x06, 0x04, 0, 0x01,
	V_PEER_MAC, V_PEER_IP,
	V_ZERO_MAC, V_HOST_IP,
};

static const u8 arp_hlen[] = {
	V_BROADCAST, V_PEER_MAC, 0x08, 0x06,
	0, 0x01, 0x08, 0, 0x08, 0x04, 0, 0x01,
	V_PEER_MAC, V_PEER_IP,
	V_ZERO_MAC, V_HOST_IP,
};

static const u8 arp_hlen_zero[] = {
	V_BROADCAST, V_PEER_MAC, 0x08, 0x06,
	0, 0x01, 0x08, 0, 0, 0x04, 0, 0x01,
	V_PEER_MAC, V_PEER_IP,
	V_ZERO_MAC, V_HOST_IP,
};

static const u8 arp_plen[] = {
	V_BROADCAST, V_PEER_MAC, 0x08, 0x06,
	0, 0x01, 0x08, 0, 0x06, 0x10, 0, 0x01,
	V_PEER_MAC, V_PEER_IP,
	V_ZERO_MAC, V_HOST_IP,
};

static const u8 arp_op_zero[] = {
	V_BROADCAST, V_PEER_MAC, 0x08, 0x06,
	0, 0x01, 0x08, 0, 0x06, 0x04, 0, 0,
	V_PEER_MAC, V_PEER_IP,
	V_ZERO_MAC, V_HOST_IP,
};

static const u8 arp_op_rarp[] = {
	V_BROADCAST, V_PEER_MAC, 0x08, 0x06,
	0, 0x01, 0x08, 0, 0x06, 0x04, 0, 0x03,
	V_PEER_MAC, V_PEER_IP,
	V_ZERO_MAC, V_HOST_IP,
};

static const u8 arp_op_high[] = {
	V_BROADCAST, V_PEER_MAC, 0x08, 0x06,
	0, 0x01, 0x08, 0, 0x06, 0x04, 0x01, 0x01,
	V_PEER_MAC, V_PEER_IP,
	V_ZERO_MAC, V_HOST_IP,
};

static const u8 arp_cut[] = {
	V_BROADCAST, V_PEER_MAC, 0x08, 0x06,
	0, 0x01, 0x08, 0, 0x06, 0x04, 0, 0x01,
	V_PEER_MAC, V_PEER_IP,
	V_ZERO_MAC, 0xc0, 0, 0x02,
};

static const u8 arp_header_only[] = {
	V_BROADCAST, V_PEER_MAC, 0x08, 0x06,
	0, 0x01, 0x08, 0, 0x06, 0x04, 0, 0x01,
};

static const u8 arp_sha_broadcast[] = {
	V_BROADCAST, V_PEER_MAC, 0x08, 0x06,
	0, 0x01, 0x08, 0, 0x06, 0x04, 0, 0x01,
	V_BROADCAST, V_PEER_IP,
	V_ZERO_MAC, V_HOST_IP,
};

static const u8 arp_sha_multicast[] = {
	V_BROADCAST, V_PEER_MAC, 0x08, 0x06,
	0, 0x01, 0x08, 0, 0x06, 0x04, 0, 0x01,
	0x01, 0, 0x5e, 0, 0, 0x01, V_PEER_IP,
	V_ZERO_MAC, V_HOST_IP,
};

static const u8 arp_sha_zero[] = {
	V_BROADCAST, V_PEER_MAC, 0x08, 0x06,
	0, 0x01, 0x08, 0, 0x06, 0x04, 0, 0x01,
	V_ZERO_MAC, V_PEER_IP,
	V_ZERO_MAC, V_HOST_IP,
};

static const u8 arp_spa_broadcast[] = {
	V_BROADCAST, V_PEER_MAC, 0x08, 0x06,
	0, 0x01, 0x08, 0, 0x06, 0x04, 0, 0x01,
	V_PEER_MAC, 0xff, 0xff, 0xff, 0xff,
	V_ZERO_MAC, V_HOST_IP,
};

static const u8 arp_spa_multicast[] = {
	V_BROADCAST, V_PEER_MAC, 0x08, 0x06,
	0, 0x01, 0x08, 0, 0x06, 0x04, 0, 0x01,
	V_PEER_MAC, 0xe0, 0, 0, 0xfb,
	V_ZERO_MAC, V_HOST_IP,
};

static const u8 arp_spa_loopback[] = {
	V_BROADCAST, V_PEER_MAC, 0x08, 0x06,
	0, 0x01, 0x08, 0, 0x06, 0x04, 0, 0x01,
	V_PEER_MAC, 0x7f, 0, 0, 0x01,
	V_ZERO_MAC, V_HOST_IP,
};

static const u8 arp_reflected[] = {
	V_BROADCAST, V_PEER_MAC, 0x08, 0x06,
	0, 0x01, 0x08, 0, 0x06, 0x04, 0, 0x01,
	V_HOST_MAC, V_HOST_IP,
	V_ZERO_MAC, V_HOST_IP,
};

static const u8 arp_gratuitous[] = {
	V_BROADCAST, V_PEER_MAC, 0x08, 0x06,
	0, 0x01, 0x08, 0, 0x06, 0x04, 0, 0x01,
	V_PEER_MAC, V_HOST_IP,
	V_ZERO_MAC, V_HOST_IP,
};

static const u8 arp_announcement[] = {
	V_BROADCAST, V_HOST_MAC, 0x08, 0x06,
	0, 0x01, 0x08, 0, 0x06, 0x04, 0, 0x01,
	V_HOST_MAC, V_HOST_IP,
	V_ZERO_MAC, V_HOST_IP,
};

static const u8 arp_gratuitous_reply[] = {
	V_BROADCAST, V_PEER_MAC, 0x08, 0x06,
	0, 0x01, 0x08, 0, 0x06, 0x04, 0, 0x02,
	V_PEER_MAC, V_HOST_IP2,
	V_BROADCAST, V_HOST_IP2,
};

static const u8 arp_gratuitous_reply_reply[] = {
	V_BROADCAST, V_HOST_MAC, 0x08, 0x06,
	0, 0x01, 0x08, 0, 0x06, 0x04, 0, 0x01,
	V_HOST_MAC, V_HOST_IP2,
	V_ZERO_MAC, V_HOST_IP2,
};

static const u8 arp_conflict_request[] = {
	V_BROADCAST, V_PEER_MAC, 0x08, 0x06,
	0, 0x01, 0x08, 0, 0x06, 0x04, 0, 0x01,
	V_PEER_MAC, V_HOST_IP,
	V_ZERO_MAC, V_OTHER_IP,
};

static const u8 arp_conflict_for_us[] = {
	V_HOST_MAC, V_PEER_MAC, 0x08, 0x06,
	0, 0x01, 0x08, 0, 0x06, 0x04, 0, 0x01,
	V_PEER_MAC, V_HOST_IP,
	V_ZERO_MAC, V_HOST_IP2,
};

static const u8 arp_conflict_link_local[] = {
	V_BROADCAST, V_PEER_MAC, 0x08, 0x06,
	0, 0x01, 0x08, 0, 0x06, 0x04, 0, 0x01,
	V_PEER_MAC, V_HOST_LLA,
	V_ZERO_MAC, V_HOST_LLA,
};

static const u8 arp_conflict_link_local_reply[] = {
	V_BROADCAST, V_HOST_MAC, 0x08, 0x06,
	0, 0x01, 0x08, 0, 0x06, 0x04, 0, 0x01,
	V_HOST_MAC, V_HOST_LLA,
	V_ZERO_MAC, V_HOST_LLA,
};

static const struct pzz_vector arp_vectors[] = {
	{ REPLIES(broadcast, defend, ANSWERED, reply,
		"request to the broadcast MAC [R18 R20 R22]") },
	{ REPLIES(unicast, defend, ANSWERED, reply, "request to our MAC [R19 R22]") },
	{ REPLIES(unicast_refresh, defend, ANSWERED, reply,
		"request to our MAC with ours as target [R19]") },
	{ REPLIES(probe, defend, PROBE_ANSWERED, probe_reply, "probe [R21 ACD]") },
	{ REPLIES(second, defend, ANSWERED, second_reply,
		"request for the second address [R20 C5]") },
	{ REPLIES(link_local, defend, ANSWERED, link_local_reply,
		"request for a link-local address is answered to all [LLA]") },
	{ REPLIES(link_local_probe, defend, PROBE_ANSWERED, link_local_probe_reply,
		"probe for a link-local address [R21 LLA]") },
	{ REPLIES(padded, defend, ANSWERED, reply, "padding behind the request is not read") },
	{ REPLIES(two_macs, defend, ANSWERED, reply,
		"sender MAC that is not the source of the frame: RFC 826 asks the packet") },
	{ IGNORES(not_ours, defend, NOT_OURS, "request for another address [R20]") },
	{ IGNORES(zero_target, defend, NOT_OURS, "request for the address zero") },
	{ IGNORES(multicast, defend, MULTICAST, "request to a multicast MAC [R18]") },
	{ IGNORES(reply_to_us, defend, REPLY, "reply to somebody") },
	{ IGNORES(htype, defend, HEADER, "hardware type is not Ethernet [R36]") },
	{ IGNORES(ptype, defend, HEADER, "protocol type is not IPv4 [R36]") },
	{ IGNORES(hlen, defend, HEADER, "hardware address length is 8 [R36]") },
	{ IGNORES(hlen_zero, defend, HEADER, "hardware address length is 0 [R36]") },
	{ IGNORES(plen, defend, HEADER, "protocol address length is 16 [R36]") },
	{ IGNORES(op_zero, defend, OPERATION, "operation 0 [R36]") },
	{ IGNORES(op_rarp, defend, OPERATION, "operation is RARP [R36]") },
	{ IGNORES(op_high, defend, OPERATION, "operation 257 is not 1 [R36]") },
	{ IGNORES(cut, defend, SHORT, "one byte is missing [R36]") },
	{ IGNORES(header_only, defend, SHORT, "header only [R36]") },
	{ IGNORES(sha_broadcast, defend, SENDER_MAC, "sender MAC is broadcast [R36]") },
	{ IGNORES(sha_multicast, defend, SENDER_MAC, "sender MAC is multicast [R36]") },
	{ IGNORES(sha_zero, defend, SENDER_MAC, "sender MAC is zero [R36]") },
	{ IGNORES(spa_broadcast, defend, SENDER_IP, "sender IP is broadcast [R36]") },
	{ IGNORES(spa_multicast, defend, SENDER_IP, "sender IP is multicast [R36]") },
	{ IGNORES(spa_loopback, defend, SENDER_IP, "sender IP is loopback [R36]") },
	{ IGNORES(reflected, defend, REFLECTED,
		"our own announcement comes back through another station [ACD]") },
	{ REPLIES(gratuitous, defend, DEFENDED, announcement,
		"gratuitous request of another MAC, defended [R24 ACD LLA]") },
	{ REPLIES(gratuitous_reply, defend, DEFENDED, gratuitous_reply_reply,
		"gratuitous reply of another MAC, defended [R24 ACD]") },
	{ REPLIES(conflict_request, defend, DEFENDED, announcement,
		"conflicting request for another address [R24 ACD]") },
	{ REPLIES(conflict_for_us, defend, DEFENDED, announcement,
		"conflicting request for our address is not answered [R24 ACD]") },
	{ REPLIES(conflict_link_local, defend, DEFENDED, conflict_link_local_reply,
		"conflict for the link-local address, defended [LLA]") },
	{ IGNORES(gratuitous, ignore, CONFLICT, "conflict that is to be ignored [R24]") },
	{ WAKES(gratuitous, wake, CONFLICT, "conflict that is to wake [R24]") },
	{ WAKES(gratuitous_reply, wake, CONFLICT, "conflicting reply that is to wake [R24]") },
	{ REPLIES(probe, wake, PROBE_ANSWERED, probe_reply,
		"probe for our address is no conflict [R21 R24]") },
	{ REPLIES(broadcast, announce, ANSWERED, reply,
		"request while addresses are announced [R18]") },
	{ LEAVES(broadcast, off, "request while ARP is off") },
};

#undef OUTCOME
#undef REPLIES
#undef IGNORES
#undef WAKES
#undef LEAVES
