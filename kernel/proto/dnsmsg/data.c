// SPDX-License-Identifier: GPL-2.0
/* The data of records: where names are in it, and whether two are the same. */
#include "dnsmsg/dnsmsg.h"
#include "dnsmsg/layout.h"
#include "pzz_proto.h"

static const struct pzz_dns_layout layouts[] = {
	{ PZZ_DNS_PTR, 0, 1, 0 },	{ PZZ_DNS_SRV, 6, 1, 0 },
	{ PZZ_DNS_CNAME, 0, 1, 0 },	{ PZZ_DNS_NS, 0, 1, 0 },
	{ PZZ_DNS_DNAME, 0, 1, 0 },	{ PZZ_DNS_MX, 2, 1, 0 },
	{ PZZ_DNS_AFSDB, 2, 1, 0 },	{ PZZ_DNS_RT, 2, 1, 0 },
	{ PZZ_DNS_KX, 2, 1, 0 },	{ PZZ_DNS_PX, 2, 2, 0 },
	{ PZZ_DNS_RP, 0, 2, 0 },	{ PZZ_DNS_SOA, 0, 2, 20 },
	{ PZZ_DNS_NSEC, 0, 1, PZZ_DNS_REST },
};

static const struct pzz_dns_layout plain = { 0, 0, 0, PZZ_DNS_REST };

const struct pzz_dns_layout *pzz_dns_layout_of(u16 type)
{
	unsigned int i;

	for (i = 0; i < PZZ_COUNT(layouts); i++)
		if (layouts[i].type == type)
			return &layouts[i];
	return &plain;
}

/* Uncompressed length of the name at @data, or 0. */
static u32 name_len(const u8 *data, u32 len)
{
	u32 pos = 0;

	if (!pzz_dns_name_skip(data, len, &pos) || pos > PROXZZZY_NAME_MAX)
		return 0;
	return pzz_dns_name_ok(data, pos) ? pos : 0;
}

/* Each piece of @rr against the same of @data. */
bool pzz_dns_data_equal(const struct pzz_dns_msg *m, const struct pzz_dns_rr *rr,
			const u8 *data, u32 len)
{
	const struct pzz_dns_layout *l = pzz_dns_layout_of(rr->type);
	u32 pos = rr->at, end = rr->at + rr->data_len, size;
	struct pzz_dns_name name;
	unsigned int i;

	if (rr->data_len < l->fixed || len < l->fixed || memcmp(m->data + pos, data, l->fixed))
		return false;
	pos += l->fixed;
	data += l->fixed;
	len -= l->fixed;
	for (i = 0; i < l->names; i++) {
		size = name_len(data, len);
		if (!size || !pzz_dns_name_read(m->data, end, &pos, &name) ||
		    !pzz_dns_name_equal(name.wire, name.len, data, size))
			return false;
		data += size;
		len -= size;
	}
	return len == end - pos && !memcmp(m->data + pos, data, len);
}

static u32 hash_bytes(u32 hash, const u8 *data, u32 len)
{
	u32 i;

	for (i = 0; i < len; i++)
		hash = (hash ^ data[i]) * 0x01000193U;
	return hash;
}

u32 pzz_dns_data_hash(const struct pzz_dns_msg *m, const struct pzz_dns_rr *rr)
{
	const struct pzz_dns_layout *l = pzz_dns_layout_of(rr->type);
	u32 pos = rr->at + l->fixed, end = rr->at + rr->data_len, hash;
	struct pzz_dns_name name;
	unsigned int i;

	if (rr->data_len < l->fixed)
		return 0;
	hash = hash_bytes(rr->type, m->data + rr->at, l->fixed);
	for (i = 0; i < l->names; i++) {
		if (!pzz_dns_name_read(m->data, end, &pos, &name))
			return 0;
		hash = (hash ^ name.hash) * 0x01000193U;
	}
	return hash_bytes(hash, m->data + pos, end - pos);
}

/* RFC 1035 3.3.13, 3.3.14: strings, each after its length, at least @least of them. */
static bool are_strings(const u8 *data, u32 len, u32 least, u32 most)
{
	u32 at = 0, n = 0;

	while (at < len) {
		at += data[at] + 1U;
		n++;
	}
	return at == len && n >= least && n <= most;
}

bool pzz_dns_data_ok(u16 type, const u8 *data, u32 len)
{
	const struct pzz_dns_layout *l = pzz_dns_layout_of(type);
	unsigned int i;
	u32 size;

	if (type == PZZ_DNS_A)
		return len == PZZ_IPV4_LEN;
	if (type == PZZ_DNS_AAAA)
		return len == PZZ_IPV6_LEN;
	if (type == PZZ_DNS_TXT)
		return are_strings(data, len, 1, len);
	if (type == PZZ_DNS_HINFO)
		return are_strings(data, len, 2, 2);
	if (len < l->fixed)
		return false;
	data += l->fixed;
	len -= l->fixed;
	for (i = 0; i < l->names; i++) {
		size = name_len(data, len);
		if (!size)
			return false;
		data += size;
		len -= size;
	}
	return l->tail == PZZ_DNS_REST || len == l->tail;
}
