// SPDX-License-Identifier: GPL-2.0
/* Addresses, MAC address, VLAN and gateways: rtnetlink. */
#include <errno.h>
#include <linux/if_addr.h>
#include <linux/if_link.h>
#include <linux/rtnetlink.h>
#include <stdlib.h>
#include <string.h>

#include "sync.h"
#include "util.h"

/* Of one attribute level; those of a higher number are passed over. */
struct table {
	const struct nlattr *v[64];
};

static int keep(const struct nlattr *a, void *arg)
{
	struct table *t = arg;
	u16 type = mnl_attr_get_type(a);

	if (type < ARRAY_SIZE(t->v))
		t->v[type] = a;
	return MNL_CB_OK;
}

static bool take_ip_attr(const struct nlattr *a, struct ip *ip)
{
	size_t len = a ? mnl_attr_get_payload_len(a) : 0;

	memset(ip, 0, sizeof(*ip));
	if (len != 4 && len != 16)
		return false;
	ip->len = (u8)len;
	memcpy(ip->b, mnl_attr_get_payload(a), len);
	return true;
}

static u32 u32_of(const struct nlattr *a, u32 otherwise)
{
	return a && mnl_attr_get_payload_len(a) == sizeof(u32) ? mnl_attr_get_u32(a) : otherwise;
}

struct found {
	struct ip ip;
	u32 flags; /* IFA_F_* */
	u8 scope;
};

struct addresses {
	u32 ifindex;
	struct found *v;
	size_t n;
};

static int each_address(const struct nlmsghdr *nlh, void *arg)
{
	const struct ifaddrmsg *ifa = mnl_nlmsg_get_payload(nlh);
	struct addresses *all = arg;
	struct table t = { 0 };
	struct found f = { 0 };

	if (nlh->nlmsg_type != RTM_NEWADDR || ifa->ifa_index != all->ifindex)
		return MNL_CB_OK;
	mnl_attr_parse(nlh, sizeof(*ifa), keep, &t);
	if (!take_ip_attr(t.v[IFA_LOCAL] ?: t.v[IFA_ADDRESS], &f.ip))
		return MNL_CB_OK;
	f.flags = u32_of(t.v[IFA_FLAGS], ifa->ifa_flags);
	f.scope = ifa->ifa_scope;
	all->v = util_grow(all->v, all->n, sizeof(*all->v));
	all->v[all->n++] = f;
	return MNL_CB_OK;
}

/* Why an address is not proxied; NULL: it is. */
static const char *unfit(const struct sync *s, const struct found *f)
{
	size_t same = 0;

	for (size_t i = 0; i < s->config.n_addrs; i++)
		same += s->config.addrs[i].ip.len == f->ip.len;
	if (f->scope >= RT_SCOPE_HOST)
		return "only for this host itself";
	if (f->flags & IFA_F_DADFAILED && f->ip.len == 16)
		return "another host has it";
	if (f->flags & IFA_F_TENTATIVE && f->ip.len == 16)
		return "tentative: not yet known to be unique";
	return same >= PROXZZZY_ADDR_MAX ? "a proxy has at most 64 of each family" : NULL;
}

/* RFC 4862 5.5.4, RFC 6724: both still receive what is sent to them. */
static const char *kind(const struct found *f)
{
	if (f->flags & IFA_F_DEPRECATED)
		return ", deprecated";
	return f->ip.len == 16 && f->flags & IFA_F_TEMPORARY ? ", temporary" : "";
}

static void take_address(struct sync *s, const struct found *f)
{
	bool named = config_find_addr(&s->config, &f->ip);
	const char *why = named ? NULL : unfit(s, f);
	char buf[46];

	sync_ip_text(&f->ip, buf);
	if (why) {
		sync_say(s, SYNC_LEFT, "address", "%s: %s", buf, why);
		return;
	}
	sync_say(s, SYNC_TOOK, "address", "%s%s", buf, kind(f));
	if (!named)
		config_add_addr(&s->config, &f->ip);
	s->addrs = util_grow(s->addrs, s->n_addrs, sizeof(*s->addrs));
	s->addrs[s->n_addrs++].ip = f->ip;
	s->dynamic |= f->ip.len == 4 && !(f->flags & IFA_F_PERMANENT);
}

static int addresses(struct sync *s)
{
	char buf[256];
	struct addresses all = { .ifindex = s->ifindex };
	int err;

	do {
		struct nlmsghdr *nlh = mnl_nlmsg_put_header(buf);
		struct ifaddrmsg *ifa;

		free(all.v);
		all.v = NULL;
		all.n = 0;
		nlh->nlmsg_type = RTM_GETADDR;
		ifa = mnl_nlmsg_put_extra_header(nlh, sizeof(*ifa));
		ifa->ifa_family = AF_UNSPEC;
		err = sync_dump(s, NETLINK_ROUTE, nlh, each_address, &all);
	} while (err == -EINTR && sync_left_ms(s));
	for (size_t i = 0; i < all.n && !err; i++)
		take_address(s, &all.v[i]);
	free(all.v);
	return err;
}

static int each_mapping(const struct nlattr *a, void *arg)
{
	const struct ifla_vlan_qos_mapping *m = mnl_attr_get_payload(a);
	u32 *priority = arg;

	if (mnl_attr_get_payload_len(a) >= sizeof(*m) && !m->from)
		*priority = m->to;
	return MNL_CB_OK;
}

/* A VLAN device tags what the proxy sends as it tags what the host sends. */
static void vlan(struct sync *s, const struct nlattr *linkinfo)
{
	struct table info = { 0 }, data = { 0 };
	u32 priority = 0;

	mnl_attr_parse_nested(linkinfo, keep, &info);
	if (!info.v[IFLA_INFO_KIND] || !info.v[IFLA_INFO_DATA] ||
	    strncmp(mnl_attr_get_str(info.v[IFLA_INFO_KIND]), "vlan",
		    mnl_attr_get_payload_len(info.v[IFLA_INFO_KIND])))
		return;
	mnl_attr_parse_nested(info.v[IFLA_INFO_DATA], keep, &data);
	if (data.v[IFLA_VLAN_EGRESS_QOS])
		mnl_attr_parse_nested(data.v[IFLA_VLAN_EGRESS_QOS], each_mapping, &priority);
	sync_say(s, SYNC_TOOK, "vlan", "the device's own tag, priority %u", priority);
}

static int each_link(const struct nlmsghdr *nlh, void *arg)
{
	const struct ifinfomsg *ifi = mnl_nlmsg_get_payload(nlh);
	struct sync *s = arg;
	struct table t = { 0 };

	if (nlh->nlmsg_type != RTM_NEWLINK || ifi->ifi_index != (int)s->ifindex)
		return MNL_CB_OK;
	mnl_attr_parse(nlh, sizeof(*ifi), keep, &t);
	s->master = u32_of(t.v[IFLA_MASTER], 0);
	if (t.v[IFLA_ADDRESS] && mnl_attr_get_payload_len(t.v[IFLA_ADDRESS]) == 6) {
		struct util_text mac;

		util_text_open(&mac);
		util_put_mac(mac.f, mnl_attr_get_payload(t.v[IFLA_ADDRESS]), 6);
		util_text_close(&mac);
		sync_say(s, SYNC_TOOK, "mac", "%s, followed as it changes", mac.s);
		free(mac.s);
	}
	if (!(ifi->ifi_flags & IFF_UP))
		sync_say(s, SYNC_MISSED, "link", "%s is down", s->dev);
	if (t.v[IFLA_LINKINFO])
		vlan(s, t.v[IFLA_LINKINFO]);
	return MNL_CB_OK;
}

static int link_itself(struct sync *s)
{
	char buf[256];
	struct nlmsghdr *nlh = mnl_nlmsg_put_header(buf);
	struct ifinfomsg *ifi;
	int err;

	nlh->nlmsg_type = RTM_GETLINK;
	ifi = mnl_nlmsg_put_extra_header(nlh, sizeof(*ifi));
	ifi->ifi_family = AF_UNSPEC;
	err = sync_dump(s, NETLINK_ROUTE, nlh, each_link, s);
	return err == -EINTR ? 0 : err; /* of other links */
}

static int each_route(const struct nlmsghdr *nlh, void *arg)
{
	const struct rtmsg *rt = mnl_nlmsg_get_payload(nlh);
	struct sync *s = arg;
	struct table t = { 0 };
	struct ip ip;

	mnl_attr_parse(nlh, sizeof(*rt), keep, &t);
	if (nlh->nlmsg_type != RTM_NEWROUTE || rt->rtm_dst_len || rt->rtm_type != RTN_UNICAST ||
	    rt->rtm_table != RT_TABLE_MAIN || u32_of(t.v[RTA_OIF], 0) != s->ifindex ||
	    !take_ip_attr(t.v[RTA_GATEWAY], &ip))
		return MNL_CB_OK;
	if (!s->gateways[ip.len == 16].len) /* the kernel lists the best first */
		s->gateways[ip.len == 16] = ip;
	return MNL_CB_OK;
}

static void gateways(struct sync *s)
{
	static const unsigned char families[] = { AF_INET, AF_INET6 };
	char buf[256], text[46];

	for (unsigned int i = 0; i < 2; i++) {
		struct nlmsghdr *nlh = mnl_nlmsg_put_header(buf);
		struct rtmsg *rt;
		int err;

		nlh->nlmsg_type = RTM_GETROUTE;
		rt = mnl_nlmsg_put_extra_header(nlh, sizeof(*rt));
		rt->rtm_family = families[i];
		err = sync_dump(s, NETLINK_ROUTE, nlh, each_route, s);
		if (err && err != -EINTR)
			sync_say(s, SYNC_MISSED, "gateway", "the routes: %s", strerror(-err));
		else if (s->gateways[i].len)
			sync_say(s, SYNC_TOOK, "gateway", "%s",
				 sync_ip_text(&s->gateways[i], text));
	}
}

bool sync_link(struct sync *s)
{
	int err = link_itself(s);

	if (!err)
		err = addresses(s);
	if (err) {
		sync_say(s, SYNC_MISSED, "address", "the kernel does not say: %s", strerror(-err));
		return false;
	}
	if (!s->n_addrs)
		sync_say(s, SYNC_MISSED, "address", "%s has none", s->dev);
	gateways(s);
	return true;
}
