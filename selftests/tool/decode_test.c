// SPDX-License-Identifier: GPL-2.0
/* A frame in one line, whole and cut at every byte. */
#include <stdlib.h>
#include <string.h>

#include "decode.h"
#include "test.h"

/* Bytes in hexadecimal digits, with a blank between fields */
#define ETH(type) "0200000000010200000000ff " type " "
#define MACS "02:00:00:00:00:ff > 02:00:00:00:00:01"
#define IP4(proto, len) ETH("0800") "4500" len "00004000 40" proto "0000 c0000202 c0000201 "
#define IP6(next, len)                            \
	ETH("86dd")                               \
	"60000000" len next "40 fe80000000000000" \
	"0000000000000002 fe80000000000000 0000000000000001 "
#define TCP(flags) "a0280016 00000001 00000000 50" flags "fff0 00000000 "

static const struct {
	const char *name;
	const char *frame;
	const char *want;
} cases[] = {
	{ "a TCP SYN", IP4("06", "0028") TCP("02") "000000000000",
	  MACS " 192.0.2.2:41000 > 192.0.2.1:22 TCP SYN" },
	{ "a TCP SYN with ECN", IP4("06", "0028") TCP("c2"),
	  MACS " 192.0.2.2:41000 > 192.0.2.1:22 TCP SYN ECE CWR" },
	{ "TCP data", IP4("06", "002b") TCP("18") "616263",
	  MACS " 192.0.2.2:41000 > 192.0.2.1:22 TCP PSH ACK 3 bytes" },
	{ "UDP", IP4("11", "0020") "00350035 000c0000 00000000",
	  MACS " 192.0.2.2:53 > 192.0.2.1:53 UDP 4 bytes" },
	{ "UDP cut short", IP4("11", "0020") "0035003500",
	  MACS " 192.0.2.2:53 > 192.0.2.1:53 UDP (cut short)" },
	{ "an ICMP echo request", IP4("01", "001c") "0800000000000000",
	  MACS " 192.0.2.2 > 192.0.2.1 ICMP echo request" },
	{ "a later IPv4 fragment",
	  ETH("0800") "45000028 00000002 40060000 c0000202 c0000201 " TCP("02"),
	  MACS " 192.0.2.2 > 192.0.2.1 fragment at 16 of protocol 6" },
	{ "another IP protocol", IP4("2f", "0018") "00000000",
	  MACS " 192.0.2.2 > 192.0.2.1 protocol 47" },
	{ "an IPv4 header that is too short",
	  ETH("0800") "44000014 00000000 40060000 00000000 00000000",
	  MACS " IPv4 with a wrong header" },
	{ "a TCP SYN over IPv6 behind extension headers",
	  IP6("00", "001c") "0600010400000000 " TCP("02"),
	  MACS " [fe80::2]:41000 > [fe80::1]:22 TCP SYN" },
	{ "a later IPv6 fragment", IP6("2c", "0010") "06000009 00000000 0000000000000000",
	  MACS " fe80::2 > fe80::1 fragment at 8 of protocol 6" },
	{ "no next header", IP6("3b", "0000"), MACS " fe80::2 > fe80::1 protocol 59" },
	{ "a neighbor solicitation",
	  IP6("3a", "0018") "8700000000000000 fe800000000000000000000000000001",
	  MACS " fe80::2 > fe80::1 ICMPv6 neighbor solicitation for fe80::1" },
	{ "an ARP request",
	  ETH("0806") "0001080006040001 0200000000ff c0000202 000000000000 c0000201",
	  MACS " ARP who has 192.0.2.1, asks 192.0.2.2" },
	{ "an ARP reply",
	  ETH("0806") "0001080006040002 0200000000ff c0000202 000000000000 c0000201",
	  MACS " ARP 192.0.2.2 is at 02:00:00:00:00:ff" },
	{ "an EAP-Request/Identity", ETH("888e") "02000005 0101000501",
	  MACS " EAPOL EAP-Request/Identity" },
	{ "Wake-on-LAN", ETH("0842") "ffffffffffff", MACS " Wake-on-LAN, 6 bytes" },
	{ "a VLAN tag", ETH("8100") "a064 0806 0001", MACS " VLAN 100 priority 5 ARP (cut short)" },
	{ "an unknown EtherType", ETH("88cc") "00", MACS " EtherType 0x88cc" },
	{ "LLC", ETH("0003") "424203", MACS " LLC, 3 bytes" },
	{ "too short for Ethernet", "0200", "2 bytes" },
};

const int decode_cases = ARRAY_SIZE(cases) + 1;

static size_t from_hex(const char *s, u8 *b)
{
	size_t n = 0;

	for (; *s; s += 2) {
		s += *s == ' ';
		if (!*s)
			break;
		b[n++] = (u8)(util_hex_digit(s[0]) * 16 + util_hex_digit(s[1]));
	}
	return n;
}

static char *decoded(const u8 *frame, size_t len)
{
	u8 *copy = malloc(len ? len : 1); /* of this size, so that ASan sees its end */
	struct util_text t;

	memcpy(copy, frame, len);
	util_text_open(&t);
	decode_frame(t.f, copy, len);
	util_text_close(&t);
	free(copy);
	return t.s;
}

static void each_length(void)
{
	bool lines = false;
	u8 frame[256];

	for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
		size_t len = from_hex(cases[i].frame, frame);

		while (len--) {
			char *s = decoded(frame, len);

			lines |= strcspn(s, "\n") < strlen(s);
			free(s);
		}
	}
	result(!lines, "frames cut at each byte are shown in one line [C14]", NULL);
}

void decode_run(void)
{
	char name[96];
	u8 frame[256];

	for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
		char *s = decoded(frame, from_hex(cases[i].frame, frame));

		snprintf(name, sizeof(name), "%s is shown [C14]", cases[i].name);
		result(!strcmp(s, cases[i].want), name, s);
		free(s);
	}
	each_length();
}
