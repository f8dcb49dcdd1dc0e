// SPDX-License-Identifier: GPL-2.0
/* What both hashes share: blocks, padding and the length behind it. */
#include "hash/block.h"
#include "hash/hash.h"

#define BLOCK	64

static const u32 md5_start[8] = { 0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476 };
static const u32 sha256_start[8] = {
	0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
	0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19,
};

void pzz_hash_begin(struct pzz_hash *h, u8 kind)
{
	h->kind = kind;
	h->len = 0;
	memcpy(h->h, kind == PZZ_HASH_MD5 ? md5_start : sha256_start, sizeof(h->h));
}

static void one_block(struct pzz_hash *h, const u8 *block)
{
	if (h->kind == PZZ_HASH_MD5)
		pzz_md5_block(h->h, block);
	else
		pzz_sha256_block(h->h, block);
}

void pzz_hash_add(struct pzz_hash *h, const void *data, u32 len)
{
	u32 at = (u32)h->len % BLOCK, n;
	const u8 *from = data;

	h->len += len;
	while (len) {
		n = len < BLOCK - at ? len : BLOCK - at;
		memcpy(h->block + at, from, n);
		from += n;
		len -= n;
		at += n;
		if (at == BLOCK) {
			one_block(h, h->block);
			at = 0;
		}
	}
}

static void put32(u8 *p, u32 v, bool little)
{
	unsigned int i;

	for (i = 0; i < 4; i++)
		p[i] = (u8)(v >> (little ? 8 * i : 24 - 8 * i));
}

void pzz_hash_end(struct pzz_hash *h, u8 *digest)
{
	bool little = h->kind == PZZ_HASH_MD5;
	u64 bits = h->len * 8;
	static const u8 pad[BLOCK] = { 0x80 };
	u32 at = (u32)h->len % BLOCK, i;
	u8 len[8];

	pzz_hash_add(h, pad, at < BLOCK - 8 ? BLOCK - 8 - at : 2 * BLOCK - 8 - at);
	put32(len, little ? (u32)bits : (u32)(bits >> 32), little);
	put32(len + 4, little ? (u32)(bits >> 32) : (u32)bits, little);
	pzz_hash_add(h, len, sizeof(len));
	for (i = 0; i < pzz_hash_size(h->kind) / 4; i++)
		put32(digest + 4 * i, h->h[i], little);
	pzz_wipe(h, sizeof(*h));
}

void pzz_hash_hex(u8 *to, const u8 *from, u32 len)
{
	static const char digits[] = "0123456789abcdef";
	u32 i;

	for (i = 0; i < len; i++) {
		to[2 * i] = (u8)digits[from[i] >> 4];
		to[2 * i + 1] = (u8)digits[from[i] & 15];
	}
}
