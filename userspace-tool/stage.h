/* SPDX-License-Identifier: GPL-2.0 */
/* Putting a change in force, from its stage to its commit. */
#ifndef PZZCTL_STAGE_H
#define PZZCTL_STAGE_H

#include "nl.h"

enum stage_from {
	STAGE_FROM_EMPTY, /* the change is the whole configuration */
	STAGE_FROM_CURRENT, /* it is added to the one in force, and replaces what it names */
};

/* Opens a stage and fills it; what is refused leaves none open. */
int stage_fill(struct nl *nl, u32 ifindex, const struct change *c, enum stage_from from);

/*
 * Commits it. If another commit came in between, fills it anew, a few times.
 * Either way no stage is left open.
 */
int stage_commit(struct nl *nl, u32 ifindex, const struct change *c, enum stage_from from);

#endif /* PZZCTL_STAGE_H */
