// SPDX-License-Identifier: GPL-2.0
#include <errno.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "cmd.h"
#include "take.h"
#include "util.h"

int cmd_error(int status, const char *fmt, ...)
{
	struct util_text t;
	va_list ap;

	util_text_open(&t);
	va_start(ap, fmt);
	vfprintf(t.f, fmt, ap);
	va_end(ap);
	util_text_close(&t);
	fputs("Error: ", stderr);
	util_put_plain(stderr, t.s);
	fputc('\n', stderr);
	free(t.s);
	return status;
}

int cmd_fault(const char *file, const struct fault *f)
{
	if (!file)
		return cmd_error(EXIT_USAGE, "%s", f->text);
	util_put_plain(stderr, file);
	fprintf(stderr, ":%d: %s\n", f->line, f->text);
	return EXIT_USAGE;
}

int cmd_refused(const struct tool *t)
{
	return cmd_error(EXIT_REFUSED, "%s", nl_error(t->nl)->text);
}

int cmd_open(struct tool *t)
{
	int err;

	if (t->nl)
		return EXIT_OK;
	err = nl_open(&t->nl);
	if (err == -ENOENT)
		return cmd_error(EXIT_NO_MODULE,
				 "the module proxzzzy is not loaded; try: modprobe proxzzzy");
	if (err)
		return cmd_error(EXIT_REFUSED, "no netlink: %s", strerror(-err));
	return EXIT_OK;
}

int cmd_dev(int n, char **v, bool optional, const char **dev)
{
	char name[IFNAMSIZ];
	struct fault f;
	struct cursor c = { .v = v, .n = (size_t)n, .fault = &f };

	*dev = NULL;
	if (n == 0 && optional)
		return EXIT_OK;
	if (n > 1)
		take_if(&c, "dev");
	*dev = take_peek(&c);
	if (!take_dev(&c, name) || (take_peek(&c) && !take_fail(&c, "expected nothing more")))
		return cmd_fault(NULL, &f);
	return EXIT_OK;
}

int cmd_ifindex(const char *dev, u32 *ifindex)
{
	*ifindex = if_nametoindex(dev);
	if (*ifindex)
		return EXIT_OK;
	return cmd_error(EXIT_REFUSED, "there is no interface %s", dev);
}

static void add(struct proxies *p, const char *dev, u32 ifindex)
{
	struct proxy *to;

	p->v = util_grow(p->v, p->n, sizeof(*p->v));
	to = &p->v[p->n++];
	to->ifindex = ifindex;
	snprintf(to->dev, sizeof(to->dev), "%s", dev);
}

static int list(struct tool *t, struct proxies *out)
{
	struct statuses s;

	if (nl_status_get(t->nl, 0, &s))
		return cmd_refused(t);
	for (size_t i = 0; i < s.n; i++)
		add(out, s.v[i].dev, s.v[i].ifindex);
	statuses_free(&s);
	return EXIT_OK;
}

static int one(const char *dev, struct proxies *out)
{
	u32 ifindex;
	int status = cmd_ifindex(dev, &ifindex);

	if (!status)
		add(out, dev, ifindex);
	return status;
}

int cmd_proxies(struct tool *t, const char *dev, int (*get)(struct nl *nl, struct proxy *p),
		struct proxies *out)
{
	int status = cmd_open(t);

	memset(out, 0, sizeof(*out));
	if (!status)
		status = dev ? one(dev, out) : list(t, out);
	for (size_t i = 0; i < out->n && !status; i++)
		if (get(t->nl, &out->v[i]))
			status = cmd_refused(t);
	return status;
}

void cmd_proxies_free(struct proxies *p)
{
	for (size_t i = 0; i < p->n; i++) {
		config_free(&p->v[i].config);
		stats_free(&p->v[i].stats);
		wakes_free(&p->v[i].wakes);
	}
	free(p->v);
}
