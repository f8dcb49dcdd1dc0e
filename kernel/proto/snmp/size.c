// SPDX-License-Identifier: GPL-2.0
/* How long an answer is, and how long it may be. */
#include "snmp/snmp.h"

#define UDP_PAYLOAD_MAX	(0xffff - PZZ_UDP_HLEN)

u32 pzz_snmp_pdu_size(const struct pzz_snmp_request *req, u32 index, u32 list)
{
	return 2 + (u32)pzz_left(&req->id) + 3 + 2 + pzz_ber_u32_len(index) +
	       pzz_ber_head_len(list) + list;
}

u32 pzz_snmp_message_size(const struct pzz_snmp_request *req, u32 pdu)
{
	u32 community = (u32)pzz_left(&req->community);

	return 3 + pzz_ber_head_len(community) + community + pzz_ber_head_len(pdu) + pdu;
}

u32 pzz_snmp_size(const struct pzz_snmp_request *req, u32 index, u32 list)
{
	u32 message = pzz_snmp_message_size(req, pzz_snmp_pdu_size(req, index, list));

	return pzz_ber_head_len(message) + message;
}

u32 pzz_snmp_size_max(const struct pzz_setup *setup, u8 family)
{
	u32 head = PZZ_UDP_HLEN + (family == 4 ? PZZ_IPV4_HLEN : PZZ_IPV6_HLEN);
	u32 max = setup->mtu > head ? setup->mtu - head : 0;

	if (family == 4 && max > UDP_PAYLOAD_MAX - PZZ_IPV4_HLEN)
		max = UDP_PAYLOAD_MAX - PZZ_IPV4_HLEN;
	else if (max > UDP_PAYLOAD_MAX)
		max = UDP_PAYLOAD_MAX;
	return max < setup->snmp.message_max ? max : setup->snmp.message_max;
}
