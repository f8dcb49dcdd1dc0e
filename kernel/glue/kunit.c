// SPDX-License-Identifier: GPL-2.0
/* What the KUnit module needs of this one, in kernels that have KUnit. */
#include <linux/export.h>
#include <linux/kconfig.h>

#include "pzz_engine.h"

#if IS_ENABLED(CONFIG_KUNIT)
EXPORT_SYMBOL_GPL(pzz_rooms);
EXPORT_SYMBOL_GPL(pzz_setup_init);
EXPORT_SYMBOL_GPL(pzz_conf_check);
EXPORT_SYMBOL_GPL(pzz_conf_size);
EXPORT_SYMBOL_GPL(pzz_conf_init);
EXPORT_SYMBOL_GPL(pzz_state_init);
EXPORT_SYMBOL_GPL(pzz_judge);
EXPORT_SYMBOL_GPL(pzz_settle);
EXPORT_SYMBOL_GPL(pzz_deadlines);
EXPORT_SYMBOL_GPL(pzz_begin);
EXPORT_SYMBOL_GPL(pzz_tick);
EXPORT_SYMBOL_GPL(pzz_wake_count);
#endif
