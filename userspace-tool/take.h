/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Reading one statement from left to right. Each take_*() reads what its name
 * says, and returns false with a fault about the word it stands at if that is
 * something else.
 */
#ifndef PZZCTL_TAKE_H
#define PZZCTL_TAKE_H

#include "model.h"
#include "names.h"
#include "words.h"

struct cursor {
	char *const *v;
	size_t n;
	size_t i;
	int line;
	struct fault *fault;
};

/* The word at the cursor; NULL at the end. */
const char *take_peek(const struct cursor *c);

/* Steps over the word if it is @word. */
bool take_if(struct cursor *c, const char *word);

/* Always false. _fail is about the word at the cursor, _fail_last the one before. */
bool take_fail(struct cursor *c, const char *fmt, ...) __printf(2, 3);
bool take_fail_last(struct cursor *c, const char *fmt, ...) __printf(2, 3);

bool take_name(struct cursor *c, const struct name *table, u32 *value);
bool take_u32(struct cursor *c, const char *what, u32 min, u32 max, u32 *value);
bool take_dev(struct cursor *c, char dev[IFNAMSIZ]);
bool take_ip(struct cursor *c, struct ip *ip);
bool take_prefix(struct cursor *c, struct prefix *p);
bool take_ports(struct cursor *c, u16 *port, u16 *port_to);
bool take_mac(struct cursor *c, const char *what, u8 mac[6]);
bool take_group_mac(struct cursor *c, u8 mac[6]);
bool take_password(struct cursor *c, u8 password[6], u8 *len);
bool take_hex(struct cursor *c, u8 *buf, u8 max, u8 *len);
bool take_limit(struct cursor *c, struct limit *limit);
bool take_interval(struct cursor *c, u32 *ms);
/* @name is the limit's owner: "a packet". A word of @FILE is left to be read later. */
bool take_bytes(struct cursor *c, const char *name, size_t max, struct bytes *bytes);
bool take_label(struct cursor *c, char label[PROXZZZY_LABEL_MAX + 1]);

#endif /* PZZCTL_TAKE_H */
