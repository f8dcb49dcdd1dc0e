// SPDX-License-Identifier: GPL-2.0
/* Will this machine proxy, and if not, why not? */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "cmd.h"
#include "doctor.h"
#include "doctor_try.h"
#include "print_json.h"
#include "util.h"

static const char *const levels[] = {
	[FINDING_GOOD] = "good",
	[FINDING_NOTE] = "note",
	[FINDING_BAD] = "bad",
};

static void put_text(const struct doctor *d, const char *dev)
{
	for (size_t i = 0; i < d->n; i++) {
		printf("%-5s %-14s ", levels[d->v[i].level], d->v[i].topic);
		util_put_plain(stdout, d->v[i].text);
		putchar('\n');
		if (!d->v[i].remedy)
			continue;
		printf("%20s remedy: ", "");
		util_put_plain(stdout, d->v[i].remedy);
		putchar('\n');
	}
	printf("%s will %sbe proxied while this machine sleeps\n", dev ? dev : "an interface",
	       doctor_will_proxy(d) ? "" : "not ");
}

static void put_json(const struct doctor *d, const char *dev)
{
	json_t *o = json_object(), *all = json_array();

	for (size_t i = 0; i < d->n; i++) {
		json_t *one = json_object();

		json_put(one, "level", json_text(levels[d->v[i].level]));
		json_put(one, "topic", json_text(d->v[i].topic));
		json_put(one, "text", json_text(d->v[i].text));
		json_put(one, "remedy", d->v[i].remedy ? json_text(d->v[i].remedy) : json_null());
		json_array_append_new(all, one);
	}
	json_put(o, "dev", dev ? json_text(dev) : json_null());
	json_put(o, "will_proxy", json_boolean(doctor_will_proxy(d)));
	json_put(o, "findings", all);
	json_dumpf(o, stdout, JSON_INDENT(2));
	putchar('\n');
	json_decref(o);
}

/* What the module has for @dev, if it is there at all. */
static void ask_module(struct tool *t, struct doctor *d, const char *dev)
{
	struct statuses s = { 0 };
	bool found = false;

	if (!doctor_exists(d, "/sys/module/proxzzzy") || nl_open(&t->nl) ||
	    nl_status_get(t->nl, 0, &s)) {
		statuses_free(&s);
		return;
	}
	for (size_t i = 0; i < s.n; i++) {
		if (strcmp(s.v[i].dev, dev))
			continue;
		doctor_proxy(d, dev, &s.v[i]);
		found = true;
	}
	if (!found)
		doctor_proxy(d, dev, NULL);
	statuses_free(&s);
}

static int take_seconds(const char *s, unsigned int *seconds)
{
	char *end;
	unsigned long n = strtoul(s, &end, 10);

	if (*s < '0' || *s > '9' || *end || n < 5 || n > DOCTOR_TRY_MAX)
		return cmd_error(EXIT_USAGE, "--try: expected 5 to %d seconds, not %s",
				 DOCTOR_TRY_MAX, s);
	*seconds = (unsigned int)n;
	return EXIT_OK;
}

int cmd_doctor(struct tool *t, int n, char **v)
{
	struct doctor d = { .root = t->root ? t->root : "" };
	const char *dev;
	unsigned int seconds = 0;
	int status = cmd_dev(n, v, !t->try, &dev);

	if (!status && t->try)
		status = take_seconds(t->try, &seconds);
	if (status)
		return status;
	doctor_machine(&d);
	if (dev) {
		doctor_device(&d, dev);
		if (!t->root)
			ask_module(t, &d, dev);
	}
	if (t->face == &print_json)
		put_json(&d, dev);
	else
		put_text(&d, dev);
	status = doctor_will_proxy(&d) ? EXIT_OK : EXIT_REFUSED;
	doctor_free(&d);
	if (!status && seconds)
		status = doctor_try(t, dev, seconds);
	return status;
}
