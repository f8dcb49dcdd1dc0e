// SPDX-License-Identifier: GPL-2.0
#include <string.h>

#include "dhcp.h"
#include "grammar.h"
#include "names.h"
#include "print_json.h"

static json_t *ip_text(const struct ip *ip)
{
	struct util_text t;

	util_text_open(&t);
	grammar_put_ip(t.f, ip);
	return json_printed(&t);
}

static json_t *ip4(const u8 b[4])
{
	struct ip ip = { .len = 4 };

	memcpy(ip.b, b, 4);
	return ip_text(&ip);
}

static json_t *mac(const u8 *b)
{
	static const u8 none[6];
	struct util_text t;

	if (!memcmp(b, none, sizeof(none)))
		return json_null();
	util_text_open(&t);
	util_put_mac(t.f, b, sizeof(none));
	return json_printed(&t);
}

static json_t *codes(const u8 *b, size_t len)
{
	json_t *all = json_array();

	for (size_t i = 0; i < len; i++)
		json_array_append_new(all, json_number(b[i]));
	return all;
}

static json_t *lease_time(u32 seconds)
{
	return seconds == PROXZZZY_DHCP_INFINITE ? json_null() : json_number(seconds);
}

static json_t *value(const struct dhcp *d, const struct dhcp_row *row)
{
	const void *at = dhcp_see(d, row);

	switch (row->form) {
	case DHCP_FORM_SWITCH:
		return json_boolean(*(const u32 *)at);
	case DHCP_FORM_IP4:
		return ip4(at);
	case DHCP_FORM_MAC:
		return mac(at);
	case DHCP_FORM_TIME:
		return json_number(*(const u64 *)at);
	case DHCP_FORM_LEASE:
		return lease_time(*(const u32 *)at);
	case DHCP_FORM_BYTES:
		return json_hex(at, dhcp_size(d, row));
	case DHCP_FORM_CODES:
		return codes(at, dhcp_size(d, row));
	default:
		return json_number(*(const u32 *)at);
	}
}

/* All ones: never */
static json_t *instant(u64 ns)
{
	return ns == ~0ULL ? json_null() : json_number(ns);
}

json_t *json_dhcp(const struct dhcp *d)
{
	json_t *o = json_object();

	for (const struct dhcp_row *row = dhcp_rows; row->part; row++)
		if (d->parts & row->part)
			json_put(o, row->key, value(d, row));
	return o;
}

json_t *json_lifetimes(const struct config *cfg)
{
	json_t *all = json_array();

	for (size_t i = 0; i < cfg->n_lifetimes; i++) {
		const struct lifetime *life = &cfg->lifetimes[i];
		json_t *o = json_object();

		json_put(o, "address", ip_text(&life->ip));
		json_put(o, "prefix_len", json_number(life->bits));
		json_put(o, "until_boot_ns", instant(life->until));
		json_array_append_new(all, o);
	}
	return all;
}

json_t *json_lease(const struct lease *l)
{
	json_t *o;

	if (!l->known)
		return json_null();
	o = json_object();
	json_put(o, "phase", json_text(names_word(names_lease, l->phase)));
	if (*l->reason)
		json_put(o, "reason", json_text(l->reason));
	json_put(o, "address", ip4(l->address));
	json_put(o, "server", ip4(l->server));
	json_put(o, "lease_s", lease_time(l->seconds));
	json_put(o, "renewals", json_number(l->renewals));
	json_put(o, "requests", json_number(l->requests));
	json_put(o, "since_boot_ns", json_number(l->since_ns));
	json_put(o, "t1_boot_ns", instant(l->t1_ns));
	json_put(o, "t2_boot_ns", instant(l->t2_ns));
	json_put(o, "expiry_boot_ns", instant(l->expiry_ns));
	return o;
}
