/* SPDX-License-Identifier: GPL-2.0 */
#ifndef PZZ_COMPAT_INET_HASHTABLES_H
#define PZZ_COMPAT_INET_HASHTABLES_H

#include_next <net/inet_hashtables.h>

/* The TCP socket of a connection, with a reference, or NULL. BH off. */
static inline struct sock *
pzz_inet_lookup_established(struct net *net, __be32 from, __be16 sport,
			    __be32 to, u16 dport, int ifindex)
{
#ifdef PZZ_LOOKUP_HASHINFO /* Kbuild */
	return __inet_lookup_established(net, net->ipv4.tcp_death_row.hashinfo, from, sport, to,
					 dport, ifindex, 0);
#else
	return __inet_lookup_established(net, from, sport, to, dport, ifindex, 0);
#endif
}

#endif /* PZZ_COMPAT_INET_HASHTABLES_H */
