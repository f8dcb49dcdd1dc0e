// SPDX-License-Identifier: GPL-2.0
#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "dns_text.h"
#include "grammar.h"
#include "util.h"

static const char short_escape[] =
	"a backslash needs a character or three digits up to 255 behind it";

const struct dns_type dns_types[] = {
	{ "A", DNS_A, 0, DNS_REST_ADDRESS },
	{ "AAAA", DNS_AAAA, 0, DNS_REST_ADDRESS },
	{ "PTR", DNS_PTR, 0, DNS_REST_NAME },
	{ "SRV", DNS_SRV, 3, DNS_REST_NAME },
	{ "TXT", DNS_TXT, 0, DNS_REST_STRINGS },
	{ "CNAME", DNS_CNAME, 0, DNS_REST_NAME },
	{ "HINFO", DNS_HINFO, 0, DNS_REST_STRINGS },
	{ "MX", DNS_MX, 1, DNS_REST_NAME },
	{ "NS", DNS_NS, 0, DNS_REST_NAME },
	{ "DNAME", DNS_DNAME, 0, DNS_REST_NAME },
	{ NULL, 0, 0, DNS_REST_ANY },
};

const struct dns_type *dns_type_of(u16 type)
{
	const struct dns_type *t = dns_types;

	while (t->word && t->type != type)
		t++;
	return t;
}

bool dns_type_parse(const char *word, u16 *type)
{
	unsigned long n;
	char *end;

	for (const struct dns_type *t = dns_types; t->word; t++) {
		if (strcasecmp(t->word, word))
			continue;
		*type = t->type;
		return true;
	}
	if (strncasecmp(word, "TYPE", 4) || !isdigit((unsigned char)word[4]))
		return false;
	n = strtoul(word + 4, &end, 10);
	*type = (u16)n;
	return !*end && n >= 1 && n <= 65535;
}

void dns_type_put(FILE *f, u16 type)
{
	const struct dns_type *t = dns_type_of(type);

	if (t->word)
		fputs(t->word, f);
	else
		fprintf(f, "TYPE%u", type);
}

/* One byte of a label. Return: what follows it, or NULL. */
static const char *take_byte(const char *s, u8 *byte)
{
	unsigned int n;

	if (*s != '\\') {
		*byte = (u8)*s;
		return s + 1;
	}
	s++;
	if (!isdigit((unsigned char)*s)) {
		*byte = (u8)*s;
		return *s ? s + 1 : NULL;
	}
	if (!isdigit((unsigned char)s[1]) || !isdigit((unsigned char)s[2]))
		return NULL;
	n = (unsigned int)(100 * (s[0] - '0') + 10 * (s[1] - '0') + s[2] - '0');
	*byte = (u8)n;
	return n < 256 ? s + 3 : NULL;
}

const char *dns_name_parse(const char *s, struct dname *name)
{
	size_t at = 0, len = 1; /* of the label's length, and what is written */

	memset(name, 0, sizeof(*name));
	if (!strcmp(s, ".")) {
		name->len = 1;
		return NULL;
	}
	while (*s) {
		u8 byte;

		if (*s == '.') {
			if (len == at + 1)
				return "a label must not be empty";
			name->b[at] = (u8)(len - at - 1);
			at = len++;
			s++;
		} else {
			s = take_byte(s, &byte);
			if (!s)
				return short_escape;
			if (len - at > 63)
				return "a label has at most 63 bytes";
			if (len >= sizeof(name->b))
				return "a name has at most 255 bytes";
			name->b[len++] = byte;
		}
		if (len > sizeof(name->b))
			return "a name has at most 255 bytes";
	}
	if (len > at + 1) {
		name->b[at] = (u8)(len - at - 1);
		if (len >= sizeof(name->b))
			return "a name has at most 255 bytes";
		name->b[len++] = 0;
	}
	name->len = (u8)len;
	return len > 1 ? NULL : "a name must not be empty";
}

size_t dns_name_length(const u8 *wire, size_t len)
{
	size_t at = 0;

	while (at < len && wire[at]) {
		if (wire[at] > 63)
			return 0;
		at += wire[at] + 1U;
	}
	return at < len && at < 255 ? at + 1 : 0;
}

static void put_label(FILE *f, const u8 *label)
{
	for (unsigned int i = 1; i <= *label; i++) {
		u8 c = label[i];

		if (c == '.' || c == '\\')
			fprintf(f, "\\%c", c);
		else if (c < ' ' || c == 0x7f)
			fprintf(f, "\\%03u", c);
		else
			fputc(c, f);
	}
}

char *dns_name_text(const u8 *wire, size_t len)
{
	struct util_text t;
	size_t at = 0;

	util_text_open(&t);
	if (len <= 1 || !*wire)
		fputc('.', t.f);
	while (at < len && wire[at] && wire[at] < len - at) {
		if (at)
			fputc('.', t.f);
		put_label(t.f, wire + at);
		at += wire[at] + 1U;
	}
	util_text_close(&t);
	return t.s;
}

void dns_name_put(FILE *f, const u8 *wire, size_t len)
{
	char *s = dns_name_text(wire, len);

	util_put_word(f, s);
	free(s);
}

static void put_any(FILE *f, const struct rr *rr)
{
	fprintf(f, " \"\\\\#\" %u", rr->data_len);
	if (rr->data_len) {
		fputc(' ', f);
		util_put_hex(f, rr->data, rr->data_len);
	}
}

/* Each a word of its own; false if a string has a zero in it, which no word can have. */
static bool put_strings(FILE *f, const u8 *data, size_t len)
{
	char s[256];

	for (size_t at = 0; at < len; at += data[at] + 1U)
		if (at + data[at] >= len || memchr(data + at + 1, 0, data[at]))
			return false;
	for (size_t at = 0; at < len; at += data[at] + 1U) {
		memcpy(s, data + at + 1, data[at]);
		s[data[at]] = '\0';
		fputc(' ', f);
		util_put_quoted(f, s);
	}
	return len;
}

static bool put_known(FILE *f, const struct rr *rr, const struct dns_type *t)
{
	size_t fixed = 2U * t->numbers;
	const u8 *rest = rr->data + fixed;
	size_t len = rr->data_len - fixed;

	if (rr->data_len < fixed || t->rest == DNS_REST_ANY)
		return false;
	if (t->rest == DNS_REST_STRINGS)
		return put_strings(f, rr->data, rr->data_len);
	if (t->rest == DNS_REST_ADDRESS) {
		struct ip ip = { .len = (u8)len };

		if (len != (t->type == DNS_A ? 4 : 16))
			return false;
		memcpy(ip.b, rest, len);
		fputc(' ', f);
		grammar_put_ip(f, &ip);
		return true;
	}
	if (dns_name_length(rest, len) != len)
		return false;
	for (unsigned int i = 0; i < t->numbers; i++)
		fprintf(f, " %u", rr->data[2 * i] << 8 | rr->data[2 * i + 1]);
	fputc(' ', f);
	dns_name_put(f, rest, len);
	return true;
}

void dns_data_put(FILE *f, const struct rr *rr)
{
	if (!put_known(f, rr, dns_type_of(rr->type)))
		put_any(f, rr);
}
