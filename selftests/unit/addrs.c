// SPDX-License-Identifier: GPL-2.0
/* The address index. */
#include "pzz_addrs.h"
#include "steps.h"
#include "unit.h"

static u32 seed = 1;

static u32 next_random(void)
{
	seed = seed * 1664525 + 1013904223;
	return seed >> 8;
}

static void put(struct pzz_ip *ip, u8 len, u32 n)
{
	*ip = (struct pzz_ip){ .len = len };
	if (len == 16)
		memcpy(ip->b, "\x20\x01\x0d\xb8\0\0\0\1", 8);
	pzz_put_be32(ip->b + len - 4, (len == 4 ? 0x0a000000 : 0) + n);
}

static void check_all(const struct pzz_ip *addrs, u32 n)
{
	struct pzz_setup setup = { V_SETUP };
	struct world w;
	u32 i;

	setup.addrs = addrs;
	setup.n_addrs = n;
	world_open(&w, &setup);
	for (i = 0; i < n; i++)
		CHECK_EQ(pzz_addr_find(w.conf, addrs[i].b, addrs[i].len), i);
	world_close(&w);
}

static void test_each_size(void)
{
	struct pzz_ip addrs[2 * PROXZZZY_ADDR_MAX];
	u32 i;

	for (i = 0; i < PROXZZZY_ADDR_MAX; i++) {
		put(&addrs[2 * i], 4, i + 1);
		put(&addrs[2 * i + 1], 16, i + 1);
		check_all(addrs, 2 * i + 2);
	}
}

static void test_scattered(void)
{
	struct pzz_ip addrs[PROXZZZY_ADDR_MAX];
	u32 round, i;

	for (round = 0; round < 200; round++) {
		for (i = 0; i < PROXZZZY_ADDR_MAX; i++)
			put(&addrs[i], round % 2 ? 4 : 16, next_random() << 6 | i);
		check_all(addrs, PROXZZZY_ADDR_MAX);
	}
}

static void test_others(void)
{
	struct pzz_ip addrs[2 * PROXZZZY_ADDR_MAX], other;
	struct pzz_setup setup = { V_SETUP };
	struct world w;
	u32 i;

	for (i = 0; i < PROXZZZY_ADDR_MAX; i++) {
		put(&addrs[i], 4, i + 1);
		put(&addrs[i + PROXZZZY_ADDR_MAX], 16, i + 1);
	}
	setup.addrs = addrs;
	setup.n_addrs = PZZ_COUNT(addrs);
	world_open(&w, &setup);
	for (i = 0; i < 100000; i++) {
		put(&other, i % 2 ? 4 : 16, PROXZZZY_ADDR_MAX + 1 + (next_random() & 0xfffff));
		if (pzz_addr_find(w.conf, other.b, other.len) >= 0)
			unit_fail(__FILE__, __LINE__, "found what is not there");
	}
	/* the first four bytes of an IPv6 address are no IPv4 address, nor the other way */
	CHECK_EQ(pzz_addr_find(w.conf, addrs[PROXZZZY_ADDR_MAX].b, 4), -1);
	world_close(&w);
}

static void test_none(void)
{
	struct pzz_setup setup = { V_SETUP };
	const u8 zero[16] = { 0 };
	struct world w;

	setup.n_addrs = 0;
	world_open(&w, &setup);
	CHECK_EQ(pzz_addr_find(w.conf, zero, 4), -1);
	CHECK_EQ(pzz_addr_find(w.conf, zero, 16), -1);
	world_close(&w);
}

struct lookup {
	const struct pzz_conf *conf;
	const struct pzz_ip *ip;
};

static void look_up(const void *arg)
{
	const struct lookup *l = arg;

	pzz_addr_find(l->conf, l->ip->b, l->ip->len);
}

/* The most steps that one of @n addresses of @len bytes, anywhere, takes. */
static u64 most_steps(u32 n, u8 len)
{
	struct pzz_ip addrs[PROXZZZY_ADDR_MAX];
	struct pzz_setup setup = { V_SETUP };
	u64 steps, most = 0;
	struct lookup l;
	struct world w;
	u32 i;

	for (i = 0; i < n; i++)
		put(&addrs[i], len, next_random() << 6 | i);
	setup.addrs = addrs;
	setup.n_addrs = n;
	world_open(&w, &setup);
	l.conf = w.conf;
	for (i = 0; i < n; i++) {
		l.ip = &addrs[i];
		steps = unit_steps(look_up, &l);
		CHECK(steps);
		most = steps > most ? steps : most;
	}
	world_close(&w);
	return most;
}

static void test_flat(void)
{
	CHECK_EQ(most_steps(PROXZZZY_ADDR_MAX, 4), most_steps(1, 4));
	CHECK_EQ(most_steps(PROXZZZY_ADDR_MAX, 16), most_steps(1, 16));
}

static const struct unit_test tests[] = {
	{ "1 to 64 addresses of each family are found [C5 C7 C8 C9]", test_each_size },
	{ "64 addresses anywhere are found", test_scattered },
	{ "others are not found", test_others },
	{ "no address at all", test_none },
	{ "none of 64 addresses takes a step more than a single one", test_flat },
};

SUITE(addrs, tests);
