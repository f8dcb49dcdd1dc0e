// SPDX-License-Identifier: GPL-2.0
/* From what the host wants to one immutable block that rooms look things up in. */
#include "pzz_addrs.h"

#define MTU_MIN	68	/* RFC 791 */

struct layout {
	size_t addrs;
	size_t room[PZZ_ROOMS];
	size_t size;
};

static size_t align8(size_t n)
{
	return (n + 7) & ~(size_t)7;
}

static struct layout lay_out(const struct pzz_setup *setup)
{
	struct layout l = { .addrs = align8(sizeof(struct pzz_conf)) };
	unsigned int i;

	l.size = l.addrs + align8(sizeof(struct pzz_addrs));
	for (i = 0; i < PZZ_ROOMS; i++) {
		l.room[i] = l.size;
		if (pzz_rooms[i]->conf_size)
			l.size += align8(pzz_rooms[i]->conf_size(setup));
	}
	return l;
}

static const char *addr_wrong(const struct pzz_ip *ip)
{
	static const u8 broadcast[PZZ_IPV4_LEN] = { 255, 255, 255, 255 };
	static const u8 loopback[PZZ_IPV6_LEN] = { [15] = 1 };

	if (ip->len != PZZ_IPV4_LEN && ip->len != PZZ_IPV6_LEN)
		return "an address has 4 or 16 bytes";
	if (pzz_ip_is_zero(ip->b, ip->len))
		return "the unspecified address cannot be proxied";
	if (pzz_ip_is_multicast(ip->b, ip->len))
		return "a multicast address cannot be proxied";
	if (ip->len == PZZ_IPV4_LEN && pzz_ip_equal(ip->b, broadcast, ip->len))
		return "the broadcast address cannot be proxied";
	if (ip->len == PZZ_IPV4_LEN ? ip->b[0] == 127 : pzz_ip_equal(ip->b, loopback, ip->len))
		return "a loopback address cannot be proxied";
	return NULL;
}

static bool is_repeated(const struct pzz_setup *setup, u32 index)
{
	const struct pzz_ip *ip = &setup->addrs[index];
	u32 i;

	for (i = 0; i < index; i++)
		if (setup->addrs[i].len == ip->len &&
		    pzz_ip_equal(setup->addrs[i].b, ip->b, ip->len))
			return true;
	return false;
}

static bool check_addrs(const struct pzz_setup *setup, struct pzz_refusal *why)
{
	u32 i, n4 = 0, n6 = 0;

	why->table = PZZ_AT_ADDR;
	for (i = 0; i < setup->n_addrs; i++) {
		why->index = i;
		why->why = addr_wrong(&setup->addrs[i]);
		if (why->why)
			return false;
		n4 += setup->addrs[i].len == PZZ_IPV4_LEN;
		n6 += setup->addrs[i].len == PZZ_IPV6_LEN;
		if (n4 > PROXZZZY_ADDR_MAX || n6 > PROXZZZY_ADDR_MAX)
			why->why = "too many addresses of one family";
		else if (is_repeated(setup, i))
			why->why = "this address is proxied already";
		if (why->why)
			return false;
	}
	return true;
}

static const char *settings_wrong(const struct pzz_setup *setup)
{
	if (!pzz_mac_is_station(setup->mac))
		return "the MAC address must be a unicast address";
	if (setup->mtu < MTU_MIN)
		return "the MTU of this interface is too small";
	return NULL;
}

/* The client's own port, of a packet that has been checked. */
static u16 teredo_port(const struct pzz_teredo *t)
{
	return pzz_be16(t->packet + (t->packet[0] & 15) * 4);
}

static bool is_found_by_port(const struct pzz_setup *setup, u16 port)
{
	u32 i;

	for (i = 0; setup->snmp.enable && i < setup->snmp.n_ports; i++)
		if (setup->snmp.ports[i] == port)
			return true;
	for (i = 0; i < setup->n_teredos; i++)
		if (teredo_port(&setup->teredos[i]) == port)
			return true;
	return false;
}

/* A UDP port has one room, whatever the address. What rooms say of their own comes first. */
static bool check_ports(const struct pzz_setup *setup, struct pzz_refusal *why)
{
	u32 i;

	for (i = 0; i < setup->sip.n_regs; i++)
		if (!setup->sip.regs[i].tcp &&
		    is_found_by_port(setup, setup->sip.regs[i].local_port)) {
			*why = (struct pzz_refusal){
				.why = "a registration must not come from the port of SNMP or Teredo",
				.table = PZZ_AT_SIP, .index = i,
			};
			return false;
		}
	return true;
}

bool pzz_conf_check(const struct pzz_setup *setup, struct pzz_refusal *why)
{
	unsigned int i;

	*why = (struct pzz_refusal){ .why = settings_wrong(setup), .table = PZZ_AT_SETTINGS };
	if (why->why || !check_addrs(setup, why))
		return false;
	for (i = 0; i < PZZ_ROOMS; i++) {
		*why = (struct pzz_refusal){ .table = PZZ_AT_SETTINGS };
		if (pzz_rooms[i]->conf_check && !pzz_rooms[i]->conf_check(setup, why))
			return false;
	}
	return check_ports(setup, why);
}

size_t pzz_conf_size(const struct pzz_setup *setup)
{
	return lay_out(setup).size;
}

static bool wants_every_frame(const struct pzz_setup *setup)
{
	u32 i;

	for (i = 0; i < setup->n_rules; i++)
		if (setup->rules[i].kind == PROXZZZY_KIND_BYTES ||
		    (setup->rules[i].kind == PROXZZZY_KIND_MAGIC && setup->rules[i].anywhere))
			return true;
	return false;
}

/* A rule without a destination is for the proxied addresses only. */
static bool wants_groups(const struct pzz_setup *setup)
{
	u32 i;

	for (i = 0; i < setup->n_rules; i++)
		if (setup->rules[i].to.ip.len || setup->rules[i].kind == PROXZZZY_KIND_BYTES ||
		    setup->rules[i].kind == PROXZZZY_KIND_MAGIC)
			return true;
	return false;
}

static bool has_streams(const struct pzz_setup *setup)
{
	u32 i;

	for (i = 0; i < setup->sip.n_regs; i++)
		if (setup->sip.regs[i].tcp)
			return true;
	return false;
}

static void init_rooms(struct pzz_conf *conf, const struct pzz_setup *setup,
		       const struct layout *l)
{
	unsigned int i;

	for (i = 0; i < PZZ_ROOMS; i++)
		if (pzz_rooms[i]->conf_init)
			conf->room[i] = pzz_rooms[i]->conf_init((u8 *)conf + l->room[i], setup);
	for (i = 0; i < PZZ_ROOMS; i++) {
		conf->state_off[i] = conf->state_size;
		if (conf->room[i] && pzz_rooms[i]->state_size)
			conf->state_size += align8(pzz_rooms[i]->state_size(conf));
	}
}

static void init_ports(struct pzz_conf *conf, const struct pzz_setup *setup)
{
	u32 i;

	for (i = 0; conf->room[PZZ_ROOM_SNMP] && i < setup->snmp.n_ports; i++)
		conf->ports[conf->n_ports++] = (struct pzz_room_port){
			.port = setup->snmp.ports[i], .room = PZZ_ROOM_SNMP,
		};
	for (i = 0; i < setup->n_teredos; i++)
		conf->ports[conf->n_ports++] = (struct pzz_room_port){
			.port = teredo_port(&setup->teredos[i]), .room = PZZ_ROOM_TEREDO,
		};
}

const struct pzz_conf *pzz_conf_init(void *mem, const struct pzz_setup *setup)
{
	struct layout l = lay_out(setup);
	struct pzz_conf *conf = mem;
	struct pzz_addrs *addrs = (struct pzz_addrs *)((u8 *)mem + l.addrs);

	memset(mem, 0, l.size);
	memcpy(conf->mac, setup->mac, sizeof(conf->mac));
	conf->router = setup->ndp.router;
	conf->every_frame = wants_every_frame(setup);
	conf->groups = wants_groups(setup);
	conf->names = setup->mdns.enable || setup->llmnr.enable;
	conf->dhcp = setup->dhcp.enable;
	conf->streams = has_streams(setup);
	conf->mtu = setup->mtu;
	conf->n_rules = setup->n_rules;
	conf->size = l.size;
	pzz_addrs_init(addrs, setup);
	conf->addrs = addrs;
	init_rooms(conf, setup, &l);
	init_ports(conf, setup);
	return conf;
}

void pzz_state_init(const struct pzz_conf *conf, void *state)
{
	unsigned int i;

	for (i = 0; i < PZZ_ROOMS; i++)
		if (conf->room[i] && pzz_rooms[i]->state_init)
			pzz_rooms[i]->state_init(conf, (u8 *)state + conf->state_off[i]);
}
