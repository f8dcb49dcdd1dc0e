// SPDX-License-Identifier: GPL-2.0
#include <stdlib.h>
#include <string.h>

#include <linux/genetlink.h>

#include "nl_priv.h"
#include "util.h"

struct nl_range nl_range_of(const struct nlattr *nest)
{
	struct nl_range r = { 0 };

	if (!nest)
		return r;
	r.p = mnl_attr_get_payload(nest);
	r.len = mnl_attr_get_payload_len(nest);
	return r;
}

struct nl_range nl_range_of_msg(const struct nlmsghdr *nlh)
{
	return (struct nl_range){
		.p = mnl_nlmsg_get_payload_offset(nlh, sizeof(struct genlmsghdr)),
		.len = mnl_nlmsg_get_payload_len(nlh) - sizeof(struct genlmsghdr),
	};
}

const struct nlattr *nl_next(struct nl_range in, const struct nlattr *after)
{
	const struct nlattr *a = in.p;
	size_t at = 0;

	if (after)
		at = (size_t)((const char *)after - (const char *)in.p) +
		     (size_t)NLA_ALIGN(after->nla_len);
	if (at + sizeof(*a) > in.len)
		return NULL;
	a = (const struct nlattr *)((const char *)in.p + at);
	return a->nla_len < sizeof(*a) || a->nla_len > in.len - at ? NULL : a;
}

void nl_table(struct nl_range in, const struct nlattr **tb, u16 max)
{
	const struct nlattr *a = NULL;

	memset(tb, 0, sizeof(*tb) * (max + 1U));
	while ((a = nl_next(in, a)))
		if (mnl_attr_get_type(a) <= max)
			tb[mnl_attr_get_type(a)] = a;
}

static bool holds(const struct nlattr *a, size_t size)
{
	return a && mnl_attr_get_payload_len(a) >= size;
}

u8 nl_u8(const struct nlattr *a)
{
	return holds(a, 1) ? mnl_attr_get_u8(a) : 0;
}

u16 nl_u16(const struct nlattr *a)
{
	return holds(a, 2) ? mnl_attr_get_u16(a) : 0;
}

u32 nl_u32(const struct nlattr *a)
{
	return holds(a, 4) ? mnl_attr_get_u32(a) : 0;
}

u64 nl_u64(const struct nlattr *a)
{
	return holds(a, 8) ? mnl_attr_get_u64(a) : 0;
}

char *nl_str(const struct nlattr *a)
{
	struct nl_range r = nl_range_of(a);

	return util_strndup(r.len ? r.p : "", r.len);
}

void nl_copy_str(const struct nlattr *a, char *buf, size_t size)
{
	struct nl_range r = nl_range_of(a);
	size_t len = r.len ? strnlen(r.p, r.len) : 0;

	if (len >= size)
		len = size - 1;
	if (len)
		memcpy(buf, r.p, len);
	memset(buf + len, 0, size - len);
}

void nl_ip(const struct nlattr *a, struct ip *ip)
{
	struct nl_range r = nl_range_of(a);

	memset(ip, 0, sizeof(*ip));
	if (r.len != 4 && r.len != 16)
		return;
	ip->len = (u8)r.len;
	memcpy(ip->b, r.p, r.len);
}
