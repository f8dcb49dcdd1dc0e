// SPDX-License-Identifier: GPL-2.0
#include "pzz_engine.h"

static const char *const reasons[] = { "unhandled" };

const struct pzz_room pzz_llmnr_room = {
	.name = "llmnr",
	.clauses = "8.7 R82-R90; RFC 4795, MS-LLMNRP",
	.reasons = reasons,
	.n_reasons = 1,
};
