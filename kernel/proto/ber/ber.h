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
bool pzz_ber_expect(struct pzz_view *v, u8 tag, struct pzz_view *contents);

/* An INTEGER of 1 to 4 bytes, which need not be the fewest. */
bool pzz_ber_take_int(struct pzz_view *v, int *value);

/* Bytes of tag and length before @len bytes, 65535 at most; and they themselves. */
static inline u32 pzz_ber_head_len(u32 len)
{
	return len < 128 ? 2 : len < 256 ? 3 : 4;
}

void pzz_ber_put_head(struct pzz_writer *w, u8 tag, u32 len);

/* pzz_ber_take() of all there is; most elements are short. */
bool pzz_ber_take_any(struct pzz_view *v, u8 *tag, struct pzz_view *contents);

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

/* A number that is not negative, as an INTEGER has it: bytes of its contents; the element. */
u32 pzz_ber_u32_len(u32 value);
void pzz_ber_put_u32(struct pzz_writer *w, u8 tag, u32 value);

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
