// SPDX-License-Identifier: GPL-2.0
/* What can be wrong with records together, those that mDNS makes of the addresses included. */
#include <linux/mm.h>
#include <linux/slab.h>
#include <linux/sort.h>

#include "conf_parts.h"
#include "mdns/mdns.h"
#include "pzz_proto.h"

/* Of ASCII only: tolower() knows the letters of Latin-1 as well. */
static int lower(u8 c)
{
	return c >= 'A' && c <= 'Z' ? c | 0x20 : c;
}

static int compare_bytes(const u8 *a, u32 a_len, const u8 *b, u32 b_len)
{
	u32 i;

	for (i = 0; i < a_len && i < b_len; i++)
		if (lower(a[i]) != lower(b[i]))
			return lower(a[i]) - lower(b[i]);
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

/* C28: a record that mDNS makes of an address, with room for its name */
struct made {
	struct pzz_rr rr;
	u8 reverse[PZZ_DNS_REVERSE_MAX];
};

static u32 n_made(const struct pzz_setup *s)
{
	return s->mdns.enable && s->mdns.host.len ? 2 * s->n_addrs : 0;
}

static void make(struct made *made, const struct pzz_setup *s)
{
	const struct pzz_name *host = &s->mdns.host;
	const struct pzz_ip *ip;
	u32 i;

	for (i = 0; i < n_made(s); i += 2) {
		ip = &s->addrs[i / 2];
		made[i].rr = (struct pzz_rr){
			.name = host->b, .name_len = host->len, .data = ip->b, .data_len = ip->len,
			.type = ip->len == PZZ_IPV4_LEN ? PZZ_DNS_A : PZZ_DNS_AAAA,
		};
		made[i + 1].rr = (struct pzz_rr){
			.name = made[i + 1].reverse, .data = host->b, .data_len = host->len,
			.name_len = pzz_dns_name_reverse(made[i + 1].reverse, ip->b, ip->len),
			.type = PZZ_DNS_PTR,
		};
	}
}

/* Sorted, so that what must not stand together stands side by side. */
static const char *find_wrong(const struct pzz_store *store, const struct pzz_rr **sorted,
			      struct made *made)
{
	u32 i, n_given = store->setup.n_rrs, n = n_given + n_made(&store->setup);
	const char *wrong = NULL;

	make(made, &store->setup);
	for (i = 0; i < n; i++)
		sorted[i] = i < n_given ? &store->rrs[i] : &made[i - n_given].rr;
	sort(sorted, n, sizeof(*sorted), compare, NULL);
	for (i = 1; i < n && !wrong; i++)
		wrong = wrong_together(sorted[i - 1], sorted[i]);
	return wrong;
}

int pzz_store_rrs_check(const struct pzz_store *store, struct netlink_ext_ack *extack)
{
	u32 n_given = store->setup.n_rrs, n = n_made(&store->setup);
	const struct pzz_rr **sorted;
	const char *wrong = NULL;
	struct made *made;

	if (!n_given)
		return 0;
	sorted = kvmalloc_array(n_given + n, sizeof(*sorted), GFP_KERNEL);
	made = kvmalloc_array(n + 1, sizeof(*made), GFP_KERNEL);
	if (sorted && made)
		wrong = find_wrong(store, sorted, made);
	kvfree(made);
	kvfree(sorted);
	if (!sorted || !made)
		return pzz_refuse(extack, NULL, -ENOMEM, "no memory to check the records");
	return wrong ? pzz_refuse(extack, NULL, -EINVAL, wrong) : 0;
}
