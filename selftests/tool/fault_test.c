// SPDX-License-Identifier: GPL-2.0
/* What is refused: the line, the word, and what was expected. */
#include <stdlib.h>
#include <string.h>

#include "test.h"

#define SETTING \
	"a setting: mac, s2idle, deep, priority, addr, arp, ndp, echo, wake, igmp, mld, group, mdns, llmnr, record, snmp, community, oid, teredo, lldp, dhcp, lifetime, lifetime-before, dns, sip or rule"
#define PARTS "addr, group, record, community, oid, teredo, lldp, lifetime, dns, sip or rule"
#define VIA " via 02:00:00:00:00:01"
#define LIMIT                                                      \
	"none, or a rate of 1 to 1000000 such as 10/s or 12/min; " \
	"units are s, min, h and day"
#define DHCP \
	"on, off, renew, address, server, server-mac, since, lease, t1, t2, wake-before, request, ack or critical"
#define CODES "none, or 1 to 16 codes of options such as 1,3,6"
#define LONG "0123456789012345678901234567890123456789012345678901234567890123"

static const struct {
	const char *in;
	int line;
	const char *want;
} cases[] = {
	{ "get", 1, "at 'get': expected set or del" },
	{ "set", 1, "at the end: expected the name of an interface" },
	{ "set dev", 1, "at the end: expected the name of an interface" },
	{ "set dev eth0", 1, "at the end: expected " SETTING },
	{ "set dev a/b deep leave", 1, "at 'a/b': expected the name of an interface" },
	{ "set dev 0123456789abcdef deep leave", 1,
	  "at '0123456789abcdef': expected the name of an interface" },
	{ "set dev . deep leave", 1, "at '.': expected the name of an interface" },
	{ "\n\nset dev a \\\n deep leave\nset dev a depe refuse", 5,
	  "at 'depe': expected " SETTING },
	{ "set dev a deep", 1, "at the end: expected leave or refuse" },
	{ "set dev a deep sleep", 1, "at 'sleep': expected leave or refuse" },
	{ "set dev a deep leave deep leave", 1, "at 'deep': set already for a" },
	{ "set dev a mac 02:00:00:00:00", 1,
	  "at '02:00:00:00:00': expected a unicast MAC address, or default" },
	{ "set dev a mac 02:00:00:00:00:01:02", 1,
	  "at '02:00:00:00:00:01:02': expected a unicast MAC address, or default" },
	{ "set dev a mac 03:00:00:00:00:01", 1,
	  "at '03:00:00:00:00:01': expected a unicast MAC address, or default" },
	{ "set dev a mac 00:00:00:00:00:00", 1,
	  "at '00:00:00:00:00:00': expected a unicast MAC address, or default" },
	{ "set dev a s2idle on", 1, "at 'on': expected proxy or off" },
	{ "set dev a priority 8", 1, "at '8': expected none, or a priority, 0 to 7" },
	{ "set dev a addr", 1, "at the end: expected an IPv4 or IPv6 address" },
	{ "set dev a addr 192.0.2", 1, "at '192.0.2': expected an IPv4 or IPv6 address" },
	{ "set dev a addr 192.0.2.1/24", 1, "at '192.0.2.1/24': expected an IPv4 or IPv6 address" },
	{ "set dev a addr 192.0.2.1\nset dev a addr 192.0.2.1", 2,
	  "at '192.0.2.1': named already for a" },
	{ "set dev a addr ::ffff:1.2.3.4.5", 1,
	  "at '::ffff:1.2.3.4.5': expected an IPv4 or IPv6 address" },
	{ "set dev a arp", 1, "at the end: expected on, off, conflict or announce" },
	{ "set dev a arp maybe", 1, "at 'maybe': expected on, off, conflict or announce" },
	{ "set dev a arp on off", 1, "at 'off': set already for a" },
	{ "set dev a arp on confilct wake", 1,
	  "at 'confilct': expected on, off, conflict or announce, or " SETTING },
	{ "set dev a arp conflict fight", 1, "at 'fight': expected ignore, defend or wake" },
	{ "set dev a arp announce 99ms", 1,
	  "at '99ms': expected off, or a time from 100ms to 24h" },
	{ "set dev a arp announce 25h", 1, "at '25h': expected off, or a time from 100ms to 24h" },
	{ "set dev a arp announce 30", 1,
	  "at '30': expected off, or a time such as 500ms, 30s, 5m or 1h" },
	{ "set dev a arp announce 4294967297ms", 1,
	  "at '4294967297ms': expected off, or a time such as 500ms, 30s, 5m or 1h" },
	{ "set dev a ndp conflict defend", 1, "at 'defend': expected ignore or wake" },
	{ "set dev a ndp router", 1, "at the end: expected on or off" },
	{ "set dev a echo", 1, "at the end: expected on, off or limit" },
	{ "set dev a echo limit 0/s", 1, "at '0/s': expected " LIMIT },
	{ "set dev a echo limit 10", 1, "at '10': expected " LIMIT },
	{ "set dev a echo limit 10/fortnight", 1, "at '10/fortnight': expected " LIMIT },
	{ "set dev a echo limit 10/s burst 0", 1, "at '0': expected a burst, 1 to 1000000" },
	{ "set dev a wake", 1, "at the end: expected limit" },
	{ "set dev a wake limit none limit none", 1, "at 'limit': expected " SETTING },
	{ "set dev a wake limit none\nset dev a wake limit 1/s", 2,
	  "at 'limit': set already for a" },
	{ "set dev a rule", 1, "at the end: expected the id of a rule, 1 to 2147483647" },
	{ "set dev a rule 0 syn", 1, "at '0': expected the id of a rule, 1 to 2147483647" },
	{ "set dev a rule 2147483648 syn", 1,
	  "at '2147483648': expected the id of a rule, 1 to 2147483647" },
	{ "set dev a rule 4294967297 syn", 1,
	  "at '4294967297': expected the id of a rule, 1 to 2147483647" },
	{ "set dev a rule -1 syn", 1, "at '-1': expected the id of a rule, 1 to 2147483647" },
	{ "set dev a rule 1", 1, "at the end: expected syn, udp, data, magic, eapol or bytes" },
	{ "set dev a rule 1 tcp", 1, "at 'tcp': expected syn, udp, data, magic, eapol or bytes" },
	{ "set dev a rule 1 syn prot 22", 1,
	  "at 'prot': expected port, from, to, limit or label, or " SETTING },
	{ "set dev a rule 1 syn port 0", 1,
	  "at '0': expected a port, 1 to 65535, or a range such as 8000-8080" },
	{ "set dev a rule 1 syn port 65536", 1,
	  "at '65536': expected a port, 1 to 65535, or a range such as 8000-8080" },
	{ "set dev a rule 1 syn port 23-22", 1,
	  "at '23-22': expected a port, 1 to 65535, or a range such as 8000-8080" },
	{ "set dev a rule 1 syn port 22-", 1,
	  "at '22-': expected a port, 1 to 65535, or a range such as 8000-8080" },
	{ "set dev a rule 1 syn port 22 port 23", 1, "at 'port': given twice" },
	{ "set dev a rule 1 eapol port 22", 1, "at 'port': only for syn, udp and data" },
	{ "set dev a rule 1 syn from 192.0.2.0/33", 1,
	  "at '192.0.2.0/33': expected an address, or a prefix such as 192.0.2.0/24" },
	{ "set dev a rule 1 syn from 192.0.2.0/", 1,
	  "at '192.0.2.0/': expected an address, or a prefix such as 192.0.2.0/24" },
	{ "set dev a rule 1 syn to anybody", 1,
	  "at 'anybody': expected an address, or a prefix such as 192.0.2.0/24" },
	{ "set dev a rule 1 syn anywhere", 1, "at 'anywhere': only for magic" },
	{ "set dev a rule 1 magic password 01:02:03", 1,
	  "after 'password': expected 4 or 6 bytes as XX:XX:XX:XX, or saved" },
	{ "set dev a rule 1 magic password 01:02:03:04:05:0x", 1,
	  "after 'password': expected 4 or 6 bytes as XX:XX:XX:XX, or saved" },
	{ "set dev a rule 1 bytes", 1, "at the end: expected 1 to 64 bytes in hexadecimal digits" },
	{ "set dev a rule 1 bytes abc", 1,
	  "at 'abc': expected 1 to 64 bytes in hexadecimal digits" },
	{ "set dev a rule 1 bytes ab mask ffff", 1,
	  "at 'ffff': expected a mask of as many bytes as the pattern, 1" },
	{ "set dev a rule 1 bytes ab offset 1500", 1, "at '1500': expected an offset, 0 to 1499" },
	{ "set dev a rule 1 syn limit 1000001/s", 1, "at '1000001/s': expected " LIMIT },
	{ "set dev a rule 1 syn label \"\"", 1,
	  "at '': expected a label of 1 to 63 bytes, no control characters" },
	{ "set dev a rule 1 syn label \"a\\x0a\"", 1,
	  "at 'a\\x0a': expected a label of 1 to 63 bytes, no control characters" },
	{ "set dev a rule 1 syn label " LONG, 1,
	  "at '" LONG "': expected a label of 1 to 63 bytes, no control characters" },
	{ "set dev a rule 1 syn\nset dev a rule 1 udp", 2,
	  "at '1': a rule of this id is named already for a" },
	{ "set dev a rule 1 syn\ndel dev a rule 1", 2,
	  "at '1': a rule of this id is named already for a" },
	{ "del dev a", 1,
	  "at the end: expected " PARTS "; a file cannot delete a whole proxy" },
	{ "set dev a group 10.0.0.1", 1,
	  "at '10.0.0.1': a group is a multicast address: 224.0.0.0/4 or ff00::/8" },
	{ "set dev a group 239.1.1.1 group 239.1.1.1", 1, "at '239.1.1.1': named already for a" },
	{ "set dev a mdns", 1, "at the end: expected on, off, host, ttl, announce or group" },
	{ "set dev a mdns on off", 1, "at 'off': set already for a" },
	{ "set dev a mdns host a..b", 1,
	  "at 'a..b': expected a host name, or none: a label must not be empty" },
	{ "set dev a mdns announce 9", 1, "at '9': expected how many times, 0 to 8" },
	{ "set dev a llmnr ttl 0", 1, "at '0': expected seconds, 1 to 2147483647" },
	{ "set dev a record x.local A ::1", 1,
	  "at '::1': an address of the other family belongs into an AAAA record" },
	{ "set dev a record x.local SRV 0 0 65536 y", 1,
	  "at '65536': expected a number, 0 to 65535" },
	{ "set dev a record x.local TXT", 1,
	  "at the end: expected strings, each a word; \"\" is an empty one" },
	{ "set dev a record x.local TYPE65 \\# 2 ab", 1,
	  "at 'ab': expected 2 bytes in hexadecimal" },
	{ "set dev a record x\\256 A 10.0.0.1", 1,
	  "at 'x\\256': expected the name of a record: a backslash needs a character or three "
	  "digits up to 255 behind it" },
	{ "del dev a deep", 1, "at 'deep': expected " PARTS },
	{ "set dev a teredo", 1,
	  "at the end: expected a packet: @FILE, or 1 to 1280 bytes in hexadecimal digits" },
	{ "set dev a teredo @", 1,
	  "at '@': expected a packet: @FILE, or 1 to 1280 bytes in hexadecimal digits" },
	{ "set dev a teredo 450", 1,
	  "at '450': expected a packet: @FILE, or 1 to 1280 bytes in hexadecimal digits" },
	{ "set dev a teredo 45", 1,
	  "at the end: expected via, and the MAC address on the way to the server" },
	{ "set dev a teredo 45 via 01:00:00:00:00:01", 1,
	  "at '01:00:00:00:00:01': expected a unicast MAC address" },
	{ "set dev a teredo 45" VIA " interval 30-23", 1,
	  "at '30-23': expected seconds, 1 to 86400, or a range such as 23-30" },
	{ "set dev a teredo 45" VIA " interval 0", 1,
	  "at '0': expected seconds, 1 to 86400, or a range such as 23-30" },
	{ "set dev a teredo 45" VIA " interval 1-86401", 1,
	  "at '1-86401': expected seconds, 1 to 86400, or a range such as 23-30" },
	{ "set dev a teredo 45" VIA " interval 1--2", 1,
	  "at '1--2': expected seconds, 1 to 86400, or a range such as 23-30" },
	{ "set dev a teredo 45" VIA " interval 5 interval 5", 1,
	  "at 'interval': expected " SETTING },
	{ "set dev a teredo 45" VIA " address 192.0.2.1", 1,
	  "at '192.0.2.1': a Teredo address is an IPv6 address" },
	{ "set dev a lldp x", 1,
	  "at 'x': expected an LLDPDU: @FILE, or 1 to 1500 bytes in hexadecimal digits" },
	{ "set dev a lldp 02 to 02:00:00:00:00:01", 1,
	  "at '02:00:00:00:00:01': expected a multicast MAC address" },
	{ "set dev a lldp 02 interval 3601", 1, "at '3601': expected seconds, 1 to 3600" },
	{ "set dev a lldp 02 lldp 03", 1, "at '03': an LLDPDU to there is named already for a" },
	{ "set dev a lldp 02 to 01:80:c2:00:00:00\ndel dev a lldp 01:80:c2:00:00:00", 2,
	  "at '01:80:c2:00:00:00': an LLDPDU to there is named already for a" },
	{ "del dev a teredo", 1,
	  "at the end: expected a packet: @FILE, or 1 to 1280 bytes in hexadecimal digits" },
	{ "del dev a lldp", 1, "at the end: expected a multicast MAC address" },
	{ "set dev a dhcp", 1, "at the end: expected " DHCP },
	{ "set dev a dhcp maybe", 1, "at 'maybe': expected " DHCP },
	{ "set dev a dhcp on off", 1, "at 'off': set already for a" },
	{ "set dev a dhcp t1 5 t1 6", 1, "at 't1': set already for a" },
	{ "set dev a dhcp renew maybe", 1, "at 'maybe': expected on or off" },
	{ "set dev a dhcp address ::1", 1, "at '::1': DHCP is about IPv4 addresses" },
	{ "set dev a dhcp server-mac 01:00:00:00:00:01", 1,
	  "at '01:00:00:00:00:01': expected a unicast MAC address, or none" },
	{ "set dev a dhcp since yesterday", 1,
	  "at 'yesterday': expected now, or nanoseconds of CLOCK_BOOTTIME" },
	{ "set dev a dhcp since 1000000000000000000", 1,
	  "at '1000000000000000000': expected now, or nanoseconds of CLOCK_BOOTTIME" },
	{ "set dev a dhcp lease 0", 1, "at '0': expected infinite, or seconds, 1 to 4294967294" },
	{ "set dev a dhcp t2 -1", 1, "at '-1': expected seconds, 0 to 4294967295" },
	{ "set dev a dhcp request 370", 1,
	  "at '370': expected none, or 1 to 512 bytes in hexadecimal digits" },
	{ "set dev a dhcp ack 3g", 1,
	  "at '3g': expected none, or 1 to 4096 bytes in hexadecimal digits" },
	{ "set dev a dhcp critical 1,", 1, "at '1,': expected " CODES },
	{ "set dev a dhcp critical 256", 1, "at '256': expected " CODES },
	{ "set dev a dhcp critical 1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17", 1,
	  "at '1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17': expected " CODES },
	{ "set dev a lifetime 10.0.0.1 until 5", 1,
	  "at '10.0.0.1': a lifetime is that of an IPv6 address" },
	{ "set dev a lifetime ::1", 1, "at the end: expected until" },
	{ "set dev a lifetime ::1 prefix 129 until 5", 1,
	  "at '129': expected the length of a prefix, 0 to 128" },
	{ "set dev a lifetime ::1 until noon", 1,
	  "at 'noon': expected forever, or nanoseconds of CLOCK_BOOTTIME" },
	{ "set dev a lifetime ::1 until 5\ndel dev a lifetime ::1", 2,
	  "at '::1': named already for a" },
	{ "set dev a lifetime-before 5 lifetime-before 6", 1,
	  "at 'lifetime-before': set already for a" },
	{ "del dev a rule x", 1, "at 'x': expected the id of a rule, 1 to 2147483647" },
	{ "del dev a addr 1.2.3.4 addr 1.2.3.4", 1, "at '1.2.3.4': named already for a" },
	{ "set dev a rule 1 syn label \"abc", 1, "the closing quote is missing" },
	{ "set dev a rule 1 syn label \"a\\q\"", 1,
	  "between quotes, \\ is followed by \", \\ or xNN" },
	{ "set dev a rule 1 syn label \"a\\x00\"", 1, "a word cannot hold a zero byte" },
	{ "set dev a rule 1 syn label \"a\"b", 1, "a blank is missing after the closing quote" },
	{ "set dev a rule 1 syn label a\"b\"", 1, "a quote stands within a word" },
	{ "set dev \033 arp on on", 1, "at 'on': set already for \\x1b" },
	{ "set dev a \033[2J", 1, "at '\\x1b[2J': expected " SETTING },
	{ "set a snmp", 1, "at the end: expected on, off, getall, port, message or limit" },
	{ "set a snmp on off", 1, "at 'off': set already for a" },
	{ "set a snmp port 0", 1, "at '0': expected a port, 1 to 65535" },
	{ "set a snmp message 483", 1, "at '483': expected bytes, 484 to 65507" },
	{ "set a community", 1, "after 'community': expected a name of 1 to 64 bytes, or @ and the "
	  "name of a file that it is in" },
	{ "set a community @", 1, "after 'community': expected a name of 1 to 64 bytes, or @ and the "
	  "name of a file that it is in" },
	{ "set a community 0123456789012345678901234567890123456789012345678901234567890123x", 1,
	  "after 'community': expected a name of 1 to 64 bytes, or @ and the "
	  "name of a file that it is in" },
	{ "set a community secret from 1.2.3", 1,
	  "at '1.2.3': expected an address, or a prefix such as 192.0.2.0/24" },
	{ "set a oid", 1, "at the end: expected an OID such as 1.3.6.1.2.1.1.1.0" },
	{ "set a oid 1", 1, "at '1': expected an OID such as 1.3.6.1.2.1.1.1.0: an OID begins with "
	  "0.0 to 0.39, 1.0 to 1.39, or 2" },
	{ "set a oid 1.40 null", 1, "at '1.40': expected an OID such as 1.3.6.1.2.1.1.1.0: an OID "
	  "begins with 0.0 to 0.39, 1.0 to 1.39, or 2" },
	{ "set a oid 1.3. null", 1, "at '1.3.': expected an OID such as 1.3.6.1.2.1.1.1.0: an OID is "
	  "numbers of at most 32 bits with dots between them" },
	{ "set a oid 1.4294967296 null", 1, "at '1.4294967296': expected an OID such as "
	  "1.3.6.1.2.1.1.1.0: an OID is numbers of at most 32 bits with dots between them" },
	{ "set a oid 1.3 float 1", 1, "at 'float': expected a type: integer, string, hex, oid, ip, "
	  "counter, gauge, ticks, opaque, counter64 or null" },
	{ "set a oid 1.3 integer 2147483648", 1,
	  "at '2147483648': expected a number, -2147483648 to 2147483647" },
	{ "set a oid 1.3 integer -2147483649", 1,
	  "at '-2147483649': expected a number, -2147483648 to 2147483647" },
	{ "set a oid 1.3 counter -1", 1, "at '-1': expected a number, 0 to 4294967295" },
	{ "set a oid 1.3 counter64 18446744073709551616", 1,
	  "at '18446744073709551616': expected a number, 0 to 18446744073709551615" },
	{ "set a oid 1.3 hex 0", 1, "at '0': expected bytes in hexadecimal, at most 8192" },
	{ "set a oid 1.3 ip 1.2.3", 1, "at '1.2.3': expected an IPv4 address" },
	{ "set a oid 1.3 oid 3.1", 1, "at '3.1': expected an OID such as 1.3.6.1" },
	{ "set a oid 1.3 gauge 1 count", 1, "at 'count': only ticks count on" },
	{ "set a oid 1.3 null max-age 0 wake", 1, "at '0': expected seconds, 1 to 31536000" },
	{ "set a oid 1.3 null max-age 1", 1, "at the end: expected no-such or wake" },
	{ "set a oid 1.3 null object 3", 1, "at '3': expected so many sub-identifiers, 2 to 2" },
	{ "set a oid 1.3 null access some", 1, "at 'some': expected all, writers or nobody" },
	{ "set a oid 1.3 null taken 0", 1, "at '0': expected nanoseconds of CLOCK_BOOTTIME" },
	{ "set a dns x", 1,
	  "at 'x': expected an IPv4 or IPv6 address" },
	{ "set a dns ::1 dns ::1", 1,
	  "at '::1': named already for a" },
	{ "set a sip", 1,
	  "at the end: expected an IPv4 or IPv6 address" },
	{ "set a sip 10.0.0.2", 1,
	  "at the end: expected server, and port, transport, server, server-port, hop, to, uri, "
	  "contact, from, call-id, agent, extra, cseq, expires, interval, since, "
	  "granted, answer, anyone, failure or auth" },
	{ "set a sip 10.0.0.2 server 1.2.3", 1,
	  "at '1.2.3': expected an IPv4 or IPv6 address" },
	{ "set a sip 10.0.0.2 server a..b", 1,
	  "at 'a..b': expected the address or the name of a server: a label must not be empty" },
	{ "set a sip 10.0.0.2 server x", 1,
	  "at the end: expected to, and an address of record" },
	{ "set a sip 10.0.0.2 server x server y", 1,
	  "at 'server': said already" },
	{ "set a sip 10.0.0.2 server x to h@p", 1,
	  "at the end: an address of record is sip:USER@DOMAIN, or NAME <sip:...>" },
	{ "set a sip 10.0.0.2 server x to sip:@p", 1,
	  "at the end: an address of record is sip:USER@DOMAIN, or NAME <sip:...>" },
	{ "set a sip 10.0.0.2 port 0", 1,
	  "at '0': expected a port, 1 to 65535" },
	{ "set a sip 10.0.0.2 server 10.0.0.1 to sip:h@p to x", 1,
	  "at 'to': said already" },
	{ "set a sip 10.0.0.2 server 10.0.0.1 to sip:h@p answer 200", 1,
	  "at '200': expected 180, or an answer, 400 to 699" },
	{ "set a sip 10.0.0.2 server 10.0.0.1 to sip:h@p since x", 1,
	  "at 'x': expected nanoseconds of CLOCK_BOOTTIME" },
	{ "set a sip 10.0.0.2 server 10.0.0.1 to sip:h@p expires 0", 1,
	  "at '0': expected seconds, 1 to 604800" },
	{ "set a sip 10.0.0.2 server 10.0.0.1 to sip:h@p failure maybe", 1,
	  "at 'maybe': expected wake or report" },
	{ "set a sip 10.0.0.2 server 10.0.0.1 to sip:h@p agent \"\\x0a\"", 1,
	  "at '\\x0a': expected a text of 1 to 255 bytes, no control characters" },
	{ "set a sip 10.0.0.2 server 10.0.0.1 to sip:h@p auth r u sha1", 1,
	  "at 'sha1': expected md5 or sha256" },
	{ "set a sip 10.0.0.2 server 10.0.0.1 to sip:h@p auth r u md5 hidden", 1,
	  "at 'hidden': expected saved, or password or ha1 and @FILE" },
	{ "set a sip 10.0.0.2 server 10.0.0.1 to sip:h@p auth r u md5 password hidden", 1,
	  "after 'password': expected @ and the name of a file that it is in" },
	{ "set a sip 10.0.0.2 server 10.0.0.1 to sip:h@p auth r u md5 ha1 @", 1,
	  "after 'ha1': expected @ and the name of a file that it is in" },
	{ "set a sip 10.0.0.2 server 10.0.0.1 to sip:h@p sip 10.0.0.2 port 5060 server x "
	  "to sip:h@p", 1,
	  "at 'sip:h@p': a registration of this address and port is named already for a" },
	{ "set a sip 10.0.0.2 transport sctp server 10.0.0.1 to sip:h@p", 1,
	  "at 'sctp': expected udp or tcp" },
	{ "set a sip any port 1 transport tcp server 10.0.0.1 to sip:h@p", 1,
	  "at 'any': expected an IPv4 or IPv6 address" },
	{ "set a sip 10.0.0.2 transport tcp server 10.0.0.1 to sip:h@p", 1,
	  "at the end: over TCP expected port, and the host's own one of the connection: "
	  "ss -tn shows it, and for sync it may be left out" },
	{ "set a sip 10.0.0.2 port 1 transport tcp server x to sip:h@p", 1,
	  "at the end: over TCP expected the address of the server, not its name: "
	  "the one that the connection is to" },
	{ "set a sip 10.0.0.2 port 1 server 10.0.0.1" " hop 02:00:00:00:00:01 to sip:h@p "
	  "transport tcp", 1,
	  "at the end: over TCP expected no hop: the host finds the way itself" },
	{ "set a sip 10.0.0.2 port 1 transport tcp anyone server 10.0.0.1 to sip:h@p", 1,
	  "at the end: over TCP expected no anyone: only the server can call" },
	{ "set a sip 10.0.0.2 port 1 transport tcp server fd77::1 to sip:h@p", 1,
	  "at the end: over TCP expected a server of the family of the address" },
	{ "set a sip 10.0.0.2 port 1 transport tcp to sip:h@p", 1,
	  "at the end: expected server, and port, transport, server, server-port, hop, to, uri, "
	  "contact, from, call-id, agent, extra, cseq, expires, interval, since, "
	  "granted, answer, anyone, failure or auth" },
};

const int fault_cases = ARRAY_SIZE(cases) + 1;

static void zero_byte(void)
{
	static const char text[] = "set dev a\0 deep leave\n";
	struct changes c = { 0 };
	struct fault f;
	bool ok = grammar_file(&c, text, sizeof(text) - 1, &f);

	result(!ok && f.line == 1 && !strcmp(f.text, "a word cannot hold a zero byte"),
	       "a zero byte is refused [C12]", f.text);
	changes_free(&c);
}

void fault_run(void)
{
	for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
		struct changes c;
		struct util_text name;
		struct fault f;
		bool ok = parse(cases[i].in, &c, &f);

		util_text_open(&name);
		fputs("refused: ", name.f);
		util_put_plain(name.f, cases[i].in);
		fputs(" [C12]", name.f);
		util_text_close(&name);
		result(!ok && f.line == cases[i].line && !strcmp(f.text, cases[i].want), name.s,
		       f.text);
		free(name.s);
		changes_free(&c);
	}
	zero_byte();
}
