// SPDX-License-Identifier: GPL-2.0
/* Teredo over time, and what is refused. */
#include <stdio.h>

#include "steps.h"
#include "teredo/teredo.h"
#include "unit.h"

#define SECOND	PZZ_NSEC_PER_SEC

static u8 packets[PROXZZZY_TEREDO_MAX + 1][256];
static struct pzz_teredo clients[PROXZZZY_TEREDO_MAX + 1];

static void put_ip4_csum(u8 *packet)
{
	pzz_put_be16(packet + 10, 0);
	pzz_put_be16(packet + 10, judge_csum(packet, 20, 0));
}

/* @n clients, all of one server, each on a port of its own; without a UDP checksum. */
static struct pzz_setup many(u32 n)
{
	const struct pzz_vector *v = unit_vector("teredo", "an indirect bubble [R53]");
	struct pzz_setup setup = { V_SETUP, .n_teredos = n, .teredos = clients };
	u32 i;

	for (i = 0; i < n; i++) {
		clients[i] = v->setup->teredos[0];
		memcpy(packets[i], clients[i].packet, clients[i].len);
		pzz_put_be16(packets[i] + 20, (u16)(40000 + i));
		pzz_put_be16(packets[i] + 26, 0);
		clients[i].packet = packets[i];
		clients[i].min = 10 + i;
		clients[i].max = 10 + i;
	}
	return setup;
}

static bool is_from(const struct world *w, u32 i)
{
	return w->reply_len == 14U + clients[i].len &&
	       !memcmp(w->reply + 14, packets[i], clients[i].len);
}

static void test_intervals(void)
{
	struct pzz_setup setup = many(1);
	u64 last = PZZ_VECTOR_NS, gap;
	struct world w;
	u32 i;

	clients[0].min = 20;
	clients[0].max = 30;
	world_open(&w, &setup);
	CHECK(world_until_sent(&w, PZZ_VECTOR_NS + 1));
	for (i = 0; i < 2000; i++) {
		CHECK(is_from(&w, 0));
		CHECK(!judge_tick(&w));
		w.random = i % 4 == 1 ? 0 : i % 4 == 3 ? ~0U : i * 0x9e3779b9;
		last = w.ns;
		CHECK(world_until_sent(&w, PZZ_NEVER - 1));
		gap = w.ns - last;
		CHECK(gap >= 20 * SECOND && gap <= 30 * SECOND);
		if (i % 4 == 2)
			CHECK_EQ(gap, 20 * SECOND);
		if (i > 3 && i % 4 == 0)
			CHECK_EQ(gap, 30 * SECOND);
	}
	world_close(&w);
}

static void test_verbatim(void)
{
	const struct pzz_vector *v = unit_vector("teredo", "an indirect bubble [R53]");
	const struct pzz_teredo *t = v->setup->teredos;
	bool seen[2] = { false };
	struct world w;
	u32 i;

	world_open(&w, v->setup);
	while (world_until_sent(&w, PZZ_VECTOR_NS + SECOND)) {
		i = w.reply_len == 14U + t[1].len;
		CHECK_EQ(w.reply_len, 14U + t[i].len);
		CHECK(!memcmp(w.reply, t[i].mac, 6) && !memcmp(w.reply + 6, v->setup->mac, 6));
		CHECK(!memcmp(w.reply + 12, "\x08\0", 2));
		CHECK(!memcmp(w.reply + 14, t[i].packet, t[i].len));
		CHECK(!seen[i]);
		seen[i] = true;
	}
	CHECK(seen[0] && seen[1]);
	world_close(&w);
}

static void test_many(void)
{
	struct pzz_setup setup = many(PROXZZZY_TEREDO_MAX);
	u32 seen[PROXZZZY_TEREDO_MAX] = { 0 }, i;
	struct world w;

	world_open(&w, &setup);
	CHECK(pzz_deadlines(w.conf));
	while (world_until_sent(&w, PZZ_VECTOR_NS + 600 * SECOND))
		for (i = 0; i < PROXZZZY_TEREDO_MAX; i++)
			seen[i] += is_from(&w, i);
	for (i = 0; i < PROXZZZY_TEREDO_MAX; i++)
		CHECK_EQ(seen[i], (600 + 9 + i) / (10 + i));
	world_close(&w);
}

/* A new sleep begins anew, whatever the old one has left. */
static void test_again(void)
{
	struct pzz_setup setup = many(2);
	struct world w;

	world_open_before(&w, &setup, 0x5eed);
	w.ns += 1;
	w.next = pzz_begin(w.conf, w.state, (struct pzz_now){ .ns = w.ns }, w.deadline);
	CHECK_EQ(w.next, w.ns);
	CHECK(world_until_sent(&w, w.ns + 1) && is_from(&w, 0));
	CHECK(world_until_sent(&w, w.ns + 1) && is_from(&w, 1));
	CHECK(!world_until_sent(&w, w.ns + 1));
	world_close(&w);
}

/* Each answer of a server goes to the client of that port only. */
static void test_each_wakes(void)
{
	const struct pzz_vector *v =
		unit_vector("teredo", "an indirect bubble without a UDP checksum [R53]");
	struct pzz_setup setup = many(PROXZZZY_TEREDO_MAX);
	struct world w;
	u8 frame[256];
	u32 i;

	world_open(&w, &setup);
	memcpy(frame, v->frame, v->frame_len);
	for (i = 0; i < PROXZZZY_TEREDO_MAX + 2; i++) {
		pzz_put_be16(frame + 36, (u16)(39999 + i));
		world_frame(&w, frame, v->frame_len, NULL);
		CHECK_EQ(w.what.verdict,
			 i && i <= PROXZZZY_TEREDO_MAX ? PZZ_WAKE : PZZ_IGNORE);
	}
	world_close(&w);
}

static void read_bubble(const void *arg)
{
	const struct world *w = arg;
	const struct pzz_teredo_conf *c = w->conf->room[PZZ_ROOM_TEREDO];

	CHECK_EQ(pzz_teredo_look(&c->client[0], &w->frame), PZZ_TEREDO_BUBBLE);
}

/* A bubble with as many trailers as there can be; with sanitizers, which count as well. */
static void test_work(void)
{
	const struct pzz_vector *v = unit_vector("teredo", "an indirect bubble [R53]");
	u8 frame[14 + 1500] = { 0 };
	struct world w;
	u64 steps;
	u32 i;

	memcpy(frame, v->frame, v->frame_len);
	for (i = v->frame_len; i < sizeof(frame); i += 2)
		frame[i] = 1;
	pzz_put_be16(frame + 16, 1500);
	put_ip4_csum(frame + 14);
	pzz_put_be16(frame + 38, 1480);
	pzz_put_be16(frame + 40, 0);
	world_open(&w, v->setup);
	world_frame(&w, frame, sizeof(frame), NULL);
	CHECK_EQ(w.what.verdict, PZZ_WAKE);
	steps = unit_steps(read_bubble, &w);
	printf("# a bubble with 712 trailers: %llu instructions\n", steps);
	CHECK(steps && steps < 712 * 300);
	world_close(&w);
}

static void must_refuse(const struct pzz_setup *setup, u32 index, const char *what)
{
	unit_refused(setup, PZZ_AT_TEREDO, index, what);
}

static void test_packets_refused(void)
{
	static const struct {
		const char *what;
		u8 at, n, bytes[4];
	} bad[] = {
		{ "IPv6", 0, 1, { 0x65 } }, { "a header of 16 bytes", 0, 1, { 0x44 } },
		{ "a header with options that are none", 0, 1, { 0x4f } },
		{ "a total length of one more", 3, 1, { 90 } },
		{ "a total length of one less", 3, 1, { 88 } },
		{ "a fragment", 6, 1, { 0x20 } }, { "TCP", 9, 1, { 6 } },
		{ "a source of somebody else", 12, 4, { V_OTHER_IP } },
		{ "a multicast server", 16, 1, { 224 } }, { "a loopback server", 16, 1, { 127 } },
		{ "no server", 16, 4, { 0 } }, { "all as server", 16, 4, { 255, 255, 255, 255 } },
		{ "us as server", 16, 4, { V_HOST_IP } },
		{ "port 0 as source", 20, 2, { 0 } },
		{ "another port of the server", 23, 1, { 0xd9 } },
		{ "a UDP length of one less", 25, 1, { 68 } },
		{ "a UDP length of one more", 25, 1, { 70 } },
		{ "a wrong UDP checksum", 26, 2, { 0x12, 0x34 } },
	};
	struct pzz_setup setup;
	struct pzz_refusal why;
	u32 i;

	for (i = 0; i < PZZ_COUNT(bad); i++) {
		setup = many(2);
		CHECK_EQ(clients[1].len, 89);
		CHECK(pzz_conf_check(&setup, &why));
		memcpy(packets[1] + bad[i].at, bad[i].bytes, bad[i].n);
		put_ip4_csum(packets[1]);
		must_refuse(&setup, 1, bad[i].what);
	}
	setup = many(2);
	packets[1][10] ^= 1;
	must_refuse(&setup, 1, "a wrong header checksum");
	setup = many(2);
	clients[1].len--;
	must_refuse(&setup, 1, "a packet that is cut");
	clients[1].len += 2;
	must_refuse(&setup, 1, "a byte too many");
	clients[1].len = 0;
	must_refuse(&setup, 1, "no packet");
}

static void test_settings_refused(void)
{
	struct pzz_setup setup = many(2);

	clients[1].min = 0;
	must_refuse(&setup, 1, "an interval of 0");
	clients[1].min = 12;
	must_refuse(&setup, 1, "the longest interval shorter than the shortest");
	clients[1].max = PROXZZZY_TEREDO_INTERVAL_MAX + 1;
	must_refuse(&setup, 1, "an interval of more than a day");
	setup = many(2);
	clients[1].mac[0] |= 1;
	must_refuse(&setup, 1, "a multicast way");
	setup = many(2);
	clients[1].address = (struct pzz_ip){ 4, { V_HOST_IP } };
	must_refuse(&setup, 1, "an IPv4 address as Teredo address");
	clients[1].address = (struct pzz_ip){ 16, { 0xff, 2, [15] = 1 } };
	must_refuse(&setup, 1, "a group as Teredo address");
	setup = many(2);
	memcpy(packets[1], packets[0], clients[0].len);
	must_refuse(&setup, 1, "the same client twice");
	setup = many(2);
	setup.mtu = clients[1].len - 1U;
	must_refuse(&setup, 0, "a packet bigger than the MTU");
	setup = many(2);
	pzz_put_be16(packets[1] + 20, PZZ_PORT_MDNS);
	must_refuse(&setup, 1, "the port of mDNS");
	pzz_put_be16(packets[1] + 20, PZZ_PORT_LLMNR);
	must_refuse(&setup, 1, "the port of LLMNR");
	setup = many(2);
	setup.snmp.n_ports = 2;
	setup.snmp.ports[0] = 161;
	setup.snmp.message_max = 1472;
	setup.snmp.limit = (struct pzz_limit){ 1, 1, 1 };
	setup.snmp.ports[1] = 40001;
	CHECK(pzz_conf_check(&setup, &(struct pzz_refusal){}));
	setup.snmp.enable = true;
	must_refuse(&setup, 1, "a port of SNMP");
	setup = many(PROXZZZY_TEREDO_MAX + 1);
	must_refuse(&setup, PROXZZZY_TEREDO_MAX, "a ninth client");
}

static const struct unit_test tests[] = {
	{ "the packet goes out between the shortest and the longest interval [R52,C24]",
	  test_intervals },
	{ "the packet goes out as it is, the way that was given [R52,C25]", test_verbatim },
	{ "8 clients, each at its own interval [R52]", test_many },
	{ "a new sleep begins with every packet", test_again },
	{ "a bubble wakes for each of 8 clients [R53]", test_each_wakes },
	{ "the worst datagram costs no more than its trailers [R36]", test_work },
	{ "a packet that cannot reach a server is refused [C25]", test_packets_refused },
	{ "intervals, ways and addresses that cannot be are refused [C24]", test_settings_refused },
};

SUITE(teredo, tests);
