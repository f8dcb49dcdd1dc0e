// SPDX-License-Identifier: GPL-2.0
/* ARP: the header is right, or nearly. */
#include "fuzz.h"

static void shape(const struct pzz_setup *setup, u8 *frame, u32 len, u8 flags)
{
	u32 i;

	if (len < 42 || !setup->n_addrs)
		return;
	if (flags & FUZZ_SHAPE_1)
		memcpy(frame, setup->mac, 6);
	else
		memset(frame, 0xff, 6);
	frame[6] &= 0xfe;
	memcpy(frame + 12, "\x08\x06\0\1\x08\0\6\4\0", 9);
	/* a target that is ours, as often as not */
	i = frame[41] % (2 * setup->n_addrs);
	if (i < setup->n_addrs && setup->addrs[i].len == 4)
		memcpy(frame + (flags & FUZZ_SHAPE_2 ? 28 : 38), setup->addrs[i].b, 4);
}

const struct fuzz_target fuzz_target = {
	.room = "arp",
	.shape = shape,
};
