// SPDX-License-Identifier: GPL-2.0
/* A datagram to what is needed of it. */
#include "sip/message.h"

struct word {
	struct pzz_text name;
	u8 compact;		/* RFC 3261 7.3.3; 0: none */
	u8 id;
};

#define WORD(name, compact, id)	{ { (const u8 *)(name), sizeof(name) - 1 }, compact, id }

static const struct word headers[] = {
	WORD("via", 'v', PZZ_SIP_VIA),
	WORD("from", 'f', PZZ_SIP_FROM),
	WORD("to", 't', PZZ_SIP_TO),
	WORD("call-id", 'i', PZZ_SIP_CALL_ID),
	WORD("cseq", 0, PZZ_SIP_CSEQ),
	WORD("contact", 'm', PZZ_SIP_CONTACT),
	WORD("max-forwards", 0, PZZ_SIP_MAX_FORWARDS),
	WORD("content-length", 'l', PZZ_SIP_CONTENT_LENGTH),
	WORD("content-type", 'c', PZZ_SIP_CONTENT_TYPE),
	WORD("content-encoding", 'e', PZZ_SIP_CONTENT_ENCODING),
	WORD("require", 0, PZZ_SIP_REQUIRE),
	WORD("record-route", 0, PZZ_SIP_RECORD_ROUTE),
	WORD("expires", 0, PZZ_SIP_EXPIRES),
	WORD("min-expires", 0, PZZ_SIP_MIN_EXPIRES),
	WORD("retry-after", 0, PZZ_SIP_RETRY_AFTER),
	WORD("www-authenticate", 0, PZZ_SIP_WWW_AUTHENTICATE),
	WORD("proxy-authenticate", 0, PZZ_SIP_PROXY_AUTHENTICATE),
};

static const struct word methods[] = {
	WORD("INVITE", 0, PZZ_SIP_INVITE),
	WORD("ACK", 0, PZZ_SIP_ACK),
	WORD("CANCEL", 0, PZZ_SIP_CANCEL),
	WORD("OPTIONS", 0, PZZ_SIP_OPTIONS),
	WORD("REGISTER", 0, PZZ_SIP_REGISTER),
	WORD("BYE", 0, PZZ_SIP_BYE),
	WORD("MESSAGE", 0, PZZ_SIP_FOREIGN),
	WORD("NOTIFY", 0, PZZ_SIP_FOREIGN),
	WORD("SUBSCRIBE", 0, PZZ_SIP_FOREIGN),
	WORD("PUBLISH", 0, PZZ_SIP_FOREIGN),
	WORD("UPDATE", 0, PZZ_SIP_FOREIGN),
	WORD("PRACK", 0, PZZ_SIP_FOREIGN),
	WORD("REFER", 0, PZZ_SIP_FOREIGN),
	WORD("INFO", 0, PZZ_SIP_FOREIGN),
};

static u8 header_id(struct pzz_text name)
{
	u32 i;

	for (i = 0; i < PZZ_COUNT(headers); i++)
		if (name.len == 1 ? (name.at[0] | 0x20) == headers[i].compact :
		    name.len == headers[i].name.len && pzz_text_like(name, headers[i].name))
			return headers[i].id;
	return PZZ_SIP_OTHER;
}

/* RFC 3261 7.1: case matters. */
static u8 method_of(struct pzz_text word)
{
	u32 i;

	for (i = 0; i < PZZ_COUNT(methods); i++)
		if (pzz_text_equal(word, methods[i].name))
			return methods[i].id;
	return PZZ_SIP_UNKNOWN;
}

/* The line that begins @rest, without its CRLF; false: no CRLF. Folded lines are one. */
static bool take_line(struct pzz_text *rest, bool fold, struct pzz_text *line)
{
	u32 i;

	for (i = 0; i + 1 < rest->len; i++) {
		if (rest->at[i] != '\r' || rest->at[i + 1] != '\n')
			continue;
		if (fold && i && i + 2 < rest->len &&
		    (rest->at[i + 2] == ' ' || rest->at[i + 2] == '\t'))
			continue;
		line->at = rest->at;
		line->len = i;
		rest->at += i + 2;
		rest->len -= i + 2;
		return true;
	}
	return false;
}

/* A '\r' or '\n' that ends no line. A zero may be quoted. */
static bool has_stray(struct pzz_text t)
{
	u32 i;

	for (i = 0; i < t.len; i++) {
		if (t.at[i] == '\n')
			return true;
		if (t.at[i] == '\r' && (i + 1 == t.len || t.at[++i] != '\n'))
			return true;
	}
	return false;
}

bool pzz_sip_next(struct pzz_text *rest, struct pzz_sip_header *h)
{
	struct pzz_text line;
	u32 i;

	if (!take_line(rest, true, &line) || !line.len)
		return false;
	for (i = 0; i < line.len && line.at[i] != ':'; i++)
		;
	h->name = pzz_text_trim((struct pzz_text){ line.at, i });
	h->id = header_id(h->name);
	h->value = (struct pzz_text){ line.at + i, line.len - i };
	if (h->value.len) {
		h->value.at++;
		h->value.len--;
		h->value = pzz_text_trim(h->value);
	} else {
		h->name.len = 0;	/* no colon: no header field */
	}
	return true;
}

/* RFC 3261 7.2: three digits, then a space, and a reason phrase that may be empty. */
static bool read_status_line(struct pzz_text line, struct pzz_sip_msg *m)
{
	u32 status;

	if (line.len < 12 || !pzz_text_begins(line, PZZ_TEXT("SIP/2.0 ")) || line.at[11] != ' ' ||
	    !pzz_text_number((struct pzz_text){ line.at + 8, 3 }, &status) || status < 100 ||
	    status > 699)
		return false;
	m->status = (u16)status;
	return true;
}

/* RFC 3261 7.1. What is wrong but is a request line all the same is worth an answer. */
static bool read_request_line(struct pzz_text line, struct pzz_sip_msg *m)
{
	struct pzz_text version;
	u32 first, last;

	for (first = 0; first < line.len && line.at[first] != ' '; first++)
		;
	while (line.len && line.at[line.len - 1] == ' ') {
		line.len--;
		m->wrong = PZZ_SIP_WRONG;
	}
	for (last = line.len; last && line.at[last - 1] != ' '; last--)
		;
	if (last <= first + 1)
		return false;
	m->word = (struct pzz_text){ line.at, first };
	m->uri = (struct pzz_text){ line.at + first + 1, last - first - 2 };
	version = (struct pzz_text){ line.at + last, line.len - last };
	if (!pzz_text_is_token(m->word) || !pzz_text_begins(version, PZZ_TEXT("SIP/")))
		return false;
	m->method = method_of(m->word);
	if (!pzz_text_like(version, PZZ_TEXT("SIP/2.0")))
		m->wrong = PZZ_SIP_WRONG_VERSION;
	else if (!m->uri.len || pzz_text_has_lws(m->uri))
		m->wrong = PZZ_SIP_WRONG;
	return true;
}

static bool may_repeat(u8 id)
{
	return id == PZZ_SIP_OTHER || id == PZZ_SIP_VIA || id == PZZ_SIP_CONTACT ||
	       id == PZZ_SIP_REQUIRE || id == PZZ_SIP_RECORD_ROUTE ||
	       id == PZZ_SIP_CONTENT_ENCODING || id == PZZ_SIP_WWW_AUTHENTICATE ||
	       id == PZZ_SIP_PROXY_AUTHENTICATE;
}

static void blame(struct pzz_sip_msg *m, bool good)
{
	if (!good && m->wrong == PZZ_SIP_GOOD)
		m->wrong = PZZ_SIP_WRONG;
}

static void take_header(struct pzz_sip_msg *m, const struct pzz_sip_header *h)
{
	blame(m, pzz_text_is_token(h->name) && !has_stray(h->value));
	if (m->first[h->id].at) {
		blame(m, may_repeat(h->id));
		m->several |= h->id == PZZ_SIP_VIA;
		return;
	}
	m->first[h->id] = h->value;
}

/* RFC 3261 8.1.1.5: below 2^31. */
static bool read_cseq(struct pzz_sip_msg *m)
{
	struct pzz_text t = m->first[PZZ_SIP_CSEQ], word;
	u32 i;

	for (i = 0; i < t.len && pzz_text_is_digit(t.at[i]); i++)
		;
	word = (struct pzz_text){ t.at + i, t.len - i };
	if (!word.len || !pzz_text_is_lws(word.at[0]) ||
	    !pzz_text_number((struct pzz_text){ t.at, i }, &m->cseq) || m->cseq >> 31)
		return false;
	word = pzz_text_trim(word);
	if (m->status)
		m->method = method_of(word);
	return m->status || pzz_text_equal(word, m->word);
}

static bool read_party(struct pzz_text value, struct pzz_text *tag)
{
	struct pzz_sip_addr addr;

	if (!value.at || !pzz_sip_read_addr(value, &addr))
		return false;
	pzz_text_param(addr.params, PZZ_TEXT("tag"), tag);
	return !tag->at || pzz_text_is_token(*tag);
}

/* RFC 3261 18.3: what is beyond Content-Length is nobody's; less than it is an error. */
static bool read_lengths(struct pzz_sip_msg *m, u32 left)
{
	u32 n;

	m->body = left;
	if (m->first[PZZ_SIP_CONTENT_LENGTH].at) {
		if (!pzz_text_number(m->first[PZZ_SIP_CONTENT_LENGTH], &n) || n > left)
			return false;
		m->body = n;
	}
	return !m->first[PZZ_SIP_MAX_FORWARDS].at ||
	       (pzz_text_number(m->first[PZZ_SIP_MAX_FORWARDS], &n) && n < 256);
}

static bool read_headers(struct pzz_sip_msg *m, struct pzz_text *rest)
{
	struct pzz_sip_header h;
	u32 empty;

	m->head = *rest;
	while (pzz_sip_next(rest, &h))
		take_header(m, &h);
	/* pzz_sip_next() has taken the empty line, if that is what ended it. */
	empty = m->head.len - rest->len;
	return empty >= 2 && !memcmp(m->head.at + empty - 2, "\r\n", 2) &&
	       (empty == 2 || (empty >= 4 && !memcmp(m->head.at + empty - 4, "\r\n", 2)));
}

bool pzz_sip_read(const u8 *data, u32 len, struct pzz_sip_msg *m)
{
	struct pzz_text rest = { data, len }, line;

	memset(m, 0, sizeof(*m));
	while (rest.len > 1 && rest.at[0] == '\r' && rest.at[1] == '\n') {	/* RFC 3261 7.5 */
		rest.at += 2;
		rest.len -= 2;
	}
	if (!take_line(&rest, false, &line) || has_stray(line))
		return false;
	if (pzz_text_begins(line, PZZ_TEXT("SIP/")) ? !read_status_line(line, m) :
						      !read_request_line(line, m))
		return false;
	if (!read_headers(m, &rest) || !m->first[PZZ_SIP_VIA].at)
		return false;
	blame(m, pzz_sip_read_via(m->first[PZZ_SIP_VIA], &m->via));
	m->several |= m->via.all.len != m->first[PZZ_SIP_VIA].len;
	blame(m, read_party(m->first[PZZ_SIP_FROM], &m->from_tag));
	blame(m, read_party(m->first[PZZ_SIP_TO], &m->to_tag));
	blame(m, m->first[PZZ_SIP_CALL_ID].len && !pzz_text_has_lws(m->first[PZZ_SIP_CALL_ID]));
	blame(m, m->first[PZZ_SIP_CSEQ].at && read_cseq(m));
	blame(m, read_lengths(m, rest.len));
	return true;
}
