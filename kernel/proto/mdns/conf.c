// SPDX-License-Identifier: GPL-2.0
/*
 * From what was given and the addresses to tables that answer a question in the
 * same time however many records there are. Records of a name stand together,
 * by type; names and records are found by hash.
 */
#include "mdns/mdns.h"
#include "pzz_proto.h"

#define META_TTL	4500	/* RFC 6762 10 */

static const u8 meta_name[] = "\11_services\7_dns-sd\4_udp\5local";
static const u8 local_name[] = "\5local";

/* A record before it has its place. */
struct source {
	const u8 *name;
	const u8 *data;
	u32 name_len;
	u32 data_len;
	u32 ttl;
	u16 type;
	bool shared;
	u8 reverse[PZZ_DNS_REVERSE_MAX];
};

static u32 n_sources(const struct pzz_setup *setup)
{
	return setup->n_rrs + (setup->mdns.host.len ? 2 * setup->n_addrs : 0);
}

/* C28: of each address a record of the host name, and the reverse. */
static void source_of_addr(const struct pzz_setup *setup, u32 i, struct source *s)
{
	const struct pzz_ip *ip = &setup->addrs[i / 2];

	s->ttl = setup->mdns.ttl;
	s->shared = false;
	if (i % 2) {
		s->name = s->reverse;
		s->name_len = pzz_dns_name_reverse(s->reverse, ip->b, ip->len);
		s->type = PZZ_DNS_PTR;
		s->data = setup->mdns.host.b;
		s->data_len = setup->mdns.host.len;
	} else {
		s->name = setup->mdns.host.b;
		s->name_len = setup->mdns.host.len;
		s->type = ip->len == PZZ_IPV4_LEN ? PZZ_DNS_A : PZZ_DNS_AAAA;
		s->data = ip->b;
		s->data_len = ip->len;
	}
}

static void source_at(const struct pzz_setup *setup, u32 i, struct source *s)
{
	const struct pzz_rr *rr = &setup->rrs[i];

	if (i >= setup->n_rrs) {
		source_of_addr(setup, i - setup->n_rrs, s);
		return;
	}
	s->name = rr->name;
	s->name_len = rr->name_len;
	s->data = rr->data;
	s->data_len = rr->data_len;
	s->ttl = rr->ttl;
	s->type = rr->type;
	s->shared = rr->shared;
}

/* How much there can be at most. */
struct most {
	u32 rrs;
	u32 names;
	u32 bytes;
	u32 name_slots;
	u32 rr_slots;
};

static u32 twice_as_power(u32 n)
{
	u32 slots = 4;

	while (slots < 2 * n)
		slots *= 2;
	return slots;
}

static struct most most_of(const struct pzz_setup *setup)
{
	struct most m = { .names = n_sources(setup) + 1, .bytes = sizeof(meta_name) };
	struct source s;
	u32 i;

	for (i = 0; i < n_sources(setup); i++) {
		source_at(setup, i, &s);
		m.rrs += s.type == PZZ_DNS_PTR ? 2 : 1;	/* and one of _services for it */
		m.bytes += s.name_len * (s.type == PZZ_DNS_PTR ? 2 : 1) + s.data_len;
	}
	m.name_slots = twice_as_power(m.names);
	m.rr_slots = twice_as_power(m.rrs);
	return m;
}

size_t pzz_mdns_conf_size(const struct pzz_setup *setup)
{
	struct most m;

	if (!setup->mdns.enable)
		return 0;
	m = most_of(setup);
	return sizeof(struct pzz_mdns_conf) + m.rrs * sizeof(struct pzz_mdns_rr) +
	       m.names * sizeof(struct pzz_mdns_name) +
	       ((size_t)m.name_slots + m.rr_slots) * sizeof(u32) + m.bytes;
}

static u32 keep(struct pzz_mdns_conf *c, const u8 *bytes, u32 len)
{
	u32 at = c->n_bytes;

	memcpy(c->bytes + at, bytes, len);
	c->n_bytes += len;
	return at;
}

/* The name's index; it is new if it was not there. */
static u32 intern(struct pzz_mdns_conf *c, const u8 *wire, u32 len)
{
	u32 hash = pzz_dns_name_hash(wire, len), slot = hash & c->name_mask;
	u32 name = pzz_mdns_find_name(c, wire, len, hash);

	if (name != PZZ_MDNS_NONE)
		return name;
	while (c->name_slot[slot])
		slot = (slot + 1) & c->name_mask;
	name = c->n_names++;
	c->names[name].hash = hash;
	c->names[name].len = (u8)len;
	c->names[name].wire = keep(c, wire, len);
	c->name_slot[slot] = name + 1;
	return name;
}

/* RFC 6763 7: "_http._tcp.local"; subtypes are not listed (9). */
static bool is_service(const u8 *wire, u32 len)
{
	const u8 *second = wire + wire[0] + 1;

	return wire[0] > 1 && wire[1] == '_' && second[0] == 4 &&
	       (!memcmp(second + 1, "_tcp", 4) || !memcmp(second + 1, "_udp", 4)) &&
	       pzz_dns_name_equal(second + 5, len - wire[0] - 6, local_name, sizeof(local_name));
}

/* Names with the number of their records; .first tells of a PTR among them meanwhile. */
static void count_names(struct pzz_mdns_conf *c, const struct pzz_setup *setup)
{
	struct source s;
	u32 i, name;

	for (i = 0; i < n_sources(setup); i++) {
		source_at(setup, i, &s);
		name = intern(c, s.name, s.name_len);
		c->names[name].n++;
		c->names[name].first |= s.type == PZZ_DNS_PTR;
	}
}

static bool lists(const struct pzz_mdns_conf *c, u32 name)
{
	return c->names[name].first && is_service(pzz_mdns_wire(c, name), c->names[name].len);
}

/* RFC 6763 9, unless the host says itself which types there are. NONE: nothing to list. */
static u32 count_types(struct pzz_mdns_conf *c)
{
	u32 n = 0, i, meta;

	meta = pzz_mdns_find_name(c, meta_name, sizeof(meta_name),
				  pzz_dns_name_hash(meta_name, sizeof(meta_name)));
	if (meta != PZZ_MDNS_NONE)
		return PZZ_MDNS_NONE;
	for (i = 0; i < c->n_names; i++)
		n += lists(c, i);
	if (!n)
		return PZZ_MDNS_NONE;
	meta = intern(c, meta_name, sizeof(meta_name));
	c->names[meta].n = n;
	return meta;
}

/* Gives the records of each name a place; .n counts anew while they take it. */
static void allot(struct pzz_mdns_conf *c)
{
	u32 i;

	for (i = 0; i < c->n_names; i++) {
		c->names[i].first = c->n_rrs;
		c->n_rrs += c->names[i].n;
		c->names[i].n = 0;
	}
}

static void place(struct pzz_mdns_conf *c, u32 name, const struct source *s)
{
	struct pzz_mdns_name *n = &c->names[name];
	u32 at = n->first + n->n++;

	for (; at > n->first && c->rrs[at - 1].type > s->type; at--)
		c->rrs[at] = c->rrs[at - 1];
	c->rrs[at] = (struct pzz_mdns_rr){
		.name = name, .data = keep(c, s->data, s->data_len), .ttl = s->ttl,
		.data_len = (u16)s->data_len, .type = s->type, .shared = s->shared,
	};
}

/* One for each type, though it may have many instances; .unique marks what has been listed. */
static void place_types(struct pzz_mdns_conf *c, const struct pzz_setup *setup, u32 meta)
{
	struct source s = { .ttl = META_TTL, .type = PZZ_DNS_PTR, .shared = true }, given;
	u32 i, name;

	/* .first means something else now: ask the sources once more, each name once */
	for (i = 0; i < setup->n_rrs; i++) {
		source_at(setup, i, &given);
		name = intern(c, given.name, given.name_len);
		if (given.type != PZZ_DNS_PTR || c->names[name].unique ||
		    !is_service(given.name, given.name_len))
			continue;
		c->names[name].unique = true;
		s.data = given.name;
		s.data_len = given.name_len;
		place(c, meta, &s);
	}
	for (i = 0; i < c->n_names; i++)
		c->names[i].unique = false;
}

static void place_all(struct pzz_mdns_conf *c, const struct pzz_setup *setup, u32 meta)
{
	struct source s;
	u32 i;

	allot(c);
	for (i = 0; i < n_sources(setup); i++) {
		source_at(setup, i, &s);
		place(c, intern(c, s.name, s.name_len), &s);
	}
	if (meta != PZZ_MDNS_NONE)
		place_types(c, setup, meta);
}

static u32 target_of(const struct pzz_mdns_conf *c, const struct pzz_mdns_rr *rr)
{
	u32 fixed = rr->type == PZZ_DNS_SRV ? 6 : 0, len = rr->data_len - fixed;
	const u8 *name = c->bytes + rr->data + fixed;

	if (rr->type != PZZ_DNS_PTR && rr->type != PZZ_DNS_SRV)
		return PZZ_MDNS_NONE;
	return pzz_mdns_find_name(c, name, len, pzz_dns_name_hash(name, len));
}

static void hash_rr(struct pzz_mdns_conf *c, u32 number)
{
	const struct pzz_mdns_rr *ours = &c->rrs[number];
	struct pzz_dns_msg m = { .data = c->bytes, .len = c->n_bytes };
	struct pzz_dns_rr rr;
	u32 slot;

	rr.type = ours->type;
	rr.at = ours->data;
	rr.data_len = ours->data_len;
	slot = pzz_mdns_rr_hash(c->names[ours->name].hash, pzz_dns_data_hash(&m, &rr));
	for (slot &= c->rr_mask; c->rr_slot[slot]; slot = (slot + 1) & c->rr_mask)
		;
	c->rr_slot[slot] = number + 1;
}

/* What follows from all of them being there. */
static void link_all(struct pzz_mdns_conf *c)
{
	struct pzz_mdns_name *name;
	struct pzz_mdns_rr *rr;
	u32 i;

	for (i = 0; i < c->n_rrs; i++) {
		rr = &c->rrs[i];
		name = &c->names[rr->name];
		name->unique |= !rr->shared;
		rr->target = target_of(c, rr);
		rr->delayed = rr->shared ||
			      (rr->type == PZZ_DNS_PTR &&
			       pzz_dns_name_under(c->bytes + name->wire, name->len, local_name,
						  sizeof(local_name)));
		hash_rr(c, i);
	}
}

const void *pzz_mdns_conf_init(void *mem, const struct pzz_setup *setup)
{
	struct pzz_mdns_conf *c = mem;
	struct most m;

	if (!setup->mdns.enable || !n_sources(setup))
		return NULL;
	m = most_of(setup);
	c->rrs = (struct pzz_mdns_rr *)(c + 1);
	c->names = (struct pzz_mdns_name *)(c->rrs + m.rrs);
	c->name_slot = (u32 *)(c->names + m.names);
	c->rr_slot = c->name_slot + m.name_slots;
	c->bytes = (u8 *)(c->rr_slot + m.rr_slots);
	c->name_mask = m.name_slots - 1;
	c->rr_mask = m.rr_slots - 1;
	c->announce = setup->mdns.announce;
	c->n_groups = setup->mdns.n_groups;
	memcpy(c->groups, setup->mdns.groups, sizeof(c->groups));
	count_names(c, setup);
	place_all(c, setup, count_types(c));
	link_all(c);
	return c;
}
