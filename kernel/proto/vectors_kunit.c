// SPDX-License-Identifier: GPL-2.0
/*
 * All vectors inside a kernel, where KASAN and UBSAN watch. A module of its own,
 * which calls the very objects that proxzzzy.ko is made of.
 */
#include <kunit/test.h>
#include <linux/module.h>

#include "pzz_vector.h"

struct world {
	const struct pzz_conf *conf;
	void *state;
	u64 deadline[PZZ_ROOMS];
	u64 next;
	u32 random;
};

static struct pzz_now at(const struct world *w, u64 ns)
{
	return (struct pzz_now){ .ns = ns, .random = w->random };
}

static void *block(struct kunit *test, size_t size)
{
	void *mem = kunit_kzalloc(test, max_t(size_t, size, 1), GFP_KERNEL);

	KUNIT_ASSERT_NOT_NULL(test, mem);
	return mem;
}

static struct world open_world(struct kunit *test, const struct pzz_vector *v)
{
	const struct pzz_setup *setup = v->setup;
	struct pzz_refusal why;
	struct world w;

	KUNIT_ASSERT_TRUE(test, pzz_conf_check(setup, &why));
	w.conf = pzz_conf_init(block(test, pzz_conf_size(setup)), setup);
	w.state = block(test, w.conf->state_size);
	pzz_state_init(w.conf, w.state);
	w.random = v->random ?: 1;
	w.next = pzz_begin(w.conf, w.state, at(&w, PZZ_VECTOR_NS), w.deadline);
	return w;
}

/* The first @len bytes of @v, in memory of exactly that size. */
static struct pzz_outcome send(struct kunit *test, struct world *w, struct pzz_frame *f,
			       const struct pzz_vector *v, u32 len)
{
	u8 *data = block(test, len);
	struct pzz_outcome what;

	memcpy(data, v->frame, len);
	pzz_frame_init(f, data, len);
	f->tci = v->tci;
	f->tagged = v->tagged;
	f->l4_verified = v->l4_verified;
	what = pzz_input(w->conf, w->state, f);
	if (what.settle)
		what = pzz_settle(w->conf, w->state, at(w, PZZ_VECTOR_NS), f, what, w->deadline,
				  &w->next);
	KUNIT_EXPECT_NE(test, what.verdict, PZZ_NEXT);
	KUNIT_EXPECT_LT(test, what.room, PZZ_ROOMS);
	KUNIT_EXPECT_LT(test, what.reason, pzz_rooms[what.room]->n_reasons);
	return what;
}

static void check_reply(struct kunit *test, const struct world *w, const struct pzz_frame *f,
			const struct pzz_vector *v, struct pzz_outcome what)
{
	struct pzz_writer out = pzz_writer(block(test, what.size), what.size);

	KUNIT_ASSERT_TRUE(test, pzz_reply(w->conf, f, &what, &out));
	KUNIT_ASSERT_EQ(test, out.len, v->reply_len);
	KUNIT_EXPECT_EQ(test, memcmp(out.buf, v->reply, v->reply_len), 0);
}

/* Lets time go on until a timer sends a frame into @out, or until @ns: then false. */
static bool until_sent(struct world *w, u64 *then, u64 ns, u8 *mem, struct pzz_writer *out)
{
	struct pzz_outcome what;

	while (w->next < ns) {
		*then = max(*then, w->next);
		*out = pzz_writer(mem, w->conf->mtu + PZZ_ETH_HLEN);
		w->next = pzz_tick(w->conf, w->state, at(w, *then), w->deadline, &what, out);
		if (what.verdict == PZZ_REPLY)
			return true;
	}
	return false;
}

static void check_sent(struct kunit *test, struct world *w, const struct pzz_vector *v, u8 *mem)
{
	u64 then = PZZ_VECTOR_NS;
	struct pzz_writer out;
	u32 n = 0, ms;

	while (until_sent(w, &then, PZZ_VECTOR_NS + PZZ_VECTOR_AFTER_NS, mem, &out)) {
		ms = div_u64(then - PZZ_VECTOR_NS, NSEC_PER_MSEC);
		KUNIT_ASSERT_LT(test, n, v->n_sent);
		KUNIT_EXPECT_GE(test, ms, v->sent[n].after);
		KUNIT_EXPECT_LE(test, ms, v->sent[n].before);
		KUNIT_ASSERT_EQ(test, out.len, v->sent[n].len);
		KUNIT_EXPECT_EQ(test, memcmp(out.buf, v->sent[n].frame, out.len), 0);
		n++;
	}
	KUNIT_EXPECT_EQ(test, n, v->n_sent);
}

/* It has begun a while ago and has sent what was due: see struct pzz_vector. */
static struct world open_before(struct kunit *test, const struct pzz_vector *v, u8 *mem)
{
	u64 then = PZZ_VECTOR_NS - PZZ_VECTOR_BEFORE_NS;
	struct world w = open_world(test, v);
	struct pzz_writer out;

	w.next = pzz_begin(w.conf, w.state, at(&w, then), w.deadline);
	while (until_sent(&w, &then, PZZ_VECTOR_NS, mem, &out))
		;
	return w;
}

/* The same frame once more, for what timers send. */
static void sent_test(struct kunit *test, const struct pzz_vector *v)
{
	u8 *mem = block(test, v->setup->mtu + PZZ_ETH_HLEN);
	struct world w = open_before(test, v, mem);
	struct pzz_frame f;

	send(test, &w, &f, v, v->frame_len);
	check_sent(test, &w, v, mem);
}

static void vector_test(struct kunit *test)
{
	const struct pzz_vector *v = test->param_value;
	struct pzz_outcome what;
	struct pzz_frame f;
	struct world w;

	w = v->random ? open_before(test, v, block(test, v->setup->mtu + PZZ_ETH_HLEN)) :
			open_world(test, v);
	what = send(test, &w, &f, v, v->frame_len);
	KUNIT_EXPECT_EQ(test, what.verdict, v->verdict);
	KUNIT_EXPECT_EQ(test, what.room, v->room);
	if (v->reason != PZZ_ANY_REASON)
		KUNIT_EXPECT_EQ(test, what.reason, v->reason);
	if (v->room == PZZ_ROOM_WAKE && v->verdict == PZZ_WAKE)
		KUNIT_EXPECT_EQ(test, what.rule, v->rule);
	KUNIT_EXPECT_EQ(test, what.also, v->also);
	if (v->verdict == PZZ_REPLY && what.verdict == PZZ_REPLY)
		check_reply(test, &w, &f, v, what);
	if (pzz_rooms[v->room]->next)
		sent_test(test, v);
}

/* Cut anywhere: nothing is read beyond the end, and what is answered fits. */
static void truncated_test(struct kunit *test)
{
	const struct pzz_vector *v = test->param_value;
	struct world w = open_world(test, v);
	struct pzz_outcome what;
	struct pzz_writer out;
	struct pzz_frame f;
	u32 len;

	for (len = 0; len < v->frame_len; len++) {
		what = send(test, &w, &f, v, len);
		if (what.verdict != PZZ_REPLY)
			continue;
		out = pzz_writer(block(test, what.size), what.size);
		KUNIT_EXPECT_TRUE(test, pzz_reply(w.conf, &f, &what, &out));
	}
}

static const struct pzz_vector *first_of(const struct pzz_vector_table *t)
{
	return t < pzz_vector_tables + pzz_vector_tables_n ? t->vectors : NULL;
}

static const void *next_vector(const void *prev, char *desc)
{
	const struct pzz_vector_table *t = pzz_vector_tables;
	const struct pzz_vector *v = prev;

	while (v && !(v >= t->vectors && v < t->vectors + t->n))
		t++;
	if (!v)
		v = first_of(t);
	else if (++v == t->vectors + t->n)
		v = first_of(++t);
	if (v)
		snprintf(desc, KUNIT_PARAM_DESC_SIZE, "%s: %s", t->room, v->name);
	return v;
}

/* Newer kernels hand over the test, too. */
static const void *next_vector_of(struct kunit *test, const void *prev, char *desc)
{
	return next_vector(prev, desc);
}

#define NEXT_VECTOR \
	__builtin_choose_expr(__same_type(((struct kunit_case *)NULL)->generate_params, \
					  &next_vector), next_vector, next_vector_of)

static struct kunit_case cases[] = {
	KUNIT_CASE_PARAM(vector_test, NEXT_VECTOR),
	KUNIT_CASE_PARAM(truncated_test, NEXT_VECTOR),
	{ }
};

static struct kunit_suite suite = {
	.name = "proxzzzy-vectors",
	.test_cases = cases,
};

kunit_test_suite(suite);

MODULE_DESCRIPTION("The vectors of proxzzzy's protocol rooms");
MODULE_LICENSE("GPL");
