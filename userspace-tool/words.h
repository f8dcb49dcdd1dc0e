/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A batch file as statements of words. A statement ends with its line, unless
 * a backslash is the last thing on it. '#' at the beginning of a word starts a
 * comment. A word in double quotes may hold blanks, and \" \\ \xNN.
 */
#ifndef PZZCTL_WORDS_H
#define PZZCTL_WORDS_H

#include "base.h"

/* What is wrong and where; line 0 is the command line. */
struct fault {
	int line;
	char text[512];
};

struct words {
	char **v;
	size_t n;
	int line; /* where the statement begins */
};

struct source {
	const char *p;
	const char *end;
	int line;
};

void words_source(struct source *src, const char *text, size_t len);

/*
 * The next statement that has words, into @w, whose former words are freed.
 * Return: false with @f->text empty at the end, and filled in at a mistake.
 */
bool words_next(struct source *src, struct words *w, struct fault *f);
void words_free(struct words *w);

#endif /* PZZCTL_WORDS_H */
