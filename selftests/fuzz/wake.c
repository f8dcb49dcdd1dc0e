// SPDX-License-Identifier: GPL-2.0
/*
 * The wake room: whatever the frame is, what comes of it is what the plainest
 * reading of the rules says. Shaping puts lengths and addresses right, and
 * plants Magic Packets for our MAC.
 */
#include "frame/frame.h"
#include "fuzz.h"
#include "wake_naive.h"

static void plant_magic(const struct pzz_setup *setup, u8 *p, u32 len)
{
	u32 at = len ? p[0] % len : 0;
	u32 i;

	for (i = 0; i < 102 && at + i < len; i++)
		p[at + i] = i < 6 ? 0xff : setup->mac[i % 6];
}

static void shape_ip4(const struct pzz_setup *setup, u8 *frame, u32 len)
{
	frame[14] = 0x45;
	pzz_put_be16(frame + 16, (u16)(len - 14));
	pzz_put_be16(frame + 20, 0);
	frame[23] = frame[23] & 1 ? 6 : 17;
	frame[26] = 10;
	memcpy(frame + 30, setup->addrs[frame[33] % 3].b, 4);
	fuzz_repair_ip4(frame, len);
}

static void shape_ip6(const struct pzz_setup *setup, u8 *frame, u32 len)
{
	frame[14] = 0x60;
	pzz_put_be16(frame + 18, (u16)(len - 54));
	frame[22] = 0x20;
	memcpy(frame + 38, setup->addrs[3 + frame[53] % 3].b, 16);
	frame[20] = frame[20] & 1 ? 6 : 17;
}

static void shape(const struct pzz_setup *setup, u8 *frame, u32 len, u8 flags)
{
	bool v6;
	u32 l4;

	if (len < 14 + 40 + 20 || setup->n_addrs != V_ADDRS)
		return;
	memcpy(frame, setup->mac, 6);
	frame[6] &= 0xfe;
	v6 = flags & FUZZ_SHAPE_1;
	l4 = v6 ? 54 : 34;
	if (flags & FUZZ_SHAPE_2)
		plant_magic(setup, frame + l4 + 8, len - l4 - 8);
	if (frame[12] != 0x08 && frame[12] != 0x86)
		return;
	pzz_put_be16(frame + 12, v6 ? 0x86dd : 0x0800);
	if (v6)
		shape_ip6(setup, frame, len);
	else
		shape_ip4(setup, frame, len);
	if (frame[v6 ? 20 : 23] == 17)
		pzz_put_be16(frame + l4 + 4, (u16)(len - l4));
	else
		frame[l4 + 12] = 0x50 | (frame[l4 + 12] & 0x0f);
}

static const char *judge(const struct world *w)
{
	const struct pzz_outcome *is = &w->first;
	struct wake_naive must;

	if (is->room == PZZ_ROOM_FRAME && is->reason != PZZ_FRAME_UNHANDLED)
		return NULL;
	must = wake_naive(w->setup, &w->frame);
	if (is->room != PZZ_ROOM_WAKE)
		return is->verdict == PZZ_IGNORE && w->conf->every_frame &&
		       must.rule != PZZ_NO_RULE ? "a rule was overlooked" : NULL;
	if (is->verdict != must.verdict || is->rule != must.rule)
		return "another rule than a linear search finds";
	return is->reason == must.reason ? NULL : "another reason than a linear search finds";
}

const struct fuzz_target fuzz_target = {
	.room = "wake",
	.shape = shape,
	.judge = judge,
};
