// SPDX-License-Identifier: GPL-2.0
/*
 * A telephone's connection, without a telephone: phone LOCAL PORT SERVER PORT FILE.
 * What the server sends is appended to FILE as it is read; what is written into
 * the pipe FILE.in is sent to it. Says "connected", then how the connection ends:
 * "closed" or an error.
 */
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

union address {
	struct sockaddr any;
	struct sockaddr_in v4;
	struct sockaddr_in6 v6;
};

static socklen_t address(union address *a, const char *ip, const char *port)
{
	memset(a, 0, sizeof(*a));
	if (strchr(ip, ':')) {
		a->v6.sin6_family = AF_INET6;
		a->v6.sin6_port = htons(atoi(port));
		inet_pton(AF_INET6, ip, &a->v6.sin6_addr);
		return sizeof(a->v6);
	}
	a->v4.sin_family = AF_INET;
	a->v4.sin_port = htons(atoi(port));
	inet_pton(AF_INET, ip, &a->v4.sin_addr);
	return sizeof(a->v4);
}

static int dial(char **argv)
{
	union address from, to;
	socklen_t len = address(&from, argv[1], argv[2]);
	int one = 1, s = socket(from.any.sa_family, SOCK_STREAM, 0);

	address(&to, argv[3], argv[4]);
	setsockopt(s, SOL_SOCKET, SO_REUSEADDR, &one, sizeof(one));
	if (bind(s, &from.any, len) || connect(s, &to.any, len))
		return -1;
	return s;
}

static int listen_to_pipe(const char *file)
{
	char path[100];

	snprintf(path, sizeof(path), "%s.in", file);
	unlink(path);
	if (mkfifo(path, 0600))
		return -1;
	return open(path, O_RDWR);	/* so that it never ends */
}

/* A sleep may cut a write short. */
static ssize_t write_all(int to, const char *p, ssize_t n)
{
	ssize_t done = 0, part = 1;

	while (done < n && part > 0) {
		part = write(to, p + done, n - done);
		done += part;
	}
	return done;
}

/* false: the connection has ended */
static int move(int from, int to)
{
	char buf[4096];
	ssize_t n = read(from, buf, sizeof(buf));

	if (n > 0 && write_all(to, buf, n) == n)
		return 1;
	puts(n ? strerror(errno) : "closed");
	return 0;
}

int main(int argc, char **argv)
{
	int s = argc == 6 ? dial(argv) : -1;
	int in = s < 0 ? -1 : listen_to_pipe(argv[5]);
	int out = in < 0 ? -1 : open(argv[5], O_WRONLY | O_CREAT | O_TRUNC, 0600);
	struct pollfd p[2] = { { .fd = s, .events = POLLIN }, { .fd = in, .events = POLLIN } };

	if (out < 0) {
		perror("phone");
		return 1;
	}
	puts("connected");
	fflush(stdout);
	while (poll(p, 2, -1) > 0) {
		if (p[0].revents && !move(s, out))
			break;
		if (p[1].revents && !move(in, s))
			break;
	}
	return 0;
}
