// SPDX-License-Identifier: GPL-2.0
/*
 * A slot is due: one message with as much of its set as fits and may be said
 * now. What is left stays, and the slot is due again.
 */
#include "mdns/mdns.h"
#include "pzz_addrs.h"

#define TRACED_MAX	32	/* answers whose additional records are looked for */
#define EXTRAS_MAX	128	/* of these, how many are looked at */
#define TYPES_MAX	32	/* of a name, in an NSEC */
#define PACE_NS		PZZ_NSEC_PER_MSEC	/* between frames that say everything */

struct message {
	const struct pzz_conf *conf;
	const struct pzz_mdns_conf *c;
	struct pzz_mdns_state *s;
	struct pzz_mdns_slot *slot;
	unsigned int which;
	unsigned int v6;
	bool multicast;
	u64 now;
	u64 again;		/* when what may not be said yet may be */
	struct pzz_set set;
	struct pzz_set sent;
	struct pzz_dns_writer w;
	u32 traced[TRACED_MAX];
	u32 n_traced;
	u32 extras;
};

static u32 ttl(const struct message *m, u32 value)
{
	if (m->s->goodbye)
		return 0;
	return m->slot->legacy && value > PZZ_MDNS_LEGACY_TTL ? PZZ_MDNS_LEGACY_TTL : value;
}

/* RFC 6762 10.2: the bit says that this is all there is of name and type. */
static u16 class_of(const struct message *m, bool shared)
{
	return PZZ_DNS_IN | (shared || m->slot->legacy ? 0 : PZZ_DNS_CACHE_FLUSH);
}

/* RFC 6762 6.1: the types that the name has. */
static bool put_nsec(struct message *m, enum pzz_dns_section section, u32 name)
{
	const struct pzz_mdns_name *n = &m->c->names[name];
	u16 types[TYPES_MAX];
	u32 i, n_types = 0;

	for (i = n->first; i < n->first + n->n && n_types < TYPES_MAX; i++)
		if (!n_types || types[n_types - 1] != m->c->rrs[i].type)
			types[n_types++] = m->c->rrs[i].type;
	return pzz_dns_put_nsec(&m->w, section, pzz_mdns_wire(m->c, name), class_of(m, false),
				ttl(m, m->c->rrs[n->first].ttl), types, n_types);
}

static bool put(struct message *m, enum pzz_dns_section section, u32 number)
{
	const struct pzz_mdns_rr *rr = &m->c->rrs[number];
	bool done;

	if (number >= m->c->n_rrs)
		done = put_nsec(m, section, number - m->c->n_rrs);
	else
		done = pzz_dns_put_rr(&m->w, section, pzz_mdns_wire(m->c, rr->name), rr->type,
				      class_of(m, rr->shared), ttl(m, rr->ttl),
				      m->c->bytes + rr->data, rr->data_len);
	if (!done)
		return false;
	pzz_set_add(&m->sent, number);
	if (m->multicast)
		*pzz_mdns_last(m->c, m->s, number, m->v6) = m->now;
	return true;
}

/* RFC 6762 6: no record more than once a second, and to defend it, 4 times. */
static u64 allowed_at(const struct message *m, u32 number)
{
	u64 last = *pzz_mdns_last(m->c, m->s, number, m->v6);
	u64 gap = m->which < PZZ_MDNS_LATER ? m->slot->gap : PZZ_MDNS_GAP_NS;

	return m->multicast && last && !m->s->goodbye ? last + gap : 0;
}

static void put_extra(struct message *m, u32 number)
{
	if (m->extras++ < EXTRAS_MAX && !pzz_set_has(&m->sent, number) &&
	    allowed_at(m, number) <= m->now)
		put(m, PZZ_DNS_ADDITIONAL, number);
}

/* Return: whether there are any. */
static bool put_extras(struct message *m, u32 name, u16 type)
{
	u32 first, end, i;

	pzz_mdns_range(m->c, name, type, &first, &end);
	for (i = first; i < end && m->extras < EXTRAS_MAX; i++)
		put_extra(m, i);
	return first < end;
}

/* R72: all addresses; and that of the other family there is none. */
static void put_addresses(struct message *m, u32 name)
{
	bool v4 = put_extras(m, name, PZZ_DNS_A), v6 = put_extras(m, name, PZZ_DNS_AAAA);

	if (m->c->names[name].unique && v4 != v6)
		put_extra(m, m->c->n_rrs + name);
}

/* RFC 6763 12 */
static void put_service(struct message *m, u32 name)
{
	u32 first, end;

	put_extras(m, name, PZZ_DNS_SRV);
	put_extras(m, name, PZZ_DNS_TXT);
	pzz_mdns_range(m->c, name, PZZ_DNS_SRV, &first, &end);
	for (; first < end && m->extras < EXTRAS_MAX; first++)
		if (m->c->rrs[first].target != PZZ_MDNS_NONE)
			put_addresses(m, m->c->rrs[first].target);
}

static void put_additional(struct message *m)
{
	const struct pzz_mdns_rr *rr;
	u32 i;

	for (i = 0; i < m->n_traced; i++) {
		rr = &m->c->rrs[m->traced[i]];
		if (rr->type == PZZ_DNS_A || rr->type == PZZ_DNS_AAAA)
			put_addresses(m, rr->name);
		else if (rr->type == PZZ_DNS_SRV && rr->target != PZZ_MDNS_NONE)
			put_addresses(m, rr->target);
		else if (rr->type == PZZ_DNS_PTR && rr->target != PZZ_MDNS_NONE)
			put_service(m, rr->target);
	}
}

/* Return: whether all of it found room that may be said now. */
static bool put_answers(struct message *m)
{
	u64 at;
	u32 i;

	for (i = pzz_set_next(&m->set, 0); i != PZZ_SET_END; i = pzz_set_next(&m->set, i + 1)) {
		at = allowed_at(m, i);
		if (at > m->now) {
			if (at < m->again)
				m->again = at;
			continue;
		}
		if (!put(m, PZZ_DNS_ANSWERS, i) && m->w.count[PZZ_DNS_ANSWERS])
			return false;
		pzz_set_remove(&m->set, i);	/* one that never fits, too */
		if (i < m->c->n_rrs && m->n_traced < TRACED_MAX)
			m->traced[m->n_traced++] = i;
	}
	return true;
}

/* R65: TTL 255, from 5353, to the group of the link. */
static void aim(struct message *m)
{
	static const u8 group4[PZZ_IPV4_LEN] = { 224, 0, 0, 251 };
	static const u8 group6[PZZ_IPV6_LEN] = { 0xff, 2, [15] = 0xfb };
	unsigned int len = m->v6 ? PZZ_IPV6_LEN : PZZ_IPV4_LEN;
	const u8 *group = m->v6 ? group6 : group4;
	struct pzz_flow *flow = &m->slot->flow;

	flow->family = m->v6 ? 6 : 4;
	flow->ttl = 255;
	flow->sport = PZZ_PORT_MDNS;
	flow->dport = PZZ_PORT_MDNS;
	pzz_group_mac(flow->mac, group, len);
	pzz_ip_copy(flow->src, pzz_source(m->conf, group, len), len);
	pzz_ip_copy(flow->dst, group, len);
}

static void begin(struct message *m, struct pzz_writer *out)
{
	if (m->multicast)
		aim(m);
	pzz_udp_begin(out, m->conf, &m->slot->flow);
	pzz_dns_write(&m->w, out, m->multicast ? 0 : m->slot->id, PZZ_DNS_QR | PZZ_DNS_AA);
	m->w.plain_srv = m->slot->legacy;
	if (m->slot->legacy)
		pzz_dns_put_question(&m->w, m->slot->name.wire, m->slot->type, m->slot->class);
}

/* A legacy querier takes one message, and asks again by other means (TC). */
static void leave(struct message *m, bool all)
{
	if (!all && m->slot->legacy) {
		m->w.flags |= PZZ_DNS_TC;
		pzz_set_clear(&m->set);
	}
	if (pzz_set_empty(&m->set))
		pzz_mdns_set_due(m->s, m->slot, PZZ_NEVER);
	else if (all)
		pzz_mdns_set_due(m->s, m->slot, m->again);
	else
		pzz_mdns_set_due(m->s, m->slot, m->which >= PZZ_MDNS_ALL &&
				 m->which < PZZ_MDNS_WAIT ? m->now + PACE_NS : m->now);
}

/* RFC 6762 8.3: again a second after the first, then after twice that time, and so on. */
static void announce_again(struct message *m)
{
	struct pzz_mdns_slot *slot = m->slot;
	u64 due;

	if (slot->due != PZZ_NEVER || m->s->goodbye || ++slot->rounds >= m->c->announce)
		return;
	due = m->s->announce_at + ((1ULL << slot->rounds) - 1) * PZZ_NSEC_PER_SEC;
	pzz_set_add_range(&m->set, 0, m->c->n_rrs);
	pzz_mdns_set_due(m->s, slot, due > m->now ? due : m->now + PZZ_NSEC_PER_SEC);
}

static struct pzz_outcome send(struct message *m, struct pzz_writer *out)
{
	bool everything = m->which >= PZZ_MDNS_ALL && m->which < PZZ_MDNS_WAIT, all;
	struct pzz_outcome what = pzz_outcome(PZZ_ROOM_MDNS, PZZ_IGNORE,
					      everything ? PZZ_MDNS_ANNOUNCED : PZZ_MDNS_ANSWERED);

	begin(m, out);
	all = put_answers(m);
	if (!everything)
		put_additional(m);
	leave(m, all);
	if (m->w.count[PZZ_DNS_ANSWERS]) {	/* R73 */
		pzz_dns_written(&m->w);
		pzz_udp_end(out, &m->slot->flow);
		what.verdict = PZZ_REPLY;
		what.size = out->len;
	}
	pzz_set_clear(&m->sent);
	if (everything)
		announce_again(m);
	return what;
}

/* R68: what its known answers have left, now. */
static void answer_waiting(struct message *m)
{
	unsigned int now = PZZ_MDNS_NOW + (m->slot->flow.family == 6);
	struct pzz_set to = pzz_mdns_set(m->c, m->s, now);

	pzz_mdns_set_due(m->s, m->slot, PZZ_NEVER);
	if (pzz_set_empty(&m->set))
		return;
	pzz_set_join(&to, &m->set);
	pzz_set_clear(&m->set);
	if (m->s->slot[now].due > m->now) {
		pzz_mdns_set_due(m->s, &m->s->slot[now], m->now);
		m->s->slot[now].gap = PZZ_MDNS_GAP_NS;
	}
}

struct pzz_due pzz_mdns_tick(const struct pzz_conf *conf, void *state, struct pzz_now now,
			     struct pzz_writer *out)
{
	struct pzz_due due = { .what = pzz_outcome(PZZ_ROOM_MDNS, PZZ_IGNORE, PZZ_MDNS_ANSWERED) };
	struct pzz_mdns_state *s = state;
	struct message m;	/* its arrays are filled as far as they are used */

	m.conf = conf;
	m.c = conf->room[PZZ_ROOM_MDNS];
	m.s = s;
	m.now = now.ns;
	m.again = PZZ_NEVER;
	m.which = pzz_mdns_first(s);
	m.n_traced = 0;
	m.extras = 0;
	m.slot = &s->slot[m.which];
	m.multicast = m.which < PZZ_MDNS_WAIT;
	m.v6 = m.multicast ? m.which % 2 : m.slot->flow.family == 6;
	m.set = pzz_mdns_set(m.c, s, m.which);
	m.sent = pzz_mdns_set(m.c, s, PZZ_MDNS_SENT);
	if (m.slot->due <= now.ns) {
		if (m.which >= PZZ_MDNS_WAIT && m.which < PZZ_MDNS_UNICAST)
			answer_waiting(&m);
		else
			due.what = send(&m, out);
	}
	due.next = pzz_mdns_next(conf, s);
	return due;
}
