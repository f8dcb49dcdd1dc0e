// SPDX-License-Identifier: GPL-2.0
/*
 * Calls: INVITE server transactions over UDP, RFC 3261 17.2.1. Where there is no
 * place for one more, it is answered all the same, but not on its own again.
 */
#include "sip/sip.h"

static struct pzz_outcome outcome(u8 verdict, u8 reason)
{
	return pzz_outcome(PZZ_ROOM_SIP, verdict, reason);
}

struct pzz_sip_call *pzz_sip_call_find(struct pzz_sip_state *s, u64 key)
{
	struct pzz_sip_call *call;

	for (call = s->calls; call < s->calls + PZZ_SIP_CALLS; call++)
		if (call->phase != PZZ_SIP_CALL_FREE && call->key == key)
			return call;
	return NULL;
}

struct pzz_sip_call *pzz_sip_call_place(struct pzz_sip_state *s)
{
	struct pzz_sip_call *call;

	for (call = s->calls; call < s->calls + PZZ_SIP_CALLS; call++)
		if (call->phase == PZZ_SIP_CALL_FREE)
			return call;
	return NULL;
}

/* Its final response is to go out now. */
static void finish(struct pzz_sip_call *call, u16 status, u64 ns)
{
	call->status = status;
	call->phase = PZZ_SIP_CALL_FINAL;
	call->wait = PZZ_SIP_T1_NS;
	call->ends = ns + PZZ_SIP_TIMEOUT_NS;
	call->due = ns;
}

static void open_call(const struct pzz_conf *conf, struct pzz_sip_call *call, u64 ns,
		      const struct pzz_frame *f, const struct pzz_sip_msg *m, u16 status)
{
	struct pzz_writer out = pzz_writer(call->head, sizeof(call->head));

	pzz_sip_put_head(&out, f, m, (struct pzz_sip_response){ .tag = call->tag });
	call->len = out.failed ? 0 : (u16)out.len;
	call->flow = pzz_sip_flow_back(conf, f, m);
	if (status == 180) {
		/* If nobody takes it from us, it ends. */
		call->phase = PZZ_SIP_CALL_PENDING;
		call->status = status;
		call->due = ns + PZZ_SIP_TIMEOUT_NS;
	} else {
		finish(call, status, ns);	/* and is about to, as the reply */
		call->due += call->wait;
		call->wait *= 2;
	}
}

static struct pzz_outcome answer(const struct pzz_conf *conf, const struct pzz_sip_entry *e,
				 const struct pzz_frame *f, const struct pzz_sip_msg *m, u8 reason,
				 u32 tag)
{
	u16 status = pzz_sip_code(&e->reg, reason, PZZ_ALSO_HAND_OVER);
	struct pzz_outcome what = outcome(PZZ_REPLY, reason);

	what.size = pzz_sip_response_size(e, f, m, status);
	what.mark = tag;
	if (what.size <= conf->mtu + PZZ_ETH_HLEN)
		return what;
	return outcome(reason == PZZ_SIP_INVITED || reason == PZZ_SIP_HANDED_OVER ?
		       PZZ_WAKE : PZZ_IGNORE, PZZ_SIP_TOO_LONG);
}

static u8 repeated(const struct pzz_sip_reg *reg, const struct pzz_sip_call *call)
{
	if (call->status == 487)
		return PZZ_SIP_TERMINATED;
	return call->status == reg->answer ? PZZ_SIP_REPEATED : PZZ_SIP_HANDED_OVER;
}

static struct pzz_outcome invite(const struct pzz_conf *conf, struct pzz_sip_state *s,
				 const struct pzz_sip_entry *e, u64 key, struct pzz_now now,
				 const struct pzz_frame *f, const struct pzz_sip_msg *m)
{
	bool hand_over = e->reg.answer == 180;
	struct pzz_sip_call *call = pzz_sip_call_find(s, key);
	struct pzz_outcome what;

	if (call && call->phase == PZZ_SIP_CALL_CONFIRMED)
		return outcome(PZZ_IGNORE, PZZ_SIP_REPEATED);
	if (call && call->phase == PZZ_SIP_CALL_FINAL)
		return answer(conf, e, f, m, repeated(&e->reg, call), call->tag);
	what = answer(conf, e, f, m, hand_over ? PZZ_SIP_HANDED_OVER : PZZ_SIP_INVITED, (u32)key);
	if (what.verdict != PZZ_REPLY)
		return what;
	what.also = hand_over ? PZZ_ALSO_HAND_OVER : PZZ_ALSO_WAKE;
	if (call)		/* pending still: so the host has not been woken */
		return what;
	call = pzz_sip_call_place(s);
	if (call) {
		call->key = key;
		call->stream = 0;
		call->tag = what.mark;
		open_call(conf, call, now.ns, f, m, e->reg.answer);
	}
	return what;
}

/* RFC 3261 9.2: of no effect on what has its final answer already. */
static struct pzz_outcome cancel(const struct pzz_conf *conf, struct pzz_sip_state *s,
				 const struct pzz_sip_entry *e, u64 key, struct pzz_now now,
				 const struct pzz_frame *f, const struct pzz_sip_msg *m)
{
	struct pzz_sip_call *call = pzz_sip_call_find(s, key);

	if (!call)
		return answer(conf, e, f, m, PZZ_SIP_NO_CALL, (u32)key);
	if (call->phase == PZZ_SIP_CALL_PENDING)
		finish(call, 487, now.ns);
	return answer(conf, e, f, m, PZZ_SIP_CANCELLED, (u32)key);
}

static void ack(struct pzz_sip_state *s, u64 key, u64 ns)
{
	struct pzz_sip_call *call = pzz_sip_call_find(s, key);

	if (!call || call->phase == PZZ_SIP_CALL_CONFIRMED)
		return;
	call->phase = PZZ_SIP_CALL_CONFIRMED;
	call->due = ns + PZZ_SIP_T4_NS;
}

struct pzz_outcome pzz_sip_request(const struct pzz_conf *conf, struct pzz_sip_state *s,
				   const struct pzz_sip_entry *e, struct pzz_now now,
				   const struct pzz_frame *f, const struct pzz_sip_msg *m)
{
	u8 reason = pzz_sip_judge(e, m);
	u64 key = pzz_sip_key(pzz_sip_conf(conf), m);

	if (reason == PZZ_SIP_INVITED)
		return invite(conf, s, e, key, now, f, m);
	if (reason == PZZ_SIP_CANCELLED)
		return cancel(conf, s, e, key, now, f, m);
	if (reason == PZZ_SIP_ACKED) {
		ack(s, key, now.ns);
		return outcome(PZZ_IGNORE, PZZ_SIP_ACKED);
	}
	return answer(conf, e, f, m, reason, (u32)key);
}

static const struct pzz_sip_call *first(const struct pzz_sip_state *s)
{
	const struct pzz_sip_call *call, *first = NULL;

	for (call = s->calls; call < s->calls + PZZ_SIP_CALLS; call++)
		if (call->phase != PZZ_SIP_CALL_FREE && !call->stream &&
		    (!first || call->due < first->due))
			first = call;
	return first;
}

u64 pzz_sip_calls_next(const struct pzz_sip_state *s)
{
	const struct pzz_sip_call *call = first(s);

	return call ? call->due : PZZ_NEVER;
}

static struct pzz_outcome send(const struct pzz_conf *conf, struct pzz_sip_call *call,
			       struct pzz_writer *out)
{
	struct pzz_outcome what = outcome(PZZ_REPLY, PZZ_SIP_REPEATED);

	pzz_udp_begin(out, conf, &call->flow);
	pzz_sip_put_status(out, call->status);
	pzz_write(out, call->head, call->len);
	PZZ_PUT(out, "Content-Length: 0\r\n\r\n");
	pzz_udp_end(out, &call->flow);
	if (out->failed)
		return outcome(PZZ_IGNORE, PZZ_SIP_GIVEN_UP);
	if (call->status == 487)
		what.reason = PZZ_SIP_TERMINATED;
	what.size = out->len;
	return what;
}

/* Timers G, H and I. */
struct pzz_outcome pzz_sip_calls_tick(const struct pzz_conf *conf, struct pzz_sip_state *s,
				      struct pzz_now now, struct pzz_writer *out)
{
	struct pzz_sip_call *call = (struct pzz_sip_call *)first(s);

	if (!call || call->due > now.ns)
		return outcome(PZZ_IGNORE, PZZ_SIP_IDLE);
	if (call->phase == PZZ_SIP_CALL_PENDING)
		finish(call, 480, now.ns);
	if (call->phase == PZZ_SIP_CALL_CONFIRMED || !call->len || now.ns >= call->ends) {
		call->phase = PZZ_SIP_CALL_FREE;
		return outcome(PZZ_IGNORE, PZZ_SIP_GIVEN_UP);
	}
	call->due = now.ns + call->wait;
	call->wait = call->wait < PZZ_SIP_T2_NS / 2 ? 2 * call->wait : PZZ_SIP_T2_NS;
	return send(conf, call, out);
}
