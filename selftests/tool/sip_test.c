// SPDX-License-Identifier: GPL-2.0
/* Credentials: hashed from what a file holds, and never told. */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "secrets.h"
#include "test.h"

/* RFC 7616 3.9.1: "Circle of Life"; and the bytes of RFC 2617 3.5 */
#define MUFASA	"auth http-auth@example.org Mufasa "
static const struct {
	const char *name;
	const char *auth;
	const char *file;
	const char *want; /* HA1 in hexadecimal, or a part of the refusal */
} cases[] = {
	{ "a password becomes its HA1 by MD5 [C22]", MUFASA "md5 password", "Circle of Life\n",
	  "3d78807defe7de2157e2b0b6573a855f" },
	{ "a password becomes its HA1 by SHA-256 [C22]", MUFASA "sha256 password", "Circle of Life",
	  "7987c64c30e25f1b74be53f966b49b90f2808aa92faf9a00262392d7b4794232" },
	{ "an HA1 is taken as it is [C22]", MUFASA "md5 ha1",
	  "939E7578ed9e3c518a452acee763bce9\r\n", "939e7578ed9e3c518a452acee763bce9" },
	{ "an HA1 of the other length is refused [C22]", MUFASA "sha256 ha1",
	  "939e7578ed9e3c518a452acee763bce9\n", "the HA1 in 32 or 64" },
	{ "an HA1 that is none is refused [C22]", MUFASA "md5 ha1",
	  "939e7578ed9e3c518a452acee763bcex\n", "the HA1 in 32 or 64" },
	{ "two lines are no password [C22]", MUFASA "md5 password", "a\nb\n", "expected one line" },
	{ "an empty file is no password [C22]", MUFASA "md5 password", "", "expected one line" },
};

const int sip_cases = ARRAY_SIZE(cases) + 1;

static char *read_with(const char *auth, const char *content, struct fault *f)
{
	char path[] = "/tmp/proxzzzy-test.XXXXXX", line[300];
	struct util_text t;
	struct changes c;
	int fd = mkstemp(path);

	if (fd < 0 || write(fd, content, strlen(content)) != (ssize_t)strlen(content))
		abort();
	close(fd);
	snprintf(line, sizeof(line), "set a sip 10.0.0.2 server x to sip:h@p %s @%s\n", auth, path);
	if (!parse(line, &c, f))
		abort();
	util_text_open(&t);
	if (secrets_read(&c.v[0], "", f)) {
		struct credentials *a = &c.v[0].set.registrations[0].auths[0];

		util_put_hex(t.f, a->ha1, a->hash == PROXZZZY_HASH_MD5 ? 16 : 32);
	} else {
		fputs(f->text, t.f);
	}
	util_text_close(&t);
	unlink(path);
	changes_free(&c);
	return t.s;
}

static void hidden(void)
{
	struct changes c;
	struct fault f;
	char *text;

	if (!parse("set a sip 10.0.0.2 server x to sip:h@p auth r u md5 saved\n", &c, &f))
		abort();
	memset(c.v[0].set.registrations[0].auths[0].ha1, 'S', 32);
	c.v[0].set.registrations[0].auths[0].secret = SECRET_GIVEN;
	text = printed(&c);
	result(strstr(text, "auth r u md5 saved\n") && !strstr(text, "SSS"),
	       "an HA1 is never printed [C22]", text);
	free(text);
	changes_free(&c);
}

void sip_run(void)
{
	for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
		struct fault f = { 0 };
		char *is = read_with(cases[i].auth, cases[i].file, &f);

		result(strstr(is, cases[i].want) && !strstr(is, "Circle"), cases[i].name, is);
		free(is);
	}
	hidden();
}
