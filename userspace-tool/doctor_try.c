// SPDX-License-Identifier: GPL-2.0
/* One sleep on trial. The clock that ends it is armed first, and disarmed in any case. */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "cmd.h"
#include "doctor_try.h"
#include "sleeps.h"

#define ALARM "/sys/class/rtc/rtc0/wakealarm"
#define STATE "/sys/power/state"

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

static int arm(unsigned int seconds)
{
	char text[32] = "";
	FILE *f = fopen(ALARM, "re");

	if (!f)
		return cmd_error(EXIT_REFUSED, "no clock can wake the machine (%s): %s", ALARM,
				 strerror(errno));
	if (fgets(text, sizeof(text), f) && *text != '\n') {
		fclose(f);
		return cmd_error(EXIT_REFUSED,
				 "somebody has set the clock's alarm already; try again when it is over");
	}
	fclose(f);
	snprintf(text, sizeof(text), "+%u", seconds);
	if (write_file(ALARM, text))
		return cmd_error(EXIT_REFUSED, "the clock's alarm cannot be set: %s", strerror(errno));
	return EXIT_OK;
}

static u64 boot_ns(void)
{
	struct timespec ts;

	clock_gettime(CLOCK_BOOTTIME, &ts);
	return (u64)ts.tv_sec * 1000000000 + (u64)ts.tv_nsec;
}

static int gather(struct nl *nl, struct proxy *p)
{
	int err = nl_stats_get(nl, p->ifindex, &p->stats);

	return err ? err : nl_wakes_get(nl, p->ifindex, &p->wakes);
}

/* As a sleep of the store, of which only the numbers count. */
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

static int tell(const json_t *one, u64 slept_ns, unsigned int seconds)
{
	if (!one)
		return cmd_error(EXIT_REFUSED,
				 "the machine was suspended for %llu s, but nothing was proxied",
				 slept_ns / 1000000000);
	sleeps_print_line(stdout, one);
	putchar('\n');
	if (*sleeps_text(one, "unproxied"))
		return EXIT_REFUSED;
	if (json_object_get(one, "woken"))
		puts("a frame woke the machine: all of it works");
	else if (slept_ns / 1000000000 + 1 >= seconds)
		puts("the clock woke the machine: it slept, and no frame had to wake it");
	else
		puts("something else woke the machine before the clock: see the wakeup sources above");
	return EXIT_OK;
}

int doctor_try(struct tool *t, const char *dev, unsigned int seconds)
{
	u64 began;
	json_t *was, *one;
	int status, err;

	status = cmd_open(t);
	if (!status)
		status = arm(seconds);
	if (status)
		return status;
	was = now(t, dev, NULL);
	printf("sleeping for %u s; connect to this machine meanwhile to see it wake\n",
	       seconds);
	fflush(stdout);
	began = boot_ns();
	err = write_file(STATE, "freeze");
	began = boot_ns() - began;
	write_file(ALARM, "0");
	if (err) {
		json_decref(was);
		return cmd_error(EXIT_REFUSED, "the suspend was refused or given up: %s",
				 strerror(-err));
	}
	one = now(t, dev, was);
	status = tell(one, began, seconds);
	json_decref(one);
	json_decref(was);
	return status;
}
