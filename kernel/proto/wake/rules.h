/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The rules as they are looked up: tuple-space search. Rules of one shape, which
 * is their kind and the bits of a frame that they look at, share a hash table
 * of those bits. A frame costs one probe for each shape of its kind, however
 * many rules there are.
 *
 * A port range becomes up to 44 port prefixes of even length, so a rule has
 * an entry in up to 8 shapes; 1,024 rules have at most 45,056 entries, which a
 * u16 counts. In all, 1,024 rules with one port each take 35 KiB, and 2,400 KiB
 * if every one has the worst of ranges and two IPv6 prefixes.
 */
#ifndef PZZ_WAKE_RULES_H
#define PZZ_WAKE_RULES_H

#include "pzz_engine.h"

#define PZZ_WAKE_NONE	0xffff
#define PZZ_WAKE_WORDS	8	/* of a key: PROXZZZY_PATTERN_MAX bytes */

/* Bytes of a frame that rules look at; the rest is zero. */
union pzz_wake_key {
	u64 word[PZZ_WAKE_WORDS];
	u8 byte[8 * PZZ_WAKE_WORDS];
	struct {
		u8 port[8];	/* 2 used */
		union {
			struct {
				u8 src[4], dst[4];
			} v4;
			struct {
				u8 src[16], dst[16];
			} v6;
		};
	} ip;
};

/*
 * Two keys share a slot only where no displacement of their bucket could part
 * them; those are chained. A slot that nobody uses holds entry 0: it is
 * compared in vain, which costs what any miss costs.
 */
struct pzz_wake_table {
	u64 mask[PZZ_WAKE_WORDS];
	u32 words;		/* of mask and of each key */
	u32 buckets;		/* powers of two */
	u32 slots;
	u32 used;		/* entries */
	u16 *displace;		/* [buckets] */
	u16 *slot;		/* [slots] entry */
	u16 *next;		/* [entries] entry, or NONE */
	u16 *rule;		/* [entries] the lowest rule with this key */
	u64 *key;		/* [entries * words] */
};

/* Lists of shapes: one for each that a frame can be looked up in. */
enum pzz_wake_list {
	PZZ_WAKE_V4,
	PZZ_WAKE_V6,
	PZZ_WAKE_PAYLOAD = 0,	/* MAGIC */
	PZZ_WAKE_ANYWHERE,

	PZZ_WAKE_LISTS
};

struct pzz_wake_shape {
	struct pzz_wake_shape *next[PZZ_WAKE_LISTS];
	u16 first;		/* its lowest rule; lists ascend by it */
	u16 offset;		/* BYTES */
	u8 len;			/* bytes it needs: BYTES, MAGIC */
	bool ours;		/* the destination has to be a proxied address */
	struct pzz_wake_table table;
};

struct pzz_wake_rule {
	struct pzz_limit limit;
	u8 kind;
	u8 action;
	bool sound;		/* TCP or UDP have to be so, where it matches in them */
};

struct pzz_wake {
	struct pzz_wake_shape *head[PROXZZZY_KIND_MAX + 1][PZZ_WAKE_LISTS];	/* kind 0: none */
	struct pzz_limit limit;
	u16 eapol;		/* the lowest rule of that kind, or NONE */
	u32 n_rules;
	const struct pzz_wake_rule *rules;
};

/* Which shapes a setup has, each by the first rule that has it. */
struct pzz_wake_plan {
	u32 n_shapes;
	struct {
		u16 rule;
		u16 entries;
		u8 port_bits;
	} shape[PROXZZZY_SHAPE_MAX];
};

/* Returns how many rules fit into PROXZZZY_SHAPE_MAX shapes. */
u32 pzz_wake_plan(const struct pzz_setup *setup, struct pzz_wake_plan *plan);
size_t pzz_wake_size(const struct pzz_setup *setup);
const void *pzz_wake_build(void *mem, const struct pzz_setup *setup);

/* The ports of a rule as prefixes, ascending. */
struct pzz_wake_ports {
	u32 next;
	u32 last;
	u16 port;	/* the prefix found */
	u8 bits;
};

struct pzz_wake_ports pzz_wake_ports(const struct pzz_rule *rule);
bool pzz_wake_ports_next(struct pzz_wake_ports *p);

/*
 * table_add: @key is masked already; a key that is there already stays.
 * table_seal: between the last add and the first find.
 * table_find: the lowest rule with the key of @key's masked bits, or NONE.
 */
size_t pzz_wake_table_size(u32 entries, u32 words);
void *pzz_wake_table_init(struct pzz_wake_table *t, void *mem, u32 entries);
void pzz_wake_table_add(struct pzz_wake_table *t, const union pzz_wake_key *key, u16 rule);
void pzz_wake_table_seal(struct pzz_wake_table *t, u32 tries);
u16 pzz_wake_table_find(const struct pzz_wake_table *t, const union pzz_wake_key *key);

/* What pzz_wake_table_seal() tries for a bucket before it chains. */
#define PZZ_WAKE_TRIES	1024

#endif /* PZZ_WAKE_RULES_H */
