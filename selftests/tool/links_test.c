// SPDX-License-Identifier: GPL-2.0
/* Packets and LLDPDUs that a configuration has in files. */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "grammar_links.h"
#include "test.h"

#define LINE "set dev a teredo @%s via 02:00:00:00:00:01 lldp @%s\n"

static const struct {
	const char *name;
	const char *in;
	size_t len;
	const char *want; /* NULL: refused */
} cases[] = {
	{ "a file holds a packet as it is [C25]", "E\0\xff", 3, "4500ff" },
	{ "or in hexadecimal digits [C25]", "4500fF", 6, "4500ff" },
	{ "with one between each pair [C25]", "45 00\nff:01\r\n\n", 14, "4500ff01" },
	{ "an empty file holds none [C25]", "", 0, NULL },
};

const int links_cases = ARRAY_SIZE(cases) + 4;

/* A file of these bytes, and a change that names it twice: as a packet and as an LLDPDU */
static void make(char path[32], const char *bytes, size_t len, struct changes *c)
{
	char text[200];
	struct fault f;
	int fd;

	strcpy(path, "/tmp/proxzzzy-test.XXXXXX");
	fd = mkstemp(path);
	if (fd < 0 || write(fd, bytes, len) != (ssize_t)len)
		abort();
	close(fd);
	snprintf(text, sizeof(text), LINE, path, path);
	if (!parse(text, c, &f))
		abort();
}

static void run(const char *name, const char *in, size_t len, const char *want)
{
	struct fault f = { 0 };
	struct util_text t;
	struct changes c;
	char path[32];
	bool ok;

	make(path, in, len, &c);
	ok = links_read(&c.v[0], "", &f);
	unlink(path);
	util_text_open(&t);
	if (ok)
		util_put_hex(t.f, c.v[0].set.links.teredos[0].packet.b,
			     c.v[0].set.links.teredos[0].packet.len);
	util_text_close(&t);
	if (ok && c.v[0].set.links.lldps[0].pdu.len != t.len / 2)
		ok = false;
	result(want ? ok && !strcmp(t.s, want) : !ok, name, ok ? t.s : f.text);
	free(t.s);
	changes_free(&c);
}

static bool too_long(size_t len, struct fault *f)
{
	static char bytes[PROXZZZY_LLDP_PDU_MAX + 1];
	struct changes c;
	char path[32];
	bool ok;

	make(path, bytes, len, &c);
	ok = links_read(&c.v[0], "", f);
	unlink(path);
	changes_free(&c);
	return !ok;
}

static void where(void)
{
	struct changes c;
	struct fault f;

	if (!parse("set dev a deep leave\ndel dev a teredo @/no\x1bwhere\n", &c, &f))
		abort();
	result(!links_read(&c.v[0], "/nowhere", &f) && f.line == 2 &&
	       !strcmp(f.text, "/no\\x1bwhere: No such file or directory"),
	       "a file that is not there is told with its line [C25]", f.text);
	changes_free(&c);
	if (!parse("set dev a lldp @/dev/zero\n", &c, &f))
		abort();
	result(!links_read(&c.v[0], "", &f) && strstr(f.text, "no file"),
	       "what is no file is not read [C25]", f.text);
	changes_free(&c);
}

void links_run(void)
{
	struct fault f = { 0 };

	for (size_t i = 0; i < ARRAY_SIZE(cases); i++)
		run(cases[i].name, cases[i].in, cases[i].len, cases[i].want);
	result(!too_long(PROXZZZY_TEREDO_PACKET_MAX, &f), "the longest packet is read [C25]",
	       f.text);
	result(too_long(PROXZZZY_TEREDO_PACKET_MAX + 1, &f) && strstr(f.text, "1 to 1280 bytes"),
	       "a longer one is refused [C25]", f.text);
	where();
}
