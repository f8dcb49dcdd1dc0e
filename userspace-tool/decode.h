/* SPDX-License-Identifier: GPL-2.0 */
#ifndef PZZCTL_DECODE_H
#define PZZCTL_DECODE_H

#include <stdio.h>

#include "base.h"

/* A frame, from its Ethernet header on, in one line without its end. Any bytes will do. */
void decode_frame(FILE *f, const u8 *frame, size_t len);

#endif /* PZZCTL_DECODE_H */
