// SPDX-License-Identifier: GPL-2.0
/* Any frames, one after the other, with timers in between. */
#include "fuzz.h"

const struct fuzz_target fuzz_target = {
	.sequence = true,
};
