// SPDX-License-Identifier: GPL-2.0
/* SIP registrations as attributes. HA1 never leaves. Each returns whether there was no room. */
#include "conf_sip.h"

static bool put_auth(struct sk_buff *skb, const struct pzz_sip_auth *a)
{
	struct nlattr *nest = nla_nest_start(skb, PROXZZZY_SIP_A_AUTH);

	if (!nest ||
	    nla_put(skb, PROXZZZY_AUTH_A_REALM, a->realm.len, a->realm.at) ||
	    nla_put(skb, PROXZZZY_AUTH_A_USER, a->user.len, a->user.at) ||
	    nla_put_u32(skb, PROXZZZY_AUTH_A_HASH, a->hash) ||
	    nla_put_flag(skb, PROXZZZY_AUTH_A_SECRET_KEPT))
		return true;
	nla_nest_end(skb, nest);
	return false;
}

static bool put_text(struct sk_buff *skb, int type, struct pzz_text t)
{
	return t.len && nla_put(skb, type, t.len, t.at);
}

static bool put_texts(struct sk_buff *skb, const struct pzz_sip_reg *r,
		      const struct pzz_sip_block *b)
{
	return put_text(skb, PROXZZZY_SIP_A_URI, r->uri) ||
	       put_text(skb, PROXZZZY_SIP_A_TO, r->to) ||
	       put_text(skb, PROXZZZY_SIP_A_CONTACT, r->contact) ||
	       (!b->own_from && put_text(skb, PROXZZZY_SIP_A_FROM, r->from)) ||
	       (!b->own_call_id && put_text(skb, PROXZZZY_SIP_A_CALL_ID, r->call_id)) ||
	       put_text(skb, PROXZZZY_SIP_A_AGENT, r->agent) ||
	       put_text(skb, PROXZZZY_SIP_A_EXTRA, r->extra);
}

static bool put_places(struct sk_buff *skb, const struct pzz_sip_reg *r,
		       const struct pzz_sip_block *b)
{
	return nla_put(skb, PROXZZZY_SIP_A_LOCAL, r->local.len, r->local.b) ||
	       nla_put_u16(skb, PROXZZZY_SIP_A_LOCAL_PORT, r->local_port) ||
	       (r->tcp && nla_put_u32(skb, PROXZZZY_SIP_A_TRANSPORT,
				      PROXZZZY_SIP_TRANSPORT_TCP)) ||
	       (r->server.len &&
		nla_put(skb, PROXZZZY_SIP_A_SERVER, r->server.len, r->server.b)) ||
	       (r->name.len && nla_put(skb, PROXZZZY_SIP_A_NAME, r->name.len, r->name.b)) ||
	       (r->port && nla_put_u16(skb, PROXZZZY_SIP_A_PORT, r->port)) ||
	       (b->has_hop && nla_put(skb, PROXZZZY_SIP_A_HOP, ETH_ALEN, b->hop));
}

static bool put_numbers(struct sk_buff *skb, const struct pzz_sip_reg *r)
{
	return nla_put_u32(skb, PROXZZZY_SIP_A_CSEQ, r->cseq) ||
	       nla_put_u32(skb, PROXZZZY_SIP_A_EXPIRES, r->expires) ||
	       nla_put_u32(skb, PROXZZZY_SIP_A_INTERVAL, r->interval) ||
	       (r->since && nla_put_u64_64bit(skb, PROXZZZY_SIP_A_SINCE, r->since,
					      PROXZZZY_SIP_A_PAD)) ||
	       (r->left && nla_put_u32(skb, PROXZZZY_SIP_A_GRANTED, r->left)) ||
	       nla_put_u32(skb, PROXZZZY_SIP_A_ANSWER, r->answer) ||
	       (r->anyone && nla_put_flag(skb, PROXZZZY_SIP_A_ANYONE)) ||
	       nla_put_u32(skb, PROXZZZY_SIP_A_FAILURE, r->failure);
}

bool pzz_put_sip(struct sk_buff *skb, const struct pzz_store *store, u32 index)
{
	struct nlattr *nest = nla_nest_start(skb, PROXZZZY_CONF_A_SIP);
	const struct pzz_sip_reg *r = &store->sips[index];
	u32 i;

	if (!nest || put_places(skb, r, store->sip_blocks[index]) ||
	    put_texts(skb, r, store->sip_blocks[index]) || put_numbers(skb, r))
		return true;
	for (i = 0; i < r->n_auths; i++)
		if (put_auth(skb, &r->auths[i]))
			return true;
	nla_nest_end(skb, nest);
	return false;
}
