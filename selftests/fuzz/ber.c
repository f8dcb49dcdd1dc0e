// SPDX-License-Identifier: GPL-2.0
/*
 * BER by itself: the frame is elements within elements. What was read is within the
 * frame, and what is an OID to us is one to another reader, and is written the same.
 */
#include <stdlib.h>

#include "ber/ber.h"
#include "fuzz.h"
#include "snmp_naive.h"

static const char *judge_oid(const u8 *oid, u32 len)
{
	u32 ids32[PZZ_BER_IDS_MAX];
	u8 back[PZZ_BER_OID_MAX + 8];
	u64 ids[PZZ_BER_IDS_MAX];
	int n = snmp_ids(oid, len, ids), i;

	if (pzz_ber_oid_ok(oid, len) ? n < 0 : n > 0)
		return "an OID to one reader only";
	if (n < 0)
		return NULL;
	for (i = 0; i < n; i++)
		ids32[i] = (u32)ids[i];
	if (!pzz_ber_ids_ok(ids32, (u32)n))
		return "an OID that was read can't be written";
	if (pzz_ber_oid_put(back, ids32, (u32)n) != len || memcmp(back, oid, len) ||
	    pzz_ber_oid_cmp(back, len, oid, len))
		return "an OID is written otherwise than it was read";
	return NULL;
}

static const char *judge(const struct world *w)
{
	struct pzz_view v = pzz_view(w->frame.data, w->frame.len), contents;
	const char *wrong = NULL;
	const u8 *before;
	u8 tag;

	/* into what has contents, past what has not: forward at each step */
	while (!wrong && (before = v.pos, pzz_ber_take(&v, &tag, &contents))) {
		if (contents.pos < before + 2 || contents.end != v.pos || v.pos > v.end)
			return "an element beyond the frame";
		wrong = judge_oid(contents.pos, (u32)pzz_left(&contents));
		if (tag & 0x20)
			v = contents;
	}
	return wrong ? wrong : pzz_ok(&v) ? "a cursor that is not failed" : NULL;
}

const struct fuzz_target fuzz_target = {
	.room = "snmp",
	.judge = judge,
};
