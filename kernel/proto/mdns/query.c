// SPDX-License-Identifier: GPL-2.0
/* What a query asks for, whether it is known there, and when and where to it goes. */
#include "mdns/mdns.h"

#define MS	PZZ_NSEC_PER_MSEC

/* The query at hand */
struct query {
	const struct pzz_conf *conf;
	const struct pzz_mdns_conf *c;
	struct pzz_mdns_state *s;
	const struct pzz_frame *f;
	struct pzz_dns_msg *m;
	u64 now;
	unsigned int v6;
	bool direct;		/* to our own address: R63 */
	struct pzz_set asked;
	struct pzz_set asked_qu;	/* QU: R66 */
};

static u64 soon(struct query *q)		/* R74, R76; RFC 6762 6 */
{
	return q->now + 20 * MS + pzz_mdns_random(q->s, 100) * MS;
}

/* Adds what @question asks for: records, or that there is none (R69, RFC 6762 6.1). */
static void ask(struct query *q, const struct pzz_dns_question *question, struct pzz_set *to)
{
	u16 class = question->class & PZZ_DNS_CLASS_MASK;
	u32 name, first, end;

	if (class != PZZ_DNS_IN && class != PZZ_DNS_CLASS_ANY)
		return;
	name = pzz_mdns_name_asked(q->c, question);
	if (name == PZZ_MDNS_NONE)
		return;
	pzz_mdns_range(q->c, name, question->type, &first, &end);
	if (first < end)
		pzz_set_add_range(to, first, end);
	else if (q->c->names[name].unique)
		pzz_set_add(to, q->c->n_rrs + name);
}

static u32 ttl_of(const struct pzz_mdns_conf *c, u32 number)
{
	return number < c->n_rrs ? c->rrs[number].ttl :
	       c->rrs[c->names[number - c->n_rrs].first].ttl;
}

/* R67: the number of ours that the querier knows for long enough, or NONE. */
static u32 known(struct query *q, const struct pzz_dns_rr *rr)
{
	u32 name = pzz_mdns_find_name(q->c, rr->name.wire, rr->name.len, rr->name.hash), number;

	if (name == PZZ_MDNS_NONE)
		return PZZ_MDNS_NONE;
	number = rr->type == PZZ_DNS_NSEC ? q->c->n_rrs + name :
					     pzz_mdns_find_rr(q->c, q->m, rr, name);
	if (number == PZZ_MDNS_NONE || rr->ttl < (ttl_of(q->c, number) + 1) / 2)
		return PZZ_MDNS_NONE;
	return number;
}

/* The slot of a querier that has said that it goes on, or NULL (R68). */
static struct pzz_mdns_slot *waiting(struct query *q)
{
	unsigned int len = q->v6 ? PZZ_IPV6_LEN : PZZ_IPV4_LEN, i;
	struct pzz_mdns_slot *w;

	for (i = PZZ_MDNS_WAIT; i < PZZ_MDNS_UNICAST; i++) {
		w = &q->s->slot[i];
		if (w->due != PZZ_NEVER && w->flow.family == q->f->family &&
		    pzz_ip_equal(w->flow.dst, q->f->src, len))
			return w;
	}
	return NULL;
}

static void suppress(struct query *q)
{
	struct pzz_mdns_slot *w;
	struct pzz_set more;
	u32 number;

	if (!q->m->count[PZZ_DNS_ANSWERS] && !(q->m->flags & PZZ_DNS_TC))
		return;
	w = waiting(q);
	more = pzz_mdns_set(q->c, q->s, w ? (unsigned int)(w - q->s->slot) : PZZ_MDNS_ASKED);
	while (pzz_dns_rr(q->m, PZZ_DNS_ANSWERS, &q->s->rr)) {
		number = known(q, &q->s->rr);
		if (number == PZZ_MDNS_NONE)
			continue;
		pzz_set_remove(&q->asked, number);
		pzz_set_remove(&q->asked_qu, number);
		pzz_set_remove(&more, number);
	}
	if (w && q->m->flags & PZZ_DNS_TC)
		pzz_mdns_set_due(q->s, w, q->now + 400 * MS + pzz_mdns_random(q->s, 101) * MS);
}

/* A free one of @n slots from @first on; else that which is due first, at once. */
static struct pzz_mdns_slot *slot_for(struct query *q, unsigned int first, unsigned int n)
{
	struct pzz_mdns_slot *best = &q->s->slot[first];
	unsigned int i;

	for (i = first; i < first + n; i++)
		if (q->s->slot[i].due == PZZ_NEVER)
			return &q->s->slot[i];
	for (i = first; i < first + n; i++)
		if (q->s->slot[i].due < best->due)
			best = &q->s->slot[i];
	pzz_mdns_set_due(q->s, best, q->now);
	return NULL;
}

static struct pzz_set set_of(struct query *q, const struct pzz_mdns_slot *slot)
{
	return pzz_mdns_set(q->c, q->s, (unsigned int)(slot - q->s->slot));
}

static bool is_delayed(const struct pzz_mdns_conf *c, u32 number)
{
	return number < c->n_rrs && c->rrs[number].delayed;
}

static bool any_delayed(struct query *q, const struct pzz_set *set)
{
	u32 i;

	for (i = pzz_set_next(set, 0); i != PZZ_SET_END; i = pzz_set_next(set, i + 1))
		if (is_delayed(q->c, i))
			return true;
	return false;
}

/* To the querier alone. With all slots in use, nothing: it will ask again. */
static void answer_unicast(struct query *q, struct pzz_set *what,
			   const struct pzz_dns_question *question)
{
	struct pzz_mdns_slot *slot;
	struct pzz_set set;

	if (pzz_set_empty(what))
		return;
	slot = slot_for(q, PZZ_MDNS_UNICAST, PZZ_MDNS_SLOTS - PZZ_MDNS_UNICAST);
	if (!slot)
		return;
	slot->flow = pzz_flow_back(q->conf, q->f);
	slot->id = q->m->id;
	pzz_mdns_set_due(q->s, slot, any_delayed(q, what) ? soon(q) : q->now);
	slot->legacy = question;
	if (question) {
		memcpy(slot->name.wire, question->wire, question->len);
		slot->type = question->type;
		slot->class = question->class;
	}
	set = set_of(q, slot);
	pzz_set_join(&set, what);
}

/* R68: after its known answers have come. Without a free slot: as if it had none. */
static bool wait_for_more(struct query *q)
{
	struct pzz_mdns_slot *slot = waiting(q);
	struct pzz_set set;

	if (!slot)
		slot = slot_for(q, PZZ_MDNS_WAIT, PZZ_MDNS_UNICAST - PZZ_MDNS_WAIT);
	if (!slot)
		return false;
	slot->flow.family = q->f->family;
	memcpy(slot->flow.dst, q->f->src, q->v6 ? PZZ_IPV6_LEN : PZZ_IPV4_LEN);
	pzz_mdns_set_due(q->s, slot, q->now + 400 * MS + pzz_mdns_random(q->s, 101) * MS);
	set = set_of(q, slot);
	pzz_set_join(&set, &q->asked);
	return true;
}

/* R70, R71, R74-R76: what we alone know goes at once, what others may know too, later. */
static void answer_multicast(struct query *q)
{
	struct pzz_mdns_slot *now = &q->s->slot[PZZ_MDNS_NOW + q->v6];
	struct pzz_mdns_slot *later = &q->s->slot[PZZ_MDNS_LATER + q->v6];
	struct pzz_set now_set = set_of(q, now), later_set = set_of(q, later);
	bool probe = q->m->count[PZZ_DNS_AUTHORITY];
	u64 due;
	u32 i;

	for (i = pzz_set_next(&q->asked, 0); i != PZZ_SET_END; i = pzz_set_next(&q->asked, i + 1)) {
		if (is_delayed(q->c, i) && !probe) {
			if (!pzz_set_has(&now_set, i))
				pzz_set_add(&later_set, i);
			continue;
		}
		pzz_set_add(&now_set, i);
		pzz_set_remove(&later_set, i);
		if (now->due == PZZ_NEVER || probe)
			now->gap = probe ? PZZ_MDNS_PROBE_GAP_NS : PZZ_MDNS_GAP_NS;
		pzz_mdns_set_due(q->s, now, q->now);
	}
	if (!pzz_set_empty(&later_set)) {
		due = soon(q);
		if (due < later->due)
			pzz_mdns_set_due(q->s, later, due);
	}
	if (pzz_set_empty(&later_set))
		pzz_mdns_set_due(q->s, later, PZZ_NEVER);
}

/* R66, RFC 6762 5.4: unicast only what all others have heard a short time ago. */
static void move_unheard(struct query *q)
{
	u64 last;
	u32 i;

	for (i = pzz_set_next(&q->asked_qu, 0); i != PZZ_SET_END;
	     i = pzz_set_next(&q->asked_qu, i + 1)) {
		last = *pzz_mdns_last(q->c, q->s, i, q->v6);
		if (last && q->now - last < ttl_of(q->c, i) * (PZZ_NSEC_PER_SEC / 4))
			continue;
		pzz_set_remove(&q->asked_qu, i);
		pzz_set_add(&q->asked, i);
	}
}

/* R79: each question has a response of its own, as conventional DNS has it. */
static void legacy(struct query *q)
{
	struct pzz_dns_question *question = &q->s->q;
	unsigned int n;

	for (n = 0; n < PZZ_MDNS_QUESTIONS_MAX && pzz_dns_question(q->m, question); n++) {
		ask(q, question, &q->asked);
		answer_unicast(q, &q->asked, question);
		pzz_set_clear(&q->asked);
	}
}

static void modern(struct query *q)
{
	struct pzz_dns_question *question = &q->s->q;
	unsigned int n;

	for (n = 0; n < PZZ_MDNS_QUESTIONS_MAX && pzz_dns_question(q->m, question); n++)
		ask(q, question, question->class & PZZ_DNS_UNICAST ? &q->asked_qu : &q->asked);
	suppress(q);
	if (q->direct)
		pzz_set_join(&q->asked_qu, &q->asked);
	else
		move_unheard(q);
	answer_unicast(q, &q->asked_qu, NULL);
	if (q->direct || pzz_set_empty(&q->asked))
		return;
	if (!(q->m->flags & PZZ_DNS_TC) || !wait_for_more(q))
		answer_multicast(q);
}

void pzz_mdns_query(const struct pzz_conf *conf, struct pzz_mdns_state *s, struct pzz_now now,
		    const struct pzz_frame *f, struct pzz_dns_msg *m)
{
	const struct pzz_mdns_conf *c = conf->room[PZZ_ROOM_MDNS];
	struct query q = {
		.conf = conf, .c = c, .s = s, .f = f, .m = m, .now = now.ns,
		.v6 = f->family == 6, .direct = f->cast == PZZ_TO_HOST,
		.asked = pzz_mdns_set(c, s, PZZ_MDNS_ASKED),
		.asked_qu = pzz_mdns_set(c, s, PZZ_MDNS_ASKED_QU),
	};

	if (f->sport != PZZ_PORT_MDNS)
		legacy(&q);
	else
		modern(&q);
	pzz_set_clear(&q.asked);
	pzz_set_clear(&q.asked_qu);
	s->q.wire = NULL;		/* the message will be gone */
}
