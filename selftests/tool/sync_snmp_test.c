// SPDX-License-Identifier: GPL-2.0
/* What proxzzzy-snmpwalk may say, and what is taken of it. */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "grammar_snmp.h"
#include "secrets.h"
#include "sync_snmp.h"
#include "test.h"

static const struct {
	const char *name;
	const char *said;
	const char *want; /* values, and what was told of each subtree */
} cases[] = {
	{ "two complete subtrees [C27]",
	  "subtree 1.3.1\nat 5\n1.3.1.1 integer 7\n1.3.1.2 hex 41\nend\nsubtree 1.3.2\n"
	  "1.3.2.1 null\nend\n",
	  "1.3.1.1 integer 7\n1.3.1.2 string \"A\"\n1.3.2.1 null\n[1.3.1 2][1.3.2 1]" },
	{ "a subtree that is not complete is left out", "subtree 1.3.1\n1.3.1.1 integer 7\n",
	  "[1.3.1 0 not complete in time]" },
	{ "half a line is none", "subtree 1.3.1\n1.3.1.1 integer 7\nend",
	  "[1.3.1 0 not complete in time]" },
	{ "a subtree that is followed by another before its end",
	  "subtree 1.3.1\n1.3.1.1 null\nsubtree 1.3.2\n1.3.2.1 null\nend\n",
	  "1.3.2.1 null\n[1.3.1 0 not complete in time][1.3.2 1]" },
	{ "a failure ends its subtree", "subtree 1.3.1\n1.3.1.1 null\nfail no answer\n",
	  "[1.3.1 0 no answer]" },
	{ "a failure before all subtrees", "fail no agent\n", "[- 0 no agent]" },
	{ "an empty subtree", "subtree 1.3.1\nend\n", "[1.3.1 0]" },
	{ "a line that is not understood spoils its subtree",
	  "subtree 1.3.1\n1.3.1.1 null\n1.3.1.2 float 1\n1.3.1.3 null\nend\n",
	  "[1.3.1 0 not understood]" },
	{ "words behind a value spoil its subtree", "subtree 1.3.1\n1.3.1.1 null x\nend\n",
	  "[1.3.1 0 not understood]" },
	{ "values outside of a subtree are not taken", "1.3.1.1 null\nend\n", "" },
	{ "the uptimes count on, from when they were taken [C27]",
	  "subtree 1.3.6.1.2.1\nat 5\n1.3.6.1.2.1.1.3.0 ticks 7\n1.3.6.1.2.1.1.8.0 ticks 8\nat 6\n"
	  "1.3.6.1.2.1.25.1.1.0 ticks 9\nend\n",
	  "1.3.6.1.2.1.1.3.0 ticks 7 count taken 5\n1.3.6.1.2.1.1.8.0 ticks 8\n"
	  "1.3.6.1.2.1.25.1.1.0 ticks 9 count taken 6\n[1.3.6.1.2.1 3]" },
};

const int sync_snmp_cases = ARRAY_SIZE(cases) + 6;

static void told(void *arg, const char *top, size_t n, const char *why)
{
	fprintf(arg, "[%s %zu%s%s]", top ? top : "-", n, why ? " " : "", why ? why : "");
}

static void run(const char *name, const char *said, const char *want)
{
	struct config cfg = { 0 };
	struct util_text notes, values;
	char *text = util_strndup(said, strlen(said));

	util_text_open(&notes);
	snmp_walk_read(&cfg, text, told, notes.f);
	util_text_close(&notes);
	util_text_open(&values);
	for (size_t i = 0; i < cfg.n_values; i++) {
		grammar_put_value(values.f, &cfg.values[i]);
		fputc('\n', values.f);
	}
	fputs(notes.s, values.f);
	util_text_close(&values);
	result(!strcmp(values.s, want), name, values.s);
	free(values.s);
	free(notes.s);
	free(text);
	config_free(&cfg);
}

/* As many as the module takes, and one more */
static void too_many(void)
{
	struct config cfg = { 0 };
	struct util_text t, notes;

	util_text_open(&t);
	fputs("subtree 1.3.1\n1.3.1.1 null\nend\nsubtree 1.3.2\n", t.f);
	for (int i = 0; i < PROXZZZY_OID_MAX; i++)
		fprintf(t.f, "1.3.2.%d null\n", i);
	fputs("end\nsubtree 1.3.3\n1.3.3.1 null\nend\n", t.f);
	util_text_close(&t);
	util_text_open(&notes);
	snmp_walk_read(&cfg, t.s, told, notes.f);
	util_text_close(&notes);
	result(cfg.n_values == 2 &&
	       !strcmp(notes.s, "[1.3.1 1][1.3.2 0 there are too many values][1.3.3 1]"),
	       "a subtree of too many values is left out as a whole [C27]", notes.s);
	free(notes.s);
	free(t.s);
	config_free(&cfg);
}

static void sort_test(void)
{
	static const char text[] = "set a oid 1.3.2 integer 1 oid 1.3.1 null\n"
				   "set a oid 1.3.2 integer 2\n";
	struct changes c;
	const struct value *twice;
	struct fault f;

	if (!parse(text, &c, &f))
		abort();
	twice = config_value_twice(&c.v[0].set);
	result(twice && twice->line == 2, "a value that is named twice is found [C27]", NULL);
	config_add_value(&c.v[0].set)->oid = (struct oid){ 2, { 1, 3 } };
	config_sort_values(&c.v[0].set);
	result(c.v[0].set.n_values == 3 && c.v[0].set.values[0].oid.n == 2 &&
	       c.v[0].set.values[2].data[0] == 1 && !config_value_twice(&c.v[0].set),
	       "values are sorted, and the first of one OID stays [C27]", NULL);
	changes_free(&c);
}

static void hiding_test(void)
{
	struct changes c;
	struct fault f;
	char *text;

	if (!parse("set dev a community hidden write from 10.0.0.0/8 community hidden\n", &c, &f))
		abort();
	text = printed(&c);
	result(!strcmp(text,
		       "# The names of communities are not told. As it is, this takes these away; "
		       "put NAME or @FILE in:\n"
		       "# set dev a community NAME write from 10.0.0.0/8\n"
		       "# set dev a community NAME\n"),
	       "a name of a community is not told, but that there is one [C26]", text);
	free(text);
	changes_free(&c);
}

static bool read_from(const char *content, size_t len, struct community *com, struct fault *f)
{
	char path[] = "/tmp/proxzzzy-test.XXXXXX";
	int fd = mkstemp(path);
	bool ok;

	if (fd < 0 || write(fd, content, len) != (ssize_t)len)
		abort();
	close(fd);
	com->file = util_strndup(path, strlen(path));
	ok = secrets_read_one(com, "", f);
	unlink(path);
	free(com->file);
	com->file = NULL;
	return ok;
}

static void files(void)
{
	static const char *const bad[] = { "", "\n", "a\nb\n",
		"01234567890123456789012345678901234567890123456789012345678901234" };
	struct community com = { 0 };
	struct fault f = { 0 };
	bool ok = true;

	result(read_from("se cret\r\n", 9, &com, &f) && com.len == 7 &&
	       !memcmp(com.name, "se cret", 7), "the name of a community is read from a file [C26]",
	       f.text);
	for (size_t i = 0; i < ARRAY_SIZE(bad); i++)
		ok &= !read_from(bad[i], strlen(bad[i]), &com, &f) &&
		      strstr(f.text, "expected one line") && !strstr(f.text, "0123");
	result(ok, "a file that is no name is refused, and not told [C26]", f.text);
}

void sync_snmp_run(void)
{
	for (size_t i = 0; i < ARRAY_SIZE(cases); i++)
		run(cases[i].name, cases[i].said, cases[i].want);
	too_many();
	sort_test();
	hiding_test();
	files();
}
