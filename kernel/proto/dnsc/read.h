/* SPDX-License-Identifier: GPL-2.0 */
/* Between the two files of the client. */
#ifndef PZZ_DNSC_READ_H
#define PZZ_DNSC_READ_H

#include "dnsc/dnsc.h"

void pzz_dnsc_next(struct pzz_dnsc *d);
void pzz_dnsc_again(struct pzz_dnsc *d);

#endif /* PZZ_DNSC_READ_H */
