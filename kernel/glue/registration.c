// SPDX-License-Identifier: GPL-2.0
/* How SIP registrations are, as status and as events. */
#include <linux/rtnetlink.h>

#include "glue.h"
#include "netlink.h"
#include "sip/sip.h"

#define SHOWN	64	/* bytes of an address of record in an event */

static bool put_one(struct sk_buff *skb, const struct pzz_sip_reg *r, struct pzz_sip_status is)
{
	struct nlattr *nest = nla_nest_start(skb, PROXZZZY_STATUS_A_REGISTRATION);

	if (!nest ||
	    nla_put(skb, PROXZZZY_REG_A_LOCAL, r->local.len, r->local.b) ||
	    nla_put_u16(skb, PROXZZZY_REG_A_LOCAL_PORT, r->local_port) ||
	    nla_put_u8(skb, PROXZZZY_REG_A_FAILED, !is.registered) ||
	    nla_put_u32(skb, PROXZZZY_REG_A_CSEQ, is.cseq) ||
	    nla_put_u32(skb, PROXZZZY_REG_A_ANSWER, is.answer) ||
	    (r->tcp && nla_put_u32(skb, PROXZZZY_REG_A_TRANSPORT, PROXZZZY_SIP_TRANSPORT_TCP)) ||
	    nla_put_u64_64bit(skb, PROXZZZY_REG_A_EXPIRY_NS, is.lapses, PROXZZZY_REG_A_PAD))
		return true;
	nla_nest_end(skb, nest);
	return false;
}

bool pzz_put_registrations(struct sk_buff *skb, const struct pzz_proxy *p)
{
	struct pzz_live *live = rtnl_dereference(p->live);
	struct pzz_sip_status is;
	u32 i;

	for (i = 0; i < live->store->setup.sip.n_regs; i++) {
		spin_lock_bh(&live->lock);
		is = pzz_sip_status(live->conf, live->state, i);
		spin_unlock_bh(&live->lock);
		if (put_one(skb, &live->store->setup.sip.regs[i], is))
			return true;
	}
	return false;
}

/* R47 */
void pzz_registration_tell(struct pzz_proxy *p, const struct pzz_live *live,
			   const struct pzz_outcome *what)
{
	const struct pzz_sip_reg *r = &live->store->setup.sip.regs[what->mark];

	pzz_event(p, PROXZZZY_EVENT_REGISTRATION, "the registration of %.*s has failed: %s",
		  min_t(int, r->to.len, SHOWN), (const char *)r->to.at,
		  pzz_stat_reason_name(what->room, what->reason));
}
