// SPDX-License-Identifier: GPL-2.0
#include <string.h>

#include "sync_dns.h"
#include "util.h"

#define HEADER 12
#define RECORDS_MAX 4096

struct message {
	const u8 *b;
	size_t len;
	size_t at;
};

static void put16(u8 *b, unsigned int v)
{
	b[0] = (u8)(v >> 8);
	b[1] = (u8)v;
}

static u16 get16(const u8 *b)
{
	return (u16)(b[0] << 8 | b[1]);
}

size_t sync_dns_question(u8 *buf, u16 id, const struct dname *name, u16 type)
{
	memset(buf, 0, HEADER);
	put16(buf, id);
	put16(buf + 4, 1);
	memcpy(buf + HEADER, name->b, name->len);
	put16(buf + HEADER + name->len, type);
	put16(buf + HEADER + name->len + 2, 1);
	return HEADER + name->len + 4U;
}

/* A name at *at, which steps over it. Pointers only go back (RFC 1035 4.1.4). */
static bool name_at(const struct message *m, size_t *at, struct dname *name)
{
	size_t p = *at, floor = *at, n = 0;
	bool jumped = false;

	while (p < m->len) {
		u8 c = m->b[p];

		if (c >= 0xc0) {
			if (p + 1 >= m->len)
				return false;
			if (!jumped)
				*at = p + 2;
			jumped = true;
			p = (c & 0x3fU) << 8 | m->b[p + 1];
			if (p >= floor)
				return false;
			floor = p;
			continue;
		}
		if (c > 63 || n + c + 1U > sizeof(name->b) || p + c >= m->len)
			return false;
		memcpy(name->b + n, m->b + p, c + 1U);
		n += c + 1U;
		p += c + 1U;
		if (c)
			continue;
		name->len = (u8)n;
		if (!jumped)
			*at = p;
		return true;
	}
	return false;
}

/* The data of a record with the names in them written out. */
static bool data_at(const struct message *m, size_t at, size_t end, struct rr *rr, u8 *buf)
{
	const struct dns_type *t = dns_type_of(rr->type);
	size_t fixed = 2U * t->numbers;
	struct message part = { .b = m->b, .len = end };
	struct dname name;

	rr->data = buf;
	if (t->rest != DNS_REST_NAME) {
		if (end - at > PROXZZZY_DATA_MAX)
			return false;
		memcpy(buf, m->b + at, end - at);
		rr->data_len = (u16)(end - at);
		return true;
	}
	if (end - at < fixed)
		return false;
	memcpy(buf, m->b + at, fixed);
	at += fixed;
	if (!name_at(&part, &at, &name) || at != end)
		return false;
	memcpy(buf + fixed, name.b, name.len);
	rr->data_len = (u16)(fixed + name.len);
	return true;
}

/* Return: false if it is broken. *ours: it is of class IN. */
static bool record(struct message *m, struct rr *rr, u8 *buf, bool *ours)
{
	size_t end;
	const u8 *b;

	if (!name_at(m, &m->at, &rr->name) || m->len - m->at < 10)
		return false;
	b = m->b + m->at;
	rr->type = get16(b);
	*ours = (get16(b + 2) & 0x7fff) == 1;
	rr->ttl = (u32)get16(b + 4) << 16 | get16(b + 6);
	m->at += 10;
	end = m->at + get16(b + 8);
	if (end > m->len || !data_at(m, m->at, end, rr, buf))
		return false;
	m->at = end;
	return true;
}

bool sync_dns_answer(const u8 *msg, size_t len, u16 id,
		     void (*each)(const struct rr *rr, void *arg), void *arg)
{
	struct message m = { .b = msg, .len = len, .at = HEADER };
	u8 buf[PROXZZZY_DATA_MAX];
	unsigned int n;

	/* a response to a standard query, without an error */
	if (len < HEADER || get16(msg) != id || (get16(msg + 2) & 0xf80f) != 0x8000)
		return false;
	for (n = get16(msg + 4); n; n--) {
		struct dname skipped;

		if (!name_at(&m, &m.at, &skipped) || m.len - m.at < 4)
			return false;
		m.at += 4;
	}
	n = (unsigned int)get16(msg + 6) + get16(msg + 8) + get16(msg + 10);
	if (n > RECORDS_MAX)
		return false;
	for (; n; n--) {
		struct rr rr = { 0 };
		bool ours;

		if (!record(&m, &rr, buf, &ours))
			return false;
		if (ours)
			each(&rr, arg);
	}
	return true;
}

/* The lengths of labels are no letters, so names compare as strings do. */
static bool same(const u8 *a, const u8 *b, size_t len)
{
	for (size_t i = 0; i < len; i++) {
		u8 x = a[i], y = b[i];

		if (x >= 'A' && x <= 'Z')
			x |= 0x20;
		if (y >= 'A' && y <= 'Z')
			y |= 0x20;
		if (x != y)
			return false;
	}
	return true;
}

bool sync_dns_same(const struct dname *a, const struct dname *b)
{
	return a->len == b->len && same(a->b, b->b, a->len);
}

bool sync_dns_below(const struct dname *name, const struct dname *parent)
{
	size_t at = 0;

	while (at < name->len && (size_t)(name->len - at) > parent->len)
		at += name->b[at] + 1U;
	return at && at + parent->len == name->len && same(name->b + at, parent->b, parent->len);
}

bool sync_dns_join(struct dname *name, const struct dname *parent)
{
	size_t n = name->len - 1U;

	if (!name->len || n + parent->len > sizeof(name->b))
		return false;
	memcpy(name->b + n, parent->b, parent->len);
	name->len = (u8)(n + parent->len);
	return true;
}

bool sync_dns_name(const u8 *data, size_t len, struct dname *name)
{
	if (!len || dns_name_length(data, len) != len)
		return false;
	name->len = (u8)len;
	memcpy(name->b, data, len);
	return true;
}

void sync_dns_label(struct dname *name, const char *s)
{
	size_t len = strlen(s);

	memset(name, 0, sizeof(*name));
	name->b[0] = (u8)len;
	memcpy(name->b + 1, s, len);
	name->len = (u8)(len + 2);
}

void sync_add_record(struct config *cfg, const struct rr *rr)
{
	struct rr *to;

	for (size_t i = 0; i < cfg->n_rrs; i++) {
		const struct rr *is = &cfg->rrs[i];

		if (is->type == rr->type && sync_dns_same(&is->name, &rr->name) &&
		    is->data_len == rr->data_len && !memcmp(is->data, rr->data, rr->data_len))
			return;
	}
	to = config_add_rr(cfg);
	*to = *rr;
	to->data = util_grow(NULL, 0, rr->data_len ? rr->data_len : 1);
	memcpy(to->data, rr->data, rr->data_len);
}
