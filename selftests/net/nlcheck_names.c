// SPDX-License-Identifier: GPL-2.0
/* Groups, names and records that have to be refused: one by one, together, and when too many. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "nlcheck_names.h"

static const struct attr group4[] = { GROUP(GROUP4), {} };
static const struct attr box_name[] = { NAME(BOX), {} };
static const struct attr box_txt[] = { NAME(BOX), TYPE(TXT), DATA("\0"), {} };

#include "nlcheck_misdeeds.h"

static const struct attr something[] = {
	U32(PROXZZZY_CONF_A_S2IDLE, PROXZZZY_S2IDLE_OFF), NEST(PROXZZZY_CONF_A_GROUP, group4),
	RECORD(box_txt), {}
};

/* Each alone, and the stage is afterwards what it was. */
static void do_all(u8 cmd, const struct misdeed *rows, unsigned int n)
{
	struct socket s = staged(something);
	struct reply before, after;

	commit(something);
	before = in_force();
	accepted("abort", ask(&s, PROXZZZY_CMD_CONF_ABORT, dev[0]));
	sock_close(&s);
	s = staged(something);
	misdeeds(&s, cmd, rows, n, NULL);
	accepted("commit", ask(&s, PROXZZZY_CMD_CONF_COMMIT, dev[0]));
	after = in_force();
	check(same(&before, &after), "something refused was taken");
	free(before.conf);
	free(after.conf);
	sock_close(&s);
}

void bad_names(void)
{
	do_all(PROXZZZY_CMD_CONF_ADD, adding, COUNT(adding));
}

void bad_deletions(void)
{
	do_all(PROXZZZY_CMD_CONF_DEL, deleting, COUNT(deleting));
}

/* What only a commit can find: the sentence, or NULL for what is fine */
static const struct attr txt_big_case[] = { NAME("\3BOX\5LOCAL"), TYPE(TXT), DATA("\0"), {} };
static const struct attr txt_shared[] = { NAME(BOX), TYPE(TXT), DATA("\1x"), SHARED, {} };
static const struct attr txt_unique[] = { NAME(BOX), TYPE(TXT), DATA("\1x"), {} };
static const struct attr txt_ttl[] = { NAME(BOX), TYPE(TXT), TTL(7), DATA("\0"), {} };
static const struct attr ptr_shared[] = { NAME(BOX), TYPE(PTR), DATA_NAME(BOX), SHARED, {} };
static const struct attr latin[] = { NAME("\1\xc3\5local"), TYPE(TXT), DATA("\0"), {} };
static const struct attr other_latin[] = {
	NAME("\1\xe3\5local"), TYPE(TXT), DATA("\0"), SHARED, {}
};

static const struct attr host[] = {
	U8(PROXZZZY_MDNS_A_ENABLE, 1), { PROXZZZY_MDNS_A_HOST, sizeof(BOX), 0, BOX, NULL }, {}
};

static const struct attr host_off[] = {
	U8(PROXZZZY_MDNS_A_ENABLE, 0), { PROXZZZY_MDNS_A_HOST, sizeof(BOX), 0, BOX, NULL }, {}
};

static const struct attr made_a[] = { NAME("\3bOx\5local"), TYPE(A), DATA(IP4), {} };
static const struct attr another_a[] = { NAME(BOX), TYPE(A), DATA("\xc0\0\2\2"), {} };
static const struct attr shared_a[] = { NAME(BOX), TYPE(A), DATA("\xc0\0\2\2"), SHARED, {} };
static const struct attr made_ptr[] = {
	NAME("\0011\0012\0010\003192\7in-addr\4arpa"), TYPE(PTR), DATA_NAME(BOX), {}
};

#define SAY_MTU		"this record does not fit the interface's MTU"
#define SAY_ALIKE	"all records of a name and type must be shared, or none of them"
#define SAY_AGAIN	"a record is there twice"
#define FITS		(1500 + 14 - 14 - 40 - 8 - 12 - 10 - (int)sizeof(BOX))

static const struct attr fits[] = {
	NAME(BOX), TYPE(HTTPS), { PROXZZZY_RR_A_DATA, FITS, 0, zeros, NULL }, {}
};

static const struct attr too_long[] = {
	NAME(BOX), TYPE(HTTPS), { PROXZZZY_RR_A_DATA, FITS + 1, 0, zeros, NULL }, {}
};

#define ADDR4		NEST(PROXZZZY_CONF_A_ADDR, address4)
#define MDNS(attrs)	NEST(PROXZZZY_CONF_A_MDNS, attrs)

static const struct {
	const char *name, *sentence;
	struct attr conf[5];
} together[] = {
	{ "a record twice", SAY_AGAIN, { RECORD(box_txt), RECORD(ptr_shared), RECORD(box_txt) } },
	{ "a record twice, in another case", SAY_AGAIN, { RECORD(box_txt), RECORD(txt_big_case) } },
	{ "a record with two TTLs", SAY_AGAIN, { RECORD(txt_ttl), RECORD(box_txt) } },
	{ "shared and unique", SAY_ALIKE, { RECORD(box_txt), RECORD(txt_shared) } },
	{ "data of another length", NULL, { RECORD(box_txt), RECORD(txt_unique) } },
	{ "another type that is shared", NULL, { RECORD(box_txt), RECORD(ptr_shared) } },
	{ "bytes beyond ASCII have no case", NULL, { RECORD(latin), RECORD(other_latin) } },
	{ "a record that mDNS makes", SAY_AGAIN, { ADDR4, MDNS(host), RECORD(made_a) } },
	{ "a reverse that mDNS makes", SAY_AGAIN, { ADDR4, MDNS(host), RECORD(made_ptr) } },
	{ "shared where mDNS makes a unique one", SAY_ALIKE,
	  { ADDR4, MDNS(host), RECORD(shared_a) } },
	{ "one more address", NULL, { ADDR4, MDNS(host), RECORD(another_a) } },
	{ "what mDNS would make if it were on", NULL, { ADDR4, MDNS(host_off), RECORD(made_a) } },
	{ "too long for the MTU", SAY_MTU, { RECORD(too_long) } },
	{ "just not too long for the MTU", NULL, { RECORD(fits) } },
};

/* A refused commit changes nothing, and what is refused may be repaired. */
void names_together(void)
{
	static const struct attr all_of_box[] = { RECORD(box_name), {} };
	struct reply before, after;
	struct socket s;
	unsigned int i;

	for (i = 0; i < COUNT(together); i++) {
		commit(something);
		before = in_force();
		s = staged(only_by_command);
		accepted(together[i].name, ask_conf(&s, PROXZZZY_CMD_CONF_ADD, dev[0],
						    together[i].conf));
		if (!together[i].sentence) {
			accepted(together[i].name, ask(&s, PROXZZZY_CMD_CONF_COMMIT, dev[0]));
		} else {
			refused_at(together[i].name, ask(&s, PROXZZZY_CMD_CONF_COMMIT, dev[0]),
				   EINVAL, together[i].sentence, 0);
			after = in_force();
			check(same(&before, &after) && before.generation == after.generation,
			      "%s: what is in force changed", together[i].name);
			free(after.conf);
			if (strcmp(together[i].name, "a reverse that mDNS makes"))
				accepted("repair", ask_conf(&s, PROXZZZY_CMD_CONF_DEL, dev[0],
							    all_of_box));
		}
		free(before.conf);
		sock_close(&s);
	}
}

static void many_groups(void)
{
	struct socket s = staged(only_by_command);
	struct many m = { .s = &s, .cmd = PROXZZZY_CMD_CONF_ADD };
	u8 lengths[] = { 4, 16 };
	unsigned int i, j;
	char buf[256];
	struct nlattr *conf;
	struct nlmsghdr *h;

	for (i = 0; i < PROXZZZY_GROUP_MAX; i++)
		for (j = 0; j < 2; j++)
			put_address(many_next(&m, 64), PROXZZZY_CONF_A_GROUP, lengths[j],
				    j ? GROUP6 : GROUP4, i);
	many_end(&m);
	for (j = 0; j < 2; j++) {
		h = begin(buf, PROXZZZY_CMD_CONF_ADD, 0, dev[0]);
		conf = mnl_attr_nest_start(h, PROXZZZY_A_CONF);
		put_address(h, PROXZZZY_CONF_A_GROUP, lengths[j], j ? GROUP6 : GROUP4, i);
		mnl_attr_nest_end(h, conf);
		refused_at("257th group", talk(&s, h), ENOSPC,
			   "a proxy has at most 256 groups of each family",
			   (char *)mnl_attr_get_payload(conf) - buf);
	}
	accepted("all groups", ask(&s, PROXZZZY_CMD_CONF_COMMIT, dev[0]));
	free(m.all);
	sock_close(&s);
}

/* Adds or deletes one record whose data begin with @number. */
static struct reply one(struct socket *s, u8 cmd, u32 number, u16 len)
{
	static char buf[MESSAGE_MAX];
	static u8 data[PROXZZZY_DATA_MAX];
	struct nlmsghdr *h = begin(buf, cmd, 0, dev[0]);
	struct nlattr *conf = mnl_attr_nest_start(h, PROXZZZY_A_CONF), *nest;

	memcpy(data, &number, sizeof(number));
	nest = mnl_attr_nest_start(h, PROXZZZY_CONF_A_RR);
	mnl_attr_put(h, PROXZZZY_RR_A_NAME, sizeof(BOX), BOX);
	mnl_attr_put_u16(h, PROXZZZY_RR_A_TYPE, HTTPS);
	mnl_attr_put(h, PROXZZZY_RR_A_DATA, len, data);
	mnl_attr_nest_end(h, nest);
	mnl_attr_nest_end(h, conf);
	return talk(s, h);
}

static void fill(struct socket *s, u32 n, u16 len)
{
	struct many m = { .s = s, .cmd = PROXZZZY_CMD_CONF_ADD };
	static u8 data[PROXZZZY_DATA_MAX];
	u32 i;

	for (i = 0; i < n; i++) {
		memcpy(data, &i, sizeof(i));
		put_record(many_next(&m, len + 64U), BOX, sizeof(BOX), HTTPS, 10, data, len, false);
	}
	many_end(&m);
	free(m.all);
}

#define FIRST_PART	(NLMSG_HDRLEN + GENL_HDRLEN + 8 + NLA_HDRLEN)	/* behind the ifindex */

static void many_records(void)
{
	static const char say[] = "a proxy has at most 10000 records";
	struct socket s = staged(only_by_command);

	fill(&s, PROXZZZY_RR_MAX, 4);
	refused_at("10,001st record", one(&s, PROXZZZY_CMD_CONF_ADD, PROXZZZY_RR_MAX, 4), ENOSPC,
		   say, FIRST_PART);
	accepted("one less", one(&s, PROXZZZY_CMD_CONF_DEL, 4711, 4));
	accepted("one again", one(&s, PROXZZZY_CMD_CONF_ADD, PROXZZZY_RR_MAX, 4));
	refused_at("10,001st record again", one(&s, PROXZZZY_CMD_CONF_ADD, 4711, 4), ENOSPC, say,
		   FIRST_PART);
	sock_close(&s);
}

/* What is deleted makes room, however often. */
static void many_bytes(void)
{
	static const char say[] =
		"the names and data of all records are at most 4194304 bytes";
	const u32 each = sizeof(BOX) + PROXZZZY_DATA_MAX, n = PROXZZZY_RR_BYTES_MAX / each;
	const u32 rest = PROXZZZY_RR_BYTES_MAX - n * each - sizeof(BOX);
	struct socket s = staged(only_by_command);
	u32 i;

	fill(&s, n, PROXZZZY_DATA_MAX);
	refused_at("4 MiB and a byte", one(&s, PROXZZZY_CMD_CONF_ADD, n, rest + 1), ENOSPC, say,
		   FIRST_PART);
	accepted("4 MiB", one(&s, PROXZZZY_CMD_CONF_ADD, n, rest));
	for (i = 0; i < 3; i++) {
		refused_at("more", one(&s, PROXZZZY_CMD_CONF_ADD, n + 1 + i, 4), ENOSPC, say,
			   FIRST_PART);
		accepted("delete", one(&s, PROXZZZY_CMD_CONF_DEL, i, PROXZZZY_DATA_MAX));
		accepted("add", one(&s, PROXZZZY_CMD_CONF_ADD, n + 1 + i, PROXZZZY_DATA_MAX));
	}
	refused_at("commit", ask(&s, PROXZZZY_CMD_CONF_COMMIT, dev[0]), EINVAL, SAY_MTU, 0);
	sock_close(&s);
}

void name_limits(void)
{
	many_groups();
	many_records();
	many_bytes();
}
