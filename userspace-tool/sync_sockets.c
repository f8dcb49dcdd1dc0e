// SPDX-License-Identifier: GPL-2.0
/*
 * Sockets that others may open a conversation with, and those of conversations that
 * are open: NETLINK_SOCK_DIAG.
 */
#include <arpa/inet.h>
#include <errno.h>
#include <linux/inet_diag.h>
#include <linux/sock_diag.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdlib.h>
#include <string.h>

#include "sync.h"
#include "util.h"

struct dump {
	struct sync *s;
	u32 kind;
};

static int each_attr(const struct nlattr *a, void *arg)
{
	bool *only = arg;

	if (mnl_attr_get_type(a) == INET_DIAG_SKV6ONLY && mnl_attr_get_payload_len(a))
		*only = mnl_attr_get_u8(a);
	return MNL_CB_OK;
}

/* An IPv6 socket of any address takes IPv4 as well, unless it says otherwise. */
static bool v6only(const struct nlmsghdr *nlh)
{
	bool only = false;

	mnl_attr_parse(nlh, sizeof(struct inet_diag_msg), each_attr, &only);
	return only;
}

/* An IPv6 socket has IPv4 addresses as mapped ones. */
static struct ip address_of(const struct inet_diag_msg *m, const void *from)
{
	static const u8 mapped[12] = { [10] = 0xff, [11] = 0xff };
	struct ip ip = { .len = 4 };
	const u8 *b = from;

	if (m->idiag_family != AF_INET && memcmp(b, mapped, sizeof(mapped)))
		ip.len = 16;
	else if (m->idiag_family != AF_INET)
		b += sizeof(mapped);
	memcpy(ip.b, b, ip.len);
	return ip;
}

static void set_address(struct sync_socket *to, const struct inet_diag_msg *m, bool only)
{
	static const u8 any[16];

	to->ip = address_of(m, m->id.idiag_src);
	to->v4 = to->ip.len == 4;
	to->v6 = !to->v4;
	if (memcmp(to->ip.b, any, to->ip.len))
		return;
	to->ip.len = 0;
	to->v4 |= !only;
}

static int each(const struct nlmsghdr *nlh, void *arg)
{
	const struct inet_diag_msg *m = mnl_nlmsg_get_payload(nlh);
	const struct dump *d = arg;
	struct sync *s = d->s;
	struct sync_socket *to;

	if (nlh->nlmsg_type != SOCK_DIAG_BY_FAMILY ||
	    mnl_nlmsg_get_payload_len(nlh) < sizeof(*m) || !m->id.idiag_sport)
		return MNL_CB_OK;
	s->sockets = util_grow(s->sockets, s->n_sockets, sizeof(*s->sockets));
	to = &s->sockets[s->n_sockets++];
	to->kind = d->kind;
	to->port = ntohs(m->id.idiag_sport);
	to->bound_dev = m->id.idiag_if;
	to->inode = m->idiag_inode;
	set_address(to, m, v6only(nlh));
	return MNL_CB_OK;
}

static int dump(struct sync *s, u8 family, u32 kind)
{
	struct dump d = { .s = s, .kind = kind };
	size_t before = s->n_sockets;
	char buf[256];
	int err;

	do {
		struct nlmsghdr *nlh = mnl_nlmsg_put_header(buf);
		struct inet_diag_req_v2 *r;

		while (s->n_sockets > before)
			s->n_sockets--;
		nlh->nlmsg_type = SOCK_DIAG_BY_FAMILY;
		r = mnl_nlmsg_put_extra_header(nlh, sizeof(*r));
		r->sdiag_family = family;
		r->sdiag_protocol = kind == PROXZZZY_KIND_UDP ? IPPROTO_UDP : IPPROTO_TCP;
		/* an unconnected UDP socket is in the state TCP_CLOSE */
		r->idiag_states = kind == PROXZZZY_KIND_UDP ? 1 << TCP_CLOSE : 1 << TCP_LISTEN;
		err = sync_dump(s, NETLINK_SOCK_DIAG, nlh, each, &d);
	} while (err == -EINTR && sync_left_ms(s));
	return err;
}

bool sync_sockets(struct sync *s)
{
	static const struct {
		u8 family;
		u32 kind;
		const char *name;
	} all[] = {
		{ AF_INET, PROXZZZY_KIND_TCP_SYN, "TCP over IPv4" },
		{ AF_INET6, PROXZZZY_KIND_TCP_SYN, "TCP over IPv6" },
		{ AF_INET, PROXZZZY_KIND_UDP, "UDP over IPv4" },
		{ AF_INET6, PROXZZZY_KIND_UDP, "UDP over IPv6" },
	};
	bool ok = true;

	for (size_t i = 0; i < ARRAY_SIZE(all); i++) {
		int err = dump(s, all[i].family, all[i].kind);

		if (!err)
			continue;
		sync_say(s, SYNC_MISSED, "sockets", "of %s: %s", all[i].name, strerror(-err));
		ok &= all[i].kind == PROXZZZY_KIND_UDP;
	}
	return ok || s->policy.without & POLICY_RULES;
}

static int each_connection(const struct nlmsghdr *nlh, void *arg)
{
	const struct inet_diag_msg *m = mnl_nlmsg_get_payload(nlh);
	struct sync_connection *to;
	struct sync *s = arg;

	if (nlh->nlmsg_type != SOCK_DIAG_BY_FAMILY || mnl_nlmsg_get_payload_len(nlh) < sizeof(*m))
		return MNL_CB_OK;
	if (m->id.idiag_if && m->id.idiag_if != s->ifindex && m->id.idiag_if != s->master)
		return MNL_CB_OK;
	s->connections = util_grow(s->connections, s->n_connections, sizeof(*s->connections));
	to = &s->connections[s->n_connections++];
	to->local = address_of(m, m->id.idiag_src);
	to->server = address_of(m, m->id.idiag_dst);
	to->local_port = ntohs(m->id.idiag_sport);
	to->port = ntohs(m->id.idiag_dport);
	return MNL_CB_OK;
}

int sync_connections(struct sync *s, u16 port)
{
	static const u8 families[] = { AF_INET, AF_INET6 };
	size_t before = s->n_connections;
	int err = -EINTR;

	while (err == -EINTR && sync_left_ms(s)) {
		s->n_connections = before;
		err = 0;
		for (size_t i = 0; i < ARRAY_SIZE(families) && !err; i++) {
			char buf[256];
			struct nlmsghdr *nlh = mnl_nlmsg_put_header(buf);
			struct inet_diag_req_v2 *r;

			nlh->nlmsg_type = SOCK_DIAG_BY_FAMILY;
			r = mnl_nlmsg_put_extra_header(nlh, sizeof(*r));
			r->sdiag_family = families[i];
			r->sdiag_protocol = IPPROTO_TCP;
			r->idiag_states = 1 << TCP_ESTABLISHED;
			r->id.idiag_dport = htons(port); /* the kernel passes over the others */
			err = sync_dump(s, NETLINK_SOCK_DIAG, nlh, each_connection, s);
		}
	}
	return err == -EINTR ? -ETIMEDOUT : err;
}
