// SPDX-License-Identifier: GPL-2.0
/* A registration over time: intervals, retransmissions, what servers say. */
#include <stdio.h>
#include <stdlib.h>

#include "sip_talk.h"

static struct talk t;

static void expect(struct pzz_outcome what, u8 verdict, u8 reason)
{
	CHECK_EQ(what.room, PZZ_ROOM_SIP);
	CHECK_EQ(what.verdict, verdict);
	if (what.reason != reason)
		unit_fail(__FILE__, __LINE__, "the reason is %s, must be %s",
			  pzz_sip_room.reasons[what.reason], pzz_sip_room.reasons[reason]);
}

static void ok(const char *more)
{
	expect(talk_answer(&t, "200 OK", more), PZZ_IGNORE, PZZ_SIP_REGISTERED);
}

/* Runs ticks until the host would be woken or told; the reason, or PZZ_SIP_REASONS. */
static u8 until_told(u64 ns, u8 *verdict)
{
	while (t.w.next < ns) {
		if (t.w.next > t.w.ns)
			t.w.ns = t.w.next;
		world_tick(&t.w);
		*verdict = t.w.what.verdict;
		if (*verdict == PZZ_WAKE || t.w.what.report)
			return t.w.what.reason;
	}
	return PZZ_SIP_REASONS;
}

static void test_first(void)
{
	talk_open(&t);
	talk_begin(&t);
	CHECK(talk_heard(&t, t.begin + 1));
	CHECK(!strncmp(t.said, "REGISTER sip:peer.test SIP/2.0\r\n", 32));
	CHECK(!strncmp(talk_field(&t, "Via: "),
		       "SIP/2.0/UDP 192.0.2.10:5070;rport;branch=z9hG4bK", 48));
	CHECK(!strcmp(talk_field(&t, "From: "), "<sip:user@peer.test>;tag=1"));
	CHECK(!strcmp(talk_field(&t, "To: "), "<sip:user@peer.test>"));
	CHECK(!strcmp(talk_field(&t, "Call-ID: "), "call@192.0.2.10"));
	CHECK(!strcmp(talk_field(&t, "CSeq: "), "8 REGISTER"));
	CHECK(!strcmp(talk_field(&t, "Contact: "), "<sip:user@192.0.2.10:5070>"));
	CHECK(!strcmp(talk_field(&t, "Expires: "), "60"));
	CHECK(!strcmp(talk_field(&t, "User-Agent: "), "phone/1"));
	CHECK(strstr(t.said, "\r\nSupported: path\r\n") && !strstr(t.said, "uthorization"));
	CHECK_EQ(t.dport, 5060);
	CHECK_EQ(t.sport, 5070);
	talk_close(&t);
}

/* RFC 3261 17.1.2.2: timers E and F. */
static void test_retransmitted(void)
{
	static const u32 at[] = {
		0, 500, 1500, 3500, 7500, 11500, 15500, 19500, 23500, 27500, 31500,
	};
	char first[2048];
	u32 i;

	talk_open(&t);
	talk_begin(&t);
	for (i = 0; i < PZZ_COUNT(at); i++) {
		CHECK(talk_heard(&t, t.begin + 32 * SECOND));
		CHECK_EQ(t.w.ns - t.begin, at[i] * MS);
		if (!i)
			strcpy(first, t.said);
		CHECK(!strcmp(first, t.said));
	}
	CHECK(!talk_heard(&t, t.begin + 32 * SECOND));
	talk_close(&t);
}

static void test_proceeding(void)
{
	talk_open(&t);
	talk_begin(&t);
	CHECK(talk_heard(&t, t.begin + 1));
	expect(talk_answer(&t, "100 Trying", ""), PZZ_IGNORE, PZZ_SIP_TRYING);
	CHECK(talk_heard(&t, t.begin + SECOND));
	CHECK(!talk_heard(&t, t.begin + 4500 * MS));
	CHECK(talk_heard(&t, t.begin + 4501 * MS));
	talk_close(&t);
}

static void test_interval(void)
{
	char branch[64];
	u32 i;

	talk_open(&t);
	talk_begin(&t);
	for (i = 0; i < 21; i++) {	/* ten minutes */
		CHECK(talk_heard(&t, t.begin + i * 29 * SECOND + 1));
		CHECK_EQ(t.w.ns - t.begin, i * 29 * SECOND);
		CHECK_EQ(atoi(talk_field(&t, "CSeq: ")), 8 + i);
		CHECK(!i || strcmp(branch, talk_field(&t, "branch=")));
		snprintf(branch, sizeof(branch), "%s", talk_field(&t, "branch="));
		t.w.ns += 100 * MS;
		ok("Expires: 60\r\n");
	}
	talk_close(&t);
}

static void granted(const char *more, u32 after)
{
	talk_open(&t);
	t.reg.expires = 3600;
	t.reg.interval = 3600;
	talk_begin(&t);
	CHECK(talk_heard(&t, t.begin + 1));
	ok(more);
	CHECK(talk_heard(&t, t.begin + 3600 * SECOND));
	if (t.w.ns - t.begin != after * SECOND)
		unit_fail(__FILE__, __LINE__, "%safter %llu s", more,
			  (t.w.ns - t.begin) / SECOND);
	talk_close(&t);
}

static void test_granted(void)
{
	granted("", 3600 - 32);
	granted("Expires: 20\r\n", 10);
	granted("Expires: 100\r\n", 68);
	granted("Contact: <sip:user@192.0.2.10:5070>;expires=40\r\nExpires: 900\r\n", 20);
	granted("m: <sip:user@192.0.2.44>;expires=7,\r\n"
		" \"a,b\" <sip:user@192.0.2.10:5070>;q=1;expires=50\r\n", 25);
	granted("Expires: x\r\n", 3600 - 32);
}

/* What the host has may end before the first interval. */
static void test_left(void)
{
	talk_open(&t);
	t.reg.first = 29;
	t.reg.left = 8;
	talk_begin(&t);
	CHECK(talk_heard(&t, t.begin + FOREVER));
	CHECK_EQ(t.w.ns - t.begin, 4 * SECOND);
	talk_close(&t);
}

static void test_too_brief(void)
{
	talk_open(&t);
	talk_begin(&t);
	CHECK(talk_heard(&t, t.begin + 1));
	expect(talk_answer(&t, "423 Interval Too Brief", "Min-Expires: 3600\r\n"), PZZ_IGNORE,
	       PZZ_SIP_TOO_BRIEF);
	CHECK(talk_heard(&t, t.w.ns + 1));
	CHECK(!strcmp(talk_field(&t, "Expires: "), "3600"));
	CHECK(!strcmp(talk_field(&t, "CSeq: "), "9 REGISTER"));
	expect(talk_answer(&t, "423 Interval Too Brief", "Min-Expires: 7200\r\n"), PZZ_WAKE,
	       PZZ_SIP_REJECTED);
	talk_close(&t);

	talk_open(&t);
	talk_begin(&t);
	CHECK(talk_heard(&t, t.begin + 1));
	expect(talk_answer(&t, "423 Interval Too Brief", "Min-Expires: 30\r\n"), PZZ_WAKE,
	       PZZ_SIP_REJECTED);
	talk_close(&t);
}

static void test_redirected(void)
{
	talk_open(&t);
	talk_begin(&t);
	CHECK(talk_heard(&t, t.begin + 1));
	expect(talk_answer(&t, "302 Moved", "Contact: <sip:other@192.0.2.50:5062;transport=udp>;q=1,"
			   " <sip:192.0.2.51>\r\n"), PZZ_IGNORE, PZZ_SIP_REDIRECTED);
	CHECK(talk_heard(&t, t.w.ns + 1));
	CHECK(!strncmp(t.said, "REGISTER sip:other@192.0.2.50:5062;transport=udp SIP/2.0\r\n", 58));
	CHECK_EQ(t.to[3], 50);
	CHECK_EQ(t.dport, 5062);
	ok("");
	/* For this once: the next goes to the server again. */
	CHECK(talk_heard(&t, t.begin + 30 * SECOND));
	CHECK_EQ(t.to[3], 99);
	CHECK(!strncmp(t.said, "REGISTER sip:peer.test SIP/2.0\r\n", 32));
	expect(talk_answer(&t, "302 Moved", "Contact: sip:192.0.2.50\r\n"), PZZ_IGNORE,
	       PZZ_SIP_REDIRECTED);
	CHECK(talk_heard(&t, t.w.ns + 1));
	expect(talk_answer(&t, "302 Moved", "Contact: sip:192.0.2.99\r\n"), PZZ_IGNORE,
	       PZZ_SIP_REDIRECTED);
	CHECK(talk_heard(&t, t.w.ns + 1));
	expect(talk_answer(&t, "302 Moved", "Contact: sip:192.0.2.50\r\n"), PZZ_WAKE,
	       PZZ_SIP_REJECTED);
	talk_close(&t);
}

static void redirected_badly(const char *contact)
{
	talk_open(&t);
	talk_begin(&t);
	CHECK(talk_heard(&t, t.begin + 1));
	expect(talk_answer(&t, "301 Moved", contact), PZZ_WAKE, PZZ_SIP_REJECTED);
	talk_close(&t);
}

static void test_redirected_badly(void)
{
	redirected_badly("");
	redirected_badly("Contact: *\r\n");
	redirected_badly("Contact: <sips:192.0.2.50>\r\n");
	redirected_badly("Contact: <sip:192.0.2.50;transport=tcp>\r\n");
	redirected_badly("Contact: <sip:192.0.2.50;maddr=192.0.2.1>\r\n");
	redirected_badly("Contact: <sip:192.0.2.50?Route=x>\r\n");
	redirected_badly("Contact: <sip:224.0.0.1>\r\n");
	redirected_badly("Contact: <sip:0.0.0.0>\r\n");
	redirected_badly("Contact: <sip:[2001:db8::1]>\r\n");
	redirected_badly("Contact: <sip:a..b>\r\n");
}

static void test_later(void)
{
	talk_open(&t);
	t.reg.left = 600;
	talk_begin(&t);
	CHECK(talk_heard(&t, t.begin + 1));
	expect(talk_answer(&t, "503 Service Unavailable",
			   "Retry-After: 18 (maintenance);duration=3\r\n"), PZZ_IGNORE,
	       PZZ_SIP_LATER);
	CHECK(talk_heard(&t, t.begin + FOREVER));
	CHECK_EQ(t.w.ns - t.begin, 18 * SECOND);
	CHECK(!strcmp(talk_field(&t, "CSeq: "), "9 REGISTER"));
	expect(talk_answer(&t, "500 Error", ""), PZZ_IGNORE, PZZ_SIP_LATER);
	CHECK(talk_heard(&t, t.begin + FOREVER));
	CHECK_EQ(t.w.ns - t.begin, 26 * SECOND);
	expect(talk_answer(&t, "503 Service Unavailable", "Retry-After: 700\r\n"), PZZ_WAKE,
	       PZZ_SIP_LOST);
	talk_close(&t);
}

/* A server that is away for a while costs nothing as long as it still knows us. */
static void test_restart(void)
{
	u8 verdict = 0;

	talk_open(&t);
	t.reg.expires = 600;
	talk_begin(&t);
	CHECK(talk_heard(&t, t.begin + 1));
	ok("");
	CHECK_EQ(until_told(t.begin + 110 * SECOND, &verdict), PZZ_SIP_REASONS);
	CHECK(talk_heard(&t, t.w.ns + 30 * SECOND));
	ok("");
	CHECK(talk_heard(&t, t.w.ns + 30 * SECOND));
	talk_close(&t);
}

static void test_lost(void)
{
	u8 verdict = 0;
	u64 told;

	talk_open(&t);
	talk_begin(&t);
	CHECK_EQ(until_told(t.begin + 200 * SECOND, &verdict), PZZ_SIP_LOST);
	CHECK_EQ(verdict, PZZ_WAKE);
	CHECK(t.w.what.report);
	told = t.w.ns - t.begin;
	CHECK(told <= 80 * SECOND);
	/* once, but it tries on, and when all is well again it would tell again */
	CHECK_EQ(until_told(t.begin + 2000 * SECOND, &verdict), PZZ_SIP_REASONS);
	CHECK(talk_heard(&t, t.w.ns + 400 * SECOND));
	ok("");
	CHECK_EQ(until_told(t.w.ns + 200 * SECOND, &verdict), PZZ_SIP_LOST);
	talk_close(&t);
}

static void test_reported(void)
{
	u8 verdict = 0;

	talk_open(&t);
	t.reg.failure = PZZ_SIP_FAILURE_REPORT;
	talk_begin(&t);
	CHECK_EQ(until_told(t.begin + 200 * SECOND, &verdict), PZZ_SIP_LOST);
	CHECK_EQ(verdict, PZZ_IGNORE);
	talk_close(&t);

	talk_open(&t);
	t.reg.failure = PZZ_SIP_FAILURE_REPORT;
	talk_begin(&t);
	CHECK(talk_heard(&t, t.begin + 1));
	expect(talk_answer(&t, "403 Forbidden", ""), PZZ_IGNORE, PZZ_SIP_REJECTED);
	CHECK(t.w.what.report);
	CHECK(!talk_heard(&t, t.begin + 1800 * SECOND));
	CHECK(talk_heard(&t, t.begin + 1801 * SECOND));
	talk_close(&t);
}

static void unasked(const char *what, const char *with, u8 from)
{
	char text[2048], *at;
	int len;

	len = snprintf(text, sizeof(text),
		       "SIP/2.0 200 OK\r\nVia: %s\r\nFrom: %s\r\nTo: %s;tag=srv\r\nCall-ID: %s\r\n"
		       "CSeq: %s\r\nX: 0\r\n\r\n", talk_field(&t, "Via: "),
		       talk_field(&t, "From: "), talk_field(&t, "To: "),
		       talk_field(&t, "Call-ID: "), talk_field(&t, "CSeq: "));
	at = strstr(text, what);
	CHECK(at);
	if (at)
		memcpy(at, with, strlen(with));
	talk_say(&t, from, 5060, 5070, text, (size_t)len);
	CHECK_EQ(t.w.what.verdict, PZZ_IGNORE);
	CHECK(t.w.what.reason == PZZ_SIP_UNASKED || t.w.what.reason == PZZ_SIP_MALFORMED);
}

static void test_unasked(void)
{
	talk_open(&t);
	talk_begin(&t);
	CHECK(talk_heard(&t, t.begin + 1));
	unasked("z9hG4bK", "z9hG4bL", 99);
	unasked("call@", "cell@", 99);
	unasked("8 REGISTER", "9 REGISTER", 99);
	unasked("8 REGISTER", "8 INVITE\r\n ", 99);
	unasked("X: 0\r\n", "v: 0\r\n", 99);
	unasked("X: 0\r\n", "X: 0\r\n", 77);
	unasked("SIP/2.0 200", "SIP/2.0 099", 99);
	unasked("To: ", "Ta: ", 99);
	CHECK(talk_heard(&t, t.begin + SECOND));
	ok("");
	expect(talk_answer(&t, "200 OK", ""), PZZ_IGNORE, PZZ_SIP_UNASKED);
	talk_close(&t);
}

/* The next sleep goes on counting, even if the host has not told what it counted. */
static void test_status(void)
{
	struct pzz_sip_status status;

	talk_open(&t);
	talk_begin(&t);
	CHECK(talk_heard(&t, t.begin + 1));
	ok("Expires: 50\r\n");
	status = pzz_sip_status(t.w.conf, t.w.state, 0);
	CHECK_EQ(status.cseq, 8);
	CHECK(status.registered);
	CHECK_EQ(status.lapses, t.begin + 50 * SECOND);
	t.w.ns += 5 * SECOND;
	t.w.next = pzz_begin(t.w.conf, t.w.state, (struct pzz_now){ .ns = t.w.ns }, t.w.deadline);
	CHECK(talk_heard(&t, t.w.ns + 1));
	CHECK(!strcmp(talk_field(&t, "CSeq: "), "9 REGISTER"));
	talk_close(&t);
}

static const struct unit_test tests[] = {
	{ "REGISTER goes on where the host has left it [R44,R47,C21]", test_first },
	{ "it is sent again after T1, 2 T1, ... until timer F [R47]", test_retransmitted },
	{ "after a provisional response each T2 only [R47]", test_proceeding },
	{ "every 29 s for ten minutes, each with a new CSeq and branch [R48]", test_interval },
	{ "never later than the server's own expiry, of our own contact [R47,R48]", test_granted },
	{ "nor than that of the host's own registration [R47]", test_left },
	{ "423: with Min-Expires, once [R47]", test_too_brief },
	{ "3xx: the first contact, twice, for this once [R47]", test_redirected },
	{ "3xx to what cannot be followed", test_redirected_badly },
	{ "503 and Retry-After [R47]", test_later },
	{ "a server that restarts does not lose us [R47]", test_restart },
	{ "a lost registration wakes, once [R47]", test_lost },
	{ "or is reported [R47]", test_reported },
	{ "a response to another request changes nothing", test_unasked },
	{ "what the host has to know to go on", test_status },
};

SUITE(sip_register, tests);
