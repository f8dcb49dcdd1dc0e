/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What the host wants, flat and in the order it gave it: the input of
 * pzz_conf_init(). Fields mean what the attributes of the same name in
 * linux/proxzzzy.h mean; a zeroed setup is made by pzz_setup_init(), which
 * puts in the defaults.
 */
#ifndef PZZ_SETUP_H
#define PZZ_SETUP_H

#include "pzz_env.h"

/* A token bucket: @rate tokens each @unit seconds, at most @burst. Rate 0: no limit. */
struct pzz_limit {
	u32 rate;
	u32 unit;
	u32 burst;
};

/* @len is 4 or 16; 0 stands for no address at all. */
struct pzz_ip {
	u8 len;
	u8 b[16];
};

struct pzz_prefix {
	struct pzz_ip ip;	/* ip.len 0: any */
	u8 bits;
};

struct pzz_rule {
	u32 id;
	u8 kind;		/* enum proxzzzy_kind */
	u8 action;		/* enum proxzzzy_action */
	bool anywhere;
	u16 port;		/* 0: any */
	u16 port_to;		/* 0: only @port */
	struct pzz_prefix from;
	struct pzz_prefix to;
	u32 offset;
	u8 pattern_len;
	u8 pattern[PROXZZZY_PATTERN_MAX];
	u8 mask[PROXZZZY_PATTERN_MAX];
	u8 password_len;	/* 0, 4 or 6 */
	u8 password[6];
	struct pzz_limit limit;
	char label[PROXZZZY_LABEL_MAX + 1];
};

/* A domain name on the wire, uncompressed; @len 0: none, 1: the root. */
struct pzz_name {
	u8 len;
	u8 b[PROXZZZY_NAME_MAX];
};

/* One record of class IN. The memory is the setup's owner's. */
struct pzz_rr {
	const u8 *name;		/* on the wire, uncompressed */
	const u8 *data;
	u32 ttl;		/* seconds */
	u16 type;
	u16 data_len;
	u8 name_len;
	bool shared;
};

/* Without a prefix, from anywhere. A name may be there more than once. */
struct pzz_community {
	u8 len;
	bool write;
	u8 name[PROXZZZY_COMMUNITY_LEN_MAX];
	struct pzz_prefix from;
};

/* A value that SNMP answers. The memory is the setup's owner's. */
struct pzz_oid {
	const u32 *ids;		/* sub-identifiers */
	const u8 *value;	/* contents octets in BER, in the fewest bytes */
	u64 taken;		/* ns of CLOCK_BOOTTIME when it was right, if it ages */
	u32 max_age;		/* seconds; PROXZZZY_AGE_NO_SUCH and PROXZZZY_AGE_WAKE */
	u16 value_len;
	u8 n_ids;
	u8 n_object;		/* ids that name the object and not the instance; 0: all but one */
	u8 type;		/* BER tag */
	u8 access;		/* enum proxzzzy_access */
	u8 age;			/* enum proxzzzy_age */
};

/*
 * A Teredo client's keep-alive (C24, C25): the whole IPv4 packet, from its header
 * on, to the server, by way of the station @mac. @address is the client's Teredo
 * address; none: any of that server's. The memory is the setup's owner's.
 */
struct pzz_teredo {
	const u8 *packet;
	u16 len;
	u8 mac[6];
	u32 min;		/* seconds */
	u32 max;
	struct pzz_ip address;
};

/* The host's LLDPDU, from behind the EtherType on (R3). The memory is the setup's owner's. */
struct pzz_lldp {
	const u8 *pdu;
	u16 len;
	u8 to[6];		/* each destination is an agent of its own */
	u32 interval;		/* seconds: msgTxInterval */
};

/* An IPv6 address that is not for ever, by RFC 4862 or by DHCPv6. */
struct pzz_lifetime {
	u8 address[16];		/* one of setup.addrs */
	u8 prefix_bits;		/* made of a prefix of that length; 0: not by itself */
	u64 valid_until;	/* ns of CLOCK_BOOTTIME */
};

#define PZZ_DHCP_REQUEST_MAX	PROXZZZY_DHCP_REQUEST_MAX
#define PZZ_DHCP_ACK_MAX	PROXZZZY_DHCP_ACK_MAX
#define PZZ_DHCP_CRITICAL_MAX	PROXZZZY_DHCP_CRITICAL_MAX

/* Bytes that are somebody else's: of a message, or of the setup's owner. */
struct pzz_text {
	const u8 *at;
	u32 len;
};

/* Where what goes to @to is sent; the first that matches. */
struct pzz_hop {
	struct pzz_prefix to;
	u8 mac[6];
};

/* Credentials for one realm and one algorithm: H(user:realm:password) and no password. */
struct pzz_sip_auth {
	struct pzz_text realm;	/* as it stands between the quotes */
	struct pzz_text user;
	u8 hash;		/* enum pzz_hash_kind */
	u8 ha1[32];		/* 16 bytes of it for MD5 */
};

/* What a failing registration leads to. */
enum pzz_sip_failure {
	PZZ_SIP_FAILURE_WAKE	= PROXZZZY_SIP_FAILURE_WAKE,
	PZZ_SIP_FAILURE_REPORT	= PROXZZZY_SIP_FAILURE_REPORT,
};

/*
 * One registration that the host has made, as it made it (R47): the texts are
 * values of header fields as they stood in its last REGISTER.
 */
struct pzz_sip_reg {
	struct pzz_ip server;	/* C21; len 0: @name */
	struct pzz_name name;	/* C21, resolved by setup.dns (R46) */
	u16 port;		/* 0: by SRV for a name, else 5060 */
	bool tcp;		/* a connection of the host's, from @local to @server and @port */
	struct pzz_ip local;	/* the address and port that it came from */
	u16 local_port;
	u16 answer;		/* to INVITE: 400..699, or 180: hand over */
	bool anyone;		/* INVITE may come from others than the server */
	u8 failure;		/* enum pzz_sip_failure */
	struct pzz_text uri;	/* Request-URI */
	struct pzz_text to;
	struct pzz_text from;	/* with its tag */
	struct pzz_text call_id;
	struct pzz_text contact;	/* without expires */
	struct pzz_text agent;	/* User-Agent; may be empty */
	struct pzz_text extra;	/* further header lines, each with its CRLF; may be empty */
	u32 cseq;		/* of the host's last REGISTER */
	u32 expires;		/* seconds to ask for */
	u32 interval;		/* seconds between registrations at most (R48) */
	u32 first;		/* seconds until the first of ours */
	u32 left;		/* seconds for which the host's own holds; 0: expires */
	u64 since;		/* ns of CLOCK_BOOTTIME that these two count from; 0: begin() */
	u32 n_auths;		/* C22 */
	const struct pzz_sip_auth *auths;
};

#define PZZ_SIP_REGS	PROXZZZY_SIP_MAX
#define PZZ_SIP_AUTHS	PROXZZZY_SIP_AUTH_MAX
#define PZZ_HOPS	32
#define PZZ_DNS_SERVERS	PROXZZZY_DNS_MAX

struct pzz_setup {
	u8 mac[6];
	u32 mtu;		/* bytes after the Ethernet header */

	u32 n_addrs;
	const struct pzz_ip *addrs;

	u32 n_rules;
	const struct pzz_rule *rules;	/* ascending by id */

	struct {
		bool enable;
		u8 conflict;	/* enum proxzzzy_conflict */
		u32 announce;	/* ms */
	} arp;
	struct {
		bool enable;
		u8 conflict;
		bool router;
	} ndp;
	struct {
		bool enable;
		struct pzz_limit limit;
	} echo;
	struct {
		struct pzz_limit limit;
	} wake;

	u32 n_groups;
	const struct pzz_ip *groups;
	struct {
		bool enable;
	} igmp;
	struct {
		bool enable;
	} mld;

	u32 n_rrs;
	const struct pzz_rr *rrs;
	struct {
		bool enable;
		u8 announce;		/* how many times */
		u8 n_groups;
		u32 ttl;		/* seconds */
		struct pzz_name host;
		struct pzz_ip groups[PROXZZZY_MDNS_GROUP_MAX];
	} mdns;
	struct {
		bool enable;
		bool tentative;
		u32 ttl;		/* seconds */
		struct pzz_name host;
	} llmnr;

	u32 n_communities;
	const struct pzz_community *communities;
	u32 n_oids;
	const struct pzz_oid *oids;	/* ascending */
	struct {
		bool enable;
		bool getall;		/* GET of what is not cached wakes */
		u8 n_ports;
		u16 ports[PROXZZZY_SNMP_PORT_MAX];
		u32 message_max;	/* bytes of an answer; the MTU may allow less */
		struct pzz_limit limit;	/* of answers, a source */
	} snmp;
	u32 n_teredos;
	const struct pzz_teredo *teredos;
	u32 n_lldps;
	const struct pzz_lldp *lldps;
	/*
	 * A lease of RFC 2131 as the host's client holds it (C16-C20). Options are
	 * as on the wire: code, length, data. The memory is the setup's owner's.
	 */
	struct {
		bool enable;
		bool renew;		/* R42; else only the end of it wakes (R41) */
		u8 address[4];		/* C16: one of addrs */
		u8 server[4];		/* C20: the server identifier */
		u8 server_mac[6];	/* next hop to it; zero: unknown, so no unicast */
		u64 since;		/* ns of CLOCK_BOOTTIME: when it was asked for */
		u32 lease;		/* seconds from then (C19); 0xffffffff: for ever */
		u32 t1;			/* likewise; 0: the half of it */
		u32 t2;			/* 0: 7/8 of it */
		u32 wake_before;	/* seconds before its end, if nobody answers */
		u16 request_len;
		u16 ack_len;
		u8 n_critical;
		const u8 *request;	/* what the client sends: 61, 55, 12, 60, 57, 81, ... */
		const u8 *ack;		/* what the server said: 1, 3, 6, ... (C17, C18) */
		const u8 *critical;	/* codes whose value in @ack must not change (R43) */
	} dhcp;

	u32 n_lifetimes;
	u32 lifetime_wake_before;	/* seconds before the last one is over (R41) */
	const struct pzz_lifetime *lifetimes;
	u32 n_hops;
	const struct pzz_hop *hops;
	u32 n_dns;
	const struct pzz_ip *dns;	/* servers to ask (C23) */
	struct {
		u8 secret[16];	/* random, for each configuration another */
		u32 n_regs;
		const struct pzz_sip_reg *regs;
	} sip;
};

/*
 * Why a setup is refused: a sentence for the user and where to look.
 * @table names the array that @index points into; PZZ_AT_SETTINGS has no index.
 */
enum pzz_at {
	PZZ_AT_SETTINGS, PZZ_AT_ADDR, PZZ_AT_RULE, PZZ_AT_GROUP, PZZ_AT_RR,
	PZZ_AT_COMMUNITY, PZZ_AT_OID, PZZ_AT_TEREDO, PZZ_AT_LLDP, PZZ_AT_SIP,
};

struct pzz_refusal {
	const char *why;
	enum pzz_at table;
	u32 index;
};

void pzz_setup_init(struct pzz_setup *s);

#endif /* PZZ_SETUP_H */
