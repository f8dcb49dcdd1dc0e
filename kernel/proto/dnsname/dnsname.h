/* SPDX-License-Identifier: GPL-2.0 */
/* Domain names: RFC 1035 3.1 and 4.1.4, RFC 6762 16. */
#ifndef PZZ_DNSNAME_DNSNAME_H
#define PZZ_DNSNAME_DNSNAME_H

#include "pzz_view.h"

#define PZZ_DNS_LABEL_MAX	63

/* A name taken out of a message: uncompressed, in the case that it came in. */
struct pzz_dns_name {
	u8 wire[PROXZZZY_NAME_MAX + 9];	/* labels are copied in words: room for one more */
	u32 hash;		/* pzz_dns_name_hash() */
	u8 len;			/* with the root's zero; 1 is the root */
};

/*
 * Reads the name at @*pos of the @len bytes of @msg, following compression, and
 * moves @*pos behind it. A pointer must point before the name, or the part of
 * one, that it stands in, so that the work is bounded: 127 labels and as many
 * pointers at most. False, with @*pos undefined: it runs beyond @len, points
 * forward or at itself, is longer than PROXZZZY_NAME_MAX, or has a label of
 * the reserved kinds 01 and 10.
 */
bool pzz_dns_name_read(const u8 *msg, u32 len, u32 *pos, struct pzz_dns_name *name);

/* Only moves @*pos behind the name there: no pointer is followed. */
bool pzz_dns_name_skip(const u8 *msg, u32 len, u32 *pos);

/* Bytes of the name at @pos if it is whole and uncompressed there, else 0. */
u32 pzz_dns_name_plain(const u8 *msg, u32 len, u32 pos);

/* Whether @wire is a whole uncompressed name, and nothing behind it. */
bool pzz_dns_name_ok(const u8 *wire, u32 len);

/* Of a name on the wire, whole and uncompressed. Blind to the case of ASCII letters. */
u32 pzz_dns_name_hash(const u8 *wire, u32 len);
bool pzz_dns_name_equal(const u8 *a, u32 a_len, const u8 *b, u32 b_len);

/* Whether @wire is @suffix, or a name below it; both whole and uncompressed. */
bool pzz_dns_name_under(const u8 *wire, u32 len, const u8 *suffix, u32 suffix_len);

/*
 * The reverse name of an address of @len 4 or 16 bytes (in-addr.arpa, RFC 1035
 * 3.5; ip6.arpa, RFC 3596 2.5). Return: bytes written, PZZ_DNS_REVERSE_MAX at most.
 */
#define PZZ_DNS_REVERSE_MAX	74
u32 pzz_dns_name_reverse(u8 *to, const u8 *ip, unsigned int len);

#endif /* PZZ_DNSNAME_DNSNAME_H */
