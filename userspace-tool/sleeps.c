// SPDX-License-Identifier: GPL-2.0
/* What a sleep was: the difference of what the module counts, and its newest wake. */
#include <stdlib.h>
#include <string.h>

#include "decode.h"
#include "print_json.h"
#include "sleeps.h"
#include "util.h"

#define MS 1000000ULL /* ns */

u64 sleeps_number(const json_t *o, const char *key)
{
	json_int_t n = json_integer_value(json_object_get(o, key));

	return n > 0 ? (u64)n : 0;
}

const char *sleeps_text(const json_t *o, const char *key)
{
	const char *s = json_string_value(json_object_get(o, key));

	return s ? s : "";
}

/*
 * Reasons for which a frame is sent have a name that says so: see
 * kernel/proto/pzz_engine.h.
 */
static bool is_answer(const char *reason)
{
	static const char *const ends[] = { "answered", "announced", "defended", "reported" };
	size_t len = strlen(reason);

	if (len >= 12 && !strcmp(reason + len - 12, "not-answered"))
		return false;
	for (size_t i = 0; i < ARRAY_SIZE(ends); i++) {
		size_t n = strlen(ends[i]);

		if (len >= n && !strcmp(reason + len - n, ends[i]))
			return true;
	}
	return false;
}

/* Of each protocol: how many frames were answered. Cumulative. */
static json_t *answers(const struct stats *s)
{
	json_t *o = json_object();

	for (size_t i = 0; i < s->n_counters; i++) {
		const struct counter *c = &s->counters[i];

		if (is_answer(c->reason) && c->count)
			json_put(o, c->room, json_number(sleeps_number(o, c->room) + c->count));
	}
	return o;
}

/* What is counted for ever; the next sleep is the difference to it. */
static json_t *totals(const struct status *s, const struct proxy *p)
{
	json_t *o = json_object();

	json_put(o, "began_boot_ms", json_number(s->began_ns / MS));
	json_put(o, "sleeps", json_number(s->sleeps));
	json_put(o, "unproxied", json_number(s->unproxied));
	json_put(o, "frames", json_number(s->frames));
	json_put(o, "replies", json_number(s->replies));
	json_put(o, "suppressed", json_number(s->suppressed));
	json_put(o, "wakes", json_number(s->wakes));
	json_put(o, "answered", answers(&p->stats));
	return o;
}

/* The module was loaded, or the proxy made, anew: then all that it counts is new. */
static bool began_anew(const json_t *now, const json_t *was)
{
	static const char *const keys[] = { "sleeps", "unproxied", "frames", "replies", "wakes" };

	for (size_t i = 0; i < ARRAY_SIZE(keys); i++)
		if (sleeps_number(now, keys[i]) < sleeps_number(was, keys[i]))
			return true;
	return sleeps_number(now, "began_boot_ms") < sleeps_number(was, "began_boot_ms");
}

static void put_growth(json_t *to, const char *key, const json_t *now, const json_t *was)
{
	json_put(to, key, json_number(sleeps_number(now, key) - sleeps_number(was, key)));
}

static json_t *growth(const json_t *now, const json_t *was)
{
	json_t *o = json_object(), *value;
	const char *key;

	json_object_foreach((json_t *)now, key, value) {
		u64 n = (u64)json_integer_value(value) - sleeps_number(was, key);

		if (n)
			json_put(o, key, json_number(n));
	}
	return o;
}

/* The wake that ended this sleep, or NULL. */
static json_t *woken(const struct status *s, const struct wakes *wakes)
{
	const struct wake *w = wakes->n ? &wakes->v[wakes->n - 1] : NULL;
	struct util_text t;
	json_t *o;

	if (!w || !s->began_ns || w->boot_ns < s->began_ns)
		return NULL;
	o = json_object();
	json_put(o, "at_ms", json_number(w->real_ns / MS));
	json_put(o, "room", json_text(w->room));
	json_put(o, "reason", json_text(w->reason));
	if (w->rule)
		json_put(o, "rule", json_number(w->rule));
	if (*w->label)
		json_put(o, "label", json_text(w->label));
	if (!w->captured)
		return o;
	util_text_open(&t);
	decode_frame(t.f, w->frame, w->captured);
	json_put(o, "frame", json_printed(&t));
	return o;
}

json_t *sleeps_new(const struct status *s, const struct proxy *p, const json_t *last)
{
	json_t *now = totals(s, p), *was = json_object_get(last, "totals");
	json_t *o, *wake;

	if (began_anew(now, was))
		was = NULL;
	if (sleeps_number(now, "sleeps") + sleeps_number(now, "unproxied") ==
	    sleeps_number(was, "sleeps") + sleeps_number(was, "unproxied")) {
		json_decref(now);
		return NULL;
	}
	o = json_object();
	if (sleeps_number(now, "sleeps") > sleeps_number(was, "sleeps")) {
		json_put(o, "began_ms", json_number(util_boot_to_real(s->began_ns) / MS));
		json_put(o, "ended_ms", json_number(util_boot_to_real(s->ended_ns) / MS));
	} else {
		json_put(o, "ended_ms", json_number(util_boot_to_real(s->error_ns) / MS));
		json_put(o, "unproxied", json_text(s->error));
	}
	put_growth(o, "sleeps", now, was);
	put_growth(o, "frames", now, was);
	put_growth(o, "replies", now, was);
	put_growth(o, "suppressed", now, was);
	json_put(o, "answered", growth(json_object_get(now, "answered"),
				       json_object_get(was, "answered")));
	wake = woken(s, &p->wakes);
	if (wake)
		json_put(o, "woken", wake);
	json_put(o, "totals", now);
	return o;
}

static void print_time(FILE *f, u64 ms)
{
	u64 s = ms / 1000;

	if (s >= 3600)
		fprintf(f, "%llu h %llu min", s / 3600, s % 3600 / 60);
	else if (s >= 60)
		fprintf(f, "%llu min %llu s", s / 60, s % 60);
	else
		fprintf(f, "%llu.%llu s", s, ms % 1000 / 100);
}

static void print_answers(FILE *f, const json_t *answered)
{
	const char *sep = " (", *key;
	json_t *value;

	json_object_foreach((json_t *)answered, key, value) {
		fprintf(f, "%s%s %lld", sep, key, (long long)json_integer_value(value));
		sep = ", ";
	}
	if (*sep == ',')
		fputc(')', f);
}

static void print_woken(FILE *f, const json_t *w)
{
	fputs(", woken by ", f);
	if (sleeps_number(w, "rule"))
		fprintf(f, "rule %llu ", sleeps_number(w, "rule"));
	if (*sleeps_text(w, "label"))
		util_put_quoted(f, sleeps_text(w, "label"));
	else
		fputs(sleeps_text(w, "room"), f);
	fprintf(f, " %s", sleeps_text(w, "reason"));
	if (*sleeps_text(w, "frame"))
		fprintf(f, ": %s", sleeps_text(w, "frame"));
}

void sleeps_print_line(FILE *f, const json_t *sleep)
{
	const json_t *w = json_object_get(sleep, "woken");

	if (*sleeps_text(sleep, "unproxied")) {
		fprintf(f, "slept unproxied: %s", sleeps_text(sleep, "unproxied"));
		return;
	}
	fputs("slept for ", f);
	print_time(f, sleeps_number(sleep, "ended_ms") - sleeps_number(sleep, "began_ms"));
	fprintf(f, ", heard %llu frames, sent %llu", sleeps_number(sleep, "frames"),
		sleeps_number(sleep, "replies"));
	print_answers(f, json_object_get(sleep, "answered"));
	if (w)
		print_woken(f, w);
	else
		fputs(", woken by no frame", f);
}
