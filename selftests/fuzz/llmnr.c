// SPDX-License-Identifier: GPL-2.0
/* LLMNR: UDP that is right, to the group or to us; a name that is ours, as often as not. */
#include "fuzz_udp.h"

static void shape(const struct pzz_setup *setup, u8 *frame, u32 len, u8 flags)
{
	fuzz_udp(setup, frame, len, flags, 5355, (const u8[]){ 224, 0, 0, 252 },
		 (const u8[]){ 0xff, 2, [13] = 1, [15] = 3 });
	if (len > 60 && flags & FUZZ_SHAPE_1) {
		memset(frame + 42 + 2, 0, 10);
		frame[42 + 5] = 1;
		memcpy(frame + 54, "\3box", 5);
	}
}

const struct fuzz_target fuzz_target = {
	.room = "llmnr",
	.sequence = true,
	.shape = shape,
};
