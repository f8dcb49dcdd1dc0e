/* SPDX-License-Identifier: GPL-2.0 */
/* Random wake rules, and frames that match one of them or nearly do. */
#ifndef WAKE_GEN_H
#define WAKE_GEN_H

#include "world.h"

#define WAKE_GEN_FRAME_MAX	1024

/* SplitMix64: the same seed makes the same choices everywhere. */
u64 wake_gen_random(u64 *seed);
u32 wake_gen_below(u64 *seed, u32 n);

/* Mostly a low one, so that two rules or a rule and a frame often have the same. */
u16 wake_gen_port(u64 *seed);

/* Fills in @n rules that pzz_conf_check() accepts. */
void wake_gen_rules(u64 *seed, struct pzz_rule *rules, u32 n);

/* Writes a frame and returns its length; sets what the receiver says of it in @flags. */
u32 wake_gen_frame(u64 *seed, const struct pzz_setup *setup, u8 *frame, struct pzz_frame *flags);

#endif /* WAKE_GEN_H */
