// SPDX-License-Identifier: GPL-2.0
/* mDNS: UDP that is right, to the group or to us; names that are ours, as often as not. */
#include "fuzz_udp.h"

static void shape(const struct pzz_setup *setup, u8 *frame, u32 len, u8 flags)
{
	fuzz_udp(setup, frame, len, flags, 5353, (const u8[]){ 224, 0, 0, 251 },
		 (const u8[]){ 0xff, 2, [15] = 0xfb });
	if (len > 56 && flags & FUZZ_SHAPE_1)
		memcpy(frame + 54, "\3box\5local", len - 54 < 11 ? len - 54 : 11);
}

const struct fuzz_target fuzz_target = {
	.room = "mdns",
	.sequence = true,
	.shape = shape,
};
