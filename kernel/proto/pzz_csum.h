/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The Internet checksum (RFC 1071). Sums are kept in the byte order of the
 * machine and stored with pzz_csum_put(), which is right on both kinds.
 */
#ifndef PZZ_CSUM_H
#define PZZ_CSUM_H

#include "pzz_proto.h"
#include "pzz_writer.h"

/* Adds @len bytes to @sum. Only the last piece of a sum may have an odd length. */
u64 pzz_csum_add(u64 sum, const void *data, size_t len);

/* The pseudo header of TCP, UDP and ICMPv6: @src and @dst of @len 4 or 16 bytes. */
u64 pzz_csum_pseudo(const u8 *src, const u8 *dst, unsigned int len, u8 proto, u32 l4_len);

static inline u16 pzz_csum_fold(u64 sum)
{
	sum = (sum & 0xffffffff) + (sum >> 32);
	sum = (sum & 0xffff) + (sum >> 16 & 0xffff) + (sum >> 32);
	sum = (sum & 0xffff) + (sum >> 16);
	return (u16)((sum & 0xffff) + (sum >> 16));
}

/* Whether a sum over data and the checksum in it is right. */
static inline bool pzz_csum_ok(u64 sum)
{
	return pzz_csum_fold(sum) == 0xffff;
}

/* Stores the checksum for a sum that was taken with zeros at @p. */
static inline void pzz_csum_put(u8 *p, u64 sum)
{
	u16 csum = (u16)~pzz_csum_fold(sum);

	memcpy(p, &csum, sizeof(csum));
}

/* Whether the header checksum of an IPv4 header of @hlen bytes, 20 at least, is right. */
static inline bool pzz_csum_ip4_ok(const u8 *ip, u32 hlen)
{
	u64 sum = (u64)pzz_load32(ip) + pzz_load32(ip + 4) + pzz_load32(ip + 8) +
		  pzz_load32(ip + 12) + pzz_load32(ip + 16);

	if (hlen > PZZ_IPV4_HLEN)
		sum = pzz_csum_add(sum, ip + PZZ_IPV4_HLEN, hlen - PZZ_IPV4_HLEN);
	return pzz_csum_ok(sum);
}

#endif /* PZZ_CSUM_H */
