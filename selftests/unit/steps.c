// SPDX-License-Identifier: GPL-2.0
#define _GNU_SOURCE
#include <sched.h>
#include <signal.h>
#include <stdio.h>
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

/* Two processes that take turns do so many times faster where neither CPU goes idle. */
static void share_one_cpu(cpu_set_t *former)
{
	cpu_set_t one;

	sched_getaffinity(0, sizeof(*former), former);
	CPU_ZERO(&one);
	CPU_SET(sched_getcpu(), &one);
	sched_setaffinity(0, sizeof(one), &one);
}

u64 unit_steps(void (*work)(const void *arg), const void *arg)
{
	cpu_set_t former;
	u64 steps = 0;
	pid_t child;

	fflush(stdout);
	share_one_cpu(&former);
	child = fork();
	if (!child)
		be_counted(work, arg);
	if (child > 0) {
		steps = count(child);
		kill(child, SIGKILL);
		waitpid(child, NULL, 0);
	}
	sched_setaffinity(0, sizeof(former), &former);
	return steps;
}
