// SPDX-License-Identifier: GPL-2.0
/* Writing DNS messages, names compressed. */
#include "dnsmsg/dnsmsg.h"
#include "dnsmsg/layout.h"

#define POINTER		0xc000
#define POINTER_MAX	0x3fff

struct mark {
	u32 len;
	u8 n_seen;
};

static struct mark mark(const struct pzz_dns_writer *w)
{
	return (struct mark){ w->out->len, w->n_seen };
}

/* Takes back what was written since; having had no room is no failure. */
static bool undo(struct pzz_dns_writer *w, struct mark was, bool had_failed)
{
	w->out->len = was.len;
	w->n_seen = was.n_seen;
	w->last_at = 0;
	w->out->failed = had_failed;
	return false;
}

void pzz_dns_write(struct pzz_dns_writer *w, struct pzz_writer *out, u16 id, u16 flags)
{
	u8 *head = pzz_room_for(out, PZZ_DNS_HLEN);

	w->out = out;
	w->base = out->len - (head ? PZZ_DNS_HLEN : 0);
	memset(w->count, 0, sizeof(w->count));
	w->flags = flags;
	w->plain_srv = false;
	w->n_seen = 0;
	w->last_at = 0;
	if (head) {
		memset(head, 0, PZZ_DNS_HLEN);
		pzz_put_be16(head, id);
	}
}

void pzz_dns_written(struct pzz_dns_writer *w)
{
	u8 *head = w->out->buf + w->base;
	unsigned int i;

	if (w->out->failed)
		return;
	pzz_put_be16(head + 2, w->flags);
	for (i = 0; i < 4; i++)
		pzz_put_be16(head + 4 + 2 * i, w->count[i]);
}

/*
 * Whether the name @wire, byte for byte, stands at @at of what we have written.
 * Pointers there are our own and lead backwards.
 */
static bool stands_at(const u8 *msg, u32 at, const u8 *wire)
{
	for (;;) {
		while (msg[at] >= POINTER >> 8)
			at = pzz_be16(msg + at) & POINTER_MAX;
		if (msg[at] != *wire || memcmp(msg + at + 1, wire + 1, *wire))
			return false;
		if (!*wire)
			return true;
		at += *wire + 1U;
		wire += *wire + 1U;
	}
}

/* Where @wire stands already among the first @n that were seen, or 0: there is the header. */
static u32 seen_at(const struct pzz_dns_writer *w, const u8 *wire, u8 n)
{
	const u8 *msg = w->out->buf + w->base;
	unsigned int i;

	for (i = 0; i < n; i++)
		if (stands_at(msg, w->seen[i], wire))
			return w->seen[i];
	return 0;
}

/* Return: where the name stands whole, perhaps by pointers. */
static u32 put_name(struct pzz_dns_writer *w, const u8 *wire, bool compress)
{
	u8 before = w->n_seen;		/* this name itself is not whole yet */
	u32 at, here, begin = w->out->len - w->base;

	for (; *wire; wire += *wire + 1U) {
		at = compress ? seen_at(w, wire, before) : 0;
		here = w->out->len - w->base;
		if (at) {
			pzz_write_be16(w->out, (u16)(POINTER | at));
			return here == begin ? at : begin;
		}
		pzz_write(w->out, wire, *wire + 1U);
		if (w->out->failed)
			return begin;
		if (here <= POINTER_MAX && w->n_seen < PZZ_COUNT(w->seen))
			w->seen[w->n_seen++] = (u16)here;
	}
	pzz_write_u8(w->out, 0);
	return begin;
}

/* The name that an entry is for: most often that of the entry before. */
static void put_owner(struct pzz_dns_writer *w, const u8 *wire)
{
	u32 at;

	if (w->last_at && w->last == wire) {
		pzz_write_be16(w->out, (u16)(POINTER | w->last_at));
		return;
	}
	at = put_name(w, wire, true);
	w->last = wire;
	w->last_at = at <= POINTER_MAX ? (u16)at : 0;
}

bool pzz_dns_put_question(struct pzz_dns_writer *w, const u8 *name, u16 type, u16 class)
{
	struct mark was = mark(w);
	bool had_failed = w->out->failed;

	put_owner(w, name);
	pzz_write_be16(w->out, type);
	pzz_write_be16(w->out, class);
	if (w->out->failed)
		return undo(w, was, had_failed);
	w->count[PZZ_DNS_QUESTIONS]++;
	return true;
}

/* RFC 6762 18.14; RFC 2782 for those who ask in the old way. */
static bool compresses(const struct pzz_dns_writer *w, u16 type)
{
	return type == PZZ_DNS_PTR || type == PZZ_DNS_CNAME || type == PZZ_DNS_NS ||
	       (type == PZZ_DNS_SRV && !w->plain_srv);
}

static void put_data(struct pzz_dns_writer *w, u16 type, const u8 *data, u32 len)
{
	u32 fixed;

	if (compresses(w, type)) {
		fixed = pzz_dns_layout_of(type)->fixed;
		pzz_write(w->out, data, fixed);
		put_name(w, data + fixed, true);
	} else {
		pzz_write(w->out, data, len);
	}
}

static u32 put_head(struct pzz_dns_writer *w, const u8 *name, u16 type, u16 class, u32 ttl)
{
	u8 *p;

	put_owner(w, name);
	p = pzz_room_for(w->out, 10);
	if (p) {
		pzz_put_be16(p, type);
		pzz_put_be16(p + 2, class);
		pzz_put_be32(p + 4, ttl);
		pzz_put_be16(p + 8, 0);
	}
	return w->out->len;
}

static bool finish(struct pzz_dns_writer *w, enum pzz_dns_section section, u32 data,
		   struct mark was, bool had_failed)
{
	if (w->out->failed)
		return undo(w, was, had_failed);
	pzz_put_be16(w->out->buf + data - 2, (u16)(w->out->len - data));
	w->count[section]++;
	return true;
}

bool pzz_dns_put_rr(struct pzz_dns_writer *w, enum pzz_dns_section section, const u8 *name,
		    u16 type, u16 class, u32 ttl, const u8 *data, u32 data_len)
{
	bool had_failed = w->out->failed;
	struct mark was = mark(w);
	u32 at;

	at = put_head(w, name, type, class, ttl);
	put_data(w, type, data, data_len);
	return finish(w, section, at, was, had_failed);
}

bool pzz_dns_put_nsec(struct pzz_dns_writer *w, enum pzz_dns_section section, const u8 *name,
		      u16 class, u32 ttl, const u16 *types, u32 n_types)
{
	u8 map[2 + 32] = { 0 };		/* window 0, its length, its bits */
	bool had_failed = w->out->failed;
	struct mark was = mark(w);
	u32 at, i;

	for (i = 0; i < n_types && types[i] < 256; i++) {
		map[2 + types[i] / 8] |= 0x80 >> types[i] % 8;
		map[1] = (u8)(types[i] / 8 + 1);
	}
	at = put_head(w, name, PZZ_DNS_NSEC, class, ttl);
	put_owner(w, name);
	if (map[1])
		pzz_write(w->out, map, 2U + map[1]);
	return finish(w, section, at, was, had_failed);
}
