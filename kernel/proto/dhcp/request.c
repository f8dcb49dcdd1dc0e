// SPDX-License-Identifier: GPL-2.0
/* R42: DHCPREQUEST while renewing and rebinding, RFC 2131 4.3.2 and table 5. */
#include "dhcp/dhcp.h"

#define TTL	64

/* The half of what is left, but a minute at least: RFC 2131 4.4.5. */
static u64 after_half(u64 now, u64 end)
{
	u64 wait = (end - now) / 2;

	return now + (wait < PZZ_DHCP_RETRY_NS ? PZZ_DHCP_RETRY_NS : wait);
}

static void set_next(struct pzz_dhcp_state *s, u64 now)
{
	const struct pzz_lease *l = &s->lease;

	if (l->phase == PZZ_LEASE_REBINDING)
		s->send_at = after_half(now, l->expiry);
	else
		s->send_at = after_half(now, l->t2);
	if (l->phase == PZZ_LEASE_RENEWING && s->send_at > l->t2)
		s->send_at = l->t2;
}

static struct pzz_flow flow_to(const struct pzz_lease *l)
{
	struct pzz_flow flow = {
		.family = 4, .ttl = TTL, .sport = PZZ_PORT_DHCP_CLIENT,
		.dport = PZZ_PORT_DHCP_SERVER,
	};

	memcpy(flow.src, l->address, PZZ_IPV4_LEN);
	if (l->phase == PZZ_LEASE_REBINDING) {
		memset(flow.mac, 0xff, PZZ_MAC_LEN);
		memset(flow.dst, 0xff, PZZ_IPV4_LEN);
	} else {
		memcpy(flow.mac, l->server_mac, PZZ_MAC_LEN);
		memcpy(flow.dst, l->server, PZZ_IPV4_LEN);
	}
	return flow;
}

/* The broadcast flag stays clear: we can receive at our address. */
static void put_fixed(u8 *msg, const struct pzz_conf *conf, const struct pzz_dhcp_state *s)
{
	static const u8 head[] = { 1, 1, PZZ_MAC_LEN, 0 };
	static const u8 cookie[] = { 99, 130, 83, 99 };
	u64 secs;
	u32 rest;

	secs = div_u64_rem(s->sent - s->started, (u32)PZZ_NSEC_PER_SEC, &rest);
	memset(msg, 0, PZZ_DHCP_OPTIONS_AT);
	memcpy(msg, head, sizeof(head));
	pzz_put_be32(msg + PZZ_DHCP_XID_AT, s->xid);
	pzz_put_be16(msg + PZZ_DHCP_SECS, secs > 0xffff ? 0xffff : (u16)secs);
	memcpy(msg + PZZ_DHCP_CIADDR, s->lease.address, PZZ_IPV4_LEN);
	memcpy(msg + PZZ_DHCP_CHADDR, conf->mac, PZZ_MAC_LEN);
	memcpy(msg + PZZ_DHCP_COOKIE_AT, cookie, sizeof(cookie));
}

/* Neither a requested address nor a server identifier: they MUST NOT be there. */
static bool put_request(const struct pzz_conf *conf, const struct pzz_dhcp_state *s,
			struct pzz_writer *out)
{
	static const u8 type[] = { PZZ_DHCP_MESSAGE_TYPE, 1, 3 };
	const struct pzz_dhcp_conf *c = conf->room[PZZ_ROOM_DHCP];
	struct pzz_flow flow = flow_to(&s->lease);
	u8 *mem;
	u32 len;

	pzz_udp_begin(out, conf, &flow);
	mem = pzz_room_for(out, PZZ_DHCP_OPTIONS_AT);
	if (mem)
		put_fixed(mem, conf, s);
	pzz_write(out, type, sizeof(type));
	pzz_write(out, c->bytes, c->request_len);
	pzz_write_u8(out, PZZ_DHCP_END);
	len = out->len - PZZ_UDP4_HEAD;
	if (!out->failed && len < PZZ_DHCP_MIN) {
		mem = pzz_room_for(out, PZZ_DHCP_MIN - len);
		if (mem)
			memset(mem, 0, PZZ_DHCP_MIN - len);
	}
	pzz_udp_end(out, &flow);
	return !out->failed;
}

/*
 * Each request has a number of its own, so that it is known which one an answer is
 * for. Where nobody has said the server's MAC, there is nothing to send before T2.
 */
bool pzz_dhcp_request(const struct pzz_conf *conf, struct pzz_dhcp_state *s, struct pzz_now now,
		      struct pzz_writer *out)
{
	struct pzz_lease *l = &s->lease;

	if (l->phase == PZZ_LEASE_BOUND)
		s->started = now.ns;
	l->phase = now.ns < l->t2 ? PZZ_LEASE_RENEWING : PZZ_LEASE_REBINDING;
	if (l->phase == PZZ_LEASE_RENEWING && !pzz_mac_is_station(l->server_mac)) {
		s->send_at = l->t2;
		return false;
	}
	set_next(s, now.ns);
	s->sent = now.ns;
	WRITE_ONCE(s->xid, now.random);
	if (!put_request(conf, s, out))
		return false;
	WRITE_ONCE(s->asked, true);
	l->requests++;
	return true;
}
