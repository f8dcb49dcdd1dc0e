// SPDX-License-Identifier: GPL-2.0
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "sync.h"
#include "util.h"

void sync_say(struct sync *s, enum sync_verdict verdict, const char *topic, const char *fmt, ...)
{
	struct util_text t;
	va_list ap;

	util_text_open(&t);
	va_start(ap, fmt);
	vfprintf(t.f, fmt, ap);
	va_end(ap);
	util_text_close(&t);
	s->notes = util_grow(s->notes, s->n_notes, sizeof(*s->notes));
	s->notes[s->n_notes++] = (struct sync_note){ verdict, topic, t.s };
}

u64 sync_now(void)
{
	struct timespec ts = { 0 };

	clock_gettime(CLOCK_MONOTONIC, &ts);
	return (u64)ts.tv_sec * 1000000000 + (u64)ts.tv_nsec;
}

int sync_left_ms(const struct sync *s)
{
	u64 now = sync_now();

	return now < s->deadline ? (int)((s->deadline - now + 999999) / 1000000) : 0;
}

bool sync_is_own(const struct sync *s, const struct ip *ip)
{
	for (size_t i = 0; i < s->n_addrs; i++)
		if (ip_equal(&s->addrs[i].ip, ip))
			return true;
	return false;
}

const char *sync_ip_text(const struct ip *ip, char buf[46])
{
	buf[0] = '\0';
	inet_ntop(ip->len == 16 ? AF_INET6 : AF_INET, ip->b, buf, 46);
	return buf;
}

static char *read_all(int fd, size_t max, size_t *len)
{
	char *buf = malloc(max + 1);
	ssize_t got = 1;

	*len = 0;
	while (buf && *len < max && got > 0) {
		got = read(fd, buf + *len, max - *len);
		if (got > 0)
			*len += (size_t)got;
	}
	if (buf && (got < 0 || (*len == max && read(fd, buf, 1) == 1))) {
		util_free(buf, max + 1, 1);
		return NULL;
	}
	if (buf)
		buf[*len] = '\0';
	return buf;
}

char *sync_read_file(const char *path, size_t max, size_t *len)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
	char *text = NULL;
	struct stat st;

	*len = 0;
	if (fd < 0)
		return NULL;
	if (!fstat(fd, &st) && S_ISREG(st.st_mode))
		text = read_all(fd, max, len);
	close(fd);
	return text;
}

char *sync_read(const struct sync *s, const char *path, size_t max, size_t *len)
{
	char full[PATH_MAX];

	*len = 0;
	if (snprintf(full, sizeof(full), "%s%s", s->root, path) >= (int)sizeof(full))
		return NULL;
	return sync_read_file(full, max, len);
}

/* What the policy says goes first; what is found adds to it. */
static void begin(struct sync *s)
{
	if (!s->policy.changes.n)
		return;
	s->config = s->policy.changes.v[0].set;
	memset(&s->policy.changes.v[0].set, 0, sizeof(s->config));
}

static bool deleted(const struct address *v, size_t n, const struct ip *ip)
{
	for (size_t i = 0; i < n; i++)
		if (ip_equal(&v[i].ip, ip))
			return true;
	return false;
}

static size_t without(struct address *v, size_t n, const struct address *del, size_t n_del)
{
	size_t kept = 0;

	for (size_t i = 0; i < n; i++)
		if (!deleted(del, n_del, &v[i].ip))
			v[kept++] = v[i];
	return kept;
}

static bool same_record(const struct rr *del, const struct rr *rr)
{
	return del->name.len == rr->name.len && !memcmp(del->name.b, rr->name.b, rr->name.len) &&
	       (!del->type || del->type == rr->type) &&
	       (!del->data || (del->data_len == rr->data_len &&
			       !memcmp(del->data, rr->data, rr->data_len)));
}

static void without_record(struct config *cfg, const struct rr *del)
{
	size_t kept = 0;

	for (size_t i = 0; i < cfg->n_rrs; i++) {
		if (same_record(del, &cfg->rrs[i]))
			free(cfg->rrs[i].data);
		else
			cfg->rrs[kept++] = cfg->rrs[i];
	}
	cfg->n_rrs = kept;
}

static void without_value(struct config *cfg, const struct oid *del)
{
	size_t kept = 0;

	for (size_t i = 0; i < cfg->n_values; i++) {
		if (oid_below(&cfg->values[i].oid, del))
			free(cfg->values[i].data);
		else
			cfg->values[kept++] = cfg->values[i];
	}
	cfg->n_values = kept;
}

/* What the policy deletes is not proxied, wherever it was found. */
static void end(struct sync *s)
{
	struct config *cfg = &s->config;
	const struct change *ch = s->policy.changes.v;

	if (!s->policy.changes.n)
		return;
	cfg->n_addrs = without(cfg->addrs, cfg->n_addrs, ch->del_addrs, ch->n_del_addrs);
	cfg->n_groups = without(cfg->groups, cfg->n_groups, ch->del_groups, ch->n_del_groups);
	for (size_t i = 0; i < ch->n_del_rrs; i++)
		without_record(cfg, &ch->del_rrs[i]);
	for (size_t i = 0; i < ch->n_del_values; i++)
		without_value(cfg, &ch->del_values[i].oid);
	if (change_deletes(ch))
		sync_say(s, SYNC_LEFT, "policy", "what %s deletes", s->policy.path);
}

bool sync_is_proxied(const struct sync *s, const struct ip *ip)
{
	const struct change *ch = s->policy.changes.v;

	return config_find_addr(&s->config, ip) &&
	       !(s->policy.changes.n && deleted(ch->del_addrs, ch->n_del_addrs, ip));
}

bool sync_collect(struct sync *s)
{
	bool ok;

	begin(s);
	sync_snmp_begin(s);
	ok = sync_link(s) && sync_sockets(s);
	if (!ok)
		return false;
	sync_sysctls(s);
	sync_groups(s);
	sync_sip(s);
	sync_owners(s);
	sync_rules(s);
	sync_lease(s);
	sync_dhcp(s);
	sync_lifetimes(s);
	sync_names(s);
	sync_snmp(s);
	end(s);
	return true;
}

void sync_free(struct sync *s)
{
	sync_snmp_end(s);
	for (size_t i = 0; i < s->n_notes; i++)
		free(s->notes[i].text);
	free(s->notes);
	free(s->addrs);
	free(s->sockets);
	free(s->connections);
	config_free(&s->config);
	policy_free(&s->policy);
}
