// SPDX-License-Identifier: GPL-2.0
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "util.h"
#include "words.h"

void words_source(struct source *src, const char *text, size_t len)
{
	*src = (struct source){ .p = text, .end = text + len, .line = 1 };
}

void words_free(struct words *w)
{
	for (size_t i = 0; i < w->n; i++)
		util_free(w->v[i], strlen(w->v[i]), 1);
	util_free(w->v, w->n, sizeof(*w->v));
	memset(w, 0, sizeof(*w));
}

static bool fail(const struct source *src, struct fault *f, const char *text)
{
	f->line = src->line;
	snprintf(f->text, sizeof(f->text), "%s", text);
	return false;
}

static bool blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r';
}

static bool ends_word(const struct source *src)
{
	return src->p == src->end || blank(*src->p) || *src->p == '\n';
}

/* At a backslash that hides the end of its line? */
static bool continues(const struct source *src)
{
	const char *p = src->p + 1;

	if (*src->p != '\\')
		return false;
	if (p < src->end && *p == '\r')
		p++;
	return p < src->end && *p == '\n';
}

static void skip_line_end(struct source *src)
{
	src->p = (const char *)memchr(src->p, '\n', (size_t)(src->end - src->p)) + 1;
	src->line++;
}

/* Goes to the next word of this statement. Return: whether there is one. */
static bool to_word(struct source *src)
{
	while (src->p < src->end) {
		if (blank(*src->p))
			src->p++;
		else if (continues(src))
			skip_line_end(src);
		else
			break;
	}
	if (src->p < src->end && *src->p == '#')
		while (src->p < src->end && *src->p != '\n')
			src->p++;
	return src->p < src->end && *src->p != '\n';
}

/* What stands for one byte between quotes. Return: the byte or -1. */
static int quoted_byte(struct source *src)
{
	int c = (unsigned char)*src->p++, hi, lo;

	if (c != '\\')
		return c;
	if (src->p == src->end)
		return -1;
	c = *src->p++;
	if (c == '"' || c == '\\')
		return c;
	if (c != 'x' || src->end - src->p < 2)
		return -1;
	hi = util_hex_digit(*src->p++);
	lo = util_hex_digit(*src->p++);
	return hi < 0 || lo < 0 ? -1 : hi * 16 + lo;
}

static bool quoted(struct source *src, FILE *out, struct fault *f)
{
	src->p++;
	while (src->p < src->end && *src->p != '"' && *src->p != '\n') {
		int c = quoted_byte(src);

		if (c < 0)
			return fail(src, f, "between quotes, \\ is followed by \", \\ or xNN");
		if (!c)
			return fail(src, f, "a word cannot hold a zero byte");
		fputc(c, out);
	}
	if (src->p == src->end || *src->p != '"')
		return fail(src, f, "the closing quote is missing");
	src->p++;
	return ends_word(src) || fail(src, f, "a blank is missing after the closing quote");
}

static bool bare(struct source *src, FILE *out, struct fault *f)
{
	for (; !ends_word(src) && !continues(src); src->p++) {
		if (*src->p == '"')
			return fail(src, f, "a quote stands within a word");
		if (!*src->p)
			return fail(src, f, "a word cannot hold a zero byte");
		fputc(*src->p, out);
	}
	return true;
}

static bool word(struct source *src, struct words *w, struct fault *f)
{
	struct util_text t;
	bool ok;

	util_text_open(&t);
	ok = *src->p == '"' ? quoted(src, t.f, f) : bare(src, t.f, f);
	util_text_close(&t);
	w->v = util_grow(w->v, w->n, sizeof(*w->v));
	w->v[w->n++] = t.s;
	return ok;
}

bool words_next(struct source *src, struct words *w, struct fault *f)
{
	words_free(w);
	f->text[0] = '\0';
	while (src->p < src->end) {
		while (to_word(src)) {
			if (!w->n)
				w->line = src->line;
			if (!word(src, w, f))
				return false;
		}
		if (src->p < src->end)
			skip_line_end(src);
		if (w->n)
			return true;
	}
	return false;
}
