// SPDX-License-Identifier: GPL-2.0
/*
 * One shape's hash table: hash and displace. A key's hash names a bucket; the
 * bucket's displacement, chosen when the table is sealed, sends each of its
 * keys to a slot of its own. So every lookup is one probe, at one rule and at
 * 1,024. The keys come from the administrator: whoever sends frames chooses
 * what is looked up, never what is in the table, so the hash needs no secret.
 */
#include "rules.h"

/* Odd numbers from the golden ratio and the square root of 3 */
#define MIX_1	0x9e3779b97f4a7c15ULL
#define MIX_2	0xbb67ae8584caa73bULL

static u32 pow2_from(u32 n)
{
	u32 p = 1;

	while (p < n)
		p *= 2;
	return p;
}

static size_t aligned(size_t n)
{
	return (n + 7) & ~(size_t)7;
}

size_t pzz_wake_table_size(u32 entries, u32 words)
{
	return aligned(pow2_from(entries) * sizeof(u16)) +
	       aligned(pow2_from(2 * entries) * sizeof(u16)) +
	       2 * aligned(entries * sizeof(u16)) +
	       (size_t)entries * words * sizeof(u64);
}

static void *carve(u8 **mem, size_t n)
{
	void *p = *mem;

	*mem += aligned(n);
	return p;
}

/* mask and words are there already. Returns what is behind the table in @mem. */
void *pzz_wake_table_init(struct pzz_wake_table *t, void *mem, u32 entries)
{
	u8 *at = mem;

	t->buckets = pow2_from(entries);
	t->slots = pow2_from(2 * entries);
	t->used = 0;
	t->key = carve(&at, (size_t)entries * t->words * sizeof(u64));
	t->displace = carve(&at, t->buckets * sizeof(u16));
	t->slot = carve(&at, t->slots * sizeof(u16));
	t->next = carve(&at, entries * sizeof(u16));
	t->rule = carve(&at, entries * sizeof(u16));
	memset(t->displace, 0xff, t->buckets * sizeof(u16));
	memset(t->slot, 0xff, t->slots * sizeof(u16));
	return at;
}

static u64 hash(const struct pzz_wake_table *t, const u64 *word)
{
	u64 h = 0;

	for (u32 i = 0; i < t->words; i++) {
		h = (h ^ (word[i] & t->mask[i])) * MIX_1;
		h ^= h >> 32;
	}
	h *= MIX_2;
	return h ^ h >> 29;
}

static u32 bucket_of(const struct pzz_wake_table *t, u64 h)
{
	return (u32)h & (t->buckets - 1);
}

static u32 slot_of(const struct pzz_wake_table *t, u64 h, u32 displace)
{
	return ((u32)(h >> 20) + displace * ((u32)(h >> 40) | 1)) & (t->slots - 1);
}

static const u64 *key_of(const struct pzz_wake_table *t, u32 entry)
{
	return t->key + (size_t)entry * t->words;
}

static bool same(const struct pzz_wake_table *t, u32 entry, const u64 *word)
{
	const u64 *key = key_of(t, entry);

	for (u32 i = 0; i < t->words; i++)
		if (key[i] != (word[i] & t->mask[i]))
			return false;
	return true;
}

/* Until the table is sealed, displace[] heads each bucket's list. */
void pzz_wake_table_add(struct pzz_wake_table *t, const union pzz_wake_key *key, u16 rule)
{
	u16 *head = &t->displace[bucket_of(t, hash(t, key->word))];

	for (u16 e = *head; e != PZZ_WAKE_NONE; e = t->next[e])
		if (same(t, e, key->word))
			return;
	memcpy(t->key + (size_t)t->used * t->words, key->word, t->words * sizeof(u64));
	t->rule[t->used] = rule;
	t->next[t->used] = *head;
	*head = (u16)t->used++;
}

static u16 *slot_for(struct pzz_wake_table *t, u16 entry, u32 displace)
{
	return &t->slot[slot_of(t, hash(t, key_of(t, entry)), displace)];
}

/* Takes what bucket @e heads out of the slots again, up to and without @end. */
static void unplace(struct pzz_wake_table *t, u16 e, u16 end, u32 displace)
{
	for (; e != end; e = t->next[e])
		*slot_for(t, e, displace) = PZZ_WAKE_NONE;
}

static bool place(struct pzz_wake_table *t, u16 head, u32 displace)
{
	for (u16 e = head; e != PZZ_WAKE_NONE; e = t->next[e]) {
		u16 *slot = slot_for(t, e, displace);

		if (*slot != PZZ_WAKE_NONE) {
			unplace(t, head, e, displace);
			return false;
		}
		*slot = e;
	}
	return true;
}

static void unlink_all(struct pzz_wake_table *t, u16 e)
{
	while (e != PZZ_WAKE_NONE) {
		u16 next = t->next[e];

		t->next[e] = PZZ_WAKE_NONE;
		e = next;
	}
}

/* No displacement parts these keys, from each other or from what is there. */
static void chain(struct pzz_wake_table *t, u16 e)
{
	while (e != PZZ_WAKE_NONE) {
		u16 *slot = slot_for(t, e, 0);
		u16 next = t->next[e];

		t->next[e] = *slot;
		*slot = e;
		e = next;
	}
}

static u16 settle_bucket(struct pzz_wake_table *t, u16 head, u32 tries)
{
	for (u32 d = 0; d < tries; d++) {
		if (place(t, head, d)) {
			unlink_all(t, head);
			return (u16)d;
		}
	}
	chain(t, head);
	return 0;
}

void pzz_wake_table_seal(struct pzz_wake_table *t, u32 tries)
{
	for (u32 b = 0; b < t->buckets; b++)
		t->displace[b] = settle_bucket(t, t->displace[b], tries);
	for (u32 s = 0; s < t->slots; s++)
		if (t->slot[s] == PZZ_WAKE_NONE)
			t->slot[s] = 0;
}

u16 pzz_wake_table_find(const struct pzz_wake_table *t, const union pzz_wake_key *key)
{
	u64 h = hash(t, key->word);
	u16 e = t->slot[slot_of(t, h, t->displace[bucket_of(t, h)])];

	do {
		if (same(t, e, key->word))
			return t->rule[e];
		e = t->next[e];
	} while (unlikely(e != PZZ_WAKE_NONE));
	return PZZ_WAKE_NONE;
}
