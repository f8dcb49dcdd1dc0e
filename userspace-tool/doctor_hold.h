/* SPDX-License-Identifier: GPL-2.0 */
#ifndef PZZCTL_DOCTOR_HOLD_H
#define PZZCTL_DOCTOR_HOLD_H

#include "doctor.h"

#define NET "/sys/class/net/"

/* Whether the devices under @dev can be kept awake: what kernel/glue/hold.c will meet. */
void doctor_hold(struct doctor *d, const char *dev);

#endif /* PZZCTL_DOCTOR_HOLD_H */
