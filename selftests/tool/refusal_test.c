// SPDX-License-Identifier: GPL-2.0
/* Where the module's refusal points to, in the grammar's words. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include <linux/genetlink.h>

#include "nl_priv.h"
#include "test.h"

const int refusal_cases = 16;

static struct nl nl = { .family = 0x20 };
static char answer[512];

/* One request with a bit of everything; what is remembered is asked for below. */
static const struct nlattr *port, *rule, *announce, *burst, *second_addr;
static const struct nlattr *mdns, *group, *data, *bad_name, *via, *interval, *no_packet,
	*realm, *transport;

static const struct nlattr *last(const struct nlmsghdr *nlh, size_t size)
{
	return (const void *)((const char *)nlh + nlh->nlmsg_len - NLA_HDRLEN - NLA_ALIGN(size));
}

static struct nlattr *addr(struct nlmsghdr *nlh, u8 host)
{
	struct nlattr *nest = mnl_attr_nest_start(nlh, PROXZZZY_CONF_A_ADDR);

	mnl_attr_put(nlh, PROXZZZY_ADDR_A_ADDRESS, 4, (const u8[]){ 192, 0, 2, host });
	mnl_attr_nest_end(nlh, nest);
	return nest;
}

static void make_rule(struct nlmsghdr *nlh, u32 id)
{
	struct nlattr *nest = mnl_attr_nest_start(nlh, PROXZZZY_CONF_A_RULE);

	mnl_attr_put_u32(nlh, PROXZZZY_RULE_A_ID, id);
	mnl_attr_put_u16(nlh, PROXZZZY_RULE_A_PORT, 22);
	port = last(nlh, 2);
	rule = nest;
	mnl_attr_nest_end(nlh, nest);
}

static void make_settings(struct nlmsghdr *nlh)
{
	struct nlattr *nest = mnl_attr_nest_start(nlh, PROXZZZY_CONF_A_ARP), *limit;

	mnl_attr_put_u32(nlh, PROXZZZY_ARP_A_ANNOUNCE, 1);
	announce = last(nlh, 4);
	mnl_attr_nest_end(nlh, nest);
	nest = mnl_attr_nest_start(nlh, PROXZZZY_CONF_A_ECHO);
	limit = mnl_attr_nest_start(nlh, PROXZZZY_ECHO_A_LIMIT);
	mnl_attr_put_u32(nlh, PROXZZZY_LIMIT_A_BURST, 0);
	burst = last(nlh, 4);
	mnl_attr_nest_end(nlh, limit);
	mnl_attr_nest_end(nlh, nest);
}

static void make_record(struct nlmsghdr *nlh, const char *name, size_t len,
			const struct nlattr **at)
{
	struct nlattr *nest = mnl_attr_nest_start(nlh, PROXZZZY_CONF_A_RR);

	mnl_attr_put(nlh, PROXZZZY_RR_A_NAME, len, name);
	mnl_attr_put_u32(nlh, PROXZZZY_RR_A_DATA, 0);
	*at = last(nlh, 4);
	mnl_attr_nest_end(nlh, nest);
}

static void make_names(struct nlmsghdr *nlh)
{
	struct nlattr *nest = mnl_attr_nest_start(nlh, PROXZZZY_CONF_A_MDNS);

	mnl_attr_put_u8(nlh, PROXZZZY_MDNS_A_ANNOUNCE, 9);
	mdns = last(nlh, 1);
	mnl_attr_nest_end(nlh, nest);
	nest = mnl_attr_nest_start(nlh, PROXZZZY_CONF_A_GROUP);
	mnl_attr_put(nlh, PROXZZZY_GROUP_A_ADDRESS, 4, (const u8[]){ 239, 1, 1, 1 });
	group = nest;
	mnl_attr_nest_end(nlh, nest);
	make_record(nlh, "\3web\5local", 11, &data);
	make_record(nlh, "\3web\7local", 11, &bad_name);
}

static void make_links(struct nlmsghdr *nlh)
{
	static const u8 packet[22] = { 0x45, [12] = 192, 0, 2, 1, [20] = 0x0d, 0xd9 };
	struct nlattr *nest = mnl_attr_nest_start(nlh, PROXZZZY_CONF_A_TEREDO);

	mnl_attr_put(nlh, PROXZZZY_TEREDO_A_PACKET, sizeof(packet), packet);
	mnl_attr_put_u32(nlh, PROXZZZY_TEREDO_A_MAC, 0);
	via = last(nlh, 4);
	mnl_attr_nest_end(nlh, nest);
	nest = mnl_attr_nest_start(nlh, PROXZZZY_CONF_A_TEREDO);
	mnl_attr_put_u32(nlh, PROXZZZY_TEREDO_A_PACKET, 0);
	no_packet = last(nlh, 4);
	mnl_attr_nest_end(nlh, nest);
	nest = mnl_attr_nest_start(nlh, PROXZZZY_CONF_A_LLDP);
	mnl_attr_put(nlh, PROXZZZY_LLDP_A_TO, 6, "\1\x80\xc2\0\0\x0e");
	mnl_attr_put_u32(nlh, PROXZZZY_LLDP_A_INTERVAL, 0);
	interval = last(nlh, 4);
	mnl_attr_nest_end(nlh, nest);
}

static void make_sip(struct nlmsghdr *nlh)
{
	struct nlattr *nest = mnl_attr_nest_start(nlh, PROXZZZY_CONF_A_SIP), *auth;

	mnl_attr_put(nlh, PROXZZZY_SIP_A_LOCAL, 4, (const u8[]){ 192, 0, 2, 1 });
	mnl_attr_put_u16(nlh, PROXZZZY_SIP_A_LOCAL_PORT, 5061);
	mnl_attr_put_u32(nlh, PROXZZZY_SIP_A_TRANSPORT, 2);
	transport = last(nlh, 4);
	auth = mnl_attr_nest_start(nlh, PROXZZZY_SIP_A_AUTH);
	mnl_attr_put(nlh, PROXZZZY_AUTH_A_REALM, 1, "r");
	realm = last(nlh, 1);
	mnl_attr_nest_end(nlh, auth);
	mnl_attr_nest_end(nlh, nest);
}

static void make_request(void)
{
	struct nlmsghdr *nlh = nl_request(&nl, PROXZZZY_CMD_CONF_ADD, NLM_F_ACK, 7);
	struct nlattr *conf = mnl_attr_nest_start(nlh, PROXZZZY_A_CONF);

	make_settings(nlh);
	addr(nlh, 1);
	second_addr = addr(nlh, 2);
	make_rule(nlh, 9);
	make_rule(nlh, 10);
	make_names(nlh);
	make_links(nlh);
	make_sip(nlh);
	mnl_attr_nest_end(nlh, conf);
}

static void refuse(const char *name, const char *sentence, u16 type, const struct nlattr *at,
		   u32 missing, const char *want)
{
	struct nlmsghdr *nlh = mnl_nlmsg_put_header(answer);

	if (sentence)
		mnl_attr_put_strz(nlh, NLMSGERR_ATTR_MSG, sentence);
	if (at)
		mnl_attr_put_u32(nlh, type, (u32)((const char *)at - (const char *)nl.request));
	if (missing)
		mnl_attr_put_u32(nlh, NLMSGERR_ATTR_MISS_TYPE, missing);
	nl_error_set(&nl, -EPERM,
		     (struct nl_range){ mnl_nlmsg_get_payload(nlh),
					mnl_nlmsg_get_payload_len(nlh) });
	result(!strcmp(nl.error.text, want), name, nl.error.text);
}

void refusal_run(void)
{
	nl.request = calloc(1, NL_REQUEST_MAX);
	make_request();
	refuse("a refusal without words is explained [C13]", NULL, 0, NULL, 0,
	       "this needs CAP_NET_ADMIN in the initial user namespace");
	refuse("a refused rule is named [C13]", "no", NLMSGERR_ATTR_OFFS, port, 0,
	       "no (rule 10 port)");
	refuse("a missing attribute is named [C13]", "no", NLMSGERR_ATTR_MISS_NEST, rule,
	       PROXZZZY_RULE_A_KIND, "no (rule 10 kind is missing)");
	refuse("a refused setting is named [C13]", "no", NLMSGERR_ATTR_OFFS, announce, 0,
	       "no (arp announce)");
	refuse("a refused limit is named [C13]", "no", NLMSGERR_ATTR_OFFS, burst, 0,
	       "no (echo limit burst)");
	refuse("a refused address is named [C13]", "no", NLMSGERR_ATTR_OFFS, second_addr, 0,
	       "no (addr 192.0.2.2)");
	refuse("a refused setting of mDNS is named [C13]", "no", NLMSGERR_ATTR_OFFS, mdns, 0,
	       "no (mdns announce)");
	refuse("a refused group is named [C13]", "no", NLMSGERR_ATTR_OFFS, group, 0,
	       "no (group 239.1.1.1)");
	refuse("a refused record is named [C13]", "no", NLMSGERR_ATTR_OFFS, data, 0,
	       "no (record web.local data)");
	refuse("a refused registration is named [C13]", "no", NLMSGERR_ATTR_OFFS, realm, 0,
	       "no (sip 192.0.2.1 port 5061 auth realm)");
	refuse("and its transport [R45]", "no", NLMSGERR_ATTR_OFFS, transport, 0,
	       "no (sip 192.0.2.1 port 5061 transport)");
	refuse("one without a proper name is not [C13]", "no", NLMSGERR_ATTR_OFFS, bad_name, 0,
	       "no (record data)");
	refuse("a refused Teredo client is named [C13]", "no", NLMSGERR_ATTR_OFFS, via, 0,
	       "no (teredo 192.0.2.1:3545 via)");
	refuse("one whose packet is none is not [C13]", "no", NLMSGERR_ATTR_OFFS, no_packet, 0,
	       "no (teredo packet)");
	refuse("a refused LLDPDU is named [C13]", "no", NLMSGERR_ATTR_OFFS, interval, 0,
	       "no (lldp 01:80:c2:00:00:0e interval)");
	refuse("the module's words reach a terminal harmless [C13]", "\033[2J", 0, NULL, 0,
	       "\\x1b[2J");
	free(nl.request);
}
