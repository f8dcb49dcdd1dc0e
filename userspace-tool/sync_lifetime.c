// SPDX-License-Identifier: GPL-2.0
/* How long the IPv6 addresses are valid (R41): rtnetlink. */
#include <errno.h>
#include <linux/if_addr.h>
#include <linux/rtnetlink.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "sync.h"

#define FOREVER 0xffffffffU
#define OF_ROUTER 2 /* IFAPROT_KERNEL_RA */
#define OF_PREFIX (IFA_F_MANAGETEMPADDR | IFA_F_TEMPORARY)

struct found {
	struct sync *s;
	u64 now; /* CLOCK_BOOTTIME, ns */
	bool ends; /* one of them does */
};

/* Not of an address that is not proxied, or link-local: that is there in any case. */
static bool counts(const struct sync *s, const struct ip *ip)
{
	for (size_t i = 0; i < s->config.n_lifetimes; i++)
		if (ip_equal(&s->config.lifetimes[i].ip, ip))
			return false;
	return sync_is_proxied(s, ip) && !(ip->b[0] == 0xfe && (ip->b[1] & 0xc0) == 0x80);
}

static void take(struct found *f, const struct ip *ip, u32 valid, u8 bits)
{
	struct lifetime *life = config_add_lifetime(&f->s->config);
	char text[46];

	life->ip = *ip;
	life->bits = bits;
	life->until = valid == FOREVER ? ~0ULL : f->now + valid * 1000000000ULL;
	f->ends |= valid != FOREVER;
	if (valid != FOREVER)
		sync_say(f->s, SYNC_TOOK, "lifetime", "%s, %u s%s", sync_ip_text(ip, text), valid,
			 bits ? ", extended by routers" : "");
}

struct table {
	const struct nlattr *v[IFA_PROTO + 1];
};

static int keep(const struct nlattr *a, void *arg)
{
	struct table *t = arg;

	if (mnl_attr_get_type(a) < ARRAY_SIZE(t->v))
		t->v[mnl_attr_get_type(a)] = a;
	return MNL_CB_OK;
}

/* Is it of those that an advertisement of its prefix extends (RFC 4862 5.5.3)? */
static bool of_prefix(const struct table *t)
{
	const struct nlattr *flags = t->v[IFA_FLAGS], *proto = t->v[IFA_PROTO];

	if (proto && mnl_attr_get_payload_len(proto) == 1 && mnl_attr_get_u8(proto) == OF_ROUTER)
		return true;
	return flags && mnl_attr_get_payload_len(flags) == sizeof(u32) &&
	       mnl_attr_get_u32(flags) & OF_PREFIX;
}

static int each_address(const struct nlmsghdr *nlh, void *arg)
{
	const struct ifaddrmsg *ifa = mnl_nlmsg_get_payload(nlh);
	const struct ifa_cacheinfo *info;
	struct ip ip = { .len = 16 };
	const struct nlattr *a, *i;
	struct table t = { 0 };
	struct found *f = arg;

	if (nlh->nlmsg_type != RTM_NEWADDR || ifa->ifa_index != f->s->ifindex)
		return MNL_CB_OK;
	mnl_attr_parse(nlh, sizeof(*ifa), keep, &t);
	a = t.v[IFA_LOCAL] ? t.v[IFA_LOCAL] : t.v[IFA_ADDRESS];
	i = t.v[IFA_CACHEINFO];
	if (!a || mnl_attr_get_payload_len(a) != ip.len || !i ||
	    mnl_attr_get_payload_len(i) < sizeof(*info))
		return MNL_CB_OK;
	memcpy(ip.b, mnl_attr_get_payload(a), ip.len);
	info = mnl_attr_get_payload(i);
	if (counts(f->s, &ip))
		take(f, &ip, info->ifa_valid, of_prefix(&t) ? ifa->ifa_prefixlen : 0);
	return MNL_CB_OK;
}

static void forget(struct config *cfg, size_t n)
{
	cfg->n_lifetimes = n;
	if (n)
		return;
	free(cfg->lifetimes);
	cfg->lifetimes = NULL;
}

void sync_lifetimes(struct sync *s)
{
	struct config *cfg = &s->config;
	size_t were = cfg->n_lifetimes, notes = s->n_notes;
	struct found f = { .s = s };
	struct timespec ts = { 0 };
	int err = -EINTR;

	if (s->policy.without & POLICY_LEASE)
		return;
	clock_gettime(CLOCK_BOOTTIME, &ts);
	f.now = (u64)ts.tv_sec * 1000000000 + (u64)ts.tv_nsec;
	while (err == -EINTR && sync_left_ms(s)) {
		char buf[256];
		struct nlmsghdr *nlh = mnl_nlmsg_put_header(buf);
		struct ifaddrmsg *ifa = mnl_nlmsg_put_extra_header(nlh, sizeof(*ifa));

		nlh->nlmsg_type = RTM_GETADDR;
		ifa->ifa_family = AF_INET6;
		forget(cfg, were);
		while (s->n_notes > notes)
			free(s->notes[--s->n_notes].text);
		err = sync_dump(s, NETLINK_ROUTE, nlh, each_address, &f);
	}
	if (err || !f.ends)
		forget(cfg, were);
	if (err)
		sync_say(s, SYNC_MISSED, "lifetime", "of the IPv6 addresses: %s", strerror(-err));
}
