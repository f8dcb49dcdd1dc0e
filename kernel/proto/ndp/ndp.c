// SPDX-License-Identifier: GPL-2.0
/* Neighbor Solicitations are answered; Neighbor Advertisements for us are conflicts. */
#include "ndp/ndp.h"
#include "pzz_csum.h"

#define LLAO_LEN	8
#define NA_LEN		(PZZ_NDP_HLEN + LLAO_LEN)
#define NA_SIZE		(PZZ_ETH_HLEN + PZZ_IPV6_HLEN + NA_LEN)

enum { OPTION_SLLA = 1, OPTION_TLLA = 2 };
enum { FLAG_ROUTER = 0x80, FLAG_SOLICITED = 0x40, FLAG_OVERRIDE = 0x20 };

static const char *const reasons[PZZ_NDP_REASONS] = {
	[PZZ_NDP_ANSWERED]	= "answered",
	[PZZ_NDP_DAD_ANSWERED]	= "dad-answered",
	[PZZ_NDP_CONFLICT]	= "conflict",
	[PZZ_NDP_NOT_OURS]	= "not-ours",
	[PZZ_NDP_HOP_LIMIT]	= "hop-limit",
	[PZZ_NDP_CODE]		= "code",
	[PZZ_NDP_SHORT]		= "short",
	[PZZ_NDP_FRAGMENT]	= "fragment",
	[PZZ_NDP_ROUTING]	= "routing-header",
	[PZZ_NDP_TARGET]	= "target",
	[PZZ_NDP_SOURCE]	= "source",
	[PZZ_NDP_DESTINATION]	= "destination",
	[PZZ_NDP_OPTION]	= "option",
	[PZZ_NDP_CHECKSUM]	= "checksum",
	[PZZ_NDP_REFLECTED]	= "reflected",
	[PZZ_NDP_NEIGHBOUR]	= "neighbour",
};

static struct pzz_outcome ignored(u8 reason)
{
	return pzz_outcome(PZZ_ROOM_NDP, PZZ_IGNORE, reason);
}

/* What RFC 4861 7.1.1 and 7.1.2 have in common. PZZ_NDP_ANSWERED: nothing is wrong. */
static u8 check(const struct pzz_frame *f, const u8 *nd)
{
	if (f->ttl != PZZ_NDP_HOP_LIMIT_VALUE)
		return PZZ_NDP_HOP_LIMIT;
	if (f->l4_len < PZZ_NDP_HLEN)
		return PZZ_NDP_SHORT;
	if (nd[1])
		return PZZ_NDP_CODE;
	if (f->atomic)		/* RFC 6980 */
		return PZZ_NDP_FRAGMENT;
	if (f->routed)
		return PZZ_NDP_ROUTING;
	if (pzz_ip_is_multicast(nd + PZZ_NDP_TARGET_AT, PZZ_IPV6_LEN))
		return PZZ_NDP_TARGET;
	return PZZ_NDP_ANSWERED;
}

static bool checksum_ok(const struct pzz_frame *f)
{
	u64 sum;

	if (f->l4_verified)
		return true;
	sum = pzz_csum_pseudo(f->src, f->dst, PZZ_IPV6_LEN, PZZ_IP_ICMPV6, f->l4_len);
	return pzz_csum_ok(pzz_csum_add(sum, f->data + f->l4, f->l4_len));
}

/*
 * Walks all options; *@mac is the address in the first one of @type, or NULL.
 * False if one has no length, or one that is not within the message, or if a
 * link-layer address is not six bytes long.
 */
static bool walk_options(const struct pzz_frame *f, u8 type, const u8 **mac)
{
	struct pzz_view v = pzz_view(f->data + f->l4 + PZZ_NDP_HLEN, f->l4_len - PZZ_NDP_HLEN);
	const u8 *option;

	*mac = NULL;
	while (pzz_left(&v)) {
		option = pzz_take(&v, LLAO_LEN);
		if (!option || !option[1] || !pzz_take(&v, (option[1] - 1U) * 8))
			return false;
		if (option[0] != type)
			continue;
		if (option[1] != 1)
			return false;
		if (!*mac)
			*mac = option + 2;
	}
	return true;
}

static bool is_solicited_node(const u8 *dst, const u8 *target)
{
	static const u8 prefix[] = { 0xff, 0x02, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x01, 0xff };

	return !memcmp(dst, prefix, sizeof(prefix)) &&
	       !memcmp(dst + sizeof(prefix), target + sizeof(prefix), 3);
}

/* Where a solicitation for one of ours comes from and goes to; see check(). */
static u8 check_solicitation(const struct pzz_conf *conf, const struct pzz_frame *f,
			     const u8 *target, bool dad, const u8 *slla)
{
	if (!is_solicited_node(f->dst, target) &&
	    (dad || pzz_addr_find(conf, f->dst, PZZ_IPV6_LEN) < 0))
		return PZZ_NDP_DESTINATION;
	if (dad && slla)
		return PZZ_NDP_OPTION;
	if (!dad && pzz_addr_find(conf, f->src, PZZ_IPV6_LEN) >= 0)
		return PZZ_NDP_SOURCE;
	if (slla && pzz_mac_equal(slla, conf->mac))
		return PZZ_NDP_REFLECTED;
	return PZZ_NDP_ANSWERED;
}

/* R25-R28. The mark is where the asker's MAC stands in the frame. */
static struct pzz_outcome solicited(const struct pzz_conf *conf, const struct pzz_frame *f,
				    const u8 *target)
{
	bool dad = pzz_ip_is_zero(f->src, PZZ_IPV6_LEN);
	struct pzz_outcome what;
	const u8 *slla;
	u8 reason;

	if (!walk_options(f, OPTION_SLLA, &slla))
		return ignored(PZZ_NDP_OPTION);
	reason = check_solicitation(conf, f, target, dad, slla);
	if (reason != PZZ_NDP_ANSWERED)
		return ignored(reason);
	if (!checksum_ok(f))
		return ignored(PZZ_NDP_CHECKSUM);

	what = pzz_outcome(PZZ_ROOM_NDP, PZZ_REPLY, dad ? PZZ_NDP_DAD_ANSWERED : PZZ_NDP_ANSWERED);
	what.size = NA_SIZE;
	what.mark = PZZ_MAC_LEN;
	if (slla && pzz_mac_is_station(slla) && slla - f->data <= 0xffff)
		what.mark = (u16)(slla - f->data);
	return what;
}

/* RFC 4862 5.4.4: whoever advertises our address has it too, unless it was ourselves. */
static struct pzz_outcome advertised(const struct pzz_conf *conf, const struct pzz_frame *f,
				     const u8 *nd, int index)
{
	const struct pzz_ndp_conf *ndp = conf->room[PZZ_ROOM_NDP];
	struct pzz_outcome what;
	const u8 *tlla;

	if (!walk_options(f, OPTION_TLLA, &tlla))
		return ignored(PZZ_NDP_OPTION);
	if ((nd[4] & FLAG_SOLICITED) && pzz_ip_is_multicast(f->dst, PZZ_IPV6_LEN))
		return ignored(PZZ_NDP_DESTINATION);
	if (tlla && pzz_mac_equal(tlla, conf->mac))
		return ignored(PZZ_NDP_REFLECTED);
	if (!checksum_ok(f))
		return ignored(PZZ_NDP_CHECKSUM);

	what = ignored(PZZ_NDP_CONFLICT);
	what.conflict = true;
	what.mark = (u16)index;
	if (ndp->conflict == PROXZZZY_CONFLICT_WAKE)
		what.verdict = PZZ_WAKE;
	return what;
}

static struct pzz_outcome input(const struct pzz_conf *conf, const void *state,
				const struct pzz_frame *f)
{
	const u8 *nd = f->data + f->l4;
	u8 reason = check(f, nd);
	int index;

	(void)state;
	if (reason != PZZ_NDP_ANSWERED)
		return ignored(reason);
	index = pzz_addr_find(conf, nd + PZZ_NDP_TARGET_AT, PZZ_IPV6_LEN);
	if (index < 0 && conf->streams && nd[0] == PZZ_ICMPV6_NA && f->cast == PZZ_TO_HOST)
		return pzz_outcome(PZZ_ROOM_NDP, PZZ_PASS, PZZ_NDP_NEIGHBOUR);
	if (index < 0)
		return ignored(PZZ_NDP_NOT_OURS);
	if (nd[0] == PZZ_ICMPV6_NA)
		return advertised(conf, f, nd, index);
	return solicited(conf, f, nd + PZZ_NDP_TARGET_AT);
}

/* RFC 4861 7.2.4: to the asker; or, if that one has no address yet, to all nodes. */
static void put_destination(u8 *mem, const struct pzz_frame *f,
			    const struct pzz_outcome *what)
{
	static const u8 all_nodes[PZZ_IPV6_LEN] = { 0xff, 0x02, [15] = 0x01 };
	static const u8 all_nodes_mac[PZZ_MAC_LEN] = { 0x33, 0x33, 0, 0, 0, 0x01 };
	bool dad = what->reason == PZZ_NDP_DAD_ANSWERED;

	memcpy(mem, dad ? all_nodes_mac : f->data + what->mark, PZZ_MAC_LEN);
	memcpy(mem + PZZ_ETH_HLEN + 24, dad ? all_nodes : f->src, PZZ_IPV6_LEN);
}

static void put_ip(u8 *ip, const u8 *src)
{
	memset(ip, 0, 8);
	ip[0] = 6 << 4;
	ip[5] = NA_LEN;
	ip[6] = PZZ_IP_ICMPV6;
	ip[7] = PZZ_NDP_HOP_LIMIT_VALUE;
	memcpy(ip + 8, src, PZZ_IPV6_LEN);
}

/* The advertisement, but for its checksum. */
static void put_na(u8 *na, const struct pzz_conf *conf, const u8 *target, bool dad)
{
	memset(na, 0, PZZ_NDP_TARGET_AT);
	na[0] = PZZ_ICMPV6_NA;
	na[4] = (u8)((conf->router ? FLAG_ROUTER : 0) | (dad ? 0 : FLAG_SOLICITED) |
		     FLAG_OVERRIDE);
	memcpy(na + PZZ_NDP_TARGET_AT, target, PZZ_IPV6_LEN);
	na[PZZ_NDP_HLEN] = OPTION_TLLA;
	na[PZZ_NDP_HLEN + 1] = 1;
	memcpy(na + PZZ_NDP_HLEN + 2, conf->mac, PZZ_MAC_LEN);
}

static bool reply(const struct pzz_conf *conf, const struct pzz_frame *f,
		  const struct pzz_outcome *what, struct pzz_writer *out)
{
	const u8 *target = f->data + f->l4 + PZZ_NDP_TARGET_AT;
	u8 *mem = pzz_room_for(out, NA_SIZE);
	u8 *ip, *na;
	u64 sum;

	if (!mem)
		return false;
	ip = mem + PZZ_ETH_HLEN;
	na = ip + PZZ_IPV6_HLEN;
	memcpy(mem + PZZ_MAC_LEN, conf->mac, PZZ_MAC_LEN);
	pzz_put_be16(mem + 12, PZZ_ETH_IPV6);
	put_ip(ip, target);
	put_destination(mem, f, what);
	put_na(na, conf, target, what->reason == PZZ_NDP_DAD_ANSWERED);
	sum = pzz_csum_pseudo(ip + 8, ip + 24, PZZ_IPV6_LEN, PZZ_IP_ICMPV6, NA_LEN);
	pzz_csum_put(na + 2, pzz_csum_add(sum, na, NA_LEN));
	return true;
}

static bool conf_check(const struct pzz_setup *setup, struct pzz_refusal *why)
{
	if (setup->ndp.conflict == PROXZZZY_CONFLICT_DEFEND)
		why->why = "neighbour discovery cannot defend an address; only ARP can";
	else if (setup->ndp.conflict > PROXZZZY_CONFLICT_WAKE)
		why->why = "neighbour discovery has no such conflict policy";
	return !why->why;
}

static size_t conf_size(const struct pzz_setup *setup)
{
	(void)setup;
	return sizeof(struct pzz_ndp_conf);
}

static const void *conf_init(void *mem, const struct pzz_setup *setup)
{
	struct pzz_ndp_conf *ndp = mem;

	if (!setup->ndp.enable)
		return NULL;
	ndp->conflict = setup->ndp.conflict;
	return ndp;
}

const struct pzz_room pzz_ndp_room = {
	.name = "ndp",
	.clauses = "6.4 R25-R29; RFC 4861 7.1, 7.2, 4862 5.4, 6980",
	.reasons = reasons,
	.n_reasons = PZZ_NDP_REASONS,
	.conf_check = conf_check,
	.conf_size = conf_size,
	.conf_init = conf_init,
	.input = input,
	.reply = reply,
};
