// SPDX-License-Identifier: GPL-2.0
#include <arpa/inet.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "sync_lease.h"
#include "util.h"

/* Up to the first blank; what is no address leaves none. */
static struct ip to_ip(const char *s)
{
	struct ip ip = { .len = 4 };
	char word[16];
	size_t n = strcspn(s, " ,;");

	if (n >= sizeof(word))
		return (struct ip){ 0 };
	memcpy(word, s, n);
	word[n] = '\0';
	return inet_pton(AF_INET, word, ip.b) == 1 ? ip : (struct ip){ 0 };
}

/* Addresses, as an option that has them one behind the other; not if one is none. */
static void add_ips(struct sync_lease *l, u8 code, const char *s)
{
	u8 *to = l->ack + l->ack_len, n = 0;

	while (*s && *s != ';') {
		struct ip ip = to_ip(s);

		if (!ip.len || n > UINT8_MAX - 4 || l->ack_len + 2U + n + 4U > sizeof(l->ack))
			return;
		memcpy(to + 2 + n, ip.b, 4);
		n = (u8)(n + 4);
		s += strcspn(s, " ,;");
		s += strspn(s, " ,");
	}
	if (!n)
		return;
	to[0] = code;
	to[1] = n;
	l->ack_len = (u16)(l->ack_len + 2U + n);
}

static const struct {
	const char *networkd;
	const char *manager;
	const char *dhclient;
	u8 code;
} lists[] = {
	{ "NETMASK", "subnet_mask", "option subnet-mask", 1 },
	{ "ROUTER", "routers", "option routers", 3 },
	{ "DNS", "domain_name_servers", "option domain-name-servers", 6 },
};

static u64 to_number(const char *s)
{
	return *s >= '0' && *s <= '9' ? strtoull(s, NULL, 10) : 0;
}

static u32 to_seconds(const char *s)
{
	u64 n = to_number(s);

	return n > 0xffffffffU ? 0xffffffffU : (u32)n;
}

/* "01:02:03", "1:2:3" or "010203" */
static void set_client_id(struct sync_lease *l, const char *s)
{
	l->client_id_len = 0;
	while (l->client_id_len < sizeof(l->client_id)) {
		int high = util_hex_digit(*s), low = high < 0 ? -1 : util_hex_digit(s[1]);

		if (high < 0)
			break;
		l->client_id[l->client_id_len++] = (u8)(low < 0 ? high : high << 4 | low);
		s += low < 0 ? 1 : 2;
		s += *s == ':';
	}
}

static void key(struct sync_lease *l, const char *name, const char *value)
{
	for (size_t i = 0; i < ARRAY_SIZE(lists); i++)
		if (!strcmp(name, lists[i].networkd))
			add_ips(l, lists[i].code, value);
	if (!strcmp(name, "ADDRESS"))
		l->address = to_ip(value);
	else if (!strcmp(name, "NETMASK"))
		l->mask = to_ip(value);
	else if (!strcmp(name, "ROUTER"))
		l->gateway = to_ip(value);
	else if (!strcmp(name, "SERVER_ADDRESS"))
		l->server = to_ip(value);
	else if (!strcmp(name, "LIFETIME"))
		l->lease_s = to_seconds(value);
	else if (!strcmp(name, "T1"))
		l->t1_s = to_seconds(value);
	else if (!strcmp(name, "T2"))
		l->t2_s = to_seconds(value);
	else if (!strcmp(name, "CLIENTID"))
		set_client_id(l, value);
}

bool lease_keys(struct sync_lease *l, const char *text, u64 changed)
{
	char *copy = util_strndup(text, strlen(text)), *rest = copy, *line;

	while ((line = strsep(&rest, "\n"))) {
		char *value = strchr(line, '=');

		if (!value || *line == '#')
			continue;
		*value++ = '\0';
		key(l, line, value);
	}
	if (l->lease_s && l->lease_s != 0xffffffffU && changed)
		l->expiry = changed + l->lease_s;
	free(copy);
	return l->address.len;
}

void lease_option(struct sync_lease *l, const char *name, const char *value)
{
	for (size_t i = 0; i < ARRAY_SIZE(lists); i++)
		if (!strcmp(name, lists[i].manager))
			add_ips(l, lists[i].code, value);
	if (!strcmp(name, "ip_address"))
		l->address = to_ip(value);
	else if (!strcmp(name, "subnet_mask"))
		l->mask = to_ip(value);
	else if (!strcmp(name, "routers"))
		l->gateway = to_ip(value);
	else if (!strcmp(name, "dhcp_server_identifier"))
		l->server = to_ip(value);
	else if (!strcmp(name, "dhcp_lease_time"))
		l->lease_s = to_seconds(value);
	else if (!strcmp(name, "expiry"))
		l->expiry = to_number(value);
	else if (!strcmp(name, "dhcp_client_identifier"))
		set_client_id(l, value);
}

/* "epoch 1763719200", or "5 2025/11/21 10:00:00" in UTC; 0: never, or none */
static u64 to_time(const char *s)
{
	struct tm tm = { 0 };
	int day;

	if (!strncmp(s, "epoch ", 6))
		return to_number(s + 6);
	if (sscanf(s, "%1d %4d/%2d/%2d %2d:%2d:%2d", &day, &tm.tm_year, &tm.tm_mon, &tm.tm_mday,
		   &tm.tm_hour, &tm.tm_min, &tm.tm_sec) != 7 ||
	    tm.tm_year < 1970)
		return 0;
	tm.tm_year -= 1900;
	tm.tm_mon--;
	return (u64)timegm(&tm);
}

struct block {
	struct sync_lease l;
	u64 renew;
	u64 rebind;
	bool ours;
};

static const char *after(const char *line, const char *word)
{
	size_t n = strlen(word);

	return !strncmp(line, word, n) && line[n] == ' ' ? line + n + 1 : NULL;
}

static const struct {
	const char *word;
	enum { WORD_IP, WORD_SECONDS, WORD_TIME } form;
	size_t at; /* in struct block */
} words[] = {
	{ "fixed-address", WORD_IP, offsetof(struct block, l.address) },
	{ "option subnet-mask", WORD_IP, offsetof(struct block, l.mask) },
	{ "option routers", WORD_IP, offsetof(struct block, l.gateway) },
	{ "option dhcp-server-identifier", WORD_IP, offsetof(struct block, l.server) },
	{ "option dhcp-lease-time", WORD_SECONDS, offsetof(struct block, l.lease_s) },
	{ "option dhcp-renewal-time", WORD_SECONDS, offsetof(struct block, l.t1_s) },
	{ "option dhcp-rebinding-time", WORD_SECONDS, offsetof(struct block, l.t2_s) },
	{ "renew", WORD_TIME, offsetof(struct block, renew) },
	{ "rebind", WORD_TIME, offsetof(struct block, rebind) },
	{ "expire", WORD_TIME, offsetof(struct block, l.expiry) },
};

static void statement(struct block *b, const char *line, const char *dev)
{
	const char *v = after(line, "interface");
	size_t n = strlen(dev);

	if (v)
		b->ours = *v == '"' && !strncmp(v + 1, dev, n) && v[n + 1] == '"';
	v = after(line, "option dhcp-client-identifier");
	if (v)
		set_client_id(&b->l, v);
	for (size_t i = 0; i < ARRAY_SIZE(lists); i++) {
		v = after(line, lists[i].dhclient);
		if (v)
			add_ips(&b->l, lists[i].code, v);
	}
	for (size_t i = 0; i < ARRAY_SIZE(words); i++) {
		void *to = (char *)b + words[i].at;

		v = after(line, words[i].word);
		if (v && words[i].form == WORD_IP)
			*(struct ip *)to = to_ip(v);
		else if (v && words[i].form == WORD_SECONDS)
			*(u32 *)to = to_seconds(v);
		else if (v)
			*(u64 *)to = to_time(v);
	}
}

/* The times of renewal that were not options follow from the lease's end. */
static void end_block(struct sync_lease *l, const struct block *b)
{
	const char *client = l->client;
	u64 begin;

	if (!b->ours || !b->l.address.len)
		return;
	*l = b->l;
	l->client = client;
	begin = l->expiry > l->lease_s ? l->expiry - l->lease_s : 0;
	if (!l->t1_s && begin && b->renew > begin && b->renew < l->expiry)
		l->t1_s = (u32)(b->renew - begin);
	if (!l->t2_s && begin && b->rebind > begin && b->rebind < l->expiry)
		l->t2_s = (u32)(b->rebind - begin);
}

bool lease_dhclient(struct sync_lease *l, const char *text, const char *dev)
{
	char *copy = util_strndup(text, strlen(text)), *rest = copy, *line;
	struct block b = { 0 };

	while ((line = strsep(&rest, "\n"))) {
		line += strspn(line, " \t");
		if (!strncmp(line, "lease {", 7))
			memset(&b, 0, sizeof(b));
		else if (*line == '}')
			end_block(l, &b);
		else
			statement(&b, line, dev);
	}
	free(copy);
	return l->address.len;
}

#define BOOTP 236 /* bytes before the magic cookie of the options */

static u32 be32(const u8 *b)
{
	return (u32)b[0] << 24 | (u32)b[1] << 16 | (u32)b[2] << 8 | b[3];
}

/* Parts of a long one (RFC 3396) stay beside each other. */
static void add_option(struct sync_lease *l, u8 code, const u8 *b, u8 len)
{
	u8 *to = l->ack + l->ack_len;

	if (l->ack_len + 2U + len > sizeof(l->ack))
		return;
	to[0] = code;
	to[1] = len;
	memcpy(to + 2, b, len);
	l->ack_len = (u16)(l->ack_len + 2U + len);
}

static void option(struct sync_lease *l, u8 code, const u8 *b, u8 len)
{
	struct ip ip = { .len = 4 };

	for (size_t i = 0; i < ARRAY_SIZE(lists); i++)
		if (code == lists[i].code)
			add_option(l, code, b, len);

	if (code == 61) {
		l->client_id_len = len;
		memcpy(l->client_id, b, len);
	}
	if (len < 4)
		return;
	memcpy(ip.b, b, 4);
	switch (code) {
	case 1:
		l->mask = ip;
		break;
	case 3:
		l->gateway = ip;
		break;
	case 51:
		l->lease_s = be32(b);
		break;
	case 54:
		l->server = ip;
		break;
	case 58:
		l->t1_s = be32(b);
		break;
	case 59:
		l->t2_s = be32(b);
		break;
	}
}

bool lease_packet(struct sync_lease *l, const u8 *b, size_t len, u64 changed)
{
	static const u8 cookie[] = { 99, 130, 83, 99 };
	size_t at = BOOTP + sizeof(cookie);

	/* BOOTREPLY, and yiaddr */
	if (len < at || b[0] != 2 || memcmp(b + BOOTP, cookie, sizeof(cookie)) || !be32(b + 16))
		return false;
	while (at < len && b[at] != 255) {
		if (!b[at]) {
			at++;
			continue;
		}
		if (at + 1 >= len || at + 2U + b[at + 1] > len)
			return false;
		option(l, b[at], b + at + 2, b[at + 1]);
		at += 2U + b[at + 1];
	}
	l->address.len = 4;
	memcpy(l->address.b, b + 16, 4);
	if (l->lease_s && l->lease_s != 0xffffffffU && changed)
		l->expiry = changed + l->lease_s;
	return true;
}
