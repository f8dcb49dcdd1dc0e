/* SPDX-License-Identifier: GPL-2.0 */
/* What the module reports. Strings are never NULL; they are the module's own words. */
#ifndef PZZCTL_REPORT_H
#define PZZCTL_REPORT_H

#include <net/if.h>

#include "model.h"

struct room {
	char *name;
	char *clauses;
};

struct caplimit {
	char *name;
	u32 value;
};

/* C11 */
struct caps {
	char *version;
	struct room *rooms;
	size_t n_rooms;
	struct caplimit *limits;
	size_t n_limits;
};

/* The lease as it now is. Times are CLOCK_BOOTTIME in ns, all ones: never. */
struct lease {
	bool known; /* else nothing else counts */
	u32 phase;
	char reason[32]; /* in an event */
	u8 address[4];
	u8 server[4];
	u32 seconds; /* or PROXZZZY_DHCP_INFINITE */
	u32 renewals;
	u32 requests;
	u64 since_ns;
	u64 t1_ns;
	u64 t2_ns;
	u64 expiry_ns;
};

/* A SIP registration as it now is */
struct registered {
	struct ip local;
	u16 port;
	bool failed;
	u32 transport;
	u32 cseq;
	u32 answer; /* 0: none yet */
	u64 expiry_ns; /* CLOCK_BOOTTIME */
};

/* C13 */
struct status {
	u32 ifindex;
	char dev[IFNAMSIZ];
	u32 generation;
	u32 phase;
	u32 starter;
	bool carrier;
	bool tick_kept;
	char **held;
	size_t n_held;
	u64 sleeps;
	u64 unproxied;
	u64 proxied_ns;
	u64 began_ns; /* the last run, CLOCK_BOOTTIME; 0: none yet */
	u64 ended_ns; /* 0: it has not */
	u64 frames;
	u64 replies;
	u64 wakes;
	u64 suppressed;
	char *error; /* "": none */
	u64 error_ns;
	struct lease lease;
	struct registered *registered;
	size_t n_registered;
};

struct statuses {
	struct status *v;
	size_t n;
};

struct counter {
	char *room;
	char *reason;
	u64 count;
};

struct rule_counter {
	u32 id;
	char *label;
	u64 matched;
	u64 woken;
	u64 suppressed;
};

struct stats {
	struct counter *counters;
	size_t n_counters;
	struct rule_counter *rules;
	size_t n_rules;
};

/* C14 */
struct wake {
	u64 seq;
	char *room;
	char *reason;
	u32 rule; /* 0: none */
	char *label;
	u32 phase;
	u64 real_ns;
	u64 boot_ns;
	u64 user_ns; /* 0: user space has not run since */
	u8 *frame;
	u32 captured; /* bytes of it */
	u32 frame_len; /* as it was on the wire */
};

struct wakes {
	struct wake *v;
	size_t n;
};

struct event {
	char dev[IFNAMSIZ];
	u32 ifindex;
	u32 type;
	char *text;
	u64 boot_ns;
	struct lease lease;
	bool has_wake;
	struct wake wake;
};

/* From the frame until user space ran. Return: false if it has not yet. */
bool wake_latency(const struct wake *w, u64 *ns);

void caps_free(struct caps *c);
void statuses_free(struct statuses *s);
void stats_free(struct stats *s);
void wake_free(struct wake *w);
void wakes_free(struct wakes *w);
void event_free(struct event *e);

#endif /* PZZCTL_REPORT_H */
