// SPDX-License-Identifier: GPL-2.0
/* A server by name: what is asked of whom, and what becomes of answers. */
#include <stdio.h>
#include <stdlib.h>

#include "sip_talk.h"

static struct talk t;
static u8 msg[1400];
static u32 len;
static u8 server;		/* last byte of the address that was asked */

static const struct pzz_ip servers[] = { { 4, { 192, 0, 2, 53 } }, { 4, { 192, 0, 2, 54 } } };

#define PEER	{ 11, "\4peer\4test" }
#define SRV	"\4_sip\4_udp\4peer\4test"

static void open_talk(u16 port, u32 n_servers)
{
	talk_open(&t);
	t.reg.server.len = 0;
	t.reg.port = port;
	t.reg.name = (struct pzz_name)PEER;
	t.setup.n_dns = n_servers;
	t.setup.dns = servers;
	talk_begin(&t);
}

/* The next thing that is sent is a query for this name and type. */
static void asked(const char *name, size_t name_len, u16 type)
{
	const u8 *q = (const u8 *)t.said;

	CHECK(talk_heard(&t, t.w.ns + 1));
	len = t.w.reply_len - 42;
	memcpy(msg, q, len);
	server = t.to[3];
	CHECK_EQ(t.dport, 53);
	CHECK(t.sport >= 49152);
	CHECK_EQ(len, 12 + name_len + 4);
	CHECK(!memcmp(msg + 2, "\1\0\0\1\0\0\0\0\0\0", 10));
	CHECK(!memcmp(msg + 12, name, name_len));
	CHECK_EQ(pzz_be16(msg + len - 4), type);
	CHECK_EQ(pzz_be16(msg + len - 2), 1);
}

static void put16(u32 v)
{
	pzz_put_be16(msg + len, (u16)v);
	len += 2;
}

static void put_rr(const char *name, size_t name_len, u16 type, u32 ttl, const void *data, u32 n)
{
	memcpy(msg + len, name, name_len);
	len += (u32)name_len;
	put16(type);
	put16(1);
	put16(ttl >> 16);
	put16(ttl);
	put16(n);
	memcpy(msg + len, data, n);
	len += n;
	msg[7]++;
}

static void put_a(const char *name, size_t name_len, u32 ttl, u8 last)
{
	put_rr(name, name_len, 1, ttl, (const u8[]){ 192, 0, 2, last }, 4);
}

static struct pzz_outcome answer_from(u8 from, u8 rcode)
{
	msg[2] |= 0x80;
	msg[3] = 0x80 | rcode;
	return talk_say(&t, from, 53, t.sport, msg, len);
}

static void answer(u8 rcode)
{
	CHECK_EQ(answer_from(server, rcode).reason, PZZ_SIP_RESOLVED);
}

static void registers_at(u8 last, u16 port)
{
	CHECK(talk_heard(&t, t.w.ns + 1));
	CHECK(!strncmp(t.said, "REGISTER ", 9));
	CHECK_EQ(t.to[3], last);
	CHECK_EQ(t.dport, port);
}

#define ASKED(name, type)	asked(name, sizeof(name), type)
#define OWN	"\xc0\x0c"

static void test_srv(void)
{
	open_talk(0, 1);
	ASKED(SRV, 33);
	put_rr(OWN, 2, 33, 300, "\0\2\0\0\x13\xc4\1b", 9);
	put_rr(OWN, 2, 33, 300, "\0\1\0\0\x13\xc6\1a", 9);
	answer(0);
	ASKED("\1a", 1);
	put_a(OWN, 2, 60, 50);
	answer(0);
	ASKED("\1b", 1);
	put_a(OWN, 2, 60, 60);
	answer(0);
	registers_at(50, 5062);
	/* silent: the next of the set, at once (RFC 3263 4.3) */
	while (t.to[3] == 50 && talk_heard(&t, t.begin + 33 * SECOND))
		;
	CHECK_EQ(t.to[3], 60);
	CHECK_EQ(t.dport, 5060);
	CHECK_EQ(t.w.ns - t.begin, 32 * SECOND);
	CHECK_EQ(talk_answer(&t, "200 OK", "").reason, PZZ_SIP_REGISTERED);
	talk_close(&t);
}

static void test_no_srv(void)
{
	open_talk(0, 1);
	ASKED(SRV, 33);
	answer(3);
	ASKED("\4peer\4test", 1);
	put_a(OWN, 2, 60, 50);
	answer(0);
	registers_at(50, 5060);
	talk_close(&t);

	open_talk(5080, 1);
	ASKED("\4peer\4test", 1);
	put_a(OWN, 2, 60, 50);
	answer(0);
	registers_at(50, 5080);
	talk_close(&t);
}

/* R46: asked again when the TTL has ended, and not before. */
static void test_ttl(void)
{
	open_talk(5060, 1);
	ASKED("\4peer\4test", 1);
	put_a(OWN, 2, 45, 50);
	answer(0);
	registers_at(50, 5060);
	CHECK_EQ(talk_answer(&t, "200 OK", "").reason, PZZ_SIP_REGISTERED);
	t.w.ns = t.begin + 29 * SECOND;
	registers_at(50, 5060);
	CHECK_EQ(talk_answer(&t, "200 OK", "").reason, PZZ_SIP_REGISTERED);
	t.w.ns = t.begin + 58 * SECOND;
	ASKED("\4peer\4test", 1);
	put_a(OWN, 2, 45, 51);
	answer(0);
	registers_at(51, 5060);
	talk_close(&t);
}

/* A resolver that is away: where the server was. */
static void test_last_known(void)
{
	open_talk(5060, 1);
	ASKED("\4peer\4test", 1);
	put_a(OWN, 2, 1, 50);
	answer(0);
	registers_at(50, 5060);
	CHECK_EQ(talk_answer(&t, "200 OK", "Expires: 3600\r\n").reason, PZZ_SIP_REGISTERED);
	while (talk_heard(&t, t.begin + 60 * SECOND) && t.dport == 53)
		;
	CHECK_EQ(t.to[3], 50);
	CHECK_EQ(t.w.ns - t.begin, (29 + 1 + 2 + 4) * SECOND);
	talk_close(&t);
}

static void test_servers(void)
{
	static const u8 order[] = { 53, 54, 53, 54, 53, 54 };
	static const u32 after[] = { 0, 1, 2, 4, 6, 10 };
	u16 ids[6], ports[6];
	u32 i, j;

	open_talk(5060, 2);
	for (i = 0; i < 6; i++) {
		CHECK(talk_heard(&t, t.begin + 20 * SECOND));
		CHECK_EQ(t.to[3], order[i]);
		CHECK_EQ(t.w.ns - t.begin, after[i] * SECOND);
		ids[i] = pzz_be16(t.w.reply + 42);
		ports[i] = t.sport;
		for (j = 0; j < i; j++)
			CHECK(ids[i] != ids[j] || ports[i] != ports[j]);
	}
	CHECK(!talk_heard(&t, t.begin + 17 * SECOND));
	talk_close(&t);

	open_talk(5060, 2);
	ASKED("\4peer\4test", 1);
	answer(2);			/* SERVFAIL */
	ASKED("\4peer\4test", 1);
	CHECK_EQ(server, 54);
	put_a(OWN, 2, 60, 50);
	answer(0);
	registers_at(50, 5060);
	talk_close(&t);
}

static void test_unasked(void)
{
	open_talk(5060, 2);
	ASKED("\4peer\4test", 1);
	put_a(OWN, 2, 60, 66);
	CHECK_EQ(answer_from(54, 0).reason, PZZ_SIP_UNASKED);	/* another server */
	msg[0] ^= 1;
	CHECK_EQ(answer_from(53, 0).reason, PZZ_SIP_UNASKED);	/* id */
	msg[0] ^= 1;
	msg[13] ^= 1;
	CHECK_EQ(answer_from(53, 0).reason, PZZ_SIP_UNASKED);	/* name */
	msg[13] ^= 1;
	msg[25] ^= 2;
	CHECK_EQ(answer_from(53, 0).reason, PZZ_SIP_UNASKED);	/* type */
	msg[25] ^= 2;
	t.sport ^= 1;
	CHECK_EQ(answer_from(53, 0).reason, PZZ_SIP_UNASKED);	/* port */
	t.sport ^= 1;
	msg[2] = 0;
	CHECK_EQ(talk_say(&t, 53, 53, t.sport, msg, len).reason, PZZ_SIP_UNASKED);
	CHECK(t.w.what.verdict == PZZ_IGNORE);
	CHECK_EQ(answer_from(53, 0).reason, PZZ_SIP_RESOLVED);
	registers_at(66, 5060);
	talk_close(&t);
}

static void test_alias(void)
{
	open_talk(5060, 1);
	ASKED("\4peer\4test", 1);
	put_rr("\1z", 3, 5, 60, "\1y", 3);
	put_a("\1y", 3, 60, 50);
	put_rr(OWN, 2, 5, 10, "\1z", 3);	/* in any order */
	answer(0);
	registers_at(50, 5060);
	CHECK_EQ(talk_answer(&t, "200 OK", "").reason, PZZ_SIP_REGISTERED);
	t.w.ns = t.begin + 29 * SECOND;		/* its TTL counts, too */
	ASKED("\4peer\4test", 1);
	put_rr(OWN, 2, 5, 60, "\1z", 3);	/* only half of the way */
	answer(0);
	ASKED("\1z", 1);
	put_a(OWN, 2, 60, 51);
	answer(0);
	registers_at(51, 5060);
	talk_close(&t);
}

static void test_alias_loop(void)
{
	u32 i;

	open_talk(5060, 1);
	ASKED("\4peer\4test", 1);
	put_rr(OWN, 2, 5, 60, "\1z", 3);
	put_rr("\1z", 3, 5, 60, OWN, 2);
	answer(0);
	CHECK(!talk_heard(&t, t.w.ns + SECOND));
	talk_close(&t);

	open_talk(5060, 1);
	ASKED("\4peer\4test", 1);
	for (i = 0; i < 8; i++) {
		const char name[4] = { 1, (char)('a' + i), 0 };

		put_rr(OWN, 2, 5, 60, name, 3);
		answer(0);
		if (i < 7)
			asked(name, 3, 1);
	}
	CHECK(!talk_heard(&t, t.w.ns + SECOND));
	talk_close(&t);
}

/* 8.3: load is balanced; the order is kept, where it begins is not. */
static void test_rotated(void)
{
	bool seen[4] = { false };
	u32 i, j;

	for (i = 0; i < 40; i++) {
		open_talk(5060, 1);
		t.w.random = i * 0x06789abd;
		ASKED("\4peer\4test", 1);
		for (j = 0; j < 4; j++)
			put_a(OWN, 2, 60, (u8)(50 + j));
		answer(0);
		CHECK(talk_heard(&t, t.w.ns + 1));
		CHECK(t.to[3] >= 50 && t.to[3] < 54);
		if (t.to[3] >= 50 && t.to[3] < 54)
			seen[t.to[3] - 50] = true;
		talk_close(&t);
	}
	for (j = 0; j < 4; j++)
		CHECK(seen[j]);
}

/* RFC 2782: in proportion to weight. */
static void test_weights(void)
{
	u32 i, heavy = 0;

	for (i = 0; i < 200; i++) {
		open_talk(0, 1);
		t.w.random = i * 0x06789abd;
		ASKED(SRV, 33);
		put_rr(OWN, 2, 33, 300, "\0\1\0\1\x13\xc4\1l", 9);
		put_rr(OWN, 2, 33, 300, "\0\1\0\x09\x13\xc4\1h", 9);
		answer(0);
		CHECK(talk_heard(&t, t.w.ns + 1));
		heavy += t.w.reply[42 + 13] == 'h';
		talk_close(&t);
	}
	CHECK(heavy > 150 && heavy < 198);
}

static void test_from_name(void)
{
	static const char invite[] =
		"INVITE sip:user@192.0.2.10 SIP/2.0\r\nVia: SIP/2.0/UDP a;branch=z9hG4bK1\r\n"
		"From: <sip:a@b>;tag=1\r\nTo: <sip:user@b>\r\nCall-ID: 1\r\nCSeq: 1 INVITE\r\n\r\n";

	open_talk(5060, 1);
	ASKED("\4peer\4test", 1);
	put_a(OWN, 2, 60, 50);
	put_a(OWN, 2, 60, 51);
	CHECK_EQ(talk_say(&t, 51, 5060, 5070, invite, sizeof(invite) - 1).reason, PZZ_SIP_SOURCE);
	talk_close(&t);

	open_talk(5060, 1);
	ASKED("\4peer\4test", 1);
	put_a(OWN, 2, 60, 50);
	put_a(OWN, 2, 60, 51);
	answer(0);
	CHECK_EQ(talk_say(&t, 51, 5060, 5070, invite, sizeof(invite) - 1).reason, PZZ_SIP_INVITED);
	CHECK_EQ(talk_say(&t, 52, 5060, 5070, invite, sizeof(invite) - 1).reason, PZZ_SIP_SOURCE);
	talk_close(&t);
}

static void test_redirected(void)
{
	open_talk(5060, 1);
	ASKED("\4peer\4test", 1);
	put_a(OWN, 2, 3600, 50);
	answer(0);
	registers_at(50, 5060);
	CHECK_EQ(talk_answer(&t, "302 Moved", "Contact: <sip:Other.test.>\r\n").reason,
		 PZZ_SIP_REDIRECTED);
	ASKED("\4_sip\4_udp\5Other\4test", 33);
	answer(3);
	ASKED("\5Other\4test", 1);
	put_a(OWN, 2, 60, 70);
	answer(0);
	registers_at(70, 5060);
	CHECK_EQ(talk_answer(&t, "200 OK", "").reason, PZZ_SIP_REGISTERED);
	t.w.ns = t.begin + 29 * SECOND;
	ASKED("\4peer\4test", 1);
	talk_close(&t);
}

static const struct unit_test tests[] = {
	{ "SRV, and the addresses of its targets, in turn [R46,C21,C23,DNS]", test_srv },
	{ "without SRV, or with a port: the name itself [R46,DNS]", test_no_srv },
	{ "asked again when the TTL ends [R46]", test_ttl },
	{ "without an answer, where it was last [R46]", test_last_known },
	{ "several DNS servers, in turn; ids and ports that differ [R46,C23]", test_servers },
	{ "an answer to another question changes nothing [R46]", test_unasked },
	{ "aliases, whole and half of them [R46]", test_alias },
	{ "aliases without end have one [R46]", test_alias_loop },
	{ "a set that balances load is begun anywhere [R46]", test_rotated },
	{ "SRV weights [R46]", test_weights },
	{ "INVITE comes from any of the addresses of the server [R51]", test_from_name },
	{ "a redirection to a name [R47]", test_redirected },
};

SUITE(sip_name, tests);
