/* SPDX-License-Identifier: GPL-2.0 */
#ifndef PZZ_COMPAT_GENETLINK_H
#define PZZ_COMPAT_GENETLINK_H

#include_next <net/genetlink.h>
#include <linux/version.h>

#if LINUX_VERSION_CODE < KERNEL_VERSION(6, 2, 0)
/* pre_doit() and post_doit() are shown the operation as the family has it */
#define genl_split_ops	genl_ops
#endif

#if LINUX_VERSION_CODE < KERNEL_VERSION(6, 6, 0)
/* Good for ->attrs */
#define genl_info_dump(cb)	genl_dumpit_info(cb)
#endif

#endif /* PZZ_COMPAT_GENETLINK_H */
