/* SPDX-License-Identifier: GPL-2.0 */
/* DNS messages: a question, and the records of an answer. */
#ifndef PZZCTL_SYNC_DNS_H
#define PZZCTL_SYNC_DNS_H

#include "dns_text.h"

enum { SYNC_DNS_ANY = 255, SYNC_DNS_MAX = 9000 };

/* A message of one question of class IN. Return: its length, at most 12 + 255 + 4 bytes. */
size_t sync_dns_question(u8 *buf, u16 id, const struct dname *name, u16 type);

/*
 * The records of class IN in a response with this id, each into @each; its data
 * have their names written out, and are only lent. Work: every byte a few times,
 * and for each name at most 127 labels.
 * Return: false if it is no such response, or not well-formed.
 */
bool sync_dns_answer(const u8 *msg, size_t len, u16 id,
		     void (*each)(const struct rr *rr, void *arg), void *arg);

/* Without regard to the case of ASCII letters */
bool sync_dns_same(const struct dname *a, const struct dname *b);
bool sync_dns_below(const struct dname *name, const struct dname *parent);

/* NAME followed by @parent's labels; false if that is too long. */
bool sync_dns_join(struct dname *name, const struct dname *parent);

/* A name at the beginning of plain data; false if it is not all of them. */
bool sync_dns_name(const u8 *data, size_t len, struct dname *name);

/* @s, with its dots and of at most 63 bytes, as the only label */
void sync_dns_label(struct dname *name, const char *s);

/* A copy, unless there is an equal one. The TTL 0 is the module's default. */
void sync_add_record(struct config *cfg, const struct rr *rr);

#endif /* PZZCTL_SYNC_DNS_H */
