/* SPDX-License-Identifier: GPL-2.0 */
#ifndef PZZCTL_DOCTOR_TRY_H
#define PZZCTL_DOCTOR_TRY_H

#include <jansson.h>

#include "cmd.h"
#include "doctor.h"

#define DOCTOR_TRY_MAX 3600 /* seconds */

/*
 * Sleeps with a clock that ends it after @seconds, and adds to @d what became
 * of it; *@sleep is that in numbers, to be freed, or NULL. Return: an
 * exit_status, EXIT_REFUSED if there was no sleep.
 */
int doctor_try(struct tool *t, struct doctor *d, unsigned int seconds, json_t **sleep);

#endif /* PZZCTL_DOCTOR_TRY_H */
