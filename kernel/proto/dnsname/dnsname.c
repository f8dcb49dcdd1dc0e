// SPDX-License-Identifier: GPL-2.0
/* Domain names on the wire. */
#include "dnsname/dnsname.h"
#include "pzz_proto.h"

#define POINTER		0xc0	/* RFC 1035 4.1.4: the two high bits of a label's length */
#define POINTERS_MAX	127
#define FNV_BASIS	0x811c9dc5U
#define FNV_PRIME	0x01000193U

static inline u8 lower(u8 c)
{
	return (u8)(c - 'A') < 26 ? c | 0x20 : c;
}

/* Lengths are below 64, and so no letters: a name is hashed and compared as it stands. */
static inline u32 hash_more(u32 hash, const u8 *bytes, u32 len)
{
	u32 i;

	for (i = 0; i < len; i++)
		hash = (hash ^ lower(bytes[i])) * FNV_PRIME;
	return hash;
}

u32 pzz_dns_name_hash(const u8 *wire, u32 len)
{
	return hash_more(FNV_BASIS, wire, len);
}

bool pzz_dns_name_equal(const u8 *a, u32 a_len, const u8 *b, u32 b_len)
{
	u32 i;

	if (a_len != b_len)
		return false;
	for (i = 0; i < a_len; i++)
		if (a[i] != b[i] && lower(a[i]) != lower(b[i]))
			return false;
	return true;
}

bool pzz_dns_name_read(const u8 *msg, u32 len, u32 *pos, struct pzz_dns_name *name)
{
	u32 at = *pos, limit = at, end = 0, hash = FNV_BASIS, n = 0, pointers = 0, size;

	for (;;) {
		if (at >= len)
			return false;
		if ((msg[at] & POINTER) == POINTER) {
			if (len - at < 2 || ++pointers > POINTERS_MAX)
				return false;
			if (!end)
				end = at + 2;
			at = pzz_be16(msg + at) & 0x3fff;
			if (at >= limit)
				return false;
			limit = at;
			continue;
		}
		size = msg[at] + 1U;
		if (msg[at] & POINTER || len - at < size || n + size > PROXZZZY_NAME_MAX)
			return false;
		memcpy(name->wire + n, msg + at, size);
		hash = hash_more(hash, msg + at, size);
		n += size;
		at += size;
		if (size == 1)
			break;
	}
	name->hash = hash;
	name->len = (u8)n;
	*pos = end ? end : at;
	return true;
}

bool pzz_dns_name_skip(const u8 *msg, u32 len, u32 *pos)
{
	u32 at = *pos;

	while (at < len) {
		u8 c = msg[at];

		if ((c & POINTER) == POINTER) {
			*pos = at + 2;
			return len - at >= 2;
		}
		if (c & POINTER)
			return false;
		at += c + 1U;
		if (!c) {
			*pos = at;
			return true;
		}
	}
	return false;
}

bool pzz_dns_name_ok(const u8 *wire, u32 len)
{
	u32 at = 0;

	if (!len || len > PROXZZZY_NAME_MAX)
		return false;
	while (at < len && wire[at]) {
		if (wire[at] > PZZ_DNS_LABEL_MAX)
			return false;
		at += wire[at] + 1U;
	}
	return at + 1 == len;
}

bool pzz_dns_name_under(const u8 *wire, u32 len, const u8 *suffix, u32 suffix_len)
{
	u32 at = 0;

	while (len - at > suffix_len && wire[at])
		at += wire[at] + 1U;
	return pzz_dns_name_equal(wire + at, len - at, suffix, suffix_len);
}

static u32 put_label(u8 *to, const char *label)
{
	u8 len = 0;

	while (label[len])
		len++;
	*to = len;
	memcpy(to + 1, label, len);
	return len + 1U;
}

static u32 put_decimal(u8 *to, u8 value)
{
	u8 digits[3] = { value / 100, value / 10 % 10, value % 10 };
	u8 i = value >= 100 ? 0 : value >= 10 ? 1 : 2, n = 0;

	for (; i < 3; i++)
		to[1 + n++] = '0' + digits[i];
	to[0] = n;
	return n + 1U;
}

static u32 put_nibble(u8 *to, u8 value)
{
	to[0] = 1;
	to[1] = "0123456789abcdef"[value];
	return 2;
}

u32 pzz_dns_name_reverse(u8 *to, const u8 *ip, unsigned int len)
{
	u32 n = 0, i;

	for (i = len; i-- > 0;) {
		if (len == PZZ_IPV4_LEN) {
			n += put_decimal(to + n, ip[i]);
		} else {
			n += put_nibble(to + n, ip[i] & 15);
			n += put_nibble(to + n, ip[i] >> 4);
		}
	}
	n += put_label(to + n, len == PZZ_IPV4_LEN ? "in-addr" : "ip6");
	n += put_label(to + n, "arpa");
	to[n++] = 0;
	return n;
}
