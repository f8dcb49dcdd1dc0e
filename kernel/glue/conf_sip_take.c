// SPDX-License-Identifier: GPL-2.0
/* Taking SIP registrations (C21, C22) from a message. */
#include <linux/random.h>
#include <linux/slab.h>
#include <linux/stringify.h>
#include <linux/timekeeping.h>

#include "conf_sip.h"
#include "pzz_proto.h"
#include "sip/sip.h"

#define EXPIRES		3600
#define INTERVAL	29	/* R48 */
#define INTERVAL_TCP	100	/* RFC 5626 4.4.1 */
#define BUSY_HERE	486

/* A registration while it is taken; it points into the message and in here. */
struct taking {
	struct pzz_sip_reg reg;
	struct pzz_sip_block block;
	char from[PROXZZZY_SIP_TEXT_MAX + sizeof(";tag=") + 16];
	char call_id[33];
};

static struct pzz_text text_of(const struct nlattr *attr)
{
	return attr ? (struct pzz_text){ nla_data(attr), nla_len(attr) } : (struct pzz_text){};
}

static u32 number(const struct nlattr *attr, u32 otherwise)
{
	return attr ? nla_get_u32(attr) : otherwise;
}

static int name_get(struct pzz_sip_reg *r, struct nlattr **tb, const struct nlattr *nest,
		    struct netlink_ext_ack *extack)
{
	struct nlattr *port = tb[PROXZZZY_SIP_A_LOCAL_PORT];

	if (!tb[PROXZZZY_SIP_A_LOCAL])
		return pzz_refuse_missing(extack, nest, PROXZZZY_SIP_A_LOCAL,
					  "a registration needs the address that it comes from");
	r->local_port = port ? nla_get_u16(port) : PZZ_PORT_SIP;
	return pzz_ip_get(&r->local, tb[PROXZZZY_SIP_A_LOCAL], extack);
}

static int server_get(struct pzz_sip_reg *r, struct nlattr **tb, const struct nlattr *nest,
		      struct netlink_ext_ack *extack)
{
	const struct nlattr *name = tb[PROXZZZY_SIP_A_NAME];

	if (!name == !tb[PROXZZZY_SIP_A_SERVER])
		return pzz_refuse(extack, name ?: nest, -EINVAL,
				  "a registration needs a server: by address, or else by name");
	if (tb[PROXZZZY_SIP_A_PORT])
		r->port = nla_get_u16(tb[PROXZZZY_SIP_A_PORT]);
	if (!name)
		return pzz_station_get(&r->server, tb[PROXZZZY_SIP_A_SERVER], extack);
	if (!pzz_dns_name_ok(nla_data(name), nla_len(name)))
		return pzz_refuse(extack, name, -EINVAL, PZZ_NAME_SAY);
	r->name.len = nla_len(name);
	memcpy(r->name.b, nla_data(name), r->name.len);
	return 0;
}

/* R47: of our own, but for those that the host goes on with. */
static void make_names(struct taking *t, struct nlattr **tb)
{
	struct pzz_sip_reg *r = &t->reg;
	u32 len;

	r->from = text_of(tb[PROXZZZY_SIP_A_FROM]);
	r->call_id = text_of(tb[PROXZZZY_SIP_A_CALL_ID]);
	t->block.own_from = !r->from.len;
	t->block.own_call_id = !r->call_id.len;
	if (t->block.own_from) {
		len = scnprintf(t->from, sizeof(t->from), "%.*s;tag=%016llx", (int)r->to.len,
				(const char *)r->to.at, get_random_u64());
		r->from = (struct pzz_text){ t->from, len };
	}
	if (t->block.own_call_id) {
		len = scnprintf(t->call_id, sizeof(t->call_id), "%016llx%016llx",
				get_random_u64(), get_random_u64());
		r->call_id = (struct pzz_text){ t->call_id, len };
	}
}

static void texts_get(struct taking *t, struct nlattr **tb)
{
	t->reg.uri = text_of(tb[PROXZZZY_SIP_A_URI]);
	t->reg.to = text_of(tb[PROXZZZY_SIP_A_TO]);
	t->reg.contact = text_of(tb[PROXZZZY_SIP_A_CONTACT]);
	t->reg.agent = text_of(tb[PROXZZZY_SIP_A_AGENT]);
	t->reg.extra = text_of(tb[PROXZZZY_SIP_A_EXTRA]);
	make_names(t, tb);
}

static void numbers_get(struct taking *t, struct nlattr **tb)
{
	const struct nlattr *since = tb[PROXZZZY_SIP_A_SINCE], *hop = tb[PROXZZZY_SIP_A_HOP];
	struct pzz_sip_reg *r = &t->reg;

	r->cseq = number(tb[PROXZZZY_SIP_A_CSEQ], 0);
	r->expires = number(tb[PROXZZZY_SIP_A_EXPIRES], EXPIRES);
	r->tcp = number(tb[PROXZZZY_SIP_A_TRANSPORT], PROXZZZY_SIP_TRANSPORT_UDP) ==
		 PROXZZZY_SIP_TRANSPORT_TCP;
	r->interval = number(tb[PROXZZZY_SIP_A_INTERVAL], r->tcp ? INTERVAL_TCP : INTERVAL);
	r->answer = number(tb[PROXZZZY_SIP_A_ANSWER], BUSY_HERE);
	r->failure = number(tb[PROXZZZY_SIP_A_FAILURE], PROXZZZY_SIP_FAILURE_WAKE);
	r->anyone = tb[PROXZZZY_SIP_A_ANYONE];
	r->left = number(tb[PROXZZZY_SIP_A_GRANTED], 0);
	r->since = since ? nla_get_u64(since) : 0;
	r->first = since ? r->interval : 0;
	t->block.has_hop = hop;
	if (hop)
		memcpy(t->block.hop, nla_data(hop), ETH_ALEN);
}

static bool same_text(struct pzz_text a, struct pzz_text b)
{
	return a.len == b.len && !memcmp(a.at, b.at, a.len);
}

/* The secret of @a in the configuration in force, for the registration @r. */
static const struct pzz_sip_auth *kept(const struct pzz_store *in_force,
				       const struct pzz_sip_reg *r, const struct pzz_sip_auth *a)
{
	int at = in_force ? pzz_sip_find(in_force, r) : -ENOENT;
	const struct pzz_sip_auth *b;
	u32 i;

	for (i = 0; at >= 0 && i < in_force->sips[at].n_auths; i++) {
		b = &in_force->sips[at].auths[i];
		if (b->hash == a->hash && same_text(a->realm, b->realm) &&
		    same_text(a->user, b->user))
			return b;
	}
	return NULL;
}

static int ha1_get(struct pzz_sip_auth *a, const struct pzz_store *in_force,
		   const struct pzz_sip_reg *r, struct nlattr **tb, const struct nlattr *nest,
		   struct netlink_ext_ack *extack)
{
	const struct nlattr *ha1 = tb[PROXZZZY_AUTH_A_HA1];
	const struct nlattr *flag = tb[PROXZZZY_AUTH_A_SECRET_KEPT];
	const struct pzz_sip_auth *old = flag ? kept(in_force, r, a) : NULL;

	if (!ha1 == !flag)
		return pzz_refuse(extack, ha1 ?: nest, -EINVAL,
				  "credentials need an HA1, or else secret-kept");
	if (flag && !old)
		return pzz_refuse(extack, flag, -ENOKEY,
				  "there are no such credentials in force whose HA1 could be kept");
	if (ha1 && nla_len(ha1) != pzz_hash_size(a->hash))
		return pzz_refuse(extack, ha1, -EINVAL, PZZ_HA1_SAY);
	memcpy(a->ha1, old ? old->ha1 : nla_data(ha1), pzz_hash_size(a->hash));
	return 0;
}

static int auth_get(struct taking *t, const struct pzz_store *in_force, const struct nlattr *nest,
		    struct netlink_ext_ack *extack)
{
	struct nlattr *tb[PROXZZZY_AUTH_A_MAX + 1];
	struct pzz_sip_auth *a = &t->block.auths[t->reg.n_auths];
	int err;

	if (t->reg.n_auths == PROXZZZY_SIP_AUTH_MAX)
		return pzz_refuse(extack, nest, -ENOSPC, "a registration has at most "
				  __stringify(PROXZZZY_SIP_AUTH_MAX) " credentials");
	err = pzz_nest_parse(tb, &pzz_auth_nest, nest, extack);
	if (err)
		return err;
	if (!tb[PROXZZZY_AUTH_A_USER])
		return pzz_refuse_missing(extack, nest, PROXZZZY_AUTH_A_USER,
					  "credentials need a user");
	a->realm = text_of(tb[PROXZZZY_AUTH_A_REALM]);
	a->user = text_of(tb[PROXZZZY_AUTH_A_USER]);
	a->hash = number(tb[PROXZZZY_AUTH_A_HASH], PROXZZZY_HASH_MD5);
	t->reg.n_auths++;
	return ha1_get(a, in_force, &t->reg, tb, nest, extack);
}

static int reg_get(struct taking *t, const struct pzz_store *in_force, const struct nlattr *nest,
		   struct netlink_ext_ack *extack)
{
	struct nlattr *tb[PROXZZZY_SIP_A_MAX + 1], *attr;
	const char *wrong;
	int err, rem;

	err = pzz_nest_parse(tb, &pzz_sip_nest, nest, extack);
	if (!err)
		err = name_get(&t->reg, tb, nest, extack);
	if (!err)
		err = server_get(&t->reg, tb, nest, extack);
	if (err)
		return err;
	texts_get(t, tb);
	numbers_get(t, tb);
	if (t->block.has_hop && t->reg.tcp)
		return pzz_refuse(extack, tb[PROXZZZY_SIP_A_HOP], -EINVAL,
				  "over TCP the host finds the way itself: no hop");
	if (t->block.has_hop && !pzz_mac_is_station(t->block.hop))
		return pzz_refuse(extack, tb[PROXZZZY_SIP_A_HOP], -EADDRNOTAVAIL,
				  "a next hop has the MAC address of a station");
	if (t->reg.since > ktime_get_boottime_ns())
		return pzz_refuse(extack, tb[PROXZZZY_SIP_A_SINCE], -EINVAL,
				  "the host cannot have registered at a time that is still to come");
	t->reg.auths = t->block.auths;
	nla_for_each_nested(attr, nest, rem) {
		if (nla_type(attr) == PROXZZZY_SIP_A_AUTH)
			err = auth_get(t, in_force, attr, extack);
		if (err)
			return err;
	}
	wrong = pzz_sip_reg_wrong(&t->reg);
	return wrong ? pzz_refuse(extack, nest, -EINVAL, wrong) : 0;
}

int pzz_store_sip_add(struct pzz_store *store, const struct pzz_store *in_force,
		      const struct nlattr *nest, struct netlink_ext_ack *extack)
{
	struct taking *t;
	int err;

	if (store->setup.sip.n_regs == PROXZZZY_SIP_MAX)
		return pzz_refuse(extack, nest, -ENOSPC, "a proxy has at most "
				  __stringify(PROXZZZY_SIP_MAX) " registrations");
	t = kzalloc(sizeof(*t), GFP_KERNEL);
	if (!t)
		return pzz_refuse(extack, nest, -ENOMEM, "no memory for a registration");
	err = reg_get(t, in_force, nest, extack);
	if (!err && pzz_sip_find(store, &t->reg) >= 0)
		err = pzz_refuse(extack, nest, -EEXIST,
				 "a registration of this address and port is staged already");
	if (!err && pzz_sip_append(store, &t->reg, &t->block))
		err = pzz_refuse(extack, nest, -ENOMEM, "no memory for a registration");
	kfree_sensitive(t);
	return err;
}

int pzz_store_sip_find(const struct pzz_store *store, const struct nlattr *nest,
		       struct netlink_ext_ack *extack)
{
	struct nlattr *tb[PROXZZZY_SIP_A_MAX + 1];
	struct pzz_sip_reg which = {};
	int err;

	err = pzz_nest_parse(tb, &pzz_sip_del_nest, nest, extack);
	if (!err)
		err = name_get(&which, tb, nest, extack);
	if (err)
		return err;
	err = pzz_sip_find(store, &which);
	if (err < 0)
		return pzz_refuse(extack, nest, err, "no registration of this address and port is staged");
	return err;
}
