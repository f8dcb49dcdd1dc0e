// SPDX-License-Identifier: GPL-2.0
/*
 * SIP on a TCP connection of the host's: RFC 3261 17.2.1, 18.3, RFC 5626 3.5.1. What is
 * not answered here stays on the connection and wakes the host, whose it is. R45, R50.
 */
#include "sip/sip.h"

/* One connection, now. */
struct stream {
	const struct pzz_conf *conf;
	void *state;
	struct pzz_sip_state *s;
	const struct pzz_sip_entry *e;
	struct pzz_sip_client *c;
	u32 index;
	struct pzz_now now;
	struct pzz_frame from;		/* only from where to where */
	struct pzz_writer *out;
};

static struct pzz_sip_state *sip_state(const struct pzz_conf *conf, const void *state)
{
	return (struct pzz_sip_state *)((u8 *)state + conf->state_off[PZZ_ROOM_SIP]);
}

static struct stream open(const struct pzz_conf *conf, void *state, u32 index, struct pzz_now now,
			  struct pzz_writer *out)
{
	struct pzz_sip_state *s = sip_state(conf, state);
	const struct pzz_sip_entry *e = &pzz_sip_conf(conf)->regs[index];

	return (struct stream){
		.conf = conf, .state = state, .s = s, .e = e, .c = &s->clients[index],
		.index = index, .now = now, .out = out,
		.from = {
			.family = e->reg.local.len == PZZ_IPV4_LEN ? 4 : 6,
			.src = e->reg.server.b, .dst = e->reg.local.b,
			.sport = pzz_sip_port(&e->reg), .dport = e->reg.local_port,
		},
	};
}

static struct pzz_sip_step step(u8 verdict, u8 reason, u32 used)
{
	return (struct pzz_sip_step){ pzz_outcome(PZZ_ROOM_SIP, verdict, reason), used };
}

/* What came is not for us: it stays where it is. */
static struct pzz_sip_step hand_over(void)
{
	return step(PZZ_WAKE, PZZ_SIP_STREAM, 0);
}

static bool may_wake(const struct stream *st, struct pzz_outcome what)
{
	what.verdict = PZZ_WAKE;
	return pzz_wake_gate(st->conf, st->state, st->now, what).verdict == PZZ_WAKE;
}

/* RFC 3261 7.5, RFC 5626 3.5.1: empty lines between messages, a pong among them. */
static u32 empty_lines(const u8 *data, u32 len)
{
	u32 n = 0;

	while (n < len && (data[n] == '\r' || data[n] == '\n'))
		n++;
	return n;
}

/* "INVITE " or "SIP/2.0 ", as far as it has come. */
static bool can_begin(const u8 *data, u32 len)
{
	u32 i;

	for (i = 0; i < len && data[i] != ' '; i++)
		if (i == 32 || data[i] < ' ' || data[i] > '~')
			return false;
	return i || !len;
}

/* Bytes up to and with the empty line; 0: it has not come yet. */
static u32 head_len(const u8 *data, u32 len)
{
	u32 i;

	for (i = 3; i < len; i++)
		if (data[i] == '\n' && data[i - 1] == '\r' && data[i - 2] == '\n' &&
		    data[i - 3] == '\r')
			return i + 1;
	return 0;
}

enum whole {
	WHOLE,
	NOT_YET,
	NOT_OURS,
};

/*
 * RFC 3261 18.3: Content-Length says where a message ends, and has to: once, in a head in
 * which nobody could see another end.
 */
static bool has_end(const struct pzz_sip_msg *m, const u8 *data, u32 head, u32 *body)
{
	struct pzz_text rest = m->head;
	struct pzz_sip_header h;
	u32 i, n = 0;

	for (i = 0; i < head; i++)
		if (data[i] == '\n' && (!i || data[i - 1] != '\r'))
			return false;
	while (pzz_sip_next(&rest, &h))
		n += h.id == PZZ_SIP_CONTENT_LENGTH;
	return n == 1 && pzz_text_number(m->first[PZZ_SIP_CONTENT_LENGTH], body) &&
	       *body <= PZZ_SIP_STREAM_MAX - head;
}

static enum whole take_message(const u8 *data, u32 len, struct pzz_sip_msg *m, u32 *size)
{
	u32 head = head_len(data, len), body;

	if (!can_begin(data, len))
		return NOT_OURS;
	if (!head)
		return len < PZZ_SIP_STREAM_MAX ? NOT_YET : NOT_OURS;
	if (!pzz_sip_read(data, head, m) || !has_end(m, data, head, &body))
		return NOT_OURS;
	*size = head + body;
	if (len < *size)
		return NOT_YET;
	return pzz_sip_read(data, *size, m) ? WHOLE : NOT_OURS;
}

/* Writes the answer to @m; false: it is too long. */
static bool write(const struct stream *st, const struct pzz_sip_msg *m, u16 status, u32 tag)
{
	pzz_sip_put_status(st->out, status);
	pzz_sip_put_head(st->out, &st->from, m, (struct pzz_sip_response){ .tag = tag });
	pzz_sip_put_rest(st->out, st->e, m, status);
	if (!st->out->failed)
		return true;
	*st->out = pzz_writer(st->out->buf, st->out->cap);
	return false;
}

static struct pzz_sip_step answer(const struct stream *st, const struct pzz_sip_msg *m, u32 size,
				  u8 reason, u32 tag)
{
	if (write(st, m, pzz_sip_code(&st->e->reg, reason, PZZ_ALSO_NOTHING), tag))
		return step(PZZ_REPLY, reason, size);
	return hand_over();
}

/* R50: the host is woken when ACK has come; with no place to wait for it, now. */
static struct pzz_sip_step busy(const struct stream *st, const struct pzz_sip_msg *m, u32 size,
				u64 key)
{
	struct pzz_sip_call *call = pzz_sip_call_find(st->s, key);
	u8 reason = call ? PZZ_SIP_REPEATED : PZZ_SIP_INVITED;

	if (!write(st, m, st->e->reg.answer, (u32)key))
		return hand_over();
	if (call)
		return step(PZZ_REPLY, reason, size);
	call = pzz_sip_call_place(st->s);
	if (!call)
		return step(PZZ_WAKE, reason, size);
	*call = (struct pzz_sip_call){
		.key = key, .stream = st->index + 1, .phase = PZZ_SIP_CALL_FINAL,
		.due = st->now.ns + PZZ_SIP_TIMEOUT_NS,		/* timer H */
	};
	return step(PZZ_REPLY, reason, size);
}

/* 180, and the INVITE stays for the host; 480 if that may not be woken. */
static struct pzz_sip_step ring(const struct stream *st, const struct pzz_sip_msg *m, u32 size,
				u64 key)
{
	struct pzz_sip_step wake = step(PZZ_WAKE, PZZ_SIP_HANDED_OVER, 0);

	if (!may_wake(st, wake.what))
		return answer(st, m, size, PZZ_SIP_HANDED_OVER, (u32)key);
	write(st, m, 180, (u32)key);
	return wake;
}

static struct pzz_sip_step acked(const struct stream *st, u32 size, u64 key)
{
	struct pzz_sip_call *call = pzz_sip_call_find(st->s, key);

	if (!call || !call->stream)
		return step(PZZ_IGNORE, PZZ_SIP_ACKED, size);
	call->phase = PZZ_SIP_CALL_FREE;	/* timer I is 0, RFC 3261 17.2.1 */
	return step(PZZ_WAKE, PZZ_SIP_INVITED, size);
}

static struct pzz_sip_step request(const struct stream *st, const struct pzz_sip_msg *m, u32 size)
{
	u64 key = pzz_sip_key(pzz_sip_conf(st->conf), m);
	u8 reason = pzz_sip_judge(st->e, m);

	if (reason == PZZ_SIP_ACKED)
		return acked(st, size, key);
	if (reason == PZZ_SIP_INVITED && st->e->reg.answer == 180)
		return ring(st, m, size, key);
	if (reason == PZZ_SIP_INVITED)
		return busy(st, m, size, key);
	if (reason == PZZ_SIP_CANCELLED && !pzz_sip_call_find(st->s, key))
		reason = PZZ_SIP_NO_CALL;
	return answer(st, m, size, reason, (u32)key);
}

/* To a REGISTER of this sleep that is no longer waited for. */
static bool is_late(const struct stream *st, const struct pzz_sip_msg *m)
{
	return !m->wrong && m->method == PZZ_SIP_REGISTER && m->cseq <= st->c->cseq &&
	       m->cseq > st->e->reg.cseq &&
	       pzz_text_equal(m->first[PZZ_SIP_CALL_ID], st->e->reg.call_id);
}

static struct pzz_sip_step response(const struct stream *st, const struct pzz_sip_msg *m, u32 size)
{
	struct pzz_sip_step now = step(PZZ_IGNORE, PZZ_SIP_UNASKED, size);

	now.what = pzz_sip_response(st->conf, st->s, st->index, st->now, &st->from, m);
	return now.what.reason == PZZ_SIP_UNASKED && !is_late(st, m) ? hand_over() : now;
}

static struct pzz_sip_step input(const struct stream *st, const u8 *data, u32 len)
{
	u32 size = empty_lines(data, len);
	struct pzz_sip_client *c = st->c;
	struct pzz_sip_msg m;

	if (size) {
		c->answers_pings |= c->pinged != 0;
		c->pinged = 0;
		return step(PZZ_IGNORE, PZZ_SIP_KEEP_ALIVE, size);
	}
	switch (take_message(data, len, &m, &size)) {
	case NOT_YET:
		if (!c->partial)
			c->partial = st->now.ns;
		return step(PZZ_IGNORE, PZZ_SIP_IDLE, 0);
	case NOT_OURS:
		return hand_over();
	case WHOLE:
		break;
	}
	c->partial = 0;
	c->pinged = 0;
	return m.status ? response(st, &m, size) : request(st, &m, size);
}

static struct pzz_sip_call *first_call(const struct pzz_sip_state *s, u32 index)
{
	struct pzz_sip_call *first = NULL;
	u32 i;

	for (i = 0; i < PZZ_SIP_CALLS; i++)
		if (s->calls[i].phase != PZZ_SIP_CALL_FREE && s->calls[i].stream == index + 1 &&
		    (!first || s->calls[i].due < first->due))
			first = (struct pzz_sip_call *)&s->calls[i];
	return first;
}

/* Over TCP, timer F is all that is left of RFC 3261 17.1.2. */
static struct pzz_outcome send_register(const struct stream *st)
{
	struct pzz_sip_client *c = st->c;

	if (c->phase == PZZ_SIP_PHASE_IDLE)
		return pzz_sip_client_tick(st->conf, st->s, st->index, st->now, st->out);
	if (c->said)
		return pzz_sip_client_fail(st->s, st->e, c, st->now, 0);
	pzz_sip_put_register(st->out, st->e, c);
	if (st->out->failed) {
		*st->out = pzz_writer(st->out->buf, st->out->cap);
		return pzz_sip_client_reject(st->e, c, st->now);
	}
	c->said = true;
	c->due = c->ends;
	return pzz_outcome(PZZ_ROOM_SIP, PZZ_REPLY, PZZ_SIP_REGISTERING);
}

static struct pzz_outcome ping(const struct stream *st)
{
	struct pzz_sip_client *c = st->c;

	PZZ_PUT(st->out, "\r\n\r\n");
	c->ping = st->now.ns + st->e->reg.interval * PZZ_NSEC_PER_SEC;
	if (!c->pinged)
		c->pinged = st->now.ns;
	return pzz_outcome(PZZ_ROOM_SIP, PZZ_REPLY, PZZ_SIP_PINGING);
}

/* When the server has been silent for too long; PZZ_NEVER: it may be. */
static u64 silent(const struct pzz_sip_client *c)
{
	return c->pinged && c->answers_pings ? c->pinged + PZZ_SIP_PONG_NS : PZZ_NEVER;
}

static u64 stuck(const struct pzz_sip_client *c)
{
	u64 at = c->partial + PZZ_SIP_TIMEOUT_NS;

	if (!c->partial)
		return PZZ_NEVER;
	return at > c->again ? at : c->again;
}

static struct pzz_sip_step tick(const struct stream *st)
{
	struct pzz_sip_call *call = first_call(st->s, st->index);
	struct pzz_sip_step now = step(PZZ_IGNORE, PZZ_SIP_IDLE, 0);
	struct pzz_sip_client *c = st->c;

	if (call && call->due <= st->now.ns) {
		call->phase = PZZ_SIP_CALL_FREE;
		return step(PZZ_WAKE, PZZ_SIP_GIVEN_UP, 0);
	}
	if (stuck(c) <= st->now.ns)
		return hand_over();
	if (silent(c) <= st->now.ns)
		now.what = pzz_sip_client_gone(st->e, c);
	else if (c->due <= st->now.ns)
		now.what = send_register(st);
	else if (c->ping <= st->now.ns && !c->partial)
		now.what = ping(st);
	return now;
}

/* What came is the host's, and is still there: without a token it is tried again. */
static void gate(const struct stream *st, struct pzz_sip_step *done)
{
	done->what = pzz_wake_gate(st->conf, st->state, st->now, done->what);
	if (done->what.verdict != PZZ_WAKE && !done->used)
		st->c->again = st->now.ns + PZZ_SIP_T2_NS;
}

struct pzz_sip_step pzz_sip_stream_step(const struct pzz_conf *conf, void *state, u32 index,
					struct pzz_now now, const u8 *data, u32 len,
					struct pzz_writer *out)
{
	struct stream st = open(conf, state, index, now, out);
	struct pzz_sip_step done = step(PZZ_IGNORE, PZZ_SIP_IDLE, 0);

	if (st.c->again <= now.ns)
		st.c->again = 0;
	if (len && !st.c->again)
		done = input(&st, data, len);
	if (done.what.reason == PZZ_SIP_IDLE)
		done = tick(&st);
	if (done.what.verdict == PZZ_WAKE && done.what.reason != PZZ_SIP_HANDED_OVER &&
	    !done.what.report)
		gate(&st, &done);
	if (done.what.report)
		done.what.mark = index;
	return done;
}

/* A caller who was told, and then was heard no more, has called all the same. */
struct pzz_outcome pzz_sip_stream_gone(const struct pzz_conf *conf, void *state, u32 index)
{
	struct pzz_sip_state *s = sip_state(conf, state);
	struct pzz_sip_call *call = first_call(s, index);
	struct pzz_outcome what = pzz_sip_client_gone(&pzz_sip_conf(conf)->regs[index],
						      &s->clients[index]);

	for (; call; call = first_call(s, index)) {
		call->phase = PZZ_SIP_CALL_FREE;
		what.verdict = PZZ_WAKE;
	}
	what.mark = index;
	return what;
}

u64 pzz_sip_stream_next(const struct pzz_conf *conf, const void *state, u32 index)
{
	const struct pzz_sip_state *s = sip_state(conf, state);
	const struct pzz_sip_client *c = &s->clients[index];
	const struct pzz_sip_call *call = first_call(s, index);
	u64 all[] = { c->due, c->partial ? PZZ_NEVER : c->ping, silent(c), stuck(c),
		      c->again ? c->again : PZZ_NEVER, call ? call->due : PZZ_NEVER };
	u64 next = PZZ_NEVER;
	u32 i;

	for (i = 0; i < PZZ_COUNT(all); i++)
		if (all[i] < next)
			next = all[i];
	return next;
}
