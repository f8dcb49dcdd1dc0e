// SPDX-License-Identifier: GPL-2.0
/* LLDP over time, and what is refused. */
#include <stdio.h>

#include "lldp/lldp.h"
#include "steps.h"
#include "unit.h"

#define SECOND	PZZ_NSEC_PER_SEC

static const u8 eee_head[] = { 0xfe, 0x0e, 0x00, 0x12, 0x0f, 5 };

static struct pzz_lldp agents[PROXZZZY_LLDP_MAX + 1];

/* @n agents that send every 30 s, each to its own group. */
static struct pzz_setup many(u32 n)
{
	const struct pzz_vector *v = unit_vector("lldp", "each destination has its own times [R3]");
	struct pzz_setup setup = { V_SETUP, .n_lldps = n, .lldps = agents };
	u32 i;

	for (i = 0; i < n; i++) {
		agents[i] = v->setup->lldps[0];
		agents[i].interval = 30;
		agents[i].to[4] = (u8)i;
	}
	return setup;
}

static u32 find_eee(const u8 *data, u32 len)
{
	u32 at;

	for (at = 0; at + 16 <= len; at++)
		if (!memcmp(data + at, eee_head, sizeof(eee_head)))
			return at;
	CHECK(!"an EEE TLV");
	return 0;
}

/* The peer's LLDPDU to agent @i, with these times. */
static void hear(struct world *w, u32 i, u32 times)
{
	const struct pzz_vector *v =
		unit_vector("lldp", "the peer's new times are echoed at once [R3]");
	u8 frame[256];

	memcpy(frame, v->frame, v->frame_len);
	frame[4] = (u8)i;
	pzz_put_be32(frame + find_eee(frame, v->frame_len) + 6, times);
	world_frame(w, frame, v->frame_len, NULL);
	CHECK(!judge_frame(w));
}

/* What was sent is the host's own, with these echoes; of which agent? */
static u32 sent(const struct world *w, u32 times)
{
	u32 at = find_eee(w->reply, w->reply_len);

	CHECK(!judge_tick(w));
	CHECK_EQ(pzz_be32(w->reply + at + 12), times);
	return w->reply[4];
}

#define GIVEN	0x000b000c	/* echoes in the host's LLDPDU */

static void test_interval(void)
{
	struct pzz_setup setup = many(1);
	struct world w;
	u32 i;

	world_open(&w, &setup);
	CHECK(pzz_deadlines(w.conf));
	for (i = 0; i < 100; i++) {
		CHECK(world_until_sent(&w, PZZ_NEVER - 1));
		CHECK_EQ(w.ns, PZZ_VECTOR_NS + i * 30 * SECOND);
		CHECK_EQ(sent(&w, GIVEN), 0);
		CHECK_EQ(w.reply_len, 14U + agents[0].len);
		CHECK(!memcmp(w.reply + 14, agents[0].pdu, agents[0].len));
	}
	world_close(&w);
}

/* IEEE 802.1AB 9.2.5: and the interval begins anew. */
static void test_echo(void)
{
	struct pzz_setup setup = many(1);
	struct world w;

	world_open_before(&w, &setup, 1);
	CHECK(world_until_sent(&w, w.ns + 1));
	w.ns += 12 * SECOND;
	hear(&w, 0, 0x00110015);
	CHECK_EQ(w.what.reason, PZZ_LLDP_ECHOED);
	CHECK_EQ(w.next, w.ns);
	CHECK(world_until_sent(&w, PZZ_NEVER - 1));
	CHECK_EQ(w.ns, PZZ_VECTOR_NS + 12 * SECOND);
	sent(&w, 0x00110015);
	hear(&w, 0, 0x00110015);
	CHECK_EQ(w.what.reason, PZZ_LLDP_UNCHANGED);
	CHECK(world_until_sent(&w, PZZ_NEVER - 1));
	CHECK_EQ(w.ns, PZZ_VECTOR_NS + 42 * SECOND);
	sent(&w, 0x00110015);
	hear(&w, 0, GIVEN);
	CHECK_EQ(w.what.reason, PZZ_LLDP_ECHOED);
	CHECK(world_until_sent(&w, w.ns + 1));
	sent(&w, GIVEN);
	world_close(&w);
}

/* What is not heard rightly changes nothing. */
static void test_discarded(void)
{
	struct pzz_setup setup = many(1);
	struct world w;

	world_open_before(&w, &setup, 1);
	CHECK(world_until_sent(&w, w.ns + 1));
	world_vector(&w, unit_vector("lldp", "times twice"));
	world_vector(&w, unit_vector("lldp", "a TLV beyond the end takes the times with it"));
	world_vector(&w, unit_vector("lldp", "a peer that says goodbye"));
	CHECK(world_until_sent(&w, PZZ_NEVER - 1));
	CHECK_EQ(w.ns, PZZ_VECTOR_NS + 30 * SECOND);
	sent(&w, GIVEN);
	world_close(&w);
}

/* A peer that changes its mind 100 times a second: 5, then one a second; the last word counts. */
static void test_limited(void)
{
	struct pzz_setup setup = many(1);
	u32 i, n = 0, last = 0;
	struct world w;
	u64 end;

	world_open_before(&w, &setup, 1);
	w.ns += SECOND;
	end = w.ns + 10 * SECOND;
	for (i = 0; w.ns < end; i++) {
		last = 0x00200000 + i;
		hear(&w, 0, last);
		CHECK_EQ(w.what.reason, PZZ_LLDP_ECHOED);
		while (world_until_sent(&w, w.ns + SECOND / 100))
			n++;
	}
	CHECK(n >= 14 && n <= 16);
	if (world_until_sent(&w, w.ns + SECOND + 1))
		sent(&w, last);
	CHECK(world_until_sent(&w, w.ns + 31 * SECOND));
	sent(&w, last);
	world_close(&w);
}

static void test_many(void)
{
	struct pzz_setup setup = many(PROXZZZY_LLDP_MAX);
	u32 seen[PROXZZZY_LLDP_MAX] = { 0 }, i;
	struct world w;

	world_open(&w, &setup);
	while (world_until_sent(&w, PZZ_VECTOR_NS + 600 * SECOND))
		seen[sent(&w, GIVEN)]++;
	for (i = 0; i < PROXZZZY_LLDP_MAX; i++)
		CHECK_EQ(seen[i], 20);
	hear(&w, 5, 0x00010002);
	CHECK(world_until_sent(&w, w.ns + 1));
	for (i = 0; i < 2 * PROXZZZY_LLDP_MAX; i++) {
		sent(&w, w.reply[4] == 5 ? 0x00010002 : GIVEN);
		CHECK(world_until_sent(&w, PZZ_NEVER - 1));
	}
	hear(&w, PROXZZZY_LLDP_MAX, 0x00010002);
	CHECK_EQ(w.what.reason, PZZ_LLDP_DESTINATION);
	world_close(&w);
}

/* What a former sleep has heard, the host has heard since, or not. */
static void test_again(void)
{
	struct pzz_setup setup = many(1);
	struct world w;

	world_open_before(&w, &setup, 1);
	hear(&w, 0, 0x00110015);
	CHECK(world_until_sent(&w, w.ns + 1));
	w.ns += SECOND;
	w.next = pzz_begin(w.conf, w.state, (struct pzz_now){ .ns = w.ns }, w.deadline);
	CHECK(world_until_sent(&w, w.ns + 1));
	sent(&w, GIVEN);
	world_close(&w);
}

static void must_refuse(const struct pzz_setup *setup, u32 index, const char *what)
{
	unit_refused(setup, PZZ_AT_LLDP, index, what);
}

/* Whatever is discarded when it is heard is refused when it is given. */
static void test_pdus_refused(void)
{
	const struct pzz_vector_table *t = pzz_vector_tables;
	struct pzz_setup setup = many(2);
	const struct pzz_vector *v;
	u32 n = 0;

	while (strcmp(t->room, "lldp"))
		t++;
	for (v = t->vectors; v < t->vectors + t->n; v++) {
		if (v->room != PZZ_ROOM_LLDP || v->reason < PZZ_LLDP_TOO_LONG)
			continue;
		agents[1].pdu = v->frame + 14;
		agents[1].len = (u16)(v->frame_len - 14);
		must_refuse(&setup, 1, v->name);
		n++;
	}
	CHECK(n >= 20);
}

static void test_settings_refused(void)
{
	struct pzz_setup setup = many(2);
	const struct pzz_vector *v;
	struct pzz_refusal why;
	u8 pdu[1500];

	agents[1].interval = 0;
	must_refuse(&setup, 1, "an interval of 0");
	agents[1].interval = PROXZZZY_LLDP_INTERVAL_MAX + 1;
	must_refuse(&setup, 1, "an interval of more than an hour");
	setup = many(2);
	agents[1].to[0] = 2;
	must_refuse(&setup, 1, "an LLDPDU to one station");
	memset(agents[1].to, 0xff, 6);
	must_refuse(&setup, 1, "an LLDPDU to all");
	memcpy(agents[1].to, agents[0].to, 6);
	must_refuse(&setup, 1, "the same destination twice");
	setup = many(2);
	memcpy(pdu, agents[1].pdu, agents[1].len);
	agents[1].pdu = pdu;
	pzz_put_be16(pdu + 20, 30);
	must_refuse(&setup, 1, "a TTL that is over before the next LLDPDU");
	pzz_put_be16(pdu + 20, 0);
	must_refuse(&setup, 1, "an LLDPDU that says goodbye");
	v = unit_vector("lldp", "the largest LLDPDU there is [R3]");
	setup = many(2);
	agents[1].pdu = v->frame + 14;
	agents[1].len = 1500;
	CHECK(pzz_conf_check(&setup, &why));
	setup.mtu = 1499;
	must_refuse(&setup, 1, "an LLDPDU bigger than the MTU");
	setup = many(PROXZZZY_LLDP_MAX + 1);
	must_refuse(&setup, PROXZZZY_LLDP_MAX, "a ninth agent");
}

static void read_pdu(const void *arg)
{
	struct pzz_lldp_pdu pdu;

	CHECK_EQ(pzz_lldp_parse(arg, PROXZZZY_LLDP_PDU_MAX, &pdu), PZZ_LLDP_GOOD);
}

/* An LLDPDU of as many TLVs as there can be; with sanitizers, which count as well. */
static void test_work(void)
{
	static u8 worst[PROXZZZY_LLDP_PDU_MAX] = { 2, 2, 7, 'c', 4, 2, 7, 'p', 6, 2, 0, 120 };
	u64 steps;
	u32 i;

	for (i = 12; i < sizeof(worst); i += 2)
		worst[i] = 0xfe;
	steps = unit_steps(read_pdu, worst);
	printf("# an LLDPDU of 747 TLVs: %llu instructions\n", steps);
	CHECK(steps && steps < 747 * 300);
}

static const struct unit_test tests[] = {
	{ "the host's LLDPDU goes out at its interval, byte by byte [R3]", test_interval },
	{ "the peer's times are echoed at once, and from then on [R3]", test_echo },
	{ "a discarded LLDPDU changes nothing [R3]", test_discarded },
	{ "a peer that changes all the time gets 5 answers and one a second [R3]", test_limited },
	{ "8 destinations, each with its own times [R3]", test_many },
	{ "a new sleep begins with what the host gave", test_again },
	{ "the worst LLDPDU costs no more than its TLVs [R36]", test_work },
	{ "what is no LLDPDU is refused", test_pdus_refused },
	{ "intervals, destinations and TTLs that cannot be are refused", test_settings_refused },
};

SUITE(lldp, tests);
