// SPDX-License-Identifier: GPL-2.0
/* Echo: IPv4 with options or IPv6 with extension headers, lengths as the frame has them. */
#include "fuzz.h"

static const struct pzz_ip *find(const struct pzz_setup *setup, u8 len, u8 number)
{
	u32 i;

	for (i = 0; i < setup->n_addrs; i++)
		if (setup->addrs[(number + i) % setup->n_addrs].len == len)
			return &setup->addrs[(number + i) % setup->n_addrs];
	return &setup->addrs[0];
}

static void shape_ip4(const struct pzz_setup *setup, u8 *frame, u32 len)
{
	memcpy(frame + 12, "\x08\0", 2);
	frame[14] = (u8)(0x45 + frame[14] % 4);
	pzz_put_be16(frame + 16, (u16)(len - 14));
	frame[20] &= 0x40;
	frame[21] = 0;
	frame[23] = 1;
	memcpy(frame + 30, find(setup, 4, frame[33])->b, 4);
	fuzz_repair_ip4(frame, len);
}

static void shape_ip6(const struct pzz_setup *setup, u8 *frame, u32 len)
{
	memcpy(frame + 12, "\x86\xdd\x60", 3);
	pzz_put_be16(frame + 18, (u16)(len - 54));
	memcpy(frame + 38, find(setup, 16, frame[53])->b, 16);
}

static void shape(const struct pzz_setup *setup, u8 *frame, u32 len, u8 flags)
{
	if (len < 14 + 40 + 8 || !setup->n_addrs)
		return;
	memcpy(frame, setup->mac, 6);
	frame[6] &= 0xfe;
	if (flags & FUZZ_SHAPE_1)
		shape_ip4(setup, frame, len);
	else
		shape_ip6(setup, frame, len);
}

const struct fuzz_target fuzz_target = {
	.room = "echo",
	.shape = shape,
};
