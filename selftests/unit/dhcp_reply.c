// SPDX-License-Identifier: GPL-2.0
/* What a DHCP lease can't be, what its options are, and what replies cost. */
#include <stdio.h>
#include <stdlib.h>

#include "dhcp_server.h"
#include "frame/frame.h"
#include "steps.h"
#include "unit.h"

static struct pzz_setup good(void)
{
	struct pzz_setup setup = *unit_vector("dhcp", DHCP_RENEW)->setup;

	setup.dhcp.wake_before = 60;
	return setup;
}

static void expect_refused(const struct pzz_setup *setup)
{
	struct pzz_refusal why = { 0 };

	CHECK(!pzz_conf_check(setup, &why));
	CHECK(why.why && *why.why && why.table == PZZ_AT_SETTINGS);
}

/* The good setup, but one field of setup.dhcp. */
#define REFUSED(field, ...) \
	do { \
		struct pzz_setup s_ = good(); \
		memcpy(&s_.dhcp.field, &(__typeof__(s_.dhcp.field))__VA_ARGS__, \
		       sizeof(s_.dhcp.field)); \
		expect_refused(&s_); \
	} while (0)

static void test_refused(void)
{
	struct pzz_setup setup = good();

	CHECK(pzz_conf_check(&setup, &(struct pzz_refusal){ 0 }));
	REFUSED(address, { V_OTHER_IP });
	REFUSED(server, { V_ZERO_IP });
	REFUSED(server, { 224, 0, 0, 1 });
	REFUSED(server, { 255, 255, 255, 255 });
	REFUSED(server, { 127, 0, 0, 1 });
	REFUSED(server_mac, { V_BROADCAST });
	REFUSED(lease, { 0 });
	REFUSED(t1, { 1060 });
	REFUSED(t1, { 1600 });
	REFUSED(t2, { 1600 });
	REFUSED(since, { (1ULL << 62) + 1 });
	REFUSED(n_critical, { 17 });
	setup.mtu = 327;
	expect_refused(&setup);
	setup.mtu = 328;
	CHECK(pzz_conf_check(&setup, &(struct pzz_refusal){ 0 }));
}

static void refuse_request(const u8 *request, u16 len)
{
	struct pzz_setup setup = good();

	setup.dhcp.n_critical = 0;
	setup.dhcp.request = request;
	setup.dhcp.request_len = len;
	expect_refused(&setup);
}

static void test_refused_options(void)
{
	static const u8 reserved[] = { 50, 52, 53, 54, 82, 90 };
	static const u8 critical[][3] = { { 1, 3, 1 }, { 1, 3, 42 }, { 1, 0, 3 } };
	static u8 big[PZZ_DHCP_REQUEST_MAX + 2];
	struct pzz_setup setup;
	unsigned int i;

	for (i = 0; i < PZZ_COUNT(reserved); i++)
		refuse_request((u8[]){ 12, 1, 'b', reserved[i], 1, 1 }, 6);
	refuse_request((u8[]){ 12, 2, 'b' }, 3);
	refuse_request((u8[]){ 12 }, 1);
	refuse_request((u8[]){ 255, 12, 1, 'b' }, 4);
	refuse_request(big, sizeof(big));
	for (i = 0; i < PZZ_COUNT(critical); i++) {
		setup = good();
		setup.dhcp.critical = critical[i];
		expect_refused(&setup);
	}
	setup = good();
	setup.dhcp.ack = (u8[]){ 1, 4, 255, 255 };
	setup.dhcp.ack_len = 4;
	expect_refused(&setup);
}

static void test_defaults(void)
{
	struct pzz_setup setup;

	pzz_setup_init(&setup);
	CHECK(!setup.dhcp.enable && setup.dhcp.renew);
	CHECK_EQ(setup.dhcp.wake_before, 60);
}

/* Nothing of the host's options is needed after the configuration is made. */
static void test_keeps_no_pointer(void)
{
	struct pzz_setup setup = good();
	u8 *request = malloc(setup.dhcp.request_len), *ack = malloc(setup.dhcp.ack_len);
	struct dhcp_request r;
	struct world w;

	memcpy(request, setup.dhcp.request, setup.dhcp.request_len);
	memcpy(ack, setup.dhcp.ack, setup.dhcp.ack_len);
	setup.dhcp.request = request;
	setup.dhcp.ack = ack;
	world_open(&w, &setup);
	free(request);
	free(ack);
	CHECK(world_until_sent(&w, w.ns + 1));
	CHECK(dhcp_read(&r, w.reply, w.reply_len));
	dhcp_say(&w, r.xid, 5, 1600);
	CHECK_EQ(w.what.reason, PZZ_DHCP_RENEWED);
	CHECK(world_conf_untouched(&w));
	world_close(&w);
}

/* A request with as many options as may be given, in as small an MTU as it fits. */
static void test_largest(void)
{
	static u8 request[PZZ_DHCP_REQUEST_MAX] = { 61, 1, 7, 55, 1, 1 };
	struct pzz_setup setup = good();
	struct dhcp_request r;
	struct world w;
	u32 at = 6, code = 100, n;

	while (at < sizeof(request)) {
		n = sizeof(request) - at - 2 < 200 ? (u32)sizeof(request) - at - 2 : 200;
		request[at] = (u8)code++;
		request[at + 1] = (u8)n;
		at += 2 + n;
	}
	setup.dhcp.n_critical = 1;
	setup.dhcp.request = request;
	setup.dhcp.request_len = sizeof(request);
	setup.mtu = 28 + 240 + 3 + PZZ_DHCP_REQUEST_MAX + 1;
	world_open(&w, &setup);
	CHECK(world_until_sent(&w, w.ns + 1));
	CHECK_EQ(w.reply_len, setup.mtu + 14);
	CHECK(dhcp_read(&r, w.reply, w.reply_len));
	world_close(&w);
	setup.mtu--;
	expect_refused(&setup);
}

static void expect_frame(u16 port, bool dhcp, bool names, u8 room, u8 reason)
{
	struct pzz_setup setup = good();
	u8 frame[DHCP_ACK_LEN];
	struct world w;

	setup.dhcp.enable = dhcp;
	setup.llmnr.enable = names;
	setup.llmnr.ttl = 30;
	dhcp_reply(frame, 0x5eed, 5, 1600);
	memset(frame, 0xff, 6);
	pzz_put_be16(frame + 36, port);
	world_open(&w, &setup);
	world_frame(&w, frame, sizeof(frame), NULL);
	CHECK_EQ(w.what.verdict, PZZ_IGNORE);
	CHECK_EQ(w.what.room, room);
	CHECK_EQ(w.what.reason, reason);
	world_close(&w);
}

/* Of all that is said to everybody, only what is for DHCP clients is looked at. */
static void test_groups(void)
{
	expect_frame(68, true, false, PZZ_ROOM_DHCP, PZZ_DHCP_UNASKED);
	expect_frame(67, true, false, PZZ_ROOM_FRAME, PZZ_FRAME_GROUP);
	expect_frame(5353, true, false, PZZ_ROOM_FRAME, PZZ_FRAME_GROUP);
	expect_frame(5355, true, false, PZZ_ROOM_FRAME, PZZ_FRAME_GROUP);
	expect_frame(68, false, false, PZZ_ROOM_FRAME, PZZ_FRAME_GROUP);
	expect_frame(68, false, true, PZZ_ROOM_FRAME, PZZ_FRAME_GROUP);
}

/* Options that have as many as possible of the shortest, and lengths that add up. */
static void test_option_pieces(void)
{
	static const u8 area[] = { 0, 6, 2, 1, 2, 6, 0, 3, 1, 9, 6, 1, 3, 255, 6, 1, 4 };
	struct pzz_dhcp_options o;
	u8 value[4] = { 0 };
	u32 number = 7;

	CHECK(pzz_dhcp_options_of(&o, area, sizeof(area)));
	CHECK_EQ(pzz_dhcp_option_get(&o, 6, value, 2), 3);
	CHECK(!memcmp(value, "\1\2\0", 3));
	CHECK_EQ(pzz_dhcp_option_get(&o, 6, value, 4), 3);
	CHECK(!memcmp(value, "\1\2\3\0", 4));
	CHECK(pzz_dhcp_option_is(&o, 6, (const u8 *)"\1\2\3", 3));
	CHECK(!pzz_dhcp_option_is(&o, 6, (const u8 *)"\1\2\3\4", 4));
	CHECK(!pzz_dhcp_option_is(&o, 6, (const u8 *)"\1\2", 2));
	CHECK(!pzz_dhcp_option_is(&o, 6, (const u8 *)"\1\3\3", 3));
	CHECK(!pzz_dhcp_option_is(&o, 5, value, 0));
	CHECK_EQ(pzz_dhcp_option_get(&o, 5, value, 4), PZZ_DHCP_ABSENT);
	CHECK(pzz_dhcp_option_be32(&o, 5, &number) && !number);
	CHECK(!pzz_dhcp_option_be32(&o, 6, &number));
	CHECK(!pzz_dhcp_options_of(&o, area, 4));
}

struct job {
	const struct pzz_setup *setup;
	const u8 *frame;
	u32 len;
	bool idle;
};

static void work(const void *arg)
{
	const struct job *job = arg;
	struct world w;

	world_open(&w, job->setup);
	world_tick(&w);
	if (!job->idle)
		world_frame(&w, job->frame, job->len, NULL);
	world_close(&w);
}

static u64 cost(const struct pzz_setup *setup, const u8 *frame, u32 len)
{
	struct job job = { setup, frame, len, false };
	u64 with = unit_steps(work, &job), without;

	job.idle = true;
	without = unit_steps(work, &job);
	CHECK(with && without && with > without);
	return with - without;
}

/* The bound that dhcp/README.rst states: each way through as many options as are taken. */
static void test_worst(void)
{
	static u8 frame[1514], request[2 + PZZ_DHCP_CRITICAL_MAX] = { 55, PZZ_DHCP_CRITICAL_MAX };
	struct pzz_setup setup = good();
	u32 at, i;
	u64 steps;

	for (i = 0; i < PZZ_DHCP_CRITICAL_MAX; i++)
		request[2 + i] = (u8)(100 + i);
	setup.dhcp.request = request;
	setup.dhcp.request_len = sizeof(request);
	setup.dhcp.critical = request + 2;
	setup.dhcp.n_critical = PZZ_DHCP_CRITICAL_MAX;
	dhcp_reply(frame, 0x5eed, 5, 1600);
	for (i = 0, at = 319; i < PZZ_DHCP_STEPS_MAX - 6; i++, at += 2)
		frame[at] = 200;
	pzz_put_be16(frame + 16, 1500);
	pzz_put_be16(frame + 24, 0);
	pzz_put_be16(frame + 24, judge_csum(frame + 14, 20, 0));
	pzz_put_be16(frame + 38, 1480);
	steps = cost(&setup, frame, sizeof(frame));
	printf("# a frame full of options: %llu instructions\n", steps);
	CHECK(steps > 50000 && steps < 2000000);
	frame[at] = 200;
	frame[at + 2] = 200;
	steps = cost(&setup, frame, sizeof(frame));
	printf("# one with too many: %llu instructions\n", steps);
	CHECK(steps < 200000);
	frame[46] ^= 1;
	steps = cost(&setup, frame, sizeof(frame));
	printf("# for another transaction: %llu instructions\n", steps);
	CHECK(steps < 10000);
}

static const struct unit_test tests[] = {
	{ "a lease that can't be is refused [C16,C19,C20]", test_refused },
	{ "options that can't be are refused [C17,C18]", test_refused_options },
	{ "defaults [C12]", test_defaults },
	{ "the lease keeps no pointer into the setup", test_keeps_no_pointer },
	{ "the largest request fits the MTU, or is refused [R42]", test_largest },
	{ "of what goes to all, only what is for DHCP clients is heard [R42]", test_groups },
	{ "options in pieces are joined: RFC 3396", test_option_pieces },
	{ "the worst reply costs no more than the README says [R36]", test_worst },
};

SUITE(dhcp_reply, tests);
