// SPDX-License-Identifier: GPL-2.0
/* Packets and LLDPDUs that are in files: as they are, or in hexadecimal digits. */
#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "grammar_links.h"
#include "sync.h"
#include "util.h"

#define FILE_MAX 8192 /* bytes: digits and blanks between them */

static bool fail(struct fault *f, const char *file, int line, const char *why)
{
	struct util_text t;

	util_text_open(&t);
	util_put_plain(t.f, file);
	fprintf(t.f, ": %s", why);
	f->line = line;
	snprintf(f->text, sizeof(f->text), "%s", util_text_close(&t));
	free(t.s);
	return false;
}

/* Neither an IPv4 packet nor an LLDPDU consists of digits and blanks: no mistaking. */
static bool take_text(struct bytes *to, const char *text, size_t len, size_t max)
{
	size_t end = len;

	while (end && strchr(" \t\r\n", text[end - 1]))
		end--;
	free(to->b);
	to->b = util_grow(NULL, 0, max);
	to->len = util_unhex(text, end, " \t\n:", to->b, max);
	if (to->len || !len || len > max)
		return to->len;
	memcpy(to->b, text, len);
	to->len = len;
	return true;
}

static bool read_one(struct bytes *to, size_t max, int line, const char *root, struct fault *f)
{
	char path[PATH_MAX], why[80];
	char *text;
	size_t len;
	bool ok;

	if (!to->file)
		return true;
	snprintf(path, sizeof(path), "%s%s", *to->file == '/' ? root : "", to->file);
	errno = 0;
	text = sync_read_file(path, FILE_MAX, &len);
	if (!text)
		return fail(f, to->file, line, errno ? strerror(errno) : "too large, or no file");
	ok = take_text(to, text, len, max);
	free(text);
	snprintf(why, sizeof(why), "expected 1 to %zu bytes, or their hexadecimal digits", max);
	return ok || fail(f, to->file, line, why);
}

static bool read_links(struct links *l, const char *root, struct fault *f)
{
	bool ok = true;

	for (size_t i = 0; i < l->n_teredos && ok; i++)
		ok = read_one(&l->teredos[i].packet, PROXZZZY_TEREDO_PACKET_MAX,
			      l->teredos[i].line, root, f);
	for (size_t i = 0; i < l->n_lldps && ok; i++)
		ok = read_one(&l->lldps[i].pdu, PROXZZZY_LLDP_PDU_MAX, l->lldps[i].line, root, f);
	return ok;
}

bool links_read(struct change *ch, const char *root, struct fault *f)
{
	return read_links(&ch->del_links, root, f) && read_links(&ch->set.links, root, f);
}
