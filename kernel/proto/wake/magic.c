// SPDX-License-Identifier: GPL-2.0
/*
 * The Magic Packet (R31): 6 bytes of ff and 16 times our MAC address, without a
 * break, anywhere in what is searched.
 */
#include "magic.h"
#include "pzz_proto.h"

#define SYNC		6
#define REPEATS		16
#define COPIES		(REPEATS * PZZ_MAC_LEN)

/* So many bytes show that addresses repeat, and which. */
#define SAMPLE		(4 + PZZ_MAC_LEN)
#define STRIDE		(COPIES - SAMPLE + 1)

/* Whether @p is inside a run of @mac's copies: the same six bytes from any of them on. */
static bool is_copy(const u8 *p, const u8 *mac)
{
	u8 twice[2 * PZZ_MAC_LEN];
	u32 i;

	if (pzz_load32(p) != pzz_load32(p + PZZ_MAC_LEN))
		return false;
	memcpy(twice, mac, PZZ_MAC_LEN);
	memcpy(twice + PZZ_MAC_LEN, mac, PZZ_MAC_LEN);
	for (i = 0; i < PZZ_MAC_LEN; i++)
		if (pzz_mac_equal(twice + i, p))
			return true;
	return false;
}

/*
 * Wherever the copies begin, one sample in each STRIDE lies within them. This is
 * all that most frames pay: one comparison for each 87 bytes.
 */
bool pzz_magic_possible(const struct pzz_view *v, const u8 *mac)
{
	size_t i, n = pzz_left(v);

	for (i = SYNC + STRIDE - 1; i + SAMPLE <= n; i += STRIDE)
		if (is_copy(v->pos + i, mac))
			return true;
	return false;
}

static bool copies_at(const u8 *p, const u8 *mac)
{
	u32 i;

	for (i = 0; i < REPEATS; i++)
		if (!pzz_mac_equal(p + i * PZZ_MAC_LEN, mac))
			return false;
	return true;
}

/*
 * Six bytes of ff cover one of every sixth byte. A unicast address does not
 * begin with ff, so the copies begin where the run of ff ends. The last of them
 * may end with the ff of the next packet, so the search goes on behind the run.
 */
const u8 *pzz_magic_next(struct pzz_view *v, const u8 *mac)
{
	const u8 *p = v->pos;
	size_t n = pzz_left(v);
	size_t i, begin, end;

	for (i = SYNC - 1; i + COPIES < n; i = end + SYNC) {
		end = i;
		if (p[i] != 0xff)
			continue;
		for (begin = i; begin && p[begin - 1] == 0xff; begin--)
			;
		for (end = i + 1; end < n && p[end] == 0xff; end++)
			;
		if (end - begin >= SYNC && n - end >= COPIES && copies_at(p + end, mac)) {
			v->pos = p + end;
			return p + end + COPIES;
		}
	}
	v->pos = v->end;
	return NULL;
}
