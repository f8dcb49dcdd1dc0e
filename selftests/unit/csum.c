// SPDX-License-Identifier: GPL-2.0
/* Checksums, against the plain one of judge.c and those of RFC 1071. */
#include <stdlib.h>

#include "pzz_csum.h"
#include "unit.h"

static u8 data[70000];

static void randomise(void)
{
	u32 seed = 7;
	size_t i;

	for (i = 0; i < sizeof(data); i++) {
		seed = seed * 1664525 + 1013904223;
		data[i] = (u8)(seed >> 24);
	}
}

static u16 ours(const u8 *p, size_t len)
{
	u8 out[2];

	pzz_csum_put(out, pzz_csum_add(0, p, len));
	return pzz_be16(out);
}

static void test_rfc1071(void)
{
	static const u8 example[] = { 0x00, 0x01, 0xf2, 0x03, 0xf4, 0xf5, 0xf6, 0xf7 };

	CHECK_EQ(ours(example, sizeof(example)), 0xffff - 0xddf2);
}

/* In a block of exactly that length, so that a word too far is seen. */
static void test_lengths(void)
{
	size_t len, shift;
	u8 *p;

	randomise();
	for (len = 0; len < 300; len++)
		for (shift = 0; shift < 8; shift++) {
			p = malloc(len + shift + 1);
			memcpy(p + shift + 1, data, len);
			CHECK_EQ(ours(p + shift + 1, len), judge_csum(data, len, 0));
			free(p);
		}
	CHECK_EQ(ours(data, 65535), judge_csum(data, 65535, 0));
}

static void test_pieces(void)
{
	u64 whole = pzz_csum_add(0, data, 1001);
	size_t cut;

	for (cut = 0; cut < 1001; cut += 2)
		CHECK_EQ(pzz_csum_fold(pzz_csum_add(pzz_csum_add(0, data, cut), data + cut,
						    1001 - cut)), pzz_csum_fold(whole));
}

static void test_carries(void)
{
	memset(data, 0xff, sizeof(data));
	CHECK_EQ(pzz_csum_fold(pzz_csum_add(0, data, 65534)), 0xffff);
	CHECK(pzz_csum_ok(pzz_csum_add(0, data, 65534)));
	CHECK_EQ(pzz_csum_fold(~0ULL), 0xffff);
	CHECK_EQ(pzz_csum_fold(0xffffffff00000000ULL), 0xffff);
	CHECK_EQ(pzz_csum_fold(0x0001000100010001ULL), 4);
	randomise();
	CHECK_EQ(pzz_csum_fold(pzz_csum_add(~0ULL, data, 99)),
		 pzz_csum_fold(pzz_csum_add(0, data, 99)));
}

static void test_pseudo(void)
{
	unsigned int len;
	u8 out[2];

	for (len = 4; len <= 16; len += 12) {
		pzz_csum_put(out, pzz_csum_pseudo(data, data + 16, len, 58, 0x12345));
		CHECK_EQ(pzz_be16(out),
			 judge_csum(data, 0, judge_pseudo(data, data + 16, len, 58, 0x12345)));
	}
}

/* A header that is right, and each single bit of it wrong. */
static void test_ip4(void)
{
	u8 ip[24] = { 0x46, 0, 0, 24, 0x12, 0x34, 0, 0, 64, 1, 0, 0, V_PEER_IP, V_HOST_IP,
		      0x94, 4, 0, 0 };
	unsigned int bit;

	pzz_put_be16(ip + 10, judge_csum(ip, sizeof(ip), 0));
	CHECK(pzz_csum_ip4_ok(ip, sizeof(ip)));
	for (bit = 0; bit < sizeof(ip) * 8; bit++) {
		ip[bit / 8] ^= (u8)(1 << bit % 8);
		CHECK(!pzz_csum_ip4_ok(ip, sizeof(ip)));
		ip[bit / 8] ^= (u8)(1 << bit % 8);
	}
}

static const struct unit_test tests[] = {
	{ "the example of RFC 1071", test_rfc1071 },
	{ "every length and alignment", test_lengths },
	{ "in pieces", test_pieces },
	{ "carries", test_carries },
	{ "pseudo headers", test_pseudo },
	{ "an IPv4 header, and each bit of it wrong [R36]", test_ip4 },
};

SUITE(csum, tests);
