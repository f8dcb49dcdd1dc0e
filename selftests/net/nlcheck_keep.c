// SPDX-License-Identifier: GPL-2.0
/* What is dumped is what was set: settings, groups and 10,000 records, to the last bit. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "nlcheck_names.h"

#define KINDS	5	/* of records, one after the other */

static const struct attr limit[] = {
	U32(PROXZZZY_LIMIT_A_RATE, 7), U32(PROXZZZY_LIMIT_A_UNIT, 60),
	U32(PROXZZZY_LIMIT_A_BURST, 9), {}
};

static const struct attr arp[] = {
	U8(PROXZZZY_ARP_A_ENABLE, 0), U32(PROXZZZY_ARP_A_CONFLICT, PROXZZZY_CONFLICT_WAKE),
	U32(PROXZZZY_ARP_A_ANNOUNCE, 200), {}
};

static const struct attr ndp[] = {
	U8(PROXZZZY_NDP_A_ENABLE, 1), U32(PROXZZZY_NDP_A_CONFLICT, PROXZZZY_CONFLICT_WAKE),
	U8(PROXZZZY_NDP_A_ROUTER, 1), {}
};

static const struct attr echo[] = {
	U8(PROXZZZY_ECHO_A_ENABLE, 1), NEST(PROXZZZY_ECHO_A_LIMIT, limit), {}
};

static const struct attr wake[] = { NEST(PROXZZZY_WAKE_A_LIMIT, limit), {} };
static const struct attr igmp[] = { U8(PROXZZZY_IGMP_A_ENABLE, 0), {} };
static const struct attr mld[] = { U8(PROXZZZY_MLD_A_ENABLE, 0), {} };
static const struct attr mdns[] = {
	U8(PROXZZZY_MDNS_A_ENABLE, 1), { PROXZZZY_MDNS_A_HOST, sizeof(BOX), 0, BOX, NULL },
	U32(PROXZZZY_MDNS_A_TTL, PROXZZZY_TTL_MAX),
	U8(PROXZZZY_MDNS_A_ANNOUNCE, PROXZZZY_MDNS_ANNOUNCE_MAX),
	BYTES(PROXZZZY_MDNS_A_GROUP, GROUP6), BYTES(PROXZZZY_MDNS_A_GROUP, GROUP4), {}
};

static const struct attr llmnr[] = {
	U8(PROXZZZY_LLMNR_A_ENABLE, 1), BYTES(PROXZZZY_LLMNR_A_HOST, "\3b\xc3\xb6\0"),
	U32(PROXZZZY_LLMNR_A_TTL, 1), U8(PROXZZZY_LLMNR_A_TENTATIVE, 1), {}
};

/* In the order of a dump */
static const struct attr settings[] = {
	BYTES(PROXZZZY_CONF_A_MAC, "\2\0\0\0\7\7"),
	U32(PROXZZZY_CONF_A_S2IDLE, PROXZZZY_S2IDLE_OFF),
	U32(PROXZZZY_CONF_A_DEEP, PROXZZZY_DEEP_REFUSE), U8(PROXZZZY_CONF_A_PRIORITY, 5),
	NEST(PROXZZZY_CONF_A_ARP, arp), NEST(PROXZZZY_CONF_A_NDP, ndp),
	NEST(PROXZZZY_CONF_A_ECHO, echo), NEST(PROXZZZY_CONF_A_WAKE, wake),
	NEST(PROXZZZY_CONF_A_IGMP, igmp), NEST(PROXZZZY_CONF_A_MLD, mld),
	NEST(PROXZZZY_CONF_A_MDNS, mdns), NEST(PROXZZZY_CONF_A_LLMNR, llmnr),
	NEST(PROXZZZY_CONF_A_ADDR, address4), NEST(PROXZZZY_CONF_A_ADDR, address6), {}
};

static const struct attr rule[] = {
	ID(3), IS(EAPOL), U32(PROXZZZY_RULE_A_ACTION, 0), NEST(PROXZZZY_RULE_A_LIMIT, limit), {}
};

static const struct attr rules[] = { NEST(PROXZZZY_CONF_A_RULE, rule), {} };

#define COMMON	"\2_X\4_tcp\5lOcal"	/* of all PTR records */

/* The name of record @i, in the case that it was given */
static u16 name_of(u32 i, u8 *to)
{
	int n = snprintf((char *)to + 1, 63, "H\xc3\xb6st %u", i);

	to[0] = n;
	memcpy(to + 1 + n, "\5local", 7);
	return n + 8;
}

static void put_nth(struct nlmsghdr *h, u32 i)
{
	u8 name[PROXZZZY_NAME_MAX], data[64] = { 0, 1, 0, 2, i >> 8, i };
	u16 len = name_of(i, name), size;

	switch (i % KINDS) {
	case 0:
		size = snprintf((char *)data + 1, sizeof(data) - 1, "number=%u", i);
		data[0] = size;
		put_record(h, name, len, TXT, 4500, data, size + 1, i % 2);
		break;
	case 1:
		put_record(h, name, len, A, 1 + i, data, 4, false);
		break;
	case 2:
		put_record(h, COMMON, sizeof(COMMON), PTR, PROXZZZY_TTL_MAX, name, len, true);
		break;
	case 3:
		memcpy(data + 6, name, len);
		put_record(h, name, len, SRV, 120, data, 6 + len, false);
		break;
	default:
		put_record(h, name, len, HTTPS, 1, data, i % 50, false);
	}
}

/* Those that deletions() leaves */
static bool is_left(u32 i)
{
	return i % KINDS != 2 && i != 15 && i != 21 && i != 9998;
}

static bool is_any(u32 i)
{
	(void)i;
	return true;
}

/* All of it into @m, but only those records that @is wants. */
static void put_all(struct many *m, bool (*is)(u32 i))
{
	static const u8 lengths[] = { 4, 16 };
	u32 i, j;

	put(many_next(m, 1024), settings);
	for (i = 0; i < PROXZZZY_GROUP_MAX; i++)
		for (j = 0; j < 2; j++)
			put_address(many_next(m, 64), PROXZZZY_CONF_A_GROUP, lengths[j],
				    j ? GROUP6 : GROUP4, 0xfff - i);
	for (i = 0; i < PROXZZZY_RR_MAX; i++)
		if (is(i))
			put_nth(many_next(m, 256), i);
	put(many_next(m, 256), rules);
	many_end(m);
}

/* The settings of protocols that are not set here are dumped as well. */
static size_t without_others(unsigned char *conf, size_t len)
{
	size_t at = 0, to = 0;

	while (at + NLA_HDRLEN <= len) {
		const struct nlattr *a = (struct nlattr *)(conf + at);
		size_t size = NLA_ALIGN(a->nla_len);

		if ((a->nla_type & NLA_TYPE_MASK) <= PROXZZZY_CONF_A_RR) {
			memmove(conf + to, conf + at, size);
			to += size;
		}
		at += size;
	}
	return to;
}

static void is_in_force(const char *what, const struct many *m)
{
	struct reply r = in_force();
	size_t i = 0;

	r.conf_len = without_others((unsigned char *)r.conf, r.conf_len);

	while (i < r.conf_len && i < m->len && r.conf[i] == m->all[i])
		i++;
	check(r.conf_len == m->len && i == m->len,
	      "%s: %zu bytes were set, %zu dumped; they differ at %zu", what, m->len,
	      r.conf_len, i);
	check(r.messages > 10 && !r.interrupted, "%s: in %u messages", what, r.messages);
	free(r.conf);
}

void names_kept(void)
{
	struct socket s = sock_open();
	struct many m = { .s = &s, .cmd = PROXZZZY_CMD_CONF_ADD };

	accepted("begin", ask(&s, PROXZZZY_CMD_CONF_BEGIN, dev[0]));
	put_all(&m, is_any);
	check(m.messages > 10, "%u messages", m.messages);
	accepted("commit", ask(&s, PROXZZZY_CMD_CONF_COMMIT, dev[0]));
	is_in_force("set", &m);
	sock_close(&s);
	s = staged_copy();
	accepted("commit of a copy", ask(&s, PROXZZZY_CMD_CONF_COMMIT, dev[0]));
	is_in_force("copied", &m);
	sock_close(&s);
	free(m.all);
}

/* By name, by name and type, by all of it; in whatever case. The others keep their order. */
void deletions(void)
{
	static const struct attr by_type[] = { NAME("\2_x\4_TCP\5local"), TYPE(PTR), {} };
	static const struct attr of_box[] = { NAME("\10h\xc3\xb6st 15\5local"), {} };
	static const struct attr by_all[] = {
		NAME("\10H\xc3\xb6ST 21\5local"), TYPE(A), DATA("\0\1\0\2"), {}
	};
	static const struct attr last[] = { NAME("\12H\xc3\xb6st 9998\5local"), TYPE(SRV), {} };
	static const struct attr gone[] = {
		RECORD(by_type), RECORD(of_box), RECORD(by_all), RECORD(last), {}
	};
	struct socket s = staged_copy(), other = sock_open();
	struct many m = { .s = &other, .cmd = PROXZZZY_CMD_CONF_ADD };

	accepted("delete", ask_conf(&s, PROXZZZY_CMD_CONF_DEL, dev[0], gone));
	refused("delete again", ask_conf(&s, PROXZZZY_CMD_CONF_DEL, dev[0], gone), ENOENT,
		"no such record");
	accepted("commit", ask(&s, PROXZZZY_CMD_CONF_COMMIT, dev[0]));
	accepted("begin", ask(&other, PROXZZZY_CMD_CONF_BEGIN, dev[0]));
	put_all(&m, is_left);
	is_in_force("what is left", &m);
	free(m.all);
	sock_close(&s);
	sock_close(&other);
}

/* Records as large as they may be do fit the messages of a dump. */
void large_records(void)
{
	struct socket s = staged(only_by_command);
	struct many m = { .s = &s, .cmd = PROXZZZY_CMD_CONF_ADD };
	static u8 data[PROXZZZY_DATA_MAX];
	struct reply r;
	u32 i;

	check(net_up(dev[0], 9216), "MTU");
	for (i = 0; i < 500; i++) {
		memset(data, i, sizeof(data));
		data[0] = i >> 8;
		put_record(many_next(&m, sizeof(data) + 64), BOX, sizeof(BOX), HTTPS, 5, data,
			   sizeof(data), true);
	}
	many_end(&m);
	accepted("commit", ask(&s, PROXZZZY_CMD_CONF_COMMIT, dev[0]));
	r = in_force();
	check(r.conf_len > m.len && !memcmp(r.conf + r.conf_len - m.len, m.all, m.len),
	      "%zu bytes were set, %zu dumped", m.len, r.conf_len);
	free(r.conf);
	free(m.all);
	commit(only_by_command);
	check(net_up(dev[0], 1500), "MTU");
	sock_close(&s);
}

static u32 ttl_of(const struct nlattr *record)
{
	const struct nlattr *a;

	mnl_attr_for_each_nested(a, record)
		if (mnl_attr_get_type(a) == PROXZZZY_RR_A_TTL)
			return mnl_attr_get_u32(a);
	return 0;
}

/* RFC 6762 10; and what stands once in a configuration is taken anew, alone. */
void name_defaults(void)
{
	static const struct attr a[] = { NAME(BOX), TYPE(A), DATA(IP4), {} };
	static const struct attr srv[] = { NAME(BOX), TYPE(SRV), DATA("\0\0\0\0\0\1\0"), {} };
	static const struct attr aaaa[] = { NAME(BOX), TYPE(AAAA), DATA(IP6), {} };
	static const struct attr ptr[] = { NAME(BOX), TYPE(PTR), DATA_NAME(BOX), {} };
	static const struct attr txt[] = { NAME(BOX), TYPE(TXT), DATA("\0"), {} };
	static const struct attr conf[] = {
		RECORD(a), RECORD(srv), RECORD(aaaa), RECORD(ptr), RECORD(txt), {}
	};
	static const u32 want[] = { 120, 120, 120, 4500, 4500 };
	const struct nlattr *at;
	unsigned int n = 0;
	struct reply r;

	commit(conf);
	r = in_force();
	for (at = (void *)r.conf; (const u8 *)at < r.conf + r.conf_len;
	     at = (const void *)((const u8 *)at + MNL_ALIGN(at->nla_len)))
		if (mnl_attr_get_type(at) == PROXZZZY_CONF_A_RR && n < COUNT(want)) {
			check(ttl_of(at) == want[n], "record %u: TTL %u", n, ttl_of(at));
			n++;
		}
	check(n == COUNT(want), "%u records", n);
	free(r.conf);
}

/* A refused message leaves nothing of its groups, names and records behind. */
void names_whole(void)
{
	static const struct attr more_mdns[] = {
		{ PROXZZZY_MDNS_A_HOST, sizeof("\1x\5local"), 0, "\1x\5local", NULL },
		BYTES(PROXZZZY_MDNS_A_GROUP, GROUP4), U32(PROXZZZY_MDNS_A_TTL, 5), {}
	};
	static const struct attr more_llmnr[] = { BYTES(PROXZZZY_LLMNR_A_HOST, "\1x\0"), {} };
	static const struct attr switched[] = { U8(PROXZZZY_IGMP_A_ENABLE, 1), {} };
	static const struct attr fresh[] = { NAME("\1x\5local"), TYPE(TXT), DATA("\0"), {} };
	static const u8 zeros[PROXZZZY_DATA_MAX];
	static const struct attr large[] = {
		NAME("\1y\5local"), TYPE(HTTPS),
		{ PROXZZZY_RR_A_DATA, sizeof(zeros), 0, zeros, NULL }, {}
	};
	static const struct attr wrong[] = { NAME(BOX), TYPE(A), DATA("\0"), {} };
	static const struct attr group[] = { GROUP("\xef\7\7\7"), {} };
	static const struct attr half[] = {
		NEST(PROXZZZY_CONF_A_MDNS, more_mdns), NEST(PROXZZZY_CONF_A_LLMNR, more_llmnr),
		NEST(PROXZZZY_CONF_A_IGMP, switched), NEST(PROXZZZY_CONF_A_MLD, switched),
		NEST(PROXZZZY_CONF_A_GROUP, group), RECORD(fresh), RECORD(large), RECORD(wrong), {}
	};
	static const struct attr old[] = { NAME("\1o\5local"), TYPE(TXT), DATA("\1o"), {} };
	static const struct attr old_group[] = { GROUP(GROUP4), {} };
	static const struct attr gone[] = {
		NEST(PROXZZZY_CONF_A_GROUP, old_group), RECORD(old), RECORD(fresh), {}
	};
	static const struct attr more[] = {
		NEST(PROXZZZY_CONF_A_GROUP, old_group), RECORD(old), {}
	};
	struct reply before, after;
	struct socket s;

	s = staged(settings);
	accepted("more", ask_conf(&s, PROXZZZY_CMD_CONF_ADD, dev[0], more));
	accepted("commit", ask(&s, PROXZZZY_CMD_CONF_COMMIT, dev[0]));
	sock_close(&s);
	before = in_force();
	s = staged_copy();
	refused("half a message", ask_conf(&s, PROXZZZY_CMD_CONF_ADD, dev[0], half), EINVAL,
		"these data");
	refused("half a deletion", ask_conf(&s, PROXZZZY_CMD_CONF_DEL, dev[0], gone), ENOENT,
		"no such record");
	accepted("commit", ask(&s, PROXZZZY_CMD_CONF_COMMIT, dev[0]));
	after = in_force();
	check(same(&before, &after), "a refused message left something behind");
	free(before.conf);
	free(after.conf);
	sock_close(&s);
}
