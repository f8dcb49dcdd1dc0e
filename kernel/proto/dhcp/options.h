/* SPDX-License-Identifier: GPL-2.0 */
/* The options of DHCP messages: RFC 2132, with long ones in pieces (RFC 3396). */
#ifndef PZZ_DHCP_OPTIONS_H
#define PZZ_DHCP_OPTIONS_H

#include "pzz_view.h"

enum pzz_dhcp_code {
	PZZ_DHCP_PAD = 0,
	PZZ_DHCP_MASK = 1,
	PZZ_DHCP_ROUTER = 3,
	PZZ_DHCP_DNS = 6,
	PZZ_DHCP_REQUESTED_IP = 50,
	PZZ_DHCP_LEASE = 51,
	PZZ_DHCP_OVERLOAD = 52,
	PZZ_DHCP_MESSAGE_TYPE = 53,
	PZZ_DHCP_SERVER_ID = 54,
	PZZ_DHCP_PARAMETERS = 55,
	PZZ_DHCP_T1 = 58,
	PZZ_DHCP_T2 = 59,
	PZZ_DHCP_ID = 61,
	PZZ_DHCP_RELAY = 82,
	PZZ_DHCP_AUTH = 90,
	PZZ_DHCP_END = 255,
};

#define PZZ_DHCP_ABSENT	(~0U)
#define PZZ_DHCP_STEPS_MAX	256	/* options and pads between them, of a message */

struct pzz_dhcp_option {
	u8 code;
	u8 len;
	const u8 *data;
};

/* Where options stand, in the order in which pieces are joined: RFC 3396 5. */
struct pzz_dhcp_options {
	struct pzz_view area[3];	/* up to the last option */
	unsigned int n;
	u32 steps;			/* that a look at all of them takes */
};

/* An area; without bytes, @data may be NULL. */
static inline struct pzz_view pzz_dhcp_area(const u8 *data, u32 len)
{
	return len ? pzz_view(data, len) : (struct pzz_view){ 0 };
}

/* The next one of an area; false at its end, or if it does not fit: then @v has failed. */
bool pzz_dhcp_option_next(struct pzz_view *v, struct pzz_dhcp_option *o);

/* One area alone, and whether it is well-formed and not too long a way. */
bool pzz_dhcp_options_of(struct pzz_dhcp_options *o, const u8 *data, u32 len);

/* All areas of a message, whose fixed part is there; false: one is ill-formed. */
bool pzz_dhcp_options_in(struct pzz_dhcp_options *o, const u8 *msg, u32 len);

/* The length of an option, and of its bytes the first @cap; PZZ_DHCP_ABSENT. */
u32 pzz_dhcp_option_get(const struct pzz_dhcp_options *o, u8 code, u8 *buf, u32 cap);

/* Whether it is there and has just these bytes. */
bool pzz_dhcp_option_is(const struct pzz_dhcp_options *o, u8 code, const u8 *value, u32 len);

/* A number of four bytes, 0 if the option is absent; false: it has another length. */
bool pzz_dhcp_option_be32(const struct pzz_dhcp_options *o, u8 code, u32 *value);

#endif /* PZZ_DHCP_OPTIONS_H */
