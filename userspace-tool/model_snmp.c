// SPDX-License-Identifier: GPL-2.0
#include <stdlib.h>
#include <string.h>

#include "model.h"
#include "util.h"

struct community *config_add_community(struct config *cfg)
{
	cfg->communities = util_grow(cfg->communities, cfg->n_communities,
				     sizeof(*cfg->communities));
	return &cfg->communities[cfg->n_communities++];
}

struct value *config_add_value(struct config *cfg)
{
	cfg->values = util_grow(cfg->values, cfg->n_values, sizeof(*cfg->values));
	return &cfg->values[cfg->n_values++];
}

int oid_compare(const struct oid *a, const struct oid *b)
{
	for (u32 i = 0; i < a->n && i < b->n; i++)
		if (a->ids[i] != b->ids[i])
			return a->ids[i] < b->ids[i] ? -1 : 1;
	return (int)a->n - (int)b->n;
}

bool oid_below(const struct oid *oid, const struct oid *top)
{
	return oid->n >= top->n && !memcmp(oid->ids, top->ids, top->n * sizeof(top->ids[0]));
}

const struct value *config_find_value(const struct config *cfg, const struct oid *oid)
{
	for (size_t i = 0; i < cfg->n_values; i++)
		if (!oid_compare(&cfg->values[i].oid, oid))
			return &cfg->values[i];
	return NULL;
}

/* Those of a file are before those that have no line. */
static int compare(const void *a, const void *b)
{
	const struct value *x = a, *y = b;
	int order = oid_compare(&x->oid, &y->oid);

	if (order || x->line == y->line)
		return order;
	return !x->line ? 1 : !y->line ? -1 : x->line - y->line;
}

void config_sort_values(struct config *cfg)
{
	size_t kept = 0;

	if (!cfg->n_values)
		return;
	qsort(cfg->values, cfg->n_values, sizeof(*cfg->values), compare);
	for (size_t i = 1; i < cfg->n_values; i++) {
		if (!oid_compare(&cfg->values[i].oid, &cfg->values[kept].oid))
			free(cfg->values[i].data);
		else
			cfg->values[++kept] = cfg->values[i];
	}
	cfg->n_values = kept + 1;
}

static int compare_at(const void *a, const void *b)
{
	return compare(*(const struct value *const *)a, *(const struct value *const *)b);
}

const struct value *config_value_twice(const struct config *cfg)
{
	const struct value **sorted = NULL, *found = NULL;
	size_t n = 0;

	for (; n < cfg->n_values; n++) {
		sorted = util_grow(sorted, n, sizeof(*sorted));
		sorted[n] = &cfg->values[n];
	}
	if (n)
		qsort(sorted, n, sizeof(*sorted), compare_at);
	for (size_t i = 1; i < n && !found; i++)
		if (!oid_compare(&sorted[i - 1]->oid, &sorted[i]->oid))
			found = sorted[i];
	free(sorted);
	return found;
}
