// SPDX-License-Identifier: GPL-2.0
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "model.h"
#include "util.h"

struct address *config_add_addr(struct config *cfg, const struct ip *ip)
{
	struct address *a;

	cfg->addrs = util_grow(cfg->addrs, cfg->n_addrs, sizeof(*cfg->addrs));
	a = &cfg->addrs[cfg->n_addrs++];
	a->ip = *ip;
	return a;
}

struct rule *config_add_rule(struct config *cfg)
{
	cfg->rules = util_grow(cfg->rules, cfg->n_rules, sizeof(*cfg->rules));
	return &cfg->rules[cfg->n_rules++];
}

struct address *config_add_group(struct config *cfg, const struct ip *ip)
{
	struct address *a;

	cfg->groups = util_grow(cfg->groups, cfg->n_groups, sizeof(*cfg->groups));
	a = &cfg->groups[cfg->n_groups++];
	a->ip = *ip;
	return a;
}

struct rr *config_add_rr(struct config *cfg)
{
	cfg->rrs = util_grow(cfg->rrs, cfg->n_rrs, sizeof(*cfg->rrs));
	return &cfg->rrs[cfg->n_rrs++];
}

static bool find_group(const struct address *groups, size_t n, const struct ip *ip)
{
	for (size_t i = 0; i < n; i++)
		if (ip_equal(&groups[i].ip, ip))
			return true;
	return false;
}

bool change_names_group(const struct change *c, const struct ip *ip)
{
	return find_group(c->del_groups, c->n_del_groups, ip) ||
	       find_group(c->set.groups, c->set.n_groups, ip);
}

static void rrs_free(struct rr *rrs, size_t n)
{
	for (size_t i = 0; i < n; i++)
		free(rrs[i].data);
	free(rrs);
}

static void values_free(struct value *values, size_t n)
{
	for (size_t i = 0; i < n; i++)
		free(values[i].data);
	free(values);
}

static void communities_free(struct community *v, size_t n)
{
	for (size_t i = 0; i < n; i++)
		free(v[i].file);
	util_free(v, n, sizeof(*v));
}

const struct address *config_find_addr(const struct config *cfg, const struct ip *ip)
{
	for (size_t i = 0; i < cfg->n_addrs; i++)
		if (ip_equal(&cfg->addrs[i].ip, ip))
			return &cfg->addrs[i];
	return NULL;
}

const struct rule *config_find_rule(const struct config *cfg, u32 id)
{
	for (size_t i = 0; i < cfg->n_rules; i++)
		if (cfg->rules[i].id == id)
			return &cfg->rules[i];
	return NULL;
}

void config_free(struct config *cfg)
{
	util_free(cfg->addrs, cfg->n_addrs, sizeof(*cfg->addrs));
	free(cfg->groups);
	rrs_free(cfg->rrs, cfg->n_rrs);
	free(cfg->lifetimes);
	communities_free(cfg->communities, cfg->n_communities);
	values_free(cfg->values, cfg->n_values);
	links_free(&cfg->links);
	free(cfg->dns);
	registrations_free(cfg->registrations, cfg->n_registrations);
	util_free(cfg->rules, cfg->n_rules, sizeof(*cfg->rules));
	memset(cfg, 0, sizeof(*cfg));
}

struct change *changes_for(struct changes *c, const char *dev, int line)
{
	struct change *ch;

	for (size_t i = 0; i < c->n; i++)
		if (!strcmp(c->v[i].dev, dev))
			return &c->v[i];
	c->v = util_grow(c->v, c->n, sizeof(*c->v));
	ch = &c->v[c->n++];
	snprintf(ch->dev, sizeof(ch->dev), "%s", dev);
	ch->line = line;
	ch->policy = c->policy;
	return ch;
}

bool change_deletes(const struct change *c)
{
	return c->n_del_addrs || c->n_del_rules || c->n_del_groups || c->n_del_rrs ||
	       c->n_del_communities || c->n_del_values || c->n_del_lifetimes ||
	       links_any(&c->del_links) || c->n_del_dns || c->n_del_registrations;
}

bool change_names_addr(const struct change *c, const struct ip *ip)
{
	for (size_t i = 0; i < c->n_del_addrs; i++)
		if (ip_equal(&c->del_addrs[i].ip, ip))
			return true;
	return config_find_addr(&c->set, ip);
}

bool change_names_rule(const struct change *c, u32 id)
{
	for (size_t i = 0; i < c->n_del_rules; i++)
		if (c->del_rules[i].id == id)
			return true;
	return config_find_rule(&c->set, id);
}

void changes_free(struct changes *c)
{
	for (size_t i = 0; i < c->n; i++) {
		struct change *ch = &c->v[i];

		config_free(&ch->set);
		util_free(ch->del_addrs, ch->n_del_addrs, sizeof(*ch->del_addrs));
		links_free(&ch->del_links);
		free(ch->del_groups);
		rrs_free(ch->del_rrs, ch->n_del_rrs);
		free(ch->del_lifetimes);
		communities_free(ch->del_communities, ch->n_del_communities);
		values_free(ch->del_values, ch->n_del_values);
		free(ch->del_dns);
		registrations_free(ch->del_registrations, ch->n_del_registrations);
		util_free(ch->del_rules, ch->n_del_rules, sizeof(*ch->del_rules));
	}
	util_free(c->v, c->n, sizeof(*c->v));
	memset(c, 0, sizeof(*c));
}

bool ip_equal(const struct ip *a, const struct ip *b)
{
	return a->len == b->len && !memcmp(a->b, b->b, a->len);
}

void ip_mask(struct ip *ip, u8 bits)
{
	for (unsigned int i = 0; i < ip->len; i++, bits -= bits < 8 ? bits : 8)
		if (bits < 8)
			ip->b[i] &= (u8)(0xff00 >> bits);
}
