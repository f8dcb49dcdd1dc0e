// SPDX-License-Identifier: GPL-2.0
/* A file of statements: all of it is staged before any of it comes into force. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "cmd.h"
#include "grammar.h"
#include "grammar_links.h"
#include "secrets.h"
#include "snmp_text.h"
#include "stage.h"
#include "util.h"

#define CHUNK 4096
#define FILE_MAX (16 << 20) /* bytes: more than the module could ever take */

struct file {
	const char *name;
	char *text;
	size_t len;
};

/* Without copies that nobody wipes, for there may be a password in it. */
static int slurp(FILE *f, struct file *file)
{
	size_t chunks = 0, got;

	setvbuf(f, NULL, _IONBF, 0);
	do {
		file->text = util_grow(file->text, chunks, CHUNK);
		got = fread(file->text + chunks++ * CHUNK, 1, CHUNK, f);
		file->len += got;
	} while (got == CHUNK && file->len <= FILE_MAX);
	if (file->len > FILE_MAX)
		return cmd_error(EXIT_USAGE, "%s is larger than %d MiB", file->name,
				 FILE_MAX >> 20);
	return ferror(f) ? cmd_error(EXIT_REFUSED, "%s: %s", file->name, strerror(errno)) : EXIT_OK;
}

static int read_file(const char *name, struct file *file)
{
	bool is_stdin = !strcmp(name, "-");
	FILE *f = is_stdin ? stdin : fopen(name, "re");
	int status;

	*file = (struct file){ .name = is_stdin ? "stdin" : name };
	if (!f)
		return cmd_error(EXIT_REFUSED, "%s: %s", name, strerror(errno));
	status = slurp(f, file);
	if (!is_stdin)
		fclose(f);
	return status;
}

/* The module would say it too, but not where. */
static int values_once(const struct file *file, const struct changes *c)
{
	for (size_t i = 0; i < c->n; i++) {
		const struct value *twice = config_value_twice(&c->v[i].set);
		struct util_text oid;
		struct fault f;

		if (!twice)
			continue;
		util_text_open(&oid);
		snmp_oid_put(oid.f, &twice->oid);
		f.line = twice->line;
		snprintf(f.text, sizeof(f.text), "at '%.80s': named already for %s",
			 util_text_close(&oid), c->v[i].dev);
		free(oid.s);
		return cmd_fault(file->name, &f);
	}
	return EXIT_OK;
}

static int parse(const struct tool *t, const struct file *file, struct changes *c)
{
	struct fault f;

	if (!grammar_file(c, file->text, file->len, &f))
		return cmd_fault(file->name, &f);
	for (size_t i = 0; i < c->n && !t->add; i++) {
		if (!change_deletes(&c->v[i]))
			continue;
		f.line = c->v[i].del_line;
		snprintf(f.text, sizeof(f.text),
			 "at 'del': a whole configuration has nothing to delete; use --add");
		return cmd_fault(file->name, &f);
	}
	for (size_t i = 0; i < c->n && !t->check; i++)
		if (!secrets_read(&c->v[i], "", &f) || !links_read(&c->v[i], "", &f))
			return cmd_fault(file->name, &f);
	return values_once(file, c);
}

/* Where the Teredo client or LLDPDU is named; else 0 */
static int line_of_link(const struct links *l, const struct nl_error *e)
{
	u8 key[TEREDO_KEY];

	for (size_t i = 0; i < l->n_teredos; i++)
		if (teredo_key(&l->teredos[i].packet, key) && !memcmp(key, e->teredo, sizeof(key)))
			return l->teredos[i].line;
	for (size_t i = 0; i < l->n_lldps; i++)
		if (!memcmp(l->lldps[i].to, e->lldp, sizeof(e->lldp)))
			return l->lldps[i].line;
	return 0;
}

/* Where the rule, address or value that was refused is named; else the interface. */
static int line_of(const struct change *c, const struct nl_error *e)
{
	const struct rule *r = config_find_rule(&c->set, e->rule);
	const struct address *a = config_find_addr(&c->set, &e->address);
	const struct value *v = config_find_value(&c->set, &e->oid);
	const struct registration *s = registration_find(c->set.registrations,
							 c->set.n_registrations, &e->local,
							 e->local_port);

	for (size_t i = 0; i < c->n_del_rules; i++)
		if (c->del_rules[i].id == e->rule)
			return c->del_rules[i].line;
	for (size_t i = 0; i < c->n_del_addrs; i++)
		if (ip_equal(&c->del_addrs[i].ip, &e->address))
			return c->del_addrs[i].line;
	for (size_t i = 0; i < c->n_del_values; i++)
		if (!oid_compare(&c->del_values[i].oid, &e->oid))
			return c->del_values[i].line;
	if (v)
		return v->line;
	if (line_of_link(&c->del_links, e))
		return line_of_link(&c->del_links, e);
	if (line_of_link(&c->set.links, e))
		return line_of_link(&c->set.links, e);
	if (s)
		return s->line;
	if (r)
		return r->line;
	return a ? a->line : c->line;
}

static int refused(const struct tool *t, const struct file *file, const struct change *c)
{
	const struct nl_error *e = nl_error(t->nl);

	util_put_plain(stderr, file->name);
	fprintf(stderr, ":%d: ", line_of(c, e));
	return cmd_refused(t);
}

struct apply {
	struct tool *t;
	const struct file *file;
	const struct changes *changes;
	u32 *ifindex; /* of each change */
	enum stage_from from;
};

static int find_devs(struct apply *a)
{
	int status = cmd_open(a->t);

	for (size_t i = 0; i < a->changes->n && !status; i++)
		status = cmd_ifindex(a->changes->v[i].dev, &a->ifindex[i]);
	return status;
}

static void abort_from(struct apply *a, size_t first, size_t end)
{
	for (size_t i = first; i < end; i++)
		nl_conf_abort(a->t->nl, a->ifindex[i]);
}

static int fill(struct apply *a)
{
	for (size_t i = 0; i < a->changes->n; i++) {
		const struct change *c = &a->changes->v[i];

		if (!stage_fill(a->t->nl, a->ifindex[i], c, a->from))
			continue;
		abort_from(a, 0, i);
		return refused(a->t, a->file, c);
	}
	return EXIT_OK;
}

static int commit(struct apply *a)
{
	for (size_t i = 0; i < a->changes->n; i++) {
		const struct change *c = &a->changes->v[i];

		if (!stage_commit(a->t->nl, a->ifindex[i], c, a->from))
			continue;
		abort_from(a, i + 1, a->changes->n);
		refused(a->t, a->file, c);
		if (i)
			cmd_error(EXIT_REFUSED, "what comes before %s in %s is in force already",
				  c->dev, a->file->name);
		return EXIT_REFUSED;
	}
	return EXIT_OK;
}

static int apply(struct tool *t, const struct file *file, const struct changes *c)
{
	struct apply a = {
		.t = t,
		.file = file,
		.changes = c,
		.from = t->add ? STAGE_FROM_CURRENT : STAGE_FROM_EMPTY,
	};
	int status;

	a.ifindex = calloc(c->n + 1, sizeof(*a.ifindex));
	if (!a.ifindex)
		return cmd_error(EXIT_REFUSED, "out of memory");
	status = find_devs(&a);
	if (!status)
		status = fill(&a);
	if (!status)
		status = commit(&a);
	free(a.ifindex);
	return status;
}

int cmd_apply(struct tool *t, int n, char **v)
{
	struct changes changes = { 0 };
	struct file file;
	int status;

	if (n != 1)
		return cmd_error(EXIT_USAGE, "expected one file, or - for standard input");
	status = read_file(v[0], &file);
	if (!status)
		status = parse(t, &file, &changes);
	if (!status && !t->check)
		status = apply(t, &file, &changes);
	changes_free(&changes);
	util_free(file.text, file.len, 1);
	return status;
}
