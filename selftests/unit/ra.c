// SPDX-License-Identifier: GPL-2.0
/* The end of IPv6 addresses, and how Router Advertisements move it. */
#include "ra/ra.h"
#include "unit.h"

#define SECOND	PZZ_NSEC_PER_SEC
#define START	PZZ_VECTOR_NS

#define LONGER	"a prefix of ours lasts longer [R41]"
#define MINUTE	"a prefix of ours has a minute left: two hours count"
#define ZERO	"a prefix of ours is taken back: two hours count"
#define FOREVER	"a prefix of ours is for ever"

static struct pzz_lifetime lifetimes[2] = {
	{ { V_HOST_IP6 }, 64, 0 },
	{ { V_HOST_TMP6 }, 0, START + 100 * SECOND },
};

/* The address of the prefix ends in @seconds, another a little after the beginning. */
static struct pzz_setup ends_in(u32 seconds)
{
	struct pzz_setup setup = *unit_vector("ra", LONGER)->setup;

	lifetimes[0].valid_until = START + seconds * SECOND;
	setup.lifetimes = lifetimes;
	return setup;
}

/* Seconds from START to the wake, 0: there is none. */
static u64 woken(struct world *w)
{
	if (w->next == PZZ_NEVER)
		return 0;
	w->ns = w->next > w->ns ? w->next : w->ns;
	world_tick(w);
	CHECK_EQ(w->what.verdict, PZZ_WAKE);
	CHECK_EQ(w->what.room, PZZ_ROOM_RA);
	CHECK_EQ(w->what.reason, PZZ_RA_EXPIRING);
	CHECK_EQ(w->next, PZZ_NEVER);
	return (w->ns - START) / SECOND;
}

static u64 after(u32 seconds, const char *heard)
{
	struct pzz_setup setup = ends_in(seconds);
	struct world w;
	u64 when;

	world_open(&w, &setup);
	if (heard) {
		world_vector(&w, unit_vector("ra", heard));
		CHECK_EQ(w.what.verdict, PZZ_PASS);
	}
	when = woken(&w);
	world_close(&w);
	return when;
}

static void test_last(void)
{
	CHECK_EQ(after(5000, NULL), 4940);
	CHECK_EQ(after(80, NULL), 40);		/* the other one is the last */
	lifetimes[1].valid_until = PZZ_NEVER;
	CHECK_EQ(after(5000, NULL), 0);
	lifetimes[1].valid_until = START + 100 * SECOND;
}

/* RFC 4862 5.5.3 (e) */
static void test_refreshed(void)
{
	CHECK_EQ(after(5000, LONGER), 8940);
	CHECK_EQ(after(100000, LONGER), 8940);	/* two hours and more, if less than before */
	CHECK_EQ(after(30, MINUTE), 40);	/* longer than what is left; the other is last */
	CHECK_EQ(after(5000, MINUTE), 4940);
	CHECK_EQ(after(100000, MINUTE), 7140);
	CHECK_EQ(after(7201, ZERO), 7140);
	CHECK_EQ(after(7200, ZERO), 7140);
	CHECK_EQ(after(7199, ZERO), 7139);
	CHECK_EQ(after(5000, FOREVER), 0);
}

/* After a wake that came to nothing, an advertisement sets another deadline. */
static void test_again(void)
{
	struct pzz_setup setup = ends_in(50);
	struct world w;

	world_open(&w, &setup);
	CHECK_EQ(woken(&w), 40);
	world_vector(&w, unit_vector("ra", LONGER));
	CHECK_EQ(w.next, w.ns + 8940 * SECOND);

	w.ns += 1000 * SECOND;		/* and it counts in the next sleep */
	w.next = pzz_begin(w.conf, w.state, (struct pzz_now){ .ns = w.ns }, w.deadline);
	CHECK_EQ(w.next, w.ns + 7940 * SECOND);
	world_close(&w);
}

static void expect_refused(struct pzz_setup *setup)
{
	struct pzz_refusal why = { 0 };

	CHECK(!pzz_conf_check(setup, &why) && why.why && *why.why);
}

static void test_refused(void)
{
	struct pzz_lifetime bad = { { V_OTHER_IP6 }, 64, START };
	struct pzz_setup setup = ends_in(100);

	setup.lifetimes = &bad;
	setup.n_lifetimes = 1;
	expect_refused(&setup);
	bad = (struct pzz_lifetime){ { V_HOST_IP6 }, 129, START };
	expect_refused(&setup);
	bad.prefix_bits = 128;
	CHECK(pzz_conf_check(&setup, &(struct pzz_refusal){ 0 }));
	setup.n_lifetimes = PROXZZZY_ADDR_MAX + 1;
	expect_refused(&setup);
}

static const struct unit_test tests[] = {
	{ "the last IPv6 address that ends wakes before it does [R41]", test_last },
	{ "advertisements move the end as RFC 4862 has it [R41]", test_refreshed },
	{ "what was heard counts afterwards, and in the next sleep [R41]", test_again },
	{ "lifetimes that can't be are refused [C12]", test_refused },
};

SUITE(ra, tests);
