// SPDX-License-Identifier: GPL-2.0
#include <arpa/inet.h>
#include <ctype.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "snmp_text.h"
#include "util.h"

const struct snmp_type snmp_types[] = {
	{ "integer", SNMP_INTEGER, SNMP_FORM_SIGNED, "a number, -2147483648 to 2147483647" },
	{ "string", SNMP_STRING, SNMP_FORM_TEXT, "a string of at most 8192 bytes" },
	{ "hex", SNMP_STRING, SNMP_FORM_HEX, "bytes in hexadecimal, at most 8192" },
	{ "oid", SNMP_OID, SNMP_FORM_OID, "an OID such as 1.3.6.1" },
	{ "ip", SNMP_IP, SNMP_FORM_IP, "an IPv4 address" },
	{ "counter", SNMP_COUNTER, SNMP_FORM_UNSIGNED, "a number, 0 to 4294967295" },
	{ "gauge", SNMP_GAUGE, SNMP_FORM_UNSIGNED, "a number, 0 to 4294967295" },
	{ "ticks", SNMP_TICKS, SNMP_FORM_UNSIGNED, "a number, 0 to 4294967295" },
	{ "opaque", SNMP_OPAQUE, SNMP_FORM_HEX, "bytes in hexadecimal, at most 8192" },
	{ "counter64", SNMP_COUNTER64, SNMP_FORM_WIDE, "a number, 0 to 18446744073709551615" },
	{ "null", SNMP_NULL, SNMP_FORM_NONE, "nothing" },
	{ NULL, 0, SNMP_FORM_NONE, NULL },
};

/* A decimal number and nothing before it. Return: what follows it, or NULL. */
static const char *number(const char *s, u64 max, u64 *value)
{
	char *end;

	if (!isdigit((unsigned char)*s))
		return NULL;
	errno = 0;
	*value = strtoull(s, &end, 10);
	return errno || *value > max ? NULL : end;
}

static bool begins_well(const struct oid *oid)
{
	if (oid->n < 2 || oid->ids[0] > 2)
		return false;
	return oid->ids[0] == 2 || oid->ids[1] < 40;
}

const char *snmp_oid_parse(const char *s, struct oid *oid)
{
	u64 id;

	memset(oid, 0, sizeof(*oid));
	s += *s == '.';
	do {
		s = number(s, UINT32_MAX, &id);
		if (!s || (*s && *s != '.'))
			return "an OID is numbers of at most 32 bits with dots between them";
		if (oid->n == ARRAY_SIZE(oid->ids))
			return "an OID has at most 128 sub-identifiers";
		oid->ids[oid->n++] = (u32)id;
	} while (*s++);
	return begins_well(oid) ? NULL : "an OID begins with 0.0 to 0.39, 1.0 to 1.39, or 2";
}

void snmp_oid_put(FILE *f, const struct oid *oid)
{
	for (u32 i = 0; i < oid->n; i++)
		fprintf(f, "%s%u", i ? "." : "", oid->ids[i]);
}

/* Two's complement in the fewest bytes, X.690 8.3.2; @top: what stands before the 64 bits */
static u16 put_integer(u8 *buf, u64 value, u8 top)
{
	u8 all[9] = { top };
	size_t skip = 0;

	for (size_t i = 0; i < 8; i++)
		all[8 - i] = (u8)(value >> 8 * i);
	while (skip < 8 && all[skip] == top && (all[skip + 1] & 0x80) == (top & 0x80))
		skip++;
	memcpy(buf, all + skip, sizeof(all) - skip);
	return (u16)(sizeof(all) - skip);
}

static bool parse_signed(const char *s, u8 *buf, u16 *len)
{
	bool negative = *s == '-';
	u64 value;

	s = number(s + negative, negative ? 0x80000000ULL : 0x7fffffff, &value);
	if (!s || *s)
		return false;
	negative &= !!value;
	*len = put_integer(buf, negative ? -value : value, negative ? 0xff : 0);
	return true;
}

static bool parse_unsigned(const char *s, u64 max, u8 *buf, u16 *len)
{
	u64 value;

	s = number(s, max, &value);
	if (!s || *s)
		return false;
	*len = put_integer(buf, value, 0);
	return true;
}

static bool parse_hex(const char *s, u8 *buf, u16 *len)
{
	*len = (u16)util_unhex(s, strlen(s), "", buf, PROXZZZY_OID_VALUE_MAX);
	return *len || !*s;
}

/* X.690 8.19. The first two are one, which may be a bit longer. */
static u16 put_sub_identifier(u8 *buf, u64 id)
{
	u16 len = 1;

	for (u64 rest = id >> 7; rest; rest >>= 7)
		len++;
	for (u16 i = len; i-- > 0; id >>= 7)
		buf[i] = (u8)((id & 0x7f) | (i + 1 < len ? 0x80 : 0));
	return len;
}

static bool parse_oid(const char *s, u8 *buf, u16 *len)
{
	struct oid oid;

	if (snmp_oid_parse(s, &oid))
		return false;
	*len = put_sub_identifier(buf, oid.ids[0] * 40ULL + oid.ids[1]);
	for (u32 i = 2; i < oid.n; i++)
		*len = (u16)(*len + put_sub_identifier(buf + *len, oid.ids[i]));
	return true;
}

bool snmp_value_parse(const struct snmp_type *t, const char *word, u8 *buf, u16 *len)
{
	*len = 0;
	switch (t->form) {
	case SNMP_FORM_SIGNED:
		return parse_signed(word, buf, len);
	case SNMP_FORM_UNSIGNED:
		return parse_unsigned(word, UINT32_MAX, buf, len);
	case SNMP_FORM_WIDE:
		return parse_unsigned(word, UINT64_MAX, buf, len);
	case SNMP_FORM_TEXT:
		if (strlen(word) > PROXZZZY_OID_VALUE_MAX)
			return false;
		*len = (u16)strlen(word);
		memcpy(buf, word, *len);
		return true;
	case SNMP_FORM_HEX:
		return parse_hex(word, buf, len);
	case SNMP_FORM_OID:
		return parse_oid(word, buf, len);
	case SNMP_FORM_IP:
		*len = 4;
		return inet_pton(AF_INET, word, buf) == 1;
	case SNMP_FORM_NONE:
		break;
	}
	return true;
}

static bool readable(const struct value *v)
{
	for (u16 i = 0; i < v->data_len; i++)
		if (v->data[i] < ' ' || v->data[i] > '~')
			return false;
	return true;
}

static const struct snmp_type *type_of(const struct value *v)
{
	const struct snmp_type *t = snmp_types;

	while (t->word && (t->tag != v->type || (t->form == SNMP_FORM_TEXT && !readable(v))))
		t++;
	return t;
}

const char *snmp_type_word(const struct value *v)
{
	const struct snmp_type *t = type_of(v);

	return t->word ? t->word : "unknown";
}

static void put_number(FILE *f, const struct value *v, bool is_signed)
{
	u64 n = is_signed && v->data_len && v->data[0] & 0x80 ? ~0ULL : 0;

	for (u16 i = 0; i < v->data_len; i++)
		n = n << 8 | v->data[i];
	if (is_signed)
		fprintf(f, "%lld", (long long)n);
	else
		fprintf(f, "%llu", n);
}

static void put_text(FILE *f, const struct value *v)
{
	char *s = util_strndup(v->data_len ? (const char *)v->data : "", v->data_len);

	util_put_quoted(f, s);
	free(s);
}

static void put_oid(FILE *f, const struct value *v)
{
	u64 id = 0;
	bool first = true;

	for (u16 i = 0; i < v->data_len; i++) {
		id = id << 7 | (v->data[i] & 0x7f);
		if (v->data[i] & 0x80)
			continue;
		if (first)
			fprintf(f, "%llu.%llu", id < 80 ? id / 40 : 2, id < 80 ? id % 40 : id - 80);
		else
			fprintf(f, ".%llu", id);
		first = false;
		id = 0;
	}
}

static void put_ip(FILE *f, const struct value *v)
{
	char text[INET_ADDRSTRLEN] = "";

	if (v->data_len == 4)
		inet_ntop(AF_INET, v->data, text, sizeof(text));
	fputs(text, f);
}

void snmp_value_put(FILE *f, const struct value *v)
{
	const struct snmp_type *t = type_of(v);

	fputs(snmp_type_word(v), f);
	if (t->form == SNMP_FORM_NONE)
		return;
	fputc(' ', f);
	if (t->form == SNMP_FORM_TEXT)
		put_text(f, v);
	else if (t->form == SNMP_FORM_HEX && !v->data_len)
		fputs("\"\"", f);
	else if (t->form == SNMP_FORM_HEX)
		util_put_hex(f, v->data, v->data_len);
	else if (t->form == SNMP_FORM_OID)
		put_oid(f, v);
	else if (t->form == SNMP_FORM_IP)
		put_ip(f, v);
	else
		put_number(f, v, t->form == SNMP_FORM_SIGNED);
}
