/* SPDX-License-Identifier: GPL-2.0 */
#ifndef PZZCTL_UTIL_H
#define PZZCTL_UTIL_H

#include <stdio.h>

#include "base.h"

/* Out of memory ends the program: nothing here can go on without. */
char *util_strndup(const char *s, size_t len);

/*
 * Room for one more zeroed element behind the @n of the array @v. The array
 * may move; the old copy is wiped, for it may hold a password.
 */
void *util_grow(void *v, size_t n, size_t size);

/* Wipes and frees. */
void util_free(void *v, size_t n, size_t size);

/* @s with everything that is not printable ASCII as \xNN: safe for a terminal. */
void util_put_plain(FILE *f, const char *s);

/* In double quotes, as the lexer takes it back. */
void util_put_quoted(FILE *f, const char *s);

/* Quoted only if it has to be. */
void util_put_word(FILE *f, const char *s);

/* Its value, or -1. */
int util_hex_digit(char c);

/*
 * Pairs of hexadecimal digits, with one of @between before a pair where there is
 * one. Return: how many bytes; 0 if it is anything else, or more than @max.
 */
size_t util_unhex(const char *s, size_t len, const char *between, u8 *buf, size_t max);
void util_put_hex(FILE *f, const u8 *b, size_t len);
void util_put_mac(FILE *f, const u8 *mac, size_t len);

/* What was printed to @f, from open_memstream(), must fit no buffer. */
struct util_text {
	char *s;
	size_t len;
	FILE *f;
};

void util_text_open(struct util_text *t);
const char *util_text_close(struct util_text *t); /* free(t->s) */

/* "2026-01-02 03:04:05.678" in local time; RFC 3339 in UTC, to the nanosecond. */
void util_put_time(FILE *f, u64 real_ns);
void util_put_rfc3339(FILE *f, u64 real_ns);

/* CLOCK_REALTIME of an instant that CLOCK_BOOTTIME had as @boot_ns. */
u64 util_boot_to_real(u64 boot_ns);

#endif /* PZZCTL_UTIL_H */
