// SPDX-License-Identifier: GPL-2.0
#include <stdlib.h>
#include <string.h>

#include "report.h"

bool wake_latency(const struct wake *w, u64 *ns)
{
	*ns = w->user_ns - w->boot_ns;
	return w->user_ns && w->user_ns >= w->boot_ns;
}

void caps_free(struct caps *c)
{
	for (size_t i = 0; i < c->n_rooms; i++) {
		free(c->rooms[i].name);
		free(c->rooms[i].clauses);
	}
	for (size_t i = 0; i < c->n_limits; i++)
		free(c->limits[i].name);
	free(c->version);
	free(c->rooms);
	free(c->limits);
	memset(c, 0, sizeof(*c));
}

void statuses_free(struct statuses *s)
{
	for (size_t i = 0; i < s->n; i++) {
		for (size_t j = 0; j < s->v[i].n_held; j++)
			free(s->v[i].held[j]);
		free(s->v[i].held);
		free(s->v[i].registered);
		free(s->v[i].error);
	}
	free(s->v);
	memset(s, 0, sizeof(*s));
}

void stats_free(struct stats *s)
{
	for (size_t i = 0; i < s->n_counters; i++) {
		free(s->counters[i].room);
		free(s->counters[i].reason);
	}
	for (size_t i = 0; i < s->n_rules; i++)
		free(s->rules[i].label);
	free(s->counters);
	free(s->rules);
	memset(s, 0, sizeof(*s));
}

void wake_free(struct wake *w)
{
	free(w->room);
	free(w->reason);
	free(w->label);
	free(w->frame);
	memset(w, 0, sizeof(*w));
}

void wakes_free(struct wakes *w)
{
	for (size_t i = 0; i < w->n; i++)
		wake_free(&w->v[i]);
	free(w->v);
	memset(w, 0, sizeof(*w));
}

void event_free(struct event *e)
{
	free(e->text);
	wake_free(&e->wake);
	memset(e, 0, sizeof(*e));
}
