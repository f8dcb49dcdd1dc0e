// SPDX-License-Identifier: GPL-2.0
/* IGMP: an IPv4 header that is right, with and without Router Alert, and a right checksum. */
#include "fuzz.h"

static void shape(const struct pzz_setup *setup, u8 *frame, u32 len, u8 flags)
{
	static const u8 types[] = { 0x11, 0x11, 0x16, 0x12 };
	u32 hlen = flags & FUZZ_SHAPE_1 ? 24 : 20;
	u8 *igmp = frame + 14 + hlen;

	if (len < 14 + 24 + 8)
		return;
	frame[6] &= 0xfe;
	memcpy(frame, "\1\0\x5e\0\0\1\0", 6);
	memcpy(frame + 12, "\x08\0", 2);
	frame[14] = (u8)(0x40 + hlen / 4);
	pzz_put_be16(frame + 16, (u16)(len - 14));
	memset(frame + 20, 0, 2);
	memcpy(frame + 22, "\1\2", 2);
	memcpy(frame + 30, frame[30] & 1 ? "\xe0\0\0\1" : "\xef\7\7\7", 4);
	if (hlen == 24)
		memcpy(frame + 34, "\x94\4\0\0", 4);
	fuzz_repair_ip4(frame, len);
	if (flags & FUZZ_SHAPE_2)
		memcpy(igmp + 4, igmp[4] & 1 ? "\0\0\0\0" : "\xef\7\7\7", 4);
	igmp[0] = types[igmp[0] & 3];
	memset(igmp + 2, 0, 2);
	pzz_put_be16(igmp + 2, judge_csum(igmp, len - 14 - hlen, 0));
}

const struct fuzz_target fuzz_target = {
	.room = "igmp",
	.sequence = true,
	.shape = shape,
};
