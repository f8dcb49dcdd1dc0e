// SPDX-License-Identifier: GPL-2.0
#include "arp/arp.h"
#include "pzz_writer.h"

enum { REQUEST = 1, REPLY = 2 };

static void put_header(u8 *mem, const u8 *mac, u8 op)
{
	static const u8 fixed[] = { 0x08, 0x06, 0, 1, 0x08, 0x00, PZZ_MAC_LEN, PZZ_IPV4_LEN, 0 };

	memcpy(mem + PZZ_MAC_LEN, mac, PZZ_MAC_LEN);
	memcpy(mem + 12, fixed, sizeof(fixed));
	mem[PZZ_ETH_HLEN + PZZ_ARP_OP + 1] = op;
	memcpy(mem + PZZ_ETH_HLEN + PZZ_ARP_SHA, mac, PZZ_MAC_LEN);
}

/* RFC 3927 2.5: what is said of a link-local address is said to all. */
static bool is_link_local(const u8 *ip)
{
	return ip[0] == 169 && ip[1] == 254;
}

/*
 * Exactly the configured MAC and the address that was asked for (R22). To whom:
 * to the one that the packet says has asked, as RFC 826 has it, even where the
 * Ethernet header says otherwise.
 */
void pzz_arp_put_reply(u8 *mem, const u8 *mac, const u8 *request)
{
	u8 *arp = mem + PZZ_ETH_HLEN;

	put_header(mem, mac, REPLY);
	memcpy(arp + PZZ_ARP_SPA, request + PZZ_ARP_TPA, PZZ_IPV4_LEN);
	memcpy(arp + PZZ_ARP_THA, request + PZZ_ARP_SHA, PZZ_MAC_LEN + PZZ_IPV4_LEN);
	if (is_link_local(arp + PZZ_ARP_SPA))
		memset(mem, 0xff, PZZ_MAC_LEN);
	else
		memcpy(mem, request + PZZ_ARP_SHA, PZZ_MAC_LEN);
}

/* RFC 5227 2.3: a request for one's own address, from it. */
void pzz_arp_put_announcement(u8 *mem, const u8 *mac, const u8 *ip)
{
	u8 *arp = mem + PZZ_ETH_HLEN;

	put_header(mem, mac, REQUEST);
	memset(mem, 0xff, PZZ_MAC_LEN);
	memcpy(arp + PZZ_ARP_SPA, ip, PZZ_IPV4_LEN);
	memset(arp + PZZ_ARP_THA, 0, PZZ_MAC_LEN);
	memcpy(arp + PZZ_ARP_TPA, ip, PZZ_IPV4_LEN);
}
