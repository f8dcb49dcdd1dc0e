/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What linux/proxzzzy.h says of wake rules, in the plainest way: each rule in
 * turn, byte by byte. What the wake room makes of a frame has to be the same.
 */
#ifndef WAKE_NAIVE_H
#define WAKE_NAIVE_H

#include "pzz_engine.h"

struct wake_naive {
	u8 verdict;
	u8 reason;	/* enum pzz_wake_reason */
	u16 rule;
};

/* @f: parsed and found good. */
struct wake_naive wake_naive(const struct pzz_setup *setup, const struct pzz_frame *f);

#endif /* WAKE_NAIVE_H */
