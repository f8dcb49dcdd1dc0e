// SPDX-License-Identifier: GPL-2.0
/* mDNS over time: what one query and its answer do not show. */
#include <stdio.h>
#include <stdlib.h>

#include "dns_read.h"
#include "mdns/mdns.h"
#include "unit.h"

#define MS	PZZ_NSEC_PER_MSEC
#define SECOND	PZZ_NSEC_PER_SEC

#define A_QUERY		"an A query: all addresses at once, the others along [R62,R65,R70,R72,C28]"
#define BROWSE		"a browser waits a little for its PTR [R74,C32]"
#define TRUNCATED	"TC: more known answers come, so wait [R68]"
#define CONTINUED	"known answers without a question"
#define QU		"QU, but nobody has heard it lately: multicast [R66]"
#define PROBE		"a probe for our name is answered at once"

static struct read_msg msg;

static const struct pzz_setup *setup_on(void)
{
	return unit_vector("mdns", A_QUERY)->setup;
}

static void ask(struct world *w, const char *name)
{
	world_vector(w, unit_vector("mdns", name));
	CHECK_EQ(w->what.reason, PZZ_MDNS_QUERY);
}

/* The next message, not later than @ns. */
static bool heard(struct world *w, u64 ns)
{
	const char *wrong;

	if (!world_until_sent(w, ns))
		return false;
	wrong = judge_tick(w);
	if (!wrong)
		wrong = dns_read(&msg, w->reply, w->reply_len);
	if (wrong)
		unit_fail(__FILE__, __LINE__, "%s", wrong);
	CHECK(dns_count(&msg, 1, "", 0) == 0 && msg.n);
	return true;
}

/* RFC 6762 6: the second query within the second is answered, but not before its end. */
static void test_once_a_second(void)
{
	struct world w;
	u64 first;

	world_open_before(&w, setup_on(), 0x5eed);
	ask(&w, A_QUERY);
	CHECK(heard(&w, w.ns + 1));
	first = w.ns;
	w.ns += 100 * MS;
	ask(&w, A_QUERY);
	ask(&w, A_QUERY);
	CHECK(!heard(&w, first + SECOND));
	CHECK(heard(&w, first + SECOND + 1));
	CHECK_EQ(dns_count(&msg, 1, "box.local", 1), 3);
	CHECK(!heard(&w, first + 5 * SECOND));
	world_close(&w);
}

/* RFC 6762 6: but a probe is answered after 250 ms. */
static void test_probe(void)
{
	const struct pzz_vector *v = unit_vector("mdns", PROBE);
	u8 frame[256];
	struct world w;
	u64 first;

	world_open_before(&w, setup_on(), 0x5eed);
	ask(&w, A_QUERY);
	CHECK(heard(&w, w.ns + 1));
	first = w.ns;
	w.ns += 10 * MS;
	ask(&w, PROBE);		/* QU */
	CHECK(heard(&w, w.ns + 1));
	CHECK(!msg.multicast);
	memcpy(frame, v->frame, v->frame_len);
	frame[67] &= 0x7f;	/* QM */
	memset(frame + 40, 0, 2);
	world_frame(&w, frame, v->frame_len, NULL);
	CHECK(!heard(&w, first + 250 * MS));
	CHECK(heard(&w, first + 250 * MS + 1));
	world_close(&w);
}

/* R66: when all have heard it within a quarter of its TTL (120 s), unicast will do. */
static void test_quarter(void)
{
	struct world w;
	u64 first;

	world_open_before(&w, setup_on(), 0x5eed);
	ask(&w, A_QUERY);
	CHECK(heard(&w, w.ns + 1));
	first = w.ns;
	w.ns = first + 29 * SECOND;
	ask(&w, QU);
	CHECK(heard(&w, w.ns + 1));
	CHECK(!msg.multicast);
	CHECK_EQ(msg.id, 7);
	CHECK_EQ(msg.dport, 5353);
	w.ns = first + 30 * SECOND;
	ask(&w, QU);
	CHECK(heard(&w, w.ns + 1));
	CHECK(msg.multicast);
	CHECK_EQ(msg.id, 0);
	world_close(&w);
}

/* R68: what the querier says afterwards counts, and its further TC prolongs. */
static void test_more_known(void)
{
	const struct pzz_vector *v = unit_vector("mdns", BROWSE);
	u8 frame[512];
	struct world w;
	u64 begin;

	memcpy(frame, v->frame, v->frame_len);
	frame[44] |= 2;			/* TC */
	memset(frame + 40, 0, 2);	/* no checksum */
	world_open_before(&w, setup_on(), 0x5eed);
	begin = w.ns;
	world_frame(&w, frame, v->frame_len, NULL);
	CHECK_EQ(w.what.reason, PZZ_MDNS_QUERY);
	w.ns = begin + 300 * MS;
	ask(&w, CONTINUED);
	CHECK(!heard(&w, begin + 2 * SECOND));
	world_close(&w);

	world_open_before(&w, setup_on(), 0x5eed);
	world_frame(&w, frame, v->frame_len, NULL);
	CHECK(!heard(&w, begin + 400 * MS));
	CHECK(heard(&w, begin + 501 * MS));
	CHECK_EQ(dns_count(&msg, 1, "_http._tcp.local", 12), 1);
	world_close(&w);
}

static int by_number(const void *a, const void *b)
{
	return *(const int *)a - *(const int *)b;
}

/* R74: anywhere from 20 to 120 ms, and not always at the same time. */
static void test_delays(void)
{
	int after[500];
	struct world w;
	u32 i;

	for (i = 0; i < PZZ_COUNT(after); i++) {
		world_open_before(&w, setup_on(), i * 0x9e3779b9U);
		ask(&w, BROWSE);
		CHECK(heard(&w, PZZ_VECTOR_NS + SECOND));
		after[i] = (int)((w.ns - PZZ_VECTOR_NS) / MS);
		CHECK(after[i] >= 20 && after[i] <= 120);
		world_close(&w);
	}
	qsort(after, PZZ_COUNT(after), sizeof(*after), by_number);
	CHECK(after[50] < 40 && after[450] > 100);
}

/* RFC 6762 7.4: somebody else has said it meanwhile. */
static void test_duplicate_answer(void)
{
	static const u8 answer[] = {
		0, 0, 0x84, 0, 0, 0, 0, 1, 0, 0, 0, 0,
		5, '_', 'h', 't', 't', 'p', 4, '_', 't', 'c', 'p', 5, 'l', 'o', 'c', 'a', 'l', 0,
		0, 12, 0, 1, 0, 0, 0x11, 0x94, 0, 6, 3, 'w', 'e', 'b', 0xc0, 12,
	};
	const struct pzz_vector *v = unit_vector("mdns", BROWSE);
	u8 frame[128];
	struct world w;

	memcpy(frame, v->frame, 42);
	memcpy(frame + 42, answer, sizeof(answer));
	pzz_put_be16(frame + 16, 28 + sizeof(answer));
	pzz_put_be16(frame + 24, 0);
	pzz_put_be16(frame + 24, judge_csum(frame + 14, 20, 0));
	pzz_put_be16(frame + 38, 8 + sizeof(answer));
	memset(frame + 40, 0, 2);
	world_open_before(&w, setup_on(), 0x5eed);
	ask(&w, BROWSE);
	world_frame(&w, frame, 42 + sizeof(answer), NULL);
	CHECK_EQ(w.what.reason, PZZ_MDNS_RESPONSE);
	CHECK(!heard(&w, PZZ_VECTOR_NS + SECOND));
	world_close(&w);
}

/* RFC 6762 8.3: twice, a second between, all records, both families. */
static void test_announce(void)
{
	struct pzz_setup setup = *setup_on();
	u32 n4 = 0, n6 = 0;
	struct world w;
	u64 begin;

	setup.mdns.announce = 2;
	world_open(&w, &setup);
	begin = w.ns;
	while (heard(&w, begin + 500 * MS)) {
		CHECK_EQ(w.what.reason, PZZ_MDNS_ANNOUNCED);
		n4 += !msg.v6 * dns_count(&msg, 1, "box.local", 1);
		n6 += msg.v6 * dns_count(&msg, 1, "box.local", 28);
	}
	CHECK_EQ(n4, 3);
	CHECK_EQ(n6, 3);
	while (heard(&w, begin + 1500 * MS))
		n4 += !msg.v6 * dns_count(&msg, 1, "box.local", 1);
	CHECK_EQ(n4, 6);
	CHECK(!heard(&w, begin + 60 * SECOND));
	world_close(&w);
}

/* R81 */
static void test_goodbye(void)
{
	struct pzz_now now = { .ns = PZZ_VECTOR_NS };
	struct world w;
	u32 i, n = 0;

	world_open_before(&w, setup_on(), 0x5eed);
	w.next = pzz_goodbye(w.conf, w.state, now, w.deadline);
	CHECK(w.next <= w.ns);
	while (heard(&w, PZZ_VECTOR_NS + SECOND))
		for (i = 0; i < msg.n; i++, n++)
			CHECK_EQ(msg.rr[i].ttl, 0);
	CHECK_EQ(n, 2 * (6 + 6 + 6 + 1));	/* addresses, reverses, given, _services */
	ask(&w, A_QUERY);
	CHECK(!heard(&w, PZZ_VECTOR_NS + 60 * SECOND));
	CHECK_EQ(pzz_goodbye(w.conf, w.state, now, w.deadline), PZZ_NEVER);
	world_close(&w);
}

/* More queriers than slots: those that are left out ask again. */
static void test_many_queriers(void)
{
	const struct pzz_vector *v = unit_vector("mdns",
		"a legacy browser waits, too [R74,R79]");
	struct world w;
	u8 frame[512];
	u32 i, n = 0;

	world_open_before(&w, setup_on(), 0x5eed);
	memcpy(frame, v->frame, v->frame_len);
	memset(frame + 40, 0, 2);
	for (i = 0; i < 100; i++) {
		frame[35] = (u8)(i + 1);	/* another port */
		world_frame(&w, frame, v->frame_len, NULL);
	}
	while (heard(&w, PZZ_VECTOR_NS + SECOND))
		n++;
	CHECK(n >= 8 && n < 100);
	world_close(&w);
}

static const struct unit_test tests[] = {
	{ "a record is multicast once a second", test_once_a_second },
	{ "a probe is answered after a quarter of a second", test_probe },
	{ "QU is answered by unicast within a quarter of the TTL [R66]", test_quarter },
	{ "known answers that come later count [R68]", test_more_known },
	{ "the delay is random, from 20 to 120 ms [R74,R76]", test_delays },
	{ "what another says meanwhile is not repeated", test_duplicate_answer },
	{ "all records are announced, twice", test_announce },
	{ "a goodbye takes all back, and then there is silence [R81]", test_goodbye },
	{ "a hundred queriers at a time", test_many_queriers },
};

SUITE(mdns, tests);
