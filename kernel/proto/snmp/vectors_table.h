/* SPDX-License-Identifier: GPL-2.0 */
/* Read by vectors.h only. */

#define IDS(...)	.ids = (const u32[]){ __VA_ARGS__ }, \
			.n_ids = sizeof((const u32[]){ __VA_ARGS__ }) / sizeof(u32)
#define VALUE(...)	.value = (const u8[]){ __VA_ARGS__ }, \
			.value_len = sizeof((const u8[]){ __VA_ARGS__ })

/* Two that are aged: taken a minute, and two minutes, before the vector's frame */
static const struct pzz_oid snmp_oids[] = {
	{ IDS(1, 3, 6, 1, 2, 1, 1, 1, 0), .type = PZZ_BER_OCTETS, VALUE('b', 'o', 'x') },
	{ IDS(1, 3, 6, 1, 2, 1, 1, 2, 0), .type = PZZ_BER_OID,
	  VALUE(0x2b, 0x06, 0x01, 0x04, 0x01, 0xbf, 0x08, 0x03, 0x02, 0x0a) },
	{ IDS(1, 3, 6, 1, 2, 1, 1, 3, 0), .type = PZZ_SNMP_TIMETICKS, VALUE(0x04, 0xd2),
	  .age = PROXZZZY_AGE_COUNT, .taken = PZZ_VECTOR_NS - 60 * PZZ_NSEC_PER_SEC },
	{ IDS(1, 3, 6, 1, 2, 1, 1, 4, 0), .type = PZZ_BER_OCTETS, VALUE('r', 'o', 'o', 't') },
	{ IDS(1, 3, 6, 1, 2, 1, 1, 99, 0), .type = PZZ_BER_OCTETS, VALUE('h', 'u', 's', 'h'),
	  .access = PROXZZZY_ACCESS_WRITERS },
	{ IDS(1, 3, 6, 1, 2, 1, 2, 1, 0), .type = PZZ_BER_INTEGER, VALUE(0xff, 0x7f) },
	{ IDS(1, 3, 6, 1, 2, 1, 2, 2, 1, 5, 1), .type = PZZ_SNMP_GAUGE32,
	  VALUE(0, 0xff, 0xff, 0xff, 0xff) },
	{ IDS(1, 3, 6, 1, 2, 1, 2, 2, 1, 10, 1), .type = PZZ_SNMP_COUNTER32, VALUE(0, 0xc8) },
	{ IDS(1, 3, 6, 1, 2, 1, 4, 20, 1, 1, 192, 0, 2, 10), .type = PZZ_SNMP_IPADDRESS,
	  VALUE(192, 0, 2, 10), .n_object = 10 },
	{ IDS(1, 3, 6, 1, 2, 1, 25, 1, 2, 0), .type = PZZ_BER_OCTETS, VALUE('o', 'l', 'd'),
	  .age = PROXZZZY_AGE_NO_SUCH, .max_age = 60,
	  .taken = PZZ_VECTOR_NS - 120 * PZZ_NSEC_PER_SEC },
	{ IDS(1, 3, 6, 1, 2, 1, 25, 1, 3, 0), .type = PZZ_BER_OCTETS, VALUE('o', 'l', 'd'),
	  .age = PROXZZZY_AGE_WAKE, .max_age = 60,
	  .taken = PZZ_VECTOR_NS - 120 * PZZ_NSEC_PER_SEC },
	{ IDS(1, 3, 6, 1, 2, 1, 31, 1, 1, 1, 6, 1), .type = PZZ_SNMP_COUNTER64,
	  VALUE(0, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff) },
	{ IDS(1, 3, 6, 1, 4, 1, 4294967295, 1), .type = PZZ_BER_NULL },
	{ IDS(1, 3, 6, 1, 4, 1, 4294967295, 2), .type = PZZ_SNMP_OPAQUE,
	  VALUE(0x9f, 0x78, 0x04, 0x3f, 0x80, 0, 0) },
	{ IDS(1, 3, 6, 1, 4, 1, 4294967295, 3), .type = PZZ_BER_NULL,
	  .access = PROXZZZY_ACCESS_NOBODY },
};

#undef IDS
#undef VALUE

static const struct pzz_community snmp_communities[] = {
	{ .len = 6, .name = "public" },
	{ .len = 7, .name = "private", .write = true },
	{ .len = 3, .name = "lab", .from = { { 4, { 198, 51, 100 } }, 24 } },
	{ .len = 4, .name = "lab6", .from = { { 16, { 0x20, 0x01, 0x0d, 0xb8 } }, 49 } },
	{ .len = 64, .name = "cccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccc" },
};

#define SNMP_SETUP	.mac = { V_HOST_MAC }, .n_addrs = V_ADDRS, .addrs = pzz_vector_addrs, \
			.wake.limit = { 30, 60, 10 }, \
			.oids = snmp_oids, .n_oids = PZZ_COUNT(snmp_oids), \
			.communities = snmp_communities, \
			.n_communities = PZZ_COUNT(snmp_communities)
#define SNMP_ON		.enable = true, .n_ports = 2, .ports = { 161, 1161 }, \
			.message_max = 65507, .limit = { 100, 1, 100 }

static const struct pzz_setup snmp_is_on = { SNMP_SETUP, .mtu = 1500, .snmp = { SNMP_ON } };

static const struct pzz_setup snmp_is_getall = {
	SNMP_SETUP, .mtu = 1500, .snmp = { SNMP_ON, .getall = true },
};

/* MTUs for answers of 72 bytes, and of 52 */
static const struct pzz_setup snmp_is_small = { SNMP_SETUP, .mtu = 100, .snmp = { SNMP_ON } };

static const struct pzz_setup snmp_is_tiny = { SNMP_SETUP, .mtu = 80, .snmp = { SNMP_ON } };

static const struct pzz_setup snmp_is_off = { SNMP_SETUP, .mtu = 1500 };

#undef SNMP_SETUP
#undef SNMP_ON
