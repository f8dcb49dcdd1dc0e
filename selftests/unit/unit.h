/* SPDX-License-Identifier: GPL-2.0 */
/* Tests written by hand. A test is a function; a suite is a table of them. */
#ifndef UNIT_H
#define UNIT_H

#include "judge.h"

struct unit_test {
	const char *name;	/* ends with ids in brackets where it covers one */
	void (*run)(void);
};

struct unit_suite {
	const char *name;
	const struct unit_test *tests;
	size_t n;
};

#define __printf(a, b)	__attribute__((format(printf, a, b)))

/* The test that runs has failed; it goes on. */
void __printf(3, 4) unit_fail(const char *file, int line, const char *fmt, ...);

#define CHECK(cond) \
	do { \
		if (!(cond)) \
			unit_fail(__FILE__, __LINE__, "%s", #cond); \
	} while (0)

#define CHECK_EQ(a, b) \
	do { \
		unsigned long long a_ = (unsigned long long)(a); \
		unsigned long long b_ = (unsigned long long)(b); \
		if (a_ != b_) \
			unit_fail(__FILE__, __LINE__, "%s is %llu, %s is %llu", #a, a_, #b, b_); \
	} while (0)

#define SUITE(label, table) \
	const struct unit_suite unit_##label = { #label, table, PZZ_COUNT(table) }

extern const struct unit_suite unit_addrs, unit_arp, unit_bucket, unit_conf, unit_csum, unit_cursor,
			       unit_echo, unit_engine, unit_ndp, unit_property, unit_wake_conf,
			       unit_wake_limit, unit_wake_model, unit_wake_flat, unit_wake_table,
			       unit_members, unit_mdns, unit_mdns_flat, unit_dns,
			       unit_ber, unit_snmp, unit_snmp_conf, unit_snmp_model, unit_snmp_flat,
			       unit_snmp_matrix, unit_teredo, unit_lldp,
			       unit_dhcp, unit_dhcp_reply, unit_ra, unit_hash,
			       unit_sip_register, unit_sip_digest, unit_sip_call, unit_sip_name,
			       unit_sip_conf, unit_sip_stream;

/* pzz_conf_check() must refuse it, with a sentence, at this row; @what is for the complaint. */
void unit_refused(const struct pzz_setup *setup, enum pzz_at table, u32 index, const char *what);

/* The vector of this room and name; without it, the run ends. */
const struct pzz_vector *unit_vector(const char *room, const char *name);

#endif /* UNIT_H */
