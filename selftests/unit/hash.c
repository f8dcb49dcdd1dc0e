// SPDX-License-Identifier: GPL-2.0
/* The hashes against what their RFCs say: RFC 1321 A.5, RFC 6234 8.5. */
#include <stdio.h>
#include <stdlib.h>

#include "hash/hash.h"
#include "unit.h"

struct known {
	const char *text;
	u32 times;
	const char *md5;
	const char *sha256;
};

static const struct known known[] = {
	{ "", 1, "d41d8cd98f00b204e9800998ecf8427e",
	  "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855" },
	{ "abc", 1, "900150983cd24fb0d6963f7d28e17f72",
	  "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad" },
	{ "message digest", 1, "f96b697d7cb7938d525a2f31aaf161d0", NULL },
	{ "abcdefghijklmnopqrstuvwxyz", 1, "c3fcd3d76192e4007dfb496cca67e13b", NULL },
	{ "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789", 1,
	  "d174ab98d277d9f5a5611c2c9f419d9f", NULL },
	{ "1234567890", 8, "57edf4a22be3c955ac49da2e2107b67a", NULL },
	{ "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq", 1, NULL,
	  "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1" },
	{ "a", 1000000, NULL,
	  "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0" },
	{ "0123456701234567012345670123456701234567012345670123456701234567", 10, NULL,
	  "594847328451bdfa85056225462cc1d867d877fb388df0ce35f25ab5562bfbb5" },
};

static void check(const struct known *k, u8 kind, const char *expected)
{
	u8 digest[PZZ_HASH_MAX], hex[2 * PZZ_HASH_MAX];
	u32 i, size = pzz_hash_size(kind);
	struct pzz_hash h;

	if (!expected)
		return;
	pzz_hash_begin(&h, kind);
	for (i = 0; i < k->times; i++)
		pzz_hash_add(&h, k->text, (u32)strlen(k->text));
	pzz_hash_end(&h, digest);
	pzz_hash_hex(hex, digest, size);
	CHECK_EQ(strlen(expected), 2 * size);
	CHECK(!memcmp(hex, expected, 2 * size));
}

static void test_known(void)
{
	size_t i;

	for (i = 0; i < PZZ_COUNT(known); i++) {
		check(&known[i], PZZ_HASH_MD5, known[i].md5);
		check(&known[i], PZZ_HASH_SHA256, known[i].sha256);
	}
}

/* In whatever pieces it comes, across the ends of blocks. */
static void test_pieces(void)
{
	u8 data[200], whole[PZZ_HASH_MAX], pieces[PZZ_HASH_MAX];
	struct pzz_hash h;
	u32 len, at, kind;

	for (at = 0; at < sizeof(data); at++)
		data[at] = (u8)(at * 7);
	for (kind = 0; kind < PZZ_HASHES; kind++)
		for (len = 0; len < sizeof(data); len++) {
			pzz_hash_begin(&h, (u8)kind);
			pzz_hash_add(&h, data, len);
			pzz_hash_end(&h, whole);
			pzz_hash_begin(&h, (u8)kind);
			for (at = 0; at < len; at++)
				pzz_hash_add(&h, data + at, 1);
			pzz_hash_end(&h, pieces);
			CHECK(!memcmp(whole, pieces, pzz_hash_size((u8)kind)));
		}
}

static void test_wiped(void)
{
	static const struct pzz_hash none;
	u8 digest[PZZ_HASH_MAX];
	struct pzz_hash h;

	pzz_hash_begin(&h, PZZ_HASH_SHA256);
	pzz_hash_add(&h, "secret", 6);
	pzz_hash_end(&h, digest);
	CHECK(!memcmp(&h, &none, sizeof(h)));
}

static const struct unit_test tests[] = {
	{ "MD5 and SHA-256 of what the RFCs have as examples [R49]", test_known },
	{ "in pieces as in one", test_pieces },
	{ "nothing is left of what was hashed [C22]", test_wiped },
};

SUITE(hash, tests);
