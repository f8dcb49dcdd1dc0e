// SPDX-License-Identifier: GPL-2.0
/* Echo over time. */
#include "echo/echo.h"
#include "unit.h"

static const struct pzz_frame verified = { .l4_verified = true };

static const u8 ping[] = {
	V_HOST_MAC, V_PEER_MAC, 0x08, 0, 0x45, 0, 0, 0x1c, 0x12, 0x34, 0, 0, 0x40, 0x01,
	0xe4, 0x3f, V_PEER_IP, V_HOST_IP, 8, 0, 0, 0, 1, 2, 3, 4,
};

static void send(struct world *w, u8 verdict, u8 reason)
{
	world_frame(w, ping, sizeof(ping), &verified);
	CHECK_EQ(w->what.verdict, verdict);
	CHECK_EQ(w->what.room, PZZ_ROOM_ECHO);
	CHECK_EQ(w->what.reason, reason);
	CHECK(!judge_frame(w));
}

static void test_limited(void)
{
	struct pzz_setup setup = { V_SETUP, .echo = { .enable = true, .limit = { 2, 1, 3 } } };
	struct world w;
	int i;

	world_open(&w, &setup);
	for (i = 0; i < 3; i++)
		send(&w, PZZ_REPLY, PZZ_ECHO_ANSWERED);
	send(&w, PZZ_IGNORE, PZZ_ECHO_LIMITED);
	w.ns += PZZ_NSEC_PER_SEC / 2;
	send(&w, PZZ_REPLY, PZZ_ECHO_ANSWERED);
	send(&w, PZZ_IGNORE, PZZ_ECHO_LIMITED);
	world_close(&w);
}

/* What is not answered takes no token. */
static void test_ignored_is_free(void)
{
	struct pzz_setup setup = { V_SETUP, .echo = { .enable = true, .limit = { 1, 1, 1 } } };
	struct world w;
	int i;

	world_open(&w, &setup);
	for (i = 0; i < 10; i++) {
		world_frame(&w, ping, sizeof(ping), NULL);
		CHECK_EQ(w.what.reason, PZZ_ECHO_CHECKSUM);
	}
	send(&w, PZZ_REPLY, PZZ_ECHO_ANSWERED);
	world_close(&w);
}

static void test_unlimited(void)
{
	struct pzz_setup setup = { V_SETUP, .echo = { .enable = true, .limit = { 0, 1, 1 } } };
	struct world w;
	int i;

	world_open(&w, &setup);
	for (i = 0; i < 1000; i++)
		send(&w, PZZ_REPLY, PZZ_ECHO_ANSWERED);
	world_close(&w);
}

/* A jumbo MTU does not overflow the size of an outcome. */
static void test_huge(void)
{
	static u8 frame[14 + 65535];
	struct pzz_setup setup = { V_SETUP, .echo = { .enable = true, .limit = { 0, 1, 1 } } };
	struct world w;

	setup.mtu = 65535;
	memcpy(frame, ping, sizeof(ping));
	pzz_put_be16(frame + 16, 65535);
	pzz_put_be16(frame + 24, 0);
	pzz_put_be16(frame + 24, judge_csum(frame + 14, 20, 0));
	world_open(&w, &setup);
	world_frame(&w, frame, sizeof(frame), &verified);
	CHECK_EQ(w.what.verdict, PZZ_IGNORE);
	CHECK_EQ(w.what.reason, PZZ_ECHO_TOO_BIG);
	world_close(&w);
}

static const struct unit_test tests[] = {
	{ "answers are limited", test_limited },
	{ "what is ignored takes no token", test_ignored_is_free },
	{ "rate 0 is no limit", test_unlimited },
	{ "the largest packet there is", test_huge },
};

SUITE(echo, tests);
