// SPDX-License-Identifier: GPL-2.0
/* What becomes of the lease, by a reply or by time, and when the host has to know. */
#include "dhcp/dhcp.h"

static const char *const reasons[PZZ_DHCP_REASONS] = {
	[PZZ_DHCP_RENEWED]	= "renewed",
	[PZZ_DHCP_RENEWING]	= "renewing",
	[PZZ_DHCP_REBINDING]	= "rebinding",
	[PZZ_DHCP_EXPIRING]	= "expiring",
	[PZZ_DHCP_EXPIRED]	= "expired",
	[PZZ_DHCP_REFUSED]	= "refused",
	[PZZ_DHCP_CHANGED]	= "changed",
	[PZZ_DHCP_MOVED]	= "other-address",
	[PZZ_DHCP_SHORT]	= "short",
	[PZZ_DHCP_OPERATION]	= "operation",
	[PZZ_DHCP_HARDWARE]	= "hardware",
	[PZZ_DHCP_NOT_OURS]	= "not-ours",
	[PZZ_DHCP_COOKIE]	= "cookie",
	[PZZ_DHCP_DESTINATION]	= "destination",
	[PZZ_DHCP_UNASKED]	= "unasked",
	[PZZ_DHCP_XID]		= "xid",
	[PZZ_DHCP_CHECKSUM]	= "checksum",
	[PZZ_DHCP_OPTIONS]	= "options",
	[PZZ_DHCP_TYPE]		= "type",
	[PZZ_DHCP_SERVER]	= "server",
	[PZZ_DHCP_CLIENT_ID]	= "client-id",
	[PZZ_DHCP_LEASE_TIME]	= "lease-time",
	[PZZ_DHCP_ADDRESS]	= "address",
};

static const struct pzz_dhcp_conf *conf_of(const struct pzz_conf *conf)
{
	return conf->room[PZZ_ROOM_DHCP];
}

static struct pzz_outcome ignored(u8 reason)
{
	return pzz_outcome(PZZ_ROOM_DHCP, PZZ_IGNORE, reason);
}

static struct pzz_outcome wakes(const struct pzz_conf *conf, const struct pzz_dhcp_state *s,
				u8 reason)
{
	struct pzz_outcome what = pzz_outcome(PZZ_ROOM_DHCP, PZZ_WAKE, reason);

	what.mark = conf_of(conf)->index;
	what.lost = s->lease.phase == PZZ_LEASE_LOST;
	return what;
}

static struct pzz_outcome input(const struct pzz_conf *conf, const void *state,
				const struct pzz_frame *f)
{
	u8 reason = pzz_dhcp_look(conf, state, f);
	struct pzz_outcome what = ignored(reason);

	what.settle = reason == PZZ_DHCP_RENEWED;
	return what;
}

/* RFC 2131 4.4.5: the address must not be used any more. */
static void lose(struct pzz_dhcp_state *s)
{
	s->lease.phase = PZZ_LEASE_LOST;
	WRITE_ONCE(s->asked, false);
}

static void extend(const struct pzz_conf *conf, struct pzz_dhcp_state *s, struct pzz_now now,
		   const struct pzz_frame *f, const struct pzz_dhcp_reply *r)
{
	/* Not from a relay agent, which need not be on the way to the server. */
	if (pzz_ip_equal(f->src, r->server, PZZ_IPV4_LEN))
		memcpy(s->lease.server_mac, f->data + PZZ_MAC_LEN, PZZ_MAC_LEN);
	else if (!pzz_ip_equal(s->lease.server, r->server, PZZ_IPV4_LEN))
		memset(s->lease.server_mac, 0, PZZ_MAC_LEN);
	pzz_dhcp_extend(conf_of(conf), s, now, r);
}

/* The common bucket may hold a wake back; what is lost has to be told all the same. */
static struct pzz_outcome settle(const struct pzz_conf *conf, void *state, struct pzz_now now,
				 const struct pzz_frame *f, struct pzz_outcome was)
{
	struct pzz_dhcp_state *s = state;
	struct pzz_dhcp_reply r;
	u8 reason = pzz_dhcp_look(conf, s, f);	/* another request may be open by now */

	if (reason == PZZ_DHCP_RENEWED)
		reason = pzz_dhcp_read(conf_of(conf), s, f, &r);
	if (reason == PZZ_DHCP_RENEWED || reason == PZZ_DHCP_CHANGED)
		extend(conf, s, now, f, &r);
	else if (reason == PZZ_DHCP_REFUSED)
		lose(s);
	else if (reason == PZZ_DHCP_MOVED)
		WRITE_ONCE(s->asked, false);
	if (reason != PZZ_DHCP_CHANGED && reason != PZZ_DHCP_REFUSED && reason != PZZ_DHCP_MOVED)
		return ignored(reason);
	s->again = reason;
	s->again_at = now.ns + PZZ_DHCP_AGAIN_NS;
	return wakes(conf, s, reason);
}

static struct pzz_outcome request(const struct pzz_conf *conf, struct pzz_dhcp_state *s,
				  struct pzz_now now, struct pzz_writer *out)
{
	struct pzz_outcome what;
	bool sent = pzz_dhcp_request(conf, s, now, out);

	what = ignored(s->lease.phase == PZZ_LEASE_REBINDING ? PZZ_DHCP_REBINDING :
							       PZZ_DHCP_RENEWING);
	if (sent) {
		what.verdict = PZZ_REPLY;
		what.size = out->len;
	}
	return what;
}

static struct pzz_outcome do_due(const struct pzz_conf *conf, struct pzz_dhcp_state *s,
				 struct pzz_now now, struct pzz_writer *out)
{
	if (s->again_at <= now.ns) {
		s->again_at = PZZ_NEVER;
		return wakes(conf, s, s->again);
	}
	if (s->lease.phase == PZZ_LEASE_LOST)
		return ignored(PZZ_DHCP_EXPIRED);
	if (s->lease.expiry <= now.ns) {
		lose(s);
		return wakes(conf, s, PZZ_DHCP_EXPIRED);
	}
	if (!s->warned && s->wake_at <= now.ns) {	/* R41 */
		s->warned = true;
		return wakes(conf, s, PZZ_DHCP_EXPIRING);
	}
	if (s->send_at <= now.ns)
		return request(conf, s, now, out);
	return ignored(PZZ_DHCP_RENEWING);
}

static struct pzz_due tick(const struct pzz_conf *conf, void *state, struct pzz_now now,
			   struct pzz_writer *out)
{
	struct pzz_due due = { .what = do_due(conf, state, now, out) };

	due.next = pzz_dhcp_next(conf, state);
	return due;
}

static u64 begin(const struct pzz_conf *conf, void *state, struct pzz_now now)
{
	pzz_dhcp_begin(conf_of(conf), state, now);
	return pzz_dhcp_next(conf, state);
}

static size_t state_size(const struct pzz_conf *conf)
{
	return sizeof(struct pzz_dhcp_state);
}

const struct pzz_room pzz_dhcp_room = {
	.name = "dhcp",
	.clauses = "8.2 R41-R43; RFC 2131, 2132, 3396, 6842",
	.reasons = reasons,
	.n_reasons = PZZ_DHCP_REASONS,
	.conf_check = pzz_dhcp_conf_check,
	.conf_size = pzz_dhcp_conf_size,
	.conf_init = pzz_dhcp_conf_init,
	.state_size = state_size,
	.input = input,
	.settle = settle,
	.begin = begin,
	.tick = tick,
	.next = pzz_dhcp_next,
};
