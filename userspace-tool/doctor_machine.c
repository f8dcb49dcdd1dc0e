// SPDX-License-Identifier: GPL-2.0
/* Sleep states, timers, and who else can wake the machine. */
#include <stdlib.h>
#include <string.h>

#include "doctor.h"
#include "util.h"

static bool word_in(const char *list, const char *word)
{
	size_t len = strlen(word);

	for (const char *p = list; (p = strstr(p, word)); p += len)
		if ((p == list || p[-1] == ' ') && (!p[len] || p[len] == ' '))
			return true;
	return false;
}

/* "SuspendState = freeze mem": the first that works is taken. */
static bool says(const char *line, const char *key, const char *value)
{
	size_t len = strlen(key);

	if (strncmp(line, key, len))
		return false;
	line += len + strspn(line + len, " \t");
	return *line == '=' && !strncmp(line + 1 + strspn(line + 1, " \t"), value, strlen(value));
}

static bool has_freeze(struct doctor *d, const char *path)
{
	char text[8192], *line, *save = NULL;

	if (!doctor_read(d, text, sizeof(text), "%s", path))
		return false;
	for (line = strtok_r(text, "\n", &save); line; line = strtok_r(NULL, "\n", &save)) {
		line += strspn(line, " \t");
		if (says(line, "SuspendState", "freeze") || says(line, "MemorySleepMode", "s2idle"))
			return true;
	}
	return false;
}

struct dropins {
	const char *dir;
	bool freeze;
};

static bool dropin(struct doctor *d, const char *name, void *arg)
{
	struct dropins *all = arg;
	size_t len = strlen(name);
	char path[512];

	if (len < 5 || strcmp(name + len - 5, ".conf"))
		return true;
	snprintf(path, sizeof(path), "%s/%s", all->dir, name);
	all->freeze |= has_freeze(d, path);
	return true;
}

/* Whether systemd writes "freeze", whatever the kernel's default is. */
static bool asks_for_freeze(struct doctor *d)
{
	static const char *const dirs[] = { "/usr/lib/systemd/sleep.conf.d",
					    "/run/systemd/sleep.conf.d",
					    "/etc/systemd/sleep.conf.d" };
	struct dropins all = { .freeze = has_freeze(d, "/etc/systemd/sleep.conf") };

	for (size_t i = 0; i < ARRAY_SIZE(dirs); i++) {
		all.dir = dirs[i];
		doctor_each(d, dirs[i], dropin, &all);
	}
	return all.freeze;
}

static void sleep_states(struct doctor *d)
{
	char modes[128];

	if (!doctor_read(d, modes, sizeof(modes), "/sys/power/mem_sleep")) {
		doctor_say(d, FINDING_BAD, "suspend",
			   "a kernel with CONFIG_SUSPEND; a virtual machine may not offer it",
			   "this kernel cannot suspend: there is no /sys/power/mem_sleep");
		return;
	}
	if (word_in(modes, "[s2idle]"))
		doctor_say(d, FINDING_GOOD, "suspend", NULL, "suspend means suspend-to-idle");
	else if (!word_in(modes, "s2idle"))
		doctor_say(d, FINDING_BAD, "suspend", "a kernel that offers s2idle",
			   "suspend-to-idle is not offered, only: %s", modes);
	else if (asks_for_freeze(d))
		doctor_say(d, FINDING_GOOD, "suspend", NULL,
			   "the kernel's default is %s, but systemd asks for suspend-to-idle",
			   modes);
	else
		doctor_say(d, FINDING_BAD, "suspend",
			   "boot with mem_sleep_default=s2idle, or SuspendState=freeze in a file of /etc/systemd/sleep.conf.d",
			   "suspend means S3 (%s), in which no code runs", modes);
}

static void preempt_rt(struct doctor *d)
{
	char value[8];

	if (doctor_read(d, value, sizeof(value), "/sys/kernel/realtime") && *value == '1')
		doctor_say(d, FINDING_BAD, "kernel", "a kernel without PREEMPT_RT",
			   "this is a real-time kernel, on which the module is not loaded");
}

static bool idle_state(struct doctor *d, const char *name, void *n)
{
	if (!strncmp(name, "state", 5) &&
	    doctor_exists(d, "/sys/devices/system/cpu/cpu0/cpuidle/%s/s2idle", name))
		++*(unsigned int *)n;
	return true;
}

static void idle_states(struct doctor *d)
{
	unsigned int n = 0;

	doctor_each(d, "/sys/devices/system/cpu/cpu0/cpuidle", idle_state, &n);
	if (n)
		doctor_say(d, FINDING_GOOD, "idle", NULL,
			   "%u idle states are made for suspend-to-idle; they stop all timers, which the module prevents while a protocol needs them",
			   n);
	else
		doctor_say(d, FINDING_NOTE, "idle", NULL,
			   "no idle state of the processor is made for suspend-to-idle, as in most virtual machines: it will save less energy");
}

/* "0000:00:14.0 (xhci_hcd)" */
static bool wake_source(struct doctor *d, const char *name, void *list)
{
	char what[128], enabled[16], driver[64];
	struct util_text *t = list;

	if (!doctor_read(d, enabled, sizeof(enabled), "/sys/class/wakeup/%s/device/power/wakeup",
			 name) ||
	    strcmp(enabled, "enabled"))
		return true;
	if (!doctor_link(d, what, sizeof(what), "/sys/class/wakeup/%s/device", name))
		return true;
	fprintf(t->f, "%s%s", ftell(t->f) > 0 ? ", " : "", what);
	if (doctor_link(d, driver, sizeof(driver), "/sys/class/wakeup/%s/device/driver", name))
		fprintf(t->f, " (%s)", driver);
	return true;
}

static void wake_sources(struct doctor *d)
{
	struct util_text t;

	util_text_open(&t);
	doctor_each(d, "/sys/class/wakeup", wake_source, &t);
	util_text_close(&t);
	if (t.len)
		doctor_say(d, FINDING_NOTE, "wakeup", NULL,
			   "these can wake the machine as well: %s", t.s);
	free(t.s);
}

static bool clock_of(struct doctor *d, const char *name, void *path)
{
	snprintf(path, DOCTOR_CLOCK, "/sys/class/rtc/%.32s/wakealarm", name);
	if (doctor_exists(d, "%s", (char *)path))
		return false;
	*(char *)path = '\0';
	return true;
}

bool doctor_clock(struct doctor *d, char path[DOCTOR_CLOCK])
{
	*path = '\0';
	doctor_each(d, "/sys/class/rtc", clock_of, path);
	return *path;
}

static void clock_to_fall_back_on(struct doctor *d)
{
	char path[DOCTOR_CLOCK];

	if (doctor_clock(d, path))
		doctor_say(d, FINDING_GOOD, "rtc", NULL,
			   "a clock can wake the machine in any case");
	else
		doctor_say(d, FINDING_NOTE, "rtc", NULL,
			   "no clock can wake the machine: `doctor --try` has no safety net");
}

void doctor_machine(struct doctor *d)
{
	sleep_states(d);
	doctor_module(d);
	preempt_rt(d);
	idle_states(d);
	wake_sources(d);
	clock_to_fall_back_on(d);
}
