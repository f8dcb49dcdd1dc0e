// SPDX-License-Identifier: GPL-2.0
/*
 * R30, R31, R4, R35, WAKE-UDP, WAKE-DATA. What a frame is, which rule it matches
 * first (match.c), and, for that one only, whether the frame is sound: what
 * concerns no rule has cost no checksum.
 */
#include "wake.h"
#include "check.h"
#include "limit.h"
#include "match.h"
#include "pzz_csum.h"

enum tcp_flag {
	TCP_FIN = 0x01,
	TCP_SYN = 0x02,
	TCP_RST = 0x04,
	TCP_ACK = 0x10,
};

/* Names of enum pzz_wake_reason, in its order */
static const char *const reasons[PZZ_WAKE_REASONS] = {
	[PZZ_WAKE_TCP_SYN]	= "tcp-syn",
	[PZZ_WAKE_UDP]		= "udp",
	[PZZ_WAKE_TCP_DATA]	= "tcp-data",
	[PZZ_WAKE_MAGIC]	= "magic",
	[PZZ_WAKE_EAPOL]	= "eapol",
	[PZZ_WAKE_BYTES]	= "bytes",
	[PZZ_WAKE_RULE_IGNORED]	= "rule-ignored",
	[PZZ_WAKE_RULE_LIMITED]	= "rule-limited",
	[PZZ_WAKE_LIMITED]	= "limited",
	[PZZ_WAKE_NO_RULE]	= "no-rule",
	[PZZ_WAKE_BAD_SOURCE]	= "bad-source",
	[PZZ_WAKE_BAD_CHECKSUM]	= "bad-checksum",
	[PZZ_WAKE_BAD_PASSWORD]	= "bad-password",
};

/* ECE, CWR, PSH and URG change nothing: a SYN that offers ECN is a SYN (RFC 3168 6.1.1). */
static u8 tcp_kind(u8 flags, u32 payload)
{
	if (flags & TCP_RST)
		return 0;
	if (flags & TCP_SYN)
		return flags & (TCP_ACK | TCP_FIN) ? 0 : PROXZZZY_KIND_TCP_SYN;
	return flags & TCP_ACK && payload ? PROXZZZY_KIND_TCP_DATA : 0;
}

/* frame/ has seen to it that headers and lengths are what they say. */
static struct pzz_wake_facts read_tcp(const struct pzz_frame *f)
{
	const u8 *tcp = f->data + f->l4;
	u32 header = (tcp[12] >> 4) * 4U;

	return (struct pzz_wake_facts){
		.kind = tcp_kind(tcp[13], f->l4_len - header), .l4_len = f->l4_len,
	};
}

/* The UDP length may leave bytes of the IP packet over; they are nobody's. */
static struct pzz_wake_facts read_udp(const struct pzz_frame *f)
{
	u32 len = pzz_be16(f->data + f->l4 + 4);

	return (struct pzz_wake_facts){
		.kind = PROXZZZY_KIND_UDP, .l4_len = len,
		.payload = f->l4 + PZZ_UDP_HLEN, .payload_len = len - PZZ_UDP_HLEN,
	};
}

static struct pzz_wake_facts read_facts(const struct pzz_frame *f)
{
	if (f->family && f->l4_proto == PZZ_IP_TCP)
		return read_tcp(f);
	if (f->family && f->l4_proto == PZZ_IP_UDP)
		return read_udp(f);
	if (f->ethertype == PZZ_ETH_WOL)
		return (struct pzz_wake_facts){
			.payload = f->l3, .payload_len = f->len - f->l3,
		};
	return (struct pzz_wake_facts){ .kind = 0 };
}

/*
 * Groups, loopback and the receiver itself are no source for frame/. A TCP
 * connection cannot come from 0.0.0.0/8, 240.0.0.0/4 or port 0 either.
 */
static bool has_good_source(const struct pzz_frame *f)
{
	if (f->l4_proto != PZZ_IP_TCP)
		return true;
	return f->sport && (f->family == 6 || (f->src[0] && f->src[0] < 0xf0));
}

/* No checksum is one only for UDP over IPv4 (RFC 768, RFC 8200 8.1). */
static bool has_good_checksum(const struct pzz_frame *f, const struct pzz_wake_facts *facts)
{
	const u8 *l4 = f->data + f->l4;
	u64 sum;

	if (f->l4_verified)
		return true;
	if (f->l4_proto == PZZ_IP_UDP && !pzz_load16(l4 + 6))
		return f->family == 4;
	sum = pzz_csum_pseudo(f->src, f->dst, f->family == 4 ? PZZ_IPV4_LEN : PZZ_IPV6_LEN,
			      f->l4_proto, facts->l4_len);
	return pzz_csum_ok(pzz_csum_add(sum, l4, facts->l4_len));
}

static struct pzz_outcome outcome(u8 verdict, u8 reason)
{
	return pzz_outcome(PZZ_ROOM_WAKE, verdict, reason);
}

static struct pzz_outcome matched(const struct pzz_frame *f, const struct pzz_wake_facts *facts,
				  const struct pzz_wake_rule *rule, u16 index)
{
	struct pzz_outcome what = outcome(PZZ_WAKE, PZZ_WAKE_TCP_SYN + rule->kind - 1);

	if (rule->action == PROXZZZY_ACTION_IGNORE) {
		what = outcome(PZZ_IGNORE, PZZ_WAKE_RULE_IGNORED);
	} else if (rule->sound && facts->l4_len) {
		if (!has_good_source(f))
			return outcome(PZZ_IGNORE, PZZ_WAKE_BAD_SOURCE);
		if (!has_good_checksum(f, facts))
			return outcome(PZZ_IGNORE, PZZ_WAKE_BAD_CHECKSUM);
	}
	what.rule = index;
	what.settle = true;
	return what;
}

static struct pzz_outcome input(const struct pzz_conf *conf, const void *state,
				const struct pzz_frame *f)
{
	const struct pzz_wake *w = conf->room[PZZ_ROOM_WAKE];
	struct pzz_wake_facts facts = read_facts(f);
	struct pzz_wake_match m = pzz_wake_match(conf, f, &facts);

	(void)state;
	if (m.rule != PZZ_WAKE_NONE)
		return matched(f, &facts, &w->rules[m.rule], m.rule);
	if (m.magic)
		return outcome(PZZ_IGNORE, PZZ_WAKE_BAD_PASSWORD);
	return outcome(PZZ_IGNORE, PZZ_WAKE_NO_RULE);
}

const struct pzz_room pzz_wake_room = {
	.name = "wake",
	.clauses = "5.12, 6.1 R4, 6.5 R30-R31, 7.2 R35; RFC 768, 3168, 3748, 9293; IEEE 802.1X",
	.reasons = reasons,
	.n_reasons = PZZ_WAKE_REASONS,
	.conf_check = pzz_wake_check,
	.conf_size = pzz_wake_size,
	.conf_init = pzz_wake_build,
	.state_size = pzz_wake_state_size,
	.state_init = pzz_wake_state_init,
	.input = input,
	.settle = pzz_wake_settle,
};
