/* SPDX-License-Identifier: GPL-2.0 */
/* A SIP server that says what a test wants. */
#ifndef SIP_TALK_H
#define SIP_TALK_H

#include "sip/sip.h"
#include "unit.h"

#define MS	PZZ_NSEC_PER_MSEC
#define SECOND	PZZ_NSEC_PER_SEC
#define FOREVER	(100000 * SECOND)

#define T(s)	{ (const u8 *)(s), sizeof(s) - 1 }

struct talk {
	struct world w;
	struct pzz_setup setup;
	struct pzz_sip_reg reg;
	struct pzz_sip_auth auths[4];
	u64 begin;
	char said[2048];	/* the payload of the last frame that was sent */
	u8 to[4];		/* and where to */
	u16 dport;
	u16 sport;
};

/* A registration at 192.0.2.99, interval 29 s, expires 60 s; change @t->reg before talk_begin(). */
void talk_open(struct talk *t);
void talk_begin(struct talk *t);
void talk_close(struct talk *t);

/* The next frame that is sent before @ns; false: none. */
bool talk_heard(struct talk *t, u64 ns);

/* A datagram from there to our port. */
struct pzz_outcome talk_say(struct talk *t, u8 from, u16 sport, u16 dport, const void *data,
			    size_t len);

/* A response to what was said last; @more: header lines with their ends. */
struct pzz_outcome talk_answer(struct talk *t, const char *status, const char *more);

/* What stands in @said behind @what until the line ends; "" if it is not there. */
const char *talk_field(const struct talk *t, const char *what);

/* The same, until a quote or a comma: of Authorization. */
const char *talk_param(const struct talk *t, const char *what);

#endif /* SIP_TALK_H */
