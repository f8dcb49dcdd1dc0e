// SPDX-License-Identifier: GPL-2.0
/* Registrations that cannot be, each with its own sentence. */
#include <stdlib.h>

#include "sip_talk.h"

static struct talk t;
static struct pzz_sip_reg regs[PZZ_SIP_REGS + 1];

static bool passes(u32 index)
{
	struct pzz_refusal why;
	bool good = pzz_conf_check(&t.setup, &why);

	CHECK(good == !why.why);
	if (!good && index != ~0U)
		CHECK(why.table == PZZ_AT_SIP && why.index == index);
	return good;
}

/* @change makes a good registration bad. */
static void refused(void (*change)(struct pzz_sip_reg *r))
{
	talk_open(&t);
	CHECK(passes(0));
	change(&t.reg);
	CHECK(!passes(0));
}

static const struct pzz_sip_auth good_auth = { .realm = T("a"), .user = T("b") };

#define CHANGE(name, what)	static void name(struct pzz_sip_reg *r) { what; }

CHANGE(no_uri, r->uri.len = 0)
CHANGE(bad_uri, r->uri = (struct pzz_text)T("http://peer.test"))
CHANGE(uri_with_headers, r->uri = (struct pzz_text)T("sip:peer.test?a=b"))
CHANGE(to_with_tag, r->to = (struct pzz_text)T("<sip:user@peer.test>;tag=2"))
CHANGE(to_without_user, r->to = (struct pzz_text)T("<sip:peer.test>"))
CHANGE(from_without_tag, r->from = (struct pzz_text)T("<sip:user@peer.test>"))
CHANGE(injected, r->from = (struct pzz_text)T("<sip:user@peer.test>;tag=1\r\nX: y"))
CHANGE(contact_expires, r->contact = (struct pzz_text)T("<sip:user@192.0.2.10>;expires=9"))
CHANGE(call_id, r->call_id = (struct pzz_text)T("a b"))
CHANGE(agent, r->agent = (struct pzz_text)T("a\r\nb"))
CHANGE(extra_half, r->extra = (struct pzz_text)T("Supported: path"))
CHANGE(extra_end, r->extra = (struct pzz_text)T("Supported: path\r\n\r\nX"))
CHANGE(extra_via, r->extra = (struct pzz_text)T("Via: SIP/2.0/UDP a\r\n"))
CHANGE(extra_folded, r->extra = (struct pzz_text)T("X: a\r\n b\r\n"))
CHANGE(answer_200, r->answer = 200)
CHANGE(answer_183, r->answer = 183)
CHANGE(failure, r->failure = 2)
CHANGE(no_expires, r->expires = 0)
CHANGE(no_interval, r->interval = 0)
CHANGE(long_first, r->first = 604801)
CHANGE(cseq, r->cseq = 0x80000000)
CHANGE(foreign_local, r->local.b[3] = 77)
CHANGE(no_port, r->local_port = 0)
CHANGE(other_family, r->server = ((struct pzz_ip){ 16, { V_PEER_IP6 } }))
CHANGE(no_server, r->server.len = 0)
CHANGE(no_dns, r->server.len = 0; r->name = ((struct pzz_name){ 3, "\1a" }))
CHANGE(hash, r->n_auths = 1; t.auths[0] = good_auth; t.auths[0].hash = 2)
CHANGE(realm, r->n_auths = 1; t.auths[0] = good_auth; t.auths[0].realm.at = (const u8 *)"\"")
CHANGE(no_auth_user, r->n_auths = 1; t.auths[0] = good_auth; t.auths[0].user.len = 0)
CHANGE(many_auths, r->n_auths = 5)

static void test_refused(void)
{
	static void (*const changes[])(struct pzz_sip_reg *r) = {
		no_uri, bad_uri, uri_with_headers, to_with_tag, to_without_user, from_without_tag,
		injected, contact_expires, call_id, agent, extra_half, extra_end, extra_via,
		extra_folded, answer_200, answer_183, failure, no_expires, no_interval, long_first,
		cseq, foreign_local, no_port, other_family, no_server, no_dns, hash, realm,
		no_auth_user, many_auths,
	};
	size_t i;

	for (i = 0; i < PZZ_COUNT(changes); i++)
		refused(changes[i]);
}

static void test_lists(void)
{
	u32 i;

	talk_open(&t);
	for (i = 0; i <= PZZ_SIP_REGS; i++) {
		regs[i] = t.reg;
		regs[i].local_port = (u16)(5070 + i);
	}
	t.setup.sip.regs = regs;
	t.setup.sip.n_regs = PZZ_SIP_REGS;
	CHECK(passes(0));
	regs[6].local_port = 5072;
	CHECK(!passes(6));
	regs[6].local_port = 5076;
	t.setup.sip.n_regs++;
	CHECK(!passes(~0U));
	t.setup.sip.n_regs--;
	t.setup.n_hops = PZZ_HOPS + 1;
	CHECK(!passes(~0U));
}

/* Those of SNMP and Teredo are looked up first, and would take what is for SIP. */
static void test_ports(void)
{
	const struct pzz_vector *v = unit_vector("teredo", "an indirect bubble [R53]");
	struct pzz_setup by_default;

	pzz_setup_init(&by_default);
	talk_open(&t);
	t.setup.snmp = by_default.snmp;
	t.setup.snmp.enable = true;
	CHECK(passes(0));
	t.reg.local_port = 161;
	CHECK(!passes(0));
	t.setup.snmp.enable = false;
	CHECK(passes(0));
	t.setup.n_teredos = 1;
	t.setup.teredos = v->setup->teredos;
	CHECK(passes(0));
	t.reg.local_port = pzz_be16(t.setup.teredos->packet + 20);
	CHECK(!passes(0));
	t.reg.tcp = true;
	CHECK(passes(0));
}

/* What does not fit one frame is refused before it is needed. */
static void test_size(void)
{
	static char text[256];

	memset(text, 'x', sizeof(text));
	talk_open(&t);
	t.reg.call_id = (struct pzz_text){ (const u8 *)text, 255 };
	t.reg.agent = (struct pzz_text){ (const u8 *)text, 255 };
	CHECK(passes(0));
	t.reg.call_id.len = 256;
	CHECK(!passes(0));
	t.reg.call_id.len = 255;
	t.setup.mtu = 1280;
	CHECK(!passes(0));
}

/* Eight at once: each on its own, each heard. */
static void test_eight(void)
{
	bool seen[PZZ_SIP_REGS] = { false };
	u32 i;

	talk_open(&t);
	for (i = 0; i < PZZ_SIP_REGS; i++) {
		regs[i] = t.reg;
		regs[i].local_port = (u16)(5070 + i);
	}
	t.setup.sip.regs = regs;
	t.setup.sip.n_regs = PZZ_SIP_REGS;
	talk_begin(&t);
	while (talk_heard(&t, t.begin + 1))
		seen[t.sport - 5070] = true;
	for (i = 0; i < PZZ_SIP_REGS; i++)
		CHECK(seen[i]);
	talk_close(&t);
}

static const struct unit_test tests[] = {
	{ "each thing that a registration can't be is refused [C21,C22,C23]", test_refused },
	{ "lists that are too long, and the same registration twice", test_lists },
	{ "nor can it have the port of SNMP or Teredo [R51,R52,R54]", test_ports },
	{ "what would not fit a frame is refused", test_size },
	{ "eight registrations at once", test_eight },
};

SUITE(sip_conf, tests);
