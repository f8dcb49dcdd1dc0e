// SPDX-License-Identifier: GPL-2.0
/*
 * The batch file's parser: what it accepts is printed, the print is accepted,
 * means the same and is printed as the same bytes. What it refuses has a line
 * and a sentence.
 */
#include <stdlib.h>
#include <string.h>

#include "grammar.h"
#include "util.h"

/* the name that libFuzzer calls */
int fuzz(const u8 *data, size_t size) __asm__("LLVMFuzzerTestOneInput");

static void must(bool ok, const char *what)
{
	if (ok)
		return;
	fprintf(stderr, "property broken: %s\n", what);
	abort();
}

static char *printed(const struct changes *c, size_t *len)
{
	struct util_text t;

	util_text_open(&t);
	for (size_t i = 0; i < c->n; i++)
		grammar_print_change(t.f, &c->v[i]);
	util_text_close(&t);
	*len = t.len;
	return t.s;
}

static bool readable(const char *text, size_t len)
{
	for (size_t i = 0; i < len; i++)
		if ((text[i] < ' ' || text[i] > '~') && text[i] != '\n')
			return false;
	return strlen(text) == len;
}

static void hold(const struct changes *first)
{
	struct changes second = { 0 };
	size_t len, len_again;
	char *text, *again;
	struct fault f;

	text = printed(first, &len);
	must(readable(text, len), "a print is lines of printable ASCII");
	must(grammar_file(&second, text, len, &f), "what is printed is accepted");
	must(changes_equal(first, &second), "what is printed means the same");
	again = printed(&second, &len_again);
	must(len == len_again && !memcmp(text, again, len), "a second print is the first");
	changes_free(&second);
	free(again);
	free(text);
}

int fuzz(const u8 *data, size_t size)
{
	struct changes c = { 0 };
	struct fault f = { 0 };
	char *text = malloc(size + 1); /* size alone may be 0 */

	memcpy(text, data, size);
	if (grammar_file(&c, text, size, &f))
		hold(&c);
	else
		must(f.line > 0 && *f.text && readable(f.text, strlen(f.text)),
		     "a refusal has a line and a sentence");
	changes_free(&c);
	free(text);
	return 0;
}
