// SPDX-License-Identifier: GPL-2.0
#include <stdio.h>
#include <stdlib.h>

#include "fuzz.h"

#define FRAME_MAX	2048
#define SEQUENCE_MAX	64
#define TICKS_MAX	8

size_t fuzz_vectors(void)
{
	size_t i, n = 0;

	for (i = 0; i < pzz_vector_tables_n; i++)
		n += pzz_vector_tables[i].n;
	return n;
}

const struct pzz_vector *fuzz_vector(size_t number)
{
	const struct pzz_vector_table *t = pzz_vector_tables;

	for (; number >= t->n; t++)
		number -= t->n;
	return &t->vectors[number];
}

void fuzz_repair_ip4(u8 *frame, u32 len)
{
	u32 hlen = len > 14 ? (frame[14] & 0x0f) * 4U : 0;

	if (hlen < 20 || len < 14 + hlen || pzz_be16(frame + 12) != 0x0800)
		return;
	pzz_put_be16(frame + 24, 0);
	pzz_put_be16(frame + 24, judge_csum(frame + 14, hlen, 0));
}

static void expect(bool good, const char *what)
{
	if (good)
		return;
	fprintf(stderr, "PROPERTY: %s\n", what);
	abort();
}

static bool outcome_equal(struct pzz_outcome a, struct pzz_outcome b)
{
	return a.verdict == b.verdict && a.room == b.room && a.reason == b.reason &&
	       a.settle == b.settle && a.rule == b.rule && a.size == b.size &&
	       a.mark == b.mark && a.conflict == b.conflict &&
	       a.lost == b.lost && a.also == b.also && a.report == b.report;
}

static void tick(struct world *w)
{
	unsigned int i;

	for (i = 0; i < TICKS_MAX && w->next <= w->ns; i++) {
		const char *wrong;

		world_tick(w);
		wrong = judge_tick(w);
		expect(!wrong, wrong);
	}
}

/* The same frame in two equal worlds: every property of one, and no difference. */
static void one_frame(struct world *a, struct world *b, const u8 *frame, u32 len,
		      const struct pzz_frame *flags)
{
	const char *wrong;

	tick(a);
	tick(b);
	world_frame(a, frame, len, flags);
	world_frame(b, frame, len, flags);
	wrong = judge_frame(a);
	if (!wrong && fuzz_target.judge)
		wrong = fuzz_target.judge(a);
	expect(!wrong, wrong);
	expect(outcome_equal(a->first, b->first) && outcome_equal(a->what, b->what),
	       "the same frame has two outcomes");
	expect(a->reply_len == b->reply_len &&
	       (!a->reply_len || !memcmp(a->reply, b->reply, a->reply_len)),
	       "the same frame has two replies");
	expect(world_state_equal(a, b), "the same frame leads to two states");
	expect(!memcmp(a->frame.data, frame, len), "the frame was written to");
}

/* Takes one record off; returns what it used, 0 at the end. */
static size_t one_record(struct world *a, struct world *b, const u8 *data, size_t size)
{
	static u8 frame[FRAME_MAX];
	size_t head = FUZZ_HEAD_LEN + (fuzz_target.sequence ? 2 : 0);
	struct pzz_frame flags = { 0 };
	size_t len;

	if (size < head)
		return 0;
	len = fuzz_target.sequence ? pzz_be16(data + FUZZ_HEAD_LEN) : size - head;
	if (len > size - head)
		len = size - head;
	if (len > FRAME_MAX)
		len = FRAME_MAX;
	memcpy(frame, data + head, len);
	flags.tagged = data[0] & FUZZ_TAGGED;
	flags.l4_verified = data[0] & FUZZ_L4_VERIFIED;
	flags.tci = pzz_be16(data + 2);
	if (fuzz_target.shape && !(data[0] & FUZZ_AS_IT_IS))
		fuzz_target.shape(a->setup, frame, (u32)len, data[0]);
	a->ns += 1ULL << (data[1] % 40);
	b->ns = a->ns;
	one_frame(a, b, frame, (u32)len, &flags);
	return head + len;
}

int LLVMFuzzerTestOneInput(const u8 *data, size_t size)
{
	const struct pzz_setup *setup;
	size_t used = 1, i;
	struct world a, b;

	if (fuzz_target.run)
		return fuzz_target.run(data, size);
	if (size < FUZZ_SETUP_LEN)
		return 0;
	setup = fuzz_vector(pzz_be16(data) % fuzz_vectors())->setup;
	data += FUZZ_SETUP_LEN;
	size -= FUZZ_SETUP_LEN;

	world_open(&a, setup);
	world_open(&b, setup);
	for (i = 0; used && i < (fuzz_target.sequence ? SEQUENCE_MAX : 1); i++) {
		used = one_record(&a, &b, data, size);
		data += used;
		size -= used;
	}
	expect(world_conf_untouched(&a), "the configuration was written to");
	world_close(&a);
	world_close(&b);
	return 0;
}
