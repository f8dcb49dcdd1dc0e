// SPDX-License-Identifier: GPL-2.0
/* Responses: RFC 3261 8.2.6, RFC 3581 4. */
#include "sip/sip.h"

struct phrase {
	u16 status;
	struct pzz_text text;
};

/* status line, names of fields, tag, rport, received, Allow, Accept, Content-Length */
#define RESPONSE_FIXED	280

#define PHRASE(status, s)	{ status, { (const u8 *)(s), sizeof(s) - 1 } }

static const struct phrase phrases[] = {
	PHRASE(180, "Ringing"),
	PHRASE(200, "OK"),
	PHRASE(400, "Bad Request"),
	PHRASE(404, "Not Found"),
	PHRASE(405, "Method Not Allowed"),
	PHRASE(415, "Unsupported Media Type"),
	PHRASE(416, "Unsupported URI Scheme"),
	PHRASE(420, "Bad Extension"),
	PHRASE(480, "Temporarily Unavailable"),
	PHRASE(481, "Call/Transaction Does Not Exist"),
	PHRASE(486, "Busy Here"),
	PHRASE(487, "Request Terminated"),
	PHRASE(501, "Not Implemented"),
	PHRASE(505, "Version Not Supported"),
	PHRASE(600, "Busy Everywhere"),
	PHRASE(603, "Decline"),
};

static const u16 codes[PZZ_SIP_VERSION + 1] = {
	[PZZ_SIP_HANDED_OVER]		= 180,
	[PZZ_SIP_TERMINATED]		= 487,
	[PZZ_SIP_CANCELLED]		= 200,
	[PZZ_SIP_BAD_REQUEST]		= 400,
	[PZZ_SIP_NOT_FOUND]		= 404,
	[PZZ_SIP_METHOD]		= 405,
	[PZZ_SIP_MEDIA]			= 415,
	[PZZ_SIP_SCHEME]		= 416,
	[PZZ_SIP_EXTENSION]		= 420,
	[PZZ_SIP_NO_CALL]		= 481,
	[PZZ_SIP_NOT_IMPLEMENTED]	= 501,
	[PZZ_SIP_VERSION]		= 505,
};

u16 pzz_sip_code(const struct pzz_sip_reg *reg, u8 reason, u8 also)
{
	if (reason == PZZ_SIP_INVITED || reason == PZZ_SIP_REPEATED)
		return reg->answer;
	if (reason == PZZ_SIP_ASKED)	/* RFC 3261 11.2 */
		return reg->answer == 180 ? 200 : reg->answer;
	if (reason == PZZ_SIP_HANDED_OVER && also == PZZ_ALSO_NOTHING)
		return 480;		/* nobody will be there to take it */
	return codes[reason];
}

void pzz_sip_put_status(struct pzz_writer *out, u16 status)
{
	u32 i;

	PZZ_PUT(out, "SIP/2.0 ");
	pzz_text_put_number(out, status);
	PZZ_PUT(out, " ");
	for (i = 0; i < PZZ_COUNT(phrases); i++)
		if (phrases[i].status == status)
			pzz_text_put(out, phrases[i].text);
	PZZ_PUT(out, "\r\n");
}

static void put_part(struct pzz_writer *out, const u8 *from, const u8 *to)
{
	pzz_text_put_unfolded(out, (struct pzz_text){ from, (u32)(to - from) });
}

/* RFC 3261 18.2.1: is where it came from what it says it is? */
static bool is_sent_by(const struct pzz_sip_via *via, const struct pzz_frame *f, unsigned int len)
{
	struct pzz_ip ip;

	return pzz_text_ip(via->host, &ip) && ip.len == len && pzz_ip_equal(ip.b, f->src, len);
}

/* The first header field Via, which has the top one first; RFC 3581 4. */
static void put_top_via(struct pzz_writer *out, const struct pzz_frame *f,
			const struct pzz_sip_msg *m, struct pzz_text all)
{
	unsigned int len = f->family == 4 ? PZZ_IPV4_LEN : PZZ_IPV6_LEN;
	const struct pzz_sip_via *via = &m->via;
	const u8 *from = via->all.at, *end = via->all.at + via->all.len;

	if (via->rport.at) {
		put_part(out, from, via->rport.at + via->rport.len);
		PZZ_PUT(out, "=");
		pzz_text_put_number(out, f->sport);
		from = via->rport.at + via->rport.len;
	}
	put_part(out, from, end);
	if (!via->received && (via->rport.at || !is_sent_by(via, f, len))) {
		PZZ_PUT(out, ";received=");
		pzz_text_put_ip(out, f->src, len, false);
	}
	put_part(out, end, all.at + all.len);
}

static void put_vias(struct pzz_writer *out, const struct pzz_frame *f,
		     const struct pzz_sip_msg *m)
{
	struct pzz_text rest = m->head;
	struct pzz_sip_header h;
	bool top = true;

	while (pzz_sip_next(&rest, &h)) {
		if (h.id != PZZ_SIP_VIA)
			continue;
		PZZ_PUT(out, "Via: ");
		if (top && m->via.all.at)
			put_top_via(out, f, m, h.value);
		else
			pzz_text_put_unfolded(out, h.value);
		PZZ_PUT(out, "\r\n");
		top = false;
	}
}

static void put_field(struct pzz_writer *out, struct pzz_text name, struct pzz_text value)
{
	if (!value.at)
		return;
	pzz_text_put(out, name);
	pzz_text_put_unfolded(out, value);
	PZZ_PUT(out, "\r\n");
}

static void put_to(struct pzz_writer *out, const struct pzz_sip_msg *m, u32 tag)
{
	if (!m->first[PZZ_SIP_TO].at)
		return;
	PZZ_PUT(out, "To: ");
	pzz_text_put_unfolded(out, m->first[PZZ_SIP_TO]);
	if (!m->to_tag.at) {
		PZZ_PUT(out, ";tag=");
		pzz_text_put_hex(out, tag, 8);
	}
	PZZ_PUT(out, "\r\n");
}

/* Via, From, To, Call-ID, CSeq, each as it came, if it came. */
void pzz_sip_put_head(struct pzz_writer *out, const struct pzz_frame *f,
		      const struct pzz_sip_msg *m, struct pzz_sip_response r)
{
	put_vias(out, f, m);
	put_field(out, PZZ_TEXT("From: "), m->first[PZZ_SIP_FROM]);
	put_to(out, m, r.tag);
	put_field(out, PZZ_TEXT("Call-ID: "), m->first[PZZ_SIP_CALL_ID]);
	put_field(out, PZZ_TEXT("CSeq: "), m->first[PZZ_SIP_CSEQ]);
}

static void put_routes(struct pzz_writer *out, const struct pzz_sip_msg *m)
{
	struct pzz_text rest = m->head;
	struct pzz_sip_header h;

	while (pzz_sip_next(&rest, &h))
		if (h.id == PZZ_SIP_RECORD_ROUTE)
			put_field(out, PZZ_TEXT("Record-Route: "), h.value);
}

/* RFC 3261 8.2.2.3 */
static void put_unsupported(struct pzz_writer *out, const struct pzz_sip_reg *reg,
			    const struct pzz_sip_msg *m)
{
	struct pzz_text rest = m->head, list, tag;
	struct pzz_sip_header h;
	bool first = true;

	while (pzz_sip_next(&rest, &h)) {
		if (h.id != PZZ_SIP_REQUIRE)
			continue;
		for (list = h.value; list.at;) {
			tag = pzz_text_trim(pzz_text_until(&list, ','));
			if (pzz_sip_is_supported(reg, tag))
				continue;
			pzz_text_put(out, first ? PZZ_TEXT("Unsupported: ") : PZZ_TEXT(","));
			pzz_text_put_unfolded(out, tag);
			first = false;
		}
	}
	PZZ_PUT(out, "\r\n");
}

#define ALLOW	"Allow: INVITE, ACK, CANCEL, OPTIONS\r\n"

void pzz_sip_put_rest(struct pzz_writer *out, const struct pzz_sip_entry *e,
		      const struct pzz_sip_msg *m, u16 status)
{
	bool options = m->method == PZZ_SIP_OPTIONS && status == e->reg.answer;

	if (status == 405 || options || (status == 200 && m->method == PZZ_SIP_OPTIONS))
		PZZ_PUT(out, ALLOW);
	if (status == 200 && m->method == PZZ_SIP_OPTIONS)
		PZZ_PUT(out, "Accept: application/sdp\r\n");
	if (status == 415)
		PZZ_PUT(out, "Accept: application/sdp\r\nAccept-Encoding: identity\r\n");
	if (status == 420)
		put_unsupported(out, &e->reg, m);
	if (status == 180) {		/* RFC 3261 12.1.1 */
		put_routes(out, m);
		put_field(out, PZZ_TEXT("Contact: "), e->reg.contact);
	}
	PZZ_PUT(out, "Content-Length: 0\r\n\r\n");
}

/* Bytes of a response at most: all of the request that comes back, and what is added. */
u32 pzz_sip_response_size(const struct pzz_sip_entry *e, const struct pzz_frame *f,
			  const struct pzz_sip_msg *m, u16 status)
{
	u32 size = (f->family == 4 ? PZZ_UDP4_HEAD : PZZ_UDP6_HEAD) + RESPONSE_FIXED;
	struct pzz_text rest = m->head;
	struct pzz_sip_header h;

	while (pzz_sip_next(&rest, &h))
		if (h.id == PZZ_SIP_VIA || (h.id == PZZ_SIP_RECORD_ROUTE && status == 180) ||
		    (h.id == PZZ_SIP_REQUIRE && status == 420))
			size += h.value.len + 16;
	if (status == 180)
		size += e->reg.contact.len;
	return size + m->first[PZZ_SIP_FROM].len + m->first[PZZ_SIP_TO].len +
	       m->first[PZZ_SIP_CALL_ID].len + m->first[PZZ_SIP_CSEQ].len;
}

/* RFC 3261 18.2.2, RFC 3581 4; only ever to the address that it came from: no maddr. */
struct pzz_flow pzz_sip_flow_back(const struct pzz_conf *conf, const struct pzz_frame *f,
				  const struct pzz_sip_msg *m)
{
	struct pzz_flow flow = pzz_flow_back(conf, f);

	flow.ttl = 64;
	if (!m->via.rport.at)
		flow.dport = m->via.port ? m->via.port : PZZ_PORT_SIP;
	return flow;
}
