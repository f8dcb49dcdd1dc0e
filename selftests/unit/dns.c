// SPDX-License-Identifier: GPL-2.0
/* Names and messages, read and written: misdeeds, and what is written is read again. */
#include <stdlib.h>

#include "dns_read.h"
#include "dnsmsg/dnsmsg.h"
#include "unit.h"

/* Bytes, where the name begins, and what must come of it; length 0: refused. */
static const struct {
	const char *what;
	const char *bytes;
	u32 len;
	u32 at;
	const char *name;	/* on the wire */
	u32 name_len;
	u32 end;		/* behind it */
} reads[] = {
	{ "the root", "\0", 1, 0, "\0", 1, 1 },
	{ "two labels", "\1a\2bc\0", 6, 0, "\1a\2bc\0", 6, 6 },
	{ "a pointer back", "\1a\0\1b\xc0\0", 7, 3, "\1b\1a\0", 5, 7 },
	{ "a pointer to a pointer", "\1a\0\xc0\0\1b\xc0\3", 9, 5, "\1b\1a\0", 5, 9 },
	{ "case stays", "\1A\0", 3, 0, "\1A\0", 3, 3 },
	{ "any byte may be in a label", "\3\0.\xff\0", 5, 0, "\3\0.\xff\0", 5, 5 },
	{ "nothing", "", 0, 0, NULL, 0, 0 },
	{ "no end", "\1a", 2, 0, NULL, 0, 0 },
	{ "label beyond the end", "\5ab\0", 4, 0, NULL, 0, 0 },
	{ "half a pointer", "\1a\xc0", 3, 0, NULL, 0, 0 },
	{ "pointer to itself", "\xc0\0", 2, 0, NULL, 0, 0 },
	{ "pointer forward", "\xc0\2\1a\0", 5, 0, NULL, 0, 0 },
	{ "pointer beyond the end", "\1a\0\xc0\x20", 5, 3, NULL, 0, 0 },
	{ "loop of two", "\1a\xc0\0", 4, 0, NULL, 0, 0 },
	{ "loop through a label", "\1a\1b\xc0\2", 6, 2, NULL, 0, 0 },
	{ "reserved kind 01", "\x41" "a\0", 3, 0, NULL, 0, 0 },
	{ "reserved kind 10", "\x81" "a\0", 3, 0, NULL, 0, 0 },
};

static void test_reads(void)
{
	struct pzz_dns_name name;
	u32 pos, skipped;
	size_t i;
	u8 *copy;

	for (i = 0; i < PZZ_COUNT(reads); i++) {
		copy = malloc(reads[i].len ? reads[i].len : 1);
		memcpy(copy, reads[i].bytes, reads[i].len);
		pos = reads[i].at;
		skipped = pos;
		if (pzz_dns_name_read(copy, reads[i].len, &pos, &name) != !!reads[i].name_len)
			unit_fail(__FILE__, __LINE__, "%s", reads[i].what);
		if (reads[i].name_len) {
			CHECK_EQ(name.len, reads[i].name_len);
			CHECK(!memcmp(name.wire, reads[i].name, name.len));
			CHECK_EQ(pos, reads[i].end);
			CHECK_EQ(name.hash, pzz_dns_name_hash(name.wire, name.len));
			CHECK(pzz_dns_name_skip(copy, reads[i].len, &skipped));
			CHECK_EQ(skipped, pos);
			CHECK(pzz_dns_name_ok(name.wire, name.len));
		}
		free(copy);
	}
}

/* 63 bytes a label and 255 in all are allowed, and not one more. */
static void test_longest(void)
{
	struct pzz_dns_name name;
	u8 wire[300] = { 0 };
	u32 i, pos = 0;

	for (i = 0; i < 3; i++)
		wire[i * 64] = 63;
	wire[192] = 61;
	CHECK(pzz_dns_name_read(wire, 255, &pos, &name));
	CHECK_EQ(name.len, 255);
	CHECK(pzz_dns_name_ok(wire, 255));
	wire[192] = 62;
	pos = 0;
	CHECK(!pzz_dns_name_read(wire, 256, &pos, &name));
	CHECK(!pzz_dns_name_ok(wire, 256));
	memset(wire, 0, sizeof(wire));
	for (i = 0; i < 127; i++)
		wire[2 * i] = 1;
	pos = 0;
	CHECK(pzz_dns_name_read(wire, 255, &pos, &name));
	CHECK_EQ(name.len, 255);
}

static void test_compare(void)
{
	CHECK(pzz_dns_name_equal((const u8 *)"\3BoX", 5, (const u8 *)"\3bOx", 5));
	CHECK(!pzz_dns_name_equal((const u8 *)"\3box", 5, (const u8 *)"\3bax", 5));
	/* RFC 6762 16: UTF-8 is not folded; nor is what only looks like a letter's other case */
	CHECK(!pzz_dns_name_equal((const u8 *)"\2\xc3\xa4", 4, (const u8 *)"\2\xc3\x84", 4));
	CHECK(!pzz_dns_name_equal((const u8 *)"\1[", 3, (const u8 *)"\1{", 3));
	CHECK(!pzz_dns_name_equal((const u8 *)"\1@", 3, (const u8 *)"\1`", 3));
	CHECK(pzz_dns_name_under((const u8 *)"\1a\5LOCAL", 9, (const u8 *)"\5local", 7));
	CHECK(pzz_dns_name_under((const u8 *)"\5local", 7, (const u8 *)"\5local", 7));
	CHECK(!pzz_dns_name_under((const u8 *)"\6xlocal", 8, (const u8 *)"\5local", 7));
}

static void test_reverse(void)
{
	static const u8 ip4[] = { 192, 0, 2, 10 };
	u8 to[PZZ_DNS_REVERSE_MAX], ip6[16];
	u32 len;

	len = pzz_dns_name_reverse(to, ip4, 4);
	CHECK_EQ(len, 25);
	CHECK(!memcmp(to, "\2" "10\1" "2\1" "0\3" "192\7in-addr\4arpa", len));
	memset(ip6, 0xab, sizeof(ip6));
	len = pzz_dns_name_reverse(to, ip6, 16);
	CHECK_EQ(len, PZZ_DNS_REVERSE_MAX);
	CHECK(!memcmp(to, "\1b\1a\1b\1a", 8) && !memcmp(to + 64, "\3ip6\4arpa", 10));
}

static void test_counts(void)
{
	static const u8 lies[] = { 0, 0, 0, 0, 0xff, 0xff, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 1 };
	struct pzz_dns_question q;
	struct pzz_dns_msg m;
	struct pzz_dns_rr rr;

	CHECK(!pzz_dns_begin(&m, lies, 11));
	CHECK(pzz_dns_begin(&m, lies, sizeof(lies)));
	CHECK(pzz_dns_question(&m, &q));
	CHECK(!pzz_dns_question(&m, &q) && pzz_dns_malformed(&m));
	CHECK(!pzz_dns_rr(&m, PZZ_DNS_ANSWERS, &rr));
	CHECK(pzz_dns_begin(&m, lies, sizeof(lies)));
	CHECK(!pzz_dns_rr(&m, PZZ_DNS_ADDITIONAL, &rr) && pzz_dns_malformed(&m));
}

static void test_data(void)
{
	static const u8 srv[] = { 0, 1, 0, 2, 0, 3, 1, 'a', 0 };
	struct pzz_dns_msg m;
	struct pzz_dns_rr rr;
	/* x.a SRV 1 2 3 A, the target by a pointer to the name's second label */
	static const u8 message[] = {
		0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 'x', 1, 'A', 0,
		0, 33, 0, 1, 0, 0, 0, 9, 0, 8, 0, 1, 0, 2, 0, 3, 0xc0, 14,
	};

	CHECK(pzz_dns_begin(&m, message, sizeof(message)));
	CHECK(pzz_dns_rr(&m, PZZ_DNS_ANSWERS, &rr));
	CHECK_EQ(rr.ttl, 9);
	CHECK(pzz_dns_data_equal(&m, &rr, srv, sizeof(srv)));
	CHECK(!pzz_dns_data_equal(&m, &rr, srv, sizeof(srv) - 1));
	CHECK(pzz_dns_data_hash(&m, &rr));
	rr.data_len = 7;	/* the pointer is cut */
	CHECK(!pzz_dns_data_equal(&m, &rr, srv, sizeof(srv)));
	CHECK(!pzz_dns_data_hash(&m, &rr));
	CHECK(pzz_dns_data_ok(PZZ_DNS_SRV, srv, sizeof(srv)));
	CHECK(!pzz_dns_data_ok(PZZ_DNS_SRV, srv, sizeof(srv) - 1));
	CHECK(pzz_dns_data_ok(PZZ_DNS_TXT, (const u8 *)"\0", 1));
	CHECK(!pzz_dns_data_ok(PZZ_DNS_TXT, (const u8 *)"", 0));
	CHECK(!pzz_dns_data_ok(PZZ_DNS_TXT, (const u8 *)"\2a", 2));
	CHECK(!pzz_dns_data_ok(PZZ_DNS_A, (const u8 *)"abc", 3));
	CHECK(pzz_dns_data_ok(PZZ_DNS_HINFO, (const u8 *)"\1a\1b", 4));
	CHECK(!pzz_dns_data_ok(PZZ_DNS_HINFO, (const u8 *)"\1a", 2));
	CHECK(!pzz_dns_data_ok(PZZ_DNS_PTR, (const u8 *)"\xc0\x0c", 2));
}

/* What is written is compressed, and read again it is what was written. */
static void test_write(void)
{
	static const u8 a[] = "\1a\5local", b[] = "\1b\1a\5local", ptr[] = "\1c\1a\5local";
	u8 frame[62 + 512] = { [12] = 0x86, [13] = 0xdd };
	struct pzz_writer out = pzz_writer(frame + 62, 512);
	struct pzz_dns_writer w;
	static struct read_msg m;

	pzz_dns_write(&w, &out, 7, PZZ_DNS_QR);
	CHECK(pzz_dns_put_question(&w, a, PZZ_DNS_A, PZZ_DNS_IN));
	CHECK(pzz_dns_put_rr(&w, PZZ_DNS_ANSWERS, b, PZZ_DNS_PTR, PZZ_DNS_IN, 9, ptr, sizeof(ptr)));
	CHECK(pzz_dns_put_nsec(&w, PZZ_DNS_ADDITIONAL, a, PZZ_DNS_IN, 9,
			       (const u16[]){ PZZ_DNS_A, PZZ_DNS_AAAA }, 2));
	pzz_dns_written(&w);
	CHECK(!dns_read(&m, frame, 62 + out.len));
	CHECK_EQ(m.id, 7);
	CHECK_EQ(m.n, 2);
	CHECK(!strcmp(m.rr[0].name, "b.a.local"));
	CHECK_EQ(m.rr[0].data_len, sizeof(ptr));
	CHECK(!memcmp(m.rr[0].data, ptr, sizeof(ptr)));
	/* question 13 + 12, PTR 4 + 10 + 4, NSEC 2 + 10 + 2 + 6 */
	CHECK_EQ(out.len, 12 + 13 + 18 + 20 - 0);
}

/* What does not fit changes nothing, and is no failure. */
static void test_no_room(void)
{
	static const u8 name[] = "\3box\5local";
	u8 mem[64];
	struct pzz_writer out = pzz_writer(mem, 40);
	struct pzz_dns_writer w;
	u32 len;

	pzz_dns_write(&w, &out, 0, 0);
	CHECK(pzz_dns_put_rr(&w, PZZ_DNS_ANSWERS, name, PZZ_DNS_A, 1, 1, (const u8 *)"abcd", 4));
	len = out.len;
	CHECK(!pzz_dns_put_rr(&w, PZZ_DNS_ANSWERS, name, PZZ_DNS_A, 1, 1, (const u8 *)"abcd", 4));
	CHECK_EQ(out.len, len);
	CHECK(!out.failed);
	CHECK_EQ(w.count[PZZ_DNS_ANSWERS], 1);
}

static const struct unit_test tests[] = {
	{ "names, and every misdeed of compression", test_reads },
	{ "the longest name and label", test_longest },
	{ "names are compared without case, UTF-8 as it is [R90]", test_compare },
	{ "reverse names [R71,C29]", test_reverse },
	{ "counts that lie", test_counts },
	{ "data with names in them", test_data },
	{ "what is written is read again", test_write },
	{ "what does not fit is left out", test_no_room },
};

SUITE(dns, tests);
