// SPDX-License-Identifier: GPL-2.0
#include "pzz_engine.h"

static const char *const reasons[] = { "unhandled" };

const struct pzz_room pzz_mdns_room = {
	.name = "mdns",
	.clauses = "8.6 R60-R81; RFC 6762, 6763",
	.reasons = reasons,
	.n_reasons = 1,
};
