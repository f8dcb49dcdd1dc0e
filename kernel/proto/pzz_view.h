/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Reading: a cursor that carries its end. A read beyond the end marks the
 * cursor as failed, yields zeros and never touches memory; look at pzz_ok()
 * once, after the last read.
 */
#ifndef PZZ_VIEW_H
#define PZZ_VIEW_H

#include "pzz_env.h"

struct pzz_view {
	const u8 *pos;
	const u8 *end;
	bool failed;
};

static inline u16 pzz_be16(const u8 *p)
{
	return (u16)(p[0] << 8 | p[1]);
}

static inline u32 pzz_be32(const u8 *p)
{
	return (u32)p[0] << 24 | (u32)p[1] << 16 | (u32)p[2] << 8 | p[3];
}

static inline struct pzz_view pzz_view(const u8 *data, size_t len)
{
	return (struct pzz_view){ .pos = data, .end = data + len };
}

static inline size_t pzz_left(const struct pzz_view *v)
{
	return (size_t)(v->end - v->pos);
}

static inline bool pzz_ok(const struct pzz_view *v)
{
	return !v->failed;
}

/* The next @n bytes, or NULL and a failed cursor. */
static inline const u8 *pzz_take(struct pzz_view *v, size_t n)
{
	const u8 *p = v->pos;

	if (unlikely(v->failed || pzz_left(v) < n)) {
		v->failed = true;
		return NULL;
	}
	v->pos += n;
	return p;
}

static inline u8 pzz_take_u8(struct pzz_view *v)
{
	const u8 *p = pzz_take(v, 1);

	return p ? p[0] : 0;
}

static inline u16 pzz_take_be16(struct pzz_view *v)
{
	const u8 *p = pzz_take(v, 2);

	return p ? pzz_be16(p) : 0;
}

static inline u32 pzz_take_be32(struct pzz_view *v)
{
	const u8 *p = pzz_take(v, 4);

	return p ? pzz_be32(p) : 0;
}

#endif /* PZZ_VIEW_H */
