// SPDX-License-Identifier: GPL-2.0
/* What is accepted, and how it is printed: always to the same again. */
#include <stdlib.h>
#include <string.h>

#include "test.h"

static const struct {
	const char *name;
	const char *in;
	const char *out; /* NULL: the same as in */
} cases[] = {
	{ "an empty file asks for nothing [C12]", "", "" },
	{ "blank lines and comments ask for nothing [C12]", "\n  \t\n# set dev a s2idle off\n",
	  "" },
	{ "the last line may lack its end [C12]", "set dev a s2idle off",
	  "set dev a s2idle off\n" },
	{ "a line may end in CR LF [C12]", "set dev a s2idle off\r\n", "set dev a s2idle off\n" },
	{ "a comment may follow words [C12]", "set dev a s2idle off # set\n",
	  "set dev a s2idle off\n" },
	{ "# within a word is no comment [C12]", "set dev a#b deep leave\n", NULL },
	{ "a quoted # begins no comment [C12]", "set dev \"#a\" deep leave\n", NULL },
	{ "a backslash at its end continues a line [C12]",
	  "set dev a \\\n deep leave \\\r\n  arp on\n",
	  "set dev a deep leave\nset dev a arp on\n" },
	{ "the word dev may be left out [C12]", "set a deep leave\n", "set dev a deep leave\n" },
	{ "dev may be the name as well [C12]",
	  "set dev "
	  "dev deep leave\n",
	  NULL },
	{ "general settings share a line [C1]",
	  "set dev a mac 02:00:00:00:00:01 s2idle proxy deep refuse priority 7\n", NULL },
	{ "a MAC address is printed in lower case [C1]", "set dev a mac 02:00:00:00:AB:CD\n",
	  "set dev a mac 02:00:00:00:ab:cd\n" },
	{ "the MAC address may be left to the interface [C10]", "set dev a mac default\n", NULL },
	{ "no priority, and priority 0, are two things [R23]",
	  "set dev a priority none\nset dev b priority 0\n", NULL },
	{ "addresses keep their order [C5,C9]",
	  "set dev a addr 192.0.2.9\nset dev a addr fe80::1\nset dev a addr 192.0.2.1\n", NULL },
	{ "an IPv6 address is printed in its short form [C9]",
	  "set dev a addr 2001:DB8:0:0::0001\n", "set dev a addr 2001:db8::1\n" },
	{ "groups of both families [C15]",
	  "set dev a group 239.7.7.7\nset dev a group ff05::77\n", NULL },
	{ "IGMP and MLD [R40,MLD]", "set dev a igmp off\nset dev a mld on\n", NULL },
	{ "mDNS with all it has [C28,C29,C34]",
	  "set dev a mdns on host box ttl 60 announce 3 group 239.255.255.251 group ff05::fb\n",
	  "set dev a mdns on host box.local ttl 60 announce 3 "
	  "group 239.255.255.251 group ff05::fb\n" },
	{ "mDNS without a name and groups", "set dev a mdns off host none group none\n", NULL },
	{ "LLMNR with all it has [C35,C36]",
	  "set dev a llmnr on host box ttl 30 tentative on\n", NULL },
	{ "a record of each kind [C30,C31,C32,C33]",
	  "set dev a record x.local A 192.0.2.1\n"
	  "set dev a record x.local AAAA 2001:db8::1\n"
	  "set dev a record _ipp._tcp.local ttl 60 shared PTR \"My Printer._ipp._tcp.local\"\n"
	  "set dev a record x.local SRV 0 1 631 y.local\n"
	  "set dev a record x.local MX 10 y.local\n"
	  "set dev a record x.local TXT \"a=1\" \"\" \"b c\"\n"
	  "set dev a record x.local HINFO \"PC\" \"LINUX\"\n"
	  "set dev a record x.local TYPE65 \"\\\\#\" 3 0a0b0c\n", NULL },
	{ "a lease with all it has [C16,C17,C18,C19,C20]",
	  "set dev a dhcp on renew off address 192.0.2.1 server 192.0.2.254 "
	  "server-mac 02:00:00:00:00:01 since 5000000000 lease 600 t1 300 t2 525 wake-before 30 "
	  "request 37020103 ack 0104ffffff00 critical 1,3,255\n", NULL },
	{ "the parts of a lease come in any order, over several lines [C16,C19]",
	  "set dev a dhcp critical none lease infinite t1 0 since 0\nset dev a dhcp ack none on\n",
	  "set dev a dhcp on since 0 lease infinite t1 0 ack none critical none\n" },
	{ "a server whose MAC address is not known [C20]",
	  "set dev a dhcp server-mac none request none\n", NULL },
	{ "lifetimes of addresses [R41]",
	  "set dev a lifetime-before 90\nset dev a lifetime 2001:db8::1 prefix 64 until 5\n"
	  "set dev a lifetime 2001:db8::2 until forever\n", NULL },
	{ "a prefix of no length is none [R41]", "set dev a lifetime ::1 prefix 0 until 0\n",
	  "set dev a lifetime ::1 until 0\n" },
	{ "lifetimes are deleted [R41]", "del dev a lifetime 2001:db8::1\n", NULL },
	{ "escapes in names", "set dev a record a\\.b\\032c.local A 192.0.2.1\n",
	  "set dev a record \"a\\\\.b c.local\" A 192.0.2.1\n" },
	{ "UTF-8 in names stays as it is", "set dev a record b\xc3\xa4r.local A 192.0.2.1\n",
	  "set dev a record \"b\\xc3\\xa4r.local\" A 192.0.2.1\n" },
	{ "data in hexadecimal are shown in words", "set dev a record x.local A \\# 4 c0000201\n",
	  "set dev a record x.local A 192.0.2.1\n" },
	{ "groups and records are deleted",
	  "del dev a group 239.7.7.7\ndel dev a record x.local\ndel dev a record y.local PTR\n"
	  "del dev a record z.local A 192.0.2.1\n", NULL },
	{ "SNMP with all it has [C26]",
	  "set dev a snmp on getall on port 161 port 16100 message 1400 limit 5/s burst 7\n",
	  NULL },
	{ "the parts of SNMP come in any order, over several lines [C26]",
	  "set dev a snmp limit none message 484\nset dev a snmp off\n",
	  "set dev a snmp off message 484 limit none\n" },
	{ "the file of a community is told [C26]",
	  "set dev a deep leave\nset dev a community @/etc/x write from 10.0.0.0/8\n"
	  "set dev a community \"@a b\"\n", NULL },
	{ "a value of each type [C27]",
	  "set dev a oid 1.3.6.1.1 integer -2147483648\n"
	  "set dev a oid 1.3.6.1.2 string \"a \\\"b\\\" \\\\\"\n"
	  "set dev a oid 1.3.6.1.3 string \"\"\n"
	  "set dev a oid 1.3.6.1.4 hex 00ff\n"
	  "set dev a oid 1.3.6.1.5 oid 2.4294967295.128.4294967295\n"
	  "set dev a oid 1.3.6.1.6 ip 192.0.2.1\n"
	  "set dev a oid 1.3.6.1.7 counter 4294967295\n"
	  "set dev a oid 1.3.6.1.8 gauge 128\n"
	  "set dev a oid 1.3.6.1.9 ticks 0\n"
	  "set dev a oid 1.3.6.1.10 opaque 9f780400000000\n"
	  "set dev a oid 1.3.6.1.11 counter64 18446744073709551615\n"
	  "set dev a oid 1.3.6.1.12 null\n", NULL },
	{ "a value with all it has [C27]",
	  "set dev a oid .0.0 ticks 1 object 2 taken 12345678901 count access writers\n"
	  "set dev a oid 2.4294967295.4294967295 integer 0 max-age 31536000 wake\n"
	  "set dev a oid 1.39.1 null max-age 1 no-such access nobody object 3\n",
	  "set dev a oid 0.0 ticks 1 access writers count taken 12345678901 object 2\n"
	  "set dev a oid 2.4294967295.4294967295 integer 0 max-age 31536000 wake\n"
	  "set dev a oid 1.39.1 null access nobody max-age 1 no-such object 3\n" },
	{ "numbers in the form that is printed [C27]",
	  "set dev a oid 1.3.1 integer -0\nset dev a oid 1.3.2 counter 007\n"
	  "set dev a oid 1.3.3 hex 4142\nset dev a oid 1.3.4 hex \"\"\n",
	  "set dev a oid 1.3.1 integer 0\nset dev a oid 1.3.2 counter 7\n"
	  "set dev a oid 1.3.3 string \"AB\"\nset dev a oid 1.3.4 string \"\"\n" },
	{ "several values in a line [C27]",
	  "set dev a oid 1.3.1 integer 1 oid 1.3.2 null snmp on oid 1.3.3 oid 1.3\n",
	  "set dev a snmp on\nset dev a oid 1.3.1 integer 1\nset dev a oid 1.3.2 null\n"
	  "set dev a oid 1.3.3 oid 1.3\n" },
	{ "communities and values are deleted [C26,C27]",
	  "del dev a community @/etc/x oid 1.3.6.1\n",
	  "del dev a community @/etc/x\ndel dev a oid 1.3.6.1\n" },
	{ "a registration is completed from its address of record [C21]",
	  "set dev a sip 10.0.0.2 server 10.0.0.1 to sip:host@peer.test\n"
	  "set dev a sip fd77::2 server sip.peer.test to \"A <sip:b@peer.test;x>\" port 5070\n",
	  "set dev a sip 10.0.0.2 port 5060 server 10.0.0.1 to sip:host@peer.test uri sip:peer.test "
	  "contact <sip:host@10.0.0.2:5060>\n"
	  "set dev a sip fd77::2 port 5070 server sip.peer.test to \"A <sip:b@peer.test;x>\" "
	  "uri sip:peer.test contact <sip:b@[fd77::2]:5070>\n" },
	{ "a registration with all it has [C21,C22,R47,R48]",
	  "set dev a sip 10.0.0.2 port 5061 server 10.0.0.1 server-port 5070 hop 02:00:00:00:00:07 "
	  "to sip:h@p uri sip:p contact <sip:h@10.0.0.2> from sip:h@p;tag=1 call-id c@10.0.0.2 "
	  "agent \"x y\" extra \"Subject: z\\x0d\\x0a\" cseq 7 expires 600 interval 20 since 12345 "
	  "granted 60 answer 480 anyone failure report auth p h md5 password @/etc/x "
	  "auth p h sha256 ha1 \"@a b\" auth \"\" h md5 saved\n", NULL },
	{ "a registration over TCP is of a connection of the host's [R45,C21]",
	  "set dev a sip 10.0.0.2 port 41234 transport tcp server 10.0.0.1 to sip:h@p interval 90\n"
	  "set dev a sip fd77::2 server fd77::1 server-port 5070 to sip:b@p transport tcp port 5071\n",
	  "set dev a sip 10.0.0.2 port 41234 transport tcp server 10.0.0.1 to sip:h@p uri sip:p "
	  "contact <sip:h@10.0.0.2:41234;transport=tcp> interval 90\n"
	  "set dev a sip fd77::2 port 5071 transport tcp server fd77::1 server-port 5070 "
	  "to sip:b@p uri sip:p contact <sip:b@[fd77::2]:5071;transport=tcp>\n" },
	{ "UDP is what is not said [R44,C21]",
	  "set dev a sip 10.0.0.2 transport udp server 10.0.0.1 to sip:h@p contact <sip:h@x>\n",
	  "set dev a sip 10.0.0.2 port 5060 server 10.0.0.1 to sip:h@p uri sip:p "
	  "contact <sip:h@x>\n" },
	{ "DNS servers, and what of SIP is deleted [C21,C23]",
	  "set dev a dns 10.0.0.53\nset dev a dns fd77::53\n", NULL },
	{ "what of SIP is deleted [C21,C23]", "del dev a sip 10.0.0.2 dns ::53 sip ::2 port 5061\n",
	  "del dev a dns ::53\ndel dev a sip 10.0.0.2 port 5060\ndel dev a sip ::2 port 5061\n" },
	{ "ARP with all it has [R24]", "set dev a arp off conflict ignore announce 500ms\n", NULL },
	{ "the parts of ARP come in any order, over several lines [R24]",
	  "set dev a arp announce 60s conflict wake\nset dev a arp on\n",
	  "set dev a arp on conflict wake announce 1m\n" },
	{ "a time is printed in its largest unit [C12]",
	  "set dev a arp announce 7200s\nset dev b arp announce 1500ms\nset dev c arp announce 0\n",
	  "set dev a arp announce 2h\nset dev b arp announce 1500ms\n"
	  "set dev c arp announce off\n" },
	{ "neighbor discovery with all it has [C12]", "set dev a ndp on conflict wake router on\n",
	  NULL },
	{ "echo with a limit [C12]", "set dev a echo on limit 10/s burst 10\n", NULL },
	{ "echo's limit alone [C12]", "set dev a echo limit 1/day\n", NULL },
	{ "units may be spelled out [C12]", "set dev a wake limit 5/minute burst 1\n",
	  "set dev a wake limit 5/min burst 1\n" },
	{ "no limit at all [C12]", "set dev a wake limit none\n", NULL },
	{ "Teredo clients with all they have [C24,C25]",
	  "set dev a teredo 4500002000000000401166310a4d00020a4d00010dd90dd8000c000060000000 via 02:00:00:00:00:01 interval 23-30 address 2001:0:1::\n"
	  "set dev a teredo 4500001c000000004011662d0a4d00020a4d00090dd90dd800080000 via 02:00:00:00:00:01\n"
	  "set dev a teredo 45 via 02:00:00:00:00:01 interval 9\n", NULL },
	{ "a Teredo client's words in any order, and its packet in capitals [C24,C25]",
	  "set dev a teredo 4E:00 via 02:00:00:00:00:AB address 2001::1 interval 1-86400\n",
	  "set dev a teredo 4e00 via 02:00:00:00:00:ab interval 1-86400 address 2001::1\n" },
	{ "an interval from and to the same [C24]",
	  "set dev a teredo 45 via 02:00:00:00:00:01 interval 9-9\n",
	  "set dev a teredo 45 via 02:00:00:00:00:01 interval 9\n" },
	{ "LLDPDUs with all they have [R3]",
	  "set dev a lldp 0207045254000000020403056530060200780000 to 01:80:c2:00:00:00 interval 60\n"
	  "set dev a lldp 02 to 01:80:c2:00:00:0e\n", NULL },
	{ "an LLDPDU goes to the nearest bridge [R3]", "set dev a lldp 02 interval 1\n",
	  "set dev a lldp 02 to 01:80:c2:00:00:0e interval 1\n" },
	{ "packets and LLDPDUs that are in files [C25,R3]",
	  "set dev a teredo @/etc/x via 02:00:00:00:00:01\n"
	  "set dev a lldp \"@a b\" to 01:80:c2:00:00:0e\n", NULL },
	{ "Teredo clients and LLDPDUs are deleted [C24,R3]",
	  "del dev a teredo 4500002000000000401166310a4d00020a4d00010dd90dd8000c000060000000\ndel dev a teredo @/etc/x\ndel dev a teredo all\n"
	  "del dev a lldp 01:80:c2:00:00:0e\ndel dev a lldp all\n", NULL },
	{ "several settings in one line [C12]",
	  "set dev a echo off wake limit none arp on addr 192.0.2.1 rule 1 syn s2idle off\n",
	  "set dev a s2idle off\nset dev a arp on\nset dev a echo off\nset dev a wake limit none\n"
	  "set dev a addr 192.0.2.1\nset dev a rule 1 syn\n" },
	{ "a SYN rule with all it has [R30]",
	  "set dev a rule 1 syn port 22 from 192.0.2.0/24 to 198.51.100.1 limit 12/min burst 6 "
	  "label \"a b\"\n",
	  NULL },
	{ "options of a rule come in any order [R30]",
	  "set dev a rule 1 syn label x limit none to ::/0 port 1-65535\n",
	  "set dev a rule 1 syn port 1-65535 to ::/0 limit none label \"x\"\n" },
	{ "a range of one port is that port [WAKE-UDP]", "set dev a rule 1 udp port 53-53\n",
	  "set dev a rule 1 udp port 53\n" },
	{ "bits behind a prefix go [WAKE-DATA]", "set dev a rule 1 data from 192.0.2.255/25\n",
	  "set dev a rule 1 data from 192.0.2.128/25\n" },
	{ "a prefix of all bits is an address [C12]", "set dev a rule 1 udp from ::1/128\n",
	  "set dev a rule 1 udp from ::1\n" },
	{ "a rule may ignore [C12]", "set dev a rule 1 ignore syn port 22\n", NULL },
	{ "a password is never printed [R31]",
	  "set dev a rule 1 magic password 01:02:03:04:05:06\n",
	  "set dev a rule 1 magic password saved\n" },
	{ "a saved password, anywhere [R31]", "set dev a rule 1 magic password saved anywhere\n",
	  NULL },
	{ "a rule for EAPOL [R4]", "set dev a rule 1 eapol label \"802.1X\"\n", NULL },
	{ "bytes with mask and offset [C12]", "set dev a rule 1 bytes 0a0b mask f00f offset 1499\n",
	  "set dev a rule 1 bytes 000b mask f00f offset 1499\n" },
	{ "bytes may have colons, and a full mask is none [C12]",
	  "set dev a rule 1 bytes 0A:0b mask ff:ff offset 0\n", "set dev a rule 1 bytes 0a0b\n" },
	{ "a label is escaped [C12]", "set dev a rule 1 syn label \"\\\"\\\\ \\xc3\\xa9\"\n",
	  NULL },
	{ "raw bytes of a label are printed escaped [C12]", "set dev a rule 1 syn label \xc3\xa9\n",
	  "set dev a rule 1 syn label \"\\xc3\\xa9\"\n" },
	{ "deletions [C12]", "del dev a rule 1 addr 192.0.2.1\nset dev a deep leave\n",
	  "del dev a addr 192.0.2.1\ndel dev a rule 1\nset dev a deep leave\n" },
	{ "several interfaces, in the order they come [C12]",
	  "set dev b deep leave\nset dev a deep leave\nset dev b s2idle off\n",
	  "set dev b s2idle off deep leave\nset dev a deep leave\n" },
};

const int grammar_cases = ARRAY_SIZE(cases);

/* Parses what was printed, prints that, and compares. Return: what is wrong, or NULL. */
static const char *again(const char *out, const struct changes *first)
{
	struct changes second;
	const char *why = NULL;
	struct fault f;
	char *text;

	if (!parse(out, &second, &f))
		why = "what was printed is not accepted";
	else if (!changes_equal(first, &second))
		why = "what was printed means something else";
	text = printed(&second);
	if (!why && strcmp(text, out))
		why = "it is printed differently the second time";
	free(text);
	changes_free(&second);
	return why;
}

static void run(const char *name, const char *in, const char *want)
{
	struct changes c;
	struct fault f;
	char *out;

	if (!parse(in, &c, &f)) {
		result(false, name, f.text);
	} else {
		out = printed(&c);
		if (strcmp(out, want))
			result(false, name, out);
		else
			result(!again(out, &c), name, again(out, &c));
		free(out);
	}
	changes_free(&c);
}

void grammar_run(void)
{
	for (size_t i = 0; i < ARRAY_SIZE(cases); i++)
		run(cases[i].name, cases[i].in, cases[i].out ?: cases[i].in);
}
