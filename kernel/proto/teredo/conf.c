// SPDX-License-Identifier: GPL-2.0
/* The packets that the host gives (C24, C25), and what they say about the server. */
#include "frame/frame.h"
#include "pzz_udp.h"
#include "teredo/teredo.h"

static bool is_proxied(const struct pzz_setup *setup, const u8 *ip)
{
	u32 i;

	for (i = 0; i < setup->n_addrs; i++)
		if (setup->addrs[i].len == PZZ_IPV4_LEN &&
		    pzz_ip_equal(setup->addrs[i].b, ip, PZZ_IPV4_LEN))
			return true;
	return false;
}

/* Class E with the broadcast address, multicast, loopback, 0.0.0.0/8: nobody's server. */
static bool is_server(const u8 *ip)
{
	return ip[0] < 224 && ip[0] != 127 && ip[0];
}

/* The same readers as for what is received: from the IPv4 header on. */
static bool parse(const struct pzz_teredo *t, struct pzz_frame *f)
{
	pzz_frame_init(f, t->packet, t->len);
	return pzz_frame_ip4(f) == PZZ_FRAME_GOOD && f->l4_proto == PZZ_IP_UDP &&
	       f->l4 + f->l4_len == t->len && pzz_be16(t->packet + f->l4 + 4) == f->l4_len;
}

bool pzz_teredo_packet_ok(const struct pzz_teredo *t)
{
	struct pzz_frame f;

	return parse(t, &f);
}

/* A port has one room; those of mDNS and LLMNR are theirs as SNMP has it. */
static bool is_taken(const struct pzz_setup *setup, u16 port)
{
	u32 i;

	for (i = 0; setup->snmp.enable && i < setup->snmp.n_ports; i++)
		if (setup->snmp.ports[i] == port)
			return true;
	return port == PZZ_PORT_MDNS || port == PZZ_PORT_LLMNR;
}

static const char *packet_wrong(const struct pzz_setup *setup, const struct pzz_teredo *t)
{
	struct pzz_frame f;

	if (t->len > PROXZZZY_TEREDO_PACKET_MAX || t->len > setup->mtu)
		return "a Teredo packet has at most 1280 bytes, and no more than the MTU";
	if (!parse(t, &f))
		return "a Teredo packet must be a whole IPv4 packet of one UDP datagram";
	if (!pzz_udp_ok(&f))
		return "the UDP checksum of the Teredo packet is wrong";
	if (!is_proxied(setup, f.src) || !f.sport)
		return "a Teredo packet must come from a proxied address and a port";
	if (is_taken(setup, f.sport))
		return "a Teredo packet must not come from the port of SNMP, mDNS or LLMNR";
	if (!is_server(f.dst) || f.dport != PZZ_PORT_TEREDO)
		return "a Teredo packet must go to port 3544 of one server";
	return NULL;
}

static const char *wrong(const struct pzz_setup *setup, const struct pzz_teredo *t)
{
	if (!t->min || t->min > t->max || t->max > PROXZZZY_TEREDO_INTERVAL_MAX)
		return "the Teredo intervals must be 1 to 86400 seconds, the shortest first";
	if (!pzz_mac_is_station(t->mac))
		return "the way to the Teredo server must be a unicast MAC address";
	if (t->address.len && (t->address.len != PZZ_IPV6_LEN ||
			       pzz_ip_is_zero(t->address.b, PZZ_IPV6_LEN) ||
			       pzz_ip_is_multicast(t->address.b, PZZ_IPV6_LEN)))
		return "a Teredo address is a unicast IPv6 address";
	return packet_wrong(setup, t);
}

static const u8 *udp_of(const u8 *packet)
{
	return packet + (packet[0] & 15) * 4;
}

bool pzz_teredo_same(const struct pzz_teredo *a, const struct pzz_teredo *b)
{
	return !memcmp(a->packet + 12, b->packet + 12, 2 * PZZ_IPV4_LEN) &&
	       pzz_load16(udp_of(a->packet)) == pzz_load16(udp_of(b->packet));
}

bool pzz_teredo_conf_check(const struct pzz_setup *setup, struct pzz_refusal *why)
{
	u32 i, j;

	why->table = PZZ_AT_TEREDO;
	for (i = 0; i < setup->n_teredos && !why->why; i++) {
		why->index = i;
		why->why = i == PROXZZZY_TEREDO_MAX ? "there are at most 8 Teredo packets" :
						      wrong(setup, &setup->teredos[i]);
		for (j = 0; j < i && !why->why; j++)
			if (pzz_teredo_same(&setup->teredos[j], &setup->teredos[i]))
				why->why = "this Teredo client has a packet already";
	}
	return !why->why;
}

size_t pzz_teredo_conf_size(const struct pzz_setup *setup)
{
	size_t size = sizeof(struct pzz_teredo_conf);
	u32 i;

	for (i = 0; i < setup->n_teredos; i++)
		size += setup->teredos[i].len;
	return setup->n_teredos ? size : 0;
}

static void init_client(struct pzz_teredo_client *c, const struct pzz_teredo *t, u8 *packet)
{
	memcpy(packet, t->packet, t->len);
	c->packet = packet;
	c->len = t->len;
	c->port = pzz_be16(udp_of(packet));
	memcpy(c->mac, t->mac, PZZ_MAC_LEN);
	c->min = t->min * 1000;
	c->span = (t->max - t->min) * 1000;
	if (t->address.len) {
		c->match = PZZ_IPV6_LEN;
		memcpy(c->address, t->address.b, PZZ_IPV6_LEN);
	} else {
		c->match = PZZ_TEREDO_PREFIX_LEN;
		memcpy(c->address, "\x20\x01\0\0", 4);
		memcpy(c->address + 4, packet + 16, PZZ_IPV4_LEN);
	}
}

const void *pzz_teredo_conf_init(void *mem, const struct pzz_setup *setup)
{
	struct pzz_teredo_conf *c = mem;
	u8 *bytes = mem;
	u32 i;

	if (!setup->n_teredos)
		return NULL;
	bytes += sizeof(*c);
	c->n = setup->n_teredos;
	for (i = 0; i < c->n; i++) {
		init_client(&c->client[i], &setup->teredos[i], bytes);
		bytes += setup->teredos[i].len;
	}
	return c;
}
