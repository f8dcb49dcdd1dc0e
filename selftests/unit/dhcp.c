// SPDX-License-Identifier: GPL-2.0
/* A lease over time: when it is asked for again, when it ends, and who is told. */
#include "arp/arp.h"
#include "dhcp_server.h"
#include "unit.h"

#define SECOND	PZZ_NSEC_PER_SEC
#define START	PZZ_VECTOR_NS

static const u8 who_has[] = {
	V_BROADCAST, V_OTHER_MAC, 0x08, 0x06, 0, 1, 0x08, 0, 6, 4, 0, 1,
	V_OTHER_MAC, V_OTHER_IP, V_ZERO_MAC, V_HOST_IP,
};

static const u8 who_has_second[] = {
	V_BROADCAST, V_OTHER_MAC, 0x08, 0x06, 0, 1, 0x08, 0, 6, 4, 0, 1,
	V_OTHER_MAC, V_OTHER_IP, V_ZERO_MAC, V_HOST_IP2,
};

static const u8 conflict_second[] = {
	V_BROADCAST, V_PEER_MAC, 0x08, 0x06, 0, 1, 0x08, 0, 6, 4, 0, 1,
	V_PEER_MAC, V_HOST_IP2, V_ZERO_MAC, V_HOST_IP2,
};

/* A lease that begins as the sleep does, with the defaults of T1 and T2. */
static struct pzz_setup lease_of(u32 seconds)
{
	struct pzz_setup setup = *unit_vector("dhcp", DHCP_RENEW)->setup;

	setup.dhcp.since = START;
	setup.dhcp.lease = seconds;
	setup.dhcp.t1 = 0;
	setup.dhcp.t2 = 0;
	return setup;
}

static struct pzz_lease lease(const struct world *w)
{
	struct pzz_lease l = { 0 };

	CHECK(pzz_dhcp_lease(w->conf, w->state, &l));
	return l;
}

/* The next outcome of a timer that wakes or sends, not later than @ns. */
static bool until_due(struct world *w, u64 ns)
{
	while (w->next < ns) {
		if (w->next > w->ns)
			w->ns = w->next;
		w->random = w->random * 1664525 + 1013904223;
		world_tick(w);
		if (w->what.verdict != PZZ_IGNORE)
			return true;
	}
	w->ns = ns;
	return false;
}

static void expect(const struct world *w, u8 verdict, u8 reason)
{
	CHECK_EQ(w->what.verdict, verdict);
	CHECK_EQ(w->what.room, PZZ_ROOM_DHCP);
	CHECK_EQ(w->what.reason, reason);
	CHECK(!judge_tick(w));
}

static bool woke(struct world *w, u64 ns, u8 reason)
{
	while (until_due(w, ns))
		if (w->what.verdict == PZZ_WAKE)
			return w->what.reason == reason;
	return false;
}

/* From @last on, each wait is half of what is left up to @end, a minute at least. How many? */
static u32 follow(struct world *w, u64 last, u64 end, bool broadcast, u8 reason)
{
	u64 wait = 0;
	u32 n = 0, xid = 0;
	struct dhcp_request r;

	for (; until_due(w, end) && w->what.verdict == PZZ_REPLY; n++) {
		expect(w, PZZ_REPLY, reason);
		CHECK(dhcp_read(&r, w->reply, w->reply_len));
		CHECK_EQ(r.broadcast, broadcast);
		CHECK(r.xid != xid);
		CHECK_EQ(w->ns, last + wait);
		last = w->ns;
		wait = (end - last) / 2;
		wait = wait < 60 * SECOND ? 60 * SECOND : wait;
		xid = r.xid;
	}
	return n;
}

static void test_unanswered(void)
{
	struct pzz_setup setup = lease_of(100000);
	struct world w;
	struct pzz_lease l;

	world_open(&w, &setup);
	l = lease(&w);
	CHECK_EQ(l.expiry, START + 100000 * SECOND);
	CHECK(!until_due(&w, l.t1));
	/* halves of 37500 s and more, and of 12500 s, down to a minute */
	CHECK_EQ(follow(&w, l.t1, l.t2, false, PZZ_DHCP_RENEWING), 11);
	CHECK_EQ(follow(&w, l.t2, l.expiry, true, PZZ_DHCP_REBINDING), 8);
	expect(&w, PZZ_WAKE, PZZ_DHCP_EXPIRING);
	CHECK_EQ(w.ns, l.expiry - 60 * SECOND);
	CHECK(!w.what.lost);
	CHECK(woke(&w, l.expiry + SECOND, PZZ_DHCP_EXPIRED));
	CHECK_EQ(w.ns, l.expiry);
	CHECK(w.what.lost && w.what.mark == 0);
	CHECK_EQ(lease(&w).phase, PZZ_LEASE_LOST);
	CHECK(!until_due(&w, l.expiry + 1000000 * SECOND));
	world_close(&w);
}

/* secs counts from the first request, and does not run over. */
static void test_secs(void)
{
	struct pzz_setup setup = lease_of(1000000);
	struct dhcp_request r = { 0 };
	struct world w;
	u64 began = 0, secs;

	world_open(&w, &setup);
	while (until_due(&w, PZZ_NEVER - 1) && w.what.verdict == PZZ_REPLY) {
		began = began ? began : w.ns;
		secs = (w.ns - began) / SECOND;
		CHECK(dhcp_read(&r, w.reply, w.reply_len));
		CHECK_EQ(r.secs, secs > 0xffff ? 0xffff : secs);
	}
	CHECK_EQ(r.secs, 0xffff);
	world_close(&w);
}

/* Three renewals in one sleep; each lease counts from its request. */
static void test_renewals(void)
{
	struct pzz_setup setup = lease_of(60);
	struct world w;
	u64 asked;
	u32 i;

	world_open(&w, &setup);
	for (i = 1; i <= 3; i++) {
		CHECK(until_due(&w, START + 1000 * SECOND));
		expect(&w, PZZ_REPLY, PZZ_DHCP_RENEWING);
		asked = w.ns;
		w.ns += SECOND / 2;
		dhcp_answer(&w, 5, 60);
		CHECK_EQ(w.what.verdict, PZZ_IGNORE);
		CHECK_EQ(w.what.reason, PZZ_DHCP_RENEWED);
		CHECK_EQ(lease(&w).renewals, i);
		CHECK_EQ(lease(&w).requests, i);
		CHECK_EQ(lease(&w).since, asked);
		CHECK_EQ(lease(&w).expiry, asked + 60 * SECOND);
		CHECK(w.next > asked + 28 * SECOND && w.next <= asked + 30 * SECOND);
	}
	CHECK(w.ns > START + 80 * SECOND);
	world_close(&w);
}

/* A copy of the answer, and an answer to the request before, are nothing. */
static void test_answered_once(void)
{
	struct pzz_setup setup = lease_of(100000);
	struct dhcp_request first;
	struct pzz_lease was;
	struct world w;

	world_open(&w, &setup);
	CHECK(until_due(&w, PZZ_NEVER - 1));
	CHECK(dhcp_read(&first, w.reply, w.reply_len));
	CHECK(until_due(&w, PZZ_NEVER - 1));
	was = lease(&w);
	dhcp_say(&w, first.xid, 5, 100000);
	CHECK_EQ(w.what.reason, PZZ_DHCP_XID);
	CHECK(!w.first.settle);
	CHECK_EQ(lease(&w).expiry, was.expiry);
	CHECK(until_due(&w, PZZ_NEVER - 1));
	CHECK(dhcp_read(&first, w.reply, w.reply_len));
	dhcp_say(&w, first.xid, 5, 100000);
	CHECK_EQ(w.what.reason, PZZ_DHCP_RENEWED);
	dhcp_say(&w, first.xid, 6, 0);
	CHECK_EQ(w.what.reason, PZZ_DHCP_UNASKED);
	CHECK_EQ(lease(&w).phase, PZZ_LEASE_BOUND);
	world_close(&w);
}

static struct pzz_setup with_arp(struct pzz_setup setup, u8 policy)
{
	setup.arp.enable = true;
	setup.arp.conflict = policy;
	return setup;
}

static u8 asked_for(struct world *w, const u8 *request)
{
	world_frame(w, request, sizeof(who_has), NULL);
	CHECK_EQ(w->what.room, PZZ_ROOM_ARP);
	return w->what.reason;
}

/* R43: the address is not used any more; others are, and in the next sleep it is again. */
static void test_refused(void)
{
	struct pzz_setup setup = with_arp(lease_of(1000), PROXZZZY_CONFLICT_DEFEND);
	struct world w;

	world_open(&w, &setup);
	CHECK(until_due(&w, START + 600 * SECOND));
	CHECK_EQ(asked_for(&w, who_has), PZZ_ARP_ANSWERED);
	CHECK(until_due(&w, START + 1000 * SECOND));
	dhcp_answer(&w, 6, 0);
	CHECK_EQ(w.what.verdict, PZZ_WAKE);
	CHECK_EQ(w.what.reason, PZZ_DHCP_REFUSED);
	CHECK(w.what.lost);
	CHECK_EQ(w.what.mark, 0);
	CHECK_EQ(asked_for(&w, who_has), PZZ_ARP_NOT_ANSWERED);
	CHECK_EQ(asked_for(&w, who_has_second), PZZ_ARP_ANSWERED);
	CHECK(woke(&w, w.ns + 2 * SECOND, PZZ_DHCP_REFUSED));
	CHECK(!until_due(&w, w.ns + 100000 * SECOND));

	w.ns = START + 600 * SECOND;
	w.next = pzz_begin(w.conf, w.state, (struct pzz_now){ .ns = w.ns }, w.deadline);
	CHECK_EQ(lease(&w).phase, PZZ_LEASE_BOUND);
	CHECK_EQ(asked_for(&w, who_has), PZZ_ARP_ANSWERED);
	world_close(&w);
}

/* Who uses up the common bucket can't keep the host from knowing. */
static void test_limited(void)
{
	struct pzz_setup setup = with_arp(lease_of(1000), PROXZZZY_CONFLICT_WAKE);
	struct world w;

	setup.wake.limit = (struct pzz_limit){ 1, 86400, 1 };
	world_open(&w, &setup);
	CHECK(until_due(&w, START + 600 * SECOND));
	world_frame(&w, conflict_second, sizeof(conflict_second), NULL);
	CHECK_EQ(w.what.verdict, PZZ_WAKE);
	CHECK(until_due(&w, START + 1000 * SECOND));
	dhcp_answer(&w, 6, 0);
	CHECK_EQ(w.what.verdict, PZZ_IGNORE);
	CHECK_EQ(w.what.room, PZZ_ROOM_WAKE);
	CHECK(w.what.lost);
	CHECK_EQ(asked_for(&w, who_has), PZZ_ARP_NOT_ANSWERED);
	CHECK(woke(&w, w.ns + SECOND + 1, PZZ_DHCP_REFUSED));
	world_close(&w);
}

/* Other terms: the lease is extended all the same. Another address: it is not. */
static void test_changed(void)
{
	static const char *const replies[] = {
		"another router [R43,C18]", "another address [R43,C16]",
	};
	const struct pzz_vector *v = unit_vector("dhcp", replies[0]);
	struct world w;
	unsigned int i;
	u64 expiry;

	for (i = 0; i < PZZ_COUNT(replies); i++) {
		world_open_before(&w, v->setup, v->random);
		expiry = lease(&w).expiry;
		world_vector(&w, unit_vector("dhcp", replies[i]));
		CHECK_EQ(w.what.verdict, PZZ_WAKE);
		CHECK(!w.what.lost);
		CHECK_EQ(lease(&w).renewals, !i);
		CHECK_EQ(lease(&w).expiry > expiry, !i);
		CHECK(woke(&w, w.ns + SECOND + 1, i ? PZZ_DHCP_MOVED : PZZ_DHCP_CHANGED));
		world_close(&w);
	}
}

/* Whoever answers while rebinding is the server from then on. */
static void test_other_server(void)
{
	const struct pzz_vector *v = unit_vector("dhcp",
		"rebinding: any server may extend the lease [R42,C20]");
	struct dhcp_request r;
	struct world w;

	world_open_before(&w, v->setup, v->random);
	world_vector(&w, v);
	CHECK_EQ(w.what.reason, PZZ_DHCP_RENEWED);
	CHECK(!memcmp(lease(&w).server, (u8[]){ V_OTHER_IP }, 4));
	CHECK(until_due(&w, w.ns + 1600 * SECOND));
	expect(&w, PZZ_REPLY, PZZ_DHCP_RENEWING);
	CHECK(dhcp_read(&r, w.reply, w.reply_len));
	CHECK(!r.broadcast);
	CHECK(!memcmp(w.reply, (u8[]){ V_OTHER_MAC }, 6));
	CHECK(!memcmp(w.reply + 30, (u8[]){ V_OTHER_IP }, 4));
	world_close(&w);
}

/* A relay agent's MAC is not learned; without one, the next request is a broadcast again. */
static void test_relay(void)
{
	const struct pzz_vector *v = unit_vector("dhcp",
		"rebinding: any server may refuse [R43]");
	const struct pzz_vector *relayed = unit_vector("dhcp",
		"a relay agent hands the DHCPACK on, from its own port");
	struct world w;

	world_open_before(&w, v->setup, v->random);
	world_vector(&w, relayed);
	CHECK_EQ(w.what.reason, PZZ_DHCP_RENEWED);
	CHECK(!memcmp(lease(&w).server_mac, (u8[]){ V_ZERO_MAC }, 6));
	CHECK(until_due(&w, w.ns + 1600 * SECOND));
	expect(&w, PZZ_REPLY, PZZ_DHCP_REBINDING);
	CHECK_EQ(w.ns, lease(&w).t2);
	world_close(&w);
}

/* Of a server that answers through a relay agent, the MAC is not that of the one before. */
static void test_other_behind_relay(void)
{
	struct pzz_setup setup = lease_of(1000);
	struct dhcp_request r;
	u8 frame[DHCP_ACK_LEN];
	struct world w;

	world_open(&w, &setup);
	CHECK(until_due(&w, START + 1000 * SECOND) && until_due(&w, START + 1000 * SECOND));
	while (w.what.reason == PZZ_DHCP_RENEWING)
		CHECK(until_due(&w, START + 1000 * SECOND));
	CHECK(dhcp_read(&r, w.reply, w.reply_len) && r.broadcast);
	dhcp_reply(frame, r.xid, 5, 1000);
	memcpy(frame + 287, (u8[]){ V_OTHER_IP }, 4);
	world_frame(&w, frame, sizeof(frame), NULL);
	CHECK_EQ(w.what.reason, PZZ_DHCP_RENEWED);
	CHECK(!memcmp(lease(&w).server, (u8[]){ V_OTHER_IP }, 4));
	CHECK(!memcmp(lease(&w).server_mac, (u8[]){ V_ZERO_MAC }, 6));
	world_close(&w);
}

static void test_for_ever(void)
{
	struct pzz_setup setup = lease_of(0xffffffff);
	struct world w;

	world_open(&w, &setup);
	CHECK_EQ(w.next, PZZ_NEVER);
	CHECK_EQ(lease(&w).expiry, PZZ_NEVER);
	world_close(&w);
}

/* R41 alone */
static void test_only_waits(void)
{
	struct pzz_setup setup = lease_of(1000);
	struct world w;

	setup.dhcp.renew = false;
	world_open(&w, &setup);
	CHECK(until_due(&w, START + 1000 * SECOND));
	expect(&w, PZZ_WAKE, PZZ_DHCP_EXPIRING);
	CHECK_EQ(w.ns, START + 940 * SECOND);
	world_close(&w);
}

static void begin_again(struct world *w, u64 ns)
{
	w->ns = ns;
	w->next = pzz_begin(w->conf, w->state, (struct pzz_now){ .ns = ns, .random = 9 },
			    w->deadline);
}

/* What one sleep has extended counts in the next. A lease that is over wakes at once. */
static void test_next_sleep(void)
{
	struct pzz_setup setup = lease_of(1000);
	struct world w;

	world_open(&w, &setup);
	CHECK(until_due(&w, START + 600 * SECOND));
	dhcp_answer(&w, 5, 5000);
	begin_again(&w, START + 2000 * SECOND);
	CHECK_EQ(lease(&w).renewals, 1);
	CHECK(until_due(&w, START + 3100 * SECOND));
	expect(&w, PZZ_REPLY, PZZ_DHCP_RENEWING);

	begin_again(&w, lease(&w).expiry - 30 * SECOND);
	CHECK(until_due(&w, w.ns + 1));
	expect(&w, PZZ_WAKE, PZZ_DHCP_EXPIRING);
	begin_again(&w, START + 6000 * SECOND);
	CHECK_EQ(lease(&w).renewals, 0);
	CHECK(until_due(&w, w.ns + 1));
	expect(&w, PZZ_WAKE, PZZ_DHCP_EXPIRED);
	world_close(&w);
}

/* T1, T2, the wake and the end come in this order, whatever was given and by any chance. */
static void check_order(u32 seconds, u32 t1, u32 t2, u32 random)
{
	struct pzz_setup setup = lease_of(seconds);
	struct pzz_refusal why;
	struct pzz_lease l;
	struct world w;

	setup.dhcp.t1 = t1;
	setup.dhcp.t2 = t2;
	if (!pzz_conf_check(&setup, &why))
		return;
	world_open(&w, &setup);
	w.random = random;
	w.next = pzz_begin(w.conf, w.state, (struct pzz_now){ START, random }, w.deadline);
	begin_again(&w, START);
	l = lease(&w);
	CHECK(l.since < l.t1 && l.t1 < l.t2 && l.t2 < l.expiry);
	if (t1 && t2 && t1 < t2)
		CHECK(l.t1 <= START + t1 * SECOND && l.t2 <= START + t2 * SECOND);
	CHECK_EQ(l.expiry, START + seconds * SECOND);
	CHECK(woke(&w, PZZ_NEVER - 1, PZZ_DHCP_EXPIRING));
	CHECK(w.ns > l.t2 && w.ns < l.expiry);
	world_close(&w);
}

static void test_order(void)
{
	static const u32 seconds[] = { 1, 2, 3, 7, 8, 59, 60, 3600, 86400, 0x7fffffff, 0xfffffffe };
	static const u32 share[] = { 0, 1, 2, 50, 87, 99 };
	unsigned int i, a, b;

	for (i = 0; i < PZZ_COUNT(seconds); i++)
		for (a = 0; a < PZZ_COUNT(share); a++)
			for (b = 0; b < PZZ_COUNT(share); b++) {
				u32 t1 = (u32)((u64)seconds[i] * share[a] / 100);
				u32 t2 = (u32)((u64)seconds[i] * share[b] / 100);

				check_order(seconds[i], t1, t2, 0);
				check_order(seconds[i], t1, t2, 0xffffffff);
			}
}

/* RFC 2131 4.4.5: spread by chance, over a sixteenth and never late. */
static void test_fuzz(void)
{
	struct pzz_setup setup = lease_of(3200);
	u64 first = PZZ_NEVER, last = 0, t1;
	struct world w;
	u32 i;

	world_open(&w, &setup);
	for (i = 0; i < 16; i++) {
		memset(w.state, 0, w.conf->state_size);
		pzz_state_init(w.conf, w.state);
		pzz_begin(w.conf, w.state, (struct pzz_now){ START, i << 28 | 0xfffffff },
			  w.deadline);
		t1 = lease(&w).t1;
		first = t1 < first ? t1 : first;
		last = t1 > last ? t1 : last;
	}
	CHECK(first >= START + 1500 * SECOND && first < START + 1501 * SECOND);
	CHECK(last <= START + 1600 * SECOND && last > START + 1590 * SECOND);
	world_close(&w);
}

static const struct unit_test tests[] = {
	{ "nobody answers: RENEW and REBIND at RFC 2131's times, then a wake, then lost [R41,R42,C19]",
	  test_unanswered },
	{ "secs counts the seconds of a renewal [R42]", test_secs },
	{ "three renewals in a sleep; a lease counts from its request [R42,C19]", test_renewals },
	{ "only the last request is answered, and once [R42]", test_answered_once },
	{ "DHCPNAK: the address is not answered for any more [R43]", test_refused },
	{ "an empty bucket delays the news by a second [R43,R35]", test_limited },
	{ "other terms extend the lease, another address does not; both wake [R43]", test_changed },
	{ "a server that rebinds is asked from then on [R42,C20]", test_other_server },
	{ "a relay agent's MAC is not the server's [R42]", test_relay },
	{ "nor is that of the server before [R42]", test_other_behind_relay },
	{ "a lease for ever is never asked for", test_for_ever },
	{ "without renewing, the end of the lease wakes [R41]", test_only_waits },
	{ "what is extended lasts into the next sleep; what is over wakes [R41,R42]",
	  test_next_sleep },
	{ "times are in order for any lease [R41,R42]", test_order },
	{ "T1 is spread by chance [R42]", test_fuzz },
};

SUITE(dhcp, tests);
