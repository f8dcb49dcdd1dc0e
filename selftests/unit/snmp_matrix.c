// SPDX-License-Identifier: GPL-2.0
/* SNMP: who may what. Every cell of what R57, R58 and R59 depend on. */
#include <stdio.h>

#include "snmp/snmp.h"
#include "snmp_make.h"

static u8 frame[512];

/* One or two bindings, each of @n sub-identifiers */
static u32 ask_two(u8 version, u8 pdu, const char *community, const u64 *ids, const u64 *more,
		   int n, bool v6)
{
	struct snmp_ask a = { .version = version, .pdu = pdu, .community = community,
			      .b = pdu == PZZ_SNMP_GETBULK ? 3 : 0 };
	u8 bindings[128], payload[256];
	u32 len = snmp_binding(bindings, ids, n);

	if (more)
		len += snmp_binding(bindings + len, more, n);
	return snmp_frame(frame, payload, snmp_payload(payload, &a, bindings, len), v6);
}

enum { NOBODY, ELSEWHERE, READER, WRITER, COMMUNITIES };
enum { ABSENT, CACHED, HIDDEN, WRITERS, MIXED, STATES };
enum { GET, NEXT, BULK, SET, OPERATIONS };

/* ELSEWHERE is one of the table's, but not for this source. */
static const char *const communities[COMMUNITIES] = { "other", "lab", "public", "private" };
static const u8 operations[OPERATIONS] = {
	PZZ_SNMP_GET, PZZ_SNMP_GETNEXT, PZZ_SNMP_GETBULK, PZZ_SNMP_SETS,
};

/* HIDDEN is known not to exist, WRITERS is for writers; MIXED: ABSENT, then CACHED */
static const u64 asked[STATES][9] = {
	[ABSENT] = { 1, 3, 6, 1, 2, 1, 1, 0, 0 }, [CACHED] = { 1, 3, 6, 1, 2, 1, 1, 4, 0 },
	[HIDDEN] = { 1, 3, 6, 1, 2, 1, 1, 6, 0 }, [WRITERS] = { 1, 3, 6, 1, 2, 1, 1, 99, 0 },
	[MIXED] = { 1, 3, 6, 1, 2, 1, 1, 0, 0 },
};

/* By community, getall, state, operation: silence, a value, an error, a wake */
#define SILENCE	"----", "----", "----", "----", "----"
static const char must[COMMUNITIES][2][STATES][OPERATIONS + 1] = {
	[NOBODY] = { { SILENCE }, { SILENCE } },
	[ELSEWHERE] = { { SILENCE }, { SILENCE } },
	[READER] = { { "EVVE", "VVVE", "EVVE", "EVVE", "EVVE" },
		     { "WVVE", "VVVE", "EVVE", "EVVE", "WVVE" } },
	[WRITER] = { { "EVVW", "VVVW", "EVVW", "VVVW", "EVVW" },
		     { "WVVW", "VVVW", "EVVW", "VVVW", "WVVW" } },
};

static char became(const struct world *w, u8 version, int operation)
{
	struct snmp_said s;
	u8 tag;

	if (w->what.verdict == PZZ_IGNORE)
		return '-';
	if (w->what.verdict == PZZ_WAKE)
		return w->what.reason == (operation == SET ? PZZ_SNMP_SET : PZZ_SNMP_UNCACHED) ?
		       'W' : '?';
	s = snmp_said(w);
	tag = snmp_first_tag(w);
	if (!s.status && tag < PZZ_SNMP_NO_SUCH_OBJECT)
		return 'V';
	if (!s.status)
		return version == 1 && operation == GET ? 'E' : '?';
	return s.index == 1 && s.status == (version == 0 ? 2 : 6) ? 'E' : '?';
}

struct cell {
	u8 version;
	bool v6;
	int community, getall, state, operation;
};

/* The table of the vectors, and OID 6.0 for nobody */
static struct pzz_setup matrix_setup(struct pzz_oid *oids, bool getall)
{
	static const u32 hidden[] = { 1, 3, 6, 1, 2, 1, 1, 6, 0 };
	struct pzz_setup setup = *unit_vector("snmp", "SNMPv3")->setup;
	u32 i, n = 0;

	for (i = 0; i < setup.n_oids; i++) {
		oids[n++] = setup.oids[i];
		if (i == 3)		/* that is 4.0 */
			oids[n++] = (struct pzz_oid){
				.ids = hidden, .n_ids = 9, .type = PZZ_BER_NULL,
				.access = PROXZZZY_ACCESS_NOBODY,
			};
	}
	setup.oids = oids;
	setup.n_oids = n;
	setup.snmp.getall = getall;
	return setup;
}

static char one_cell(const struct cell *c)
{
	char want = must[c->community][c->getall][c->state][c->operation], is_now;
	struct pzz_oid oids[32];
	struct pzz_setup setup = matrix_setup(oids, c->getall);
	struct world w;

	if (c->version == 0 && c->operation == BULK)
		want = '-';
	world_open(&w, &setup);
	world_frame(&w, frame, ask_two(c->version, operations[c->operation],
				       communities[c->community], asked[c->state],
				       c->state == MIXED ? asked[CACHED] : NULL, 9, c->v6),
		    &snmp_verified);
	is_now = became(&w, c->version, c->operation);
	if (is_now != want)
		unit_fail(__FILE__, __LINE__,
			  "version %u, IPv%c, %s, getall %d, state %d, operation %d: %c, must be %c",
			  c->version, c->v6 ? '6' : '4', communities[c->community], c->getall,
			  c->state, c->operation, is_now, want);
	CHECK_EQ(w.what.room, PZZ_ROOM_SNMP);
	CHECK(!judge_frame(&w));
	world_close(&w);
	return is_now;
}

#define CELLS	(COMMUNITIES * 2 * STATES * OPERATIONS)

/* Each cell by both versions and families; what became of them is counted. */
static void test_matrix(void)
{
	u32 i, all, silent = 0, values = 0, errors = 0, wakes = 0;
	struct cell c;

	for (i = 0; i < 4 * CELLS; i++) {
		c = (struct cell){
			.version = i & 1, .v6 = i >> 1 & 1, .getall = i >> 2 & 1,
			.operation = (i >> 3) % OPERATIONS,
			.state = (i >> 3) / OPERATIONS % STATES,
			.community = (int)((i >> 3) / OPERATIONS / STATES),
		};
		switch (one_cell(&c)) {
		case '-':
			silent++;
			break;
		case 'V':
			values++;
			break;
		case 'E':
			errors++;
			break;
		case 'W':
			wakes++;
		}
	}
	all = silent + values + errors + wakes;
	printf("# %u cells, each four times: %u silent, %u values, %u errors, %u wakes\n", CELLS,
	       silent, values, errors, wakes);
	CHECK_EQ(all, 4 * CELLS);
	CHECK_EQ(c.community, COMMUNITIES - 1);
	CHECK_EQ(silent, 4 * CELLS / 2 + 2 * 2 * 2 * STATES);
	CHECK_EQ(wakes, 4 * (2 * STATES + 2 * 2));
}

static const struct unit_test tests[] = {
	{ "community, getall, cached, operation: each cell [R55,R56,R57,R58,R59,C26,C27]",
	  test_matrix },
};

SUITE(snmp_matrix, tests);
