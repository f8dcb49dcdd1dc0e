// SPDX-License-Identifier: GPL-2.0
/*
 * What sync reads that others wrote. The first byte says what the rest is. Records
 * that come of it are printed and parsed to equal ones.
 */
#include <stdlib.h>
#include <string.h>

#include "grammar.h"
#include "sync_lease.h"
#include "sync_names.h"
#include "sync_snmp.h"
#include "util.h"

/* the name that libFuzzer calls */
int fuzz(const u8 *data, size_t size) __asm__("LLVMFuzzerTestOneInput");

static void again(const struct config *cfg)
{
	struct changes c = { 0 };
	struct fault f = { 0 };
	struct util_text t;

	util_text_open(&t);
	grammar_print(t.f, "a", cfg);
	util_text_close(&t);
	if (!grammar_file(&c, t.s, t.len, &f))
		abort();
	if ((cfg->n_rrs || cfg->n_values) && !config_equal(cfg, &c.v[0].set))
		abort();
	free(t.s);
	changes_free(&c);
}

static void keep(const struct rr *rr, void *arg)
{
	struct rr plain = *rr;

	if (dns_name_length(rr->name.b, rr->name.len) != rr->name.len)
		abort();
	plain.ttl &= 0x7fffffff; /* what a record can have */
	if (rr->type)
		sync_add_record(arg, &plain);
}

static void told(void *arg, const char *top, size_t n, const char *why)
{
	const struct config *cfg = arg;

	if ((n && (why || !top)) || n > cfg->n_values)
		abort();
}

static void text(u8 what, char *s, size_t len)
{
	struct sync_lease lease = { 0 };
	struct policy policy = { 0 };
	struct config cfg = { 0 };
	struct fault f = { 0 };

	switch (what & 7) {
	case 0:
		lease_keys(&lease, s, 1);
		break;
	case 1:
		lease_dhclient(&lease, s, "eth0");
		break;
	case 2:
		lease_packet(&lease, (const u8 *)s, len, 1);
		break;
	case 3:
		if (!sync_dnssd(&cfg, s, "box"))
			again(&cfg);
		break;
	case 4:
		if (policy_parse(&policy, "eth0", s, len, &f) != !f.text[0])
			abort();
		policy_free(&policy);
		break;
	case 6:
		snmp_walk_read(&cfg, s, told, &cfg);
		again(&cfg);
		break;
	default:
		sync_dns_answer((const u8 *)s, len, 0x1234, keep, &cfg);
		again(&cfg);
	}
	config_free(&cfg);
}

int fuzz(const u8 *data, size_t size)
{
	char *copy;

	if (!size)
		return 0;
	copy = malloc(size); /* a zero behind it, as where a file was read */
	if (!copy)
		abort();
	memcpy(copy, data + 1, size - 1);
	copy[size - 1] = '\0';
	text(*data, copy, size - 1);
	free(copy);
	return 0;
}
