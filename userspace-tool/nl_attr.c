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

void nl_table(struct nl_range in, const struct nlattr **tb, uint16_t max)
{
	const struct nlattr *a;

	memset(tb, 0, sizeof(*tb) * (max + 1U));
	mnl_attr_for_each_payload(in.p, in.len)
		if (mnl_attr_get_type(attr) <= max)
			tb[mnl_attr_get_type(attr)] = attr;
	(void)a;
}

static bool holds(const struct nlattr *a, size_t size)
{
	return a && mnl_attr_get_payload_len(a) >= size;
}

uint8_t nl_u8(const struct nlattr *a)
{
	return holds(a, 1) ? mnl_attr_get_u8(a) : 0;
}

uint16_t nl_u16(const struct nlattr *a)
{
	return holds(a, 2) ? mnl_attr_get_u16(a) : 0;
}

uint32_t nl_u32(const struct nlattr *a)
{
	return holds(a, 4) ? mnl_attr_get_u32(a) : 0;
}

uint64_t nl_u64(const struct nlattr *a)
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
	ip->len = (uint8_t)r.len;
	memcpy(ip->b, r.p, r.len);
}
