// SPDX-License-Identifier: GPL-2.0
/* IGMP and MLD over time: what one query and its answer do not show. */
#include "igmp/igmp.h"
#include "unit.h"

#define SECOND	PZZ_NSEC_PER_SEC

static struct pzz_ip groups[PROXZZZY_GROUP_MAX];

static struct pzz_setup many(u32 n)
{
	struct pzz_setup setup = { V_SETUP, .igmp.enable = true };
	u32 i;

	for (i = 0; i < n; i++)
		groups[i] = (struct pzz_ip){ 4, { 239, 1, (u8)(i >> 8), (u8)i } };
	setup.n_groups = n;
	setup.groups = groups;
	return setup;
}

/* Which group a report is for, and its type. */
static u32 reported(const struct world *w, u8 *type)
{
	CHECK_EQ(w->reply_len, PZZ_IGMP_FRAME);
	*type = w->reply[38];
	return (u32)w->reply[44] << 8 | w->reply[45];
}

static void ask(struct world *w, u8 max_resp)
{
	const struct pzz_vector *v = unit_vector("igmp", max_resp ?
		"a general query is answered in its time [R40]" :
		"a query of version 1 has a report of version 1 [R40]");

	world_vector(w, v);
	CHECK_EQ(w->what.reason, PZZ_IGMP_QUERY);
}

/* R39: at once, and once more within 10 s. */
static void test_begin(void)
{
	struct pzz_setup setup = many(256);
	u32 seen[256] = { 0 }, i;
	struct world w;
	u8 type;

	world_open(&w, &setup);
	while (world_until_sent(&w, PZZ_VECTOR_NS + SECOND / 2))
		seen[reported(&w, &type)]++;
	for (i = 0; i < 256; i++)
		CHECK(seen[i] >= 1);
	while (world_until_sent(&w, PZZ_VECTOR_NS + 11 * SECOND)) {
		seen[reported(&w, &type)]++;
		CHECK_EQ(type, PZZ_IGMP_TYPE_REPORT_V2);
	}
	for (i = 0; i < 256; i++)
		CHECK_EQ(seen[i], 2);
	CHECK(!world_until_sent(&w, PZZ_VECTOR_NS + 600 * SECOND));
	world_close(&w);
}

static void test_all_in_time(void)
{
	struct pzz_setup setup = many(256);
	u64 first = PZZ_NEVER, last = 0;
	u32 seen[256] = { 0 }, i;
	struct world w;
	u8 type;

	world_open_before(&w, &setup, 0x5eed);
	ask(&w, 100);
	while (world_until_sent(&w, PZZ_VECTOR_NS + 10 * SECOND + 1)) {
		seen[reported(&w, &type)]++;
		first = w.ns < first ? w.ns : first;
		last = w.ns;
	}
	for (i = 0; i < 256; i++)
		CHECK_EQ(seen[i], 1);
	/* spread, not in a burst */
	CHECK(last - first > 8 * SECOND);
	world_close(&w);
}

static void test_shortened(void)
{
	struct pzz_setup setup = many(1);
	struct world w;
	u8 type;

	world_open_before(&w, &setup, 0xfffffff0);
	ask(&w, 100);
	world_vector(&w, unit_vector("igmp", "an answer within a tenth of a second [R40]"));
	CHECK(world_until_sent(&w, PZZ_VECTOR_NS + SECOND / 10 + 1));
	reported(&w, &type);
	CHECK(!world_until_sent(&w, PZZ_VECTOR_NS + 20 * SECOND));
	world_close(&w);
}

/* RFC 2236 3: another member has said it. */
static void test_suppressed(void)
{
	static const struct pzz_ip group = { 4, { 239, 7, 7, 7 } };
	struct pzz_setup setup = many(1);
	struct world w;

	setup.groups = &group;
	world_open_before(&w, &setup, 0x5eed);
	ask(&w, 100);
	world_vector(&w, unit_vector("igmp", "another member's report"));
	CHECK(!world_until_sent(&w, PZZ_VECTOR_NS + 20 * SECOND));
	world_close(&w);
}

/* RFC 2236 4: for 400 s after a query of version 1. */
static void test_v1(void)
{
	struct pzz_setup setup = many(1);
	struct world w;
	u8 type;

	world_open_before(&w, &setup, 0x5eed);
	ask(&w, 0);
	CHECK(world_until_sent(&w, PZZ_VECTOR_NS + 20 * SECOND));
	reported(&w, &type);
	CHECK_EQ(type, PZZ_IGMP_TYPE_REPORT_V1);
	w.ns = PZZ_VECTOR_NS + 380 * SECOND;
	ask(&w, 100);
	CHECK(world_until_sent(&w, w.ns + 20 * SECOND));
	reported(&w, &type);
	CHECK_EQ(type, PZZ_IGMP_TYPE_REPORT_V1);
	w.ns = PZZ_VECTOR_NS + 401 * SECOND;
	ask(&w, 100);
	CHECK(world_until_sent(&w, w.ns + 20 * SECOND));
	reported(&w, &type);
	CHECK_EQ(type, PZZ_IGMP_TYPE_REPORT_V2);
	world_close(&w);
}

static void test_list(void)
{
	static const struct pzz_ip given[] = { { 4, { 224, 0, 0, 251 } }, { 4, { 239, 7, 7, 7 } } };
	static struct pzz_ip all[PZZ_GROUPS_MAX];
	struct pzz_setup setup = { V_SETUP, .n_groups = 2, .groups = given };

	CHECK_EQ(pzz_groups(&setup, 4, all), 2);
	CHECK_EQ(pzz_groups(&setup, 16, all), 3);	/* the solicited-node groups */
	setup.mdns.enable = true;
	setup.llmnr.enable = true;
	setup.mdns.n_groups = 1;
	setup.mdns.groups[0] = (struct pzz_ip){ 4, { 239, 255, 255, 251 } };
	CHECK_EQ(pzz_groups(&setup, 4, all), 4);
	CHECK_EQ(pzz_groups(&setup, 16, all), 5);
	setup.n_addrs = 3;	/* IPv4 only */
	CHECK_EQ(pzz_groups(&setup, 16, all), 0);
}

static void test_refused(void)
{
	struct pzz_setup setup = many(256);
	struct pzz_refusal why;

	CHECK(pzz_conf_check(&setup, &why));
	groups[200].b[0] = 10;
	unit_refused(&setup, PZZ_AT_GROUP, 200, "a group that is no multicast address");
	groups[200] = groups[3];
	unit_refused(&setup, PZZ_AT_GROUP, 200, "a group twice");
}

static const struct unit_test tests[] = {
	{ "all groups are reported at the transition, twice [R39,C15]", test_begin },
	{ "256 groups are reported in time, and not in a burst [R40]", test_all_in_time },
	{ "a later query can only shorten the time [R40]", test_shortened },
	{ "another member's report is enough [R40]", test_suppressed },
	{ "a querier of version 1 is remembered for 400 s [R40]", test_v1 },
	{ "the groups of mDNS, LLMNR and the addresses come by themselves [R60,R61,R84,C34]",
	  test_list },
	{ "what is no group, or is there twice, is refused [C15]", test_refused },
};

SUITE(members, tests);
