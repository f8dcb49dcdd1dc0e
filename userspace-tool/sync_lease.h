/* SPDX-License-Identifier: GPL-2.0 */
/* How DHCP clients write their leases down. Each returns whether there is an address. */
#ifndef PZZCTL_SYNC_LEASE_H
#define PZZCTL_SYNC_LEASE_H

#include "sync.h"

/* systemd-networkd: KEY=VALUE; @changed is when it was written. */
bool lease_keys(struct sync_lease *l, const char *text, u64 changed);

/* NetworkManager: the option @key, as it is on D-Bus. */
void lease_option(struct sync_lease *l, const char *key, const char *value);

/* dhclient.leases(5): the last lease of @dev. */
bool lease_dhclient(struct sync_lease *l, const char *text, const char *dev);

/* dhcpcd: the server's DHCPACK as it came; @changed is when. */
bool lease_packet(struct sync_lease *l, const u8 *b, size_t len, u64 changed);

#endif /* PZZCTL_SYNC_LEASE_H */
