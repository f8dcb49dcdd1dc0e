/* SPDX-License-Identifier: GPL-2.0 */
/* What proxzzzy-snmpwalk says; see there. */
#ifndef PZZCTL_SYNC_SNMP_H
#define PZZCTL_SYNC_SNMP_H

#include "model.h"

/* @top has @n values, or @why it has none here; both NULL: it could not be begun. */
typedef void snmp_walked(void *arg, const char *top, size_t n, const char *why);

/*
 * The values of all complete subtrees into @cfg; @text is cut into its lines.
 * sysUpTime and hrSystemUptime count on.
 */
void snmp_walk_read(struct config *cfg, char *text, snmp_walked *told, void *arg);

#endif /* PZZCTL_SYNC_SNMP_H */
