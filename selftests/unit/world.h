/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A configuration in force with its state, as the glue would hold them, each in
 * a block of its own so that a sanitizer sees every byte too far. Shared by the
 * unit tests and the fuzzers.
 */
#ifndef WORLD_H
#define WORLD_H

#include "pzz_vector.h"

#define WORLD_REPLY_MAX	65536

struct world {
	const struct pzz_setup *setup;
	const struct pzz_conf *conf;
	void *conf_mem;
	void *conf_copy;	/* as it was when it was built */
	void *state;
	u64 ns;			/* what the clock says */
	u32 random;		/* what comes of chance */
	u64 deadline[PZZ_ROOMS];
	u64 next;

	/* of the last frame or tick */
	struct pzz_frame frame;	/* its data: a copy in a block of its own */
	struct pzz_outcome first;	/* what .input() said */
	struct pzz_outcome what;	/* and what became of it */
	u8 *reply;
	u32 reply_len;
	bool reply_ok;
};

/* @setup must outlive it and be one that pzz_conf_check() passes. */
void world_open(struct world *w, const struct pzz_setup *setup);

/* The same, begun PZZ_VECTOR_BEFORE_NS ago; what was due since is sent and gone. */
void world_open_before(struct world *w, const struct pzz_setup *setup, u32 random);
void world_close(struct world *w);

bool world_conf_untouched(const struct world *w);
bool world_state_equal(const struct world *a, const struct world *b);

/* One frame; flags (data and len aside) are taken from @flags if it is not NULL. */
struct pzz_outcome world_frame(struct world *w, const u8 *data, u32 len,
			       const struct pzz_frame *flags);
struct pzz_outcome world_vector(struct world *w, const struct pzz_vector *v);

/* One timer run at w->ns. */
struct pzz_outcome world_tick(struct world *w);

/*
 * Lets time go on until the next frame that a timer sends, or until @ns: then
 * false. Never calls without end.
 */
bool world_until_sent(struct world *w, u64 ns);

#endif /* WORLD_H */
