// SPDX-License-Identifier: GPL-2.0
/* The memory of a configuration: its settings, addresses and rules. */
#include <linux/mm.h>
#include <linux/slab.h>
#include <linux/stringify.h>

#include "conf_parts.h"

#define FIRST_RULES	16

struct pzz_store *pzz_store_new(void)
{
	struct pzz_store *store = kzalloc(sizeof(*store), GFP_KERNEL);

	if (!store)
		return NULL;
	pzz_setup_init(&store->setup);
	store->setup.addrs = store->addrs;
	store->setup.groups = store->groups;
	store->setup.communities = store->communities;
	store->setup.teredos = store->teredos;
	store->setup.lldps = store->lldps;
	pzz_store_leases_own(store);
	store->setup.dns = store->dns;
	store->setup.sip.regs = store->sips;
	store->priority = PROXZZZY_PRIORITY_NONE;
	return store;
}

static int copy_rules(struct pzz_store *store, const struct pzz_store *from)
{
	u32 n = from->setup.n_rules;

	if (!n)
		return 0;
	store->rules = kvmalloc_array(n, sizeof(*store->rules), GFP_KERNEL);
	if (!store->rules)
		return -ENOMEM;
	memcpy(store->rules, from->rules, n * sizeof(*store->rules));
	store->rules_cap = n;
	store->setup.rules = store->rules;
	return 0;
}

struct pzz_store *pzz_store_clone(const struct pzz_store *from)
{
	struct pzz_store *store = kmemdup(from, sizeof(*from), GFP_KERNEL);

	if (!store)
		return NULL;
	store->setup.addrs = store->addrs;
	store->setup.groups = store->groups;
	store->setup.communities = store->communities;
	pzz_store_leases_own(store);
	store->setup.sip.n_regs = 0;	/* their memory is still the other's */
	store->setup.rules = NULL;
	store->setup.rrs = NULL;
	store->setup.n_rrs = 0;
	store->rules = NULL;
	store->rules_cap = 0;
	store->rrs = NULL;
	store->rrs_cap = 0;
	store->bytes = NULL;
	store->n_bytes = 0;
	store->bytes_cap = 0;
	store->setup.oids = NULL;
	store->setup.n_oids = 0;
	store->oids = NULL;
	store->oids_cap = 0;
	store->oid_bytes = NULL;
	store->n_oid_bytes = 0;
	store->oid_bytes_cap = 0;
	if (pzz_store_links_copy(store, from) || pzz_store_sips_copy(store, from) ||
	    copy_rules(store, from) || pzz_store_rrs_copy(store, from) ||
	    pzz_store_oids_copy(store, from)) {
		pzz_store_free(store);
		return NULL;
	}
	return store;
}

void pzz_store_free(struct pzz_store *store)
{
	if (!store)
		return;
	kvfree_sensitive(store->rules, store->rules_cap * sizeof(*store->rules));
	kvfree(store->rrs);
	kvfree(store->bytes);
	kvfree(store->oids);
	kvfree(store->oid_bytes);
	pzz_store_links_cut(store, 0, 0);
	pzz_store_sips_cut(store, 0);
	kfree_sensitive(store);
}

/* Room for one rule more. */
static int grow(struct pzz_store *store, const struct nlattr *nest, struct netlink_ext_ack *extack)
{
	struct pzz_rule *rules;
	u32 cap;

	if (store->setup.n_rules < store->rules_cap)
		return 0;
	if (store->rules_cap >= PROXZZZY_RULE_MAX)
		return pzz_refuse(extack, nest, -ENOSPC, "a proxy has at most "
				  __stringify(PROXZZZY_RULE_MAX) " rules");
	cap = clamp_t(u32, 2 * store->rules_cap, FIRST_RULES, PROXZZZY_RULE_MAX);
	rules = kvcalloc(cap, sizeof(*rules), GFP_KERNEL);
	if (!rules)
		return pzz_refuse(extack, nest, -ENOMEM, "no memory for more rules");
	if (store->rules)
		memcpy(rules, store->rules, store->setup.n_rules * sizeof(*rules));
	kvfree_sensitive(store->rules, store->rules_cap * sizeof(*rules));
	store->rules = rules;
	store->rules_cap = cap;
	store->setup.rules = rules;
	return 0;
}

/* Index of the first of @n rules in order whose id is not below @id. */
static u32 place(const struct pzz_rule *rules, u32 n, u32 id)
{
	u32 low = 0, high = n, mid;

	if (n && rules[n - 1].id < id)
		return n;
	while (low < high) {
		mid = (low + high) / 2;
		if (rules[mid].id < id)
			low = mid + 1;
		else
			high = mid;
	}
	return low;
}

const struct pzz_rule *pzz_rule_by_id(const struct pzz_rule *rules, u32 n, u32 id)
{
	u32 i = place(rules, n, id);

	return i < n && rules[i].id == id ? &rules[i] : NULL;
}

static bool staged(const struct pzz_store *store, u32 sorted, u32 id)
{
	u32 i;

	for (i = sorted; i < store->setup.n_rules; i++)
		if (store->rules[i].id == id)
			return true;
	return pzz_rule_by_id(store->rules, sorted, id);
}

int pzz_store_rule_add(struct pzz_store *store, const struct pzz_store *in_force, u32 sorted,
		       const struct nlattr *nest, struct netlink_ext_ack *extack)
{
	struct pzz_rule *rule;
	int err;

	err = grow(store, nest, extack);
	if (err)
		return err;
	rule = &store->rules[store->setup.n_rules];
	err = pzz_rule_parse(rule, in_force, nest, extack);
	if (!err && staged(store, sorted, rule->id))
		err = pzz_refuse(extack, nest, -EEXIST,
				 "a rule of this id is staged already; delete it first");
	if (err)
		memzero_explicit(rule, sizeof(*rule));
	else
		store->setup.n_rules++;
	return err;
}

static void move_to(struct pzz_rule *rules, u32 from, u32 to)
{
	struct pzz_rule rule = rules[from];

	memmove(&rules[to + 1], &rules[to], (from - to) * sizeof(*rules));
	rules[to] = rule;
	memzero_explicit(&rule, sizeof(rule));
}

void pzz_store_rules_sort(struct pzz_store *store, u32 sorted)
{
	u32 to;

	for (; sorted < store->setup.n_rules; sorted++) {
		to = place(store->rules, sorted, store->rules[sorted].id);
		if (to < sorted)
			move_to(store->rules, sorted, to);
	}
}

void pzz_store_rules_cut(struct pzz_store *store, u32 n)
{
	if (store->setup.n_rules > n)
		memzero_explicit(&store->rules[n],
				 (store->setup.n_rules - n) * sizeof(*store->rules));
	store->setup.n_rules = n;
}

int pzz_store_rule_find(const struct pzz_store *store, const struct nlattr *nest,
			struct netlink_ext_ack *extack)
{
	struct nlattr *tb[PROXZZZY_RULE_A_MAX + 1];
	const struct pzz_rule *rule;
	int err;

	err = pzz_nest_parse(tb, &pzz_rule_del_nest, nest, extack);
	if (err)
		return err;
	if (!tb[PROXZZZY_RULE_A_ID])
		return pzz_refuse_missing(extack, nest, PROXZZZY_RULE_A_ID,
					  "a rule is deleted by its id");
	rule = pzz_rule_by_id(store->rules, store->setup.n_rules,
			      nla_get_u32(tb[PROXZZZY_RULE_A_ID]));
	if (!rule)
		return pzz_refuse(extack, tb[PROXZZZY_RULE_A_ID], -ENOENT,
				  "no rule of this id is staged");
	return rule - store->rules;
}
