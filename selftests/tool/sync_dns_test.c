// SPDX-License-Identifier: GPL-2.0
/* DNS answers of whoever sends them: what is read, and what is refused. */
#include <stdlib.h>
#include <string.h>

#include "grammar_names.h"
#include "sync_dns.h"
#include "test.h"

#define HEAD "\x12\x34\x84\x00\x00\x00\x00\x01\x00\x00\x00\x00"
#define HTTP "\x05_http\x04_tcp\x05local\x00"
#define PTR "\x00\x0c\x80\x01\x00\x00\x00\x0a"

static const struct {
	const char *name;
	const char *msg;
	size_t len;
	const char *want; /* the records, or NULL: refused */
} cases[] = {
#define CASE(name, msg, want) { name, msg, sizeof(msg) - 1, want }
	CASE("a PTR record with a compressed name [C32]",
	     HEAD HTTP PTR "\x00\x04\x01x\xc0\x0c", "_http._tcp.local ttl 10 shared PTR "
	     "x._http._tcp.local\n"),
	CASE("an SRV record whose host is compressed [C30]",
	     HEAD HTTP "\x00\x21\x00\x01\x00\x00\x00\x78\x00\x0a\x00\x01\x00\x02\x00\x50\x01h\xc0\x17",
	     "_http._tcp.local ttl 120 shared SRV 1 2 80 h.local\n"),
	CASE("a TXT record [C33]",
	     HEAD HTTP "\x00\x10\x80\x01\x00\x00\x00\x78\x00\x04\x03x=1",
	     "_http._tcp.local ttl 120 shared TXT \"x=1\"\n"),
	CASE("a record of another class is passed over",
	     HEAD HTTP "\x00\x10\x00\x03\x00\x00\x00\x78\x00\x04\x03x=1", ""),
	CASE("the question is stepped over",
	     "\x12\x34\x84\x00\x00\x01\x00\x01\x00\x00\x00\x00" HTTP "\x00\x0c\x00\x01"
	     "\xc0\x0c" PTR "\x00\x04\x01x\xc0\x0c",
	     "_http._tcp.local ttl 10 shared PTR x._http._tcp.local\n"),
	CASE("an answer to another question is refused",
	     "\x12\x35\x84\x00\x00\x00\x00\x00\x00\x00\x00\x00", NULL),
	CASE("a question is no answer", "\x12\x34\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00", NULL),
	CASE("an error is no answer", "\x12\x34\x84\x03\x00\x00\x00\x00\x00\x00\x00\x00", NULL),
	CASE("half a header is refused", "\x12\x34\x84\x00\x00\x00\x00\x01", NULL),
	CASE("a record that is not there is refused", HEAD, NULL),
	CASE("a pointer to itself is refused", HEAD "\xc0\x0c" PTR "\x00\x00", NULL),
	CASE("a pointer forward is refused", HEAD "\xc0\x20" PTR "\x00\x02\xc0\x0c", NULL),
	CASE("pointers in a circle are refused", HEAD "\x01x\xc0\x0c" PTR "\x00\x02\xc0\x0c",
	     NULL),
	CASE("half a pointer is refused", HEAD "\xc0", NULL),
	CASE("a label of an unknown kind is refused", HEAD "\x80x\x00" PTR "\x00\x01\x00", NULL),
	CASE("a label beyond the end is refused", HEAD "\x3fx", NULL),
	CASE("half a record's head is refused", HEAD HTTP "\x00\x0c\x00\x01\x00", NULL),
	CASE("data beyond the end are refused", HEAD HTTP PTR "\x00\x09\x01x\xc0\x0c", NULL),
	CASE("a text beyond the end is refused",
	     HEAD HTTP "\x00\x10\x00\x01\x00\x00\x00\x78\x00\x09\x01x", NULL),
	CASE("a name that goes beyond its data is refused",
	     HEAD HTTP PTR "\x00\x02\x01x\xc0\x0c", NULL),
	CASE("data behind the name are refused", HEAD HTTP PTR "\x00\x05\x01x\xc0\x0c\x00",
	     NULL),
	CASE("half of an SRV record is refused",
	     HEAD HTTP "\x00\x21\x00\x01\x00\x00\x00\x78\x00\x05\x00\x01\x00\x02\x00", NULL),
#undef CASE
};

#define OTHERS 4

const int sync_dns_cases = ARRAY_SIZE(cases) + OTHERS;

static void print(const struct rr *rr, void *arg)
{
	struct rr copy = *rr;

	copy.shared = true;
	grammar_put_record(arg, &copy);
	fputc('\n', arg);
}

static void run(const char *name, const char *msg, size_t len, const char *want)
{
	u8 *exact = malloc(len); /* so that the sanitizer sees its end */
	struct util_text t;
	bool ok;

	if (!exact)
		abort();
	memcpy(exact, msg, len);
	util_text_open(&t);
	ok = sync_dns_answer(exact, len, 0x1234, print, t.f);
	util_text_close(&t);
	result(ok == !!want && (!want || !strcmp(t.s, want)), name, t.s);
	free(t.s);
	free(exact);
}

static void count(const struct rr *rr, void *arg)
{
	(void)rr;
	++*(int *)arg;
}

/* Four labels of 63 bytes */
static void long_name(void)
{
	u8 msg[512] = { 0x12, 0x34, 0x84, 0, 0, 0, 0, 1 };
	size_t at = 12;
	int n = 0;

	for (int i = 0; i < 4; i++, at += 64)
		memset(msg + at, 63, 64);
	memcpy(msg + at + 1, "\x00\x10\x00\x01\x00\x00\x00\x01\x00\x00", 10);
	result(!sync_dns_answer(msg, at + 11, 0x1234, count, &n) && !n,
	       "a name of more than 255 bytes is refused", NULL);
}

static void compare(void)
{
	struct dname a, b, c;
	u8 msg[300];

	dns_name_parse("A.Local", &a);
	dns_name_parse("a.lOCAL", &b);
	dns_name_parse("local", &c);
	result(sync_dns_same(&a, &b) && !sync_dns_same(&a, &c), "names are equal in any case",
	       NULL);
	result(sync_dns_below(&a, &c) && !sync_dns_below(&c, &c) && !sync_dns_below(&c, &a),
	       "a name is below another, but not below itself", NULL);
	result(sync_dns_question(msg, 0x1234, &a, 12) == 12 + 9 + 4 &&
	       !memcmp(msg, "\x12\x34\0\0\0\1\0\0\0\0\0\0\1A\5Local\0\0\x0c\0\1", 25),
	       "a question as it goes out", NULL);
}

void sync_dns_run(void)
{
	for (size_t i = 0; i < ARRAY_SIZE(cases); i++)
		run(cases[i].name, cases[i].msg, cases[i].len, cases[i].want);
	long_name();
	compare();
}
