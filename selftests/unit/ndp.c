// SPDX-License-Identifier: GPL-2.0
/* Neighbour discovery for many addresses, and conflicts one after the other. */
#include "ndp/ndp.h"
#include "unit.h"

/* l4_verified spares the checksums of what is changed here. */
static const struct pzz_frame verified = { .l4_verified = true };

static const u8 solicitation[] = {
	V_HOST_MAC, V_PEER_MAC, 0x86, 0xdd, 0x60, 0, 0, 0, 0, 24, 58, 255,
	V_PEER_LL6, V_HOST_IP6, 135, 0, 0, 0, 0, 0, 0, 0, V_HOST_IP6,
};

static const u8 advertisement[] = {
	0x33, 0x33, 0, 0, 0, 1, V_PEER_MAC, 0x86, 0xdd, 0x60, 0, 0, 0, 0, 24, 58, 255,
	V_HOST_IP6, 0xff, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1,
	136, 0, 0, 0, 0x20, 0, 0, 0, V_HOST_IP6,
};

static void test_64th(void)
{
	struct pzz_setup setup = { V_SETUP, .ndp.enable = true };
	struct pzz_ip addrs[PROXZZZY_ADDR_MAX];
	u8 frame[sizeof(solicitation)];
	struct world w;
	u8 i;

	memcpy(frame, solicitation, sizeof(frame));
	for (i = 0; i < PROXZZZY_ADDR_MAX; i++)
		addrs[i] = (struct pzz_ip){ 16, { 0x20, 0x01, 0x0d, 0xb8, [9] = i, [15] = 1 } };
	setup.addrs = addrs;
	setup.n_addrs = PROXZZZY_ADDR_MAX;
	world_open(&w, &setup);
	for (i = 0; i < PROXZZZY_ADDR_MAX; i++) {
		memcpy(frame + 38, addrs[i].b, 16);
		memcpy(frame + 62, addrs[i].b, 16);
		world_frame(&w, frame, sizeof(frame), &verified);
		CHECK_EQ(w.what.verdict, PZZ_REPLY);
		CHECK(!judge_frame(&w));
	}
	world_close(&w);
}

static void test_wake_limited(void)
{
	struct pzz_setup setup = {
		V_SETUP, .ndp = { .enable = true, .conflict = PROXZZZY_CONFLICT_WAKE },
	};
	struct world w;

	setup.wake.limit = (struct pzz_limit){ 1, 60, 1 };
	world_open(&w, &setup);
	world_frame(&w, advertisement, sizeof(advertisement), &verified);
	CHECK_EQ(w.what.verdict, PZZ_WAKE);
	CHECK_EQ(w.what.room, PZZ_ROOM_NDP);
	CHECK(w.what.conflict);
	CHECK_EQ(w.what.mark, 3);
	world_frame(&w, advertisement, sizeof(advertisement), &verified);
	CHECK_EQ(w.what.verdict, PZZ_IGNORE);
	CHECK_EQ(w.what.room, PZZ_ROOM_WAKE);
	world_close(&w);
}

static const struct unit_test tests[] = {
	{ "each of 64 addresses is answered [R25 R26 C9]", test_64th },
	{ "conflicts that wake are limited", test_wake_limited },
};

SUITE(ndp, tests);
