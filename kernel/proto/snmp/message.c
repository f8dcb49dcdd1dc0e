// SPDX-License-Identifier: GPL-2.0
/* Reading a message: RFC 1157 4, RFC 3416 3, 4. Nothing in it is nested without end. */
#include "pzz_addrs.h"
#include "pzz_csum.h"
#include "snmp/snmp.h"

/* Before the bindings of an answer, but for the contents of community and request id */
#define HEAD_MAX	(3 * PZZ_BER_HEAD_MAX + 3 + 2 + 2 + 3 + 4)

/* A source outside the prefix is as good as another community. */
static u32 is_from(const struct pzz_prefix *from, const struct pzz_frame *f)
{
	unsigned int len = f->family == 4 ? PZZ_IPV4_LEN : PZZ_IPV6_LEN, whole = from->bits / 8;
	unsigned int rest = from->bits % 8;

	if (!from->ip.len)
		return true;
	if (from->ip.len != len || memcmp(from->ip.b, f->src, whole))
		return false;
	return !rest || !((from->ip.b[whole] ^ f->src[whole]) >> (8 - rest));
}

/*
 * Takes the same time whether or not, and in how many bytes, a community is one of
 * ours: all of them are compared, and as much of each as the frame has. @name is
 * filled up with zeros.
 */
static u32 is_named(const struct pzz_community *c, const u8 *name, u32 len)
{
	u64 differ = c->len ^ len;
	u32 i;

	for (i = 0; i < len; i += 8)
		differ |= pzz_load64(c->name + i) ^ pzz_load64(name + i);
	return !differ;
}

/* C26. Where several match, what one of them may is allowed. */
static bool check_community(const struct pzz_snmp_conf *c, const struct pzz_frame *f,
			    struct pzz_snmp_request *req)
{
	u32 len = (u32)pzz_left(&req->community), known = 0, write = 0, is, i;
	u8 name[PROXZZZY_COMMUNITY_LEN_MAX] = { 0 };

	if (len > PROXZZZY_COMMUNITY_LEN_MAX)
		return false;
	memcpy(name, req->community.pos, len);
	for (i = 0; i < c->n_communities; i++) {
		is = is_named(&c->communities[i], name, len);
		is &= is_from(&c->communities[i].from, f);
		known |= is;
		write |= is & c->communities[i].write;
	}
	req->write = write;
	return known;
}

static bool pdu_ok(const struct pzz_snmp_request *req)
{
	switch (req->pdu) {
	case PZZ_SNMP_GET:
	case PZZ_SNMP_GETNEXT:
	case PZZ_SNMP_SETS:
		return true;
	case PZZ_SNMP_GETBULK:
		return req->version == PZZ_SNMP_V2C;
	}
	return false;
}

bool pzz_snmp_binding(struct pzz_view *list, struct pzz_view *oid)
{
	struct pzz_view binding;

	return list->pos < list->end && pzz_ber_expect(list, PZZ_BER_SEQUENCE, &binding) &&
	       pzz_ber_expect(&binding, PZZ_BER_OID, oid);
}

/* What a binding has for a value means nothing in a question, but is one element. */
static bool check_bindings(struct pzz_snmp_request *req)
{
	struct pzz_view list = req->list, binding, oid, value;
	u8 tag;

	for (req->n = 0; list.pos < list.end; req->n++)
		if (!pzz_ber_expect(&list, PZZ_BER_SEQUENCE, &binding) ||
		    !pzz_ber_expect(&binding, PZZ_BER_OID, &oid) ||
		    !pzz_ber_oid_ok(oid.pos, (u32)pzz_left(&oid)) ||
		    !pzz_ber_take(&binding, &tag, &value) || binding.pos != binding.end)
			return false;
	return true;
}

/* An INTEGER that comes back as it is. */
static bool take_id(struct pzz_view *pdu, struct pzz_view *id)
{
	return pzz_ber_expect(pdu, PZZ_BER_INTEGER, id) && id->pos < id->end && pzz_left(id) <= 4;
}

/* Request id, then two numbers: error status and index, or what GETBULK has there. */
static bool parse_pdu(struct pzz_view *pdu, struct pzz_snmp_request *req)
{
	if (!take_id(pdu, &req->id) ||
	    !pzz_ber_take_int(pdu, &req->non_repeaters) ||
	    !pzz_ber_take_int(pdu, &req->max_repetitions) ||
	    !pzz_ber_expect(pdu, PZZ_BER_SEQUENCE, &req->list))
		return false;
	return pdu->pos == pdu->end;
}

static u8 check_version(int version)
{
	if (version == PZZ_SNMP_V3)
		return PZZ_SNMP_VERSION_3;
	return version == PZZ_SNMP_V1 || version == PZZ_SNMP_V2C ? PZZ_SNMP_ANSWERED :
								   PZZ_SNMP_VERSION;
}

static u8 parse_message(const struct pzz_snmp_conf *c, const struct pzz_frame *f,
			struct pzz_snmp_request *req)
{
	struct pzz_view v, message, pdu;
	const u8 *data;
	int version;
	u8 reason;
	u32 len;

	data = pzz_udp_payload(f, &len);
	v = pzz_view(data, len);
	if (!pzz_ber_expect(&v, PZZ_BER_SEQUENCE, &message) || v.pos != v.end ||
	    !pzz_ber_take_int(&message, &version))
		return PZZ_SNMP_MALFORMED;
	reason = check_version(version);
	if (reason != PZZ_SNMP_ANSWERED)
		return reason;
	req->version = (u8)version;
	if (!pzz_ber_expect(&message, PZZ_BER_OCTETS, &req->community))
		return PZZ_SNMP_MALFORMED;
	if (!check_community(c, f, req))
		return PZZ_SNMP_COMMUNITY;
	if (!pzz_ber_take(&message, &req->pdu, &pdu) || message.pos != message.end)
		return PZZ_SNMP_MALFORMED;
	if (!pdu_ok(req))
		return PZZ_SNMP_PDU;
	if (!parse_pdu(&pdu, req))
		return PZZ_SNMP_MALFORMED;
	req->before = (u32)(req->list.pos - data);
	return PZZ_SNMP_ANSWERED;
}

static void see(struct pzz_snmp_request *req)
{
	req->n_found = 0;
	req->head = HEAD_MAX + (u32)pzz_left(&req->community) + (u32)pzz_left(&req->id);
	req->view = (req->version == PZZ_SNMP_V2C ? PZZ_SNMP_VIEW_V2C : 0) |
		    (req->write ? PZZ_SNMP_VIEW_WRITER : 0);
}

u8 pzz_snmp_parse(const struct pzz_conf *conf, const struct pzz_frame *f,
		  struct pzz_snmp_request *req)
{
	unsigned int len = f->family == 4 ? PZZ_IPV4_LEN : PZZ_IPV6_LEN;
	const struct pzz_snmp_conf *c = conf->room[PZZ_ROOM_SNMP];
	u8 reason;

	if (pzz_addr_find(conf, f->dst, len) < 0)
		return PZZ_SNMP_NOT_OURS;
	if (pzz_ip_is_zero(f->src, len) || !f->sport || pzz_addr_find(conf, f->src, len) >= 0)
		return PZZ_SNMP_SOURCE;
	reason = parse_message(c, f, req);
	if (reason != PZZ_SNMP_ANSWERED)
		return reason;
	if (!check_bindings(req))
		return PZZ_SNMP_MALFORMED;
	see(req);
	return pzz_snmp_fits(req, 0, c->max[f->family == 6]) ? PZZ_SNMP_ANSWERED :
							       PZZ_SNMP_TOO_BIG;
}
