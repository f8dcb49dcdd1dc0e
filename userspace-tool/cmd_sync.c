// SPDX-License-Identifier: GPL-2.0
/* What the host is now, put in force. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "cmd.h"
#include "grammar.h"
#include "grammar_links.h"
#include "print_json.h"
#include "secrets.h"
#include "stage.h"
#include "sync.h"
#include "util.h"

#define TIME_DEFAULT 1.5 /* seconds: a suspend waits for it */
#define TIME_MAX 60
#define POLICY_SIZE_MAX (1024 << 10)

static const char *const verdicts[] = {
	[SYNC_TOOK] = "took",
	[SYNC_LEFT] = "left",
	[SYNC_MISSED] = "missed",
};

static int take_time(const char *text, u64 *ns)
{
	double seconds = TIME_DEFAULT;
	char *end = NULL;

	if (text) {
		seconds = strtod(text, &end);
		if (*text < '0' || *text > '9' || *end || !(seconds >= 0.1 && seconds <= TIME_MAX))
			return cmd_error(EXIT_USAGE, "--time: expected 0.1 to %d seconds, not %s",
					 TIME_MAX, text);
	}
	*ns = (u64)(seconds * 1e9);
	return EXIT_OK;
}

/* /etc/proxzzzy/DEV.conf, else default.conf there, else none. */
static int read_policy(struct sync *s)
{
	const char *const names[] = { s->dev, "default" };
	struct policy *p = &s->policy;
	struct fault f = { 0 };
	char *text = NULL;
	size_t len;
	int status = EXIT_OK;

	for (size_t i = 0; i < ARRAY_SIZE(names) && !text; i++) {
		snprintf(p->path, sizeof(p->path), "/etc/proxzzzy/%s.conf", names[i]);
		errno = 0;
		text = sync_read(s, p->path, POLICY_SIZE_MAX, &len);
		if (!text && errno != ENOENT)
			return cmd_error(EXIT_REFUSED, "%s: %s", p->path,
					 errno ? strerror(errno) : "not a file of at most 1 MiB");
	}
	if (!text)
		p->path[0] = '\0';
	else if (!policy_parse(p, s->dev, text, len, &f))
		status = cmd_fault(p->path, &f);
	else if ((p->changes.n && (!secrets_read(&p->changes.v[0], s->root, &f) ||
				   !links_read(&p->changes.v[0], s->root, &f))) ||
		 !secrets_read_one(&p->snmp.community, s->root, &f))
		status = cmd_error(EXIT_REFUSED, "%s", f.text);
	util_free(text, text ? len : 0, 1);
	return status;
}

static void put_text(const struct tool *t, const struct sync *s)
{
	const char *mark = t->check ? "# " : "";

	for (size_t i = 0; i < s->n_notes; i++) {
		printf("%s%-6s %-8s ", mark, verdicts[s->notes[i].verdict], s->notes[i].topic);
		util_put_plain(stdout, s->notes[i].text);
		putchar('\n');
	}
	if (t->check)
		grammar_print(stdout, s->dev, &s->config);
}

static json_t *address(const struct ip *ip)
{
	char buf[46];

	return ip->len ? json_text(sync_ip_text(ip, buf)) : json_null();
}

static json_t *seconds(u64 n)
{
	return n ? json_number(n) : json_null();
}

static json_t *lease(const struct sync_lease *l)
{
	json_t *o;

	if (!l->client)
		return json_null();
	o = json_object();
	json_put(o, "client", json_text(l->client));
	json_put(o, "address", address(&l->address));
	json_put(o, "mask", address(&l->mask));
	json_put(o, "gateway", address(&l->gateway));
	json_put(o, "server", address(&l->server));
	json_put(o, "lease_s", seconds(l->lease_s));
	json_put(o, "t1_s", seconds(l->t1_s));
	json_put(o, "t2_s", seconds(l->t2_s));
	json_put(o, "expiry", seconds(l->expiry));
	json_put(o, "client_id", l->client_id_len ? json_hex(l->client_id, l->client_id_len) :
						    json_null());
	return o;
}

static void put_json(const struct tool *t, const struct sync *s)
{
	struct proxy p = { .ifindex = s->ifindex, .config = s->config };
	json_t *o = json_object(), *all = json_array(), *gateways = json_array();

	snprintf(p.dev, sizeof(p.dev), "%s", s->dev);
	for (size_t i = 0; i < s->n_notes; i++) {
		json_t *one = json_object();

		json_put(one, "verdict", json_text(verdicts[s->notes[i].verdict]));
		json_put(one, "topic", json_text(s->notes[i].topic));
		json_put(one, "text", json_text(s->notes[i].text));
		json_array_append_new(all, one);
	}
	for (size_t i = 0; i < ARRAY_SIZE(s->gateways); i++)
		if (s->gateways[i].len)
			json_array_append_new(gateways, address(&s->gateways[i]));
	json_put(o, "dev", json_text(s->dev));
	json_put(o, "committed", json_boolean(!t->check));
	json_put(o, "policy", *s->policy.path ? json_text(s->policy.path) : json_null());
	json_put(o, "notes", all);
	json_put(o, "gateways", gateways);
	json_put(o, "lease", lease(&s->lease));
	json_put(o, "config", json_config(&p));
	json_dumpf(o, stdout, JSON_INDENT(2));
	putchar('\n');
	json_decref(o);
}

static int put_in_force(struct tool *t, const struct sync *s)
{
	struct change ch = { .set = s->config };

	snprintf(ch.dev, sizeof(ch.dev), "%s", s->dev);
	if (stage_fill(t->nl, s->ifindex, &ch, STAGE_FROM_EMPTY) ||
	    stage_commit(t->nl, s->ifindex, &ch, STAGE_FROM_EMPTY))
		return cmd_refused(t);
	return EXIT_OK;
}

static int not_found(const struct sync *s)
{
	for (size_t i = 0; i < s->n_notes; i++)
		if (s->notes[i].verdict == SYNC_MISSED)
			cmd_error(EXIT_REFUSED, "%s: %s", s->notes[i].topic, s->notes[i].text);
	return cmd_error(EXIT_REFUSED, "%s: what is in force stays as it is", s->dev);
}

/* What the last sleep has made of the lease; nothing, if there is no proxy yet. */
static int ask_lease(struct tool *t, struct sync *s)
{
	struct statuses all = { 0 };
	int status = cmd_open(t);

	if (status)
		return status;
	if (!nl_status_get(t->nl, s->ifindex, &all) && all.n == 1)
		s->proxied = all.v[0].lease;
	statuses_free(&all);
	return EXIT_OK;
}

static int run(struct tool *t, struct sync *s)
{
	int status = read_policy(s);

	if (!status && !t->check)
		status = ask_lease(t, s);
	if (status)
		return status;
	if (!sync_collect(s))
		return not_found(s);
	if (!t->check)
		status = put_in_force(t, s);
	if (status)
		return status;
	if (t->face == &print_json)
		put_json(t, s);
	else
		put_text(t, s);
	return EXIT_OK;
}

int cmd_sync(struct tool *t, int n, char **v)
{
	struct sync s = { .root = t->root ? t->root : "" };
	u64 bound = 0;
	int status = cmd_dev(n, v, false, &s.dev);

	if (!status)
		status = take_time(t->time, &bound);
	if (!status)
		status = cmd_ifindex(s.dev, &s.ifindex);
	if (status)
		return status;
	s.deadline = sync_now() + bound;
	status = run(t, &s);
	sync_free(&s);
	return status;
}
