// SPDX-License-Identifier: GPL-2.0
/*
 * Denial of sleep (Annex A.2): a wake takes a token of its rule's bucket and
 * one of the common bucket. The rule's comes first, so that a flood that one
 * rule attracts leaves the common bucket to the others.
 */
#include "limit.h"
#include "pzz_bucket.h"
#include "rules.h"
#include "wake.h"

struct rule_state {
	struct pzz_rule_count count;
	struct pzz_bucket bucket;
};

struct state {
	struct pzz_bucket common;
	struct rule_state rule[];
};

size_t pzz_wake_state_size(const struct pzz_conf *conf)
{
	return sizeof(struct state) + conf->n_rules * sizeof(struct rule_state);
}

void pzz_wake_state_init(const struct pzz_conf *conf, void *state)
{
	const struct pzz_wake *w = conf->room[PZZ_ROOM_WAKE];
	struct state *s = state;
	u32 i;

	pzz_bucket_init(&s->common, &w->limit);
	for (i = 0; i < w->n_rules; i++)
		pzz_bucket_init(&s->rule[i].bucket, &w->rules[i].limit);
}

static struct pzz_outcome suppressed(struct pzz_outcome was, u8 reason)
{
	was.room = PZZ_ROOM_WAKE;
	was.verdict = PZZ_IGNORE;
	was.reason = reason;
	return was;
}

/* Frames of a rule with action IGNORE come here only to be counted. */
struct pzz_outcome pzz_wake_settle(const struct pzz_conf *conf, void *state, struct pzz_now now,
				   const struct pzz_frame *f, struct pzz_outcome was)
{
	const struct pzz_wake *w = conf->room[PZZ_ROOM_WAKE];
	struct state *s = state;
	struct rule_state *rule = &s->rule[was.rule];

	(void)f;
	was.settle = false;
	rule->count.matched++;
	if (was.verdict != PZZ_WAKE)
		return was;
	if (!pzz_bucket_take(&rule->bucket, &w->rules[was.rule].limit, now.ns))
		was = suppressed(was, PZZ_WAKE_RULE_LIMITED);
	else if (!pzz_bucket_take(&s->common, &w->limit, now.ns))
		was = suppressed(was, PZZ_WAKE_LIMITED);
	if (was.verdict == PZZ_WAKE)
		rule->count.woken++;
	else
		rule->count.suppressed++;
	return was;
}

/* R24 and what other rooms will have: see pzz_engine.h. */
struct pzz_outcome pzz_wake_gate(const struct pzz_conf *conf, void *state, struct pzz_now now,
				 struct pzz_outcome was)
{
	const struct pzz_wake *w = conf->room[PZZ_ROOM_WAKE];
	struct state *s = (void *)((u8 *)state + conf->state_off[PZZ_ROOM_WAKE]);

	if (was.verdict == PZZ_WAKE && !pzz_bucket_take(&s->common, &w->limit, now.ns))
		was = suppressed(was, PZZ_WAKE_LIMITED);
	return was;
}

struct pzz_rule_count pzz_wake_count(const struct pzz_conf *conf, const void *state, u32 index)
{
	const struct state *s = (const void *)((const u8 *)state + conf->state_off[PZZ_ROOM_WAKE]);

	return s->rule[index].count;
}
