/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What the tool knows, as plain structs: what a configuration asks for, and
 * what the module reports. The grammar and the netlink files fill them, the
 * printers show them. Defaults are the module's: what is not given here is not
 * sent.
 */
#ifndef PZZCTL_MODEL_H
#define PZZCTL_MODEL_H

#include <net/if.h>

#include <linux/proxzzzy.h>

#include "base.h"

struct ip {
	u8 len; /* 4 or 16; 0: none */
	u8 b[16];
};

struct prefix {
	struct ip ip;
	u8 bits;
};

struct limit {
	u32 rate; /* 0: no limit, and nothing else counts */
	u32 unit;
	u32 burst; /* 0: not given */
};

enum secret {
	SECRET_NONE,
	SECRET_GIVEN,
	SECRET_KEPT, /* the one that is in force already */
};

struct rule {
	u32 id;
	u32 kind;
	u32 action;
	u16 port; /* 0: any */
	u16 port_to; /* 0: only port */
	struct prefix from;
	struct prefix to;
	u32 offset;
	u8 pattern_len;
	u8 password_len;
	bool has_mask;
	bool has_limit;
	bool anywhere;
	u8 pattern[PROXZZZY_PATTERN_MAX];
	u8 mask[PROXZZZY_PATTERN_MAX];
	enum secret secret;
	u8 password[6];
	struct limit limit;
	char label[PROXZZZY_LABEL_MAX + 1];
	int line; /* of the file that says so; 0: none */
};

/* A domain name on the wire; len 0: none */
struct dname {
	u8 len;
	u8 b[PROXZZZY_NAME_MAX];
};

/* A record. To be deleted: type 0 is any, data NULL are any. */
struct rr {
	struct dname name;
	u16 type;
	u16 data_len;
	u32 ttl; /* 0: not given */
	bool shared;
	u8 *data;
	int line;
};

struct address {
	struct ip ip;
	int line;
};

/* Up to a limit of the module's; @file: what is to be read from there, if not yet done */
struct bytes {
	u8 *b;
	size_t len;
	char *file; /* NULL: it was said */
};

/* To be deleted: a packet without bytes and file is any, a destination of zeros too. */
struct teredo {
	struct bytes packet;
	u8 via[6];
	u32 from; /* s; 0: not given */
	u32 to;
	struct ip address;
	int line;
};

struct lldp {
	struct bytes pdu;
	u8 to[6];
	u32 interval; /* s; 0: not given */
	int line;
};

struct links {
	struct teredo *teredos;
	size_t n_teredos;
	struct lldp *lldps;
	size_t n_lldps;
};

struct rule_id {
	u32 id;
	int line;
};

/* An SNMP community. What is in force has no name and no file. */
struct community {
	u8 len;
	u8 name[PROXZZZY_COMMUNITY_LEN_MAX];
	char *file; /* that the name is in, until it is read; NULL: none */
	bool write;
	struct prefix from;
	int line;
};

/* An object identifier */
struct oid {
	u32 n;
	u32 ids[128];
};

/* What SNMP answers */
struct value {
	struct oid oid;
	u8 type; /* BER */
	u8 object; /* sub-identifiers; 0: not given */
	u16 data_len;
	u8 *data; /* contents octets */
	u32 access;
	u32 age;
	u32 max_age; /* s */
	u64 taken; /* CLOCK_BOOTTIME, ns; 0: now */
	int line;
};

/* What a configuration says of the lease (C16-C20) */
enum dhcp_part {
	DHCP_PART_ENABLE = 1 << 0,
	DHCP_PART_RENEW = 1 << 1,
	DHCP_PART_ADDRESS = 1 << 2,
	DHCP_PART_SERVER = 1 << 3,
	DHCP_PART_SERVER_MAC = 1 << 4,
	DHCP_PART_SINCE = 1 << 5,
	DHCP_PART_LEASE = 1 << 6,
	DHCP_PART_T1 = 1 << 7,
	DHCP_PART_T2 = 1 << 8,
	DHCP_PART_WAKE_BEFORE = 1 << 9,
	DHCP_PART_REQUEST = 1 << 10,
	DHCP_PART_ACK = 1 << 11,
	DHCP_PART_CRITICAL = 1 << 12,
};

struct dhcp {
	u32 parts; /* enum dhcp_part; a member that is not there is zero */
	u32 enable;
	u32 renew;
	u8 address[4];
	u8 server[4];
	u8 server_mac[6]; /* of the next hop; zero: unknown */
	u16 request_len;
	u64 since; /* CLOCK_BOOTTIME, ns */
	u32 lease; /* s, as t1, t2 and wake_before; or PROXZZZY_DHCP_INFINITE */
	u32 t1;
	u32 t2;
	u32 wake_before;
	u16 ack_len;
	u16 critical_len;
	u8 request[PROXZZZY_DHCP_REQUEST_MAX]; /* options, as on the wire */
	u8 ack[PROXZZZY_DHCP_ACK_MAX];
	u8 critical[PROXZZZY_DHCP_CRITICAL_MAX]; /* codes */
};

/* How long an IPv6 address is valid */
struct lifetime {
	struct ip ip;
	u8 bits; /* of the prefix that it is made of; 0: of none */
	u64 until; /* CLOCK_BOOTTIME, ns; all ones: for ever */
	int line;
};

/* What stands in a registration's header fields */
enum sip_text {
	SIP_TO,
	SIP_URI,
	SIP_CONTACT,
	SIP_FROM,
	SIP_CALL_ID,
	SIP_AGENT,
	SIP_EXTRA,

	SIP_TEXTS
};

/* For one realm and algorithm. What is in force has no HA1 and no file. */
struct credentials {
	char *realm;
	char *user;
	u32 hash;
	enum secret secret;
	bool is_ha1; /* in the file is this, and no password */
	u8 ha1[32];
	char *file; /* NULL: none */
};

/*
 * A SIP registration, named by local and local_port. Numbers: 0 is not given. Of a
 * policy, one over TCP may be without a port, or without both: see sync_sip().
 */
struct registration {
	struct ip local;
	u16 local_port;
	u16 port; /* the server's */
	u32 transport;
	struct ip server; /* or name */
	struct dname name;
	bool has_hop;
	bool anyone;
	u8 hop[6];
	char *texts[SIP_TEXTS]; /* NULL: not given */
	u32 cseq;
	u32 expires; /* s */
	u32 interval; /* s */
	u32 granted; /* s */
	u32 answer;
	u32 failure;
	u64 since; /* CLOCK_BOOTTIME, ns */
	struct credentials auths[PROXZZZY_SIP_AUTH_MAX];
	size_t n_auths;
	int line;
};

/* Which settings a configuration gives */
enum has {
	HAS_MAC = 1 << 0,
	HAS_S2IDLE = 1 << 1,
	HAS_DEEP = 1 << 2,
	HAS_PRIORITY = 1 << 3,
	HAS_ARP_ENABLE = 1 << 4,
	HAS_ARP_CONFLICT = 1 << 5,
	HAS_ARP_ANNOUNCE = 1 << 6,
	HAS_NDP_ENABLE = 1 << 7,
	HAS_NDP_CONFLICT = 1 << 8,
	HAS_NDP_ROUTER = 1 << 9,
	HAS_ECHO_ENABLE = 1 << 10,
	HAS_ECHO_LIMIT = 1 << 11,
	HAS_WAKE_LIMIT = 1 << 12,
	HAS_IGMP = 1 << 13,
	HAS_MLD = 1 << 14,
	HAS_MDNS_ENABLE = 1 << 15,
	HAS_MDNS_HOST = 1 << 16,
	HAS_MDNS_TTL = 1 << 17,
	HAS_MDNS_ANNOUNCE = 1 << 18,
	HAS_MDNS_GROUPS = 1 << 19,
	HAS_LLMNR_ENABLE = 1 << 20,
	HAS_LLMNR_HOST = 1 << 21,
	HAS_LLMNR_TTL = 1 << 22,
	HAS_LLMNR_TENTATIVE = 1 << 23,
	HAS_SNMP_ENABLE = 1 << 24,
	HAS_SNMP_GETALL = 1 << 25,
	HAS_SNMP_PORTS = 1 << 26,
	HAS_SNMP_MESSAGE = 1 << 27,
	HAS_SNMP_LIMIT = 1 << 28,
	HAS_DHCP = 1 << 29,
	HAS_LIFETIME_BEFORE = 1 << 30,

	HAS_ARP = HAS_ARP_ENABLE | HAS_ARP_CONFLICT | HAS_ARP_ANNOUNCE,
	HAS_NDP = HAS_NDP_ENABLE | HAS_NDP_CONFLICT | HAS_NDP_ROUTER,
	HAS_ECHO = HAS_ECHO_ENABLE | HAS_ECHO_LIMIT,
	HAS_MDNS = HAS_MDNS_ENABLE | HAS_MDNS_HOST | HAS_MDNS_TTL | HAS_MDNS_ANNOUNCE |
		   HAS_MDNS_GROUPS,
	HAS_LLMNR = HAS_LLMNR_ENABLE | HAS_LLMNR_HOST | HAS_LLMNR_TTL | HAS_LLMNR_TENTATIVE,
	HAS_SNMP = HAS_SNMP_ENABLE | HAS_SNMP_GETALL | HAS_SNMP_PORTS | HAS_SNMP_MESSAGE |
		   HAS_SNMP_LIMIT,
};

struct config {
	u32 has; /* enum has; a member that is not there is zero */
	bool own_mac; /* follow the interface's; mac is not used */
	u8 mac[6];
	u32 s2idle;
	u32 deep;
	u32 priority; /* or PROXZZZY_PRIORITY_NONE */
	struct {
		u32 enable;
		u32 conflict;
		u32 announce; /* ms */
	} arp;
	struct {
		u32 enable;
		u32 conflict;
		u32 router;
	} ndp;
	struct {
		u32 enable;
		struct limit limit;
	} echo;
	struct {
		struct limit limit;
	} wake;
	struct {
		u32 enable;
	} igmp;
	struct {
		u32 enable;
	} mld;
	struct {
		u32 enable;
		u32 ttl; /* s */
		u32 announce; /* times */
		struct dname host;
		struct ip groups[PROXZZZY_MDNS_GROUP_MAX];
		u32 n_groups;
	} mdns;
	struct {
		u32 enable;
		u32 ttl; /* s */
		u32 tentative;
		struct dname host;
	} llmnr;
	struct {
		u32 enable;
		u32 getall;
		u32 ports[PROXZZZY_SNMP_PORT_MAX];
		u32 n_ports;
		u32 message; /* bytes */
		struct limit limit;
	} snmp;
	struct dhcp dhcp;
	u32 lifetime_before; /* s */
	struct lifetime *lifetimes;
	size_t n_lifetimes;
	struct community *communities;
	size_t n_communities;
	struct value *values;
	size_t n_values;
	struct address *dns;
	size_t n_dns;
	struct registration *registrations;
	size_t n_registrations;
	struct address *groups;
	size_t n_groups;
	struct rr *rrs;
	size_t n_rrs;
	struct links links;
	struct address *addrs;
	size_t n_addrs;
	struct rule *rules;
	size_t n_rules;
};

/* What the words ask of one interface. No address and no rule is named twice. */
struct change {
	char dev[IFNAMSIZ];
	int line; /* that names it first */
	bool policy; /* sync finds out what it leaves open */
	bool del_proxy;
	int del_line; /* of the first deletion; 0: none in a file */
	struct config set;
	struct address *del_addrs;
	size_t n_del_addrs;
	struct rule_id *del_rules;
	size_t n_del_rules;
	struct links del_links;
	struct address *del_groups;
	size_t n_del_groups;
	struct rr *del_rrs;
	size_t n_del_rrs;
	struct address *del_lifetimes;
	size_t n_del_lifetimes;
	struct community *del_communities;
	size_t n_del_communities;
	struct value *del_values;
	size_t n_del_values;
	struct address *del_dns;
	size_t n_del_dns;
	struct registration *del_registrations;
	size_t n_del_registrations;
};

struct changes {
	struct change *v;
	size_t n;
	bool policy; /* so that each of them is */
};

struct address *config_add_addr(struct config *cfg, const struct ip *ip);
struct rule *config_add_rule(struct config *cfg);
struct address *config_add_group(struct config *cfg, const struct ip *ip);
struct rr *config_add_rr(struct config *cfg);
struct lifetime *config_add_lifetime(struct config *cfg);
struct community *config_add_community(struct config *cfg);
struct value *config_add_value(struct config *cfg);
const struct address *config_find_addr(const struct config *cfg, const struct ip *ip);
const struct rule *config_find_rule(const struct config *cfg, u32 id);
const struct value *config_find_value(const struct config *cfg, const struct oid *oid);

struct address *config_add_dns(struct config *cfg, const struct ip *ip);
struct registration *config_add_registration(struct config *cfg);
const struct registration *registration_find(const struct registration *v, size_t n,
					     const struct ip *local, u32 port);
void registration_clear(struct registration *r);
void registrations_free(struct registration *v, size_t n);
bool registrations_equal(const struct registration *a, const struct registration *b, size_t n);

/* Sorts the values; of those of one OID the one of the first line stays, without a line last. */
void config_sort_values(struct config *cfg);

/* One that is there twice, the later line; NULL: none */
const struct value *config_value_twice(const struct config *cfg);
void config_free(struct config *cfg);

/* The change for @dev, made if there is none. */
struct change *changes_for(struct changes *c, const char *dev, int line);
bool change_deletes(const struct change *c); /* some address or rule */
bool change_names_addr(const struct change *c, const struct ip *ip);
bool change_names_group(const struct change *c, const struct ip *ip);
bool change_names_rule(const struct change *c, u32 id);
bool change_names_lifetime(const struct change *c, const struct ip *ip);
void changes_free(struct changes *c);

/* Address and port of ours, and the server: which client a whole packet is of */
#define TEREDO_KEY 10
bool teredo_key(const struct bytes *packet, u8 key[TEREDO_KEY]);

struct teredo *links_add_teredo(struct links *l);
struct lldp *links_add_lldp(struct links *l);
bool links_have_lldp(const struct links *l, const u8 to[6]);
bool links_any(const struct links *l);
bool links_equal(const struct links *a, const struct links *b);
void links_free(struct links *l);

bool ip_equal(const struct ip *a, const struct ip *b);
void ip_mask(struct ip *ip, u8 bits);
int oid_compare(const struct oid *a, const struct oid *b);
bool oid_below(const struct oid *oid, const struct oid *top); /* or the same */

/*
 * Equal in what they ask for; a given password equals a kept one. Communities are
 * not compared.
 */
bool config_equal(const struct config *a, const struct config *b);
bool changes_equal(const struct changes *a, const struct changes *b);
bool dhcp_equal(const struct dhcp *a, const struct dhcp *b);
bool lifetimes_equal(const struct config *a, const struct config *b);

#endif /* PZZCTL_MODEL_H */
