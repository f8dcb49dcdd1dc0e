// SPDX-License-Identifier: GPL-2.0
/* Every protocol there is. A new one is a folder, two lines in pzz_engine.h and one here. */
#include "pzz_engine.h"

const struct pzz_room *const pzz_rooms[PZZ_ROOMS] = {
	[PZZ_ROOM_FRAME]	= &pzz_frame_room,
	[PZZ_ROOM_ARP]		= &pzz_arp_room,
	[PZZ_ROOM_NDP]		= &pzz_ndp_room,
	[PZZ_ROOM_ECHO]		= &pzz_echo_room,
	[PZZ_ROOM_IGMP]		= &pzz_igmp_room,
	[PZZ_ROOM_MLD]		= &pzz_mld_room,
	[PZZ_ROOM_MDNS]		= &pzz_mdns_room,
	[PZZ_ROOM_LLMNR]	= &pzz_llmnr_room,
	[PZZ_ROOM_SNMP]		= &pzz_snmp_room,
	[PZZ_ROOM_TEREDO]	= &pzz_teredo_room,
	[PZZ_ROOM_LLDP]		= &pzz_lldp_room,
	[PZZ_ROOM_DHCP]		= &pzz_dhcp_room,
	[PZZ_ROOM_RA]		= &pzz_ra_room,
	[PZZ_ROOM_SIP]		= &pzz_sip_room,
	[PZZ_ROOM_WAKE]		= &pzz_wake_room,
};
