/* SPDX-License-Identifier: GPL-2.0 */
#ifndef PZZCTL_BASE_H
#define PZZCTL_BASE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <linux/types.h>

typedef __u8 u8;
typedef __u16 u16;
typedef __u32 u32;
typedef unsigned long long u64;

/* clang-format off */
#define __printf(f, a) __attribute__( \
	(format(printf, f, a)))
/* clang-format on */

#define ARRAY_SIZE(a) (sizeof(a) / sizeof((a)[0]))

#endif /* PZZCTL_BASE_H */
