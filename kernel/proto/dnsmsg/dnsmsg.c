// SPDX-License-Identifier: GPL-2.0
/* Reading DNS messages: RFC 1035 4. */
#include "dnsmsg/dnsmsg.h"

#define QUESTION_TAIL	4	/* type and class */
#define RR_TAIL		10	/* and TTL and the length of the data */

bool pzz_dns_begin(struct pzz_dns_msg *m, const u8 *data, u32 len)
{
	unsigned int i;

	if (len < PZZ_DNS_HLEN)
		return false;
	m->data = data;
	m->len = len;
	m->pos = PZZ_DNS_HLEN;
	m->id = pzz_be16(data);
	m->flags = pzz_be16(data + 2);
	for (i = 0; i < 4; i++)
		m->count[i] = pzz_be16(data + 4 + 2 * i);
	memcpy(m->left, m->count, sizeof(m->left));
	return true;
}

static bool malformed(struct pzz_dns_msg *m)
{
	m->pos = m->len + 1;
	return false;
}

bool pzz_dns_question(struct pzz_dns_msg *m, struct pzz_dns_question *q)
{
	u32 pos = m->pos;

	if (pzz_dns_malformed(m) || !m->left[PZZ_DNS_QUESTIONS])
		return false;
	q->wire = m->data + pos;
	q->len = pzz_dns_name_plain(m->data, m->len, pos);
	pos += q->len;
	if (!q->len) {
		if (!pzz_dns_name_read(m->data, m->len, &pos, &q->copy))
			return malformed(m);
		q->wire = q->copy.wire;
		q->len = q->copy.len;
	}
	if (m->len - pos < QUESTION_TAIL)
		return malformed(m);
	q->type = pzz_be16(m->data + pos);
	q->class = pzz_be16(m->data + pos + 2);
	m->pos = pos + QUESTION_TAIL;
	m->left[PZZ_DNS_QUESTIONS]--;
	return true;
}

static bool skip(struct pzz_dns_msg *m, unsigned int section)
{
	u32 tail = section == PZZ_DNS_QUESTIONS ? QUESTION_TAIL : RR_TAIL, pos = m->pos;

	if (!pzz_dns_name_skip(m->data, m->len, &pos) || m->len - pos < tail)
		return malformed(m);
	pos += tail;
	if (section != PZZ_DNS_QUESTIONS) {
		u32 len = pzz_be16(m->data + pos - 2);

		if (m->len - pos < len)
			return malformed(m);
		pos += len;
	}
	m->pos = pos;
	m->left[section]--;
	return true;
}

bool pzz_dns_rr(struct pzz_dns_msg *m, enum pzz_dns_section section, struct pzz_dns_rr *rr)
{
	unsigned int i;
	u32 pos;

	for (i = 0; i < section; i++)
		while (m->left[i])
			if (pzz_dns_malformed(m) || !skip(m, i))
				return false;
	if (pzz_dns_malformed(m) || !m->left[section])
		return false;
	pos = m->pos;
	if (!pzz_dns_name_read(m->data, m->len, &pos, &rr->name) || m->len - pos < RR_TAIL)
		return malformed(m);
	rr->type = pzz_be16(m->data + pos);
	rr->class = pzz_be16(m->data + pos + 2);
	rr->ttl = pzz_be32(m->data + pos + 4);
	rr->data_len = pzz_be16(m->data + pos + 8);
	rr->at = pos + RR_TAIL;
	if (m->len - rr->at < rr->data_len)
		return malformed(m);
	m->pos = rr->at + rr->data_len;
	m->left[section]--;
	return true;
}
