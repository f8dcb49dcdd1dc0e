// SPDX-License-Identifier: GPL-2.0
#include <dirent.h>
#include <limits.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "doctor.h"
#include "util.h"

/* @s with the interface's name for each DEV */
static char *with_dev(const struct doctor *d, const char *s)
{
	struct util_text t;
	const char *p;

	util_text_open(&t);
	for (; d->dev && (p = strstr(s, "DEV")); s = p + strlen("DEV"))
		fprintf(t.f, "%.*s%s", (int)(p - s), s, d->dev);
	fputs(s, t.f);
	util_text_close(&t);
	return t.s;
}

void doctor_say(struct doctor *d, enum finding_level level, const char *topic, const char *remedy,
		const char *fmt, ...)
{
	struct finding *f;
	struct util_text t;
	va_list ap;

	d->v = util_grow(d->v, d->n, sizeof(*d->v));
	f = &d->v[d->n++];
	f->level = level;
	f->topic = topic;
	f->remedy = remedy ? with_dev(d, remedy) : NULL;
	util_text_open(&t);
	va_start(ap, fmt);
	vfprintf(t.f, fmt, ap);
	va_end(ap);
	util_text_close(&t);
	f->text = t.s;
}

bool doctor_will_proxy(const struct doctor *d)
{
	for (size_t i = 0; i < d->n; i++)
		if (d->v[i].level == FINDING_BAD)
			return false;
	return true;
}

void doctor_free(struct doctor *d)
{
	for (size_t i = 0; i < d->n; i++) {
		free(d->v[i].text);
		free(d->v[i].remedy);
	}
	free(d->v);
}

static void path_of(const struct doctor *d, char *path, const char *fmt, va_list ap)
{
	int n = snprintf(path, PATH_MAX, "%s", d->root);

	if (n >= 0 && n < PATH_MAX)
		vsnprintf(path + n, (size_t)(PATH_MAX - n), fmt, ap);
}

bool doctor_exists(const struct doctor *d, const char *fmt, ...)
{
	char path[PATH_MAX];
	va_list ap;

	va_start(ap, fmt);
	path_of(d, path, fmt, ap);
	va_end(ap);
	return !access(path, F_OK);
}

bool doctor_read(const struct doctor *d, char *buf, size_t size, const char *fmt, ...)
{
	char path[PATH_MAX];
	va_list ap;
	size_t n;
	FILE *f;

	va_start(ap, fmt);
	path_of(d, path, fmt, ap);
	va_end(ap);
	*buf = '\0';
	f = fopen(path, "re");
	if (!f)
		return false;
	n = fread(buf, 1, size - 1, f);
	fclose(f);
	while (n && buf[n - 1] == '\n')
		n--;
	buf[n] = '\0';
	return true;
}

bool doctor_link(const struct doctor *d, char *buf, size_t size, const char *fmt, ...)
{
	char path[PATH_MAX], to[PATH_MAX];
	const char *last;
	va_list ap;
	ssize_t n;

	va_start(ap, fmt);
	path_of(d, path, fmt, ap);
	va_end(ap);
	*buf = '\0';
	n = readlink(path, to, sizeof(to) - 1);
	if (n < 0)
		return false;
	to[n] = '\0';
	last = strrchr(to, '/');
	snprintf(buf, size, "%s", last ? last + 1 : to);
	return true;
}

static int seen(const struct dirent *e)
{
	return *e->d_name != '.';
}

void doctor_each(struct doctor *d, const char *dir,
		 bool (*each)(struct doctor *d, const char *name, void *arg), void *arg)
{
	char path[PATH_MAX];
	struct dirent **v;
	bool more = true;
	int n;

	snprintf(path, sizeof(path), "%s%s", d->root, dir);
	n = scandir(path, &v, seen, versionsort);
	if (n < 0)
		return;
	for (int i = 0; i < n; i++) {
		more = more && each(d, v[i]->d_name, arg);
		free(v[i]);
	}
	free(v);
}
