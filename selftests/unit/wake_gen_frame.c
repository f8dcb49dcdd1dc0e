// SPDX-License-Identifier: GPL-2.0
/* Frames that match a rule, or miss it by a bit, a port or a byte. */
#include "judge.h"
#include "wake_gen.h"

static bool one_in(u64 *seed, u32 n)
{
	return !wake_gen_below(seed, n);
}

static void random_bytes(u64 *seed, u8 *p, u32 n)
{
	while (n--)
		*p++ = (u8)wake_gen_below(seed, 256);
}

struct maker {
	u64 *seed;
	const struct pzz_setup *setup;
	const struct pzz_rule *rule;	/* that it is to match, more or less */
	struct pzz_writer out;
};

static void put_bytes(struct maker *m, u32 n)
{
	u8 *p = pzz_room_for(&m->out, n);

	if (p)
		random_bytes(m->seed, p, n);
}

/* An address of the prefix, seldom one bit beside it. */
static void pick_address(struct maker *m, const struct pzz_prefix *p, u8 *ip, u8 len)
{
	u32 i;

	for (i = 0; i < len; i++)
		ip[i] = (u8)wake_gen_below(m->seed, 3);
	ip[0] = len == 4 ? 10 : 0x20;
	if (p->ip.len != len)
		return;
	for (i = 0; i < p->bits; i++) {
		ip[i / 8] &= (u8)~(0x80 >> i % 8);
		ip[i / 8] |= p->ip.b[i / 8] & (0x80 >> i % 8);
	}
	if (p->bits && one_in(m->seed, 8))
		ip[(p->bits - 1) / 8] ^= 0x80 >> (p->bits - 1) % 8;
}

static void pick_dst(struct maker *m, u8 *ip, u8 len)
{
	if (m->rule->to.ip.len || one_in(m->seed, 8))
		pick_address(m, &m->rule->to, ip, len);
	else
		memcpy(ip, pzz_vector_addrs[(len == 4 ? 0 : 3) + wake_gen_below(m->seed, 3)].b,
		       len);
}

static u16 pick_port(struct maker *m)
{
	u32 last = m->rule->port_to ? m->rule->port_to : m->rule->port;
	u32 span = last - m->rule->port;

	if (!m->rule->port || one_in(m->seed, 6))
		return wake_gen_port(m->seed);
	switch (wake_gen_below(m->seed, 4)) {
	case 0:
		return (u16)(m->rule->port - one_in(m->seed, 2));
	case 1:
		return (u16)(last + one_in(m->seed, 2));
	}
	return (u16)(m->rule->port + wake_gen_below(m->seed, span + 1));
}

static void put_magic(struct maker *m)
{
	u32 copies = one_in(m->seed, 6) ? 15 + wake_gen_below(m->seed, 4) : 16;
	u32 sync = one_in(m->seed, 6) ? 4 + wake_gen_below(m->seed, 5) : 6;
	const struct pzz_rule *r = m->rule;

	if (one_in(m->seed, 3))
		put_bytes(m, wake_gen_below(m->seed, 20));
	while (sync--)
		pzz_write_u8(&m->out, 0xff);
	while (copies--)
		pzz_write(&m->out, m->setup->mac, 6);
	if (r->kind == PROXZZZY_KIND_MAGIC && !one_in(m->seed, 4))
		pzz_write(&m->out, r->password, r->password_len - one_in(m->seed, 6) *
			  !!r->password_len);
	else
		put_bytes(m, wake_gen_below(m->seed, 8));
	if (one_in(m->seed, 8))
		put_magic(m);
}

static void put_payload(struct maker *m)
{
	if (m->rule->kind == PROXZZZY_KIND_MAGIC || one_in(m->seed, 10))
		put_magic(m);
	else if (!one_in(m->seed, 4))
		put_bytes(m, wake_gen_below(m->seed, 40));
}

static u8 pick_flags(struct maker *m)
{
	if (one_in(m->seed, 4))
		return (u8)wake_gen_below(m->seed, 256);
	return m->rule->kind == PROXZZZY_KIND_TCP_SYN ? 0x02 : 0x18;
}

static void put_tcp(struct maker *m)
{
	u32 options = one_in(m->seed, 3) ? wake_gen_below(m->seed, 11) : 0;

	pzz_write_be16(&m->out, one_in(m->seed, 30) ? 0 : 40000);
	pzz_write_be16(&m->out, pick_port(m));
	put_bytes(m, 8);
	pzz_write_u8(&m->out, (u8)((5 + options) << 4));
	pzz_write_u8(&m->out, pick_flags(m));
	put_bytes(m, 2);
	pzz_write_be16(&m->out, 0);
	put_bytes(m, 2 + 4 * options);
	put_payload(m);
}

static void put_udp(struct maker *m)
{
	u32 start = m->out.len;

	pzz_write_be16(&m->out, one_in(m->seed, 30) ? 0 : 40000);
	pzz_write_be16(&m->out, pick_port(m));
	pzz_write_be16(&m->out, 0);
	pzz_write_be16(&m->out, 0);
	put_payload(m);
	pzz_put_be16(m->out.buf + start + 4, (u16)(m->out.len - start));
	if (one_in(m->seed, 8))
		put_bytes(m, wake_gen_below(m->seed, 4));
}

/* Mostly the right one; for UDP also none, and over what its length says. */
static void put_checksum(struct maker *m, const u8 *src, const u8 *dst, u8 ip_len, u8 proto,
			 u32 l4)
{
	u8 *p = m->out.buf + l4;
	u8 *field = p + (proto == 6 ? 16 : 6);
	u32 n = proto == 6 ? m->out.len - l4 : pzz_be16(p + 4);
	u16 sum;

	if (proto == 17 && one_in(m->seed, 10))
		return;
	sum = judge_csum(p, n, judge_pseudo(src, dst, ip_len, proto, n));
	if (proto == 17 && !sum)
		sum = 0xffff;
	pzz_put_be16(field, one_in(m->seed, 20) ? sum ^ 0x0101 : sum);
}

/* A frame of another room's, which ignores it: its checksum is wrong. */
static void put_echo(struct maker *m, u8 ip_len)
{
	pzz_write_u8(&m->out, ip_len == 4 ? 8 : 128);
	put_bytes(m, 7);
	put_payload(m);
}

static u8 pick_proto(struct maker *m, u8 ip_len)
{
	bool udp = m->rule->kind == PROXZZZY_KIND_UDP || m->rule->kind == PROXZZZY_KIND_MAGIC;

	if (one_in(m->seed, 20))
		return ip_len == 4 ? 1 : 58;
	if (one_in(m->seed, 15))
		udp = !udp;
	return udp ? 17 : 6;
}

static void finish_ip4(u8 *ip, u8 proto, u32 len)
{
	memcpy(ip, (u8[]){ 0x45, 0, 0, 0, 0, 0, 0, 0, 64, proto }, 10);
	pzz_put_be16(ip + 2, (u16)len);
	pzz_put_be16(ip + 10, judge_csum(ip, 20, 0));
}

static void finish_ip6(u8 *ip, u8 proto, u32 payload)
{
	memcpy(ip, (u8[]){ 0x60, 0, 0, 0, 0, 0, proto, 64 }, 8);
	pzz_put_be16(ip + 4, (u16)payload);
}

static void put_ip(struct maker *m)
{
	u8 len = m->rule->from.ip.len | m->rule->to.ip.len;
	u8 src[16], dst[16];
	u32 l3 = m->out.len, l4;
	u8 proto, *ip;

	if (!len)
		len = one_in(m->seed, 2) ? 4 : 16;
	proto = pick_proto(m, len);
	pick_address(m, &m->rule->from, src, len);
	pick_dst(m, dst, len);
	pzz_put_be16(m->out.buf + l3 - 2, len == 4 ? 0x0800 : 0x86dd);

	ip = pzz_room_for(&m->out, len == 4 ? 20 : 40);
	l4 = m->out.len;
	memset(ip, 0, l4 - l3);
	memcpy(ip + (len == 4 ? 12 : 8), src, len);
	memcpy(ip + (len == 4 ? 16 : 24), dst, len);
	if (proto == 6)
		put_tcp(m);
	else if (proto == 17)
		put_udp(m);
	else
		put_echo(m, len);
	if (proto == 6 || proto == 17)
		put_checksum(m, src, dst, len, proto, l4);

	if (len == 4)
		finish_ip4(ip, proto, m->out.len - l3);
	else
		finish_ip6(ip, proto, m->out.len - l4);
}

static void put_eapol(struct maker *m)
{
	u8 eapol[] = { 2, 0, 0, 5, 1, 9, 0, 5, 1 };

	if (one_in(m->seed, 2))
		eapol[wake_gen_below(m->seed, sizeof(eapol))] = (u8)wake_gen_below(m->seed, 7);
	pzz_put_be16(m->out.buf + m->out.len - 2, 0x888e);
	pzz_write(&m->out, eapol, sizeof(eapol) - one_in(m->seed, 8));
}

/* The pattern, with other bits where the mask has none, over whatever is there. */
static void put_pattern(struct maker *m, u32 l3)
{
	const struct pzz_rule *r = m->rule;
	u32 i;

	put_bytes(m, wake_gen_below(m->seed, 150));
	for (i = 0; i < r->pattern_len; i++) {
		u32 at = r->offset + i < 12 ? r->offset + i : r->offset + i + l3 - 14;

		if (at >= m->out.len)
			return;
		m->out.buf[at] = r->pattern[i] | ((u8)wake_gen_below(m->seed, 256) & ~r->mask[i]);
	}
	if (one_in(m->seed, 8) && l3 < m->out.len)
		m->out.buf[l3 + wake_gen_below(m->seed, m->out.len - l3)] ^= 0x04;
}

static void put_ethernet(struct maker *m)
{
	static const u8 host[] = { V_HOST_MAC, V_PEER_MAC };
	static const u8 groups[][6] = {
		{ V_BROADCAST }, { 0x01, 0x80, 0xc2, 0, 0, 3 }, { 0x33, 0x33, 0, 0, 0, 1 },
	};
	u32 tags = one_in(m->seed, 8) ? 1 + wake_gen_below(m->seed, 2) : 0;

	pzz_write(&m->out, host, sizeof(host));
	if (one_in(m->seed, 6))
		memcpy(m->out.buf, groups[wake_gen_below(m->seed, PZZ_COUNT(groups))], 6);
	while (tags--) {
		pzz_write_be16(&m->out, 0x8100);
		pzz_write_be16(&m->out, (u16)(wake_gen_below(m->seed, 8) << 13));
	}
	pzz_write_be16(&m->out, one_in(m->seed, 4) ? 0x88b5 : 0x0842);
}

u32 wake_gen_frame(u64 *seed, const struct pzz_setup *setup, u8 *frame, struct pzz_frame *flags)
{
	static const struct pzz_rule none;
	struct maker m = {
		.seed = seed, .setup = setup, .out = pzz_writer(frame, WAKE_GEN_FRAME_MAX),
	};
	u32 l3;

	m.rule = setup->n_rules ? &setup->rules[wake_gen_below(seed, setup->n_rules)] : &none;
	put_ethernet(&m);
	l3 = m.out.len;
	if (m.rule->kind == PROXZZZY_KIND_EAPOL)
		put_eapol(&m);
	else if (m.rule->kind == PROXZZZY_KIND_BYTES)
		put_pattern(&m, l3);
	else if (m.rule->kind == PROXZZZY_KIND_MAGIC && one_in(seed, 2))
		put_magic(&m);
	else
		put_ip(&m);
	*flags = (struct pzz_frame){ .l4_verified = one_in(seed, 4) };
	return m.out.len;
}
