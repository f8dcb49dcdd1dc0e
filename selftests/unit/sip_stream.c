// SPDX-License-Identifier: GPL-2.0
/* SIP over TCP: a connection of the host's, read in the application's stead. R45, R50. */
#include <stdio.h>
#include <stdlib.h>

#include "sip_talk.h"

#define QUEUE_MAX	16384

/* What the host's TCP has for its application, and what was said on the connection. */
static struct line {
	struct talk t;
	u8 queue[QUEUE_MAX];
	u32 queued;
	char said[QUEUE_MAX];
	u32 n_said;
	struct pzz_outcome what;	/* of the last step that was not idle */
} l;

#define HEAD(method, branch)							\
	method " sip:user@192.0.2.10:5070;transport=tcp SIP/2.0\r\n"		\
	"Via: SIP/2.0/TCP 192.0.2.99;branch=z9hG4bK" branch "\r\n"		\
	"From: <sip:a@peer.test>;tag=a\r\nTo: <sip:user@peer.test>\r\n"		\
	"Call-ID: c@peer.test\r\nCSeq: 5 " method "\r\n"

#define EMPTY	"Content-Length: 0\r\n\r\n"
#define OFFER	"Content-Type: application/sdp\r\nContent-Length: 5\r\n\r\nv=0\r\n"

static void open_line(u16 answer, u32 first)
{
	memset(&l, 0, sizeof(l));
	talk_open(&l.t);
	l.t.reg.tcp = true;
	l.t.reg.answer = answer;
	l.t.reg.expires = first ? 604800 : 60;
	l.t.reg.first = first;
	l.t.reg.interval = 604800;
}

static void close_line(void)
{
	talk_close(&l.t);
}

/* One step, as the glue would do it; returns whether it led to anything. */
static bool one_step(void)
{
	static u8 said[PZZ_SIP_SAY_MAX];
	struct world *w = &l.t.w;
	u32 len = l.queued < PZZ_SIP_STREAM_MAX ? l.queued : PZZ_SIP_STREAM_MAX;
	u8 *seen = malloc(len ? len : 1);	/* so that a sanitizer sees each byte too far */
	struct pzz_writer out = pzz_writer(said, sizeof(said));
	struct pzz_now now = { .ns = w->ns, .random = 4 };
	struct pzz_sip_step step;

	memcpy(seen, l.queue, len);
	step = pzz_sip_stream_step(w->conf, w->state, 0, now, seen, len, &out);
	CHECK(!memcmp(seen, l.queue, len));
	free(seen);
	CHECK(!out.failed && step.used <= len);
	memmove(l.queue, l.queue + step.used, l.queued - step.used);
	l.queued -= step.used;
	CHECK(l.n_said + out.len < sizeof(l.said));
	memcpy(l.said + l.n_said, said, out.len);
	l.n_said += out.len;
	l.said[l.n_said] = 0;
	if (step.what.reason != PZZ_SIP_IDLE || step.what.room != PZZ_ROOM_SIP)
		l.what = step.what;
	return step.used || out.len;
}

/* Until there is nothing to do now, or the host is to wake. */
static void run(void)
{
	u32 i;

	l.what = pzz_outcome(PZZ_ROOM_SIP, PZZ_IGNORE, PZZ_SIP_IDLE);
	for (i = 0; i < 1000 && l.what.verdict != PZZ_WAKE; i++)
		if (!one_step() &&
		    pzz_sip_stream_next(l.t.w.conf, l.t.w.state, 0) > l.t.w.ns)
			return;
	CHECK(i < 1000);
}

static void hear(const void *data, size_t len)
{
	CHECK(l.queued + len <= QUEUE_MAX);
	memcpy(l.queue + l.queued, data, len);
	l.queued += (u32)len;
	l.n_said = 0;
	l.said[0] = 0;
	run();
}

#define HEAR(text)	hear(text, sizeof(text) - 1)

/* To the next time when something is due, if it is before @ns; what was said is forgotten. */
static bool until_due(u64 ns)
{
	u64 next = pzz_sip_stream_next(l.t.w.conf, l.t.w.state, 0);

	if (next > ns)
		return false;
	l.t.w.ns = next > l.t.w.ns ? next : l.t.w.ns;
	l.n_said = 0;
	l.said[0] = 0;
	run();
	return true;
}

static void expect(u8 verdict, u8 reason, const char *said, u32 left)
{
	CHECK_EQ(l.what.verdict, verdict);
	if (l.what.room != PZZ_ROOM_SIP || l.what.reason != reason)
		unit_fail(__FILE__, __LINE__, "the reason is %s, must be %s",
			  pzz_rooms[l.what.room]->reasons[l.what.reason],
			  pzz_sip_room.reasons[reason]);
	if (said ? strncmp(l.said, said, strlen(said)) : l.n_said)
		unit_fail(__FILE__, __LINE__, "said is \"%.40s\", must be \"%s\"", l.said,
			  said ? said : "");
	CHECK_EQ(l.queued, left);
}

/* A response to the REGISTER that was said last. */
static void respond(const char *status, const char *more)
{
	char text[2048];
	int len;

	memcpy(l.t.said, l.said, sizeof(l.t.said) - 1);
	len = snprintf(text, sizeof(text),
		       "SIP/2.0 %s\r\nVia: %s\r\nFrom: %s\r\nTo: %s;tag=srv\r\nCall-ID: %s\r\n"
		       "CSeq: %s\r\n%s" EMPTY, status, talk_field(&l.t, "Via: "),
		       talk_field(&l.t, "From: "), talk_field(&l.t, "To: "),
		       talk_field(&l.t, "Call-ID: "), talk_field(&l.t, "CSeq: "), more);
	hear(text, (size_t)len);
}

static void test_registered(void)
{
	open_line(486, 0);
	l.t.reg.auths = l.t.auths;
	l.t.reg.n_auths = 1;
	l.t.auths[0] = (struct pzz_sip_auth){ .realm = T("r"), .user = T("user") };
	talk_begin(&l.t);
	CHECK(until_due(l.t.begin));
	expect(PZZ_REPLY, PZZ_SIP_REGISTERING, "REGISTER sip:peer.test SIP/2.0\r\n", 0);
	CHECK(strstr(l.said, "Via: SIP/2.0/TCP 192.0.2.10:5070;rport;branch=z9hG4bK"));
	CHECK(strstr(l.said, "CSeq: 8 REGISTER\r\n"));
	respond("401 Unauthorized", "WWW-Authenticate: Digest realm=\"r\", nonce=\"n\"\r\n");
	expect(PZZ_REPLY, PZZ_SIP_REGISTERING, "REGISTER ", 0);
	CHECK(strstr(l.said, "CSeq: 9 REGISTER\r\n") && strstr(l.said, "Authorization: Digest"));
	respond("200 OK", "Expires: 60\r\n");
	expect(PZZ_IGNORE, PZZ_SIP_REGISTERED, NULL, 0);
	CHECK(until_due(l.t.begin + 30 * SECOND));	/* half of it: it is short */
	CHECK_EQ(l.t.w.ns, l.t.begin + 30 * SECOND);
	expect(PZZ_REPLY, PZZ_SIP_REGISTERING, "REGISTER ", 0);
	close_line();
}

/* RFC 3261 17.1.2: nothing is sent again, and after 32 s it has failed. */
static void test_unanswered(void)
{
	open_line(486, 0);
	talk_begin(&l.t);
	CHECK(until_due(l.t.begin));
	CHECK(!until_due(l.t.begin + 31 * SECOND));
	CHECK(until_due(l.t.begin + 32 * SECOND));
	expect(PZZ_IGNORE, PZZ_SIP_LATER, NULL, 0);
	CHECK(until_due(l.t.begin + 36 * SECOND));
	expect(PZZ_REPLY, PZZ_SIP_REGISTERING, "REGISTER ", 0);
	CHECK(until_due(l.t.begin + 68 * SECOND));
	expect(PZZ_WAKE, PZZ_SIP_LOST, NULL, 0);
	CHECK(l.what.report && !l.what.mark);
	close_line();
}

static void test_called(void)
{
	open_line(486, 302400);
	talk_begin(&l.t);
	HEAR(HEAD("INVITE", "1") OFFER);
	expect(PZZ_REPLY, PZZ_SIP_INVITED, "SIP/2.0 486 Busy Here\r\n", 0);
	CHECK(strstr(l.said, "Via: SIP/2.0/TCP 192.0.2.99;branch=z9hG4bK1\r\n"));
	HEAR(HEAD("INVITE", "1") OFFER);
	expect(PZZ_REPLY, PZZ_SIP_REPEATED, "SIP/2.0 486", 0);
	l.t.w.ns += SECOND;
	HEAR(HEAD("ACK", "1") EMPTY "OPTIONS ");
	expect(PZZ_WAKE, PZZ_SIP_INVITED, NULL, 8);
	close_line();
}

static void test_no_ack(void)
{
	open_line(486, 302400);
	talk_begin(&l.t);
	HEAR(HEAD("INVITE", "1") OFFER);
	HEAR(HEAD("ACK", "2") EMPTY);
	expect(PZZ_IGNORE, PZZ_SIP_ACKED, NULL, 0);
	CHECK(!until_due(l.t.begin + 32 * SECOND - 1));
	CHECK(until_due(l.t.begin + 32 * SECOND));
	expect(PZZ_WAKE, PZZ_SIP_GIVEN_UP, NULL, 0);
	close_line();
}

static void test_handed_over(void)
{
	u32 len = sizeof(HEAD("INVITE", "1") OFFER) - 1;

	open_line(180, 302400);
	talk_begin(&l.t);
	HEAR(HEAD("INVITE", "1") OFFER);
	expect(PZZ_WAKE, PZZ_SIP_HANDED_OVER, "SIP/2.0 180 Ringing\r\n", len);
	CHECK(!memcmp(l.queue, HEAD("INVITE", "1") OFFER, len));
	close_line();
}

static void test_too_many(void)
{
	char text[1024];
	int len, i;

	open_line(486, 302400);
	talk_begin(&l.t);
	for (i = 0; i <= PZZ_SIP_CALLS; i++) {
		len = snprintf(text, sizeof(text), HEAD("INVITE", "%d") OFFER, i);
		hear(text, (size_t)len);
		expect(i < PZZ_SIP_CALLS ? PZZ_REPLY : PZZ_WAKE, PZZ_SIP_INVITED, "SIP/2.0 486", 0);
	}
	close_line();
}

static void test_others(void)
{
	open_line(486, 302400);
	talk_begin(&l.t);
	HEAR("\r\n\r\n" HEAD("OPTIONS", "1") EMPTY "\r\n" HEAD("BYE", "2") EMPTY
	     HEAD("NOTIFY", "3") EMPTY HEAD("CANCEL", "4") EMPTY HEAD("ACK", "5") EMPTY);
	expect(PZZ_IGNORE, PZZ_SIP_ACKED, "SIP/2.0 486 Busy Here\r\n", 0);
	CHECK(strstr(l.said, "SIP/2.0 481 ") && strstr(l.said, "SIP/2.0 405 "));
	CHECK(strstr(strstr(l.said, "SIP/2.0 405 "), "SIP/2.0 481 "));
	HEAR(HEAD("INVITE", "6") OFFER HEAD("CANCEL", "6") EMPTY);
	expect(PZZ_REPLY, PZZ_SIP_CANCELLED, "SIP/2.0 486 ", 0);
	CHECK(strstr(l.said, "SIP/2.0 200 OK\r\n"));
	HEAR(HEAD("ACK", "6") EMPTY);
	expect(PZZ_WAKE, PZZ_SIP_INVITED, NULL, 0);
	close_line();
}

/* RFC 3261 18.3: however TCP cuts it. */
static void test_pieces(void)
{
	static const char text[] = HEAD("OPTIONS", "1") EMPTY HEAD("INVITE", "2") OFFER
				   HEAD("ACK", "2") EMPTY "rest";
	const u32 len = sizeof(text) - 1;
	u32 i;

	for (i = 0; i <= len - 4; i++) {
		open_line(486, 302400);
		talk_begin(&l.t);
		hear(text, i);
		CHECK(l.what.verdict != PZZ_WAKE || i == len - 4);
		if (l.what.verdict != PZZ_WAKE)
			hear(text + i, len - i);
		else
			hear(text + i, 0);
		if (i < len - 4)
			expect(PZZ_WAKE, PZZ_SIP_INVITED, l.said, 4);
		close_line();
	}
}

static void not_ours(const void *data, size_t len)
{
	open_line(486, 302400);
	talk_begin(&l.t);
	hear(data, len);
	expect(PZZ_WAKE, PZZ_SIP_STREAM, NULL, (u32)len);
	CHECK(!memcmp(l.queue, data, len));
	close_line();
}

#define NOT_OURS(text)	not_ours(text, sizeof(text) - 1)

static void test_not_ours(void)
{
	static char text[9000];
	int len;

	NOT_OURS("\x16\x03\x01");
	NOT_OURS("GET / HTTP/1.1\r\nHost: peer.test\r\nContent-Length: 0\r\n\r\n");
	NOT_OURS(" INVITE");
	NOT_OURS("abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz");
	NOT_OURS(HEAD("INVITE", "1") "\r\n");
	NOT_OURS(HEAD("INVITE", "1") "Content-Length: x\r\n\r\n");
	NOT_OURS(HEAD("INVITE", "1") "l: 3\r\n" EMPTY "abc");
	NOT_OURS(HEAD("INVITE", "1") "X: a\n\nb\r\n" EMPTY);
	NOT_OURS(HEAD("INVITE", "1") "Content-Length: 8192\r\n\r\n");
	NOT_OURS(HEAD("INVITE", "1") "Content-Length: 4294967295\r\n\r\n");
	NOT_OURS("SIP/2.0 200 OK\r\nVia: SIP/2.0/TCP 192.0.2.10;branch=z9hG4bKx\r\n"
		 "Call-ID: call@192.0.2.10\r\nFrom: <sip:a@b>;tag=1\r\nTo: <sip:a@b>\r\n"
		 "CSeq: 7 REGISTER\r\n" EMPTY);	/* to the host's own, before the sleep */
	len = snprintf(text, sizeof(text), "INVITE sip:user@192.0.2.10 SIP/2.0\r\nX: %08191d", 0);
	not_ours(text, (size_t)len);
}

/* An answer that nobody waits for any more is not the application's. */
static void test_late(void)
{
	open_line(486, 0);
	l.t.reg.expires = 3600;
	talk_begin(&l.t);
	CHECK(until_due(l.t.begin));
	memcpy(l.t.said, l.said, sizeof(l.t.said) - 1);
	l.t.w.ns += 32 * SECOND;
	run();
	expect(PZZ_IGNORE, PZZ_SIP_LATER, l.said, 0);
	memcpy(l.said, l.t.said, sizeof(l.t.said));
	respond("200 OK", "");
	expect(PZZ_IGNORE, PZZ_SIP_UNASKED, NULL, 0);
	close_line();
}

static void test_stuck(void)
{
	open_line(486, 302400);
	l.t.reg.interval = 20;
	talk_begin(&l.t);
	HEAR("INVITE sip:");
	expect(PZZ_IGNORE, PZZ_SIP_IDLE, NULL, 11);
	CHECK(!until_due(l.t.begin + 32 * SECOND - 1));	/* not in the middle of what comes */
	CHECK(until_due(l.t.begin + 32 * SECOND));
	expect(PZZ_WAKE, PZZ_SIP_STREAM, NULL, 11);
	close_line();
}

/* RFC 5626 3.5.1, 4.4.1 */
static void test_pings(void)
{
	u32 i;

	open_line(486, 302400);
	l.t.reg.interval = 20;
	talk_begin(&l.t);
	for (i = 1; i < 9; i++) {	/* silence means nothing yet */
		CHECK(until_due(l.t.begin + i * 20 * SECOND));
		CHECK_EQ(l.t.w.ns, l.t.begin + i * 20 * SECOND);
		expect(PZZ_REPLY, PZZ_SIP_PINGING, "\r\n\r\n", 0);
		CHECK_EQ(l.n_said, 4);
	}
	HEAR("\r\n");
	expect(PZZ_IGNORE, PZZ_SIP_KEEP_ALIVE, NULL, 0);
	CHECK(until_due(l.t.begin + 180 * SECOND));
	CHECK(until_due(l.t.begin + 190 * SECOND));
	expect(PZZ_WAKE, PZZ_SIP_DISCONNECTED, NULL, 0);
	CHECK(l.what.report && !until_due(FOREVER));
	close_line();
}

static void test_gone(void)
{
	struct pzz_outcome what;

	open_line(486, 302400);
	l.t.reg.failure = PZZ_SIP_FAILURE_REPORT;
	talk_begin(&l.t);
	what = pzz_sip_stream_gone(l.t.w.conf, l.t.w.state, 0);
	CHECK(what.report && what.verdict == PZZ_IGNORE && what.reason == PZZ_SIP_DISCONNECTED);
	CHECK(!until_due(FOREVER));
	close_line();

	open_line(486, 302400);		/* with a caller who has had an answer */
	l.t.reg.failure = PZZ_SIP_FAILURE_REPORT;
	talk_begin(&l.t);
	HEAR(HEAD("INVITE", "1") OFFER);
	what = pzz_sip_stream_gone(l.t.w.conf, l.t.w.state, 0);
	CHECK(what.report && what.verdict == PZZ_WAKE);
	CHECK(!until_due(FOREVER));
	close_line();
}

/* The common bucket: ten wakes, then one in two seconds. */
static void test_limited(void)
{
	u32 i;

	open_line(180, 302400);
	talk_begin(&l.t);
	for (i = 0; i < 10; i++) {
		HEAR("\x16");
		expect(PZZ_WAKE, PZZ_SIP_STREAM, NULL, 1);
		l.queued = 0;
	}
	HEAR(HEAD("INVITE", "1") OFFER);
	expect(PZZ_REPLY, PZZ_SIP_HANDED_OVER, "SIP/2.0 480 ", 0);
	HEAR("\x16");
	CHECK_EQ(l.what.room, PZZ_ROOM_WAKE);
	CHECK_EQ(l.what.verdict, PZZ_IGNORE);
	CHECK_EQ(l.queued, 1);
	CHECK(until_due(l.t.begin + 4 * SECOND));	/* nobody has to say more for it */
	CHECK_EQ(l.t.w.ns, l.t.begin + 4 * SECOND);
	expect(PZZ_WAKE, PZZ_SIP_STREAM, NULL, 1);
	close_line();
}

/* What is due goes out all the same. */
static void test_limited_and_due(void)
{
	u32 i;

	open_line(486, 302400);
	l.t.reg.interval = 2;
	talk_begin(&l.t);
	for (i = 0; i < 10; i++) {
		HEAR("\x16");
		l.queued = 0;
	}
	HEAR("\x16");
	CHECK_EQ(l.what.room, PZZ_ROOM_WAKE);
	CHECK(until_due(l.t.begin + 2 * SECOND));
	expect(PZZ_REPLY, PZZ_SIP_PINGING, "\r\n\r\n", 1);
	CHECK(until_due(l.t.begin + 4 * SECOND));
	expect(PZZ_WAKE, PZZ_SIP_STREAM, NULL, 1);
	close_line();
}

/* An answer that does not fit is the host's to give: nobody asks again. */
static void test_too_long(void)
{
	static char text[8000];
	int len = snprintf(text, sizeof(text), "OPTIONS sip:user@192.0.2.10 SIP/2.0\r\n"
			   "Via: SIP/2.0/TCP 192.0.2.99;branch=z9hG4bK1;x=%05000d\r\n"
			   "From: <sip:a@peer.test>;tag=a\r\nTo: <sip:user@peer.test>\r\n"
			   "Call-ID: c\r\nCSeq: 5 OPTIONS\r\n" EMPTY, 0);

	not_ours(text, (size_t)len);
}

/* And the datagram rooms have nothing to do with it. */
static void test_apart(void)
{
	static const char invite[] = HEAD("INVITE", "1") OFFER;
	struct pzz_outcome what;

	open_line(486, 0);
	talk_begin(&l.t);
	what = talk_say(&l.t, 99, 5060, 5070, invite, sizeof(invite) - 1);
	CHECK_EQ(what.room, PZZ_ROOM_WAKE);
	CHECK_EQ(what.verdict, PZZ_IGNORE);
	CHECK_EQ(l.t.w.deadline[PZZ_ROOM_SIP], PZZ_NEVER);
	close_line();
}

static void test_refused(void)
{
	struct pzz_refusal why;

	open_line(486, 0);
	CHECK(pzz_conf_check(&l.t.setup, &why));
	l.t.reg.anyone = true;
	CHECK(!pzz_conf_check(&l.t.setup, &why) && strstr(why.why, "over TCP"));
	l.t.reg.anyone = false;
	l.t.reg.server.len = 0;
	CHECK(!pzz_conf_check(&l.t.setup, &why) && strstr(why.why, "server"));
}

static const struct unit_test tests[] = {
	{ "sip over tcp: the registration is kept, with digest [R45,R47,R49]", test_registered },
	{ "sip over tcp: nothing is sent again; after 32 s it has failed", test_unanswered },
	{ "sip over tcp: 486, and with ACK the host wakes [R50]", test_called },
	{ "sip over tcp: without ACK after 32 s [R50]", test_no_ack },
	{ "sip over tcp: 180, and the INVITE stays for the host [R50]", test_handed_over },
	{ "sip over tcp: one call too many wakes at once", test_too_many },
	{ "sip over tcp: other requests are answered, in turn", test_others },
	{ "sip over tcp: however it is cut [R50]", test_pieces },
	{ "sip over tcp: what is not ours stays and wakes", test_not_ours },
	{ "sip over tcp: a late answer is not the application's", test_late },
	{ "sip over tcp: half a message wakes after 32 s", test_stuck },
	{ "sip over tcp: empty lines; who answers them must go on [R45,R48]", test_pings },
	{ "sip over tcp: the connection ends", test_gone },
	{ "sip over tcp: without a token nothing wakes and nothing is lost", test_limited },
	{ "sip over tcp: what is due meanwhile goes out", test_limited_and_due },
	{ "sip over tcp: an answer that does not fit is the host's", test_too_long },
	{ "sip over tcp: datagrams to the same port are not for it", test_apart },
	{ "sip over tcp: what it cannot be", test_refused },
};

SUITE(sip_stream, tests);
