// SPDX-License-Identifier: GPL-2.0
#include "dhcp_server.h"
#include "unit.h"

/* The options: only such as may be there, each once, and the end. */
static bool options_ok(const u8 *p, const u8 *end)
{
	bool seen[256] = { 0 };

	if (end - p < 3 || memcmp(p, "\x35\1\3", 3))
		return false;
	while (p < end && *p != 255) {
		if (*p == 50 || *p == 54 || seen[*p] || end - p < 2 || end - p < 2 + p[1])
			return false;
		seen[*p] = true;
		p += 2 + p[1];
	}
	return p < end && seen[55] && seen[61];
}

bool dhcp_read(struct dhcp_request *r, const u8 *frame, u32 len)
{
	static const u8 none[202];
	const u8 *msg = frame + 42;

	if (len < 342 || frame[23] != 17 || pzz_be16(frame + 34) != 68 ||
	    pzz_be16(frame + 36) != 67)
		return false;
	r->broadcast = frame[0] == 0xff;
	if (memcmp(msg, "\1\1\6\0", 4) || (r->broadcast && frame[30] != 255) ||
	    (!r->broadcast && frame[30] == 255))
		return false;
	r->xid = pzz_be32(msg + 4);
	r->secs = pzz_be16(msg + 8);
	return !memcmp(msg + 10, "\0\0", 2) && !memcmp(msg + 12, frame + 26, 4) &&
	       !memcmp(msg + 16, none, 12) && !memcmp(msg + 28, frame + 6, 6) &&
	       !memcmp(msg + 34, none, 202) && !memcmp(msg + 236, "\x63\x82\x53\x63", 4) &&
	       options_ok(msg + 240, frame + len);
}

void dhcp_reply(u8 *frame, u32 xid, u8 type, u32 seconds)
{
	const struct pzz_vector *v = unit_vector("dhcp", DHCP_RENEW);

	memcpy(frame, v->frame, DHCP_ACK_LEN);
	memset(frame + 40, 0, 2);
	pzz_put_be32(frame + 46, xid);
	frame[284] = type;
	pzz_put_be32(frame + 293, seconds);
}

void dhcp_say(struct world *w, u32 xid, u8 type, u32 seconds)
{
	u8 frame[DHCP_ACK_LEN];

	dhcp_reply(frame, xid, type, seconds);
	world_frame(w, frame, sizeof(frame), NULL);
	CHECK(!judge_frame(w));
}

void dhcp_answer(struct world *w, u8 type, u32 seconds)
{
	struct dhcp_request r = { 0 };

	CHECK(dhcp_read(&r, w->reply, w->reply_len));
	dhcp_say(w, r.xid, type, seconds);
}
