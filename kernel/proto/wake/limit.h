/* SPDX-License-Identifier: GPL-2.0 */
/* The state of the wake room: buckets and counters. */
#ifndef PZZ_WAKE_LIMIT_H
#define PZZ_WAKE_LIMIT_H

#include "pzz_engine.h"

size_t pzz_wake_state_size(const struct pzz_conf *conf);
void pzz_wake_state_init(const struct pzz_conf *conf, void *state);
struct pzz_outcome pzz_wake_settle(const struct pzz_conf *conf, void *state, struct pzz_now now,
				   const struct pzz_frame *f, struct pzz_outcome was);

#endif /* PZZ_WAKE_LIMIT_H */
