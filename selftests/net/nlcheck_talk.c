// SPDX-License-Identifier: GPL-2.0
#include <errno.h>
#include <net/if.h>
#include <stdlib.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/time.h>

#include <linux/if_link.h>
#include <linux/rtnetlink.h>
#include <linux/veth.h>

#include "nlcheck.h"

u16 family_id;
u32 group_id;

static void die(const char *what)
{
	printf("Bail out! %s: %s\n", what, strerror(errno));
	exit(1);
}

static struct mnl_socket *open_nl(int bus)
{
	struct timeval limit = { .tv_sec = 20 };
	struct mnl_socket *nl = mnl_socket_open(bus);
	int one = 1;

	if (!nl || mnl_socket_bind(nl, 0, MNL_SOCKET_AUTOPID) < 0)
		die("netlink socket");
	mnl_socket_setsockopt(nl, NETLINK_EXT_ACK, &one, sizeof(one));
	mnl_socket_setsockopt(nl, NETLINK_CAP_ACK, &one, sizeof(one));
	setsockopt(mnl_socket_get_fd(nl), SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof(limit));
	return nl;
}

struct socket sock_open(void)
{
	return (struct socket){ .nl = open_nl(NETLINK_GENERIC) };
}

void sock_close(struct socket *s)
{
	mnl_socket_close(s->nl);
	s->nl = NULL;
}

bool sock_join(struct socket *s)
{
	return mnl_socket_setsockopt(s->nl, NETLINK_ADD_MEMBERSHIP, &group_id,
				     sizeof(group_id)) == 0;
}

static void find_group(const struct nlattr *groups)
{
	const struct nlattr *group, *a;

	mnl_attr_for_each_nested(group, groups)
		mnl_attr_for_each_nested(a, group)
			if (mnl_attr_get_type(a) == CTRL_ATTR_MCAST_GRP_ID)
				group_id = mnl_attr_get_u32(a);
}

static int on_family(const struct nlmsghdr *h, void *data)
{
	const struct nlattr *a;

	(void)data;
	mnl_attr_for_each(a, h, sizeof(struct genlmsghdr)) {
		if (mnl_attr_get_type(a) == CTRL_ATTR_FAMILY_ID)
			family_id = mnl_attr_get_u16(a);
		if (mnl_attr_get_type(a) == CTRL_ATTR_MCAST_GROUPS)
			find_group(a);
	}
	return MNL_CB_OK;
}

void family_find(void)
{
	struct mnl_socket *nl = open_nl(NETLINK_GENERIC);
	char buf[16384];
	struct nlmsghdr *h = mnl_nlmsg_put_header(buf);
	struct genlmsghdr *g;
	ssize_t n;

	h->nlmsg_type = GENL_ID_CTRL;
	h->nlmsg_flags = NLM_F_REQUEST;
	g = mnl_nlmsg_put_extra_header(h, sizeof(*g));
	g->cmd = CTRL_CMD_GETFAMILY;
	g->version = 1;
	mnl_attr_put_strz(h, CTRL_ATTR_FAMILY_NAME, PROXZZZY_GENL_NAME);
	mnl_socket_sendto(nl, h, h->nlmsg_len);
	n = mnl_socket_recvfrom(nl, buf, sizeof(buf));
	if (n < 0 || mnl_cb_run(buf, n, 0, mnl_socket_get_portid(nl), on_family, NULL) < 0)
		die("family " PROXZZZY_GENL_NAME);
	mnl_socket_close(nl);
}

struct nlmsghdr *begin(void *buf, u8 cmd, u16 flags, u32 ifindex)
{
	struct nlmsghdr *h = mnl_nlmsg_put_header(buf);
	struct genlmsghdr *g;

	h->nlmsg_type = family_id;
	h->nlmsg_flags = NLM_F_REQUEST | NLM_F_ACK | flags;
	g = mnl_nlmsg_put_extra_header(h, sizeof(*g));
	g->cmd = cmd;
	g->version = PROXZZZY_GENL_VERSION;
	if (ifindex)
		mnl_attr_put_u32(h, PROXZZZY_A_IFINDEX, ifindex);
	return h;
}

void put(struct nlmsghdr *h, const struct attr *attrs)
{
	struct nlattr *nest;

	for (; attrs->type; attrs++) {
		if (attrs->nest) {
			nest = mnl_attr_nest_start(h, attrs->type);
			put(h, attrs->nest);
			mnl_attr_nest_end(h, nest);
		} else {
			mnl_attr_put(h, attrs->type, attrs->len,
				     attrs->bytes ? attrs->bytes : &attrs->value);
		}
	}
}

/* The attributes behind an error or the end of a dump */
static void read_extack(struct reply *r, const struct nlmsghdr *h, size_t behind)
{
	const struct nlattr *a;

	if (!(h->nlmsg_flags & NLM_F_ACK_TLVS))
		return;
	mnl_attr_for_each(a, h, behind) {
		if (mnl_attr_get_type(a) == NLMSGERR_ATTR_MSG)
			snprintf(r->text, sizeof(r->text), "%s", mnl_attr_get_str(a));
		if (mnl_attr_get_type(a) == NLMSGERR_ATTR_OFFS)
			r->offset = mnl_attr_get_u32(a);
	}
}

static void keep_conf(struct reply *r, const struct nlattr *conf)
{
	u16 len = mnl_attr_get_payload_len(conf);

	r->conf = realloc(r->conf, r->conf_len + len + 1);
	if (!r->conf)
		die("memory");
	memcpy(r->conf + r->conf_len, mnl_attr_get_payload(conf), len);
	r->conf_len += len;
}

static void read_wake(struct reply *r, const struct nlattr *wake)
{
	const struct nlattr *a;

	r->wakes++;
	r->frame_len = 0;
	mnl_attr_for_each_nested(a, wake) {
		if (mnl_attr_get_type(a) == PROXZZZY_RECORD_A_SEQ)
			r->wake_seq = mnl_attr_get_u64(a);
		if (mnl_attr_get_type(a) == PROXZZZY_RECORD_A_FRAME)
			r->frame_len = mnl_attr_get_payload_len(a);
	}
}

static void read_event(struct reply *r, const struct nlattr *event)
{
	const struct nlattr *a;

	mnl_attr_for_each_nested(a, event)
		if (mnl_attr_get_type(a) == PROXZZZY_EVENT_A_TYPE)
			r->event = mnl_attr_get_u32(a);
}

static void read_answer(struct reply *r, const struct nlmsghdr *h)
{
	const struct nlattr *a;

	r->messages++;
	mnl_attr_for_each(a, h, sizeof(struct genlmsghdr)) {
		if (mnl_attr_get_type(a) == PROXZZZY_A_CONF)
			keep_conf(r, a);
		if (mnl_attr_get_type(a) == PROXZZZY_A_GENERATION)
			r->generation = mnl_attr_get_u32(a);
		if (mnl_attr_get_type(a) == PROXZZZY_A_WAKE)
			read_wake(r, a);
		if (mnl_attr_get_type(a) == PROXZZZY_A_EVENT)
			read_event(r, a);
	}
}

/* Returns whether this message ends the answer. */
static bool read_message(struct reply *r, const struct nlmsghdr *h)
{
	const int *err = mnl_nlmsg_get_payload(h);

	r->interrupted |= !!(h->nlmsg_flags & NLM_F_DUMP_INTR);
	switch (h->nlmsg_type) {
	case NLMSG_ERROR:
		r->err = -*err;
		read_extack(r, h, sizeof(struct nlmsgerr));
		return true;
	case NLMSG_DONE:
		r->err = mnl_nlmsg_get_payload_len(h) >= sizeof(*err) ? -*err : 0;
		read_extack(r, h, sizeof(*err));
		return true;
	}
	read_answer(r, h);
	return false;
}

bool receive(struct socket *s, struct reply *r)
{
	static char buf[1 << 17];
	ssize_t got = mnl_socket_recvfrom(s->nl, buf, sizeof(buf));
	const struct nlmsghdr *h = (void *)buf;
	int left = got;

	if (got < 0) {
		r->err = -1;
		return true;
	}
	for (; mnl_nlmsg_ok(h, left); h = mnl_nlmsg_next(h, &left))
		if ((!h->nlmsg_seq || h->nlmsg_seq == s->seq) && read_message(r, h))
			return true;
	return false;
}

void send_only(struct socket *s, struct nlmsghdr *h)
{
	h->nlmsg_seq = ++s->seq;
	if (mnl_socket_sendto(s->nl, h, h->nlmsg_len) < 0)
		die("send");
}

struct reply talk(struct socket *s, struct nlmsghdr *h)
{
	struct reply r = {};

	send_only(s, h);
	while (!receive(s, &r))
		;
	return r;
}

struct reply ask(struct socket *s, u8 cmd, u32 ifindex)
{
	char buf[256];

	return talk(s, begin(buf, cmd, 0, ifindex));
}

struct reply ask_conf(struct socket *s, u8 cmd, u32 ifindex, const struct attr *conf)
{
	static char buf[MESSAGE_MAX];
	struct nlmsghdr *h = begin(buf, cmd, 0, ifindex);
	struct nlattr *nest = mnl_attr_nest_start(h, PROXZZZY_A_CONF);

	put(h, conf);
	mnl_attr_nest_end(h, nest);
	return talk(s, h);
}

struct reply dump(struct socket *s, u8 cmd, u32 ifindex)
{
	char buf[256];

	return talk(s, begin(buf, cmd, NLM_F_DUMP, ifindex));
}

static bool rtnl(struct nlmsghdr *h)
{
	struct socket s = { .nl = open_nl(NETLINK_ROUTE) };
	struct reply r = talk(&s, h);

	sock_close(&s);
	free(r.conf);
	return !r.err;
}

static struct nlmsghdr *link_message(void *buf, u16 type, u16 flags)
{
	struct nlmsghdr *h = mnl_nlmsg_put_header(buf);

	h->nlmsg_type = type;
	h->nlmsg_flags = NLM_F_REQUEST | NLM_F_ACK | flags;
	mnl_nlmsg_put_extra_header(h, sizeof(struct ifinfomsg));
	return h;
}

bool net_add(const char *name, const char *peer)
{
	char buf[1024];
	struct nlmsghdr *h = link_message(buf, RTM_NEWLINK, NLM_F_CREATE | NLM_F_EXCL);
	struct nlattr *info, *data, *other;

	mnl_attr_put_strz(h, IFLA_IFNAME, name);
	info = mnl_attr_nest_start(h, IFLA_LINKINFO);
	mnl_attr_put_strz(h, IFLA_INFO_KIND, "veth");
	data = mnl_attr_nest_start(h, IFLA_INFO_DATA);
	other = mnl_attr_nest_start(h, VETH_INFO_PEER);
	mnl_nlmsg_put_extra_header(h, sizeof(struct ifinfomsg));
	mnl_attr_put_strz(h, IFLA_IFNAME, peer);
	mnl_attr_nest_end(h, other);
	mnl_attr_nest_end(h, data);
	mnl_attr_nest_end(h, info);
	return rtnl(h);
}

void net_remove(u32 index)
{
	char buf[256];
	struct nlmsghdr *h = link_message(buf, RTM_DELLINK, 0);
	struct ifinfomsg *link = mnl_nlmsg_get_payload(h);

	link->ifi_index = index;
	rtnl(h);
}

bool net_up(u32 index, u32 mtu)
{
	char buf[256];
	struct nlmsghdr *h = link_message(buf, RTM_NEWLINK, 0);
	struct ifinfomsg *link = mnl_nlmsg_get_payload(h);

	link->ifi_index = index;
	link->ifi_flags = IFF_UP;
	link->ifi_change = IFF_UP;
	mnl_attr_put_u32(h, IFLA_MTU, mtu);
	return rtnl(h);
}

bool net_make(u32 index[2])
{
	if (!net_add("nlc0", "nlc1"))
		return false;
	index[0] = if_nametoindex("nlc0");
	index[1] = if_nametoindex("nlc1");
	return index[0] && index[1];
}
