// SPDX-License-Identifier: GPL-2.0
/* The parts of the wake room that have an invariant of their own. */
#include <stdlib.h>

#include "unit.h"
#include "wake/magic.h"
#include "wake/rules.h"
#include "wake_gen.h"

/* ---- Port ranges as prefixes ---- */

static u32 count_prefixes(u16 from, u16 to)
{
	struct pzz_rule rule = { .port = from, .port_to = to };
	struct pzz_wake_ports ports = pzz_wake_ports(&rule);
	u32 next = from, n = 0;

	for (; pzz_wake_ports_next(&ports); n++) {
		u32 size = 1U << (16 - ports.bits);

		if (ports.bits % 2 || ports.port != next || ports.port % size)
			unit_fail(__FILE__, __LINE__, "%u-%u: %u/%u", from, to, ports.port,
				  ports.bits);
		next += size;
	}
	if (next != to + 1U)
		unit_fail(__FILE__, __LINE__, "%u-%u: ends before %u", from, to, next);
	return n;
}

static void test_ports(void)
{
	struct pzz_rule any = { .port = 0 };
	struct pzz_wake_ports ports = pzz_wake_ports(&any);
	u32 i, n, most = 0;
	u64 seed = 16;

	CHECK(pzz_wake_ports_next(&ports) && !ports.bits && !pzz_wake_ports_next(&ports));
	for (i = 0; i < 100000; i++) {
		u16 a = (u16)(1 + wake_gen_below(&seed, 65535));
		u16 b = (u16)(a + wake_gen_below(&seed, 65536U - a));

		n = count_prefixes(a, b);
		most = n > most ? n : most;
	}
	n = count_prefixes(1, 65534);
	most = n > most ? n : most;
	CHECK_EQ(count_prefixes(65535, 65535), 1);
	CHECK_EQ(count_prefixes(8000, 8010), 5);
	CHECK(most <= 44);
	CHECK(most > 40);
}

/* ---- The table ---- */

struct box {
	struct pzz_wake_table t;
	void *mem;
	u32 n;
};

static void open_table(struct box *b, u32 n, u32 words)
{
	u32 i;

	*b = (struct box){ .n = n, .t.words = words };
	for (i = 0; i < words; i++)
		b->t.mask[i] = i % 2 ? 0xffff00ffffff0fffULL : ~0ULL;
	b->mem = malloc(pzz_wake_table_size(n, words));
	pzz_wake_table_init(&b->t, b->mem, n);
}

/* The @i-th of a series that leaves bits outside the mask zero, or sets them. */
static union pzz_wake_key series(const struct box *b, u64 i, bool masked)
{
	union pzz_wake_key key = { .word = { i } };
	u64 seed = i;
	u32 w;

	for (w = 1; w < b->t.words; w++)
		key.word[w] = wake_gen_random(&seed);
	for (w = 0; masked && w < b->t.words; w++)
		key.word[w] &= b->t.mask[w];
	return key;
}

static u32 longest_chain(const struct pzz_wake_table *t)
{
	u32 s, n, longest = 0;
	u16 e;

	for (s = 0; s < t->slots; s++) {
		for (n = 0, e = t->slot[s]; e != PZZ_WAKE_NONE; e = t->next[e])
			n++;
		longest = n > longest ? n : longest;
	}
	return longest;
}

/* Rule numbers are the keys' own; every key is added twice, the second time too late. */
static u32 fill(struct box *b, u32 tries)
{
	union pzz_wake_key key;
	u32 i;

	for (i = 0; i < b->n; i++) {
		key = series(b, i, true);
		pzz_wake_table_add(&b->t, &key, (u16)i);
		pzz_wake_table_add(&b->t, &key, (u16)(i + 1));
	}
	CHECK_EQ(b->t.used, b->n);
	pzz_wake_table_seal(&b->t, tries);
	for (i = 0; i < 2 * b->n; i++) {
		key = series(b, i, false);
		CHECK_EQ(pzz_wake_table_find(&b->t, &key), i < b->n ? i : PZZ_WAKE_NONE);
	}
	return longest_chain(&b->t);
}

static u32 fill_table(u32 n, u32 words, u32 tries)
{
	struct box b;
	u32 longest;

	open_table(&b, n, words);
	longest = fill(&b, tries);
	free(b.mem);
	return longest;
}

static void test_table(void)
{
	u32 n, words;

	for (words = 1; words <= PZZ_WAKE_WORDS; words++)
		for (n = 1; n <= PROXZZZY_RULE_MAX; n = n * 3 / 2 + 1)
			CHECK_EQ(fill_table(n, words, PZZ_WAKE_TRIES), 1);
	CHECK_EQ(fill_table(PROXZZZY_RULE_MAX, 1, PZZ_WAKE_TRIES), 1);
	CHECK_EQ(fill_table(PROXZZZY_RULE_MAX, 5, PZZ_WAKE_TRIES), 1);
}

/* 45,056 entries are the most there can be: see rules.h. */
static void test_table_full(void)
{
	CHECK(fill_table(45056, 2, PZZ_WAKE_TRIES) <= 2);
}

/* Where no displacement helps, keys that share a slot are still found. */
static void test_table_chains(void)
{
	CHECK(fill_table(1000, 1, 0) > 1);
	CHECK(fill_table(1000, 5, 0) > 1);
	CHECK(fill_table(1000, 3, 1) > 1);
	CHECK_EQ(fill_table(1, 1, 0), 1);
}

/* ---- Magic Packets ---- */

static bool is_magic(const u8 *p, const u8 *mac)
{
	u32 i;

	for (i = 0; i < 102; i++)
		if (p[i] != (i < 6 ? 0xff : mac[i % 6]))
			return false;
	return true;
}

/* Bytes in which much is ff or of the address, so that parts of the packet are frequent. */
static void scatter(u64 *seed, u8 *p, u32 n, const u8 *mac)
{
	u32 i, left = 0, what = 0, phase = 0;

	for (i = 0; i < n; i++) {
		if (!left--) {
			what = wake_gen_below(seed, 4);
			left = wake_gen_below(seed, what == 1 ? 130 : 9);
			phase = wake_gen_below(seed, 8);
		}
		p[i] = what == 0 ? 0xff : what == 1 ? mac[phase++ % 6] :
		       (u8)wake_gen_below(seed, 256);
	}
}

/* Puts whole packets at random, sometimes with one byte wrong. */
static void plant(u64 *seed, u8 *p, u32 n, const u8 *mac)
{
	u32 i, k, at;

	for (k = wake_gen_below(seed, 3); k && n >= 102; k--) {
		at = wake_gen_below(seed, n - 101);
		for (i = 0; i < 102; i++)
			p[at + i] = i < 6 ? 0xff : mac[i % 6];
		if (!wake_gen_below(seed, 3))
			p[at + wake_gen_below(seed, 102)] ^= 1;
	}
}

/* All that a search of every offset finds, and nothing else, in order. */
static u32 check_search(const u8 *p, u32 n, const u8 *mac)
{
	struct pzz_view v = pzz_view(p, n);
	bool possible = pzz_magic_possible(&v, mac);
	u32 i, found = 0;

	for (i = 0; i + 102 <= n; i++) {
		if (!is_magic(p + i, mac))
			continue;
		found++;
		CHECK(possible);
		CHECK(pzz_magic_next(&v, mac) == p + i + 102);
	}
	CHECK(!pzz_magic_next(&v, mac));
	return found;
}

static void test_magic(void)
{
	static const u8 macs[][6] = {
		{ V_HOST_MAC }, { 0x02, 0xff, 0xff, 0xff, 0xff, 0xff }, { 2, 2, 2, 2, 2, 2 },
		{ 0x02, 0x42, 0x02, 0x42, 0x02, 0x42 }, { 0, 0, 0, 0, 0, 1 },
		{ 0xfe, 0xff, 0xff, 0xfe, 0xff, 0xff }, { 2, 0, 0, 2, 0, 0 },
	};
	u32 i, found = 0;
	u64 seed = 102;

	for (i = 0; i < 20000; i++) {
		const u8 *mac = macs[i % PZZ_COUNT(macs)];
		u32 n = wake_gen_below(&seed, 500);
		u8 *p = malloc(n + 1);

		scatter(&seed, p, n, mac);
		plant(&seed, p, n, mac);
		found += check_search(p, n, mac);
		free(p);
	}
	CHECK(found > 5000);
}

static const struct unit_test tests[] = {
	{ "a port range is its prefixes, 44 at most", test_ports },
	{ "every key is found in one probe, and no other", test_table },
	{ "every key of the fullest table is found", test_table_full },
	{ "keys that share a slot are found", test_table_chains },
	{ "the search finds the Magic Packets that there are [R31]", test_magic },
};

SUITE(wake_table, tests);
