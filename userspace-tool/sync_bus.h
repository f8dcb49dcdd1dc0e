/* SPDX-License-Identifier: GPL-2.0 */
/* D-Bus calls that end in time, whatever the bus and the service do. */
#ifndef PZZCTL_SYNC_BUS_H
#define PZZCTL_SYNC_BUS_H

#include <systemd/sd-bus.h>

#include "sync.h"

/* The system bus; NULL if there is none. */
struct sd_bus *sync_bus_open(void);
void sync_bus_close(sd_bus *bus);

struct sync_bus_object {
	const char *service;
	const char *path;
};

/*
 * Calls a method that takes what @types says. No service is started for it.
 * Return: the answer, sd_bus_message_unref() it; NULL if there is none in half
 * of the time that is left, or an error.
 */
sd_bus_message *sync_bus_call(const struct sync *s, sd_bus *bus, const struct sync_bus_object *o,
			      const char *interface, const char *method, const char *types, ...);

/* A property of type s or o. Return: what free() takes, or NULL. */
char *sync_bus_string(const struct sync *s, sd_bus *bus, const struct sync_bus_object *o,
		      const char *interface, const char *property);

#endif /* PZZCTL_SYNC_BUS_H */
