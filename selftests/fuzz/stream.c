// SPDX-License-Identifier: GPL-2.0
/*
 * SIP over TCP: what a host's connection carries, cut anyhow. Input: first byte the answer
 * to calls; then a byte of what to do and how much: bytes of the input, a message that
 * fits, or time. In a second world the same comes in pieces, to the same end.
 */
#include <stdio.h>
#include <stdlib.h>

#include "fuzz.h"
#include "sip/sip.h"

#define QUEUE_MAX	16384
#define OPS_MAX		32
#define STEPS_MAX	4096
#define PIECES_MAX	16

#define T(s)	{ (const u8 *)(s), sizeof(s) - 1 }
#define HEAD	" sip:user@h SIP/2.0\r\nv:SIP/2.0/TCP h;branch=z9hG4bK1\r\nf:<sip:a@b>;tag=1\r\n" \
		"t:<sip:user@b>\r\ni:c\r\n"
#define LAST	"\r\nl:0\r\n\r\n"

static const char *const messages[] = {
	"INVITE" HEAD "CSeq: 1 INVITE" LAST, "ACK" HEAD "CSeq: 1 ACK" LAST,
	"CANCEL" HEAD "CSeq: 1 CANCEL" LAST, "OPTIONS" HEAD "CSeq: 2 OPTIONS" LAST,
	"INVITE" HEAD "CSeq: 1 INVITE\r\nl: 9\r\n\r\n", "\r\n", "\r\n\r\n", "SIP/2.0 401 U\r\n",
	"v:SIP/2.0/TCP 192.0.2.10:5070;branch=z9hG4bK", "CSeq: 8 REGISTER\r\nl:0\r\n\r\n",
	"WWW-Authenticate: Digest realm=\"r\",nonce=\"n\"\r\n", "Content-Length: ",
};

static const struct pzz_sip_auth auth = { .realm = T("r"), .user = T("u") };

/* A host with one connection. */
struct end {
	struct world w;
	u8 queue[QUEUE_MAX];
	u32 queued;
	u64 used;
	bool woken;
};

static void expect(bool good, const char *what)
{
	if (good)
		return;
	fprintf(stderr, "PROPERTY: %s\n", what);
	abort();
}

static bool one_step(struct end *e)
{
	u32 len = e->queued < PZZ_SIP_STREAM_MAX ? e->queued : PZZ_SIP_STREAM_MAX;
	static u8 said[PZZ_SIP_SAY_MAX];
	u8 *seen = malloc(len ? len : 1);	/* so that a sanitizer sees each byte too far */
	struct pzz_writer out = pzz_writer(said, PZZ_SIP_SAY_MAX);
	struct pzz_now now = { .ns = e->w.ns, .random = 4 };
	struct pzz_sip_step step;

	memcpy(seen, e->queue, len);
	step = pzz_sip_stream_step(e->w.conf, e->w.state, 0, now, seen, len, &out);
	expect(!memcmp(seen, e->queue, len), "what came was written to");
	expect(step.used <= len, "more was used than has come");
	expect(!out.failed && out.len <= out.cap, "too much was written");
	expect(!step.used || step.what.verdict != PZZ_PASS, "used and passed on");
	expect(step.what.verdict != PZZ_REPLY || out.len, "a reply of nothing");
	free(seen);
	memmove(e->queue, e->queue + step.used, e->queued - step.used);
	e->queued -= step.used;
	e->used += step.used;
	e->woken |= step.what.verdict == PZZ_WAKE;
	return step.used || out.len;
}

static void run(struct end *e)
{
	u32 i;

	for (i = 0; i < STEPS_MAX && !e->woken; i++)
		if (!one_step(e) &&
		    pzz_sip_stream_next(e->w.conf, e->w.state, 0) > e->w.ns)
			return;
	expect(i < STEPS_MAX, "it does not come to an end");
}

static void hear(struct end *e, const u8 *data, u32 len)
{
	if (e->woken || len > QUEUE_MAX - e->queued)
		return;
	memcpy(e->queue + e->queued, data, len);
	e->queued += len;
	run(e);
}

static void hear_both(struct end *a, struct end *b, const u8 *data, u32 len, u32 piece)
{
	u32 i, at = 0;

	hear(a, data, len);
	for (i = 1; i < PIECES_MAX && len - at > piece; i++, at += piece)
		hear(b, data + at, piece);
	hear(b, data + at, len - at);
	expect(a->woken == b->woken, "it wakes by how it is cut");
	expect(a->woken || (a->used == b->used && a->queued == b->queued),
	       "it is used by how it is cut");
}

static void wait_both(struct end *a, struct end *b, u8 much)
{
	a->w.ns += 1ULL << (much % 38);
	b->w.ns = a->w.ns;
	run(a);
	run(b);
}

static int fuzz_run(const u8 *data, size_t size)
{
	static struct end a, b;
	struct pzz_setup setup = *fuzz_vector(0)->setup;
	struct pzz_sip_reg reg = {
		.tcp = true, .server = { 4, { V_PEER_IP } }, .local = { 4, { V_HOST_IP } },
		.local_port = 5070, .uri = T("sip:b"), .to = T("<sip:user@b>"),
		.from = T("<sip:user@b>;tag=1"), .call_id = T("c"),
		.contact = T("<sip:user@192.0.2.10:5070>"), .cseq = 7, .expires = 60,
		.interval = 10, .n_auths = 1, .auths = &auth,
	};
	const char *message;
	u32 i, len;

	if (size < 1)
		return 0;
	reg.answer = data[0] & 1 ? 180 : 486;
	reg.failure = data[0] & 2 ? PZZ_SIP_FAILURE_REPORT : PZZ_SIP_FAILURE_WAKE;
	setup.sip = (typeof(setup.sip)){ .n_regs = 1, .regs = &reg };
	a.queued = 0;
	b.queued = 0;
	a.used = 0;
	b.used = 0;
	a.woken = false;
	b.woken = false;
	world_open(&a.w, &setup);
	world_open(&b.w, &setup);
	run(&a);
	run(&b);
	data++;
	size--;
	for (i = 0; i < OPS_MAX && size > 1; i++) {
		u8 op = data[0], much = data[1];

		data += 2;
		size -= 2;
		if (op % 4 == 0) {
			message = messages[much % PZZ_COUNT(messages)];
			hear_both(&a, &b, (const u8 *)message, (u32)strlen(message),
				  op / 4 + 1U);
		} else if (op % 4 == 1) {
			wait_both(&a, &b, much);
		} else {
			len = much < size ? much : (u32)size;
			hear_both(&a, &b, data, len, op / 4 + 1U);
			data += len;
			size -= len;
		}
	}
	expect(world_conf_untouched(&a.w), "the configuration was written to");
	world_close(&a.w);
	world_close(&b.w);
	return 0;
}

const struct fuzz_target fuzz_target = {
	.room = "sip",
	.run = fuzz_run,
};
