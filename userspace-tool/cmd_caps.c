// SPDX-License-Identifier: GPL-2.0
#include "cmd.h"

int cmd_caps(struct tool *t, int n, char **v)
{
	struct caps caps;
	int status;

	if (n)
		return cmd_error(EXIT_USAGE, "at '%s': expected nothing more", v[0]);
	status = cmd_open(t);
	if (status)
		return status;
	if (nl_caps_get(t->nl, &caps))
		status = cmd_refused(t);
	else
		t->face->caps(stdout, &caps);
	caps_free(&caps);
	return status;
}
