// SPDX-License-Identifier: GPL-2.0
/* What the glue and the room tell each other: next hops, and how a registration is. */
#include "pzz_addrs.h"
#include "sip/sip.h"

static bool is_below(const struct pzz_prefix *prefix, const u8 *ip, u8 len)
{
	u32 whole = prefix->bits / 8, rest = prefix->bits % 8;

	if (!prefix->ip.len)
		return true;
	return prefix->ip.len == len && !memcmp(prefix->ip.b, ip, whole) &&
	       (!rest || !((prefix->ip.b[whole] ^ ip[whole]) >> (8 - rest)));
}

static const u8 *find_hop(const struct pzz_hop *hops, u32 n, const u8 *to, u8 len)
{
	u32 i;

	for (i = 0; i < n; i++)
		if (is_below(&hops[i].to, to, len))
			return hops[i].mac;
	return NULL;
}

bool pzz_sip_flow(const struct pzz_conf *conf, const struct pzz_sip_state *s, const u8 *from,
		  const u8 *to, u8 len, struct pzz_flow *flow)
{
	const struct pzz_sip_conf *sip = pzz_sip_conf(conf);
	const u8 *mac = find_hop(s->hops, s->n_hops, to, len);

	if (!mac)
		mac = find_hop(sip->hops, sip->n_hops, to, len);
	if (!mac)
		return false;
	flow->family = len == PZZ_IPV4_LEN ? 4 : 6;
	flow->ttl = 64;
	memcpy(flow->mac, mac, sizeof(flow->mac));
	memcpy(flow->src, from, len);
	memcpy(flow->dst, to, len);
	return true;
}

static struct pzz_sip_state *state_of(const struct pzz_conf *conf, void *state)
{
	return (void *)((u8 *)state + conf->state_off[PZZ_ROOM_SIP]);
}

static const struct pzz_sip_client *client_of(const struct pzz_conf *conf, const void *state,
					      u32 index)
{
	const struct pzz_sip_state *s =
		(const void *)((const u8 *)state + conf->state_off[PZZ_ROOM_SIP]);

	return &s->clients[index];
}

void pzz_sip_use_hops(const struct pzz_conf *conf, void *state, const struct pzz_hop *hops, u32 n)
{
	struct pzz_sip_state *s;

	if (!pzz_sip_conf(conf))
		return;
	s = state_of(conf, state);
	s->n_hops = n < PZZ_HOPS ? n : PZZ_HOPS;
	if (s->n_hops)
		memcpy(s->hops, hops, s->n_hops * sizeof(*hops));
}

/* R47: CSeq only ever grows, whatever else of the configuration has changed. */
void pzz_sip_go_on(const struct pzz_conf *conf, void *state, const struct pzz_conf *was,
		   const void *old)
{
	const struct pzz_sip_conf *to = pzz_sip_conf(conf), *from = pzz_sip_conf(was);
	u32 i, j;

	for (i = 0; to && from && i < to->n_regs; i++)
		for (j = 0; j < from->n_regs; j++) {
			struct pzz_sip_client *c = &state_of(conf, state)->clients[i];
			const struct pzz_sip_client *o = client_of(was, old, j);

			if (!pzz_text_equal(to->regs[i].reg.call_id, from->regs[j].reg.call_id))
				continue;
			if (c->cseq < o->cseq)
				c->cseq = o->cseq;
			if (c->lapses < o->lapses)
				c->lapses = o->lapses;
			c->answer = o->answer;
		}
}

struct pzz_sip_status pzz_sip_status(const struct pzz_conf *conf, const void *state, u32 index)
{
	const struct pzz_sip_client *c = client_of(conf, state, index);

	return (struct pzz_sip_status){
		.cseq = c->cseq, .registered = !c->told, .answer = c->answer,
		.lapses = c->lapses,
	};
}
