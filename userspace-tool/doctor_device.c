// SPDX-License-Identifier: GPL-2.0
/* The interface, and the devices under it that have to stay awake. */
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "doctor.h"

#define NET "/sys/class/net/"
#define DEPTH_MAX 8 /* interfaces on top of each other; parents of a device */

static bool upper(struct doctor *d, const char *dev)
{
	char master[64];

	if (!doctor_link(d, master, sizeof(master), NET "%s/master", dev))
		return false;
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
	else if (!doctor_read(d, carrier, sizeof(carrier), NET "%s/carrier", dev) || *carrier != '1')
		doctor_say(d, FINDING_NOTE, "interface", "plug the cable in", "%s has no link now",
			   dev);
}

/* The directory of the first of @path and its parents that has @what; it comes into @path. */
static bool ancestor(char *path, const char *what)
{
	char file[PATH_MAX + 64];

	for (int i = 0; i < DEPTH_MAX; i++) {
		char *last;

		snprintf(file, sizeof(file), "%s/%s", path, what);
		if (!access(file, F_OK))
			return true;
		last = strrchr(path, '/');
		if (!last || last == path)
			return false;
		*last = '\0';
	}
	return false;
}

/* Whether /proc/interrupts has another name beside this interrupt's: "16: 1 2 IO-APIC a, b" */
static bool irq_shared(struct doctor *d, const char *irq)
{
	char *text = malloc(1 << 18), *line, *save = NULL;
	bool shared = false;

	if (text && doctor_read(d, text, 1 << 18, "/proc/interrupts")) {
		for (line = strtok_r(text, "\n", &save); line; line = strtok_r(NULL, "\n", &save)) {
			line += strspn(line, " ");
			if (!strncmp(line, irq, strlen(irq)) && line[strlen(irq)] == ':')
				shared = strchr(line, ',');
		}
	}
	free(text);
	return shared;
}

static void interrupts(struct doctor *d, const char *dev, const char *device)
{
	char path[PATH_MAX], irq[16];

	snprintf(path, sizeof(path), "%s", device);
	if (ancestor(path, "msi_irqs")) {
		doctor_say(d, FINDING_GOOD, "interrupt", NULL, "%s has message-signalled interrupts",
			   dev);
		return;
	}
	snprintf(path, sizeof(path), "%s", device);
	if (!ancestor(path, "irq") ||
	    !doctor_read(d, irq, sizeof(irq), "%s/irq", path + strlen(d->root)))
		return;
	if (irq_shared(d, irq))
		doctor_say(d, FINDING_BAD, "interrupt",
			   "a driver or a slot with MSI; pci=nomsi must not be on the kernel's command line",
			   "%s shares interrupt %s with another device, which would be asleep", dev,
			   irq);
	else
		doctor_say(d, FINDING_NOTE, "interrupt", NULL,
			   "%s has no MSI; interrupt %s is its own now, but a device that is added may share it",
			   dev, irq);
}

static void usb(struct doctor *d, const char *dev, const char *device)
{
	char path[PATH_MAX];

	snprintf(path, sizeof(path), "%s", device);
	if (strstr(path, "/usb"))
		doctor_say(d, FINDING_NOTE, "usb", NULL,
			   "%s is on USB: its hubs and host controller stay awake too", dev);
}

static void physical(struct doctor *d, const char *dev)
{
	char path[PATH_MAX], device[PATH_MAX], driver[64];

	snprintf(path, sizeof(path), "%s" NET "%s/device", d->root, dev);
	if (!realpath(path, device)) {
		doctor_say(d, FINDING_NOTE, "device", NULL,
			   "%s has no device under it: it can be proxied by command, and in a sleep only if nothing else has to stay awake",
			   dev);
		return;
	}
	if (doctor_link(d, driver, sizeof(driver), NET "%s/device/driver", dev))
		doctor_say(d, FINDING_GOOD, "device", NULL, "%s is driven by %s", dev, driver);
	interrupts(d, dev, device);
	usb(d, dev, device);
	if (doctor_exists(d, NET "%s/phydev", dev))
		doctor_say(d, FINDING_NOTE, "phy", NULL, "%s has a PHY of its own, which stays awake too",
			   dev);
}

struct lowers {
	unsigned int depth;
	unsigned int n;
};

static void downwards(struct doctor *d, const char *dev, unsigned int depth);

static bool lower(struct doctor *d, const char *name, void *arg)
{
	struct lowers *l = arg;

	if (strncmp(name, "lower_", 6))
		return true;
	l->n++;
	downwards(d, name + 6, l->depth + 1);
	return true;
}

static void downwards(struct doctor *d, const char *dev, unsigned int depth)
{
	struct lowers l = { .depth = depth };
	char path[PATH_MAX];

	if (depth == DEPTH_MAX)
		return;
	snprintf(path, sizeof(path), NET "%s", dev);
	doctor_each(d, path, lower, &l);
	if (!l.n)
		physical(d, dev);
}

void doctor_device(struct doctor *d, const char *dev)
{
	char type[16];

	if (!doctor_read(d, type, sizeof(type), NET "%s/type", dev)) {
		doctor_say(d, FINDING_BAD, "interface", "ip link shows those that there are",
			   "there is no interface %s", dev);
		return;
	}
	if (strcmp(type, "1") || !strcmp(dev, "lo")) {
		doctor_say(d, FINDING_BAD, "interface", "proxy an Ethernet interface",
			   "%s is no Ethernet interface", dev);
		return;
	}
	if (doctor_exists(d, NET "%s/wireless", dev) || doctor_exists(d, NET "%s/phy80211", dev)) {
		doctor_say(d, FINDING_BAD, "interface", "a cable",
			   "%s is Wi-Fi, whose drivers leave the network when the host sleeps", dev);
		return;
	}
	if (upper(d, dev))
		return;
	link_state(d, dev);
	downwards(d, dev, 0);
}

void doctor_proxy(struct doctor *d, const char *dev, const struct status *s)
{
	if (!s) {
		doctor_say(d, FINDING_BAD, "configuration",
			   "systemctl enable --now proxzzzy@DEV, or proxzzzyctl sync DEV",
			   "the module has no configuration for %s", dev);
		return;
	}
	doctor_say(d, FINDING_GOOD, "configuration", NULL, "configuration %u is in force for %s",
		   s->generation, dev);
	if (*s->error)
		doctor_say(d, FINDING_NOTE, "module", NULL, "the last that went wrong: %s", s->error);
	if (!doctor_exists(d, "/run/proxzzzy/%s", dev))
		doctor_say(d, FINDING_NOTE, "unit", "systemctl enable --now proxzzzy@DEV",
			   "nothing refreshes the configuration of %s before a sleep", dev);
}
