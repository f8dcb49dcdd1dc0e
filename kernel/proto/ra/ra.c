// SPDX-License-Identifier: GPL-2.0
/* The host is woken before the last address that it has for a time is over (R41). */
#include "ra/ra.h"
#include "pzz_csum.h"

#define OPTION_UNIT	8
#define VALID_AT	4	/* in the option, behind type, length, prefix length and flags */
#define PREFIX_AT	16

static const char *const reasons[PZZ_RA_REASONS] = {
	[PZZ_RA_REFRESHED]	= "refreshed",
	[PZZ_RA_HEARD]		= "heard",
	[PZZ_RA_EXPIRING]	= "expiring",
	[PZZ_RA_HOP_LIMIT]	= "hop-limit",
	[PZZ_RA_SOURCE]		= "source",
	[PZZ_RA_SHORT]		= "short",
	[PZZ_RA_CODE]		= "code",
	[PZZ_RA_OPTION]		= "option",
	[PZZ_RA_CHECKSUM]	= "checksum",
};

static struct pzz_outcome passed(u8 reason)
{
	return pzz_outcome(PZZ_ROOM_RA, PZZ_PASS, reason);
}

static bool is_in_prefix(const u8 *ip, const u8 *prefix, unsigned int bits)
{
	u8 mask = (u8)(0xff00 >> bits % 8);

	return !memcmp(ip, prefix, bits / 8) &&
	       (!(bits % 8) || !((ip[bits / 8] ^ prefix[bits / 8]) & mask));
}

/* RFC 4862 5.5.3 (a) to (c) and (e): whether the option concerns an address. */
static bool concerns(const struct pzz_lifetime *life, const u8 *option)
{
	const u8 *prefix = option + PREFIX_AT;

	return life->prefix_bits && option[2] == life->prefix_bits &&
	       option[3] & PZZ_RA_AUTONOMOUS &&
	       pzz_be32(option + VALID_AT) >= pzz_be32(option + VALID_AT + 4) &&
	       !(prefix[0] == 0xfe && (prefix[1] & 0xc0) == 0x80) &&
	       is_in_prefix(life->address, prefix, option[2]);
}

/* RFC 4862 5.5.3 (e): nobody can end an address in less than two hours. */
static u64 new_end(u64 was, u64 now, u32 valid)
{
	u64 left = was > now ? was - now : 0, offered = valid * PZZ_NSEC_PER_SEC;

	if (valid == PZZ_RA_INFINITE)
		return PZZ_NEVER;
	if (offered > PZZ_RA_TWO_HOURS_NS || offered > left)
		return now + offered;
	return left <= PZZ_RA_TWO_HOURS_NS ? was : now + PZZ_RA_TWO_HOURS_NS;
}

/* The next option; NULL at the end, or, with @v failed, if it does not fit. */
static const u8 *next_option(struct pzz_view *v)
{
	const u8 *option;

	if (!pzz_left(v))
		return NULL;
	option = pzz_take(v, OPTION_UNIT);
	if (!option || !option[1])
		v->failed = true;
	else
		pzz_take(v, (option[1] - 1U) * OPTION_UNIT);
	return pzz_ok(v) ? option : NULL;
}

static struct pzz_view options_of(const struct pzz_frame *f)
{
	return pzz_view(f->data + f->l4 + PZZ_RA_HLEN, f->l4_len - PZZ_RA_HLEN);
}

static bool is_prefix(const u8 *option)
{
	return option[0] == PZZ_RA_PREFIX && option[1] == PZZ_RA_PREFIX_LEN / OPTION_UNIT &&
	       option[2] <= 128;
}

/* All options, and whether one of them concerns one of ours. */
static u8 look_options(const struct pzz_ra_conf *c, const struct pzz_frame *f)
{
	struct pzz_view v = options_of(f);
	u8 reason = PZZ_RA_HEARD;
	const u8 *option;
	u32 i;

	while ((option = next_option(&v))) {
		if (reason == PZZ_RA_REFRESHED || !is_prefix(option))
			continue;
		for (i = 0; i < c->n; i++)
			if (concerns(&c->life[i], option))
				reason = PZZ_RA_REFRESHED;
	}
	return pzz_ok(&v) ? reason : PZZ_RA_OPTION;
}

static bool checksum_ok(const struct pzz_frame *f)
{
	u64 sum;

	if (f->l4_verified)
		return true;
	sum = pzz_csum_pseudo(f->src, f->dst, PZZ_IPV6_LEN, PZZ_IP_ICMPV6, f->l4_len);
	return pzz_csum_ok(pzz_csum_add(sum, f->data + f->l4, f->l4_len));
}

/* RFC 4861 6.1.2, RFC 6980 */
static u8 look(const struct pzz_conf *conf, const struct pzz_frame *f)
{
	u8 reason;

	if (f->ttl != 255 || f->atomic)
		return PZZ_RA_HOP_LIMIT;
	if (f->src[0] != 0xfe || (f->src[1] & 0xc0) != 0x80)
		return PZZ_RA_SOURCE;
	if (f->l4_len < PZZ_RA_HLEN)
		return PZZ_RA_SHORT;
	if (f->data[f->l4 + 1])
		return PZZ_RA_CODE;
	reason = look_options(conf->room[PZZ_ROOM_RA], f);
	return reason != PZZ_RA_REFRESHED || checksum_ok(f) ? reason : PZZ_RA_CHECKSUM;
}

static struct pzz_outcome input(const struct pzz_conf *conf, const void *state,
				const struct pzz_frame *f)
{
	struct pzz_outcome what = passed(look(conf, f));

	what.settle = what.reason == PZZ_RA_REFRESHED;
	return what;
}

static struct pzz_outcome settle(const struct pzz_conf *conf, void *state, struct pzz_now now,
				 const struct pzz_frame *f, struct pzz_outcome was)
{
	const struct pzz_ra_conf *c = conf->room[PZZ_ROOM_RA];
	struct pzz_view v = options_of(f);
	struct pzz_ra_state *s = state;
	const u8 *option;
	u32 i;

	while ((option = next_option(&v)))
		for (i = 0; i < c->n && is_prefix(option); i++)
			if (concerns(&c->life[i], option))
				s->until[i] = new_end(s->until[i], now.ns,
						      pzz_be32(option + VALID_AT));
	s->warned = false;
	return was;
}

static u64 last_of(const struct pzz_ra_conf *c, const struct pzz_ra_state *s)
{
	u64 last = 0;
	u32 i;

	for (i = 0; i < c->n; i++)
		if (s->until[i] > last)
			last = s->until[i];
	return last;
}

static u64 next(const struct pzz_conf *conf, const void *state)
{
	const struct pzz_ra_conf *c = conf->room[PZZ_ROOM_RA];
	const struct pzz_ra_state *s = state;
	u64 last = last_of(c, s);

	if (s->warned || last == PZZ_NEVER)
		return PZZ_NEVER;
	return last > c->wake_before ? last - c->wake_before : 0;
}

/* Advertisements of a former sleep still count, until there is another configuration. */
static u64 begin(const struct pzz_conf *conf, void *state, struct pzz_now now)
{
	const struct pzz_ra_conf *c = conf->room[PZZ_ROOM_RA];
	struct pzz_ra_state *s = state;
	u32 i;

	for (i = 0; i < c->n && !s->known; i++)
		s->until[i] = c->life[i].valid_until;
	s->known = true;
	s->warned = false;
	return next(conf, state);
}

static struct pzz_due tick(const struct pzz_conf *conf, void *state, struct pzz_now now,
			   struct pzz_writer *out)
{
	struct pzz_due due = { .what = pzz_outcome(PZZ_ROOM_RA, PZZ_IGNORE, PZZ_RA_EXPIRING) };
	struct pzz_ra_state *s = state;

	if (next(conf, state) <= now.ns) {
		s->warned = true;
		due.what.verdict = PZZ_WAKE;
	}
	due.next = next(conf, state);
	return due;
}

static bool conf_check(const struct pzz_setup *setup, struct pzz_refusal *why)
{
	const struct pzz_lifetime *life = setup->lifetimes;
	u32 i, j;

	if (setup->n_lifetimes > PROXZZZY_ADDR_MAX)
		why->why = "more IPv6 addresses last for a time than can be proxied";
	for (i = 0; i < setup->n_lifetimes && !why->why; i++) {
		for (j = 0; j < setup->n_addrs; j++)
			if (setup->addrs[j].len == PZZ_IPV6_LEN &&
			    pzz_ip_equal(setup->addrs[j].b, life[i].address, PZZ_IPV6_LEN))
				break;
		if (j == setup->n_addrs)
			why->why = "what lasts for a time must be a proxied IPv6 address";
		else if (life[i].prefix_bits > 128)
			why->why = "an IPv6 prefix has at most 128 bits";
	}
	return !why->why;
}

static size_t conf_size(const struct pzz_setup *setup)
{
	return sizeof(struct pzz_ra_conf);
}

static const void *conf_init(void *mem, const struct pzz_setup *setup)
{
	struct pzz_ra_conf *c = mem;

	if (!setup->n_lifetimes)
		return NULL;
	c->wake_before = setup->lifetime_wake_before * PZZ_NSEC_PER_SEC;
	c->n = setup->n_lifetimes;
	memcpy(c->life, setup->lifetimes, c->n * sizeof(c->life[0]));
	return c;
}

static size_t state_size(const struct pzz_conf *conf)
{
	const struct pzz_ra_conf *c = conf->room[PZZ_ROOM_RA];

	return sizeof(struct pzz_ra_state) + c->n * sizeof(u64);
}

const struct pzz_room pzz_ra_room = {
	.name = "ra",
	.clauses = "8.2 R41 for IPv6; RFC 4861, 4862",
	.host_stack = true,
	.reasons = reasons,
	.n_reasons = PZZ_RA_REASONS,
	.conf_check = conf_check,
	.conf_size = conf_size,
	.conf_init = conf_init,
	.state_size = state_size,
	.input = input,
	.settle = settle,
	.begin = begin,
	.tick = tick,
	.next = next,
};
