// SPDX-License-Identifier: GPL-2.0
/*
 * systemd-resolved answers no query of its own host, so what it publishes is put
 * together: its host name over D-Bus, its services from systemd.dnssd(5) files.
 */
#include <dirent.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "sync_bus.h"
#include "sync_names.h"
#include "util.h"

#define FILE_MAX (64 << 10)
#define FILES_MAX 256
#define MANAGER "org.freedesktop.resolve1.Manager"
#define LINK "org.freedesktop.resolve1.Link"

static bool says_yes(const struct sync *s, sd_bus *bus, const struct sync_bus_object *o,
		     const char *interface, const char *property)
{
	char *value = sync_bus_string(s, bus, o, interface, property);
	bool yes = value && !strcmp(value, "yes");

	free(value);
	return yes;
}

static void ask_link(struct sync *s, sd_bus *bus, const char *path, struct sync_resolved *r)
{
	const struct sync_bus_object manager = { "org.freedesktop.resolve1",
						 "/org/freedesktop/resolve1" };
	const struct sync_bus_object dev = { manager.service, path };

	r->answered = true;
	r->host = sync_bus_string(s, bus, &manager, MANAGER, "LLMNRHostname");
	r->llmnr = says_yes(s, bus, &manager, MANAGER, "LLMNR") &&
		   says_yes(s, bus, &dev, LINK, "LLMNR");
	r->mdns = says_yes(s, bus, &manager, MANAGER, "MulticastDNS") &&
		  says_yes(s, bus, &dev, LINK, "MulticastDNS");
}

void sync_resolved_ask(struct sync *s, struct sync_resolved *r)
{
	const struct sync_bus_object manager = { "org.freedesktop.resolve1",
						 "/org/freedesktop/resolve1" };
	sd_bus *bus = sync_bus_open();
	sd_bus_message *m = NULL;
	const char *path;

	memset(r, 0, sizeof(*r));
	if (bus)
		m = sync_bus_call(s, bus, &manager, MANAGER, "GetLink", "i", (int)s->ifindex);
	if (m && sd_bus_message_read(m, "o", &path) > 0)
		ask_link(s, bus, path, r);
	sd_bus_message_unref(m);
	sync_bus_close(bus);
}

static void take_file(struct sync *s, const char *dir, const char *name, const char *host)
{
	char path[PATH_MAX];
	const char *wrong;
	size_t len;
	char *text;

	snprintf(path, sizeof(path), "%s/%s", dir, name);
	text = sync_read(s, path, FILE_MAX, &len);
	if (!text || !len) { /* empty, or a link to /dev/null: switched off */
		free(text);
		return;
	}
	wrong = sync_dnssd(&s->config, text, host);
	if (wrong)
		sync_say(s, SYNC_MISSED, "mdns", "%s: %s", path, wrong);
	else
		sync_say(s, SYNC_TOOK, "mdns", "a service of %s", path);
	free(text);
}

static const char *const dirs[] = { "/etc/systemd/dnssd", "/run/systemd/dnssd",
				    "/usr/local/lib/systemd/dnssd", "/usr/lib/systemd/dnssd" };

/* Is there one of this name in a directory before @n? */
static bool hidden(const struct sync *s, size_t n, const char *name)
{
	char path[PATH_MAX];
	struct dirent *e;
	bool found = false;

	for (size_t i = 0; i < n && !found; i++) {
		DIR *d;

		snprintf(path, sizeof(path), "%s%s", s->root, dirs[i]);
		d = opendir(path);
		while (d && !found && (e = readdir(d)))
			found = !strcmp(e->d_name, name);
		if (d)
			closedir(d);
	}
	return found;
}

static void files(struct sync *s, const char *host)
{
	char path[PATH_MAX];
	size_t n = 0;

	for (size_t i = 0; i < ARRAY_SIZE(dirs); i++) {
		struct dirent *e;
		DIR *d;

		snprintf(path, sizeof(path), "%s%s", s->root, dirs[i]);
		d = opendir(path);
		while (d && (e = readdir(d)) && n < FILES_MAX && sync_left_ms(s)) {
			size_t len = strlen(e->d_name);

			if (len < 7 || strcmp(e->d_name + len - 6, ".dnssd") ||
			    hidden(s, i, e->d_name))
				continue;
			n++;
			take_file(s, dirs[i], e->d_name, host);
		}
		if (d)
			closedir(d);
	}
}

void sync_resolved_mdns(struct sync *s, const struct sync_resolved *r)
{
	struct config *cfg = &s->config;
	struct dname local;

	dns_name_parse("local", &local);
	if (!*r->host || strlen(r->host) > 63) {
		sync_say(s, SYNC_MISSED, "mdns", "systemd-resolved's host name is none");
		return;
	}
	cfg->has |= HAS_MDNS_ENABLE;
	cfg->mdns.enable = 1;
	if (!(cfg->has & HAS_MDNS_HOST)) {
		sync_dns_label(&cfg->mdns.host, r->host);
		sync_dns_join(&cfg->mdns.host, &local);
	}
	cfg->has |= HAS_MDNS_HOST;
	sync_say(s, SYNC_TOOK, "mdns", "%s.local, of systemd-resolved", r->host);
	files(s, r->host);
}
