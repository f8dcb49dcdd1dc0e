// SPDX-License-Identifier: GPL-2.0
/*
 * Random messages: well-formed trees with likely values, and the same with
 * bytes, lengths and types changed. None of them can rightly change what is in
 * force: stages are filled, but CONF_COMMIT and PROXY_DEL always carry
 * something that has to be refused.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "nlcheck.h"

#define SAY_MAX	10

static u64 state;
static unsigned int said;

/* xorshift64*: the same messages for the same seed everywhere */
static u32 any(u32 below)
{
	state ^= state >> 12;
	state ^= state << 25;
	state ^= state >> 27;
	return (u32)((state * 0x2545f4914f6cdd1dULL) >> 32) % below;
}

static u32 number(void)
{
	static const u32 likely[] = {
		0, 1, 2, 3, 4, 5, 6, 7, 8, 16, 22, 60, 63, 64, 65, 100, 128, 255, 256, 1023, 1024,
		1499, 1500, 3600, 65535, 65536, 86400, 1000000, 1000001, 86400000, 0x7fffffff,
		0x80000000, 0xffffffff
	};

	return any(3) ? likely[any(COUNT(likely))] : any(UINT32_MAX);
}

static void put_bytes(struct nlmsghdr *h, u16 type)
{
	static const u8 lengths[] = { 0, 1, 2, 4, 4, 5, 6, 6, 15, 16, 16, 17, 63, 64, 65 };
	u8 bytes[65];
	unsigned int i, len = lengths[any(sizeof(lengths))];

	for (i = 0; i < sizeof(bytes); i++)
		bytes[i] = any(4) ? any(256) : any(2) * 255;
	mnl_attr_put(h, type, len, bytes);
}

static void put_leaf(struct nlmsghdr *h, u16 type)
{
	switch (any(6)) {
	case 0:
		mnl_attr_put_u8(h, type, number());
		break;
	case 1:
		mnl_attr_put_u16(h, type, number());
		break;
	case 2:
		mnl_attr_put_strz(h, type, any(2) ? "label" : "");
		break;
	case 3:
		put_bytes(h, type);
		break;
	default:
		mnl_attr_put_u32(h, type, number());
	}
}

/* A nest of one level: the right type for each attribute as often as not */
static void put_nest(struct nlmsghdr *h, u16 type, const struct attr *model, unsigned int n)
{
	struct nlattr *nest = mnl_attr_nest_start(h, type);
	unsigned int i, count = any(n + 2);
	u32 value;

	for (i = 0; i < count; i++) {
		const struct attr *a = &model[any(n)];

		value = any(2) ? any(8) : number();
		if (!any(12))
			put_leaf(h, any(n + 3));
		else if (a->bytes)
			put_bytes(h, a->type);
		else
			mnl_attr_put(h, a->type, a->len, &value);
	}
	mnl_attr_nest_end(h, nest);
}

#define ANY(type)	{ type, 0, 0, "", NULL }

static const struct attr addr[] = { ANY(PROXZZZY_ADDR_A_ADDRESS) };
static const struct attr arp[] = {
	U8(PROXZZZY_ARP_A_ENABLE, 0), U32(PROXZZZY_ARP_A_CONFLICT, 0),
	U32(PROXZZZY_ARP_A_ANNOUNCE, 0)
};

static const struct attr echo[] = { U8(PROXZZZY_ECHO_A_ENABLE, 0), ANY(PROXZZZY_ECHO_A_LIMIT) };
static const struct attr rule[] = {
	U32(PROXZZZY_RULE_A_ID, 0), U32(PROXZZZY_RULE_A_KIND, 0), U32(PROXZZZY_RULE_A_ACTION, 0),
	ANY(PROXZZZY_RULE_A_LABEL), U16(PROXZZZY_RULE_A_PORT, 0), U16(PROXZZZY_RULE_A_PORT_TO, 0),
	ANY(PROXZZZY_RULE_A_FROM), U8(PROXZZZY_RULE_A_FROM_LEN, 0), ANY(PROXZZZY_RULE_A_TO),
	U8(PROXZZZY_RULE_A_TO_LEN, 0), U32(PROXZZZY_RULE_A_OFFSET, 0),
	ANY(PROXZZZY_RULE_A_PATTERN), ANY(PROXZZZY_RULE_A_MASK), ANY(PROXZZZY_RULE_A_PASSWORD),
	FLAG(PROXZZZY_RULE_A_SECRET_KEPT), FLAG(PROXZZZY_RULE_A_ANYWHERE),
	ANY(PROXZZZY_RULE_A_LIMIT)
};

/* A rule that is right, so that stages do fill */
static void put_rule(struct nlmsghdr *h)
{
	struct nlattr *nest = mnl_attr_nest_start(h, PROXZZZY_CONF_A_RULE);

	mnl_attr_put_u32(h, PROXZZZY_RULE_A_ID, 1 + any(4096));
	mnl_attr_put_u32(h, PROXZZZY_RULE_A_KIND, 1 + any(3));
	mnl_attr_put_u16(h, PROXZZZY_RULE_A_PORT, 1 + any(65535));
	mnl_attr_nest_end(h, nest);
}

static void put_part(struct nlmsghdr *h)
{
	switch (any(8)) {
	case 0:
		put_nest(h, PROXZZZY_CONF_A_ADDR, addr, 1);
		break;
	case 1:
		put_nest(h, PROXZZZY_CONF_A_ARP, arp, 3);
		break;
	case 2:
		put_nest(h, PROXZZZY_CONF_A_NDP, arp, 3);
		break;
	case 3:
		put_nest(h, any(2) ? PROXZZZY_CONF_A_ECHO : PROXZZZY_CONF_A_WAKE, echo, 2);
		break;
	case 4:
		put_leaf(h, any(PROXZZZY_CONF_A_MAX + 3));
		break;
	case 5:
		put_nest(h, PROXZZZY_CONF_A_RULE, rule, COUNT(rule));
		break;
	default:
		put_rule(h);
	}
}

static void put_conf(struct nlmsghdr *h)
{
	struct nlattr *nest = mnl_attr_nest_start(h, PROXZZZY_A_CONF);
	unsigned int n = any(20) ? any(6) : any(200);

	while (n--)
		put_part(h);
	mnl_attr_nest_end(h, nest);
}

/* Changes bytes behind the generic header; lengths inside may then lie. */
static void mutate(struct nlmsghdr *h)
{
	u8 *at = (u8 *)h + NLMSG_HDRLEN + GENL_HDRLEN;
	size_t len = h->nlmsg_len - NLMSG_HDRLEN - GENL_HDRLEN;
	unsigned int n = 1 + any(4);

	while (n-- && len)
		switch (any(4)) {
		case 0:
			at[any(len)] = any(256);
			break;
		case 1:
			at[any(len)] ^= 1 << any(8);
			break;
		case 2:
			at[any(len)] = any(2) * 255;
			break;
		case 3:
			if (h->nlmsg_len > NLMSG_HDRLEN + GENL_HDRLEN + 8 && !any(4))
				h->nlmsg_len -= 4 * any(2);
			len = h->nlmsg_len - NLMSG_HDRLEN - GENL_HDRLEN;
			break;
		}
}

/* These would rightly change what is in force. */
static bool potent(u8 cmd)
{
	return cmd == PROXZZZY_CMD_CONF_COMMIT || cmd == PROXZZZY_CMD_PROXY_DEL;
}

static struct nlmsghdr *message(void *buf, u32 ifindex, u32 other)
{
	static const u8 likely[] = {
		PROXZZZY_CMD_CONF_ADD, PROXZZZY_CMD_CONF_ADD, PROXZZZY_CMD_CONF_ADD,
		PROXZZZY_CMD_CONF_DEL, PROXZZZY_CMD_CONF_BEGIN, PROXZZZY_CMD_CONF_GET
	};
	u8 cmd = any(2) ? likely[any(sizeof(likely))] : any(PROXZZZY_CMD_MAX + 3);
	u32 index = any(8) ? ifindex : any(2) ? other : number();
	u16 flags = any(8) ? 0 : NLM_F_DUMP;
	struct nlmsghdr *h;

	if (cmd == PROXZZZY_CMD_CONF_GET || cmd == PROXZZZY_CMD_STATS_GET ||
	    cmd == PROXZZZY_CMD_WAKE_GET)
		flags = any(8) ? NLM_F_DUMP : 0;
	h = begin(buf, cmd, flags, any(16) ? index : 0);
	if (cmd == PROXZZZY_CMD_CONF_ADD || cmd == PROXZZZY_CMD_CONF_DEL || !any(8))
		put_conf(h);
	if (cmd == PROXZZZY_CMD_CONF_BEGIN && any(2))
		mnl_attr_put(h, PROXZZZY_A_FROM_CURRENT, 0, NULL);
	if (!any(8))
		put_leaf(h, any(PROXZZZY_A_MAX + 3));
	if (potent(cmd))
		mnl_attr_put_u32(h, PROXZZZY_A_MAX + 1 + any(1000), number());
	else if (!any(3))
		mutate(h);
	return h;
}

/* Refusals of the core that come before the family's policy is looked at */
static bool wordless(const struct nlmsghdr *h, int err)
{
	return err == EOPNOTSUPP || h->nlmsg_len < NLMSG_HDRLEN + GENL_HDRLEN;
}

static void complain(const struct nlmsghdr *h, unsigned int i, const char *what,
		     const struct reply *r)
{
	const u8 *bytes = (const void *)h;
	unsigned int at;

	if (said++ >= SAY_MAX)
		return;
	printf("# message %u: %s: errno %d '%s':", i, what, r->err, r->text);
	for (at = 0; at < h->nlmsg_len && at < 200; at++)
		printf(" %02x", bytes[at]);
	printf("\n");
}

static u8 command(const struct nlmsghdr *h)
{
	const struct genlmsghdr *g = mnl_nlmsg_get_payload(h);

	return g->cmd;
}

bool fuzz(u32 ifindex, u32 other, u64 seed, unsigned int count)
{
	unsigned int i, refused = 0, taken = 0, added = 0;
	static char buf[MESSAGE_MAX];
	struct socket s = sock_open();
	struct nlmsghdr *h;
	struct reply r;

	state = seed * 0x9e3779b97f4a7c15ULL | 1;
	said = 0;
	for (i = 0; i < count; i++) {
		memset(buf, 0, sizeof(buf));
		h = message(buf, ifindex, other);
		r = talk(&s, h);
		if (r.err < 0)
			complain(h, i, "no answer", &r);
		else if (!r.err && potent(command(h)))
			complain(h, i, "should have been refused", &r);
		else if (r.err && !r.text[0] && !wordless(h, r.err))
			complain(h, i, "no sentence", &r);
		refused += r.err > 0;
		taken += !r.err;
		added += !r.err && command(h) == PROXZZZY_CMD_CONF_ADD;
		free(r.conf);
	}
	sock_close(&s);
	printf("# %u refused, %u taken, %u of them into a stage\n", refused, taken, added);
	check(!said, "%u messages were not answered as they should be", said);
	check(refused > count / 10 && added > count / 100,
	      "too few messages got through to say anything");
	return !said;
}
