// SPDX-License-Identifier: GPL-2.0
/*
 * A bucket for each source. Who is not known takes over the fullest one of a few,
 * with what is in it: so many sources, true or not, get no more than 64 of them.
 */
#include "snmp/snmp.h"

static u32 hash(const u8 *ip, unsigned int len, u32 seed)
{
	u32 h = seed, i;

	for (i = 0; i < len; i += 4) {
		h = (h ^ pzz_load32(ip + i)) * 0x9e3779b1U;
		h ^= h >> 15;
	}
	return h;
}

static bool is_fuller(const struct pzz_snmp_source *a, const struct pzz_snmp_source *b)
{
	return a->bucket.tokens > b->bucket.tokens;
}

/* Four are looked at, of which the seed says. */
static struct pzz_snmp_source *source_of(struct pzz_snmp_state *s, const struct pzz_limit *limit,
					 const struct pzz_frame *f, u64 now)
{
	unsigned int len = f->family == 4 ? PZZ_IPV4_LEN : PZZ_IPV6_LEN, i;
	struct pzz_snmp_source *set, *best;

	set = &s->source[hash(f->src, len, s->seed) % PZZ_SNMP_SETS_OF_SOURCES * PZZ_SNMP_WAYS];
	for (i = 0; i < PZZ_SNMP_WAYS; i++)
		if (set[i].len == len && pzz_ip_equal(set[i].ip, f->src, len))
			return &set[i];
	for (i = 0, best = set; i < PZZ_SNMP_WAYS; i++) {
		pzz_bucket_fill(&set[i].bucket, limit, now);
		if (is_fuller(&set[i], best))
			best = &set[i];
	}
	best->len = (u8)len;
	memcpy(best->ip, f->src, len);
	return best;
}

bool pzz_snmp_allows(struct pzz_snmp_state *s, const struct pzz_limit *limit,
		     const struct pzz_frame *f, u64 now)
{
	return !limit->rate || pzz_bucket_take(&source_of(s, limit, f, now)->bucket, limit, now);
}
