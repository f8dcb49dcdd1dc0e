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
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <linux/proxzzzy.h>

struct ip {
	uint8_t len; /* 4 or 16; 0: none */
	uint8_t b[16];
};

struct prefix {
	struct ip ip;
	uint8_t bits;
};

struct limit {
	uint32_t rate; /* 0: no limit, and nothing else counts */
	uint32_t unit;
	uint32_t burst; /* 0: not given */
};

enum secret {
	SECRET_NONE,
	SECRET_GIVEN,
	SECRET_KEPT, /* the one that is in force already */
};

struct rule {
	uint32_t id;
	uint32_t kind;
	uint32_t action;
	uint16_t port; /* 0: any */
	uint16_t port_to; /* 0: only port */
	struct prefix from;
	struct prefix to;
	uint32_t offset;
	uint8_t pattern_len;
	uint8_t password_len;
	bool has_mask;
	bool has_limit;
	bool anywhere;
	uint8_t pattern[PROXZZZY_PATTERN_MAX];
	uint8_t mask[PROXZZZY_PATTERN_MAX];
	enum secret secret;
	uint8_t password[6];
	struct limit limit;
	char label[PROXZZZY_LABEL_MAX + 1];
	int line; /* of the file that says so; 0: none */
};

struct address {
	struct ip ip;
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

	HAS_ARP = HAS_ARP_ENABLE | HAS_ARP_CONFLICT | HAS_ARP_ANNOUNCE,
	HAS_NDP = HAS_NDP_ENABLE | HAS_NDP_CONFLICT | HAS_NDP_ROUTER,
	HAS_ECHO = HAS_ECHO_ENABLE | HAS_ECHO_LIMIT,
};

struct config {
	uint32_t has; /* enum has; a member that is not there is zero */
	bool own_mac; /* follow the interface's; mac is not used */
	uint8_t mac[6];
	uint32_t s2idle;
	uint32_t deep;
	uint32_t priority; /* or PROXZZZY_PRIORITY_NONE */
	struct {
		uint32_t enable;
		uint32_t conflict;
		uint32_t announce; /* ms */
	} arp;
	struct {
		uint32_t enable;
		uint32_t conflict;
		uint32_t router;
	} ndp;
	struct {
		uint32_t enable;
		struct limit limit;
	} echo;
	struct {
		struct limit limit;
	} wake;
	struct address *addrs;
	size_t n_addrs;
	struct rule *rules;
	size_t n_rules;
};

/* What the words ask of one interface. No address and no rule is named twice. */
struct change {
	char dev[IFNAMSIZ];
	int line; /* that names it first */
	bool del_proxy;
	int del_line; /* of the first deletion; 0: none in a file */
	struct config set;
	struct address *del_addrs;
	size_t n_del_addrs;
	uint32_t *del_rules;
	size_t n_del_rules;
};

struct changes {
	struct change *v;
	size_t n;
};

struct address *config_add_addr(struct config *cfg, const struct ip *ip);
struct rule *config_add_rule(struct config *cfg);
const struct address *config_find_addr(const struct config *cfg, const struct ip *ip);
const struct rule *config_find_rule(const struct config *cfg, uint32_t id);
void config_free(struct config *cfg);

/* The change for @dev, made if there is none. */
struct change *changes_for(struct changes *c, const char *dev, int line);
bool change_deletes(const struct change *c); /* some address or rule */
bool change_names_addr(const struct change *c, const struct ip *ip);
bool change_names_rule(const struct change *c, uint32_t id);
void changes_free(struct changes *c);

bool ip_equal(const struct ip *a, const struct ip *b);
void ip_mask(struct ip *ip, uint8_t bits);

/* Equal in what they ask for; a given password equals a kept one. */
bool config_equal(const struct config *a, const struct config *b);
bool changes_equal(const struct changes *a, const struct changes *b);

#endif /* PZZCTL_MODEL_H */
