/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Sets of small numbers, as bits with a bit above each word that is not zero:
 * what is done with them costs what is in them, however large they could be.
 */
#ifndef PZZ_MDNS_SETS_H
#define PZZ_MDNS_SETS_H

#include "pzz_env.h"

#define PZZ_SET_END	(~0U)

struct pzz_set {
	u64 *above;
	u64 *word;
	u32 n_above;
};

static inline u32 pzz_set_words(u32 n)
{
	return (n + 63) / 64;
}

/* u64s of memory for a set of numbers below @n */
static inline u32 pzz_set_size(u32 n)
{
	return pzz_set_words(n) + pzz_set_words(pzz_set_words(n));
}

/* @mem: pzz_set_size(n) u64s */
static inline struct pzz_set pzz_set(u64 *mem, u32 n)
{
	u32 n_above = pzz_set_words(pzz_set_words(n));

	return (struct pzz_set){ .above = mem, .word = mem + n_above, .n_above = n_above };
}

/* Of a word that is not zero */
static inline u32 pzz_set_lowest(u64 w)
{
	u32 low = (u32)w;

	return low ? (u32)__builtin_ctz(low) : 32 + (u32)__builtin_ctz((u32)(w >> 32));
}

static inline bool pzz_set_has(const struct pzz_set *s, u32 i)
{
	return s->word[i / 64] >> i % 64 & 1;
}

static inline void pzz_set_add(struct pzz_set *s, u32 i)
{
	s->word[i / 64] |= 1ULL << i % 64;
	s->above[i / 4096] |= 1ULL << i / 64 % 64;
}

static inline void pzz_set_remove(struct pzz_set *s, u32 i)
{
	s->word[i / 64] &= ~(1ULL << i % 64);
	if (!s->word[i / 64])
		s->above[i / 4096] &= ~(1ULL << i / 64 % 64);
}

/* @first up to, but not, @end */
static inline void pzz_set_add_range(struct pzz_set *s, u32 first, u32 end)
{
	u32 n;

	for (; first < end; first += n) {
		n = 64 - first % 64 < end - first ? 64 - first % 64 : end - first;
		s->word[first / 64] |= (n == 64 ? ~0ULL : (1ULL << n) - 1) << first % 64;
		s->above[first / 4096] |= 1ULL << first / 64 % 64;
	}
}

static inline bool pzz_set_empty(const struct pzz_set *s)
{
	u32 i;

	for (i = 0; i < s->n_above; i++)
		if (s->above[i])
			return false;
	return true;
}

/* The least that is not below @from, or PZZ_SET_END */
static inline u32 pzz_set_next(const struct pzz_set *s, u32 from)
{
	u32 w = from / 64, a = w / 64;
	u64 bits;

	if (a >= s->n_above)
		return PZZ_SET_END;
	if (s->above[a] >> w % 64 & 1) {
		bits = s->word[w] & ~0ULL << from % 64;
		if (bits)
			return w * 64 + pzz_set_lowest(bits);
	}
	bits = w % 64 == 63 ? 0 : s->above[a] & ~0ULL << (w % 64 + 1);
	while (!bits) {
		if (++a == s->n_above)
			return PZZ_SET_END;
		bits = s->above[a];
	}
	w = a * 64 + pzz_set_lowest(bits);
	return w * 64 + pzz_set_lowest(s->word[w]);
}

static inline void pzz_set_clear(struct pzz_set *s)
{
	u32 a, w;

	for (a = 0; a < s->n_above; a++)
		while (s->above[a]) {
			w = a * 64 + pzz_set_lowest(s->above[a]);
			s->word[w] = 0;
			s->above[a] &= s->above[a] - 1;
		}
}

/* Adds all of @from. */
static inline void pzz_set_join(struct pzz_set *s, const struct pzz_set *from)
{
	u64 bits;
	u32 a, w;

	for (a = 0; a < s->n_above; a++)
		for (bits = from->above[a]; bits; bits &= bits - 1) {
			w = a * 64 + pzz_set_lowest(bits);
			s->word[w] |= from->word[w];
			s->above[a] |= 1ULL << w % 64;
		}
}

#endif /* PZZ_MDNS_SETS_H */
