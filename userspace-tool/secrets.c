// SPDX-License-Identifier: GPL-2.0
#include <errno.h>
#include <limits.h>
#include <string.h>

#include "secrets.h"
#include "sync.h"
#include "util.h"

#define FILE_MAX 4096

static bool fail(struct fault *f, const struct community *com, const char *why)
{
	struct util_text t;

	util_text_open(&t);
	util_put_plain(t.f, com->file);
	fprintf(t.f, ": %s", why);
	util_text_close(&t);
	f->line = com->line;
	snprintf(f->text, sizeof(f->text), "%s", t.s);
	util_free(t.s, t.len, 1);
	return false;
}

/* The first line, and there is no other. Return: its length, or 0. */
static size_t line_length(const char *text, size_t len)
{
	size_t line = strcspn(text, "\r\n");

	return line + strspn(text + line, "\r\n") == len ? line : 0;
}

bool secrets_read_one(struct community *to, const char *root, struct fault *f)
{
	char path[PATH_MAX];
	size_t len, line;
	char *text;
	bool ok;

	if (!to->file)
		return true;
	snprintf(path, sizeof(path), "%s%s", *to->file == '/' ? root : "", to->file);
	errno = 0;
	text = sync_read_file(path, FILE_MAX, &len);
	if (!text)
		return fail(f, to, errno ? strerror(errno) : "not a file with a name in it");
	line = line_length(text, len);
	ok = line && line <= sizeof(to->name);
	if (ok) {
		to->len = (u8)line;
		memcpy(to->name, text, line);
	}
	util_free(text, len, 1);
	return ok || fail(f, to, "expected one line of 1 to 64 bytes, the name of a community");
}

bool secrets_read(struct change *ch, const char *root, struct fault *f)
{
	bool ok = true;

	for (size_t i = 0; i < ch->n_del_communities && ok; i++)
		ok = secrets_read_one(&ch->del_communities[i], root, f);
	for (size_t i = 0; i < ch->set.n_communities && ok; i++)
		ok = secrets_read_one(&ch->set.communities[i], root, f);
	return ok;
}
