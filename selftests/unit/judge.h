/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What must be true of every outcome and every reply, whatever the frame was.
 * Says it in its own words: nothing of kernel/proto/ is called here but the
 * pure data of its headers.
 */
#ifndef JUDGE_H
#define JUDGE_H

#include "world.h"

/* What is wrong with the last frame of @w, or NULL. */
const char *judge_frame(const struct world *w);

/* What is wrong with what a timer run sent, or NULL. */
const char *judge_tick(const struct world *w);

/* The Internet checksum as RFC 1071 has it, one 16-bit word after the other. */
u16 judge_csum(const u8 *data, size_t len, u32 start);
u32 judge_pseudo(const u8 *src, const u8 *dst, unsigned int len, u8 proto, u32 l4_len);

#endif /* JUDGE_H */
