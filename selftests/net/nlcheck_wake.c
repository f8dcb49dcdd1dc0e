// SPDX-License-Identifier: GPL-2.0
/* Wake records and events, with the largest frame that a record keeps (C14). */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include <linux/if_ether.h>
#include <linux/if_packet.h>

#include "nlcheck.h"

#define ETHERTYPE	"\x88\xb5"	/* for experiments, IEEE 802 */
#define MTU		9216
#define RUNS		(PROXZZZY_WAKE_MAX + 4)

static const struct attr any_rate[] = { U32(PROXZZZY_LIMIT_A_RATE, 0), {} };

static const struct attr any_wake[] = { NEST(PROXZZZY_WAKE_A_LIMIT, any_rate), {} };

static const struct attr experiment[] = {
	ID(1), IS(BYTES), U32(PROXZZZY_RULE_A_OFFSET, 12),
	BYTES(PROXZZZY_RULE_A_PATTERN, ETHERTYPE), NEST(PROXZZZY_RULE_A_LIMIT, any_rate), {}
};

static const struct attr conf[] = {
	U32(PROXZZZY_CONF_A_S2IDLE, PROXZZZY_S2IDLE_OFF), NEST(PROXZZZY_CONF_A_WAKE, any_wake),
	NEST(PROXZZZY_CONF_A_RULE, experiment), {}
};

/* A frame for everyone, from the other end of the wire */
static bool send_frame(u32 len)
{
	struct sockaddr_ll to = { .sll_family = AF_PACKET, .sll_ifindex = dev[1] };
	u8 frame[MTU + ETH_HLEN] = "\xff\xff\xff\xff\xff\xff\2\0\0\0\0\1" ETHERTYPE;
	int fd = socket(AF_PACKET, SOCK_RAW, 0);
	bool sent = sendto(fd, frame, len, 0, (void *)&to, sizeof(to)) == (ssize_t)len;

	close(fd);
	return sent;
}

/* Reads events up to @event. */
static struct reply wait_event(struct socket *s, enum proxzzzy_event event)
{
	struct reply r = {};

	while (r.event != event && r.err >= 0)
		receive(s, &r);
	return r;
}

static void wake_once(struct socket *s, struct socket *listener, u32 len)
{
	struct reply r;

	accepted("start", ask(s, PROXZZZY_CMD_START, dev[0]));
	wait_event(listener, PROXZZZY_EVENT_STARTED);
	if (!check(send_frame(len), "frame: %s", strerror(errno)))
		return;
	r = wait_event(listener, PROXZZZY_EVENT_WAKE);
	check(r.err >= 0 && r.wakes == 1 && r.frame_len == len,
	      "event: errno %d, %u wakes, frame of %u bytes, not %u", r.err, r.wakes,
	      r.frame_len, len);
	r = wait_event(listener, PROXZZZY_EVENT_STOPPED);
	check(r.err >= 0, "not stopped by the wake");
}

void wakes(void)
{
	struct socket s = sock_open(), listener = sock_open();
	struct reply r;
	unsigned int i;

	accepted("delete", ask(&s, PROXZZZY_CMD_PROXY_DEL, dev[0]));
	if (!check(net_up(dev[0], MTU) && net_up(dev[1], MTU), "links up"))
		return;
	commit(conf);
	check(sock_join(&listener), "join: %s", strerror(errno));
	for (i = 1; i <= RUNS && passing; i++)
		wake_once(&s, &listener, MTU + ETH_HLEN - i);
	r = dump(&s, PROXZZZY_CMD_WAKE_GET, dev[0]);
	check(!r.err && r.wakes == PROXZZZY_WAKE_MAX, "%u records, errno %d (%s)", r.wakes, r.err,
	      r.text);
	check(r.wake_seq == RUNS && r.frame_len == MTU + ETH_HLEN - RUNS,
	      "the last is %llu with %u bytes", (unsigned long long)r.wake_seq, r.frame_len);
	refused("stop of what has stopped", ask(&s, PROXZZZY_CMD_STOP, dev[0]), EALREADY, "");
	sock_close(&listener);
	sock_close(&s);
}
