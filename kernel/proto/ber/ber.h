/* SPDX-License-Identifier: GPL-2.0 */
/*
 * ASN.1 in BER, as much of it as SNMP has (X.690, RFC 3417 8): definite lengths,
 * tags of one byte, object identifiers of 128 sub-identifiers of 32 bits.
 */
#ifndef PZZ_BER_BER_H
#define PZZ_BER_BER_H

#include "pzz_view.h"
#include "pzz_writer.h"

enum pzz_ber_tag {
	PZZ_BER_INTEGER = 0x02,
	PZZ_BER_OCTETS = 0x04,
	PZZ_BER_NULL = 0x05,
	PZZ_BER_OID = 0x06,
	PZZ_BER_SEQUENCE = 0x30,
};

#define PZZ_BER_IDS_MAX		128	/* sub-identifiers: RFC 2578 3.5 */
#define PZZ_BER_OID_MAX		(5 * (PZZ_BER_IDS_MAX - 1))	/* bytes of contents */
#define PZZ_BER_HEAD_MAX	4	/* bytes before contents of 65535 bytes at most */

/*
 * The next element of @v; its contents in @contents. False, with a failed @v, if
 * there is none: a tag of several bytes, an indefinite length, one of more than 4
 * bytes, or one beyond the end. Overlong lengths are right (RFC 3417 8).
 */
static inline bool pzz_ber_take(struct pzz_view *v, u8 *tag, struct pzz_view *contents);

/* The same, and it must have this tag. */
static inline bool pzz_ber_expect(struct pzz_view *v, u8 tag, struct pzz_view *contents);

/* An INTEGER of 1 to 4 bytes, which need not be the fewest. */
static inline bool pzz_ber_take_int(struct pzz_view *v, int *value);

/* Bytes of tag and length before @len bytes, 65535 at most; and they themselves. */
static inline u32 pzz_ber_head_len(u32 len)
{
	return len < 128 ? 2 : len < 256 ? 3 : 4;
}

/* Tag and length; all but the shortest length by the second. */
static inline void pzz_ber_put_head(struct pzz_writer *w, u8 tag, u32 len);
void pzz_ber_put_head_any(struct pzz_writer *w, u8 tag, u32 len);

/*
 * The three above, of all there is. Most elements are short, and these the inline
 * ones take themselves; they hand over copies, so that a caller's cursors can stay
 * in registers.
 */
bool pzz_ber_take_any(struct pzz_view *v, u8 *tag, struct pzz_view *contents);
bool pzz_ber_expect_any(struct pzz_view *v, u8 tag, struct pzz_view *contents);
bool pzz_ber_take_int_any(struct pzz_view *v, int *value);

static inline bool pzz_ber_take(struct pzz_view *v, u8 *tag, struct pzz_view *contents)
{
	const u8 *p = v->pos;
	size_t left = pzz_left(v);

	if (unlikely(v->failed || left < 2 || p[1] >= 0x80 || left - 2 < p[1] ||
		     (p[0] & 0x1f) == 0x1f))
		return pzz_ber_take_any(v, tag, contents);
	*tag = p[0];
	*contents = pzz_view(p + 2, p[1]);
	v->pos = contents->end;
	return true;
}

static inline bool pzz_ber_expect(struct pzz_view *v, u8 tag, struct pzz_view *contents)
{
	const u8 *p = v->pos;
	size_t left = pzz_left(v);

	if (unlikely(v->failed || left < 2 || p[0] != tag || p[1] >= 0x80 || left - 2 < p[1])) {
		struct pzz_view at = *v, found = *v;

		if (pzz_ber_expect_any(&at, tag, &found))
			*contents = found;
		*v = at;
		return !at.failed;
	}
	*contents = pzz_view(p + 2, p[1]);
	v->pos = contents->end;
	return true;
}

static inline bool pzz_ber_take_int(struct pzz_view *v, int *value)
{
	const u8 *p = v->pos;

	if (unlikely(v->failed || pzz_left(v) < 3 || p[0] != PZZ_BER_INTEGER || p[1] != 1)) {
		struct pzz_view at = *v;
		int found = 0;

		if (pzz_ber_take_int_any(&at, &found))
			*value = found;
		*v = at;
		return !at.failed;
	}
	*value = (p[2] ^ 0x80) - 0x80;
	v->pos = p + 3;
	return true;
}

/* A number that is not negative, as an INTEGER has it: bytes of its contents; the element. */
u32 pzz_ber_u32_len(u32 value);
static inline void pzz_ber_put_u32(struct pzz_writer *w, u8 tag, u32 value);
void pzz_ber_put_u32_any(struct pzz_writer *w, u8 tag, u32 value);

static inline void pzz_ber_put_head(struct pzz_writer *w, u8 tag, u32 len)
{
	u8 *p;

	if (unlikely(len >= 0x80)) {
		struct pzz_writer at = *w;

		pzz_ber_put_head_any(&at, tag, len);
		*w = at;
		return;
	}
	p = pzz_room_for(w, 2);
	if (likely(p)) {
		p[0] = tag;
		p[1] = (u8)len;
	}
}

static inline void pzz_ber_put_u32(struct pzz_writer *w, u8 tag, u32 value)
{
	u8 *p;

	if (unlikely(value >= 0x80)) {
		struct pzz_writer at = *w;

		pzz_ber_put_u32_any(&at, tag, value);
		*w = at;
		return;
	}
	p = pzz_room_for(w, 3);
	if (likely(p)) {
		p[0] = tag;
		p[1] = 1;
		p[2] = (u8)value;
	}
}

/*
 * Object identifiers are kept as their contents octets, which are unique: no
 * sub-identifier is padded.
 *
 * ok: so it is, and none of the limits above is exceeded.
 * cmp: less than, equal to or greater than 0, in lexicographic order (RFC 3416 2).
 * put: writes @n sub-identifiers, if @to is not NULL, and returns how many bytes
 * these are. ids_ok: they can be written.
 */
bool pzz_ber_oid_ok(const u8 *oid, u32 len);
int pzz_ber_oid_cmp(const u8 *a, u32 a_len, const u8 *b, u32 b_len);
u32 pzz_ber_oid_hash(const u8 *oid, u32 len);
u32 pzz_ber_oid_put(u8 *to, const u32 *ids, u32 n);
bool pzz_ber_ids_ok(const u32 *ids, u32 n);

#endif /* PZZ_BER_BER_H */
