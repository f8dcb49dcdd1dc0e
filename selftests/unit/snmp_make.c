// SPDX-License-Identifier: GPL-2.0
#include "snmp_make.h"

const struct pzz_frame snmp_verified = { .l4_verified = true };

u32 snmp_binding(u8 *to, const u64 *ids, int n)
{
	u8 oid[700], inner[720];
	u32 len = snmp_wrap(inner, 6, oid, snmp_oid(oid, ids, n));

	len += snmp_wrap(inner + len, 5, NULL, 0);
	return snmp_wrap(to, 0x30, inner, len);
}

static u32 integer(u8 *to, int n)
{
	u8 be[4];

	pzz_put_be32(be, (u32)n);
	if (n >= 0 && n < 128)
		return snmp_wrap(to, 2, be + 3, 1);
	return snmp_wrap(to, 2, be, 4);
}

u32 snmp_payload(u8 *to, const struct snmp_ask *ask, const u8 *bindings, u32 len)
{
	static u8 pdu[SNMP_FRAME_MAX], all[SNMP_FRAME_MAX];
	u32 n = integer(pdu, 0x1234);

	n += integer(pdu + n, ask->a);
	n += integer(pdu + n, ask->b);
	n += snmp_wrap(pdu + n, 0x30, bindings, len);
	len = integer(all, ask->version);
	len += snmp_wrap(all + len, 4, ask->community, (u32)strlen(ask->community));
	len += snmp_wrap(all + len, ask->pdu, pdu, n);
	return snmp_wrap(to, 0x30, all, len);
}

static const u8 head4[] = {
	V_HOST_MAC, V_PEER_MAC, 0x08, 0, 0x45, 0, 0, 0, 0, 0, 0, 0, 64, 17, 0, 0, V_PEER_IP,
	V_HOST_IP, 0xc3, 0x50, 0, 161, 0, 0, 0, 0,
};

static const u8 head6[] = {
	V_HOST_MAC, V_PEER_MAC, 0x86, 0xdd, 0x60, 0, 0, 0, 0, 0, 17, 64, V_PEER_IP6, V_HOST_IP6,
	0xc3, 0x50, 0, 161, 0, 0, 0, 0,
};

u32 snmp_frame(u8 *frame, const u8 *payload, u32 len, bool v6)
{
	u32 head = v6 ? sizeof(head6) : sizeof(head4);

	memcpy(frame, v6 ? head6 : head4, head);
	memcpy(frame + head, payload, len);
	pzz_put_be16(frame + head - 4, (u16)(len + 8));
	if (v6) {
		pzz_put_be16(frame + 18, (u16)(len + 8));
	} else {
		pzz_put_be16(frame + 16, (u16)(len + 28));
		pzz_put_be16(frame + 24, judge_csum(frame + 14, 20, 0));
	}
	return head + len;
}

/* The contents of the element at *p, which has to have this tag; *p moves behind it. */
static const u8 *contents(const u8 **p, u8 *tag, u32 *len)
{
	const u8 *is = *p;
	u32 head = 2;

	*tag = is[0];
	*len = is[1];
	if (is[1] == 0x81) {
		*len = is[2];
		head = 3;
	} else if (is[1] == 0x82) {
		*len = pzz_be16(is + 2);
		head = 4;
	}
	*p = is + head + *len;
	return is + head;
}

struct snmp_said snmp_said(const struct world *w)
{
	const u8 *p = w->reply + (w->frame.family == 4 ? 42 : 62), *e;
	struct snmp_said s = { 0 };
	u32 len, i;
	u8 tag;

	p = contents(&p, &tag, &len);
	contents(&p, &tag, &len);
	contents(&p, &tag, &len);
	p = contents(&p, &tag, &len);
	contents(&p, &tag, &len);
	e = contents(&p, &tag, &len);
	s.status = e[0];
	e = contents(&p, &tag, &len);
	for (i = 0; i < len; i++)
		s.index = s.index * 256 + e[i];
	s.bindings = contents(&p, &tag, &s.len);
	return s;
}

bool snmp_next_said(struct snmp_said *s, const u8 **oid, u32 *oid_len, u8 *tag, const u8 **value,
		    u32 *len)
{
	const u8 *p = s->bindings, *inner;

	if (!s->len)
		return false;
	inner = contents(&p, tag, len);
	s->len -= (u32)(p - s->bindings);
	s->bindings = p;
	*oid = contents(&inner, tag, oid_len);
	*value = contents(&inner, tag, len);
	return true;
}

u8 snmp_first_tag(const struct world *w)
{
	struct snmp_said s = snmp_said(w);
	const u8 *oid, *value;
	u32 oid_len, len;
	u8 tag = 0;

	snmp_next_said(&s, &oid, &oid_len, &tag, &value, &len);
	return tag;
}
