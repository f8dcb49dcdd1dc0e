// SPDX-License-Identifier: GPL-2.0
/* Calls over time: retransmissions, CANCEL, ACK, and what a hostile message costs. */
#include <stdio.h>
#include <stdlib.h>

#include "sip_talk.h"
#include "steps.h"

static struct talk t;

static struct pzz_outcome request(const char *method, const char *branch, const char *more)
{
	char text[2048];
	int len = snprintf(text, sizeof(text),
			   "%s sip:user@192.0.2.10:5070 SIP/2.0\r\n"
			   "Via: SIP/2.0/UDP 192.0.2.99;branch=z9hG4bK%s\r\n"
			   "From: <sip:a@peer.test>;tag=a\r\nTo: <sip:user@peer.test>\r\n"
			   "Call-ID: c@peer.test\r\nCSeq: 5 %s\r\n%s\r\n", method, branch, method,
			   more);

	return talk_say(&t, 99, 5060, 5070, text, (size_t)len);
}

static void open_talk(u16 answer)
{
	talk_open(&t);
	t.reg.answer = answer;
	t.reg.expires = 604800;
	t.reg.interval = 604800;
	t.reg.first = 302400;
	talk_begin(&t);
}

static void expect(struct pzz_outcome what, u8 reason, u8 also, const char *status)
{
	CHECK_EQ(what.reason, reason);
	CHECK_EQ(what.also, also);
	CHECK_EQ(what.verdict, status ? PZZ_REPLY : PZZ_IGNORE);
	if (status && strncmp(t.said + 8, status, strlen(status)))
		unit_fail(__FILE__, __LINE__, "%.20s must be %s", t.said, status);
}

static void test_repeated(void)
{
	char first[2048];

	open_talk(486);
	expect(request("INVITE", "1", ""), PZZ_SIP_INVITED, PZZ_ALSO_WAKE, "486 Busy Here");
	strcpy(first, t.said);
	t.w.ns += 300 * MS;
	expect(request("INVITE", "1", ""), PZZ_SIP_REPEATED, PZZ_ALSO_NOTHING, "486");
	CHECK(!strcmp(first, t.said));
	CHECK(talk_heard(&t, t.begin + 501 * MS));
	CHECK(!strcmp(first, t.said));
	expect(request("INVITE", "2", ""), PZZ_SIP_INVITED, PZZ_ALSO_WAKE, "486");
	CHECK(strcmp(strstr(first, ";tag="), strstr(t.said, ";tag=")));
	talk_close(&t);
}

static void test_acked(void)
{
	open_talk(603);
	expect(request("INVITE", "1", ""), PZZ_SIP_INVITED, PZZ_ALSO_WAKE, "603 Decline");
	expect(request("ACK", "2", ""), PZZ_SIP_ACKED, PZZ_ALSO_NOTHING, NULL);
	CHECK(talk_heard(&t, t.begin + 501 * MS));
	expect(request("ACK", "1", ""), PZZ_SIP_ACKED, PZZ_ALSO_NOTHING, NULL);
	CHECK(!talk_heard(&t, t.begin + 4 * SECOND));
	expect(request("INVITE", "1", ""), PZZ_SIP_REPEATED, PZZ_ALSO_NOTHING, NULL);
	CHECK(!talk_heard(&t, t.begin + 60 * SECOND));
	talk_close(&t);
}

static void test_cancel_late(void)
{
	open_talk(480);
	expect(request("CANCEL", "1", ""), PZZ_SIP_NO_CALL, PZZ_ALSO_NOTHING, "481");
	expect(request("INVITE", "1", ""), PZZ_SIP_INVITED, PZZ_ALSO_WAKE, "480");
	expect(request("CANCEL", "1", ""), PZZ_SIP_CANCELLED, PZZ_ALSO_NOTHING, "200 OK");
	CHECK(!strcmp(talk_field(&t, "CSeq: "), "5 CANCEL"));
	CHECK(talk_heard(&t, t.begin + 501 * MS));
	CHECK(!strncmp(t.said, "SIP/2.0 480 ", 12));
	talk_close(&t);
}

static void test_cancelled(void)
{
	static const u32 at[] = { 0, 500, 1500 };
	u32 i;

	open_talk(180);
	expect(request("INVITE", "1", ""), PZZ_SIP_HANDED_OVER, PZZ_ALSO_HAND_OVER, "180 Ringing");
	expect(request("CANCEL", "1", ""), PZZ_SIP_CANCELLED, PZZ_ALSO_NOTHING, "200 OK");
	for (i = 0; i < 3; i++) {
		CHECK(talk_heard(&t, t.begin + 2 * SECOND));
		CHECK(!strncmp(t.said, "SIP/2.0 487 ", 12));
		CHECK(!strcmp(talk_field(&t, "CSeq: "), "5 INVITE"));
		CHECK_EQ(t.w.ns - t.begin, at[i] * MS);
	}
	expect(request("INVITE", "1", ""), PZZ_SIP_TERMINATED, PZZ_ALSO_NOTHING, "487");
	expect(request("ACK", "1", ""), PZZ_SIP_ACKED, PZZ_ALSO_NOTHING, NULL);
	CHECK(!talk_heard(&t, t.begin + 60 * SECOND));
	talk_close(&t);
}

/* Annex A.2: the common bucket holds for calls too; the caller is told all the same. */
static void test_limited(void)
{
	u16 answers[] = { 486, 180 };
	u32 i;

	for (i = 0; i < 2; i++) {
		talk_open(&t);
		t.reg.answer = answers[i];
		t.reg.interval = 604800;
		t.reg.expires = 604800;
		t.reg.first = 302400;
		t.setup.wake.limit = (struct pzz_limit){ 1, 60, 1 };
		talk_begin(&t);
		request("INVITE", "1", "");
		CHECK(t.w.what.also);
		request("INVITE", "2", "");
		CHECK_EQ(t.w.what.verdict, PZZ_REPLY);
		CHECK(!t.w.what.also);
		CHECK(!strncmp(t.said, i ? "SIP/2.0 480 " : "SIP/2.0 486 ", 12));
		t.w.ns += 61 * SECOND;
		request("INVITE", "3", "");
		CHECK(t.w.what.also);
		talk_close(&t);
	}
}

/* A retransmission of what could not wake before is another chance. */
static void test_handed_over_later(void)
{
	talk_open(&t);
	t.reg.answer = 180;
	t.reg.interval = 604800;
	t.reg.expires = 604800;
	t.reg.first = 302400;
	t.setup.wake.limit = (struct pzz_limit){ 1, 1, 1 };
	talk_begin(&t);
	request("INVITE", "1", "");
	expect(request("INVITE", "2", ""), PZZ_SIP_HANDED_OVER, PZZ_ALSO_NOTHING, "480");
	t.w.ns += 2 * SECOND;
	expect(request("INVITE", "2", ""), PZZ_SIP_HANDED_OVER, PZZ_ALSO_HAND_OVER, "180");
	talk_close(&t);
}

static void test_many(void)
{
	char branch[8];
	u32 i, n = 0;

	open_talk(486);
	for (i = 0; i < PZZ_SIP_CALLS + 3; i++) {
		snprintf(branch, sizeof(branch), "n%u", i);
		expect(request("INVITE", branch, ""), PZZ_SIP_INVITED, PZZ_ALSO_WAKE, "486");
	}
	while (talk_heard(&t, t.begin + SECOND))
		n++;
	CHECK_EQ(n, PZZ_SIP_CALLS);
	talk_close(&t);
}

/* Before the host sleeps, an INVITE must be seen to be able to wake it. */
static void test_watched(void)
{
	open_talk(486);
	request("INVITE", "1", "");
	CHECK_EQ(t.w.first.verdict, PZZ_WAKE);
	CHECK(t.w.first.settle);
	request("OPTIONS", "2", "");
	CHECK_EQ(t.w.first.verdict, PZZ_IGNORE);
	talk_close(&t);
}

struct worst {
	const char *name;
	const char *again;	/* up to 1400 bytes of it, within the header */
};

static const struct worst worst[] = {
	{ "empty folded lines", "X:\r\n \r\n \r\n \r\n \r\n" },
	{ "short header fields", "a:\r\n" },
	{ "Vias", "v:SIP/2.0/UDP a\r\n" },
	{ "Via parameters", ";a" },
	{ "requirements", "Require: a,b,c,d\r\n" },
	{ "quotes", "Subject: \"\"\"\"\"\"\"\"\"\"\"\r\n" },
};

static u8 frame[1514];
static u32 frame_len;

static void one_frame(const void *arg)
{
	world_frame(&t.w, frame, frame_len, NULL);
	(void)arg;
}

static void build_worst(const struct worst *w)
{
	char text[1480] = "INVITE sip:user@192.0.2.10 SIP/2.0\r\nv: SIP/2.0/UDP 192.0.2.99";
	size_t n;

	if (w->again[0] != ';')
		strcat(text, "\r\n");
	while (strlen(text) + strlen(w->again) < 1350)
		strcat(text, w->again);
	strcat(text, &"\r\n"[w->again[0] == ';' ? 0 : 2]);
	strcat(text, "f: <sip:a@b>;tag=1\r\nt: <sip:user@b>\r\ni: 1\r\nCSeq: 1 INVITE\r\n\r\n");
	n = strlen(text);
	talk_say(&t, 99, 5060, 5070, text, n);
	frame_len = (u32)(42 + n);
	memcpy(frame, t.w.frame.data, frame_len);
}

/* The README's figure; with the sanitizers, of which a third is. */
static void test_worst(void)
{
	size_t i;
	u64 steps;

	open_talk(486);
	for (i = 0; i < PZZ_COUNT(worst); i++) {
		build_worst(&worst[i]);
		steps = unit_steps(one_frame, NULL);
		printf("# %s: %llu instructions, %s\n", worst[i].name, steps,
		       pzz_sip_room.reasons[t.w.what.reason]);
		CHECK(steps && steps < 2000000);
	}
	talk_close(&t);
}

static const struct unit_test tests[] = {
	{ "an INVITE sent again is answered the same, and wakes once [R51]", test_repeated },
	{ "ACK ends it [R51]", test_acked },
	{ "CANCEL after the final answer changes nothing", test_cancel_late },
	{ "CANCEL of a call that rings: 200, and 487 until ACK [R51]", test_cancelled },
	{ "without a token the caller is told, but the host sleeps on", test_limited },
	{ "a later INVITE may hand over what an earlier one could not", test_handed_over_later },
	{ "more calls than are kept are answered, too", test_many },
	{ "an INVITE may wake before it is settled", test_watched },
	{ "the worst messages cost no more than the README says [R36]", test_worst },
};

SUITE(sip_call, tests);
