// SPDX-License-Identifier: GPL-2.0
/* Sleep states, the module, timers, and who else can wake the machine. */
#include <stdlib.h>
#include <string.h>
#include <sys/utsname.h>

#include "doctor.h"
#include "util.h"

#define SIGNED "~Module signature appended~"

static bool word_in(const char *list, const char *word)
{
	size_t len = strlen(word);

	for (const char *p = list; (p = strstr(p, word)); p += len)
		if ((p == list || p[-1] == ' ') && (!p[len] || p[len] == ' '))
			return true;
	return false;
}

static bool has_freeze(struct doctor *d, const char *path)
{
	char text[8192], *line, *save = NULL;

	if (!doctor_read(d, text, sizeof(text), "%s", path))
		return false;
	for (line = strtok_r(text, "\n", &save); line; line = strtok_r(NULL, "\n", &save)) {
		line += strspn(line, " \t");
		if (!strncmp(line, "SuspendState=freeze", 19) ||
		    !strncmp(line, "MemorySleepMode=s2idle", 22))
			return true;
	}
	return false;
}

static bool dropin(struct doctor *d, const char *name, void *found)
{
	char path[512];

	snprintf(path, sizeof(path), "/etc/systemd/sleep.conf.d/%s", name);
	*(bool *)found |= has_freeze(d, path);
	return true;
}

static void sleep_states(struct doctor *d)
{
	bool freeze = has_freeze(d, "/etc/systemd/sleep.conf");
	char modes[128];

	if (!doctor_read(d, modes, sizeof(modes), "/sys/power/mem_sleep")) {
		doctor_say(d, FINDING_BAD, "suspend",
			   "a kernel with CONFIG_SUSPEND; a virtual machine may not offer it",
			   "this kernel cannot suspend: there is no /sys/power/mem_sleep");
		return;
	}
	doctor_each(d, "/etc/systemd/sleep.conf.d", dropin, &freeze);
	if (word_in(modes, "[s2idle]"))
		doctor_say(d, FINDING_GOOD, "suspend", NULL, "suspend means suspend-to-idle");
	else if (!word_in(modes, "s2idle"))
		doctor_say(d, FINDING_BAD, "suspend", "a kernel that offers s2idle",
			   "suspend-to-idle is not offered, only: %s", modes);
	else if (freeze)
		doctor_say(d, FINDING_GOOD, "suspend", NULL,
			   "the kernel's default is %s, but systemd asks for suspend-to-idle", modes);
	else
		doctor_say(d, FINDING_BAD, "suspend",
			   "boot with mem_sleep_default=s2idle, or SuspendState=freeze in a file of /etc/systemd/sleep.conf.d",
			   "suspend means S3 (%s), in which no code runs", modes);
}

/* Whether it ends as a signed module does; what is compressed can't be told. */
static bool is_signed(struct doctor *d, const char *path)
{
	char full[4096], end[sizeof(SIGNED) + 1] = "";
	bool found = false;
	FILE *f;

	snprintf(full, sizeof(full), "%s%s", d->root, path);
	f = fopen(full, "re");
	if (!f)
		return false;
	if (!fseek(f, -(long)sizeof(SIGNED), SEEK_END) && fread(end, 1, sizeof(SIGNED), f))
		found = !strncmp(end, SIGNED, sizeof(SIGNED) - 1);
	fclose(f);
	return found;
}

static bool secure_boot(struct doctor *d)
{
	char value[16];

	/* 4 bytes of attributes, then the value */
	return doctor_read(d, value, sizeof(value),
			   "/sys/firmware/efi/efivars/SecureBoot-8be4df61-93ca-11d2-aa0d-00e098032b8c") &&
	       value[4] == 1;
}

static void module(struct doctor *d)
{
	static const char *const places[] = { "updates/dkms", "updates", "extra" };
	struct utsname u;
	char path[512];

	if (doctor_exists(d, "/sys/module/proxzzzy")) {
		doctor_say(d, FINDING_GOOD, "module", NULL, "the module is loaded");
		return;
	}
	uname(&u);
	for (size_t i = 0; i < ARRAY_SIZE(places); i++) {
		snprintf(path, sizeof(path), "/lib/modules/%s/%s/proxzzzy.ko", u.release, places[i]);
		if (doctor_exists(d, "%s", path))
			break;
		snprintf(path, sizeof(path), "/lib/modules/%s/%s/proxzzzy.ko.xz", u.release,
			 places[i]);
		if (doctor_exists(d, "%s", path))
			break;
		*path = '\0';
	}
	if (!*path)
		doctor_say(d, FINDING_BAD, "module",
			   "install proxzzzy-dkms and the headers of the running kernel (linux-headers-amd64)",
			   "the module is not installed for kernel %s", u.release);
	else if (secure_boot(d) && !strstr(path, ".xz") && !is_signed(d, path))
		doctor_say(d, FINDING_BAD, "module",
			   "enroll DKMS's key: mokutil --import /var/lib/dkms/mok.pub, reboot, then dkms install --force",
			   "Secure Boot is on and %s is not signed", path);
	else
		doctor_say(d, FINDING_BAD, "module",
			   "modprobe proxzzzy; if that is refused under Secure Boot: mokutil --import /var/lib/dkms/mok.pub",
			   "the module is installed but not loaded");
}

static void realtime(struct doctor *d)
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

static void idle(struct doctor *d)
{
	unsigned int n = 0;

	doctor_each(d, "/sys/devices/system/cpu/cpu0/cpuidle", idle_state, &n);
	if (n)
		doctor_say(d, FINDING_NOTE, "idle", NULL,
			   "%u idle states stop all timers in suspend-to-idle; while a protocol needs timers, the module has them entered with timers alive",
			   n);
}

/* "01:00.0 (enp1s0)" */
static bool wake_source(struct doctor *d, const char *name, void *list)
{
	char what[128], enabled[16], driver[64];
	struct util_text *t = list;

	if (!doctor_read(d, enabled, sizeof(enabled), "/sys/class/wakeup/%s/device/power/wakeup", name) ||
	    strcmp(enabled, "enabled"))
		return true;
	if (!doctor_link(d, what, sizeof(what), "/sys/class/wakeup/%s/device", name))
		return true;
	if (strstr(what, "proxzzzy"))
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
		doctor_say(d, FINDING_NOTE, "wakeup", NULL, "these can wake the machine as well: %s",
			   t.s);
	free(t.s);
}

static void clock_to_fall_back_on(struct doctor *d)
{
	if (doctor_exists(d, "/sys/class/rtc/rtc0/wakealarm"))
		doctor_say(d, FINDING_GOOD, "rtc", NULL, "a clock can wake the machine in any case");
	else
		doctor_say(d, FINDING_NOTE, "rtc", NULL,
			   "no clock can wake the machine: `doctor --try` has no safety net");
}

void doctor_machine(struct doctor *d)
{
	sleep_states(d);
	module(d);
	realtime(d);
	idle(d);
	wake_sources(d);
	clock_to_fall_back_on(d);
}
