// SPDX-License-Identifier: GPL-2.0
#include "judge.h"
#include "snmp/snmp.h"
#include "snmp_naive.h"

#define IDS	128
#define MANY	512	/* bindings */

struct el {
	u8 tag;
	const u8 *p;
	u32 len;
};

struct name {
	int n;
	u64 ids[IDS];
};

static struct name asked[SNMP_NAIVE_MAX / 7], column[MANY];

/* The request, and the answer as it grows. */
static struct {
	const struct pzz_setup *setup;
	u64 mark;
	u32 max;
	u8 version;
	bool write;
	struct el community, id, list;
	int a, b;
	int n;
	u8 bindings[2 * SNMP_NAIVE_MAX];
	u32 len;
	int n_out;
	bool ended;	/* this repetition had nothing but ends */
} m;

static bool take(const u8 **p, const u8 *end, struct el *e)
{
	u64 len = 0;
	int more;

	if (end - *p < 2 || (**p & 31) == 31)
		return false;
	e->tag = *(*p)++;
	len = *(*p)++;
	if (len >= 128) {
		more = (int)len - 128;
		if (more < 1 || more > 4 || end - *p < more)
			return false;
		for (len = 0; more--;)
			len = len * 256 + *(*p)++;
	}
	if (len > (u64)(end - *p))
		return false;
	e->p = *p;
	e->len = (u32)len;
	*p += len;
	return true;
}

static bool number(const u8 **p, const u8 *end, struct el *e, int *value)
{
	long long sum;
	u32 i;

	if (!take(p, end, e) || e->tag != 2 || e->len < 1 || e->len > 4)
		return false;
	sum = e->p[0] >= 128 ? e->p[0] - 256 : e->p[0];
	for (i = 1; i < e->len; i++)
		sum = sum * 256 + e->p[i];
	*value = (int)sum;
	return true;
}

int snmp_ids(const u8 *oid, u32 len, u64 *ids)
{
	int n = 1, bytes = 0;
	u64 sub = 0;
	u32 i;

	if (!len)
		return -1;
	for (i = 0; i < len; i++) {
		if ((!bytes && oid[i] == 128) || ++bytes > 5 || n == IDS)
			return -1;
		sub = sub * 128 + oid[i] % 128;
		if (oid[i] >= 128)
			continue;
		ids[n++] = sub;
		sub = 0;
		bytes = 0;
	}
	ids[0] = ids[1] < 40 ? 0 : ids[1] < 80 ? 1 : 2;
	ids[1] -= 40 * ids[0];
	for (i = 0; (int)i < n; i++)
		if (ids[i] > 0xffffffff)
			return -1;
	return bytes ? -1 : n;
}

u32 snmp_oid(u8 *to, const u64 *ids, int n)
{
	u32 len = 0;
	int i, shift;
	u64 sub;

	for (i = 1; i < n; i++) {
		sub = i == 1 ? ids[0] * 40 + ids[1] : ids[i];
		for (shift = 28; shift > 0; shift -= 7)
			if (sub >> shift)
				to[len++] = (u8)(128 + (sub >> shift) % 128);
		to[len++] = (u8)(sub % 128);
	}
	return len;
}

u32 snmp_wrap(u8 *to, u8 tag, const void *contents, u32 len)
{
	u32 head = len > 255 ? 4 : len > 127 ? 3 : 2;

	if (len)
		memmove(to + head, contents, len);
	to[0] = tag;
	to[1] = head == 2 ? (u8)len : (u8)(126 + head);
	if (head == 4)
		to[2] = (u8)(len / 256);
	to[head - 1] = (u8)(len % 256);
	return head + len;
}

static int order(const struct name *a, const struct pzz_oid *o)
{
	int i;

	for (i = 0; i < a->n && i < o->n_ids; i++)
		if (a->ids[i] != o->ids[i])
			return a->ids[i] < o->ids[i] ? -1 : 1;
	return a->n - o->n_ids;
}

static u64 base(void)
{
	u64 last = 0;
	u32 i;

	for (i = 0; i < m.setup->n_oids; i++)
		if (m.setup->oids[i].age != PROXZZZY_AGE_NONE && m.setup->oids[i].taken > last)
			last = m.setup->oids[i].taken;
	return last;
}

static u64 age(const struct pzz_oid *o)
{
	return m.mark + (base() - o->taken) / 10000000;
}

static bool expired(const struct pzz_oid *o)
{
	return age(o) >= o->max_age * 100ULL;
}

static bool ever_seen(const struct pzz_oid *o)
{
	if (o->type == PZZ_SNMP_COUNTER64 && m.version == 0)
		return false;
	return o->access == PROXZZZY_ACCESS_ALL ||
	       (o->access == PROXZZZY_ACCESS_WRITERS && m.write);
}

static bool seen(const struct pzz_oid *o)
{
	return ever_seen(o) && !(o->age == PROXZZZY_AGE_NO_SUCH && expired(o));
}

static bool stale(const struct pzz_oid *o)
{
	return o && o->age == PROXZZZY_AGE_WAKE && expired(o);
}

static bool instance(const struct name *name, const struct pzz_oid *o)
{
	int n = o->n_object ? o->n_object : o->n_ids > 2 ? o->n_ids - 1 : 2, i;

	if (!ever_seen(o) || name->n < n)
		return false;
	for (i = 0; i < n; i++)
		if (name->ids[i] != o->ids[i])
			return false;
	return true;
}

static u8 missing(const struct name *name)
{
	u32 i = 0;

	while (i < m.setup->n_oids && order(name, &m.setup->oids[i]) > 0)
		i++;
	if ((i && instance(name, &m.setup->oids[i - 1])) ||
	    (i < m.setup->n_oids && instance(name, &m.setup->oids[i])))
		return 0x81;
	return 0x80;
}

/* The value for @name, or NULL and an exception. */
static const struct pzz_oid *value(u8 pdu, const struct name *name, u8 *exception)
{
	const struct pzz_oid *o;
	int o_is;

	for (o = m.setup->oids; o < m.setup->oids + m.setup->n_oids; o++) {
		o_is = order(name, o);
		if (seen(o) && (pdu == 0xa0 ? o_is == 0 : o_is < 0))
			return o;
	}
	*exception = pdu == 0xa0 ? missing(name) : 0x82;
	return NULL;
}

static u32 ticks(u8 *to, const struct pzz_oid *o)
{
	u8 be[5] = { 0 };
	u32 sum = 0, i;

	for (i = 0; i < o->value_len; i++)
		sum = sum * 256 + o->value[i];
	sum += (u32)age(o);
	pzz_put_be32(be + 1, sum);
	for (i = 0; i < 4 && !be[i] && be[i + 1] < 128; i++)
		;
	memcpy(to, be + i, 5 - i);
	return 5 - i;
}

/* Headers around @list bytes of bindings; into @to, if there is one. */
static u32 message(u8 *to, u8 status, int index, const u8 *bindings, u32 list)
{
	static u8 pdu[2 * SNMP_NAIVE_MAX], all[2 * SNMP_NAIVE_MAX];
	u8 at[2] = { (u8)(index / 256), (u8)index };
	bool two = index > 127;
	u32 len, n;

	len = snmp_wrap(pdu, 2, m.id.p, m.id.len);
	len += snmp_wrap(pdu + len, 2, &status, 1);
	len += snmp_wrap(pdu + len, 2, two ? at : at + 1, two ? 2 : 1);
	len += snmp_wrap(pdu + len, 0x30, bindings, list);
	n = snmp_wrap(all, 2, &m.version, 1);
	n += snmp_wrap(all + n, 4, m.community.p, m.community.len);
	n += snmp_wrap(all + n, 0xa2, pdu, len);
	return snmp_wrap(to, 0x30, all, n);
}

static bool add(const struct name *name, const struct pzz_oid *o, u8 exception)
{
	static u8 inner[9000], out[2 * SNMP_NAIVE_MAX];
	u8 oid[700], count[5];
	u64 ids[IDS];
	u32 len, was = m.len;
	int i;

	for (i = 0; o && i < o->n_ids; i++)
		ids[i] = o->ids[i];
	len = o ? snmp_oid(oid, ids, o->n_ids) : snmp_oid(oid, name->ids, name->n);
	len = snmp_wrap(inner, 6, oid, len);
	if (!o)
		len += snmp_wrap(inner + len, exception, NULL, 0);
	else if (o->age == PROXZZZY_AGE_COUNT)
		len += snmp_wrap(inner + len, o->type, count, ticks(count, o));
	else
		len += snmp_wrap(inner + len, o->type, o->value, o->value_len);
	m.len += snmp_wrap(m.bindings + m.len, 0x30, inner, len);
	if (message(out, 0, 0, m.bindings, m.len) > m.max) {
		m.len = was;
		return false;
	}
	m.n_out++;
	return true;
}

static void each(struct snmp_naive *n, u8 pdu)
{
	const struct pzz_oid *o;
	u8 exception = 0;
	int i;

	for (i = 0; i < m.n; i++) {
		o = value(pdu, &asked[i], &exception);
		if (!o && m.version == 0) {
			n->len = message(n->payload, 2, i + 1, m.list.p, m.list.len);
			return;
		}
		if (!add(&asked[i], o, exception)) {
			n->len = message(n->payload, 1, 0, m.list.p, m.version ? 0 : m.list.len);
			return;
		}
	}
	n->len = message(n->payload, 0, 0, m.bindings, m.len);
}

/* The next value of @name, which becomes that one's. */
static bool step(struct name *name)
{
	u8 exception = 0;
	const struct pzz_oid *o = value(0xa5, name, &exception);
	int i;

	if (stale(o) || m.n_out == MANY || !add(name, o, exception))
		return false;
	for (i = 0; o && i < o->n_ids; i++)
		name->ids[i] = o->ids[i];
	if (o) {
		name->n = o->n_ids;
		m.ended = false;
	}
	return true;
}

static void bulk(struct snmp_naive *n)
{
	int single = m.a < 0 ? 0 : m.a > m.n ? m.n : m.a, times = m.b < 0 ? 0 : m.b, i, r;
	bool more = true;

	memcpy(column, asked, sizeof(column[0]) * (size_t)m.n);
	for (i = 0; i < single && more; i++)
		more = step(&column[i]);
	for (r = 0; r < times && more && single < m.n; r++) {
		m.ended = true;
		for (i = single; i < m.n && more; i++)
			more = step(&column[i]);
		more = more && !m.ended;
	}
	if (!m.n_out && (single || (times && m.n)))
		n->len = message(n->payload, 1, 0, NULL, 0);
	else
		n->len = message(n->payload, 0, 0, m.bindings, m.len);
}

static bool from(const struct pzz_prefix *p, const struct pzz_frame *f)
{
	int i;

	if (p->ip.len && p->ip.len != (f->family == 4 ? 4 : 16))
		return false;
	for (i = 0; p->ip.len && i < p->bits; i++)
		if ((p->ip.b[i / 8] ^ f->src[i / 8]) & (128 >> i % 8))
			return false;
	return true;
}

static bool known(const struct pzz_frame *f)
{
	bool is = false;
	u32 i;

	m.write = false;
	for (i = 0; i < m.setup->n_communities; i++) {
		const struct pzz_community *c = &m.setup->communities[i];

		if (c->len != m.community.len || memcmp(c->name, m.community.p, c->len) ||
		    !from(&c->from, f))
			continue;
		is = true;
		if (c->write)
			m.write = true;
	}
	return is;
}

static bool read_pdu(const struct el *pdu)
{
	const u8 *p = pdu->p, *end = p + pdu->len, *b;
	struct el e, binding;
	int id;

	if (!number(&p, end, &m.id, &id) || !number(&p, end, &e, &m.a) ||
	    !number(&p, end, &e, &m.b) || !take(&p, end, &m.list) || m.list.tag != 0x30 || p != end)
		return false;
	for (m.n = 0, p = m.list.p, end = p + m.list.len; p < end; m.n++) {
		if (!take(&p, end, &binding) || binding.tag != 0x30)
			return false;
		b = binding.p;
		if (!take(&b, binding.p + binding.len, &e) || e.tag != 6)
			return false;
		asked[m.n].n = snmp_ids(e.p, e.len, asked[m.n].ids);
		if (asked[m.n].n < 0 || !take(&b, binding.p + binding.len, &e) ||
		    b != binding.p + binding.len)
			return false;
	}
	return true;
}

static u8 read(const struct pzz_frame *f, struct el *pdu)
{
	const u8 *p = f->data + f->l4 + 8, *end = f->data + f->l4 + pzz_be16(f->data + f->l4 + 4);
	struct el e;
	int version;

	if (!take(&p, end, &e) || e.tag != 0x30 || p != end)
		return PZZ_SNMP_MALFORMED;
	p = e.p;
	if (!number(&p, end, &e, &version))
		return PZZ_SNMP_MALFORMED;
	if (version != 0 && version != 1)
		return version == 3 ? PZZ_SNMP_VERSION_3 : PZZ_SNMP_VERSION;
	m.version = (u8)version;
	if (!take(&p, end, &m.community) || m.community.tag != 4)
		return PZZ_SNMP_MALFORMED;
	if (!known(f))
		return PZZ_SNMP_COMMUNITY;
	if (!take(&p, end, pdu) || p != end)
		return PZZ_SNMP_MALFORMED;
	if (pdu->tag != 0xa0 && pdu->tag != 0xa1 && pdu->tag != 0xa3 &&
	    (pdu->tag != 0xa5 || version == 0))
		return PZZ_SNMP_PDU;
	return read_pdu(pdu) ? PZZ_SNMP_ANSWERED : PZZ_SNMP_MALFORMED;
}

static bool checksum_ok(const struct pzz_frame *f)
{
	const u8 *udp = f->data + f->l4;
	u16 len = pzz_be16(udp + 4);

	if (f->l4_verified)
		return true;
	if (!pzz_be16(udp + 6))
		return f->family == 4;
	return !judge_csum(udp, len,
			   judge_pseudo(f->src, f->dst, f->family == 4 ? 4 : 16, 17, len));
}

static bool wakes_uncached(void)
{
	u32 o;
	int i;

	for (i = 0; m.setup->snmp.getall && m.n <= MANY && i < m.n; i++) {
		for (o = 0; o < m.setup->n_oids && order(&asked[i], &m.setup->oids[o]); o++)
			;
		if (o == m.setup->n_oids)
			return true;
	}
	return false;
}

static bool wakes_stale(u8 pdu)
{
	u8 exception;
	int i;

	for (i = 0; m.n <= MANY && i < m.n; i++)
		if (stale(value(pdu, &asked[i], &exception)))
			return true;
	return false;
}

static void answer(struct snmp_naive *n, u8 pdu)
{
	n->verdict = PZZ_REPLY;
	if (pdu == 0xa3)
		n->reason = PZZ_SNMP_REFUSED;
	if (m.n > MANY)
		n->len = message(n->payload, 1, 0, m.list.p, m.version ? 0 : m.list.len);
	else if (pdu == 0xa3)
		n->len = message(n->payload, !m.n ? 0 : m.version ? 6 : 2, !!m.n, m.list.p,
				 m.list.len);
	else if (pdu == 0xa5)
		bulk(n);
	else
		each(n, pdu);
	if (n->len > m.max)		/* an error without what it is about is all that fits */
		n->len = message(n->payload, 1, 0, NULL, 0);
}

static u32 payload_max(const struct pzz_setup *setup, u8 family)
{
	u32 head = family == 4 ? 28 : 48, max = setup->mtu > head ? setup->mtu - head : 0;
	u32 most = family == 4 ? 65507 : 65527;

	if (max > most)
		max = most;
	return max < setup->snmp.message_max ? max : setup->snmp.message_max;
}

static bool ours(const struct pzz_setup *setup, const u8 *ip, u8 len)
{
	u32 i;

	for (i = 0; i < setup->n_addrs; i++)
		if (setup->addrs[i].len == len && !memcmp(setup->addrs[i].b, ip, len))
			return true;
	return false;
}

static bool limited(void)
{
	u32 i;

	for (i = 0; i < m.setup->n_oids; i++)
		if (m.setup->oids[i].age >= PROXZZZY_AGE_NO_SUCH)
			return true;
	return false;
}

void snmp_naive(struct snmp_naive *n, const struct pzz_setup *setup, const struct pzz_frame *f,
		u64 ns)
{
	static const u8 none[16];
	u8 len = f->family == 4 ? 4 : 16;
	struct el pdu;

	memset(&m, 0, offsetof(typeof(m), bindings));
	m.len = 0;
	m.n_out = 0;
	m.setup = setup;
	m.max = payload_max(setup, f->family);
	m.mark = ns > base() ? (ns - base()) / 10000000 : 0;
	if (limited() && m.mark > 0xfffffffe)
		m.mark = 0xfffffffe;
	n->verdict = PZZ_IGNORE;
	n->len = 0;
	n->reason = PZZ_SNMP_SOURCE;
	if (!memcmp(f->src, none, len) || !f->sport || ours(setup, f->src, len))
		return;
	n->reason = read(f, &pdu);
	if (n->reason != PZZ_SNMP_ANSWERED)
		return;
	if (message(n->payload, 0, 0, NULL, 0) > m.max) {
		n->reason = PZZ_SNMP_TOO_BIG;
		return;
	}
	if (!checksum_ok(f)) {
		n->reason = PZZ_SNMP_CHECKSUM;
		return;
	}
	n->verdict = PZZ_WAKE;
	if (pdu.tag == 0xa3 && m.write)
		n->reason = PZZ_SNMP_SET;
	else if (pdu.tag == 0xa0 && wakes_uncached())
		n->reason = PZZ_SNMP_UNCACHED;
	else if (pdu.tag != 0xa3 && wakes_stale(pdu.tag))
		n->reason = PZZ_SNMP_STALE;
	else
		answer(n, pdu.tag);
}
