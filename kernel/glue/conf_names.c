// SPDX-License-Identifier: GPL-2.0
/* Groups (C15) and records (C30-C33) of a configuration. */
#include <linux/ctype.h>
#include <linux/mm.h>
#include <linux/slab.h>
#include <linux/sort.h>
#include <linux/stringify.h>

#include "conf_parts.h"
#include "dnsname/dnsname.h"
#include "dnsmsg/dnsmsg.h"
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
	if (!attr)
		return pzz_refuse_missing(extack, nest, PROXZZZY_RR_A_NAME,
					  "a record needs a name");
	if (!pzz_dns_name_ok(nla_data(attr), nla_len(attr)))
		return pzz_refuse(extack, attr, -EINVAL, PZZ_NAME_SAY);
	rr->name = nla_data(attr);
	rr->name_len = nla_len(attr);
	return 0;
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
	if (err)
		return err;
	if (!tb[PROXZZZY_RR_A_TYPE])
		return pzz_refuse_missing(extack, nest, PROXZZZY_RR_A_TYPE,
					  "a record needs a type");
	if (!tb[PROXZZZY_RR_A_DATA])
		return pzz_refuse_missing(extack, nest, PROXZZZY_RR_A_DATA,
					  "a record needs data");
	rr->type = nla_get_u16(tb[PROXZZZY_RR_A_TYPE]);
	rr->data = nla_data(tb[PROXZZZY_RR_A_DATA]);
	rr->data_len = nla_len(tb[PROXZZZY_RR_A_DATA]);
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
	if (!pzz_dns_data_ok(rr.type, rr.data, rr.data_len))
		return pzz_refuse(extack, nest, -EINVAL,
				  "these data are not what records of this type have");
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

/* All that @nest names: by name, by name and type, or by all of it. */
int pzz_store_rrs_mark(const struct pzz_store *store, unsigned long *marks,
		       const struct nlattr *nest, struct netlink_ext_ack *extack)
{
	struct nlattr *tb[PROXZZZY_RR_A_MAX + 1], *type, *data;
	const struct pzz_rr *rr;
	struct pzz_rr which = {};
	bool found = false;
	int err;
	u32 i;

	err = pzz_nest_parse(tb, &pzz_rr_del_nest, nest, extack);
	if (!err)
		err = name_of(&which, tb[PROXZZZY_RR_A_NAME], nest, extack);
	if (err)
		return err;
	type = tb[PROXZZZY_RR_A_TYPE];
	data = tb[PROXZZZY_RR_A_DATA];
	for (i = 0; i < store->setup.n_rrs; i++) {
		rr = &store->rrs[i];
		if (!pzz_dns_name_equal(rr->name, rr->name_len, which.name, which.name_len) ||
		    (type && rr->type != nla_get_u16(type)) ||
		    (data && (rr->data_len != nla_len(data) ||
			      memcmp(rr->data, nla_data(data), rr->data_len))))
			continue;
		__set_bit(i, marks);
		found = true;
	}
	return found ? 0 : pzz_refuse(extack, nest, -ENOENT, "no such record is staged");
}

void pzz_store_rrs_drop(struct pzz_store *store, const unsigned long *marks)
{
	u32 i, n = 0;

	for (i = 0; i < store->setup.n_rrs; i++)
		if (!test_bit(i, marks))
			store->rrs[n++] = store->rrs[i];
	store->setup.n_rrs = n;
}

static int compare_bytes(const u8 *a, u32 a_len, const u8 *b, u32 b_len)
{
	u32 i;

	for (i = 0; i < a_len && i < b_len; i++)
		if (tolower(a[i]) != tolower(b[i]))
			return tolower(a[i]) - tolower(b[i]);
	return (int)a_len - (int)b_len;
}

static int compare_sets(const struct pzz_rr *a, const struct pzz_rr *b)
{
	return compare_bytes(a->name, a->name_len, b->name, b->name_len) ?:
	       (int)a->type - (int)b->type;
}

static int compare(const void *a, const void *b)
{
	const struct pzz_rr *x = *(const struct pzz_rr *const *)a;
	const struct pzz_rr *y = *(const struct pzz_rr *const *)b;
	int order = compare_sets(x, y);

	if (!order)
		order = (int)x->data_len - (int)y->data_len;
	return order ?: memcmp(x->data, y->data, x->data_len);
}

static const char *wrong_together(const struct pzz_rr *a, const struct pzz_rr *b)
{
	if (compare_sets(a, b))
		return NULL;
	if (a->shared != b->shared)
		return "all records of a name and type must be shared, or none of them";
	if (a->data_len == b->data_len && !memcmp(a->data, b->data, a->data_len))
		return "a record is there twice";
	return NULL;
}

/* Sorted, so that what must not stand together stands side by side. */
int pzz_store_rrs_check(const struct pzz_store *store, struct netlink_ext_ack *extack)
{
	u32 i, n = store->setup.n_rrs;
	const struct pzz_rr **sorted;
	const char *wrong = NULL;

	if (n < 2)
		return 0;
	sorted = kvmalloc_array(n, sizeof(*sorted), GFP_KERNEL);
	if (!sorted)
		return pzz_refuse(extack, NULL, -ENOMEM, "no memory to check the records");
	for (i = 0; i < n; i++)
		sorted[i] = &store->rrs[i];
	sort(sorted, n, sizeof(*sorted), compare, NULL);
	for (i = 1; i < n && !wrong; i++)
		wrong = wrong_together(sorted[i - 1], sorted[i]);
	kvfree(sorted);
	return wrong ? pzz_refuse(extack, NULL, -EINVAL, wrong) : 0;
}
