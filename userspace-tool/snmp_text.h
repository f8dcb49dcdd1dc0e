/* SPDX-License-Identifier: GPL-2.0 */
/* Object identifiers and values as people write them and as BER has them: RFC 2578, X.690. */
#ifndef PZZCTL_SNMP_TEXT_H
#define PZZCTL_SNMP_TEXT_H

#include <stdio.h>

#include "model.h"

enum snmp_tag {
	SNMP_INTEGER = 0x02,
	SNMP_STRING = 0x04,
	SNMP_NULL = 0x05,
	SNMP_OID = 0x06,
	SNMP_IP = 0x40,
	SNMP_COUNTER = 0x41,
	SNMP_GAUGE = 0x42,
	SNMP_TICKS = 0x43,
	SNMP_OPAQUE = 0x44,
	SNMP_COUNTER64 = 0x46,
};

/* How the word of a value is read */
enum snmp_form {
	SNMP_FORM_SIGNED,
	SNMP_FORM_UNSIGNED,
	SNMP_FORM_WIDE,
	SNMP_FORM_TEXT,
	SNMP_FORM_HEX,
	SNMP_FORM_OID,
	SNMP_FORM_IP,
	SNMP_FORM_NONE,
};

struct snmp_type {
	const char *word; /* NULL ends the table */
	u8 tag;
	enum snmp_form form;
	const char *what; /* as in "expected %s" */
};

extern const struct snmp_type snmp_types[];

/* "1.3.6.1", or with a dot before it. NULL, or what is wrong. */
const char *snmp_oid_parse(const char *s, struct oid *oid);
void snmp_oid_put(FILE *f, const struct oid *oid);

/* Its contents octets into @buf of PROXZZZY_OID_VALUE_MAX bytes; false: it is none. */
bool snmp_value_parse(const struct snmp_type *t, const char *word, u8 *buf, u16 *len);

/* "TYPE VALUE", as words of the grammar. */
void snmp_value_put(FILE *f, const struct value *v);
const char *snmp_type_word(const struct value *v);

#endif /* PZZCTL_SNMP_TEXT_H */
