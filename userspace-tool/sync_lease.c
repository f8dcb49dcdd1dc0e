// SPDX-License-Identifier: GPL-2.0
/* The DHCPv4 lease (C16-C20), from whichever client has the interface. */
#include <dirent.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

#include "sync_bus.h"
#include "sync_lease.h"
#include "util.h"

#define FILE_MAX (1024 << 10)
#define NM "org.freedesktop.NetworkManager"

static char *read_changed(const struct sync *s, const char *path, size_t *len, u64 *changed)
{
	char full[PATH_MAX];
	struct stat st;

	*changed = 0;
	if (snprintf(full, sizeof(full), "%s%s", s->root, path) < (int)sizeof(full) &&
	    !stat(full, &st))
		*changed = (u64)st.st_mtime;
	return sync_read(s, path, FILE_MAX, len);
}

/* Its file is written when the lease begins or is renewed. */
static bool networkd_lease(const struct sync *s, struct sync_lease *l)
{
	char path[64], *text;
	size_t len;
	u64 changed;
	bool ok;

	snprintf(path, sizeof(path), "/run/systemd/netif/leases/%u", s->ifindex);
	text = read_changed(s, path, &len, &changed);
	ok = text && lease_keys(l, text, changed);
	l->client = "systemd-networkd";
	free(text);
	return ok;
}

static bool dhclient_file(const struct sync *s, struct sync_lease *l, const char *path)
{
	size_t len;
	char *text = sync_read(s, path, FILE_MAX, &len);
	bool ok = text && lease_dhclient(l, text, s->dev);

	free(text);
	return ok;
}

static bool dhclient_lease(const struct sync *s, struct sync_lease *l)
{
	char path[PATH_MAX];

	l->client = "dhclient";
	snprintf(path, sizeof(path), "/var/lib/dhcp/dhclient.%s.leases", s->dev);
	return dhclient_file(s, l, path) || dhclient_file(s, l, "/var/lib/dhcp/dhclient.leases");
}

static bool dhcpcd_lease(const struct sync *s, struct sync_lease *l)
{
	char path[64], *text;
	size_t len;
	u64 changed;
	bool ok;

	l->client = "dhcpcd";
	snprintf(path, sizeof(path), "/var/lib/dhcpcd/%s.lease", s->dev);
	text = read_changed(s, path, &len, &changed);
	ok = text && lease_packet(l, (const u8 *)text, len, changed);
	free(text);
	return ok;
}

static bool nm_options(sd_bus_message *m, struct sync_lease *l)
{
	if (sd_bus_message_enter_container(m, 'v', "a{sv}") <= 0 ||
	    sd_bus_message_enter_container(m, 'a', "{sv}") <= 0)
		return false;
	while (sd_bus_message_enter_container(m, 'e', "sv") > 0) {
		const char *key, *types = NULL, *value;
		char type;

		if (sd_bus_message_read(m, "s", &key) <= 0 ||
		    sd_bus_message_peek_type(m, &type, &types) <= 0)
			return false;
		if (types && !strcmp(types, "s")) {
			if (sd_bus_message_read(m, "v", "s", &value) <= 0)
				return false;
			lease_option(l, key, value);
		} else if (sd_bus_message_skip(m, "v") < 0) {
			return false;
		}
		if (sd_bus_message_exit_container(m) < 0)
			return false;
	}
	return l->address.len;
}

static bool nm_device(const struct sync *s, sd_bus *bus, const char *device, struct sync_lease *l)
{
	const struct sync_bus_object dev = { NM, device };
	char *path = sync_bus_string(s, bus, &dev, NM ".Device", "Dhcp4Config");
	const struct sync_bus_object config = { NM, path };
	sd_bus_message *m = NULL;
	bool ok = false;

	if (path && strcmp(path, "/"))
		m = sync_bus_call(s, bus, &config, "org.freedesktop.DBus.Properties", "Get", "ss",
				  NM ".DHCP4Config", "Options");
	if (m)
		ok = nm_options(m, l);
	sd_bus_message_unref(m);
	free(path);
	return ok;
}

static bool nm_lease(const struct sync *s, struct sync_lease *l)
{
	const struct sync_bus_object manager = { NM, "/org/freedesktop/NetworkManager" };
	sd_bus_message *m = NULL;
	const char *device;
	sd_bus *bus = NULL;
	char path[PATH_MAX];
	struct stat st;
	bool ok = false;

	l->client = "NetworkManager";
	snprintf(path, sizeof(path), "%s/run/NetworkManager", s->root);
	if (*s->root || stat(path, &st))
		return false;
	bus = sync_bus_open();
	if (bus)
		m = sync_bus_call(s, bus, &manager, NM, "GetDeviceByIpIface", "s", s->dev);
	if (m && sd_bus_message_read(m, "o", &device) > 0)
		ok = nm_device(s, bus, device, l);
	sd_bus_message_unref(m);
	sync_bus_close(bus);
	return ok;
}

/* Why it is not the one that the interface has now; NULL: it is. */
static const char *stale(const struct sync *s, const struct sync_lease *l)
{
	if (!sync_is_own(s, &l->address))
		return "not an address of this interface";
	return l->expiry && l->expiry <= (u64)time(NULL) ? "it has run out" : NULL;
}

/* CLOCK_BOOTTIME to seconds since 1970; 0: never */
static u64 real_seconds(u64 boot_ns)
{
	return boot_ns == ~0ULL ? 0 : util_boot_to_real(boot_ns) / 1000000000;
}

/* Seconds from its beginning on; what has no end has none of these. */
static u32 seconds_from(const struct lease *p, u64 ns)
{
	return ns == ~0ULL || ns < p->since_ns ? 0 : (u32)((ns - p->since_ns) / 1000000000);
}

/*
 * What a sleep has made of the lease, as long as the client does not know: the
 * module's, if it lasts longer.
 */
static void prevail(struct sync *s, struct sync_lease *l)
{
	const struct lease *p = &s->proxied;
	u64 expiry = real_seconds(p->expiry_ns);

	if (!p->known || p->phase == PROXZZZY_LEASE_LOST || l->address.len != 4 ||
	    memcmp(p->address, l->address.b, 4) || !p->renewals || !l->expiry ||
	    (expiry && expiry <= l->expiry))
		return;
	l->expiry = expiry;
	l->lease_s = p->seconds;
	l->t1_s = seconds_from(p, p->t1_ns);
	l->t2_s = seconds_from(p, p->t2_ns);
	l->server.len = 4;
	memcpy(l->server.b, p->server, 4);
	sync_say(s, SYNC_TOOK, "lease", "as a sleep has extended it, which %s does not know",
		 l->client);
}

/* The same lease, or an older one, that a sleep has lost: to ask again would wake again (R43). */
static const char *gone(const struct sync *s, const struct sync_lease *l)
{
	const struct lease *p = &s->proxied;

	if (!p->known || p->phase != PROXZZZY_LEASE_LOST || l->address.len != 4 ||
	    memcmp(p->address, l->address.b, 4) || !l->expiry ||
	    l->expiry - l->lease_s > real_seconds(p->since_ns) + 1)
		return NULL;
	return "a sleep has lost it: refused, or over";
}

static void tell(struct sync *s, const struct sync_lease *l)
{
	char address[46], server[46] = "an unknown server", left[32] = "unknown time";
	u64 now = (u64)time(NULL);

	if (l->server.len)
		sync_ip_text(&l->server, server);
	if (l->expiry)
		snprintf(left, sizeof(left), "%llu s", l->expiry - now);
	sync_say(s, SYNC_TOOK, "lease", "%s of %s from %s, %s left",
		 sync_ip_text(&l->address, address), l->client, server, left);
}

void sync_lease(struct sync *s)
{
	static bool (*const clients[])(const struct sync *s, struct sync_lease *l) = {
		networkd_lease, nm_lease, dhclient_lease, dhcpcd_lease,
	};
	char buf[46];

	for (size_t i = 0; i < ARRAY_SIZE(clients); i++) {
		struct sync_lease l = { 0 };
		const char *why;

		if (!clients[i](s, &l))
			continue;
		prevail(s, &l);
		why = stale(s, &l);
		if (!why)
			why = gone(s, &l);
		if (!why) {
			s->lease = l;
			tell(s, &l);
			return;
		}
		sync_say(s, SYNC_LEFT, "lease", "%s of %s: %s", sync_ip_text(&l.address, buf),
			 l.client, why);
	}
	if (s->dynamic)
		sync_say(s, SYNC_MISSED, "lease", "an address has a lifetime, but no DHCP client a lease for it");
}
