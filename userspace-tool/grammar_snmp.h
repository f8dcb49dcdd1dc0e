/* SPDX-License-Identifier: GPL-2.0 */
/* The settings of SNMP: grammar.c calls these behind their first word. */
#ifndef PZZCTL_GRAMMAR_SNMP_H
#define PZZCTL_GRAMMAR_SNMP_H

#include <stdio.h>

#include "take.h"

bool grammar_snmp(struct cursor *c, struct change *ch);
bool grammar_community(struct cursor *c, struct change *ch);
bool grammar_oid(struct cursor *c, struct change *ch);
bool grammar_del_community(struct cursor *c, struct change *ch);
bool grammar_del_oid(struct cursor *c, struct change *ch);

bool grammar_take_oid(struct cursor *c, struct oid *oid);

/* NAME or @FILE. What is wrong with a name is told without it. */
bool grammar_take_community(struct cursor *c, struct community *to);

/* A value from its OID on, as it stands in a statement; its line is that of the cursor. */
bool grammar_take_value(struct cursor *c, struct value *v);

/* The other way round */
void grammar_put_snmp(FILE *f, const struct config *cfg);
void grammar_put_community(FILE *f, const struct community *com); /* behind its name */
void grammar_put_value(FILE *f, const struct value *v); /* from its OID on */

#endif /* PZZCTL_GRAMMAR_SNMP_H */
