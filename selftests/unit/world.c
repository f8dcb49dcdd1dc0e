// SPDX-License-Identifier: GPL-2.0
#include <stdlib.h>

#include "world.h"

static void *block(size_t size)
{
	void *mem = calloc(1, size ? size : 1);

	if (!mem)
		abort();
	return mem;
}

static struct pzz_now now(const struct world *w)
{
	return (struct pzz_now){ .ns = w->ns, .random = w->random };
}

void world_open(struct world *w, const struct pzz_setup *setup)
{
	struct pzz_refusal why;

	if (!pzz_conf_check(setup, &why))
		abort();
	*w = (struct world){ .setup = setup, .ns = PZZ_VECTOR_NS, .random = 0x5eed };
	w->conf_mem = block(pzz_conf_size(setup));
	w->conf = pzz_conf_init(w->conf_mem, setup);
	w->conf_copy = block(w->conf->size);
	memcpy(w->conf_copy, w->conf_mem, w->conf->size);
	w->state = block(w->conf->state_size);
	pzz_state_init(w->conf, w->state);
	w->next = pzz_begin(w->conf, w->state, now(w), w->deadline);
}

void world_open_before(struct world *w, const struct pzz_setup *setup, u32 random)
{
	world_open(w, setup);
	w->random = random;
	w->ns -= PZZ_VECTOR_BEFORE_NS;
	w->next = pzz_begin(w->conf, w->state, now(w), w->deadline);
	while (world_until_sent(w, PZZ_VECTOR_NS))
		;
	w->ns = PZZ_VECTOR_NS;
}

static void forget(struct world *w)
{
	free((void *)w->frame.data);
	free(w->reply);
	w->frame.data = NULL;
	w->reply = NULL;
	w->reply_len = 0;
	w->reply_ok = false;
}

void world_close(struct world *w)
{
	forget(w);
	free(w->state);
	free(w->conf_copy);
	free(w->conf_mem);
}

bool world_conf_untouched(const struct world *w)
{
	return !memcmp(w->conf_mem, w->conf_copy, w->conf->size);
}

bool world_state_equal(const struct world *a, const struct world *b)
{
	return a->conf->state_size == b->conf->state_size &&
	       !memcmp(a->state, b->state, a->conf->state_size);
}

static void answer(struct world *w)
{
	struct pzz_writer out;

	w->reply = block(w->what.size);
	out = pzz_writer(w->reply, w->what.size);
	w->reply_ok = pzz_reply(w->conf, &w->frame, &w->what, &out) && !out.failed;
	w->reply_len = out.len;
}

struct pzz_outcome world_frame(struct world *w, const u8 *data, u32 len,
			       const struct pzz_frame *flags)
{
	u8 *copy = block(len);

	forget(w);
	if (len)
		memcpy(copy, data, len);
	pzz_frame_init(&w->frame, copy, len);
	memset(w->frame.own, 0xa5, sizeof(w->frame.own));
	if (flags) {
		w->frame.tci = flags->tci;
		w->frame.tagged = flags->tagged;
		w->frame.l4_verified = flags->l4_verified;
	}
	w->first = pzz_input(w->conf, w->state, &w->frame);
	w->what = w->first;
	if (w->what.settle)
		w->what = pzz_settle(w->conf, w->state, now(w), &w->frame, w->what, w->deadline,
				     &w->next);
	if (w->what.verdict == PZZ_REPLY)
		answer(w);
	return w->what;
}

struct pzz_outcome world_vector(struct world *w, const struct pzz_vector *v)
{
	struct pzz_frame flags = {
		.tci = v->tci, .tagged = v->tagged, .l4_verified = v->l4_verified,
	};

	return world_frame(w, v->frame, v->frame_len, &flags);
}

struct pzz_outcome world_tick(struct world *w)
{
	u32 cap = w->conf->mtu + PZZ_ETH_HLEN;
	struct pzz_writer out;

	forget(w);
	w->reply = block(cap);
	out = pzz_writer(w->reply, cap);
	w->next = pzz_tick(w->conf, w->state, now(w), w->deadline, &w->what, &out);
	w->reply_len = out.len;
	w->reply_ok = !out.failed;
	return w->what;
}

bool world_until_sent(struct world *w, u64 ns)
{
	unsigned int calls;

	for (calls = 0; w->next < ns; calls++) {
		if (calls > 100000)
			abort();
		if (w->next > w->ns)
			w->ns = w->next;
		if (world_tick(w).verdict == PZZ_REPLY)
			return true;
	}
	w->ns = ns;
	return false;
}
