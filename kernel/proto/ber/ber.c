// SPDX-License-Identifier: GPL-2.0
/* Elements: tag, length, contents. */
#include "ber/ber.h"

#define TAG_LONG	0x1f	/* X.690 8.1.2.4 */
#define LEN_LONG	0x80	/* X.690 8.1.3.5; with no bytes to follow: indefinite */
#define LEN_BYTES_MAX	4

static u32 take_len(struct pzz_view *v)
{
	u8 first = pzz_take_u8(v);
	u32 n = first & (LEN_LONG - 1), len = 0;

	if (likely(first < LEN_LONG))
		return first;
	if (!n || n > LEN_BYTES_MAX)
		v->failed = true;
	for (; n && !v->failed; n--)
		len = len << 8 | pzz_take_u8(v);
	return len;
}

bool pzz_ber_take_any(struct pzz_view *v, u8 *tag, struct pzz_view *contents)
{
	const u8 *p;
	u32 len;

	*tag = pzz_take_u8(v);
	if ((*tag & TAG_LONG) == TAG_LONG)
		v->failed = true;
	len = take_len(v);
	p = pzz_take(v, len);
	if (!p)
		return false;
	*contents = pzz_view(p, len);
	return true;
}

bool pzz_ber_expect_any(struct pzz_view *v, u8 tag, struct pzz_view *contents)
{
	u8 is;

	if (pzz_ber_take(v, &is, contents) && is == tag)
		return true;
	v->failed = true;
	return false;
}

bool pzz_ber_take_int_any(struct pzz_view *v, int *value)
{
	struct pzz_view contents;
	u32 n;

	if (!pzz_ber_expect(v, PZZ_BER_INTEGER, &contents))
		return false;
	if (contents.pos == contents.end || pzz_left(&contents) > 4) {
		v->failed = true;
		return false;
	}
	n = *contents.pos & 0x80 ? ~0U : 0;
	while (contents.pos < contents.end)
		n = n << 8 | *contents.pos++;
	*value = (int)n;
	return true;
}

void pzz_ber_put_head_any(struct pzz_writer *w, u8 tag, u32 len)
{
	u32 size = pzz_ber_head_len(len);
	u8 *p = pzz_room_for(w, size);

	if (!p)
		return;
	p[0] = tag;
	if (size > 2)
		p[1] = (u8)(LEN_LONG + size - 2);
	if (size == 4)
		p[2] = (u8)(len >> 8);
	p[size - 1] = (u8)len;
}

/* X.690 8.3.2: the fewest bytes, the first bit of which is the sign */
u32 pzz_ber_u32_len(u32 value)
{
	u32 len = 1;

	for (; value > 0x7f; value >>= 8)
		len++;
	return len;
}

void pzz_ber_put_u32_any(struct pzz_writer *w, u8 tag, u32 value)
{
	u32 len = pzz_ber_u32_len(value);
	u8 *p;

	pzz_ber_put_head(w, tag, len);
	p = pzz_room_for(w, len);
	if (!p)
		return;
	for (; len--; value >>= 8)
		p[len] = (u8)value;
}
