/* SPDX-License-Identifier: GPL-2.0 */
#ifndef PZZ_COMPAT_INET6_HASHTABLES_H
#define PZZ_COMPAT_INET6_HASHTABLES_H

#include_next <net/inet6_hashtables.h>

/* The TCP socket of a connection, with a reference, or NULL. BH off. */
static inline struct sock *
pzz_inet6_lookup_established(struct net *net, const struct in6_addr *from, __be16 sport,
			     const struct in6_addr *to, u16 dport, int ifindex)
{
#ifdef PZZ_LOOKUP_HASHINFO /* Kbuild */
	return __inet6_lookup_established(net, net->ipv4.tcp_death_row.hashinfo, from, sport, to,
					  dport, ifindex, 0);
#else
	return __inet6_lookup_established(net, from, sport, to, dport, ifindex, 0);
#endif
}

#endif /* PZZ_COMPAT_INET6_HASHTABLES_H */
