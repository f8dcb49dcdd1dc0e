// SPDX-License-Identifier: GPL-2.0
/* The token bucket, against the same in 128-bit arithmetic. */
#include "pzz_bucket.h"
#include "unit.h"

#define SECOND	PZZ_NSEC_PER_SEC

static unsigned int drain(struct pzz_bucket *b, const struct pzz_limit *limit, u64 now)
{
	unsigned int n = 0;

	while (n < 2000000 && pzz_bucket_take(b, limit, now))
		n++;
	return n;
}

static void test_burst(void)
{
	const struct pzz_limit limit = { 10, 1, 7 };
	struct pzz_bucket b;

	pzz_bucket_init(&b, &limit);
	CHECK_EQ(drain(&b, &limit, 5 * SECOND), 7);
	CHECK_EQ(drain(&b, &limit, 5 * SECOND + SECOND / 10 - 1), 0);
	CHECK_EQ(drain(&b, &limit, 5 * SECOND + SECOND / 10), 1);
	CHECK_EQ(drain(&b, &limit, 6 * SECOND), 7);
	CHECK_EQ(drain(&b, &limit, 600 * SECOND), 7);
}

static void test_ready_takes_nothing(void)
{
	const struct pzz_limit limit = { 1, 86400, 1 };
	struct pzz_bucket b;

	pzz_bucket_init(&b, &limit);
	CHECK(pzz_bucket_ready(&b, &limit, 0));
	CHECK(pzz_bucket_ready(&b, &limit, 0));
	CHECK(pzz_bucket_take(&b, &limit, 0));
	CHECK(!pzz_bucket_ready(&b, &limit, 86400 * SECOND - 1));
	CHECK(pzz_bucket_ready(&b, &limit, 86400 * SECOND));
}

static void test_no_limit(void)
{
	const struct pzz_limit limit = { 0, 1, 1 };
	struct pzz_bucket b;

	pzz_bucket_init(&b, &limit);
	CHECK_EQ(drain(&b, &limit, 0), 2000000);
}

/* Looked at every nanosecond or never: the same number of tokens. */
static void test_no_rounding(void)
{
	const struct pzz_limit limit = { 7, 60, 1000000 };
	struct pzz_bucket often, seldom;
	u64 now;

	pzz_bucket_init(&often, &limit);
	pzz_bucket_init(&seldom, &limit);
	often.tokens = 0;
	seldom.tokens = 0;
	for (now = 0; now < 3600 * SECOND; now += 33333331)
		pzz_bucket_ready(&often, &limit, now);
	pzz_bucket_ready(&often, &limit, 3600 * SECOND);
	pzz_bucket_ready(&seldom, &limit, 3600 * SECOND);
	CHECK_EQ(often.tokens, 7 * 60);
	CHECK_EQ(seldom.tokens, 7 * 60);
	CHECK_EQ(often.part, seldom.part);
	CHECK_EQ(often.nano, seldom.nano);
}

static void check_exact(u32 rate, u32 unit, u64 now)
{
	unsigned __int128 exact = (unsigned __int128)now * rate / SECOND / unit;
	struct pzz_limit limit = { rate, unit, 1000000 };
	struct pzz_bucket b = { 0 };

	pzz_bucket_fill(&b, &limit, now);
	if (exact > limit.burst)
		exact = limit.burst;
	CHECK_EQ(b.tokens, (u64)exact);
}

/* tokens = floor(elapsed * rate / unit), for limits and times at the ends of their ranges. */
static void test_against_128_bits(void)
{
	static const u32 rates[] = { 1, 3, 999999, 1000000 }, units[] = { 1, 60, 3600, 86400 };
	static const u64 times[] = { 1, 999999999, SECOND, 86399 * SECOND + 999999999,
				     1ULL << 32, 4294967296 * 1000, 1ULL << 62, ~0ULL };
	unsigned int r, u, t;

	for (r = 0; r < PZZ_COUNT(rates); r++)
		for (u = 0; u < PZZ_COUNT(units); u++)
			for (t = 0; t < PZZ_COUNT(times); t++)
				check_exact(rates[r], units[u], times[t]);
}

static void test_time_backwards(void)
{
	const struct pzz_limit limit = { 1, 1, 2 };
	struct pzz_bucket b;

	pzz_bucket_init(&b, &limit);
	CHECK_EQ(drain(&b, &limit, 100 * SECOND), 2);
	CHECK_EQ(drain(&b, &limit, 50 * SECOND), 0);
	CHECK_EQ(drain(&b, &limit, 100 * SECOND), 0);
	CHECK_EQ(drain(&b, &limit, 101 * SECOND), 1);
}

/* A fraction above the brim is spilled too. */
static void test_full_has_no_fraction(void)
{
	const struct pzz_limit limit = { 1, 1, 1 };
	struct pzz_bucket b;

	pzz_bucket_init(&b, &limit);
	CHECK(pzz_bucket_take(&b, &limit, SECOND * 9 / 10 + 5 * SECOND));
	CHECK(!pzz_bucket_take(&b, &limit, 6 * SECOND + SECOND / 2));
	CHECK(pzz_bucket_take(&b, &limit, SECOND * 9 / 10 + 6 * SECOND));
}

static void test_limit_ok(void)
{
	CHECK(pzz_limit_ok(&(struct pzz_limit){ 0, 1, 1 }));
	CHECK(pzz_limit_ok(&(struct pzz_limit){ 1000000, 86400, 1000000 }));
	CHECK(!pzz_limit_ok(&(struct pzz_limit){ 1000001, 1, 1 }));
	CHECK(!pzz_limit_ok(&(struct pzz_limit){ 1, 1, 0 }));
	CHECK(!pzz_limit_ok(&(struct pzz_limit){ 1, 1, 1000001 }));
	CHECK(!pzz_limit_ok(&(struct pzz_limit){ 1, 0, 1 }));
	CHECK(!pzz_limit_ok(&(struct pzz_limit){ 1, 59, 1 }));
}

static const struct unit_test tests[] = {
	{ "a burst, then the rate", test_burst },
	{ "asking takes nothing", test_ready_takes_nothing },
	{ "rate 0 is no limit", test_no_limit },
	{ "no token is lost to rounding", test_no_rounding },
	{ "no overflow at any limit and time", test_against_128_bits },
	{ "time going backwards fills nothing and takes nothing", test_time_backwards },
	{ "what does not fit is spilled", test_full_has_no_fraction },
	{ "limits that the ABI allows", test_limit_ok },
};

SUITE(bucket, tests);
