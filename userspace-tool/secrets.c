// SPDX-License-Identifier: GPL-2.0
#include <errno.h>
#include <limits.h>
#include <string.h>

#include "secrets.h"
#include "sip_hash.h"
#include "sync.h"
#include "util.h"

#define FILE_MAX 4096

static bool fail(struct fault *f, const char *file, int line, const char *why)
{
	struct util_text t;

	util_text_open(&t);
	util_put_plain(t.f, file);
	fprintf(t.f, ": %s", why);
	util_text_close(&t);
	f->line = line;
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

/* What is in @file, to be freed with util_free(); NULL with errno set, or 0. */
static char *read_secret(const char *root, const char *file, size_t *len)
{
	char path[PATH_MAX];

	snprintf(path, sizeof(path), "%s%s", *file == '/' ? root : "", file);
	errno = 0;
	return sync_read_file(path, FILE_MAX, len);
}

bool secrets_read_one(struct community *to, const char *root, struct fault *f)
{
	size_t len, line;
	char *text;
	bool ok;

	if (!to->file)
		return true;
	text = read_secret(root, to->file, &len);
	if (!text)
		return fail(f, to->file, to->line,
			    errno ? strerror(errno) : "not a file with a name in it");
	line = line_length(text, len);
	ok = line && line <= sizeof(to->name);
	if (ok) {
		to->len = (u8)line;
		memcpy(to->name, text, line);
	}
	util_free(text, len, 1);
	return ok || fail(f, to->file, to->line,
			  "expected one line of 1 to 64 bytes, the name of a community");
}

static bool take_ha1(struct credentials *to, const char *text, size_t len)
{
	size_t want = to->hash == PROXZZZY_HASH_MD5 ? 16 : 32;

	return len == 2 * want && util_unhex(text, len, "", to->ha1, want) == want;
}

/* C22: of a password, only its hash goes further. */
static bool read_auth(struct credentials *to, int line, const char *root, struct fault *f)
{
	size_t len, n;
	char *text;
	bool ok;

	if (!to->file)
		return true;
	text = read_secret(root, to->file, &len);
	if (!text)
		return fail(f, to->file, line,
			    errno ? strerror(errno) : "not a file with a secret in it");
	n = line_length(text, len);
	ok = n && (!to->is_ha1 || take_ha1(to, text, n));
	if (ok && !to->is_ha1)
		sip_hash(to->ha1, to->hash == PROXZZZY_HASH_SHA256, to->user, to->realm, text, n);
	util_free(text, len, 1);
	return ok || fail(f, to->file, line, to->is_ha1 ?
			  "expected one line, the HA1 in 32 or 64 hexadecimal digits" :
			  "expected one line, a password");
}

bool secrets_read(struct change *ch, const char *root, struct fault *f)
{
	bool ok = true;

	for (size_t i = 0; i < ch->n_del_communities && ok; i++)
		ok = secrets_read_one(&ch->del_communities[i], root, f);
	for (size_t i = 0; i < ch->set.n_communities && ok; i++)
		ok = secrets_read_one(&ch->set.communities[i], root, f);
	for (size_t i = 0; i < ch->set.n_registrations; i++)
		for (size_t j = 0; j < ch->set.registrations[i].n_auths && ok; j++)
			ok = read_auth(&ch->set.registrations[i].auths[j],
				       ch->set.registrations[i].line, root, f);
	return ok;
}
