/* SPDX-License-Identifier: GPL-2.0 */
/* Ethernet and its tags. Included by vectors.h. */

static const u8 frame_short[] = {
	0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x02, 0, 0x5e, 0x10, 0, 0x99, 0x08,
};

static const u8 frame_other_host[] = {
	V_OTHER_MAC, V_PEER_MAC, 0x08, 0x06,
	0, 0x01, 0x08, 0, 0x06, 0x04, 0, 0x01,
	V_PEER_MAC, V_PEER_IP,
	V_ZERO_MAC, V_HOST_IP,
};

static const u8 frame_source_multicast[] = {
	V_BROADCAST, 0x01, 0, 0x5e, 0, 0, 0x01, 0x08, 0x06,
	0, 0x01, 0x08, 0, 0x06, 0x04, 0, 0x01,
	V_PEER_MAC, V_PEER_IP,
	V_ZERO_MAC, V_HOST_IP,
};

static const u8 frame_source_broadcast[] = {
	V_BROADCAST, V_BROADCAST, 0x08, 0x06,
	0, 0x01, 0x08, 0, 0x06, 0x04, 0, 0x01,
	V_PEER_MAC, V_PEER_IP,
	V_ZERO_MAC, V_HOST_IP,
};

static const u8 frame_source_zero[] = {
	V_BROADCAST, V_ZERO_MAC, 0x08, 0x06,
	0, 0x01, 0x08, 0, 0x06, 0x04, 0, 0x01,
	V_PEER_MAC, V_PEER_IP,
	V_ZERO_MAC, V_HOST_IP,
};

static const u8 frame_reflected[] = {
	V_BROADCAST, V_HOST_MAC, 0x08, 0x06,
	0, 0x01, 0x08, 0, 0x06, 0x04, 0, 0x01,
	V_PEER_MAC, V_PEER_IP,
	V_ZERO_MAC, V_HOST_IP,
};

static const u8 frame_tag[] = {
	V_BROADCAST, V_PEER_MAC,
	0x81, 0, 0xa0, 0,
	0x08, 0x06,
	0, 0x01, 0x08, 0, 0x06, 0x04, 0, 0x01,
	V_PEER_MAC, V_PEER_IP,
	V_ZERO_MAC, V_HOST_IP,
};

static const u8 frame_arp_reply[] = {
	V_PEER_MAC, V_HOST_MAC, 0x08, 0x06,
	0, 0x01, 0x08, 0, 0x06, 0x04, 0, 0x02,
	V_HOST_MAC, V_HOST_IP,
	V_PEER_MAC, V_PEER_IP,
};

static const u8 frame_tag_ad[] = {
	V_BROADCAST, V_PEER_MAC,
	0x88, 0xa8, 0xa0, 0,
	0x08, 0x06,
	0, 0x01, 0x08, 0, 0x06, 0x04, 0, 0x01,
	V_PEER_MAC, V_PEER_IP,
	V_ZERO_MAC, V_HOST_IP,
};

static const u8 frame_two_tags[] = {
	V_BROADCAST, V_PEER_MAC,
	0x88, 0xa8, 0xa0, 0, 0x81, 0, 0xa0, 0,
	0x08, 0x06,
	0, 0x01, 0x08, 0, 0x06, 0x04, 0, 0x01,
	V_PEER_MAC, V_PEER_IP,
	V_ZERO_MAC, V_HOST_IP,
};

static const u8 frame_arp[] = {
	V_BROADCAST, V_PEER_MAC, 0x08, 0x06,
	0, 0x01, 0x08, 0, 0x06, 0x04, 0, 0x01,
	V_PEER_MAC, V_PEER_IP,
	V_ZERO_MAC, V_HOST_IP,
};

static const u8 frame_vlan[] = {
	V_BROADCAST, V_PEER_MAC,
	0x81, 0, 0xa0, 0x05,
	0x08, 0x06,
	0, 0x01, 0x08, 0, 0x06, 0x04, 0, 0x01,
	V_PEER_MAC, V_PEER_IP,
	V_ZERO_MAC, V_HOST_IP,
};

static const u8 frame_vlan_inner[] = {
	V_BROADCAST, V_PEER_MAC,
	0x88, 0xa8, 0xa0, 0, 0x81, 0, 0xa0, 0x05,
	0x08, 0x06,
	0, 0x01, 0x08, 0, 0x06, 0x04, 0, 0x01,
	V_PEER_MAC, V_PEER_IP,
	V_ZERO_MAC, V_HOST_IP,
};

static const u8 frame_three_tags[] = {
	V_BROADCAST, V_PEER_MAC,
	0x81, 0, 0xa0, 0, 0x81, 0, 0xa0, 0, 0x81, 0, 0xa0, 0,
	0x08, 0x06,
	0, 0x01, 0x08, 0, 0x06, 0x04, 0, 0x01,
	V_PEER_MAC, V_PEER_IP,
	V_ZERO_MAC, V_HOST_IP,
};

static const u8 frame_two_tags_q[] = {
	V_BROADCAST, V_PEER_MAC,
	0x81, 0, 0xa0, 0, 0x81, 0, 0xa0, 0,
	0x08, 0x06,
	0, 0x01, 0x08, 0, 0x06, 0x04, 0, 0x01,
	V_PEER_MAC, V_PEER_IP,
	V_ZERO_MAC, V_HOST_IP,
};

static const u8 frame_tag_cut[] = {
	0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x02, 0, 0x5e, 0x10, 0, 0x99, 0x81, 0, 0xa0, 0,
	0x08,
};

static const u8 frame_llc[] = {
	0x01, 0x80, 0xc2, 0, 0, 0, V_PEER_MAC, 0, 0x26,
	0x42, 0x42, 0x03, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
	0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
};

static const u8 frame_llc_tagged[] = {
	V_BROADCAST, V_PEER_MAC,
	0x81, 0, 0xa0, 0,
	0, 0x26,
	0x42, 0x42, 0x03, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
	0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
};

static const u8 frame_unknown_type[] = {
	V_BROADCAST, V_PEER_MAC, 0x88, 0xb5,
	0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
	0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
};

static const u8 frame_bare_type[] = {
	V_BROADCAST, V_PEER_MAC, 0x88, 0xb5,
};
