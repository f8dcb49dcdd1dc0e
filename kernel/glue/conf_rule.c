// SPDX-License-Identifier: GPL-2.0
/* One wake rule, from its attributes. */
#include "conf_parts.h"

#define FOR_PORTS	(BIT(PROXZZZY_KIND_TCP_SYN) | BIT(PROXZZZY_KIND_UDP) | \
			 BIT(PROXZZZY_KIND_TCP_DATA))

/* Attributes that only some kinds of rules have, and what to say to others */
static const struct {
	u16 attr;
	u32 kinds;
	const char *why;
} owned[] = {
	{ PROXZZZY_RULE_A_PORT, FOR_PORTS,
	  "only rules for tcp-syn, udp and tcp-data have a port" },
	{ PROXZZZY_RULE_A_PORT_TO, FOR_PORTS,
	  "only rules for tcp-syn, udp and tcp-data have a port" },
	{ PROXZZZY_RULE_A_OFFSET, BIT(PROXZZZY_KIND_BYTES),
	  "only rules for bytes have an offset" },
	{ PROXZZZY_RULE_A_PATTERN, BIT(PROXZZZY_KIND_BYTES),
	  "only rules for bytes have a pattern" },
	{ PROXZZZY_RULE_A_MASK, BIT(PROXZZZY_KIND_BYTES),
	  "only rules for bytes have a mask" },
	{ PROXZZZY_RULE_A_PASSWORD, BIT(PROXZZZY_KIND_MAGIC),
	  "only rules for magic packets have a password" },
	{ PROXZZZY_RULE_A_SECRET_KEPT, BIT(PROXZZZY_KIND_MAGIC),
	  "only rules for magic packets have a secret to keep" },
	{ PROXZZZY_RULE_A_ANYWHERE, BIT(PROXZZZY_KIND_MAGIC),
	  "only rules for magic packets are searched anywhere" },
};

static int take_kind(struct pzz_rule *r, struct nlattr **tb, struct netlink_ext_ack *extack)
{
	unsigned int i;

	r->id = nla_get_u32(tb[PROXZZZY_RULE_A_ID]);
	r->kind = nla_get_u32(tb[PROXZZZY_RULE_A_KIND]);
	r->action = PROXZZZY_ACTION_WAKE;
	if (tb[PROXZZZY_RULE_A_ACTION])
		r->action = nla_get_u32(tb[PROXZZZY_RULE_A_ACTION]);
	for (i = 0; i < ARRAY_SIZE(owned); i++)
		if (tb[owned[i].attr] && !(owned[i].kinds & BIT(r->kind)))
			return pzz_refuse(extack, tb[owned[i].attr], -EINVAL, owned[i].why);
	r->anywhere = nla_get_flag(tb[PROXZZZY_RULE_A_ANYWHERE]);
	return 0;
}

static int take_label(struct pzz_rule *r, struct nlattr **tb, struct netlink_ext_ack *extack)
{
	const struct nlattr *label = tb[PROXZZZY_RULE_A_LABEL];

	if (!label)
		return 0;
	nla_strscpy(r->label, label, sizeof(r->label));
	if (!r->label[0])
		return pzz_refuse(extack, label, -EINVAL, "a label is not empty; leave it out");
	return 0;
}

static int take_ports(struct pzz_rule *r, struct nlattr **tb, struct netlink_ext_ack *extack)
{
	const struct nlattr *first = tb[PROXZZZY_RULE_A_PORT];
	const struct nlattr *last = tb[PROXZZZY_RULE_A_PORT_TO];

	if (first)
		r->port = nla_get_u16(first);
	if (!last)
		return 0;
	if (!first)
		return pzz_refuse(extack, last, -EINVAL,
				  "a range of ports needs its first port as well");
	r->port_to = nla_get_u16(last);
	return 0;
}

int pzz_prefix_get(struct pzz_prefix *p, const struct nlattr *ip, const struct nlattr *len,
		   struct netlink_ext_ack *extack)
{
	int err;

	if (!ip)
		return len ? pzz_refuse(extack, len, -EINVAL,
					"a prefix length needs its address as well") : 0;
	err = pzz_ip_get(&p->ip, ip, extack);
	if (err)
		return err;
	p->bits = len ? nla_get_u8(len) : 8 * p->ip.len;
	return 0;
}

static int take_prefixes(struct pzz_rule *r, struct nlattr **tb, struct netlink_ext_ack *extack)
{
	int err;

	err = pzz_prefix_get(&r->from, tb[PROXZZZY_RULE_A_FROM], tb[PROXZZZY_RULE_A_FROM_LEN],
			     extack);
	if (!err)
		err = pzz_prefix_get(&r->to, tb[PROXZZZY_RULE_A_TO], tb[PROXZZZY_RULE_A_TO_LEN],
				     extack);
	return err;
}

static int take_pattern(struct pzz_rule *r, struct nlattr **tb, struct netlink_ext_ack *extack)
{
	const struct nlattr *pattern = tb[PROXZZZY_RULE_A_PATTERN];
	const struct nlattr *mask = tb[PROXZZZY_RULE_A_MASK];

	if (r->kind != PROXZZZY_KIND_BYTES)
		return 0;
	if (tb[PROXZZZY_RULE_A_OFFSET])
		r->offset = nla_get_u32(tb[PROXZZZY_RULE_A_OFFSET]);
	r->pattern_len = nla_len(pattern);
	memcpy(r->pattern, nla_data(pattern), r->pattern_len);
	memset(r->mask, 0xff, r->pattern_len);
	if (!mask)
		return 0;
	if (nla_len(mask) != r->pattern_len)
		return pzz_refuse(extack, mask, -EINVAL, "a mask is as long as its pattern");
	memcpy(r->mask, nla_data(mask), r->pattern_len);
	return 0;
}

static int take_password(struct pzz_rule *r, struct nlattr **tb, struct netlink_ext_ack *extack)
{
	const struct nlattr *password = tb[PROXZZZY_RULE_A_PASSWORD];

	if (!password)
		return 0;
	r->password_len = nla_len(password);
	if (r->password_len != 4 && r->password_len != 6)
		return pzz_refuse(extack, password, -EINVAL,
				  "a SecureOn password is 4 or 6 bytes");
	memcpy(r->password, nla_data(password), r->password_len);
	return 0;
}

static int keep_secret(struct pzz_rule *r, const struct pzz_store *in_force, struct nlattr **tb,
		       struct netlink_ext_ack *extack)
{
	const struct nlattr *kept = tb[PROXZZZY_RULE_A_SECRET_KEPT];
	const struct pzz_rule *old = NULL;

	if (!kept)
		return 0;
	if (r->password_len)
		return pzz_refuse(extack, kept, -EINVAL,
				  "give a new password or keep the old one, not both");
	if (in_force)
		old = pzz_rule_by_id(in_force->rules, in_force->setup.n_rules, r->id);
	if (!old || !old->password_len)
		return pzz_refuse(extack, kept, -ENOKEY,
				  "the rule of this id that is in force has no secret to keep");
	r->password_len = old->password_len;
	memcpy(r->password, old->password, sizeof(r->password));
	return 0;
}

/* 12 a minute, at most 6 at once (Annex A.2) */
static int take_limit(struct pzz_rule *r, struct nlattr **tb, struct netlink_ext_ack *extack)
{
	r->limit = (struct pzz_limit){ .rate = 12, .unit = 60, .burst = 6 };
	if (!tb[PROXZZZY_RULE_A_LIMIT])
		return 0;
	return pzz_limit_get(&r->limit, tb[PROXZZZY_RULE_A_LIMIT], extack);
}

/* What the room that will look at rules has against this one */
static int check(const struct pzz_rule *r, const struct nlattr *nest,
		 struct netlink_ext_ack *extack)
{
	struct pzz_refusal why;
	struct pzz_setup one;

	pzz_setup_init(&one);
	one.rules = r;
	one.n_rules = 1;
	if (pzz_rooms[PZZ_ROOM_WAKE]->conf_check(&one, &why))
		return 0;
	return pzz_refuse(extack, nest, -EINVAL, why.why);
}

static int (*const steps[])(struct pzz_rule *r, struct nlattr **tb,
			    struct netlink_ext_ack *extack) = {
	take_kind, take_label, take_ports, take_prefixes, take_pattern, take_password, take_limit,
};

static int required(struct nlattr **tb, const struct nlattr *nest,
		    struct netlink_ext_ack *extack)
{
	if (!tb[PROXZZZY_RULE_A_ID])
		return pzz_refuse_missing(extack, nest, PROXZZZY_RULE_A_ID, "a rule needs an id");
	if (!tb[PROXZZZY_RULE_A_KIND])
		return pzz_refuse_missing(extack, nest, PROXZZZY_RULE_A_KIND,
					  "a rule needs a kind");
	if (nla_get_u32(tb[PROXZZZY_RULE_A_KIND]) == PROXZZZY_KIND_BYTES &&
	    !tb[PROXZZZY_RULE_A_PATTERN])
		return pzz_refuse_missing(extack, nest, PROXZZZY_RULE_A_PATTERN,
					  "a rule for bytes needs a pattern");
	return 0;
}

int pzz_rule_parse(struct pzz_rule *rule, const struct pzz_store *in_force,
		   const struct nlattr *nest, struct netlink_ext_ack *extack)
{
	struct nlattr *tb[PROXZZZY_RULE_A_MAX + 1];
	unsigned int i;
	int err;

	err = pzz_nest_parse(tb, &pzz_rule_nest, nest, extack);
	if (!err)
		err = required(tb, nest, extack);
	for (i = 0; i < ARRAY_SIZE(steps) && !err; i++)
		err = steps[i](rule, tb, extack);
	if (!err)
		err = keep_secret(rule, in_force, tb, extack);
	return err ?: check(rule, nest, extack);
}
