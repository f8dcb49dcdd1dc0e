// SPDX-License-Identifier: GPL-2.0
/* The last sleeps: recorded by the hook of each resume, shown to people. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "cmd.h"
#include "print_json.h"
#include "sleeps.h"
#include "util.h"

static int get(struct nl *nl, struct proxy *p)
{
	int err = nl_stats_get(nl, p->ifindex, &p->stats);

	return err ? err : nl_wakes_get(nl, p->ifindex, &p->wakes);
}

static int store(const char *dir, const char *dev, const struct status *s, const struct proxy *p)
{
	json_t *all = sleeps_read(dir, dev), *one;
	int err;

	one = sleeps_new(s, p, json_array_get(all, json_array_size(all) - 1));
	json_decref(all);
	if (!one) {
		puts("no sleep since the last report");
		return EXIT_OK;
	}
	sleeps_print_line(stdout, one);
	putchar('\n');
	err = sleeps_append(dir, dev, one);
	json_decref(one);
	fflush(stdout); /* before what may be said on stderr */
	if (err)
		return cmd_error(EXIT_REFUSED, "not kept in %s: %s", dir, strerror(-err));
	return EXIT_OK;
}

static int record(struct tool *t, const char *dir, const char *dev)
{
	struct statuses s = { 0 };
	struct proxies p;
	int status = cmd_proxies(t, dev, get, &p);

	if (!status && nl_status_get(t->nl, p.v[0].ifindex, &s))
		status = cmd_refused(t);
	if (!status)
		status = store(dir, dev, &s.v[0], &p.v[0]);
	statuses_free(&s);
	cmd_proxies_free(&p);
	return status;
}

static int fault(const char *since)
{
	return cmd_error(EXIT_USAGE,
			 "--since: expected so long ago (90s, 30min, 12h, 7d) or a date (2026-11-20, \"2026-11-20 08:00\"), not %s",
			 since);
}

static bool take_date(const char *s, u64 *ms)
{
	static const char *const formats[] = { "%Y-%m-%d %H:%M:%S", "%Y-%m-%d %H:%M", "%Y-%m-%d" };

	for (size_t i = 0; i < ARRAY_SIZE(formats); i++) {
		struct tm tm = { .tm_isdst = -1 };
		const char *end = strptime(s, formats[i], &tm);
		time_t at = end && !*end ? mktime(&tm) : -1;

		if (at < 0)
			continue;
		*ms = (u64)at * 1000;
		return true;
	}
	return false;
}

static bool take_ago(const char *s, u64 now_ms, u64 *ms)
{
	static const struct {
		const char *unit;
		u64 seconds;
	} units[] = { { "s", 1 }, { "min", 60 }, { "h", 3600 }, { "d", 86400 }, { "w", 604800 } };
	char *end;
	unsigned long n = strtoul(s, &end, 10);

	if (*s < '0' || *s > '9' || n > 1000000)
		return false;
	for (size_t i = 0; i < ARRAY_SIZE(units); i++) {
		u64 ago = n * units[i].seconds * 1000;

		if (strcmp(end, units[i].unit))
			continue;
		*ms = ago < now_ms ? now_ms - ago : 0;
		return true;
	}
	return false;
}

static u64 now_ms(void)
{
	struct timespec ts;

	clock_gettime(CLOCK_REALTIME, &ts);
	return (u64)ts.tv_sec * 1000 + (u64)ts.tv_nsec / 1000000;
}

/* { "eth0": [ ... ] }, those that ended at @from_ms or later */
static json_t *gather(const char *dir, const char *dev, u64 from_ms)
{
	json_t *devs = dev ? json_pack("[s]", dev) : sleeps_devs(dir), *o = json_object(), *name;
	json_t *all, *some, *one;
	size_t i, j;

	json_array_foreach(devs, i, name) {
		all = sleeps_read(dir, json_string_value(name));
		some = json_array();
		json_array_foreach(all, j, one)
			if (sleeps_number(one, "ended_ms") >= from_ms)
				json_array_append(some, one);
		json_decref(all);
		json_object_set_new(o, json_string_value(name), some);
	}
	json_decref(devs);
	return o;
}

static void put_text(const json_t *devs)
{
	const char *dev;
	json_t *all, *one;
	size_t i;

	json_object_foreach((json_t *)devs, dev, all) {
		util_put_plain(stdout, dev);
		puts(json_array_size(all) ? "" : ": no sleep is recorded");
		json_array_foreach(all, i, one) {
			u64 began = sleeps_number(one, "began_ms");

			fputs("    ", stdout);
			if (!began)
				began = sleeps_number(one, "ended_ms");
			util_put_time(stdout, began * 1000000);
			fputs("  ", stdout);
			sleeps_print_line(stdout, one);
			putchar('\n');
		}
	}
}

static int put_svg(const char *name, const json_t *devs, u64 from_ms, u64 to_ms)
{
	bool is_stdout = !strcmp(name, "-"), failed;
	FILE *f = is_stdout ? stdout : fopen(name, "we");

	if (!f)
		return cmd_error(EXIT_REFUSED, "%s: %s", name, strerror(errno));
	sleeps_svg(f, devs, from_ms, to_ms);
	failed = fflush(f) || ferror(f);
	if (!is_stdout)
		failed |= fclose(f) != 0;
	return failed ? cmd_error(EXIT_REFUSED, "%s: %s", name, strerror(errno)) : EXIT_OK;
}

int cmd_report(struct tool *t, int n, char **v)
{
	const char *dir = t->store ? t->store : SLEEPS_DIR, *dev;
	u64 from_ms = 0, to_ms = now_ms();
	int status = cmd_dev(n, v, !t->record, &dev);
	json_t *devs;

	if (status)
		return status;
	if (t->record)
		return record(t, dir, dev);
	if (t->since && !take_ago(t->since, to_ms, &from_ms) && !take_date(t->since, &from_ms))
		return fault(t->since);
	devs = gather(dir, dev, from_ms);
	if (t->svg) {
		status = put_svg(t->svg, devs, from_ms, to_ms);
	} else if (t->face == &print_json) {
		json_dumpf(devs, stdout, JSON_INDENT(2));
		putchar('\n');
	} else {
		put_text(devs);
	}
	json_decref(devs);
	return status;
}
