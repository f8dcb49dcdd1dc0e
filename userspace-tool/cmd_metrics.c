// SPDX-License-Identifier: GPL-2.0
/* OpenMetrics 1.0 text, for the textfile collector of node_exporter. */
#include "cmd.h"
#include "util.h"

static int get(struct nl *nl, struct proxy *p)
{
	return nl_stats_get(nl, p->ifindex, &p->stats);
}

/* A label's value: backslash, quote and line feed are escaped. */
static void put_label(const char *s)
{
	for (; *s; s++) {
		if (*s == '\n')
			fputs("\\n", stdout);
		else if (*s == '\\' || *s == '"')
			printf("\\%c", *s);
		else
			putchar(*s);
	}
}

static void put_head(const char *name, const char *type, const char *unit, const char *help)
{
	printf("# TYPE proxzzzy_%s %s\n", name, type);
	if (unit)
		printf("# UNIT proxzzzy_%s %s\n", name, unit);
	printf("# HELP proxzzzy_%s %s\n", name, help);
}

static void put_dev(const char *name, const char *dev)
{
	printf("proxzzzy_%s{device=\"", name);
	put_label(dev);
	putchar('"');
}

static const struct {
	const char *name;
	const char *help;
	size_t at;
} totals[] = {
	{ "sleeps", "Suspends that were proxied.", offsetof(struct status, sleeps) },
	{ "unproxied", "Suspends that were not proxied.", offsetof(struct status, unproxied) },
	{ "frames", "Frames seen while proxying.", offsetof(struct status, frames) },
	{ "replies", "Frames sent while proxying.", offsetof(struct status, replies) },
	{ "wakes", "Wakes by a frame or a deadline.", offsetof(struct status, wakes) },
	{ "wakes_suppressed", "Wakes that a limit prevented.",
	  offsetof(struct status, suppressed) },
};

static void put_totals(const struct statuses *s)
{
	char sample[64];

	for (size_t i = 0; i < ARRAY_SIZE(totals); i++) {
		put_head(totals[i].name, "counter", NULL, totals[i].help);
		snprintf(sample, sizeof(sample), "%s_total", totals[i].name);
		for (size_t j = 0; j < s->n; j++) {
			const u64 *value = (const u64 *)((const char *)&s->v[j] + totals[i].at);

			put_dev(sample, s->v[j].dev);
			printf("} %llu\n", *value);
		}
	}
	put_head("proxied_seconds", "counter", "seconds", "Time spent proxying.");
	for (size_t j = 0; j < s->n; j++) {
		put_dev("proxied_seconds_total", s->v[j].dev);
		printf("} %llu.%09llu\n", s->v[j].proxied_ns / 1000000000,
		       s->v[j].proxied_ns % 1000000000);
	}
	put_head("proxying", "gauge", NULL, "1 while the proxy answers instead of the host.");
	for (size_t j = 0; j < s->n; j++) {
		put_dev("proxying", s->v[j].dev);
		printf("} %d\n", s->v[j].phase == PROXZZZY_PHASE_PROXYING);
	}
}

static void put_outcomes(const struct proxies *p)
{
	put_head("outcomes", "counter", NULL, "Frames by what became of them.");
	for (size_t i = 0; i < p->n; i++) {
		for (size_t j = 0; j < p->v[i].stats.n_counters; j++) {
			const struct counter *c = &p->v[i].stats.counters[j];

			put_dev("outcomes_total", p->v[i].dev);
			fputs(",room=\"", stdout);
			put_label(c->room);
			fputs("\",reason=\"", stdout);
			put_label(c->reason);
			printf("\"} %llu\n", c->count);
		}
	}
}

static void put_rules(const struct proxies *p)
{
	put_head("rule_wakes", "counter", NULL, "Wakes by rule, since it is in force.");
	for (size_t i = 0; i < p->n; i++) {
		for (size_t j = 0; j < p->v[i].stats.n_rules; j++) {
			const struct rule_counter *c = &p->v[i].stats.rules[j];

			put_dev("rule_wakes_total", p->v[i].dev);
			printf(",rule=\"%u\",label=\"", c->id);
			put_label(c->label);
			printf("\"} %llu\n", c->woken);
		}
	}
}

int cmd_metrics(struct tool *t, int n, char **v)
{
	struct statuses s;
	struct proxies p;
	int status;

	if (n)
		return cmd_error(EXIT_USAGE, "expected nothing more, not %s", v[0]);
	status = cmd_proxies(t, NULL, get, &p);
	if (!status && nl_status_get(t->nl, 0, &s)) {
		status = cmd_refused(t);
	} else if (!status) {
		put_totals(&s);
		put_outcomes(&p);
		put_rules(&p);
		puts("# EOF");
		statuses_free(&s);
	}
	cmd_proxies_free(&p);
	return status;
}
