// SPDX-License-Identifier: GPL-2.0
/* What rules can't say, in sentences. The rest of the room relies on all of it. */
#include "check.h"
#include "pzz_bucket.h"
#include "pzz_proto.h"
#include "rules.h"

/* Bytes of a frame that offset and pattern reach: 1,500 behind the Ethernet header. */
#define REACH	1514

static bool has_ports(const struct pzz_rule *r)
{
	return r->kind == PROXZZZY_KIND_TCP_SYN || r->kind == PROXZZZY_KIND_UDP ||
	       r->kind == PROXZZZY_KIND_TCP_DATA;
}

static const char *number_wrong(const struct pzz_setup *setup, u32 i)
{
	const struct pzz_rule *r = &setup->rules[i];

	if (i >= PROXZZZY_RULE_MAX)
		return "a proxy has at most 1024 rules";
	if (!r->id || r->id > PROXZZZY_RULE_ID_MAX)
		return "a rule id must be 1 to 2147483647";
	if (i && r->id <= r[-1].id)
		return "rules must come in ascending order of their ids, each id once";
	if (!r->kind || r->kind > PROXZZZY_KIND_MAX)
		return "the kind of a rule must be tcp-syn, udp, tcp-data, magic, eapol or bytes";
	if (r->action != PROXZZZY_ACTION_WAKE && r->action != PROXZZZY_ACTION_IGNORE)
		return "the action of a rule must be wake or ignore";
	return NULL;
}

static const char *port_wrong(const struct pzz_rule *r)
{
	if (!r->port && !r->port_to)
		return NULL;
	if (!has_ports(r))
		return "only rules for tcp-syn, udp and tcp-data have ports";
	if (!r->port)
		return "a last port needs a first port";
	if (r->port_to && r->port_to < r->port)
		return "the last port of a range must not be below the first";
	return NULL;
}

static bool has_host_bits(const struct pzz_prefix *p)
{
	u32 bits = p->bits;
	u32 i;

	for (i = bits / 8; i < p->ip.len; i++) {
		u8 mask = i == bits / 8 ? (u8)(0xff >> bits % 8) : 0xff;

		if (p->ip.b[i] & mask)
			return true;
	}
	return false;
}

static const char *prefix_wrong(const struct pzz_prefix *p)
{
	if (!p->ip.len)
		return p->bits ? "a prefix length needs an address" : NULL;
	if (p->ip.len != PZZ_IPV4_LEN && p->ip.len != PZZ_IPV6_LEN)
		return "an address must have 4 or 16 bytes";
	if (p->bits > 8 * p->ip.len)
		return "a prefix length must be at most 32 for IPv4 and 128 for IPv6";
	if (has_host_bits(p))
		return "the address has bits set beyond the prefix length; they must be zero";
	return NULL;
}

static bool is_multicast(const struct pzz_prefix *p)
{
	return p->ip.len && p->bits >= (p->ip.len == PZZ_IPV4_LEN ? 4 : 8) &&
	       pzz_ip_is_multicast(p->ip.b, p->ip.len);
}

static const char *address_wrong(const struct pzz_rule *r)
{
	const char *why = prefix_wrong(&r->from);

	if (!why)
		why = prefix_wrong(&r->to);
	if (why || (!r->from.ip.len && !r->to.ip.len))
		return why;
	if (!has_ports(r))
		return "only rules for tcp-syn, udp and tcp-data have addresses";
	if (r->from.ip.len && r->to.ip.len && r->from.ip.len != r->to.ip.len)
		return "source and destination must be of the same address family";
	if (is_multicast(&r->from))
		return "a multicast address is never a source";
	if (r->kind != PROXZZZY_KIND_UDP && is_multicast(&r->to))
		return "TCP never goes to a multicast address; only udp rules can";
	return NULL;
}

static bool is_any_set(const u8 *p, u32 n)
{
	while (n--)
		if (*p++)
			return true;
	return false;
}

static const char *pattern_wrong(const struct pzz_rule *r)
{
	u32 i;

	if (r->kind != PROXZZZY_KIND_BYTES)
		return r->pattern_len || r->offset ?
		       "only rules for bytes have a pattern, a mask and an offset" : NULL;
	if (!r->pattern_len || r->pattern_len > PROXZZZY_PATTERN_MAX)
		return "a rule for bytes needs a pattern of 1 to 64 bytes";
	if (r->offset > PROXZZZY_OFFSET_MAX || r->offset + r->pattern_len > REACH)
		return "a pattern must begin at 0 to 1499 and end within 1514 bytes";
	if (!is_any_set(r->mask, r->pattern_len))
		return "a mask must have at least one bit set, or every frame would match";
	for (i = 0; i < r->pattern_len; i++)
		if (r->pattern[i] & ~r->mask[i])
			return "the pattern has bits set outside the mask; they must be zero";
	return NULL;
}

static const char *magic_wrong(const struct pzz_rule *r)
{
	if (r->kind != PROXZZZY_KIND_MAGIC) {
		if (r->password_len)
			return "only rules for magic have a password";
		return r->anywhere ? "only rules for magic can search anywhere" : NULL;
	}
	if (r->password_len && r->password_len != 4 && r->password_len != 6)
		return "a SecureOn password must have 4 or 6 bytes";
	return NULL;
}

static const char *limit_wrong(const struct pzz_limit *limit)
{
	if (!limit->rate || pzz_limit_ok(limit))
		return NULL;
	if (limit->rate > PROXZZZY_LIMIT_MAX)
		return "the rate of a limit must be 0 to 1000000";
	if (!limit->burst || limit->burst > PROXZZZY_LIMIT_MAX)
		return "the burst of a limit must be 1 to 1000000";
	return "the unit of a limit must be 1, 60, 3600 or 86400 seconds";
}

/* The smallest code point that needs so many bytes behind the first */
static const u32 utf8_least[] = { 0, 0x80, 0x800, 0x10000 };

/* How many bytes follow this one; so many as there can't be if it begins nothing. */
static u32 utf8_more(u8 first)
{
	if (first < 0x80)
		return 0;
	if (first < 0xc0 || first >= 0xf8)
		return PZZ_COUNT(utf8_least);
	return 1 + (first >= 0xe0) + (first >= 0xf0);
}

/* The next code point of a string that ends with NUL, or 0: not UTF-8 (RFC 3629). */
static u32 utf8_next(const u8 **at)
{
	const u8 *p = *at;
	u32 more = utf8_more(*p);
	u32 c, i;

	if (more >= PZZ_COUNT(utf8_least))
		return 0;
	c = more ? *p & (0x3f >> more) : *p;
	for (i = 1; i <= more; i++) {
		if ((p[i] & 0xc0) != 0x80)
			return 0;
		c = c << 6 | (p[i] & 0x3f);
	}
	*at = p + more + 1;
	return c < utf8_least[more] || c > 0x10ffff || (c >= 0xd800 && c < 0xe000) ? 0 : c;
}

static const char *label_wrong(const char *label)
{
	const u8 *p = (const u8 *)label;

	if (label[PROXZZZY_LABEL_MAX])
		return "a label has at most 63 bytes";
	while (*p) {
		u32 c = utf8_next(&p);

		if (!c)
			return "a label must be UTF-8";
		if (c < 0x20 || (c >= 0x7f && c < 0xa0))
			return "a label must not have control characters";
	}
	return NULL;
}

static const char *rule_wrong(const struct pzz_setup *setup, u32 i)
{
	const struct pzz_rule *r = &setup->rules[i];
	const char *why = number_wrong(setup, i);

	if (!why)
		why = port_wrong(r);
	if (!why)
		why = address_wrong(r);
	if (!why)
		why = pattern_wrong(r);
	if (!why)
		why = magic_wrong(r);
	if (!why)
		why = limit_wrong(&r->limit);
	return why ? why : label_wrong(r->label);
}

static const char too_many_shapes[] =
	"the rules up to this one look at frames in more than 64 ways; "
	"use fewer combinations of kind, prefix lengths, port ranges, offsets and masks";

bool pzz_wake_check(const struct pzz_setup *setup, struct pzz_refusal *why)
{
	struct pzz_wake_plan plan;
	u32 i;

	*why = (struct pzz_refusal){ .why = limit_wrong(&setup->wake.limit) };
	if (why->why)
		return false;
	why->table = PZZ_AT_RULE;
	for (i = 0; i < setup->n_rules; i++) {
		why->index = i;
		why->why = rule_wrong(setup, i);
		if (why->why)
			return false;
	}
	why->index = pzz_wake_plan(setup, &plan);
	if (why->index == setup->n_rules)
		return true;
	why->why = too_many_shapes;
	return false;
}
