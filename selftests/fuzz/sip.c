// SPDX-License-Identifier: GPL-2.0
/* SIP: UDP that is right, from the server to the port of the registration; methods that fit. */
#include "fuzz_udp.h"

static const char *const begins[] = {
	"INVITE sip:user@h SIP/2.0\r\n", "CANCEL sip:user@h SIP/2.0\r\n",
	"ACK sip:user@h SIP/2.0\r\n", "OPTIONS sip:user@h SIP/2.0\r\n", "SIP/2.0 401 U\r\nv:SIP/2.0/",
};

static void shape(const struct pzz_setup *setup, u8 *frame, u32 len, u8 flags)
{
	const struct pzz_sip_reg *r = setup->sip.regs;
	u32 head = flags & FUZZ_SHAPE_2 ? 62 : 42;
	const char *begin;

	if (len < 64)
		return;
	fuzz_udp(setup, frame, len, flags, 5070, (const u8[]){ 192, 0, 2, 10 },
		 (const u8[]){ V_HOST_IP6 });
	memcpy(frame, setup->mac, 6);
	if (!setup->sip.n_regs)
		return;
	if (r->local.len == (head == 62 ? 16 : 4)) {
		memcpy(frame + head - 8 - 2 * r->local.len, r->server.b, r->local.len);
		memcpy(frame + head - 8 - r->local.len, r->local.b, r->local.len);
	}
	if (head == 42)
		fuzz_repair_ip4(frame, len);
	begin = begins[frame[head] % PZZ_COUNT(begins)];
	if (flags & FUZZ_SHAPE_1 && len > head + 40)
		memcpy(frame + head, begin, strlen(begin));
}

const struct fuzz_target fuzz_target = {
	.room = "sip",
	.sequence = true,
	.shape = shape,
};
