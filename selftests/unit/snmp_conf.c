// SPDX-License-Identifier: GPL-2.0
/* What an SNMP configuration may not be, each by one change of one that is right. */
#include "snmp/snmp.h"
#include "unit.h"

#define OIDS	3

static struct pzz_setup setup;
static struct pzz_oid oids[OIDS];
static struct pzz_community communities[PROXZZZY_COMMUNITY_MAX + 1];
static u32 ids[OIDS][PZZ_BER_IDS_MAX + 1];
static u8 value[PROXZZZY_OID_VALUE_MAX + 1];

static void right(void)
{
	u32 i;

	pzz_setup_init(&setup);
	memcpy(setup.mac, (const u8[]){ V_HOST_MAC }, sizeof(setup.mac));
	memset(value, 0, sizeof(value));
	for (i = 0; i < OIDS; i++) {
		memset(ids[i], 0, sizeof(ids[i]));
		memcpy(ids[i], (const u32[]){ 1, 3, 6, 1, i }, 20);
		oids[i] = (struct pzz_oid){
			.ids = ids[i], .n_ids = 5, .type = PZZ_BER_OCTETS, .value = value,
			.value_len = 4,
		};
	}
	for (i = 0; i <= PROXZZZY_COMMUNITY_MAX; i++)
		communities[i] = (struct pzz_community){ .len = 1, .name = { (u8)i } };
	setup.snmp.enable = true;
	setup.oids = oids;
	setup.n_oids = OIDS;
	setup.communities = communities;
	setup.n_communities = 1;
}

/* Checks it, and makes it right again. */
static bool refused(enum pzz_at table, u32 index)
{
	struct pzz_refusal why;
	bool ok = pzz_conf_check(&setup, &why);
	bool as_said = !ok && why.why && why.table == table && why.index == index;

	right();
	return as_said;
}

static bool accepted(void)
{
	struct pzz_refusal why;
	bool ok = pzz_conf_check(&setup, &why);

	right();
	return ok;
}

#define REFUSED(change, table, index) \
	do { \
		change; \
		CHECK(refused(table, index)); \
	} while (0)

#define ACCEPTED(change) \
	do { \
		change; \
		CHECK(accepted()); \
	} while (0)

static void test_settings(void)
{
	right();
	ACCEPTED((void)0);
	REFUSED(setup.snmp.n_ports = 0, PZZ_AT_SETTINGS, 0);
	REFUSED(setup.snmp.n_ports = PROXZZZY_SNMP_PORT_MAX + 1, PZZ_AT_SETTINGS, 0);
	REFUSED(setup.snmp.ports[0] = 0, PZZ_AT_SETTINGS, 0);
	REFUSED(setup.snmp.ports[0] = 5353, PZZ_AT_SETTINGS, 0);
	REFUSED(setup.snmp.ports[0] = 5355, PZZ_AT_SETTINGS, 0);
	REFUSED({ setup.snmp.n_ports = 2; setup.snmp.ports[1] = 161; }, PZZ_AT_SETTINGS, 0);
	ACCEPTED({ setup.snmp.n_ports = 2; setup.snmp.ports[1] = 162; });
	REFUSED(setup.snmp.message_max = 483, PZZ_AT_SETTINGS, 0);
	REFUSED(setup.snmp.message_max = 65508, PZZ_AT_SETTINGS, 0);
	REFUSED(setup.snmp.limit.burst = 0, PZZ_AT_SETTINGS, 0);
	REFUSED(setup.n_oids = PROXZZZY_OID_MAX + 1, PZZ_AT_SETTINGS, 0);
	REFUSED(setup.n_communities = PROXZZZY_COMMUNITY_MAX + 1, PZZ_AT_SETTINGS, 0);
	ACCEPTED(setup.n_communities = PROXZZZY_COMMUNITY_MAX);
	ACCEPTED({ setup.snmp.enable = false; setup.snmp.n_ports = 0; });
}

static void test_communities(void)
{
	right();
	REFUSED(communities[0].len = 0, PZZ_AT_COMMUNITY, 0);
	REFUSED(communities[0].len = PROXZZZY_COMMUNITY_LEN_MAX + 1, PZZ_AT_COMMUNITY, 0);
	ACCEPTED(communities[0].len = PROXZZZY_COMMUNITY_LEN_MAX);
	REFUSED({ setup.n_communities = 2; communities[1].from.ip.len = 5; }, PZZ_AT_COMMUNITY, 1);
	REFUSED(communities[0].from = ((struct pzz_prefix){ { 4, { 10 } }, 33 }),
		PZZ_AT_COMMUNITY, 0);
	REFUSED(communities[0].from = ((struct pzz_prefix){ { 4, { 10, 1 } }, 15 }),
		PZZ_AT_COMMUNITY, 0);
	ACCEPTED(communities[0].from = ((struct pzz_prefix){ { 4, { 10, 1 } }, 16 }));
}

static void test_oids(void)
{
	right();
	REFUSED(oids[1].n_ids = 1, PZZ_AT_OID, 1);
	REFUSED(oids[1].n_ids = PZZ_BER_IDS_MAX + 1, PZZ_AT_OID, 1);
	ACCEPTED(oids[1].n_ids = PZZ_BER_IDS_MAX);
	REFUSED(ids[1][0] = 3, PZZ_AT_OID, 1);
	REFUSED(ids[0][1] = 40, PZZ_AT_OID, 0);
	REFUSED(ids[1][4] = 0, PZZ_AT_OID, 1);
	REFUSED(ids[1][4] = 7, PZZ_AT_OID, 2);
	REFUSED(oids[0].n_object = 1, PZZ_AT_OID, 0);
	REFUSED(oids[0].n_object = 6, PZZ_AT_OID, 0);
	REFUSED(oids[0].access = PROXZZZY_ACCESS_NOBODY + 1, PZZ_AT_OID, 0);
	REFUSED(oids[0].age = PROXZZZY_AGE_WAKE + 1, PZZ_AT_OID, 0);
	REFUSED(oids[0].age = PROXZZZY_AGE_COUNT, PZZ_AT_OID, 0);
	REFUSED(oids[0].age = PROXZZZY_AGE_WAKE, PZZ_AT_OID, 0);
	REFUSED({ oids[0].age = PROXZZZY_AGE_NO_SUCH; oids[0].max_age = PROXZZZY_OID_AGE_MAX + 1; },
		PZZ_AT_OID, 0);
	ACCEPTED({ oids[0].age = PROXZZZY_AGE_NO_SUCH; oids[0].max_age = PROXZZZY_OID_AGE_MAX; });
}

struct sample {
	u8 type;
	bool ok;
	u8 len;
	u8 b[10];
};

static const struct sample samples[] = {
	{ PZZ_BER_INTEGER, true, 1, { 0xff } },
	{ PZZ_BER_INTEGER, true, 2, { 0xff, 0x7f } },
	{ PZZ_BER_INTEGER, true, 4, { 0x80 } },
	{ PZZ_BER_INTEGER, false, 0, { 0 } },
	{ PZZ_BER_INTEGER, false, 2, { 0, 0x7f } },
	{ PZZ_BER_INTEGER, false, 2, { 0xff, 0x80 } },
	{ PZZ_BER_INTEGER, false, 5, { 0, 0x80 } },
	{ PZZ_SNMP_COUNTER32, true, 5, { 0, 0xff, 0xff, 0xff, 0xff } },
	{ PZZ_SNMP_COUNTER32, false, 5, { 1 } },
	{ PZZ_SNMP_GAUGE32, false, 1, { 0x80 } },
	{ PZZ_SNMP_GAUGE32, false, 6, { 0, 0x80 } },
	{ PZZ_SNMP_TIMETICKS, false, 2, { 0, 1 } },
	{ PZZ_SNMP_COUNTER64, true, 9, { 0, 0xff } },
	{ PZZ_SNMP_COUNTER64, false, 9, { 1 } },
	{ PZZ_SNMP_COUNTER64, false, 10, { 0, 0x80 } },
	{ PZZ_SNMP_IPADDRESS, true, 4, { 10 } },
	{ PZZ_SNMP_IPADDRESS, false, 5, { 10 } },
	{ PZZ_BER_NULL, true, 0, { 0 } },
	{ PZZ_BER_NULL, false, 1, { 0 } },
	{ PZZ_BER_OID, true, 2, { 0x2b, 6 } },
	{ PZZ_BER_OID, false, 3, { 0x2b, 0x80, 6 } },
	{ PZZ_SNMP_OPAQUE, true, 0, { 0 } },
	{ PZZ_BER_SEQUENCE, false, 0, { 0 } },
	{ PZZ_SNMP_END_OF_MIB_VIEW, false, 0, { 0 } },
};

static void test_values(void)
{
	struct pzz_refusal why;
	u32 i;

	for (i = 0; i < PZZ_COUNT(samples); i++) {
		right();
		oids[2].type = samples[i].type;
		oids[2].value = samples[i].b;
		oids[2].value_len = samples[i].len;
		if (pzz_conf_check(&setup, &why) != samples[i].ok)
			unit_fail(__FILE__, __LINE__, "sample %u", i);
	}
	right();
	ACCEPTED(oids[0].value_len = PROXZZZY_OID_VALUE_MAX);
	REFUSED(oids[0].value_len = PROXZZZY_OID_VALUE_MAX + 1, PZZ_AT_OID, 0);
}

/* No OIDs, or nobody who may ask */
static void test_nothing(void)
{
	struct world w;

	right();
	setup.n_oids = 0;
	world_open(&w, &setup);
	CHECK(w.conf->room[PZZ_ROOM_SNMP] && w.conf->n_ports == 1);
	world_close(&w);
	setup.n_communities = 0;
	world_open(&w, &setup);
	CHECK(!w.conf->room[PZZ_ROOM_SNMP] && !w.conf->n_ports);
	world_close(&w);
}

static const struct unit_test tests[] = {
	{ "settings that are refused [C26]", test_settings },
	{ "communities that are refused [C26]", test_communities },
	{ "OIDs that are refused [C27]", test_oids },
	{ "values and their types [C27]", test_values },
	{ "nothing to answer, nobody to answer to", test_nothing },
};

SUITE(snmp_conf, tests);
