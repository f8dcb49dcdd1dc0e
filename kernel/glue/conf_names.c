// SPDX-License-Identifier: GPL-2.0
/* Groups (C15) and records (C30-C33) of a configuration. */
#include <linux/mm.h>
#include <linux/slab.h>
#include <linux/stringify.h>

#include "conf_parts.h"
#include "mdns/mdns.h"
#include "pzz_proto.h"

#define FIRST_RRS	64
#define FIRST_BYTES	4096

static int group_get(struct pzz_ip *ip, const struct nlattr *nest, struct netlink_ext_ack *extack)
{
	struct nlattr *tb[PROXZZZY_GROUP_A_MAX + 1], *attr;
	int err;

	err = pzz_nest_parse(tb, &pzz_group_nest, nest, extack);
	if (err)
		return err;
	attr = tb[PROXZZZY_GROUP_A_ADDRESS];
	if (!attr)
		return pzz_refuse_missing(extack, nest, PROXZZZY_GROUP_A_ADDRESS,
					  "there is no group in this nest");
	return pzz_group_get(ip, attr, extack);
}

int pzz_group_get(struct pzz_ip *ip, const struct nlattr *attr, struct netlink_ext_ack *extack)
{
	int err;

	err = pzz_ip_get(ip, attr, extack);
	if (!err && !pzz_ip_is_multicast(ip->b, ip->len))
		err = pzz_refuse(extack, attr, -EADDRNOTAVAIL,
				 "a group is a multicast address: 224.0.0.0/4 or ff00::/8");
	return err;
}

static int find_group(const struct pzz_store *store, const struct pzz_ip *ip)
{
	u32 i;

	for (i = 0; i < store->setup.n_groups; i++)
		if (pzz_ip_same(&store->groups[i], ip))
			return i;
	return -ENOENT;
}

int pzz_store_group_add(struct pzz_store *store, const struct nlattr *nest,
			struct netlink_ext_ack *extack)
{
	struct pzz_ip ip;
	u32 i, n = 0;
	int err;

	err = group_get(&ip, nest, extack);
	if (err)
		return err;
	if (find_group(store, &ip) >= 0)
		return pzz_refuse(extack, nest, -EEXIST, "this group is staged already");
	for (i = 0; i < store->setup.n_groups; i++)
		n += store->groups[i].len == ip.len;
	if (n >= PROXZZZY_GROUP_MAX)
		return pzz_refuse(extack, nest, -ENOSPC, "a proxy has at most "
				  __stringify(PROXZZZY_GROUP_MAX) " groups of each family");
	store->groups[store->setup.n_groups++] = ip;
	return 0;
}

int pzz_store_group_find(const struct pzz_store *store, const struct nlattr *nest,
			 struct netlink_ext_ack *extack)
{
	struct pzz_ip ip;
	int err;

	err = group_get(&ip, nest, extack);
	if (err)
		return err;
	err = find_group(store, &ip);
	return err < 0 ? pzz_refuse(extack, nest, err, "this group is not staged") : err;
}

/* The memory of the records. Their pointers follow the bytes when these move. */
static int grow_rrs(struct pzz_store *store)
{
	u32 cap = clamp_t(u32, 2 * store->rrs_cap, FIRST_RRS, PROXZZZY_RR_MAX);
	struct pzz_rr *rrs;

	if (store->setup.n_rrs < store->rrs_cap)
		return 0;
	rrs = kvmalloc_array(cap, sizeof(*rrs), GFP_KERNEL);
	if (!rrs)
		return -ENOMEM;
	if (store->rrs)
		memcpy(rrs, store->rrs, store->setup.n_rrs * sizeof(*rrs));
	kvfree(store->rrs);
	store->rrs = rrs;
	store->rrs_cap = cap;
	store->setup.rrs = rrs;
	return 0;
}

static int grow_bytes(struct pzz_store *store, u32 more)
{
	u32 need = store->n_bytes + more, cap = max_t(u32, store->bytes_cap, FIRST_BYTES), i;
	u8 *bytes;

	if (need <= store->bytes_cap)
		return 0;
	while (cap < need)
		cap *= 2;
	bytes = kvmalloc(cap, GFP_KERNEL);
	if (!bytes)
		return -ENOMEM;
	if (store->bytes)
		memcpy(bytes, store->bytes, store->n_bytes);
	for (i = 0; i < store->setup.n_rrs; i++) {
		store->rrs[i].name = bytes + (store->rrs[i].name - store->bytes);
		store->rrs[i].data = bytes + (store->rrs[i].data - store->bytes);
	}
	kvfree(store->bytes);
	store->bytes = bytes;
	store->bytes_cap = cap;
	return 0;
}

static const u8 *keep(struct pzz_store *store, const void *bytes, u32 len)
{
	u8 *at = store->bytes + store->n_bytes;

	memcpy(at, bytes, len);
	store->n_bytes += len;
	return at;
}

/* A copy of @rr, whose memory is another's. */
static int append(struct pzz_store *store, const struct pzz_rr *rr)
{
	struct pzz_rr *to;
	int err;

	err = grow_rrs(store);
	if (!err)
		err = grow_bytes(store, rr->name_len + rr->data_len);
	if (err)
		return err;
	to = &store->rrs[store->setup.n_rrs];
	*to = *rr;
	to->name = keep(store, rr->name, rr->name_len);
	to->data = keep(store, rr->data, rr->data_len);
	store->setup.n_rrs++;
	return 0;
}

int pzz_store_rrs_copy(struct pzz_store *store, const struct pzz_store *from)
{
	u32 i;
	int err;

	for (i = 0; i < from->setup.n_rrs; i++) {
		err = append(store, &from->rrs[i]);
		if (err)
			return err;
	}
	return 0;
}

void pzz_store_rrs_cut(struct pzz_store *store, u32 n, u32 n_bytes)
{
	store->setup.n_rrs = n;
	store->setup.rrs = store->rrs;
	store->n_bytes = n_bytes;
}

static int name_of(struct pzz_rr *rr, const struct nlattr *attr, const struct nlattr *nest,
		   struct netlink_ext_ack *extack)
{
	const char *wrong;

	if (!attr)
		return pzz_refuse_missing(extack, nest, PROXZZZY_RR_A_NAME,
					  "a record needs a name");
	if (!pzz_dns_name_ok(nla_data(attr), nla_len(attr)))
		return pzz_refuse(extack, attr, -EINVAL, PZZ_NAME_SAY);
	wrong = pzz_mdns_name_wrong(nla_data(attr), nla_len(attr));
	if (wrong)
		return pzz_refuse(extack, attr, -EINVAL, wrong);
	rr->name = nla_data(attr);
	rr->name_len = nla_len(attr);
	return 0;
}

static int type_of(struct pzz_rr *rr, const struct nlattr *attr, const struct nlattr *nest,
		   struct netlink_ext_ack *extack)
{
	const char *wrong;

	if (!attr)
		return pzz_refuse_missing(extack, nest, PROXZZZY_RR_A_TYPE,
					  "a record needs a type");
	rr->type = nla_get_u16(attr);
	wrong = pzz_mdns_type_wrong(rr->type);
	return wrong ? pzz_refuse(extack, attr, -EINVAL, wrong) : 0;
}

static int data_of(struct pzz_rr *rr, const struct nlattr *attr, const struct nlattr *nest,
		   struct netlink_ext_ack *extack)
{
	if (!attr)
		return pzz_refuse_missing(extack, nest, PROXZZZY_RR_A_DATA,
					  "a record needs data");
	rr->data = nla_data(attr);
	rr->data_len = nla_len(attr);
	if (pzz_dns_data_ok(rr->type, rr->data, rr->data_len))
		return 0;
	return pzz_refuse(extack, attr, -EINVAL, "these data are not what records of this type have");
}

static u32 default_ttl(u16 type)		/* RFC 6762 10 */
{
	return type == PZZ_DNS_A || type == PZZ_DNS_AAAA || type == PZZ_DNS_SRV ? 120 : 4500;
}

/* @rr then points into the message. */
static int rr_get(struct pzz_rr *rr, const struct nlattr *nest, struct netlink_ext_ack *extack)
{
	struct nlattr *tb[PROXZZZY_RR_A_MAX + 1];
	int err;

	*rr = (struct pzz_rr){};
	err = pzz_nest_parse(tb, &pzz_rr_nest, nest, extack);
	if (!err)
		err = name_of(rr, tb[PROXZZZY_RR_A_NAME], nest, extack);
	if (!err)
		err = type_of(rr, tb[PROXZZZY_RR_A_TYPE], nest, extack);
	if (!err)
		err = data_of(rr, tb[PROXZZZY_RR_A_DATA], nest, extack);
	if (err)
		return err;
	rr->shared = tb[PROXZZZY_RR_A_SHARED];
	rr->ttl = tb[PROXZZZY_RR_A_TTL] ? nla_get_u32(tb[PROXZZZY_RR_A_TTL]) :
					  default_ttl(rr->type);
	return 0;
}

int pzz_store_rr_add(struct pzz_store *store, const struct nlattr *nest,
		     struct netlink_ext_ack *extack)
{
	struct pzz_rr rr;
	int err;

	err = rr_get(&rr, nest, extack);
	if (err)
		return err;
	if (store->setup.n_rrs >= PROXZZZY_RR_MAX)
		return pzz_refuse(extack, nest, -ENOSPC, "a proxy has at most "
				  __stringify(PROXZZZY_RR_MAX) " records");
	if (store->n_bytes + rr.name_len + rr.data_len > PROXZZZY_RR_BYTES_MAX)
		return pzz_refuse(extack, nest, -ENOSPC,
				  "the names and data of all records are at most "
				  __stringify(PROXZZZY_RR_BYTES_MAX) " bytes");
	err = append(store, &rr);
	return err ? pzz_refuse(extack, nest, err, "no memory for more records") : 0;
}

static bool is_named(const struct pzz_rr *rr, const struct pzz_rr *which,
		     const struct nlattr *type, const struct nlattr *data)
{
	return pzz_dns_name_equal(rr->name, rr->name_len, which->name, which->name_len) &&
	       (!type || rr->type == nla_get_u16(type)) &&
	       (!data || (rr->data_len == nla_len(data) &&
			  !memcmp(rr->data, nla_data(data), rr->data_len)));
}

/* All that @nest names: by name, by name and type, or by all of it. */
int pzz_store_rrs_mark(const struct pzz_store *store, unsigned long *marks,
		       const struct nlattr *nest, struct netlink_ext_ack *extack)
{
	struct nlattr *tb[PROXZZZY_RR_A_MAX + 1], *type, *data;
	bool found = false, fresh = false;
	struct pzz_rr which = {};
	int err;
	u32 i;

	err = pzz_nest_parse(tb, &pzz_rr_del_nest, nest, extack);
	if (!err)
		err = name_of(&which, tb[PROXZZZY_RR_A_NAME], nest, extack);
	if (err)
		return err;
	type = tb[PROXZZZY_RR_A_TYPE];
	data = tb[PROXZZZY_RR_A_DATA];
	if (data && !type)
		return pzz_refuse_missing(extack, nest, PROXZZZY_RR_A_TYPE,
					  "data name a record only together with its type");
	for (i = 0; i < store->setup.n_rrs; i++) {
		if (!is_named(&store->rrs[i], &which, type, data))
			continue;
		found = true;
		fresh |= !__test_and_set_bit(i, marks);
	}
	if (!found)
		return pzz_refuse(extack, nest, -ENOENT, "no such record is staged");
	return fresh ? 0 : pzz_refuse(extack, nest, -ENOENT, PZZ_TWICE_SAY);
}

static const u8 *move_down(struct pzz_store *store, const u8 *bytes, u32 len)
{
	u8 *to = store->bytes + store->n_bytes;

	memmove(to, bytes, len);
	store->n_bytes += len;
	return to;
}

/* ORDER: the bytes stand in the order of the records, so what is moved is still whole. */
void pzz_store_rrs_drop(struct pzz_store *store, const unsigned long *marks)
{
	u32 i, n = find_first_bit(marks, store->setup.n_rrs);
	struct pzz_rr *rr;

	if (n == store->setup.n_rrs)
		return;
	store->n_bytes = store->rrs[n].name - store->bytes;
	for (i = n; i < store->setup.n_rrs; i++) {
		if (test_bit(i, marks))
			continue;
		rr = &store->rrs[n++];
		*rr = store->rrs[i];
		rr->name = move_down(store, rr->name, rr->name_len);
		rr->data = move_down(store, rr->data, rr->data_len);
	}
	store->setup.n_rrs = n;
}
