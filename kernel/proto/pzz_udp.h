/* SPDX-License-Identifier: GPL-2.0 */
/* Writing UDP datagrams, from the Ethernet header on, and where to groups go. */
#ifndef PZZ_UDP_H
#define PZZ_UDP_H

#include "pzz_engine.h"
#include "pzz_proto.h"

/* Bytes before the payload */
#define PZZ_UDP4_HEAD	(PZZ_ETH_HLEN + PZZ_IPV4_HLEN + PZZ_UDP_HLEN)
#define PZZ_UDP6_HEAD	(PZZ_ETH_HLEN + PZZ_IPV6_HLEN + PZZ_UDP_HLEN)

/* From where to where; the Ethernet source is the proxy's own. */
struct pzz_flow {
	u8 family;		/* 4 or 6 */
	u8 ttl;			/* or hop limit */
	u16 sport;
	u16 dport;
	u8 mac[PZZ_MAC_LEN];	/* destination */
	u8 src[PZZ_IPV6_LEN];	/* 4 or 16 bytes of each */
	u8 dst[PZZ_IPV6_LEN];
};

static inline unsigned int pzz_flow_addr_len(const struct pzz_flow *flow)
{
	return flow->family == 4 ? PZZ_IPV4_LEN : PZZ_IPV6_LEN;
}

/* RFC 1112 6.4, RFC 2464 7: the Ethernet address of a group of @len 4 or 16 bytes. */
void pzz_group_mac(u8 *mac, const u8 *group, unsigned int len);

/*
 * The answer to @f, back to whom and from where it came: from the address that
 * was asked, or, if that is a group, from pzz_source(), which must not be NULL.
 */
struct pzz_flow pzz_flow_back(const struct pzz_conf *conf, const struct pzz_frame *f);

/* What a datagram of at least a header carries, and whether its checksum is right or absent. */
static inline const u8 *pzz_udp_payload(const struct pzz_frame *f, u32 *len)
{
	const u8 *udp = f->data + f->l4;

	*len = pzz_be16(udp + 4) - PZZ_UDP_HLEN;
	return udp + PZZ_UDP_HLEN;
}

bool pzz_udp_ok(const struct pzz_frame *f);

/*
 * The address to speak with @to, of @len 4 or 16 bytes: our first IPv4 address;
 * a link-local IPv6 address to a link-local one or a group, else the first that
 * is not, where there is one. NULL: none of that family.
 */
const u8 *pzz_source(const struct pzz_conf *conf, const u8 *to, unsigned int len);

/*
 * begin: headers, with lengths and checksums to come. The payload is written
 * next; end fills in what depends on it. Both do nothing to a writer that has
 * failed; the datagram has to begin at its first byte. A checksum is always
 * sent. IPv4: no options, DF, identification 0.
 */
void pzz_udp_begin(struct pzz_writer *out, const struct pzz_conf *conf,
		   const struct pzz_flow *flow);
void pzz_udp_end(struct pzz_writer *out, const struct pzz_flow *flow);

#endif /* PZZ_UDP_H */
