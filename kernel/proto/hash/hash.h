/* SPDX-License-Identifier: GPL-2.0 */
/* MD5 and SHA-256, for digest authentication (RFC 8760) and for numbers that nobody guesses. */
#ifndef PZZ_HASH_HASH_H
#define PZZ_HASH_HASH_H

#include "pzz_env.h"

#define PZZ_HASH_MAX	32	/* bytes of a digest */

enum pzz_hash_kind {
	PZZ_HASH_MD5 = PROXZZZY_HASH_MD5,
	PZZ_HASH_SHA256 = PROXZZZY_HASH_SHA256,

	PZZ_HASHES
};

struct pzz_hash {
	u64 len;
	u32 h[8];
	u8 block[64];
	u8 kind;		/* enum pzz_hash_kind */
};

static inline u32 pzz_hash_size(u8 kind)
{
	return kind == PZZ_HASH_MD5 ? 16 : 32;
}

void pzz_hash_begin(struct pzz_hash *h, u8 kind);
void pzz_hash_add(struct pzz_hash *h, const void *data, u32 len);

/* Writes pzz_hash_size() bytes and leaves nothing in @h. */
void pzz_hash_end(struct pzz_hash *h, u8 *digest);

/* Two lower case digits a byte, without a terminator. */
void pzz_hash_hex(u8 *to, const u8 *from, u32 len);

#endif /* PZZ_HASH_HASH_H */
