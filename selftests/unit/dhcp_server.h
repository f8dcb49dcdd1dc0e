/* SPDX-License-Identifier: GPL-2.0 */
/* A DHCP server for the tests, in its own words. */
#ifndef DHCP_SERVER_H
#define DHCP_SERVER_H

#include "dhcp/dhcp.h"
#include "world.h"

#define DHCP_RENEW	"the server extends the lease [R42,C19]"
#define DHCP_ACK_LEN	320

struct dhcp_request {
	u32 xid;
	u16 secs;
	bool broadcast;
};

/* Whether a frame is a DHCPREQUEST of RFC 2131 table 5 for a lease that is held. */
bool dhcp_read(struct dhcp_request *r, const u8 *frame, u32 len);

/* The frame of a DHCPACK (@type 5) or DHCPNAK (6) for @xid, without a UDP checksum. */
void dhcp_reply(u8 *frame, u32 xid, u8 type, u32 seconds);

/* Says it to @w; the latter answers what @w has just sent. */
void dhcp_say(struct world *w, u32 xid, u8 type, u32 seconds);
void dhcp_answer(struct world *w, u8 type, u32 seconds);

#endif /* DHCP_SERVER_H */
