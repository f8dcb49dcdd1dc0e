// SPDX-License-Identifier: GPL-2.0
/* Whatever a configuration holds: printed, parsed and printed, it stays the same. */
#include <stdlib.h>
#include <string.h>

#include "dhcp.h"
#include "names.h"
#include "snmp_text.h"
#include "test.h"

#define ROUNDS 2000

const int random_cases = 2;

static u64 state;

static u32 draw(u32 below)
{
	state = state * 6364136223846793005ULL + 1442695040888963407ULL;
	return (u32)(state >> 33) % below;
}

static u32 value(const struct name *table)
{
	u32 n = 0;

	while (table[n].word)
		n++;
	return table[draw(n)].value;
}

static void bytes(u8 *b, size_t len)
{
	for (size_t i = 0; i < len; i++)
		b[i] = (u8)draw(256);
}

static struct ip ip(void)
{
	struct ip ip = { .len = draw(2) ? 4 : 16 };

	bytes(ip.b, ip.len);
	if (draw(2)) /* runs of zeros, which are printed in their own way */
		memset(ip.b + 2, 0, ip.len / 2);
	return ip;
}

static void prefix(struct prefix *p)
{
	if (draw(2))
		return;
	p->ip = ip();
	p->bits = (u8)draw(p->ip.len * 8U + 1);
	ip_mask(&p->ip, p->bits);
}

static struct limit limit(void)
{
	struct limit l = { 0 };

	if (!draw(3))
		return l;
	l.rate = 1 + draw(PROXZZZY_LIMIT_MAX);
	l.unit = value(names_unit);
	l.burst = draw(3) ? 1 + draw(PROXZZZY_LIMIT_MAX) : 0;
	return l;
}

static void label(char *s)
{
	u32 len = draw(PROXZZZY_LABEL_MAX + 1);

	for (u32 i = 0; i < len; i++) {
		s[i] = (char)(' ' + draw(224));
		if (s[i] == 0x7f)
			s[i] = '"';
	}
}

static void ports(struct rule *r)
{
	if (r->kind > PROXZZZY_KIND_TCP_DATA || draw(2))
		return;
	r->port = (u16)(1 + draw(65535));
	if (r->port < 65535 && draw(2))
		r->port_to = (u16)(r->port + 1 + draw(65535U - r->port));
}

static void pattern(struct rule *r)
{
	r->pattern_len = (u8)(1 + draw(PROXZZZY_PATTERN_MAX));
	bytes(r->pattern, r->pattern_len);
	r->offset = draw(PROXZZZY_OFFSET_MAX + 1);
	if (draw(2))
		return;
	bytes(r->mask, r->pattern_len);
	r->mask[0] &= 0x7f; /* all ones is no mask */
	r->has_mask = true;
	for (u8 i = 0; i < r->pattern_len; i++)
		r->pattern[i] &= r->mask[i];
}

static void rule(struct rule *r)
{
	r->kind = value(names_kind);
	r->action = draw(2);
	ports(r);
	prefix(&r->from);
	prefix(&r->to);
	if (r->kind == PROXZZZY_KIND_BYTES)
		pattern(r);
	if (r->kind == PROXZZZY_KIND_MAGIC) {
		r->secret = draw(2) ? SECRET_KEPT : SECRET_NONE;
		r->anywhere = draw(2);
	}
	r->has_limit = draw(2);
	if (r->has_limit)
		r->limit = limit();
	label(r->label);
}

static void settings(struct config *cfg)
{
	cfg->has = draw(HAS_WAKE_LIMIT * 2);
	if (cfg->has & HAS_MAC) {
		cfg->own_mac = draw(2);
		if (!cfg->own_mac)
			bytes(cfg->mac, sizeof(cfg->mac));
		cfg->mac[0] &= 0xfe;
		cfg->mac[5] |= !cfg->own_mac;
	}
	if (cfg->has & HAS_S2IDLE)
		cfg->s2idle = value(names_s2idle);
	if (cfg->has & HAS_DEEP)
		cfg->deep = value(names_deep);
	if (cfg->has & HAS_PRIORITY)
		cfg->priority = draw(3) ? draw(8) : PROXZZZY_PRIORITY_NONE;
}

static void protocols(struct config *cfg)
{
	if (cfg->has & HAS_ARP_ENABLE)
		cfg->arp.enable = draw(2);
	if (cfg->has & HAS_ARP_CONFLICT)
		cfg->arp.conflict = value(names_conflict);
	if (cfg->has & HAS_ARP_ANNOUNCE)
		cfg->arp.announce = draw(3) ? 100 + draw(PROXZZZY_ANNOUNCE_MAX - 99) : 0;
	if (cfg->has & HAS_NDP_ENABLE)
		cfg->ndp.enable = draw(2);
	if (cfg->has & HAS_NDP_CONFLICT)
		cfg->ndp.conflict = value(names_ndp_conflict);
	if (cfg->has & HAS_NDP_ROUTER)
		cfg->ndp.router = draw(2);
	if (cfg->has & HAS_ECHO_ENABLE)
		cfg->echo.enable = draw(2);
	if (cfg->has & HAS_ECHO_LIMIT)
		cfg->echo.limit = limit();
	if (cfg->has & HAS_WAKE_LIMIT)
		cfg->wake.limit = limit();
}

static void data(struct value *v)
{
	const struct snmp_type *t = &snmp_types[draw(11)];
	u8 b[40];
	u16 len = 0;
	char word[32] = "1.3.128.16384.4294967295";

	v->type = t->tag;
	if (t->form == SNMP_FORM_TEXT || t->form == SNMP_FORM_HEX) {
		len = (u16)draw(sizeof(b));
		bytes(b, len);
	} else {
		if (t->form == SNMP_FORM_IP)
			snprintf(word, sizeof(word), "%u.0.2.%u", draw(256), draw(256));
		else if (t->form == SNMP_FORM_WIDE)
			snprintf(word, sizeof(word), "%llu", (u64)draw(1u << 31) << draw(34));
		else if (t->form == SNMP_FORM_UNSIGNED)
			snprintf(word, sizeof(word), "%u", draw(1u << 31) << draw(2) >> draw(31));
		else if (t->form == SNMP_FORM_SIGNED)
			snprintf(word, sizeof(word), "%d", (int)draw(1u << 31) >> draw(31));
		if (!snmp_value_parse(t, word, b, &len))
			abort();
	}
	if (!len)
		return;
	v->data_len = len;
	v->data = util_grow(NULL, 0, len);
	memcpy(v->data, b, len);
}

static void a_value(struct value *v, u32 last)
{
	v->oid.n = 3 + draw(126);
	v->oid.ids[0] = draw(3);
	v->oid.ids[1] = draw(v->oid.ids[0] < 2 ? 40 : 1000);
	for (u32 i = 2; i < v->oid.n; i++)
		v->oid.ids[i] = draw(1u << 31) >> draw(31);
	v->oid.ids[v->oid.n - 1] = last;
	data(v);
	v->access = value(names_access);
	v->object = draw(2) ? (u8)(2 + draw(v->oid.n - 1)) : 0;
	if (v->type == SNMP_TICKS && draw(2))
		v->age = PROXZZZY_AGE_COUNT;
	else if (draw(2))
		v->age = value(names_too_old);
	if (v->age > PROXZZZY_AGE_COUNT)
		v->max_age = 1 + draw(PROXZZZY_OID_AGE_MAX);
	if (v->age)
		v->taken = 1 + (u64)draw(1u << 31) * draw(1u << 31);
}

static void snmp(struct config *cfg)
{
	cfg->has |= draw(2) ? HAS_SNMP_ENABLE | HAS_SNMP_LIMIT : 0;
	cfg->has |= draw(2) ? HAS_SNMP_GETALL | HAS_SNMP_MESSAGE | HAS_SNMP_PORTS : 0;
	if (cfg->has & HAS_SNMP_ENABLE) {
		cfg->snmp.enable = draw(2);
		cfg->snmp.limit = limit();
	}
	if (cfg->has & HAS_SNMP_GETALL) {
		cfg->snmp.getall = draw(2);
		cfg->snmp.message = PROXZZZY_SNMP_MESSAGE_MIN + draw(1000);
		cfg->snmp.n_ports = 1 + draw(PROXZZZY_SNMP_PORT_MAX);
		for (u32 i = 0; i < cfg->snmp.n_ports; i++)
			cfg->snmp.ports[i] = 1 + draw(65535);
	}
	for (u32 n = draw(4); n; n--)
		a_value(config_add_value(cfg), n);
}

/* Of a value that is given, so many random bytes as it has, within what it may be */
static void dhcp_value_of(struct dhcp *d, const struct dhcp_row *row)
{
	u8 *to = dhcp_value(d, row);

	if (row->max) {
		u16 len = (u16)draw(row->max + 1U);

		*(u16 *)((char *)d + row->len_at) = len;
		bytes(to, len);
		return;
	}
	bytes(to, dhcp_size(d, row));
	if (row->form == DHCP_FORM_SWITCH)
		*(u32 *)to &= 1;
	if (row->form == DHCP_FORM_MAC)
		to[0] &= 0xfe;
	if (row->form == DHCP_FORM_TIME)
		*(u64 *)to >>= 6;
	if (row->form == DHCP_FORM_LEASE)
		*(u32 *)to |= 1;
}

static void dhcp(struct config *cfg)
{
	if (draw(4))
		return;
	for (const struct dhcp_row *row = dhcp_rows; row->part; row++) {
		if (draw(2))
			continue;
		cfg->has |= HAS_DHCP;
		cfg->dhcp.parts |= row->part;
		dhcp_value_of(&cfg->dhcp, row);
	}
}

static void lifetimes(struct change *c)
{
	if (draw(2)) {
		c->set.has |= HAS_LIFETIME_BEFORE;
		c->set.lifetime_before = draw(UINT32_MAX);
	}
	for (u32 n = draw(4); n; n--) {
		struct ip a = ip();
		struct lifetime *life;

		if (a.len != 16 || change_names_lifetime(c, &a))
			continue;
		life = config_add_lifetime(&c->set);
		life->ip = a;
		life->bits = (u8)draw(129);
		life->until = draw(3) ? draw(UINT32_MAX) * 1000000ULL : ~0ULL;
	}
}

static char *words(void)
{
	char s[1 + PROXZZZY_LABEL_MAX + 1] = "x";

	label(s + 1);
	return util_strndup(s, strlen(s));
}

static void auths(struct registration *r)
{
	for (r->n_auths = draw(PROXZZZY_SIP_AUTH_MAX + 1); r->n_auths; r->n_auths--)
		if (draw(2))
			break;
	for (size_t i = 0; i < r->n_auths; i++) {
		r->auths[i].realm = draw(3) ? words() : util_strndup("", 0);
		r->auths[i].user = words();
		r->auths[i].hash = value(names_hash);
		r->auths[i].secret = SECRET_KEPT;
	}
}

static void a_registration(struct registration *r, u32 port)
{
	r->local = ip();
	r->local_port = (u16)port;
	r->server = ip();
	r->port = (u16)(draw(2) * (1 + draw(65535)));
	r->transport = value(names_transport);
	if (r->transport)
		r->server.len = r->local.len;
	memset(r->server.b + r->server.len, 0, sizeof(r->server.b) - r->server.len);
	r->has_hop = !r->transport && draw(2);
	if (r->has_hop)
		r->hop[5] = 1;
	for (u32 t = 0; t < SIP_TEXTS; t++)
		if (t < SIP_FROM || draw(2))
			r->texts[t] = t == SIP_TO ? util_strndup("<sip:a@b>", 9) : words();
	r->cseq = draw(1u << 31) >> draw(31);
	r->expires = draw(2) * (1 + draw(PROXZZZY_SIP_TIME_MAX));
	r->interval = draw(2) * (1 + draw(PROXZZZY_SIP_TIME_MAX));
	r->granted = draw(2) * (1 + draw(PROXZZZY_SIP_TIME_MAX));
	r->since = draw(2) * (1 + (u64)draw(1u << 31) * draw(1u << 31));
	r->answer = draw(3) ? 400 + draw(300) : draw(2) * 180;
	r->anyone = !r->transport && draw(2);
	r->failure = value(names_failure);
	auths(r);
}

static void lists(struct change *c)
{
	u32 n = draw(8), id = 0;

	for (u32 i = 0; i < n; i++) {
		struct ip a = ip();

		if (!change_names_addr(c, &a))
			config_add_addr(&c->set, &a);
	}
	for (u32 port = draw(3); port; port--)
		a_registration(config_add_registration(&c->set), port);
	for (n = draw(8); n; n--) {
		struct rule *r = config_add_rule(&c->set);

		id += 1 + draw(PROXZZZY_RULE_ID_MAX / 8);
		r->id = id;
		rule(r);
	}
}

static struct bytes some_bytes(u32 max)
{
	struct bytes b = { .len = 1 + draw(max) };

	b.b = util_grow(NULL, 0, b.len);
	bytes(b.b, b.len);
	if (draw(8))
		return b;
	free(b.b);
	return (struct bytes){ .file = util_strndup("x \xc3\xa9#\"", 6) };
}

static void links(struct links *l)
{
	for (u32 n = draw(3); n; n--) {
		struct teredo *t = links_add_teredo(l);

		t->packet = some_bytes(draw(2) ? 60 : PROXZZZY_TEREDO_PACKET_MAX);
		bytes(t->via, sizeof(t->via));
		t->via[0] &= 0xfe;
		t->via[1] |= 1;
		t->from = draw(2) * (1 + draw(PROXZZZY_TEREDO_INTERVAL_MAX));
		t->to = t->from ? t->from + draw(PROXZZZY_TEREDO_INTERVAL_MAX + 1 - t->from) : 0;
		if (draw(2))
			t->address = (struct ip){ .len = 16, .b = { 0x20, 1, [15] = (u8)n } };
	}
	for (u32 n = draw(3); n; n--) {
		struct lldp *d = links_add_lldp(l);

		d->pdu = some_bytes(draw(2) ? 60 : PROXZZZY_LLDP_PDU_MAX);
		bytes(d->to, sizeof(d->to));
		d->to[0] |= 1;
		d->interval = draw(PROXZZZY_LLDP_INTERVAL_MAX + 1);
	}
}

static void fill(struct changes *all)
{
	static const char *const devs[] = { "eth0", "\"", "dev", "#1", "\xc3\xa9", "a\\" };
	u32 n = 1 + draw(3);

	for (u32 i = 0; i < n; i++) {
		struct change *c = changes_for(all, devs[draw(ARRAY_SIZE(devs))], 0);

		if (c->set.has)
			continue;
		settings(&c->set);
		protocols(&c->set);
		c->set.has |= HAS_DEEP; /* an interface without anything is not printed */
		links(&c->set.links);
		lists(c);
		dhcp(&c->set);
		lifetimes(c);
		snmp(&c->set);
	}
}

static bool one(void)
{
	struct changes a = { 0 }, b;
	char *first, *second;
	struct fault f;
	bool same;

	fill(&a);
	first = printed(&a);
	same = parse(first, &b, &f) && changes_equal(&a, &b);
	if (!same)
		printf("# %s\n", f.text);
	second = printed(&b);
	same &= !strcmp(first, second);
	free(first);
	free(second);
	changes_free(&a);
	changes_free(&b);
	return same;
}

/* A change of one byte of a printed file is refused, or gives another file; nothing else. */
static bool bent(void)
{
	struct changes a = { 0 }, b;
	char *text, *out;
	struct fault f;
	bool ok = true;

	fill(&a);
	text = printed(&a);
	text[draw((u32)strlen(text))] = (char)(1 + draw(127));
	if (parse(text, &b, &f)) {
		struct changes c;

		out = printed(&b);
		ok = parse(out, &c, &f) && changes_equal(&b, &c);
		changes_free(&c);
		free(out);
	} else {
		ok = f.line > 0 && *f.text;
	}
	free(text);
	changes_free(&a);
	changes_free(&b);
	return ok;
}

void random_run(void)
{
	u32 wrong = 0;

	state = 1;
	for (int i = 0; i < ROUNDS; i++)
		wrong += !one();
	result(!wrong, "2000 random configurations are printed, parsed and printed alike [C12]",
	       "some are not");
	wrong = 0;
	for (int i = 0; i < ROUNDS; i++)
		wrong += !bent();
	result(!wrong, "2000 bent files are refused with line and sentence, or hold together [C12]",
	       "some do not");
}
