// SPDX-License-Identifier: GPL-2.0
/*
 * The host's own SNMP agent is walked by proxzzzy-snmpwalk while the other
 * collectors are at work; what it has said at the end is taken.
 */
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "snmp_text.h"
#include "sync.h"
#include "sync_snmp.h"
#include "util.h"

#ifndef PROXZZZYCTL_LIBDIR
#define PROXZZZYCTL_LIBDIR "/usr/lib/proxzzzy"
#endif

#define PROGRAM "proxzzzy-snmpwalk"
#define AGENT "udp:127.0.0.1:161"
#define SAID_MAX (32 << 20) /* bytes: more than the module takes as values */

/*
 * Each is taken as a whole or not at all, so the parts of the host resources that
 * are long, or change by the second, are on their own and last.
 */
static const char *const subtrees[] = {
	"1.3.6.1.2.1.1", /* system */
	"1.3.6.1.2.1.2", /* interfaces */
	"1.3.6.1.2.1.25.1", /* hrSystem */
	"1.3.6.1.2.1.25.2", /* hrStorage */
	"1.3.6.1.2.1.25.3", /* hrDevice */
	"1.3.6.1.2.1.43", /* printer */
	"1.3.6.1.2.1.25.4", /* hrSWRun */
	"1.3.6.1.2.1.25.5", /* hrSWRunPerf */
	"1.3.6.1.2.1.25.6", /* hrSWInstalled */
};

/* Beside this program, or where it is installed */
static bool find(char *path, size_t size)
{
	ssize_t len = readlink("/proc/self/exe", path, size - sizeof(PROGRAM) - 1);

	while (len > 0 && path[len - 1] != '/')
		len--;
	if (len > 0) {
		snprintf(path + len - 1, size - (size_t)len + 1, "/%s", PROGRAM);
		if (!access(path, X_OK))
			return true;
	}
	snprintf(path, size, "%s", PROXZZZYCTL_LIBDIR "/" PROGRAM);
	return !access(path, X_OK);
}

static char **arguments(const struct policy_snmp *p)
{
	size_t n = p->n ? p->n : ARRAY_SIZE(subtrees);
	char **argv = util_grow(NULL, 0, (n + 3) * sizeof(*argv));

	argv[0] = util_strndup(PROGRAM, sizeof(PROGRAM) - 1);
	argv[1] = util_strndup(*p->agent ? p->agent : AGENT, sizeof(p->agent));
	for (size_t i = 0; i < n; i++) {
		struct util_text t;

		util_text_open(&t);
		if (p->n)
			snmp_oid_put(t.f, &p->subtrees[i]);
		else
			fputs(subtrees[i], t.f);
		util_text_close(&t);
		argv[2 + i] = t.s;
	}
	return argv;
}

/* In the child, up to the other program. It ends when we do. */
static void become(const char *path, char **argv, int control, int said)
{
	const struct rlimit limit = { SAID_MAX, SAID_MAX };
	int null = open("/dev/null", O_WRONLY);

	prctl(PR_SET_PDEATHSIG, SIGKILL);
	setrlimit(RLIMIT_FSIZE, &limit);
	if (dup2(control, STDIN_FILENO) >= 0 && dup2(said, STDOUT_FILENO) >= 0 &&
	    dup2(null, STDERR_FILENO) >= 0)
		execv(path, argv);
	_exit(127);
}

static void tell(int control, const struct community *com)
{
	if (send(control, com->name, com->len, MSG_NOSIGNAL) == com->len)
		shutdown(control, SHUT_WR);
}

void sync_snmp_begin(struct sync *s)
{
	int control[2] = { -1, -1 }, said = -1;
	char path[PATH_MAX], **argv;

	if (!s->policy.snmp.wanted)
		return;
	if (!find(path, sizeof(path))) {
		sync_say(s, SYNC_MISSED, "snmp", PROGRAM " is not installed");
		return;
	}
	argv = arguments(&s->policy.snmp);
	said = memfd_create("snmp", MFD_CLOEXEC);
	if (said >= 0 && !socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, control))
		s->walk.pid = fork();
	if (!s->walk.pid && control[0] >= 0)
		become(path, argv, control[1], said);
	if (s->walk.pid <= 0)
		sync_say(s, SYNC_MISSED, "snmp", "%s", strerror(errno));
	else
		tell(control[0], &s->policy.snmp.community);
	if (control[1] >= 0)
		close(control[1]);
	s->walk.control = control[0];
	s->walk.said = said;
	for (char **arg = argv; *arg; arg++)
		free(*arg);
	free(argv);
}

/* Its end of the socket is closed when it ends. */
static void wait_for(struct sync *s)
{
	struct pollfd fd = { .fd = s->walk.control, .events = POLLIN };

	while (poll(&fd, 1, sync_left_ms(s)) < 0 && errno == EINTR)
		;
	kill(s->walk.pid, SIGKILL);
	while (waitpid(s->walk.pid, NULL, 0) < 0 && errno == EINTR)
		;
	s->walk.pid = 0;
}

static void told(void *arg, const char *top, size_t n, const char *why)
{
	struct sync *s = arg;

	if (why && top)
		sync_say(s, SYNC_MISSED, "snmp", "%s: %s", top, why);
	else if (why)
		sync_say(s, SYNC_MISSED, "snmp", "%s", why);
	else if (n)
		sync_say(s, SYNC_TOOK, "snmp", "%s: %zu values", top, n);
	else
		sync_say(s, SYNC_LEFT, "snmp", "%s: the agent has nothing there", top);
}

static void enable(struct sync *s)
{
	struct config *cfg = &s->config;

	if (!cfg->n_values)
		return;
	if (!(cfg->has & HAS_SNMP_ENABLE))
		cfg->snmp.enable = 1;
	cfg->has |= HAS_SNMP_ENABLE;
	if (!cfg->n_communities)
		sync_say(s, SYNC_LEFT, "snmp", "nobody may ask: %s has no community for that",
			 s->policy.path);
}

void sync_snmp(struct sync *s)
{
	size_t len = 0;
	char *text;
	off_t end;

	if (s->walk.pid <= 0)
		return;
	wait_for(s);
	end = lseek(s->walk.said, 0, SEEK_END);
	text = util_grow(NULL, 0, (size_t)(end > 0 ? end : 0) + 1);
	while (len < (size_t)end) {
		ssize_t got = pread(s->walk.said, text + len, (size_t)end - len, (off_t)len);

		if (got <= 0)
			break;
		len += (size_t)got;
	}
	if (!len)
		sync_say(s, SYNC_MISSED, "snmp", "the agent does not answer in time");
	snmp_walk_read(&s->config, text, told, s);
	free(text);
	config_sort_values(&s->config);
	enable(s);
}

void sync_snmp_end(struct sync *s)
{
	if (s->walk.pid > 0) {
		kill(s->walk.pid, SIGKILL);
		waitpid(s->walk.pid, NULL, 0);
	}
	if (s->walk.control > 0)
		close(s->walk.control);
	if (s->walk.said > 0)
		close(s->walk.said);
}
