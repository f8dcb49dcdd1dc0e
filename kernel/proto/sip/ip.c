// SPDX-License-Identifier: GPL-2.0
/* IP addresses as text: RFC 3986 3.2.2. */
#include "sip/text.h"

static bool read_ip4(struct pzz_text t, u8 *b)
{
	struct pzz_text part;
	unsigned int i;
	u32 n;

	for (i = 0; i < 4; i++) {
		if (!t.at)
			return false;
		part = pzz_text_until(&t, '.');
		if (part.len > 3 || !pzz_text_number(part, &n) || n > 255)
			return false;
		b[i] = (u8)n;
	}
	return !t.at;
}

static bool read_group(struct pzz_text t, u8 *b)
{
	u32 v = 0, i;
	u8 c;

	if (!t.len || t.len > 4)
		return false;
	for (i = 0; i < t.len; i++) {
		c = t.at[i];
		if (pzz_text_is_digit(c))
			v = v << 4 | (u32)(c - '0');
		else if ((c | 0x20) >= 'a' && (c | 0x20) <= 'f')
			v = v << 4 | (u32)((c | 0x20) - 'a' + 10);
		else
			return false;
	}
	b[0] = (u8)(v >> 8);
	b[1] = (u8)v;
	return true;
}

/* Groups with ':' between them; how many bytes, 0 if it is wrong. An IPv4 address may end it. */
static u32 read_groups(struct pzz_text t, u8 *b)
{
	struct pzz_text part;
	u32 n = 0;

	while (t.at) {
		part = pzz_text_until(&t, ':');
		if (n <= 12 && !t.at && read_ip4(part, b + n))
			return n + 4;
		if (n > 14 || !read_group(part, b + n))
			return 0;
		n += 2;
	}
	return n;
}

/* The place of "::", or t.len. */
static u32 find_gap(struct pzz_text t)
{
	u32 i;

	for (i = 0; i + 1 < t.len; i++)
		if (t.at[i] == ':' && t.at[i + 1] == ':')
			return i;
	return t.len;
}

static bool read_ip6(struct pzz_text t, u8 *b)
{
	struct pzz_text head = t, tail;
	u32 gap = find_gap(t), n = 0, m = 0;
	u8 end[16];

	if (gap == t.len)
		return t.len && read_groups(t, b) == 16;
	head.len = gap;
	tail.at = t.at + gap + 2;
	tail.len = t.len - gap - 2;
	memset(b, 0, 16);
	if (head.len)
		n = read_groups(head, b);
	if (tail.len)
		m = read_groups(tail, end);
	if ((head.len && !n) || (tail.len && !m) || n + m > 14)
		return false;
	memset(b + n, 0, 16 - n);
	memcpy(b + 16 - m, end, m);
	return true;
}

bool pzz_text_ip(struct pzz_text t, struct pzz_ip *ip)
{
	memset(ip, 0, sizeof(*ip));
	if (t.len > 2 && t.at[0] == '[' && t.at[t.len - 1] == ']') {
		t.at++;
		t.len -= 2;
	} else if (read_ip4(t, ip->b)) {
		ip->len = 4;
		return true;
	}
	ip->len = read_ip6(t, ip->b) ? 16 : 0;
	return ip->len;
}
