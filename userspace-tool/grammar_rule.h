/* SPDX-License-Identifier: GPL-2.0 */
#ifndef PZZCTL_GRAMMAR_RULE_H
#define PZZCTL_GRAMMAR_RULE_H

#include "take.h"

/* What the options that could go on here are, for a message about the next word. */
struct hint {
	size_t at; /* the word it is about */
	const char *options;
};

/* "[ignore] KIND ..." behind the id, into @r. */
bool grammar_rule(struct cursor *c, struct rule *r, struct hint *hint);

#endif /* PZZCTL_GRAMMAR_RULE_H */
