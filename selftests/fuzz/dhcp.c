// SPDX-License-Identifier: GPL-2.0
/* DHCP: a BOOTREPLY to us or to all, with the number of the request as often as not. */
#include "dhcp/dhcp.h"
#include "fuzz_udp.h"

static void shape(const struct pzz_setup *setup, u8 *frame, u32 len, u8 flags)
{
	static const u8 all[] = { 255, 255, 255, 255 };

	fuzz_udp(setup, frame, len, flags & (u8)~FUZZ_SHAPE_2, 68, all, NULL);
	if (len < 42 + 240)
		return;
	if (frame[0] & 1)
		memset(frame, 0xff, 6);
	else if (setup->dhcp.enable)
		memcpy(frame + 30, setup->dhcp.address, 4);
	fuzz_repair_ip4(frame, len);
	memcpy(frame + 42, "\2\1\6", 3);
	memcpy(frame + 70, setup->mac, 6);
	memcpy(frame + 42 + 236, "\x63\x82\x53\x63", 4);
	if (flags & FUZZ_SHAPE_1)
		pzz_put_be32(frame + 46, 0x5eed);
	if (flags & FUZZ_SHAPE_2 && len >= 42 + 240 + 9) {
		memcpy(frame + 282, frame[284] & 1 ? "\x35\1\5" : "\x35\1\6", 3);
		memcpy(frame + 285, "\x36\4", 2);
		memcpy(frame + 287, setup->dhcp.server, 4);
	}
}

/* Times are in order, and only a lost address is lost. */
static const char *judge(const struct world *w)
{
	struct pzz_lease l;

	if (!pzz_dhcp_lease(w->conf, w->state, &l))
		return w->what.lost ? "a lease that there is not is lost" : NULL;
	if (l.expiry != PZZ_NEVER && !(l.since < l.t1 && l.t1 < l.t2 && l.t2 < l.expiry))
		return "T1, T2 and the end of a lease are not in order";
	if (memcmp(l.address, w->setup->dhcp.address, 4))
		return "the lease is for another address";
	if (w->what.lost != (w->what.reason == PZZ_DHCP_REFUSED && w->what.room == PZZ_ROOM_DHCP) &&
	    w->what.room != PZZ_ROOM_WAKE)
		return "an address is lost without a DHCPNAK";
	return w->what.lost && l.phase != PZZ_LEASE_LOST ? "a lost lease is held" : NULL;
}

const struct fuzz_target fuzz_target = {
	.room = "dhcp",
	.sequence = true,
	.shape = shape,
	.judge = judge,
};
