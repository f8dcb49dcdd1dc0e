// SPDX-License-Identifier: GPL-2.0
/* LLDP: to a group of ours, and as often as not the TLVs that there have to be. */
#include "fuzz.h"

static const u8 mandatory[] = { 2, 2, 7, 'c', 4, 2, 7, 'p', 6, 2, 0, 120 };
static const u8 eee[] = { 0xfe, 0x0e, 0, 0x12, 0x0f, 5 };

static void shape(const struct pzz_setup *setup, u8 *frame, u32 len, u8 flags)
{
	u32 at;

	if (len < 14 || !setup->n_lldps)
		return;
	memcpy(frame, setup->lldps[frame[11] % setup->n_lldps].to, 6);
	frame[6] &= 0xfe;
	memcpy(frame + 12, "\x88\xcc", 2);
	if (len < 14 + sizeof(mandatory) || !(flags & FUZZ_SHAPE_1))
		return;
	memcpy(frame + 14, mandatory, sizeof(mandatory));
	at = 14 + sizeof(mandatory);
	if (len >= at + 16 && flags & FUZZ_SHAPE_2)
		memcpy(frame + at, eee, sizeof(eee));
}

/* Of times that are echoed, the frame has to have said just these, and only once. */
static const char *judge(const struct world *w)
{
	const u8 *p = w->frame.data + w->frame.l3, *end = w->frame.data + w->frame.len;
	u32 n = 0, times = 0;

	if (w->first.room != PZZ_ROOM_LLDP || !w->first.settle)
		return NULL;
	while (end - p >= 2 && pzz_be16(p)) {
		if (end - p >= 16 && !memcmp(p, eee, sizeof(eee))) {
			times = pzz_be32(p + 6);
			n++;
		}
		p += 2 + (pzz_be16(p) & 0x1ff);
	}
	if (p > end)
		return "echoes what a cut LLDPDU says";
	return n == 1 && times == w->first.mark ? NULL : "echoes what nobody has said";
}

const struct fuzz_target fuzz_target = {
	.room = "lldp",
	.sequence = true,
	.shape = shape,
	.judge = judge,
};
