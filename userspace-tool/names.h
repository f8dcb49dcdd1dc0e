/* SPDX-License-Identifier: GPL-2.0 */
/* One word for each value of the ABI: the grammar, the text and the JSON use the same. */
#ifndef PZZCTL_NAMES_H
#define PZZCTL_NAMES_H

#include <stdio.h>

#include "base.h"

struct name {
	const char *word; /* NULL ends a table */
	u32 value;
};

extern const struct name names_s2idle[];
extern const struct name names_deep[];
extern const struct name names_conflict[];
extern const struct name names_ndp_conflict[];
extern const struct name names_kind[];
extern const struct name names_phase[];
extern const struct name names_starter[];
extern const struct name names_event[];
extern const struct name names_lease[];
extern const struct name names_unit[];
extern const struct name names_access[];
extern const struct name names_too_old[];
extern const struct name names_failure[];
extern const struct name names_hash[];
extern const struct name names_transport[];
extern const struct name names_switch[];

/* The first word of this value; "unknown" for one of a newer module. */
const char *names_word(const struct name *table, u32 value);

bool names_value(const struct name *table, const char *word, u32 *value);

/* "a, b or c" */
void names_list(const struct name *table, char *buf, size_t size);

#endif /* PZZCTL_NAMES_H */
