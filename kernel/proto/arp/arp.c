// SPDX-License-Identifier: GPL-2.0
/* Who is asked for, and who says that he is us. */
#include "arp/arp.h"

#define REPLY_SIZE	(PZZ_ETH_HLEN + PZZ_ARP_LEN)

enum { REQUEST = 1, REPLY = 2 };

static const u8 request_head[] = { 0, 1, 0x08, 0x00, PZZ_MAC_LEN, PZZ_IPV4_LEN, 0, REQUEST };
static const u8 reply_head[] = { 0, 1, 0x08, 0x00, PZZ_MAC_LEN, PZZ_IPV4_LEN, 0, REPLY };

static const char *const reasons[PZZ_ARP_REASONS] = {
	[PZZ_ARP_ANSWERED]		= "answered",
	[PZZ_ARP_PROBE_ANSWERED]	= "probe-answered",
	[PZZ_ARP_DEFENDED]		= "conflict-defended",
	[PZZ_ARP_GIVEN_UP]		= "conflict-given-up",
	[PZZ_ARP_CONFLICT]		= "conflict",
	[PZZ_ARP_ANNOUNCED]		= "announced",
	[PZZ_ARP_NOT_OURS]		= "not-ours",
	[PZZ_ARP_NOT_ANSWERED]		= "given-up",
	[PZZ_ARP_SHORT]			= "short",
	[PZZ_ARP_HEADER]		= "header",
	[PZZ_ARP_OPERATION]		= "operation",
	[PZZ_ARP_SENDER_MAC]		= "sender-mac",
	[PZZ_ARP_SENDER_IP]		= "sender-ip",
	[PZZ_ARP_REFLECTED]		= "reflected",
	[PZZ_ARP_MULTICAST]		= "multicast",
	[PZZ_ARP_REPLY]			= "reply",
};

static struct pzz_outcome outcome(u8 verdict, u8 reason)
{
	return pzz_outcome(PZZ_ROOM_ARP, verdict, reason);
}

static struct pzz_outcome ignored(u8 reason)
{
	return outcome(PZZ_IGNORE, reason);
}

static struct pzz_outcome answered(int index, u8 reason)
{
	struct pzz_outcome what = outcome(PZZ_REPLY, reason);

	what.size = REPLY_SIZE;
	what.mark = (u16)index;
	return what;
}

/* What is wrong with the first 8 bytes, which are neither of the two there are. */
static u8 header_wrong(const u8 *arp)
{
	return memcmp(arp, request_head, PZZ_ARP_OP) ? PZZ_ARP_HEADER : PZZ_ARP_OPERATION;
}

static bool is_sender_ip(const u8 *ip)
{
	if (likely(ip[0] < 224))
		return ip[0] != 127;
	return !pzz_ip_is_multicast(ip, PZZ_IPV4_LEN) && pzz_load32(ip) != 0xffffffff;
}

/* Everything but who is meant; PZZ_ARP_ANSWERED if nothing is wrong. */
static u8 check(const struct pzz_conf *conf, const u8 *arp)
{
	if (memcmp(arp, request_head, sizeof(request_head)) &&
	    memcmp(arp, reply_head, sizeof(reply_head)))
		return header_wrong(arp);
	if (unlikely(!pzz_mac_is_station(arp + PZZ_ARP_SHA)))
		return PZZ_ARP_SENDER_MAC;
	if (unlikely(pzz_mac_equal(arp + PZZ_ARP_SHA, conf->mac)))
		return PZZ_ARP_REFLECTED;
	return likely(is_sender_ip(arp + PZZ_ARP_SPA)) ? PZZ_ARP_ANSWERED : PZZ_ARP_SENDER_IP;
}

/* RFC 5227 2.4: any ARP packet whose sender address is ours and whose MAC is not (R24). */
static struct pzz_outcome conflict(const struct pzz_arp_conf *arp, int index)
{
	struct pzz_outcome what = ignored(PZZ_ARP_CONFLICT);

	what.conflict = true;
	what.mark = (u16)index;
	if (arp->conflict == PROXZZZY_CONFLICT_WAKE)
		what.verdict = PZZ_WAKE;
	what.settle = arp->conflict == PROXZZZY_CONFLICT_DEFEND;
	return what;
}

static struct pzz_outcome input(const struct pzz_conf *conf, const void *state,
				const struct pzz_frame *f)
{
	const struct pzz_arp_state *s = state;
	const u8 *arp = f->data + f->l3;
	int index;
	u8 reason;

	if (f->len - f->l3 < PZZ_ARP_LEN)
		return ignored(PZZ_ARP_SHORT);
	reason = check(conf, arp);
	if (reason != PZZ_ARP_ANSWERED)
		return ignored(reason);

	index = pzz_addr_find(conf, arp + PZZ_ARP_SPA, PZZ_IPV4_LEN);
	if (unlikely(index >= 0))
		return conflict(conf->room[PZZ_ROOM_ARP], index);
	if (arp[PZZ_ARP_OP + 1] == REPLY)
		return outcome(unlikely(conf->streams) && f->cast == PZZ_TO_HOST ?
			       PZZ_PASS : PZZ_IGNORE, PZZ_ARP_REPLY);
	index = pzz_addr_find(conf, arp + PZZ_ARP_TPA, PZZ_IPV4_LEN);	/* R20 */
	if (index < 0)
		return ignored(PZZ_ARP_NOT_OURS);
	if (f->cast == PZZ_TO_MULTICAST)	/* R18 and R19 are all there is */
		return ignored(PZZ_ARP_MULTICAST);
	if (unlikely(READ_ONCE(s->addr[index].given_up)))
		return ignored(PZZ_ARP_NOT_ANSWERED);
	if (pzz_ip_is_zero(arp + PZZ_ARP_SPA, PZZ_IPV4_LEN))	/* R21 */
		return answered(index, PZZ_ARP_PROBE_ANSWERED);
	return answered(index, PZZ_ARP_ANSWERED);
}

void pzz_arp_give_up(void *state, u32 index)
{
	struct pzz_arp_state *s = state;

	WRITE_ONCE(s->addr[index].given_up, true);
}

/*
 * RFC 5227 2.4 (b). An address that was given up stays so until the next sleep;
 * if the wake was limited, a further conflict asks for it again.
 */
static struct pzz_outcome settle(const struct pzz_conf *conf, void *state, struct pzz_now now,
				 const struct pzz_frame *f, struct pzz_outcome was)
{
	struct pzz_arp_state *s = state;
	struct pzz_arp_addr *addr = &s->addr[was.mark];
	bool again = addr->seen && now.ns < addr->conflict_ns + PZZ_ARP_DEFEND_NS;
	struct pzz_outcome what;

	(void)conf;
	(void)f;
	if (was.verdict == PZZ_WAKE)
		return was;
	addr->seen = true;
	addr->conflict_ns = now.ns;
	if (again)
		WRITE_ONCE(addr->given_up, true);
	what = addr->given_up ? outcome(PZZ_WAKE, PZZ_ARP_GIVEN_UP) :
				answered(was.mark, PZZ_ARP_DEFENDED);
	what.conflict = true;
	what.mark = was.mark;
	return what;
}

static bool reply(const struct pzz_conf *conf, const struct pzz_frame *f,
		  const struct pzz_outcome *what, struct pzz_writer *out)
{
	const u8 *arp = f->data + f->l3;
	u8 *mem = pzz_room_for(out, REPLY_SIZE);

	if (!mem)
		return false;
	if (what->reason == PZZ_ARP_DEFENDED)
		pzz_arp_put_announcement(mem, conf->mac, arp + PZZ_ARP_SPA);
	else
		pzz_arp_put_reply(mem, conf->mac, arp);
	return true;
}

static bool conf_check(const struct pzz_setup *setup, struct pzz_refusal *why)
{
	if (setup->arp.conflict > PROXZZZY_CONFLICT_WAKE)
		why->why = "ARP has no such conflict policy";
	else if (setup->arp.announce && (setup->arp.announce < PROXZZZY_ANNOUNCE_MIN ||
					 setup->arp.announce > PROXZZZY_ANNOUNCE_MAX))
		why->why = "ARP announcements are 100 to 86400000 ms apart, or 0 for none";
	return !why->why;
}

static size_t conf_size(const struct pzz_setup *setup)
{
	(void)setup;
	return sizeof(struct pzz_arp_conf);
}

static const void *conf_init(void *mem, const struct pzz_setup *setup)
{
	struct pzz_arp_conf *arp = mem;

	if (!setup->arp.enable)
		return NULL;
	arp->conflict = setup->arp.conflict;
	arp->n_addrs = setup->n_addrs;
	arp->announce = setup->arp.announce * PZZ_NSEC_PER_MSEC;
	return arp;
}

static size_t state_size(const struct pzz_conf *conf)
{
	const struct pzz_arp_conf *arp = conf->room[PZZ_ROOM_ARP];

	return sizeof(struct pzz_arp_state) + arp->n_addrs * sizeof(struct pzz_arp_addr);
}

const struct pzz_room pzz_arp_room = {
	.name = "arp",
	.clauses = "6.3 R18-R22, R24, 5.5.2, 5.5.3; RFC 826, 3927, 5227",
	.reasons = reasons,
	.n_reasons = PZZ_ARP_REASONS,
	.conf_check = conf_check,
	.conf_size = conf_size,
	.conf_init = conf_init,
	.state_size = state_size,
	.input = input,
	.settle = settle,
	.reply = reply,
	.deadlines = pzz_arp_deadlines,
	.begin = pzz_arp_begin,
	.tick = pzz_arp_tick,
};
