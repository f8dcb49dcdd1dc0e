// SPDX-License-Identifier: GPL-2.0
#include "cmd.h"

static int get(struct nl *nl, struct proxy *p)
{
	return nl_stats_get(nl, p->ifindex, &p->stats);
}

int cmd_stats(struct tool *t, int n, char **v)
{
	struct proxies p;
	const char *dev;
	int status = cmd_dev(n, v, true, &dev);

	if (status)
		return status;
	status = cmd_proxies(t, dev, get, &p);
	if (!status)
		t->face->stats(stdout, &p, t->all);
	cmd_proxies_free(&p);
	return status;
}
