// SPDX-License-Identifier: GPL-2.0
#include <errno.h>
#include <stdarg.h>
#include <string.h>

#include "sync_bus.h"
#include "util.h"

sd_bus *sync_bus_open(void)
{
	sd_bus *bus = NULL;

	return sd_bus_open_system(&bus) < 0 ? NULL : bus;
}

void sync_bus_close(sd_bus *bus)
{
	if (bus)
		sd_bus_close(bus); /* without waiting, as a flush would */
	sd_bus_unref(bus);
}

struct reply {
	sd_bus_message *m;
	bool done;
};

static int replied(sd_bus_message *m, void *arg, sd_bus_error *error)
{
	struct reply *r = arg;

	(void)error;
	r->done = true;
	if (!sd_bus_message_is_method_error(m, NULL))
		r->m = sd_bus_message_ref(m);
	return 1;
}

/* sd_bus_call() would wait for a bus that does not greet; this does not. */
static void wait_for(sd_bus *bus, struct reply *r, u64 until)
{
	u64 now;

	while (!r->done && (now = sync_now()) < until) {
		int n = sd_bus_process(bus, NULL);

		if (n < 0)
			return;
		if (!n && !r->done && sd_bus_wait(bus, (until - now) / 1000) < 0)
			return;
	}
}

sd_bus_message *sync_bus_call(const struct sync *s, sd_bus *bus, const struct sync_bus_object *o,
			      const char *interface, const char *method, const char *types, ...)
{
	u64 now = sync_now(), half = s->deadline > now ? (s->deadline - now) / 2 : 0;
	sd_bus_message *m = NULL;
	sd_bus_slot *slot = NULL;
	struct reply r = { 0 };
	va_list ap;
	int err;

	err = sd_bus_message_new_method_call(bus, &m, o->service, o->path, interface, method);
	if (err >= 0)
		err = sd_bus_message_set_auto_start(m, false);
	va_start(ap, types);
	if (err >= 0)
		err = sd_bus_message_appendv(m, types, ap);
	va_end(ap);
	if (err >= 0)
		err = sd_bus_call_async(bus, &slot, m, replied, &r, half / 1000);
	if (err >= 0)
		wait_for(bus, &r, now + half);
	sd_bus_slot_unref(slot);
	sd_bus_message_unref(m);
	return r.m;
}

char *sync_bus_string(const struct sync *s, sd_bus *bus, const struct sync_bus_object *o,
		      const char *interface, const char *property)
{
	sd_bus_message *m = sync_bus_call(s, bus, o, "org.freedesktop.DBus.Properties", "Get", "ss",
					  interface, property);
	const char *types = NULL, *value = NULL;
	char type, *copy = NULL;

	if (m && sd_bus_message_peek_type(m, &type, &types) > 0 && type == 'v' && types &&
	    (!strcmp(types, "s") || !strcmp(types, "o")) &&
	    sd_bus_message_read(m, "v", types, &value) > 0 && value)
		copy = util_strndup(value, strlen(value));
	sd_bus_message_unref(m);
	return copy;
}
