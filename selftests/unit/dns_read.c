// SPDX-License-Identifier: GPL-2.0
#include <stdio.h>

#include "dns_read.h"
#include "pzz_view.h"

/* A name at @at of @d, as text; returns what is behind it, or 0. */
static u32 read_name(const u8 *d, u32 len, u32 at, char *text, u8 *wire, u32 *wire_len)
{
	u32 end = 0, n = 0, w = 0, jumps = 0;

	for (;;) {
		if (at >= len)
			return 0;
		if ((d[at] & 0xc0) == 0xc0) {
			if (at + 1 >= len || ++jumps > 100)
				return 0;
			end = end ? end : at + 2;
			at = (d[at] & 0x3fU) << 8 | d[at + 1];
			continue;
		}
		if (d[at] > 63 || at + 1 + d[at] > len || w + 1 + d[at] > 255)
			return 0;
		memcpy(wire + w, d + at, 1U + d[at]);
		w += 1U + d[at];
		if (!d[at])
			break;
		n += (u32)sprintf(text + n, "%s%.*s", n ? "." : "", d[at],
				  (const char *)d + at + 1);
		at += 1U + d[at];
	}
	text[n] = 0;
	*wire_len = w;
	return end ? end : at + 1;
}

static u32 read_rr(struct read_rr *rr, const u8 *d, u32 len, u32 at)
{
	u32 fixed, end, wire_len;
	u8 wire[256];
	char text[1024];

	at = read_name(d, len, at, rr->name, wire, &wire_len);
	if (!at || at + 10 > len)
		return 0;
	rr->type = pzz_be16(d + at);
	rr->class = pzz_be16(d + at + 2);
	rr->ttl = pzz_be32(d + at + 4);
	rr->data_len = pzz_be16(d + at + 8);
	at += 10;
	end = at + rr->data_len;
	if (end > len || rr->data_len > sizeof(rr->data))
		return 0;
	memcpy(rr->data, d + at, rr->data_len);
	if (rr->type == 12 || rr->type == 33) {
		fixed = rr->type == 33 ? 6 : 0;
		if (read_name(d, len, at + fixed, text, wire, &wire_len) != end)
			return 0;
		memcpy(rr->data + fixed, wire, wire_len);
		rr->data_len = fixed + wire_len;
	}
	return end;
}

static const char *read_payload(struct read_msg *m, const u8 *d, u32 len)
{
	u32 at = 12, i, section, wire_len;
	char text[1024];
	u8 wire[256];

	if (len < 12)
		return "no DNS header";
	m->id = pzz_be16(d);
	m->flags = pzz_be16(d + 2);
	m->questions = pzz_be16(d + 4);
	for (i = 0; i < m->questions; i++) {
		at = read_name(d, len, at, text, wire, &wire_len);
		at = at ? at + 4 : len + 1;
		if (at > len)
			return "a question that is malformed";
	}
	for (section = 1; section < 4; section++)
		for (i = pzz_be16(d + 4 + 2 * section); i; i--) {
			if (m->n == READ_MAX)
				return "more records than a message can have";
			m->rr[m->n].section = (u8)section;
			at = read_rr(&m->rr[m->n++], d, len, at);
			if (!at)
				return "a record that is malformed";
		}
	return at == len ? NULL : "bytes behind the last record";
}

const char *dns_read(struct read_msg *m, const u8 *frame, u32 len)
{
	u32 head;

	memset(m, 0, sizeof(*m));
	m->v6 = frame[12] == 0x86;
	m->multicast = frame[0] & 1;
	head = m->v6 ? 62 : 42;
	if (len < head)
		return "no UDP";
	m->dport = pzz_be16(frame + head - 6);
	return read_payload(m, frame + head, len - head);
}

u32 dns_count(const struct read_msg *m, u8 section, const char *name, u16 type)
{
	u32 i, n = 0;

	for (i = 0; i < m->n; i++)
		n += m->rr[i].section == section && m->rr[i].type == type &&
		     !strcmp(m->rr[i].name, name);
	return n;
}
