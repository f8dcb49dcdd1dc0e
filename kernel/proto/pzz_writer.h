/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Writing: a buffer that carries its capacity. A write that does not fit
 * changes nothing and marks the writer as failed; all later ones fail too.
 */
#ifndef PZZ_WRITER_H
#define PZZ_WRITER_H

#include "pzz_env.h"

struct pzz_writer {
	u8 *buf;
	u32 cap;
	u32 len;
	bool failed;
};

static inline struct pzz_writer pzz_writer(u8 *buf, u32 cap)
{
	return (struct pzz_writer){ .buf = buf, .cap = cap };
}

static inline void pzz_put_be16(u8 *p, u16 v)
{
	p[0] = v >> 8;
	p[1] = v & 0xff;
}

static inline void pzz_put_be32(u8 *p, u32 v)
{
	pzz_put_be16(p, (u16)(v >> 16));
	pzz_put_be16(p + 2, (u16)v);
}

/* Room for @n bytes that the caller fills in whole, or NULL. */
static inline u8 *pzz_room_for(struct pzz_writer *w, u32 n)
{
	u8 *p = w->buf + w->len;

	if (unlikely(w->failed || w->cap - w->len < n)) {
		w->failed = true;
		return NULL;
	}
	w->len += n;
	return p;
}

static inline void pzz_write(struct pzz_writer *w, const void *data, u32 n)
{
	u8 *p = pzz_room_for(w, n);

	if (p)
		memcpy(p, data, n);
}

static inline void pzz_write_u8(struct pzz_writer *w, u8 v)
{
	pzz_write(w, &v, 1);
}

static inline void pzz_write_be16(struct pzz_writer *w, u16 v)
{
	u8 *p = pzz_room_for(w, 2);

	if (p)
		pzz_put_be16(p, v);
}

static inline void pzz_write_be32(struct pzz_writer *w, u32 v)
{
	u8 *p = pzz_room_for(w, 4);

	if (p)
		pzz_put_be32(p, v);
}

#endif /* PZZ_WRITER_H */
