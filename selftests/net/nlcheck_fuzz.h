/* SPDX-License-Identifier: GPL-2.0 */
/* Random numbers and the parts made of them. */
#ifndef NLCHECK_FUZZ_H
#define NLCHECK_FUZZ_H

#include "nlcheck.h"

void any_begin(u64 seed);
u32 any(u32 below);
u32 number(void);	/* often one that is a limit somewhere */

/* A part that is a nest, and what it can have */
struct nest {
	u16 type;
	u16 n;
	const struct attr *attrs;
};

/* What of each part the message at hand has; who puts attributes in says so here */
struct part {
	u32 attrs;		/* bits */
	u32 taken;		/* bits, of those in messages that were added */
	unsigned int sent, added, deleted;
};

extern struct part here[PROXZZZY_CONF_A_MAX + 1];
struct nlattr *nest_start(struct nlmsghdr *h, u16 type);	/* of a part, which is counted */

void put_leaf(struct nlmsghdr *h, u16 type);
void put_right(struct nlmsghdr *h, u8 cmd);	/* a part that is right, to add or delete */
void put_conf(struct nlmsghdr *h, u8 cmd);	/* PROXZZZY_A_CONF, for CONF_ADD or CONF_DEL */

/* What the parts of put_conf() were: for a message, for all, and told in the end */
void parts_forget(void);
void parts_count(u8 cmd, bool taken);
void parts_tell(unsigned int count);

#endif /* NLCHECK_FUZZ_H */
