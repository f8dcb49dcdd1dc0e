// SPDX-License-Identifier: GPL-2.0
/* The wake room against its plainest form, over random rules and frames. */
#include "frame/frame.h"
#include "unit.h"
#include "wake/wake.h"
#include "wake_gen.h"
#include "wake_naive.h"

static struct pzz_rule rules[PROXZZZY_RULE_MAX];

/* What came of it, so that a test that compares nothing but silence is seen. */
struct tally {
	u32 matched[PROXZZZY_KIND_MAX + 1];
	u32 reason[PZZ_WAKE_REASONS];
	u32 other;	/* stayed with another room */
	u32 taken;	/* of another room, but a rule matched */
};

static void compare(struct world *w, const u8 *frame, u32 len, const struct pzz_frame *flags,
		    struct tally *t)
{
	struct pzz_outcome is = world_frame(w, frame, len, flags);
	struct wake_naive must;

	CHECK(!judge_frame(w));
	is = w->first;
	if (is.room == PZZ_ROOM_FRAME && is.reason != PZZ_FRAME_UNHANDLED)
		return;
	must = wake_naive(w->setup, &w->frame);
	if (is.room != PZZ_ROOM_WAKE) {
		t->other++;
		if (is.verdict == PZZ_IGNORE && w->conf->every_frame)
			CHECK_EQ(must.rule, PZZ_NO_RULE);
		return;
	}
	t->taken += w->frame.room != PZZ_ROOM_WAKE;
	CHECK_EQ(is.verdict, must.verdict);
	CHECK_EQ(is.reason, must.reason);
	CHECK_EQ(is.rule, must.rule);
	CHECK_EQ(is.settle, is.rule != PZZ_NO_RULE);
	t->reason[is.reason]++;
	if (is.rule != PZZ_NO_RULE)
		t->matched[w->setup->rules[is.rule].kind]++;
}

static void run(u64 *seed, u32 n_rules, u32 n_frames, struct tally *t)
{
	struct pzz_setup setup = { V_SETUP, .echo = { true, { 0, 1, 1 } }, .rules = rules };
	struct pzz_frame flags;
	u8 frame[WAKE_GEN_FRAME_MAX];
	struct pzz_refusal why;
	struct world w;

	setup.n_rules = n_rules;
	wake_gen_rules(seed, rules, n_rules);
	if (!pzz_conf_check(&setup, &why)) {
		unit_fail(__FILE__, __LINE__, "rule %u: %s", why.index, why.why);
		return;
	}
	world_open(&w, &setup);
	while (n_frames--) {
		u32 len = wake_gen_frame(seed, &setup, frame, &flags);

		compare(&w, frame, len, &flags, t);
	}
	world_close(&w);
}

static void check_tally(const struct tally *t)
{
	u32 i;

	CHECK(t->other > 20);
	CHECK(t->taken > 20);
	for (i = PROXZZZY_KIND_TCP_SYN; i <= PROXZZZY_KIND_MAX; i++)
		if (t->matched[i] < 100)
			unit_fail(__FILE__, __LINE__, "only %u matches of kind %u",
				  t->matched[i], i);
	for (i = 0; i < PZZ_WAKE_REASONS; i++)
		if (t->reason[i] < 20 && i != PZZ_WAKE_LIMITED && i != PZZ_WAKE_RULE_LIMITED)
			unit_fail(__FILE__, __LINE__, "only %u times %s", t->reason[i],
				  pzz_rooms[PZZ_ROOM_WAKE]->reasons[i]);
}

static void test_many(void)
{
	struct tally t = { .other = 0 };
	u64 seed = 1024;
	u32 i;

	for (i = 0; i < 10; i++)
		run(&seed, PROXZZZY_RULE_MAX, 10000, &t);
	check_tally(&t);
}

static void test_few(void)
{
	struct tally t = { .other = 0 };
	u64 seed = 1;
	u32 i;

	for (i = 0; i < 1000; i++)
		run(&seed, i % 24, 50, &t);
	check_tally(&t);
}

static const struct unit_test tests[] = {
	{ "1,024 random rules and 100,000 frames: as a linear search says [R30 R31 R4 WAKE-UDP WAKE-DATA]",
	  test_many },
	{ "1,000 small sets of rules: as a linear search says [R30 R31 R4 WAKE-UDP WAKE-DATA]",
	  test_few },
};

SUITE(wake_model, tests);
