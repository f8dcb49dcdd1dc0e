/* SPDX-License-Identifier: GPL-2.0 */
/* Packets of Teredo clients, and LLDPDUs */
#ifndef NLCHECK_LINKS_H
#define NLCHECK_LINKS_H

#include "nlcheck.h"

#define PACKET_LEN	68	/* IPv4, UDP and an IPv6 header */
#define STATION		"\2\0\0\0\0\1"

/* From 192.0.2.1 to port @to of 192.0.2.@server; without a UDP checksum */
void make_packet(u8 packet[PACKET_LEN], u8 server, u16 from, u16 to);
void seal_packet(u8 packet[PACKET_LEN]);	/* the checksum of its header */

void put_teredo(struct nlmsghdr *h, const void *packet, u16 len, const void *mac, u32 from,
		u32 to, const void *address);
void put_lldp(struct nlmsghdr *h, const void *pdu, u16 len, const void *to, u32 interval);

#endif /* NLCHECK_LINKS_H */
