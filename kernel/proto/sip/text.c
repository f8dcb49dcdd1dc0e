// SPDX-License-Identifier: GPL-2.0
#include "sip/text.h"

struct pzz_text pzz_text_trim(struct pzz_text t)
{
	while (t.len && pzz_text_is_lws(t.at[0])) {
		t.at++;
		t.len--;
	}
	while (t.len && pzz_text_is_lws(t.at[t.len - 1]))
		t.len--;
	return t;
}

static u8 lower(u8 c)
{
	return c >= 'A' && c <= 'Z' ? c | 0x20 : c;
}

bool pzz_text_equal(struct pzz_text a, struct pzz_text b)
{
	return a.len == b.len && (!a.len || !memcmp(a.at, b.at, a.len));
}

bool pzz_text_begins(struct pzz_text t, struct pzz_text with)
{
	u32 i;

	if (t.len < with.len)
		return false;
	for (i = 0; i < with.len; i++)
		if (lower(t.at[i]) != lower(with.at[i]))
			return false;
	return true;
}

bool pzz_text_like(struct pzz_text a, struct pzz_text b)
{
	return a.len == b.len && pzz_text_begins(a, b);
}

bool pzz_text_number(struct pzz_text t, u32 *value)
{
	u64 n = 0;
	u32 i;

	if (!t.len)
		return false;
	for (i = 0; i < t.len; i++) {
		if (!pzz_text_is_digit(t.at[i]))
			return false;
		n = 10 * n + t.at[i] - '0';
		if (n > 0xffffffff)
			return false;
	}
	*value = (u32)n;
	return true;
}

static bool is_token_char(u8 c)
{
	c = lower(c);
	if ((c >= 'a' && c <= 'z') || pzz_text_is_digit(c))
		return true;
	switch (c) {
	case '-': case '.': case '!': case '%': case '*':
	case '_': case '+': case '`': case '\'': case '~':
		return true;
	}
	return false;
}

bool pzz_text_is_token(struct pzz_text t)
{
	u32 i;

	for (i = 0; i < t.len; i++)
		if (!is_token_char(t.at[i]))
			return false;
	return t.len;
}

bool pzz_text_has_lws(struct pzz_text t)
{
	u32 i;

	for (i = 0; i < t.len; i++)
		if (pzz_text_is_lws(t.at[i]))
			return true;
	return false;
}

bool pzz_text_has_control(struct pzz_text t)
{
	u32 i;

	for (i = 0; i < t.len; i++)
		if (t.at[i] < 0x20 || t.at[i] == 0x7f)
			return true;
	return false;
}

/* Where in a quoted string, or in <>, the text is after @c. */
struct where {
	bool quoted;
	bool escaped;
	bool angle;
};

static void step(struct where *w, u8 c)
{
	if (w->escaped) {
		w->escaped = false;
	} else if (w->quoted) {
		w->escaped = c == '\\';
		w->quoted = c != '"';
	} else if (c == '"') {
		w->quoted = true;
	} else if (c == '<') {
		w->angle = true;
	} else if (c == '>') {
		w->angle = false;
	}
}

/* The most of it, by far. */
static bool is_plain(const struct where *w, u8 c)
{
	return c != '"' && c != '<' && c != '>' && !w->quoted;
}

bool pzz_text_balanced(struct pzz_text t)
{
	struct where w = { .quoted = false };
	u32 i;

	for (i = 0; i < t.len; i++)
		if (!is_plain(&w, t.at[i]))
			step(&w, t.at[i]);
	return !w.quoted && !w.angle;
}

struct pzz_text pzz_text_until(struct pzz_text *rest, u8 c)
{
	struct where w = { .quoted = false };
	struct pzz_text part = *rest;
	u32 i;

	for (i = 0; i < rest->len; i++) {
		if (rest->at[i] == c && !w.quoted && !w.angle) {
			part.len = i;
			rest->at += i + 1;
			rest->len -= i + 1;
			return part;
		}
		if (is_plain(&w, rest->at[i]))
			continue;
		step(&w, rest->at[i]);
	}
	rest->at = NULL;
	rest->len = 0;
	return part;
}

bool pzz_text_next_param(struct pzz_text *rest, u8 separator, struct pzz_text *name,
			 struct pzz_text *value)
{
	struct pzz_text part;

	if (!rest->at)
		return false;
	part = pzz_text_until(rest, separator);
	*name = pzz_text_trim(pzz_text_until(&part, '='));
	*value = part.at ? pzz_text_trim(part) : part;
	return true;
}

bool pzz_text_param(struct pzz_text params, struct pzz_text name, struct pzz_text *value)
{
	struct pzz_text found;

	while (pzz_text_next_param(&params, ';', &found, value))
		if (pzz_text_like(found, name))
			return true;
	value->at = NULL;
	value->len = 0;
	return false;
}

bool pzz_text_quoted(struct pzz_text t, struct pzz_text *inside)
{
	if (t.len < 2 || t.at[0] != '"' || t.at[t.len - 1] != '"')
		return false;
	inside->at = t.at + 1;
	inside->len = t.len - 2;
	return true;
}

void pzz_text_put(struct pzz_writer *out, struct pzz_text t)
{
	if (t.len)
		pzz_write(out, t.at, t.len);
}

/* RFC 3261 7.3.1: a line end and the white space after it mean one space. */
void pzz_text_put_unfolded(struct pzz_writer *out, struct pzz_text t)
{
	u32 from = 0, i;

	for (i = 0; i < t.len; i++) {
		if (t.at[i] != '\r' && t.at[i] != '\n')
			continue;
		pzz_text_put(out, (struct pzz_text){ t.at + from, i - from });
		while (i + 1 < t.len && pzz_text_is_lws(t.at[i + 1]))
			i++;
		PZZ_PUT(out, " ");
		from = i + 1;
	}
	pzz_text_put(out, (struct pzz_text){ t.at + from, t.len - from });
}

void pzz_text_put_number(struct pzz_writer *out, u32 n)
{
	u8 digits[10];
	u32 at = sizeof(digits);

	do {
		digits[--at] = (u8)('0' + n % 10);
		n /= 10;
	} while (n);
	pzz_write(out, digits + at, (u32)sizeof(digits) - at);
}

void pzz_text_put_hex(struct pzz_writer *out, u64 v, u32 digits)
{
	while (digits--)
		pzz_write_u8(out, (u8)"0123456789abcdef"[v >> (4 * digits) & 15]);
}

static void put_group(struct pzz_writer *out, u16 v)
{
	pzz_text_put_hex(out, v, v > 0xfff ? 4 : v > 0xff ? 3 : v > 0xf ? 2 : 1);
}

void pzz_text_put_ip(struct pzz_writer *out, const u8 *ip, unsigned int len, bool brackets)
{
	unsigned int i;

	if (len == 4) {
		for (i = 0; i < 4; i++) {
			if (i)
				PZZ_PUT(out, ".");
			pzz_text_put_number(out, ip[i]);
		}
		return;
	}
	if (brackets)
		PZZ_PUT(out, "[");
	for (i = 0; i < 16; i += 2) {
		if (i)
			PZZ_PUT(out, ":");
		put_group(out, (u16)(ip[i] << 8 | ip[i + 1]));
	}
	if (brackets)
		PZZ_PUT(out, "]");
}

bool pzz_text_is_plain(struct pzz_text t)
{
	u32 i;

	for (i = 0; i < t.len; i++)
		if (t.at[i] == '"' || t.at[i] == '\\')
			return false;
	return true;
}
