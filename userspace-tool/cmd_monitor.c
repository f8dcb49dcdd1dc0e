// SPDX-License-Identifier: GPL-2.0
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <sys/signalfd.h>
#include <unistd.h>

#include "cmd.h"

static void event(const struct event *ev, void *arg)
{
	const struct tool *t = arg;

	t->face->event(stdout, ev);
	fflush(stdout);
}

/* SIGINT and SIGTERM as something to poll, so that none gets lost before it. */
static int stop_fd(void)
{
	sigset_t stop;

	sigemptyset(&stop);
	sigaddset(&stop, SIGINT);
	sigaddset(&stop, SIGTERM);
	sigprocmask(SIG_BLOCK, &stop, NULL);
	return signalfd(-1, &stop, SFD_CLOEXEC);
}

static int follow(struct tool *t, int stop)
{
	struct pollfd fds[] = {
		{ .fd = nl_fd(t->nl), .events = POLLIN },
		{ .fd = stop, .events = POLLIN },
	};
	int err;

	while (!ferror(stdout)) {
		if (poll(fds, 2, -1) < 0 && errno != EINTR)
			return cmd_error(EXIT_REFUSED, "poll failed");
		if (fds[1].revents)
			return EXIT_OK;
		if (!fds[0].revents)
			continue;
		err = nl_events_read(t->nl, event, t);
		if (err == -ENOBUFS)
			cmd_error(EXIT_REFUSED, "events were lost: they came too fast");
		else if (err && err != -EINTR)
			return cmd_refused(t);
	}
	return EXIT_OK; /* main() says what is wrong with stdout */
}

int cmd_monitor(struct tool *t, int n, char **v)
{
	int status, stop;

	if (n)
		return cmd_error(EXIT_USAGE, "at '%s': expected nothing more", v[0]);
	status = cmd_open(t);
	if (status)
		return status;
	stop = stop_fd();
	if (stop < 0)
		return cmd_error(EXIT_REFUSED, "no signalfd");
	status = nl_events_join(t->nl) ? cmd_refused(t) : follow(t, stop);
	close(stop);
	return status;
}
