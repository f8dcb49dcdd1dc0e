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

/* One 64-bit word more; the carry comes back in at the bottom. */
static inline u64 pzz_csum_add64(u64 sum, u64 word)
{
	sum += word;
	return sum + (sum < word);
}

static inline u64 pzz_load64(const u8 *p)
{
	u64 v;

	memcpy(&v, p, sizeof(v));
	return v;
}

/* The pseudo header of TCP, UDP and ICMPv6: @src and @dst of @len 4 or 16 bytes. */
static inline u64 pzz_csum_pseudo(const u8 *src, const u8 *dst, unsigned int len, u8 proto,
				  u32 l4_len)
{
	u8 tail[8] = { (u8)(l4_len >> 24), (u8)(l4_len >> 16), (u8)(l4_len >> 8), (u8)l4_len,
		       0, 0, 0, proto };
	u64 sum = pzz_load64(tail);

	if (len == PZZ_IPV4_LEN)
		return pzz_csum_add64(sum, (u64)pzz_load32(src) + pzz_load32(dst));
	sum = pzz_csum_add64(sum, pzz_load64(src));
	sum = pzz_csum_add64(sum, pzz_load64(src + 8));
	sum = pzz_csum_add64(sum, pzz_load64(dst));
	return pzz_csum_add64(sum, pzz_load64(dst + 8));
}

static inline u16 pzz_csum_fold(u64 sum)
{
	sum = (sum & 0xffffffff) + (sum >> 32);
	sum = (sum & 0xffff) + (sum >> 16 & 0xffff) + (sum >> 32);
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

/* The sum of an IPv4 header without options */
static inline u64 pzz_csum_ip4(const u8 *ip)
{
	return (u64)pzz_load32(ip) + pzz_load32(ip + 4) + pzz_load32(ip + 8) +
	       pzz_load32(ip + 12) + pzz_load32(ip + 16);
}

/* Whether the header checksum of an IPv4 header of @hlen bytes, 20 at least, is right. */
static inline bool pzz_csum_ip4_ok(const u8 *ip, u32 hlen)
{
	u64 sum = pzz_csum_ip4(ip);

	if (hlen > PZZ_IPV4_HLEN)
		sum = pzz_csum_add(sum, ip + PZZ_IPV4_HLEN, hlen - PZZ_IPV4_HLEN);
	return pzz_csum_ok(sum);
}

#endif /* PZZ_CSUM_H */
