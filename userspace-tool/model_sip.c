// SPDX-License-Identifier: GPL-2.0
#include <stdlib.h>
#include <string.h>

#include "model.h"
#include "util.h"

struct registration *config_add_registration(struct config *cfg)
{
	cfg->registrations = util_grow(cfg->registrations, cfg->n_registrations,
				       sizeof(*cfg->registrations));
	return &cfg->registrations[cfg->n_registrations++];
}

struct address *config_add_dns(struct config *cfg, const struct ip *ip)
{
	cfg->dns = util_grow(cfg->dns, cfg->n_dns, sizeof(*cfg->dns));
	cfg->dns[cfg->n_dns].ip = *ip;
	return &cfg->dns[cfg->n_dns++];
}

const struct registration *registration_find(const struct registration *v, size_t n,
					     const struct ip *local, u32 port)
{
	for (size_t i = 0; i < n; i++)
		if (v[i].local_port == port && ip_equal(&v[i].local, local))
			return &v[i];
	return NULL;
}

void registration_clear(struct registration *r)
{
	for (unsigned int t = 0; t < SIP_TEXTS; t++)
		free(r->texts[t]);
	for (size_t a = 0; a < r->n_auths; a++) {
		free(r->auths[a].realm);
		free(r->auths[a].user);
		free(r->auths[a].file);
	}
	explicit_bzero(r, sizeof(*r));
}

void registrations_free(struct registration *v, size_t n)
{
	for (size_t i = 0; i < n; i++)
		registration_clear(&v[i]);
	free(v);
}

static bool texts_equal(const char *a, const char *b)
{
	return a && b ? !strcmp(a, b) : a == b;
}

static bool auths_equal(const struct registration *a, const struct registration *b)
{
	if (a->n_auths != b->n_auths)
		return false;
	for (size_t i = 0; i < a->n_auths; i++)
		if (!texts_equal(a->auths[i].realm, b->auths[i].realm) ||
		    !texts_equal(a->auths[i].user, b->auths[i].user) ||
		    a->auths[i].hash != b->auths[i].hash)
			return false;
	return true;
}

static bool registration_equal(const struct registration *a, const struct registration *b)
{
	for (unsigned int t = 0; t < SIP_TEXTS; t++)
		if (!texts_equal(a->texts[t], b->texts[t]))
			return false;
	return ip_equal(&a->local, &b->local) && a->local_port == b->local_port &&
	       a->transport == b->transport &&
	       ip_equal(&a->server, &b->server) && a->name.len == b->name.len &&
	       !memcmp(a->name.b, b->name.b, a->name.len) && a->port == b->port &&
	       a->has_hop == b->has_hop && !memcmp(a->hop, b->hop, sizeof(a->hop)) &&
	       a->cseq == b->cseq && a->expires == b->expires && a->interval == b->interval &&
	       a->granted == b->granted && a->answer == b->answer && a->failure == b->failure &&
	       a->anyone == b->anyone && a->since == b->since && auths_equal(a, b);
}

bool registrations_equal(const struct registration *a, const struct registration *b, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (!registration_equal(&a[i], &b[i]))
			return false;
	return true;
}
