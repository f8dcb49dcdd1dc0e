/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What the attributes of linux/proxzzzy.h may hold; the same tables as in
 * Documentation/netlink/specs/proxzzzy.yaml. What needs a look at two
 * attributes at once is checked where they are taken.
 */
#ifndef PZZ_NETLINK_POLICY_H
#define PZZ_NETLINK_POLICY_H

#include <net/netlink.h>

#include <linux/proxzzzy.h>

/* Of the requests */
extern const struct nla_policy pzz_dev_policy[PROXZZZY_A_IFINDEX + 1];
extern const struct nla_policy pzz_begin_policy[PROXZZZY_A_FROM_CURRENT + 1];
extern const struct nla_policy pzz_conf_policy[PROXZZZY_A_CONF + 1];

/* One kind of nest */
struct pzz_nest {
	const struct nla_policy *policy;
	const char *const *say;		/* by attribute: what would have been right */
	const char *other;		/* the same for those without words of their own */
	u16 max;			/* both arrays have so many entries, and entry 0 */
	u32 repeated;			/* bits: attributes that may stand more than once */
};

extern const struct pzz_nest pzz_conf_nest;
extern const struct pzz_nest pzz_conf_del_nest;
extern const struct pzz_nest pzz_addr_nest;
extern const struct pzz_nest pzz_arp_nest;
extern const struct pzz_nest pzz_ndp_nest;
extern const struct pzz_nest pzz_echo_nest;
extern const struct pzz_nest pzz_wake_nest;
extern const struct pzz_nest pzz_limit_nest;
extern const struct pzz_nest pzz_rule_nest;
extern const struct pzz_nest pzz_rule_del_nest;
extern const struct pzz_nest pzz_igmp_nest;
extern const struct pzz_nest pzz_mld_nest;
extern const struct pzz_nest pzz_group_nest;
extern const struct pzz_nest pzz_mdns_nest;
extern const struct pzz_nest pzz_llmnr_nest;
extern const struct pzz_nest pzz_rr_nest;
extern const struct pzz_nest pzz_rr_del_nest;
extern const struct pzz_nest pzz_snmp_nest;
extern const struct pzz_nest pzz_community_nest;
extern const struct pzz_nest pzz_oid_nest;
extern const struct pzz_nest pzz_oid_del_nest;
extern const struct pzz_nest pzz_teredo_nest;
extern const struct pzz_nest pzz_teredo_del_nest;
extern const struct pzz_nest pzz_lldp_nest;
extern const struct pzz_nest pzz_lldp_del_nest;
extern const struct pzz_nest pzz_dhcp_nest;
extern const struct pzz_nest pzz_lifetime_nest;
extern const struct pzz_nest pzz_lifetime_del_nest;
extern const struct pzz_nest pzz_dns_nest;
extern const struct pzz_nest pzz_sip_nest;
extern const struct pzz_nest pzz_sip_del_nest;
extern const struct pzz_nest pzz_auth_nest;

#define PZZ_NAME_SAY	"a name is a whole domain name of at most 255 bytes, uncompressed: labels of 1 to 63 bytes, each after its length, and a zero"

#define PZZ_HA1_SAY	"an HA1 is 16 bytes for MD5, and 32 for SHA-256"

/*
 * Checks @nest strictly, as @kind. @tb, of @kind->max + 1 entries, then has the
 * last attribute of each type.
 * Return: 0 or a negative errno with @extack set.
 */
int pzz_nest_parse(struct nlattr **tb, const struct pzz_nest *kind, const struct nlattr *nest,
		   struct netlink_ext_ack *extack);

/* Refuses @attr: @why is a sentence that lives as long as the module. Return: @err. */
int pzz_refuse(struct netlink_ext_ack *extack, const struct nlattr *attr, int err,
	       const char *why);

/* Refuses because there is no @type in @nest, or in the message if that is NULL. -EINVAL. */
int pzz_refuse_missing(struct netlink_ext_ack *extack, const struct nlattr *nest, u16 type,
		       const char *why);

#endif /* PZZ_NETLINK_POLICY_H */
