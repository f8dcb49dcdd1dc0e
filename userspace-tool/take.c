// SPDX-License-Identifier: GPL-2.0
#include <arpa/inet.h>
#include <ctype.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "take.h"
#include "util.h"

#define WORD_SHOWN 64 /* bytes of a wrong word that a message repeats */

const char *take_peek(const struct cursor *c)
{
	return c->i < c->n ? c->v[c->i] : NULL;
}

bool take_if(struct cursor *c, const char *word)
{
	if (c->i == c->n || strcmp(c->v[c->i], word))
		return false;
	c->i++;
	return true;
}

static void put_where(FILE *f, const struct cursor *c, size_t at)
{
	if (at >= c->n)
		fputs("at the end: ", f);
	else
		fprintf(f, "at '%.*s%s': ", WORD_SHOWN, c->v[at],
			strlen(c->v[at]) > WORD_SHOWN ? "..." : "");
}

/* Words and names of the user's come through, but nothing that a terminal would obey. */
static void fail_at(struct cursor *c, size_t at, const char *fmt, va_list ap)
{
	struct util_text raw, safe;

	util_text_open(&raw);
	put_where(raw.f, c, at);
	vfprintf(raw.f, fmt, ap);
	util_text_close(&raw);
	util_text_open(&safe);
	util_put_plain(safe.f, raw.s);
	util_text_close(&safe);
	c->fault->line = c->line;
	snprintf(c->fault->text, sizeof(c->fault->text), "%s", safe.s);
	free(raw.s);
	free(safe.s);
}

bool take_fail(struct cursor *c, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	fail_at(c, c->i, fmt, ap);
	va_end(ap);
	return false;
}

bool take_fail_last(struct cursor *c, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	fail_at(c, c->i - 1, fmt, ap);
	va_end(ap);
	return false;
}

bool take_name(struct cursor *c, const struct name *table, u32 *value)
{
	const char *word = take_peek(c);
	char all[160];

	if (word && names_value(table, word, value)) {
		c->i++;
		return true;
	}
	names_list(table, all, sizeof(all));
	return take_fail(c, "expected %s", all);
}

/* A decimal number and nothing before it. Return: what follows it, or NULL. */
static const char *number(const char *s, u32 min, u32 max, u32 *value)
{
	u64 v = 0;

	if (!isdigit((unsigned char)*s))
		return NULL;
	for (; isdigit((unsigned char)*s) && v <= max; s++)
		v = v * 10 + (u64)(*s - '0');
	*value = (u32)v;
	return v < min || v > max ? NULL : s;
}

bool take_u32(struct cursor *c, const char *what, u32 min, u32 max, u32 *value)
{
	const char *word = take_peek(c);
	const char *rest = word ? number(word, min, max, value) : NULL;

	if (!rest || *rest)
		return take_fail(c, "expected %s, %u to %u", what, min, max);
	c->i++;
	return true;
}

bool take_dev(struct cursor *c, char dev[IFNAMSIZ])
{
	const char *word = take_peek(c);

	if (!word || !*word || strlen(word) >= IFNAMSIZ || strpbrk(word, "/: \t\n\v\f\r") ||
	    !strcmp(word, ".") || !strcmp(word, ".."))
		return take_fail(c, "expected the name of an interface");
	snprintf(dev, IFNAMSIZ, "%s", word);
	c->i++;
	return true;
}

static bool to_ip(const char *s, struct ip *ip)
{
	memset(ip, 0, sizeof(*ip));
	ip->len = strchr(s, ':') ? 16 : 4;
	return inet_pton(ip->len == 16 ? AF_INET6 : AF_INET, s, ip->b) == 1;
}

bool take_ip(struct cursor *c, struct ip *ip)
{
	const char *word = take_peek(c);

	if (!word || !to_ip(word, ip))
		return take_fail(c, "expected an IPv4 or IPv6 address");
	c->i++;
	return true;
}

static bool to_prefix(const char *s, struct prefix *p)
{
	size_t len = strcspn(s, "/");
	char addr[INET6_ADDRSTRLEN];
	u32 bits;

	if (len >= sizeof(addr))
		return false;
	memcpy(addr, s, len);
	addr[len] = '\0';
	if (!to_ip(addr, &p->ip))
		return false;
	bits = p->ip.len * 8;
	if (s[len]) {
		s = number(s + len + 1, 0, bits, &bits);
		if (!s || *s)
			return false;
	}
	p->bits = (u8)bits;
	ip_mask(&p->ip, p->bits);
	return true;
}

bool take_prefix(struct cursor *c, struct prefix *p)
{
	const char *word = take_peek(c);

	if (!word || !to_prefix(word, p))
		return take_fail(c, "expected an address, or a prefix such as 192.0.2.0/24");
	c->i++;
	return true;
}

bool take_ports(struct cursor *c, u16 *port, u16 *port_to)
{
	const char *s = take_peek(c);
	u32 first = 0, last = 0;

	s = s ? number(s, 1, UINT16_MAX, &first) : NULL;
	last = first;
	if (s && *s == '-')
		s = number(s + 1, 1, UINT16_MAX, &last);
	if (!s || *s || last < first)
		return take_fail(c, "expected a port, 1 to 65535, or a range such as 8000-8080");
	*port = (u16)first;
	*port_to = last > first ? (u16)last : 0;
	c->i++;
	return true;
}

/* XX:XX:XX, with a colon between all of them. Return: how many or 0 */
static size_t to_bytes(const char *s, u8 *buf, size_t max)
{
	size_t len = strlen(s), n = util_unhex(s, len, ":", buf, max);

	return len + 1 == 3 * n ? n : 0;
}

bool take_mac(struct cursor *c, const char *what, u8 mac[6])
{
	static const u8 none[6];
	const char *word = take_peek(c);

	if (!word || to_bytes(word, mac, 6) != 6 || mac[0] & 1 || !memcmp(mac, none, 6))
		return take_fail(c, "expected %s", what);
	c->i++;
	return true;
}

bool take_group_mac(struct cursor *c, u8 mac[6])
{
	const char *word = take_peek(c);

	if (!word || to_bytes(word, mac, 6) != 6 || !(mac[0] & 1))
		return take_fail(c, "expected a multicast MAC address");
	c->i++;
	return true;
}

bool take_bytes(struct cursor *c, const char *name, size_t max, struct bytes *bytes)
{
	const char *word = take_peek(c);

	*bytes = (struct bytes){ 0 };
	if (word && *word == '@' && word[1]) {
		bytes->file = util_strndup(word + 1, strlen(word + 1));
		c->i++;
		return true;
	}
	bytes->b = util_grow(NULL, 0, max);
	bytes->len = word ? util_unhex(word, strlen(word), ":", bytes->b, max) : 0;
	if (bytes->len) {
		c->i++;
		return true;
	}
	free(bytes->b);
	bytes->b = NULL;
	return take_fail(c, "expected %s: @FILE, or 1 to %zu bytes in hexadecimal digits", name,
			 max);
}

bool take_password(struct cursor *c, u8 password[6], u8 *len)
{
	const char *word = take_peek(c);

	*len = word ? (u8)to_bytes(word, password, 6) : 0;
	c->i += *len == 4 || *len == 6;
	if (*len == 4 || *len == 6)
		return true;
	/* Not about the word: it may be a password but for a slip. */
	c->fault->line = c->line;
	snprintf(c->fault->text, sizeof(c->fault->text),
		 "after 'password': expected 4 or 6 bytes as XX:XX:XX:XX, or saved");
	return false;
}

bool take_hex(struct cursor *c, u8 *buf, u8 max, u8 *len)
{
	const char *word = take_peek(c);

	*len = word ? (u8)util_unhex(word, strlen(word), ":", buf, max) : 0;
	if (!*len)
		return take_fail(c, "expected 1 to %u bytes in hexadecimal digits", max);
	c->i++;
	return true;
}

static bool to_rate(const char *s, struct limit *l)
{
	s = number(s, 1, PROXZZZY_LIMIT_MAX, &l->rate);
	return s && *s == '/' && names_value(names_unit, s + 1, &l->unit);
}

bool take_limit(struct cursor *c, struct limit *l)
{
	const char *word = take_peek(c);

	memset(l, 0, sizeof(*l));
	if (take_if(c, "none"))
		return true;
	if (!word || !to_rate(word, l))
		return take_fail(c,
				 "expected none, or a rate of 1 to %u such as 10/s or 12/min; "
				 "units are s, min, h and day",
				 PROXZZZY_LIMIT_MAX);
	c->i++;
	if (!take_if(c, "burst"))
		return true;
	return take_u32(c, "a burst", 1, PROXZZZY_LIMIT_MAX, &l->burst);
}

bool take_interval(struct cursor *c, u32 *ms)
{
	static const struct name units[] = {
		{ "ms", 1 }, { "s", 1000 }, { "m", 60000 }, { "h", 3600000 }, { NULL, 0 },
	};
	const char *s = take_peek(c);
	u32 n, unit = 1;
	u64 total;

	*ms = 0;
	if (take_if(c, "off") || take_if(c, "0"))
		return true;
	s = s ? number(s, 1, PROXZZZY_ANNOUNCE_MAX, &n) : NULL;
	if (!s || !names_value(units, s, &unit))
		return take_fail(c, "expected off, or a time such as 500ms, 30s, 5m or 1h");
	total = (u64)n * unit;
	if (total < PROXZZZY_ANNOUNCE_MIN || total > PROXZZZY_ANNOUNCE_MAX)
		return take_fail(c, "expected off, or a time from 100ms to 24h");
	*ms = (u32)total;
	c->i++;
	return true;
}

static bool has_control(const char *s)
{
	while (*s && !iscntrl((unsigned char)*s))
		s++;
	return *s;
}

bool take_label(struct cursor *c, char label[PROXZZZY_LABEL_MAX + 1])
{
	const char *word = take_peek(c);

	if (!word || !*word || strlen(word) > PROXZZZY_LABEL_MAX || has_control(word))
		return take_fail(c, "expected a label of 1 to %u bytes, no control characters",
				 PROXZZZY_LABEL_MAX);
	snprintf(label, PROXZZZY_LABEL_MAX + 1, "%s", word);
	c->i++;
	return true;
}
