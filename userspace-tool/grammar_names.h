/* SPDX-License-Identifier: GPL-2.0 */
/* The settings of groups and names: grammar.c calls these behind their first word. */
#ifndef PZZCTL_GRAMMAR_NAMES_H
#define PZZCTL_GRAMMAR_NAMES_H

#include <stdio.h>

#include "take.h"

/* Marks a setting as given, or fails about the word before the cursor. */
bool grammar_once(struct cursor *c, struct change *ch, enum has has);

bool grammar_igmp(struct cursor *c, struct change *ch);
bool grammar_mld(struct cursor *c, struct change *ch);
bool grammar_mdns(struct cursor *c, struct change *ch);
bool grammar_llmnr(struct cursor *c, struct change *ch);
bool grammar_group(struct cursor *c, struct change *ch);
bool grammar_record(struct cursor *c, struct change *ch);
bool grammar_del_group(struct cursor *c, struct change *ch);
bool grammar_del_record(struct cursor *c, struct change *ch);

/* The other way round */
void grammar_put_mdns(FILE *f, const struct config *cfg);
void grammar_put_llmnr(FILE *f, const struct config *cfg);
void grammar_put_record(FILE *f, const struct rr *rr); /* from its name on */

#endif /* PZZCTL_GRAMMAR_NAMES_H */
