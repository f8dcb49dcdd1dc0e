// SPDX-License-Identifier: GPL-2.0
/*
 * The SIP vectors as lines for a test on the wire: source port, what comes back (a
 * status, or 0 for silence), the message in hexadecimal, the name. Only those that
 * come from the server, for a registration as it is everywhere there, and wake nobody.
 */
#include <stdio.h>
#include <stdlib.h>

#include "pzz_proto.h"
#include "pzz_vector.h"
#include "sip/sip.h"

#define HEAD	42	/* Ethernet, IPv4 without options, UDP */

static bool is_plain(const struct pzz_vector *v)
{
	static const u8 peer[] = { V_PEER_IP };
	const struct pzz_sip_reg *r = v->setup->sip.regs;

	return v->frame_len > HEAD + 20 && v->frame[12] == 8 && v->frame[13] == 0 &&
	       v->frame[14] == 0x45 && !memcmp(v->frame + 26, peer, sizeof(peer)) &&
	       v->setup->sip.n_regs == 1 && r->answer == 486 && !r->anyone &&
	       r->local.len == 4 && memcmp(v->frame + HEAD, "SIP/", 4);
}

static bool is_for_test(const struct pzz_vector *v)
{
	return v->room == PZZ_ROOM_SIP && v->verdict != PZZ_WAKE && !v->also && !v->n_sent &&
	       v->reason != PZZ_SIP_CHECKSUM && is_plain(v);
}

static void show(const struct pzz_vector *v)
{
	u32 udp = (u32)v->frame[38] << 8 | v->frame[39], i;

	printf("%u %d ", (u32)v->frame[34] << 8 | v->frame[35],
	       v->verdict == PZZ_REPLY ? atoi((const char *)v->reply + HEAD + 8) : 0);
	for (i = HEAD; i < HEAD - 8 + udp && i < v->frame_len; i++)
		printf("%02x", v->frame[i]);
	printf(" %s\n", v->name);
}

int main(void)
{
	size_t t, i;

	for (t = 0; t < pzz_vector_tables_n; t++)
		for (i = 0; i < pzz_vector_tables[t].n; i++)
			if (is_for_test(&pzz_vector_tables[t].vectors[i]))
				show(&pzz_vector_tables[t].vectors[i]);
	return 0;
}
