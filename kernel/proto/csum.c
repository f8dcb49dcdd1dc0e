// SPDX-License-Identifier: GPL-2.0
#include "pzz_csum.h"

/* No carry is lost: 2^32 words fit into the 64 bits. */
u64 pzz_csum_add(u64 sum, const void *data, size_t len)
{
	const u8 *p = data;
	u16 last = 0;

	for (; len >= 16; len -= 16, p += 16)
		sum += (u64)pzz_load32(p) + pzz_load32(p + 4) +
		       pzz_load32(p + 8) + pzz_load32(p + 12);
	for (; len >= 4; len -= 4, p += 4)
		sum += pzz_load32(p);
	if (len & 2) {
		sum += pzz_load16(p);
		p += 2;
	}
	if (len & 1) {
		memcpy(&last, p, 1);
		sum += last;
	}
	return sum;
}

u64 pzz_csum_pseudo(const u8 *src, const u8 *dst, unsigned int len, u8 proto, u32 l4_len)
{
	u8 tail[8] = { 0 };

	pzz_put_be32(tail, l4_len);
	tail[7] = proto;
	return pzz_csum_add(pzz_csum_add(pzz_csum_add(0, src, len), dst, len), tail, sizeof(tail));
}
