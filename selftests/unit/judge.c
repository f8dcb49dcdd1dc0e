// SPDX-License-Identifier: GPL-2.0
#include "judge.h"

static const u8 broadcast[6] = { 0xff, 0xff, 0xff, 0xff, 0xff, 0xff };

u16 judge_csum(const u8 *data, size_t len, u32 start)
{
	u32 sum = start;
	size_t i;

	for (i = 0; i < len; i++)
		sum += i % 2 ? data[i] : (u32)data[i] << 8;
	while (sum >> 16)
		sum = (sum & 0xffff) + (sum >> 16);
	return (u16)~sum;
}

u32 judge_pseudo(const u8 *src, const u8 *dst, unsigned int len, u8 proto, u32 l4_len)
{
	u32 sum = proto + (l4_len >> 16) + (l4_len & 0xffff);
	unsigned int i;

	for (i = 0; i < len; i += 2)
		sum += pzz_be16(src + i) + (u32)pzz_be16(dst + i);
	return sum;
}

static bool is_ours(const struct pzz_setup *setup, const u8 *ip, unsigned int len)
{
	u32 i;

	for (i = 0; i < setup->n_addrs; i++)
		if (setup->addrs[i].len == len && !memcmp(setup->addrs[i].b, ip, len))
			return true;
	return false;
}

static const char *judge_arp(const struct world *w, bool announced)
{
	const u8 *asked = w->frame.data ? w->frame.data + w->frame.l3 : NULL;
	const u8 *eth = w->reply, *arp = eth + 14;
	bool link_local = arp[14] == 169 && arp[15] == 254;

	if (w->reply_len != 42)
		return "an ARP frame of other than 42 bytes";
	if (memcmp(arp, "\0\1\x08\0\6\4", 6))
		return "a wrong ARP header";
	if (memcmp(arp + 8, w->setup->mac, 6) || !is_ours(w->setup, arp + 14, 4))
		return "ARP does not say our MAC and one of our addresses";
	if (announced) {
		if (memcmp(arp + 14, arp + 24, 4) || arp[7] != 1 || memcmp(eth, broadcast, 6))
			return "no ARP Announcement";
		return NULL;
	}
	if (arp[7] != 2 || memcmp(arp + 14, asked + 24, 4))
		return "ARP answers what was not asked";
	if (memcmp(arp + 18, asked + 8, 10))
		return "ARP answers another than the asker";
	if (memcmp(eth, link_local ? broadcast : asked + 8, 6))
		return "an ARP reply to a wrong MAC";
	return NULL;
}

static const char *judge_ip4(const struct world *w)
{
	const u8 *ip = w->reply + 14, *asked = w->frame.data + w->frame.l3;
	u32 len = w->reply_len - 14;

	if (len < 28 || ip[0] != 0x45)
		return "an IPv4 reply with options";
	if (pzz_be16(ip + 2) != len)
		return "an IPv4 total length that is not the frame's";
	if (pzz_be16(ip + 6) & 0x3fff)
		return "a fragment";
	if (judge_csum(ip, 20, 0))
		return "a wrong IPv4 header checksum";
	if (memcmp(ip + 16, asked + 12, 4) || memcmp(ip + 12, asked + 16, 4))
		return "an IPv4 reply that is not turned round";
	if (ip[9] != 1 || ip[20] != 0 || judge_csum(ip + 20, len - 20, 0))
		return "no valid ICMP echo reply";
	return NULL;
}

/* To all nodes for duplicate address detection, else to who has asked and where he said he is. */
static const char *judge_na_destination(const struct world *w, bool dad)
{
	const u8 *ip = w->reply + 14, *asked = w->frame.data + w->frame.l3;

	if (dad && !memcmp(ip + 24, "\xff\2\0\0\0\0\0\0\0\0\0\0\0\0\0\1", 16) &&
	    !memcmp(w->reply, "\x33\x33\0\0\0\1", 6))
		return NULL;
	if (!dad && !memcmp(ip + 24, asked + 8, 16) && !(w->reply[0] & 1))
		return NULL;
	return "a Neighbor Advertisement to the wrong";
}

static const char *judge_na(const struct world *w)
{
	const u8 *ip = w->reply + 14, *na = ip + 40;
	const u8 *asked = w->frame.data + w->frame.l3;
	bool dad = !memcmp(asked + 8, "\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0", 16);
	u8 flags = (w->setup->ndp.router ? 0x80 : 0) | (dad ? 0x20 : 0x60);

	if (w->reply_len != 86 || na[0] != 136 || na[1] || ip[7] != 255)
		return "no Neighbor Advertisement";
	if (na[4] != flags)
		return "wrong flags in a Neighbor Advertisement";
	if (!is_ours(w->setup, na + 8, 16) || memcmp(na + 8, ip + 8, 16) ||
	    memcmp(na + 8, w->frame.data + w->frame.l4 + 8, 16))
		return "a Neighbor Advertisement of what was not asked";
	if (memcmp(na + 24, "\2\1", 2) || memcmp(na + 26, w->setup->mac, 6))
		return "a Neighbor Advertisement without our MAC";
	return judge_na_destination(w, dad);
}

static const char *judge_ip6(const struct world *w)
{
	const u8 *ip = w->reply + 14, *asked = w->frame.data + w->frame.l3;
	u32 len = w->reply_len - 14;

	if (len < 48 || ip[0] >> 4 != 6 || pzz_be16(ip + 4) != len - 40)
		return "an IPv6 payload length that is not the frame's";
	if (ip[6] != 58)
		return "an IPv6 reply with extension headers";
	if (judge_csum(ip + 40, len - 40, judge_pseudo(ip + 8, ip + 24, 16, 58, len - 40)))
		return "a wrong ICMPv6 checksum";
	if (w->what.room == PZZ_ROOM_NDP)
		return judge_na(w);
	if (ip[40] != 129 || memcmp(ip + 8, asked + 24, 16) || memcmp(ip + 24, asked + 8, 16))
		return "no ICMPv6 echo reply that is turned round";
	return NULL;
}

/* An echo carries back identifier, sequence number and data, to where it came from. */
static const char *judge_echo(const struct world *w)
{
	const u8 *icmp = w->reply + w->reply_len - w->frame.l4_len;

	if (memcmp(w->reply, w->frame.data + 6, 6))
		return "an echo reply to another MAC";
	if (memcmp(icmp + 4, w->frame.data + w->frame.l4 + 4, w->frame.l4_len - 4))
		return "an echo reply with other data";
	return NULL;
}

/* What only concerns the link can't have been forwarded; the others go through routers. */
static u8 judge_ttl(const struct world *w)
{
	return w->what.room == PZZ_ROOM_SNMP || w->what.room == PZZ_ROOM_DHCP ||
	       w->what.room == PZZ_ROOM_SIP ? 64 : 255;
}

/* IGMP, MLD or UDP, with right lengths and checksums, from an address of ours. */
static const char *judge_sent4(const struct world *w, const u8 *ip, u32 len)
{
	u32 hlen = (ip[0] & 15) * 4U;

	if (len < 28 || ip[0] >> 4 != 4 || pzz_be16(ip + 2) != len || judge_csum(ip, hlen, 0))
		return "an IPv4 header that is wrong";
	if (hlen != (ip[9] == 2 ? 24 : 20) || pzz_be16(ip + 6) & 0x3fff)
		return "IPv4 with options, or a fragment";
	if (!is_ours(w->setup, ip + 12, 4))
		return "IPv4 from an address that is not ours";
	if (ip[9] == 2)
		return ip[8] != 1 || memcmp(ip + 20, "\x94\4\0\0", 4) ||
		       judge_csum(ip + 24, len - 24, 0) ? "IGMP that is wrong" : NULL;
	if (ip[9] != 17 || pzz_be16(ip + 24) != len - 20 || ip[8] != judge_ttl(w))
		return "neither IGMP nor UDP, or with a wrong length or TTL";
	return judge_csum(ip + 20, len - 20, judge_pseudo(ip + 12, ip + 16, 4, 17, len - 20)) ?
	       "a wrong UDP checksum" : NULL;
}

static const char *judge_sent6(const struct world *w, const u8 *ip, u32 len)
{
	static const u8 none[16];
	u32 head = ip[6] == 0 ? 48 : 40;
	u8 proto = ip[6] == 0 ? ip[40] : ip[6];
	u32 sum;

	if (len < head + 8 || ip[0] >> 4 != 6 || pzz_be16(ip + 4) != len - 40)
		return "an IPv6 header that is wrong";
	if (proto == 58 ? head != 48 || ip[7] != 1 || memcmp(ip + 40, "\x3a\0\5\2\0\0", 6) :
			  head != 40 || ip[7] != judge_ttl(w))
		return "neither MLD nor UDP";
	if (!is_ours(w->setup, ip + 8, 16) && (proto != 58 || memcmp(ip + 8, none, 16)))
		return "IPv6 from an address that is not ours";
	if (proto == 17 && pzz_be16(ip + 44) != len - 40)
		return "a wrong UDP length";
	sum = judge_pseudo(ip + 8, ip + 24, 16, proto, len - head);
	return judge_csum(ip + head, len - head, sum) ? "a wrong checksum over IPv6" : NULL;
}

/* Just what the host gave, to where it said. */
static const char *judge_keep_alive(const struct world *w)
{
	const struct pzz_teredo *t = w->setup->teredos;
	u32 i;

	for (i = 0; i < w->setup->n_teredos; i++, t++)
		if (w->reply_len == 14U + t->len && !memcmp(w->reply, t->mac, 6) &&
		    !memcmp(w->reply + 12, "\x08\0", 2) &&
		    !memcmp(w->reply + 14, t->packet, t->len))
			return NULL;
	return "a keep-alive that the host has not given";
}

/* Where the echo fields of the EEE TLV are, or beyond the end. */
static u32 echo_fields(const u8 *pdu, u32 len)
{
	u32 at;

	for (at = 0; at + 16 <= len; at += 2 + (pzz_be16(pdu + at) & 0x1ff))
		if (!memcmp(pdu + at, "\xfe\x0e\0\x12\x0f\5", 6))
			return at + 12;
	return len;
}

static bool is_lldpdu(const u8 *sent, const struct pzz_lldp *l)
{
	u32 echo = echo_fields(l->pdu, l->len), rest;

	if (echo == l->len)
		return !memcmp(sent, l->pdu, l->len);
	rest = echo + 4;
	return !memcmp(sent, l->pdu, echo) && !memcmp(sent + rest, l->pdu + rest, l->len - rest);
}

/* What the host gave but for the four bytes that echo the peer. */
static const char *judge_lldp(const struct world *w)
{
	const struct pzz_lldp *l = w->setup->lldps;
	u32 i;

	for (i = 0; i < w->setup->n_lldps; i++, l++)
		if (w->reply_len == 14U + l->len && !memcmp(w->reply, l->to, 6) &&
		    !memcmp(w->reply + 12, "\x88\xcc", 2) && is_lldpdu(w->reply + 14, l))
			return NULL;
	return "an LLDPDU that the host has not given";
}

static const char *judge_sent(const struct world *w)
{
	if (pzz_be16(w->reply + 12) == 0x0800)
		return judge_sent4(w, w->reply + 14, w->reply_len - 14);
	if (pzz_be16(w->reply + 12) == 0x86dd)
		return judge_sent6(w, w->reply + 14, w->reply_len - 14);
	return "a timer's frame of no protocol";
}

static const char *judge_reply(const struct world *w)
{
	const char *wrong = NULL;
	u16 type;

	if (!w->reply_ok || w->reply_len < 14)
		return "a reply that was not written";
	if (w->reply_len > w->what.size || w->reply_len > w->setup->mtu + 14)
		return "a reply that is too long";
	if (memcmp(w->reply + 6, w->setup->mac, 6))
		return "a reply from another MAC";
	if (w->frame.data[6] & 1)
		return "a reply to a multicast source";
	type = pzz_be16(w->reply + 12);
	if (w->what.room == PZZ_ROOM_LLMNR || w->what.room == PZZ_ROOM_SNMP ||
	    w->what.room == PZZ_ROOM_SIP)
		return judge_sent(w);
	if (type == 0x0806 && w->what.room == PZZ_ROOM_ARP)
		return judge_arp(w, w->what.conflict);
	if (type == 0x0800 && w->what.room == PZZ_ROOM_ECHO)
		wrong = judge_ip4(w);
	else if (type == 0x86dd)
		wrong = judge_ip6(w);
	else
		return "a reply of a protocol that was not asked";
	return wrong || w->what.room != PZZ_ROOM_ECHO ? wrong : judge_echo(w);
}

static const char *judge_outcome(const struct world *w, struct pzz_outcome what)
{
	if (what.verdict == PZZ_NEXT || what.verdict > PZZ_PASS)
		return "a verdict that must not leave the engine";
	if (what.room >= PZZ_ROOMS || what.reason >= pzz_rooms[what.room]->n_reasons)
		return "a room or reason that there is not";
	if (what.rule != PZZ_NO_RULE && what.rule >= w->setup->n_rules)
		return "a rule that there is not";
	if (what.conflict && what.mark >= w->setup->n_addrs)
		return "a conflict about no address";
	if (what.lost && (what.mark >= w->setup->n_addrs || what.verdict == PZZ_REPLY))
		return "no address is lost, or it still answers";
	if (what.also > PZZ_ALSO_HAND_OVER || (what.also && what.verdict != PZZ_REPLY))
		return "something else to do with what is not answered";
	return NULL;
}

/* Offsets are valid, and where there is a parsed packet, it is within the frame. */
static const char *judge_offsets(const struct pzz_frame *f)
{
	if (f->l3 > f->len || (f->family && f->l4 > f->len))
		return "an offset beyond the frame";
	if (f->family && f->l4_len > f->len - f->l4)
		return "a transport header beyond the frame";
	return NULL;
}

const char *judge_frame(const struct world *w)
{
	const char *wrong = judge_outcome(w, w->first);

	if (!wrong)
		wrong = judge_outcome(w, w->what);
	if (!wrong && w->what.settle)
		wrong = "an outcome that is not final";
	if (!wrong)
		wrong = judge_offsets(&w->frame);
	if (!wrong && w->what.verdict == PZZ_REPLY)
		wrong = judge_reply(w);
	return wrong;
}

const char *judge_tick(const struct world *w)
{
	const char *wrong = judge_outcome(w, w->what);

	if (wrong || w->what.verdict != PZZ_REPLY)
		return wrong;
	if (!w->reply_ok || w->reply_len > w->setup->mtu + 14)
		return "a timer's frame that was not written";
	if (memcmp(w->reply + 6, w->setup->mac, 6))
		return "a timer's frame from another MAC";
	if (pzz_be16(w->reply + 12) == 0x0806)
		return judge_arp(w, true);
	if (w->what.room == PZZ_ROOM_TEREDO)
		return judge_keep_alive(w);
	if (w->what.room == PZZ_ROOM_LLDP)
		return judge_lldp(w);
	return judge_sent(w);
}
