/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The one grammar: of the command line, of a batch file, and of what `save`
 * prints. See proxzzzyctl(8) for the words.
 */
#ifndef PZZCTL_GRAMMAR_H
#define PZZCTL_GRAMMAR_H

#include <stdio.h>

#include "model.h"
#include "words.h"

/*
 * One statement, "set ..." or "del ...", into the change of its interface.
 * Return: false with @f filled in; then @to is good for nothing but
 * changes_free().
 */
bool grammar_statement(struct changes *to, char *const *words, size_t n, int line, struct fault *f);

/* A whole file. Deleting a whole proxy is not for files. */
bool grammar_file(struct changes *to, const char *text, size_t len, struct fault *f);

/* Statements that ask for all of @cfg, a line each. A password is never printed. */
void grammar_print(FILE *f, const char *dev, const struct config *cfg);

/* The same of a change, deletions first. */
void grammar_print_change(FILE *f, const struct change *c);

/* A setting's word, and what follows it, each with a blank before it. */
struct grammar_piece {
	const char *word;
	u32 has; /* enum has */
	void (*put)(FILE *f, const struct config *cfg);
};

extern const struct grammar_piece grammar_pieces[]; /* ends with a NULL word */

void grammar_put_ip(FILE *f, const struct ip *ip);
void grammar_put_prefix(FILE *f, const struct prefix *p);
void grammar_put_limit(FILE *f, const struct limit *l);
void grammar_put_file(FILE *f, const char *file); /* @FILE */
void grammar_put_rule(FILE *f, const struct rule *r); /* from its kind on */

#endif /* PZZCTL_GRAMMAR_H */
