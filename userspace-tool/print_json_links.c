// SPDX-License-Identifier: GPL-2.0
#include "grammar.h"
#include "print_json.h"

static json_t *ip(const struct ip *ip)
{
	struct util_text t;

	if (!ip->len)
		return json_null();
	util_text_open(&t);
	grammar_put_ip(t.f, ip);
	return json_printed(&t);
}

static json_t *mac(const u8 mac[6])
{
	struct util_text t;

	util_text_open(&t);
	util_put_mac(t.f, mac, 6);
	return json_printed(&t);
}

static json_t *bytes(const struct bytes *b)
{
	return b->len ? json_hex(b->b, b->len) : json_null();
}

static json_t *ip4(const u8 b[4])
{
	struct ip four = { .len = 4, .b = { b[0], b[1], b[2], b[3] } };

	return ip(&four);
}

static json_t *teredo(const struct teredo *t)
{
	json_t *o = json_object();
	u8 key[TEREDO_KEY];

	if (teredo_key(&t->packet, key)) {
		json_put(o, "local", ip4(key));
		json_put(o, "port", json_number((u64)key[8] << 8 | key[9]));
		json_put(o, "server", ip4(key + 4));
	}
	json_put(o, "via", mac(t->via));
	json_put(o, "interval_from_s", json_number(t->from));
	json_put(o, "interval_to_s", json_number(t->to));
	json_put(o, "address", ip(&t->address));
	json_put(o, "packet_hex", bytes(&t->packet));
	return o;
}

static json_t *lldp(const struct lldp *l)
{
	json_t *o = json_object();

	json_put(o, "to", mac(l->to));
	json_put(o, "interval_s", json_number(l->interval));
	json_put(o, "pdu_hex", bytes(&l->pdu));
	return o;
}

json_t *json_teredos(const struct links *l)
{
	json_t *all = json_array();

	for (size_t i = 0; i < l->n_teredos; i++)
		json_array_append_new(all, teredo(&l->teredos[i]));
	return all;
}

json_t *json_lldps(const struct links *l)
{
	json_t *all = json_array();

	for (size_t i = 0; i < l->n_lldps; i++)
		json_array_append_new(all, lldp(&l->lldps[i]));
	return all;
}
