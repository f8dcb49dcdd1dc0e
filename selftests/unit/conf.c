// SPDX-License-Identifier: GPL-2.0
/* What is refused, and that the refusal says why and where. */
#include <stdlib.h>

#include "unit.h"

static const u8 request[] = {
	V_BROADCAST, V_PEER_MAC, 0x08, 0x06, 0, 1, 0x08, 0, 6, 4, 0, 1,
	V_PEER_MAC, V_PEER_IP, V_ZERO_MAC, V_HOST_IP,
};

static struct pzz_setup good(void)
{
	struct pzz_setup setup;

	pzz_setup_init(&setup);
	memcpy(setup.mac, (u8[]){ V_HOST_MAC }, 6);
	setup.addrs = pzz_vector_addrs;
	setup.n_addrs = V_ADDRS;
	return setup;
}

static void refused(const struct pzz_setup *setup, enum pzz_at table, u32 index)
{
	struct pzz_refusal why = { 0 };

	CHECK(!pzz_conf_check(setup, &why));
	CHECK(why.why && *why.why);
	CHECK_EQ(why.table, table);
	if (table != PZZ_AT_SETTINGS)
		CHECK_EQ(why.index, index);
}

static void test_defaults(void)
{
	struct pzz_setup setup = good();
	struct world w;

	CHECK(setup.arp.enable && setup.ndp.enable && !setup.echo.enable);
	CHECK_EQ(setup.arp.conflict, PROXZZZY_CONFLICT_DEFEND);
	CHECK_EQ(setup.ndp.conflict, PROXZZZY_CONFLICT_IGNORE);
	CHECK_EQ(setup.arp.announce, 0);
	world_open(&w, &setup);
	CHECK(w.conf->room[PZZ_ROOM_ARP] && w.conf->room[PZZ_ROOM_NDP]);
	CHECK(!w.conf->room[PZZ_ROOM_ECHO]);
	CHECK(pzz_deadlines(w.conf));	/* its solicited-node groups have to be reported */
	CHECK_EQ(w.conf->size, pzz_conf_size(&setup));
	world_close(&w);
	setup.mld.enable = false;
	world_open(&w, &setup);
	CHECK(!pzz_deadlines(w.conf));
	world_close(&w);
}

static void test_mac(void)
{
	struct pzz_setup setup = good();

	memset(setup.mac, 0, 6);
	refused(&setup, PZZ_AT_SETTINGS, 0);
	setup.mac[0] = 1;
	refused(&setup, PZZ_AT_SETTINGS, 0);
	setup = good();
	setup.mtu = 67;
	refused(&setup, PZZ_AT_SETTINGS, 0);
}

static void test_addresses(void)
{
	static const struct pzz_ip bad[] = {
		{ 0, { 0 } }, { 5, { 1, 2, 3, 4 } }, { 4, { 0 } }, { 4, { 224, 0, 0, 1 } },
		{ 4, { 239, 255, 255, 250 } }, { 4, { 255, 255, 255, 255 } },
		{ 4, { 127, 0, 0, 1 } }, { 16, { 0 } }, { 16, { 0xff, 2, [15] = 1 } },
		{ 16, { [15] = 1 } }, { 4, { V_HOST_IP } },
	};
	struct pzz_ip addrs[2] = { { 4, { V_HOST_IP } } };
	struct pzz_setup setup = good();
	unsigned int i;

	setup.addrs = addrs;
	setup.n_addrs = 2;
	for (i = 0; i < PZZ_COUNT(bad); i++) {
		addrs[1] = bad[i];
		refused(&setup, PZZ_AT_ADDR, 1);
	}
	addrs[1] = (struct pzz_ip){ 16, { V_HOST_IP } };	/* the same bytes, but IPv6 */
	CHECK(pzz_conf_check(&setup, &(struct pzz_refusal){ 0 }));
}

static void test_too_many(void)
{
	struct pzz_ip addrs[2 * PROXZZZY_ADDR_MAX + 1];
	struct pzz_setup setup = good();
	u32 i;

	for (i = 0; i < PZZ_COUNT(addrs); i++)
		addrs[i] = (struct pzz_ip){ i % 2 ? 16 : 4, { 32, 0, 0, (u8)i } };
	setup.addrs = addrs;
	setup.n_addrs = 2 * PROXZZZY_ADDR_MAX;
	CHECK(pzz_conf_check(&setup, &(struct pzz_refusal){ 0 }));
	setup.n_addrs++;
	refused(&setup, PZZ_AT_ADDR, 2 * PROXZZZY_ADDR_MAX);
}

static void test_rooms(void)
{
	struct pzz_setup setup = good();

	setup.arp.conflict = PROXZZZY_CONFLICT_WAKE + 1;
	refused(&setup, PZZ_AT_SETTINGS, 0);
	setup = good();
	setup.ndp.conflict = PROXZZZY_CONFLICT_DEFEND;
	refused(&setup, PZZ_AT_SETTINGS, 0);
	setup = good();
	setup.ndp.conflict = PROXZZZY_CONFLICT_WAKE + 1;
	refused(&setup, PZZ_AT_SETTINGS, 0);
	setup = good();
	setup.arp.announce = PROXZZZY_ANNOUNCE_MIN - 1;
	refused(&setup, PZZ_AT_SETTINGS, 0);
	setup.arp.announce = PROXZZZY_ANNOUNCE_MAX + 1;
	refused(&setup, PZZ_AT_SETTINGS, 0);
	setup.arp.announce = PROXZZZY_ANNOUNCE_MAX;
	CHECK(pzz_conf_check(&setup, &(struct pzz_refusal){ 0 }));
	setup.echo.enable = true;
	setup.echo.limit.unit = 2;
	refused(&setup, PZZ_AT_SETTINGS, 0);
}

static void test_every_frame(void)
{
	struct pzz_rule rule = {
		.id = 1, .kind = PROXZZZY_KIND_MAGIC, .limit = { 12, 60, 6 },
	};
	struct pzz_setup setup = good();
	struct world w;

	setup.rules = &rule;
	setup.n_rules = 1;
	world_open(&w, &setup);
	CHECK(!w.conf->every_frame);
	world_close(&w);
	rule.anywhere = true;
	world_open(&w, &setup);
	CHECK(w.conf->every_frame);
	world_close(&w);
}

/* Nothing of the setup is kept: it may be gone, and change, afterwards. */
static void test_keeps_no_pointer(void)
{
	struct pzz_setup *setup = malloc(sizeof(*setup));
	struct pzz_ip *addrs = malloc(sizeof(*addrs));
	struct world w;

	*setup = good();
	*addrs = pzz_vector_addrs[0];
	setup->addrs = addrs;
	setup->n_addrs = 1;
	world_open(&w, setup);
	free(addrs);
	free(setup);
	world_frame(&w, request, sizeof(request), NULL);
	CHECK_EQ(w.what.verdict, PZZ_REPLY);
	CHECK(world_conf_untouched(&w));
	world_close(&w);
}

static const struct unit_test tests[] = {
	{ "defaults [C12]", test_defaults },
	{ "a MAC or MTU that cannot be [C1]", test_mac },
	{ "addresses that cannot be proxied, and one twice [C5 C9]", test_addresses },
	{ "64 addresses of each family and no more [C11]", test_too_many },
	{ "settings of rooms out of range [C12]", test_rooms },
	{ "patterns anywhere want every frame", test_every_frame },
	{ "the configuration keeps no pointer into the setup", test_keeps_no_pointer },
};

SUITE(conf, tests);
