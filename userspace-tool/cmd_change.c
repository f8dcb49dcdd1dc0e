// SPDX-License-Identifier: GPL-2.0
/* `set` and `del`: one change to what is in force, as a whole or not at all. */
#include "cmd.h"
#include "grammar.h"
#include "grammar_links.h"
#include "secrets.h"
#include "stage.h"

static int change(struct tool *t, const struct change *c)
{
	u32 ifindex;
	int status = cmd_open(t);

	if (!status)
		status = cmd_ifindex(c->dev, &ifindex);
	if (status)
		return status;
	if (c->del_proxy)
		return nl_proxy_del(t->nl, ifindex) ? cmd_refused(t) : EXIT_OK;
	if (stage_fill(t->nl, ifindex, c, STAGE_FROM_CURRENT) ||
	    stage_commit(t->nl, ifindex, c, STAGE_FROM_CURRENT))
		return cmd_refused(t);
	return EXIT_OK;
}

int cmd_change(struct tool *t, int n, char **v)
{
	struct changes changes = { 0 };
	struct fault f;
	int status;

	if (grammar_statement(&changes, v - 1, (size_t)n + 1, 0, &f) &&
	    secrets_read(&changes.v[0], "", &f) &&
	    links_read(&changes.v[0], "", &f))
		status = change(t, &changes.v[0]);
	else
		status = cmd_fault(NULL, &f);
	changes_free(&changes);
	return status;
}
