// SPDX-License-Identifier: GPL-2.0
#include "wake_naive.h"
#include "wake/wake.h"

static bool bits_equal(const u8 *a, const u8 *b, unsigned int bits)
{
	for (unsigned int i = 0; i < bits; i++)
		if ((a[i / 8] ^ b[i / 8]) >> (7 - i % 8) & 1)
			return false;
	return true;
}

static unsigned int ip_len(const struct pzz_frame *f)
{
	return f->family == 4 ? 4 : 16;
}

static bool in_prefix(const struct pzz_prefix *p, const struct pzz_frame *f, const u8 *ip)
{
	return p->ip.len == ip_len(f) && bits_equal(p->ip.b, ip, p->bits);
}

static bool is_proxied(const struct pzz_setup *s, const struct pzz_frame *f)
{
	for (u32 i = 0; i < s->n_addrs; i++)
		if (s->addrs[i].len == ip_len(f) && !memcmp(s->addrs[i].b, f->dst, ip_len(f)))
			return f->cast == PZZ_TO_HOST;
	return false;
}

static bool is_l4(const struct pzz_frame *f, u8 proto)
{
	return f->family && f->l4_proto == proto;
}

static u8 ip_kind(const struct pzz_frame *f)
{
	const u8 *l4 = f->data + f->l4;
	bool syn, fin, rst, ack;

	if (is_l4(f, 17))
		return PROXZZZY_KIND_UDP;
	if (!is_l4(f, 6))
		return 0;
	fin = l4[13] & 1;
	syn = l4[13] & 2;
	rst = l4[13] & 4;
	ack = l4[13] & 16;
	if (syn && !fin && !rst && !ack)
		return PROXZZZY_KIND_TCP_SYN;
	if (ack && !syn && !rst && f->l4_len > (u32)(l4[12] / 16) * 4)
		return PROXZZZY_KIND_TCP_DATA;
	return 0;
}

static bool matches_ip(const struct pzz_setup *s, const struct pzz_rule *r,
		       const struct pzz_frame *f)
{
	if (ip_kind(f) != r->kind)
		return false;
	if (r->port && (f->dport < r->port || f->dport > (r->port_to ? r->port_to : r->port)))
		return false;
	if (r->from.ip.len && !in_prefix(&r->from, f, f->src))
		return false;
	return r->to.ip.len ? in_prefix(&r->to, f, f->dst) : is_proxied(s, f);
}

static bool is_magic(const u8 *p, const u8 *mac)
{
	for (unsigned int i = 0; i < 6; i++)
		if (p[i] != 0xff)
			return false;
	for (unsigned int i = 0; i < 96; i++)
		if (p[6 + i] != mac[i % 6])
			return false;
	return true;
}

/* Where a rule for magic, or not for anywhere, looks */
static u32 search_area(const struct pzz_frame *f, bool anywhere, const u8 **p)
{
	if (anywhere || f->ethertype == 0x0842) {
		*p = f->data + f->l3;
		return f->len - f->l3;
	}
	if (!is_l4(f, 17))
		return 0;
	*p = f->data + f->l4 + 8;
	return pzz_be16(f->data + f->l4 + 4) - 8;
}

static bool has_magic(const struct pzz_setup *s, const struct pzz_frame *f, bool anywhere,
		      const u8 *password, u32 password_len)
{
	const u8 *p = NULL;
	u32 n = search_area(f, anywhere, &p);

	for (u32 i = 0; i + 102 + password_len <= n; i++)
		if (is_magic(p + i, s->mac) && !memcmp(p + i + 102, password, password_len))
			return true;
	return false;
}

static bool matches_eapol(const struct pzz_setup *s, const struct pzz_frame *f)
{
	static const u8 group[] = { 0x01, 0x80, 0xc2, 0, 0, 3 };
	const u8 *p = f->data + f->l3;
	u32 n = f->len - f->l3;
	u32 body, eap;

	if (f->ethertype != 0x888e || n < 9)
		return false;
	if (memcmp(f->data, group, 6) && memcmp(f->data, s->mac, 6))
		return false;
	body = p[2] * 256 + p[3];
	eap = p[6] * 256 + p[7];
	return p[1] == 0 && body + 4 <= n && p[4] == 1 && eap >= 5 && eap <= body && p[8] == 1;
}

static bool matches_bytes(const struct pzz_rule *r, const struct pzz_frame *f)
{
	u8 flat[2048];
	u32 n = 0;

	for (u32 i = 0; i < f->len && n < sizeof(flat); i++)
		if (i < 12 || i >= f->l3 - 2)
			flat[n++] = f->data[i];
	for (u32 i = 0; i < r->pattern_len; i++)
		if (r->offset + i >= n || (flat[r->offset + i] & r->mask[i]) != r->pattern[i])
			return false;
	return true;
}

static bool matches(const struct pzz_setup *s, const struct pzz_rule *r,
		    const struct pzz_frame *f)
{
	switch (r->kind) {
	case PROXZZZY_KIND_MAGIC:
		return has_magic(s, f, r->anywhere, r->password, r->password_len);
	case PROXZZZY_KIND_EAPOL:
		return matches_eapol(s, f);
	case PROXZZZY_KIND_BYTES:
		return matches_bytes(r, f);
	}
	return matches_ip(s, r, f);
}

static bool has_good_source(const struct pzz_frame *f)
{
	if (!is_l4(f, 6))
		return true;
	return f->sport && (f->family == 6 || (f->src[0] != 0 && f->src[0] < 240));
}

/* RFC 1071, one 16-bit word after the other */
static u32 add_words(u32 sum, const u8 *p, u32 n)
{
	for (u32 i = 0; i < n; i++) {
		sum += i % 2 ? p[i] : p[i] * 256U;
		sum = (sum & 0xffff) + (sum >> 16);
	}
	return sum;
}

static bool has_good_checksum(const struct pzz_frame *f)
{
	const u8 *l4 = f->data + f->l4;
	bool udp = is_l4(f, 17);
	u32 n = udp ? pzz_be16(l4 + 4) : f->l4_len;
	u32 sum;

	if (f->l4_verified)
		return true;
	if (udp && !l4[6] && !l4[7])
		return f->family == 4;
	sum = add_words(n + f->l4_proto, f->src, ip_len(f));
	sum = add_words(add_words(sum, f->dst, ip_len(f)), l4, n);
	return sum == 0xffff;
}

static struct wake_naive says(u8 verdict, u8 reason, u16 rule)
{
	return (struct wake_naive){ .verdict = verdict, .reason = reason, .rule = rule };
}

/* Whether what a rule of this kind matched is in a TCP segment or UDP datagram */
static bool is_inside_l4(const struct pzz_rule *r, const struct pzz_frame *f)
{
	return (is_l4(f, 6) || is_l4(f, 17)) && r->kind != PROXZZZY_KIND_BYTES && !r->anywhere;
}

static struct wake_naive matched(const struct pzz_rule *r, const struct pzz_frame *f, u16 rule)
{
	static const u8 reasons[] = {
		[PROXZZZY_KIND_TCP_SYN] = PZZ_WAKE_TCP_SYN,
		[PROXZZZY_KIND_UDP] = PZZ_WAKE_UDP,
		[PROXZZZY_KIND_TCP_DATA] = PZZ_WAKE_TCP_DATA,
		[PROXZZZY_KIND_MAGIC] = PZZ_WAKE_MAGIC,
		[PROXZZZY_KIND_EAPOL] = PZZ_WAKE_EAPOL,
		[PROXZZZY_KIND_BYTES] = PZZ_WAKE_BYTES,
	};

	if (r->action == PROXZZZY_ACTION_IGNORE)
		return says(PZZ_IGNORE, PZZ_WAKE_RULE_IGNORED, rule);
	if (is_inside_l4(r, f) && !has_good_source(f))
		return says(PZZ_IGNORE, PZZ_WAKE_BAD_SOURCE, PZZ_NO_RULE);
	if (is_inside_l4(r, f) && !has_good_checksum(f))
		return says(PZZ_IGNORE, PZZ_WAKE_BAD_CHECKSUM, PZZ_NO_RULE);
	return says(PZZ_WAKE, reasons[r->kind], rule);
}

struct wake_naive wake_naive(const struct pzz_setup *setup, const struct pzz_frame *f)
{
	bool magic = false;

	for (u32 i = 0; i < setup->n_rules; i++) {
		const struct pzz_rule *r = &setup->rules[i];

		if (matches(setup, r, f))
			return matched(r, f, (u16)i);
		if (r->kind == PROXZZZY_KIND_MAGIC)
			magic |= has_magic(setup, f, r->anywhere, r->password, 0);
	}
	if (magic)
		return says(PZZ_IGNORE, PZZ_WAKE_BAD_PASSWORD, PZZ_NO_RULE);
	return says(PZZ_IGNORE, PZZ_WAKE_NO_RULE, PZZ_NO_RULE);
}
