// SPDX-License-Identifier: GPL-2.0
/*
 * SNMP over UDP that is right, with a community of ours as often as not: what comes
 * of it is, byte for byte, what the plainest reading of the RFCs answers.
 */
#include "fuzz_udp.h"
#include "snmp/snmp.h"
#include "snmp_naive.h"

/* @p: a message of version and community, if its outer length says so */
static void put_community(u8 *p, u32 len, bool write)
{
	if (len < 16 || !(p[1] & 1) || p[1] > 0x7f)
		return;
	memcpy(p + 2, "\2\1", 2);
	p[4] &= 1;
	memcpy(p + 5, write ? "\4\7private" : "\4\6public", write ? 9 : 8);
}

static void shape(const struct pzz_setup *setup, u8 *frame, u32 len, u8 flags)
{
	u32 head = flags & FUZZ_SHAPE_2 ? 62 : 42;

	if (len > 11)
		frame[11] &= ~7;
	fuzz_udp(setup, frame, len, flags | FUZZ_L4_VERIFIED, 161, (const u8[]){ 224, 0, 0, 251 },
		 (const u8[]){ 0xff, 2, [13] = 1, [15] = 3 });
	if (len > head && flags & FUZZ_SHAPE_1)
		put_community(frame + head, len - head, frame[len - 1] & 1);
}

static const char *judge(const struct world *w)
{
	static struct snmp_naive must;
	u32 head = w->frame.family == 4 ? 42 : 62;

	if (w->first.room != PZZ_ROOM_SNMP ||
	    w->what.room != PZZ_ROOM_SNMP || w->what.reason == PZZ_SNMP_LIMITED)
		return NULL;
	snmp_naive(&must, w->setup, &w->frame, w->ns);
	if (w->what.verdict != must.verdict || w->what.reason != must.reason)
		return "another outcome than the plainest reading has";
	if (must.verdict == PZZ_REPLY && (w->reply_len != head + must.len ||
					  memcmp(w->reply + head, must.payload, must.len)))
		return "another answer than the plainest reading has";
	return NULL;
}

const struct fuzz_target fuzz_target = {
	.room = "snmp",
	.sequence = true,
	.shape = shape,
	.judge = judge,
};
