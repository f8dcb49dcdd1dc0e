/* SPDX-License-Identifier: GPL-2.0 */
#ifndef PZZ_WAKE_CHECK_H
#define PZZ_WAKE_CHECK_H

#include "pzz_engine.h"

bool pzz_wake_check(const struct pzz_setup *setup, struct pzz_refusal *why);

#endif /* PZZ_WAKE_CHECK_H */
