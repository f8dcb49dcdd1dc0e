// SPDX-License-Identifier: GPL-2.0
/*
 * Writing the answer. The bindings go first, behind as many bytes as there are before
 * those of the question; then what belongs there, which is mostly as long.
 */
#include "snmp/snmp.h"

#define HOP_LIMIT	64

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

static void put_head(const struct pzz_snmp_answer *a, struct pzz_writer *out, u32 pdu,
		     u32 message)
{
	const struct pzz_snmp_request *req = a->req;

	pzz_ber_put_head(out, PZZ_BER_SEQUENCE, message);
	pzz_ber_put_u32(out, PZZ_BER_INTEGER, req->version);
	pzz_ber_put_head(out, PZZ_BER_OCTETS, (u32)pzz_left(&req->community));
	pzz_write(out, req->community.pos, (u32)pzz_left(&req->community));
	pzz_ber_put_head(out, PZZ_SNMP_RESPONSE, pdu);
	pzz_ber_put_head(out, PZZ_BER_INTEGER, (u32)pzz_left(&req->id));
	pzz_write(out, req->id.pos, (u32)pzz_left(&req->id));
	pzz_ber_put_u32(out, PZZ_BER_INTEGER, a->status);
	pzz_ber_put_u32(out, PZZ_BER_INTEGER, a->index);
	pzz_ber_put_head(out, PZZ_BER_SEQUENCE, a->list);
}

/* Before the bindings, which are at @start: there they stay if it is as long as it should. */
static void put_front(struct pzz_snmp_answer *a, u8 *begin, u8 *start)
{
	u32 pdu = pzz_snmp_pdu_size(a->req, a->index, a->list);
	u32 message = pzz_snmp_message_size(a->req, pdu);
	u32 head = pzz_ber_head_len(message) + message - a->list;
	struct pzz_writer front = pzz_writer(begin, head);

	a->out->len = (u32)(begin - a->out->buf);
	if (!pzz_room_for(a->out, head + a->list))
		return;
	if (begin + head != start)
		memmove(begin + head, start, a->list);
	put_head(a, &front, pdu, message);
	a->out->failed |= front.failed;
}

static void put_message(struct pzz_snmp_answer *a)
{
	u32 head = a->req->before < a->req->head ? a->req->before : a->req->head;
	u8 *begin = pzz_room_for(a->out, head);

	if (!begin)
		return;
	decide(a);
	if (a->status != PZZ_SNMP_NO_ERROR)
		put_error(a, (u32)(begin + head - a->out->buf));
	if (!a->out->failed)
		put_front(a, begin, begin + head);
}

static struct pzz_snmp_answer answer_to(const struct pzz_conf *conf, const struct pzz_frame *f,
					u32 mark)
{
	const struct pzz_snmp_conf *c = conf->room[PZZ_ROOM_SNMP];

	return (struct pzz_snmp_answer){
		.c = c, .req = pzz_snmp_request(f), .mark = mark, .max = c->max[f->family == 6],
	};
}

bool pzz_snmp_write(const struct pzz_conf *conf, const struct pzz_frame *f, u32 mark,
		    struct pzz_writer *out)
{
	struct pzz_flow flow = pzz_flow_back(conf, f);
	struct pzz_snmp_answer a = answer_to(conf, f, mark);

	a.out = out;
	flow.ttl = HOP_LIMIT;
	pzz_udp_begin(out, conf, &flow);
	put_message(&a);
	pzz_udp_end(out, &flow);
	return !out->failed;
}

u32 pzz_snmp_measure(const struct pzz_conf *conf, const struct pzz_frame *f, u32 mark)
{
	struct pzz_snmp_answer a = answer_to(conf, f, mark);
	const struct pzz_snmp_request *req = a.req;
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
	return head + req->head + a.list;
}
