// SPDX-License-Identifier: GPL-2.0
/* What a rule must not say, and that each refusal names the rule and what is wrong. */
#include "unit.h"
#include "wake/wake.h"
#include "wake_gen.h"

#define SETUP	.mac = { V_HOST_MAC }, .mtu = 1500, .echo.limit = { 0, 1, 1 }, \
		.wake.limit = { 30, 60, 10 }
#define NO_ID(name)	.kind = PROXZZZY_KIND_ ## name
#define SYN		.id = 7, NO_ID(TCP_SYN)
#define UDP		.id = 7, NO_ID(UDP)
#define MAGIC		.id = 7, NO_ID(MAGIC)
#define EAPOL		.id = 7, NO_ID(EAPOL)
#define BYTES(n)	.id = 7, NO_ID(BYTES), .pattern_len = (n)
#define PLAIN		.pattern = { 1, 2 }, .mask = { 0xff, 0xff }
#define V4(n, ...)	{ .ip = { 4, { __VA_ARGS__ } }, .bits = (n) }
#define V6(n, ...)	{ .ip = { 16, { __VA_ARGS__ } }, .bits = (n) }

static const struct {
	struct pzz_rule rule;
	const char *says;	/* a part of the sentence */
} refused[] = {
	{ { NO_ID(TCP_SYN) }, "id must be 1 to 2147483647" },
	{ { NO_ID(TCP_SYN), .id = 0x80000000U }, "id must be 1 to 2147483647" },
	{ { .id = 7 }, "kind of a rule must be" },
	{ { .id = 7, .kind = PROXZZZY_KIND_MAX + 1 }, "kind of a rule must be" },
	{ { SYN, .action = 2 }, "action of a rule must be" },
	{ { SYN, .port_to = 80 }, "needs a first port" },
	{ { SYN, .port = 80, .port_to = 79 }, "must not be below the first" },
	{ { MAGIC, .port = 9 }, "have ports" },
	{ { EAPOL, .port = 9 }, "have ports" },
	{ { BYTES(2), PLAIN, .port_to = 9 }, "have ports" },
	{ { SYN, .from = { .bits = 8 } }, "prefix length needs an address" },
	{ { SYN, .to = { .bits = 8 } }, "prefix length needs an address" },
	{ { SYN, .from = { .ip.len = 6 } }, "must have 4 or 16 bytes" },
	{ { SYN, .from = V4(33, 10) }, "at most 32" },
	{ { SYN, .from = V6(129, 0x20) }, "at most 32 for IPv4 and 128" },
	{ { SYN, .from = V4(7, 10, 1) }, "beyond the prefix length" },
	{ { SYN, .from = V4(31, 10, 0, 0, 1) }, "beyond the prefix length" },
	{ { SYN, .from = V4(0, 128) }, "beyond the prefix length" },
	{ { SYN, .to = V6(127, 0x20, [15] = 1) }, "beyond the prefix length" },
	{ { SYN, .from = V4(8, 10), .to = V6(8, 0x20) }, "same address family" },
	{ { MAGIC, .from = V4(8, 10) }, "have addresses" },
	{ { EAPOL, .to = V4(8, 10) }, "have addresses" },
	{ { BYTES(2), PLAIN, .from = V4(0, 0) }, "have addresses" },
	{ { UDP, .from = V4(32, 224, 0, 0, 1) }, "never a source" },
	{ { SYN, .to = V4(4, 224) }, "TCP never goes to a multicast" },
	{ { SYN, .to = V6(16, 0xff, 2) }, "TCP never goes to a multicast" },
	{ { BYTES(0), PLAIN }, "needs a pattern of 1 to 64 bytes" },
	{ { BYTES(65), PLAIN }, "needs a pattern of 1 to 64 bytes" },
	{ { BYTES(2), PLAIN, .offset = 1500 }, "begin at 0 to 1499" },
	{ { BYTES(25), PLAIN, .offset = 1490 }, "end within 1514 bytes" },
	{ { BYTES(2), PLAIN, .offset = 0xffffffff }, "begin at 0 to 1499" },
	{ { BYTES(2), .pattern = { 1, 2 }, .mask = { 0xff, 0xfd } }, "outside the mask" },
	{ { BYTES(2) }, "at least one bit" },
	{ { SYN, .offset = 1 }, "have a pattern, a mask and an offset" },
	{ { MAGIC, .pattern_len = 1 }, "have a pattern, a mask and an offset" },
	{ { MAGIC, .password_len = 5 }, "4 or 6 bytes" },
	{ { MAGIC, .password_len = 8 }, "4 or 6 bytes" },
	{ { SYN, .password_len = 4 }, "have a password" },
	{ { UDP, .anywhere = true }, "can search anywhere" },
	{ { SYN, .limit = { 1000001, 1, 1 } }, "rate of a limit" },
	{ { SYN, .limit = { 1, 1, 0 } }, "burst of a limit" },
	{ { SYN, .limit = { 1, 1, 1000001 } }, "burst of a limit" },
	{ { SYN, .limit = { 1, 2, 1 } }, "unit of a limit" },
	{ { SYN, .label = "tab\there" }, "control characters" },
	{ { SYN, .label = "\x7f" }, "control characters" },
	{ { SYN, .label = "\xc2\x85" }, "control characters" },
	{ { SYN, .label = "\xff" }, "UTF-8" },
	{ { SYN, .label = "\x80" }, "UTF-8" },
	{ { SYN, .label = "\xc3" }, "UTF-8" },
	{ { SYN, .label = "\xc0\xaf" }, "UTF-8" },
	{ { SYN, .label = "\xe0\x80\xaf" }, "UTF-8" },
	{ { SYN, .label = "\xed\xa0\x80" }, "UTF-8" },
	{ { SYN, .label = "\xf4\x90\x80\x80" }, "UTF-8" },
	{ { SYN, .label = "\xf8\x88\x80\x80\x80" }, "UTF-8" },
	{ { SYN, .label = { [0 ... PROXZZZY_LABEL_MAX] = 'x' } }, "at most 63 bytes" },
};

static const struct pzz_rule accepted[] = {
	{ NO_ID(TCP_SYN), .id = 1 },
	{ NO_ID(TCP_SYN), .id = PROXZZZY_RULE_ID_MAX },
	{ SYN, .port = 1, .port_to = 65535 },
	{ SYN, .port = 80, .port_to = 80 },
	{ SYN, .from = V4(0, 0), .to = V4(32, 192, 0, 2, 1) },
	{ SYN, .from = V6(128, 0x20, [15] = 1), .to = V6(3, 0x20) },
	{ UDP, .to = V4(32, 224, 0, 0, 251) },
	{ UDP, .to = V4(3, 224) },
	{ SYN, .to = V4(3, 224) },
	{ SYN, .to = V6(7, 0xfe) },
	{ BYTES(2), PLAIN, .offset = 1499 },
	{ BYTES(64), PLAIN, .offset = 1450 },
	{ BYTES(2), .mask = { 0, 1 } },
	{ MAGIC, .password_len = 4, .anywhere = true },
	{ MAGIC, .password_len = 6 },
	{ EAPOL, .action = PROXZZZY_ACTION_IGNORE },
	{ SYN, .limit = { 0, 0, 0 } },
	{ SYN, .limit = { 1000000, 86400, 1000000 } },
	{ SYN, .label = "gr\xc3\xbc\xc3\x9f \xe2\x82\xac \xf0\x9f\x92\xa4" },
	{ SYN, .label = { [0 ... PROXZZZY_LABEL_MAX - 1] = 'x' } },
};

/* The rule is the second one, behind one without fault. */
static bool check(const struct pzz_rule *rule, struct pzz_refusal *why)
{
	struct pzz_rule rules[] = { { NO_ID(TCP_SYN), .id = 1 }, *rule };
	struct pzz_setup setup = { SETUP, .n_rules = 2, .rules = rules };

	if (rule->id == 1) {
		setup.n_rules = 1;
		setup.rules = rule;
	}
	return pzz_conf_check(&setup, why);
}

static void test_refused(void)
{
	struct pzz_refusal why;
	size_t i;

	for (i = 0; i < PZZ_COUNT(refused); i++) {
		if (check(&refused[i].rule, &why)) {
			unit_fail(__FILE__, __LINE__, "accepted: %s", refused[i].says);
			continue;
		}
		CHECK_EQ(why.table, PZZ_AT_RULE);
		CHECK_EQ(why.index, 1);
		if (!strstr(why.why, refused[i].says))
			unit_fail(__FILE__, __LINE__, "'%s' does not say '%s'", why.why,
				  refused[i].says);
	}
}

static void test_accepted(void)
{
	struct pzz_refusal why;
	size_t i;

	for (i = 0; i < PZZ_COUNT(accepted); i++)
		if (!check(&accepted[i], &why))
			unit_fail(__FILE__, __LINE__, "%zu: %s", i, why.why);
}

/* That @setup is refused at rule @index, or accepted if @says is NULL. */
static void expect(const struct pzz_setup *setup, u32 index, const char *says)
{
	struct pzz_refusal why = { .why = "" };
	bool good = pzz_conf_check(setup, &why);

	CHECK_EQ(good, !says);
	if (good || !says)
		return;
	CHECK_EQ(why.table, PZZ_AT_RULE);
	CHECK_EQ(why.index, index);
	CHECK(strstr(why.why, says));
}

static void test_order(void)
{
	struct pzz_rule rules[] = {
		{ NO_ID(TCP_SYN), .id = 4 }, { NO_ID(TCP_SYN), .id = 9 },
		{ NO_ID(TCP_SYN), .id = 9 },
	};
	struct pzz_setup setup = { SETUP, .n_rules = 3, .rules = rules };

	expect(&setup, 2, "ascending order");
	rules[2].id = 3;
	expect(&setup, 2, "ascending order");
	rules[2].id = 10;
	expect(&setup, 0, NULL);
}

static void test_common_limit(void)
{
	struct pzz_setup setup = {
		.mac = { V_HOST_MAC }, .mtu = 1500, .echo.limit = { 0, 1, 1 },
		.wake.limit = { 1, 7, 1 },
	};
	struct pzz_refusal why;

	CHECK(!pzz_conf_check(&setup, &why));
	CHECK_EQ(why.table, PZZ_AT_SETTINGS);
	CHECK(strstr(why.why, "unit of a limit"));
}

static struct pzz_rule many[PROXZZZY_RULE_MAX + 1];

static void test_count(void)
{
	struct pzz_setup setup = { SETUP, .n_rules = PROXZZZY_RULE_MAX, .rules = many };
	u32 i;

	for (i = 0; i < PZZ_COUNT(many); i++)
		many[i] = (struct pzz_rule){
			NO_ID(TCP_SYN), .id = i + 1, .port = (u16)(i + 1),
		};
	expect(&setup, 0, NULL);
	setup.n_rules++;
	expect(&setup, PROXZZZY_RULE_MAX, "at most 1024 rules");
}

/* Each offset is a shape; the 65th is one too many, however many rules share the others. */
static void test_shapes(void)
{
	struct pzz_setup setup = { SETUP, .rules = many };
	u32 i, n = 2 * PROXZZZY_SHAPE_MAX;

	for (i = 0; i <= n; i++)
		many[i] = (struct pzz_rule){
			NO_ID(BYTES), .id = i + 1, .offset = i / 2, .pattern_len = 1,
			.pattern = { (u8)i }, .mask = { 0xff },
		};
	setup.n_rules = n;
	expect(&setup, 0, NULL);
	setup.n_rules = n + 1;
	expect(&setup, n, "more than 64 ways");
}

/* What rules.h promises of memory */
static void test_memory(void)
{
	struct pzz_setup setup = { SETUP, .n_rules = PROXZZZY_RULE_MAX, .rules = many };
	u32 i;

	for (i = 0; i < setup.n_rules; i++)
		many[i] = (struct pzz_rule){ NO_ID(TCP_SYN), .id = i + 1, .port = (u16)(i + 1) };
	expect(&setup, 0, NULL);
	CHECK(pzz_wake_room.conf_size(&setup) <= 35 * 1024);
	for (i = 0; i < setup.n_rules; i++)
		many[i] = (struct pzz_rule){
			NO_ID(TCP_SYN), .id = i + 1, .port = 1, .port_to = 65534,
			.from = V6(128, 0x20, 1, (u8)(i >> 8), (u8)i),
			.to = V6(128, 0x20, 1, (u8)(i >> 8), (u8)i),
		};
	expect(&setup, 0, NULL);
	CHECK(pzz_wake_room.conf_size(&setup) <= 2400 * 1024);
}

/* One byte of a rule becomes another, which may or may not be allowed. */
static void spoil(u64 *seed, struct pzz_rule *r)
{
	u8 byte = (u8)wake_gen_below(seed, wake_gen_below(seed, 2) ? 256 : 9);
	struct pzz_prefix *prefix = wake_gen_below(seed, 2) ? &r->from : &r->to;
	u8 *const fields[] = {
		(u8 *)&r->id, &r->kind, &r->action, (u8 *)&r->port, (u8 *)&r->port_to,
		&prefix->ip.len, &prefix->ip.b[byte % 16], &prefix->bits, (u8 *)&r->offset,
		&r->pattern_len, &r->pattern[byte % 8], &r->mask[byte % 8], &r->password_len,
		(u8 *)&r->limit.burst, (u8 *)&r->label[byte % sizeof(r->label)],
	};

	*fields[wake_gen_below(seed, PZZ_COUNT(fields))] = byte;
	r->anywhere ^= !wake_gen_below(seed, 20);
}

/* Accepted or refused; what is accepted is then used. */
static void test_spoiled(void)
{
	struct pzz_setup setup = { SETUP, .rules = many };
	u8 frame[WAKE_GEN_FRAME_MAX];
	u32 i, k, accepted_n = 0;
	struct pzz_refusal why;
	struct pzz_frame flags;
	u64 seed = 5;
	struct world w;

	setup.n_rules = 4;
	for (i = 0; i < 20000; i++) {
		wake_gen_rules(&seed, many, setup.n_rules);
		for (k = wake_gen_below(&seed, 6); k; k--)
			spoil(&seed, &many[wake_gen_below(&seed, setup.n_rules)]);
		if (!pzz_conf_check(&setup, &why)) {
			CHECK(why.why && *why.why && why.index < setup.n_rules);
			continue;
		}
		accepted_n++;
		world_open(&w, &setup);
		world_frame(&w, frame, wake_gen_frame(&seed, &setup, frame, &flags), &flags);
		CHECK(!judge_frame(&w));
		world_close(&w);
	}
	CHECK(accepted_n > 2000 && accepted_n < 18000);
}

static const struct unit_test tests[] = {
	{ "what a rule must not say is refused with a sentence", test_refused },
	{ "the ends of what a rule may say are accepted", test_accepted },
	{ "rule ids ascend, each once", test_order },
	{ "the common limit is checked like any other", test_common_limit },
	{ "the 1,025th rule is refused", test_count },
	{ "the 65th shape is refused, and the rule that has it named", test_shapes },
	{ "1,024 rules take 35 KiB, and 2,400 KiB at worst", test_memory },
	{ "rules that went wrong at random are refused or work", test_spoiled },
};

SUITE(wake_conf, tests);
