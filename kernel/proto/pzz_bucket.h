/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A token bucket, exact: no token is lost to rounding and none is invented, for
 * any limit and any time that the ABI allows. Fractions of a token are kept as
 * two digits: @part in 1/unit tokens, @nano in 1/(unit * 10^9) tokens.
 */
#ifndef PZZ_BUCKET_H
#define PZZ_BUCKET_H

#include "pzz_setup.h"

struct pzz_bucket {
	u64 then;	/* ns up to which it is filled */
	u32 tokens;
	u32 part;	/* less than limit.unit */
	u32 nano;	/* less than 10^9 */
};

static inline void pzz_bucket_init(struct pzz_bucket *b, const struct pzz_limit *limit)
{
	*b = (struct pzz_bucket){ .tokens = limit->burst };
}

/* A @now before the last one fills nothing. */
static inline void pzz_bucket_fill(struct pzz_bucket *b, const struct pzz_limit *limit, u64 now)
{
	u64 seconds, parts, tokens;
	u32 ns;

	if (now <= b->then)
		return;
	seconds = div_u64_rem(now - b->then, (u32)PZZ_NSEC_PER_SEC, &ns);
	parts = div_u64_rem((u64)ns * limit->rate + b->nano, (u32)PZZ_NSEC_PER_SEC, &b->nano);
	parts += seconds * limit->rate + b->part;
	tokens = div_u64_rem(parts, limit->unit, &b->part) + b->tokens;
	b->then = now;
	b->tokens = (u32)tokens;
	if (tokens >= limit->burst) {
		b->tokens = limit->burst;
		b->part = 0;
		b->nano = 0;
	}
}

/* Whether pzz_bucket_take() would succeed. */
static inline bool pzz_bucket_ready(struct pzz_bucket *b, const struct pzz_limit *limit, u64 now)
{
	if (!limit->rate)
		return true;
	pzz_bucket_fill(b, limit, now);
	return b->tokens;
}

static inline bool pzz_bucket_take(struct pzz_bucket *b, const struct pzz_limit *limit, u64 now)
{
	if (!pzz_bucket_ready(b, limit, now))
		return false;
	if (limit->rate)
		b->tokens--;
	return true;
}

/* Whether a limit is one that the ABI allows. */
static inline bool pzz_limit_ok(const struct pzz_limit *limit)
{
	return limit->rate <= PROXZZZY_LIMIT_MAX && limit->burst >= 1 &&
	       limit->burst <= PROXZZZY_LIMIT_MAX &&
	       (limit->unit == 1 || limit->unit == 60 || limit->unit == 3600 ||
		limit->unit == 86400);
}

#endif /* PZZ_BUCKET_H */
