// SPDX-License-Identifier: GPL-2.0
/* Teredo clients and LLDPDUs */
#include <stdlib.h>
#include <string.h>

#include "model.h"
#include "util.h"

/* IPv4 with its header, and the port behind that */
bool teredo_key(const struct bytes *packet, u8 key[TEREDO_KEY])
{
	size_t header = packet->len ? (packet->b[0] & 15) * 4U : 0;

	if (header < 20 || header + 2 > packet->len)
		return false;
	memcpy(key, packet->b + 12, 8);
	memcpy(key + 8, packet->b + header, 2);
	return true;
}

struct teredo *links_add_teredo(struct links *l)
{
	l->teredos = util_grow(l->teredos, l->n_teredos, sizeof(*l->teredos));
	return &l->teredos[l->n_teredos++];
}

struct lldp *links_add_lldp(struct links *l)
{
	l->lldps = util_grow(l->lldps, l->n_lldps, sizeof(*l->lldps));
	return &l->lldps[l->n_lldps++];
}

bool links_have_lldp(const struct links *l, const u8 to[6])
{
	for (size_t i = 0; i < l->n_lldps; i++)
		if (!memcmp(l->lldps[i].to, to, 6))
			return true;
	return false;
}

bool links_any(const struct links *l)
{
	return l->n_teredos || l->n_lldps;
}

static bool bytes_equal(const struct bytes *a, const struct bytes *b)
{
	if (!a->file != !b->file || a->len != b->len)
		return false;
	return (!a->len || !memcmp(a->b, b->b, a->len)) &&
	       (!a->file || !strcmp(a->file, b->file));
}

static bool teredo_equal(const struct teredo *a, const struct teredo *b)
{
	return bytes_equal(&a->packet, &b->packet) && !memcmp(a->via, b->via, sizeof(a->via)) &&
	       a->from == b->from && a->to == b->to && ip_equal(&a->address, &b->address);
}

static bool lldp_equal(const struct lldp *a, const struct lldp *b)
{
	return bytes_equal(&a->pdu, &b->pdu) && !memcmp(a->to, b->to, sizeof(a->to)) &&
	       a->interval == b->interval;
}

bool links_equal(const struct links *a, const struct links *b)
{
	if (a->n_teredos != b->n_teredos || a->n_lldps != b->n_lldps)
		return false;
	for (size_t i = 0; i < a->n_teredos; i++)
		if (!teredo_equal(&a->teredos[i], &b->teredos[i]))
			return false;
	for (size_t i = 0; i < a->n_lldps; i++)
		if (!lldp_equal(&a->lldps[i], &b->lldps[i]))
			return false;
	return true;
}

static void bytes_free(struct bytes *b)
{
	free(b->b);
	free(b->file);
}

void links_free(struct links *l)
{
	for (size_t i = 0; i < l->n_teredos; i++)
		bytes_free(&l->teredos[i].packet);
	for (size_t i = 0; i < l->n_lldps; i++)
		bytes_free(&l->lldps[i].pdu);
	free(l->teredos);
	free(l->lldps);
	memset(l, 0, sizeof(*l));
}
