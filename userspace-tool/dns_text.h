/* SPDX-License-Identifier: GPL-2.0 */
/* Domain names and the data of records as people write them: RFC 1035 5.1, RFC 3597 5. */
#ifndef PZZCTL_DNS_TEXT_H
#define PZZCTL_DNS_TEXT_H

#include <stdio.h>

#include "model.h"

enum {
	DNS_A = 1,
	DNS_NS = 2,
	DNS_CNAME = 5,
	DNS_PTR = 12,
	DNS_HINFO = 13,
	DNS_MX = 15,
	DNS_TXT = 16,
	DNS_AAAA = 28,
	DNS_SRV = 33,
	DNS_DNAME = 39,
};

/* What stands in data of a type, in this order: numbers of 16 bits, then the rest. */
enum dns_rest { DNS_REST_ANY, DNS_REST_ADDRESS, DNS_REST_NAME, DNS_REST_STRINGS };

struct dns_type {
	const char *word; /* NULL ends the table */
	u16 type;
	u8 numbers;
	enum dns_rest rest;
};

extern const struct dns_type dns_types[];

/* The type's row; one without anything for those that have no word. */
const struct dns_type *dns_type_of(u16 type);

/* "A", "TYPE65"; false if it is none. */
bool dns_type_parse(const char *word, u16 *type);
void dns_type_put(FILE *f, u16 type);

/* \DDD and \X; a dot at the end may be left out. NULL, or what is wrong. */
const char *dns_name_parse(const char *s, struct dname *name);

/* The same back, without the last dot; as one word of the grammar. */
void dns_name_put(FILE *f, const u8 *wire, size_t len);
char *dns_name_text(const u8 *wire, size_t len); /* free() it */

/* The name at the beginning of @len bytes, or 0 if there is none. */
size_t dns_name_length(const u8 *wire, size_t len);

/* Words, each with a blank before it, that the grammar takes back. */
void dns_data_put(FILE *f, const struct rr *rr);

#endif /* PZZCTL_DNS_TEXT_H */
