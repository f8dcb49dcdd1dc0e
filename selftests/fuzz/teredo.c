// SPDX-License-Identifier: GPL-2.0
/* Teredo: UDP that is right, from a server to its client; what wakes is just what has to. */
#include "fuzz.h"

static void shape(const struct pzz_setup *setup, u8 *frame, u32 len, u8 flags)
{
	const struct pzz_teredo *t;

	if (len < 42 || !setup->n_teredos)
		return;
	t = &setup->teredos[frame[11] % setup->n_teredos];
	memcpy(frame, setup->mac, 6);
	frame[6] &= 0xfe;
	memcpy(frame + 12, "\x08\0\x45", 3);
	pzz_put_be16(frame + 16, (u16)(len - 14));
	memset(frame + 20, 0, 2);
	frame[23] = 17;
	memcpy(frame + 26, t->packet + 16, 4);
	memcpy(frame + 30, t->packet + 12, 4);
	memcpy(frame + 34, t->packet + 22, 2);
	memcpy(frame + 36, t->packet + 20, 2);
	pzz_put_be16(frame + 38, (u16)(len - 34));
	memset(frame + 40, 0, 2);
	fuzz_repair_ip4(frame, len);
	if (len >= 90 && flags & FUZZ_SHAPE_1) {
		memset(frame + 42, 0, 2);
		memcpy(frame + 50, "\x60\0\0\0\0\0\x3b", 7);
	}
	if (len >= 90 && flags & FUZZ_SHAPE_2) {
		memcpy(frame + 74, "\x20\1\0", 4);
		memcpy(frame + 78, t->packet + 16, 4);
	}
}

static bool trailers(const u8 *p, u32 len)
{
	u32 at;

	for (at = 0; at < len; at += 2U + p[at + 1])
		if (at + 2 > len || p[at] >> 6 == 1 || at + 2 + p[at + 1] > len)
			return false;
	return true;
}

static bool bubble(const struct pzz_teredo *t, const u8 *p, u32 len)
{
	static const u8 nowhere[16];
	u32 at = 0;

	if (len >= 4 && !memcmp(p, "\0\1", 2))
		at = 13U + p[2] + p[3];
	if (at + 8 <= len && !memcmp(p + at, "\0\0", 2))
		at += 8;
	if (at + 40 > len || p[at] >> 4 != 6 || memcmp(p + at + 4, "\0\0\x3b", 3))
		return false;
	p += at;
	if (p[8] == 0xff || !memcmp(p + 8, nowhere, 16))
		return false;
	if (t->address.len ? memcmp(p + 24, t->address.b, 16) :
			     memcmp(p + 24, "\x20\1\0", 4) || memcmp(p + 28, t->packet + 16, 4))
		return false;
	return trailers(p + 40, len - at - 40);
}

static bool checksum(const u8 *ip, const u8 *udp, u32 len)
{
	return !pzz_be16(udp + 6) ||
	       !judge_csum(udp, len, judge_pseudo(ip + 12, ip + 16, 4, 17, len));
}

static bool must_wake(const struct world *w)
{
	const u8 *ip = w->frame.data + w->frame.l3, *udp = w->frame.data + w->frame.l4;
	const struct pzz_teredo *t = w->setup->teredos;
	u32 i, len = pzz_be16(udp + 4);

	for (i = 0; i < w->setup->n_teredos; i++, t++)
		if (!memcmp(ip + 12, t->packet + 16, 4) && !memcmp(ip + 16, t->packet + 12, 4) &&
		    !memcmp(udp, t->packet + 22, 2) && !memcmp(udp + 2, t->packet + 20, 2))
			return !(w->frame.data[0] & 1) && bubble(t, udp + 8, len - 8) &&
			       (w->frame.l4_verified || checksum(ip, udp, len));
	return false;
}

static const char *judge(const struct world *w)
{
	bool woke = w->first.room == PZZ_ROOM_TEREDO && w->first.verdict == PZZ_WAKE;
	bool must = w->first.room == PZZ_ROOM_TEREDO && must_wake(w);

	if (woke == must)
		return NULL;
	return must ? "an indirect bubble that does not wake" : "a wake without an indirect bubble";
}

const struct fuzz_target fuzz_target = {
	.room = "teredo",
	.sequence = true,
	.shape = shape,
	.judge = judge,
};
