// SPDX-License-Identifier: GPL-2.0
/* Neighbour discovery: the IPv6 header is right; a flag spares the checksum. */
#include "fuzz.h"

static void shape(const struct pzz_setup *setup, u8 *frame, u32 len, u8 flags)
{
	const struct pzz_ip *target;

	if (len < 14 + 40 + 24 || !setup->n_addrs)
		return;
	memcpy(frame, setup->mac, 6);
	frame[6] &= 0xfe;
	memcpy(frame + 12, "\x86\xdd\x60", 3);
	pzz_put_be16(frame + 18, (u16)(len - 54));
	frame[21] = 255;
	if (!(flags & FUZZ_SHAPE_1))
		return;
	frame[20] = 58;
	frame[54] = 135 + (frame[54] & 1);
	frame[55] = 0;
	target = &setup->addrs[frame[77] % setup->n_addrs];
	if (target->len == 16)
		memcpy(frame + 62, target->b, 16);
	if (target->len == 16 && flags & FUZZ_SHAPE_2)
		memcpy(frame + 38, target->b, 16);
}

const struct fuzz_target fuzz_target = {
	.room = "ndp",
	.shape = shape,
};
