/* SPDX-License-Identifier: GPL-2.0 */
#ifndef PZZCTL_PCAPNG_H
#define PZZCTL_PCAPNG_H

#include <stdio.h>

#include "print.h"

/* The frames of all wakes as a capture file, each with its verdict as comment. */
void pcapng_write(FILE *f, const struct proxies *p);

#endif /* PZZCTL_PCAPNG_H */
