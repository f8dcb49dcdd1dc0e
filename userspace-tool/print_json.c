// SPDX-License-Identifier: GPL-2.0
/* The names here are documented in proxzzzyctl(8) and don't change. */
#include <jansson.h>
#include <stdlib.h>

#include "decode.h"
#include "names.h"
#include "print.h"
#include "print_json.h"
#include "util.h"

void json_put(json_t *o, const char *key, json_t *value)
{
	json_object_set_new(o, key, value);
}

json_t *json_number(u64 n)
{
	return json_integer((json_int_t)n);
}

json_t *json_text(const char *s)
{
	json_t *j = json_string(s); /* NULL if it is not UTF-8 */
	struct util_text t;

	if (j)
		return j;
	util_text_open(&t);
	util_put_plain(t.f, s);
	j = json_string(util_text_close(&t));
	free(t.s);
	return j;
}

json_t *json_printed(struct util_text *t)
{
	json_t *j = json_text(util_text_close(t));

	free(t->s);
	return j;
}

json_t *json_hex(const u8 *b, size_t len)
{
	struct util_text t;

	util_text_open(&t);
	util_put_hex(t.f, b, len);
	return json_printed(&t);
}

static void dump(FILE *f, json_t *j)
{
	json_dumpf(j, f, JSON_INDENT(2));
	fputc('\n', f);
	json_decref(j);
}

static void caps(FILE *f, const struct caps *c)
{
	json_t *all = json_object(), *rooms = json_array(), *limits = json_object();

	for (size_t i = 0; i < c->n_rooms; i++) {
		json_t *room = json_object();

		json_put(room, "name", json_text(c->rooms[i].name));
		json_put(room, "clauses", json_text(c->rooms[i].clauses));
		json_array_append_new(rooms, room);
	}
	for (size_t i = 0; i < c->n_limits; i++)
		json_put(limits, c->limits[i].name, json_number(c->limits[i].value));
	json_put(all, "version", json_text(c->version));
	json_put(all, "protocols", rooms);
	json_put(all, "limits", limits);
	dump(f, all);
}

static void configs(FILE *f, const struct proxies *p)
{
	json_t *all = json_array();

	for (size_t i = 0; i < p->n; i++)
		json_array_append_new(all, json_config(&p->v[i]));
	dump(f, all);
}

static json_t *registered(const struct registered *r)
{
	json_t *o = json_object();

	json_put(o, "local", json_ip(&r->local));
	json_put(o, "port", json_number(r->port));
	json_put(o, "transport", json_text(names_word(names_transport, r->transport)));
	json_put(o, "failed", json_boolean(r->failed));
	json_put(o, "cseq", json_number(r->cseq));
	json_put(o, "answer", r->answer ? json_number(r->answer) : json_null());
	json_put(o, "expiry_boot_ns", json_number(r->expiry_ns));
	return o;
}

static json_t *status(const struct status *s)
{
	json_t *o = json_object(), *held = json_array(), *sip = json_array();

	for (size_t i = 0; i < s->n_registered; i++)
		json_array_append_new(sip, registered(&s->registered[i]));

	for (size_t i = 0; i < s->n_held; i++)
		json_array_append_new(held, json_text(s->held[i]));
	json_put(o, "dev", json_text(s->dev));
	json_put(o, "ifindex", json_number(s->ifindex));
	json_put(o, "generation", json_number(s->generation));
	json_put(o, "phase", json_text(names_word(names_phase, s->phase)));
	json_put(o, "starter", json_text(names_word(names_starter, s->starter)));
	json_put(o, "carrier", json_boolean(s->carrier));
	json_put(o, "timers_kept", json_boolean(s->tick_kept));
	json_put(o, "held", held);
	json_put(o, "sleeps", json_number(s->sleeps));
	json_put(o, "unproxied", json_number(s->unproxied));
	json_put(o, "proxied_ns", json_number(s->proxied_ns));
	json_put(o, "began_ns", json_number(s->began_ns));
	json_put(o, "ended_ns", json_number(s->ended_ns));
	json_put(o, "frames", json_number(s->frames));
	json_put(o, "replies", json_number(s->replies));
	json_put(o, "wakes", json_number(s->wakes));
	json_put(o, "suppressed", json_number(s->suppressed));
	json_put(o, "lease", json_lease(&s->lease));
	json_put(o, "registrations", sip);
	json_put(o, "error", *s->error ? json_text(s->error) : json_null());
	json_put(o, "error_boot_ns", *s->error ? json_number(s->error_ns) : json_null());
	return o;
}

static void statuses(FILE *f, const struct statuses *s)
{
	json_t *all = json_array();

	for (size_t i = 0; i < s->n; i++)
		json_array_append_new(all, status(&s->v[i]));
	dump(f, all);
}

static json_t *counter(const struct counter *c)
{
	json_t *o = json_object();

	json_put(o, "room", json_text(c->room));
	json_put(o, "reason", json_text(c->reason));
	json_put(o, "count", json_number(c->count));
	return o;
}

static json_t *rule_counter(const struct rule_counter *c)
{
	json_t *o = json_object();

	json_put(o, "id", json_number(c->id));
	json_put(o, "label", *c->label ? json_text(c->label) : json_null());
	json_put(o, "matched", json_number(c->matched));
	json_put(o, "woken", json_number(c->woken));
	json_put(o, "suppressed", json_number(c->suppressed));
	return o;
}

static json_t *proxy_stats(const struct proxy *p, bool all)
{
	json_t *o = json_object(), *counters = json_array(), *rules = json_array();

	for (size_t i = 0; i < p->stats.n_counters; i++)
		if (all || p->stats.counters[i].count)
			json_array_append_new(counters, counter(&p->stats.counters[i]));
	for (size_t i = 0; i < p->stats.n_rules; i++)
		if (all || p->stats.rules[i].matched)
			json_array_append_new(rules, rule_counter(&p->stats.rules[i]));
	json_put(o, "dev", json_text(p->dev));
	json_put(o, "ifindex", json_number(p->ifindex));
	json_put(o, "counters", counters);
	json_put(o, "rules", rules);
	return o;
}

static void stats(FILE *f, const struct proxies *p, bool all)
{
	json_t *list = json_array();

	for (size_t i = 0; i < p->n; i++)
		json_array_append_new(list, proxy_stats(&p->v[i], all));
	dump(f, list);
}

static void put_times(json_t *o, const struct wake *w)
{
	struct util_text t;
	u64 latency;
	bool user = wake_latency(w, &latency);

	util_text_open(&t);
	util_put_rfc3339(t.f, w->real_ns);
	json_put(o, "time", json_printed(&t));
	json_put(o, "real_ns", json_number(w->real_ns));
	json_put(o, "boot_ns", json_number(w->boot_ns));
	json_put(o, "user_ns", user ? json_number(w->user_ns) : json_null());
	json_put(o, "latency_ns", user ? json_number(latency) : json_null());
}

static void put_frame(json_t *o, const struct wake *w)
{
	struct util_text t;

	if (!w->captured)
		return;
	json_put(o, "frame_len", json_number(w->frame_len));
	json_put(o, "frame", json_hex(w->frame, w->captured));
	util_text_open(&t);
	decode_frame(t.f, w->frame, w->captured);
	json_put(o, "decoded", json_printed(&t));
}

static json_t *wake(const char *dev, u32 ifindex, const struct wake *w)
{
	json_t *o = json_object();

	json_put(o, "dev", json_text(dev));
	json_put(o, "ifindex", json_number(ifindex));
	json_put(o, "seq", json_number(w->seq));
	json_put(o, "room", json_text(w->room));
	json_put(o, "reason", json_text(w->reason));
	json_put(o, "rule", w->rule ? json_number(w->rule) : json_null());
	json_put(o, "label", *w->label ? json_text(w->label) : json_null());
	json_put(o, "phase", json_text(names_word(names_phase, w->phase)));
	put_times(o, w);
	put_frame(o, w);
	return o;
}

static void wakes(FILE *f, const struct proxies *p, bool hex)
{
	json_t *all = json_array();

	(void)hex; /* the frame is there anyway */
	for (size_t i = 0; i < p->n; i++)
		for (size_t j = 0; j < p->v[i].wakes.n; j++)
			json_array_append_new(all, wake(p->v[i].dev, p->v[i].ifindex,
							&p->v[i].wakes.v[j]));
	dump(f, all);
}

static void event(FILE *f, const struct event *ev)
{
	json_t *o = json_object();
	struct util_text t;

	util_text_open(&t);
	util_put_rfc3339(t.f, util_boot_to_real(ev->boot_ns));
	json_put(o, "event", json_text(names_word(names_event, ev->type)));
	json_put(o, "dev", json_text(ev->dev));
	json_put(o, "ifindex", json_number(ev->ifindex));
	json_put(o, "text", json_text(ev->text));
	json_put(o, "time", json_printed(&t));
	json_put(o, "boot_ns", json_number(ev->boot_ns));
	if (ev->lease.known)
		json_put(o, "lease", json_lease(&ev->lease));
	if (ev->has_wake)
		json_put(o, "wake", wake(ev->dev, ev->ifindex, &ev->wake));
	json_dumpf(o, f, JSON_COMPACT);
	fputc('\n', f);
	json_decref(o);
}

const struct face print_json = {
	.caps = caps,
	.configs = configs,
	.statuses = statuses,
	.stats = stats,
	.wakes = wakes,
	.event = event,
};
