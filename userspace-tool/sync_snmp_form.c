// SPDX-License-Identifier: GPL-2.0
#include <stdlib.h>
#include <string.h>

#include "grammar_snmp.h"
#include "snmp_text.h"
#include "sync_snmp.h"
#include "util.h"

struct reading {
	struct config *cfg;
	snmp_walked *told;
	void *arg;
	const char *top; /* the subtree that is begun; NULL: none */
	const char *why; /* it is left out */
	size_t first; /* its first value */
	u64 taken;
	size_t bytes; /* of all values, as the module counts them */
};

static void cut(struct config *cfg, size_t n)
{
	while (cfg->n_values > n)
		free(cfg->values[--cfg->n_values].data);
}

/* The subtree is over; @why: its values are not complete. */
static void end(struct reading *r, const char *why)
{
	if (!r->top)
		return;
	if (r->why)
		why = r->why;
	if (why)
		cut(r->cfg, r->first);
	r->told(r->arg, r->top, r->cfg->n_values - r->first, why);
	r->top = NULL;
}

static void begin(struct reading *r, const char *top)
{
	end(r, "not complete in time");
	r->top = top;
	r->why = NULL;
	r->first = r->cfg->n_values;
	r->bytes = 0;
	for (size_t i = 0; i < r->cfg->n_values; i++)
		r->bytes += r->cfg->values[i].oid.n * 5 + r->cfg->values[i].data_len;
}

/* What counts on while the host sleeps */
static bool is_uptime(const struct value *v)
{
	static const struct oid uptimes[] = {
		{ 9, { 1, 3, 6, 1, 2, 1, 1, 3, 0 } }, /* sysUpTime.0 */
		{ 10, { 1, 3, 6, 1, 2, 1, 25, 1, 1, 0 } }, /* hrSystemUptime.0 */
	};

	return v->type == SNMP_TICKS && (!oid_compare(&v->oid, &uptimes[0]) ||
					 !oid_compare(&v->oid, &uptimes[1]));
}

static void add(struct reading *r, const struct words *w)
{
	struct fault f = { 0 };
	struct cursor c = { .v = w->v, .n = w->n, .fault = &f };
	struct value *v;

	if (r->cfg->n_values == PROXZZZY_OID_MAX) {
		r->why = "there are too many values";
		return;
	}
	v = config_add_value(r->cfg);
	r->why = grammar_take_value(&c, v) && !take_peek(&c) ? NULL : "not understood";
	r->bytes += v->oid.n * 5 + v->data_len;
	if (r->bytes > PROXZZZY_OID_BYTES_MAX)
		r->why = "the values are too long";
	v->line = 0;
	if (is_uptime(v) && !v->age) {
		v->age = PROXZZZY_AGE_COUNT;
		v->taken = r->taken;
	}
}

static void value_line(struct reading *r, const char *line)
{
	struct words w = { 0 };
	struct source src;
	struct fault f = { 0 };

	if (!r->top || r->why)
		return;
	words_source(&src, line, strlen(line));
	if (words_next(&src, &w, &f))
		add(r, &w);
	else
		r->why = "not understood";
	words_free(&w);
}

/* What follows @word and a blank in @line, or NULL */
static const char *after(const char *line, const char *word)
{
	size_t len = strlen(word);

	return strncmp(line, word, len) || line[len] != ' ' ? NULL : line + len + 1;
}

static void one_line(struct reading *r, const char *line)
{
	const char *top = after(line, "subtree"), *at = after(line, "at");
	const char *why = after(line, "fail");

	if (top)
		begin(r, top);
	else if (at)
		r->taken = strtoull(at, NULL, 10);
	else if (!strcmp(line, "end"))
		end(r, NULL);
	else if (why && r->top)
		end(r, why);
	else if (why)
		r->told(r->arg, NULL, 0, why);
	else
		value_line(r, line);
}

void snmp_walk_read(struct config *cfg, char *text, snmp_walked *told, void *arg)
{
	struct reading r = { .cfg = cfg, .told = told, .arg = arg };
	char *line;

	while ((line = strsep(&text, "\n")))
		if (text) /* else its end is missing */
			one_line(&r, line);
	end(&r, "not complete in time");
}
