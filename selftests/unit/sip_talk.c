// SPDX-License-Identifier: GPL-2.0
#include <stdio.h>
#include <stdlib.h>

#include "sip_talk.h"

static const struct pzz_hop hops[] = { { .mac = { V_PEER_MAC } } };

void talk_open(struct talk *t)
{
	memset(t, 0, sizeof(*t));
	t->reg = (struct pzz_sip_reg){
		.server = { 4, { V_PEER_IP } }, .port = 5060,
		.local = { 4, { V_HOST_IP } }, .local_port = 5070, .answer = 486,
		.uri = T("sip:peer.test"), .to = T("<sip:user@peer.test>"),
		.from = T("<sip:user@peer.test>;tag=1"), .call_id = T("call@192.0.2.10"),
		.contact = T("<sip:user@192.0.2.10:5070>"), .agent = T("phone/1"),
		.extra = T("Supported: path\r\n"), .cseq = 7, .expires = 60, .interval = 29,
		.auths = t->auths,
	};
	t->setup = (struct pzz_setup){
		V_SETUP, .n_hops = 1, .hops = hops,
		.sip = { .secret = { 1, 2, 3 }, .n_regs = 1, .regs = &t->reg },
	};
}

void talk_begin(struct talk *t)
{
	world_open(&t->w, &t->setup);
	t->begin = t->w.ns;
}

void talk_close(struct talk *t)
{
	CHECK(world_conf_untouched(&t->w));
	world_close(&t->w);
}

static void keep(struct talk *t)
{
	u32 len = t->w.reply_len - 42;

	CHECK(t->w.reply_len > 42 && len < sizeof(t->said));
	memcpy(t->said, t->w.reply + 42, len);
	t->said[len] = 0;
	memcpy(t->to, t->w.reply + 30, 4);
	t->sport = pzz_be16(t->w.reply + 34);
	t->dport = pzz_be16(t->w.reply + 36);
}

bool talk_heard(struct talk *t, u64 ns)
{
	const char *wrong;

	if (!world_until_sent(&t->w, ns))
		return false;
	wrong = judge_tick(&t->w);
	if (wrong)
		unit_fail(__FILE__, __LINE__, "%s", wrong);
	keep(t);
	return true;
}

struct pzz_outcome talk_say(struct talk *t, u8 from, u16 sport, u16 dport, const void *data,
			    size_t len)
{
	u8 frame[4096] = { V_HOST_MAC, V_PEER_MAC, 8, 0, 0x45, 0, 0, 0, 0, 0, 0, 0, 64, 17, 0, 0,
			   192, 0, 2, from, V_HOST_IP };
	struct pzz_outcome what;
	const char *wrong;

	pzz_put_be16(frame + 16, (u16)(28 + len));
	pzz_put_be16(frame + 24, judge_csum(frame + 14, 20, 0));
	pzz_put_be16(frame + 34, sport);
	pzz_put_be16(frame + 36, dport);
	pzz_put_be16(frame + 38, (u16)(8 + len));
	memcpy(frame + 42, data, len);
	what = world_frame(&t->w, frame, (u32)(42 + len), NULL);
	wrong = judge_frame(&t->w);
	if (wrong)
		unit_fail(__FILE__, __LINE__, "%s", wrong);
	if (what.verdict == PZZ_REPLY)
		keep(t);
	return what;
}

static void copy_until(char *to, size_t size, const char *from, const char *ends)
{
	size_t n = from ? strcspn(from, ends) : 0;

	snprintf(to, size, "%.*s", (int)n, from ? from : "");
}

const char *talk_field(const struct talk *t, const char *what)
{
	static char field[8][512];
	static unsigned int n;
	const char *at = strstr(t->said, what);
	char *to = field[n++ % 8];

	copy_until(to, sizeof(field[0]), at ? at + strlen(what) : NULL, "\r");
	return to;
}

const char *talk_param(const struct talk *t, const char *what)
{
	static char param[8][512];
	static unsigned int n;
	const char *at = strstr(t->said, "uthorization: ");
	char *to = param[n++ % 8];

	at = at ? strstr(at, what) : NULL;
	copy_until(to, sizeof(param[0]), at ? at + strlen(what) : NULL, "\",\r");
	return to;
}

struct pzz_outcome talk_answer(struct talk *t, const char *status, const char *more)
{
	char text[2048];
	int len = snprintf(text, sizeof(text),
			   "SIP/2.0 %s\r\nVia: %s;received=192.0.2.10\r\nFrom: %s\r\nTo: %s;tag=srv\r\n"
			   "Call-ID: %s\r\nCSeq: %s\r\n%sContent-Length: 0\r\n\r\n", status,
			   talk_field(t, "Via: "), talk_field(t, "From: "), talk_field(t, "To: "),
			   talk_field(t, "Call-ID: "), talk_field(t, "CSeq: "), more);

	CHECK(len > 0 && (size_t)len < sizeof(text));
	return talk_say(t, t->to[3], 5060, 5070, text, (size_t)len);
}
