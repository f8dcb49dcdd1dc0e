// SPDX-License-Identifier: GPL-2.0
/* Object identifiers (X.690 8.19), never taken apart: bytes are compared as they are. */
#include "ber/ber.h"

#define MORE		0x80	/* another byte of this sub-identifier follows */
#define SUB_BYTES_MAX	5
#define FIRST_TWO	80	/* the first two are one: 40 times the first, plus the second */

/* The first two are one sub-identifier on the wire, which may be so much greater. */
static bool sub_ok(u64 value, u32 ids)
{
	return value <= 0xffffffffULL + (ids == 1 ? FIRST_TWO : 0);
}

bool pzz_ber_oid_ok(const u8 *oid, u32 len)
{
	u32 ids = 1, bytes = 0, i;
	u64 value = 0;

	if (!len || len > PZZ_BER_OID_MAX || oid[len - 1] & MORE)
		return false;
	for (i = 0; i < len; i++) {
		if (likely(!bytes && oid[i] < MORE)) {
			ids++;
			continue;
		}
		if ((!bytes && oid[i] == MORE) || bytes == SUB_BYTES_MAX)
			return false;
		value = value << 7 | (oid[i] & (MORE - 1));
		bytes++;
		if (oid[i] & MORE)
			continue;
		if (!sub_ok(value, ids))
			return false;
		ids++;
		value = 0;
		bytes = 0;
	}
	return ids <= PZZ_BER_IDS_MAX;
}

static u32 sub_len(const u8 *oid)
{
	u32 len = 1;

	while (*oid++ & MORE)
		len++;
	return len;
}

/* Of two sub-identifiers that are not padded, the one of more bytes is greater. */
int pzz_ber_oid_cmp(const u8 *a, u32 a_len, const u8 *b, u32 b_len)
{
	u32 n = a_len < b_len ? a_len : b_len, i = 0, sub, a_sub, b_sub;

	while (i < n && a[i] == b[i])
		i++;
	if (i == n)
		return a_len == b_len ? 0 : a_len < b_len ? -1 : 1;
	for (sub = i; sub && a[sub - 1] & MORE; sub--)
		;
	a_sub = sub_len(a + sub);
	b_sub = sub_len(b + sub);
	if (a_sub != b_sub)
		return a_sub < b_sub ? -1 : 1;
	return a[i] < b[i] ? -1 : 1;
}

/* FNV-1a */
u32 pzz_ber_oid_hash(const u8 *oid, u32 len)
{
	u32 hash = 2166136261U;

	while (len--)
		hash = (hash ^ *oid++) * 16777619U;
	return hash ^ hash >> 15;
}

static u32 put_sub(u8 *to, u64 value)
{
	u32 len = 1, i;
	u64 left;

	for (left = value >> 7; left; left >>= 7)
		len++;
	for (i = len; to && i--; value >>= 7)
		to[i] = (u8)((value & (MORE - 1)) | (i == len - 1 ? 0 : MORE));
	return len;
}

u32 pzz_ber_oid_put(u8 *to, const u32 *ids, u32 n)
{
	u32 len = put_sub(to, ids[0] * 40ULL + ids[1]), i;

	for (i = 2; i < n; i++)
		len += put_sub(to ? to + len : NULL, ids[i]);
	return len;
}

bool pzz_ber_ids_ok(const u32 *ids, u32 n)
{
	return n >= 2 && n <= PZZ_BER_IDS_MAX && (ids[0] == 2 || (ids[0] < 2 && ids[1] < 40));
}
