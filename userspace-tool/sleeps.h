/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The sleeps of the past, as the hook of each resume stores them: for each
 * interface a file DEV.jsonl below SLEEPS_DIR, one JSON object a line, the
 * oldest first, bounded. The names in it are documented in proxzzzyctl(8).
 */
#ifndef PZZCTL_SLEEPS_H
#define PZZCTL_SLEEPS_H

#include <jansson.h>

#include "print.h"

#define SLEEPS_DIR "/var/lib/proxzzzy"
#define SLEEPS_MAX 1000 /* lines; the oldest go first */
#define SLEEPS_BYTES_MAX 1048576

/* All that are stored of @dev, an array; empty if there are none. What is no JSON is left out. */
json_t *sleeps_read(const char *dir, const char *dev);

/* Names of the interfaces that have some. */
json_t *sleeps_devs(const char *dir);

/*
 * Appends @sleep, or changes nothing. Return: 0 or a negative errno.
 */
int sleeps_append(const char *dir, const char *dev, json_t *sleep);

/*
 * What has become since @last, the newest that is stored or NULL, of @s with
 * its counters and wakes in @p. Return: NULL if there was no sleep since.
 */
json_t *sleeps_new(const struct status *s, const struct proxy *p, const json_t *last);

/* One line for the journal, without its end. */
void sleeps_print_line(FILE *f, const json_t *sleep);

/* Members of a sleep; 0 or "" if they are not there. */
u64 sleeps_number(const json_t *sleep, const char *key);
const char *sleeps_text(const json_t *o, const char *key);

/* A time line of @devs, an object of arrays by interface. */
void sleeps_svg(FILE *f, const json_t *devs, u64 from_ms, u64 to_ms);

#endif /* PZZCTL_SLEEPS_H */
