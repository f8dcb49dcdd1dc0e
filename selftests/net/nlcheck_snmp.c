// SPDX-License-Identifier: GPL-2.0
/* SNMP: what has to be refused, and what comes back of what was given. */
#define _GNU_SOURCE
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "nlcheck.h"

#define ID_OF(...) { PROXZZZY_OID_A_ID, sizeof((const u32[]){ __VA_ARGS__ }), 0, \
		     (const u32[]){ __VA_ARGS__ }, NULL }
#define TYPE(t)	U8(PROXZZZY_OID_A_TYPE, t)
#define VALUE(b)	BYTES(PROXZZZY_OID_A_VALUE, b)
#define NAME(b)	BYTES(PROXZZZY_COMMUNITY_A_NAME, b)
#define IN_SNMP		PROXZZZY_CONF_A_SNMP
#define IN_COMMUNITY	PROXZZZY_CONF_A_COMMUNITY
#define IN_OID		PROXZZZY_CONF_A_OID
#define LONG16		"0123456789abcdef"

static const struct attr no_rate[] = { U32(PROXZZZY_LIMIT_A_UNIT, 60), {} };

static const struct bad bads[] = {
	{ "SNMP enable 2", ERANGE, "0 or 1", IN_SNMP, { U8(PROXZZZY_SNMP_A_ENABLE, 2) } },
	{ "getall as u32", EINVAL, "getall", IN_SNMP, { U32(PROXZZZY_SNMP_A_GETALL, 1) } },
	{ "port 0", ERANGE, "port", IN_SNMP, { U16(PROXZZZY_SNMP_A_PORT, 0) } },
	{ "a port twice", EEXIST, "twice", IN_SNMP,
	  { U16(PROXZZZY_SNMP_A_PORT, 161), U16(PROXZZZY_SNMP_A_PORT, 161) } },
	{ "message of 483", ERANGE, "484", IN_SNMP, { U32(PROXZZZY_SNMP_A_MESSAGE, 483) } },
	{ "message of 65508", ERANGE, "65507", IN_SNMP, { U32(PROXZZZY_SNMP_A_MESSAGE, 65508) } },
	{ "SNMP limit without a rate", EINVAL, "rate", IN_SNMP,
	  { NEST(PROXZZZY_SNMP_A_LIMIT, no_rate) } },
	{ "unknown attribute of SNMP", EINVAL, "Unknown", IN_SNMP,
	  { U8(PROXZZZY_SNMP_A_MAX + 1, 1) } },

	{ "community without a name", EINVAL, "name", IN_COMMUNITY,
	  { FLAG(PROXZZZY_COMMUNITY_A_WRITE) } },
	{ "empty name", ERANGE, "1 to", IN_COMMUNITY, { NAME("") } },
	{ "name of 65 bytes", ERANGE, "64", IN_COMMUNITY,
	  { NAME(LONG16 LONG16 LONG16 LONG16 "x") } },
	{ "a name that is kept", EINVAL, "again", IN_COMMUNITY,
	  { NAME("a"), FLAG(PROXZZZY_COMMUNITY_A_SECRET_KEPT) } },
	{ "write with a value", ERANGE, "flag", IN_COMMUNITY,
	  { NAME("a"), U8(PROXZZZY_COMMUNITY_A_WRITE, 1) } },
	{ "prefix of 5 bytes", EINVAL, "4 bytes", IN_COMMUNITY,
	  { NAME("a"), BYTES(PROXZZZY_COMMUNITY_A_FROM, "\12\0\0\0\0") } },
	{ "prefix of 33 bits", EINVAL, "prefix", IN_COMMUNITY,
	  { NAME("a"), BYTES(PROXZZZY_COMMUNITY_A_FROM, "\12\0\0\0"),
	    U8(PROXZZZY_COMMUNITY_A_FROM_LEN, 33) } },
	{ "bits behind the prefix", EINVAL, "prefix", IN_COMMUNITY,
	  { NAME("a"), BYTES(PROXZZZY_COMMUNITY_A_FROM, "\12\0\0\1"),
	    U8(PROXZZZY_COMMUNITY_A_FROM_LEN, 8) } },

	{ "value without an OID", EINVAL, "OID", IN_OID, { TYPE(5) } },
	{ "value without a type", EINVAL, "type", IN_OID, { ID_OF(1, 3, 6) } },
	{ "OID of one sub-identifier", ERANGE, "2 to 128", IN_OID, { ID_OF(1), TYPE(5) } },
	{ "OID of 9 bytes", EINVAL, "4 bytes", IN_OID,
	  { BYTES(PROXZZZY_OID_A_ID, "\1\0\0\0\3\0\0\0\1"), TYPE(5) } },
	{ "OID that begins with 3", EINVAL, "begin", IN_OID, { ID_OF(3, 1), TYPE(5) } },
	{ "OID that begins with 1.40", EINVAL, "begin", IN_OID, { ID_OF(1, 40), TYPE(5) } },
	{ "type of a sequence", EINVAL, "type", IN_OID, { ID_OF(1, 3), TYPE(0x30) } },
	{ "type as u32", EINVAL, "tag", IN_OID, { ID_OF(1, 3), U32(PROXZZZY_OID_A_TYPE, 5) } },
	{ "integer without a value", EINVAL, "value", IN_OID, { ID_OF(1, 3), TYPE(2) } },
	{ "integer of 5 bytes", EINVAL, "value", IN_OID,
	  { ID_OF(1, 3), TYPE(2), VALUE("\1\0\0\0\0") } },
	{ "integer with a zero too many", EINVAL, "value", IN_OID,
	  { ID_OF(1, 3), TYPE(2), VALUE("\0\1") } },
	{ "counter that is negative", EINVAL, "value", IN_OID,
	  { ID_OF(1, 3), TYPE(0x41), VALUE("\xff") } },
	{ "address of 5 bytes", EINVAL, "value", IN_OID,
	  { ID_OF(1, 3), TYPE(0x40), VALUE("\1\2\3\4\5") } },
	{ "null with a value", EINVAL, "value", IN_OID, { ID_OF(1, 3), TYPE(5), VALUE("x") } },
	{ "OID as value that does not end", EINVAL, "value", IN_OID,
	  { ID_OF(1, 3), TYPE(6), VALUE("\x2b\x86") } },
	{ "access 3", ERANGE, "access", IN_OID,
	  { ID_OF(1, 3), TYPE(5), U32(PROXZZZY_OID_A_ACCESS, 3) } },
	{ "age 4", ERANGE, "age", IN_OID, { ID_OF(1, 3), TYPE(5), U32(PROXZZZY_OID_A_AGE, 4) } },
	{ "a string that counts", EINVAL, "TimeTicks", IN_OID,
	  { ID_OF(1, 3), TYPE(4), U32(PROXZZZY_OID_A_AGE, PROXZZZY_AGE_COUNT) } },
	{ "an age without a limit", EINVAL, "seconds", IN_OID,
	  { ID_OF(1, 3), TYPE(5), U32(PROXZZZY_OID_A_AGE, PROXZZZY_AGE_WAKE) } },
	{ "an age limit of 0", ERANGE, "31536000", IN_OID,
	  { ID_OF(1, 3), TYPE(5), U32(PROXZZZY_OID_A_MAX_AGE, 0) } },
	{ "an object of more than there is", EINVAL, "object", IN_OID,
	  { ID_OF(1, 3), TYPE(5), U8(PROXZZZY_OID_A_OBJECT, 3) } },
};

static const struct attr settings[] = {
	U8(PROXZZZY_SNMP_A_ENABLE, 1), U16(PROXZZZY_SNMP_A_PORT, 161),
	U16(PROXZZZY_SNMP_A_PORT, 16100), U32(PROXZZZY_SNMP_A_MESSAGE, 1400), {}
};

static const struct attr reader[] = { NAME("hidden-name"), {} };

static const struct attr writer[] = {
	NAME("hidden-name"), FLAG(PROXZZZY_COMMUNITY_A_WRITE),
	BYTES(PROXZZZY_COMMUNITY_A_FROM, "\12\0\0\0"), U8(PROXZZZY_COMMUNITY_A_FROM_LEN, 8), {}
};

static const struct attr uptime[] = {
	ID_OF(1, 3, 6, 1, 2, 1, 1, 3, 0), TYPE(0x43), VALUE("\5"),
	U32(PROXZZZY_OID_A_AGE, PROXZZZY_AGE_COUNT),
	U64(PROXZZZY_OID_A_TAKEN, 12345), {}
};

static const struct attr contact[] = {
	ID_OF(1, 3, 6, 1, 2, 1, 1, 4, 0), TYPE(4), VALUE("root"),
	U32(PROXZZZY_OID_A_ACCESS, PROXZZZY_ACCESS_WRITERS), U8(PROXZZZY_OID_A_OBJECT, 8), {}
};

/* Given the other way round: values go out ascending */
static const struct attr all[] = {
	U32(PROXZZZY_CONF_A_S2IDLE, PROXZZZY_S2IDLE_OFF), NEST(PROXZZZY_CONF_A_SNMP, settings),
	NEST(PROXZZZY_CONF_A_COMMUNITY, reader), NEST(PROXZZZY_CONF_A_COMMUNITY, writer),
	NEST(PROXZZZY_CONF_A_OID, contact), NEST(PROXZZZY_CONF_A_OID, uptime), {}
};

void snmp_refused(void)
{
	all_refused(bads, COUNT(bads));
}

static const struct attr id[] = { ID_OF(1, 3, 6, 1, 2, 1, 1, 4, 0), {} };
static const struct attr other[] = { ID_OF(1, 3, 6, 1, 2, 1, 1, 4, 1), {} };
static const struct attr known[] = { NAME("hidden-name"), {} };
static const struct attr stranger[] = { NAME("hidden"), {} };
static const struct attr again[] = { NEST(IN_COMMUNITY, writer), {} };
static const struct attr value_again[] = { NEST(IN_OID, contact), {} };
static const struct attr gone[] = { NEST(IN_OID, id), {} };
static const struct attr never[] = { NEST(IN_OID, other), {} };
static const struct attr whole_value[] = { NEST(IN_OID, contact), {} };
static const struct attr both[] = { NEST(IN_COMMUNITY, known), {} };
static const struct attr nobody[] = { NEST(IN_COMMUNITY, stranger), {} };

/* What is there twice, or is to go and is not there */
void snmp_twice(void)
{
	struct socket s = staged(all);

	refused("community", ask_conf(&s, PROXZZZY_CMD_CONF_ADD, dev[0], again), EEXIST,
		"already");
	refused("deletion of another OID", ask_conf(&s, PROXZZZY_CMD_CONF_DEL, dev[0], never),
		ENOENT, "staged");
	refused("deletion of a whole value",
		ask_conf(&s, PROXZZZY_CMD_CONF_DEL, dev[0], whole_value), EINVAL, "OID");
	refused("deletion of another community",
		ask_conf(&s, PROXZZZY_CMD_CONF_DEL, dev[0], nobody), ENOENT, "community");
	accepted("deletion of a value", ask_conf(&s, PROXZZZY_CMD_CONF_DEL, dev[0], gone));
	accepted("value once more", ask_conf(&s, PROXZZZY_CMD_CONF_ADD, dev[0], value_again));
	accepted("deletion of both communities",
		 ask_conf(&s, PROXZZZY_CMD_CONF_DEL, dev[0], both));
	refused("deletion of both again", ask_conf(&s, PROXZZZY_CMD_CONF_DEL, dev[0], both),
		ENOENT, "community");
	accepted("value twice", ask_conf(&s, PROXZZZY_CMD_CONF_ADD, dev[0], value_again));
	refused("commit of that", ask(&s, PROXZZZY_CMD_CONF_COMMIT, dev[0]), EEXIST, "twice");
	sock_close(&s);
}

static unsigned int count_of(const struct reply *r, u16 type, u16 inner, u32 *sum)
{
	const u8 *at, *in;
	unsigned int n = 0;

	for (at = r->conf; at < r->conf + r->conf_len;
	     at += MNL_ALIGN(((const struct nlattr *)at)->nla_len)) {
		const struct nlattr *a = (const void *)at, *b;

		if (mnl_attr_get_type(a) != type)
			continue;
		n++;
		for (in = mnl_attr_get_payload(a); in < at + a->nla_len;
		     in += MNL_ALIGN(((const struct nlattr *)in)->nla_len)) {
			b = (const void *)in;
			if (mnl_attr_get_type(b) == inner && mnl_attr_get_payload_len(b) >= 4)
				*sum = *sum * 31 + mnl_attr_get_u32(b);
			else if (mnl_attr_get_type(b) == inner)
				++*sum;
		}
	}
	return n;
}

/* What is in force goes out as it came in, but for the names; a copy keeps these. */
void snmp_kept(void)
{
	struct reply first;
	u32 kept = 0, names = 0, writers = 0, access = 0;

	commit(all);
	first = in_force();
	check(!memmem(first.conf, first.conf_len, "hidden", 6), "a name is told");
	check(memmem(first.conf, first.conf_len, "root", 4), "a value is missing");
	check(count_of(&first, IN_COMMUNITY, PROXZZZY_COMMUNITY_A_SECRET_KEPT, &kept) == 2 &&
	      kept == 2, "%u communities with a name", kept);
	count_of(&first, IN_COMMUNITY, PROXZZZY_COMMUNITY_A_NAME, &names);
	count_of(&first, IN_COMMUNITY, PROXZZZY_COMMUNITY_A_WRITE, &writers);
	check(!names && writers == 1, "%u names, %u writers", names, writers);
	/* as they were given would be ALL last */
	check(count_of(&first, IN_OID, PROXZZZY_OID_A_ACCESS, &access) == 2 &&
	      access == PROXZZZY_ACCESS_ALL * 31 + PROXZZZY_ACCESS_WRITERS,
	      "values, by access: %u", access);
	copied(first);
}

static const struct attr last_value[] = { ID_OF(1, 4), TYPE(5), {} };
static const struct attr one_more[] = { NEST(IN_OID, last_value), {} };

static u32 many_ids[500][3];
static struct attr many[500][3], many_parts[501];

/* 500 values, from this number on */
static struct reply add_values(struct socket *s, u32 from)
{
	unsigned int i;

	for (i = 0; i < COUNT(many); i++) {
		many_ids[i][0] = 1;
		many_ids[i][1] = 3;
		many_ids[i][2] = from + i;
		many[i][0] = (struct attr){ PROXZZZY_OID_A_ID, 12, 0, many_ids[i], NULL };
		many[i][1] = (struct attr)TYPE(5);
		many_parts[i] = (struct attr)NEST(IN_OID, many[i]);
	}
	return ask_conf(s, PROXZZZY_CMD_CONF_ADD, dev[0], many_parts);
}

/* As many as there may be, and one more */
void snmp_limits(void)
{
	struct socket s = staged(only_by_command);
	unsigned int i;

	for (i = 0; i <= PROXZZZY_COMMUNITY_MAX; i++) {
		u8 name[] = { 'n', 'a' + i };
		struct attr one[] = { { PROXZZZY_COMMUNITY_A_NAME, 2, 0, name, NULL }, {} };
		struct attr conf[] = { NEST(IN_COMMUNITY, one), {} };
		struct reply r = ask_conf(&s, PROXZZZY_CMD_CONF_ADD, dev[0], conf);

		if (i < PROXZZZY_COMMUNITY_MAX)
			accepted("community", r);
		else
			refused("17th community", r, ENOSPC, "16 communities");
	}
	for (i = 0; i < PROXZZZY_OID_MAX; i += COUNT(many))
		accepted("500 values", add_values(&s, i));
	refused("10001st value", ask_conf(&s, PROXZZZY_CMD_CONF_ADD, dev[0], one_more), ENOSPC,
		"10000 values");
	accepted("commit of 10000 values", ask(&s, PROXZZZY_CMD_CONF_COMMIT, dev[0]));
	commit(modest);
	sock_close(&s);
}
