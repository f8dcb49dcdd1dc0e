// SPDX-License-Identifier: GPL-2.0
#include "pzz_csum.h"

u64 pzz_csum_add(u64 sum, const void *data, size_t len)
{
	const u8 *p = data;
	u16 last = 0;

	for (; len >= 8; len -= 8, p += 8)
		sum = pzz_csum_add64(sum, pzz_load64(p));
	if (len & 4) {
		sum = pzz_csum_add64(sum, pzz_load32(p));
		p += 4;
	}
	if (len & 2) {
		sum = pzz_csum_add64(sum, pzz_load16(p));
		p += 2;
	}
	if (len & 1) {
		memcpy(&last, p, 1);
		sum = pzz_csum_add64(sum, last);
	}
	return sum;
}
