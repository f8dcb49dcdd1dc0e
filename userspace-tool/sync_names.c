// SPDX-License-Identifier: GPL-2.0
/* Who answers mDNS and LLMNR here, and for which names. */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "sync_names.h"
#include "util.h"

#define PORT_MDNS 5353
#define PORT_LLMNR 5355

/* Somebody who listens on this port, and on this interface; NULL: nobody. */
static const struct sync_socket *listener(const struct sync *s, u16 port)
{
	const struct sync_socket *found = NULL;

	for (size_t i = 0; i < s->n_sockets; i++) {
		const struct sync_socket *sk = &s->sockets[i];

		if (sk->kind == PROXZZZY_KIND_UDP && sk->port == port &&
		    (!sk->bound_dev || sk->bound_dev == s->ifindex) && (!found || *sk->owner))
			found = sk;
	}
	return found;
}

/* @off: the policy's settings switch it off */
static bool wanted(struct sync *s, const char *topic, u32 without, bool off)
{
	off |= !!(s->policy.without & without);
	if (off)
		sync_say(s, SYNC_LEFT, topic, "all: %s", s->policy.path);
	return !off;
}

static void take_llmnr(struct sync *s, const char *host, const char *who)
{
	struct config *cfg = &s->config;
	struct dname name;
	const char *wrong = dns_name_parse(host, &name);

	if (wrong) {
		sync_say(s, SYNC_MISSED, "llmnr", "the name of this host: %s", wrong);
		return;
	}
	cfg->has |= HAS_LLMNR_ENABLE;
	cfg->llmnr.enable = 1;
	if (!(cfg->has & HAS_LLMNR_HOST))
		cfg->llmnr.host = name;
	cfg->has |= HAS_LLMNR_HOST;
	sync_say(s, SYNC_TOOK, "llmnr", "%s, of %s", host, who);
}

static void llmnr(struct sync *s, const struct sync_resolved *r)
{
	const struct sync_socket *sk = listener(s, PORT_LLMNR);
	char host[65] = "";

	if (!sk || !wanted(s, "llmnr", POLICY_LLMNR,
			   s->config.has & HAS_LLMNR_ENABLE && !s->config.llmnr.enable))
		return;
	gethostname(host, sizeof(host) - 1);
	host[strcspn(host, ".")] = '\0';
	if (r->llmnr && r->host)
		take_llmnr(s, r->host, "systemd-resolved");
	else if (strstr(sk->owner, "llmnrd"))
		take_llmnr(s, host, sk->owner);
	else if (r->answered)
		sync_say(s, SYNC_LEFT, "llmnr", "systemd-resolved does not answer it here");
	else
		sync_say(s, SYNC_MISSED, "llmnr", "whether %s answers it, and for which name",
			 *sk->owner ? sk->owner : "who listens");
}

/* It answers no question of its own host, so it is only asked if it may not be alone. */
static bool only_resolved(const struct sync *s, const struct sync_resolved *r)
{
	if (!r->mdns || !r->host)
		return false;
	for (size_t i = 0; i < s->n_sockets; i++)
		if (s->sockets[i].kind == PROXZZZY_KIND_UDP && s->sockets[i].port == PORT_MDNS &&
		    strncmp(s->sockets[i].owner, "systemd-resolve", strlen("systemd-resolve")))
			return false;
	return true;
}

static void mdns(struct sync *s, const struct sync_resolved *r)
{
	const struct sync_socket *sk = listener(s, PORT_MDNS);

	if (!sk || !wanted(s, "mdns", POLICY_MDNS,
			   s->config.has & HAS_MDNS_ENABLE && !s->config.mdns.enable))
		return;
	if (!only_resolved(s, r) && sync_mdns_ask(s))
		return;
	if (r->mdns && r->host)
		sync_resolved_mdns(s, r);
	else if (r->answered && !strncmp(sk->owner, "systemd-resolve", strlen("systemd-resolve")))
		sync_say(s, SYNC_LEFT, "mdns", "systemd-resolved does not answer it here");
	else
		sync_say(s, SYNC_MISSED, "mdns", "%s has not answered in time",
			 *sk->owner ? sk->owner : "who listens");
}

void sync_names(struct sync *s)
{
	struct sync_resolved r = { 0 };
	bool ask = (listener(s, PORT_LLMNR) && !(s->policy.without & POLICY_LLMNR)) ||
		   (listener(s, PORT_MDNS) && !(s->policy.without & POLICY_MDNS));

	if (ask)
		sync_resolved_ask(s, &r);
	llmnr(s, &r);
	mdns(s, &r);
	free(r.host);
}
