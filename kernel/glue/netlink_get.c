// SPDX-License-Identifier: GPL-2.0
/* What this module can do (C11), how a proxy is (C13), and starting and stopping it (R32). */
#include <linux/rtnetlink.h>

#include "netlink.h"

static const struct {
	const char *name;
	u32 value;
} limits[] = {
	{ "proxies", PROXZZZY_PROXY_MAX },
	{ "stages", PROXZZZY_STAGE_MAX },
	{ "ipv4-addresses", PROXZZZY_ADDR_MAX },
	{ "ipv6-addresses", PROXZZZY_ADDR_MAX },
	{ "rules", PROXZZZY_RULE_MAX },
	{ "rule-shapes", PROXZZZY_SHAPE_MAX },
	{ "rule-id", PROXZZZY_RULE_ID_MAX },
	{ "label-bytes", PROXZZZY_LABEL_MAX },
	{ "pattern-bytes", PROXZZZY_PATTERN_MAX },
	{ "pattern-offset", PROXZZZY_OFFSET_MAX },
	{ "limit-tokens", PROXZZZY_LIMIT_MAX },
	{ "ipv4-groups", PROXZZZY_GROUP_MAX },
	{ "ipv6-groups", PROXZZZY_GROUP_MAX },
	{ "mdns-groups", PROXZZZY_MDNS_GROUP_MAX },
	{ "mdns-announcements", PROXZZZY_MDNS_ANNOUNCE_MAX },
	{ "records", PROXZZZY_RR_MAX },
	{ "record-bytes", PROXZZZY_RR_BYTES_MAX },
	{ "record-data-bytes", PROXZZZY_DATA_MAX },
	{ "snmp-ports", PROXZZZY_SNMP_PORT_MAX },
	{ "communities", PROXZZZY_COMMUNITY_MAX },
	{ "community-bytes", PROXZZZY_COMMUNITY_LEN_MAX },
	{ "oids", PROXZZZY_OID_MAX },
	{ "oid-bytes", PROXZZZY_OID_BYTES_MAX },
	{ "oid-value-bytes", PROXZZZY_OID_VALUE_MAX },
	{ "name-bytes", PROXZZZY_NAME_MAX },
	{ "teredo-clients", PROXZZZY_TEREDO_MAX },
	{ "teredo-packet-bytes", PROXZZZY_TEREDO_PACKET_MAX },
	{ "lldp-pdus", PROXZZZY_LLDP_MAX },
	{ "lldp-pdu-bytes", PROXZZZY_LLDP_PDU_MAX },
	{ "dhcp-request-bytes", PROXZZZY_DHCP_REQUEST_MAX },
	{ "dhcp-ack-bytes", PROXZZZY_DHCP_ACK_MAX },
	{ "dhcp-critical-options", PROXZZZY_DHCP_CRITICAL_MAX },
	{ "lifetimes", PROXZZZY_ADDR_MAX },
	{ "dns-servers", PROXZZZY_DNS_MAX },
	{ "registrations", PROXZZZY_SIP_MAX },
	{ "registration-credentials", PROXZZZY_SIP_AUTH_MAX },
	{ "sip-text-bytes", PROXZZZY_SIP_TEXT_MAX },
	{ "sip-extra-bytes", PROXZZZY_SIP_EXTRA_MAX },
	{ "sip-seconds", PROXZZZY_SIP_TIME_MAX },
	{ "announce-ms-min", PROXZZZY_ANNOUNCE_MIN },
	{ "announce-ms-max", PROXZZZY_ANNOUNCE_MAX },
	{ "wake-records", PROXZZZY_WAKE_MAX },
	{ "wake-frame-bytes", PROXZZZY_FRAME_MAX },
};

static int put_room(struct sk_buff *skb, const struct pzz_room *room)
{
	struct nlattr *nest = nla_nest_start(skb, PROXZZZY_CAPS_A_ROOM);

	if (!nest ||
	    nla_put_string(skb, PROXZZZY_ROOM_A_NAME, room->name) ||
	    nla_put_string(skb, PROXZZZY_ROOM_A_CLAUSES, room->clauses))
		return -EMSGSIZE;
	nla_nest_end(skb, nest);
	return 0;
}

static int put_caplimit(struct sk_buff *skb, const char *name, u32 value)
{
	struct nlattr *nest = nla_nest_start(skb, PROXZZZY_CAPS_A_LIMIT);

	if (!nest ||
	    nla_put_string(skb, PROXZZZY_CAPLIMIT_A_NAME, name) ||
	    nla_put_u32(skb, PROXZZZY_CAPLIMIT_A_VALUE, value))
		return -EMSGSIZE;
	nla_nest_end(skb, nest);
	return 0;
}

static size_t caps_size(void)
{
	size_t size = 2 * nla_total_size(0) + nla_total_size(sizeof(PZZ_VERSION));
	unsigned int i;

	for (i = 0; i < PZZ_ROOMS; i++)
		size += nla_total_size(0) +
			nla_total_size(strlen(pzz_rooms[i]->name) + 1) +
			nla_total_size(strlen(pzz_rooms[i]->clauses) + 1);
	for (i = 0; i < ARRAY_SIZE(limits); i++)
		size += nla_total_size(0) + nla_total_size(strlen(limits[i].name) + 1) +
			nla_total_size(sizeof(u32));
	return size;
}

static int put_caps(struct sk_buff *skb)
{
	struct nlattr *nest = nla_nest_start(skb, PROXZZZY_A_CAPS);
	unsigned int i;

	if (!nest || nla_put_string(skb, PROXZZZY_CAPS_A_VERSION, PZZ_VERSION))
		return -EMSGSIZE;
	for (i = 0; i < PZZ_ROOMS; i++)
		if (put_room(skb, pzz_rooms[i]))
			return -EMSGSIZE;
	for (i = 0; i < ARRAY_SIZE(limits); i++)
		if (put_caplimit(skb, limits[i].name, limits[i].value))
			return -EMSGSIZE;
	nla_nest_end(skb, nest);
	return 0;
}

static int answer(struct genl_info *info, size_t size, u8 cmd,
		  int (*put)(struct sk_buff *skb, struct genl_info *info))
{
	struct sk_buff *skb = genlmsg_new(size, GFP_KERNEL);
	void *head;
	int err;

	if (!skb)
		return -ENOMEM;
	head = genlmsg_put_reply(skb, info, &pzz_family, 0, cmd);
	err = head ? put(skb, info) : -EMSGSIZE;
	if (err) {
		nlmsg_free(skb);
		return err;
	}
	genlmsg_end(skb, head);
	return genlmsg_reply(skb, info);
}

static int put_caps_answer(struct sk_buff *skb, struct genl_info *info)
{
	return put_caps(skb);
}

int pzz_nl_caps_get(struct sk_buff *skb, struct genl_info *info)
{
	return answer(info, caps_size(), PROXZZZY_CMD_CAPS_GET, put_caps_answer);
}

int pzz_put_proxy(struct sk_buff *skb, const struct pzz_proxy *p)
{
	if (nla_put_u32(skb, PROXZZZY_A_IFINDEX, p->dev->ifindex) ||
	    nla_put_string(skb, PROXZZZY_A_IFNAME, p->dev->name) ||
	    nla_put_u32(skb, PROXZZZY_A_GENERATION, READ_ONCE(p->generation)))
		return -EMSGSIZE;
	return 0;
}

static bool put_u64(struct sk_buff *skb, int type, u64 value)
{
	return nla_put_u64_64bit(skb, type, value, PROXZZZY_STATUS_A_PAD);
}

static bool put_held(struct sk_buff *skb, const struct pzz_proxy *p)
{
	const char *name;
	unsigned int i;

	for (i = 0; p->hold && (name = pzz_hold_name(p->hold, i)); i++)
		if (nla_put_string(skb, PROXZZZY_STATUS_A_HELD, name))
			return true;
	return false;
}

static bool put_counts(struct sk_buff *skb, struct pzz_proxy *p, u32 phase)
{
	struct pzz_totals t = pzz_stat_totals(p);
	u64 proxied = p->proxied_ns, wakes;

	if (phase == PROXZZZY_PHASE_PROXYING)
		proxied += ktime_get_boottime_ns() - p->began_ns;
	spin_lock_bh(&p->wake_lock);
	wakes = p->wakes;
	spin_unlock_bh(&p->wake_lock);

	return put_u64(skb, PROXZZZY_STATUS_A_SLEEPS, p->sleeps) ||
	       put_u64(skb, PROXZZZY_STATUS_A_UNPROXIED, p->unproxied) ||
	       put_u64(skb, PROXZZZY_STATUS_A_PROXIED_NS, proxied) ||
	       put_u64(skb, PROXZZZY_STATUS_A_BEGAN_NS, p->run_began_ns) ||
	       put_u64(skb, PROXZZZY_STATUS_A_ENDED_NS, p->run_ended_ns) ||
	       put_u64(skb, PROXZZZY_STATUS_A_FRAMES, t.frames) ||
	       put_u64(skb, PROXZZZY_STATUS_A_REPLIES, t.replies) ||
	       put_u64(skb, PROXZZZY_STATUS_A_WAKES, wakes) ||
	       put_u64(skb, PROXZZZY_STATUS_A_SUPPRESSED, t.suppressed);
}

static bool put_error(struct sk_buff *skb, const struct pzz_proxy *p)
{
	return p->error[0] &&
	       (nla_put_string(skb, PROXZZZY_STATUS_A_ERROR, p->error) ||
		put_u64(skb, PROXZZZY_STATUS_A_ERROR_TIME, p->error_ns));
}

int pzz_put_status(struct sk_buff *skb, struct pzz_proxy *p)
{
	struct nlattr *nest = nla_nest_start(skb, PROXZZZY_A_STATUS);
	u32 phase = READ_ONCE(p->phase);

	if (!nest ||
	    nla_put_u32(skb, PROXZZZY_STATUS_A_PHASE, phase) ||
	    nla_put_u32(skb, PROXZZZY_STATUS_A_STARTER, p->starter) ||
	    nla_put_u8(skb, PROXZZZY_STATUS_A_CARRIER, netif_carrier_ok(p->dev)) ||
	    nla_put_u8(skb, PROXZZZY_STATUS_A_TICK_KEPT, pzz_tick_kept()) ||
	    put_held(skb, p) || put_counts(skb, p, phase) || put_error(skb, p) ||
	    pzz_put_registrations(skb, p))
		return -EMSGSIZE;
	nla_nest_end(skb, nest);
	return 0;
}

static int put_proxy_answer(struct sk_buff *skb, struct genl_info *info)
{
	struct pzz_proxy *p = pzz_request_proxy(info);

	return p ? pzz_put_proxy(skb, p) ?: pzz_put_status(skb, p) ?: pzz_put_lease_of(skb, p) :
		   -ENOENT;
}

int pzz_nl_proxy_get(struct sk_buff *skb, struct genl_info *info)
{
	return answer(info, GENLMSG_DEFAULT_SIZE, PROXZZZY_CMD_PROXY_GET, put_proxy_answer);
}

int pzz_nl_start(struct sk_buff *skb, struct genl_info *info)
{
	struct pzz_proxy *p = pzz_request_proxy(info);

	return p ? pzz_proxy_start(p, info->extack) : -ENOENT;
}

int pzz_nl_stop(struct sk_buff *skb, struct genl_info *info)
{
	struct pzz_proxy *p = pzz_request_proxy(info);

	return p ? pzz_proxy_stop(p, info->extack) : -ENOENT;
}

int pzz_nl_goodbye(struct sk_buff *skb, struct genl_info *info)
{
	struct pzz_proxy *p = pzz_request_proxy(info);

	return p ? pzz_proxy_goodbye(p, info->extack) : -ENOENT;
}
