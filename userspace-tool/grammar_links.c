// SPDX-License-Identifier: GPL-2.0
#include <stdlib.h>
#include <string.h>

#include "grammar.h"
#include "grammar_links.h"
#include "util.h"

/* IEEE 802.1AB 7.1: the nearest bridge, which is the link peer */
static const u8 nearest_bridge[6] = { 0x01, 0x80, 0xc2, 0x00, 0x00, 0x0e };

static bool take_packet(struct cursor *c, struct bytes *to)
{
	return take_bytes(c, "a packet", PROXZZZY_TEREDO_PACKET_MAX, to);
}

/* FROM[-TO] */
static bool interval(struct cursor *c, struct teredo *t)
{
	const char *word = take_peek(c);
	char *end = NULL;
	unsigned long from = 0, to = 0;

	if (word && *word >= '0' && *word <= '9')
		from = strtoul(word, &end, 10);
	to = from;
	if (end && *end == '-' && end[1] >= '0' && end[1] <= '9')
		to = strtoul(end + 1, &end, 10);
	if (!end || *end || !from || from > to || to > PROXZZZY_TEREDO_INTERVAL_MAX)
		return take_fail(c, "expected seconds, 1 to %d, or a range such as 23-30",
				 PROXZZZY_TEREDO_INTERVAL_MAX);
	t->from = (u32)from;
	t->to = (u32)to;
	c->i++;
	return true;
}

static bool take_address(struct cursor *c, struct ip *ip)
{
	if (!take_ip(c, ip))
		return false;
	return ip->len == 16 || take_fail_last(c, "a Teredo address is an IPv6 address");
}

/* PACKET|@FILE via MAC [interval FROM[-TO]] [address ADDRESS] */
bool grammar_teredo(struct cursor *c, struct change *ch)
{
	struct teredo *t = links_add_teredo(&ch->set.links);

	t->line = c->line;
	if (!take_packet(c, &t->packet))
		return false;
	if (!take_if(c, "via"))
		return take_fail(c, "expected via, and the MAC address on the way to the server");
	if (!take_mac(c, "a unicast MAC address", t->via))
		return false;
	for (;;) {
		if (!t->from && take_if(c, "interval")) {
			if (!interval(c, t))
				return false;
		} else if (!t->address.len && take_if(c, "address")) {
			if (!take_address(c, &t->address))
				return false;
		} else {
			return true;
		}
	}
}

static bool fresh_lldp(const struct change *ch, const u8 to[6])
{
	return !links_have_lldp(&ch->set.links, to) && !links_have_lldp(&ch->del_links, to);
}

/* PDU|@FILE [to MAC] [interval SECONDS] */
bool grammar_lldp(struct cursor *c, struct change *ch)
{
	u8 to[6];
	struct bytes pdu;
	struct lldp *l;

	if (!take_bytes(c, "an LLDPDU", PROXZZZY_LLDP_PDU_MAX, &pdu))
		return false;
	l = links_add_lldp(&ch->set.links);
	l->pdu = pdu;
	l->line = c->line;
	memcpy(to, nearest_bridge, sizeof(to));
	if (take_if(c, "to") && !take_group_mac(c, to))
		return false;
	if (!fresh_lldp(ch, to))
		return take_fail_last(c, "an LLDPDU to there is named already for %s", ch->dev);
	memcpy(l->to, to, sizeof(to));
	if (!take_if(c, "interval"))
		return true;
	return take_u32(c, "seconds", 1, PROXZZZY_LLDP_INTERVAL_MAX, &l->interval);
}

/* PACKET|@FILE|all */
bool grammar_del_teredo(struct cursor *c, struct change *ch)
{
	struct teredo *t = links_add_teredo(&ch->del_links);

	t->line = c->line;
	return take_if(c, "all") || take_packet(c, &t->packet);
}

/* MAC|all */
bool grammar_del_lldp(struct cursor *c, struct change *ch)
{
	u8 to[6] = { 0 };
	struct lldp *l;

	if (!take_if(c, "all") && !take_group_mac(c, to))
		return false;
	if (!fresh_lldp(ch, to))
		return take_fail_last(c, "an LLDPDU to there is named already for %s", ch->dev);
	l = links_add_lldp(&ch->del_links);
	memcpy(l->to, to, sizeof(to));
	l->line = c->line;
	return true;
}

static void put_bytes(FILE *f, const struct bytes *b)
{
	struct util_text t;

	if (!b->file) {
		util_put_hex(f, b->b, b->len);
		return;
	}
	util_text_open(&t);
	fprintf(t.f, "@%s", b->file);
	util_put_word(f, util_text_close(&t));
	free(t.s);
}

void grammar_put_teredo(FILE *f, const struct teredo *t)
{
	put_bytes(f, &t->packet);
	fputs(" via ", f);
	util_put_mac(f, t->via, sizeof(t->via));
	if (t->from)
		fprintf(f, " interval %u", t->from);
	if (t->from && t->from != t->to)
		fprintf(f, "-%u", t->to);
	if (!t->address.len)
		return;
	fputs(" address ", f);
	grammar_put_ip(f, &t->address);
}

void grammar_put_lldp(FILE *f, const struct lldp *l)
{
	put_bytes(f, &l->pdu);
	fputs(" to ", f);
	util_put_mac(f, l->to, sizeof(l->to));
	if (l->interval)
		fprintf(f, " interval %u", l->interval);
}

void grammar_put_del_teredo(FILE *f, const struct teredo *t)
{
	if (t->packet.len || t->packet.file)
		put_bytes(f, &t->packet);
	else
		fputs("all", f);
}

void grammar_put_del_lldp(FILE *f, const struct lldp *l)
{
	if (l->to[0])
		util_put_mac(f, l->to, sizeof(l->to));
	else
		fputs("all", f);
}
