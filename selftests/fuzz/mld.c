// SPDX-License-Identifier: GPL-2.0
/* MLD: headers that are right, Router Alert, and a right checksum. */
#include "fuzz.h"

static void shape(const struct pzz_setup *setup, u8 *frame, u32 len, u8 flags)
{
	static const u8 none[16];
	static const u8 all_nodes[16] = { 0xff, 2, [15] = 1 };
	static const u8 group[16] = { 0xff, 5, [15] = 0x77 };
	u8 *ip = frame + 14, *mld = frame + 62;
	u32 sum;

	if (len < 62 + 24)
		return;
	frame[6] &= 0xfe;
	memcpy(frame, "\x33\x33\0\0\0\1", 6);
	memcpy(frame + 12, "\x86\xdd\x60", 3);
	pzz_put_be16(ip + 4, (u16)(len - 54));
	memcpy(ip + 6, "\0\1\xfe\x80", 4);
	memcpy(ip + 24, flags & FUZZ_SHAPE_1 ? group : all_nodes, 16);
	memcpy(ip + 40, "\x3a\0\5\2\0\0\1\0", 8);
	mld[0] = 130 + (mld[0] & 1);
	mld[1] = 0;
	if (flags & FUZZ_SHAPE_2)
		memcpy(mld + 8, flags & FUZZ_SHAPE_1 ? group : none, 16);
	memset(mld + 2, 0, 2);
	sum = judge_pseudo(ip + 8, ip + 24, 16, 58, len - 62);
	pzz_put_be16(mld + 2, judge_csum(mld, len - 62, sum));
}

const struct fuzz_target fuzz_target = {
	.room = "mld",
	.sequence = true,
	.shape = shape,
};
