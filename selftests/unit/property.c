// SPDX-License-Identifier: GPL-2.0
/* What holds for every vector, changed in ways that must not matter, or must. */
#include <stdlib.h>

#include "frame/frame.h"
#include "sip/sip.h"
#include "unit.h"

#define FRAME_MAX	16384

static u8 changed[FRAME_MAX];

static void each_vector(void (*fn)(const struct pzz_vector *v))
{
	size_t i, j;

	for (i = 0; i < pzz_vector_tables_n; i++)
		for (j = 0; j < pzz_vector_tables[i].n; j++)
			fn(&pzz_vector_tables[i].vectors[j]);
}

static struct pzz_frame flags_of(const struct pzz_vector *v)
{
	return (struct pzz_frame){
		.tci = v->tci, .tagged = v->tagged, .l4_verified = v->l4_verified,
	};
}

static void open_for(struct world *w, const struct pzz_vector *v)
{
	if (v->random)
		world_open_before(w, v->setup, v->random);
	else
		world_open(w, v->setup);
}

static void judge(const struct world *w, const struct pzz_vector *v)
{
	const char *wrong = judge_frame(w);

	if (wrong)
		unit_fail(__FILE__, __LINE__, "%s: %s", v->name, wrong);
}

/* Where the packet of an answered or waking frame ends, padding not counted; 0: unknown. */
static u32 packet_end(const struct pzz_vector *v)
{
	u32 l3 = 14;
	u16 type = pzz_be16(v->frame + 12);

	while (type == 0x8100 || type == 0x88a8) {
		type = pzz_be16(v->frame + l3 + 2);
		l3 += 4;
	}
	if (type == 0x0806)
		return l3 + 28;
	if (type == 0x0800)
		return l3 + pzz_be16(v->frame + l3 + 2);
	if (type == 0x86dd)
		return l3 + 40 + pzz_be16(v->frame + l3 + 4);
	return 0;
}

static bool acts(u8 verdict)
{
	return verdict == PZZ_REPLY || verdict == PZZ_WAKE;
}

static void truncate(const struct pzz_vector *v)
{
	struct pzz_frame flags = flags_of(v);
	u32 end = acts(v->verdict) ? packet_end(v) : ~0U;
	struct world w;
	u32 len;

	open_for(&w, v);
	for (len = 0; len < v->frame_len; len++) {
		world_frame(&w, v->frame, len, &flags);
		judge(&w, v);
		if (w.conf->every_frame || !end || len >= end)
			continue;
		if (acts(w.what.verdict))
			unit_fail(__FILE__, __LINE__, "%s: cut to %u bytes", v->name, len);
	}
	world_close(&w);
}

static void test_truncated(void)
{
	each_vector(truncate);
}

static void flip(const struct pzz_vector *v)
{
	struct pzz_frame flags = flags_of(v);
	struct world w;
	u32 bit;

	open_for(&w, v);
	memcpy(changed, v->frame, v->frame_len);
	for (bit = 0; bit < v->frame_len * 8; bit++) {
		changed[bit / 8] ^= (u8)(1 << bit % 8);
		world_frame(&w, changed, v->frame_len, &flags);
		judge(&w, v);
		changed[bit / 8] = v->frame[bit / 8];
	}
	world_close(&w);
}

static void test_bit_flips(void)
{
	each_vector(flip);
}

static bool same_answer(const struct world *a, const struct world *b)
{
	return a->what.verdict == b->what.verdict && a->what.room == b->what.room &&
	       a->what.reason == b->what.reason && a->what.rule == b->what.rule &&
	       a->reply_len == b->reply_len &&
	       (!a->reply_len || !memcmp(a->reply, b->reply, a->reply_len));
}

/* A frame changed by @change, or not at all if that returns 0, has the same outcome. */
static void same_outcome(const struct pzz_vector *v, u32 (*change)(const struct pzz_vector *v))
{
	struct pzz_frame flags = flags_of(v);
	u32 len = change(v);
	struct world a, b;

	if (!len)
		return;
	open_for(&a, v);
	open_for(&b, v);
	world_vector(&a, v);
	world_frame(&b, changed, len, &flags);
	if (!same_answer(&a, &b))
		unit_fail(__FILE__, __LINE__, "%s: %s/%s became %s/%s", v->name,
			  pzz_rooms[a.what.room]->name,
			  pzz_rooms[a.what.room]->reasons[a.what.reason],
			  pzz_rooms[b.what.room]->name,
			  pzz_rooms[b.what.room]->reasons[b.what.reason]);
	if (!world_state_equal(&a, &b))
		unit_fail(__FILE__, __LINE__, "%s: the states differ", v->name);
	world_close(&a);
	world_close(&b);
}

static u32 as_it_is(const struct pzz_vector *v)
{
	memcpy(changed, v->frame, v->frame_len);
	return v->frame_len;
}

static u32 with_priority_tag(const struct pzz_vector *v)
{
	u16 type = v->frame_len >= 14 ? pzz_be16(v->frame + 12) : 0;

	if (!type || type == 0x8100 || type == 0x88a8 || v->tagged)
		return 0;
	memcpy(changed, v->frame, 12);
	memcpy(changed + 12, "\x81\0\xe0\0", 4);
	memcpy(changed + 16, v->frame + 12, v->frame_len - 12);
	return v->frame_len + 4;
}

static u32 with_padding(const struct pzz_vector *v)
{
	if (!acts(v->verdict) || !packet_end(v))
		return 0;
	memcpy(changed, v->frame, v->frame_len);
	memset(changed + v->frame_len, 0xff, 64);
	return v->frame_len + 64;
}

static void deterministic(const struct pzz_vector *v)
{
	same_outcome(v, as_it_is);
}

static void test_deterministic(void)
{
	each_vector(deterministic);
}

static void tagged(const struct pzz_vector *v)
{
	same_outcome(v, with_priority_tag);
}

static void test_priority_tag(void)
{
	each_vector(tagged);
}

static void padded(const struct pzz_vector *v)
{
	same_outcome(v, with_padding);
}

static void test_padding(void)
{
	each_vector(padded);
}

/* The asker, if it ran this code too, finds the reply well-formed and does not answer it. */
static void reparse(const struct pzz_vector *v)
{
	const struct pzz_ip addrs[] = { { 4, { V_PEER_IP } }, { 16, { V_PEER_LL6 } } };
	struct pzz_setup peer = *v->setup;
	struct world w, p;

	if (v->verdict != PZZ_REPLY)
		return;
	memcpy(peer.mac, v->reply[0] & 1 ? v->frame + 6 : v->reply, 6);
	peer.addrs = addrs;
	peer.n_addrs = PZZ_COUNT(addrs);
	peer.n_rules = 0;
	peer.sip.n_regs = 0;
	world_open(&p, &peer);
	world_frame(&p, v->reply, v->reply_len, NULL);
	CHECK(p.what.verdict == PZZ_IGNORE);
	CHECK(p.what.room != PZZ_ROOM_FRAME);
	CHECK(p.what.room != PZZ_ROOM_ECHO);
	world_close(&p);

	open_for(&w, v);
	world_frame(&w, v->reply, v->reply_len, NULL);
	CHECK_EQ(w.what.verdict, PZZ_IGNORE);
	CHECK_EQ(w.what.room, PZZ_ROOM_FRAME);
	world_close(&w);
}

static void test_reparse(void)
{
	each_vector(reparse);
}

/* An answer never fits into a writer that is too small for it, and then writes nothing. */
/* LLMNR says itself that there is more: TC. */
static bool says_truncated(const struct pzz_vector *v, const u8 *reply)
{
	return v->room == PZZ_ROOM_LLMNR && reply[reply[12] == 0x86 ? 64 : 44] & 2;
}

static void squeeze(const struct pzz_vector *v)
{
	struct pzz_writer out;
	struct world w;
	u8 *mem;
	u32 cap;

	if (v->verdict != PZZ_REPLY)
		return;
	open_for(&w, v);
	world_vector(&w, v);
	for (cap = 0; cap < v->reply_len; cap++) {
		mem = malloc(cap ? cap : 1);
		out = pzz_writer(mem, cap);
		if (pzz_reply(w.conf, &w.frame, &w.what, &out))
			CHECK(says_truncated(v, mem));
		free(mem);
	}
	CHECK(world_conf_untouched(&w));
	world_close(&w);
}

static void test_small_writer(void)
{
	each_vector(squeeze);
}

/* What the SIP room does on its own account needs a conversation: sip.c shows it. */
static bool is_of_conversation(unsigned int room, unsigned int reason)
{
	return room == PZZ_ROOM_SIP &&
	       ((reason >= PZZ_SIP_REGISTERING && reason != PZZ_SIP_UNASKED &&
		reason != PZZ_SIP_SEGMENT && reason != PZZ_SIP_PATH) ||
		reason == PZZ_SIP_REPEATED || reason == PZZ_SIP_TERMINATED ||
		reason == PZZ_SIP_CANCELLED);
}

/* Each reason but the few that one frame cannot show is the outcome of some vector. */
static void test_reasons_covered(void)
{
	bool seen[PZZ_ROOMS][256] = { 0 };
	unsigned int room, reason;
	struct world w;
	size_t i, j;

	for (i = 0; i < pzz_vector_tables_n; i++)
		for (j = 0; j < pzz_vector_tables[i].n; j++) {
			open_for(&w, &pzz_vector_tables[i].vectors[j]);
			world_vector(&w, &pzz_vector_tables[i].vectors[j]);
			seen[w.what.room][w.what.reason] = true;
			world_close(&w);
		}
	for (room = PZZ_ROOM_FRAME; room < PZZ_ROOM_WAKE; room++)
		for (reason = 0; reason < pzz_rooms[room]->n_reasons; reason++) {
			const char *name = pzz_rooms[room]->reasons[reason];

			CHECK(name);
			if (!name || !strcmp(name, "unhandled") || !strcmp(name, "announced") ||
			    !strcmp(name, "conflict-given-up") || !strcmp(name, "given-up") ||
			    !strcmp(name, "limited") || !strcmp(name, "reported") ||
			    !strcmp(name, "full") || is_of_conversation(room, reason) ||
			    !strcmp(name, "kept-alive") || !strcmp(name, "advertised") ||
			    (room == PZZ_ROOM_MDNS && !strcmp(name, "answered")) ||
			    (room == PZZ_ROOM_DHCP && reason > 0 && reason < 5) ||
			    (room == PZZ_ROOM_RA && !strcmp(name, "expiring")))
				continue;
			if (!seen[room][reason])
				unit_fail(__FILE__, __LINE__, "%s: no vector for %s",
					  pzz_rooms[room]->name, name);
		}
}

static const struct unit_test tests[] = {
	{ "every truncation of every vector neither answers nor wakes [R36]", test_truncated },
	{ "every vector with any one bit flipped keeps the rules [R36]", test_bit_flips },
	{ "the same frame has the same outcome", test_deterministic },
	{ "a priority tag changes nothing [R1]", test_priority_tag },
	{ "Ethernet padding changes nothing", test_padding },
	{ "a reply is well-formed and nobody answers it", test_reparse },
	{ "a reply that does not fit is not sent", test_small_writer },
	{ "each reason has a vector", test_reasons_covered },
};

SUITE(property, tests);
