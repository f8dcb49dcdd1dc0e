/* SPDX-License-Identifier: GPL-2.0 */
#ifndef PZZCTL_DOCTOR_TRY_H
#define PZZCTL_DOCTOR_TRY_H

#include "cmd.h"

#define DOCTOR_TRY_MAX 3600 /* seconds */

/*
 * Sleeps for @seconds at most, with a clock as safety net, and tells what
 * became of it. Return: an exit_status.
 */
int doctor_try(struct tool *t, const char *dev, unsigned int seconds);

#endif /* PZZCTL_DOCTOR_TRY_H */
