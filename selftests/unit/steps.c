// SPDX-License-Identifier: GPL-2.0
#include <signal.h>
#include <sys/ptrace.h>
#include <sys/wait.h>
#include <unistd.h>

#include "steps.h"

/* Once before it is counted, for what happens at a first call only. */
static void be_counted(void (*work)(const void *arg), const void *arg)
{
	if (ptrace(PTRACE_TRACEME, 0, NULL, NULL))
		_exit(1);
	work(arg);
	raise(SIGSTOP);
	work(arg);
	raise(SIGSTOP);
	_exit(0);
}

static bool stopped(pid_t child, int *status)
{
	return waitpid(child, status, 0) == child && WIFSTOPPED(*status);
}

static u64 count(pid_t child)
{
	u64 steps = 0;
	int status;

	if (!stopped(child, &status))
		return 0;
	do {
		if (ptrace(PTRACE_SINGLESTEP, child, NULL, NULL) || !stopped(child, &status))
			return 0;
		steps++;
	} while (WSTOPSIG(status) != SIGSTOP);
	return steps;
}

u64 unit_steps(void (*work)(const void *arg), const void *arg)
{
	pid_t child = fork();
	u64 steps;

	if (child < 0)
		return 0;
	if (!child)
		be_counted(work, arg);
	steps = count(child);
	kill(child, SIGKILL);
	waitpid(child, NULL, 0);
	return steps;
}
