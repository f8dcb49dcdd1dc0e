// SPDX-License-Identifier: GPL-2.0
/* What becomes of the lease while the host sleeps, told to whoever listens (R41-R43). */
#include "dhcp/dhcp.h"
#include "glue.h"

static const char *const sentences[PZZ_DHCP_REASONS] = {
	[PZZ_DHCP_RENEWED]	= "has been extended",
	[PZZ_DHCP_REBINDING]	= "is to be extended by any server",
	[PZZ_DHCP_EXPIRING]	= "will soon be over, and no server answers",
	[PZZ_DHCP_EXPIRED]	= "is over, so the address is not used any more",
	[PZZ_DHCP_REFUSED]	= "is refused, so the address is not used any more",
	[PZZ_DHCP_CHANGED]	= "has been extended, but on other terms",
	[PZZ_DHCP_MOVED]	= "is not extended: the server has another address",
};

void pzz_lease_tell(struct pzz_proxy *p, struct pzz_live *live, u8 reason)
{
	struct pzz_lease lease;
	bool known;

	if (!sentences[reason])
		return;
	spin_lock(&live->lock);
	known = pzz_dhcp_lease(live->conf, live->state, &lease);
	spin_unlock(&live->lock);
	if (known)
		pzz_event_lease(p, &lease, pzz_dhcp_room.reasons[reason], sentences[reason]);
}
