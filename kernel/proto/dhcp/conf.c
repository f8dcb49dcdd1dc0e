// SPDX-License-Identifier: GPL-2.0
/* The lease that the host hands over (C16-C20), and what it can't be. */
#include "dhcp/dhcp.h"

#define SINCE_MAX	0x4000000000000000ULL	/* ns; so that no sum runs over */
/* A request without the client's own options: with its type, and the end */
#define REQUEST_HEAD	((u32)PZZ_IPV4_HLEN + PZZ_UDP_HLEN + PZZ_DHCP_OPTIONS_AT + 3 + 1)

static u32 index_of(const struct pzz_setup *setup)
{
	u32 i;

	for (i = 0; i < setup->n_addrs; i++)
		if (setup->addrs[i].len == PZZ_IPV4_LEN &&
		    pzz_ip_equal(setup->addrs[i].b, setup->dhcp.address, PZZ_IPV4_LEN))
			break;
	return i;
}

static const char *server_wrong(const struct pzz_setup *setup)
{
	static const u8 zero[PZZ_MAC_LEN];
	const u8 *ip = setup->dhcp.server, *mac = setup->dhcp.server_mac;

	if (pzz_ip_is_zero(ip, PZZ_IPV4_LEN) || ip[0] >= 224 || ip[0] == 127)
		return "the DHCP server needs the address of one host";
	if (!pzz_mac_equal(mac, zero) && !pzz_mac_is_station(mac))
		return "the DHCP server's MAC address must be a unicast address";
	return NULL;
}

static const char *times_wrong(const struct pzz_setup *setup)
{
	u32 lease = setup->dhcp.lease, t1 = setup->dhcp.t1, t2 = setup->dhcp.t2;

	if (!lease)
		return "a DHCP lease lasts a second at least";
	if (setup->dhcp.since > SINCE_MAX)
		return "a DHCP lease can't have begun in so far a future";
	if (t1 >= lease || t2 >= lease || (t1 && t2 && t1 >= t2))
		return "T1 must come before T2, and T2 before the end of the DHCP lease";
	return NULL;
}

/* What the room says itself, or can't say again: RFC 3118 has a number that counts on. */
static bool is_reserved(u8 code)
{
	return code == PZZ_DHCP_REQUESTED_IP || code == PZZ_DHCP_OVERLOAD ||
	       code == PZZ_DHCP_MESSAGE_TYPE || code == PZZ_DHCP_SERVER_ID ||
	       code == PZZ_DHCP_RELAY || code == PZZ_DHCP_AUTH;
}

static const char *request_wrong(const struct pzz_setup *setup)
{
	struct pzz_view v = pzz_dhcp_area(setup->dhcp.request, setup->dhcp.request_len);
	struct pzz_dhcp_option o;

	if (setup->dhcp.request_len > PZZ_DHCP_REQUEST_MAX)
		return "the options of a DHCP request have at most 512 bytes";
	if (REQUEST_HEAD + setup->dhcp.request_len > setup->mtu ||
	    (u32)PZZ_IPV4_HLEN + PZZ_UDP_HLEN + PZZ_DHCP_MIN > setup->mtu)
		return "a DHCP request does not fit the interface's MTU";
	while (pzz_dhcp_option_next(&v, &o))
		if (is_reserved(o.code))
			return "DHCP options 50, 52, 53, 54, 82 and 90 can't be given";
	if (!pzz_ok(&v) || pzz_left(&v))
		return "the options of a DHCP request must be code, length and data each";
	return NULL;
}

static bool is_requested(const struct pzz_setup *setup, u8 code)
{
	struct pzz_view v = pzz_dhcp_area(setup->dhcp.request, setup->dhcp.request_len);
	struct pzz_dhcp_option o;

	while (pzz_dhcp_option_next(&v, &o))
		if (o.code == PZZ_DHCP_PARAMETERS && memchr(o.data, code, o.len))
			return true;
	return false;
}

static const char *critical_wrong(const struct pzz_setup *setup)
{
	const u8 *code = setup->dhcp.critical;
	struct pzz_dhcp_options ack;
	u32 i;

	if (setup->dhcp.ack_len > PZZ_DHCP_ACK_MAX ||
	    !pzz_dhcp_options_of(&ack, setup->dhcp.ack, setup->dhcp.ack_len))
		return "the options of a DHCP lease must be code, length and data each";
	if (setup->dhcp.n_critical > PZZ_DHCP_CRITICAL_MAX)
		return "at most 16 DHCP options can be critical";
	for (i = 0; i < setup->dhcp.n_critical; i++) {
		if (i && memchr(code, code[i], i))
			return "a DHCP option is critical once";
		if (!is_requested(setup, code[i]))
			return "a critical DHCP option must be one that option 55 asks for";
	}
	return NULL;
}

bool pzz_dhcp_conf_check(const struct pzz_setup *setup, struct pzz_refusal *why)
{
	if (!setup->dhcp.enable)
		return true;
	if (index_of(setup) == setup->n_addrs)
		why->why = "the DHCP address must be one of the proxied addresses";
	if (!why->why)
		why->why = server_wrong(setup);
	if (!why->why)
		why->why = times_wrong(setup);
	if (!why->why)
		why->why = request_wrong(setup);
	if (!why->why)
		why->why = critical_wrong(setup);
	return !why->why;
}

/* The request's options, the client identifier in one piece, the values of critical ones. */
size_t pzz_dhcp_conf_size(const struct pzz_setup *setup)
{
	return sizeof(struct pzz_dhcp_conf) + 2 * (size_t)setup->dhcp.request_len +
	       setup->dhcp.ack_len;
}

/* In one piece at *at, which moves behind it. */
static u32 keep(struct pzz_dhcp_conf *c, const struct pzz_dhcp_options *o, u8 code, u32 *at)
{
	u32 len = pzz_dhcp_option_get(o, code, c->bytes + *at, PZZ_DHCP_ABSENT);

	if (len != PZZ_DHCP_ABSENT)
		*at += len;
	return len;
}

static void keep_options(struct pzz_dhcp_conf *c, const struct pzz_setup *setup)
{
	struct pzz_dhcp_options o;
	u32 i, at = setup->dhcp.request_len;

	c->request_len = setup->dhcp.request_len;
	if (c->request_len)
		memcpy(c->bytes, setup->dhcp.request, c->request_len);
	pzz_dhcp_options_of(&o, setup->dhcp.request, setup->dhcp.request_len);
	c->id_at = at;
	c->id_len = keep(c, &o, PZZ_DHCP_ID, &at);
	pzz_dhcp_options_of(&o, setup->dhcp.ack, setup->dhcp.ack_len);
	c->n_critical = setup->dhcp.n_critical;
	for (i = 0; i < c->n_critical; i++) {
		c->critical[i].code = setup->dhcp.critical[i];
		c->critical[i].at = at;
		c->critical[i].len = keep(c, &o, c->critical[i].code, &at);
	}
}

const void *pzz_dhcp_conf_init(void *mem, const struct pzz_setup *setup)
{
	struct pzz_dhcp_conf *c = mem;

	if (!setup->dhcp.enable)
		return NULL;
	c->renew = setup->dhcp.renew;
	memcpy(c->address, setup->dhcp.address, PZZ_IPV4_LEN);
	memcpy(c->server, setup->dhcp.server, PZZ_IPV4_LEN);
	memcpy(c->server_mac, setup->dhcp.server_mac, PZZ_MAC_LEN);
	c->index = index_of(setup);
	c->since = setup->dhcp.since;
	c->lease = setup->dhcp.lease;
	c->t1 = setup->dhcp.t1;
	c->t2 = setup->dhcp.t2;
	c->wake_before = setup->dhcp.wake_before;
	keep_options(c, setup);
	return c;
}
