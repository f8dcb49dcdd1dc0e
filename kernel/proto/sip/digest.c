// SPDX-License-Identifier: GPL-2.0
/* Digest authentication: RFC 3261 22, 2617, 7616, 8760. R49, C22. */
#include "sip/sip.h"

struct offer {
	struct pzz_text realm;
	struct pzz_text nonce;
	struct pzz_text opaque;
	struct pzz_text algorithm;
	struct pzz_text qop;
	bool stale;
};

static void take_param(struct offer *o, struct pzz_text name, struct pzz_text value)
{
	struct pzz_text inside = value;

	pzz_text_quoted(value, &inside);
	if (pzz_text_like(name, PZZ_TEXT("realm")))
		o->realm = inside;
	else if (pzz_text_like(name, PZZ_TEXT("nonce")))
		o->nonce = inside;
	else if (pzz_text_like(name, PZZ_TEXT("opaque")))
		o->opaque = inside;
	else if (pzz_text_like(name, PZZ_TEXT("algorithm")))
		o->algorithm = inside;
	else if (pzz_text_like(name, PZZ_TEXT("qop")))
		o->qop = inside;
	else if (pzz_text_like(name, PZZ_TEXT("stale")))
		o->stale = pzz_text_like(inside, PZZ_TEXT("true"));
}

static bool read_offer(struct pzz_text value, struct offer *o)
{
	struct pzz_text name, param;

	memset(o, 0, sizeof(*o));
	if (!pzz_text_begins(value, PZZ_TEXT("Digest")) || value.len < 7 ||
	    !pzz_text_is_lws(value.at[6]) || !pzz_text_balanced(value))
		return false;
	value.at += 7;
	value.len -= 7;
	while (pzz_text_next_param(&value, ',', &name, &param))
		if (param.at)
			take_param(o, name, param);
	return o->realm.at && o->nonce.at && pzz_text_is_plain(o->nonce) &&
	       pzz_text_is_plain(o->opaque) && !pzz_text_has_control(o->nonce) &&
	       !pzz_text_has_control(o->opaque) && o->nonce.len <= PZZ_SIP_NONCE_MAX &&
	       o->opaque.len <= PZZ_SIP_OPAQUE_MAX;
}

static bool offers_auth(struct pzz_text qop)
{
	while (qop.at)
		if (pzz_text_like(pzz_text_trim(pzz_text_until(&qop, ',')), PZZ_TEXT("auth")))
			return true;
	return false;
}

/* The credentials for @o, or -1: another algorithm (-sess among them), realm or qop. */
static int find_auth(const struct pzz_sip_reg *reg, const struct offer *o)
{
	u8 hash;
	u32 i;

	if (!o->algorithm.at || pzz_text_like(o->algorithm, PZZ_TEXT("MD5")))
		hash = PZZ_HASH_MD5;
	else if (pzz_text_like(o->algorithm, PZZ_TEXT("SHA-256")))
		hash = PZZ_HASH_SHA256;
	else
		return -1;
	if (o->qop.at && !offers_auth(o->qop))
		return -1;
	for (i = 0; i < reg->n_auths; i++)
		if (reg->auths[i].hash == hash && pzz_text_equal(reg->auths[i].realm, o->realm))
			return (int)i;
	return -1;
}

static void accept(struct pzz_sip_challenge *c, const struct offer *o, u8 auth)
{
	c->known = true;
	c->auth = auth;
	c->qop = o->qop.at;
	c->named = o->algorithm.at;
	c->opaque = o->opaque.at;
	c->count = 0;
	c->nonce_len = (u16)o->nonce.len;
	c->opaque_len = (u16)o->opaque.len;
	if (o->nonce.len)
		memcpy(c->nonce_text, o->nonce.at, o->nonce.len);
	if (o->opaque.len)
		memcpy(c->opaque_text, o->opaque.at, o->opaque.len);
}

static bool is_new(const struct pzz_sip_challenge *own, const struct offer *o)
{
	return own->nonce_len != o->nonce.len || memcmp(own->nonce_text, o->nonce.at, o->nonce.len);
}

/*
 * RFC 8760 2.4: the topmost that we have credentials for. One that is the answer
 * to credentials already given is only taken if it says that the nonce was stale; or
 * has another nonce, where they were right before: some servers never say stale.
 */
bool pzz_sip_take_challenge(const struct pzz_sip_reg *reg, struct pzz_sip_client *c,
			    const struct pzz_sip_msg *m, u8 which)
{
	u8 id = which ? PZZ_SIP_PROXY_AUTHENTICATE : PZZ_SIP_WWW_AUTHENTICATE;
	struct pzz_sip_challenge *own = &c->challenge[which];
	struct pzz_text rest = m->head;
	struct pzz_sip_header h;
	struct offer o;
	int auth;

	while (pzz_sip_next(&rest, &h)) {
		if (h.id != id || !read_offer(h.value, &o))
			continue;
		auth = find_auth(reg, &o);
		if (auth < 0)
			continue;
		if (own->answered && !o.stale && !(own->accepted && is_new(own, &o)))
			return false;
		accept(own, &o, (u8)auth);
		own->answered = true;
		return true;
	}
	return false;
}

static void add(struct pzz_hash *h, struct pzz_text t)
{
	if (t.len)
		pzz_hash_add(h, t.at, t.len);
}

static void add_hex(struct pzz_hash *h, const u8 *digest, u32 len)
{
	u8 hex[2 * PZZ_HASH_MAX];

	pzz_hash_hex(hex, digest, len);
	pzz_hash_add(h, hex, 2 * len);
	pzz_wipe(hex, sizeof(hex));
}

static void add_text_of(struct pzz_hash *h, u64 v, u32 digits)
{
	u8 hex[16];
	struct pzz_writer out = pzz_writer(hex, sizeof(hex));

	pzz_text_put_hex(&out, v, digits);
	pzz_hash_add(h, hex, out.len);
}

/* RFC 7616 3.4.1: H(HA1:nonce:nc:cnonce:qop:H(REGISTER:uri)), or without the middle. */
static void respond(const struct pzz_sip_auth *auth, const struct pzz_sip_client *c,
		    const struct pzz_sip_challenge *own, struct pzz_text uri, u8 *digest)
{
	u32 len = pzz_hash_size(auth->hash);
	struct pzz_hash h;

	pzz_hash_begin(&h, auth->hash);
	add(&h, PZZ_TEXT("REGISTER:"));
	add(&h, uri);
	pzz_hash_end(&h, digest);
	pzz_hash_begin(&h, auth->hash);
	add_hex(&h, auth->ha1, len);
	add(&h, PZZ_TEXT(":"));
	pzz_hash_add(&h, own->nonce_text, own->nonce_len);
	add(&h, PZZ_TEXT(":"));
	if (own->qop) {
		add_text_of(&h, own->count, 8);
		add(&h, PZZ_TEXT(":"));
		add_text_of(&h, c->cnonce, 16);
		add(&h, PZZ_TEXT(":auth:"));
	}
	add_hex(&h, digest, len);
	pzz_hash_end(&h, digest);
}

static void put_quoted(struct pzz_writer *out, struct pzz_text name, struct pzz_text value)
{
	pzz_text_put(out, name);
	PZZ_PUT(out, "=\"");
	pzz_text_put(out, value);
	PZZ_PUT(out, "\"");
}

static void put_choices(struct pzz_writer *out, const struct pzz_sip_client *c,
			const struct pzz_sip_challenge *own, u8 hash)
{
	if (own->named && hash == PZZ_HASH_MD5)
		PZZ_PUT(out, ", algorithm=MD5");
	else if (own->named)
		PZZ_PUT(out, ", algorithm=SHA-256");
	if (own->opaque)
		put_quoted(out, PZZ_TEXT(", opaque"),
			   (struct pzz_text){ own->opaque_text, own->opaque_len });
	if (!own->qop)
		return;
	PZZ_PUT(out, ", qop=auth, nc=");
	pzz_text_put_hex(out, own->count, 8);
	PZZ_PUT(out, ", cnonce=\"");
	pzz_text_put_hex(out, c->cnonce, 16);
	PZZ_PUT(out, "\"");
}

void pzz_sip_put_authorization(struct pzz_writer *out, const struct pzz_sip_reg *reg,
			       const struct pzz_sip_client *c, u8 which, struct pzz_text uri)
{
	const struct pzz_sip_challenge *own = &c->challenge[which];
	u8 digest[PZZ_HASH_MAX], hex[2 * PZZ_HASH_MAX];
	const struct pzz_sip_auth *auth;

	if (!own->known)
		return;
	auth = &reg->auths[own->auth];
	respond(auth, c, own, uri, digest);
	pzz_hash_hex(hex, digest, pzz_hash_size(auth->hash));
	if (which)
		PZZ_PUT(out, "Proxy-");
	PZZ_PUT(out, "Authorization: Digest ");
	put_quoted(out, PZZ_TEXT("username"), auth->user);
	put_quoted(out, PZZ_TEXT(", realm"), auth->realm);
	put_quoted(out, PZZ_TEXT(", nonce"),
		   (struct pzz_text){ own->nonce_text, own->nonce_len });
	put_quoted(out, PZZ_TEXT(", uri"), uri);
	put_quoted(out, PZZ_TEXT(", response"),
		   (struct pzz_text){ hex, 2 * pzz_hash_size(auth->hash) });
	put_choices(out, c, own, auth->hash);
	PZZ_PUT(out, "\r\n");
}
