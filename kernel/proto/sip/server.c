// SPDX-License-Identifier: GPL-2.0
/* What a request deserves: RFC 3261 8.2, in the order that stands there. R50, R51. */
#include "sip/sip.h"

/* What is required concerns dialogues, which there will be none of, or only the host's. */
bool pzz_sip_is_supported(const struct pzz_sip_reg *reg, struct pzz_text tag)
{
	return pzz_text_like(tag, PZZ_TEXT("timer")) ||
	       (pzz_text_like(tag, PZZ_TEXT("100rel")) && reg->answer != 180);
}

static bool supports(const struct pzz_sip_reg *reg, const struct pzz_sip_msg *m)
{
	struct pzz_text rest = m->head, list, tag;
	struct pzz_sip_header h;

	if (!m->first[PZZ_SIP_REQUIRE].at)
		return true;
	while (pzz_sip_next(&rest, &h)) {
		if (h.id != PZZ_SIP_REQUIRE)
			continue;
		for (list = h.value; list.at;) {
			tag = pzz_text_trim(pzz_text_until(&list, ','));
			if (!pzz_sip_is_supported(reg, tag))
				return false;
		}
	}
	return true;
}

/* RFC 3261 8.2.3: only what a telephone is called with. */
static bool has_known_content(const struct pzz_sip_msg *m)
{
	struct pzz_text type = m->first[PZZ_SIP_CONTENT_TYPE];
	struct pzz_text code = m->first[PZZ_SIP_CONTENT_ENCODING];

	if (!m->body)
		return true;
	if (code.at && !pzz_text_like(code, PZZ_TEXT("identity")))
		return false;
	type = pzz_text_trim(pzz_text_until(&type, ';'));
	return !type.len || pzz_text_like(type, PZZ_TEXT("application/sdp")) ||
	       pzz_text_begins(type, PZZ_TEXT("multipart/"));
}

/* A sip URI for the user who has registered; OPTIONS may be for the host as such. */
static u8 judge_uri(const struct pzz_sip_entry *e, const struct pzz_sip_msg *m)
{
	struct pzz_sip_uri uri;

	if (!pzz_sip_read_uri(m->uri, &uri))
		return PZZ_SIP_BAD_REQUEST;
	if (!pzz_text_like(uri.scheme, PZZ_TEXT("sip")))
		return PZZ_SIP_SCHEME;
	if (uri.headers)
		return PZZ_SIP_BAD_REQUEST;
	if (!uri.user.at && m->method == PZZ_SIP_OPTIONS)
		return PZZ_SIP_INVITED;
	return pzz_sip_user_equal(uri.user, e->contact_user) ||
	       pzz_sip_user_equal(uri.user, e->to_user) ? PZZ_SIP_INVITED : PZZ_SIP_NOT_FOUND;
}

static u8 judge_method(const struct pzz_sip_msg *m)
{
	switch (m->method) {
	case PZZ_SIP_UNKNOWN:
		return PZZ_SIP_NOT_IMPLEMENTED;
	case PZZ_SIP_BYE:
		return PZZ_SIP_NO_CALL;
	case PZZ_SIP_FOREIGN:
	case PZZ_SIP_REGISTER:
		return PZZ_SIP_METHOD;
	}
	return PZZ_SIP_INVITED;
}

u8 pzz_sip_judge(const struct pzz_sip_entry *e, const struct pzz_sip_msg *m)
{
	u8 reason;

	if (m->method == PZZ_SIP_ACK)
		return PZZ_SIP_ACKED;
	if (m->wrong == PZZ_SIP_WRONG_VERSION)
		return PZZ_SIP_VERSION;
	if (m->wrong)
		return PZZ_SIP_BAD_REQUEST;
	if (m->method == PZZ_SIP_CANCEL)
		return PZZ_SIP_CANCELLED;
	reason = judge_method(m);
	if (reason != PZZ_SIP_INVITED)
		return reason;
	reason = judge_uri(e, m);
	if (reason != PZZ_SIP_INVITED)
		return reason;
	if (m->to_tag.at)
		return PZZ_SIP_NO_CALL;		/* RFC 3261 12.2.2 */
	if (!supports(&e->reg, m))
		return PZZ_SIP_EXTENSION;
	if (m->method == PZZ_SIP_OPTIONS)
		return PZZ_SIP_ASKED;
	return has_known_content(m) ? PZZ_SIP_INVITED : PZZ_SIP_MEDIA;
}

static void add(struct pzz_hash *h, struct pzz_text t)
{
	if (t.len)
		pzz_hash_add(h, t.at, t.len);
	pzz_hash_add(h, "", 1);
}

static bool has_cookie(struct pzz_text branch)
{
	return branch.len > 7 && pzz_text_begins(branch, PZZ_TEXT("z9hG4bK"));
}

/*
 * The same for an INVITE, its retransmissions, its CANCEL and its ACK, RFC 3261
 * 17.2.3; for one without the magic cookie, of all that identified it before.
 */
u64 pzz_sip_key(const struct pzz_sip_conf *sip, const struct pzz_sip_msg *m)
{
	u8 digest[PZZ_HASH_MAX];
	struct pzz_hash h;
	u8 number[4];

	pzz_hash_begin(&h, PZZ_HASH_SHA256);
	pzz_hash_add(&h, sip->secret, sizeof(sip->secret));
	add(&h, m->via.host);
	add(&h, m->via.branch);
	if (!has_cookie(m->via.branch)) {
		pzz_put_be32(number, m->cseq);
		pzz_hash_add(&h, number, sizeof(number));
		add(&h, m->first[PZZ_SIP_CALL_ID]);
		add(&h, m->from_tag);
		add(&h, m->uri);
	}
	pzz_hash_end(&h, digest);
	return (u64)pzz_be32(digest) << 32 | pzz_be32(digest + 4);
}
