// SPDX-License-Identifier: GPL-2.0
/* SNMP: values that age, and how often one is answered. Who may what: snmp_matrix.c */
#include "snmp/snmp.h"
#include "snmp_make.h"

#define DAY	(86400 * PZZ_NSEC_PER_SEC)

static u8 frame[2048];

static u32 ask(u8 version, u8 pdu, const char *community, const u64 *ids, int n)
{
	struct snmp_ask a = { .version = version, .pdu = pdu, .community = community };
	u8 binding[64], payload[256];

	return snmp_frame(frame, payload,
			  snmp_payload(payload, &a, binding, snmp_binding(binding, ids, n)), false);
}

static const u32 ids_up[] = { 1, 3, 6, 1, 1 }, ids_old[] = { 1, 3, 6, 1, 2 };
static const u64 up[] = { 1, 3, 6, 1, 1 }, old[] = { 1, 3, 6, 1, 2 };
static const struct pzz_community anyone = { .len = 6, .name = "public" };

/* TimeTicks of 2^32 - 200 taken at @taken, and one that is 10 s old by then and may be 60. */
static struct pzz_setup aged(struct pzz_oid *oids, u64 taken, u8 age, u32 n)
{
	struct pzz_setup setup = *unit_vector("snmp", "SNMPv3")->setup;

	oids[0] = (struct pzz_oid){
		.ids = ids_up, .n_ids = 5, .type = PZZ_SNMP_TIMETICKS, .value_len = 5,
		.value = (const u8 *)"\0\xff\xff\xff\x38",
		.age = PROXZZZY_AGE_COUNT, .taken = taken,
	};
	oids[1] = (struct pzz_oid){
		.ids = ids_old, .n_ids = 5, .type = PZZ_BER_NULL, .age = age, .max_age = 60,
		.taken = taken - 10 * PZZ_NSEC_PER_SEC,
	};
	setup.oids = oids;
	setup.n_oids = n;
	setup.communities = &anyone;
	setup.n_communities = 1;
	return setup;
}

static void at(struct world *w, u64 ns, const u64 *ids)
{
	w->ns = ns;
	world_frame(w, frame, ask(1, PZZ_SNMP_GET, "public", ids, 5), &snmp_verified);
	CHECK(!judge_frame(w));
}

static u64 ticks_of(const struct world *w)
{
	struct snmp_said s = snmp_said(w);
	const u8 *oid, *value = NULL;
	u32 oid_len, len = 0;
	u64 sum = 0;
	u8 tag = 0;

	snmp_next_said(&s, &oid, &oid_len, &tag, &value, &len);
	CHECK_EQ(tag, PZZ_SNMP_TIMETICKS);
	while (len--)
		sum = sum << 8 | *value++;
	return sum;
}

static void test_ticks(void)
{
	struct pzz_oid oids[2];
	struct pzz_setup setup = aged(oids, 1000 * PZZ_NSEC_PER_SEC, PROXZZZY_AGE_NONE, 1);
	struct world w;

	world_open(&w, &setup);
	at(&w, 900 * PZZ_NSEC_PER_SEC, up);
	CHECK_EQ(ticks_of(&w), 0xffffff38);
	at(&w, 1000 * PZZ_NSEC_PER_SEC + 1999999999, up);
	CHECK_EQ(ticks_of(&w), 0xffffffff);
	at(&w, 1002 * PZZ_NSEC_PER_SEC, up);
	CHECK_EQ(ticks_of(&w), 0);
	at(&w, 1002 * PZZ_NSEC_PER_SEC + 600 * DAY, up);
	CHECK_EQ(ticks_of(&w), 600 * 8640000ULL % 0x100000000ULL);
	world_close(&w);
}

static void test_expiry(void)
{
	struct pzz_oid oids[2];
	struct pzz_setup setup = aged(oids, 1000 * PZZ_NSEC_PER_SEC, PROXZZZY_AGE_NO_SUCH, 2);
	struct world w;

	world_open(&w, &setup);
	at(&w, 1050 * PZZ_NSEC_PER_SEC - 1, old);
	CHECK_EQ(snmp_first_tag(&w), PZZ_BER_NULL);
	at(&w, 1050 * PZZ_NSEC_PER_SEC, old);
	CHECK_EQ(snmp_first_tag(&w), PZZ_SNMP_NO_SUCH_INSTANCE);
	at(&w, 1001 * PZZ_NSEC_PER_SEC + (1ULL << 32) * 10000000, old);
	CHECK_EQ(snmp_first_tag(&w), PZZ_SNMP_NO_SUCH_INSTANCE);
	world_frame(&w, frame, ask(1, PZZ_SNMP_GETNEXT, "public", up, 5), &snmp_verified);
	CHECK_EQ(snmp_first_tag(&w), PZZ_SNMP_END_OF_MIB_VIEW);
	world_close(&w);
}

/* And the wake passes the bucket that all wakes have to pass. */
static void test_expiry_wakes(void)
{
	struct pzz_oid oids[2];
	struct pzz_setup setup = aged(oids, 1000 * PZZ_NSEC_PER_SEC, PROXZZZY_AGE_WAKE, 2);
	struct world w;

	setup.wake.limit = (struct pzz_limit){ 1, 86400, 1 };
	world_open(&w, &setup);
	at(&w, 1050 * PZZ_NSEC_PER_SEC - 1, old);
	CHECK_EQ(snmp_first_tag(&w), PZZ_BER_NULL);
	at(&w, 1050 * PZZ_NSEC_PER_SEC, up);
	CHECK_EQ(w.what.verdict, PZZ_REPLY);
	at(&w, 1050 * PZZ_NSEC_PER_SEC, old);
	CHECK_EQ(w.what.verdict, PZZ_WAKE);
	CHECK_EQ(w.what.reason, PZZ_SNMP_STALE);
	at(&w, 1051 * PZZ_NSEC_PER_SEC, old);
	CHECK_EQ(w.what.verdict, PZZ_IGNORE);
	CHECK_EQ(w.what.room, PZZ_ROOM_WAKE);
	world_close(&w);
}

/* Sends from 192.0.2.0/24 or, with a second number, from elsewhere; 1 if it is answered. */
static u32 from(struct world *w, u8 b, u8 c, u8 d)
{
	static const u64 ids[] = { 1, 3, 6, 1, 2, 1, 1, 1, 0 };
	u32 len = ask(1, PZZ_SNMP_GET, "public", ids, 9);

	frame[27] = b;
	frame[28] = c;
	frame[29] = d;
	pzz_put_be16(frame + 24, 0);
	pzz_put_be16(frame + 24, judge_csum(frame + 14, 20, 0));
	world_frame(w, frame, len, &snmp_verified);
	CHECK_EQ(w->what.room, PZZ_ROOM_SNMP);
	CHECK(w->what.verdict == PZZ_REPLY || w->what.reason == PZZ_SNMP_LIMITED);
	return w->what.verdict == PZZ_REPLY;
}

static void test_limit(void)
{
	struct pzz_setup setup = *unit_vector("snmp", "SNMPv3")->setup;
	u32 answered = 0, i;
	struct world w;

	setup.snmp.limit = (struct pzz_limit){ 2, 1, 5 };
	world_open(&w, &setup);
	for (i = 0; i < 20; i++)
		answered += from(&w, 0, 2, 99);
	CHECK_EQ(answered, 5);
	CHECK(from(&w, 0, 2, 98));
	w.ns += PZZ_NSEC_PER_SEC;
	for (i = 0, answered = 0; i < 20; i++)
		answered += from(&w, 0, 2, 99);
	CHECK_EQ(answered, 2);
	world_frame(&w, frame, 0, NULL);
	world_close(&w);
}

/* However many sources somebody makes up, they have 64 buckets. */
static void test_sources(void)
{
	struct pzz_setup setup = *unit_vector("snmp", "SNMPv3")->setup;
	u32 answered = 0, i;
	struct world w;

	setup.snmp.limit = (struct pzz_limit){ 1, 86400, 5 };
	world_open(&w, &setup);
	for (i = 0; i < 5000; i++)
		answered += from(&w, 1, (u8)(i >> 8), (u8)i);
	CHECK(answered <= 64 * 5 && answered > 64);
	world_close(&w);
}

static void test_unlimited(void)
{
	struct pzz_setup setup = *unit_vector("snmp", "SNMPv3")->setup;
	struct world w;
	u32 i;

	setup.snmp.limit = (struct pzz_limit){ 0, 1, 1 };
	world_open(&w, &setup);
	for (i = 0; i < 1000; i++)
		CHECK(from(&w, 0, 2, 99));
	world_close(&w);
}

/* Which frames are for the room, where a rule would wake for all that is UDP */
static void test_port(void)
{
	static const struct pzz_rule rule = {
		.id = 1, .kind = PROXZZZY_KIND_UDP, .limit = { 0, 1, 1 },
		.to = { { 4, { 0 } }, 0 },
	};
	static const u64 ids[] = { 1, 3, 6, 1, 2, 1, 1, 1, 0 };
	struct pzz_setup setup = *unit_vector("snmp", "SNMPv3")->setup;
	u32 len = ask(1, PZZ_SNMP_GET, "public", ids, 9);
	struct world w;

	setup.rules = &rule;
	setup.n_rules = 1;
	world_open(&w, &setup);
	CHECK_EQ(world_frame(&w, frame, len, &snmp_verified).verdict, PZZ_REPLY);
	frame[37] = 162;
	CHECK_EQ(world_frame(&w, frame, len, &snmp_verified).verdict, PZZ_WAKE);
	frame[37] = 161;
	memset(frame, 0xff, 6);
	CHECK_EQ(world_frame(&w, frame, len, &snmp_verified).verdict, PZZ_WAKE);
	memcpy(frame, setup.mac, 6);
	frame[33] = 77;
	pzz_put_be16(frame + 24, 0);
	pzz_put_be16(frame + 24, judge_csum(frame + 14, 20, 0));
	CHECK_EQ(world_frame(&w, frame, len, &snmp_verified).verdict, PZZ_WAKE);
	world_close(&w);
}

static const struct unit_test tests[] = {
	{ "TimeTicks count on, through 2^32 [C27]", test_ticks },
	{ "a value is gone at its age limit, and stays so [C27]", test_expiry },
	{ "or wakes, as often as the host may be woken [C27]", test_expiry_wakes },
	{ "answers are limited by source", test_limit },
	{ "sources without number have 64 buckets", test_sources },
	{ "rate 0 is no limit", test_unlimited },
	{ "other ports, addresses and what comes to all are left to the rules [C26]", test_port },
};

SUITE(snmp, tests);
