// SPDX-License-Identifier: GPL-2.0
/* The interface, and who has its frames. */
#include <stdlib.h>
#include <string.h>

#include "doctor.h"
#include "doctor_hold.h"

/* Of those with an rx_handler below, macvlan and ipvlan do not say what they are. */
static bool takes_all(struct doctor *d, const char *dev)
{
	char text[512];

	doctor_read(d, text, sizeof(text), NET "%s/uevent", dev);
	return !strstr(text, "DEVTYPE=") || strstr(text, "DEVTYPE=macsec");
}

static bool upper(struct doctor *d, const char *name, void *taken)
{
	if (strncmp(name, "upper_", 6) || !takes_all(d, name + 6))
		return true;
	doctor_say(d, FINDING_BAD, "interface", "a bridge with both, and proxy that",
		   "%s has %s on top of it, which takes its frames", d->dev, name + 6);
	*(bool *)taken = true;
	return false;
}

/* Whether somebody else has the interface's rx_handler. */
static bool is_taken(struct doctor *d, const char *dev)
{
	char master[64], path[128];
	bool taken = false;

	if (!doctor_link(d, master, sizeof(master), NET "%s/master", dev)) {
		snprintf(path, sizeof(path), NET "%s", dev);
		doctor_each(d, path, upper, &taken);
		return taken;
	}
	if (doctor_exists(d, NET "%s/bridge", master))
		doctor_say(d, FINDING_BAD, "interface", "proxy the bridge: it has the addresses",
			   "%s is a port of the bridge %s, which takes its frames", dev, master);
	else
		doctor_say(d, FINDING_BAD, "interface",
			   "proxy the interface above it: it has the addresses",
			   "%s belongs to %s, which takes its frames", dev, master);
	return true;
}

static bool is_up(struct doctor *d, const char *dev)
{
	char flags[32];

	doctor_read(d, flags, sizeof(flags), NET "%s/flags", dev);
	return strtoul(flags, NULL, 16) & 1;
}

static void link_state(struct doctor *d, const char *dev)
{
	char carrier[8];

	if (!is_up(d, dev))
		doctor_say(d, FINDING_BAD, "interface", "ip link set DEV up", "%s is down", dev);
	else if (!doctor_read(d, carrier, sizeof(carrier), NET "%s/carrier", dev) ||
		 *carrier != '1')
		doctor_say(d, FINDING_NOTE, "interface", "plug the cable in", "%s has no link now",
			   dev);
}

/* It keeps a file for each interface that it has a connection on. */
static void network_manager(struct doctor *d, const char *dev)
{
	char index[16], text[1024];

	if (!doctor_read(d, index, sizeof(index), NET "%s/ifindex", dev) ||
	    !doctor_read(d, text, sizeof(text), "/run/NetworkManager/devices/%s", index) ||
	    !strstr(text, "connection-uuid="))
		return;
	doctor_say(d, FINDING_NOTE, "manager",
		   "nmcli connection modify ID 802-3-ethernet.wake-on-lan magic",
		   "NetworkManager takes %s down before a sleep, unless its connection has Wake-on-LAN",
		   dev);
}

void doctor_device(struct doctor *d, const char *dev)
{
	char type[16];

	if (!doctor_read(d, type, sizeof(type), NET "%s/type", dev)) {
		doctor_say(d, FINDING_BAD, "interface", "ip link shows those that there are",
			   "there is no interface %s", dev);
		return;
	}
	if (strcmp(type, "1")) {
		doctor_say(d, FINDING_BAD, "interface", "proxy an Ethernet interface",
			   "%s is no Ethernet interface", dev);
		return;
	}
	if (is_taken(d, dev))
		return;
	link_state(d, dev);
	network_manager(d, dev);
	doctor_hold(d, dev);
}

/* The hook of each suspend looks there for what is enabled. */
static void refreshed(struct doctor *d)
{
	if (doctor_exists(d, "/run/systemd/system")) {
		if (!doctor_exists(d, "/run/proxzzzy/%s", d->dev))
			doctor_say(d, FINDING_NOTE, "unit", "systemctl enable --now proxzzzy@DEV",
				   "nothing refreshes the configuration of %s before a sleep",
				   d->dev);
	} else if (!doctor_exists(d, "/etc/proxzzzy/%s.conf", d->dev)) {
		doctor_say(d, FINDING_NOTE, "unit",
			   "a file /etc/proxzzzy/DEV.conf, even an empty one",
			   "nothing refreshes the configuration of %s before a sleep", d->dev);
	}
}

void doctor_proxy(struct doctor *d, const struct status *s, const struct config *cfg)
{
	if (!s) {
		doctor_say(d, FINDING_BAD, "configuration",
			   "systemctl enable --now proxzzzy@DEV, or proxzzzyctl sync DEV",
			   "the module has no configuration for %s", d->dev);
		return;
	}
	doctor_say(d, FINDING_GOOD, "configuration", NULL, "configuration %u is in force for %s",
		   s->generation, d->dev);
	if (cfg->s2idle == PROXZZZY_S2IDLE_OFF)
		doctor_say(d, FINDING_BAD, "configuration", "proxzzzyctl set dev DEV s2idle proxy",
			   "it says 's2idle off': %s is proxied by command only", d->dev);
	if (!cfg->n_addrs)
		doctor_say(d, FINDING_NOTE, "configuration", "proxzzzyctl sync DEV",
			   "it has no address, so it answers nobody");
	if (!cfg->n_rules)
		doctor_say(d, FINDING_NOTE, "configuration",
			   "proxzzzyctl sync DEV, or set dev DEV rule 1 magic",
			   "it has no rule, so nobody can wake this machine");
	if (*s->error)
		doctor_say(d, FINDING_NOTE, "module", NULL, "the last that went wrong: %s",
			   s->error);
	refreshed(d);
}
