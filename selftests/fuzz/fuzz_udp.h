/* SPDX-License-Identifier: GPL-2.0 */
#ifndef FUZZ_UDP_H
#define FUZZ_UDP_H

#include "pzz_udp.h"
#include "fuzz.h"

/*
 * Makes @frame UDP over IPv4 or, with FUZZ_SHAPE_2, over IPv6, with right lengths
 * and, over IPv4, without a checksum: to @group4 or @group6, or to one of ours.
 */
static inline void fuzz_udp(const struct pzz_setup *setup, u8 *frame, u32 len, u8 flags, u16 port,
			    const u8 *group4, const u8 *group6)
{
	bool v6 = flags & FUZZ_SHAPE_2, unicast = len > 11 && !(frame[11] & 7);
	u32 head = v6 ? 62 : 42, i;
	u8 *udp = frame + head - 8;

	if (len < head || !setup->n_addrs)
		return;
	frame[6] &= 0xfe;
	memcpy(frame, setup->mac, 6);
	if (!unicast && !v6)
		memcpy(frame, (const u8[]){ 1, 0, 0x5e, group4[1], group4[2], group4[3] }, 6);
	if (!unicast && v6)
		pzz_group_mac(frame, group6, 16);
	for (i = 0; i < setup->n_addrs && setup->addrs[i].len != (v6 ? 16 : 4); i++)
		;
	if (i == setup->n_addrs)
		i = 0;
	if (v6) {
		memcpy(frame + 12, "\x86\xdd\x60", 3);
		pzz_put_be16(frame + 18, (u16)(len - 54));
		frame[20] = 17;
		frame[21] = 255;
		memcpy(frame + 38, unicast ? setup->addrs[i].b : group6, 16);
	} else {
		memcpy(frame + 12, "\x08\0\x45", 3);
		pzz_put_be16(frame + 16, (u16)(len - 14));
		memset(frame + 20, 0, 2);
		frame[22] = 255;
		frame[23] = 17;
		memcpy(frame + 30, unicast ? setup->addrs[i].b : group4, 4);
	}
	if (udp[0] & 1)
		pzz_put_be16(udp, 5353);
	pzz_put_be16(udp + 2, port);
	pzz_put_be16(udp + 4, (u16)(len - head + 8));
	memset(udp + 6, 0, 2);
	if (!v6)
		fuzz_repair_ip4(frame, len);
}

#endif /* FUZZ_UDP_H */
