/* SPDX-License-Identifier: GPL-2.0 */
/* Lease and lifetimes: grammar.c calls these behind their first word. */
#ifndef PZZCTL_GRAMMAR_DHCP_H
#define PZZCTL_GRAMMAR_DHCP_H

#include <stdio.h>

#include "take.h"

bool grammar_dhcp(struct cursor *c, struct change *ch);
bool grammar_lifetime(struct cursor *c, struct change *ch);
bool grammar_lifetime_before(struct cursor *c, struct change *ch);
bool grammar_del_lifetime(struct cursor *c, struct change *ch);

/* The other way round */
void grammar_put_dhcp(FILE *f, const struct config *cfg);
void grammar_put_lifetime(FILE *f, const struct lifetime *life); /* from its address on */
void grammar_put_lifetime_before(FILE *f, const struct config *cfg);

/* Lines of their own */
void grammar_put_lifetimes(FILE *f, const char *dev, const struct config *cfg);
void grammar_put_deleted_lifetimes(FILE *f, const struct change *c);

#endif /* PZZCTL_GRAMMAR_DHCP_H */
