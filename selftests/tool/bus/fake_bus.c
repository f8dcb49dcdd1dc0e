// SPDX-License-Identifier: GPL-2.0
/*
 * fake_bus HOST LLMNR MDNS ADDRESS: systemd-resolved and NetworkManager, as much
 * of them as `proxzzzyctl sync` asks, on the system bus.
 */
#include <stdio.h>
#include <string.h>

#include <systemd/sd-bus.h>

#define RESOLVED "/org/freedesktop/resolve1"
#define NM "org.freedesktop.NetworkManager"
#define NM_PATH "/org/freedesktop/NetworkManager"

static const char *host, *llmnr, *mdns, *address;

static int get_link(sd_bus_message *m, void *arg, sd_bus_error *error)
{
	(void)arg;
	(void)error;
	return sd_bus_reply_method_return(m, "o", RESOLVED "/link/_32");
}

static int get_device(sd_bus_message *m, void *arg, sd_bus_error *error)
{
	(void)arg;
	(void)error;
	return sd_bus_reply_method_return(m, "o", NM_PATH "/Devices/2");
}

static int property(sd_bus *bus, const char *path, const char *interface, const char *name,
		    sd_bus_message *reply, void *arg, sd_bus_error *error)
{
	(void)bus;
	(void)path;
	(void)interface;
	(void)arg;
	(void)error;
	if (!strcmp(name, "LLMNRHostname"))
		return sd_bus_message_append(reply, "s", host);
	if (!strcmp(name, "LLMNR"))
		return sd_bus_message_append(reply, "s", llmnr);
	if (!strcmp(name, "MulticastDNS"))
		return sd_bus_message_append(reply, "s", mdns);
	if (!strcmp(name, "Dhcp4Config"))
		return sd_bus_message_append(reply, "o", NM_PATH "/DHCP4Config/1");
	return sd_bus_message_append(reply, "a{sv}", 4, "ip_address", "s", address,
				     "dhcp_server_identifier", "s", "10.77.0.1", "dhcp_lease_time",
				     "s", "600", "something_new", "as", 1, "x");
}

static const sd_bus_vtable manager[] = {
	SD_BUS_VTABLE_START(0),
	SD_BUS_METHOD("GetLink", "i", "o", get_link, SD_BUS_VTABLE_UNPRIVILEGED),
	SD_BUS_PROPERTY("LLMNRHostname", "s", property, 0, 0),
	SD_BUS_PROPERTY("LLMNR", "s", property, 0, 0),
	SD_BUS_PROPERTY("MulticastDNS", "s", property, 0, 0),
	SD_BUS_VTABLE_END,
};

static const sd_bus_vtable dev[] = {
	SD_BUS_VTABLE_START(0),
	SD_BUS_PROPERTY("LLMNR", "s", property, 0, 0),
	SD_BUS_PROPERTY("MulticastDNS", "s", property, 0, 0),
	SD_BUS_VTABLE_END,
};

static const sd_bus_vtable nm[] = {
	SD_BUS_VTABLE_START(0),
	SD_BUS_METHOD("GetDeviceByIpIface", "s", "o", get_device, SD_BUS_VTABLE_UNPRIVILEGED),
	SD_BUS_VTABLE_END,
};

static const sd_bus_vtable nm_device[] = {
	SD_BUS_VTABLE_START(0),
	SD_BUS_PROPERTY("Dhcp4Config", "o", property, 0, 0),
	SD_BUS_VTABLE_END,
};

static const sd_bus_vtable nm_config[] = {
	SD_BUS_VTABLE_START(0),
	SD_BUS_PROPERTY("Options", "a{sv}", property, 0, 0),
	SD_BUS_VTABLE_END,
};

static const struct {
	const char *path;
	const char *interface;
	const sd_bus_vtable *vtable;
} objects[] = {
	{ RESOLVED, "org.freedesktop.resolve1.Manager", manager },
	{ RESOLVED "/link/_32", "org.freedesktop.resolve1.Link", dev },
	{ NM_PATH, NM, nm },
	{ NM_PATH "/Devices/2", NM ".Device", nm_device },
	{ NM_PATH "/DHCP4Config/1", NM ".DHCP4Config", nm_config },
	{ NULL, NULL, NULL },
};

int main(int argc, char **argv)
{
	sd_bus *bus = NULL;
	int err;

	if (argc != 5)
		return 2;
	host = argv[1];
	llmnr = argv[2];
	mdns = argv[3];
	address = argv[4];
	err = sd_bus_open_system(&bus);
	for (size_t i = 0; objects[i].path && err >= 0; i++)
		err = sd_bus_add_object_vtable(bus, NULL, objects[i].path, objects[i].interface,
					       objects[i].vtable, NULL);
	if (err >= 0)
		err = sd_bus_request_name(bus, "org.freedesktop.resolve1", 0);
	if (err >= 0)
		err = sd_bus_request_name(bus, NM, 0);
	puts(err < 0 ? strerror(-err) : "up");
	fflush(stdout);
	while (err >= 0) {
		err = sd_bus_process(bus, NULL);
		if (!err)
			err = sd_bus_wait(bus, UINT64_MAX);
	}
	return 1;
}
