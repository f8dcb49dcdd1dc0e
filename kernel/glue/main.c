// SPDX-License-Identifier: GPL-2.0
#include <linux/module.h>

#include "glue.h"

static int __init proxzzzy_init(void)
{
	int err;

	if (IS_ENABLED(CONFIG_PREEMPT_RT)) {
		pr_err("proxzzzy: tracepoints are atomic, locks of PREEMPT_RT are not: not on this kernel\n");
		return -EOPNOTSUPP;
	}
	err = pzz_stats_init();
	if (err)
		return err;
	err = pzz_proxy_init();
	if (err)
		return err;
	err = pzz_sleep_init();
	if (err)
		goto proxy;
	err = pzz_netlink_init();
	if (err)
		goto sleep;
	return 0;

sleep:
	pzz_sleep_exit();
proxy:
	pzz_proxy_exit();
	return err;
}

/* ORDER: first nobody can ask for more, then nothing begins, then what runs ends. */
static void __exit proxzzzy_exit(void)
{
	pzz_netlink_exit();
	pzz_sleep_exit();
	pzz_proxy_exit();
}

module_init(proxzzzy_init);
module_exit(proxzzzy_exit);

MODULE_DESCRIPTION("Network proxy for a sleeping host (ISO/IEC 16317, ECMA-393)");
MODULE_AUTHOR("The proxzzzy developers");
MODULE_LICENSE("GPL");
MODULE_VERSION(PZZ_VERSION);
