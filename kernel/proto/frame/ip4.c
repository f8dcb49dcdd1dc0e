// SPDX-License-Identifier: GPL-2.0
/* IPv4: RFC 791, RFC 1122 3.2.1, R36-R38. */
#include "frame/frame.h"
#include "pzz_csum.h"

#define FRAGMENT_MASK	0x3fff	/* more fragments, and the offset */

enum {
	OPTION_END = 0,
	OPTION_NOP = 1,
	OPTION_LSRR = 131,
	OPTION_SSRR = 137,
	OPTION_ROUTER_ALERT = 148,
};

/* Source routes are ignored (R38); whatever else there is may stay. */
static u8 walk_options(struct pzz_frame *f, const u8 *options, u32 len)
{
	struct pzz_view v = pzz_view(options, len);
	u8 kind, size;

	while (pzz_left(&v)) {
		kind = pzz_take_u8(&v);
		if (kind == OPTION_END)
			break;
		if (kind == OPTION_NOP)
			continue;
		if (kind == OPTION_LSRR || kind == OPTION_SSRR)
			return PZZ_FRAME_IP4_SOURCE_ROUTE;
		size = pzz_take_u8(&v);
		if (size < 2 || !pzz_take(&v, size - 2U))
			return PZZ_FRAME_IP4_OPTIONS;
		f->router_alert |= kind == OPTION_ROUTER_ALERT;
	}
	return PZZ_FRAME_GOOD;
}

/* RFC 1122 3.2.1.3: none of these is anybody's address; nor is the receiver's own. */
static bool is_source(const u8 *src, const u8 *dst)
{
	static const u8 broadcast[PZZ_IPV4_LEN] = { 255, 255, 255, 255 };

	return !pzz_ip_is_multicast(src, PZZ_IPV4_LEN) && src[0] != 127 &&
	       !pzz_ip_equal(src, broadcast, PZZ_IPV4_LEN) &&
	       !pzz_ip_equal(src, dst, PZZ_IPV4_LEN);
}

/* The lengths: from here on, hlen <= total <= what was received. */
static u8 check_header(const u8 *ip, u32 avail, u32 hlen, u32 total)
{
	if (ip[0] >> 4 != 4)
		return PZZ_FRAME_IP4_VERSION;
	if (hlen < PZZ_IPV4_HLEN || hlen > avail)
		return PZZ_FRAME_IP4_HEADER_LENGTH;
	if (total < hlen || total > avail)
		return PZZ_FRAME_IP4_TOTAL_LENGTH;
	if (!pzz_csum_ip4_ok(ip, hlen))
		return PZZ_FRAME_IP4_CHECKSUM;
	if (pzz_be16(ip + 6) & FRAGMENT_MASK)	/* R37 */
		return PZZ_FRAME_IP4_FRAGMENT;
	if (!is_source(ip + 12, ip + 16))
		return PZZ_FRAME_IP4_SOURCE;
	return PZZ_FRAME_GOOD;
}

u8 pzz_frame_ip4(struct pzz_frame *f)
{
	const u8 *ip = f->data + f->l3;
	u32 avail = f->len - f->l3;
	u32 hlen, total;
	u8 reason;

	if (avail < PZZ_IPV4_HLEN)
		return PZZ_FRAME_IP4_SHORT;
	hlen = (ip[0] & 0x0f) * 4U;
	total = pzz_be16(ip + 2);
	reason = check_header(ip, avail, hlen, total);
	if (reason == PZZ_FRAME_GOOD && hlen > PZZ_IPV4_HLEN)
		reason = walk_options(f, ip + PZZ_IPV4_HLEN, hlen - PZZ_IPV4_HLEN);
	if (reason != PZZ_FRAME_GOOD)
		return reason;

	f->family = 4;
	f->extended = hlen > PZZ_IPV4_HLEN;
	f->ttl = ip[8];
	f->l4_proto = ip[9];
	f->src = ip + 12;
	f->dst = ip + 16;
	f->l4 = f->l3 + hlen;
	f->l4_len = total - hlen;
	return pzz_frame_l4(f);
}
