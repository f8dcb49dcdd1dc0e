// SPDX-License-Identifier: GPL-2.0
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "util.h"

static void *must(void *p)
{
	if (!p) {
		fputs("proxzzzyctl: out of memory\n", stderr);
		exit(1);
	}
	return p;
}

char *util_strndup(const char *s, size_t len)
{
	return must(strndup(s, len));
}

void *util_grow(void *v, size_t n, size_t size)
{
	char *wider;

	if (n & (n - 1)) { /* not a power of two: there is room */
		memset((char *)v + n * size, 0, size);
		return v;
	}
	wider = must(calloc(n ? 2 * n : 1, size));
	if (n)
		memcpy(wider, v, n * size);
	util_free(v, n, size);
	return wider;
}

void util_free(void *v, size_t n, size_t size)
{
	if (v)
		explicit_bzero(v, n * size);
	free(v);
}

static bool plain(char c)
{
	return c >= ' ' && c <= '~';
}

static void put_escaped(FILE *f, const char *s, const char *special)
{
	for (; *s; s++) {
		if (!plain(*s))
			fprintf(f, "\\x%02x", (unsigned char)*s);
		else if (strchr(special, *s))
			fprintf(f, "\\%c", *s);
		else
			fputc(*s, f);
	}
}

void util_put_plain(FILE *f, const char *s)
{
	put_escaped(f, s, "");
}

void util_put_quoted(FILE *f, const char *s)
{
	fputc('"', f);
	put_escaped(f, s, "\"\\");
	fputc('"', f);
}

void util_put_word(FILE *f, const char *s)
{
	const char *p = s;

	while (plain(*p) && !strchr(" \"\\", *p))
		p++;
	if (*p || !*s || *s == '#')
		util_put_quoted(f, s);
	else
		fputs(s, f);
}

int util_hex_digit(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	c |= 0x20;
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

size_t util_unhex(const char *s, size_t len, const char *between, u8 *buf, size_t max)
{
	size_t i = 0, n = 0;

	while (i < len) {
		int high, low;

		i += n && s[i] && strchr(between, s[i]);
		if (len - i < 2 || n == max)
			return 0;
		high = util_hex_digit(s[i]);
		low = util_hex_digit(s[i + 1]);
		if (high < 0 || low < 0)
			return 0;
		buf[n++] = (u8)(high << 4 | low);
		i += 2;
	}
	return n;
}

void util_put_hex(FILE *f, const u8 *b, size_t len)
{
	for (size_t i = 0; i < len; i++)
		fprintf(f, "%02x", b[i]);
}

void util_put_mac(FILE *f, const u8 *mac, size_t len)
{
	for (size_t i = 0; i < len; i++)
		fprintf(f, "%s%02x", i ? ":" : "", mac[i]);
}

void util_text_open(struct util_text *t)
{
	t->s = NULL;
	t->f = must(open_memstream(&t->s, &t->len));
}

const char *util_text_close(struct util_text *t)
{
	fclose(t->f);
	return must(t->s);
}

void util_put_time(FILE *f, u64 real_ns)
{
	time_t s = (time_t)(real_ns / 1000000000);
	char day[32] = "";
	struct tm tm;

	if (localtime_r(&s, &tm))
		strftime(day, sizeof(day), "%Y-%m-%d %H:%M:%S", &tm);
	fprintf(f, "%s.%03u", day, (unsigned int)(real_ns % 1000000000 / 1000000));
}

void util_put_rfc3339(FILE *f, u64 real_ns)
{
	time_t s = (time_t)(real_ns / 1000000000);
	char day[32] = "";
	struct tm tm;

	if (gmtime_r(&s, &tm))
		strftime(day, sizeof(day), "%Y-%m-%dT%H:%M:%S", &tm);
	fprintf(f, "%s.%09uZ", day, (unsigned int)(real_ns % 1000000000));
}

static u64 now(clockid_t clock)
{
	struct timespec ts = { 0 };

	clock_gettime(clock, &ts);
	return (u64)ts.tv_sec * 1000000000 + (u64)ts.tv_nsec;
}

u64 util_boot_to_real(u64 boot_ns)
{
	return now(CLOCK_REALTIME) - now(CLOCK_BOOTTIME) + boot_ns;
}
