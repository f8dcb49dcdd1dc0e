/* SPDX-License-Identifier: GPL-2.0 */
#ifndef PZZ_WAKE_EAPOL_H
#define PZZ_WAKE_EAPOL_H

#include "pzz_engine.h"

/* Whether @f is an EAP-Request/Identity for us (R4). */
bool pzz_eapol_identity(const struct pzz_conf *conf, const struct pzz_frame *f);

#endif /* PZZ_WAKE_EAPOL_H */
