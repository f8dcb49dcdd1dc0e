// SPDX-License-Identifier: GPL-2.0
/* Messages with many groups and records in them. */
#include <stdlib.h>
#include <string.h>

#include "nlcheck_names.h"

static char message[MESSAGE_MAX];

/* The nest ends, and what is in it joins the others. */
static void keep(struct many *m)
{
	size_t len;

	mnl_attr_nest_end(m->h, m->nest);
	len = mnl_attr_get_payload_len(m->nest);
	m->all = realloc(m->all, m->len + len + 1);
	if (!check(m->all, "memory"))
		exit(1);
	memcpy(m->all + m->len, mnl_attr_get_payload(m->nest), len);
	m->len += len;
}

void many_end(struct many *m)
{
	if (!m->h)
		return;
	keep(m);
	accepted("many parts", talk(m->s, m->h));
	m->messages++;
	m->h = NULL;
}

struct nlmsghdr *many_next(struct many *m, size_t need)
{
	if (m->h && m->h->nlmsg_len + need > sizeof(message))
		many_end(m);
	if (!m->h) {
		memset(message, 0, sizeof(message));	/* padding is compared, too */
		m->h = begin(message, m->cmd, 0, dev[0]);
		m->nest = mnl_attr_nest_start(m->h, PROXZZZY_A_CONF);
	}
	return m->h;
}

/* In the order of a dump */
void put_record(struct nlmsghdr *h, const void *name, u16 name_len, u16 type, u32 ttl,
		const void *data, u16 len, bool shared)
{
	struct nlattr *nest = mnl_attr_nest_start(h, PROXZZZY_CONF_A_RR);

	mnl_attr_put(h, PROXZZZY_RR_A_NAME, name_len, name);
	mnl_attr_put_u16(h, PROXZZZY_RR_A_TYPE, type);
	mnl_attr_put_u32(h, PROXZZZY_RR_A_TTL, ttl);
	mnl_attr_put(h, PROXZZZY_RR_A_DATA, len, data);
	if (shared)
		mnl_attr_put(h, PROXZZZY_RR_A_SHARED, 0, NULL);
	mnl_attr_nest_end(h, nest);
}

/* @last replaces the last two bytes. */
void put_address(struct nlmsghdr *h, u16 part, u8 len, const void *first, u16 last)
{
	struct nlattr *nest = mnl_attr_nest_start(h, part);
	u8 ip[16];

	memcpy(ip, first, len);
	ip[len - 2] = last >> 8;
	ip[len - 1] = last;
	mnl_attr_put(h, PROXZZZY_GROUP_A_ADDRESS, len, ip);
	mnl_attr_nest_end(h, nest);
}

void refused_at(const char *what, struct reply r, int err, const char *sentence, u32 offset)
{
	check(r.err == err, "%s: errno %d, not %d (%s)", what, r.err, err, r.text);
	check(!strcmp(r.text, sentence), "%s: '%s'", what, r.text);
	check(r.offset == offset, "%s: points at %u, not %u", what, r.offset, offset);
	free(r.conf);
}

struct socket staged_copy(void)
{
	struct socket s = sock_open();
	char buf[256];
	struct nlmsghdr *h = begin(buf, PROXZZZY_CMD_CONF_BEGIN, 0, dev[0]);

	mnl_attr_put(h, PROXZZZY_A_FROM_CURRENT, 0, NULL);
	accepted("copy", talk(&s, h));
	return s;
}
