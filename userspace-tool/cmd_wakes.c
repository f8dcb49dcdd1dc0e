// SPDX-License-Identifier: GPL-2.0
/* What woke the host, and the frames that did it (C14). */
#include <errno.h>
#include <string.h>

#include "cmd.h"
#include "pcapng.h"

static int get(struct nl *nl, struct proxy *p)
{
	return nl_wakes_get(nl, p->ifindex, &p->wakes);
}

static int write_pcap(const char *name, const struct proxies *p)
{
	bool is_stdout = !strcmp(name, "-");
	FILE *f = is_stdout ? stdout : fopen(name, "we");
	bool failed;

	if (!f)
		return cmd_error(EXIT_REFUSED, "%s: %s", name, strerror(errno));
	pcapng_write(f, p);
	failed = fflush(f) || ferror(f);
	if (!is_stdout)
		failed |= fclose(f) != 0;
	return failed ? cmd_error(EXIT_REFUSED, "%s: %s", name, strerror(errno)) : EXIT_OK;
}

int cmd_wakes(struct tool *t, int n, char **v)
{
	struct proxies p;
	const char *dev;
	int status = cmd_dev(n, v, true, &dev);

	if (status)
		return status;
	status = cmd_proxies(t, dev, get, &p);
	if (!status && t->pcap)
		status = write_pcap(t->pcap, &p);
	else if (!status)
		t->face->wakes(stdout, &p, t->hex);
	cmd_proxies_free(&p);
	return status;
}
