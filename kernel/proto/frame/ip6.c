// SPDX-License-Identifier: GPL-2.0
/* IPv6 and its extension headers: RFC 8200, R29, R36. */
#include "frame/frame.h"

enum {
	OPTION_PAD1 = 0,
	OPTION_ROUTER_ALERT = 5,
	OPTION_JUMBO = 0xc2,
	OPTION_IF_UNKNOWN = 0xc0,	/* RFC 8200 4.2: 00 is skip, all else discard */
};

/* What is left of a header whose first 8 bytes are taken. */
static bool take_rest(struct pzz_view *v, u32 size)
{
	return size >= 8 && pzz_take(v, size - 8);
}

/* The options of a hop-by-hop or destination options header. */
static u8 walk_options(struct pzz_frame *f, struct pzz_view v)
{
	u8 type;

	while (pzz_left(&v)) {
		type = pzz_take_u8(&v);
		if (type == OPTION_PAD1)
			continue;
		if (type == OPTION_JUMBO)
			return PZZ_FRAME_IP6_JUMBO;
		if (type & OPTION_IF_UNKNOWN)
			return PZZ_FRAME_IP6_OPTION;
		f->router_alert |= type == OPTION_ROUTER_ALERT;
		pzz_take(&v, pzz_take_u8(&v));
		if (!pzz_ok(&v))
			return PZZ_FRAME_IP6_OPTION;
	}
	return PZZ_FRAME_GOOD;
}

static u8 take_options(struct pzz_frame *f, struct pzz_view *v, const u8 *hdr)
{
	if (!take_rest(v, (hdr[1] + 1U) * 8))
		return PZZ_FRAME_IP6_HEADER;
	return walk_options(f, pzz_view(hdr + 2, (hdr[1] + 1U) * 8 - 2));
}

/* One that is used up may stand here, but for type 0 (RFC 5095). */
static u8 take_routing(struct pzz_frame *f, struct pzz_view *v, const u8 *hdr)
{
	if (!take_rest(v, (hdr[1] + 1U) * 8))
		return PZZ_FRAME_IP6_HEADER;
	if (hdr[2] == 0 || hdr[3] != 0)
		return PZZ_FRAME_IP6_ROUTING;
	f->routed = true;
	return PZZ_FRAME_GOOD;
}

/* RFC 6946: a whole datagram is one fragment, and no more than that is read. */
static u8 take_fragment(struct pzz_frame *f, const u8 *hdr)
{
	if (pzz_be16(hdr + 2) & 0xfff9)
		return PZZ_FRAME_IP6_FRAGMENT;
	f->atomic = true;
	return PZZ_FRAME_GOOD;
}

static bool is_extension(u8 type)
{
	return type == PZZ_IP_HOPOPTS || type == PZZ_IP_DSTOPTS || type == PZZ_IP_ROUTING ||
	       type == PZZ_IP_FRAGMENT || type == PZZ_IP_AH;
}

static u8 take_extension(struct pzz_frame *f, struct pzz_view *v, u8 type)
{
	const u8 *hdr = pzz_take(v, 8);

	if (!hdr)
		return PZZ_FRAME_IP6_HEADER;
	if (type == PZZ_IP_HOPOPTS && f->extended)
		return PZZ_FRAME_IP6_ORDER;
	f->extended = true;
	f->l4_proto = hdr[0];
	switch (type) {
	case PZZ_IP_ROUTING:
		return take_routing(f, v, hdr);
	case PZZ_IP_FRAGMENT:
		return take_fragment(f, hdr);
	case PZZ_IP_AH:		/* RFC 4302 2.2: in units of 4, less 2 */
		return take_rest(v, (hdr[1] + 2U) * 4) ? PZZ_FRAME_GOOD : PZZ_FRAME_IP6_HEADER;
	default:
		return take_options(f, v, hdr);
	}
}

static u8 walk_extensions(struct pzz_frame *f, struct pzz_view *v)
{
	unsigned int n = 0;
	u8 reason;

	while (is_extension(f->l4_proto)) {
		if (n++ == PZZ_IP6_HEADERS_MAX)
			return PZZ_FRAME_IP6_HEADERS;
		reason = take_extension(f, v, f->l4_proto);
		if (reason != PZZ_FRAME_GOOD)
			return reason;
	}
	return PZZ_FRAME_GOOD;
}

static u8 check_addresses(const u8 *src, const u8 *dst)
{
	static const u8 loopback[PZZ_IPV6_LEN] = { [15] = 1 };

	if (pzz_ip_is_multicast(src, PZZ_IPV6_LEN) || pzz_ip_equal(src, dst, PZZ_IPV6_LEN) ||
	    pzz_ip_equal(src, loopback, PZZ_IPV6_LEN))
		return PZZ_FRAME_IP6_SOURCE;
	if (pzz_ip_is_zero(dst, PZZ_IPV6_LEN) || pzz_ip_equal(dst, loopback, PZZ_IPV6_LEN))
		return PZZ_FRAME_IP6_DESTINATION;
	return PZZ_FRAME_GOOD;
}

static u8 check_header(const u8 *ip, u32 avail, u32 payload)
{
	if (ip[0] >> 4 != 6)
		return PZZ_FRAME_IP6_VERSION;
	if (!payload && ip[6] == PZZ_IP_HOPOPTS)	/* RFC 2675 */
		return PZZ_FRAME_IP6_JUMBO;
	if (payload > avail - PZZ_IPV6_HLEN)
		return PZZ_FRAME_IP6_LENGTH;
	return check_addresses(ip + 8, ip + 24);
}

u8 pzz_frame_ip6(struct pzz_frame *f)
{
	const u8 *ip = f->data + f->l3;
	u32 avail = f->len - f->l3;
	struct pzz_view v;
	u32 payload;
	u8 reason;

	if (avail < PZZ_IPV6_HLEN)
		return PZZ_FRAME_IP6_SHORT;
	payload = pzz_be16(ip + 4);
	reason = check_header(ip, avail, payload);
	if (reason != PZZ_FRAME_GOOD)
		return reason;

	f->ttl = ip[7];
	f->l4_proto = ip[6];
	f->src = ip + 8;
	f->dst = ip + 24;
	v = pzz_view(ip + PZZ_IPV6_HLEN, payload);
	reason = walk_extensions(f, &v);
	if (reason != PZZ_FRAME_GOOD)
		return reason;
	f->family = 6;
	f->l4 = f->l3 + PZZ_IPV6_HLEN + payload - (u32)pzz_left(&v);
	f->l4_len = (u32)pzz_left(&v);
	return pzz_frame_l4(f);
}
