// SPDX-License-Identifier: GPL-2.0
/* Large configurations, and commits that come too late or ask for too much. */
#include <errno.h>
#include <stdlib.h>

#include "nlcheck.h"

/* Adds rule @id of the shape that @shape counts. */
static struct reply add_rule(struct socket *s, u32 id, unsigned int shape)
{
	u8 prefix[16] = { 0x20 };
	struct attr rule[] = {
		U32(PROXZZZY_RULE_A_ID, id), U32(PROXZZZY_RULE_A_KIND, PROXZZZY_KIND_TCP_SYN),
		{ PROXZZZY_RULE_A_FROM, 16, 0, prefix, NULL },
		U8(PROXZZZY_RULE_A_FROM_LEN, 8 + shape), {}
	};
	struct attr conf[] = { NEST(PROXZZZY_CONF_A_RULE, rule), {} };

	return ask_conf(s, PROXZZZY_CMD_CONF_ADD, dev[0], conf);
}

static struct reply add_address(struct socket *s, u8 len, u8 last)
{
	u8 bytes[16] = { 0x20, 1, 0x0d, 0xb8 };
	struct attr address[] = { { PROXZZZY_ADDR_A_ADDRESS, len, 0, bytes, NULL }, {} };
	struct attr conf[] = { NEST(PROXZZZY_CONF_A_ADDR, address), {} };

	bytes[len - 1] = last;
	return ask_conf(s, PROXZZZY_CMD_CONF_ADD, dev[0], conf);
}

void limits(void)
{
	struct socket s = staged(only_by_command), many[PROXZZZY_STAGE_MAX];
	unsigned int i;

	for (i = 0; i < PROXZZZY_ADDR_MAX; i++) {
		accepted("IPv4 address", add_address(&s, 4, 1 + i));
		accepted("IPv6 address", add_address(&s, 16, 1 + i));
	}
	refused("65th IPv4 address", add_address(&s, 4, 200), ENOSPC, "64 IPv4");
	refused("65th IPv6 address", add_address(&s, 16, 200), ENOSPC, "64 IPv6");
	for (i = 0; i < PROXZZZY_RULE_MAX; i++)
		accepted("rule", add_rule(&s, 2 * i + 1, 0));
	refused("1025th rule", add_rule(&s, 2, 0), ENOSPC, "1024 rules");
	accepted("commit of all that is possible", ask(&s, PROXZZZY_CMD_CONF_COMMIT, dev[0]));

	for (i = 0; i < PROXZZZY_STAGE_MAX; i++) {
		many[i] = sock_open();
		accepted("stage", ask(&many[i], PROXZZZY_CMD_CONF_BEGIN, dev[0]));
	}
	refused("65th stage", ask(&s, PROXZZZY_CMD_CONF_BEGIN, dev[0]), ENOSPC, "64 stages");
	for (i = 0; i < PROXZZZY_STAGE_MAX; i++)
		sock_close(&many[i]);
	accepted("stage after all", ask(&s, PROXZZZY_CMD_CONF_BEGIN, dev[0]));
	sock_close(&s);
}

/* A commit beyond a limit is refused, keeps the stage and what is in force. */
void commit_beyond(void)
{
	static const struct attr last[] = {
		U32(PROXZZZY_RULE_A_ID, PROXZZZY_SHAPE_MAX + 1), {}
	};
	static const struct attr one_less[] = { NEST(PROXZZZY_CONF_A_RULE, last), {} };
	struct socket s = staged(only_by_command);
	struct reply before = in_force(), after;
	unsigned int i;

	for (i = 0; i <= PROXZZZY_SHAPE_MAX; i++)
		accepted("rule", add_rule(&s, i + 1, i));
	refused("65 shapes", ask(&s, PROXZZZY_CMD_CONF_COMMIT, dev[0]), EINVAL, "64");
	after = in_force();
	check(same(&before, &after) && before.generation == after.generation,
	      "a refused commit changed what is in force");
	accepted("one shape less", ask_conf(&s, PROXZZZY_CMD_CONF_DEL, dev[0], one_less));
	accepted("commit of the same stage", ask(&s, PROXZZZY_CMD_CONF_COMMIT, dev[0]));
	free(before.conf);
	free(after.conf);
	sock_close(&s);
}

/* Rules come in any order and go out ascending; a copy is a copy. */
void order(void)
{
	struct socket s = staged(only_by_command);
	struct reply first;
	u32 id, last = 0;
	const struct nlattr *a;
	const u8 *at;
	unsigned int i, rules = 0;

	for (i = 0; i < 1000; i++)
		accepted("rule", add_rule(&s, 1 + i * 617 % 1009, i % 8));
	accepted("commit", ask(&s, PROXZZZY_CMD_CONF_COMMIT, dev[0]));
	first = in_force();
	for (at = first.conf; at < first.conf + first.conf_len;
	     at += MNL_ALIGN(((const struct nlattr *)at)->nla_len)) {
		a = (const struct nlattr *)at;
		if (mnl_attr_get_type(a) != PROXZZZY_CONF_A_RULE)
			continue;
		a = mnl_attr_get_payload(a);
		id = mnl_attr_get_u32(a);
		check(id > last, "rule %u behind %u", id, last);
		last = id;
		rules++;
	}
	check(rules == 1000 && first.messages > 1, "%u rules in %u messages", rules,
	      first.messages);
	copied(first);
	sock_close(&s);
}

void too_late(void)
{
	struct socket late = staged(modest), s;
	struct reply before, after;

	commit(modest);
	before = in_force();
	refused("late commit", ask(&late, PROXZZZY_CMD_CONF_COMMIT, dev[0]), EAGAIN, "again");
	accepted("abort", ask(&late, PROXZZZY_CMD_CONF_ABORT, dev[0]));
	accepted("begin again", ask(&late, PROXZZZY_CMD_CONF_BEGIN, dev[0]));
	s = sock_open();
	accepted("delete", ask(&s, PROXZZZY_CMD_PROXY_DEL, dev[0]));
	commit(modest);
	refused("commit after delete and commit", ask(&late, PROXZZZY_CMD_CONF_COMMIT, dev[0]),
		EAGAIN, "again");
	after = in_force();
	check(same(&before, &after), "a stale commit changed something");
	free(before.conf);
	free(after.conf);
	sock_close(&late);
	sock_close(&s);
}

/* A dump that a commit overtakes says so. */
void overtaken(void)
{
	struct socket s = staged(only_by_command), reader = sock_open();
	struct reply r = {};
	unsigned int i;
	char buf[256];

	for (i = 0; i < PROXZZZY_RULE_MAX; i++)
		accepted("rule", add_rule(&s, i + 1, 0));
	accepted("commit", ask(&s, PROXZZZY_CMD_CONF_COMMIT, dev[0]));
	send_only(&reader, begin(buf, PROXZZZY_CMD_CONF_GET, NLM_F_DUMP, dev[0]));
	check(!receive(&reader, &r), "1,024 rules in one read");
	commit(modest);
	while (!receive(&reader, &r))
		;
	check(r.interrupted, "no NLM_F_DUMP_INTR");
	free(r.conf);
	sock_close(&reader);
	sock_close(&s);
}
