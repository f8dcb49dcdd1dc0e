// SPDX-License-Identifier: GPL-2.0
/* Proxying by command, without a suspend (R32). */
#include "cmd.h"

static int run(struct tool *t, int n, char **v, int (*call)(struct nl *nl, u32 ifindex))
{
	const char *dev;
	u32 ifindex;
	int status = cmd_dev(n, v, false, &dev);

	if (!status)
		status = cmd_open(t);
	if (!status)
		status = cmd_ifindex(dev, &ifindex);
	if (!status && call(t->nl, ifindex))
		status = cmd_refused(t);
	return status;
}

int cmd_start(struct tool *t, int n, char **v)
{
	return run(t, n, v, nl_start);
}

int cmd_stop(struct tool *t, int n, char **v)
{
	return run(t, n, v, nl_stop);
}

/* R81 */
int cmd_goodbye(struct tool *t, int n, char **v)
{
	return run(t, n, v, nl_goodbye);
}
