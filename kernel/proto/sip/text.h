/* SPDX-License-Identifier: GPL-2.0 */
/* Pieces of text within a message: RFC 3261 25.1. Nothing is copied, nothing ends with a zero. */
#ifndef PZZ_SIP_TEXT_H
#define PZZ_SIP_TEXT_H

#include "pzz_setup.h"
#include "pzz_writer.h"

#define PZZ_TEXT(s)	((struct pzz_text){ (const u8 *)(s), sizeof(s) - 1 })

static inline bool pzz_text_is_lws(u8 c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

static inline bool pzz_text_is_digit(u8 c)
{
	return c >= '0' && c <= '9';
}

/* Without LWS at either end. */
struct pzz_text pzz_text_trim(struct pzz_text t);

bool pzz_text_equal(struct pzz_text a, struct pzz_text b);
bool pzz_text_like(struct pzz_text a, struct pzz_text b);	/* ASCII letters: any case */
bool pzz_text_begins(struct pzz_text t, struct pzz_text with);	/* any case */

/* Only digits, and not above 2^32 - 1. */
bool pzz_text_number(struct pzz_text t, u32 *value);

bool pzz_text_is_token(struct pzz_text t);
bool pzz_text_has_lws(struct pzz_text t);
bool pzz_text_has_control(struct pzz_text t);
bool pzz_text_is_plain(struct pzz_text t);	/* no '"' and no '\\' */

/* Whether every quoted string ends. */
bool pzz_text_balanced(struct pzz_text t);

/*
 * Takes off @rest what comes before the next @c that stands neither in a quoted
 * string nor in <>, and @c itself; without one, all of it, and @rest->at is NULL.
 */
struct pzz_text pzz_text_until(struct pzz_text *rest, u8 c);

/* The next of ";name=value"s or of those with commas: name trimmed, value trimmed or NULL. */
bool pzz_text_next_param(struct pzz_text *rest, u8 separator, struct pzz_text *name,
			 struct pzz_text *value);

/* The parameter of this name, any case; without a value, value->at is NULL. */
bool pzz_text_param(struct pzz_text params, struct pzz_text name, struct pzz_text *value);

/* What is between the quotes of a quoted string that is all of @t. */
bool pzz_text_quoted(struct pzz_text t, struct pzz_text *inside);

/* An IP address: four decimals, or IPv6 with or without brackets. */
bool pzz_text_ip(struct pzz_text t, struct pzz_ip *ip);

void pzz_text_put(struct pzz_writer *out, struct pzz_text t);
void pzz_text_put_unfolded(struct pzz_writer *out, struct pzz_text t);	/* line ends as spaces */
void pzz_text_put_number(struct pzz_writer *out, u32 n);
void pzz_text_put_hex(struct pzz_writer *out, u64 v, u32 digits);
void pzz_text_put_ip(struct pzz_writer *out, const u8 *ip, unsigned int len, bool brackets);

#define PZZ_PUT(out, s)	pzz_write(out, s, sizeof(s) - 1)

#endif /* PZZ_SIP_TEXT_H */
