// SPDX-License-Identifier: GPL-2.0
/* The devices that have to stay awake, and their interrupts: kernel/glue/hold.c's view. */
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "doctor_hold.h"
#include "util.h"

#define DEPTH_MAX 8 /* interfaces on top of each other */

/* The nearest of @path and its parents that is on @bus; it comes into @path. */
static bool on_bus(struct doctor *d, char *path, const char *bus)
{
	char name[64], *last;

	for (;;) {
		if (doctor_link(d, name, sizeof(name), "%s/subsystem", path) && !strcmp(name, bus))
			return true;
		last = strrchr(path, '/');
		if (!last || last == path)
			return false;
		*last = '\0';
	}
}

static bool one_more(struct doctor *d, const char *name, void *n)
{
	*(unsigned int *)n += d && name;
	return true;
}

static bool has_msi(struct doctor *d, const char *pci)
{
	char path[PATH_MAX + 16];
	unsigned int n = 0;

	snprintf(path, sizeof(path), "%s/msi_irqs", pci);
	doctor_each(d, path, one_more, &n);
	return n;
}

/* @pci: of the NIC, or of the controller of its bus. Not of a bridge above, which has its own. */
static void interrupt_of(struct doctor *d, const char *dev, const char *pci)
{
	char irq[16], actions[4096];

	if (has_msi(d, pci)) {
		doctor_say(d, FINDING_GOOD, "interrupt", NULL,
			   "%s has message-signalled interrupts", dev);
		return;
	}
	if (!doctor_read(d, irq, sizeof(irq), "%s/irq", pci) || !strcmp(irq, "0")) {
		doctor_say(d, FINDING_BAD, "interrupt", "a driver or a slot with MSI",
			   "%s has no interrupt that could be kept alive", dev);
		return;
	}
	doctor_read(d, actions, sizeof(actions), "/sys/kernel/irq/%s/actions", irq);
	if (strchr(actions, ','))
		doctor_say(d, FINDING_BAD, "interrupt",
			   "a driver or a slot with MSI; pci=nomsi must not be on the kernel's command line",
			   "%s shares interrupt %s with another device, which would be asleep (%s)",
			   dev, irq, actions);
	else
		doctor_say(d, FINDING_NOTE, "interrupt", NULL,
			   "%s has no MSI; interrupt %s is its own now, but a device that is added may share it",
			   dev, irq);
}

/* "eth0 is driven by r8169; what stays awake with it: 0000:02:00.0, 0000:00:1c.4, pci0000:00" */
static void ancestors(struct doctor *d, const char *dev, const char *device)
{
	char path[PATH_MAX], driver[64], *last;
	struct util_text t;

	doctor_link(d, driver, sizeof(driver), "%s/driver", device);
	util_text_open(&t);
	snprintf(path, sizeof(path), "%s", device);
	while ((last = strrchr(path, '/')) && strcmp(path, "/sys/devices")) {
		fprintf(t.f, "%s%s", ftell(t.f) > 0 ? ", " : "", last + 1);
		*last = '\0';
	}
	util_text_close(&t);
	doctor_say(d, FINDING_GOOD, "device", NULL,
		   "%s is driven by %s; what stays awake with it: %s", dev,
		   *driver ? driver : "no driver that has a name", t.s);
	free(t.s);
}

static bool is_wireless(struct doctor *d, const char *dev)
{
	return doctor_exists(d, NET "%s/wireless", dev) || doctor_exists(d, NET "%s/phy80211", dev);
}

static void physical(struct doctor *d, const char *dev, const char *device)
{
	char path[PATH_MAX];

	if (is_wireless(d, dev)) {
		doctor_say(d, FINDING_BAD, "interface", "a cable",
			   "%s is Wi-Fi, which loses its association when the host sleeps", dev);
		return;
	}
	snprintf(path, sizeof(path), "%s", device);
	if (!on_bus(d, path, "pci")) {
		doctor_say(d, FINDING_BAD, "device", "an interface on PCI, or on USB below PCI",
			   "%s is neither on PCI nor on USB below PCI: its interrupts cannot be kept alive",
			   dev);
		return;
	}
	ancestors(d, dev, device);
	interrupt_of(d, dev, path);
	snprintf(path, sizeof(path), "%s", device);
	if (on_bus(d, path, "usb"))
		doctor_say(d, FINDING_NOTE, "usb", NULL,
			   "%s is on USB: its hubs and its host controller stay awake, and so do the timers",
			   dev);
	if (doctor_exists(d, NET "%s/phydev", dev))
		doctor_say(d, FINDING_GOOD, "phy", NULL,
			   "%s has a PHY of its own, which stays awake", dev);
}

struct lowers {
	unsigned int depth;
	unsigned int physical;
};

static void downwards(struct doctor *d, const char *dev, struct lowers *l);

static bool lower(struct doctor *d, const char *name, void *l)
{
	if (!strncmp(name, "lower_", 6))
		downwards(d, name + 6, l);
	return true;
}

static void downwards(struct doctor *d, const char *dev, struct lowers *l)
{
	char path[PATH_MAX], device[PATH_MAX];

	snprintf(path, sizeof(path), "%s" NET "%s/device", d->root, dev);
	if (realpath(path, device)) {
		l->physical++;
		physical(d, dev, device + strlen(d->root));
	}
	if (l->depth == DEPTH_MAX)
		return;
	l->depth++;
	snprintf(path, sizeof(path), NET "%s", dev);
	doctor_each(d, path, lower, l);
	l->depth--;
}

void doctor_hold(struct doctor *d, const char *dev)
{
	struct lowers l = { 0 };

	downwards(d, dev, &l);
	if (!l.physical)
		doctor_say(d, FINDING_BAD, "device",
			   "an interface with a physical device; with 's2idle off' this one can be proxied by command",
			   "%s has no physical device under it that could be kept awake", dev);
}
