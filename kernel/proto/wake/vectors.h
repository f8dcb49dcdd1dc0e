/* SPDX-License-Identifier: GPL-2.0 */
/* What wakes and what does not. The frames are in the files that this one includes. */
#ifndef PZZ_WAKE_VECTORS_H
#define PZZ_WAKE_VECTORS_H

#include "pzz_vector.h"
#include "wake/wake.h"

#define WAKE_SYNC	0xff, 0xff, 0xff, 0xff, 0xff, 0xff
#define WAKE_MAC_4	V_HOST_MAC, V_HOST_MAC, V_HOST_MAC, V_HOST_MAC
#define WAKE_MAC_16	WAKE_MAC_4, WAKE_MAC_4, WAKE_MAC_4, WAKE_MAC_4
#define WAKE_OTHER_4	V_OTHER_MAC, V_OTHER_MAC, V_OTHER_MAC, V_OTHER_MAC
#define WAKE_OTHER_16	WAKE_OTHER_4, WAKE_OTHER_4, WAKE_OTHER_4, WAKE_OTHER_4

#define WAKE_0_16	0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0

/* Headers whose other bytes are always the same, checksums as they are on the wire */
#define WAKE_ETH(type_hi, type_lo)	V_HOST_MAC, V_PEER_MAC, type_hi, type_lo
#define WAKE_IP4(len, proto, csum_hi, csum_lo) \
	0x45, 0x00, 0x00, len, 0x12, 0x34, 0x00, 0x00, 64, proto, csum_hi, csum_lo
#define WAKE_IP6(len, next)	0x60, 0x00, 0x00, 0x00, 0x00, len, next, 64
#define WAKE_TCP(port_hi, port_lo, offset, flags, csum_hi, csum_lo) \
	0x9c, 0x40, port_hi, port_lo, 0x01, 0x02, 0x03, 0x04, 0x00, 0x00, 0x00, 0x00, \
	offset, flags, 0xfa, 0xf0, csum_hi, csum_lo, 0x00, 0x00

#include "wake/vectors_syn.h"
#include "wake/vectors_syn_behind.h"
#include "wake/vectors_l4.h"
#include "wake/vectors_magic.h"
#include "wake/vectors_l2.h"

#define WAKE_RULE(n, what)	.id = (n), .kind = PROXZZZY_KIND_ ## what
#define WAKE_NET(...)		{ .ip = { 4, { __VA_ARGS__ } }, .bits = 24 }

static const struct pzz_rule wake_rules_all[] = {
	{ WAKE_RULE(10, TCP_SYN), .port = 22, .from = WAKE_NET(198, 51, 100),
	  .action = PROXZZZY_ACTION_IGNORE, .label = "not from the laboratory" },
	{ WAKE_RULE(20, TCP_SYN), .port = 22, .limit = { 12, 60, 6 }, .label = "ssh" },
	{ WAKE_RULE(30, TCP_SYN), .port = 8000, .port_to = 8010 },
	{ WAKE_RULE(40, TCP_SYN), .port = 443, .to = WAKE_NET(203, 0, 113) },
	{ WAKE_RULE(50, UDP), .port = 5000 },
	{ WAKE_RULE(60, UDP), .port = 5001,
	  .to = { .ip = { 4, { 224, 0, 0, 251 } }, .bits = 32 } },
	{ WAKE_RULE(70, TCP_DATA), .port = 22 },
	{ WAKE_RULE(80, MAGIC) },
	{ WAKE_RULE(90, EAPOL) },
};

static const struct pzz_rule wake_rules_prefix[] = {
	{ WAKE_RULE(1, TCP_SYN), .port = 80, .from = WAKE_NET(10, 1, 2) },
	{ WAKE_RULE(2, TCP_SYN), .from = { .ip = { 4, { 10, 1 } }, .bits = 16 },
	  .action = PROXZZZY_ACTION_IGNORE },
	{ WAKE_RULE(3, TCP_SYN), .port = 80, .from = { .ip = { 4, { 10 } }, .bits = 8 } },
	{ WAKE_RULE(4, TCP_SYN), .port = 65000, .port_to = 65535 },
	{ WAKE_RULE(5, TCP_SYN), .port = 80,
	  .from = { .ip = { 16, { 0x20, 0x01, 0x0d, 0xb8, 0, 7 } }, .bits = 61 } },
};

static const struct pzz_rule wake_rules_any[] = {
	{ WAKE_RULE(1, TCP_SYN) },
};

static const struct pzz_rule wake_rules_secure[] = {
	{ WAKE_RULE(1, MAGIC), .password_len = 6,
	  .password = { 0x13, 0x37, 0xc0, 0xff, 0xee, 0x00 } },
	{ WAKE_RULE(2, MAGIC), .password_len = 4, .password = { 192, 168, 77, 1 } },
};

static const struct pzz_rule wake_rules_anywhere[] = {
	{ WAKE_RULE(1, MAGIC), .anywhere = true },
};

static const struct pzz_rule wake_rules_bytes[] = {
	{ WAKE_RULE(1, BYTES), .offset = 16, .pattern_len = 4,
	  .pattern = { 0xca, 0xfe, 0xba, 0xbe }, .mask = { 0xff, 0xff, 0xff, 0xff } },
	{ WAKE_RULE(2, BYTES), .offset = 16, .pattern_len = 4,
	  .pattern = { 0xca, 0xf0, 0x00, 0xbe }, .mask = { 0xff, 0xf1, 0x00, 0xff } },
	{ WAKE_RULE(3, BYTES), .offset = 10, .pattern_len = 5,
	  .pattern = { 0xab, 0xcd, 0x88, 0xb6, 0x42 },
	  .mask = { 0xff, 0xff, 0xff, 0xff, 0xff } },
	{ WAKE_RULE(4, BYTES), .offset = 38, .pattern_len = 4,
	  .pattern = { 192, 0, 2, 200 }, .mask = { 0xff, 0xff, 0xff, 0xff } },
	{ WAKE_RULE(5, BYTES), .offset = 12, .pattern_len = 3,
	  .pattern = { 0x88, 0x8e, 0x02 }, .mask = { 0xff, 0xff, 0xff } },
	{ WAKE_RULE(6, EAPOL) },
	{ WAKE_RULE(7, BYTES), .offset = 12, .pattern_len = 2,
	  .pattern = { 0x88, 0x8e }, .mask = { 0xff, 0xff } },
};

#define WAKE_SETUP(name) \
	static const struct pzz_setup wake_setup_ ## name = { \
		V_SETUP, .arp.enable = true, .echo.limit = { 0, 1, 1 }, \
		.n_rules = PZZ_COUNT(wake_rules_ ## name), .rules = wake_rules_ ## name, \
	}

WAKE_SETUP(all);
WAKE_SETUP(prefix);
WAKE_SETUP(any);
WAKE_SETUP(secure);
WAKE_SETUP(anywhere);
WAKE_SETUP(bytes);

static const struct pzz_setup wake_setup_none = { V_SETUP, .echo.limit = { 0, 1, 1 } };

#define OUTCOME(array, set, what, who, why, index, title) \
	.name = (title), .setup = &wake_setup_ ## set, PZZ_FRAME(wake_ ## array), \
	.verdict = (what), .room = PZZ_ROOM_ ## who, .reason = (why), .rule = (index)
#define WAKES(array, set, why, index, title) \
	OUTCOME(array, set, PZZ_WAKE, WAKE, PZZ_WAKE_ ## why, index, title)
#define IGNORED(array, set, why, index, title) \
	OUTCOME(array, set, PZZ_IGNORE, WAKE, PZZ_WAKE_ ## why, index, title)
#define SLEEPS(array, set, why, title) \
	IGNORED(array, set, why, PZZ_NO_RULE, title)
#define UNSEEN(array, set, who, title) \
	OUTCOME(array, set, PZZ_IGNORE, who, PZZ_ANY_REASON, PZZ_NO_RULE, title)

static const struct pzz_vector wake_vectors[] = {
	{ WAKES(syn, all, TCP_SYN, 1, "a SYN wakes [R30 R35]") },
	{ WAKES(syn_second_address, all, TCP_SYN, 1,
		"a SYN to the second address of the interface wakes [R30]") },
	{ WAKES(syn_link_local4, all, TCP_SYN, 1,
		"a SYN to a link-local IPv4 address wakes [R30]") },
	{ WAKES(syn_ecn, all, TCP_SYN, 1, "a SYN that offers ECN (ECE and CWR) wakes [R30]") },
	{ WAKES(syn_urg_psh, all, TCP_SYN, 1, "a SYN with PSH and URG wakes [R30]") },
	{ WAKES(syn_data, all, TCP_SYN, 1, "a SYN with data (RFC 7413) wakes [R30]") },
	{ WAKES(syn_no_options, all, TCP_SYN, 1, "a SYN without TCP options wakes [R30]") },
	{ SLEEPS(syn_ack, all, NO_RULE,
		"a SYN with ACK answers something; it does not wake [R30]") },
	{ SLEEPS(syn_rst, all, NO_RULE, "a SYN with RST does not wake [R30]") },
	{ SLEEPS(syn_fin, all, NO_RULE, "a SYN with FIN does not wake [R30]") },
	{ SLEEPS(tcp_null, all, NO_RULE, "a segment without flags does not wake") },
	{ SLEEPS(tcp_xmas, all, NO_RULE, "a segment with FIN, PSH and URG does not wake") },
	{ SLEEPS(tcp_rst, all, NO_RULE, "a RST does not wake") },
	{ SLEEPS(syn_bad_checksum, all, BAD_CHECKSUM,
		"a SYN with a bad checksum does not wake [R36]") },
	{ SLEEPS(syn_zero_checksum, all, BAD_CHECKSUM, "TCP has no zero for no checksum [R36]") },
	{ WAKES(syn_offloaded, all, TCP_SYN, 1,
		"a checksum that the NIC verified is not looked at [R30]"),
	  .l4_verified = true },
	{ WAKES(syn_odd_length, all, TCP_SYN, 1, "the checksum of a SYN of odd length [R30]") },
	{ SLEEPS(syn_port_0, all, BAD_SOURCE, "a SYN from port 0 does not wake [R36]") },
	{ SLEEPS(syn_from_class_e, all, BAD_SOURCE, "a SYN from 240.0.0.1 does not wake [R36]") },
	{ SLEEPS(syn_from_net_0, all, BAD_SOURCE, "a SYN from 0.1.2.3 does not wake [R36]") },
	{ UNSEEN(syn_from_nowhere, all, FRAME, "a SYN from 0.0.0.0 does not wake [R36]") },
	{ UNSEEN(syn_from_group, all, FRAME,
		"a SYN from a multicast address does not wake [R36]") },
	{ UNSEEN(syn_land, all, FRAME,
		"a SYN from the address it goes to (LAND) does not wake [R36]") },
	{ UNSEEN(syn_broadcast, all, FRAME, "a SYN in a broadcast does not wake [R36]") },
	{ UNSEEN(syn_group_mac, all, FRAME, "a SYN to a group MAC does not wake [R36]") },
	{ UNSEEN(syn_to_broadcast_ip, any, FRAME, "a SYN to 255.255.255.255 does not wake [R36]") },
	{ SLEEPS(syn_other_address, all, NO_RULE,
		"a SYN to an address that is not proxied does not wake [R30]") },
	{ SLEEPS(syn_other_port, all, NO_RULE,
		"a SYN to a port without a rule does not wake [R30]") },
	{ SLEEPS(syn_no_rules, none, NO_RULE, "without a rule nothing wakes") },
	{ WAKES(syn_any, any, TCP_SYN, 0, "a rule for every SYN [R30]") },
	{ WAKES(syn_any6, any, TCP_SYN, 0, "a rule for every SYN is one for IPv6 too [R30]") },
	{ SLEEPS(syn_any_other, any, NO_RULE,
		"a rule for every SYN is one for proxied addresses only [R30]") },
	{ WAKES(syn_ip_options, all, TCP_SYN, 1,
		"IPv4 options stand before the SYN, whose ports are behind them [R30]") },
	{ WAKES(syn_router_alert, all, TCP_SYN, 1, "a SYN behind Router Alert [R30]") },
	{ SLEEPS(options_like_syn, all, NO_RULE,
		"what looks like a SYN to port 22 in the options is none") },
	{ UNSEEN(syn_source_route, all, FRAME,
		"a SYN with a loose source route does not wake [R38]") },
	{ UNSEEN(syn_first_fragment, all, FRAME,
		"the first fragment of a SYN does not wake [R37]") },
	{ UNSEEN(syn_later_fragment, all, FRAME,
		"a later fragment whose payload looks like a SYN does not wake [R37]") },
	{ UNSEEN(syn_cut, all, FRAME,
		"a TCP header that the IP length cuts off does not wake [R36]") },
	{ UNSEEN(syn_offset_4, all, FRAME, "a data offset of 4 does not wake [R36]") },
	{ UNSEEN(syn_offset_beyond, all, FRAME,
		"a data offset beyond the segment does not wake [R36]") },
	{ UNSEEN(syn_bad_ip_checksum, all, FRAME,
		"a SYN with a bad IPv4 header checksum does not wake [R36]") },
	{ WAKES(syn_padding, all, TCP_SYN, 1, "Ethernet padding is no part of the SYN [R30]") },
	{ WAKES(syn_priority_tag, all, TCP_SYN, 1, "a SYN with a priority tag wakes [R1 R30]") },
	{ WAKES(syn_priority_taken, all, TCP_SYN, 1,
		"a SYN whose priority tag the NIC took off wakes [R1 R30]"),
	  .tagged = true, .tci = 0xa000 },
	{ UNSEEN(syn_vlan, all, FRAME, "a SYN of another VLAN does not wake [R1]") },
	{ SLEEPS(syn_7999, all, NO_RULE, "ports 8000 to 8010: 7999 is out [R30]") },
	{ WAKES(syn_8000, all, TCP_SYN, 2, "ports 8000 to 8010: 8000 is in [R30]") },
	{ WAKES(syn_8005, all, TCP_SYN, 2, "ports 8000 to 8010: 8005 is in [R30]") },
	{ WAKES(syn_8010, all, TCP_SYN, 2, "ports 8000 to 8010: 8010 is in [R30]") },
	{ SLEEPS(syn_8011, all, NO_RULE, "ports 8000 to 8010: 8011 is out [R30]") },
	{ SLEEPS(syn_64999, prefix, NO_RULE, "ports 65000 to 65535: 64999 is out [R30]") },
	{ WAKES(syn_65000, prefix, TCP_SYN, 3, "ports 65000 to 65535: 65000 is in [R30]") },
	{ WAKES(syn_65535, prefix, TCP_SYN, 3, "ports 65000 to 65535: 65535 is in [R30]") },
	{ IGNORED(syn_ignored, all, RULE_IGNORED, 0,
		"an IGNORE rule before the WAKE rule: its source does not wake [R30]") },
	{ IGNORED(syn_ignored_last, all, RULE_IGNORED, 0,
		"the last address of the IGNORE rule's prefix [R30]") },
	{ WAKES(syn_not_ignored, all, TCP_SYN, 1,
		"the first address behind the IGNORE rule's prefix wakes [R30]") },
	{ IGNORED(syn_ignored_bad_checksum, all, RULE_IGNORED, 0,
		"what is ignored anyway costs no checksum") },
	{ WAKES(syn_inner_prefix, prefix, TCP_SYN, 0,
		"overlapping prefixes: the innermost comes first [R30]") },
	{ IGNORED(syn_middle_prefix, prefix, RULE_IGNORED, 1,
		"overlapping prefixes: around it is ignored [R30]") },
	{ IGNORED(syn_middle_port, prefix, RULE_IGNORED, 1,
		"the middle prefix is ignored on every port [R30]") },
	{ WAKES(syn_outer_prefix, prefix, TCP_SYN, 2,
		"overlapping prefixes: the outermost wakes again [R30]") },
	{ SLEEPS(syn_no_prefix, prefix, NO_RULE, "outside of all prefixes [R30]") },
	{ WAKES(syn_to_prefix, all, TCP_SYN, 3,
		"a rule with a destination needs no proxied address [R30]") },
	{ SLEEPS(syn_to_prefix_ours, all, NO_RULE,
		"a rule with a destination is for no other address, our own included [R30]") },
	{ WAKES(syn6, all, TCP_SYN, 1, "an IPv6 SYN wakes [R30]") },
	{ WAKES(syn6_temporary, all, TCP_SYN, 1, "a SYN to a temporary IPv6 address wakes [R30]") },
	{ WAKES(syn6_link_local, all, TCP_SYN, 1,
		"a SYN to the link-local IPv6 address wakes [R30]") },
	{ SLEEPS(syn6_other, all, NO_RULE,
		"an IPv6 SYN to an address that is not proxied does not wake [R30]") },
	{ WAKES(syn6_extensions, all, TCP_SYN, 1,
		"a SYN behind hop-by-hop and destination options [R30]") },
	{ WAKES(syn6_atomic, all, TCP_SYN, 1, "a SYN in an atomic fragment (RFC 6946) [R30]") },
	{ UNSEEN(syn6_first_fragment, all, FRAME,
		"the first fragment of an IPv6 SYN does not wake [R36]") },
	{ UNSEEN(syn6_later_fragment, all, FRAME,
		"a later IPv6 fragment that looks like a SYN does not wake [R36]") },
	{ UNSEEN(syn6_routing_0, all, FRAME,
		"a SYN behind routing header 0 (RFC 5095) does not wake [R36]") },
	{ SLEEPS(syn6_bad_checksum, all, BAD_CHECKSUM,
		"an IPv6 SYN with a bad checksum does not wake [R36]") },
	{ WAKES(syn6_prefix, prefix, TCP_SYN, 4,
		"an IPv6 source prefix of 61 bits: its last address [R30]") },
	{ SLEEPS(syn6_prefix_out, prefix, NO_RULE,
		"an IPv6 source prefix of 61 bits: the address behind it [R30]") },
	{ WAKES(udp, all, UDP, 4, "a datagram wakes [WAKE-UDP]") },
	{ WAKES(udp6, all, UDP, 4, "an IPv6 datagram wakes [WAKE-UDP]") },
	{ SLEEPS(udp_other_port, all, NO_RULE,
		"a datagram to a port without a rule does not wake [WAKE-UDP]") },
	{ SLEEPS(udp_bad_checksum, all, BAD_CHECKSUM,
		"a datagram with a bad checksum does not wake [R36]") },
	{ WAKES(udp_no_checksum, all, UDP, 4,
		"IPv4 allows a datagram without checksum [WAKE-UDP]") },
	{ SLEEPS(udp6_no_checksum, all, BAD_CHECKSUM,
		"IPv6 does not allow one without (RFC 8200 8.1) [R36]") },
	{ WAKES(udp_port_0, all, UDP, 4, "a datagram that wants no answer wakes [WAKE-UDP]") },
	{ WAKES(udp_empty, all, UDP, 4, "an empty datagram wakes [WAKE-UDP]") },
	{ WAKES(udp_short, all, UDP, 4,
		"behind the UDP length is nobody's data, and not in the checksum [WAKE-UDP]") },
	{ UNSEEN(udp_long, all, FRAME, "a UDP length beyond the packet does not wake [R36]") },
	{ SLEEPS(udp_broadcast, all, NO_RULE,
		"a broadcast does not match a rule without destination [WAKE-UDP]") },
	{ SLEEPS(udp_broadcast_mac, all, NO_RULE,
		"our address in a broadcast is not for us (RFC 1122 3.3.6) [WAKE-UDP]") },
	{ WAKES(udp_group, all, UDP, 5,
		"a datagram to a group that the rule names wakes [WAKE-UDP]") },
	{ SLEEPS(udp_other_group, all, NO_RULE,
		"a datagram to another group does not [WAKE-UDP]") },
	{ WAKES(data, all, TCP_DATA, 6, "a segment with payload wakes [WAKE-DATA]") },
	{ WAKES(data6, all, TCP_DATA, 6, "an IPv6 segment with payload wakes [WAKE-DATA]") },
	{ WAKES(data_options, all, TCP_DATA, 6,
		"the payload begins behind the TCP options [WAKE-DATA]") },
	{ SLEEPS(data_none, all, NO_RULE,
		"options alone are no payload: a keep-alive [WAKE-DATA]") },
	{ SLEEPS(data_padding, all, NO_RULE,
		"Ethernet padding is no payload: a keep-alive [WAKE-DATA]") },
	{ WAKES(data_fin, all, TCP_DATA, 6, "the last payload, with FIN, wakes [WAKE-DATA]") },
	{ SLEEPS(data_fin_none, all, NO_RULE, "a FIN without payload does not [WAKE-DATA]") },
	{ SLEEPS(data_rst, all, NO_RULE, "payload of a RST does not wake [WAKE-DATA]") },
	{ SLEEPS(data_syn_ack, all, NO_RULE,
		"payload of a SYN with ACK does not wake [WAKE-DATA]") },
	{ SLEEPS(data_no_ack, all, NO_RULE, "payload without ACK does not wake [WAKE-DATA]") },
	{ SLEEPS(data_bad_checksum, all, BAD_CHECKSUM,
		"a segment with payload and a bad checksum does not wake [R36]") },
	{ WAKES(magic, all, MAGIC, 7, "a Magic Packet of EtherType 0x0842 wakes [R31]") },
	{ WAKES(magic_broadcast, all, MAGIC, 7,
		"a Magic Packet to the broadcast MAC address [R31]") },
	{ WAKES(magic_udp, all, MAGIC, 7,
		"a Magic Packet in UDP to port 9 of 255.255.255.255 [R31]") },
	{ WAKES(magic_udp_subnet, all, MAGIC, 7,
		"a Magic Packet in UDP to port 7 of the network's broadcast address [R31]") },
	{ WAKES(magic_udp_other, all, MAGIC, 7,
		"a Magic Packet in UDP to an address that is ours no longer [R31]") },
	{ WAKES(magic_udp_no_checksum, all, MAGIC, 7,
		"a Magic Packet in UDP without a checksum [R31]") },
	{ WAKES(magic_udp6, all, MAGIC, 7, "a Magic Packet in IPv6 UDP to all nodes [R31]") },
	{ WAKES(magic_inside, all, MAGIC, 7, "a Magic Packet between other bytes [R31]") },
	{ WAKES(magic_long_sync, all, MAGIC, 7, "a Magic Packet with eight bytes of ff [R31]") },
	{ WAKES(magic_17, all, MAGIC, 7, "a Magic Packet with 17 addresses [R31]") },
	{ WAKES(magic_second, all, MAGIC, 7,
		"a Magic Packet for another host, then one for us [R31]") },
	{ WAKES(magic_restart, all, MAGIC, 7, "a Magic Packet begun twice [R31]") },
	{ SLEEPS(magic_15, all, NO_RULE, "15 addresses are no Magic Packet [R31]") },
	{ SLEEPS(magic_15_more, all, NO_RULE,
		"15 addresses and another host's are no Magic Packet [R31]") },
	{ SLEEPS(magic_5_ff, all, NO_RULE, "five bytes of ff are no Magic Packet [R31]") },
	{ SLEEPS(magic_no_ff, all, NO_RULE, "16 addresses alone are no Magic Packet [R31]") },
	{ SLEEPS(magic_broken, all, NO_RULE,
		"a byte between the addresses is no Magic Packet [R31]") },
	{ SLEEPS(magic_broken_sync, all, NO_RULE,
		"a byte between ff and the addresses is no Magic Packet [R31]") },
	{ SLEEPS(magic_other, all, NO_RULE,
		"a Magic Packet for another host does not wake [R31]") },
	{ SLEEPS(magic_cut, all, NO_RULE,
		"a Magic Packet that the UDP length cuts off does not wake [R31]") },
	{ SLEEPS(magic_bad_checksum, all, BAD_CHECKSUM,
		"a Magic Packet in a datagram with a bad checksum does not wake [R31 R36]") },
	{ SLEEPS(magic_in_tcp, all, NO_RULE,
		"a Magic Packet in TCP does not wake, but for anywhere [R31]") },
	{ SLEEPS(magic_other_type, all, NO_RULE,
		"a Magic Packet in an unknown EtherType does not wake, but for anywhere [R31]") },
	{ SLEEPS(magic_dhcp, all, NO_RULE,
		"a DHCP DISCOVER with our address and ff in it is no Magic Packet [R31]") },
	{ WAKES(secure_6, secure, MAGIC, 0, "SecureOn: the right six bytes [R31]") },
	{ WAKES(secure_4, secure, MAGIC, 1, "SecureOn: the right four bytes [R31]") },
	{ WAKES(secure_4_more, secure, MAGIC, 1,
		"SecureOn: four bytes, and others behind them [R31]") },
	{ SLEEPS(secure_wrong, secure, BAD_PASSWORD, "SecureOn: a wrong password [R31]") },
	{ SLEEPS(secure_missing, secure, BAD_PASSWORD, "SecureOn: no password [R31]") },
	{ SLEEPS(secure_cut, secure, BAD_PASSWORD, "SecureOn: three of four bytes [R31]") },
	{ SLEEPS(secure_beyond, secure, BAD_PASSWORD,
		"SecureOn: the last byte is behind the UDP length [R31]") },
	{ SLEEPS(secure_shifted, secure, BAD_PASSWORD,
		"SecureOn: the password not directly behind [R31]") },
	{ WAKES(secure_second, secure, MAGIC, 0,
		"SecureOn: a wrong password first, then the right one [R31]") },
	{ WAKES(anywhere_tcp, anywhere, MAGIC, 0, "a Magic Packet anywhere: in TCP [R31]") },
	{ WAKES(anywhere_type, anywhere, MAGIC, 0,
		"a Magic Packet anywhere: in an unknown EtherType [R31]") },
	{ WAKES(anywhere_echo, anywhere, MAGIC, 0,
		"a Magic Packet anywhere: in an echo request that nobody answers [R31]") },
	{ WAKES(anywhere_0842, anywhere, MAGIC, 0,
		"a Magic Packet anywhere: in EtherType 0x0842 [R31]") },
	{ UNSEEN(anywhere_ill_formed, anywhere, FRAME,
		"a Magic Packet anywhere, but not in an ill-formed frame [R31 R36]") },
	{ WAKES(eapol, all, EAPOL, 8, "EAP-Request/Identity to the PAE group wakes [R4]") },
	{ WAKES(eapol_padding, all, EAPOL, 8,
		"EAP-Request/Identity, padded to 60 bytes, wakes [R4]") },
	{ WAKES(eapol_unicast, all, EAPOL, 8,
		"EAP-Request/Identity to our own address wakes [R4]") },
	{ WAKES(eapol_text, all, EAPOL, 8,
		"EAP-Request/Identity with a message (RFC 3748 5.1) wakes [R4]") },
	{ SLEEPS(eapol_other_group, all, NO_RULE,
		"EAP-Request/Identity to another group does not wake [R4]") },
	{ SLEEPS(eapol_start, all, NO_RULE, "EAPOL-Start does not wake [R4]") },
	{ SLEEPS(eapol_key, all, NO_RULE,
		"an EAPOL-Key whose body looks like a request does not wake [R4]") },
	{ SLEEPS(eapol_response, all, NO_RULE, "EAP-Response/Identity does not wake [R4]") },
	{ SLEEPS(eapol_md5, all, NO_RULE, "EAP-Request/MD5-Challenge does not wake [R4]") },
	{ SLEEPS(eapol_success, all, NO_RULE, "EAP-Success does not wake [R4]") },
	{ SLEEPS(eapol_no_type, all, NO_RULE,
		"an EAP length of 4 has no type and does not wake [R4 R36]") },
	{ SLEEPS(eapol_eap_beyond, all, NO_RULE,
		"an EAP length beyond the body does not wake [R4 R36]") },
	{ SLEEPS(eapol_body_beyond, all, NO_RULE,
		"an EAPOL length beyond the frame does not wake [R4 R36]") },
	{ SLEEPS(eapol_cut, all, NO_RULE, "an EAP header that is cut off does not wake [R4 R36]") },
	{ WAKES(bytes, bytes, BYTES, 0, "bytes: at an offset of an unknown EtherType") },
	{ SLEEPS(bytes_differ, bytes, NO_RULE, "bytes: one bit differs") },
	{ WAKES(bytes_masked, bytes, BYTES, 1, "bytes: bits outside the mask do not count") },
	{ SLEEPS(bytes_short, bytes, NO_RULE, "bytes: the frame ends before the pattern does") },
	{ WAKES(bytes_priority, bytes, BYTES, 0,
		"bytes: the offset is counted without a priority tag [R1]") },
	{ WAKES(bytes_two_tags, bytes, BYTES, 0,
		"bytes: the offset is counted without two tags [R1]") },
	{ WAKES(bytes_across, bytes, BYTES, 2,
		"bytes: from the source address to the EtherType and on") },
	{ WAKES(bytes_across_tag, bytes, BYTES, 2,
		"bytes: from the source address around a tag to the EtherType [R1]") },
	{ SLEEPS(bytes_tag_itself, bytes, NO_RULE, "bytes: the tag itself is not matched [R1]") },
	{ WAKES(bytes_arp, bytes, BYTES, 3, "bytes: of a frame that another room ignored") },
	{ UNSEEN(bytes_arp_not, bytes, ARP,
		"bytes: another room's frame that does not match stays its own") },
	{ WAKES(bytes_before_eapol, bytes, BYTES, 4, "bytes: a rule before the one for eapol") },
	{ WAKES(bytes_behind_eapol, bytes, EAPOL, 5,
		"bytes: a rule behind the one for eapol [R4]") },
	{ WAKES(bytes_not_eapol, bytes, BYTES, 6,
		"bytes: a rule behind the one for eapol, which does not match") },
	{ UNSEEN(bytes_llc, bytes, FRAME, "bytes: not of an LLC frame [R1]") },
};

#undef OUTCOME
#undef WAKES
#undef IGNORED
#undef SLEEPS
#undef UNSEEN

#endif /* PZZ_WAKE_VECTORS_H */
