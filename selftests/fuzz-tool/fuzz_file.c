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

/* Communities are not printed again, but as comments: what remains must hold. */
static void without_communities(struct changes *c)
{
	size_t kept = 0;

	for (size_t i = 0; i < c->n; i++) {
		struct change *ch = &c->v[i];
		const struct config *cfg = &ch->set;
		bool any = ch->n_del_communities || cfg->n_communities;

		for (size_t j = 0; j < ch->n_del_communities; j++)
			free(ch->del_communities[j].file);
		for (size_t j = 0; j < cfg->n_communities; j++)
			free(cfg->communities[j].file);
		ch->n_del_communities = 0;
		ch->set.n_communities = 0;
		if (any && !cfg->has && !cfg->n_addrs && !cfg->n_groups && !cfg->n_rrs &&
		    !cfg->n_values && !cfg->n_lifetimes && !cfg->n_rules && !change_deletes(ch)) {
			free(ch->del_communities);
			free(ch->set.communities);
		} else {
			c->v[kept++] = *ch;
		}
	}
	c->n = kept;
}

/* With other names, the same is printed. */
static void hide(struct changes *c)
{
	char *before, *after;
	size_t len;

	before = printed(c, &len);
	for (size_t i = 0; i < c->n; i++) {
		struct config *cfg = &c->v[i].set;

		for (size_t j = 0; j < cfg->n_communities; j++)
			memset(cfg->communities[j].name, 'x', sizeof(cfg->communities[j].name));
	}
	after = printed(c, &len);
	must(!strcmp(before, after), "a community is not printed");
	free(before);
	free(after);
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
	if (grammar_file(&c, text, size, &f)) {
		hide(&c);
		without_communities(&c);
		hold(&c);
	} else {
		must(f.line > 0 && *f.text && readable(f.text, strlen(f.text)),
		     "a refusal has a line and a sentence");
	}
	changes_free(&c);
	free(text);
	return 0;
}
