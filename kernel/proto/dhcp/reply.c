// SPDX-License-Identifier: GPL-2.0
/*
 * Replies. Nothing changes unless all of it is right: RFC 2131 4.4.5, table 3. The
 * source port may be anything; only the destination is laid down (4.1).
 */
#include "dhcp/dhcp.h"
#include "pzz_addrs.h"

enum { BOOTREPLY = 2, DHCPACK = 5, DHCPNAK = 6 };

static const u8 broadcast[PZZ_IPV4_LEN] = { 255, 255, 255, 255 };

/* Most of what comes is for others, and a flood of wrong numbers takes no lock. */
u8 pzz_dhcp_look(const struct pzz_conf *conf, const struct pzz_dhcp_state *s,
		 const struct pzz_frame *f)
{
	static const u8 cookie[] = { 99, 130, 83, 99 };
	const struct pzz_dhcp_conf *c = conf->room[PZZ_ROOM_DHCP];
	const u8 *msg;
	u32 len;

	msg = pzz_udp_payload(f, &len);
	if (len < PZZ_DHCP_OPTIONS_AT)
		return PZZ_DHCP_SHORT;
	if (msg[PZZ_DHCP_OP] != BOOTREPLY)
		return PZZ_DHCP_OPERATION;
	if (msg[PZZ_DHCP_HTYPE] != 1 || msg[PZZ_DHCP_HLEN] != PZZ_MAC_LEN)
		return PZZ_DHCP_HARDWARE;
	if (!pzz_mac_equal(msg + PZZ_DHCP_CHADDR, conf->mac))
		return PZZ_DHCP_NOT_OURS;
	if (memcmp(msg + PZZ_DHCP_COOKIE_AT, cookie, sizeof(cookie)))
		return PZZ_DHCP_COOKIE;
	if (!pzz_ip_equal(f->dst, c->address, PZZ_IPV4_LEN) &&
	    !pzz_ip_equal(f->dst, broadcast, PZZ_IPV4_LEN))
		return PZZ_DHCP_DESTINATION;
	if (!READ_ONCE(s->asked))
		return PZZ_DHCP_UNASKED;
	if (pzz_be32(msg + PZZ_DHCP_XID_AT) != READ_ONCE(s->xid))
		return PZZ_DHCP_XID;
	return pzz_udp_ok(f) ? PZZ_DHCP_RENEWED : PZZ_DHCP_CHECKSUM;
}

/* Who answers: while renewing, only the server that was asked may. */
static bool read_server(const struct pzz_dhcp_state *s, const struct pzz_dhcp_options *o,
			u8 *server)
{
	if (pzz_dhcp_option_get(o, PZZ_DHCP_SERVER_ID, server, PZZ_IPV4_LEN) != PZZ_IPV4_LEN ||
	    pzz_ip_is_zero(server, PZZ_IPV4_LEN) || pzz_ip_is_multicast(server, PZZ_IPV4_LEN) ||
	    pzz_ip_equal(server, broadcast, PZZ_IPV4_LEN))
		return false;
	return s->lease.phase == PZZ_LEASE_REBINDING ||
	       pzz_ip_equal(server, s->lease.server, PZZ_IPV4_LEN);
}

/* RFC 6842 3: an identifier that comes back is ours. */
static bool is_for_us(const struct pzz_dhcp_conf *c, const struct pzz_dhcp_options *o)
{
	if (c->id_len == PZZ_DHCP_ABSENT ||
	    pzz_dhcp_option_get(o, PZZ_DHCP_ID, NULL, 0) == PZZ_DHCP_ABSENT)
		return true;
	return pzz_dhcp_option_is(o, PZZ_DHCP_ID, c->bytes + c->id_at, c->id_len);
}

/* R43 */
static bool has_changed(const struct pzz_dhcp_conf *c, const struct pzz_dhcp_options *o)
{
	const struct pzz_dhcp_critical *k;

	for (k = c->critical; k < c->critical + c->n_critical; k++)
		if (k->len == PZZ_DHCP_ABSENT ?
		    pzz_dhcp_option_get(o, k->code, NULL, 0) != PZZ_DHCP_ABSENT :
		    !pzz_dhcp_option_is(o, k->code, c->bytes + k->at, k->len))
			return true;
	return false;
}

static u8 read_ack(const struct pzz_dhcp_conf *c, const struct pzz_dhcp_options *o,
		   const u8 *yiaddr, struct pzz_dhcp_reply *r)
{
	if (!pzz_dhcp_option_be32(o, PZZ_DHCP_LEASE, &r->lease) || !r->lease ||
	    !pzz_dhcp_option_be32(o, PZZ_DHCP_T1, &r->t1) ||
	    !pzz_dhcp_option_be32(o, PZZ_DHCP_T2, &r->t2))
		return PZZ_DHCP_LEASE_TIME;
	if (pzz_ip_is_zero(yiaddr, PZZ_IPV4_LEN))
		return PZZ_DHCP_ADDRESS;
	if (!pzz_ip_equal(yiaddr, c->address, PZZ_IPV4_LEN))
		return PZZ_DHCP_MOVED;
	return has_changed(c, o) ? PZZ_DHCP_CHANGED : PZZ_DHCP_RENEWED;
}

u8 pzz_dhcp_read(const struct pzz_dhcp_conf *c, const struct pzz_dhcp_state *s,
		 const struct pzz_frame *f, struct pzz_dhcp_reply *r)
{
	struct pzz_dhcp_options o;
	const u8 *msg;
	u8 type = 0;
	u32 len;

	msg = pzz_udp_payload(f, &len);
	if (!pzz_dhcp_options_in(&o, msg, len))
		return PZZ_DHCP_OPTIONS;
	if (pzz_dhcp_option_get(&o, PZZ_DHCP_MESSAGE_TYPE, &type, 1) != 1 ||
	    (type != DHCPACK && type != DHCPNAK))
		return PZZ_DHCP_TYPE;
	if (!read_server(s, &o, r->server))
		return PZZ_DHCP_SERVER;
	if (!is_for_us(c, &o))
		return PZZ_DHCP_CLIENT_ID;
	return type == DHCPNAK ? PZZ_DHCP_REFUSED : read_ack(c, &o, msg + PZZ_DHCP_YIADDR, r);
}
