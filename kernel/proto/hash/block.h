/* SPDX-License-Identifier: GPL-2.0 */
/* One block of 64 bytes; for hash.c only. */
#ifndef PZZ_HASH_BLOCK_H
#define PZZ_HASH_BLOCK_H

#include "pzz_env.h"

void pzz_md5_block(u32 *h, const u8 *block);
void pzz_sha256_block(u32 *h, const u8 *block);

#endif /* PZZ_HASH_BLOCK_H */
