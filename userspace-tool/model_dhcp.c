// SPDX-License-Identifier: GPL-2.0
#include "model.h"
#include "util.h"

struct lifetime *config_add_lifetime(struct config *cfg)
{
	cfg->lifetimes = util_grow(cfg->lifetimes, cfg->n_lifetimes, sizeof(*cfg->lifetimes));
	return &cfg->lifetimes[cfg->n_lifetimes++];
}

bool change_names_lifetime(const struct change *c, const struct ip *ip)
{
	for (size_t i = 0; i < c->n_del_lifetimes; i++)
		if (ip_equal(&c->del_lifetimes[i].ip, ip))
			return true;
	for (size_t i = 0; i < c->set.n_lifetimes; i++)
		if (ip_equal(&c->set.lifetimes[i].ip, ip))
			return true;
	return false;
}

bool lifetimes_equal(const struct config *a, const struct config *b)
{
	if (a->lifetime_before != b->lifetime_before || a->n_lifetimes != b->n_lifetimes)
		return false;
	for (size_t i = 0; i < a->n_lifetimes; i++)
		if (!ip_equal(&a->lifetimes[i].ip, &b->lifetimes[i].ip) ||
		    a->lifetimes[i].bits != b->lifetimes[i].bits ||
		    a->lifetimes[i].until != b->lifetimes[i].until)
			return false;
	return true;
}
