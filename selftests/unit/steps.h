/* SPDX-License-Identifier: GPL-2.0 */
#ifndef STEPS_H
#define STEPS_H

#include "pzz_env.h"

/*
 * How many instructions @work takes: counted one by one in a child that is
 * stepped through, so that no clock and no load matters. 0 if that can't be done.
 */
u64 unit_steps(void (*work)(const void *arg), const void *arg);

#endif /* STEPS_H */
