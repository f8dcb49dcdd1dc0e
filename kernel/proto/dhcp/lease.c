// SPDX-License-Identifier: GPL-2.0
/* Until when the lease lasts, and what is due before: RFC 2131 4.4.5. */
#include "dhcp/dhcp.h"

static u64 ns_of(u32 seconds)
{
	return seconds * PZZ_NSEC_PER_SEC;
}

/* Up to a sixteenth of @ns, by chance. */
static u64 fuzz(u64 ns, u32 random)
{
	ns /= 16;
	return (ns >> 32) * random + ((ns & 0xffffffff) * random >> 32);
}

static u64 least(u64 a, u64 b)
{
	return a < b ? a : b;
}

static void never(struct pzz_lease *l)
{
	l->t1 = PZZ_NEVER;
	l->t2 = PZZ_NEVER;
	l->expiry = PZZ_NEVER;
}

/*
 * T1 < T2 < the end, or the defaults; each a little early by chance, so that those
 * who have slept since the same moment do not ask in the same moment. The host is
 * woken before the end, but only after there was time for an answer to the last request.
 */
static void set_times(const struct pzz_dhcp_conf *c, struct pzz_dhcp_state *s, u32 t1, u32 t2,
		      u32 random)
{
	struct pzz_lease *l = &s->lease;
	u64 len = ns_of(l->seconds), first = ns_of(t1), second = ns_of(t2);

	s->warned = false;
	s->wake_at = PZZ_NEVER;
	if (l->seconds == PZZ_DHCP_INFINITE) {
		never(l);
		return;
	}
	if (!t1)
		first = len / 2;
	if (!t2)
		second = len - len / 8;
	if (first >= second || second >= len) {
		first = len / 2;
		second = len - len / 8;
	}
	l->expiry = l->since + len;
	l->t1 = l->since + first - fuzz(first, random);
	l->t2 = l->since + second - fuzz(second - first, random);
	s->wake_at = l->expiry - least(ns_of(c->wake_before),
				       c->renew ? (len - second) / 2 : len / 2);
}

static void be_bound(const struct pzz_dhcp_conf *c, struct pzz_dhcp_state *s)
{
	s->lease.phase = PZZ_LEASE_BOUND;
	s->send_at = c->renew ? s->lease.t1 : PZZ_NEVER;
	s->again_at = PZZ_NEVER;
	WRITE_ONCE(s->asked, false);
}

static void take_configured(const struct pzz_dhcp_conf *c, struct pzz_dhcp_state *s, u32 random)
{
	struct pzz_lease *l = &s->lease;

	memset(l, 0, sizeof(*l));
	memcpy(l->address, c->address, PZZ_IPV4_LEN);
	memcpy(l->server, c->server, PZZ_IPV4_LEN);
	memcpy(l->server_mac, c->server_mac, PZZ_MAC_LEN);
	l->since = c->since;
	l->seconds = c->lease;
	set_times(c, s, c->t1, c->t2, random);
	s->known = true;
}

/*
 * What was extended in a former sleep still lasts: the host may not have said so
 * since. All else is forgotten, and the host's word counts.
 */
void pzz_dhcp_begin(const struct pzz_dhcp_conf *c, struct pzz_dhcp_state *s, struct pzz_now now)
{
	if (!s->known || s->lease.phase == PZZ_LEASE_LOST || s->lease.expiry <= now.ns)
		take_configured(c, s, now.random);
	be_bound(c, s);
	s->warned = false;
}

/* The lease counts from when the request was sent that has been answered. */
void pzz_dhcp_extend(const struct pzz_dhcp_conf *c, struct pzz_dhcp_state *s, struct pzz_now now,
		     const struct pzz_dhcp_reply *r)
{
	struct pzz_lease *l = &s->lease;

	memcpy(l->server, r->server, PZZ_IPV4_LEN);
	l->since = s->sent;
	l->seconds = r->lease;
	l->renewals++;
	set_times(c, s, r->t1, r->t2, now.random);
	be_bound(c, s);
}

u64 pzz_dhcp_next(const struct pzz_conf *conf, const void *state)
{
	const struct pzz_dhcp_state *s = state;
	u64 next = s->again_at;

	if (s->lease.phase == PZZ_LEASE_LOST)
		return next;
	next = least(next, least(s->send_at, s->lease.expiry));
	return s->warned ? next : least(next, s->wake_at);
}

bool pzz_dhcp_lease(const struct pzz_conf *conf, const void *state, struct pzz_lease *lease)
{
	const struct pzz_dhcp_state *s;

	if (!conf->room[PZZ_ROOM_DHCP])
		return false;
	s = (const void *)((const u8 *)state + conf->state_off[PZZ_ROOM_DHCP]);
	*lease = s->lease;
	return s->known;
}
