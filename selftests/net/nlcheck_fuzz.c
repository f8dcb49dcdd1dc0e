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

#include "nlcheck_fuzz.h"

#define SAY_MAX	10

static unsigned int said;

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

	if (cmd == PROXZZZY_CMD_CONF_ABORT && any(16))	/* stages are to fill */
		cmd = PROXZZZY_CMD_CONF_DEL;
	if (cmd == PROXZZZY_CMD_CONF_GET || cmd == PROXZZZY_CMD_STATS_GET ||
	    cmd == PROXZZZY_CMD_WAKE_GET)
		flags = any(8) ? NLM_F_DUMP : 0;
	h = begin(buf, cmd, flags, any(16) ? index : 0);
	parts_forget();
	if (cmd == PROXZZZY_CMD_CONF_ADD || cmd == PROXZZZY_CMD_CONF_DEL || !any(8))
		put_conf(h, cmd);
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

	any_begin(seed);
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
		parts_count(command(h), !r.err);
		free(r.conf);
	}
	sock_close(&s);
	printf("# %u refused, %u taken, %u of them into a stage\n", refused, taken, added);
	parts_tell(count);
	check(!said, "%u messages were not answered as they should be", said);
	check(refused > count / 10 && added > count / 100,
	      "too few messages got through to say anything");
	return !said;
}
