// SPDX-License-Identifier: GPL-2.0
/*
 * PID 1 of a guest. It takes requests as lines from a virtio console and answers
 * in lines; a line is "\nWORDS #LENGTH\n", so that what a suspend cut short is
 * recognised, dropped, and sent again by the other side until it was acked.
 * TEXT, PATH and DATA are in base64; each request is acked, then answered by
 * "ID exit STATUS SIZE DATA", where DATA may be only the first of SIZE bytes:
 *
 *	ID run TEXT		a shell command; its output is kept in /run/job/ID
 *	ID put PATH OFFSET DATA
 *	ID get PATH OFFSET	at most CHUNK bytes; SIZE is that of the file
 *	ID kill JOB SIGNAL
 *
 * No answer is long: the console drops what its reader does not take at once.
 *
 * As "agent beat ADDRESS PORT FILE" it counts every 100 ms into FILE and into
 * UDP datagrams; as "agent serve PORT TEXT" it is a TCP server.
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/timerfd.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>

#define JOBS 64
#define LINE 65536
#define CHUNK 12288

struct job {
	unsigned long id;
	pid_t pid;		/* 0: the slot is free */
};

static struct job jobs[JOBS];
static unsigned long seen[256];
static int port;

static const char b64[] =
	"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

static void encode(char *to, const unsigned char *p, size_t n)
{
	for (; n; p += 3, n = n > 3 ? n - 3 : 0) {
		unsigned int v = p[0] << 16;

		if (n > 1)
			v |= p[1] << 8;
		if (n > 2)
			v |= p[2];
		*to++ = b64[v >> 18];
		*to++ = b64[(v >> 12) & 63];
		*to++ = n > 1 ? b64[(v >> 6) & 63] : '=';
		*to++ = n > 2 ? b64[v & 63] : '=';
	}
	*to = 0;
}

/* In place; returns the length. */
static size_t decode(char *s)
{
	unsigned int v = 0, bits = 0;
	char *to = s, *start = s;

	for (; *s && *s != '='; s++) {
		v = v << 6 | (strchr(b64, *s) - b64);
		bits += 6;
		if (bits >= 8) {
			bits -= 8;
			*to++ = v >> bits;
		}
	}
	*to = 0;
	return to - start;
}

static void say(unsigned long id, const char *verb, const char *rest)
{
	char text[CHUNK * 2], line[CHUNK * 2 + 64];
	int n, at = 0;

	n = snprintf(text, sizeof(text), "%lu %s %s", id, verb, rest);
	n = snprintf(line, sizeof(line), "\n%s #%d\n", text, n);
	while (at < n) {
		ssize_t sent = write(port, line + at, n - at);

		if (sent > 0)
			at += sent;
		else if (errno != EINTR && errno != EAGAIN)
			return;
	}
}

/* The answer to a request, with what is in the file from there on. */
static void say_exit(unsigned long id, int status, const char *path, off_t at)
{
	static char text[CHUNK * 4 / 3 + 64];
	static unsigned char data[CHUNK];
	struct stat st = { 0 };
	int fd = path ? open(path, O_RDONLY | O_CLOEXEC) : -1;
	ssize_t n = 0;
	int used;

	if (fd >= 0) {
		fstat(fd, &st);
		n = pread(fd, data, sizeof(data), at);
		close(fd);
	}
	/* Files of proc and sysfs have no size. */
	used = snprintf(text, sizeof(text), "%d %lld ", status,
			(long long)(st.st_size || n <= 0 ? st.st_size : -1));
	encode(text + used, data, n > 0 ? n : 0);
	say(id, "exit", text);
}

static const char *job_path(unsigned long id)
{
	static char path[40];

	snprintf(path, sizeof(path), "/run/job/%lu", id);
	return path;
}

static void child(const char *command, int out)
{
	sigset_t none;

	sigemptyset(&none);
	sigprocmask(SIG_SETMASK, &none, NULL);
	signal(SIGPIPE, SIG_DFL);
	setsid();
	close(0);
	open("/dev/null", O_RDONLY);
	dup2(out, 1);
	dup2(out, 2);
	execl("/bin/sh", "sh", "-c", command, NULL);
	_exit(127);
}

static void run(unsigned long id, const char *command)
{
	struct job *job = jobs;
	int out;

	while (job < jobs + JOBS && job->pid)
		job++;
	out = open(job_path(id), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0644);
	if (job == jobs + JOBS || out < 0) {
		say_exit(id, 126, NULL, 0);
		return;
	}
	job->id = id;
	job->pid = fork();
	if (!job->pid)
		child(command, out);
	close(out);
}

static void put(unsigned long id, const char *path, off_t at, char *data)
{
	size_t n = decode(data);
	int fd = open(path, O_WRONLY | O_CREAT | (at ? 0 : O_TRUNC), 0644);

	say_exit(id, fd < 0 || pwrite(fd, data, n, at) != (ssize_t)n, NULL, 0);
	if (fd >= 0)
		close(fd);
}

static void stop(unsigned long id, unsigned long target, int sig)
{
	for (struct job *job = jobs; job < jobs + JOBS; job++)
		if (job->pid && job->id == target)
			kill(-job->pid, sig);
	say_exit(id, 0, NULL, 0);
}

/* A request that comes again was acked, but the ack crossed it. */
static int is_new(unsigned long id)
{
	static unsigned int next;

	for (size_t i = 0; i < sizeof(seen) / sizeof(*seen); i++)
		if (seen[i] == id)
			return 0;
	seen[next++ % (sizeof(seen) / sizeof(*seen))] = id;
	return 1;
}

static void request(char *line)
{
	char *word[5] = { NULL }, *mark = strrchr(line, '#');
	unsigned long id;
	int n = 0;

	if (!mark || mark == line || mark - 1 - line != atol(mark + 1))
		return;
	mark[-1] = 0;
	for (char *w = strtok(line, " "); w && n < 5; w = strtok(NULL, " "))
		word[n++] = w;
	if (n < 3)
		return;
	id = strtoul(word[0], NULL, 10);
	say(id, "ack", "");
	if (!is_new(id))
		return;
	if (!strcmp(word[1], "run")) {
		decode(word[2]);
		run(id, word[2]);
	} else if (!strcmp(word[1], "put") && n == 5) {
		decode(word[2]);
		put(id, word[2], atol(word[3]), word[4]);
	} else if (!strcmp(word[1], "get") && n == 4) {
		decode(word[2]);
		say_exit(id, access(word[2], R_OK) ? 1 : 0, word[2], atol(word[3]));
	} else if (!strcmp(word[1], "kill") && n == 4) {
		stop(id, strtoul(word[2], NULL, 10), atoi(word[3]));
	}
}

static void receive(void)
{
	static char line[LINE];
	static size_t used;
	char buf[4096];
	ssize_t n = read(port, buf, sizeof(buf));

	for (ssize_t i = 0; i < n; i++) {
		if (buf[i] != '\n' && used < LINE - 1) {
			line[used++] = buf[i];
			continue;
		}
		line[used] = 0;
		used = 0;
		if (*line)
			request(line);
	}
}

static void reap(void)
{
	int status;
	pid_t pid;

	while ((pid = waitpid(-1, &status, WNOHANG)) > 0) {
		for (struct job *job = jobs; job < jobs + JOBS; job++) {
			if (job->pid != pid)
				continue;
			job->pid = 0;
			say_exit(job->id, WIFEXITED(status) ?
				 WEXITSTATUS(status) : 128 + WTERMSIG(status),
				 job_path(job->id), 0);
		}
	}
}

static void serve_requests(int signals)
{
	struct signalfd_siginfo info;
	struct pollfd p[2] = {
		{ .fd = port, .events = POLLIN },
		{ .fd = signals, .events = POLLIN },
	};

	for (;;) {
		if (poll(p, 2, -1) < 0)
			continue;
		if (p[1].revents && read(signals, &info, sizeof(info)) > 0)
			reap();
		if (p[0].revents & POLLIN)
			receive();
	}
}

static int beat(const char *address, const char *service, const char *file)
{
	struct sockaddr_in to = { .sin_family = AF_INET };
	struct itimerspec every = { { 0, 100000000 }, { 0, 100000000 } };
	int s = socket(AF_INET, SOCK_DGRAM, 0);
	int timer = timerfd_create(CLOCK_MONOTONIC, 0);
	int fd = open(file, O_WRONLY | O_CREAT | O_TRUNC, 0644);
	unsigned long count = 0;
	unsigned long long ticks;
	char text[24];

	inet_pton(AF_INET, address, &to.sin_addr);
	to.sin_port = htons(atoi(service));
	timerfd_settime(timer, 0, &every, NULL);
	while (read(timer, &ticks, sizeof(ticks)) == sizeof(ticks)) {
		/* Counts rounds of this loop, not of the timer behind it. */
		int n = snprintf(text, sizeof(text), "%lu\n", ++count);

		if (pwrite(fd, text, n, 0) == n)
			sendto(s, text, n, 0, (void *)&to, sizeof(to));
	}
	return 1;
}

static void talk(int s, const char *text)
{
	char buf[4096];
	ssize_t n;

	dprintf(s, "%s\n", text);
	while ((n = read(s, buf, sizeof(buf))) > 0)
		if (write(s, buf, n) != n)
			break;
	_exit(0);
}

static int serve(const char *service, const char *text)
{
	struct sockaddr_in6 at = { .sin6_family = AF_INET6 };
	int one = 1, l = socket(AF_INET6, SOCK_STREAM, 0);

	signal(SIGCHLD, SIG_IGN);
	at.sin6_port = htons(atoi(service));
	setsockopt(l, SOL_SOCKET, SO_REUSEADDR, &one, sizeof(one));
	if (bind(l, (void *)&at, sizeof(at)) || listen(l, 1024))
		return 1;
	puts("ready");
	fflush(stdout);
	for (;;) {
		int s = accept(l, NULL, NULL);

		if (s >= 0 && !fork())
			talk(s, text);
		close(s);
	}
}

int main(int argc, char **argv)
{
	struct termios tty;
	sigset_t set;

	if (argc == 5 && !strcmp(argv[1], "beat"))
		return beat(argv[2], argv[3], argv[4]);
	if (argc == 4 && !strcmp(argv[1], "serve"))
		return serve(argv[2], argv[3]);
	port = argc == 2 ? open(argv[1], O_RDWR | O_CLOEXEC) : -1;
	if (port < 0) {
		fprintf(stderr, "usage: agent PORT | beat ... | serve ...\n");
		return 2;
	}
	tcgetattr(port, &tty);
	cfmakeraw(&tty);
	tcsetattr(port, TCSANOW, &tty);
	signal(SIGPIPE, SIG_IGN);
	sigemptyset(&set);
	sigaddset(&set, SIGCHLD);
	sigprocmask(SIG_BLOCK, &set, NULL);
	mkdir("/run/job", 0755);
	say(0, "ready", "");
	serve_requests(signalfd(-1, &set, SFD_CLOEXEC));
}
