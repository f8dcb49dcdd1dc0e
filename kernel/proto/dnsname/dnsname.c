// SPDX-License-Identifier: GPL-2.0
/* Domain names on the wire. */
#include "dnsname/dnsname.h"
#include "pzz_proto.h"

#define POINTER		0xc0	/* RFC 1035 4.1.4: the two high bits of a label's length */
#define POINTERS_MAX	127
#define WORD		sizeof(u64)
#define EACH(byte)	(0x0101010101010101ULL * (byte))
#define MIX		0x9e3779b97f4a7c15ULL	/* 2^64 by the golden ratio */

static inline u64 load(const u8 *from)
{
	u64 w;

	memcpy(&w, from, WORD);
	return w;
}

static inline u8 lower(u8 c)
{
	return (u8)(c - 'A') < 26 ? c | 0x20 : c;
}

/*
 * lower() of each byte: bit 7 of the sums says "from A on" and "beyond Z". Lengths
 * are below 64, and so no letters: a name is hashed and compared as it stands.
 */
static inline u64 lower_each(u64 w)
{
	u64 low = w & EACH(0x7f);
	u64 letters = (low + EACH(0x80 - 'A')) ^ (low + EACH(0x80 - 'Z' - 1));

	return w | (letters & ~w & EACH(0x80)) >> 2;
}

static inline u64 mix(u64 hash, u64 w)
{
	hash = (hash ^ lower_each(w)) * MIX;
	return hash ^ hash >> 32;
}

/* In words, the last one of which may have some bytes of the one before. */
u32 pzz_dns_name_hash(const u8 *wire, u32 len)
{
	u64 hash = len, few = 0;
	u32 at;

	if (unlikely(len < WORD)) {
		memcpy(&few, wire, len);
		return (u32)mix(hash, few);
	}
	for (at = 0; at + WORD < len; at += WORD)
		hash = mix(hash, load(wire + at));
	return (u32)mix(hash, load(wire + len - WORD));
}

static inline bool same(u64 a, u64 b)
{
	return a == b || lower_each(a) == lower_each(b);
}

/* Word by word; the last one may have some bytes of the one before. */
bool pzz_dns_name_equal(const u8 *a, u32 a_len, const u8 *b, u32 b_len)
{
	u32 i;

	if (a_len != b_len)
		return false;
	if (a_len < WORD) {
		for (i = 0; i < a_len; i++)
			if (lower(a[i]) != lower(b[i]))
				return false;
		return true;
	}
	for (i = 0; i + WORD <= a_len; i += WORD)
		if (!same(load(a + i), load(b + i)))
			return false;
	return same(load(a + a_len - WORD), load(b + a_len - WORD));
}

/* @size bytes at @at; may write up to a word more, and never reads beyond @len. */
static inline void copy_label(u8 *to, const u8 *msg, u32 len, u32 at, u32 size)
{
	u32 i;

	if (unlikely(len - at < size + WORD)) {
		memcpy(to, msg + at, size);
		return;
	}
	for (i = 0; i < size; i += WORD)
		memcpy(to + i, msg + at + i, WORD);
}

bool pzz_dns_name_read(const u8 *msg, u32 len, u32 *pos, struct pzz_dns_name *name)
{
	u32 at = *pos, limit = at, end = 0, n = 0, pointers = 0, size;

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
		copy_label(name->wire + n, msg, len, at, size);
		n += size;
		at += size;
		if (size == 1)
			break;
	}
	name->len = (u8)n;
	name->hash = pzz_dns_name_hash(name->wire, n);
	*pos = end ? end : at;
	return true;
}

u32 pzz_dns_name_plain(const u8 *msg, u32 len, u32 pos)
{
	u32 at = pos;

	for (; at < len && msg[at]; at += msg[at] + 1U)
		if (msg[at] & POINTER)
			return 0;
	return at < len && at - pos < PROXZZZY_NAME_MAX ? at + 1 - pos : 0;
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
