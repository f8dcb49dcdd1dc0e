// SPDX-License-Identifier: GPL-2.0
/*
 * To be preloaded: the FAIL_NTH-th allocation that the kernel makes for this
 * program's netlink messages fails. What is left of that number when it ends
 * stands in the file FAIL_NTH_LEFT: not 0 if there were fewer allocations.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

static int nth_fd = -1;
static int left_fd = -1;
static int left;

static void put(int fd, int number)
{
	char text[16];
	int n = snprintf(text, sizeof(text), "%d\n", number);

	if (pwrite(fd, text, (size_t)n, 0) != n)
		abort();
}

static void arm(void)
{
	if (nth_fd < 0) {
		nth_fd = open("/proc/thread-self/fail-nth", O_RDWR | O_CLOEXEC);
		left_fd = open(getenv("FAIL_NTH_LEFT"), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC,
			       0600);
		left = atoi(getenv("FAIL_NTH"));
	}
	put(nth_fd, left);
}

static void disarm(void)
{
	int number = errno;
	char text[16] = "";

	if (pread(nth_fd, text, sizeof(text) - 1, 0) < 1)
		abort();
	put(nth_fd, 0);
	left = atoi(text);
	put(left_fd, left);
	errno = number;
}

ssize_t sendto(int fd, const void *data, size_t len, int flags, const struct sockaddr *to,
	       socklen_t to_len)
{
	ssize_t n;

	arm();
	n = syscall(SYS_sendto, fd, data, len, flags, to, to_len);
	disarm();
	return n;
}

ssize_t recvmsg(int fd, struct msghdr *msg, int flags)
{
	ssize_t n;

	arm();
	n = syscall(SYS_recvmsg, fd, msg, flags);
	disarm();
	return n;
}
