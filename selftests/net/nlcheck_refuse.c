// SPDX-License-Identifier: GPL-2.0
/* What has to be refused, message by message. */
#include <errno.h>
#include <stdlib.h>

#include "nlcheck.h"
#include "nlcheck_bad.h"

void caps(void)
{
	struct socket s = sock_open();
	struct reply r = ask(&s, PROXZZZY_CMD_CAPS_GET, 0);

	check(!r.err && r.messages == 1, "errno %d, %u answers", r.err, r.messages);
	refused("with an attribute", ask(&s, PROXZZZY_CMD_CAPS_GET, dev[0]), EINVAL, "");
	sock_close(&s);
}

void no_such(void)
{
	static const u8 dumps[] = {
		PROXZZZY_CMD_CONF_GET, PROXZZZY_CMD_STATS_GET, PROXZZZY_CMD_WAKE_GET
	};
	static const u8 requests[] = {
		PROXZZZY_CMD_PROXY_GET, PROXZZZY_CMD_PROXY_DEL, PROXZZZY_CMD_CONF_BEGIN,
		PROXZZZY_CMD_CONF_COMMIT, PROXZZZY_CMD_CONF_ABORT, PROXZZZY_CMD_START,
		PROXZZZY_CMD_STOP, PROXZZZY_CMD_GOODBYE
	};
	struct socket s = sock_open();
	unsigned int i;

	for (i = 0; i < COUNT(requests); i++) {
		refused("no interface", ask(&s, requests[i], 0), EINVAL, "missing");
		refused("unknown interface", ask(&s, requests[i], 0x7ffffffe), ENODEV, "index");
		refused("index out of range", ask(&s, requests[i], 0x80000000), ERANGE, "range");
	}
	for (i = 0; i < COUNT(dumps); i++) {
		refused("dump of no interface", dump(&s, dumps[i], 0), EINVAL, "missing");
		refused("dump without proxy", dump(&s, dumps[i], dev[1]), ENOENT, "no proxy");
	}
	refused("get without proxy", ask(&s, PROXZZZY_CMD_PROXY_GET, dev[0]), ENOENT, "no proxy");
	refused("delete without proxy", ask(&s, PROXZZZY_CMD_PROXY_DEL, dev[0]), ENOENT,
		"no proxy");
	refused("start without proxy", ask(&s, PROXZZZY_CMD_START, dev[0]), ENOENT, "no proxy");
	refused("goodbye without proxy", ask(&s, PROXZZZY_CMD_GOODBYE, dev[0]), ENOENT,
		"no proxy");
	refused("add without stage", ask_conf(&s, PROXZZZY_CMD_CONF_ADD, dev[0], modest), ENOENT,
		"begin");
	refused("delete without stage", ask_conf(&s, PROXZZZY_CMD_CONF_DEL, dev[0], modest),
		ENOENT, "begin");
	refused("commit without stage", ask(&s, PROXZZZY_CMD_CONF_COMMIT, dev[0]), ENOENT,
		"begin");
	refused("abort without stage", ask(&s, PROXZZZY_CMD_CONF_ABORT, dev[0]), ENOENT, "begin");
	sock_close(&s);
}

/* What may not be given to a command, though another takes it */
void foreign(void)
{
	struct socket s = staged(only_by_command);
	char buf[256];
	struct nlmsghdr *h = begin(buf, PROXZZZY_CMD_START, 0, dev[0]);

	mnl_attr_put(h, PROXZZZY_A_FROM_CURRENT, 0, NULL);
	refused("start from current", talk(&s, h), EINVAL, "unknown");
	h = begin(buf, PROXZZZY_CMD_CONF_BEGIN, 0, dev[1]);
	mnl_attr_put_u8(h, PROXZZZY_A_FROM_CURRENT, 1);
	refused("flag with a value", talk(&s, h), ERANGE, "policy");
	h = begin(buf, PROXZZZY_CMD_CONF_ADD, 0, dev[0]);
	mnl_attr_put_u32(h, PROXZZZY_A_GENERATION, 1);
	refused("add of a generation", talk(&s, h), EINVAL, "unsupported");
	refused("add of nothing", ask(&s, PROXZZZY_CMD_CONF_ADD, dev[0]), EINVAL,
		"no configuration");
	refused("second begin", ask(&s, PROXZZZY_CMD_CONF_BEGIN, dev[0]), EBUSY, "abort");
	sock_close(&s);
}

void bad_parts(void)
{
	all_refused(bads, COUNT(bads));
}

/* A message is taken as a whole or not at all. */
void whole(void)
{
	static const struct attr later[] = { ID(3), IS(TCP_SYN), {} };
	static const struct attr wrong[] = { ID(4), IS(TCP_SYN), U16(PROXZZZY_RULE_A_PORT, 0), {} };
	static const struct attr half[] = {
		U8(PROXZZZY_CONF_A_PRIORITY, 3), BYTES(PROXZZZY_CONF_A_MAC, "\2\0\0\0\0\1"),
		NEST(PROXZZZY_CONF_A_RULE, later), NEST(PROXZZZY_CONF_A_RULE, wrong), {}
	};
	static const struct attr unknown[] = { U32(PROXZZZY_RULE_A_ID, 77), {} };
	static const struct attr known[] = { U32(PROXZZZY_RULE_A_ID, 5), {} };
	static const struct attr gone[] = {
		NEST(PROXZZZY_CONF_A_ADDR, address4), NEST(PROXZZZY_CONF_A_RULE, known),
		NEST(PROXZZZY_CONF_A_RULE, unknown), {}
	};
	struct reply before, after;
	struct socket s;

	commit(modest);
	before = in_force();
	s = staged(modest);
	refused("half a message", ask_conf(&s, PROXZZZY_CMD_CONF_ADD, dev[0], half), ERANGE,
		"port");
	refused("half a deletion", ask_conf(&s, PROXZZZY_CMD_CONF_DEL, dev[0], gone), ENOENT,
		"staged");
	accepted("commit", ask(&s, PROXZZZY_CMD_CONF_COMMIT, dev[0]));
	after = in_force();
	check(same(&before, &after), "a refused message left something behind");
	free(before.conf);
	free(after.conf);
	sock_close(&s);
}

void twice(void)
{
	static const struct attr again[] = { NEST(PROXZZZY_CONF_A_ADDR, address6), {} };
	static const struct attr rule_again[] = { NEST(PROXZZZY_CONF_A_RULE, ssh), {} };
	static const struct attr fresh[] = { ID(6), IS(TCP_SYN), {} };
	static const struct attr both[] = {
		NEST(PROXZZZY_CONF_A_RULE, fresh), NEST(PROXZZZY_CONF_A_RULE, fresh), {}
	};
	static const struct attr id[] = { U32(PROXZZZY_RULE_A_ID, 5), {} };
	static const struct attr ids[] = {
		NEST(PROXZZZY_CONF_A_RULE, id), NEST(PROXZZZY_CONF_A_RULE, id), {}
	};
	static const struct attr settings[] = { U32(PROXZZZY_CONF_A_DEEP, 0), {} };
	struct socket s = staged(modest);

	refused("address", ask_conf(&s, PROXZZZY_CMD_CONF_ADD, dev[0], again), EEXIST, "already");
	refused("rule", ask_conf(&s, PROXZZZY_CMD_CONF_ADD, dev[0], rule_again), EEXIST,
		"already");
	refused("rule in a message", ask_conf(&s, PROXZZZY_CMD_CONF_ADD, dev[0], both), EEXIST,
		"already");
	refused("deletion", ask_conf(&s, PROXZZZY_CMD_CONF_DEL, dev[0], ids), ENOENT, "twice");
	refused("deletion of a whole rule",
		ask_conf(&s, PROXZZZY_CMD_CONF_DEL, dev[0], rule_again), EINVAL, "id");
	refused("deletion of a setting",
		ask_conf(&s, PROXZZZY_CMD_CONF_DEL, dev[0], settings), EINVAL, "only what is in a list");
	accepted("deletion of an address", ask_conf(&s, PROXZZZY_CMD_CONF_DEL, dev[0], again));
	accepted("address once more", ask_conf(&s, PROXZZZY_CMD_CONF_ADD, dev[0], again));
	sock_close(&s);
}
