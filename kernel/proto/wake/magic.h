/* SPDX-License-Identifier: GPL-2.0 */
#ifndef PZZ_WAKE_MAGIC_H
#define PZZ_WAKE_MAGIC_H

#include "pzz_view.h"

/* False: there is no Magic Packet for @mac in @v. True: look. @mac is unicast. */
bool pzz_magic_possible(const struct pzz_view *v, const u8 *mac);

/* Returns what is behind the next one, where a password stands, or NULL. */
const u8 *pzz_magic_next(struct pzz_view *v, const u8 *mac);

#endif /* PZZ_WAKE_MAGIC_H */
