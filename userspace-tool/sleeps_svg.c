// SPDX-License-Identifier: GPL-2.0
/* The time line: a row for each interface, bars for sleeps, marks for wakes. */
#include <stdlib.h>

#include "print_json.h"
#include "sleeps.h"
#include "util.h"

#define LEFT 90
#define WIDTH 900 /* of the time line itself */
#define HEAD 46
#define ROW 96
#define BAR 26
#define TICKS 6

struct scale {
	u64 from_ms;
	u64 to_ms;
};

static double x_of(const struct scale *s, u64 ms)
{
	if (ms <= s->from_ms)
		return LEFT;
	if (ms >= s->to_ms)
		return LEFT + WIDTH;
	return LEFT + (double)(ms - s->from_ms) * WIDTH / (double)(s->to_ms - s->from_ms);
}

static void put_xml(FILE *f, const char *s)
{
	for (; *s; s++) {
		switch (*s) {
		case '&':
			fputs("&amp;", f);
			break;
		case '<':
			fputs("&lt;", f);
			break;
		case '>':
			fputs("&gt;", f);
			break;
		case '"':
			fputs("&quot;", f);
			break;
		default:
			fputc((unsigned char)*s < 0x20 ? ' ' : *s, f);
		}
	}
}

static void put_title(FILE *f, const json_t *one)
{
	struct util_text t;

	util_text_open(&t);
	sleeps_print_line(t.f, one);
	fputs("<title>", f);
	put_xml(f, util_text_close(&t));
	fputs("</title>", f);
	free(t.s);
}

static void put_bar(FILE *f, const struct scale *s, const json_t *one, int y)
{
	u64 began = sleeps_number(one, "began_ms"), ended = sleeps_number(one, "ended_ms");
	bool unproxied = *sleeps_text(one, "unproxied");
	double x = x_of(s, unproxied ? ended : began), width = x_of(s, ended) - x;

	fprintf(f, "<rect class=\"%s\" x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"%d\">",
		unproxied ? "unproxied" : "asleep", x, y, width < 1.5 ? 1.5 : width, BAR);
	put_title(f, one);
	fputs("</rect>\n", f);
}

static void put_mark(FILE *f, const struct scale *s, const json_t *one, int y)
{
	const json_t *w = json_object_get(one, "woken");
	double x;

	if (!w)
		return;
	x = x_of(s, sleeps_number(w, "at_ms"));
	fprintf(f, "<path class=\"wake\" d=\"M%.1f %d l-5 -9 h10 z\">", x, y);
	put_title(f, one);
	fputs("</path>\n", f);
}

/* Frames answered a sleep, as columns below its bar. */
static void put_columns(FILE *f, const struct scale *s, const json_t *all, int y)
{
	u64 most = 1;
	json_t *one;
	size_t i;

	json_array_foreach(all, i, one)
		if (sleeps_number(one, "replies") > most)
			most = sleeps_number(one, "replies");
	json_array_foreach(all, i, one) {
		double h = (double)sleeps_number(one, "replies") * 28 / (double)most;
		double x = x_of(s, sleeps_number(one, "began_ms"));
		double width = x_of(s, sleeps_number(one, "ended_ms")) - x;

		if (*sleeps_text(one, "unproxied"))
			continue;
		fprintf(f, "<rect class=\"frames\" x=\"%.1f\" y=\"%d\" ", x, y);
		fprintf(f, "width=\"%.1f\" height=\"%.1f\">", width < 1.5 ? 1.5 : width, h);
		put_title(f, one);
		fputs("</rect>\n", f);
	}
}

/* Of all sleeps of an interface: "arp 12, mdns 30" */
static void put_answered(FILE *f, const json_t *all, int y)
{
	json_t *sum = json_object(), *one, *value;
	const char *room, *sep = "";
	size_t i;

	json_array_foreach(all, i, one)
		json_object_foreach(json_object_get(one, "answered"), room, value)
			json_put(sum, room, json_number(sleeps_number(sum, room) +
							(u64)json_integer_value(value)));
	fprintf(f, "<text class=\"small\" x=\"%d\" y=\"%d\">answered: ", LEFT, y);
	json_object_foreach(sum, room, value) {
		fputs(sep, f);
		put_xml(f, room);
		fprintf(f, " %lld", (long long)json_integer_value(value));
		sep = ", ";
	}
	fputs(*sep ? "</text>\n" : "nothing</text>\n", f);
	json_decref(sum);
}

static void put_row(FILE *f, const struct scale *s, const char *dev, const json_t *all, int y)
{
	json_t *one;
	size_t i;

	fprintf(f, "<text x=\"%d\" y=\"%d\" text-anchor=\"end\">", LEFT - 8, y + 18);
	put_xml(f, dev);
	fputs("</text>\n<rect class=\"awake\" ", f);
	fprintf(f, "x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\"/>\n", LEFT, y, WIDTH, BAR);
	json_array_foreach(all, i, one)
		put_bar(f, s, one, y);
	put_columns(f, s, all, y + BAR + 2);
	json_array_foreach(all, i, one)
		put_mark(f, s, one, y);
	put_answered(f, all, y + BAR + 44);
}

static void put_axis(FILE *f, const struct scale *s, int bottom)
{
	for (unsigned int i = 0; i <= TICKS; i++) {
		u64 ms = s->from_ms + (s->to_ms - s->from_ms) * i / TICKS;
		double x = x_of(s, ms);
		struct util_text t;

		util_text_open(&t);
		util_put_time(t.f, ms * 1000000);
		util_text_close(&t);
		fprintf(f, "<path class=\"tick\" d=\"M%.1f %d V%d\"/>\n", x, HEAD - 12, bottom);
		fprintf(f, "<text class=\"small\" x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%.16s</text>\n",
			x, HEAD - 18, t.s);
		free(t.s);
	}
}

static const char *const style[] = {
	"<style>text{font:13px sans-serif;fill:#222}.small{font-size:10px;fill:#666}",
	".awake{fill:#ffd479}.asleep{fill:#2f5d8a}.unproxied{fill:#b03030}",
	".frames{fill:#5aa469}.wake{fill:#d1495b}.tick{stroke:#8886;fill:none}",
	"@media(prefers-color-scheme:dark){text{fill:#eee}.small{fill:#aaa}",
	".awake{fill:#8a6d1f}.asleep{fill:#6fa8dc}}</style>\n",
};

/* From the first sleep on, if nobody said from when. */
static u64 first_of(const json_t *devs, u64 to_ms)
{
	u64 first = to_ms - 1;
	const char *dev;
	json_t *all, *one;
	size_t i;

	json_object_foreach((json_t *)devs, dev, all)
		json_array_foreach(all, i, one) {
			u64 began = sleeps_number(one, "began_ms");

			if (began && began < first)
				first = began;
		}
	return first;
}

void sleeps_svg(FILE *f, const json_t *devs, u64 from_ms, u64 to_ms)
{
	struct scale s = { from_ms ? from_ms : first_of(devs, to_ms), to_ms };
	int bottom = HEAD + ROW * (int)json_object_size(devs), y = HEAD;
	const char *dev;
	json_t *all;
	size_t i;

	if (s.from_ms >= s.to_ms)
		s.from_ms = s.to_ms - 1;
	fprintf(f,
		"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"sleeps\">\n",
		LEFT + WIDTH + 60, bottom + 30);
	for (i = 0; i < ARRAY_SIZE(style); i++)
		fputs(style[i], f);
	put_axis(f, &s, bottom);
	json_object_foreach((json_t *)devs, dev, all) {
		put_row(f, &s, dev, all, y);
		y += ROW;
	}
	fprintf(f,
		"<text class=\"small\" x=\"%d\" y=\"%d\">dark: asleep; light: awake; red: slept unproxied; green: frames sent; triangles: woken by a frame</text>\n</svg>\n",
		LEFT, bottom + 18);
}
