/* SPDX-License-Identifier: GPL-2.0 */
#ifndef PZZCTL_VERSION_H
#define PZZCTL_VERSION_H

#ifndef PROXZZZYCTL_VERSION
#define PROXZZZYCTL_VERSION "unknown" /* the Makefile gives it */
#endif

#endif /* PZZCTL_VERSION_H */
