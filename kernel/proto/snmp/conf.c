// SPDX-License-Identifier: GPL-2.0
/*
 * From what was given to what is looked up: each value as the binding that goes
 * out, hashed by its OID, and a tree of who sees what for how long.
 */
#include "snmp/snmp.h"

#define TICKS		100	/* a second */
#define TICK_NS		10000000

static u32 power_of_two(u32 n)
{
	u32 power = 1;

	while (power < n)
		power *= 2;
	return power;
}

static u32 slots(u32 n)
{
	return power_of_two(2 * n + 1);
}

/* Without the head of the SEQUENCE */
static u32 inner_size(const struct pzz_oid *o)
{
	u32 oid = pzz_ber_oid_put(NULL, o->ids, o->n_ids);

	return pzz_ber_head_len(oid) + oid + pzz_ber_head_len(o->value_len) + o->value_len;
}

size_t pzz_snmp_conf_size(const struct pzz_setup *setup)
{
	size_t size = sizeof(struct pzz_snmp_conf);
	u32 i, inner;

	if (!setup->snmp.enable)
		return 0;
	size += setup->n_oids * sizeof(struct pzz_snmp_oid);
	size += power_of_two(setup->n_oids) * sizeof(struct pzz_snmp_node);
	size += slots(setup->n_oids) * sizeof(u32);
	for (i = 0; i < setup->n_oids; i++) {
		inner = inner_size(&setup->oids[i]);
		size += pzz_ber_head_len(inner) + inner;
	}
	return size;
}

/* RFC 3584 4.2.2.1: v1 has no Counter64. */
static u8 views_of(const struct pzz_oid *o)
{
	u8 views = 0, view;

	for (view = 0; view < PZZ_SNMP_VIEWS; view++) {
		if (o->access == PROXZZZY_ACCESS_NOBODY ||
		    (o->access == PROXZZZY_ACCESS_WRITERS && !(view & PZZ_SNMP_VIEW_WRITER)) ||
		    (o->type == PZZ_SNMP_COUNTER64 && !(view & PZZ_SNMP_VIEW_V2C)))
			continue;
		views |= 1 << view;
	}
	return views;
}

/* How much older than the base a value is; saturates. */
static u32 older(const struct pzz_snmp_conf *c, const struct pzz_oid *o)
{
	u32 rest;
	u64 ticks = div_u64_rem(c->base - o->taken, TICK_NS, &rest);

	return ticks > 0xffffffff ? 0xffffffff : (u32)ticks;
}

static u32 number(const u8 *value, u32 len)
{
	u32 n = 0;

	while (len--)
		n = n << 8 | *value++;
	return n;
}

static void init_age(struct pzz_snmp_conf *c, struct pzz_snmp_oid *to, const struct pzz_oid *o)
{
	u32 before = 0, limit = o->max_age * TICKS;

	to->age = o->age;
	to->until = PZZ_SNMP_NEVER;
	if (o->age != PROXZZZY_AGE_NONE)
		before = older(c, o);
	if (o->age == PROXZZZY_AGE_COUNT)
		to->ticks = number(o->value, o->value_len) + before;
	if (o->age == PROXZZZY_AGE_NO_SUCH || o->age == PROXZZZY_AGE_WAKE) {
		to->until = before < limit ? limit - before : 0;
		c->limited = true;
		c->wakes_stale |= o->age == PROXZZZY_AGE_WAKE;
	}
}

/* C27. @at: where its bytes go; returns where the next ones do. */
static u32 put_binding(struct pzz_snmp_conf *c, struct pzz_snmp_oid *to, const struct pzz_oid *o,
		       u32 at)
{
	u32 inner = inner_size(o), oid = pzz_ber_oid_put(NULL, o->ids, o->n_ids);
	struct pzz_writer w;

	to->at = at;
	to->len = (u16)(pzz_ber_head_len(inner) + inner);
	w = pzz_writer(c->bytes + at, to->len);
	pzz_ber_put_head(&w, PZZ_BER_SEQUENCE, inner);
	pzz_ber_put_head(&w, PZZ_BER_OID, oid);
	to->oid_at = (u8)w.len;
	to->oid_len = (u16)oid;
	to->object_len = (u16)pzz_ber_oid_put(NULL, o->ids, o->n_object ? o->n_object :
						  o->n_ids > 2 ? o->n_ids - 1U : 2);
	pzz_ber_oid_put(pzz_room_for(&w, oid), o->ids, o->n_ids);
	pzz_ber_put_head(&w, o->type, o->value_len);
	if (o->value_len)
		pzz_write(&w, o->value, o->value_len);
	return at + to->len;
}

static void hash_oid(struct pzz_snmp_conf *c, u32 index)
{
	const struct pzz_snmp_oid *o = &c->oids[index];
	u32 slot = pzz_ber_oid_hash(c->bytes + o->at + o->oid_at, o->oid_len) & c->slot_mask;

	while (c->slot[slot])
		slot = (slot + 1) & c->slot_mask;
	c->slot[slot] = index + 1;
}

static u32 until_below(const struct pzz_snmp_conf *c, u32 node, u8 view)
{
	if (node < c->leaves)
		return c->nodes[node].until[view];
	return node - c->leaves < c->n ? pzz_snmp_seen_until(&c->oids[node - c->leaves], view) : 0;
}

static void grow_tree(struct pzz_snmp_conf *c)
{
	u32 node, left, right;
	u8 view;

	for (node = c->leaves; --node > 0;)
		for (view = 0; view < PZZ_SNMP_VIEWS; view++) {
			left = until_below(c, 2 * node, view);
			right = until_below(c, 2 * node + 1, view);
			c->nodes[node].until[view] = left > right ? left : right;
		}
}

static void init_base(struct pzz_snmp_conf *c, const struct pzz_setup *setup)
{
	u32 i;

	for (i = 0; i < setup->n_oids; i++)
		if (setup->oids[i].age != PROXZZZY_AGE_NONE && setup->oids[i].taken > c->base)
			c->base = setup->oids[i].taken;
}

static void lay_out(struct pzz_snmp_conf *c, u32 n)
{
	c->n = n;
	c->leaves = power_of_two(n);
	c->slot_mask = slots(n) - 1;
	c->oids = (struct pzz_snmp_oid *)(c + 1);
	c->nodes = (struct pzz_snmp_node *)(c->oids + n);
	c->slot = (u32 *)(c->nodes + c->leaves);
	c->bytes = (u8 *)(c->slot + c->slot_mask + 1);
}

/* Names are compared in whole words, so what is behind them matters. */
static void init_communities(struct pzz_snmp_conf *c, const struct pzz_setup *setup)
{
	u32 i;

	c->n_communities = (u8)setup->n_communities;
	for (i = 0; i < setup->n_communities; i++) {
		c->communities[i] = setup->communities[i];
		memset(c->communities[i].name + c->communities[i].len, 0,
		       PROXZZZY_COMMUNITY_LEN_MAX - c->communities[i].len);
	}
}

/* C26 */
const void *pzz_snmp_conf_init(void *mem, const struct pzz_setup *setup)
{
	struct pzz_snmp_conf *c = mem;
	u32 i, at = 0;

	if (!setup->snmp.enable || !setup->n_communities)
		return NULL;
	c->getall = setup->snmp.getall;
	c->limit = setup->snmp.limit;
	c->max[0] = pzz_snmp_size_max(setup, 4);
	c->max[1] = pzz_snmp_size_max(setup, 6);
	init_communities(c, setup);
	lay_out(c, setup->n_oids);
	init_base(c, setup);
	for (i = 0; i < c->n; i++) {
		c->oids[i].views = views_of(&setup->oids[i]);
		init_age(c, &c->oids[i], &setup->oids[i]);
		at = put_binding(c, &c->oids[i], &setup->oids[i], at);
		hash_oid(c, i);
	}
	grow_tree(c);
	return c;
}
