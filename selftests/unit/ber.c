// SPDX-License-Identifier: GPL-2.0
/* BER against arithmetic, with numbers that are chosen at their limits. */
#include "ber/ber.h"
#include "snmp_naive.h"
#include "unit.h"
#include "wake_gen.h"

static u32 edge(u64 *seed)
{
	static const u32 edges[] = {
		0, 1, 39, 40, 127, 128, 129, 255, 256, 16383, 16384, 2097151, 2097152, 268435455,
		268435456, 4294967215, 4294967295,
	};

	return edges[wake_gen_below(seed, PZZ_COUNT(edges))];
}

static u32 make(u64 *seed, u32 *ids)
{
	u32 n = 2 + wake_gen_below(seed, 5), i;

	for (i = 0; i < n; i++)
		ids[i] = edge(seed);
	ids[0] = wake_gen_below(seed, 3);
	if (ids[0] < 2)
		ids[1] %= 40;
	return n;
}

static int order(const u32 *a, u32 n, const u32 *b, u32 m)
{
	u32 i;

	for (i = 0; i < n && i < m; i++)
		if (a[i] != b[i])
			return a[i] < b[i] ? -1 : 1;
	return n == m ? 0 : n < m ? -1 : 1;
}

static int sign(int n)
{
	return n < 0 ? -1 : n > 0;
}

static void test_order(void)
{
	u32 a[8], b[8], n, m, i, len_a, len_b;
	u8 oid_a[64], oid_b[64];
	u64 seed = 1;

	for (i = 0; i < 50000; i++) {
		n = make(&seed, a);
		m = make(&seed, b);
		if (i % 4 == 0)
			memcpy(b, a, sizeof(a));
		if (i % 8 == 0)
			m = n;
		len_a = pzz_ber_oid_put(oid_a, a, n);
		len_b = pzz_ber_oid_put(oid_b, b, m);
		CHECK(pzz_ber_ids_ok(a, n));
		CHECK(pzz_ber_oid_ok(oid_a, len_a));
		CHECK_EQ(pzz_ber_oid_put(NULL, a, n), len_a);
		if (i % 4 || i % 8 == 0)
			CHECK_EQ(sign(pzz_ber_oid_cmp(oid_a, len_a, oid_b, len_b)),
				 order(a, n, b, m));
	}
}

/* Any bytes at all: right if they can be read as sub-identifiers, by another reader. */
static void test_oid(void)
{
	static const u8 bytes[] = { 0, 1, 0x2b, 0x4f, 0x50, 0x7f, 0x80, 0x81, 0x8f, 0x90, 0xff };
	u64 seed = 2, ids[128];
	u32 i, j, len;
	u8 oid[12];

	for (i = 0; i < 50000; i++) {
		len = wake_gen_below(&seed, 12);
		for (j = 0; j < len; j++)
			oid[j] = bytes[wake_gen_below(&seed, PZZ_COUNT(bytes))];
		CHECK_EQ(pzz_ber_oid_ok(oid, len), snmp_ids(oid, len, ids) > 0);
	}
}

static void test_numbers(void)
{
	u64 seed = 3, sum;
	struct pzz_writer w;
	struct pzz_view v;
	u32 n, i, j;
	u8 buf[8];
	int is;

	for (i = 0; i < 1000; i++) {
		n = edge(&seed) + wake_gen_below(&seed, 3);
		w = pzz_writer(buf, sizeof(buf));
		pzz_ber_put_u32(&w, PZZ_BER_INTEGER, n);
		CHECK_EQ(w.len, 2 + pzz_ber_u32_len(n));
		CHECK_EQ(buf[1], w.len - 2);
		CHECK(!(buf[2] & 0x80) && (w.len == 3 || buf[2] || buf[3] & 0x80));
		for (sum = 0, j = 2; j < w.len; j++)
			sum = sum << 8 | buf[j];
		CHECK_EQ(sum, n);
		v = pzz_view(buf, w.len);
		CHECK_EQ(pzz_ber_take_int(&v, &is), n <= 0x7fffffff);
		if (n <= 0x7fffffff)
			CHECK_EQ(is, n);
	}
	v = pzz_view((const u8 *)"\2\2\xff\x7f", 4);
	CHECK(pzz_ber_take_int(&v, &is));
	CHECK_EQ(is, -129);
}

static void test_heads(void)
{
	static u8 mem[70000];
	struct pzz_view v, contents;
	struct pzz_writer w;
	u32 len;
	u8 tag;

	for (len = 0; len < 65536; len = len < 300 ? len + 1 : len + 101) {
		w = pzz_writer(mem, sizeof(mem));
		pzz_ber_put_head(&w, PZZ_BER_OCTETS, len);
		CHECK_EQ(w.len, pzz_ber_head_len(len));
		v = pzz_view(mem, w.len + len);
		CHECK(pzz_ber_take(&v, &tag, &contents) && v.pos == v.end);
		CHECK_EQ(pzz_left(&contents), len);
		if (!len)
			continue;
		v = pzz_view(mem, w.len + len - 1);
		CHECK(!pzz_ber_take(&v, &tag, &contents) && !pzz_ok(&v));
	}
}

static const struct unit_test tests[] = {
	{ "OIDs as bytes have the order of their numbers", test_order },
	{ "which bytes are an OID", test_oid },
	{ "numbers in the fewest bytes", test_numbers },
	{ "lengths of one, two and three bytes", test_heads },
};

SUITE(ber, tests);
