// SPDX-License-Identifier: GPL-2.0
/* Teredo clients and LLDPDUs: what is refused, kept and deleted. */
#define _GNU_SOURCE
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "nlcheck_links.h"
#include "nlcheck_names.h"

#define SAY_PACKET	"a Teredo packet must be a whole IPv4 packet of one UDP datagram"
#define SAY_SIZE	"a Teredo packet has 28 to 1280 bytes"
#define SAY_RANGE	"a Teredo interval is a u32 of seconds: 1 to 86400"
#define SAY_MAC		"a MAC address is 6 bytes"
#define SAY_PDU		"an LLDPDU has 1 to 1500 bytes"
#define SAY_PERIOD	"an LLDP interval is a u32 of seconds: 1 to 3600"

/* To port 3544 of 192.0.2.9, from port 3545 of 192.0.2.1 */
#define WHOLE		"\x45\0\0\x1c\0\0\0\0\x40\x11\xf6\xc6\xc0\0\2\1\xc0\0\2\x09" \
			"\x0d\xd9\x0d\xd8\0\x08\0\0"
#define PACKET(b)	BYTES(PROXZZZY_TEREDO_A_PACKET, b)
#define MAC(b)		BYTES(PROXZZZY_TEREDO_A_MAC, b)
#define FROM(n)		U32(PROXZZZY_TEREDO_A_INTERVAL_FROM, n)
#define UNTIL(n)	U32(PROXZZZY_TEREDO_A_INTERVAL_TO, n)
#define PDU(b)		BYTES(PROXZZZY_LLDP_A_PDU, b)
#define TO(b)		BYTES(PROXZZZY_LLDP_A_TO, b)
#define PERIOD(n)	U32(PROXZZZY_LLDP_A_INTERVAL, n)
#define NEAREST		"\1\x80\xc2\0\0\x0e"
#define CUSTOMER	"\1\x80\xc2\0\0\0"
#define IDS		"\2\7\4" STATION "\4\3\5e0"
#define PDU_120		IDS "\6\2\0\x78\0\0"
#define IN_TEREDO	PROXZZZY_CONF_A_TEREDO
#define IN_LLDP		PROXZZZY_CONF_A_LLDP

static const u8 zeros[PROXZZZY_LLDP_PDU_MAX + 1];

void seal_packet(u8 p[PACKET_LEN])
{
	u32 i, sum = 0;

	p[10] = 0;
	p[11] = 0;
	for (i = 0; i < 20; i += 2)
		sum += p[i] << 8 | p[i + 1];
	sum = ~((sum & 0xffff) + (sum >> 16));
	p[10] = sum >> 8;
	p[11] = sum;
}

void make_packet(u8 p[PACKET_LEN], u8 server, u16 from, u16 to)
{
	memset(p, 0, PACKET_LEN);
	memcpy(p, WHOLE, sizeof(WHOLE) - 1);
	p[3] = PACKET_LEN;
	p[19] = server;
	p[20] = from >> 8;
	p[21] = from;
	p[22] = to >> 8;
	p[23] = to;
	p[25] = PACKET_LEN - 20;
	p[28] = 0x60;
	seal_packet(p);
}

void put_teredo(struct nlmsghdr *h, const void *packet, u16 len, const void *mac, u32 from,
		u32 to, const void *address)
{
	struct nlattr *nest = mnl_attr_nest_start(h, IN_TEREDO);

	mnl_attr_put(h, PROXZZZY_TEREDO_A_PACKET, len, packet);
	mnl_attr_put(h, PROXZZZY_TEREDO_A_MAC, 6, mac);
	mnl_attr_put_u32(h, PROXZZZY_TEREDO_A_INTERVAL_FROM, from);
	mnl_attr_put_u32(h, PROXZZZY_TEREDO_A_INTERVAL_TO, to);
	if (address)
		mnl_attr_put(h, PROXZZZY_TEREDO_A_ADDRESS, 16, address);
	mnl_attr_nest_end(h, nest);
}

void put_lldp(struct nlmsghdr *h, const void *pdu, u16 len, const void *to, u32 interval)
{
	struct nlattr *nest = mnl_attr_nest_start(h, IN_LLDP);

	mnl_attr_put(h, PROXZZZY_LLDP_A_PDU, len, pdu);
	mnl_attr_put(h, PROXZZZY_LLDP_A_TO, 6, to);
	mnl_attr_put_u32(h, PROXZZZY_LLDP_A_INTERVAL, interval);
	mnl_attr_nest_end(h, nest);
}

/* The stage has WHOLE, and an LLDPDU to NEAREST. */
static const struct misdeed adding[] = {
	{ "a client without a packet", EINVAL, "a Teredo client needs the packet that it sends",
	  IN_TEREDO, 0, { MAC(STATION) } },
	{ "a client without a MAC address", EINVAL,
	  "a Teredo client needs the MAC address on the way to its server", IN_TEREDO, 0,
	  { PACKET(WHOLE) } },
	{ "packet of 27 bytes", ERANGE, SAY_SIZE, IN_TEREDO, 2,
	  { MAC(STATION), { PROXZZZY_TEREDO_A_PACKET, 27, 0, WHOLE, NULL } } },
	{ "packet of 1281 bytes", ERANGE, SAY_SIZE, IN_TEREDO, 2,
	  { MAC(STATION), { PROXZZZY_TEREDO_A_PACKET, 1281, 0, zeros, NULL } } },
	{ "a packet of zeros", EINVAL, SAY_PACKET, IN_TEREDO, 2,
	  { MAC(STATION), { PROXZZZY_TEREDO_A_PACKET, 28, 0, zeros, NULL } } },
	{ "a packet with more behind it", EINVAL, SAY_PACKET, IN_TEREDO, 2,
	  { MAC(STATION), PACKET(WHOLE "x") } },
	{ "MAC address of 5 bytes", ERANGE, SAY_MAC, IN_TEREDO, 1,
	  { MAC("\2\0\0\0\0"), PACKET(WHOLE) } },
	{ "interval 0", ERANGE, SAY_RANGE, IN_TEREDO, 3, { MAC(STATION), PACKET(WHOLE), FROM(0) } },
	{ "interval of a day and a second", ERANGE, SAY_RANGE, IN_TEREDO, 3,
	  { MAC(STATION), PACKET(WHOLE), UNTIL(86401) } },
	{ "IPv4 address of a client", ERANGE, "a Teredo address is 16 bytes", IN_TEREDO, 3,
	  { MAC(STATION), PACKET(WHOLE), BYTES(PROXZZZY_TEREDO_A_ADDRESS, IP4) } },
	{ "two packets of a client", EINVAL, "this attribute stands twice where it may stand once",
	  IN_TEREDO, 1, { PACKET(WHOLE), PACKET(WHOLE), MAC(STATION) } },
	{ "a client that is staged", EEXIST, "this Teredo client has a packet already", IN_TEREDO,
	  0, { PACKET(WHOLE), MAC("\2\0\0\0\0\2") } },
	{ "unknown attribute of a client", EINVAL, "Unknown attribute type", IN_TEREDO, 1,
	  { U8(PROXZZZY_TEREDO_A_MAX + 1, 1) } },
	{ "client as a number", EINVAL, "a Teredo client is a nest", 0, 1, { U32(IN_TEREDO, 1) } },
	{ "no LLDPDU", EINVAL, "LLDP needs the LLDPDU that is sent", IN_LLDP, 0,
	  { TO(CUSTOMER) } },
	{ "LLDPDU to nowhere", EINVAL, "an LLDPDU needs its destination", IN_LLDP, 0,
	  { PDU(PDU_120) } },
	{ "empty LLDPDU", ERANGE, SAY_PDU, IN_LLDP, 1, { PDU(""), TO(CUSTOMER) } },
	{ "LLDPDU of 1501 bytes", ERANGE, SAY_PDU, IN_LLDP, 1,
	  { { PROXZZZY_LLDP_A_PDU, 1501, 0, zeros, NULL }, TO(CUSTOMER) } },
	{ "destination of 7 bytes", ERANGE, SAY_MAC, IN_LLDP, 2,
	  { PDU(PDU_120), TO(CUSTOMER "\0") } },
	{ "LLDP interval 0", ERANGE, SAY_PERIOD, IN_LLDP, 1, { PERIOD(0), PDU(PDU_120) } },
	{ "LLDP interval of an hour and a second", ERANGE, SAY_PERIOD, IN_LLDP, 1,
	  { PERIOD(3601), PDU(PDU_120) } },
	{ "a destination that is staged", EEXIST, "this destination has an LLDPDU already",
	  IN_LLDP, 0, { PDU(PDU_120), TO(NEAREST) } },
	{ "LLDPDU as a number", EINVAL, "an LLDPDU is a nest with its destination", 0, 1,
	  { U32(IN_LLDP, 1) } },
}, deleting[] = {
	{ "a client by its MAC address", EINVAL, "a Teredo client is deleted by its packet alone",
	  IN_TEREDO, 2, { PACKET(WHOLE), MAC(STATION) } },
	{ "a client by no packet", EINVAL, SAY_PACKET, IN_TEREDO, 1,
	  { { PROXZZZY_TEREDO_A_PACKET, 28, 0, zeros, NULL } } },
	{ "an LLDPDU by itself", EINVAL, "an LLDPDU is deleted by its destination alone", IN_LLDP,
	  1, { PDU(PDU_120) } },
	{ "an LLDPDU that is not there", ENOENT, "no such LLDPDU is staged", IN_LLDP, 0,
	  { TO(CUSTOMER) } },
};

static const struct attr client[] = { PACKET(WHOLE), MAC(STATION), {} };
static const struct attr nearest[] = { PDU(PDU_120), TO(NEAREST), {} };
static const struct attr something[] = {
	U32(PROXZZZY_CONF_A_S2IDLE, PROXZZZY_S2IDLE_OFF), NEST(PROXZZZY_CONF_A_ADDR, address4),
	NEST(IN_TEREDO, client), NEST(IN_LLDP, nearest), {}
};

static void put_both(struct nlmsghdr *h)
{
	u8 packet[PACKET_LEN];

	make_packet(packet, 77, 1, 3544);
	put_teredo(h, packet, sizeof(packet), STATION, 1, 2, NULL);
	put_lldp(h, PDU_120, sizeof(PDU_120) - 1, "\1\0\0\0\0\1", 3);
}

void bad_links(void)
{
	struct reply before, after;
	struct socket s;

	commit(something);
	before = in_force();
	s = staged(something);
	misdeeds(&s, PROXZZZY_CMD_CONF_ADD, adding, COUNT(adding), put_both);
	misdeeds(&s, PROXZZZY_CMD_CONF_DEL, deleting, COUNT(deleting), NULL);
	accepted("commit", ask(&s, PROXZZZY_CMD_CONF_COMMIT, dev[0]));
	after = in_force();
	check(same(&before, &after), "something refused was taken");
	free(before.conf);
	free(after.conf);
	sock_close(&s);
}

/* One client, or with an LLDPDU one of these, staged alone and committed */
static struct reply try(const u8 *packet, const void *mac, u32 from, u32 to, const char *pdu,
			u16 len, const void *where)
{
	struct socket s = staged(only_by_command);
	static char buf[4096];
	struct nlmsghdr *h = begin(buf, PROXZZZY_CMD_CONF_ADD, 0, dev[0]);
	struct nlattr *conf = mnl_attr_nest_start(h, PROXZZZY_A_CONF);
	struct reply r;

	put(h, (const struct attr[]){ NEST(PROXZZZY_CONF_A_ADDR, address4), {} });
	if (pdu)
		put_lldp(h, pdu, len, where, to);
	else
		put_teredo(h, packet, PACKET_LEN, mac, from, to, NULL);
	mnl_attr_nest_end(h, conf);
	accepted("add", talk(&s, h));
	r = ask(&s, PROXZZZY_CMD_CONF_COMMIT, dev[0]);
	sock_close(&s);
	return r;
}

static void packets_together(void)
{
	static const char *const say[] = {
		"a Teredo packet must go to port 3544 of one server",
		"a Teredo packet must come from a proxied address and a port",
		"the UDP checksum of the Teredo packet is wrong",
		"a Teredo packet must not come from the port of SNMP, mDNS or LLMNR",
	};
	u8 p[PACKET_LEN];

	make_packet(p, 9, 3545, 3545);
	refused_at("to another port", try(p, STATION, 1, 2, NULL, 0, NULL), EINVAL, say[0], 0);
	make_packet(p, 9, 0, 3544);
	refused_at("from port 0", try(p, STATION, 1, 2, NULL, 0, NULL), EINVAL, say[1], 0);
	make_packet(p, 9, 5353, 3544);
	refused_at("of mDNS", try(p, STATION, 1, 2, NULL, 0, NULL), EINVAL, say[3], 0);
	make_packet(p, 9, 3545, 3544);
	p[27] = 1;
	refused_at("a checksum", try(p, STATION, 1, 2, NULL, 0, NULL), EINVAL, say[2], 0);
	p[27] = 0;
	p[15] = 7;
	seal_packet(p);
	refused_at("from elsewhere", try(p, STATION, 1, 2, NULL, 0, NULL), EINVAL, say[1], 0);
	p[15] = 1;
	p[16] = 239;
	seal_packet(p);
	refused_at("to a group", try(p, STATION, 1, 2, NULL, 0, NULL), EINVAL, say[0], 0);
	make_packet(p, 9, 3545, 3544);
	refused_at("by a group", try(p, NEAREST, 1, 2, NULL, 0, NULL), EINVAL,
		   "the way to the Teredo server must be a unicast MAC address", 0);
	refused_at("the longest first", try(p, STATION, 3, 2, NULL, 0, NULL), EINVAL,
		   "the Teredo intervals must be 1 to 86400 seconds, the shortest first", 0);
	accepted("a client", try(p, STATION, 2, 2, NULL, 0, NULL));
}

void links_together(void)
{
	static const char no_ttl[] = IDS "\0";
	static const struct attr snmp[] = {
		U8(PROXZZZY_SNMP_A_ENABLE, 1), U16(PROXZZZY_SNMP_A_PORT, 3545), {}
	};
	static const struct attr conf[] = {
		U32(PROXZZZY_CONF_A_S2IDLE, PROXZZZY_S2IDLE_OFF),
		NEST(PROXZZZY_CONF_A_ADDR, address4), NEST(IN_TEREDO, client),
		NEST(PROXZZZY_CONF_A_SNMP, snmp), {}
	};
	struct socket s;

	packets_together();
	refused_at("to a station", try(NULL, NULL, 0, 30, PDU_120, sizeof(PDU_120) - 1, STATION),
		   EINVAL, "LLDP goes to a multicast MAC address", 0);
	refused_at("without a TTL", try(NULL, NULL, 0, 30, no_ttl, sizeof(no_ttl), NEAREST),
		   EINVAL, "this is not an LLDPDU of IEEE 802.1AB", 0);
	refused_at("at its TTL", try(NULL, NULL, 0, 120, PDU_120, sizeof(PDU_120) - 1, NEAREST),
		   EINVAL, "the LLDPDU would be out of date before the next one", 0);
	accepted("before it", try(NULL, NULL, 0, 119, PDU_120, sizeof(PDU_120) - 1, NEAREST));
	s = staged(conf);
	refused_at("a port of SNMP", ask(&s, PROXZZZY_CMD_CONF_COMMIT, dev[0]), EINVAL,
		   "a Teredo packet must not come from the port of SNMP, mDNS or LLMNR", 0);
	sock_close(&s);
}

static void put_nth_client(struct nlmsghdr *h, u32 i)
{
	static const u8 address[16] = { 0x20, 1, 0, 0, 192, 0, 2, 9, [15] = 1 };
	u8 packet[PACKET_LEN];

	make_packet(packet, 9 + i / 2, 3545 + i, 3544);
	put_teredo(h, packet, sizeof(packet), STATION, 1 + i, 86400 - i, i % 2 ? address : NULL);
}

static void put_nth_lldp(struct nlmsghdr *h, u32 i)
{
	u8 pdu[PROXZZZY_LLDP_PDU_MAX] = PDU_120, to[6] = NEAREST;

	to[5] = i;
	put_lldp(h, pdu, i ? sizeof(PDU_120) - 1 : sizeof(pdu), to, 1 + i);
}

/* The limits filled; @m->all is what a dump ends with. */
static struct socket fill(struct many *m)
{
	struct socket s = staged(only_by_command);
	const struct attr addr[] = { NEST(PROXZZZY_CONF_A_ADDR, address4), {} };
	u32 i;

	accepted("address", ask_conf(&s, PROXZZZY_CMD_CONF_ADD, dev[0], addr));
	*m = (struct many){ .s = &s, .cmd = PROXZZZY_CMD_CONF_ADD };
	for (i = 0; i < PROXZZZY_TEREDO_MAX; i++)
		put_nth_client(many_next(m, 256), i);
	for (i = 0; i < PROXZZZY_LLDP_MAX; i++)
		put_nth_lldp(many_next(m, 2048), i);
	many_end(m);
	m->s = NULL;
	return s;
}

static void one_more(struct socket *s, bool lldp)
{
	static char buf[4096];
	struct nlmsghdr *h = begin(buf, PROXZZZY_CMD_CONF_ADD, 0, dev[0]);
	struct nlattr *conf = mnl_attr_nest_start(h, PROXZZZY_A_CONF);

	if (lldp)
		put_nth_lldp(h, PROXZZZY_LLDP_MAX);
	else
		put_nth_client(h, PROXZZZY_TEREDO_MAX);
	mnl_attr_nest_end(h, conf);
	refused_at("a ninth", talk(s, h), ENOSPC, lldp ? "a proxy has at most 8 LLDPDUs" :
		   "a proxy has at most 8 Teredo clients",
		   (char *)mnl_attr_get_payload(conf) - buf);
}

static bool ends_with(const struct reply *r, const struct many *m)
{
	return r->conf_len > m->len && !memcmp(r->conf + r->conf_len - m->len, m->all, m->len);
}

void links_kept(void)
{
	struct reply first, second;
	struct many m;
	struct socket s = fill(&m);

	one_more(&s, false);
	one_more(&s, true);
	accepted("commit", ask(&s, PROXZZZY_CMD_CONF_COMMIT, dev[0]));
	sock_close(&s);
	first = in_force();
	check(ends_with(&first, &m), "the dump is not what was set");
	s = staged_copy();
	one_more(&s, false);
	accepted("commit of a copy", ask(&s, PROXZZZY_CMD_CONF_COMMIT, dev[0]));
	sock_close(&s);
	second = in_force();
	check(same(&first, &second), "a copy is something else");
	free(first.conf);
	free(second.conf);
	free(m.all);
}

static void del(struct socket *s, const char *what, u16 part, const struct attr *attrs, int err,
		const char *word)
{
	const struct attr conf[] = { NEST(part, attrs), {} };
	struct reply r = ask_conf(s, PROXZZZY_CMD_CONF_DEL, dev[0], conf);

	if (err)
		refused(what, r, err, word);
	else
		accepted(what, r);
}

void link_deletions(void)
{
	static const struct attr nothing[] = { {} };
	u8 packet[PACKET_LEN], to[6] = NEAREST;
	const struct attr third[] = {
		{ PROXZZZY_TEREDO_A_PACKET, sizeof(packet), 0, packet, NULL }, {}
	};
	const struct attr first[] = { { PROXZZZY_LLDP_A_TO, sizeof(to), 0, to, NULL }, {} };
	struct reply r;
	struct many m;
	struct socket s = fill(&m);

	make_packet(packet, 10, 3547, 3544);
	memset(packet + 40, 7, 4);	/* what it carries does not matter */
	to[5] = 0;
	del(&s, "the third client", IN_TEREDO, third, 0, NULL);
	del(&s, "the third client again", IN_TEREDO, third, ENOENT, "Teredo client");
	del(&s, "the first LLDPDU", IN_LLDP, first, 0, NULL);
	del(&s, "the first LLDPDU again", IN_LLDP, first, ENOENT, "LLDPDU");
	accepted("commit", ask(&s, PROXZZZY_CMD_CONF_COMMIT, dev[0]));
	sock_close(&s);
	r = in_force();
	check(r.conf_len > 1200 && !memmem(r.conf, r.conf_len, packet, 28) &&
	      !memmem(r.conf, r.conf_len, to, 6), "what was deleted is there");
	free(r.conf);
	s = staged_copy();
	del(&s, "all clients", IN_TEREDO, nothing, 0, NULL);
	del(&s, "no client", IN_TEREDO, nothing, ENOENT, "Teredo client");
	del(&s, "all LLDPDUs", IN_LLDP, nothing, 0, NULL);
	accepted("commit", ask(&s, PROXZZZY_CMD_CONF_COMMIT, dev[0]));
	sock_close(&s);
	r = in_force();
	check(r.conf_len < 1000, "%zu bytes are left", r.conf_len);
	free(r.conf);
	free(m.all);
}
