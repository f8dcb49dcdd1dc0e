// SPDX-License-Identifier: GPL-2.0
/* R81 by command, and what is on the wire after it. */
#define _GNU_SOURCE
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include <arpa/inet.h>
#include <linux/if_ether.h>
#include <linux/if_packet.h>

#include "nlcheck_names.h"

static const struct attr on[] = {
	U8(PROXZZZY_MDNS_A_ENABLE, 1), { PROXZZZY_MDNS_A_HOST, sizeof(BOX), 0, BOX, NULL }, {}
};

static const struct attr conf[] = {
	U32(PROXZZZY_CONF_A_S2IDLE, PROXZZZY_S2IDLE_OFF), NEST(PROXZZZY_CONF_A_ADDR, address4),
	NEST(PROXZZZY_CONF_A_MDNS, on), {}
};

static const struct attr no_address[] = {
	U32(PROXZZZY_CONF_A_S2IDLE, PROXZZZY_S2IDLE_OFF), NEST(PROXZZZY_CONF_A_MDNS, on), {}
};

/* What comes to the other end of the wire from now on */
static int listen_there(void)
{
	struct sockaddr_ll at = {
		.sll_family = AF_PACKET, .sll_protocol = htons(ETH_P_IP), .sll_ifindex = dev[1]
	};
	struct timeval limit = { .tv_sec = 20 };
	int fd = socket(AF_PACKET, SOCK_RAW, htons(ETH_P_IP));

	check(!bind(fd, (void *)&at, sizeof(at)), "listen: %s", strerror(errno));
	setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof(limit));
	return fd;
}

/* Waits for a message of mDNS that says @a, an A record of the host's address. */
static bool heard(int fd, const char *a, size_t len)
{
	u8 frame[2048];
	ssize_t got;

	while ((got = recv(fd, frame, sizeof(frame), 0)) > 0)
		if (!memcmp(frame, "\1\0\x5e\0\0\xfb", 6) && memmem(frame, got, a, len))
			return true;
	return false;
}

#define GONE	"\0\1\x80\1\0\0\0\0\0\4" IP4
#define THERE	"\0\1\x80\1\0\0\0\x78\0\4" IP4

static void is_heard(int fd, const char *what)
{
	check(heard(fd, GONE, sizeof(GONE) - 1), "%s: nothing on the wire", what);
	close(fd);
}

static struct reply goodbye(struct socket *s)
{
	return ask(s, PROXZZZY_CMD_GOODBYE, dev[0]);
}

#define SAY_NOTHING	"mDNS has said nothing that could be taken back"

static void while_proxying(struct socket *s)
{
	int fd = listen_there();

	accepted("start", ask(s, PROXZZZY_CMD_START, dev[0]));
	check(heard(fd, THERE, sizeof(THERE) - 1), "no announcement");
	accepted("goodbye", goodbye(s));
	is_heard(fd, "while proxying");
	refused_at("goodbye twice", goodbye(s), ENODATA, SAY_NOTHING, 0);
	accepted("stop", ask(s, PROXZZZY_CMD_STOP, dev[0]));
}

void goodbyes(void)
{
	struct socket s = sock_open();
	int fd;

	commit(conf);
	refused_at("without a link", goodbye(&s), ENETDOWN,
		   "the interface is down or has no link", 0);
	if (!check(net_up(dev[0], 1500) && net_up(dev[1], 1500), "links up"))
		return;
	fd = listen_there();
	accepted("not running", goodbye(&s));
	is_heard(fd, "not running");
	fd = listen_there();
	accepted("not running, once more", goodbye(&s));
	is_heard(fd, "not running, once more");
	while_proxying(&s);
	fd = listen_there();
	accepted("after stop", goodbye(&s));
	is_heard(fd, "after stop");
	commit(no_address);
	refused_at("of no address", goodbye(&s), ENODATA, SAY_NOTHING, 0);
	commit(modest);
	refused_at("of a host without a name", goodbye(&s), ENODATA, SAY_NOTHING, 0);
	accepted("delete", ask(&s, PROXZZZY_CMD_PROXY_DEL, dev[0]));
	refused("of no proxy", goodbye(&s), ENOENT, "no proxy");
	commit(modest);
	sock_close(&s);
}
