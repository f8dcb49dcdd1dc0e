// SPDX-License-Identifier: GPL-2.0
/*
 * Writing the answer. The bindings go first, behind as much room as the headers
 * may need; then the headers, and what was left free between them is closed.
 */
#include "snmp/snmp.h"

#define HOP_LIMIT	64

/* All that may stand before the bindings */
static u32 head_max(const struct pzz_snmp_request *req)
{
	return pzz_snmp_size(req, PZZ_SNMP_BINDINGS_MAX, 0) + 3 * (PZZ_BER_HEAD_MAX - 2);
}

/* R59: RFC 1157 4.1.5, RFC 3416 4.2.5 */
static void refuse_set(struct pzz_snmp_answer *a)
{
	u8 status = a->req->version == PZZ_SNMP_V1 ? PZZ_SNMP_NO_SUCH_NAME : PZZ_SNMP_NO_ACCESS;

	if (a->req->n)
		pzz_snmp_fail(a, status, 1);
}

static void decide(struct pzz_snmp_answer *a)
{
	if (a->req->n > PZZ_SNMP_BINDINGS_MAX)
		pzz_snmp_fail(a, PZZ_SNMP_ERROR_TOO_BIG, 0);
	else if (a->req->pdu == PZZ_SNMP_SETS)
		refuse_set(a);
	else if (a->req->pdu != PZZ_SNMP_GETBULK)
		pzz_snmp_each(a);
	else if (a->out)
		pzz_snmp_bulk(a);
}

/* An error has the bindings of the question; tooBig of v2c has none (RFC 3416 4.2.1). */
static void put_error(struct pzz_snmp_answer *a, u32 start)
{
	u32 list = (u32)pzz_left(&a->req->list);

	a->out->len = start;
	a->list = 0;
	if (a->status == PZZ_SNMP_ERROR_TOO_BIG && a->req->version == PZZ_SNMP_V2C)
		return;
	if (pzz_snmp_size(a->req, a->index, list) > a->max) {
		pzz_snmp_fail(a, PZZ_SNMP_ERROR_TOO_BIG, 0);
		return;
	}
	a->list = list;
	pzz_write(a->out, a->req->list.pos, list);
}

static void put_head(const struct pzz_snmp_answer *a, struct pzz_writer *out)
{
	u32 pdu = pzz_snmp_pdu_size(a->req, a->index, a->list);

	pzz_ber_put_head(out, PZZ_BER_SEQUENCE, pzz_snmp_message_size(a->req, pdu));
	pzz_ber_put_u32(out, PZZ_BER_INTEGER, a->req->version);
	pzz_ber_put_head(out, PZZ_BER_OCTETS, (u32)pzz_left(&a->req->community));
	pzz_write(out, a->req->community.pos, (u32)pzz_left(&a->req->community));
	pzz_ber_put_head(out, PZZ_SNMP_RESPONSE, pdu);
	pzz_ber_put_head(out, PZZ_BER_INTEGER, (u32)pzz_left(&a->req->id));
	pzz_write(out, a->req->id.pos, (u32)pzz_left(&a->req->id));
	pzz_ber_put_u32(out, PZZ_BER_INTEGER, a->status);
	pzz_ber_put_u32(out, PZZ_BER_INTEGER, a->index);
	pzz_ber_put_head(out, PZZ_BER_SEQUENCE, a->list);
}

static void put_message(struct pzz_snmp_answer *a)
{
	u32 begin = a->out->len, head = a->head, start = begin + head;
	struct pzz_writer front;

	if (!pzz_room_for(a->out, head))
		return;
	decide(a);
	if (a->status != PZZ_SNMP_NO_ERROR)
		put_error(a, start);
	if (a->out->failed)
		return;
	front = pzz_writer(a->out->buf + begin, head);
	put_head(a, &front);
	memmove(front.buf + front.len, front.buf + head, a->list);
	a->out->len = begin + front.len + a->list;
	a->out->failed = front.failed;
}

static struct pzz_snmp_answer answer_to(const struct pzz_conf *conf, const struct pzz_frame *f,
					const struct pzz_snmp_request *req, u32 mark)
{
	return (struct pzz_snmp_answer){
		.c = conf->room[PZZ_ROOM_SNMP], .req = req, .mark = mark,
		.max = pzz_snmp_size_max(conf, f->family), .head = head_max(req),
	};
}

bool pzz_snmp_write(const struct pzz_conf *conf, const struct pzz_frame *f,
		    const struct pzz_snmp_request *req, u32 mark, struct pzz_writer *out)
{
	struct pzz_flow flow = pzz_flow_back(conf, f);
	struct pzz_snmp_answer a = answer_to(conf, f, req, mark);

	a.out = out;
	flow.ttl = HOP_LIMIT;
	pzz_udp_begin(out, conf, &flow);
	put_message(&a);
	pzz_udp_end(out, &flow);
	return !out->failed;
}

u32 pzz_snmp_measure(const struct pzz_conf *conf, const struct pzz_frame *f,
		     const struct pzz_snmp_request *req, u32 mark)
{
	struct pzz_snmp_answer a = answer_to(conf, f, req, mark);
	u32 head = f->family == 4 ? PZZ_UDP4_HEAD : PZZ_UDP6_HEAD, list;

	if (a.c->wakes_stale && req->pdu != PZZ_SNMP_SETS && req->n <= PZZ_SNMP_BINDINGS_MAX &&
	    pzz_snmp_any_stale(&a))
		return 0;
	list = (u32)pzz_left(&req->list);
	if (req->pdu != PZZ_SNMP_GETBULK)
		decide(&a);
	if (req->pdu == PZZ_SNMP_GETBULK || a.status == PZZ_SNMP_ERROR_TOO_BIG)
		a.list = a.max;
	if (list > a.list)
		a.list = list < a.max ? list : a.max;
	return head + a.head + a.list;
}
