// SPDX-License-Identifier: GPL-2.0
/*
 * Many records: each is said once, an answer costs the same among 10 and
 * 10,000, and no frame costs more than so much. Instructions are counted.
 */
#include <stdio.h>
#include <stdlib.h>

#include "dns_read.h"
#include "mdns/mdns.h"
#include "steps.h"
#include "unit.h"

#define MANY	PROXZZZY_RR_MAX
#define SECOND	PZZ_NSEC_PER_SEC

static struct pzz_rr rrs[MANY];
static u8 names[MANY][32], targets[MANY][48];
static struct read_msg msg;

/* "a.b" as on the wire; returns its length. */
static u8 wire(u8 *to, const char *text)
{
	u8 *label = to, *p = to + 1;

	for (*label = 0; *text; text++) {
		if (*text == '.') {
			label = p++;
			*label = 0;
		} else {
			*p++ = (u8)*text;
			++*label;
		}
	}
	*p++ = 0;
	return (u8)(p - to);
}

/* @n names of a TXT record each */
static struct pzz_setup apart(u32 n)
{
	struct pzz_setup setup = *unit_vector("mdns", "another name")->setup;
	char text[32];
	u32 i;

	for (i = 0; i < n; i++) {
		snprintf(text, sizeof(text), "host-%05u.local", i);
		rrs[i] = (struct pzz_rr){
			.name = names[i], .name_len = wire(names[i], text), .type = 16, .ttl = 120,
			.data = (const u8 *)"\1x", .data_len = 2,
		};
	}
	setup.n_rrs = n;
	setup.rrs = rrs;
	return setup;
}

/* @n instances of one service */
static struct pzz_setup together(u32 n)
{
	struct pzz_setup setup = *unit_vector("mdns", "another name")->setup;
	char text[64];
	u32 i;

	for (i = 0; i < n; i++) {
		snprintf(text, sizeof(text), "i%05u._http._tcp.local", i);
		rrs[i] = (struct pzz_rr){
			.name = names[0], .name_len = wire(names[0], "_http._tcp.local"),
			.type = 12, .ttl = 4500, .shared = true,
			.data = targets[i], .data_len = wire(targets[i], text),
		};
	}
	setup.n_rrs = n;
	setup.rrs = rrs;
	return setup;
}

static void test_split(void)
{
	struct pzz_setup setup = together(MANY);
	static u8 seen[MANY];
	u32 i, frames = 0, number;
	struct world w;

	memset(seen, 0, sizeof(seen));
	world_open_before(&w, &setup, 0x5eed);
	world_vector(&w, unit_vector("mdns", "a browser waits a little for its PTR [R74,C32]"));
	while (world_until_sent(&w, PZZ_VECTOR_NS + 10 * SECOND)) {
		CHECK(!dns_read(&msg, w.reply, w.reply_len));
		CHECK(w.reply_len <= setup.mtu + 14);
		frames++;
		for (i = 0; i < msg.n; i++)
			if (msg.rr[i].type == 12 &&
			    sscanf((char *)msg.rr[i].data + 2, "%5u", &number) == 1 &&
			    number < MANY)
				seen[number]++;
	}
	for (i = 0; i < MANY; i++)
		CHECK_EQ(seen[i], 1);
	CHECK(frames > 100 && frames < 400);
	world_close(&w);
}

struct question {
	struct world *w;
	const u8 *frame;
	u32 len;
};

/* One frame and what timers send because of it; each time 2 seconds later. */
static void ask(const void *arg)
{
	const struct question *q = arg;
	static u64 later;
	u64 end;

	later += 2 * SECOND;
	q->w->ns = PZZ_VECTOR_NS + later;
	end = q->w->ns + SECOND;
	world_frame(q->w, q->frame, q->len, NULL);
	while (world_until_sent(q->w, end))
		;
}

static u64 cost(const struct pzz_setup *setup, const u8 *frame, u32 len)
{
	struct question q = { .frame = frame, .len = len };
	struct world w;
	u64 steps;

	world_open_before(&w, setup, 0x5eed);
	q.w = &w;
	steps = unit_steps(ask, &q);
	world_close(&w);
	CHECK(steps);
	return steps;
}

static u64 cost_of(const struct pzz_setup *setup, const char *name)
{
	const struct pzz_vector *v = unit_vector("mdns", name);

	return cost(setup, v->frame, v->frame_len);
}

static void test_flat(void)
{
	static const char *const asked[] = {
		"an A query: all addresses at once, the others along [R62,R65,R70,R72,C28]",
		"another name",
		"another host answers for our name [R80]",
	};
	struct pzz_setup setup;
	u64 few, many;
	size_t i;

	for (i = 0; i < PZZ_COUNT(asked); i++) {
		setup = apart(10);
		few = cost_of(&setup, asked[i]);
		setup = apart(MANY);
		many = cost_of(&setup, asked[i]);
		printf("# 10 records: %llu instructions, %u: %llu\n", few, MANY, many);
		CHECK(many <= few + few / 10);
	}
}

/* A frame of mDNS with @payload, without a checksum */
static u32 frame_of(u8 *frame, const u8 *payload, u32 len)
{
	const struct pzz_vector *v = unit_vector("mdns", "another name");

	memcpy(frame, v->frame, 42);
	memcpy(frame + 42, payload, len);
	pzz_put_be16(frame + 16, (u16)(28 + len));
	pzz_put_be16(frame + 24, 0);
	pzz_put_be16(frame + 24, judge_csum(frame + 14, 20, 0));
	pzz_put_be16(frame + 38, (u16)(8 + len));
	memset(frame + 40, 0, 2);
	return 42 + len;
}

/* As long a name as there can be, and then pointers to it: questions, or known answers. */
static u32 worst(u8 *frame, bool questions)
{
	u8 payload[1472] = { 0 };
	u32 at = 12, n = 0;

	while (at < 12 + 4 * 62) {
		payload[at] = 61;
		memset(payload + at + 1, 'a', 61);
		at += 62;
	}
	payload[at++] = 0;
	at += questions ? 4 : 10;
	for (n = 1; at + 12 <= sizeof(payload); n++) {
		pzz_put_be16(payload + at, 0xc00c);
		at += questions ? 6 : 12;
	}
	pzz_put_be16(payload + (questions ? 4 : 6), (u16)n);
	return frame_of(frame, payload, at);
}

/*
 * The bounds that mdns/README.rst states: 64 names of 255 bytes are looked at in
 * questions, and as many in records as a frame has.
 */
static void test_worst(void)
{
	struct pzz_setup setup = together(MANY);
	static u8 frame[1600];
	u64 steps;

	steps = cost(&setup, frame, worst(frame, true));
	printf("# a frame full of questions: %llu instructions\n", steps);
	CHECK(steps < 1000000);
	steps = cost(&setup, frame, worst(frame, false));
	printf("# a frame full of known answers: %llu instructions\n", steps);
	CHECK(steps < 2000000);
}

/* 64 KiB of questions, counted as many as there can be, in a frame of that size */
static void test_huge(void)
{
	static u8 payload[65000], frame[65100];
	struct pzz_setup setup = apart(10);
	u32 at;

	memset(payload, 0, sizeof(payload));
	pzz_put_be16(payload + 4, 0xffff);
	for (at = 12; at + 5 <= sizeof(payload); at += 5)
		payload[at + 2] = 1;
	CHECK(cost(&setup, frame, frame_of(frame, payload, at)) < 1000000);
}

static const struct unit_test tests[] = {
	{ "10,000 instances are split over frames, each once [R78]", test_split },
	{ "an answer costs the same among 10 and 10,000 records", test_flat },
	{ "the worst frames cost no more than the README says", test_worst },
	{ "64 KiB of questions", test_huge },
};

SUITE(mdns_flat, tests);
