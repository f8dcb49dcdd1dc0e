// SPDX-License-Identifier: GPL-2.0
/* Will this machine proxy, and if not, why not? */
#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "doctor_try.h"
#include "print_json.h"
#include "util.h"

static const char *const levels[] = {
	[FINDING_GOOD] = "good",
	[FINDING_NOTE] = "note",
	[FINDING_BAD] = "bad",
};

/* Those from @first on */
static void put_findings(const struct doctor *d, size_t first)
{
	for (size_t i = first; i < d->n; i++) {
		printf("%-5s %-14s ", levels[d->v[i].level], d->v[i].topic);
		util_put_plain(stdout, d->v[i].text);
		putchar('\n');
		if (!d->v[i].remedy)
			continue;
		printf("%20s remedy: ", "");
		util_put_plain(stdout, d->v[i].remedy);
		putchar('\n');
	}
}

static void put_verdict(const struct doctor *d)
{
	bool will = doctor_will_proxy(d);

	if (d->dev)
		printf("%s will %sbe proxied while this machine sleeps\n", d->dev,
		       will ? "" : "not ");
	else
		printf("this machine can%s proxy while it sleeps\n", will ? "" : "not");
}

static void put_json(const struct doctor *d, json_t *sleep)
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
	json_put(o, "dev", d->dev ? json_text(d->dev) : json_null());
	json_put(o, "will_proxy", json_boolean(doctor_will_proxy(d)));
	json_put(o, "findings", all);
	if (sleep)
		json_put(o, "sleep", json_incref(sleep));
	json_dumpf(o, stdout, JSON_INDENT(2));
	putchar('\n');
	json_decref(o);
}

static void ask_proxy(struct tool *t, struct doctor *d, const struct statuses *all)
{
	const struct status *s = NULL;
	struct config cfg = { 0 };
	u32 generation;

	for (size_t i = 0; i < all->n; i++)
		if (!strcmp(all->v[i].dev, d->dev))
			s = &all->v[i];
	if (s && nl_conf_get(t->nl, s->ifindex, &cfg, &generation))
		doctor_say(d, FINDING_NOTE, "module", NULL,
			   "its configuration is not to be had: %s", nl_error(t->nl)->text);
	else
		doctor_proxy(d, s, &cfg);
	config_free(&cfg);
}

/* What the module has for the interface, if it is there at all. */
static void ask_module(struct tool *t, struct doctor *d)
{
	struct statuses s = { 0 };

	if (!doctor_exists(d, "/sys/module/proxzzzy"))
		return;
	if (nl_open(&t->nl))
		doctor_say(d, FINDING_NOTE, "module", NULL, "the module does not answer");
	else if (nl_status_get(t->nl, 0, &s))
		doctor_say(d, FINDING_NOTE, "module", NULL, "the module does not answer: %s",
			   nl_error(t->nl)->text);
	else
		ask_proxy(t, d, &s);
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

static int take_root(const char *s, char *root)
{
	*root = '\0';
	if (!s)
		return EXIT_OK;
	if (!realpath(s, root))
		return cmd_error(EXIT_REFUSED, "%s: %s", s, strerror(errno));
	if (!strcmp(root, "/"))
		*root = '\0';
	return EXIT_OK;
}

static int take(struct tool *t, int n, char **v, struct doctor *d, char *root,
		unsigned int *seconds)
{
	int status = cmd_dev(n, v, !t->try, &d->dev);

	if (!status && t->try && t->root)
		status = cmd_error(EXIT_USAGE, "--try is for this machine, without --root");
	if (!status && t->try)
		status = take_seconds(t->try, seconds);
	if (!status)
		status = take_root(t->root, root);
	d->root = root;
	return status;
}

/* All of it but the sleep. */
static void examine(struct tool *t, struct doctor *d)
{
	doctor_machine(d);
	if (!d->dev)
		return;
	doctor_device(d, d->dev);
	if (!t->root)
		ask_module(t, d);
}

static int try_sleep(struct tool *t, struct doctor *d, unsigned int seconds, json_t **sleep)
{
	if (!doctor_will_proxy(d)) {
		doctor_say(d, FINDING_NOTE, "try", NULL,
			   "no sleep is tried, for it would not be proxied");
		return EXIT_OK;
	}
	if (t->face != &print_json)
		printf("sleeping for %u s; connect to this machine meanwhile to see it wake\n",
		       seconds);
	fflush(stdout);
	return doctor_try(t, d, seconds, sleep);
}

int cmd_doctor(struct tool *t, int n, char **v)
{
	struct doctor d = { 0 };
	char root[PATH_MAX];
	unsigned int seconds = 0;
	json_t *sleep = NULL;
	size_t put = 0;
	int status = take(t, n, v, &d, root, &seconds);

	if (status)
		return status;
	examine(t, &d);
	if (t->face != &print_json) {
		put_findings(&d, 0);
		put = d.n;
	}
	if (seconds)
		status = try_sleep(t, &d, seconds, &sleep);
	if (t->face == &print_json) {
		put_json(&d, sleep);
	} else {
		put_findings(&d, put);
		put_verdict(&d);
	}
	if (!status && !doctor_will_proxy(&d))
		status = EXIT_REFUSED;
	json_decref(sleep);
	doctor_free(&d);
	return status;
}
