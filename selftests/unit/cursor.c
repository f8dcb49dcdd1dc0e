// SPDX-License-Identifier: GPL-2.0
/* The reading and the writing cursor. */
#include "pzz_view.h"
#include "pzz_writer.h"
#include "unit.h"

static const u8 bytes[] = { 1, 2, 3, 4, 5, 6, 7 };

static void test_reads(void)
{
	struct pzz_view v = pzz_view(bytes, sizeof(bytes));

	CHECK_EQ(pzz_take_u8(&v), 1);
	CHECK_EQ(pzz_take_be16(&v), 0x0203);
	CHECK_EQ(pzz_take_be32(&v), 0x04050607);
	CHECK_EQ(pzz_left(&v), 0);
	CHECK(pzz_ok(&v));
	CHECK(pzz_take(&v, 0));
}

/* A read beyond the end yields zero and takes nothing, nor does any later one. */
static void test_beyond(void)
{
	struct pzz_view v = pzz_view(bytes, 3);

	CHECK_EQ(pzz_take_be32(&v), 0);
	CHECK(!pzz_ok(&v));
	CHECK_EQ(pzz_left(&v), 3);
	CHECK_EQ(pzz_take_u8(&v), 0);
	CHECK(!pzz_take(&v, 0));
	CHECK(!pzz_take(&v, (size_t)-1));
}

static void test_writes(void)
{
	u8 mem[7] = { 0 };
	struct pzz_writer w = pzz_writer(mem, sizeof(mem));

	pzz_write_u8(&w, 1);
	pzz_write_be16(&w, 0x0203);
	pzz_write_be32(&w, 0x04050607);
	CHECK(!w.failed);
	CHECK_EQ(w.len, 7);
	CHECK(!memcmp(mem, bytes, sizeof(mem)));
}

static void test_full(void)
{
	u8 mem[3] = { 9, 9, 9 };
	struct pzz_writer w = pzz_writer(mem, sizeof(mem));

	pzz_write_be16(&w, 0x0102);
	pzz_write_be16(&w, 0x0304);
	CHECK(w.failed);
	CHECK_EQ(w.len, 2);
	CHECK_EQ(mem[2], 9);
	pzz_write_u8(&w, 5);
	CHECK_EQ(w.len, 2);
	CHECK_EQ(mem[2], 9);
	CHECK(!pzz_room_for(&w, 0));
}

static const struct unit_test tests[] = {
	{ "reads", test_reads },
	{ "reads beyond the end [R36]", test_beyond },
	{ "writes", test_writes },
	{ "writes beyond the end", test_full },
};

SUITE(cursor, tests);
