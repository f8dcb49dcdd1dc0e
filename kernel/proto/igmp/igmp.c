// SPDX-License-Identifier: GPL-2.0
#include "pzz_engine.h"

static const char *const reasons[] = { "unhandled" };

const struct pzz_room pzz_igmp_room = {
	.name = "igmp",
	.clauses = "8.1 R39, R40; RFC 2236, 3376",
	.host_stack = true,
	.reasons = reasons,
	.n_reasons = 1,
};
