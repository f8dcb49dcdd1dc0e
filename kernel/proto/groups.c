// SPDX-License-Identifier: GPL-2.0
/* Which groups there are, and when each is reported. */
#include "pzz_groups.h"
#include "pzz_proto.h"

#define SPREAD_NS	PZZ_NSEC_PER_MSEC	/* between the first reports */

static const struct pzz_ip mdns[] = {
	{ 4, { 224, 0, 0, 251 } },
	{ 16, { 0xff, 2, [15] = 0xfb } },
};

static const struct pzz_ip llmnr[] = {
	{ 4, { 224, 0, 0, 252 } },
	{ 16, { 0xff, 2, [13] = 1, [15] = 3 } },
};

struct list {
	struct pzz_ip *to;	/* NULL: only counted */
	unsigned int len;
	u32 n;
};

static void add(struct list *l, const struct pzz_ip *group)
{
	u32 i;

	if (group->len != l->len)
		return;
	for (i = 0; l->to && i < l->n; i++)
		if (pzz_ip_equal(l->to[i].b, group->b, l->len))
			return;
	if (l->to)
		l->to[l->n] = *group;
	l->n++;
}

static void add_all(struct list *l, const struct pzz_ip *groups, u32 n)
{
	u32 i;

	for (i = 0; i < n; i++)
		add(l, &groups[i]);
}

/* RFC 4291 2.7.1 */
static void add_solicited_node(struct list *l, const struct pzz_ip *addr)
{
	struct pzz_ip group = { 16, { 0xff, 2, [11] = 1, [12] = 0xff } };

	memcpy(group.b + 13, addr->b + 13, 3);
	add(l, &group);
}

u32 pzz_groups(const struct pzz_setup *setup, unsigned int len, struct pzz_ip *to)
{
	struct list l = { .to = to, .len = len };
	bool any = false;
	u32 i;

	for (i = 0; i < setup->n_addrs; i++)
		any |= setup->addrs[i].len == len;
	if (!any)
		return 0;
	add_all(&l, setup->groups, setup->n_groups);
	if (setup->mdns.enable) {
		add_all(&l, mdns, PZZ_COUNT(mdns));
		add_all(&l, setup->mdns.groups, setup->mdns.n_groups);
	}
	if (setup->llmnr.enable)
		add_all(&l, llmnr, PZZ_COUNT(llmnr));
	for (i = 0; i < setup->n_addrs && len == PZZ_IPV6_LEN; i++)
		if (setup->addrs[i].len == len)
			add_solicited_node(&l, &setup->addrs[i]);
	return l.n;
}

static const char *wrong(const struct pzz_setup *setup, u32 index)
{
	const struct pzz_ip *group = &setup->groups[index];
	u32 i;

	if (group->len != PZZ_IPV4_LEN && group->len != PZZ_IPV6_LEN)
		return "a group has 4 or 16 bytes";
	if (!pzz_ip_is_multicast(group->b, group->len))
		return "a group is a multicast address: 224.0.0.0/4 or ff00::/8";
	for (i = 0; i < index; i++)
		if (setup->groups[i].len == group->len &&
		    pzz_ip_equal(setup->groups[i].b, group->b, group->len))
			return "this group is there already";
	return NULL;
}

bool pzz_groups_check(const struct pzz_setup *setup, struct pzz_refusal *why)
{
	u32 i, n4 = 0, n6 = 0;

	why->table = PZZ_AT_GROUP;
	for (i = 0; i < setup->n_groups; i++) {
		n4 += setup->groups[i].len == PZZ_IPV4_LEN;
		n6 += setup->groups[i].len == PZZ_IPV6_LEN;
		why->index = i;
		why->why = n4 > PROXZZZY_GROUP_MAX || n6 > PROXZZZY_GROUP_MAX ?
			   "a proxy has at most 256 groups of each family" : wrong(setup, i);
		if (why->why)
			return false;
	}
	return true;
}

/* RFC 2236 6, RFC 2710 5: all hosts are members of these, and nobody says so. */
static bool is_reported(const struct pzz_ip *group)
{
	static const u8 all_hosts[PZZ_IPV4_LEN] = { 224, 0, 0, 1 };
	static const u8 all_nodes[PZZ_IPV6_LEN] = { 0xff, 2, [15] = 1 };

	if (group->len == PZZ_IPV4_LEN)
		return !pzz_ip_equal(group->b, all_hosts, PZZ_IPV4_LEN);
	return (group->b[1] & 15) > 1 && !pzz_ip_equal(group->b, all_nodes, PZZ_IPV6_LEN);
}

size_t pzz_members_size(const struct pzz_setup *setup, unsigned int len)
{
	/* while it is filled, all of them are struct pzz_ip */
	return sizeof(struct pzz_members) + pzz_groups(setup, len, NULL) * sizeof(struct pzz_ip);
}

size_t pzz_member_times_size(const struct pzz_members *m)
{
	const struct pzz_member_times *t = NULL;

	return sizeof(*t) + m->n * sizeof(t->at[0]);
}

bool pzz_members_init(struct pzz_members *m, const struct pzz_setup *setup, unsigned int len)
{
	struct pzz_ip *all = (struct pzz_ip *)m->group;
	u32 i, n = pzz_groups(setup, len, all);
	struct pzz_ip group;

	m->n = 0;
	m->len = len;
	for (i = 0; i < n; i++) {	/* packed in place: each is shorter than it was */
		group = all[i];
		if (is_reported(&group))
			memcpy(m->group + m->n++ * len, group.b, len);
	}
	return m->n;
}

static void find_next(const struct pzz_members *m, struct pzz_member_times *t)
{
	u32 i;

	t->next = PZZ_NEVER;
	for (i = 0; i < m->n; i++)
		if (t->at[i].due < t->next)
			t->next = t->at[i].due;
}

/* 1 to @max ns; the quality of the numbers does not matter, only that hosts differ. */
static u64 random_below(struct pzz_member_times *t, u64 max)
{
	t->random = t->random * 1664525 + 1013904223;
	return 1 + ((max - 1) * (t->random >> 8) >> 24);
}

u64 pzz_members_begin(const struct pzz_members *m, struct pzz_member_times *t,
		      struct pzz_now now, u64 interval)
{
	u32 i;

	t->random = now.random;
	for (i = 0; i < m->n; i++) {
		t->at[i].due = now.ns + i * SPREAD_NS;
		t->at[i].again = t->at[i].due + random_below(t, interval);
	}
	find_next(m, t);
	return t->next;
}

static int find(const struct pzz_members *m, const u8 *group)
{
	u32 i;

	for (i = 0; i < m->n; i++)
		if (pzz_ip_equal(m->group + i * m->len, group, m->len))
			return (int)i;
	return -1;
}

void pzz_members_asked(const struct pzz_members *m, struct pzz_member_times *t,
		       struct pzz_now now, const u8 *group, u64 max)
{
	int only = group ? find(m, group) : -1;
	u64 due;
	u32 i;

	if (group && only < 0)
		return;
	t->random += now.random;
	for (i = 0; i < m->n; i++) {
		if (group && (int)i != only)
			continue;
		due = now.ns + random_below(t, max);
		if (due < t->at[i].due)
			t->at[i].due = due;
	}
	find_next(m, t);
}

void pzz_members_heard(const struct pzz_members *m, struct pzz_member_times *t, const u8 *group)
{
	int i = find(m, group);

	if (i < 0)
		return;
	t->at[i].due = t->at[i].again;
	t->at[i].again = PZZ_NEVER;
	find_next(m, t);
}

const u8 *pzz_members_due(const struct pzz_members *m, struct pzz_member_times *t,
			  struct pzz_now now)
{
	u32 i;

	for (i = 0; i < m->n && t->at[i].due > now.ns; i++)
		;
	if (i == m->n)
		return NULL;
	t->at[i].due = t->at[i].again;
	t->at[i].again = PZZ_NEVER;
	find_next(m, t);
	return m->group + i * m->len;
}
