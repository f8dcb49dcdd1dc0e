// SPDX-License-Identifier: GPL-2.0
#include "pzz_engine.h"

static const char *const reasons[] = { "unhandled" };

const struct pzz_room pzz_mld_room = {
	.name = "mld",
	.clauses = "5.6.1; RFC 2710, 3810",
	.host_stack = true,
	.reasons = reasons,
	.n_reasons = 1,
};
