// SPDX-License-Identifier: GPL-2.0
/*
 * The first rule that a frame matches, over all kinds. @best is the lowest rule
 * found so far: shapes and searches that can't find a lower one are left out.
 */
#include "match.h"
#include "eapol.h"
#include "magic.h"
#include "pzz_addrs.h"

static bool is_ours(const struct pzz_conf *conf, const struct pzz_frame *f)
{
	return f->cast == PZZ_TO_HOST &&
	       pzz_addr_find(conf, f->dst, f->family == 4 ? PZZ_IPV4_LEN : PZZ_IPV6_LEN) >= 0;
}

/* One copy and no clearing: words beyond a shape's last are never read. */
static void ip_key(union pzz_wake_key *key, const struct pzz_frame *f)
{
	key->word[0] = 0;
	pzz_put_be16(key->ip.port, f->dport);
	if (f->family == 4) {
		memcpy(key->ip.v4.src, f->src, PZZ_IPV4_LEN);
		memcpy(key->ip.v4.dst, f->dst, PZZ_IPV4_LEN);
	} else {
		memcpy(key->ip.v6.src, f->src, PZZ_IPV6_LEN);
		memcpy(key->ip.v6.dst, f->dst, PZZ_IPV6_LEN);
	}
}

static u16 match_ip(const struct pzz_conf *conf, const struct pzz_frame *f,
		    const struct pzz_wake_shape *shape, enum pzz_wake_list list)
{
	union pzz_wake_key key;
	u16 rule, best = PZZ_WAKE_NONE;

	ip_key(&key, f);
	for (; shape && shape->first < best; shape = shape->next[list]) {
		rule = pzz_wake_table_find(&shape->table, &key);
		if (rule < best && (!shape->ours || is_ours(conf, f)))
			best = rule;
	}
	return best;
}

/* Copies what is at @offset of the frame as if it had no VLAN tags. */
static bool untagged(const struct pzz_frame *f, u32 offset, u8 *to, u32 n)
{
	u32 tags = f->l3 - PZZ_ETH_HLEN;
	u32 before = 0;

	if (offset + n > f->len - tags)
		return false;
	if (offset < 2 * PZZ_MAC_LEN) {
		before = 2 * PZZ_MAC_LEN - offset;
		if (before > n)
			before = n;
		memcpy(to, f->data + offset, before);
	}
	memcpy(to + before, f->data + tags + offset + before, n - before);
	return true;
}

static u16 match_bytes(const struct pzz_frame *f, const struct pzz_wake_shape *shape, u16 best)
{
	union pzz_wake_key key;
	u16 rule;

	for (; shape && shape->first < best; shape = shape->next[0]) {
		memset(&key, 0, sizeof(key));
		if (!untagged(f, shape->offset, key.byte, shape->len))
			continue;
		rule = pzz_wake_table_find(&shape->table, &key);
		if (rule < best)
			best = rule;
	}
	return best;
}

/*
 * @p is what stands behind a Magic Packet, @n bytes. A password is looked up
 * like any other key: one comparison of 64 bits, which takes as long for a good
 * guess as for a bad one, and nothing leaves the machine either way.
 */
static u16 match_password(const u8 *p, size_t n, const struct pzz_wake_shape *shape,
			  enum pzz_wake_list list, u16 best)
{
	union pzz_wake_key key;
	u16 rule;

	for (; shape && shape->first < best; shape = shape->next[list]) {
		if (n < shape->len)
			continue;
		key.word[0] = 0;
		memcpy(key.byte, p, shape->len);
		rule = pzz_wake_table_find(&shape->table, &key);
		if (rule < best)
			best = rule;
	}
	return best;
}

/* Every Magic Packet in @v, as there may be one for each password. */
static void match_magic(const struct pzz_wake *w, const u8 *mac, struct pzz_view v,
			enum pzz_wake_list list, struct pzz_wake_match *m)
{
	const struct pzz_wake_shape *shape = w->head[PROXZZZY_KIND_MAGIC][list];
	const u8 *behind;

	if (!shape || shape->first >= m->rule || !pzz_magic_possible(&v, mac))
		return;
	while ((behind = pzz_magic_next(&v, mac))) {
		m->rule = match_password(behind, (size_t)(v.end - behind), shape, list, m->rule);
		m->magic = true;
	}
}

/*
 * A Magic Packet names its receiver in what it says, and reaches hosts whose IP
 * address its sender can't know: it goes to the network's broadcast address, a
 * group, or an address that is ours no longer. So the IP destination is not
 * looked at, only that the NIC took the frame.
 */
static void match_magics(const struct pzz_conf *conf, const struct pzz_wake *w,
			 const struct pzz_frame *f, const struct pzz_wake_facts *facts,
			 struct pzz_wake_match *m)
{
	if (facts->payload_len)
		match_magic(w, conf->mac,
			    pzz_view(f->data + facts->payload, facts->payload_len),
			    PZZ_WAKE_PAYLOAD, m);
	if (w->head[PROXZZZY_KIND_MAGIC][PZZ_WAKE_ANYWHERE])
		match_magic(w, conf->mac, pzz_view(f->data + f->l3, f->len - f->l3),
			    PZZ_WAKE_ANYWHERE, m);
}

struct pzz_wake_match pzz_wake_match(const struct pzz_conf *conf, const struct pzz_frame *f,
				     const struct pzz_wake_facts *facts)
{
	const struct pzz_wake *w = conf->room[PZZ_ROOM_WAKE];
	struct pzz_wake_match m = { .rule = PZZ_WAKE_NONE };
	enum pzz_wake_list list = f->family == 4 ? PZZ_WAKE_V4 : PZZ_WAKE_V6;

	if (w->head[facts->kind][list])
		m.rule = match_ip(conf, f, w->head[facts->kind][list], list);
	if (w->head[PROXZZZY_KIND_BYTES][0])
		m.rule = match_bytes(f, w->head[PROXZZZY_KIND_BYTES][0], m.rule);
	if (f->ethertype == PZZ_ETH_EAPOL && w->eapol < m.rule && pzz_eapol_identity(conf, f))
		m.rule = w->eapol;
	match_magics(conf, w, f, facts, &m);
	return m;
}
