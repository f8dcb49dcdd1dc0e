// SPDX-License-Identifier: GPL-2.0
/* Ethernet, IPv4 and IPv6 headers. */
#include "fuzz.h"

static void shape(const struct pzz_setup *setup, u8 *frame, u32 len, u8 flags)
{
	if (len < 14)
		return;
	if (flags & FUZZ_SHAPE_1)
		memcpy(frame, setup->mac, 6);
	if (flags & FUZZ_SHAPE_2 && len > 14)
		memcpy(frame + 12, frame[14] >> 4 == 6 ? "\x86\xdd" : "\x08\x00", 2);
	fuzz_repair_ip4(frame, len);
}

const struct fuzz_target fuzz_target = {
	.room = "frame",
	.shape = shape,
};
