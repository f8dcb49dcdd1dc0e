// SPDX-License-Identifier: GPL-2.0
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <linux/genetlink.h>

#include "nl_priv.h"
#include "util.h"

#define DUMP_TRIES 16

struct nlmsghdr *nl_request(struct nl *nl, u8 cmd, u16 flags, u32 ifindex)
{
	struct nlmsghdr *nlh = mnl_nlmsg_put_header(nl->request);
	struct genlmsghdr *genl;

	nlh->nlmsg_type = nl->family;
	nlh->nlmsg_flags = NLM_F_REQUEST | flags;
	nlh->nlmsg_seq = ++nl->seq;
	genl = mnl_nlmsg_put_extra_header(nlh, sizeof(*genl));
	genl->cmd = cmd;
	genl->version = PROXZZZY_GENL_VERSION;
	if (ifindex)
		mnl_attr_put_u32(nlh, PROXZZZY_A_IFINDEX, ifindex);
	return nlh;
}

/* What follows the error number in an ERROR or, with @head an int, a DONE message. */
static struct nl_range tlvs_of(const struct nlmsghdr *nlh, size_t head)
{
	struct nl_range r = { 0 };
	const struct nlmsgerr *e = mnl_nlmsg_get_payload(nlh);
	size_t len = mnl_nlmsg_get_payload_len(nlh);

	if (!(nlh->nlmsg_flags & NLM_F_ACK_TLVS))
		return r;
	if (nlh->nlmsg_type == NLMSG_ERROR && !(nlh->nlmsg_flags & NLM_F_CAPPED) &&
	    e->msg.nlmsg_len >= sizeof(e->msg))
		head += e->msg.nlmsg_len - sizeof(e->msg);
	head = (head + NLMSG_ALIGNTO - 1) & ~(size_t)(NLMSG_ALIGNTO - 1);
	if (len <= head)
		return r;
	r.p = (const char *)mnl_nlmsg_get_payload(nlh) + head;
	r.len = len - head;
	return r;
}

static int ended(struct nl *nl, const struct nlmsghdr *nlh, size_t head)
{
	int err = -EPROTO;

	if (mnl_nlmsg_get_payload_len(nlh) >= head)
		memcpy(&err, mnl_nlmsg_get_payload(nlh), sizeof(err));
	if (err)
		nl_error_set(nl, err, tlvs_of(nlh, head));
	return err;
}

struct talk {
	nl_each *each;
	void *out;
	bool over;
	int err; /* of the request */
	int again; /* what @each said */
};

static void message(struct nl *nl, const struct nlmsghdr *nlh, struct talk *t)
{
	if (nlh->nlmsg_seq != nl->seq)
		return;
	if (nlh->nlmsg_flags & NLM_F_DUMP_INTR)
		t->again = -EAGAIN;
	switch (nlh->nlmsg_type) {
	case NLMSG_NOOP:
	case NLMSG_OVERRUN:
		break;
	case NLMSG_ERROR:
		t->over = true;
		t->err = ended(nl, nlh, sizeof(struct nlmsgerr));
		break;
	case NLMSG_DONE:
		t->over = true;
		t->err = ended(nl, nlh, sizeof(int));
		break;
	default:
		if (t->each && !t->again &&
		    mnl_nlmsg_get_payload_len(nlh) >= sizeof(struct genlmsghdr))
			t->again = t->each(nlh, t->out);
	}
}

static int failed(struct nl *nl)
{
	int err = errno ? -errno : -EIO;

	nl_error_set(nl, err, (struct nl_range){ 0 });
	return err;
}

int nl_talk(struct nl *nl, nl_each *each, void *out)
{
	struct talk t = { .each = each, .out = out };

	memset(&nl->error, 0, sizeof(nl->error));
	if (mnl_socket_sendto(nl->sock, nl->request, nl->request->nlmsg_len) < 0)
		return failed(nl);
	while (!t.over) {
		ssize_t got = mnl_socket_recvfrom(nl->sock, nl->answer, NL_ANSWER_MAX);
		const struct nlmsghdr *nlh = nl->answer;
		int len = (int)got;

		if (got < 0)
			return failed(nl);
		for (; mnl_nlmsg_ok(nlh, len); nlh = mnl_nlmsg_next(nlh, &len))
			message(nl, nlh, &t);
	}
	if (!t.err && t.again && t.again != -EAGAIN)
		nl_error_set(nl, t.again, (struct nl_range){ 0 });
	return t.err ? t.err : t.again;
}

int nl_do(struct nl *nl, u8 cmd, u32 ifindex)
{
	nl_request(nl, cmd, NLM_F_ACK, ifindex);
	return nl_talk(nl, NULL, NULL);
}

int nl_dump(struct nl *nl, u8 cmd, u32 ifindex, nl_each *each, void (*forget)(void *out), void *out)
{
	int err;

	for (int i = 0; i < DUMP_TRIES; i++) {
		nl_request(nl, cmd, NLM_F_DUMP, ifindex);
		err = nl_talk(nl, each, out);
		if (!err)
			return 0;
		forget(out);
		if (err != -EAGAIN)
			return err;
	}
	snprintf(nl->error.text, sizeof(nl->error.text),
		 "What is asked for changes faster than it can be read");
	return err;
}

static void group(struct nl *nl, const struct nlattr *a)
{
	const struct nlattr *tb[CTRL_ATTR_MCAST_GRP_MAX + 1];
	char name[GENL_NAMSIZ];

	nl_table(nl_range_of(a), tb, CTRL_ATTR_MCAST_GRP_MAX);
	nl_copy_str(tb[CTRL_ATTR_MCAST_GRP_NAME], name, sizeof(name));
	if (!strcmp(name, PROXZZZY_MCGRP_EVENTS))
		nl->events = nl_u32(tb[CTRL_ATTR_MCAST_GRP_ID]);
}

static int family(const struct nlmsghdr *nlh, void *out)
{
	const struct nlattr *tb[CTRL_ATTR_MAX + 1], *a = NULL;
	struct nl *nl = out;

	nl_table(nl_range_of_msg(nlh), tb, CTRL_ATTR_MAX);
	nl->family = nl_u16(tb[CTRL_ATTR_FAMILY_ID]);
	while ((a = nl_next(nl_range_of(tb[CTRL_ATTR_MCAST_GROUPS]), a)))
		group(nl, a);
	return 0;
}

static int resolve(struct nl *nl)
{
	struct nlmsghdr *nlh;

	nl->family = GENL_ID_CTRL;
	nlh = nl_request(nl, CTRL_CMD_GETFAMILY, NLM_F_ACK, 0);
	mnl_attr_put_strz(nlh, CTRL_ATTR_FAMILY_NAME, PROXZZZY_GENL_NAME);
	return nl_talk(nl, family, nl);
}

static void option(struct nl *nl, int which)
{
	int on = 1;

	/* An older kernel without it only says less. */
	mnl_socket_setsockopt(nl->sock, which, &on, sizeof(on));
}

int nl_open(struct nl **out)
{
	struct nl *nl = *out = util_grow(NULL, 0, sizeof(*nl));

	nl->request = util_grow(NULL, 0, NL_REQUEST_MAX);
	nl->answer = util_grow(NULL, 0, NL_ANSWER_MAX);
	nl->seq = (u32)time(NULL);
	nl->sock = mnl_socket_open2(NETLINK_GENERIC, SOCK_CLOEXEC);
	if (!nl->sock || mnl_socket_bind(nl->sock, 0, MNL_SOCKET_AUTOPID) < 0)
		return failed(nl);
	option(nl, NETLINK_EXT_ACK);
	option(nl, NETLINK_CAP_ACK);
	option(nl, NETLINK_GET_STRICT_CHK);
	return resolve(nl);
}

void nl_close(struct nl *nl)
{
	if (!nl)
		return;
	if (nl->sock)
		mnl_socket_close(nl->sock);
	util_free(nl->request, NL_REQUEST_MAX, 1); /* a password may be in it */
	util_free(nl->answer, NL_ANSWER_MAX, 1);
	free(nl);
}

const struct nl_error *nl_error(const struct nl *nl)
{
	return &nl->error;
}

int nl_fail(struct nl *nl, int err, const char *text)
{
	memset(&nl->error, 0, sizeof(nl->error));
	snprintf(nl->error.text, sizeof(nl->error.text), "%s", text);
	return err;
}

int nl_fd(const struct nl *nl)
{
	return mnl_socket_get_fd(nl->sock);
}
