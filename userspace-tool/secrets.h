/* SPDX-License-Identifier: GPL-2.0 */
/* Secrets of SNMP and SIP in files, so that nobody sees them in a list of processes. */
#ifndef PZZCTL_SECRETS_H
#define PZZCTL_SECRETS_H

#include "model.h"
#include "words.h"

/*
 * Reads the names of all communities and the SIP secrets of @ch that have a file.
 * @root is put before what begins with a slash. Return: false with @f filled in.
 */
bool secrets_read(struct change *ch, const char *root, struct fault *f);
bool secrets_read_one(struct community *to, const char *root, struct fault *f);

#endif /* PZZCTL_SECRETS_H */
