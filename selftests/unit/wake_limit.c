// SPDX-License-Identifier: GPL-2.0
/* Buckets and counters of the wake room: Annex A.2, denial of sleep. */
#include "unit.h"
#include "wake/wake.h"

#define SETUP	.mac = { V_HOST_MAC }, .mtu = 1500, .n_addrs = V_ADDRS, \
		.addrs = pzz_vector_addrs, .echo.limit = { 0, 1, 1 }
#define SYN(n)	.id = (n), .kind = PROXZZZY_KIND_TCP_SYN
#define NONE	{ 0, 1, 1 }

/* The SYN of the vectors, from 10.0.x.y to @port */
static struct pzz_outcome syn(struct world *w, u16 source, u16 port)
{
	const struct pzz_vector *v = unit_vector("wake", "a SYN wakes [R30 R35]");
	struct pzz_frame flags = { .l4_verified = true };
	u8 frame[64];

	memcpy(frame, v->frame, v->frame_len);
	memcpy(frame + 26, (u8[]){ 10, 0, (u8)(source >> 8), (u8)source }, 4);
	pzz_put_be16(frame + 24, 0);
	pzz_put_be16(frame + 24, judge_csum(frame + 14, 20, 0));
	pzz_put_be16(frame + 36, port);
	return world_frame(w, frame, v->frame_len, &flags);
}

static void check_count(const struct world *w, u32 rule, u64 matched, u64 woken, u64 suppressed)
{
	struct pzz_rule_count count = pzz_wake_count(w->conf, w->state, rule);

	CHECK_EQ(count.matched, matched);
	CHECK_EQ(count.woken, woken);
	CHECK_EQ(count.suppressed, suppressed);
}

/* How many of @n SYNs from so many sources wake; @reason is what the others meet. */
static u32 flood(struct world *w, u16 n, u16 port, u8 reason)
{
	u32 woken = 0;
	u16 i;

	for (i = 0; i < n; i++) {
		struct pzz_outcome what = syn(w, i + 1, port);

		if (what.verdict == PZZ_WAKE) {
			woken++;
			continue;
		}
		CHECK_EQ(what.verdict, PZZ_IGNORE);
		CHECK_EQ(what.room, PZZ_ROOM_WAKE);
		CHECK_EQ(what.reason, reason);
	}
	return woken;
}

static const struct pzz_rule two_rules[] = {
	{ SYN(1), .port = 22, .limit = { 12, 60, 6 } },
	{ SYN(2), .port = 443, .limit = { 12, 60, 6 } },
};

static const struct pzz_setup two = {
	SETUP, .wake.limit = { 30, 60, 10 }, .n_rules = 2, .rules = two_rules,
};

static void test_flood(void)
{
	struct world w;

	world_open(&w, &two);
	CHECK_EQ(flood(&w, 1000, 22, PZZ_WAKE_RULE_LIMITED), 6);
	check_count(&w, 0, 1000, 6, 994);
	CHECK_EQ(syn(&w, 1, 443).verdict, PZZ_WAKE);
	CHECK_EQ(syn(&w, 1, 443).rule, 1);
	check_count(&w, 1, 2, 2, 0);
	world_close(&w);
}

static void test_permitted(void)
{
	static const struct pzz_rule rules[] = {
		{ SYN(1), .port = 22, .limit = { 12, 60, 6 },
		  .from = { .ip = { 4, { 10, 0, 200 } }, .bits = 24 } },
		{ SYN(2), .port = 22, .limit = { 1, 60, 2 } },
	};
	static const struct pzz_setup setup = {
		SETUP, .wake.limit = { 30, 60, 10 }, .n_rules = 2, .rules = rules,
	};
	struct world w;

	world_open(&w, &setup);
	CHECK_EQ(flood(&w, 1000, 22, PZZ_WAKE_RULE_LIMITED), 2);
	CHECK_EQ(syn(&w, 200 << 8 | 7, 22).verdict, PZZ_WAKE);
	check_count(&w, 0, 1, 1, 0);
	check_count(&w, 1, 1000, 2, 998);
	world_close(&w);
}

static void test_refill(void)
{
	struct world w;

	world_open(&w, &two);
	CHECK_EQ(flood(&w, 10, 22, PZZ_WAKE_RULE_LIMITED), 6);
	w.ns += 5 * PZZ_NSEC_PER_SEC - 1;
	CHECK_EQ(syn(&w, 1, 22).verdict, PZZ_IGNORE);
	w.ns += 1;
	CHECK_EQ(syn(&w, 1, 22).verdict, PZZ_WAKE);
	CHECK_EQ(syn(&w, 1, 22).verdict, PZZ_IGNORE);
	w.ns += 3600 * PZZ_NSEC_PER_SEC;
	CHECK_EQ(flood(&w, 10, 22, PZZ_WAKE_RULE_LIMITED), 6);
	world_close(&w);
}

static void test_common(void)
{
	static const struct pzz_rule rules[] = {
		{ SYN(1), .port = 22, .limit = NONE },
		{ SYN(2), .port = 443, .limit = NONE },
	};
	static const struct pzz_setup setup = {
		SETUP, .wake.limit = { 30, 60, 10 }, .n_rules = 2, .rules = rules,
	};
	struct world w;

	world_open(&w, &setup);
	CHECK_EQ(flood(&w, 8, 22, PZZ_WAKE_LIMITED), 8);
	CHECK_EQ(flood(&w, 8, 443, PZZ_WAKE_LIMITED), 2);
	check_count(&w, 0, 8, 8, 0);
	check_count(&w, 1, 8, 2, 6);
	w.ns += 2 * PZZ_NSEC_PER_SEC;
	CHECK_EQ(syn(&w, 1, 22).verdict, PZZ_WAKE);
	CHECK_EQ(syn(&w, 1, 22).verdict, PZZ_IGNORE);
	world_close(&w);
}

static void test_unlimited(void)
{
	static const struct pzz_rule rules[] = { { SYN(1), .limit = NONE } };
	static const struct pzz_setup setup = {
		SETUP, .wake.limit = NONE, .n_rules = 1, .rules = rules,
	};
	struct world w;

	world_open(&w, &setup);
	CHECK_EQ(flood(&w, 1000, 22, PZZ_WAKE_LIMITED), 1000);
	check_count(&w, 0, 1000, 1000, 0);
	world_close(&w);
}

static void test_ignore(void)
{
	static const struct pzz_rule rules[] = {
		{ SYN(1), .port = 22, .action = PROXZZZY_ACTION_IGNORE, .limit = { 1, 60, 1 } },
		{ SYN(2), .limit = NONE },
	};
	static const struct pzz_setup setup = {
		SETUP, .wake.limit = { 1, 60, 3 }, .n_rules = 2, .rules = rules,
	};
	struct world w;

	world_open(&w, &setup);
	CHECK_EQ(flood(&w, 20, 22, PZZ_WAKE_RULE_IGNORED), 0);
	check_count(&w, 0, 20, 0, 0);
	CHECK_EQ(flood(&w, 5, 23, PZZ_WAKE_LIMITED), 3);
	check_count(&w, 1, 5, 3, 2);
	world_close(&w);
}

static void test_bad_checksum(void)
{
	static const struct pzz_rule rules[] = { { SYN(1), .limit = { 1, 60, 1 } } };
	static const struct pzz_setup setup = {
		SETUP, .wake.limit = { 1, 60, 1 }, .n_rules = 1, .rules = rules,
	};
	const struct pzz_vector *bad =
		unit_vector("wake", "a SYN with a bad checksum does not wake [R36]");
	struct world w;
	u32 i;

	world_open(&w, &setup);
	for (i = 0; i < 10; i++)
		world_vector(&w, bad);
	CHECK_EQ(w.what.reason, PZZ_WAKE_BAD_CHECKSUM);
	check_count(&w, 0, 0, 0, 0);
	CHECK_EQ(syn(&w, 1, 22).verdict, PZZ_WAKE);
	world_close(&w);
}

static void test_gate(void)
{
	struct pzz_outcome wake = pzz_outcome(PZZ_ROOM_ARP, PZZ_WAKE, 0);
	struct pzz_outcome ignore = pzz_outcome(PZZ_ROOM_ARP, PZZ_IGNORE, 0);
	struct pzz_now now = { .ns = PZZ_VECTOR_NS };
	struct pzz_outcome what;
	struct world w;
	u32 i;

	world_open(&w, &two);
	for (i = 0; i < 100; i++)
		CHECK_EQ(pzz_wake_gate(w.conf, w.state, now, ignore).verdict, PZZ_IGNORE);
	for (i = 0; i < 9; i++) {
		what = pzz_wake_gate(w.conf, w.state, now, wake);
		CHECK_EQ(what.verdict, PZZ_WAKE);
		CHECK_EQ(what.room, PZZ_ROOM_ARP);
	}
	CHECK_EQ(syn(&w, 1, 22).verdict, PZZ_WAKE);
	what = pzz_wake_gate(w.conf, w.state, now, wake);
	CHECK_EQ(what.verdict, PZZ_IGNORE);
	CHECK_EQ(what.room, PZZ_ROOM_WAKE);
	CHECK_EQ(what.reason, PZZ_WAKE_LIMITED);
	CHECK_EQ(syn(&w, 1, 22).reason, PZZ_WAKE_LIMITED);
	check_count(&w, 0, 2, 1, 1);
	world_close(&w);
}

static void test_gate_without_rules(void)
{
	static const struct pzz_setup setup = { SETUP, .wake.limit = { 1, 60, 1 } };
	struct pzz_outcome wake = pzz_outcome(PZZ_ROOM_ARP, PZZ_WAKE, 0);
	struct pzz_now now = { .ns = PZZ_VECTOR_NS };
	struct world w;

	world_open(&w, &setup);
	CHECK_EQ(pzz_wake_gate(w.conf, w.state, now, wake).verdict, PZZ_WAKE);
	CHECK_EQ(pzz_wake_gate(w.conf, w.state, now, wake).verdict, PZZ_IGNORE);
	world_close(&w);
}

static const struct unit_test tests[] = {
	{ "a SYN flood from a thousand addresses leaves tokens to another rule [R30]",
	  test_flood },
	{ "a permitted source wakes in the middle of a flood [R30]", test_permitted },
	{ "a bucket gives a token when it has one again", test_refill },
	{ "all rules together pass the common bucket", test_common },
	{ "a rate of 0 is no limit", test_unlimited },
	{ "rules that ignore are counted and take no token", test_ignore },
	{ "frames with a bad checksum are not counted and take no token [R36]",
	  test_bad_checksum },
	{ "wakes of other rooms pass the common bucket [R24]", test_gate },
	{ "wakes of other rooms are limited without rules too [R24]", test_gate_without_rules },
};

SUITE(wake_limit, tests);
