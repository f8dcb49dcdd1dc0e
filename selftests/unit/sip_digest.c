// SPDX-License-Identifier: GPL-2.0
/* Challenges and what we say to them. The formula stands here once more: RFC 7616 3.4.1. */
#include <stdio.h>
#include <stdlib.h>

#include "sip_talk.h"

static struct talk t;
static char ha1[2][65];

static void hash_of(u8 kind, const char *text, char *hex)
{
	u8 digest[PZZ_HASH_MAX];
	struct pzz_hash h;

	pzz_hash_begin(&h, kind);
	pzz_hash_add(&h, text, (u32)strlen(text));
	pzz_hash_end(&h, digest);
	pzz_hash_hex((u8 *)hex, digest, pzz_hash_size(kind));
	hex[2 * pzz_hash_size(kind)] = 0;
}

static void add_auth(u32 index, u8 kind, const char *realm)
{
	struct pzz_sip_auth *a = &t.auths[index];
	char text[128];
	struct pzz_hash h;

	snprintf(text, sizeof(text), "user:%s:s3cret", realm);
	*a = (struct pzz_sip_auth){
		.realm = { (const u8 *)realm, (u32)strlen(realm) }, .user = T("user"), .hash = kind,
	};
	pzz_hash_begin(&h, kind);
	pzz_hash_add(&h, text, (u32)strlen(text));
	pzz_hash_end(&h, a->ha1);
	hash_of(kind, text, ha1[kind]);
	t.reg.n_auths = index + 1;
}

/* Whether the last REGISTER has the right response, with this nonce and count (0: no qop). */
static void check_response(u8 kind, const char *nonce, u32 nc)
{
	char ha2[65], text[1024], expected[65];

	hash_of(kind, "REGISTER:sip:peer.test", ha2);
	if (nc)
		snprintf(text, sizeof(text), "%s:%s:%08x:%s:auth:%s", ha1[kind], nonce, nc,
			 talk_param(&t, "cnonce=\""), ha2);
	else
		snprintf(text, sizeof(text), "%s:%s:%s", ha1[kind], nonce, ha2);
	hash_of(kind, text, expected);
	CHECK(!strcmp(talk_param(&t, "response=\""), expected));
	CHECK(!strcmp(talk_param(&t, "nonce=\""), nonce));
	CHECK(!strcmp(talk_param(&t, "uri=\""), "sip:peer.test"));
	CHECK(!strcmp(talk_param(&t, "username=\""), "user"));
	CHECK_EQ(strtoul(talk_param(&t, "nc="), NULL, 16), nc);
	CHECK_EQ(strlen(talk_param(&t, "cnonce=\"")), nc ? 16 : 0);
}

static void begin(void)
{
	talk_begin(&t);
	CHECK(talk_heard(&t, t.begin + 1));
	CHECK(!strstr(t.said, "uthorization"));
}

static void challenge(const char *status, const char *more)
{
	CHECK_EQ(talk_answer(&t, status, more).reason, PZZ_SIP_CHALLENGED);
	CHECK(talk_heard(&t, t.w.ns + 1));
}

static void accepted(void)
{
	CHECK_EQ(talk_answer(&t, "200 OK", "").reason, PZZ_SIP_REGISTERED);
}

static void test_md5(void)
{
	talk_open(&t);
	add_auth(0, PZZ_HASH_MD5, "peer.test");
	begin();
	challenge("401 Unauthorized", "WWW-Authenticate: Digest realm=\"peer.test\", nonce=\"n1\", qop=\"auth\"\r\n");
	CHECK(!strcmp(talk_field(&t, "CSeq: "), "9 REGISTER"));
	check_response(PZZ_HASH_MD5, "n1", 1);
	CHECK(!strstr(t.said, "algorithm") && !strstr(t.said, "opaque"));
	accepted();
	/* The nonce serves as long as it is good. */
	CHECK(talk_heard(&t, t.begin + 30 * SECOND));
	check_response(PZZ_HASH_MD5, "n1", 2);
	/* A retransmission is the same, its count too. */
	CHECK(talk_heard(&t, t.begin + 30 * SECOND));
	check_response(PZZ_HASH_MD5, "n1", 2);
	challenge("401 Unauthorized", "WWW-Authenticate: Digest realm=\"peer.test\", nonce=\"n2\", qop=\"auth-int, auth\", stale=TRUE\r\n");
	check_response(PZZ_HASH_MD5, "n2", 1);
	accepted();
	talk_close(&t);
}

#define NEW(nonce) "WWW-Authenticate: Digest realm=\"peer.test\", nonce=\"" nonce "\", qop=\"auth\"\r\n"

/* As kamailio does: what was right is asked for again, with another nonce and without stale. */
static void test_never_stale(void)
{
	talk_open(&t);
	add_auth(0, PZZ_HASH_MD5, "peer.test");
	begin();
	challenge("401 Unauthorized", NEW("n1"));
	accepted();
	CHECK(talk_heard(&t, t.begin + 30 * SECOND));
	challenge("401 Unauthorized", NEW("n2"));
	challenge("401 Unauthorized", NEW("n3"));
	check_response(PZZ_HASH_MD5, "n3", 1);
	CHECK_EQ(talk_answer(&t, "401 Unauthorized", NEW("n3")).reason, PZZ_SIP_REJECTED);
	talk_close(&t);
}

static void test_sha256(void)
{
	talk_open(&t);
	add_auth(0, PZZ_HASH_MD5, "peer.test");
	add_auth(1, PZZ_HASH_SHA256, "peer.test");
	begin();
	challenge("401 Unauthorized",
		  "WWW-Authenticate: Digest realm=\"peer.test\", nonce=\"n0\", algorithm=SHA-512-256\r\n"
		  "www-authenticate: digest\r\n  qop=\"auth\" ,\r\n opaque=\"o,p\" , algorithm=SHA-256, nonce=\"n1\",realm=\"peer.test\"\r\n"
		  "WWW-Authenticate: Digest realm=\"peer.test\", nonce=\"n2\", algorithm=MD5\r\n");
	check_response(PZZ_HASH_SHA256, "n1", 1);
	CHECK(!strcmp(talk_param(&t, "algorithm="), "SHA-256"));
	CHECK(strstr(t.said, ", opaque=\"o,p\""));
	accepted();
	talk_close(&t);
}

static void test_no_qop(void)
{
	talk_open(&t);
	add_auth(0, PZZ_HASH_MD5, "peer.test");
	begin();
	challenge("401 Unauthorized", "WWW-Authenticate: Digest realm=\"peer.test\",nonce=\"n1\",algorithm=md5,opaque=\"\"\r\n");
	check_response(PZZ_HASH_MD5, "n1", 0);
	CHECK(!strcmp(talk_param(&t, "algorithm="), "MD5"));
	CHECK(strstr(t.said, ", opaque=\"\""));
	accepted();
	talk_close(&t);
}

static void test_proxy(void)
{
	talk_open(&t);
	add_auth(0, PZZ_HASH_MD5, "proxy.test");
	add_auth(1, PZZ_HASH_SHA256, "peer.test");
	begin();
	challenge("407 Proxy Authentication Required", "Proxy-Authenticate: Digest realm=\"proxy.test\", nonce=\"p1\", qop=\"auth\"\r\n");
	CHECK(strstr(t.said, "\r\nProxy-Authorization: Digest "));
	check_response(PZZ_HASH_MD5, "p1", 1);
	challenge("401 Unauthorized", "WWW-Authenticate: Digest realm=\"peer.test\", nonce=\"n1\", algorithm=SHA-256\r\n");
	CHECK(strstr(t.said, "\r\nProxy-Authorization: Digest "));
	CHECK(strstr(t.said, "\r\nAuthorization: Digest "));
	accepted();
	talk_close(&t);
}

static void rejected(const char *more)
{
	talk_open(&t);
	add_auth(0, PZZ_HASH_MD5, "peer.test");
	begin();
	CHECK_EQ(talk_answer(&t, "401 Unauthorized", more).reason, PZZ_SIP_REJECTED);
	CHECK_EQ(t.w.what.verdict, PZZ_WAKE);
	talk_close(&t);
}

static void test_rejected(void)
{
	static char long_nonce[600];

	rejected("");
	rejected("WWW-Authenticate: Basic realm=\"peer.test\"\r\n");
	rejected("WWW-Authenticate: Digest realm=\"other\", nonce=\"n\"\r\n");
	rejected("WWW-Authenticate: Digest realm=\"peer.test\"\r\n");
	rejected("WWW-Authenticate: Digest realm=\"peer.test\", nonce=\"n\", algorithm=SHA-256\r\n");
	rejected("WWW-Authenticate: Digest realm=\"peer.test\", nonce=\"n\", algorithm=MD5-sess\r\n");
	rejected("WWW-Authenticate: Digest realm=\"peer.test\", nonce=\"n\", qop=\"auth-int\"\r\n");
	rejected("WWW-Authenticate: Digest realm=\"peer.test\", nonce=\"n\\\"x\"\r\n");
	rejected("WWW-Authenticate: Digest realm=\"peer.test\", nonce=\"n\r\n");
	rejected("Proxy-Authenticate: Digest realm=\"peer.test\", nonce=\"n\"\r\n");
	snprintf(long_nonce, sizeof(long_nonce),
		 "WWW-Authenticate: Digest realm=\"peer.test\", nonce=\"%0257d\"\r\n", 0);
	rejected(long_nonce);
}

static void test_wrong_password(void)
{
	static const char again[] =
		"WWW-Authenticate: Digest realm=\"peer.test\", nonce=\"n2\", qop=\"auth\"\r\n";
	static const char stale[] =
		"WWW-Authenticate: Digest realm=\"peer.test\", nonce=\"n2\", stale=true\r\n";
	u32 i;

	talk_open(&t);
	add_auth(0, PZZ_HASH_MD5, "peer.test");
	begin();
	challenge("401 Unauthorized", again);
	CHECK_EQ(talk_answer(&t, "401 Unauthorized", again).reason, PZZ_SIP_REJECTED);
	CHECK_EQ(t.w.what.verdict, PZZ_WAKE);
	talk_close(&t);

	/* A server that finds every nonce stale is not talked to for ever. */
	talk_open(&t);
	add_auth(0, PZZ_HASH_MD5, "peer.test");
	begin();
	for (i = 0; i < 4; i++)
		challenge("401 Unauthorized", stale);
	CHECK_EQ(talk_answer(&t, "401 Unauthorized", stale).reason, PZZ_SIP_LATER);
	CHECK(!talk_heard(&t, t.w.ns + 3 * SECOND));
	talk_close(&t);
}

static bool is_in(const u8 *data, size_t len, const u8 *what, size_t n)
{
	size_t i;

	for (i = 0; i + n <= len; i++)
		if (!memcmp(data + i, what, n))
			return true;
	return false;
}

static void test_secret(void)
{
	talk_open(&t);
	add_auth(0, PZZ_HASH_MD5, "peer.test");
	begin();
	challenge("401 Unauthorized", "WWW-Authenticate: Digest realm=\"peer.test\", nonce=\"n1\", qop=\"auth\"\r\n");
	CHECK(is_in(t.w.conf_mem, t.w.conf->size, t.auths[0].ha1, 16));
	CHECK(!is_in(t.w.state, t.w.conf->state_size, t.auths[0].ha1, 16));
	CHECK(!is_in(t.w.state, t.w.conf->state_size, (const u8 *)ha1[0], 32));
	CHECK(!is_in((const u8 *)t.said, strlen(t.said), (const u8 *)ha1[0], 32));
	talk_close(&t);
}

static const struct unit_test tests[] = {
	{ "MD5 with qop, the count of a nonce, a stale one [R49,C22]", test_md5 },
	{ "a new nonce without stale, for what was right before [R49]", test_never_stale },
	{ "SHA-256, the topmost that we can; folded, in any order [R49,C22]", test_sha256 },
	{ "without qop [R49]", test_no_qop },
	{ "a proxy and the server both want to know [R49]", test_proxy },
	{ "challenges that cannot be met wake the host [R49]", test_rejected },
	{ "neither a wrong password nor a nonce always stale goes on for ever [R49]",
	  test_wrong_password },
	{ "secrets are in the configuration only [C22]", test_secret },
};

SUITE(sip_digest, tests);
