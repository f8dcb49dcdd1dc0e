// SPDX-License-Identifier: GPL-2.0
/* A systemd.dnssd(5) file as the records that systemd-resolved makes of it. */
#include <stdlib.h>
#include <string.h>

#include "sync_names.h"
#include "util.h"

#define TTL 120 /* of all that it publishes */

/* One service as its file says. */
struct service {
	char name[64];
	char type[80];
	u16 numbers[3]; /* priority, weight, port */
	u8 txt[PROXZZZY_DATA_MAX];
	size_t txt_len;
};

/* %H is the host, %% a percent sign; others are not known here. */
static const char *expand(char *to, size_t size, const char *from, const char *host)
{
	size_t n = 0;

	for (; *from; from++) {
		bool is_host = !strncmp(from, "%H", 2);
		const char *put = is_host ? host : from;
		size_t len = is_host ? strlen(host) : 1;

		if (*from == '%' && !is_host && from[1] != '%')
			return "a specifier that is neither %H nor %%";
		if (n + len >= size)
			return "a value that is too long";
		memcpy(to + n, put, len);
		n += len;
		from += *from == '%';
	}
	to[n] = '\0';
	return n ? NULL : "an empty value";
}

static bool add_string(struct service *sv, const char *s, size_t len)
{
	if (len > 255 || sv->txt_len + len + 1 > sizeof(sv->txt))
		return false;
	sv->txt[sv->txt_len++] = (u8)len;
	memcpy(sv->txt + sv->txt_len, s, len);
	sv->txt_len += len;
	return true;
}

/* Words, in quotes or not, each a string. */
static const char *txt_text(struct service *sv, const char *s)
{
	while (*s) {
		char word[256];
		size_t n = 0;
		char quote = '\0';

		s += strspn(s, " \t");
		for (; *s && (quote || !strchr(" \t", *s)); s++) {
			if (!quote && (*s == '"' || *s == '\''))
				quote = *s;
			else if (*s == quote)
				quote = '\0';
			else if (*s != '\\' && n + 1 < sizeof(word))
				word[n++] = *s;
			else
				return "a text that is escaped or too long";
		}
		if (n && !add_string(sv, word, n))
			return "a text that is too long";
	}
	return NULL;
}

static const char *to_u16(u16 *to, const char *s)
{
	char *end;
	unsigned long n = strtoul(s, &end, 10);

	if (*s < '0' || *s > '9' || *end || n > 65535)
		return "a number that is none";
	*to = (u16)n;
	return NULL;
}

static const char *assign(struct service *sv, const char *key, const char *value, const char *host)
{
	if (!strcmp(key, "Name"))
		return expand(sv->name, sizeof(sv->name), value, host);
	if (!strcmp(key, "Type"))
		return expand(sv->type, sizeof(sv->type), value, host);
	if (!strcmp(key, "Priority"))
		return to_u16(&sv->numbers[0], value);
	if (!strcmp(key, "Weight"))
		return to_u16(&sv->numbers[1], value);
	if (!strcmp(key, "Port"))
		return to_u16(&sv->numbers[2], value);
	return !strcmp(key, "TxtText") ? txt_text(sv, value) : "a setting that is not known here";
}

static const char *lines(struct service *sv, char *text, const char *host)
{
	const char *wrong = NULL;
	char *line;

	while (!wrong && (line = strsep(&text, "\n"))) {
		char *value;

		line += strspn(line, " \t");
		line[strcspn(line, "\r")] = '\0';
		if (!*line || strchr("#;[", *line))
			continue;
		value = strchr(line, '=');
		if (!value)
			return "a line without =";
		*value++ = '\0';
		line[strcspn(line, " \t")] = '\0';
		wrong = assign(sv, line, value + strspn(value, " \t"), host);
	}
	return wrong;
}

static void add_ptr(struct config *cfg, const struct dname *name, const struct dname *to)
{
	u8 data[PROXZZZY_NAME_MAX];
	struct rr rr = { .name = *name, .type = DNS_PTR, .ttl = TTL, .shared = true,
			 .data = data, .data_len = to->len };

	memcpy(data, to->b, to->len);
	sync_add_record(cfg, &rr);
}

static const char *records(struct config *cfg, struct service *sv, const char *host)
{
	struct dname local, type, instance, target, all;
	u8 srv[6 + PROXZZZY_NAME_MAX];
	struct rr rr = { .type = DNS_SRV, .ttl = TTL, .data = srv };

	dns_name_parse("local", &local);
	dns_name_parse("_services._dns-sd._udp.local", &all);
	sync_dns_label(&target, host);
	sync_dns_label(&instance, sv->name);
	if (*sv->type != '_' || dns_name_parse(sv->type, &type) || !sync_dns_join(&type, &local) ||
	    !sync_dns_join(&instance, &type) || !sync_dns_join(&target, &local))
		return "a name or type that is none";
	for (unsigned int i = 0; i < 3; i++) {
		srv[2 * i] = (u8)(sv->numbers[i] >> 8);
		srv[2 * i + 1] = (u8)sv->numbers[i];
	}
	memcpy(srv + 6, target.b, target.len);
	rr.name = instance;
	rr.data_len = (u16)(6 + target.len);
	sync_add_record(cfg, &rr);
	if (!sv->txt_len)
		sv->txt_len = 1; /* one empty string */
	rr.type = DNS_TXT;
	rr.data = sv->txt;
	rr.data_len = (u16)sv->txt_len;
	sync_add_record(cfg, &rr);
	add_ptr(cfg, &type, &instance);
	add_ptr(cfg, &all, &type);
	return NULL;
}

const char *sync_dnssd(struct config *cfg, const char *text, const char *host)
{
	struct service *sv = util_grow(NULL, 0, sizeof(*sv));
	char *copy = util_strndup(text, strlen(text));
	const char *wrong = strlen(host) > 63 || !*host ? "a host name that is none" :
							   lines(sv, copy, host);

	if (!wrong)
		wrong = !*sv->name || !sv->numbers[2] ? "no name or no port" :
							records(cfg, sv, host);
	free(copy);
	free(sv);
	return wrong;
}
