// SPDX-License-Identifier: GPL-2.0
/* The lease that was found, as the module keeps it (C16-C20). */
#include <linux/neighbour.h>
#include <linux/rtnetlink.h>
#include <poll.h>
#include <string.h>
#include <time.h>

#include "sync.h"

#define NSEC 1000000000ULL
#define ASK_NS (NSEC / 4) /* for an answer to ARP */
#define KNOWN (NUD_PERMANENT | NUD_REACHABLE | NUD_STALE | NUD_DELAY | NUD_PROBE)

enum option {
	OPTION_PARAMETERS = 55,
	OPTION_ID = 61,
};

/* Mask, router, DNS, domain, broadcast, lease, T1, T2: what clients ask for */
static const u8 asked[] = { 1, 3, 6, 15, 28, 51, 58, 59 };

/* What the host's network hangs on (R43) */
static const u8 vital[] = { 1, 3, 6 };

struct table {
	const struct nlattr *v[NDA_LLADDR + 1];
};

struct hop {
	u32 ifindex;
	const struct ip *ip;
	u8 mac[6];
	bool found;
};

static int keep(const struct nlattr *a, void *arg)
{
	struct table *t = arg;

	if (mnl_attr_get_type(a) < ARRAY_SIZE(t->v))
		t->v[mnl_attr_get_type(a)] = a;
	return MNL_CB_OK;
}

static int each_neighbour(const struct nlmsghdr *nlh, void *arg)
{
	const struct ndmsg *nd = mnl_nlmsg_get_payload(nlh);
	const struct nlattr *ip, *mac;
	struct table t = { 0 };
	struct hop *h = arg;

	if (nlh->nlmsg_type != RTM_NEWNEIGH || nd->ndm_ifindex != (int)h->ifindex ||
	    !(nd->ndm_state & KNOWN))
		return MNL_CB_OK;
	mnl_attr_parse(nlh, sizeof(*nd), keep, &t);
	ip = t.v[NDA_DST];
	mac = t.v[NDA_LLADDR];
	if (!ip || !mac || mnl_attr_get_payload_len(ip) != h->ip->len ||
	    memcmp(mnl_attr_get_payload(ip), h->ip->b, h->ip->len) ||
	    mnl_attr_get_payload_len(mac) != sizeof(h->mac))
		return MNL_CB_OK;
	memcpy(h->mac, mnl_attr_get_payload(mac), sizeof(h->mac));
	h->found = true;
	return MNL_CB_OK;
}

static struct nlmsghdr *message(void *buf, u16 type, u32 ifindex, u8 flags)
{
	struct nlmsghdr *nlh = mnl_nlmsg_put_header(buf);
	struct ndmsg *nd = mnl_nlmsg_put_extra_header(nlh, sizeof(*nd));

	nlh->nlmsg_type = type;
	nd->ndm_family = AF_INET;
	nd->ndm_ifindex = (int)ifindex;
	nd->ndm_flags = flags;
	return nlh;
}

static void wait_answer(const struct sync *s, struct mnl_socket *nl, struct hop *h)
{
	u64 now = sync_now(), until = now + ASK_NS;
	struct pollfd p = { .fd = mnl_socket_get_fd(nl), .events = POLLIN };
	char buf[8192];
	ssize_t len;

	for (until = until < s->deadline ? until : s->deadline; !h->found && now < until;
	     now = sync_now()) {
		if (poll(&p, 1, (int)((until - now + 999999) / 1000000)) < 1)
			continue;
		len = mnl_socket_recvfrom(nl, buf, sizeof(buf));
		if (len < 0 || mnl_cb_run(buf, (size_t)len, 0, 0, each_neighbour, h) < 0)
			return;
	}
}

/* The kernel asks, as if something were to be sent there. */
static void ask(const struct sync *s, struct hop *h)
{
	struct mnl_socket *nl = mnl_socket_open2(NETLINK_ROUTE, SOCK_CLOEXEC);
	char buf[256];
	struct nlmsghdr *nlh = message(buf, RTM_NEWNEIGH, h->ifindex, NTF_USE);

	if (!nl)
		return;
	nlh->nlmsg_flags = NLM_F_REQUEST | NLM_F_CREATE | NLM_F_REPLACE;
	mnl_attr_put(nlh, NDA_DST, h->ip->len, h->ip->b);
	if (!mnl_socket_bind(nl, RTMGRP_NEIGH, MNL_SOCKET_AUTOPID) &&
	    mnl_socket_sendto(nl, nlh, nlh->nlmsg_len) > 0)
		wait_answer(s, nl, h);
	mnl_socket_close(nl);
}

static bool same_net(const struct sync_lease *l)
{
	for (u8 i = 0; i < l->mask.len; i++)
		if ((l->address.b[i] ^ l->server.b[i]) & l->mask.b[i])
			return false;
	return l->mask.len;
}

static const struct ip *next_hop(const struct sync *s)
{
	if (same_net(&s->lease))
		return &s->lease.server;
	return s->lease.gateway.len ? &s->lease.gateway : &s->gateways[0];
}

/* Without it the server is not asked, but all servers, later. */
static void server_mac(struct sync *s, struct dhcp *d)
{
	struct hop h = { .ifindex = s->ifindex, .ip = next_hop(s) };
	char text[46], buf[256];

	if (h.ip->len)
		sync_dump(s, NETLINK_ROUTE, message(buf, RTM_GETNEIGH, s->ifindex, 0),
			  each_neighbour, &h);
	if (h.ip->len && !h.found)
		ask(s, &h);
	memcpy(d->server_mac, h.mac, sizeof(h.mac));
	if (!h.found)
		sync_say(s, SYNC_MISSED, "lease",
			 "the MAC address of %s, so that it is extended by broadcast only",
			 h.ip->len ? sync_ip_text(h.ip, text) : "a gateway");
}

static u64 boot_now(void)
{
	struct timespec ts = { 0 };

	clock_gettime(CLOCK_BOOTTIME, &ts);
	return (u64)ts.tv_sec * NSEC + (u64)ts.tv_nsec;
}

static u32 minus(u32 seconds, u64 less)
{
	return seconds > less ? (u32)(seconds - less) : 0;
}

/* Of a lease that is older than this boot, what lies before it is left off. */
static void times(const struct sync_lease *l, struct dhcp *d)
{
	u64 boot = boot_now(), real = (u64)time(NULL), begin = l->expiry - l->lease_s;
	u64 age = real > begin ? real - begin : 0, before = 0;

	d->since = boot;
	d->lease = l->lease_s;
	if (l->lease_s != PROXZZZY_DHCP_INFINITE) {
		before = age * NSEC > boot ? age - boot / NSEC : 0;
		d->since = before ? 0 : boot - age * NSEC;
		d->lease = minus(l->lease_s, before);
	}
	d->t1 = minus(l->t1_s, before);
	d->t2 = minus(l->t2_s, before);
	if (d->t2 >= d->lease)
		d->t2 = 0;
	if (d->t1 >= d->lease || (d->t2 && d->t1 >= d->t2))
		d->t1 = 0;
}

static void add(u8 *to, u16 *len, u8 byte)
{
	if (!memchr(to, byte, *len))
		to[(*len)++] = byte;
}

/* Code, length and data */
static void put_option(struct dhcp *d, u8 code, const u8 *data, u16 len)
{
	d->request[d->request_len++] = code;
	d->request[d->request_len++] = (u8)len;
	memcpy(d->request + d->request_len, data, len);
	d->request_len += len;
}

/* The client identifier as the client has it, and what it may have asked for */
static void request(const struct sync_lease *l, struct dhcp *d)
{
	u8 codes[sizeof(asked) + PROXZZZY_DHCP_CRITICAL_MAX];
	u16 n = 0;

	for (size_t i = 0; i < sizeof(asked); i++)
		add(codes, &n, asked[i]);
	for (u16 i = 0; i < d->critical_len; i++)
		add(codes, &n, d->critical[i]);
	d->request_len = 0;
	if (l->client_id_len)
		put_option(d, OPTION_ID, l->client_id, l->client_id_len);
	put_option(d, OPTION_PARAMETERS, codes, n);
}

static bool has_option(const struct dhcp *d, u8 code)
{
	for (u16 i = 0; i + 1U < d->ack_len; i = (u16)(i + 2U + d->ack[i + 1]))
		if (d->ack[i] == code)
			return true;
	return false;
}

static bool given(const struct dhcp *d, enum dhcp_part part)
{
	return d->parts & part;
}

/* What the policy says of it stays. */
static void options(const struct sync_lease *l, struct dhcp *d)
{
	if (!given(d, DHCP_PART_ACK)) {
		memcpy(d->ack, l->ack, l->ack_len);
		d->ack_len = l->ack_len;
	}
	for (size_t i = 0; i < sizeof(vital); i++)
		if (!given(d, DHCP_PART_CRITICAL) && !given(d, DHCP_PART_REQUEST) &&
		    has_option(d, vital[i]))
			add(d->critical, &d->critical_len, vital[i]);
	if (!given(d, DHCP_PART_REQUEST))
		request(l, d);
	d->parts |= DHCP_PART_ACK | DHCP_PART_CRITICAL | DHCP_PART_REQUEST;
}

void sync_dhcp(struct sync *s)
{
	const struct sync_lease *l = &s->lease;
	struct dhcp *d = &s->config.dhcp;

	if (!l->client || s->policy.without & POLICY_LEASE || given(d, DHCP_PART_ADDRESS) ||
	    (given(d, DHCP_PART_ENABLE) && !d->enable) ||
	    !sync_is_proxied(s, &l->address))
		return;
	if (!l->server.len || !l->lease_s || (!l->expiry && l->lease_s != PROXZZZY_DHCP_INFINITE)) {
		sync_say(s, SYNC_MISSED, "lease", "its server or its end, so that it is not kept");
		return;
	}
	d->enable = 1;
	memcpy(d->address, l->address.b, sizeof(d->address));
	memcpy(d->server, l->server.b, sizeof(d->server));
	if (!given(d, DHCP_PART_SERVER_MAC))
		server_mac(s, d);
	times(l, d);
	options(l, d);
	d->parts |= DHCP_PART_ENABLE | DHCP_PART_ADDRESS | DHCP_PART_SERVER | DHCP_PART_SERVER_MAC |
		    DHCP_PART_SINCE | DHCP_PART_LEASE | DHCP_PART_T1 | DHCP_PART_T2;
	s->config.has |= HAS_DHCP;
}
