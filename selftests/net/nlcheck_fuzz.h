/* SPDX-License-Identifier: GPL-2.0 */
/* Random numbers and the parts made of them. */
#ifndef NLCHECK_FUZZ_H
#define NLCHECK_FUZZ_H

#include "nlcheck.h"

void any_begin(u64 seed);
u32 any(u32 below);
u32 number(void);	/* often one that is a limit somewhere */

void put_leaf(struct nlmsghdr *h, u16 type);
void put_conf(struct nlmsghdr *h, u8 cmd);	/* PROXZZZY_A_CONF, for CONF_ADD or CONF_DEL */

/* What the parts of put_conf() were: for a message, for all, and told in the end */
void parts_forget(void);
void parts_count(u8 cmd, bool taken);
void parts_tell(unsigned int count);

#endif /* NLCHECK_FUZZ_H */
