// SPDX-License-Identifier: GPL-2.0
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "nl_priv.h"
#include "util.h"

static void get_room(struct caps *c, const struct nlattr *a)
{
	const struct nlattr *tb[PROXZZZY_ROOM_A_MAX + 1];
	struct room *r;

	nl_table(nl_range_of(a), tb, PROXZZZY_ROOM_A_MAX);
	c->rooms = util_grow(c->rooms, c->n_rooms, sizeof(*c->rooms));
	r = &c->rooms[c->n_rooms++];
	r->name = nl_str(tb[PROXZZZY_ROOM_A_NAME]);
	r->clauses = nl_str(tb[PROXZZZY_ROOM_A_CLAUSES]);
}

static void get_caplimit(struct caps *c, const struct nlattr *a)
{
	const struct nlattr *tb[PROXZZZY_CAPLIMIT_A_MAX + 1];
	struct caplimit *l;

	nl_table(nl_range_of(a), tb, PROXZZZY_CAPLIMIT_A_MAX);
	c->limits = util_grow(c->limits, c->n_limits, sizeof(*c->limits));
	l = &c->limits[c->n_limits++];
	l->name = nl_str(tb[PROXZZZY_CAPLIMIT_A_NAME]);
	l->value = nl_u32(tb[PROXZZZY_CAPLIMIT_A_VALUE]);
}

static int each_caps(const struct nlmsghdr *nlh, void *out)
{
	const struct nlattr *tb[PROXZZZY_A_MAX + 1], *in[PROXZZZY_CAPS_A_MAX + 1], *a = NULL;
	struct caps *c = out;

	nl_table(nl_range_of_msg(nlh), tb, PROXZZZY_A_MAX);
	nl_table(nl_range_of(tb[PROXZZZY_A_CAPS]), in, PROXZZZY_CAPS_A_MAX);
	if (!tb[PROXZZZY_A_CAPS] || c->version)
		return 0;
	c->version = nl_str(in[PROXZZZY_CAPS_A_VERSION]);
	while ((a = nl_next(nl_range_of(tb[PROXZZZY_A_CAPS]), a))) {
		if (mnl_attr_get_type(a) == PROXZZZY_CAPS_A_ROOM)
			get_room(c, a);
		if (mnl_attr_get_type(a) == PROXZZZY_CAPS_A_LIMIT)
			get_caplimit(c, a);
	}
	return 0;
}

int nl_caps_get(struct nl *nl, struct caps *out)
{
	int err;

	memset(out, 0, sizeof(*out));
	nl_request(nl, PROXZZZY_CMD_CAPS_GET, NLM_F_ACK, 0);
	err = nl_talk(nl, each_caps, out);
	if (!out->version)
		out->version = util_strndup("", 0);
	return err;
}

static void get_repeated(struct status *s, const struct nlattr *status)
{
	const struct nlattr *a = NULL;

	while ((a = nl_next(nl_range_of(status), a))) {
		if (mnl_attr_get_type(a) == PROXZZZY_STATUS_A_REGISTRATION)
			nl_get_registration(s, a);
		if (mnl_attr_get_type(a) != PROXZZZY_STATUS_A_HELD)
			continue;
		s->held = util_grow(s->held, s->n_held, sizeof(*s->held));
		s->held[s->n_held++] = nl_str(a);
	}
}

static void get_status(struct status *s, const struct nlattr *a)
{
	const struct nlattr *tb[PROXZZZY_STATUS_A_MAX + 1];

	nl_table(nl_range_of(a), tb, PROXZZZY_STATUS_A_MAX);
	s->phase = nl_u32(tb[PROXZZZY_STATUS_A_PHASE]);
	s->starter = nl_u32(tb[PROXZZZY_STATUS_A_STARTER]);
	s->carrier = nl_u8(tb[PROXZZZY_STATUS_A_CARRIER]);
	s->tick_kept = nl_u8(tb[PROXZZZY_STATUS_A_TICK_KEPT]);
	s->sleeps = nl_u64(tb[PROXZZZY_STATUS_A_SLEEPS]);
	s->unproxied = nl_u64(tb[PROXZZZY_STATUS_A_UNPROXIED]);
	s->proxied_ns = nl_u64(tb[PROXZZZY_STATUS_A_PROXIED_NS]);
	s->began_ns = nl_u64(tb[PROXZZZY_STATUS_A_BEGAN_NS]);
	s->ended_ns = nl_u64(tb[PROXZZZY_STATUS_A_ENDED_NS]);
	s->frames = nl_u64(tb[PROXZZZY_STATUS_A_FRAMES]);
	s->replies = nl_u64(tb[PROXZZZY_STATUS_A_REPLIES]);
	s->wakes = nl_u64(tb[PROXZZZY_STATUS_A_WAKES]);
	s->suppressed = nl_u64(tb[PROXZZZY_STATUS_A_SUPPRESSED]);
	s->error = nl_str(tb[PROXZZZY_STATUS_A_ERROR]);
	s->error_ns = nl_u64(tb[PROXZZZY_STATUS_A_ERROR_TIME]);
	get_repeated(s, a);
}

static int each_status(const struct nlmsghdr *nlh, void *out)
{
	const struct nlattr *tb[PROXZZZY_A_MAX + 1];
	struct statuses *all = out;
	struct status *s;

	nl_table(nl_range_of_msg(nlh), tb, PROXZZZY_A_MAX);
	if (!tb[PROXZZZY_A_STATUS])
		return 0;
	all->v = util_grow(all->v, all->n, sizeof(*all->v));
	s = &all->v[all->n++];
	s->ifindex = nl_u32(tb[PROXZZZY_A_IFINDEX]);
	nl_copy_str(tb[PROXZZZY_A_IFNAME], s->dev, sizeof(s->dev));
	s->generation = nl_u32(tb[PROXZZZY_A_GENERATION]);
	get_status(s, tb[PROXZZZY_A_STATUS]);
	nl_get_lease(&s->lease, tb[PROXZZZY_A_LEASE]);
	return 0;
}

static void forget_statuses(void *out)
{
	statuses_free(out);
}

int nl_status_get(struct nl *nl, u32 ifindex, struct statuses *out)
{
	memset(out, 0, sizeof(*out));
	if (!ifindex)
		return nl_dump(nl, PROXZZZY_CMD_PROXY_GET, 0, each_status, forget_statuses, out);
	nl_request(nl, PROXZZZY_CMD_PROXY_GET, NLM_F_ACK, ifindex);
	return nl_talk(nl, each_status, out);
}

static void get_counter(struct stats *s, const struct nlattr *a)
{
	const struct nlattr *tb[PROXZZZY_COUNTER_A_MAX + 1];
	struct counter *c;

	nl_table(nl_range_of(a), tb, PROXZZZY_COUNTER_A_MAX);
	s->counters = util_grow(s->counters, s->n_counters, sizeof(*s->counters));
	c = &s->counters[s->n_counters++];
	c->room = nl_str(tb[PROXZZZY_COUNTER_A_ROOM]);
	c->reason = nl_str(tb[PROXZZZY_COUNTER_A_REASON]);
	c->count = nl_u64(tb[PROXZZZY_COUNTER_A_COUNT]);
}

static void get_rule_counter(struct stats *s, const struct nlattr *a)
{
	const struct nlattr *tb[PROXZZZY_RULE_COUNTER_A_MAX + 1];
	struct rule_counter *c;

	nl_table(nl_range_of(a), tb, PROXZZZY_RULE_COUNTER_A_MAX);
	s->rules = util_grow(s->rules, s->n_rules, sizeof(*s->rules));
	c = &s->rules[s->n_rules++];
	c->id = nl_u32(tb[PROXZZZY_RULE_COUNTER_A_ID]);
	c->label = nl_str(tb[PROXZZZY_RULE_COUNTER_A_LABEL]);
	c->matched = nl_u64(tb[PROXZZZY_RULE_COUNTER_A_MATCHED]);
	c->woken = nl_u64(tb[PROXZZZY_RULE_COUNTER_A_WOKEN]);
	c->suppressed = nl_u64(tb[PROXZZZY_RULE_COUNTER_A_SUPPRESSED]);
}

static int each_stats(const struct nlmsghdr *nlh, void *out)
{
	const struct nlattr *tb[PROXZZZY_A_MAX + 1];

	nl_table(nl_range_of_msg(nlh), tb, PROXZZZY_A_MAX);
	if (tb[PROXZZZY_A_COUNTER])
		get_counter(out, tb[PROXZZZY_A_COUNTER]);
	if (tb[PROXZZZY_A_RULE_COUNTER])
		get_rule_counter(out, tb[PROXZZZY_A_RULE_COUNTER]);
	return 0;
}

static void forget_stats(void *out)
{
	stats_free(out);
}

int nl_stats_get(struct nl *nl, u32 ifindex, struct stats *out)
{
	memset(out, 0, sizeof(*out));
	return nl_dump(nl, PROXZZZY_CMD_STATS_GET, ifindex, each_stats, forget_stats, out);
}

int nl_start(struct nl *nl, u32 ifindex)
{
	return nl_do(nl, PROXZZZY_CMD_START, ifindex);
}

int nl_stop(struct nl *nl, u32 ifindex)
{
	return nl_do(nl, PROXZZZY_CMD_STOP, ifindex);
}

int nl_goodbye(struct nl *nl, u32 ifindex)
{
	return nl_do(nl, PROXZZZY_CMD_GOODBYE, ifindex);
}

int nl_proxy_del(struct nl *nl, u32 ifindex)
{
	return nl_do(nl, PROXZZZY_CMD_PROXY_DEL, ifindex);
}
