/* SPDX-License-Identifier: GPL-2.0 */
/* SIP registrations and DNS servers: grammar.c calls these behind their first word. */
#ifndef PZZCTL_GRAMMAR_SIP_H
#define PZZCTL_GRAMMAR_SIP_H

#include <stdio.h>

#include "take.h"

bool grammar_sip(struct cursor *c, struct change *ch);
bool grammar_dns(struct cursor *c, struct change *ch);
bool grammar_del_sip(struct cursor *c, struct change *ch);
bool grammar_del_dns(struct cursor *c, struct change *ch);

/*
 * The Contact of who has said none, of user, address and port. Return: false if it
 * would be too long.
 */
bool grammar_sip_contact(struct registration *r);

/* From its address on; whole is false for the name alone. Secrets are never printed. */
void grammar_put_sip(FILE *f, const struct registration *r, bool whole);

#endif /* PZZCTL_GRAMMAR_SIP_H */
