// SPDX-License-Identifier: GPL-2.0
/* The headers of what the rooms above UDP send. */
#include "pzz_addrs.h"
#include "pzz_csum.h"
#include "pzz_udp.h"

#define IP4_DF	0x4000

void pzz_group_mac(u8 *mac, const u8 *group, unsigned int len)
{
	if (len == PZZ_IPV4_LEN) {
		memcpy(mac, "\x01\x00\x5e", 3);
		mac[3] = group[1] & 0x7f;
		memcpy(mac + 4, group + 2, 2);
	} else {
		memcpy(mac, "\x33\x33", 2);
		memcpy(mac + 2, group + 12, 4);
	}
}

bool pzz_udp_ok(const struct pzz_frame *f)
{
	const u8 *udp = f->data + f->l4;
	u32 len = pzz_be16(udp + 4);
	u64 sum;

	if (f->l4_verified)
		return true;
	if (!udp[6] && !udp[7])		/* RFC 768; RFC 8200 8.1: not in IPv6 */
		return f->family == 4;
	sum = pzz_csum_pseudo(f->src, f->dst, f->family == 4 ? PZZ_IPV4_LEN : PZZ_IPV6_LEN,
			      PZZ_IP_UDP, len);
	return pzz_csum_ok(pzz_csum_add(sum, udp, len));
}

static bool is_link_local(const u8 *ip)
{
	return ip[0] == 0xfe && (ip[1] & 0xc0) == 0x80;
}

const u8 *pzz_source(const struct pzz_conf *conf, const u8 *to, unsigned int len)
{
	const struct pzz_addr_table *t = len == PZZ_IPV4_LEN ? &conf->addrs->v4 : &conf->addrs->v6;
	bool local;
	u32 i;

	if (!t->n)
		return NULL;
	if (len == PZZ_IPV4_LEN)
		return t->ip;
	local = is_link_local(to) || pzz_ip_is_multicast(to, len);
	for (i = 0; i < t->n; i++)
		if (is_link_local(t->ip + i * len) == local)
			return t->ip + i * len;
	return t->ip;
}

struct pzz_flow pzz_flow_back(const struct pzz_conf *conf, const struct pzz_frame *f)
{
	unsigned int len = f->family == 4 ? PZZ_IPV4_LEN : PZZ_IPV6_LEN;
	struct pzz_flow flow = {
		.family = f->family, .ttl = 255, .sport = f->dport, .dport = f->sport,
	};

	memcpy(flow.mac, f->data + PZZ_MAC_LEN, PZZ_MAC_LEN);
	pzz_ip_copy(flow.src, pzz_ip_is_multicast(f->dst, len) ? pzz_source(conf, f->src, len) :
								 f->dst, len);
	pzz_ip_copy(flow.dst, f->src, len);
	return flow;
}

static void put_ip4(u8 *ip, const struct pzz_flow *flow)
{
	memset(ip, 0, PZZ_IPV4_HLEN);
	ip[0] = 0x45;
	pzz_put_be16(ip + 6, IP4_DF);
	ip[8] = flow->ttl;
	ip[9] = PZZ_IP_UDP;
	memcpy(ip + 12, flow->src, PZZ_IPV4_LEN);
	memcpy(ip + 16, flow->dst, PZZ_IPV4_LEN);
}

static void put_ip6(u8 *ip, const struct pzz_flow *flow)
{
	memset(ip, 0, 8);
	ip[0] = 0x60;
	ip[6] = PZZ_IP_UDP;
	ip[7] = flow->ttl;
	memcpy(ip + 8, flow->src, PZZ_IPV6_LEN);
	memcpy(ip + 24, flow->dst, PZZ_IPV6_LEN);
}

void pzz_udp_begin(struct pzz_writer *out, const struct pzz_conf *conf,
		   const struct pzz_flow *flow)
{
	u32 hlen = flow->family == 4 ? PZZ_IPV4_HLEN : PZZ_IPV6_HLEN;
	u8 *mem = pzz_room_for(out, PZZ_ETH_HLEN + hlen + PZZ_UDP_HLEN);
	u8 *udp;

	if (!mem)
		return;
	memcpy(mem, flow->mac, PZZ_MAC_LEN);
	memcpy(mem + PZZ_MAC_LEN, conf->mac, PZZ_MAC_LEN);
	pzz_put_be16(mem + 12, flow->family == 4 ? PZZ_ETH_IPV4 : PZZ_ETH_IPV6);
	if (flow->family == 4)
		put_ip4(mem + PZZ_ETH_HLEN, flow);
	else
		put_ip6(mem + PZZ_ETH_HLEN, flow);
	udp = mem + PZZ_ETH_HLEN + hlen;
	pzz_put_be16(udp, flow->sport);
	pzz_put_be16(udp + 2, flow->dport);
	memset(udp + 4, 0, 4);
}

void pzz_udp_end(struct pzz_writer *out, const struct pzz_flow *flow)
{
	u32 hlen = flow->family == 4 ? PZZ_IPV4_HLEN : PZZ_IPV6_HLEN;
	u8 *ip = out->buf + PZZ_ETH_HLEN, *udp = ip + hlen;
	u32 len = out->len - PZZ_ETH_HLEN - hlen;
	u64 sum;

	if (out->failed)
		return;
	pzz_put_be16(udp + 4, (u16)len);
	sum = pzz_csum_pseudo(flow->src, flow->dst, pzz_flow_addr_len(flow), PZZ_IP_UDP, len);
	pzz_csum_put(udp + 6, pzz_csum_add(sum, udp, len));
	if (!udp[6] && !udp[7])		/* RFC 768: zero would mean none */
		memset(udp + 6, 0xff, 2);
	if (flow->family == 4) {
		pzz_put_be16(ip + 2, (u16)(hlen + len));
		pzz_csum_put(ip + 10, pzz_csum_ip4(ip));
	} else {
		pzz_put_be16(ip + 4, (u16)len);
	}
}
