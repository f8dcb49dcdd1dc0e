// SPDX-License-Identifier: GPL-2.0
/* Router Advertisements: IPv6 and ICMPv6 that are right, and now and then a prefix of ours. */
#include "fuzz.h"

static void shape(const struct pzz_setup *setup, u8 *frame, u32 len, u8 flags)
{
	static const u8 head[] = { 0x60, 0, 0, 0, 0, 0, 58, 255, 0xfe, 0x80 };
	u32 sum;

	if (len < 70)
		return;
	memcpy(frame, "\x33\x33\0\0\0\1", 6);
	frame[6] &= 0xfe;
	memcpy(frame + 12, "\x86\xdd", 2);
	memcpy(frame + 14, head, sizeof(head));
	pzz_put_be16(frame + 18, (u16)(len - 54));
	memcpy(frame + 38, "\xff\2\0\0\0\0\0\0\0\0\0\0\0\0\0\1", 16);
	memcpy(frame + 54, "\x86\0\0\0", 4);
	if (flags & FUZZ_SHAPE_1 && len >= 102 && setup->n_lifetimes) {
		memcpy(frame + 70, "\3\4\x40\xc0", 4);
		memcpy(frame + 86, setup->lifetimes[0].address, 8);
	}
	sum = judge_pseudo(frame + 22, frame + 38, 16, 58, len - 54);
	pzz_put_be16(frame + 56, judge_csum(frame + 54, len - 54, sum));
}

/* Whatever a router says, the host's stack hears it, and the host sleeps on. */
static const char *judge(const struct world *w)
{
	if (w->what.room == PZZ_ROOM_RA && w->what.verdict != PZZ_PASS)
		return "a Router Advertisement that does not reach the host's stack";
	return NULL;
}

const struct fuzz_target fuzz_target = {
	.room = "ra",
	.sequence = true,
	.shape = shape,
	.judge = judge,
};
