// SPDX-License-Identifier: GPL-2.0
/* REGISTER, as the host would say it: RFC 3261 10.2, RFC 3581 3. R47. */
#include "sip/sip.h"

static void put_field(struct pzz_writer *out, struct pzz_text name, struct pzz_text value)
{
	pzz_text_put(out, name);
	pzz_text_put(out, value);
	PZZ_PUT(out, "\r\n");
}

static void put_via(struct pzz_writer *out, const struct pzz_sip_reg *r, u64 branch)
{
	pzz_text_put(out, r->tcp ? PZZ_TEXT("Via: SIP/2.0/TCP ") : PZZ_TEXT("Via: SIP/2.0/UDP "));
	pzz_text_put_ip(out, r->local.b, r->local.len, true);
	PZZ_PUT(out, ":");
	pzz_text_put_number(out, r->local_port);
	PZZ_PUT(out, ";rport;branch=z9hG4bK");
	pzz_text_put_hex(out, branch, 16);
	PZZ_PUT(out, "\r\n");
}

static void put_numbers(struct pzz_writer *out, const struct pzz_sip_client *c)
{
	PZZ_PUT(out, "CSeq: ");
	pzz_text_put_number(out, c->cseq);
	PZZ_PUT(out, " REGISTER\r\nExpires: ");
	pzz_text_put_number(out, c->expires);
	PZZ_PUT(out, "\r\n");
}

void pzz_sip_put_register(struct pzz_writer *out, const struct pzz_sip_entry *e,
			  const struct pzz_sip_client *c)
{
	const struct pzz_sip_reg *r = &e->reg;
	struct pzz_text uri = r->uri;

	if (c->uri_len)
		uri = (struct pzz_text){ c->uri_text, c->uri_len };
	PZZ_PUT(out, "REGISTER ");
	pzz_text_put(out, uri);
	PZZ_PUT(out, " SIP/2.0\r\n");
	put_via(out, r, c->branch);
	PZZ_PUT(out, "Max-Forwards: 70\r\n");
	put_field(out, PZZ_TEXT("From: "), r->from);
	put_field(out, PZZ_TEXT("To: "), r->to);
	put_field(out, PZZ_TEXT("Call-ID: "), r->call_id);
	put_numbers(out, c);
	put_field(out, PZZ_TEXT("Contact: "), r->contact);
	if (r->agent.len)
		put_field(out, PZZ_TEXT("User-Agent: "), r->agent);
	pzz_text_put(out, r->extra);
	pzz_sip_put_authorization(out, r, c, 0, uri);
	pzz_sip_put_authorization(out, r, c, 1, uri);
	PZZ_PUT(out, "Content-Length: 0\r\n\r\n");
}
