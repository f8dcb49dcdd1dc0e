// SPDX-License-Identifier: GPL-2.0
/* 10 OIDs or 10,000: an answer costs the same. Instructions are counted. */
#include <stdio.h>

#include "snmp/snmp.h"
#include "snmp_make.h"
#include "steps.h"

#define MANY	PROXZZZY_OID_MAX
#define WORST	500	/* bytes: to step through more takes long */

static struct pzz_oid oids[MANY];
static u32 ids[MANY][11];
static u8 frame[SNMP_FRAME_MAX], payload[SNMP_FRAME_MAX], bindings[SNMP_FRAME_MAX];
static u8 reply[2048];

/* 1.3.6.1.2.1.2.2.1.10.200000+i */
static struct pzz_setup table(u32 n, u8 access)
{
	static const u32 column[] = { 1, 3, 6, 1, 2, 1, 2, 2, 1, 10 };
	struct pzz_setup setup = *unit_vector("snmp", "SNMPv3")->setup;
	u32 i;

	for (i = 0; i < n; i++) {
		memcpy(ids[i], column, sizeof(column));
		ids[i][10] = 200000 + i;
		oids[i] = (struct pzz_oid){
			.ids = ids[i], .n_ids = 11, .type = PZZ_SNMP_COUNTER32,
			.value = (const u8 *)"\1\2\3\4", .value_len = 4,
			.access = i == n - 1 ? PROXZZZY_ACCESS_ALL : access,
		};
	}
	setup.oids = oids;
	setup.n_oids = n;
	setup.snmp.limit = (struct pzz_limit){ 100, 1, 1000000 };
	return setup;
}

static u32 ask(u8 pdu, u32 last, int repetitions)
{
	struct snmp_ask a = { .version = 1, .pdu = pdu, .community = "public", .b = repetitions };
	const u64 name[] = { 1, 3, 6, 1, 2, 1, 2, 2, 1, 10, last };
	u32 len = snmp_payload(payload, &a, bindings, snmp_binding(bindings, name, 11));

	return snmp_frame(frame, payload, len, false);
}

struct question {
	struct world *w;
	u32 len;
};

/* As the glue does, and nothing that costs besides. */
static void send(const void *arg)
{
	const struct question *q = arg;
	struct world *w = q->w;
	struct pzz_writer out;

	pzz_frame_init(&w->frame, frame, q->len);
	w->frame.l4_verified = true;
	pzz_judge(w->conf, w->state, &w->frame, &w->what);
	if (w->what.settle)
		w->what = pzz_settle(w->conf, w->state, (struct pzz_now){ .ns = w->ns }, &w->frame,
				     w->what, w->deadline, &w->next);
	if (w->what.verdict != PZZ_REPLY)
		return;
	out = pzz_writer(reply, w->what.size);
	w->reply_ok = pzz_reply(w->conf, &w->frame, &w->what, &out);
}

static u64 cost(const struct pzz_setup *setup, u32 len, u8 verdict)
{
	struct question q = { .len = len };
	struct world w;
	u64 steps;

	world_open(&w, setup);
	q.w = &w;
	send(&q);
	CHECK_EQ(w.what.verdict, verdict);
	steps = unit_steps(send, &q);
	CHECK(steps);
	CHECK(w.reply_ok);
	w.frame.data = NULL;
	world_close(&w);
	return steps;
}

static void flat(const char *what, u8 pdu, u32 last, int repetitions)
{
	u32 n = repetitions ? 60 : 10, len = ask(pdu, last, repetitions);
	struct pzz_setup setup = table(n, PROXZZZY_ACCESS_ALL);
	u64 few, many;

	few = cost(&setup, len, PZZ_REPLY);
	setup = table(MANY, PROXZZZY_ACCESS_ALL);
	many = cost(&setup, len, PZZ_REPLY);
	printf("# %s among %u OIDs: %llu instructions, among %u: %llu\n", what, n, few,
	       MANY, many);
	CHECK(many <= few + few / 10);
}

static void test_flat(void)
{
	flat("GET", PZZ_SNMP_GET, 200004, 0);
	flat("GETNEXT", PZZ_SNMP_GETNEXT, 200004, 0);
	flat("GETBULK of 50", PZZ_SNMP_GETBULK, 200004, 50);
}

/* GETNEXT between two, and past 9,999 that the asker does not see */
static void test_search(void)
{
	struct pzz_setup setup = table(MANY, PROXZZZY_ACCESS_ALL);
	u64 next = cost(&setup, ask(PZZ_SNMP_GETNEXT, 200004, 0), PZZ_REPLY), steps;

	steps = cost(&setup, ask(PZZ_SNMP_GETNEXT, 7, 0), PZZ_REPLY);
	printf("# GETNEXT of what is not cached: %llu instructions\n", steps);
	CHECK(steps < 5 * next);
	setup = table(MANY, PROXZZZY_ACCESS_WRITERS);
	steps = cost(&setup, ask(PZZ_SNMP_GETNEXT, 200000, 0), PZZ_REPLY);
	printf("# GETNEXT past %u hidden OIDs: %llu instructions\n", MANY - 2, steps);
	CHECK(steps < 5 * next);
}

/* All that fits a frame, of OIDs that cost most to find: see snmp/README.rst */
static u32 worst(u8 pdu, u32 size)
{
	struct snmp_ask a = { .version = 1, .pdu = pdu, .community = "public", .b = 1000000 };
	static const u64 name[] = { 1, 3, 6, 1, 2, 1, 2, 2, 1, 10, 209998, 1 };
	u32 len = 0;

	while (len + 40 < size - 60)
		len += snmp_binding(bindings + len, name, 12);
	return snmp_frame(frame, payload, snmp_payload(payload, &a, bindings, len), false);
}

static void test_worst(void)
{
	static const u8 pdus[] = { PZZ_SNMP_GET, PZZ_SNMP_GETBULK };
	struct pzz_setup setup = table(MANY, PROXZZZY_ACCESS_ALL);
	u64 steps;
	u32 i;

	for (i = 0; i < PZZ_COUNT(pdus); i++) {
		steps = cost(&setup, worst(pdus[i], WORST), PZZ_REPLY);
		printf("# %u bytes full of PDU 0x%x: %llu instructions\n", WORST, pdus[i], steps);
		CHECK(steps < 1000000);
	}
}

/* Asks on, from the last name of each answer. */
static u32 walk(const struct pzz_setup *setup, u8 pdu, int repetitions, u32 *requests)
{
	struct snmp_said said;
	const u8 *oid, *value;
	u32 n = 0, last = 0, oid_len, len;
	u64 name[128];
	struct world w;
	bool more;
	u8 tag;

	world_open(&w, setup);
	for (more = true, *requests = 0; more && *requests < 2 * MANY; ++*requests) {
		world_frame(&w, frame, ask(pdu, last, repetitions), &snmp_verified);
		more = w.what.verdict == PZZ_REPLY;
		if (more)
			said = snmp_said(&w);
		while (more && snmp_next_said(&said, &oid, &oid_len, &tag, &value, &len)) {
			more = tag == PZZ_SNMP_COUNTER32;
			if (more && snmp_ids(oid, oid_len, name) == 11 && name[10] == 200000 + n)
				n++;
			last = (u32)name[10];
		}
	}
	world_close(&w);
	return n;
}

static void test_walk(void)
{
	struct pzz_setup setup = table(MANY, PROXZZZY_ACCESS_ALL);
	u32 requests;

	setup.snmp.limit = (struct pzz_limit){ 1000, 1, 20000 };
	CHECK_EQ(walk(&setup, PZZ_SNMP_GETNEXT, 0, &requests), MANY);
	CHECK_EQ(requests, MANY + 1);
	CHECK_EQ(walk(&setup, PZZ_SNMP_GETBULK, 50, &requests), MANY);
	CHECK(requests < MANY / 40);
}

static const struct unit_test tests[] = {
	{ "an answer costs the same among 10 and 10,000 OIDs", test_flat },
	{ "what is not cached, and what is not seen, is passed in bounded time", test_search },
	{ "the worst frames cost no more than the README says", test_worst },
	{ "walks of 10,000 OIDs, each once and in order [R56,C27]", test_walk },
};

SUITE(snmp_flat, tests);
