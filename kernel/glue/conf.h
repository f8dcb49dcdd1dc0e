/* SPDX-License-Identifier: GPL-2.0 */
#ifndef PZZ_CONF_H
#define PZZ_CONF_H

#include <linux/netlink.h>

#include "pzz_engine.h"

/*
 * A setup with the memory it points into, and what of a configuration is the
 * glue's own business. A stage is one that is still being written; the one in
 * force belongs to its pzz_live and is const. Holds secrets: only
 * pzz_store_free() frees it.
 */
struct pzz_store {
	struct pzz_setup setup;		/* its arrays are addrs and rules below */
	u32 s2idle;			/* enum proxzzzy_s2idle */
	u32 deep;			/* enum proxzzzy_deep */
	u8 priority;			/* 0..7 or PROXZZZY_PRIORITY_NONE */
	bool own_mac;			/* setup.mac was given; else the interface's */
	u32 rules_cap;			/* allocated */
	struct pzz_rule *rules;		/* ascending by id */
	u32 rrs_cap;			/* allocated */
	u32 n_bytes;
	u32 bytes_cap;
	struct pzz_rr *rrs;
	u8 *bytes;			/* names and data of the records */
	u32 oids_cap;			/* allocated */
	u32 n_oid_bytes;
	u32 oid_bytes_cap;
	struct pzz_oid *oids;
	u8 *oid_bytes;			/* identifiers and values */
	struct pzz_teredo teredos[PROXZZZY_TEREDO_MAX];	/* each packet allocated */
	struct pzz_lldp lldps[PROXZZZY_LLDP_MAX];	/* likewise */
	struct pzz_community communities[PROXZZZY_COMMUNITY_MAX];
	struct pzz_ip dns[PROXZZZY_DNS_MAX];
	struct pzz_sip_reg sips[PROXZZZY_SIP_MAX];
	struct pzz_sip_block *sip_blocks[PROXZZZY_SIP_MAX];	/* what each points into */
	struct pzz_ip addrs[2 * PROXZZZY_ADDR_MAX];
	struct pzz_ip groups[2 * PROXZZZY_GROUP_MAX];
	struct pzz_lifetime lifetimes[PROXZZZY_ADDR_MAX];
	u8 dhcp_request[PROXZZZY_DHCP_REQUEST_MAX];
	u8 dhcp_ack[PROXZZZY_DHCP_ACK_MAX];
	u8 dhcp_critical[PROXZZZY_DHCP_CRITICAL_MAX];
};

struct pzz_store *pzz_store_new(void);
struct pzz_store *pzz_store_clone(const struct pzz_store *from);
void pzz_store_free(struct pzz_store *store);	/* NULL is fine */

/*
 * Takes @conf (a PROXZZZY_A_CONF nest) into, or out of, @store. @in_force, the
 * one that is or NULL, is where PROXZZZY_RULE_A_SECRET_KEPT looks. Nothing of
 * the message is taken when one part of it is refused.
 * Return: 0 or a negative errno with @extack set.
 */
int pzz_store_add(struct pzz_store *store, const struct pzz_store *in_force,
		  const struct nlattr *conf, struct netlink_ext_ack *extack);
int pzz_store_del(struct pzz_store *store, const struct nlattr *conf,
		  struct netlink_ext_ack *extack);

/* What can be wrong with the records together. Return: 0 or a negative errno with @extack set. */
int pzz_store_rrs_check(const struct pzz_store *store, struct netlink_ext_ack *extack);

/* The MAC address that registration @index was given for the next hop, or NULL */
const u8 *pzz_store_sip_hop(const struct pzz_store *store, u32 index);

/* Puts the values in order; an errno if one is there twice. */
int pzz_store_oids_sort(struct pzz_store *store, struct netlink_ext_ack *extack);

/*
 * Dumping the tree: piece 0 is the settings, 1 the lease, then each address, group,
 * record, community, value, Teredo client, LLDPDU, lifetime, DNS server, registration
 * and rule.
 * Return: 0, -EMSGSIZE if @skb is full, -ENOENT behind the last piece.
 */
int pzz_store_put(struct sk_buff *skb, const struct pzz_store *store, u32 piece);

#endif /* PZZ_CONF_H */
