// SPDX-License-Identifier: GPL-2.0
/* ARP over time: conflicts one after the other, and announcements. */
#include "arp/arp.h"
#include "unit.h"

#define SECOND	PZZ_NSEC_PER_SEC
#define MS	PZZ_NSEC_PER_MSEC

static const u8 conflict[] = {
	V_BROADCAST, V_PEER_MAC, 0x08, 0x06, 0, 1, 0x08, 0, 6, 4, 0, 1,
	V_PEER_MAC, V_HOST_IP, V_ZERO_MAC, V_HOST_IP,
};

static const u8 request[] = {
	V_BROADCAST, V_OTHER_MAC, 0x08, 0x06, 0, 1, 0x08, 0, 6, 4, 0, 1,
	V_OTHER_MAC, V_OTHER_IP, V_ZERO_MAC, V_HOST_IP,
};

static const u8 request_second[] = {
	V_BROADCAST, V_OTHER_MAC, 0x08, 0x06, 0, 1, 0x08, 0, 6, 4, 0, 1,
	V_OTHER_MAC, V_OTHER_IP, V_ZERO_MAC, V_HOST_IP2,
};

static struct pzz_setup setup_of(u8 policy, u32 announce)
{
	return (struct pzz_setup){
		V_SETUP,
		.arp = { .enable = true, .conflict = policy, .announce = announce },
	};
}

#define FRAME(w, array)	world_frame(w, array, sizeof(array), NULL)

static void expect(const struct world *w, u8 verdict, u8 reason)
{
	CHECK_EQ(w->what.verdict, verdict);
	CHECK_EQ(w->what.room, PZZ_ROOM_ARP);
	CHECK_EQ(w->what.reason, reason);
	CHECK(!judge_frame(w));
}

static void test_defend(void)
{
	struct pzz_setup setup = setup_of(PROXZZZY_CONFLICT_DEFEND, 0);
	struct world w;

	world_open(&w, &setup);
	FRAME(&w, conflict);
	expect(&w, PZZ_REPLY, PZZ_ARP_DEFENDED);
	CHECK(w.what.conflict);
	CHECK_EQ(w.what.mark, 0);
	FRAME(&w, request);
	expect(&w, PZZ_REPLY, PZZ_ARP_ANSWERED);
	CHECK(!w.first.settle);

	w.ns += PZZ_ARP_DEFEND_NS - 1;
	FRAME(&w, conflict);
	expect(&w, PZZ_WAKE, PZZ_ARP_GIVEN_UP);
	CHECK(w.what.conflict);
	FRAME(&w, request);
	expect(&w, PZZ_IGNORE, PZZ_ARP_NOT_ANSWERED);
	FRAME(&w, request_second);
	expect(&w, PZZ_REPLY, PZZ_ARP_ANSWERED);
	world_close(&w);
}

static void test_defend_again(void)
{
	struct pzz_setup setup = setup_of(PROXZZZY_CONFLICT_DEFEND, 0);
	struct world w;
	int i;

	world_open(&w, &setup);
	for (i = 0; i < 5; i++) {
		FRAME(&w, conflict);
		expect(&w, PZZ_REPLY, PZZ_ARP_DEFENDED);
		w.ns += PZZ_ARP_DEFEND_NS;
	}
	world_close(&w);
}

/* The conflict of one address is none of another. */
static void test_defend_each(void)
{
	struct pzz_setup setup = setup_of(PROXZZZY_CONFLICT_DEFEND, 0);
	u8 second[sizeof(conflict)];
	struct world w;

	memcpy(second, conflict, sizeof(second));
	second[31] = 11;
	world_open(&w, &setup);
	FRAME(&w, conflict);
	expect(&w, PZZ_REPLY, PZZ_ARP_DEFENDED);
	FRAME(&w, second);
	expect(&w, PZZ_REPLY, PZZ_ARP_DEFENDED);
	CHECK_EQ(w.what.mark, 1);
	world_close(&w);
}

/* When the wake was limited, the next conflict asks for it again; a new sleep begins anew. */
static void test_given_up(void)
{
	struct pzz_setup setup = setup_of(PROXZZZY_CONFLICT_DEFEND, 0);
	struct world w;
	int i;

	setup.wake.limit = (struct pzz_limit){ 1, 60, 1 };
	world_open(&w, &setup);
	FRAME(&w, conflict);
	FRAME(&w, conflict);
	expect(&w, PZZ_WAKE, PZZ_ARP_GIVEN_UP);
	for (i = 0; i < 3; i++) {
		w.ns += 11 * SECOND;
		FRAME(&w, conflict);
		CHECK_EQ(w.what.verdict, PZZ_IGNORE);
		CHECK_EQ(w.what.room, PZZ_ROOM_WAKE);
	}
	w.ns += 60 * SECOND;
	FRAME(&w, conflict);
	expect(&w, PZZ_WAKE, PZZ_ARP_GIVEN_UP);

	pzz_begin(w.conf, w.state, (struct pzz_now){ .ns = w.ns }, w.deadline);
	FRAME(&w, request);
	expect(&w, PZZ_REPLY, PZZ_ARP_ANSWERED);
	FRAME(&w, conflict);
	expect(&w, PZZ_REPLY, PZZ_ARP_DEFENDED);
	world_close(&w);
}

/* Conflicts that wake pass the common bucket (Annex A.2: denial of sleep). */
static void test_wake_limited(void)
{
	struct pzz_setup setup = setup_of(PROXZZZY_CONFLICT_WAKE, 0);
	struct world w;

	setup.wake.limit = (struct pzz_limit){ 1, 60, 2 };
	world_open(&w, &setup);
	FRAME(&w, conflict);
	expect(&w, PZZ_WAKE, PZZ_ARP_CONFLICT);
	FRAME(&w, conflict);
	expect(&w, PZZ_WAKE, PZZ_ARP_CONFLICT);
	FRAME(&w, conflict);
	CHECK_EQ(w.what.verdict, PZZ_IGNORE);
	CHECK_EQ(w.what.room, PZZ_ROOM_WAKE);
	w.ns += 60 * SECOND;
	FRAME(&w, conflict);
	expect(&w, PZZ_WAKE, PZZ_ARP_CONFLICT);
	world_close(&w);
}

static void test_ignored(void)
{
	struct pzz_setup setup = setup_of(PROXZZZY_CONFLICT_IGNORE, 0);
	struct world w;
	int i;

	world_open(&w, &setup);
	for (i = 0; i < 5; i++) {
		FRAME(&w, conflict);
		expect(&w, PZZ_IGNORE, PZZ_ARP_CONFLICT);
		CHECK(w.what.conflict);
	}
	FRAME(&w, request);
	expect(&w, PZZ_REPLY, PZZ_ARP_ANSWERED);
	world_close(&w);
}

static void test_no_deadline(void)
{
	struct pzz_setup setup = setup_of(PROXZZZY_CONFLICT_DEFEND, 0);
	struct world w;

	world_open(&w, &setup);
	CHECK(!pzz_deadlines(w.conf));
	CHECK_EQ(w.next, PZZ_NEVER);
	world_tick(&w);
	CHECK_EQ(w.what.verdict, PZZ_IGNORE);
	CHECK_EQ(w.next, PZZ_NEVER);
	world_close(&w);
}

static void announced(struct world *w, const u8 *ip)
{
	world_tick(w);
	CHECK_EQ(w->what.verdict, PZZ_REPLY);
	CHECK_EQ(w->what.reason, PZZ_ARP_ANNOUNCED);
	CHECK(!judge_tick(w));
	CHECK(w->reply_len == 42 && !memcmp(w->reply + 28, ip, 4));
}

static void test_announce(void)
{
	struct pzz_setup setup = setup_of(PROXZZZY_CONFLICT_DEFEND, 100);
	struct world w;
	u64 begun;
	int round;

	world_open(&w, &setup);
	begun = w.ns;
	CHECK(pzz_deadlines(w.conf));
	CHECK_EQ(w.next, begun + 100 * MS);
	w.ns = w.next - 1;
	world_tick(&w);
	CHECK_EQ(w.what.verdict, PZZ_IGNORE);
	CHECK_EQ(w.next, begun + 100 * MS);
	for (round = 1; round < 4; round++) {
		w.ns = w.next + 3 * MS;		/* timers are late; rounds do not drift */
		announced(&w, setup.addrs[0].b);
		CHECK(w.next <= w.ns);
		announced(&w, setup.addrs[1].b);
		announced(&w, setup.addrs[2].b);
		CHECK_EQ(w.next, begun + (u64)(round + 1) * 100 * MS);
	}
	world_close(&w);
}

/* A timer that comes an hour late announces once, not 36000 times. */
static void test_announce_late(void)
{
	struct pzz_setup setup = setup_of(PROXZZZY_CONFLICT_DEFEND, 100);
	struct world w;

	world_open(&w, &setup);
	w.ns += 3600 * SECOND;
	announced(&w, setup.addrs[0].b);
	announced(&w, setup.addrs[1].b);
	announced(&w, setup.addrs[2].b);
	CHECK_EQ(w.next, w.ns + 100 * MS);
	world_close(&w);
}

static void test_announce_given_up(void)
{
	struct pzz_setup setup = setup_of(PROXZZZY_CONFLICT_DEFEND, 100);
	struct world w;

	world_open(&w, &setup);
	FRAME(&w, conflict);
	FRAME(&w, conflict);
	expect(&w, PZZ_WAKE, PZZ_ARP_GIVEN_UP);
	w.ns = w.next;
	announced(&w, setup.addrs[1].b);
	announced(&w, setup.addrs[2].b);
	CHECK_EQ(w.next, w.ns + 100 * MS);

	setup.n_addrs = 1;
	world_close(&w);
	world_open(&w, &setup);
	FRAME(&w, conflict);
	FRAME(&w, conflict);
	w.ns = w.next;
	world_tick(&w);
	CHECK_EQ(w.what.verdict, PZZ_IGNORE);
	CHECK_EQ(w.next, w.ns + 100 * MS);
	world_close(&w);
}

/* The order that the host gave them in, IPv6 among them, is not that of the index. */
static void test_announce_mixed(void)
{
	static const struct pzz_ip addrs[] = {
		{ 16, { V_HOST_IP6 } }, { 4, { V_HOST_IP2 } }, { 4, { V_HOST_IP } },
	};
	struct pzz_setup setup = setup_of(PROXZZZY_CONFLICT_DEFEND, 100);
	struct world w;

	setup.addrs = addrs;
	setup.n_addrs = PZZ_COUNT(addrs);
	world_open(&w, &setup);
	FRAME(&w, conflict);
	CHECK_EQ(w.what.mark, 2);
	FRAME(&w, conflict);
	expect(&w, PZZ_WAKE, PZZ_ARP_GIVEN_UP);
	FRAME(&w, request);
	expect(&w, PZZ_IGNORE, PZZ_ARP_NOT_ANSWERED);
	FRAME(&w, request_second);
	expect(&w, PZZ_REPLY, PZZ_ARP_ANSWERED);
	w.ns = w.next;
	announced(&w, addrs[1].b);
	world_tick(&w);
	CHECK_EQ(w.what.verdict, PZZ_IGNORE);
	CHECK_EQ(w.next, w.ns + 100 * MS);
	world_close(&w);
}

static void test_announce_ipv6_only(void)
{
	struct pzz_setup setup = setup_of(PROXZZZY_CONFLICT_DEFEND, 100);
	struct world w;

	setup.addrs += 3;
	setup.n_addrs -= 3;
	world_open(&w, &setup);
	CHECK(!pzz_deadlines(w.conf));
	CHECK_EQ(w.next, PZZ_NEVER);
	world_close(&w);
}

static void test_64th(void)
{
	struct pzz_setup setup = setup_of(PROXZZZY_CONFLICT_DEFEND, 0);
	struct pzz_ip addrs[PROXZZZY_ADDR_MAX];
	u8 frame[sizeof(request)];
	struct world w;
	u8 i;

	memcpy(frame, request, sizeof(frame));
	for (i = 0; i < PROXZZZY_ADDR_MAX; i++)
		addrs[i] = (struct pzz_ip){ 4, { 198, 51, 100, (u8)(i + 1) } };
	setup.addrs = addrs;
	setup.n_addrs = PROXZZZY_ADDR_MAX;
	world_open(&w, &setup);
	for (i = 0; i < PROXZZZY_ADDR_MAX; i++) {
		memcpy(frame + 38, addrs[i].b, 4);
		FRAME(&w, frame);
		expect(&w, PZZ_REPLY, PZZ_ARP_ANSWERED);
	}
	world_close(&w);
}

static const struct unit_test tests[] = {
	{ "a first conflict is defended, a second gives up [R24 ACD LLA]", test_defend },
	{ "conflicts 10 s apart are all defended [R24 ACD LLA]", test_defend_again },
	{ "each address is defended on its own [R24 ACD]", test_defend_each },
	{ "given up until the next sleep [R24 ACD]", test_given_up },
	{ "conflicts that wake are limited [R24]", test_wake_limited },
	{ "ignored conflicts change nothing [R24]", test_ignored },
	{ "no announcements, no deadline", test_no_deadline },
	{ "announcements of every address, without drift [ACD]", test_announce },
	{ "late announcements do not pile up", test_announce_late },
	{ "what was given up is not announced [ACD]", test_announce_given_up },
	{ "addresses of both families in any order [ACD]", test_announce_mixed },
	{ "IPv6 addresses have no announcements", test_announce_ipv6_only },
	{ "each of 64 addresses is answered [R20 C5]", test_64th },
};

SUITE(arp, tests);
