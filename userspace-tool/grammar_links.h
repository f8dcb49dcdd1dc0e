/* SPDX-License-Identifier: GPL-2.0 */
/* Teredo clients and LLDPDUs: grammar.c calls these behind their first word. */
#ifndef PZZCTL_GRAMMAR_LINKS_H
#define PZZCTL_GRAMMAR_LINKS_H

#include <stdio.h>

#include "take.h"

bool grammar_teredo(struct cursor *c, struct change *ch);
bool grammar_lldp(struct cursor *c, struct change *ch);
bool grammar_del_teredo(struct cursor *c, struct change *ch);
bool grammar_del_lldp(struct cursor *c, struct change *ch);

/* The other way round, from the bytes on */
void grammar_put_teredo(FILE *f, const struct teredo *t);
void grammar_put_lldp(FILE *f, const struct lldp *l);
void grammar_put_del_teredo(FILE *f, const struct teredo *t);
void grammar_put_del_lldp(FILE *f, const struct lldp *l);

/* Reads what is in files below @root, for all of a change. Return: false with @f filled in. */
bool links_read(struct change *ch, const char *root, struct fault *f);

#endif /* PZZCTL_GRAMMAR_LINKS_H */
