// SPDX-License-Identifier: GPL-2.0
/* The lease as it now is, as attributes. */
#include <linux/rtnetlink.h>

#include "netlink.h"

static_assert((int)PZZ_LEASE_BOUND == PROXZZZY_LEASE_BOUND);
static_assert((int)PZZ_LEASE_RENEWING == PROXZZZY_LEASE_RENEWING);
static_assert((int)PZZ_LEASE_REBINDING == PROXZZZY_LEASE_REBINDING);
static_assert((int)PZZ_LEASE_LOST == PROXZZZY_LEASE_LOST);

static bool put_u64(struct sk_buff *skb, int type, u64 value)
{
	return nla_put_u64_64bit(skb, type, value, PROXZZZY_LEASE_A_PAD);
}

int pzz_put_lease(struct sk_buff *skb, const struct pzz_lease *l, const char *reason)
{
	struct nlattr *nest = nla_nest_start(skb, PROXZZZY_A_LEASE);

	if (!nest ||
	    nla_put_u32(skb, PROXZZZY_LEASE_A_PHASE, l->phase) ||
	    (reason && nla_put_string(skb, PROXZZZY_LEASE_A_REASON, reason)) ||
	    nla_put(skb, PROXZZZY_LEASE_A_ADDRESS, sizeof(l->address), l->address) ||
	    nla_put(skb, PROXZZZY_LEASE_A_SERVER, sizeof(l->server), l->server) ||
	    nla_put_u32(skb, PROXZZZY_LEASE_A_SECONDS, l->seconds) ||
	    nla_put_u32(skb, PROXZZZY_LEASE_A_RENEWALS, l->renewals) ||
	    nla_put_u32(skb, PROXZZZY_LEASE_A_REQUESTS, l->requests) ||
	    put_u64(skb, PROXZZZY_LEASE_A_SINCE_NS, l->since) ||
	    put_u64(skb, PROXZZZY_LEASE_A_T1_NS, l->t1) ||
	    put_u64(skb, PROXZZZY_LEASE_A_T2_NS, l->t2) ||
	    put_u64(skb, PROXZZZY_LEASE_A_EXPIRY_NS, l->expiry))
		return -EMSGSIZE;
	nla_nest_end(skb, nest);
	return 0;
}

int pzz_put_lease_of(struct sk_buff *skb, struct pzz_proxy *p)
{
	struct pzz_live *live = rtnl_dereference(p->live);
	struct pzz_lease lease;
	bool known;

	spin_lock_bh(&live->lock);
	known = pzz_dhcp_lease(live->conf, live->state, &lease);
	spin_unlock_bh(&live->lock);
	return known ? pzz_put_lease(skb, &lease, NULL) : 0;
}
