// SPDX-License-Identifier: GPL-2.0
/* KTAP on standard output: every vector, then every test written by hand. */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "unit.h"

static const struct unit_suite *const suites[] = {
	&unit_addrs, &unit_arp, &unit_bucket, &unit_conf, &unit_csum, &unit_cursor,
	&unit_echo, &unit_engine, &unit_ndp, &unit_property, &unit_wake_conf,
	&unit_wake_limit, &unit_wake_model, &unit_wake_flat, &unit_wake_table,
	&unit_members, &unit_dns, &unit_mdns, &unit_mdns_flat,
	&unit_ber, &unit_snmp, &unit_snmp_conf, &unit_snmp_model, &unit_snmp_flat,
	&unit_snmp_matrix, &unit_teredo, &unit_lldp,
	&unit_dhcp, &unit_dhcp_reply, &unit_ra,
	&unit_hash, &unit_sip_register, &unit_sip_digest, &unit_sip_call,
	&unit_sip_name, &unit_sip_conf, &unit_sip_stream,
};

static unsigned int number, failures;
static bool failed;

void unit_fail(const char *file, int line, const char *fmt, ...)
{
	va_list args;

	va_start(args, fmt);
	printf("# %s:%d: ", file, line);
	vprintf(fmt, args);
	printf("\n");
	va_end(args);
	failed = true;
}

void unit_refused(const struct pzz_setup *setup, enum pzz_at table, u32 index, const char *what)
{
	struct pzz_refusal why = { 0 };

	if (pzz_conf_check(setup, &why))
		unit_fail(__FILE__, __LINE__, "%s is not refused", what);
	else if (!why.why || !*why.why || why.table != table || why.index != index)
		unit_fail(__FILE__, __LINE__, "%s: wrong place, or no sentence", what);
}

const struct pzz_vector *unit_vector(const char *room, const char *name)
{
	const struct pzz_vector_table *t;
	size_t i;

	for (t = pzz_vector_tables; t < pzz_vector_tables + pzz_vector_tables_n; t++)
		for (i = 0; i < t->n; i++)
			if (!strcmp(t->room, room) && !strcmp(t->vectors[i].name, name))
				return &t->vectors[i];
	printf("Bail out! no vector %s: %s\n", room, name);
	exit(1);
}

static void result(const char *where, const char *name)
{
	printf("%sok %u - %s: %s\n", failed ? "not " : "", ++number, where, name);
	fflush(stdout);
	failures += failed;
	failed = false;
}

static void check_reply(const struct world *w, const struct pzz_vector *v)
{
	u32 i;

	CHECK(w->reply_ok);
	CHECK_EQ(w->reply_len, v->reply_len);
	if (w->reply_len != v->reply_len)
		return;
	for (i = 0; i < v->reply_len; i++)
		if (w->reply[i] != v->reply[i])
			unit_fail(__FILE__, __LINE__, "byte %u is %02x, must be %02x", i,
				  w->reply[i], v->reply[i]);
}

static void check_sent(struct world *w, const struct pzz_vector_sent *s)
{
	u64 ms = (w->ns - PZZ_VECTOR_NS) / PZZ_NSEC_PER_MSEC;
	const char *wrong = judge_tick(w);
	u32 i;

	if (wrong)
		unit_fail(__FILE__, __LINE__, "%s", wrong);
	if (ms < s->after || ms > s->before)
		unit_fail(__FILE__, __LINE__, "sent after %llu ms, must be %u to %u", ms, s->after,
			  s->before);
	CHECK_EQ(w->reply_len, s->len);
	for (i = 0; i < s->len && i < w->reply_len; i++)
		if (w->reply[i] != s->frame[i])
			unit_fail(__FILE__, __LINE__, "byte %u of what is sent is %02x, must be %02x",
				  i, w->reply[i], s->frame[i]);
}

/* What timers send afterwards: just that, whatever chance there is. */
static void run_sent(const struct pzz_vector *v, u32 random)
{
	struct world w;
	u32 n = 0;

	world_open_before(&w, v->setup, random);
	world_vector(&w, v);
	while (world_until_sent(&w, PZZ_VECTOR_NS + PZZ_VECTOR_AFTER_NS)) {
		if (n < v->n_sent)
			check_sent(&w, &v->sent[n]);
		n++;
	}
	CHECK_EQ(n, v->n_sent);
	world_close(&w);
}

static void run_vector(const struct pzz_vector *v)
{
	static const u32 randoms[] = { 0, 1, 0x9e3779b9, 0xffffffff };
	struct world w;
	size_t i;

	if (v->room < PZZ_ROOMS && pzz_rooms[v->room]->next)
		for (i = 0; i < PZZ_COUNT(randoms); i++)
			run_sent(v, v->random ? v->random : randoms[i]);
	world_open_before(&w, v->setup, v->random ? v->random : 0x5eed);
	world_vector(&w, v);
	CHECK_EQ(w.what.verdict, v->verdict);
	CHECK_EQ(w.what.room, v->room);
	if (v->reason != PZZ_ANY_REASON)
		CHECK_EQ(w.what.reason, v->reason);
	if (w.what.room == v->room && w.what.reason != v->reason && v->reason != PZZ_ANY_REASON)
		unit_fail(__FILE__, __LINE__, "the reason is %s, must be %s",
			  pzz_rooms[v->room]->reasons[w.what.reason],
			  pzz_rooms[v->room]->reasons[v->reason]);
	if (v->room == PZZ_ROOM_WAKE && v->verdict == PZZ_WAKE)
		CHECK_EQ(w.what.rule, v->rule);
	CHECK_EQ(w.what.also, v->also);
	if (v->verdict == PZZ_REPLY && w.what.verdict == PZZ_REPLY)
		check_reply(&w, v);
	world_close(&w);
}

static size_t count(void)
{
	size_t i, n = 0;

	for (i = 0; i < pzz_vector_tables_n; i++)
		n += pzz_vector_tables[i].n;
	for (i = 0; i < PZZ_COUNT(suites); i++)
		n += suites[i]->n;
	return n;
}

int main(void)
{
	size_t i, j;

	printf("KTAP version 1\n1..%zu\n", count());
	for (i = 0; i < pzz_vector_tables_n; i++)
		for (j = 0; j < pzz_vector_tables[i].n; j++) {
			run_vector(&pzz_vector_tables[i].vectors[j]);
			result(pzz_vector_tables[i].room, pzz_vector_tables[i].vectors[j].name);
		}
	for (i = 0; i < PZZ_COUNT(suites); i++)
		for (j = 0; j < suites[i]->n; j++) {
			suites[i]->tests[j].run();
			result(suites[i]->name, suites[i]->tests[j].name);
		}
	return failures != 0;
}
