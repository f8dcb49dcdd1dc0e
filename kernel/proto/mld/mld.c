// SPDX-License-Identifier: GPL-2.0
/*
 * Reports for the IPv6 groups, at the transition and when a querier asks, in
 * version 1, which a querier of version 2 understands (RFC 3810 8.3). Never a
 * query, never a Done.
 */
#include "mld/mld.h"
#include "pzz_addrs.h"
#include "pzz_csum.h"
#include "pzz_udp.h"

static const char *const reasons[PZZ_MLD_REASONS] = {
	[PZZ_MLD_REPORTED]	= "reported",
	[PZZ_MLD_QUERY]		= "query",
	[PZZ_MLD_HEARD]		= "heard",
	[PZZ_MLD_NOT_OURS]	= "not-ours",
	[PZZ_MLD_SHORT]		= "short",
	[PZZ_MLD_CODE]		= "code",
	[PZZ_MLD_CHECKSUM]	= "checksum",
	[PZZ_MLD_HOP_LIMIT]	= "hop-limit",
	[PZZ_MLD_SOURCE]	= "source",
	[PZZ_MLD_DESTINATION]	= "destination",
	[PZZ_MLD_ROUTER_ALERT]	= "router-alert",
};

static bool is_link_local(const u8 *ip)
{
	return ip[0] == 0xfe && (ip[1] & 0xc0) == 0x80;
}

static bool is_member(const struct pzz_members *m, const u8 *group)
{
	u32 i;

	for (i = 0; i < m->n; i++)
		if (pzz_ip_equal(m->group + i * PZZ_IPV6_LEN, group, PZZ_IPV6_LEN))
			return true;
	return false;
}

/* RFC 2710 4, RFC 3810 5.1.14 and 6.2 */
static u8 check_query(const struct pzz_conf *conf, const struct pzz_frame *f, const u8 *mld)
{
	static const u8 all_nodes[PZZ_IPV6_LEN] = { 0xff, 2, [15] = 1 };
	const u8 *group = mld + 8;

	if (f->l4_len > PZZ_MLD_LEN && f->l4_len < PZZ_MLD_V2_LEN)
		return PZZ_MLD_SHORT;
	if (!is_link_local(f->src))
		return PZZ_MLD_SOURCE;
	if (pzz_addr_find(conf, f->dst, PZZ_IPV6_LEN) < 0 &&
	    !pzz_ip_equal(f->dst, pzz_ip_is_zero(group, PZZ_IPV6_LEN) ? all_nodes : group,
			  PZZ_IPV6_LEN))
		return PZZ_MLD_DESTINATION;
	if (!pzz_ip_is_zero(group, PZZ_IPV6_LEN) && !is_member(conf->room[PZZ_ROOM_MLD], group))
		return PZZ_MLD_NOT_OURS;
	return PZZ_MLD_QUERY;
}

/* RFC 2710 4: one from :: is of somebody who has no address yet (RFC 3590). */
static u8 check_report(const struct pzz_conf *conf, const struct pzz_frame *f, const u8 *mld)
{
	if (!is_link_local(f->src))
		return PZZ_MLD_SOURCE;
	if (!pzz_ip_equal(f->dst, mld + 8, PZZ_IPV6_LEN))
		return PZZ_MLD_DESTINATION;
	return is_member(conf->room[PZZ_ROOM_MLD], mld + 8) ? PZZ_MLD_HEARD : PZZ_MLD_NOT_OURS;
}

static u8 look(const struct pzz_conf *conf, const struct pzz_frame *f)
{
	const u8 *mld = f->data + f->l4;
	u64 sum;

	if (f->l4_len < PZZ_MLD_LEN)
		return PZZ_MLD_SHORT;
	if (mld[1])
		return PZZ_MLD_CODE;
	if (f->ttl != 1)
		return PZZ_MLD_HOP_LIMIT;
	if (!f->router_alert)
		return PZZ_MLD_ROUTER_ALERT;
	sum = pzz_csum_pseudo(f->src, f->dst, PZZ_IPV6_LEN, PZZ_IP_ICMPV6, f->l4_len);
	if (!f->l4_verified && !pzz_csum_ok(pzz_csum_add(sum, mld, f->l4_len)))
		return PZZ_MLD_CHECKSUM;
	return mld[0] == PZZ_ICMPV6_MLD_QUERY ? check_query(conf, f, mld) :
						check_report(conf, f, mld);
}

static struct pzz_outcome input(const struct pzz_conf *conf, const void *state,
				const struct pzz_frame *f)
{
	u8 reason = look(conf, f);
	struct pzz_outcome what = pzz_outcome(PZZ_ROOM_MLD, PZZ_IGNORE, reason);

	what.settle = reason == PZZ_MLD_QUERY || reason == PZZ_MLD_HEARD;
	return what;
}

/* Maximum Response Delay: milliseconds, and in version 2 a code for them. */
static u64 max_delay(const struct pzz_frame *f, const u8 *mld)
{
	u32 ms = pzz_be16(mld + 4);

	if (f->l4_len >= PZZ_MLD_V2_LEN)
		ms = pzz_members_code(ms, 12);
	return (ms ?: 1) * PZZ_NSEC_PER_MSEC;
}

static struct pzz_outcome settle(const struct pzz_conf *conf, void *state, struct pzz_now now,
				 const struct pzz_frame *f, struct pzz_outcome was)
{
	const struct pzz_members *m = conf->room[PZZ_ROOM_MLD];
	const u8 *mld = f->data + f->l4, *group = mld + 8;

	if (was.reason == PZZ_MLD_HEARD)
		pzz_members_heard(m, state, group);
	else
		pzz_members_asked(m, state, now,
				  pzz_ip_is_zero(group, PZZ_IPV6_LEN) ? NULL : group,
				  max_delay(f, mld));
	return was;
}

/* RFC 2710 3: from our link-local address; RFC 3590 4: from :: where there is none. */
static const u8 *source(const struct pzz_conf *conf)
{
	static const u8 none[PZZ_IPV6_LEN];
	static const u8 link[PZZ_IPV6_LEN] = { 0xfe, 0x80 };
	const u8 *ip = pzz_source(conf, link, PZZ_IPV6_LEN);

	return ip && is_link_local(ip) ? ip : none;
}

static void put_report(const struct pzz_conf *conf, u8 *mem, const u8 *group)
{
	u8 *ip = mem + PZZ_ETH_HLEN, *mld = ip + PZZ_IPV6_HLEN + PZZ_MLD_HOPOPTS;
	u64 sum;

	memset(mem, 0, PZZ_MLD_FRAME);
	pzz_group_mac(mem, group, PZZ_IPV6_LEN);
	memcpy(mem + PZZ_MAC_LEN, conf->mac, PZZ_MAC_LEN);
	pzz_put_be16(mem + 12, PZZ_ETH_IPV6);
	ip[0] = 0x60;
	pzz_put_be16(ip + 4, PZZ_MLD_HOPOPTS + PZZ_MLD_LEN);
	ip[6] = PZZ_IP_HOPOPTS;
	ip[7] = 1;
	memcpy(ip + 8, source(conf), PZZ_IPV6_LEN);
	memcpy(ip + 24, group, PZZ_IPV6_LEN);
	memcpy(ip + PZZ_IPV6_HLEN, "\x3a\0\x05\x02\0\0\x01\0", PZZ_MLD_HOPOPTS);
	mld[0] = PZZ_ICMPV6_MLD_REPORT;
	memcpy(mld + 8, group, PZZ_IPV6_LEN);
	sum = pzz_csum_pseudo(ip + 8, ip + 24, PZZ_IPV6_LEN, PZZ_IP_ICMPV6, PZZ_MLD_LEN);
	pzz_csum_put(mld + 2, pzz_csum_add(sum, mld, PZZ_MLD_LEN));
}

static struct pzz_due tick(const struct pzz_conf *conf, void *state, struct pzz_now now,
			   struct pzz_writer *out)
{
	struct pzz_due due = { .what = pzz_outcome(PZZ_ROOM_MLD, PZZ_IGNORE, PZZ_MLD_REPORTED) };
	struct pzz_member_times *t = state;
	const u8 *group = pzz_members_due(conf->room[PZZ_ROOM_MLD], t, now);
	u8 *mem = group ? pzz_room_for(out, PZZ_MLD_FRAME) : NULL;

	if (mem) {
		put_report(conf, mem, group);
		due.what.verdict = PZZ_REPLY;
		due.what.size = PZZ_MLD_FRAME;
	}
	due.next = t->next;
	return due;
}

static u64 next(const struct pzz_conf *conf, const void *state)
{
	const struct pzz_member_times *t = state;

	return t->next;
}

static u64 begin(const struct pzz_conf *conf, void *state, struct pzz_now now)
{
	return pzz_members_begin(conf->room[PZZ_ROOM_MLD], state, now, PZZ_MLD_AGAIN_NS);
}

static size_t conf_size(const struct pzz_setup *setup)
{
	return pzz_members_size(setup, PZZ_IPV6_LEN);
}

static const void *conf_init(void *mem, const struct pzz_setup *setup)
{
	return setup->mld.enable && pzz_members_init(mem, setup, PZZ_IPV6_LEN) ? mem : NULL;
}

static size_t state_size(const struct pzz_conf *conf)
{
	return pzz_member_times_size(conf->room[PZZ_ROOM_MLD]);
}

const struct pzz_room pzz_mld_room = {
	.name = "mld",
	.clauses = "5.6.1; RFC 2710, 3590, and queriers of RFC 3810",
	.host_stack = true,
	.reasons = reasons,
	.n_reasons = PZZ_MLD_REASONS,
	.conf_size = conf_size,
	.conf_init = conf_init,
	.state_size = state_size,
	.input = input,
	.settle = settle,
	.begin = begin,
	.tick = tick,
	.next = next,
};
