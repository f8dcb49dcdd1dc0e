/* SPDX-License-Identifier: GPL-2.0 */
/* What the files that make up the store want of each other. */
#ifndef PZZ_CONF_PARTS_H
#define PZZ_CONF_PARTS_H

#include "conf.h"
#include "netlink_policy.h"

#define PZZ_TWICE_SAY	"this stands twice in one message"

/* @attr is 4 or 16 bytes, or is refused. */
int pzz_ip_get(struct pzz_ip *ip, const struct nlattr *attr, struct netlink_ext_ack *extack);

/* The same, of one host: neither a group nor unspecified */
int pzz_station_get(struct pzz_ip *ip, const struct nlattr *attr, struct netlink_ext_ack *extack);

static inline bool pzz_ip_same(const struct pzz_ip *a, const struct pzz_ip *b)
{
	return a->len == b->len && !memcmp(a->b, b->b, a->len);
}

/* @nest is a limit; what it does not say is at its default. */
int pzz_limit_get(struct pzz_limit *limit, const struct nlattr *nest,
		  struct netlink_ext_ack *extack);

/* Bits beyond the prefix have to be 0. @ip and @len may be NULL. */
int pzz_prefix_get(struct pzz_prefix *p, const struct nlattr *ip, const struct nlattr *len,
		   struct netlink_ext_ack *extack);

/* The addresses. Both take the PROXZZZY_CONF_A_ADDR nest. */
int pzz_store_addr_add(struct pzz_store *store, const struct nlattr *nest,
		       struct netlink_ext_ack *extack);
int pzz_store_addr_find(const struct pzz_store *store, const struct nlattr *nest,
			struct netlink_ext_ack *extack);	/* index or errno */

/*
 * The rules. pzz_store_rule_add() puts one behind all others, and refuses an id
 * that is among the first @sorted, which are in order, or those added since.
 * Only pzz_store_rules_sort() makes it part of the order.
 */
int pzz_store_rule_add(struct pzz_store *store, const struct pzz_store *in_force, u32 sorted,
		       const struct nlattr *nest, struct netlink_ext_ack *extack);
void pzz_store_rules_sort(struct pzz_store *store, u32 sorted);
void pzz_store_rules_cut(struct pzz_store *store, u32 n);	/* only the first @n remain */
int pzz_store_rule_find(const struct pzz_store *store, const struct nlattr *nest,
			struct netlink_ext_ack *extack);	/* index or errno */

/*
 * Groups and records. pzz_store_rrs_cut() leaves the first @n; mark finds all that
 * @nest names, and drop takes out what is marked.
 */
int pzz_group_get(struct pzz_ip *ip, const struct nlattr *attr, struct netlink_ext_ack *extack);
int pzz_store_group_add(struct pzz_store *store, const struct nlattr *nest,
			struct netlink_ext_ack *extack);
int pzz_store_group_find(const struct pzz_store *store, const struct nlattr *nest,
			 struct netlink_ext_ack *extack);	/* index or errno */
int pzz_store_rr_add(struct pzz_store *store, const struct nlattr *nest,
		     struct netlink_ext_ack *extack);
int pzz_store_rrs_copy(struct pzz_store *store, const struct pzz_store *from);
void pzz_store_rrs_cut(struct pzz_store *store, u32 n, u32 n_bytes);
int pzz_store_rrs_mark(const struct pzz_store *store, unsigned long *marks,
		       const struct nlattr *nest, struct netlink_ext_ack *extack);
void pzz_store_rrs_drop(struct pzz_store *store, const unsigned long *marks);

/* The settings of IGMP, MLD, mDNS and LLMNR */
int pzz_take_igmp(struct pzz_store *store, const struct nlattr *nest,
		  struct netlink_ext_ack *extack);
int pzz_take_mld(struct pzz_store *store, const struct nlattr *nest,
		 struct netlink_ext_ack *extack);
int pzz_take_mdns(struct pzz_store *store, const struct nlattr *nest,
		  struct netlink_ext_ack *extack);
int pzz_take_llmnr(struct pzz_store *store, const struct nlattr *nest,
		   struct netlink_ext_ack *extack);

/* SNMP; as above */
int pzz_take_snmp(struct pzz_store *store, const struct nlattr *nest,
		  struct netlink_ext_ack *extack);
int pzz_store_community_add(struct pzz_store *store, const struct nlattr *nest,
			    struct netlink_ext_ack *extack);
int pzz_store_communities_mark(const struct pzz_store *store, unsigned long *marks,
			       const struct nlattr *nest, struct netlink_ext_ack *extack);
void pzz_store_communities_cut(struct pzz_store *store, u32 n);
void pzz_store_communities_drop(struct pzz_store *store, const unsigned long *marks);
int pzz_store_oid_add(struct pzz_store *store, const struct nlattr *nest,
		      struct netlink_ext_ack *extack);
int pzz_store_oids_copy(struct pzz_store *store, const struct pzz_store *from);
void pzz_store_oids_cut(struct pzz_store *store, u32 n, u32 n_bytes);
int pzz_store_oid_find(const struct pzz_store *store, const struct nlattr *nest,
		       struct netlink_ext_ack *extack);		/* index or errno */
void pzz_store_oids_drop(struct pzz_store *store, const unsigned long *marks);

/* Teredo clients and LLDPDUs; pzz_store_links_cut() leaves the first of each */
int pzz_store_teredo_add(struct pzz_store *store, const struct nlattr *nest,
			 struct netlink_ext_ack *extack);
int pzz_store_teredos_mark(const struct pzz_store *store, unsigned long *marks,
			   const struct nlattr *nest, struct netlink_ext_ack *extack);
int pzz_store_lldp_add(struct pzz_store *store, const struct nlattr *nest,
		       struct netlink_ext_ack *extack);
int pzz_store_lldps_mark(const struct pzz_store *store, unsigned long *marks,
			 const struct nlattr *nest, struct netlink_ext_ack *extack);
int pzz_store_links_copy(struct pzz_store *store, const struct pzz_store *from);
void pzz_store_links_cut(struct pzz_store *store, u32 n_teredos, u32 n_lldps);
void pzz_store_links_drop(struct pzz_store *store, const unsigned long *teredos,
			  const unsigned long *lldps);
/*
 * The lease, which is taken behind all other parts of a message, for its options
 * can't be given back; and lifetimes, as above. pzz_store_leases_own() makes the setup
 * point at the store's own memory.
 */
void pzz_store_leases_own(struct pzz_store *store);
int pzz_take_dhcp(struct pzz_store *store, const struct nlattr *nest,
		  struct netlink_ext_ack *extack);
int pzz_store_lifetime_add(struct pzz_store *store, const struct nlattr *nest,
			   struct netlink_ext_ack *extack);
int pzz_store_lifetime_find(const struct pzz_store *store, const struct nlattr *nest,
			    struct netlink_ext_ack *extack);	/* index or errno */
void pzz_store_lifetimes_drop(struct pzz_store *store, const unsigned long *marks);

/* Both return whether there was no room, like nla_put(). */
bool pzz_put_dhcp(struct sk_buff *skb, const struct pzz_setup *s);
bool pzz_put_lifetime(struct sk_buff *skb, const struct pzz_lifetime *life);
/*
 * SIP registrations and DNS servers; as above. copy also makes @store's setup point
 * to its own. put: whether there was no room, like nla_put().
 */
int pzz_store_sip_add(struct pzz_store *store, const struct pzz_store *in_force,
		      const struct nlattr *nest, struct netlink_ext_ack *extack);
int pzz_store_sip_find(const struct pzz_store *store, const struct nlattr *nest,
		       struct netlink_ext_ack *extack);		/* index or errno */
int pzz_store_sips_copy(struct pzz_store *store, const struct pzz_store *from);
void pzz_store_sips_cut(struct pzz_store *store, u32 n);
void pzz_store_sips_drop(struct pzz_store *store, const unsigned long *marks);
bool pzz_put_sip(struct sk_buff *skb, const struct pzz_store *store, u32 index);
int pzz_store_dns_add(struct pzz_store *store, const struct nlattr *nest,
		      struct netlink_ext_ack *extack);
int pzz_store_dns_find(const struct pzz_store *store, const struct nlattr *nest,
		       struct netlink_ext_ack *extack);		/* index or errno */

/* Fills @rule, which is zeroed, from its nest. */
int pzz_rule_parse(struct pzz_rule *rule, const struct pzz_store *in_force,
		   const struct nlattr *nest, struct netlink_ext_ack *extack);

/* The rule of this id among @n in ascending order, or NULL. */
const struct pzz_rule *pzz_rule_by_id(const struct pzz_rule *rules, u32 n, u32 id);

#endif /* PZZ_CONF_PARTS_H */
