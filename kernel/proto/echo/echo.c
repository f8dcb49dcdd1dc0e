// SPDX-License-Identifier: GPL-2.0
#include "echo/echo.h"
#include "pzz_csum.h"

#define HOP_LIMIT	64
#define DONT_FRAGMENT	0x4000
#define SIZE_MAX_16	0xffff	/* of pzz_outcome.size */

static const char *const reasons[PZZ_ECHO_REASONS] = {
	[PZZ_ECHO_ANSWERED]	= "answered",
	[PZZ_ECHO_LIMITED]	= "limited",
	[PZZ_ECHO_NOT_OURS]	= "not-ours",
	[PZZ_ECHO_CODE]		= "code",
	[PZZ_ECHO_CAST]		= "cast",
	[PZZ_ECHO_SOURCE]	= "source",
	[PZZ_ECHO_CHECKSUM]	= "checksum",
	[PZZ_ECHO_TOO_BIG]	= "too-big",
};

static unsigned int ip_len(const struct pzz_frame *f)
{
	return f->family == 4 ? PZZ_IPV4_LEN : PZZ_IPV6_LEN;
}

/* The reply has no IP options and no extension headers, whatever the request had. */
static u32 reply_size(const struct pzz_frame *f)
{
	return PZZ_ETH_HLEN + (f->family == 4 ? PZZ_IPV4_HLEN : PZZ_IPV6_HLEN) + f->l4_len;
}

static bool checksum_ok(const struct pzz_frame *f)
{
	u64 sum = 0;

	if (f->l4_verified)
		return true;
	if (f->family == 6)
		sum = pzz_csum_pseudo(f->src, f->dst, PZZ_IPV6_LEN, PZZ_IP_ICMPV6, f->l4_len);
	return pzz_csum_ok(pzz_csum_add(sum, f->data + f->l4, f->l4_len));
}

/* RFC 1122 3.2.2.6 and 3.3.6: from one address to one of ours, on both layers. */
static u8 check(const struct pzz_conf *conf, const struct pzz_frame *f)
{
	if (f->data[f->l4 + 1])
		return PZZ_ECHO_CODE;
	if (pzz_addr_find(conf, f->dst, ip_len(f)) < 0)
		return PZZ_ECHO_NOT_OURS;
	if (f->cast != PZZ_TO_HOST)
		return PZZ_ECHO_CAST;
	if (pzz_ip_is_zero(f->src, ip_len(f)) || pzz_addr_find(conf, f->src, ip_len(f)) >= 0)
		return PZZ_ECHO_SOURCE;
	if (reply_size(f) > conf->mtu + PZZ_ETH_HLEN || reply_size(f) > SIZE_MAX_16)
		return PZZ_ECHO_TOO_BIG;
	return checksum_ok(f) ? PZZ_ECHO_ANSWERED : PZZ_ECHO_CHECKSUM;
}

static struct pzz_outcome input(const struct pzz_conf *conf, const void *state,
				const struct pzz_frame *f)
{
	struct pzz_outcome what = pzz_outcome(PZZ_ROOM_ECHO, PZZ_IGNORE, check(conf, f));

	(void)state;
	if (what.reason == PZZ_ECHO_ANSWERED) {
		what.verdict = PZZ_REPLY;
		what.settle = true;
		what.size = (u16)reply_size(f);
	}
	return what;
}

static struct pzz_outcome settle(const struct pzz_conf *conf, void *state, struct pzz_now now,
				 const struct pzz_frame *f, struct pzz_outcome was)
{
	const struct pzz_echo_conf *echo = conf->room[PZZ_ROOM_ECHO];
	struct pzz_echo_state *s = state;

	(void)f;
	if (!pzz_bucket_take(&s->bucket, &echo->limit, now.ns))
		return pzz_outcome(PZZ_ROOM_ECHO, PZZ_IGNORE, PZZ_ECHO_LIMITED);
	return was;
}

/* RFC 1349 5.1: the type of service is the request's; its ECN bits are not. */
static void put_ip4(u8 *ip, const struct pzz_frame *f)
{
	memset(ip, 0, PZZ_IPV4_HLEN);
	ip[0] = 0x45;
	ip[1] = f->data[f->l3 + 1] & 0xfc;
	pzz_put_be16(ip + 2, (u16)(PZZ_IPV4_HLEN + f->l4_len));
	pzz_put_be16(ip + 6, DONT_FRAGMENT);
	ip[8] = HOP_LIMIT;
	ip[9] = PZZ_IP_ICMP;
	memcpy(ip + 12, f->dst, PZZ_IPV4_LEN);
	memcpy(ip + 16, f->src, PZZ_IPV4_LEN);
	pzz_csum_put(ip + 10, pzz_csum_add(0, ip, PZZ_IPV4_HLEN));
}

static void put_ip6(u8 *ip, const struct pzz_frame *f)
{
	const u8 *asked = f->data + f->l3;

	memset(ip, 0, 8);
	ip[0] = (u8)(6 << 4 | (asked[0] & 0x0f));
	ip[1] = asked[1] & 0xc0;
	pzz_put_be16(ip + 4, (u16)f->l4_len);
	ip[6] = PZZ_IP_ICMPV6;
	ip[7] = HOP_LIMIT;
	memcpy(ip + 8, f->dst, PZZ_IPV6_LEN);
	memcpy(ip + 24, f->src, PZZ_IPV6_LEN);
}

/* The same identifier, sequence number and data. */
static void put_echo(u8 *icmp, const struct pzz_frame *f)
{
	u64 sum = 0;

	memcpy(icmp, f->data + f->l4, f->l4_len);
	icmp[0] = f->family == 4 ? PZZ_ICMP_ECHO_REPLY : PZZ_ICMPV6_ECHO_REPLY;
	pzz_put_be16(icmp + 2, 0);
	if (f->family == 6)
		sum = pzz_csum_pseudo(f->dst, f->src, PZZ_IPV6_LEN, PZZ_IP_ICMPV6, f->l4_len);
	pzz_csum_put(icmp + 2, pzz_csum_add(sum, icmp, f->l4_len));
}

static bool reply(const struct pzz_conf *conf, const struct pzz_frame *f,
		  const struct pzz_outcome *what, struct pzz_writer *out)
{
	u8 *mem = pzz_room_for(out, what->size);

	if (!mem)
		return false;
	memcpy(mem, f->data + PZZ_MAC_LEN, PZZ_MAC_LEN);
	memcpy(mem + PZZ_MAC_LEN, conf->mac, PZZ_MAC_LEN);
	pzz_put_be16(mem + 12, f->family == 4 ? PZZ_ETH_IPV4 : PZZ_ETH_IPV6);
	mem += PZZ_ETH_HLEN;
	if (f->family == 4)
		put_ip4(mem, f);
	else
		put_ip6(mem, f);
	put_echo(mem + what->size - PZZ_ETH_HLEN - f->l4_len, f);
	return true;
}

static bool conf_check(const struct pzz_setup *setup, struct pzz_refusal *why)
{
	if (setup->echo.enable && !pzz_limit_ok(&setup->echo.limit))
		why->why = "the limit of echo replies is out of range";
	return !why->why;
}

static size_t conf_size(const struct pzz_setup *setup)
{
	(void)setup;
	return sizeof(struct pzz_echo_conf);
}

static const void *conf_init(void *mem, const struct pzz_setup *setup)
{
	struct pzz_echo_conf *echo = mem;

	if (!setup->echo.enable)
		return NULL;
	echo->limit = setup->echo.limit;
	return echo;
}

static size_t state_size(const struct pzz_conf *conf)
{
	(void)conf;
	return sizeof(struct pzz_echo_state);
}

static void state_init(const struct pzz_conf *conf, void *state)
{
	const struct pzz_echo_conf *echo = conf->room[PZZ_ROOM_ECHO];
	struct pzz_echo_state *s = state;

	pzz_bucket_init(&s->bucket, &echo->limit);
}

const struct pzz_room pzz_echo_room = {
	.name = "echo",
	.clauses = "none; RFC 792, 1122 3.2.2.6, 1349 5.1, 4443 4",
	.reasons = reasons,
	.n_reasons = PZZ_ECHO_REASONS,
	.conf_check = conf_check,
	.conf_size = conf_size,
	.conf_init = conf_init,
	.state_size = state_size,
	.state_init = state_init,
	.input = input,
	.settle = settle,
	.reply = reply,
};
