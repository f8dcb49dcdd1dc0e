// SPDX-License-Identifier: GPL-2.0
/*
 * frames DEV VERB...: the other end of a wire, in words (words.c).
 *
 *	ask FRAME {and FRAME} get FRAME {and FRAME}
 *			sends, and wants exactly these answers in this order
 *	quiet FRAME {and FRAME}
 *			sends, and wants no answer at all
 *	send FRAME {and FRAME}
 *	hear FRAME	waits until that comes; prints "listening" when it listens
 *	flood FRAME {and FRAME}
 *			sends them over and over until SIGTERM, be the wire cut or not
 *	record FILE	the first 4 MiB of what comes, as pcap, until SIGTERM
 *
 * Silence takes no time: behind what is sent goes a fence, which a proxy has to
 * answer, and whose answer can't overtake another. FENCE in the environment is
 * the IPv4 or IPv6 address that it asks for, and FENCE_TAG its PRIORITY:VID. One
 * CPU keeps the order. NETNS is the network namespace to go to first.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/signalfd.h>
#include <sys/time.h>
#include <unistd.h>

#include "frames.h"

#define SENT_MAX	8
#define RECORD_MAX	(4 << 20)
#define LATE		10000	/* ms; only failures take so long */
#define FENCE_MAC	"02:00:5e:10:00:fe"

static int terminated = -1;	/* signalfd of SIGTERM */

void die(const char *fmt, ...)
{
	va_list args;

	va_start(args, fmt);
	vprintf(fmt, args);
	va_end(args);
	putchar('\n');
	exit(99);
}

static bool is_over(void)
{
	struct signalfd_siginfo what;

	return read(terminated, &what, sizeof(what)) == sizeof(what);
}

static void show(const char *what, const u8 *data, size_t len)
{
	size_t i;

	printf("%s ", what);
	for (i = 0; i < len; i++)
		printf("%02x", data[i]);
	putchar('\n');
}

/* Frames with "and" between them, up to @end or the last word. */
static unsigned int read_frames(struct frame *f, const struct wire *wire, struct words *w,
				const char *end)
{
	unsigned int n = 0;

	while (*w->at && (!end || strcmp(*w->at, end))) {
		if (n == SENT_MAX)
			die("too many frames");
		if (n && strcmp(*w->at++, "and"))
			die("'and' expected");
		frame_read(&f[n++], w, end, wire->mac);
	}
	return n;
}

static void send_all(const struct wire *wire, const struct frame *f, unsigned int n)
{
	while (n--)
		if (!wire_send(wire, f++))
			die("send: %m");
}

static void split(char *text, char **word)
{
	while ((*word = strsep(&text, " ")))
		if (**word)
			word++;
}

/* An ARP request or a Neighbor Solicitation, from somebody who asks nothing else. */
static void send_fence(const struct wire *wire)
{
	const char *address = getenv("FENCE");
	const char *vlan = getenv("FENCE_TAG");
	char text[256], *word[32];
	struct words w = { word };
	struct frame f;

	if (!address)
		die("FENCE is not set");
	snprintf(text, sizeof(text), "eth ff:ff:ff:ff:ff:ff %s %s %s ", FENCE_MAC,
		 vlan ? "tag" : "", vlan ? vlan : "");
	if (strchr(address, ':'))
		snprintf(text + strlen(text), sizeof(text) - strlen(text),
			 "ip6 fe80::fe %s ttl 255 ns %s slla %s", address, address, FENCE_MAC);
	else
		snprintf(text + strlen(text), sizeof(text) - strlen(text),
			 "arp 1 %s 198.51.100.254 00:00:00:00:00:00 %s", FENCE_MAC, address);
	split(text, word);
	frame_read(&f, &w, NULL, wire->mac);
	send_all(wire, &f, 1);
}

static bool is_fence(const u8 *data)
{
	static const u8 mac[] = { 0x02, 0x00, 0x5e, 0x10, 0x00, 0xfe };

	return !memcmp(data, mac, sizeof(mac));
}

/* An MLD report, behind its hop-by-hop header: it comes at a time of its own. */
static bool is_report(const u8 *data, size_t len)
{
	const u8 *type = data + 2 * 6;

	while (len > 80 && !memcmp(type, "\x81\x00", 2)) {
		type += 4;
		len -= 4;
	}
	return len >= 86 && !memcmp(type, "\x86\xdd\x60", 3) && !type[2 + 6] &&
	       type[2 + 48] == 131;
}

/* 0: exactly @n answers came, as they are in @wanted; reports do not count. */
static int compare(const struct wire *wire, const struct frame *wanted, unsigned int n)
{
	u8 data[FRAME_MAX];
	unsigned int i = 0;
	int bad = 0;
	size_t len;

	while ((len = wire_receive(wire, data, LATE))) {
		if (is_fence(data)) {
			for (; i < n; i++, bad = 1)
				show("missing ", wanted[i].data, wanted[i].len);
			return bad;
		}
		if (i < n && len == wanted[i].len && !memcmp(data, wanted[i].data, len)) {
			i++;
			continue;
		}
		if (is_report(data, len))
			continue;
		show("came    ", data, len);
		if (i < n)
			show("expected", wanted[i].data, wanted[i].len);
		i += i < n;
		bad = 1;
	}
	printf("the fence was not answered: nobody proxies any more\n");
	return 2;
}

static int do_ask(const struct wire *wire, struct words *w, const char *end)
{
	static struct frame out[SENT_MAX], in[SENT_MAX];
	unsigned int n_out = read_frames(out, wire, w, end);
	unsigned int n_in = 0;

	if (end) {
		if (!*w->at++)
			die("'%s' expected", end);
		n_in = read_frames(in, wire, w, NULL);
		if (!n_in)
			die("what shall come?");
	}
	send_all(wire, out, n_out);
	send_fence(wire);
	return compare(wire, in, n_in);
}

static int do_send(const struct wire *wire, struct words *w)
{
	static struct frame out[SENT_MAX];

	send_all(wire, out, read_frames(out, wire, w, NULL));
	return 0;
}

static int do_hear(const struct wire *wire, struct words *w)
{
	static struct frame wanted[SENT_MAX];
	u8 data[FRAME_MAX];
	size_t len;

	read_frames(wanted, wire, w, NULL);
	printf("listening\n");
	fflush(stdout);
	while ((len = wire_receive(wire, data, LATE)))
		if (len == wanted->len && !memcmp(data, wanted->data, len))
			return 0;
	return 1;
}

static int do_flood(const struct wire *wire, struct words *w)
{
	static struct frame out[SENT_MAX];
	unsigned int i, n = read_frames(out, wire, w, NULL);
	unsigned long count = 0, back = 0;
	u8 data[FRAME_MAX];

	printf("flooding\n");
	fflush(stdout);
	while (!is_over()) {
		for (i = 0; i < n; i++)
			count += wire_send(wire, &out[i]);
		while (wire_receive(wire, data, 0))
			back++;
	}
	printf("sent %lu, received %lu\n", count, back);
	return 0;
}

static int do_record(const struct wire *wire, const char *path)
{
	const u32 head[] = { 0xa1b2c3d4, 2 | 4 << 16, 0, 0, 65535, 1 };
	u8 data[FRAME_MAX];
	struct timeval now;
	FILE *file = fopen(path, "w");
	u32 each[4];
	size_t len;

	if (!file || fwrite(head, sizeof(head), 1, file) != 1)
		die("%s: %m", path);
	printf("listening\n");
	fflush(stdout);
	while ((len = wire_receive(wire, data, 100)) || !is_over()) {
		if (!len || ftell(file) > RECORD_MAX)
			continue;
		gettimeofday(&now, NULL);
		each[0] = (u32)now.tv_sec;
		each[1] = (u32)now.tv_usec;
		each[2] = (u32)len;
		each[3] = (u32)len;
		fwrite(each, sizeof(each), 1, file);
		fwrite(data, len, 1, file);
	}
	return fclose(file) ? 1 : 0;
}

static void prepare(void)
{
	const char *netns = getenv("NETNS");
	sigset_t term;
	cpu_set_t one;

	if (netns && setns(open(netns, O_RDONLY | O_CLOEXEC), CLONE_NEWNET))
		die("%s: %m", netns);

	CPU_ZERO(&one);
	CPU_SET(0, &one);
	sched_setaffinity(0, sizeof(one), &one);
	sigemptyset(&term);
	sigaddset(&term, SIGTERM);
	sigprocmask(SIG_BLOCK, &term, NULL);
	terminated = signalfd(-1, &term, SFD_NONBLOCK | SFD_CLOEXEC);
}

int main(int argc, char **argv)
{
	struct words w;
	struct wire wire;

	if (argc < 4)
		die("usage: frames DEV ask|quiet|send|hear|flood FRAME... | record FILE");
	prepare();
	wire_open(&wire, argv[1]);
	w.at = argv + 3;
	if (!strcmp(argv[2], "ask"))
		return do_ask(&wire, &w, "get");
	if (!strcmp(argv[2], "quiet"))
		return do_ask(&wire, &w, NULL);
	if (!strcmp(argv[2], "send"))
		return do_send(&wire, &w);
	if (!strcmp(argv[2], "hear"))
		return do_hear(&wire, &w);
	if (!strcmp(argv[2], "flood"))
		return do_flood(&wire, &w);
	if (!strcmp(argv[2], "record"))
		return do_record(&wire, argv[3]);
	die("no verb '%s'", argv[2]);
}
