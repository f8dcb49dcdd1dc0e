// SPDX-License-Identifier: GPL-2.0
#include "cmd.h"

int cmd_status(struct tool *t, int n, char **v)
{
	struct statuses s;
	u32 ifindex = 0;
	const char *dev;
	int status = cmd_dev(n, v, true, &dev);

	if (!status)
		status = cmd_open(t);
	if (!status && dev)
		status = cmd_ifindex(dev, &ifindex);
	if (status)
		return status;
	if (nl_status_get(t->nl, ifindex, &s))
		status = cmd_refused(t);
	else
		t->face->statuses(stdout, &s);
	statuses_free(&s);
	return status;
}
