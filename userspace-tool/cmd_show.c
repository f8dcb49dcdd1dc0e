// SPDX-License-Identifier: GPL-2.0
/* What is in force: `show` for people, `save` to be applied again. */
#include "cmd.h"
#include "grammar.h"

static int get(struct nl *nl, struct proxy *p)
{
	return nl_conf_get(nl, p->ifindex, &p->config, &p->generation);
}

static void save(FILE *f, const struct proxies *p)
{
	for (size_t i = 0; i < p->n; i++)
		grammar_print(f, p->v[i].dev, &p->v[i].config);
}

static int configs(struct tool *t, int n, char **v, void (*print)(FILE *f, const struct proxies *p))
{
	struct proxies p;
	const char *dev;
	int status = cmd_dev(n, v, true, &dev);

	if (status)
		return status;
	status = cmd_proxies(t, dev, get, &p);
	if (!status)
		print(stdout, &p);
	cmd_proxies_free(&p);
	return status;
}

int cmd_show(struct tool *t, int n, char **v)
{
	return configs(t, n, v, t->face->configs);
}

int cmd_save(struct tool *t, int n, char **v)
{
	return configs(t, n, v, t->face == &print_json ? t->face->configs : save);
}
