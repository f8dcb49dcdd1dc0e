// SPDX-License-Identifier: GPL-2.0
/* Random tables, random questions: byte for byte what the plainest reading answers. */
#include <stdio.h>
#include <stdlib.h>

#include "snmp/snmp.h"
#include "snmp_make.h"
#include "wake_gen.h"

#define OIDS		48
#define TABLES		150
#define QUESTIONS	60

static struct snmp_naive naive;
static struct pzz_oid oids[OIDS];
static u32 ids[OIDS][8];
static u8 values[OIDS][200];
static u64 seed;
static u32 replies, wakes, errors;

static u32 below(u32 n)
{
	return wake_gen_below(&seed, n);
}

static u32 small(void)
{
	static const u32 subs[] = { 0, 1, 2, 127, 128, 16384, 4294967295 };

	return subs[below(PZZ_COUNT(subs))];
}

static int by_ids(const void *a, const void *b)
{
	const struct pzz_oid *x = a, *y = b;
	u32 i;

	for (i = 0; i < x->n_ids && i < y->n_ids; i++)
		if (x->ids[i] != y->ids[i])
			return x->ids[i] < y->ids[i] ? -1 : 1;
	return x->n_ids - y->n_ids;
}

static void give_value(struct pzz_oid *o, u8 *value)
{
	static const u8 types[] = { 2, 4, 5, 0x40, 0x42, 0x43, 0x44, 0x46 };

	o->type = types[below(sizeof(types))];
	o->value = value;
	memset(value, 0x55, sizeof(values[0]));
	o->value_len = (u16)(o->type == 5 ? 0 : o->type == 0x40 ? 4 :
			     o->type == 4 || o->type == 0x44 ? below(199) : 1 + below(4));
	o->age = (u8)below(4);
	if (o->age == PROXZZZY_AGE_COUNT && o->type != 0x43)
		o->age = PROXZZZY_AGE_NONE;
	o->max_age = 1 + below(100);
	o->taken = PZZ_VECTOR_NS - below(100000) * 1000000ULL;
	o->access = (u8)(below(4) ? PROXZZZY_ACCESS_ALL : below(3));
}

static struct pzz_setup table(void)
{
	struct pzz_setup setup = *unit_vector("snmp", "SNMPv3")->setup;
	u32 n = below(OIDS), i, j;

	for (i = 0; i < n; i++) {
		oids[i] = (struct pzz_oid){ .ids = ids[i], .n_ids = (u8)(3 + below(5)) };
		for (j = 0; j < 8; j++)
			ids[i][j] = j == 0 ? 1 : j == 1 ? 3 : small();
		give_value(&oids[i], values[i]);
		oids[i].n_object = (u8)(below(2) ? 0 : 2 + below(oids[i].n_ids - 1U));
	}
	qsort(oids, n, sizeof(oids[0]), by_ids);
	for (i = 1, j = !!n; i < n; i++)
		if (by_ids(&oids[j - 1], &oids[i]))
			oids[j++] = oids[i];
	setup.oids = oids;
	setup.n_oids = j;
	setup.mtu = below(2) ? 1500 : 100 + below(400);
	setup.snmp.getall = !below(4);
	setup.snmp.message_max = below(2) ? 65507 : 484 + below(500);
	setup.snmp.limit = (struct pzz_limit){ 0, 1, 1 };
	setup.wake.limit = (struct pzz_limit){ 0, 1, 1 };
	return setup;
}

/* One that is there, or beside it, or any */
static u32 binding(u8 *to, const struct pzz_setup *setup)
{
	u64 name[9] = { 1, 3 };
	u32 n = 2 + below(6), i, pick = below(4);
	const struct pzz_oid *o;

	for (i = 2; i < 9; i++)
		name[i] = small();
	if (setup->n_oids && pick) {
		o = &setup->oids[below(setup->n_oids)];
		n = o->n_ids;
		for (i = 0; i < n; i++)
			name[i] = o->ids[i];
		if (pick == 1 && n > 2)
			n--;
		else if (pick == 2 && below(2))
			n++;
	}
	return snmp_binding(to, name, (int)n);
}

static u32 question(u8 *frame, const struct pzz_setup *setup)
{
	static const u8 pdus[] = { 0xa0, 0xa1, 0xa5, 0xa5, 0xa0, 0xa1, 0xa3, 0xa2 };
	static const char *const names[] = { "public", "private", "public", "lab", "publiC" };
	struct snmp_ask ask = {
		.version = below(3) > 0, .pdu = pdus[below(8)], .community = names[below(5)],
	};
	static u8 bindings[8192], payload[9000];
	u32 n = below(8) ? below(5) : below(150), len = 0, size;
	bool v6 = below(2);

	while (n-- && len < 7500)
		len += binding(bindings + len, setup);
	ask.a = below(3) ? 0 : (int)below(4) - 1;
	ask.b = (int)below(40) - 1;
	if (ask.pdu != 0xa5 && below(4)) {
		ask.a = 0;
		ask.b = 0;
	}
	size = snmp_payload(payload, &ask, bindings, len);
	if (!below(4))
		payload[below(size)] ^= (u8)(1 << below(8));
	return snmp_frame(frame, payload, size, v6);
}

static void compare(struct world *w)
{
	u32 head = w->frame.family == 4 ? 42 : 62;

	snmp_naive(&naive, w->setup, &w->frame, w->ns);
	CHECK_EQ(w->what.verdict, naive.verdict);
	CHECK_EQ(w->what.reason, naive.reason);
	CHECK(!judge_frame(w));
	wakes += naive.verdict == PZZ_WAKE;
	if (w->what.verdict != PZZ_REPLY || naive.verdict != PZZ_REPLY)
		return;
	replies++;
	errors += snmp_said(w).status != 0;
	CHECK_EQ(w->reply_len, head + naive.len);
	if (w->reply_len == head + naive.len && memcmp(w->reply + head, naive.payload, naive.len))
		unit_fail(__FILE__, __LINE__, "another answer than a linear search finds");
}

static void test_model(void)
{
	static u8 frame[10000];
	struct pzz_setup setup;
	struct world w;
	u32 i, j;

	seed = 4;
	for (i = 0; i < TABLES; i++) {
		setup = table();
		world_open(&w, &setup);
		for (j = 0; j < QUESTIONS; j++) {
			w.ns = PZZ_VECTOR_NS + below(100) * PZZ_NSEC_PER_SEC + below(1000000000);
			world_frame(&w, frame, question(frame, &setup), &snmp_verified);
			compare(&w);
		}
		CHECK(world_conf_untouched(&w));
		world_close(&w);
	}
	printf("# %u answers, %u of them errors, %u wakes\n", replies, errors, wakes);
	CHECK(replies > 1000 && errors > 100 && wakes > 100);
}

/* Answers that a jumbo frame carries, and more bindings than are answered */
static void test_jumbo(void)
{
	static u8 frame[SNMP_FRAME_MAX], payload[SNMP_FRAME_MAX], bindings[SNMP_FRAME_MAX];
	static const u64 name[] = { 1, 3 };
	static const u32 mtus[] = { 1500, 9000, 65535, 100000 };
	struct pzz_setup setup;
	struct snmp_ask ask;
	struct world w;
	u32 i, j, len;

	seed = 5;
	for (i = 0; i < 48; i++) {
		setup = table();
		setup.mtu = mtus[i % 4];
		setup.snmp.getall = false;
		world_open(&w, &setup);
		for (j = 0, len = 0; j < (i % 3 ? 511 + i / 4 % 3 : 60); j++)
			len += snmp_binding(bindings + len, name, 2);
		ask = (struct snmp_ask){ .version = i & 1, .community = "public", .b = 0x7fffffff,
					 .pdu = i % 3 == 0 ? 0xa5 : i % 3 == 1 ? 0xa1 : 0xa3 };
		len = snmp_payload(payload, &ask, bindings, len);
		world_frame(&w, frame, snmp_frame(frame, payload, len, i & 2), &snmp_verified);
		compare(&w);
		world_close(&w);
	}
}

static const struct unit_test tests[] = {
	{ "random tables and questions, byte for byte [R55,R56,R57,R58,R59,C26,C27]", test_model },
	{ "as many bindings as there can be, and more; frames of 64 KiB", test_jumbo },
};

SUITE(snmp_model, tests);
