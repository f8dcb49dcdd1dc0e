/* SPDX-License-Identifier: GPL-2.0 */
/* Text and JSON are two faces of one model. */
#ifndef PZZCTL_PRINT_H
#define PZZCTL_PRINT_H

#include <stdio.h>

#include "model.h"
#include "report.h"

/* One proxy; a command fills in of it what it shows. */
struct proxy {
	char dev[IFNAMSIZ];
	u32 ifindex;
	u32 generation;
	struct config config;
	struct stats stats;
	struct wakes wakes;
};

struct proxies {
	struct proxy *v;
	size_t n;
};

struct face {
	void (*caps)(FILE *f, const struct caps *c);
	void (*configs)(FILE *f, const struct proxies *p);
	void (*statuses)(FILE *f, const struct statuses *s);
	void (*stats)(FILE *f, const struct proxies *p, bool all); /* @all: zeros too */
	void (*wakes)(FILE *f, const struct proxies *p, bool hex);
	void (*event)(FILE *f, const struct event *ev); /* one line */
};

extern const struct face print_text;
extern const struct face print_json;

/* Who decided on a wake, and what became of it; one line without its end. */
void print_verdict(FILE *f, const struct wake *w);

#endif /* PZZCTL_PRINT_H */
