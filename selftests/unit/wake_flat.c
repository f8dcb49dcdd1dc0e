// SPDX-License-Identifier: GPL-2.0
/* A frame costs the same from one rule to 1,024. */
#include <stdio.h>

#include "steps.h"
#include "unit.h"
#include "wake/wake.h"

#define FRAMES	6

struct work {
	struct pzz_rule (*rule)(u32 i);
	const char *vector;	/* the frame */
	u32 offset;		/* where a number goes that differs from frame to frame */
	u32 first;		/* of these numbers */
	u8 reason;		/* what the wake room says */
};

static struct pzz_rule rules[PROXZZZY_RULE_MAX];
static u8 frames[FRAMES][256];
static u32 len;

static void make_rules(const struct work *work, u32 n)
{
	u32 i;

	for (i = 0; i < n; i++) {
		rules[i] = work->rule(i);
		rules[i].id = i + 1;
	}
}

static void make_frames(const struct work *work)
{
	const struct pzz_vector *v = unit_vector("wake", work->vector);
	u32 i;

	len = v->frame_len;
	for (i = 0; i < FRAMES; i++) {
		memcpy(frames[i], v->frame, len);
		pzz_put_be16(frames[i] + work->offset, (u16)(work->first + i));
		if (pzz_be16(frames[i] + 12) != 0x0800)
			continue;
		pzz_put_be16(frames[i] + 24, 0);
		pzz_put_be16(frames[i] + 24, judge_csum(frames[i] + 14, 20, 0));
	}
}

/* That it is the wake room's work which is counted. */
static void check_reason(struct world *w, u8 reason)
{
	struct pzz_frame flags = { .l4_verified = true };
	u32 i;

	for (i = 0; i < FRAMES; i++) {
		world_frame(w, frames[i], len, &flags);
		CHECK_EQ(w->first.room, PZZ_ROOM_WAKE);
		CHECK_EQ(w->first.reason, reason);
	}
}

struct look {
	const struct world *w;
	u32 n;		/* frames */
};

static void look_at(const void *arg)
{
	const struct look *look = arg;
	struct pzz_frame f;
	u32 i;

	for (i = 0; i < look->n; i++) {
		pzz_frame_init(&f, frames[i], len);
		f.l4_verified = true;
		pzz_input(look->w->conf, look->w->state, &f);
	}
}

static u64 count_frames(const struct world *w, u32 n)
{
	u64 steps = unit_steps(look_at, &(struct look){ w, n });

	CHECK(steps);
	return steps;
}

/* Instructions for all frames, without what it takes to begin and to end. */
static u64 count(const struct work *work, u32 n_rules)
{
	struct pzz_setup setup = { V_SETUP, .echo.limit = { 0, 1, 1 }, .rules = rules };
	struct world w;
	u64 steps;

	make_rules(work, n_rules);
	make_frames(work);
	setup.n_rules = n_rules;
	world_open(&w, &setup);
	check_reason(&w, work->reason);
	steps = count_frames(&w, FRAMES) - count_frames(&w, 0);
	world_close(&w);
	return steps;
}

static void check_flat(const struct work *work)
{
	static const u32 sizes[] = { 30, PROXZZZY_RULE_MAX };
	u64 one = count(work, 1);
	u32 i;

	CHECK(one > FRAMES * 20);
	for (i = 0; i < PZZ_COUNT(sizes); i++) {
		u64 many = count(work, sizes[i]);

		printf("# 1 rule: %llu instructions, %u rules: %llu\n",
		       (unsigned long long)one / FRAMES, sizes[i],
		       (unsigned long long)many / FRAMES);
		CHECK(many * 100 <= one * 105 && one * 100 <= many * 105);
	}
}

static struct pzz_rule syn_rule(u32 i)
{
	return (struct pzz_rule){ .kind = PROXZZZY_KIND_TCP_SYN, .port = (u16)(5000 + 7 * i) };
}

static struct pzz_rule syn_match_rule(u32 i)
{
	return (struct pzz_rule){
		.kind = PROXZZZY_KIND_TCP_SYN, .port = i ? (u16)(5000 + i) : 22,
	};
}

static struct pzz_rule syn_from_rule(u32 i)
{
	return (struct pzz_rule){
		.kind = PROXZZZY_KIND_TCP_SYN, .port = 22,
		.from = { .ip = { 4, { 10, (u8)(i >> 8), (u8)i } }, .bits = 24 },
	};
}

static struct pzz_rule syn6_from_rule(u32 i)
{
	return (struct pzz_rule){
		.kind = PROXZZZY_KIND_TCP_SYN, .port = 22,
		.from = { .ip = { 16, { 0x20, 1, 0xd, 0xb8, 0, 1, (u8)(i >> 8), (u8)i } },
			  .bits = 64 },
	};
}

static struct pzz_rule udp_rule(u32 i)
{
	return (struct pzz_rule){ .kind = PROXZZZY_KIND_UDP, .port = (u16)(5000 + i) };
}

static struct pzz_rule magic_rule(u32 i)
{
	return (struct pzz_rule){
		.kind = PROXZZZY_KIND_MAGIC, .password_len = 6,
		.password = { 1, 2, (u8)(i >> 8), (u8)i },
	};
}

static struct pzz_rule bytes_rule(u32 i)
{
	return (struct pzz_rule){
		.kind = PROXZZZY_KIND_BYTES, .offset = 16, .pattern_len = 4,
		.pattern = { 0xca, 0xfe, (u8)(i >> 8), (u8)i },
		.mask = { 0xff, 0xff, 0xff, 0xff },
	};
}

static void test_syn(void)
{
	check_flat(&(struct work){
		.rule = syn_rule, .vector = "a SYN wakes [R30 R35]",
		.offset = 36, .first = 50000, .reason = PZZ_WAKE_NO_RULE,
	});
}

static void test_syn_match(void)
{
	check_flat(&(struct work){
		.rule = syn_match_rule, .vector = "a SYN wakes [R30 R35]",
		.offset = 38, .first = 1, .reason = PZZ_WAKE_TCP_SYN,
	});
}

static void test_syn_from(void)
{
	check_flat(&(struct work){
		.rule = syn_from_rule, .vector = "a SYN wakes [R30 R35]",
		.offset = 28, .first = 0xaa00, .reason = PZZ_WAKE_NO_RULE,
	});
}

static void test_syn6_from(void)
{
	check_flat(&(struct work){
		.rule = syn6_from_rule, .vector = "an IPv6 SYN wakes [R30]",
		.offset = 28, .first = 0xaa00, .reason = PZZ_WAKE_NO_RULE,
	});
}

static void test_udp(void)
{
	check_flat(&(struct work){
		.rule = udp_rule, .vector = "a datagram wakes [WAKE-UDP]",
		.offset = 36, .first = 30000, .reason = PZZ_WAKE_NO_RULE,
	});
}

static void test_magic(void)
{
	check_flat(&(struct work){
		.rule = magic_rule, .vector = "SecureOn: a wrong password [R31]",
		.offset = 118, .first = 0, .reason = PZZ_WAKE_BAD_PASSWORD,
	});
}

static void test_bytes(void)
{
	check_flat(&(struct work){
		.rule = bytes_rule, .vector = "bytes: one bit differs",
		.offset = 18, .first = 0x8000, .reason = PZZ_WAKE_NO_RULE,
	});
}

static const struct unit_test tests[] = {
	{ "a SYN that no rule is for costs the same from 1 rule to 1,024", test_syn },
	{ "a SYN that a rule is for costs the same from 1 rule to 1,024", test_syn_match },
	{ "a SYN looked up by source costs the same from 1 rule to 1,024", test_syn_from },
	{ "an IPv6 SYN looked up by source costs the same from 1 rule to 1,024",
	  test_syn6_from },
	{ "a datagram costs the same from 1 rule to 1,024", test_udp },
	{ "a Magic Packet costs the same from 1 password to 1,024 [R31]", test_magic },
	{ "a pattern costs the same from 1 rule to 1,024", test_bytes },
};

SUITE(wake_flat, tests);
