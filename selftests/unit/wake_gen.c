// SPDX-License-Identifier: GPL-2.0
/* Rules of few values, so that prefixes overlap and keys are equal. */
#include "wake_gen.h"

u64 wake_gen_random(u64 *seed)
{
	u64 z = *seed += 0x9e3779b97f4a7c15ULL;

	z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9ULL;
	z = (z ^ z >> 27) * 0x94d049bb133111ebULL;
	return z ^ z >> 31;
}

u32 wake_gen_below(u64 *seed, u32 n)
{
	return (u32)(wake_gen_random(seed) >> 32) % n;
}

static bool one_in(u64 *seed, u32 n)
{
	return !wake_gen_below(seed, n);
}

/* What the rules of a set look at: with all port prefixes, 64 shapes at most. */
struct palette {
	u8 from4, to4, from6, to6;
	u16 offset[2];
	u8 len[2];
	bool secret;		/* no Magic Packet without a password */
};

static void clear_beyond(u8 *p, u32 len, u32 bits)
{
	u32 i;

	for (i = bits; i < 8 * len; i++)
		p[i / 8] &= (u8)~(0x80 >> i % 8);
}

static struct pzz_prefix random_prefix(u64 *seed, u8 len, u8 bits, bool is_to)
{
	struct pzz_prefix p = { .ip.len = len, .bits = bits };
	u32 i;

	for (i = 0; i < len; i++)
		p.ip.b[i] = (u8)wake_gen_below(seed, 3);
	p.ip.b[0] = len == 4 ? 10 : 0x20;
	if (is_to && one_in(seed, 2))
		p.ip = pzz_vector_addrs[len == 4 ? 0 : 3];
	clear_beyond(p.ip.b, len, bits);
	return p;
}

static void random_prefixes(u64 *seed, const struct palette *pal, struct pzz_rule *r)
{
	u8 len = one_in(seed, 2) ? 4 : 16;
	u32 which = wake_gen_below(seed, 4);

	if (which & 1)
		r->from = random_prefix(seed, len, len == 4 ? pal->from4 : pal->from6, false);
	if (which & 2)
		r->to = random_prefix(seed, len, len == 4 ? pal->to4 : pal->to6, true);
}

u16 wake_gen_port(u64 *seed)
{
	static const u16 edges[] = { 1, 2, 255, 256, 1023, 1024, 0x7fff, 0x8000, 0xfffe, 0xffff };

	if (one_in(seed, 8))
		return edges[wake_gen_below(seed, PZZ_COUNT(edges))];
	return (u16)(1 + wake_gen_below(seed, 300));
}

/* Ranges for two kinds without prefixes only: they have most of the shapes. */
static void random_ports(u64 *seed, struct pzz_rule *r)
{
	bool has_prefix = r->from.ip.len || r->to.ip.len;
	u16 other;

	if (one_in(seed, has_prefix ? 4 : 50))
		return;
	r->port = wake_gen_port(seed);
	if (has_prefix || r->kind == PROXZZZY_KIND_TCP_DATA || !one_in(seed, 3))
		return;
	other = one_in(seed, 4) ? wake_gen_port(seed) : (u16)(r->port + wake_gen_below(seed, 20));
	r->port_to = other < r->port ? r->port : other;
}

static void random_pattern(u64 *seed, const struct palette *pal, struct pzz_rule *r)
{
	u32 i, which = wake_gen_below(seed, PZZ_COUNT(pal->len));

	r->offset = pal->offset[which];
	r->pattern_len = pal->len[which];
	for (i = 0; i < r->pattern_len; i++) {
		r->mask[i] = i % 3 ? 0xff : 0x3c;
		r->pattern[i] = (u8)(wake_gen_below(seed, 2) * 0x14);
	}
}

static void random_password(u64 *seed, const struct palette *pal, struct pzz_rule *r)
{
	static const u8 lens[] = { 4, 6, 0 };
	u32 i;

	r->anywhere = one_in(seed, 3);
	r->password_len = lens[wake_gen_below(seed, pal->secret ? 2 : 3)];
	for (i = 0; i < r->password_len; i++)
		r->password[i] = (u8)wake_gen_below(seed, 2);
}

static u8 random_kind(u64 *seed)
{
	static const u8 kinds[] = {
		PROXZZZY_KIND_TCP_SYN, PROXZZZY_KIND_UDP, PROXZZZY_KIND_TCP_DATA,
	};

	if (!one_in(seed, 12))
		return kinds[wake_gen_below(seed, PZZ_COUNT(kinds))];
	if (one_in(seed, 10))
		return PROXZZZY_KIND_EAPOL;
	return one_in(seed, 3) ? PROXZZZY_KIND_MAGIC : PROXZZZY_KIND_BYTES;
}

static void random_rule(u64 *seed, const struct palette *pal, struct pzz_rule *r)
{
	r->kind = random_kind(seed);
	r->action = one_in(seed, 4) ? PROXZZZY_ACTION_IGNORE : PROXZZZY_ACTION_WAKE;
	if (r->kind == PROXZZZY_KIND_BYTES) {
		random_pattern(seed, pal, r);
	} else if (r->kind == PROXZZZY_KIND_MAGIC) {
		random_password(seed, pal, r);
	} else if (r->kind != PROXZZZY_KIND_EAPOL) {
		random_prefixes(seed, pal, r);
		random_ports(seed, r);
	}
}

void wake_gen_rules(u64 *seed, struct pzz_rule *rules, u32 n)
{
	struct palette pal = {
		.from4 = (u8)(8 + wake_gen_below(seed, 25)),
		.to4 = (u8)(4 + wake_gen_below(seed, 29)),
		.from6 = (u8)(8 + wake_gen_below(seed, 121)),
		.to6 = (u8)(8 + wake_gen_below(seed, 121)),
		.secret = one_in(seed, 2),
	};
	u32 i;

	for (i = 0; i < PZZ_COUNT(pal.len); i++) {
		pal.offset[i] = (u16)wake_gen_below(seed, 40);
		pal.len[i] = (u8)(1 + wake_gen_below(seed, one_in(seed, 3) ? 64 : 6));
	}
	memset(rules, 0, n * sizeof(*rules));
	for (i = 0; i < n; i++) {
		rules[i].id = 3 * i + 1;
		random_rule(seed, &pal, &rules[i]);
	}
}
