/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What of this machine helps or hinders a proxied sleep, each with the way to
 * mend it. All of it is read from below a root, so that a prepared tree will do.
 */
#ifndef PZZCTL_DOCTOR_H
#define PZZCTL_DOCTOR_H

#include <stdio.h>

#include "model.h"
#include "report.h"

enum finding_level {
	FINDING_GOOD,
	FINDING_NOTE, /* worth knowing */
	FINDING_BAD, /* so it will not proxy */
};

struct finding {
	enum finding_level level;
	const char *topic; /* one word */
	char *text;
	char *remedy; /* NULL: none */
};

struct doctor {
	const char *root; /* "" or an absolute path */
	const char *dev; /* NULL: only the machine */
	struct finding *v;
	size_t n;
};

/* @remedy may be NULL; each DEV in it becomes the interface's name. */
void doctor_say(struct doctor *d, enum finding_level level, const char *topic, const char *remedy,
		const char *fmt, ...) __printf(5, 6);
bool doctor_will_proxy(const struct doctor *d);
void doctor_free(struct doctor *d);

/* Below the root: the path is a format. */
bool doctor_exists(const struct doctor *d, const char *fmt, ...) __printf(2, 3);

/*
 * The first @size - 1 bytes of a file, without the line feed at the end; false
 * and "" if there is none.
 */
bool doctor_read(const struct doctor *d, char *buf, size_t size, const char *fmt, ...)
	__printf(4, 5);

/* The last part of where a link points to; false and "" if there is none. */
bool doctor_link(const struct doctor *d, char *buf, size_t size, const char *fmt, ...)
	__printf(4, 5);

/* Calls @each with every name in a directory, in order; false ends it. */
void doctor_each(struct doctor *d, const char *dir,
		 bool (*each)(struct doctor *d, const char *name, void *arg), void *arg);

/* The alarm's file of a clock that can wake the machine; false and "" if there is none. */
#define DOCTOR_CLOCK 64
bool doctor_clock(struct doctor *d, char path[DOCTOR_CLOCK]);

/* What concerns the machine; the module, on the disk or loaded; and the interface. */
void doctor_machine(struct doctor *d);
void doctor_module(struct doctor *d);
void doctor_device(struct doctor *d, const char *dev);

/* What the module says of it; NULL: it has no proxy there. */
void doctor_proxy(struct doctor *d, const struct status *s, const struct config *cfg);

#endif /* PZZCTL_DOCTOR_H */
