// SPDX-License-Identifier: GPL-2.0
/* Most of what a network says by mDNS are questions for names of others. */
#include "mdns/mdns.h"
#include "pzz_proto.h"

#define QUESTIONS_MAX	4	/* with more of them: the long way */
#define NOT_A_QUERY	0xf8	/* QR and opcode, in the first byte of the flags */

bool pzz_mdns_is_foreign(const struct pzz_conf *conf, const u8 *msg, u32 len)
{
	const struct pzz_mdns_conf *c = conf->room[PZZ_ROOM_MDNS];
	u32 left, size, pos = PZZ_DNS_HLEN;

	if (!c || len < PZZ_DNS_HLEN || msg[2] & NOT_A_QUERY)
		return false;
	left = pzz_be16(msg + 4);
	if (!left || left > QUESTIONS_MAX)
		return false;
	for (; left; left--) {
		size = pzz_dns_name_plain(msg, len, pos);
		if (!size || len - pos - size < 4 ||
		    pzz_mdns_find_name(c, msg + pos, size, pzz_dns_name_hash(msg + pos, size)) !=
		    PZZ_MDNS_NONE)
			return false;
		pos += size + 4;
	}
	return true;
}
