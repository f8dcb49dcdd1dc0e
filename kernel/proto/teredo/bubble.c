// SPDX-License-Identifier: GPL-2.0
/*
 * An indirect bubble is an IPv6 header without a payload (RFC 4380 2.8) that
 * comes by way of the client's own server (5.2.4), behind an authentication
 * header and an origin indication where there are any (5.1.1).
 */
#include "pzz_udp.h"
#include "teredo/teredo.h"

/* RFC 6081 4: what to do with a trailer of an unknown type stands in its first two bits. */
#define TRAILER_ACTION	0xc0
#define TRAILER_DISCARD	0x40

static bool next_is(const struct pzz_view *v, u16 kind)
{
	return pzz_left(v) >= 2 && pzz_be16(v->pos) == kind;
}

/* The authentication cannot be checked here: that takes the host's key. */
static void skip_headers(struct pzz_view *v)
{
	u32 ids;

	if (next_is(v, PZZ_TEREDO_AUTH)) {
		pzz_take(v, 2);
		ids = pzz_take_u8(v);
		ids += pzz_take_u8(v);
		pzz_take(v, ids + PZZ_TEREDO_AUTH_TAIL);
	}
	if (pzz_ok(v) && next_is(v, PZZ_TEREDO_ORIGIN))
		pzz_take(v, PZZ_TEREDO_ORIGIN_LEN);
}

/* RFC 6081 4: type, length, value; they are no part of the IPv6 packet. */
static bool are_trailers(struct pzz_view *v)
{
	u8 type;

	while (pzz_ok(v) && pzz_left(v)) {
		type = pzz_take_u8(v);
		if ((type & TRAILER_ACTION) == TRAILER_DISCARD)
			return false;
		pzz_take(v, pzz_take_u8(v));
	}
	return pzz_ok(v);
}

/* RFC 4380 5.2.3: to our own Teredo address. */
static u8 check_addresses(const struct pzz_teredo_client *t, const u8 *ip6)
{
	const u8 *src = ip6 + 8, *dst = ip6 + 24;

	if (pzz_ip_is_multicast(src, PZZ_IPV6_LEN) || pzz_ip_is_zero(src, PZZ_IPV6_LEN))
		return PZZ_TEREDO_SOURCE;
	if (memcmp(dst, t->address, t->match))
		return PZZ_TEREDO_DESTINATION;
	return PZZ_TEREDO_BUBBLE;
}

u8 pzz_teredo_look(const struct pzz_teredo_client *t, const struct pzz_frame *f)
{
	const u8 *data, *ip6;
	struct pzz_view v;
	u32 len;
	u8 reason;

	data = pzz_udp_payload(f, &len);
	v = pzz_view(data, len);
	skip_headers(&v);
	if (pzz_ok(&v) && pzz_left(&v) && v.pos[0] >> 4 != 6)
		return PZZ_TEREDO_ENCAPSULATION;
	ip6 = pzz_take(&v, PZZ_IPV6_HLEN);
	if (!ip6 || pzz_be16(ip6 + 4) > pzz_left(&v))
		return PZZ_TEREDO_LENGTH;
	if (pzz_be16(ip6 + 4) || ip6[6] != PZZ_IP_NONE)
		return PZZ_TEREDO_ANSWER;
	if (!are_trailers(&v))
		return PZZ_TEREDO_LENGTH;
	reason = check_addresses(t, ip6);
	if (reason == PZZ_TEREDO_BUBBLE && !pzz_udp_ok(f))
		return PZZ_TEREDO_CHECKSUM;
	return reason;
}
