// SPDX-License-Identifier: GPL-2.0
#include <stdlib.h>

#include "dns_text.h"
#include "grammar.h"
#include "names.h"
#include "print_json.h"

json_t *json_ip(const struct ip *ip)
{
	struct util_text t;

	util_text_open(&t);
	grammar_put_ip(t.f, ip);
	return json_printed(&t);
}

static json_t *server(const struct registration *r)
{
	json_t *j;
	char *s;

	if (!r->name.len)
		return json_ip(&r->server);
	s = dns_name_text(r->name.b, r->name.len);
	j = json_text(s);
	free(s);
	return j;
}

static void put_number(json_t *o, const char *key, u64 n)
{
	if (n)
		json_put(o, key, json_number(n));
}

static json_t *hop(const struct registration *r)
{
	struct util_text t;

	util_text_open(&t);
	util_put_mac(t.f, r->hop, sizeof(r->hop));
	return json_printed(&t);
}

/* Without what is secret */
static json_t *auths(const struct registration *r)
{
	json_t *all = json_array();

	for (size_t i = 0; i < r->n_auths; i++) {
		json_t *o = json_object();

		json_put(o, "realm", json_text(r->auths[i].realm));
		json_put(o, "user", json_text(r->auths[i].user));
		json_put(o, "algorithm", json_text(names_word(names_hash, r->auths[i].hash)));
		json_array_append_new(all, o);
	}
	return all;
}

json_t *json_sip(const struct registration *r)
{
	static const char *const keys[SIP_TEXTS] = {
		[SIP_TO] = "to",	   [SIP_URI] = "uri",	      [SIP_CONTACT] = "contact",
		[SIP_FROM] = "from",	   [SIP_CALL_ID] = "call_id", [SIP_AGENT] = "agent",
		[SIP_EXTRA] = "extra",
	};
	json_t *o = json_object();

	json_put(o, "local", json_ip(&r->local));
	json_put(o, "port", json_number(r->local_port));
	json_put(o, "transport", json_text(names_word(names_transport, r->transport)));
	json_put(o, "server", server(r));
	put_number(o, "server_port", r->port);
	if (r->has_hop)
		json_put(o, "hop", hop(r));
	for (unsigned int t = 0; t < SIP_TEXTS; t++)
		if (r->texts[t])
			json_put(o, keys[t], json_text(r->texts[t]));
	json_put(o, "cseq", json_number(r->cseq));
	put_number(o, "expires_s", r->expires);
	put_number(o, "interval_s", r->interval);
	put_number(o, "since_boot_ns", r->since);
	put_number(o, "granted_s", r->granted);
	put_number(o, "answer", r->answer);
	json_put(o, "anyone", json_boolean(r->anyone));
	json_put(o, "failure", json_text(names_word(names_failure, r->failure)));
	json_put(o, "auth", auths(r));
	return o;
}
