// SPDX-License-Identifier: GPL-2.0
/* From the rules as they were given to shapes with their tables. */
#include "rules.h"

struct pzz_wake_ports pzz_wake_ports(const struct pzz_rule *rule)
{
	if (!rule->port)
		return (struct pzz_wake_ports){ .next = 0, .last = 0xffff };
	return (struct pzz_wake_ports){
		.next = rule->port, .last = rule->port_to ? rule->port_to : rule->port,
	};
}

/*
 * The largest aligned block that begins here and ends in the range. Even
 * prefix lengths only: more entries than with all of them, but half the shapes,
 * and it is shapes that a frame pays for.
 */
bool pzz_wake_ports_next(struct pzz_wake_ports *p)
{
	u32 size = 1;

	if (p->next > p->last)
		return false;
	p->bits = 16;
	while (p->bits && !(p->next & (4 * size - 1)) && p->next + 4 * size - 1 <= p->last) {
		size *= 4;
		p->bits -= 2;
	}
	p->port = (u16)p->next;
	p->next += size;
	return true;
}

static bool same_prefix(const struct pzz_prefix *a, const struct pzz_prefix *b)
{
	return a->ip.len == b->ip.len && a->bits == b->bits;
}

/* What a checked rule has no use for is zero, so all kinds compare alike. */
static bool same_shape(const struct pzz_rule *a, const struct pzz_rule *b)
{
	return a->kind == b->kind && a->anywhere == b->anywhere &&
	       same_prefix(&a->from, &b->from) && same_prefix(&a->to, &b->to) &&
	       a->password_len == b->password_len && a->offset == b->offset &&
	       a->pattern_len == b->pattern_len && !memcmp(a->mask, b->mask, a->pattern_len);
}

static u32 shape_index(const struct pzz_wake_plan *plan, const struct pzz_setup *setup,
		       const struct pzz_rule *rule, u8 port_bits)
{
	u32 i;

	for (i = 0; i < plan->n_shapes; i++)
		if (plan->shape[i].port_bits == port_bits &&
		    same_shape(rule, &setup->rules[plan->shape[i].rule]))
			break;
	return i;
}

static bool plan_rule(struct pzz_wake_plan *plan, const struct pzz_setup *setup, u32 rule)
{
	struct pzz_wake_ports ports = pzz_wake_ports(&setup->rules[rule]);

	while (pzz_wake_ports_next(&ports)) {
		u32 i = shape_index(plan, setup, &setup->rules[rule], ports.bits);

		if (i == PROXZZZY_SHAPE_MAX)
			return false;
		if (i == plan->n_shapes) {
			plan->shape[i].rule = (u16)rule;
			plan->shape[i].port_bits = ports.bits;
			plan->shape[i].entries = 0;
			plan->n_shapes++;
		}
		plan->shape[i].entries++;
	}
	return true;
}

/* EAPOL rules are all the same: the lowest counts, and needs no table. */
u32 pzz_wake_plan(const struct pzz_setup *setup, struct pzz_wake_plan *plan)
{
	u32 i;

	plan->n_shapes = 0;
	for (i = 0; i < setup->n_rules; i++)
		if (setup->rules[i].kind != PROXZZZY_KIND_EAPOL && !plan_rule(plan, setup, i))
			break;
	return i;
}

static void mask_bits(u8 *mask, u32 bits)
{
	for (; bits >= 8; bits -= 8)
		*mask++ = 0xff;
	if (bits)
		*mask = (u8)(0xff00 >> bits);
}

static bool is_v6(const struct pzz_rule *rule)
{
	return rule->from.ip.len == 16 || rule->to.ip.len == 16;
}

static void make_mask(union pzz_wake_key *mask, const struct pzz_rule *rule, u8 port_bits)
{
	memset(mask, 0, sizeof(*mask));
	switch (rule->kind) {
	case PROXZZZY_KIND_MAGIC:
		memset(mask->byte, 0xff, rule->password_len);
		return;
	case PROXZZZY_KIND_BYTES:
		memcpy(mask->byte, rule->mask, rule->pattern_len);
		return;
	}
	mask_bits(mask->ip.port, port_bits);
	mask_bits(is_v6(rule) ? mask->ip.v6.src : mask->ip.v4.src, rule->from.bits);
	mask_bits(is_v6(rule) ? mask->ip.v6.dst : mask->ip.v4.dst, rule->to.bits);
}

/* check.c has seen to it that no bit outside the mask is set. */
static void make_key(union pzz_wake_key *key, const struct pzz_rule *rule, u16 port)
{
	memset(key, 0, sizeof(*key));
	switch (rule->kind) {
	case PROXZZZY_KIND_MAGIC:
		memcpy(key->byte, rule->password, rule->password_len);
		return;
	case PROXZZZY_KIND_BYTES:
		memcpy(key->byte, rule->pattern, rule->pattern_len);
		return;
	}
	key->ip.port[0] = (u8)(port >> 8);
	key->ip.port[1] = (u8)port;
	memcpy(is_v6(rule) ? key->ip.v6.src : key->ip.v4.src, rule->from.ip.b, rule->from.ip.len);
	memcpy(is_v6(rule) ? key->ip.v6.dst : key->ip.v4.dst, rule->to.ip.b, rule->to.ip.len);
}

/* Up to and with the last word that counts, and one at least */
static u32 mask_words(const union pzz_wake_key *mask)
{
	u32 n = PZZ_WAKE_WORDS;

	while (n > 1 && !mask->word[n - 1])
		n--;
	return n;
}

static size_t aligned(size_t n)
{
	return (n + 7) & ~(size_t)7;
}

size_t pzz_wake_size(const struct pzz_setup *setup)
{
	struct pzz_wake_plan plan;
	size_t size;

	pzz_wake_plan(setup, &plan);
	size = aligned(sizeof(struct pzz_wake)) +
	       aligned(setup->n_rules * sizeof(struct pzz_wake_rule)) +
	       plan.n_shapes * aligned(sizeof(struct pzz_wake_shape));
	for (u32 i = 0; i < plan.n_shapes; i++) {
		union pzz_wake_key mask;

		make_mask(&mask, &setup->rules[plan.shape[i].rule], plan.shape[i].port_bits);
		size += pzz_wake_table_size(plan.shape[i].entries, mask_words(&mask));
	}
	return size;
}

/* Which of the lists of its kind a rule's shape has to be in */
static bool in_list(const struct pzz_rule *rule, enum pzz_wake_list list)
{
	if (rule->kind == PROXZZZY_KIND_MAGIC)
		return rule->anywhere == (list == PZZ_WAKE_ANYWHERE);
	if (rule->kind == PROXZZZY_KIND_BYTES)
		return list == 0;
	if (!rule->from.ip.len && !rule->to.ip.len)
		return true;
	return is_v6(rule) == (list == PZZ_WAKE_V6);
}

/* Shapes come in the order of their first rule, which is the order of the lists. */
static void enlist(struct pzz_wake *w, struct pzz_wake_shape *shape, const struct pzz_rule *rule)
{
	for (u32 list = 0; list < PZZ_WAKE_LISTS; list++) {
		struct pzz_wake_shape **end = &w->head[rule->kind][list];

		shape->next[list] = NULL;
		if (!in_list(rule, list))
			continue;
		while (*end)
			end = &(*end)->next[list];
		*end = shape;
	}
}

static void *make_shape(struct pzz_wake *w, struct pzz_wake_shape *shape, void *mem,
			const struct pzz_rule *rule, u16 first, u8 port_bits, u32 entries)
{
	union pzz_wake_key mask;

	shape->first = first;
	shape->offset = (u16)rule->offset;
	shape->len = rule->pattern_len + rule->password_len;
	shape->ours = !rule->to.ip.len;
	make_mask(&mask, rule, port_bits);
	memcpy(shape->table.mask, mask.word, sizeof(mask.word));
	shape->table.words = mask_words(&mask);
	enlist(w, shape, rule);
	return pzz_wake_table_init(&shape->table, mem, entries);
}

static void add_rule(struct pzz_wake_shape *shapes, const struct pzz_wake_plan *plan,
		     const struct pzz_setup *setup, u32 i)
{
	const struct pzz_rule *rule = &setup->rules[i];
	struct pzz_wake_ports ports = pzz_wake_ports(rule);

	while (pzz_wake_ports_next(&ports)) {
		union pzz_wake_key key;

		make_key(&key, rule, ports.port);
		pzz_wake_table_add(&shapes[shape_index(plan, setup, rule, ports.bits)].table,
				   &key, (u16)i);
	}
}

static void build_shapes(struct pzz_wake *w, struct pzz_wake_shape *shapes,
			 const struct pzz_setup *setup)
{
	struct pzz_wake_plan plan;
	void *mem;

	pzz_wake_plan(setup, &plan);
	mem = shapes + plan.n_shapes;
	for (u32 i = 0; i < plan.n_shapes; i++)
		mem = make_shape(w, &shapes[i], mem, &setup->rules[plan.shape[i].rule],
				 plan.shape[i].rule, plan.shape[i].port_bits,
				 plan.shape[i].entries);
	for (u32 i = 0; i < setup->n_rules; i++)
		if (setup->rules[i].kind != PROXZZZY_KIND_EAPOL)
			add_rule(shapes, &plan, setup, i);
	for (u32 i = 0; i < plan.n_shapes; i++)
		pzz_wake_table_seal(&shapes[i].table, PZZ_WAKE_TRIES);
}

const void *pzz_wake_build(void *mem, const struct pzz_setup *setup)
{
	struct pzz_wake *w = mem;
	struct pzz_wake_rule *rules = (void *)((u8 *)mem + aligned(sizeof(*w)));

	memset(w, 0, sizeof(*w));
	w->limit = setup->wake.limit;
	w->eapol = PZZ_WAKE_NONE;
	w->n_rules = setup->n_rules;
	w->rules = rules;
	for (u32 i = setup->n_rules; i--; ) {
		const struct pzz_rule *rule = &setup->rules[i];

		rules[i].limit = rule->limit;
		rules[i].kind = rule->kind;
		rules[i].action = rule->action;
		rules[i].sound = rule->kind != PROXZZZY_KIND_BYTES && !rule->anywhere;
		if (rules[i].kind == PROXZZZY_KIND_EAPOL)
			w->eapol = (u16)i;
	}
	build_shapes(w, (void *)((u8 *)rules + aligned(setup->n_rules * sizeof(*rules))), setup);
	return w;
}
