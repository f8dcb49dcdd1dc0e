// SPDX-License-Identifier: GPL-2.0
#include <errno.h>
#include <string.h>

#include <linux/genetlink.h>

#include "dns_text.h"
#include "grammar.h"
#include "nl_priv.h"
#include "snmp_text.h"
#include "util.h"

/* The grammar's words for the attributes of a request. */
struct spec {
	const char *word;
	const struct spec *nest; /* by attribute type */
	u16 max;
};

static const struct spec limit[] = {
	[PROXZZZY_LIMIT_A_RATE] = { .word = "rate" },
	[PROXZZZY_LIMIT_A_UNIT] = { .word = "unit" },
	[PROXZZZY_LIMIT_A_BURST] = { .word = "burst" },
};

static const struct spec addr[] = {
	[PROXZZZY_ADDR_A_ADDRESS] = { .word = "address" },
};

static const struct spec arp[] = {
	[PROXZZZY_ARP_A_ENABLE] = { .word = "on" },
	[PROXZZZY_ARP_A_CONFLICT] = { .word = "conflict" },
	[PROXZZZY_ARP_A_ANNOUNCE] = { .word = "announce" },
};

static const struct spec ndp[] = {
	[PROXZZZY_NDP_A_ENABLE] = { .word = "on" },
	[PROXZZZY_NDP_A_CONFLICT] = { .word = "conflict" },
	[PROXZZZY_NDP_A_ROUTER] = { .word = "router" },
};

static const struct spec echo[] = {
	[PROXZZZY_ECHO_A_ENABLE] = { .word = "on" },
	[PROXZZZY_ECHO_A_LIMIT] = { "limit", limit, PROXZZZY_LIMIT_A_MAX },
};

static const struct spec wake[] = {
	[PROXZZZY_WAKE_A_LIMIT] = { "limit", limit, PROXZZZY_LIMIT_A_MAX },
};

static const struct spec rule[] = {
	[PROXZZZY_RULE_A_ID] = { .word = "id" },
	[PROXZZZY_RULE_A_KIND] = { .word = "kind" },
	[PROXZZZY_RULE_A_ACTION] = { .word = "ignore" },
	[PROXZZZY_RULE_A_LABEL] = { .word = "label" },
	[PROXZZZY_RULE_A_PORT] = { .word = "port" },
	[PROXZZZY_RULE_A_PORT_TO] = { .word = "port range" },
	[PROXZZZY_RULE_A_FROM] = { .word = "from" },
	[PROXZZZY_RULE_A_FROM_LEN] = { .word = "from prefix length" },
	[PROXZZZY_RULE_A_TO] = { .word = "to" },
	[PROXZZZY_RULE_A_TO_LEN] = { .word = "to prefix length" },
	[PROXZZZY_RULE_A_OFFSET] = { .word = "offset" },
	[PROXZZZY_RULE_A_PATTERN] = { .word = "bytes" },
	[PROXZZZY_RULE_A_MASK] = { .word = "mask" },
	[PROXZZZY_RULE_A_PASSWORD] = { .word = "password" },
	[PROXZZZY_RULE_A_SECRET_KEPT] = { .word = "password saved" },
	[PROXZZZY_RULE_A_ANYWHERE] = { .word = "anywhere" },
	[PROXZZZY_RULE_A_LIMIT] = { "limit", limit, PROXZZZY_LIMIT_A_MAX },
};

static const struct spec igmp[] = {
	[PROXZZZY_IGMP_A_ENABLE] = { .word = "on" },
};

static const struct spec mld[] = {
	[PROXZZZY_MLD_A_ENABLE] = { .word = "on" },
};

static const struct spec group[] = {
	[PROXZZZY_GROUP_A_ADDRESS] = { .word = "address" },
};

static const struct spec mdns[] = {
	[PROXZZZY_MDNS_A_ENABLE] = { .word = "on" },
	[PROXZZZY_MDNS_A_HOST] = { .word = "host" },
	[PROXZZZY_MDNS_A_TTL] = { .word = "ttl" },
	[PROXZZZY_MDNS_A_ANNOUNCE] = { .word = "announce" },
	[PROXZZZY_MDNS_A_GROUP] = { .word = "group" },
};

static const struct spec llmnr[] = {
	[PROXZZZY_LLMNR_A_ENABLE] = { .word = "on" },
	[PROXZZZY_LLMNR_A_HOST] = { .word = "host" },
	[PROXZZZY_LLMNR_A_TTL] = { .word = "ttl" },
	[PROXZZZY_LLMNR_A_TENTATIVE] = { .word = "tentative" },
};

static const struct spec record[] = {
	[PROXZZZY_RR_A_NAME] = { .word = "name" },
	[PROXZZZY_RR_A_TYPE] = { .word = "type" },
	[PROXZZZY_RR_A_TTL] = { .word = "ttl" },
	[PROXZZZY_RR_A_DATA] = { .word = "data" },
	[PROXZZZY_RR_A_SHARED] = { .word = "shared" },
};

static const struct spec snmp[] = {
	[PROXZZZY_SNMP_A_ENABLE] = { .word = "on" },
	[PROXZZZY_SNMP_A_GETALL] = { .word = "getall" },
	[PROXZZZY_SNMP_A_PORT] = { .word = "port" },
	[PROXZZZY_SNMP_A_MESSAGE] = { .word = "message" },
	[PROXZZZY_SNMP_A_LIMIT] = { "limit", limit, PROXZZZY_LIMIT_A_MAX },
};

static const struct spec community[] = {
	[PROXZZZY_COMMUNITY_A_NAME] = { .word = "name" },
	[PROXZZZY_COMMUNITY_A_WRITE] = { .word = "write" },
	[PROXZZZY_COMMUNITY_A_FROM] = { .word = "from" },
	[PROXZZZY_COMMUNITY_A_FROM_LEN] = { .word = "from prefix length" },
	[PROXZZZY_COMMUNITY_A_SECRET_KEPT] = { .word = "name" },
};

static const struct spec value[] = {
	[PROXZZZY_OID_A_ID] = { .word = "id" },
	[PROXZZZY_OID_A_TYPE] = { .word = "type" },
	[PROXZZZY_OID_A_VALUE] = { .word = "value" },
	[PROXZZZY_OID_A_ACCESS] = { .word = "access" },
	[PROXZZZY_OID_A_AGE] = { .word = "count" },
	[PROXZZZY_OID_A_MAX_AGE] = { .word = "max-age" },
	[PROXZZZY_OID_A_TAKEN] = { .word = "taken" },
	[PROXZZZY_OID_A_OBJECT] = { .word = "object" },
	[PROXZZZY_OID_A_MAX] = { .word = NULL },
};

static const struct spec teredo[] = {
	[PROXZZZY_TEREDO_A_PACKET] = { .word = "packet" },
	[PROXZZZY_TEREDO_A_MAC] = { .word = "via" },
	[PROXZZZY_TEREDO_A_INTERVAL_FROM] = { .word = "interval" },
	[PROXZZZY_TEREDO_A_INTERVAL_TO] = { .word = "interval" },
	[PROXZZZY_TEREDO_A_ADDRESS] = { .word = "address" },
};

static const struct spec lldp[] = {
	[PROXZZZY_LLDP_A_PDU] = { .word = "pdu" },
	[PROXZZZY_LLDP_A_TO] = { .word = "to" },
	[PROXZZZY_LLDP_A_INTERVAL] = { .word = "interval" },
};

static const struct spec dhcp[] = {
	[PROXZZZY_DHCP_A_ENABLE] = { .word = "on" },
	[PROXZZZY_DHCP_A_RENEW] = { .word = "renew" },
	[PROXZZZY_DHCP_A_ADDRESS] = { .word = "address" },
	[PROXZZZY_DHCP_A_SERVER] = { .word = "server" },
	[PROXZZZY_DHCP_A_SERVER_MAC] = { .word = "server-mac" },
	[PROXZZZY_DHCP_A_SINCE] = { .word = "since" },
	[PROXZZZY_DHCP_A_LEASE] = { .word = "lease" },
	[PROXZZZY_DHCP_A_T1] = { .word = "t1" },
	[PROXZZZY_DHCP_A_T2] = { .word = "t2" },
	[PROXZZZY_DHCP_A_WAKE_BEFORE] = { .word = "wake-before" },
	[PROXZZZY_DHCP_A_REQUEST] = { .word = "request" },
	[PROXZZZY_DHCP_A_ACK] = { .word = "ack" },
	[PROXZZZY_DHCP_A_CRITICAL] = { .word = "critical" },
};

static const struct spec lifetime[] = {
	[PROXZZZY_LIFETIME_A_ADDRESS] = { .word = "address" },
	[PROXZZZY_LIFETIME_A_PREFIX_LEN] = { .word = "prefix" },
	[PROXZZZY_LIFETIME_A_UNTIL] = { .word = "until" },
};

static const struct spec dns[] = {
	[PROXZZZY_DNS_A_ADDRESS] = { .word = "address" },
};

static const struct spec auth[] = {
	[PROXZZZY_AUTH_A_REALM] = { .word = "realm" },
	[PROXZZZY_AUTH_A_USER] = { .word = "user" },
	[PROXZZZY_AUTH_A_HASH] = { .word = "algorithm" },
	[PROXZZZY_AUTH_A_HA1] = { .word = "secret" },
	[PROXZZZY_AUTH_A_SECRET_KEPT] = { .word = "saved" },
};

static const struct spec sip[] = {
	[PROXZZZY_SIP_A_LOCAL] = { .word = "address" },
	[PROXZZZY_SIP_A_LOCAL_PORT] = { .word = "port" },
	[PROXZZZY_SIP_A_SERVER] = { .word = "server" },
	[PROXZZZY_SIP_A_NAME] = { .word = "server" },
	[PROXZZZY_SIP_A_PORT] = { .word = "server-port" },
	[PROXZZZY_SIP_A_HOP] = { .word = "hop" },
	[PROXZZZY_SIP_A_URI] = { .word = "uri" },
	[PROXZZZY_SIP_A_TO] = { .word = "to" },
	[PROXZZZY_SIP_A_CONTACT] = { .word = "contact" },
	[PROXZZZY_SIP_A_FROM] = { .word = "from" },
	[PROXZZZY_SIP_A_CALL_ID] = { .word = "call-id" },
	[PROXZZZY_SIP_A_CSEQ] = { .word = "cseq" },
	[PROXZZZY_SIP_A_AGENT] = { .word = "agent" },
	[PROXZZZY_SIP_A_EXTRA] = { .word = "extra" },
	[PROXZZZY_SIP_A_EXPIRES] = { .word = "expires" },
	[PROXZZZY_SIP_A_INTERVAL] = { .word = "interval" },
	[PROXZZZY_SIP_A_SINCE] = { .word = "since" },
	[PROXZZZY_SIP_A_GRANTED] = { .word = "granted" },
	[PROXZZZY_SIP_A_ANSWER] = { .word = "answer" },
	[PROXZZZY_SIP_A_ANYONE] = { .word = "anyone" },
	[PROXZZZY_SIP_A_FAILURE] = { .word = "failure" },
	[PROXZZZY_SIP_A_AUTH] = { "auth", auth, PROXZZZY_AUTH_A_MAX },
	[PROXZZZY_SIP_A_TRANSPORT] = { .word = "transport" },
};

static const struct spec conf[PROXZZZY_CONF_A_MAX + 1] = {
	[PROXZZZY_CONF_A_MAC] = { .word = "mac" },
	[PROXZZZY_CONF_A_S2IDLE] = { .word = "s2idle" },
	[PROXZZZY_CONF_A_DEEP] = { .word = "deep" },
	[PROXZZZY_CONF_A_PRIORITY] = { .word = "priority" },
	[PROXZZZY_CONF_A_ADDR] = { "addr", addr, PROXZZZY_ADDR_A_MAX },
	[PROXZZZY_CONF_A_ARP] = { "arp", arp, PROXZZZY_ARP_A_MAX },
	[PROXZZZY_CONF_A_NDP] = { "ndp", ndp, PROXZZZY_NDP_A_MAX },
	[PROXZZZY_CONF_A_ECHO] = { "echo", echo, PROXZZZY_ECHO_A_MAX },
	[PROXZZZY_CONF_A_WAKE] = { "wake", wake, PROXZZZY_WAKE_A_MAX },
	[PROXZZZY_CONF_A_RULE] = { "rule", rule, PROXZZZY_RULE_A_MAX },
	[PROXZZZY_CONF_A_TEREDO] = { "teredo", teredo, PROXZZZY_TEREDO_A_MAX },
	[PROXZZZY_CONF_A_LLDP] = { "lldp", lldp, PROXZZZY_LLDP_A_MAX },
	[PROXZZZY_CONF_A_IGMP] = { "igmp", igmp, PROXZZZY_IGMP_A_MAX },
	[PROXZZZY_CONF_A_MLD] = { "mld", mld, PROXZZZY_MLD_A_MAX },
	[PROXZZZY_CONF_A_GROUP] = { "group", group, PROXZZZY_GROUP_A_MAX },
	[PROXZZZY_CONF_A_MDNS] = { "mdns", mdns, PROXZZZY_MDNS_A_MAX },
	[PROXZZZY_CONF_A_LLMNR] = { "llmnr", llmnr, PROXZZZY_LLMNR_A_MAX },
	[PROXZZZY_CONF_A_RR] = { "record", record, PROXZZZY_RR_A_MAX },
	[PROXZZZY_CONF_A_DHCP] = { "dhcp", dhcp, PROXZZZY_DHCP_A_CRITICAL },
	[PROXZZZY_CONF_A_LIFETIME] = { "lifetime", lifetime, PROXZZZY_LIFETIME_A_UNTIL },
	[PROXZZZY_CONF_A_LIFETIME_BEFORE] = { .word = "lifetime-before" },
	[PROXZZZY_CONF_A_SNMP] = { "snmp", snmp, PROXZZZY_SNMP_A_MAX },
	[PROXZZZY_CONF_A_COMMUNITY] = { "community", community, PROXZZZY_COMMUNITY_A_MAX },
	[PROXZZZY_CONF_A_OID] = { "oid", value, PROXZZZY_OID_A_MAX },
	[PROXZZZY_CONF_A_DNS] = { "dns", dns, PROXZZZY_DNS_A_MAX },
	[PROXZZZY_CONF_A_SIP] = { "sip", sip, PROXZZZY_SIP_A_MAX },
};

static const struct spec top[] = {
	[PROXZZZY_A_IFINDEX] = { .word = "dev" },
	[PROXZZZY_A_FROM_CURRENT] = { .word = "from current" },
	[PROXZZZY_A_CONF] = { NULL, conf, PROXZZZY_CONF_A_MAX },
};

static const struct spec request = { NULL, top, PROXZZZY_A_CONF };

static const struct spec *spec_of(const struct spec *in, u32 type)
{
	return in->nest && type <= in->max ? &in->nest[type] : NULL;
}

static void put(FILE *f, const char *word)
{
	if (word)
		fprintf(f, "%s%s", ftell(f) > 0 ? " " : "", word);
}

static void put_address(FILE *f, const struct nlattr *a, struct ip *ip)
{
	nl_ip(a, ip);
	fputc(' ', f);
	grammar_put_ip(f, ip);
}

/* Nothing if it is no whole name: that is what is wrong then. */
static void put_name(FILE *f, const struct nlattr *a)
{
	const void *name = a ? mnl_attr_get_payload(a) : NULL;
	size_t len = a ? mnl_attr_get_payload_len(a) : 0;

	if (!len || dns_name_length(name, len) != len)
		return;
	fputc(' ', f);
	dns_name_put(f, name, len);
}

/* A client by where it is, an LLDPDU by where it goes */
static void put_link(FILE *f, const struct spec *s, const struct nlattr *a, struct nl_error *e)
{
	struct config cfg = { 0 };
	struct ip ip = { .len = 4 };

	if (s->nest == teredo) {
		nl_get_teredo(&cfg, a);
		if (teredo_key(&cfg.links.teredos[0].packet, e->teredo)) {
			memcpy(ip.b, e->teredo, 4);
			fputc(' ', f);
			grammar_put_ip(f, &ip);
			fprintf(f, ":%u", e->teredo[8] << 8 | e->teredo[9]);
		}
	} else {
		nl_get_lldp(&cfg, a);
		memcpy(e->lldp, cfg.links.lldps[0].to, sizeof(e->lldp));
		if (*e->lldp) {
			fputc(' ', f);
			util_put_mac(f, e->lldp, sizeof(e->lldp));
		}
	}
	config_free(&cfg);
}

/* Which of the many: "rule 10", "addr 192.0.2.1", "record web.local" */
static void put_which(FILE *f, const struct spec *s, const struct nlattr *a, struct nl_error *e)
{
	const struct nlattr *tb[PROXZZZY_SIP_A_LOCAL_PORT + 1]; /* names come first */
	struct ip ip;

	if (!s->nest)
		return;
	nl_table(nl_range_of(a), tb, PROXZZZY_SIP_A_LOCAL_PORT);
	if (s->nest == rule) {
		e->rule = nl_u32(tb[PROXZZZY_RULE_A_ID]);
		fprintf(f, " %u", e->rule);
	} else if (s->nest == addr) {
		put_address(f, tb[PROXZZZY_ADDR_A_ADDRESS], &e->address);
	} else if (s->nest == group) {
		put_address(f, tb[PROXZZZY_GROUP_A_ADDRESS], &ip);
	} else if (s->nest == teredo || s->nest == lldp) {
		put_link(f, s, a, e);
	} else if (s->nest == lifetime) {
		put_address(f, tb[PROXZZZY_LIFETIME_A_ADDRESS], &ip);
	} else if (s->nest == record) {
		put_name(f, tb[PROXZZZY_RR_A_NAME]);
	} else if (s->nest == value) {
		nl_get_oid(tb[PROXZZZY_OID_A_ID], &e->oid);
		fputc(' ', f);
		snmp_oid_put(f, &e->oid);
	} else if (s->nest == dns) {
		put_address(f, tb[PROXZZZY_DNS_A_ADDRESS], &ip);
	} else if (s->nest == sip) {
		put_address(f, tb[PROXZZZY_SIP_A_LOCAL], &e->local);
		e->local_port = nl_u16(tb[PROXZZZY_SIP_A_LOCAL_PORT]);
		fprintf(f, " port %u", e->local_port);
	}
}

/* The attribute of @in that the byte at @at is in. */
static const struct nlattr *at_byte(struct nl_range in, const char *at)
{
	const struct nlattr *a = NULL;

	while ((a = nl_next(in, a)))
		if (at >= (const char *)a && at < (const char *)a + a->nla_len)
			break;
	return a;
}

/* Words on the way from the message to the attribute at @at. Return: its spec. */
static const struct spec *put_path(FILE *f, struct nl *nl, u32 at)
{
	const char *byte = (const char *)nl->request + at;
	struct nl_range in = nl_range_of_msg(nl->request);
	const struct spec *s = &request;

	while (s->nest) {
		const struct nlattr *a = at_byte(in, byte);
		const struct spec *inner = a ? spec_of(s, mnl_attr_get_type(a)) : NULL;

		if (!inner)
			break;
		s = inner;
		put(f, s->word);
		put_which(f, s, a, &nl->error);
		if ((const char *)a == byte)
			break;
		in = nl_range_of(a);
	}
	return s;
}

static void put_where(FILE *f, struct nl *nl, const struct nlattr **tb)
{
	const struct nlattr *nest = tb[NLMSGERR_ATTR_MISS_NEST];
	const struct nlattr *type = tb[NLMSGERR_ATTR_MISS_TYPE];
	const struct spec *s = &request;

	if (nest || tb[NLMSGERR_ATTR_OFFS])
		s = put_path(f, nl, nl_u32(nest ? nest : tb[NLMSGERR_ATTR_OFFS]));
	if (!type)
		return;
	s = spec_of(s, nl_u32(type));
	if (s && s->word) {
		put(f, s->word);
		put(f, "is missing");
	}
}

void nl_error_set(struct nl *nl, int err, struct nl_range tlvs)
{
	const struct nlattr *tb[NLMSGERR_ATTR_MAX + 1];
	struct nl_error *e = &nl->error;
	char sentence[200], where[120] = ""; /* of a long OID, the beginning */
	FILE *f;

	memset(e, 0, sizeof(*e));
	nl_table(tlvs, tb, NLMSGERR_ATTR_MAX);
	nl_copy_str(tb[NLMSGERR_ATTR_MSG], sentence, sizeof(sentence));
	if (!*sentence)
		snprintf(sentence, sizeof(sentence), "%s", err == -EPERM ?
			 "this needs CAP_NET_ADMIN in the initial user namespace" :
			 strerror(-err));
	if (nl->request->nlmsg_type == nl->family) {
		f = fmemopen(where, sizeof(where) - 1, "w");
		if (f) {
			put_where(f, nl, tb);
			fclose(f);
		}
	}
	f = fmemopen(e->text, sizeof(e->text) - 1, "w");
	if (!f)
		return;
	util_put_plain(f, sentence);
	if (*where)
		fprintf(f, " (%s)", where);
	fclose(f);
}
