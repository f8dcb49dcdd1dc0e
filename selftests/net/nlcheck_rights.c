// SPDX-License-Identifier: GPL-2.0
/* Who may ask for what, who is told, and what outlives whom. */
#define _GNU_SOURCE
#include <errno.h>
#include <grp.h>
#include <net/if.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "nlcheck.h"

static bool holds(const struct reply *r, const char *text)
{
	return memmem(r->conf, r->conf_len, text, strlen(text));
}

void secrets(void)
{
	static const struct attr kept[] = {
		ID(7), IS(MAGIC), FLAG(PROXZZZY_RULE_A_SECRET_KEPT), {}
	};
	static const struct attr kept9[] = {
		U32(PROXZZZY_RULE_A_ID, 9), U32(PROXZZZY_RULE_A_KIND, PROXZZZY_KIND_MAGIC),
		FLAG(PROXZZZY_RULE_A_SECRET_KEPT), {}
	};
	static const struct attr with[] = {
		U32(PROXZZZY_CONF_A_S2IDLE, PROXZZZY_S2IDLE_OFF),
		NEST(PROXZZZY_CONF_A_ADDR, address4), NEST(PROXZZZY_CONF_A_ADDR, address6),
		NEST(PROXZZZY_CONF_A_RULE, kept9), NEST(PROXZZZY_CONF_A_RULE, ssh), {}
	};
	static const struct attr without[] = { NEST(PROXZZZY_CONF_A_RULE, kept), {} };
	struct reply before, after;
	struct socket s;

	commit(modest);
	before = in_force();
	check(holds(&before, "ssh") && !holds(&before, "seCret"), "a password was dumped");
	commit(with);		/* what a dump says, given back */
	after = in_force();
	check(same(&before, &after), "what was dumped, given back, is something else");
	s = staged(only_by_command);
	refused("secret of another rule", ask_conf(&s, PROXZZZY_CMD_CONF_ADD, dev[0], without),
		ENOKEY, "secret");
	free(before.conf);
	free(after.conf);
	sock_close(&s);
}

void events(void)
{
	struct socket listener = sock_open();
	struct reply r = {};

	check(sock_join(&listener), "join: %s", strerror(errno));
	commit(modest);
	receive(&listener, &r);
	check(r.err >= 0 && r.messages == 1 && r.generation, "no event: errno %d, %u messages",
	      r.err, r.messages);
	sock_close(&listener);
}

/* Runs @test in a child and takes over its verdict. */
static void apart(void (*test)(void))
{
	pid_t pid;
	int status;

	fflush(stdout);
	pid = fork();
	if (!pid) {
		passing = true;
		test();
		fflush(stdout);
		_exit(!passing);
	}
	check(pid > 0 && waitpid(pid, &status, 0) == pid && WIFEXITED(status) &&
	      !WEXITSTATUS(status), "child failed");
}

static void may_only_ask(void)
{
	static const u8 changes[] = {
		PROXZZZY_CMD_PROXY_DEL, PROXZZZY_CMD_CONF_BEGIN, PROXZZZY_CMD_CONF_COMMIT,
		PROXZZZY_CMD_CONF_ABORT, PROXZZZY_CMD_START, PROXZZZY_CMD_STOP, PROXZZZY_CMD_GOODBYE
	};
	struct socket s = sock_open();
	unsigned int i;

	accepted("capabilities", ask(&s, PROXZZZY_CMD_CAPS_GET, 0));
	for (i = 0; i < COUNT(changes); i++)
		refused("change", ask(&s, changes[i], dev[0]), EPERM, "");
	refused("add", ask_conf(&s, PROXZZZY_CMD_CONF_ADD, dev[0], modest), EPERM, "");
	refused("del", ask_conf(&s, PROXZZZY_CMD_CONF_DEL, dev[0], modest), EPERM, "");
	refused("frames", dump(&s, PROXZZZY_CMD_WAKE_GET, dev[0]), EPERM, "");
	sock_close(&s);
}

static void as_nobody(void)
{
	struct socket s;

	if (!check(!setgroups(0, NULL) && !setresgid(65534, 65534, 65534) &&
		   !setresuid(65534, 65534, 65534), "setuid: %s", strerror(errno)))
		return;
	may_only_ask();
	s = sock_open();
	accepted("status", ask(&s, PROXZZZY_CMD_PROXY_GET, dev[0]));
	accepted("configuration", dump(&s, PROXZZZY_CMD_CONF_GET, dev[0]));
	accepted("counters", dump(&s, PROXZZZY_CMD_STATS_GET, dev[0]));
	check(!sock_join(&s) && errno == EPERM, "events, with their frames");
	sock_close(&s);
}

/* Root of a user namespace is nobody here, even in its own network namespace. */
static void as_contained_root(void)
{
	if (!check(!unshare(CLONE_NEWUSER | CLONE_NEWNET), "unshare: %s", strerror(errno)))
		return;
	may_only_ask();
}

void unprivileged(void)
{
	struct reply before, after;

	commit(modest);
	before = in_force();
	apart(as_nobody);
	apart(as_contained_root);
	after = in_force();
	check(same(&before, &after), "the configuration changed");
	free(before.conf);
	free(after.conf);
}

static void elsewhere(void)
{
	u32 there[2];
	struct socket s;

	if (!check(!unshare(CLONE_NEWNET) && net_make(there), "another namespace"))
		return;
	s = sock_open();
	refused("configuration of another namespace",
		dump(&s, PROXZZZY_CMD_CONF_GET, there[0]), ENOENT, "no proxy");
	accepted("stage here", ask(&s, PROXZZZY_CMD_CONF_BEGIN, there[0]));
	accepted("proxies here", dump(&s, PROXZZZY_CMD_PROXY_GET, 0));
	/* the stage, its socket, its interface and the namespace end together */
}

/* Opens stages on an interface that then goes, and in a namespace that ends. */
void orphans(void)
{
	struct socket s = sock_open();
	unsigned int i, gone;

	for (i = 0; i < PROXZZZY_STAGE_MAX + 1; i++) {
		if (!check(net_add("nlc2", "nlc3"), "interface"))
			break;
		gone = if_nametoindex("nlc2");
		accepted("stage", ask(&s, PROXZZZY_CMD_CONF_BEGIN, gone));
		accepted("add", ask_conf(&s, PROXZZZY_CMD_CONF_ADD, gone, modest));
		net_remove(gone);
		refused("stage of an interface that is gone",
			ask(&s, PROXZZZY_CMD_CONF_COMMIT, gone), ENODEV, "index");
	}
	sock_close(&s);
	apart(elsewhere);
	s = sock_open();
	accepted("stage at the end", ask(&s, PROXZZZY_CMD_CONF_BEGIN, dev[0]));
	sock_close(&s);
}
