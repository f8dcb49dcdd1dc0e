// SPDX-License-Identifier: GPL-2.0
/*
 * What this host's mDNS responder publishes, whichever it is: it is asked, as a
 * simple resolver asks (RFC 6762 6.7), by unicast to the host's own address, and
 * if that stays without an answer by multicast. Only answers that come from an
 * own address of the interface count; no other host can send those.
 */
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <sys/socket.h>
#include <unistd.h>

#include "sync_names.h"
#include "util.h"

#define PORT 5353
#define TYPES_MAX 256
#define INSTANCES_MAX 1024
#define SHARE 8 /* of the time that is left, to wait for one answer */
#define LEGACY_TTL_MAX 10 /* such answers have their TTL cut to this */

struct ask {
	struct sync *s;
	int fd;
	bool multicast;
	const struct ip *self;
	struct config found; /* its records */
	struct dname host;
	u64 until;
};

/* "" if it is not below. */
static struct dname local(const char *text)
{
	struct dname name;

	dns_name_parse(text, &name);
	return name;
}

static socklen_t address(struct sockaddr_storage *ss, const struct ask *a, const struct ip *ip,
			 u16 port)
{
	struct sockaddr_in6 *v6 = (struct sockaddr_in6 *)ss;
	struct sockaddr_in *v4 = (struct sockaddr_in *)ss;

	memset(ss, 0, sizeof(*ss));
	if (ip->len == 4) {
		v4->sin_family = AF_INET;
		v4->sin_port = htons(port);
		memcpy(&v4->sin_addr, ip->b, 4);
		return sizeof(*v4);
	}
	v6->sin6_family = AF_INET6;
	v6->sin6_port = htons(port);
	memcpy(&v6->sin6_addr, ip->b, 16);
	v6->sin6_scope_id = a->s->ifindex;
	return sizeof(*v6);
}

static bool open_socket(struct ask *a)
{
	struct ip_mreqn v4 = { .imr_ifindex = (int)a->s->ifindex };
	int v6 = (int)a->s->ifindex, ttl = 255;
	struct sockaddr_storage ss;
	socklen_t len = address(&ss, a, a->self, 0);

	a->fd = socket(ss.ss_family, SOCK_DGRAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
	if (a->fd < 0)
		return false;
	if (a->self->len == 4) {
		setsockopt(a->fd, IPPROTO_IP, IP_MULTICAST_IF, &v4, sizeof(v4));
		setsockopt(a->fd, IPPROTO_IP, IP_MULTICAST_TTL, &ttl, sizeof(ttl));
	} else {
		setsockopt(a->fd, IPPROTO_IPV6, IPV6_MULTICAST_IF, &v6, sizeof(v6));
		setsockopt(a->fd, IPPROTO_IPV6, IPV6_MULTICAST_HOPS, &ttl, sizeof(ttl));
	}
	return !bind(a->fd, (struct sockaddr *)&ss, len);
}

static bool send_to(const struct ask *a, const u8 *msg, size_t len)
{
	static const struct ip groups[] = { { 4, { 224, 0, 0, 251 } },
					    { 16, { 0xff, 2, [15] = 0xfb } } };
	const struct ip *to = a->multicast ? &groups[a->self->len == 16] : a->self;
	struct sockaddr_storage ss;
	socklen_t ss_len = address(&ss, a, to, PORT);

	return sendto(a->fd, msg, len, 0, (struct sockaddr *)&ss, ss_len) == (ssize_t)len;
}

static bool from_self(const struct ask *a, const struct sockaddr_storage *ss)
{
	const struct sockaddr_in6 *v6 = (const struct sockaddr_in6 *)ss;
	const struct sockaddr_in *v4 = (const struct sockaddr_in *)ss;
	struct ip ip = { .len = ss->ss_family == AF_INET ? 4 : 16 };

	memcpy(ip.b, ip.len == 4 ? (const void *)&v4->sin_addr : &v6->sin6_addr, ip.len);
	return ntohs(ip.len == 4 ? v4->sin_port : v6->sin6_port) == PORT && sync_is_own(a->s, &ip);
}

static void keep(const struct rr *rr, void *arg)
{
	struct ask *a = arg;

	if (a->found.n_rrs < PROXZZZY_RR_MAX)
		sync_add_record(&a->found, rr);
}

static bool receive(struct ask *a, u16 id)
{
	struct sockaddr_storage ss;
	socklen_t ss_len = sizeof(ss);
	u8 buf[SYNC_DNS_MAX];
	ssize_t len = recvfrom(a->fd, buf, sizeof(buf), 0, (struct sockaddr *)&ss, &ss_len);

	if (len < 12 || !from_self(a, &ss) || !sync_dns_answer(buf, (size_t)len, id, keep, a))
		return false;
	if (buf[2] & 2)
		sync_say(a->s, SYNC_MISSED, "mdns", "an answer was too long; some services");
	return true;
}

/* Waits for an answer, at most a share of the time that is left. */
static bool answer(struct ask *a, u16 id, int share)
{
	u64 now = sync_now();
	u64 until = now + (a->until > now ? (a->until - now) / (u64)share : 0);
	struct pollfd p = { .fd = a->fd, .events = POLLIN };

	while ((now = sync_now()) < until) {
		if (poll(&p, 1, (int)((until - now + 999999) / 1000000)) < 1)
			continue;
		if (receive(a, id))
			return true;
	}
	return false;
}

static bool question(struct ask *a, const struct dname *name, u16 type)
{
	u8 msg[12 + PROXZZZY_NAME_MAX + 4];
	u16 id = 0;
	size_t len;

	if (getrandom(&id, sizeof(id), GRND_NONBLOCK) != sizeof(id))
		id = (u16)sync_now();
	len = sync_dns_question(msg, id, name, type);
	return send_to(a, msg, len) && answer(a, id, SHARE);
}

/* The name that an address has: "1.2.0.192.in-addr.arpa" */
static struct dname reverse(const struct ip *ip)
{
	struct util_text t;
	struct dname name;

	util_text_open(&t);
	for (unsigned int i = ip->len; i-- > 0;) {
		if (ip->len == 4)
			fprintf(t.f, "%u.", ip->b[i]);
		else
			fprintf(t.f, "%x.%x.", ip->b[i] & 15U, ip->b[i] >> 4U);
	}
	fputs(ip->len == 4 ? "in-addr.arpa" : "ip6.arpa", t.f);
	util_text_close(&t);
	dns_name_parse(t.s, &name);
	free(t.s);
	return name;
}

static bool take_host(struct ask *a, const struct dname *of)
{
	const struct dname parent = local("local");

	for (size_t i = 0; i < a->found.n_rrs; i++) {
		const struct rr *rr = &a->found.rrs[i];

		if (rr->type == DNS_PTR && sync_dns_same(&rr->name, of) &&
		    sync_dns_name(rr->data, rr->data_len, &a->host) &&
		    sync_dns_below(&a->host, &parent))
			return true;
	}
	return false;
}

/* Who has this address? That also shows in which way there are answers. */
static bool find_host(struct ask *a)
{
	struct dname name = reverse(a->self);

	for (int i = 0; i < 2; i++) {
		a->multicast = i;
		if (question(a, &name, DNS_PTR) && take_host(a, &name))
			return true;
	}
	return false;
}

/* Asks for @type of each name that PTR records of @of point to. */
static void follow(struct ask *a, const struct dname *of, u16 type, size_t max,
		   void (*then)(struct ask *a, const struct dname *name))
{
	size_t n = 0;

	for (size_t i = 0; i < a->found.n_rrs && n < max; i++) {
		struct dname name, owner = a->found.rrs[i].name;

		if (a->found.rrs[i].type != DNS_PTR || !sync_dns_same(&owner, of) ||
		    !sync_dns_name(a->found.rrs[i].data, a->found.rrs[i].data_len, &name))
			continue;
		n++;
		question(a, &name, type);
		if (then)
			then(a, &name);
	}
}

static void instances(struct ask *a, const struct dname *type)
{
	follow(a, type, SYNC_DNS_ANY, INSTANCES_MAX, NULL);
}

static const struct rr *srv_of(const struct ask *a, const struct dname *name)
{
	for (size_t i = 0; i < a->found.n_rrs; i++)
		if (a->found.rrs[i].type == DNS_SRV &&
		    sync_dns_same(&a->found.rrs[i].name, name))
			return &a->found.rrs[i];
	return NULL;
}

/* Is the instance @name of this host, and not of one that it speaks for? */
static bool of_this_host(const struct ask *a, const struct dname *name)
{
	const struct rr *srv = srv_of(a, name);
	struct dname target;

	return srv && srv->data_len > 6 &&
	       sync_dns_name(srv->data + 6, srv->data_len - 6U, &target) &&
	       sync_dns_same(&target, &a->host);
}

/* Does any instance of the service type @name belong to this host? */
static bool type_of_this_host(const struct ask *a, const struct dname *name)
{
	for (size_t i = 0; i < a->found.n_rrs; i++) {
		const struct rr *rr = &a->found.rrs[i];
		struct dname to;

		if (rr->type == DNS_PTR && sync_dns_same(&rr->name, name) &&
		    sync_dns_name(rr->data, rr->data_len, &to) && of_this_host(a, &to))
			return true;
	}
	return false;
}

/* Is it one that the configuration has to have? */
static bool fit(const struct ask *a, const struct rr *rr)
{
	const struct dname parent = local("local"), all = local("_services._dns-sd._udp.local");
	struct dname to;

	if (!sync_dns_below(&rr->name, &parent) || rr->type >= 128 || rr->type == 41 ||
	    rr->type == 47)
		return false;
	if (sync_dns_same(&rr->name, &a->host)) /* the module makes the addresses */
		return rr->type != DNS_A && rr->type != DNS_AAAA;
	if (rr->type != DNS_PTR)
		return of_this_host(a, &rr->name);
	if (!sync_dns_name(rr->data, rr->data_len, &to))
		return false;
	return sync_dns_same(&rr->name, &all) ? type_of_this_host(a, &to) : of_this_host(a, &to);
}

static void take(struct ask *a)
{
	struct config *cfg = &a->s->config;
	size_t before = cfg->n_rrs, services = 0;
	char *host = dns_name_text(a->host.b, a->host.len);

	for (size_t i = 0; i < a->found.n_rrs && cfg->n_rrs < PROXZZZY_RR_MAX; i++) {
		struct rr rr = a->found.rrs[i];

		if (!fit(a, &rr))
			continue;
		if (rr.ttl <= LEGACY_TTL_MAX)
			rr.ttl = 0;
		rr.shared = rr.type == DNS_PTR;
		services += rr.type == DNS_SRV;
		sync_add_record(cfg, &rr);
	}
	cfg->has |= HAS_MDNS_ENABLE;
	cfg->mdns.enable = 1;
	if (!(cfg->has & HAS_MDNS_HOST))
		cfg->mdns.host = a->host;
	cfg->has |= HAS_MDNS_HOST;
	sync_say(a->s, SYNC_TOOK, "mdns", "%s with %zu services in %zu records, as answered by %s",
		 host, services, cfg->n_rrs - before, a->multicast ? "multicast" : "unicast");
	free(host);
}

static bool ask_at(struct ask *a)
{
	const struct dname all = local("_services._dns-sd._udp.local");

	if (!open_socket(a) || !find_host(a))
		return false;
	if (question(a, &all, DNS_PTR))
		follow(a, &all, DNS_PTR, TYPES_MAX, instances);
	question(a, &a->host, SYNC_DNS_ANY);
	take(a);
	return true;
}

bool sync_mdns_ask(struct sync *s)
{
	bool ok = false;

	for (u8 len = 4; len <= 16 && !ok; len += 12) {
		struct ask a = { .s = s, .fd = -1, .until = s->deadline };

		for (size_t i = 0; i < s->n_addrs && !a.self; i++)
			if (s->addrs[i].ip.len == len)
				a.self = &s->addrs[i].ip;
		ok = a.self && ask_at(&a);
		if (a.fd >= 0)
			close(a.fd);
		config_free(&a.found);
	}
	return ok;
}
