/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The seam downwards: what the pure code takes from its surroundings, in the
 * kernel and in user space alike. Nothing else in kernel/proto/ looks outside.
 */
#ifndef PZZ_ENV_H
#define PZZ_ENV_H

#ifdef __KERNEL__

#include <linux/build_bug.h>
#include <linux/compiler.h>
#include <linux/math64.h>
#include <linux/string.h>
#include <linux/types.h>

#define pzz_wipe(p, n)	memzero_explicit(p, n)

#else

#include <assert.h>
#include <linux/types.h>
#include <stdbool.h>
#include <stddef.h>
#include <string.h>

typedef __u8 u8;
typedef __u16 u16;
typedef __u32 u32;
typedef __u64 u64;

#define likely(x)	__builtin_expect(!!(x), 1)
#define unlikely(x)	__builtin_expect(!!(x), 0)
#define noinline
#define READ_ONCE(x)	__atomic_load_n(&(x), __ATOMIC_RELAXED)
#define WRITE_ONCE(x, v)	__atomic_store_n(&(x), v, __ATOMIC_RELAXED)

/* Secrets: not left out by the compiler, although nobody reads what it writes. */
static inline void pzz_wipe(void *p, size_t n)
{
	memset(p, 0, n);
	__asm__ __volatile__("" : : "r"(p) : "memory");
}

/* The one 64-bit division there is; 32-bit kernels have no plain one. */
static inline u64 div_u64_rem(u64 n, u32 d, u32 *rem)
{
	*rem = (u32)(n % d);
	return n / d;
}

#endif /* __KERNEL__ */

#include <linux/proxzzzy.h>

#define PZZ_NSEC_PER_SEC	1000000000ULL
#define PZZ_NSEC_PER_MSEC	1000000ULL
#define PZZ_COUNT(array)	(sizeof(array) / sizeof((array)[0]))

#endif /* PZZ_ENV_H */
