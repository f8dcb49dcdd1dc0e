// SPDX-License-Identifier: GPL-2.0
/*
 * Reports for the IPv4 groups, at the transition (R39) and when a querier asks
 * (R40). Never a query, never a leave. Queries are not passed on: the host's
 * own stack would answer them as well.
 */
#include "igmp/igmp.h"
#include "pzz_addrs.h"
#include "pzz_csum.h"
#include "pzz_udp.h"

static const char *const reasons[PZZ_IGMP_REASONS] = {
	[PZZ_IGMP_REPORTED]	= "reported",
	[PZZ_IGMP_QUERY]	= "query",
	[PZZ_IGMP_HEARD]	= "heard",
	[PZZ_IGMP_NOT_OURS]	= "not-ours",
	[PZZ_IGMP_SHORT]	= "short",
	[PZZ_IGMP_CHECKSUM]	= "checksum",
	[PZZ_IGMP_TTL]		= "ttl",
	[PZZ_IGMP_DESTINATION]	= "destination",
	[PZZ_IGMP_ROUTER_ALERT]	= "router-alert",
	[PZZ_IGMP_TYPE]		= "type",
};

static bool is_member(const struct pzz_members *m, const u8 *group)
{
	u32 i;

	for (i = 0; i < m->n; i++)
		if (pzz_ip_equal(m->group + i * PZZ_IPV4_LEN, group, PZZ_IPV4_LEN))
			return true;
	return false;
}

/*
 * RFC 3376 9.1 and 4: to all systems, to the group that is asked for, or to us.
 * A query of version 3 has Router Alert; older ones, of switches, often lack it.
 * The source may be anything: snooping switches ask from 0.0.0.0 (RFC 4541 2.1.1).
 */
static u8 check_query(const struct pzz_conf *conf, const struct pzz_frame *f, const u8 *igmp)
{
	static const u8 all_hosts[PZZ_IPV4_LEN] = { 224, 0, 0, 1 };
	const u8 *group = igmp + 4;

	if (f->l4_len > PZZ_IGMP_LEN && f->l4_len < PZZ_IGMP_V3_LEN)
		return PZZ_IGMP_SHORT;
	if (f->l4_len >= PZZ_IGMP_V3_LEN && !f->router_alert)
		return PZZ_IGMP_ROUTER_ALERT;
	if (pzz_addr_find(conf, f->dst, PZZ_IPV4_LEN) < 0 &&
	    !pzz_ip_equal(f->dst, pzz_ip_is_zero(group, PZZ_IPV4_LEN) ? all_hosts : group,
			  PZZ_IPV4_LEN))
		return PZZ_IGMP_DESTINATION;
	if (!pzz_ip_is_zero(group, PZZ_IPV4_LEN) && !is_member(conf->room[PZZ_ROOM_IGMP], group))
		return PZZ_IGMP_NOT_OURS;
	return PZZ_IGMP_QUERY;
}

/* RFC 2236 3: the report of another member of the group. */
static u8 check_report(const struct pzz_conf *conf, const struct pzz_frame *f, const u8 *igmp)
{
	if (!pzz_ip_equal(f->dst, igmp + 4, PZZ_IPV4_LEN))
		return PZZ_IGMP_DESTINATION;
	return is_member(conf->room[PZZ_ROOM_IGMP], igmp + 4) ? PZZ_IGMP_HEARD : PZZ_IGMP_NOT_OURS;
}

static u8 look(const struct pzz_conf *conf, const struct pzz_frame *f)
{
	const u8 *igmp = f->data + f->l4;

	if (f->l4_len < PZZ_IGMP_LEN)
		return PZZ_IGMP_SHORT;
	if (f->ttl != 1)		/* RFC 2236 2: else it is not from this link */
		return PZZ_IGMP_TTL;
	if (!f->l4_verified && !pzz_csum_ok(pzz_csum_add(0, igmp, f->l4_len)))
		return PZZ_IGMP_CHECKSUM;
	switch (igmp[0]) {
	case PZZ_IGMP_TYPE_QUERY:
		return check_query(conf, f, igmp);
	case PZZ_IGMP_TYPE_REPORT_V1:
	case PZZ_IGMP_TYPE_REPORT_V2:
		return check_report(conf, f, igmp);
	}
	return PZZ_IGMP_TYPE;
}

static struct pzz_outcome input(const struct pzz_conf *conf, const void *state,
				const struct pzz_frame *f)
{
	u8 reason = look(conf, f);
	struct pzz_outcome what = pzz_outcome(PZZ_ROOM_IGMP, PZZ_IGNORE, reason);

	what.settle = reason == PZZ_IGMP_QUERY || reason == PZZ_IGMP_HEARD;
	return what;
}

/* Max Resp Time, by what tells the versions apart (RFC 3376 7.1). */
static u64 max_time(const struct pzz_frame *f, const u8 *igmp)
{
	u32 tenths = igmp[1];

	if (f->l4_len >= PZZ_IGMP_V3_LEN)
		tenths = pzz_members_code(igmp[1], 4) ?: 1;
	else if (!tenths)
		tenths = 100;		/* version 1: RFC 2236 4 */
	return tenths * PZZ_IGMP_TENTH_NS;
}

static struct pzz_outcome settle(const struct pzz_conf *conf, void *state, struct pzz_now now,
				 const struct pzz_frame *f, struct pzz_outcome was)
{
	const struct pzz_members *m = conf->room[PZZ_ROOM_IGMP];
	const u8 *igmp = f->data + f->l4, *group = igmp + 4;
	struct pzz_igmp_state *s = state;

	if (was.reason == PZZ_IGMP_HEARD) {
		pzz_members_heard(m, &s->times, group);
		return was;
	}
	if (f->l4_len == PZZ_IGMP_LEN && !igmp[1])
		s->v1_until = now.ns + PZZ_IGMP_V1_NS;
	pzz_members_asked(m, &s->times, now,
			  pzz_ip_is_zero(group, PZZ_IPV4_LEN) ? NULL : group, max_time(f, igmp));
	return was;
}

static void put_report(const struct pzz_conf *conf, u8 *mem, const u8 *group, u8 type)
{
	u8 *ip = mem + PZZ_ETH_HLEN, *igmp = ip + PZZ_IGMP_IP_HLEN;

	memset(mem, 0, PZZ_IGMP_FRAME);
	pzz_group_mac(mem, group, PZZ_IPV4_LEN);
	memcpy(mem + PZZ_MAC_LEN, conf->mac, PZZ_MAC_LEN);
	pzz_put_be16(mem + 12, PZZ_ETH_IPV4);
	ip[0] = 0x46;
	ip[1] = 0xc0;			/* internetwork control */
	pzz_put_be16(ip + 2, PZZ_IGMP_IP_HLEN + PZZ_IGMP_LEN);
	pzz_put_be16(ip + 6, 0x4000);
	ip[8] = 1;
	ip[9] = PZZ_IP_IGMP;
	memcpy(ip + 12, conf->addrs->v4.ip, PZZ_IPV4_LEN);
	memcpy(ip + 16, group, PZZ_IPV4_LEN);
	memcpy(ip + 20, "\x94\x04\0\0", 4);	/* Router Alert: RFC 2236 2 */
	pzz_csum_put(ip + 10, pzz_csum_add(0, ip, PZZ_IGMP_IP_HLEN));
	igmp[0] = type;
	memcpy(igmp + 4, group, PZZ_IPV4_LEN);
	pzz_csum_put(igmp + 2, pzz_csum_add(0, igmp, PZZ_IGMP_LEN));
}

static struct pzz_due tick(const struct pzz_conf *conf, void *state, struct pzz_now now,
			   struct pzz_writer *out)
{
	struct pzz_due due = { .what = pzz_outcome(PZZ_ROOM_IGMP, PZZ_IGNORE, PZZ_IGMP_REPORTED) };
	struct pzz_igmp_state *s = state;
	const u8 *group = pzz_members_due(conf->room[PZZ_ROOM_IGMP], &s->times, now);
	u8 *mem = group ? pzz_room_for(out, PZZ_IGMP_FRAME) : NULL;

	if (mem) {
		put_report(conf, mem, group, now.ns < s->v1_until ? PZZ_IGMP_TYPE_REPORT_V1 :
								    PZZ_IGMP_TYPE_REPORT_V2);
		due.what.verdict = PZZ_REPLY;
		due.what.size = PZZ_IGMP_FRAME;
	}
	due.next = s->times.next;
	return due;
}

static u64 next(const struct pzz_conf *conf, const void *state)
{
	const struct pzz_igmp_state *s = state;

	return s->times.next;
}

static u64 begin(const struct pzz_conf *conf, void *state, struct pzz_now now)
{
	struct pzz_igmp_state *s = state;

	s->v1_until = 0;
	return pzz_members_begin(conf->room[PZZ_ROOM_IGMP], &s->times, now, PZZ_IGMP_AGAIN_NS);
}

static size_t conf_size(const struct pzz_setup *setup)
{
	return pzz_members_size(setup, PZZ_IPV4_LEN);
}

static const void *conf_init(void *mem, const struct pzz_setup *setup)
{
	return setup->igmp.enable && pzz_members_init(mem, setup, PZZ_IPV4_LEN) ? mem : NULL;
}

static size_t state_size(const struct pzz_conf *conf)
{
	return offsetof(struct pzz_igmp_state, times) +
	       pzz_member_times_size(conf->room[PZZ_ROOM_IGMP]);
}

const struct pzz_room pzz_igmp_room = {
	.name = "igmp",
	.clauses = "8.1 R39, R40; RFC 2236, and queriers of RFC 1112 and 3376",
	.host_stack = true,
	.reasons = reasons,
	.n_reasons = PZZ_IGMP_REASONS,
	.conf_check = pzz_groups_check,
	.conf_size = conf_size,
	.conf_init = conf_init,
	.state_size = state_size,
	.input = input,
	.settle = settle,
	.begin = begin,
	.tick = tick,
	.next = next,
};
