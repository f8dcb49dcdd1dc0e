// SPDX-License-Identifier: GPL-2.0
/* Who is asked, and in which order. */
#include "arp/arp.h"
#include "unit.h"
#include "wake/wake.h"

/* The EtherType of ARP, so that this rule matches any ARP frame. */
static const struct pzz_rule any_arp = {
	.id = 1, .kind = PROXZZZY_KIND_BYTES, .limit = { 12, 60, 6 },
	.offset = 12, .pattern_len = 2, .pattern = { 0x08, 0x06 }, .mask = { 0xff, 0xff },
};

static struct pzz_setup setup_of(u8 policy)
{
	return (struct pzz_setup){
		V_SETUP, .rules = &any_arp, .n_rules = 1,
		.arp = { .enable = true, .conflict = policy },
	};
}

static void expect(const struct pzz_setup *setup, const char *vector, u8 verdict, u8 room)
{
	struct world w;

	world_open(&w, setup);
	world_vector(&w, unit_vector("arp", vector));
	CHECK_EQ(w.what.verdict, verdict);
	CHECK_EQ(w.what.room, room);
	world_close(&w);
}

static void test_pattern_after_room(void)
{
	struct pzz_setup setup = setup_of(PROXZZZY_CONFLICT_DEFEND);

	expect(&setup, "request for another address [R20]", PZZ_WAKE, PZZ_ROOM_WAKE);
	expect(&setup, "request to our MAC [R19 R22]", PZZ_REPLY, PZZ_ROOM_ARP);
}

/* What a room has yet to settle is its own. */
static void test_pattern_not_before_settle(void)
{
	struct pzz_setup setup = setup_of(PROXZZZY_CONFLICT_DEFEND);

	expect(&setup, "conflicting request for another address [R24 ACD]",
	       PZZ_REPLY, PZZ_ROOM_ARP);
}

static void test_pattern_not_if_ill_formed(void)
{
	struct pzz_setup setup = setup_of(PROXZZZY_CONFLICT_DEFEND);
	struct world w;

	world_open(&w, &setup);
	world_vector(&w, unit_vector("frame", "from the MAC zero [R36]"));
	CHECK_EQ(w.what.verdict, PZZ_IGNORE);
	CHECK_EQ(w.what.room, PZZ_ROOM_FRAME);
	world_close(&w);
}

static void test_room_off(void)
{
	struct pzz_setup setup = setup_of(PROXZZZY_CONFLICT_DEFEND);

	setup.arp.enable = false;
	expect(&setup, "request to our MAC [R19 R22]", PZZ_WAKE, PZZ_ROOM_WAKE);
	setup.n_rules = 0;
	expect(&setup, "request to our MAC [R19 R22]", PZZ_IGNORE, PZZ_ROOM_WAKE);
}

/* A wake by any room is settled first, so that the common bucket is asked. */
static void test_wakes_settle(void)
{
	struct pzz_setup setup = setup_of(PROXZZZY_CONFLICT_WAKE);
	struct world w;

	setup.n_rules = 0;
	world_open(&w, &setup);
	world_vector(&w, unit_vector("arp", "conflict that is to wake [R24]"));
	CHECK_EQ(w.first.verdict, PZZ_WAKE);
	CHECK(w.first.settle);
	CHECK(!w.what.settle);
	CHECK_EQ(w.what.verdict, PZZ_WAKE);
	CHECK_EQ(w.what.room, PZZ_ROOM_ARP);
	world_close(&w);
}

/* Tables are complete: every room and every reason has a name that is nobody else's. */
static void test_names(void)
{
	unsigned int i, j, k;

	for (i = 0; i < PZZ_ROOMS; i++) {
		CHECK(pzz_rooms[i] && pzz_rooms[i]->name && pzz_rooms[i]->clauses);
		for (j = 0; j < pzz_rooms[i]->n_reasons; j++) {
			CHECK(pzz_rooms[i]->reasons[j] && *pzz_rooms[i]->reasons[j]);
			for (k = 0; k < j; k++)
				CHECK(strcmp(pzz_rooms[i]->reasons[j], pzz_rooms[i]->reasons[k]));
		}
	}
}

static const struct unit_test tests[] = {
	{ "a pattern matches what a room ignored, not what it answers", test_pattern_after_room },
	{ "a pattern does not take what is yet to be settled", test_pattern_not_before_settle },
	{ "a pattern never sees an ill-formed frame [R36]", test_pattern_not_if_ill_formed },
	{ "a room that is off leaves its frames to wake", test_room_off },
	{ "a wake by any room passes the common bucket [R35]", test_wakes_settle },
	{ "every reason has a name of its own", test_names },
};

SUITE(engine, tests);
