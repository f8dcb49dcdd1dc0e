// SPDX-License-Identifier: GPL-2.0
/* Parts of a configuration: what is refused row by row, and what comes back as it was given. */
#include <stdlib.h>
#include <string.h>

#include "nlcheck_names.h"

void all_refused(const struct bad *bads, unsigned int n)
{
	struct socket s = staged(only_by_command);
	unsigned int i;

	for (i = 0; i < n; i++) {
		const struct bad *b = &bads[i];
		const struct attr nest[] = { NEST(b->part, b->attrs), {} };
		struct reply r = ask_conf(&s, PROXZZZY_CMD_CONF_ADD, dev[0],
					  b->part ? nest : b->attrs);

		check(r.offset >= NLMSG_HDRLEN && r.offset < MESSAGE_MAX, "%s: no bad attribute",
		      b->name);
		refused(b->name, r, b->err, b->word);
	}
	sock_close(&s);
}

static const struct nlattr *nth_in(const struct nlattr *in, unsigned int n)
{
	const struct nlattr *a;

	mnl_attr_for_each_nested(a, in)
		if (!--n)
			return a;
	return in;
}

static void do_misdeed(struct socket *s, u8 cmd, const struct misdeed *m,
		       void (*right)(struct nlmsghdr *h))
{
	static char buf[MESSAGE_MAX];
	struct nlmsghdr *h = begin(buf, cmd, 0, dev[0]);
	struct nlattr *conf = mnl_attr_nest_start(h, PROXZZZY_A_CONF), *in = conf;
	const struct nlattr *bad;

	if (m->part && right)
		right(h);
	if (m->part)
		in = mnl_attr_nest_start(h, m->part);
	put(h, m->attrs);
	if (m->part)
		mnl_attr_nest_end(h, in);
	mnl_attr_nest_end(h, conf);
	bad = m->at ? nth_in(in, m->at) : in;
	refused_at(m->name, talk(s, h), m->err, m->sentence, (const char *)bad - (const char *)h);
}

void misdeeds(struct socket *s, u8 cmd, const struct misdeed *rows, unsigned int n,
	      void (*right)(struct nlmsghdr *h))
{
	unsigned int i;

	for (i = 0; i < n; i++)
		do_misdeed(s, cmd, &rows[i], right);
}

void copied(struct reply first)
{
	struct socket s = staged_copy();
	struct reply second;

	accepted("commit of the copy", ask(&s, PROXZZZY_CMD_CONF_COMMIT, dev[0]));
	sock_close(&s);
	second = in_force();
	check(same(&first, &second), "the copy differs");
	check(second.generation == first.generation + 1, "generation %u after %u",
	      second.generation, first.generation);
	free(first.conf);
	free(second.conf);
}

static const void *next_of(const void *attr)
{
	return (const u8 *)attr + MNL_ALIGN(((const struct nlattr *)attr)->nla_len);
}

const struct nlattr *part_of(const struct reply *r, u16 type, unsigned int nth)
{
	const void *end = r->conf + r->conf_len;
	const struct nlattr *a;

	for (a = (const void *)r->conf; (const void *)a < end; a = next_of(a))
		if (mnl_attr_get_type(a) == type && !nth--)
			return a;
	check(false, "part %u is not there", type);
	return NULL;
}

void has(const struct nlattr *nest, const struct attr *given)
{
	for (; nest && given->type; given++) {
		const void *want = given->bytes ? given->bytes : &given->value;
		bool same_bytes = false;
		const struct nlattr *a;

		mnl_attr_for_each_nested(a, nest)
			if (mnl_attr_get_type(a) == given->type)
				same_bytes = mnl_attr_get_payload_len(a) == given->len &&
					     !memcmp(mnl_attr_get_payload(a), want, given->len);
		check(same_bytes, "attribute %u is not as it was given", given->type);
	}
}
