/* SPDX-License-Identifier: GPL-2.0 */
/* Where sync_names() takes the names from. */
#ifndef PZZCTL_SYNC_NAMES_H
#define PZZCTL_SYNC_NAMES_H

#include "sync.h"
#include "sync_dns.h"

/* Asks whoever answers mDNS on the interface. Return: whether somebody did. */
bool sync_mdns_ask(struct sync *s);

/* What systemd-resolved says of itself and the interface. */
struct sync_resolved {
	bool answered;
	bool mdns; /* answers, not only asks */
	bool llmnr;
	char *host; /* one label; free() it */
};

void sync_resolved_ask(struct sync *s, struct sync_resolved *r);

/* Its host name and the services of its *.dnssd files */
void sync_resolved_mdns(struct sync *s, const struct sync_resolved *r);

/* One file's records; NULL, or what of it is not understood. */
const char *sync_dnssd(struct config *cfg, const char *text, const char *host);

#endif /* PZZCTL_SYNC_NAMES_H */
