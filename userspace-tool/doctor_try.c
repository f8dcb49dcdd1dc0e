// SPDX-License-Identifier: GPL-2.0
/* One sleep on trial. The clock that ends it is armed first, and disarmed in any case. */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "doctor_try.h"
#include "print_json.h"
#include "sleeps.h"
#include "util.h"

#define STATE "/sys/power/state"
#define RESUME_MS 10000 /* no resume takes longer */

static int write_file(const char *path, const char *text)
{
	int fd = open(path, O_WRONLY | O_CLOEXEC), err = 0;

	if (fd < 0)
		return -errno;
	if (write(fd, text, strlen(text)) < 0)
		err = -errno;
	close(fd);
	return err;
}

static int arm(struct doctor *d, unsigned int seconds, char alarm[DOCTOR_CLOCK])
{
	char text[32];
	int err;

	if (!doctor_clock(d, alarm) || !doctor_read(d, text, sizeof(text), "%s", alarm))
		return cmd_error(EXIT_REFUSED,
				 "no clock can wake the machine: no sleep is tried without");
	if (*text)
		return cmd_error(EXIT_REFUSED,
				 "somebody has set the clock's alarm already; try again when it is over");
	snprintf(text, sizeof(text), "+%u", seconds);
	err = write_file(alarm, text);
	if (err)
		return cmd_error(EXIT_REFUSED, "the clock's alarm cannot be set: %s",
				 strerror(-err));
	return EXIT_OK;
}

static u64 boot_ms(void)
{
	struct timespec ts;

	clock_gettime(CLOCK_BOOTTIME, &ts);
	return (u64)ts.tv_sec * 1000 + (u64)ts.tv_nsec / 1000000;
}

static int gather(struct nl *nl, struct proxy *p)
{
	int err = nl_stats_get(nl, p->ifindex, &p->stats);

	return err ? err : nl_wakes_get(nl, p->ifindex, &p->wakes);
}

/* As a sleep of the store. NULL: none since @was, or it cannot be told. */
static json_t *now(struct tool *t, const char *dev, const json_t *was)
{
	struct statuses s = { 0 };
	struct proxies p;
	json_t *one = NULL;

	if (!cmd_proxies(t, dev, gather, &p) && !nl_status_get(t->nl, p.v[0].ifindex, &s))
		one = sleeps_new(&s.v[0], &p.v[0], was);
	statuses_free(&s);
	cmd_proxies_free(&p);
	return one;
}

/* ": interrupt 9 (acpi)", which was the last to wake the machine, if it was one */
static void put_interrupt(struct doctor *d, FILE *f)
{
	char irq[16], actions[256];

	if (!doctor_read(d, irq, sizeof(irq), "/sys/power/pm_wakeup_irq") || !*irq)
		return;
	doctor_read(d, actions, sizeof(actions), "/sys/kernel/irq/%s/actions", irq);
	fprintf(f, ": interrupt %s (%s)", irq, actions);
}

/* Who ended it, if no frame did: the clock's time tells. */
static void tell_other(struct doctor *d, u64 slept_ms, u64 alarm_ms)
{
	struct util_text t;

	if (slept_ms + 1000 >= alarm_ms && slept_ms <= alarm_ms + RESUME_MS) {
		doctor_say(d, FINDING_GOOD, "try", NULL,
			   "the clock woke the machine: it slept, and no frame had to wake it");
		return;
	}
	util_text_open(&t);
	put_interrupt(d, t.f);
	util_text_close(&t);
	doctor_say(d, FINDING_NOTE, "try",
		   slept_ms < alarm_ms ? "those under 'wakeup' can do so" : NULL,
		   "something else woke the machine%s%s",
		   slept_ms < alarm_ms ? " before the clock" : "", t.s);
	free(t.s);
}

static void tell_sleep(struct doctor *d, const json_t *one)
{
	bool proxied = !*sleeps_text(one, "unproxied");
	struct util_text t;

	util_text_open(&t);
	sleeps_print_line(t.f, one);
	util_text_close(&t);
	doctor_say(d, proxied ? FINDING_GOOD : FINDING_BAD, "try", NULL, "%s", t.s);
	free(t.s);
	if (proxied && !sleeps_number(one, "frames"))
		doctor_say(d, FINDING_NOTE, "try", "connect to this machine during the next try",
			   "not one frame was heard: the network was silent, or %s was deaf",
			   d->dev);
}

static void tell(struct doctor *d, const json_t *one, u64 slept_ms, u64 alarm_ms)
{
	if (one)
		tell_sleep(d, one);
	else
		doctor_say(d, FINDING_BAD, "try", NULL,
			   "the machine slept, but nothing was proxied");
	if (json_object_get(one, "woken"))
		doctor_say(d, FINDING_GOOD, "try", NULL,
			   "a frame woke the machine: all of it works");
	else
		tell_other(d, slept_ms, alarm_ms);
	if (slept_ms > alarm_ms + RESUME_MS)
		doctor_say(d, FINDING_NOTE, "try", "do not rely on the clock to end a sleep",
			   "the clock should have woken the machine after %llu s and did not: it slept for %llu s",
			   alarm_ms / 1000, slept_ms / 1000);
}

int doctor_try(struct tool *t, struct doctor *d, unsigned int seconds, json_t **sleep)
{
	char alarm[DOCTOR_CLOCK];
	json_t *was;
	int status = cmd_open(t), err;
	u64 began;

	*sleep = NULL;
	if (!status)
		status = arm(d, seconds, alarm);
	if (status)
		return status;
	was = now(t, d->dev, NULL);
	began = boot_ms();
	err = write_file(STATE, "freeze");
	began = boot_ms() - began;
	write_file(alarm, "0");
	*sleep = now(t, d->dev, was);
	json_decref(was);
	if (err)
		return cmd_error(EXIT_REFUSED, "the suspend was refused or given up: %s",
				 strerror(-err));
	tell(d, *sleep, began, (u64)seconds * 1000);
	json_object_del(*sleep, "totals");
	return EXIT_OK;
}
