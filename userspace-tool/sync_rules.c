// SPDX-License-Identifier: GPL-2.0
/*
 * Wake rules out of sockets: a rule for each protocol and port that is open on
 * the interface, so that whoever tries closed ones does not wake the host.
 */
#include <net/if.h>
#include <stdlib.h>
#include <string.h>

#include "sync.h"
#include "util.h"

#define FIRST_ID 1000 /* those of the policy are below, and are tried first */
#define STEP 10
#define RUN_MIN 8 /* ports in a row that become one range: it costs as much as 8 rules' shapes */
#define RANGES_MAX 4

/*
 * Ports that never wake by themselves: what asks there is answered by the proxy or
 * is not worth it, talks to a client of this host, or talks all the time.
 */
static const struct {
	u32 kind;
	u16 port;
	const char *why;
} quiet[] = {
	{ PROXZZZY_KIND_TCP_SYN, 5355, "LLMNR is the proxy's" },
	{ PROXZZZY_KIND_UDP, 68, "DHCP answers a client" },
	{ PROXZZZY_KIND_UDP, 123, "NTP servers and clients talk all the time" },
	{ PROXZZZY_KIND_UDP, 137, "NetBIOS chatter" },
	{ PROXZZZY_KIND_UDP, 138, "NetBIOS chatter" },
	{ PROXZZZY_KIND_UDP, 161, "SNMP managers poll all the time" },
	{ PROXZZZY_KIND_UDP, 319, "PTP talks all the time" },
	{ PROXZZZY_KIND_UDP, 320, "PTP talks all the time" },
	{ PROXZZZY_KIND_UDP, 546, "DHCPv6 answers a client" },
	{ PROXZZZY_KIND_UDP, 1900, "SSDP chatter" },
	{ PROXZZZY_KIND_UDP, 3702, "WS-Discovery chatter" },
	{ PROXZZZY_KIND_UDP, 4789, "a tunnel carries everything" },
	{ PROXZZZY_KIND_UDP, 5353, "mDNS is the proxy's" },
	{ PROXZZZY_KIND_UDP, 5355, "LLMNR is the proxy's" },
	{ PROXZZZY_KIND_UDP, 6081, "a tunnel carries everything" },
	{ PROXZZZY_KIND_UDP, 8472, "a tunnel carries everything" },
};

/* A rule to be, and how it is told. */
struct open {
	u32 kind;
	u16 port;
	u8 family; /* 0: both, or 4 or 16 */
	struct ip to; /* len 0: any of the interface's */
	const char *owner;
};

struct opens {
	struct sync *s;
	struct open *v;
	size_t n;
	u16 ephemeral[2];
};

static const char *protocol(u32 kind)
{
	return kind == PROXZZZY_KIND_UDP ? "udp" : "tcp";
}

static bool policy_says(const struct sync *s, int what, u32 kind, u16 port)
{
	for (size_t i = 0; i < s->policy.n; i++)
		if ((int)s->policy.v[i].what == what &&
		    policy_matches(&s->policy.v[i], kind, port))
			return true;
	return false;
}

static bool multicast(const struct ip *ip)
{
	return ip->len == 4 ? (ip->b[0] & 0xf0) == 0xe0 || ip->b[0] == 0xff :
			      ip->len && ip->b[0] == 0xff;
}

static const char *quiet_port(const struct opens *o, const struct sync_socket *sk)
{
	for (size_t i = 0; i < ARRAY_SIZE(quiet); i++)
		if (quiet[i].kind == sk->kind && quiet[i].port == sk->port)
			return quiet[i].why;
	if (sk->kind == PROXZZZY_KIND_UDP && sk->port >= o->ephemeral[0] &&
	    sk->port <= o->ephemeral[1])
		return "a client's port";
	return NULL;
}

/* Why nobody who comes over this interface wakes the host for it; NULL: it does. */
static const char *unfit(const struct opens *o, const struct sync_socket *sk)
{
	const struct sync *s = o->s;

	if (sk->bound_dev && sk->bound_dev != s->ifindex && sk->bound_dev != s->master)
		return "bound to another interface";
	if (multicast(&sk->ip))
		return "multicast and broadcast do not wake";
	if (sk->ip.len && !sync_is_own(s, &sk->ip))
		return "not an address of this interface";
	if (policy_says(s, PORTS_EXCLUDE, sk->kind, sk->port))
		return "excluded by policy";
	if (policy_says(s, PORTS_INCLUDE, sk->kind, sk->port))
		return NULL;
	return quiet_port(o, sk);
}

static void add(struct opens *o, const struct sync_socket *sk, u8 family)
{
	struct open new = { sk->kind, sk->port, family, sk->ip, sk->owner };

	o->v = util_grow(o->v, o->n, sizeof(*o->v));
	o->v[o->n++] = new;
}

static void left(struct sync *s, const struct sync_socket *sk, const char *why)
{
	char buf[46], dev[IF_NAMESIZE] = "";

	if (sk->bound_dev && !if_indextoname(sk->bound_dev, dev))
		dev[0] = '\0';
	sync_say(s, SYNC_LEFT, protocol(sk->kind), "%u%s%s%s%s%s%s: %s", sk->port,
		 sk->ip.len ? " on " : "", sk->ip.len ? sync_ip_text(&sk->ip, buf) : "",
		 *dev ? " of " : "", dev, *sk->owner ? ", " : "", sk->owner, why);
}

static int in_order(const void *a, const void *b)
{
	const struct open *x = a, *y = b;

	if (x->kind != y->kind)
		return x->kind < y->kind ? -1 : 1;
	if (x->port != y->port)
		return x->port < y->port ? -1 : 1;
	if (x->to.len != y->to.len) /* any address before one */
		return x->to.len < y->to.len ? -1 : 1;
	if (x->family != y->family)
		return x->family < y->family ? -1 : 1;
	return memcmp(x->to.b, y->to.b, sizeof(x->to.b)) ?: strcmp(y->owner, x->owner);
}

/* Is all that @b opens open by @a? */
static bool covers(const struct open *a, const struct open *b)
{
	return a->kind == b->kind && a->port == b->port &&
	       (!a->family || a->family == b->family) &&
	       (!a->to.len || ip_equal(&a->to, &b->to));
}

/* IPv4 and IPv6 of a port become one, and what is covered goes. */
static void merge(struct opens *o)
{
	size_t kept = 0;

	if (o->n)
		qsort(o->v, o->n, sizeof(*o->v), in_order);
	for (size_t i = 0; i < o->n; i++) {
		struct open *last = kept ? &o->v[kept - 1] : NULL;
		bool covered = false;

		if (last && last->kind == o->v[i].kind && last->port == o->v[i].port &&
		    !last->to.len && !o->v[i].to.len && last->family == 4 &&
		    o->v[i].family == 16)
			last->family = 0;
		for (size_t j = kept; j-- > 0 && o->v[j].port == o->v[i].port && !covered;)
			covered = covers(&o->v[j], &o->v[i]);
		if (!covered)
			o->v[kept++] = o->v[i];
	}
	o->n = kept;
}

struct out {
	struct sync *s;
	struct rule *v;
	size_t n;
};

static struct rule *out(struct out *to, const struct open *op)
{
	const struct policy *p = &to->s->policy;
	struct rule *r;

	to->v = util_grow(to->v, to->n, sizeof(*to->v));
	r = &to->v[to->n++];
	r->kind = op->kind;
	r->port = op->port;
	snprintf(r->label, sizeof(r->label), "%s", op->owner);
	if (op->to.len)
		r->to = (struct prefix){ op->to, (u8)(op->to.len * 8) };
	else if (op->family)
		r->from = (struct prefix){ { .len = op->family }, 0 };
	for (size_t i = 0; i < p->n; i++) { /* the last that matches counts */
		if (p->v[i].what != PORTS_LIMIT || !policy_matches(&p->v[i], op->kind, op->port))
			continue;
		r->has_limit = true;
		r->limit = p->v[i].limit;
	}
	return r;
}

/* A rule for each prefix that the policy lets in, else one for all. */
static void narrow(struct out *to, const struct open *op)
{
	const struct policy *p = &to->s->policy;
	bool narrowed = false;

	for (size_t i = 0; i < p->n; i++) {
		if (p->v[i].what != PORTS_FROM || !policy_matches(&p->v[i], op->kind, op->port))
			continue;
		narrowed = true;
		if (!op->family || op->family == p->v[i].from.ip.len)
			out(to, op)->from = p->v[i].from;
	}
	if (!narrowed)
		out(to, op);
}

static bool same_prefix(const struct prefix *a, const struct prefix *b)
{
	return a->bits == b->bits && ip_equal(&a->ip, &b->ip);
}

/* Is @b the rule @a, for a port that is @distance further? */
static bool next_port(const struct rule *a, const struct rule *b, unsigned int distance)
{
	return b->kind == a->kind && b->port == a->port + distance &&
	       same_prefix(&a->from, &b->from) && same_prefix(&a->to, &b->to) &&
	       a->has_limit == b->has_limit && a->limit.rate == b->limit.rate &&
	       a->limit.unit == b->limit.unit && a->limit.burst == b->limit.burst &&
	       !strcmp(a->label, b->label);
}

static size_t run_at(const struct out *o, size_t i)
{
	size_t n = 1;

	while (i + n < o->n && next_port(&o->v[i], &o->v[i + n], (unsigned int)n))
		n++;
	return n;
}

static void ranges(struct out *o)
{
	size_t kept = 0, n, made = 0;

	for (size_t i = 0; i < o->n; i += n) {
		struct rule r = o->v[i];

		n = run_at(o, i);
		if (n < RUN_MIN || made == RANGES_MAX)
			n = 1;
		made += n > 1;
		if (n > 1)
			r.port_to = (u16)(r.port + n - 1);
		o->v[kept++] = r;
	}
	o->n = kept;
}

static void tell(struct sync *s, const struct rule *r)
{
	char range[8] = "", from[46] = "", to[46] = "", bits[8] = "";

	if (r->port_to)
		snprintf(range, sizeof(range), "-%u", r->port_to);
	if (r->from.bits) {
		sync_ip_text(&r->from.ip, from);
		snprintf(bits, sizeof(bits), "/%u", r->from.bits);
	}
	if (r->to.ip.len)
		sync_ip_text(&r->to.ip, to);
	sync_say(s, SYNC_TOOK, protocol(r->kind), "%u%s%s%s%s%s%s%s%s%s", r->port, range,
		 *to ? " on " : "", to,
		 r->from.ip.len && !*from ? (r->from.ip.len == 4 ? " over IPv4" : " over IPv6") : "",
		 *from ? " from " : "", from, bits, *r->label ? ": " : "", r->label);
}

static void emit(struct sync *s, const struct out *o)
{
	u32 id = FIRST_ID;
	size_t i;

	for (i = 0; i < o->n && s->config.n_rules < PROXZZZY_RULE_MAX; i++, id += STEP) {
		struct rule *to;

		while (config_find_rule(&s->config, id))
			id += STEP;
		tell(s, &o->v[i]);
		to = config_add_rule(&s->config);
		*to = o->v[i];
		to->id = id;
	}
	if (i < o->n)
		sync_say(s, SYNC_MISSED, "rules", "%zu of them: a proxy has at most %d", o->n - i,
			 PROXZZZY_RULE_MAX);
}

static void ephemeral_ports(struct opens *o)
{
	size_t len;
	char *text = sync_read_file("/proc/sys/net/ipv4/ip_local_port_range", 64, &len);

	if (!text || sscanf(text, "%hu %hu", &o->ephemeral[0], &o->ephemeral[1]) != 2) {
		o->ephemeral[0] = 32768;
		o->ephemeral[1] = 60999;
	}
	free(text);
}

/* Work: each socket once; then n log n of those that are open, n a few. */
void sync_rules(struct sync *s)
{
	struct opens o = { .s = s };
	struct out to = { .s = s };

	if (s->policy.without & POLICY_RULES) {
		sync_say(s, SYNC_LEFT, "rules", "all of sockets: %s", s->policy.path);
		return;
	}
	ephemeral_ports(&o);
	for (size_t i = 0; i < s->n_sockets; i++) {
		const struct sync_socket *sk = &s->sockets[i];
		const char *why = unfit(&o, sk);

		if (why) {
			left(s, sk, why);
			continue;
		}
		if (sk->v4)
			add(&o, sk, 4);
		if (sk->v6)
			add(&o, sk, 16);
	}
	merge(&o);
	for (size_t i = 0; i < o.n; i++)
		narrow(&to, &o.v[i]);
	ranges(&to);
	emit(s, &to);
	free(to.v);
	free(o.v);
}
