/* SPDX-License-Identifier: GPL-2.0 */
/* What the module reports. Strings are never NULL; they are the module's own words. */
#ifndef PZZCTL_REPORT_H
#define PZZCTL_REPORT_H

#include <net/if.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct room {
	char *name;
	char *clauses;
};

struct caplimit {
	char *name;
	uint32_t value;
};

/* C11 */
struct caps {
	char *version;
	struct room *rooms;
	size_t n_rooms;
	struct caplimit *limits;
	size_t n_limits;
};

/* C13 */
struct status {
	uint32_t ifindex;
	char dev[IFNAMSIZ];
	uint32_t generation;
	uint32_t phase;
	uint32_t starter;
	bool carrier;
	bool tick_kept;
	char **held;
	size_t n_held;
	uint64_t sleeps;
	uint64_t unproxied;
	uint64_t proxied_ns;
	uint64_t frames;
	uint64_t replies;
	uint64_t wakes;
	uint64_t suppressed;
	char *error; /* "": none */
	uint64_t error_ns;
};

struct statuses {
	struct status *v;
	size_t n;
};

struct counter {
	char *room;
	char *reason;
	uint64_t count;
};

struct rule_counter {
	uint32_t id;
	char *label;
	uint64_t matched;
	uint64_t woken;
	uint64_t suppressed;
};

struct stats {
	struct counter *counters;
	size_t n_counters;
	struct rule_counter *rules;
	size_t n_rules;
};

/* C14 */
struct wake {
	uint64_t seq;
	char *room;
	char *reason;
	uint32_t rule; /* 0: none */
	char *label;
	uint32_t phase;
	uint64_t real_ns;
	uint64_t boot_ns;
	uint64_t user_ns; /* 0: user space has not run since */
	uint8_t *frame;
	uint32_t captured; /* bytes of it */
	uint32_t frame_len; /* as it was on the wire */
};

struct wakes {
	struct wake *v;
	size_t n;
};

struct event {
	char dev[IFNAMSIZ];
	uint32_t ifindex;
	uint32_t type;
	char *text;
	uint64_t boot_ns;
	bool has_wake;
	struct wake wake;
};

void caps_free(struct caps *c);
void statuses_free(struct statuses *s);
void stats_free(struct stats *s);
void wake_free(struct wake *w);
void wakes_free(struct wakes *w);
void event_free(struct event *e);

#endif /* PZZCTL_REPORT_H */
