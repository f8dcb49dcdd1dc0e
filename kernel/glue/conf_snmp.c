// SPDX-License-Identifier: GPL-2.0
/* SNMP: settings, communities (C26) and values (C27) of a configuration. */
#include <linux/ktime.h>
#include <linux/mm.h>
#include <linux/slab.h>
#include <linux/sort.h>
#include <linux/stringify.h>

#include "conf_parts.h"
#include "snmp/snmp.h"

#define FIRST_OIDS	64
#define FIRST_BYTES	4096

static int take_ports(struct pzz_setup *s, const struct nlattr *nest,
		      struct netlink_ext_ack *extack)
{
	const struct nlattr *attr;
	u8 n = 0, i;
	int rem;

	nla_for_each_nested(attr, nest, rem) {
		if (nla_type(attr) != PROXZZZY_SNMP_A_PORT)
			continue;
		if (n == PROXZZZY_SNMP_PORT_MAX)
			return pzz_refuse(extack, attr, -ENOSPC, "SNMP has at most "
					  __stringify(PROXZZZY_SNMP_PORT_MAX) " ports");
		for (i = 0; i < n; i++)
			if (s->snmp.ports[i] == nla_get_u16(attr))
				return pzz_refuse(extack, attr, -EEXIST,
						  "an SNMP port stands twice in one message");
		s->snmp.ports[n++] = nla_get_u16(attr);
	}
	s->snmp.n_ports = n;
	return 0;
}

int pzz_take_snmp(struct pzz_store *store, const struct nlattr *nest,
		  struct netlink_ext_ack *extack)
{
	struct nlattr *tb[PROXZZZY_SNMP_A_MAX + 1];
	struct pzz_setup *s = &store->setup;
	int err;

	err = pzz_nest_parse(tb, &pzz_snmp_nest, nest, extack);
	if (err)
		return err;
	if (tb[PROXZZZY_SNMP_A_ENABLE])
		s->snmp.enable = nla_get_u8(tb[PROXZZZY_SNMP_A_ENABLE]);
	if (tb[PROXZZZY_SNMP_A_GETALL])
		s->snmp.getall = nla_get_u8(tb[PROXZZZY_SNMP_A_GETALL]);
	if (tb[PROXZZZY_SNMP_A_MESSAGE])
		s->snmp.message_max = nla_get_u32(tb[PROXZZZY_SNMP_A_MESSAGE]);
	if (tb[PROXZZZY_SNMP_A_LIMIT])
		err = pzz_limit_get(&s->snmp.limit, tb[PROXZZZY_SNMP_A_LIMIT], extack);
	if (!err && tb[PROXZZZY_SNMP_A_PORT])
		err = take_ports(s, nest, extack);
	return err;
}

static int community_get(struct pzz_community *c, const struct nlattr *nest,
			 struct netlink_ext_ack *extack)
{
	struct nlattr *tb[PROXZZZY_COMMUNITY_A_MAX + 1], *name;
	int err;

	err = pzz_nest_parse(tb, &pzz_community_nest, nest, extack);
	if (err)
		return err;
	name = tb[PROXZZZY_COMMUNITY_A_NAME];
	if (!name)
		return pzz_refuse_missing(extack, nest, PROXZZZY_COMMUNITY_A_NAME,
					  "a community needs its name, which is never dumped");
	c->len = nla_len(name);
	memcpy(c->name, nla_data(name), c->len);
	c->write = tb[PROXZZZY_COMMUNITY_A_WRITE];
	return pzz_prefix_get(&c->from, tb[PROXZZZY_COMMUNITY_A_FROM],
			      tb[PROXZZZY_COMMUNITY_A_FROM_LEN], extack);
}

static bool same_name(const struct pzz_community *a, const struct pzz_community *b)
{
	return a->len == b->len && !memcmp(a->name, b->name, a->len);
}

static bool same_community(const struct pzz_community *a, const struct pzz_community *b)
{
	return same_name(a, b) && a->from.bits == b->from.bits &&
	       pzz_ip_same(&a->from.ip, &b->from.ip);
}

int pzz_store_community_add(struct pzz_store *store, const struct nlattr *nest,
			    struct netlink_ext_ack *extack)
{
	u32 i, n = store->setup.n_communities;
	struct pzz_community *c = &store->communities[n];
	const char *wrong;
	int err;

	if (n == PROXZZZY_COMMUNITY_MAX)
		return pzz_refuse(extack, nest, -ENOSPC, "a proxy has at most "
				  __stringify(PROXZZZY_COMMUNITY_MAX) " communities");
	memset(c, 0, sizeof(*c));
	err = community_get(c, nest, extack);
	wrong = err ? NULL : pzz_snmp_community_wrong(c);
	if (wrong)
		err = pzz_refuse(extack, nest, -EINVAL, wrong);
	for (i = 0; i < n && !err; i++)
		if (same_community(&store->communities[i], c))
			err = pzz_refuse(extack, nest, -EEXIST,
					 "this community is staged already for this prefix");
	if (err)
		memzero_explicit(c, sizeof(*c));
	else
		store->setup.n_communities++;
	return err;
}

/* All that have this name. */
int pzz_store_communities_mark(const struct pzz_store *store, unsigned long *marks,
			       const struct nlattr *nest, struct netlink_ext_ack *extack)
{
	struct pzz_community which = {};
	bool found = false;
	int err;
	u32 i;

	err = community_get(&which, nest, extack);
	for (i = 0; i < store->setup.n_communities && !err; i++)
		if (same_name(&store->communities[i], &which)) {
			__set_bit(i, marks);
			found = true;
		}
	memzero_explicit(&which, sizeof(which));
	if (err)
		return err;
	return found ? 0 : pzz_refuse(extack, nest, -ENOENT, "no such community is staged");
}

void pzz_store_communities_cut(struct pzz_store *store, u32 n)
{
	memzero_explicit(&store->communities[n],
			 (PROXZZZY_COMMUNITY_MAX - n) * sizeof(store->communities[0]));
	store->setup.n_communities = n;
}

void pzz_store_communities_drop(struct pzz_store *store, const unsigned long *marks)
{
	u32 i, n = 0;

	for (i = 0; i < store->setup.n_communities; i++)
		if (!test_bit(i, marks))
			store->communities[n++] = store->communities[i];
	pzz_store_communities_cut(store, n);
}

/* Values: the array, and behind each other the identifiers and the contents of each. */
static int grow_oids(struct pzz_store *store)
{
	u32 cap = clamp_t(u32, 2 * store->oids_cap, FIRST_OIDS, PROXZZZY_OID_MAX);
	struct pzz_oid *oids;

	if (store->setup.n_oids < store->oids_cap)
		return 0;
	oids = kvmalloc_array(cap, sizeof(*oids), GFP_KERNEL);
	if (!oids)
		return -ENOMEM;
	if (store->oids)
		memcpy(oids, store->oids, store->setup.n_oids * sizeof(*oids));
	kvfree(store->oids);
	store->oids = oids;
	store->oids_cap = cap;
	store->setup.oids = oids;
	return 0;
}

static int grow_oid_bytes(struct pzz_store *store, u32 more)
{
	u32 need = store->n_oid_bytes + more, cap = max_t(u32, store->oid_bytes_cap, FIRST_BYTES);
	u8 *bytes;
	u32 i;

	if (need <= store->oid_bytes_cap)
		return 0;
	while (cap < need)
		cap *= 2;
	bytes = kvmalloc(cap, GFP_KERNEL);
	if (!bytes)
		return -ENOMEM;
	if (store->oid_bytes)
		memcpy(bytes, store->oid_bytes, store->n_oid_bytes);
	for (i = 0; i < store->setup.n_oids; i++) {
		struct pzz_oid *o = &store->oids[i];

		o->ids = (u32 *)(bytes + ((u8 *)o->ids - store->oid_bytes));
		o->value = bytes + (o->value - store->oid_bytes);
	}
	kvfree(store->oid_bytes);
	store->oid_bytes = bytes;
	store->oid_bytes_cap = cap;
	return 0;
}

/* A copy of @oid, whose memory is another's. */
static int append(struct pzz_store *store, const struct pzz_oid *oid)
{
	u32 ids = oid->n_ids * sizeof(u32);
	struct pzz_oid *to;
	int err;
	u8 *at;

	err = grow_oids(store);
	if (!err)
		err = grow_oid_bytes(store, ids + ALIGN(oid->value_len, sizeof(u32)));
	if (err)
		return err;
	to = &store->oids[store->setup.n_oids++];
	at = store->oid_bytes + store->n_oid_bytes;
	*to = *oid;
	to->ids = memcpy(at, oid->ids, ids);
	to->value = memcpy(at + ids, oid->value, oid->value_len);
	store->n_oid_bytes += ids + ALIGN(oid->value_len, sizeof(u32));
	return 0;
}

int pzz_store_oids_copy(struct pzz_store *store, const struct pzz_store *from)
{
	u32 i;
	int err;

	for (i = 0; i < from->setup.n_oids; i++) {
		err = append(store, &from->oids[i]);
		if (err)
			return err;
	}
	return 0;
}

void pzz_store_oids_cut(struct pzz_store *store, u32 n, u32 n_bytes)
{
	store->setup.n_oids = n;
	store->setup.oids = store->oids;
	store->n_oid_bytes = n_bytes;
}

static int ids_get(struct pzz_oid *oid, const struct nlattr *attr, const struct nlattr *nest,
		   struct netlink_ext_ack *extack)
{
	if (!attr)
		return pzz_refuse_missing(extack, nest, PROXZZZY_OID_A_ID, "a value needs its OID");
	if (nla_len(attr) % sizeof(u32))
		return pzz_refuse(extack, attr, -EINVAL, pzz_oid_nest.say[PROXZZZY_OID_A_ID]);
	oid->ids = nla_data(attr);
	oid->n_ids = nla_len(attr) / sizeof(u32);
	return 0;
}

static u32 optional_u32(const struct nlattr *attr)
{
	return attr ? nla_get_u32(attr) : 0;
}

/* @oid then points into the message. */
static int oid_get(struct pzz_oid *oid, const struct nlattr *nest, struct netlink_ext_ack *extack)
{
	struct nlattr *tb[PROXZZZY_OID_A_MAX + 1], *value;
	int err;

	err = pzz_nest_parse(tb, &pzz_oid_nest, nest, extack);
	if (!err)
		err = ids_get(oid, tb[PROXZZZY_OID_A_ID], nest, extack);
	if (err)
		return err;
	if (!tb[PROXZZZY_OID_A_TYPE])
		return pzz_refuse_missing(extack, nest, PROXZZZY_OID_A_TYPE,
					  "a value needs its type");
	value = tb[PROXZZZY_OID_A_VALUE];
	oid->type = nla_get_u8(tb[PROXZZZY_OID_A_TYPE]);
	oid->value = value ? nla_data(value) : (const u8 *)"";
	oid->value_len = value ? nla_len(value) : 0;
	oid->access = optional_u32(tb[PROXZZZY_OID_A_ACCESS]);
	oid->age = optional_u32(tb[PROXZZZY_OID_A_AGE]);
	oid->max_age = optional_u32(tb[PROXZZZY_OID_A_MAX_AGE]);
	oid->n_object = tb[PROXZZZY_OID_A_OBJECT] ? nla_get_u8(tb[PROXZZZY_OID_A_OBJECT]) : 0;
	oid->taken = tb[PROXZZZY_OID_A_TAKEN] ? nla_get_u64(tb[PROXZZZY_OID_A_TAKEN]) :
						ktime_get_boottime_ns();
	return 0;
}

int pzz_store_oid_add(struct pzz_store *store, const struct nlattr *nest,
		      struct netlink_ext_ack *extack)
{
	struct pzz_oid oid = {};
	const char *wrong;
	int err;

	err = oid_get(&oid, nest, extack);
	if (err)
		return err;
	wrong = pzz_snmp_oid_wrong(&oid);
	if (wrong)
		return pzz_refuse(extack, nest, -EINVAL, wrong);
	if (store->setup.n_oids >= PROXZZZY_OID_MAX)
		return pzz_refuse(extack, nest, -ENOSPC, "a proxy has at most "
				  __stringify(PROXZZZY_OID_MAX) " values");
	if (store->n_oid_bytes + oid.n_ids * 5U + oid.value_len > PROXZZZY_OID_BYTES_MAX)
		return pzz_refuse(extack, nest, -ENOSPC, "OIDs and values are at most "
				  __stringify(PROXZZZY_OID_BYTES_MAX) " bytes");
	err = append(store, &oid);
	return err ? pzz_refuse(extack, nest, err, "no memory for more values") : 0;
}

static int compare_ids(const struct pzz_oid *a, const struct pzz_oid *b)
{
	u32 i;

	for (i = 0; i < a->n_ids && i < b->n_ids; i++)
		if (a->ids[i] != b->ids[i])
			return a->ids[i] < b->ids[i] ? -1 : 1;
	return (int)a->n_ids - (int)b->n_ids;
}

int pzz_store_oid_find(const struct pzz_store *store, const struct nlattr *nest,
		       struct netlink_ext_ack *extack)
{
	struct nlattr *tb[PROXZZZY_OID_A_MAX + 1];
	struct pzz_oid which = {};
	int err;
	u32 i;

	err = pzz_nest_parse(tb, &pzz_oid_del_nest, nest, extack);
	if (!err)
		err = ids_get(&which, tb[PROXZZZY_OID_A_ID], nest, extack);
	if (err)
		return err;
	for (i = 0; i < store->setup.n_oids; i++)
		if (!compare_ids(&store->oids[i], &which))
			return i;
	return pzz_refuse(extack, nest, -ENOENT, "no value of this OID is staged");
}

void pzz_store_oids_drop(struct pzz_store *store, const unsigned long *marks)
{
	u32 i, n = 0;

	for (i = 0; i < store->setup.n_oids; i++)
		if (!test_bit(i, marks))
			store->oids[n++] = store->oids[i];
	store->setup.n_oids = n;
}

static int compare(const void *a, const void *b)
{
	return compare_ids(a, b);
}

/* The room wants them ascending, each once. */
int pzz_store_oids_sort(struct pzz_store *store, struct netlink_ext_ack *extack)
{
	u32 i;

	sort(store->oids, store->setup.n_oids, sizeof(*store->oids), compare, NULL);
	for (i = 1; i < store->setup.n_oids; i++)
		if (!compare_ids(&store->oids[i - 1], &store->oids[i]))
			return pzz_refuse(extack, NULL, -EEXIST, "an OID is there twice");
	return 0;
}
