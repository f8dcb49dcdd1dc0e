// SPDX-License-Identifier: GPL-2.0
#include <string.h>

#include "decode.h"
#include "grammar.h"
#include "grammar_dhcp.h"
#include "grammar_links.h"
#include "grammar_names.h"
#include "grammar_sip.h"
#include "grammar_snmp.h"
#include "names.h"
#include "print.h"
#include "util.h"

#define FIELD "    %-12s"

static void put_seconds(FILE *f, u64 ns)
{
	fprintf(f, "%llu.%03u s", ns / 1000000000, (unsigned int)(ns % 1000000000 / 1000000));
}

static void caps(FILE *f, const struct caps *c)
{
	fputs("module ", f);
	util_put_plain(f, c->version);
	fputs("\nprotocols\n", f);
	for (size_t i = 0; i < c->n_rooms; i++) {
		fprintf(f, FIELD, c->rooms[i].name);
		util_put_plain(f, c->rooms[i].clauses);
		fputc('\n', f);
	}
	fputs("limits\n", f);
	for (size_t i = 0; i < c->n_limits; i++)
		fprintf(f, "    %-20s%u\n", c->limits[i].name, c->limits[i].value);
}

static void put_dev(FILE *f, const char *dev)
{
	util_put_plain(f, dev);
	fputc('\n', f);
}

static void put_addrs(FILE *f, const struct config *cfg)
{
	for (size_t i = 0; i < cfg->n_addrs; i++) {
		fprintf(f, FIELD " ", "addr");
		grammar_put_ip(f, &cfg->addrs[i].ip);
		fputc('\n', f);
	}
}

static void put_names(FILE *f, const struct config *cfg)
{
	for (size_t i = 0; i < cfg->n_groups; i++) {
		fprintf(f, FIELD " ", "group");
		grammar_put_ip(f, &cfg->groups[i].ip);
		fputc('\n', f);
	}
	for (size_t i = 0; i < cfg->n_rrs; i++) {
		fprintf(f, FIELD " ", "record");
		grammar_put_record(f, &cfg->rrs[i]);
		fputc('\n', f);
	}
}

static void put_snmp(FILE *f, const struct config *cfg)
{
	for (size_t i = 0; i < cfg->n_communities; i++) {
		fprintf(f, FIELD " (its name is not told)", "community");
		grammar_put_community(f, &cfg->communities[i]);
		fputc('\n', f);
	}
	for (size_t i = 0; i < cfg->n_values; i++) {
		fprintf(f, FIELD " ", "oid");
		grammar_put_value(f, &cfg->values[i]);
		fputc('\n', f);
	}
}

static void put_links(FILE *f, const struct links *l)
{
	for (size_t i = 0; i < l->n_teredos; i++) {
		fprintf(f, FIELD " ", "teredo");
		grammar_put_teredo(f, &l->teredos[i]);
		fputc('\n', f);
	}
	for (size_t i = 0; i < l->n_lldps; i++) {
		fprintf(f, FIELD " ", "lldp");
		grammar_put_lldp(f, &l->lldps[i]);
		fputc('\n', f);
	}
}

static void put_lifetimes(FILE *f, const struct config *cfg)
{
	for (size_t i = 0; i < cfg->n_lifetimes; i++) {
		fprintf(f, FIELD " ", "lifetime");
		grammar_put_lifetime(f, &cfg->lifetimes[i]);
		fputc('\n', f);
	}
}

static void put_sip(FILE *f, const struct config *cfg)
{
	for (size_t i = 0; i < cfg->n_dns; i++) {
		fprintf(f, FIELD " ", "dns");
		grammar_put_ip(f, &cfg->dns[i].ip);
		fputc('\n', f);
	}
	for (size_t i = 0; i < cfg->n_registrations; i++) {
		fprintf(f, FIELD " ", "sip");
		grammar_put_sip(f, &cfg->registrations[i], true);
		fputc('\n', f);
	}
}

static void put_rules(FILE *f, const struct config *cfg)
{
	for (size_t i = 0; i < cfg->n_rules; i++) {
		const struct rule *r = &cfg->rules[i];

		fprintf(f, "    rule %-7u ", r->id);
		if (r->action == PROXZZZY_ACTION_IGNORE)
			fputs("ignore ", f);
		grammar_put_rule(f, r);
		fputc('\n', f);
	}
}

static void configs(FILE *f, const struct proxies *p)
{
	for (size_t i = 0; i < p->n; i++) {
		const struct config *cfg = &p->v[i].config;

		put_dev(f, p->v[i].dev);
		for (const struct grammar_piece *s = grammar_pieces; s->word; s++) {
			if (!(cfg->has & s->has))
				continue;
			fprintf(f, FIELD, s->word);
			s->put(f, cfg);
			fputc('\n', f);
		}
		put_addrs(f, cfg);
		put_names(f, cfg);
		put_lifetimes(f, cfg);
		put_snmp(f, cfg);
		put_links(f, &cfg->links);
		put_sip(f, cfg);
		put_rules(f, cfg);
	}
}

static void put_phase(FILE *f, const struct status *s)
{
	fprintf(f, FIELD "%s", "phase", names_word(names_phase, s->phase));
	if (s->starter != PROXZZZY_STARTER_NONE)
		fprintf(f, ", started by %s", names_word(names_starter, s->starter));
	fputs(s->carrier ? "" : ", no carrier", f);
	fputs(s->tick_kept ? ", timers kept\n" : "\n", f);
	if (!s->n_held)
		return;
	fprintf(f, FIELD, "held awake");
	for (size_t i = 0; i < s->n_held; i++) {
		fputs(i ? ", " : "", f);
		util_put_plain(f, s->held[i]);
	}
	fputc('\n', f);
}

static void put_lease(FILE *f, const struct lease *l)
{
	if (!l->known)
		return;
	fprintf(f, FIELD "%u.%u.%u.%u from %u.%u.%u.%u, %s, renewed %u times, ", "lease",
		l->address[0], l->address[1], l->address[2], l->address[3], l->server[0],
		l->server[1], l->server[2], l->server[3], names_word(names_lease, l->phase),
		l->renewals);
	if (l->expiry_ns == ~0ULL) {
		fputs("for ever\n", f);
		return;
	}
	fputs("until ", f);
	util_put_time(f, util_boot_to_real(l->expiry_ns));
	fputc('\n', f);
}

static void put_registered(FILE *f, const struct registered *r)
{
	fprintf(f, FIELD, "sip");
	grammar_put_ip(f, &r->local);
	fprintf(f, " port %u over %s, cseq %u", r->port,
		names_word(names_transport, r->transport), r->cseq);
	if (r->answer)
		fprintf(f, ", answered %u", r->answer);
	fputs(r->failed ? ", failed; until " : ", until ", f);
	util_put_time(f, util_boot_to_real(r->expiry_ns));
	fputc('\n', f);
}

static void statuses(FILE *f, const struct statuses *all)
{
	for (size_t i = 0; i < all->n; i++) {
		const struct status *s = &all->v[i];

		put_dev(f, s->dev);
		put_phase(f, s);
		fprintf(f, FIELD "%llu proxied, %llu not; proxied for ", "sleeps", s->sleeps,
			s->unproxied);
		put_seconds(f, s->proxied_ns);
		fprintf(f, "\n" FIELD "%llu seen, %llu sent\n", "frames", s->frames, s->replies);
		fprintf(f, FIELD "%llu, and %llu that a limit prevented\n", "wakes", s->wakes,
			s->suppressed);
		fprintf(f, FIELD "%u\n", "generation", s->generation);
		put_lease(f, &s->lease);
		for (size_t j = 0; j < s->n_registered; j++)
			put_registered(f, &s->registered[j]);
		if (!*s->error)
			continue;
		fprintf(f, FIELD, "last error");
		util_put_time(f, util_boot_to_real(s->error_ns));
		fputc(' ', f);
		util_put_plain(f, s->error);
		fputc('\n', f);
	}
}

static void rule_counters(FILE *f, const struct stats *s, bool all)
{
	bool head = false;

	for (size_t i = 0; i < s->n_rules; i++) {
		const struct rule_counter *c = &s->rules[i];

		if (!all && !c->matched)
			continue;
		if (!head)
			fprintf(f, "    %-10s %12s %12s %12s  %s\n", "rule", "matched", "woken",
				"suppressed", "label");
		head = true;
		fprintf(f, "    %-10u %12llu %12llu %12llu", c->id, c->matched, c->woken,
			c->suppressed);
		if (*c->label) {
			fputs("  ", f);
			util_put_quoted(f, c->label);
		}
		fputc('\n', f);
	}
}

static void stats(FILE *f, const struct proxies *p, bool all)
{
	for (size_t i = 0; i < p->n; i++) {
		const struct stats *s = &p->v[i].stats;

		put_dev(f, p->v[i].dev);
		for (size_t j = 0; j < s->n_counters; j++)
			if (all || s->counters[j].count)
				fprintf(f, "    %-10s %-32s %12llu\n", s->counters[j].room,
					s->counters[j].reason, s->counters[j].count);
		rule_counters(f, s, all);
	}
}

void print_verdict(FILE *f, const struct wake *w)
{
	u64 ns;

	if (w->rule)
		fprintf(f, "rule %u ", w->rule);
	if (*w->label) {
		util_put_quoted(f, w->label);
		fputc(' ', f);
	}
	util_put_plain(f, w->room);
	fputc(' ', f);
	util_put_plain(f, w->reason);
	if (!wake_latency(w, &ns))
		return;
	if (!ns) {
		fputs(", user space was running", f); /* started by command */
		return;
	}
	fputs(", user space after ", f);
	put_seconds(f, ns);
}

static void put_hex_dump(FILE *f, const u8 *b, size_t len)
{
	for (size_t at = 0; at < len; at += 16) {
		fprintf(f, "    %04zx ", at);
		for (size_t i = at; i < at + 16; i++)
			i < len ? fprintf(f, " %02x", b[i]) : fputs("   ", f);
		fputs("  ", f);
		for (size_t i = at; i < at + 16 && i < len; i++)
			fputc(b[i] >= ' ' && b[i] <= '~' ? b[i] : '.', f);
		fputc('\n', f);
	}
}

static void put_frame(FILE *f, const struct wake *w)
{
	if (!w->captured)
		return;
	fputs(": ", f);
	decode_frame(f, w->frame, w->captured);
}

static void wakes(FILE *f, const struct proxies *p, bool hex)
{
	for (size_t i = 0; i < p->n; i++) {
		for (size_t j = 0; j < p->v[i].wakes.n; j++) {
			const struct wake *w = &p->v[i].wakes.v[j];

			util_put_time(f, w->real_ns);
			fputc(' ', f);
			util_put_plain(f, p->v[i].dev);
			fprintf(f, " #%llu ", w->seq);
			print_verdict(f, w);
			put_frame(f, w);
			fputc('\n', f);
			if (hex)
				put_hex_dump(f, w->frame, w->captured);
		}
	}
}

static void event(FILE *f, const struct event *ev)
{
	util_put_time(f, util_boot_to_real(ev->boot_ns));
	fputc(' ', f);
	util_put_plain(f, ev->dev);
	fprintf(f, " %s: ", names_word(names_event, ev->type));
	if (ev->has_wake) { /* which says more than the text */
		print_verdict(f, &ev->wake);
		put_frame(f, &ev->wake);
	} else {
		util_put_plain(f, ev->text);
	}
	fputc('\n', f);
}

const struct face print_text = {
	.caps = caps,
	.configs = configs,
	.statuses = statuses,
	.stats = stats,
	.wakes = wakes,
	.event = event,
};
