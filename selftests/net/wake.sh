#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
# shellcheck disable=SC2046,SC2086 # frames are words
# Rules for TCP and UDP: what wakes, what does not, how often, what is remembered.
# shellcheck source=selftests/net/lib.sh
. /lab/net/lib.sh
network
plan 61

ip="eth $H ip4 $p4"
ip6="eth $H ip6 $p6"
conf 'rule 10 syn port 22 limit none label "first port"' \
	'rule 11 syn port 6000-6010 limit none' \
	'rule 12 syn port 80 from 192.0.2.64/26 limit none' \
	"rule 13 syn port 81 to $h4b limit none" \
	'rule 14 syn port 82 from 2001:db8::/112 limit none' \
	'rule 20 ignore udp port 7000' \
	'rule 21 udp port 7000-7001 limit none' \
	'rule 22 udp port 9999 to 239.1.2.0/24 limit none' \
	'rule 23 udp port 67 to 255.255.255.255 limit none' \
	'rule 30 data port 23 limit none'

wakes "a SYN [R30,R35]" tcp-syn 10 $ip $h4 tcp 40000 22 S
wakes "a SYN that offers ECN [R30]" tcp-syn 10 $ip $h4 tcp 40000 22 SEC
wakes "a SYN with data and PSH [R30]" tcp-syn 10 $ip $h4 tcp 40000 22 SP text hello
wakes "a SYN to the second address [R30]" tcp-syn 10 $ip $h4b tcp 40000 22 S
wakes "a SYN to the link-local address [R30,LLA]" tcp-syn 10 \
	eth $H ip4 169.254.7.99 $l4 tcp 40000 22 S
wakes "a SYN over IPv6 [R30]" tcp-syn 10 $ip6 $h6 tcp 40000 22 S
wakes "with ECN over IPv6 [R30]" tcp-syn 10 $ip6 $h6 tcp 40000 22 SEC
wakes "to the temporary address [R30,C8]" tcp-syn 10 $ip6 $t6 tcp 40000 22 S
wakes "behind extension headers [R30]" tcp-syn 10 \
	$ip6 $h6 hbh 00010400000000 dopt 00010400000000 tcp 40000 22 S
wakes "behind a priority tag [R1,R30]" tcp-syn 10 \
	eth $H tag 6:0 ip4 $p4 $h4 tcp 40000 22 S
wakes "the first port of a range [R30]" tcp-syn 11 $ip $h4 tcp 40000 6000 S
wakes "the last port of a range [R30]" tcp-syn 11 $ip6 $h6 tcp 40000 6010 S
wakes "a source within the prefix [R30]" tcp-syn 12 $ip $h4 tcp 40000 80 S
wakes "a destination that the rule names [R30]" tcp-syn 13 $ip $h4b tcp 40000 81 S
wakes "an IPv6 source within the prefix [R30]" tcp-syn 14 $ip6 $h6 tcp 40000 82 S
ignores "a SYN to another port [R30]" $ip $h4 tcp 40000 23 S
ignores "the ports beside a range [R30]" $ip $h4 tcp 40000 5999 S and $ip $h4 tcp 40000 6011 S
ignores "sources outside the prefix [R30]" eth $H ip4 192.0.2.63 $h4 tcp 40000 80 S \
	and eth $H ip4 192.0.2.128 $h4 tcp 40000 80 S
ignores "another destination than the rule's [R30]" $ip $h4 tcp 40000 81 S
ignores "an IPv6 source outside the prefix [R30]" \
	eth $H ip6 2001:db8::1:99 $h6 tcp 40000 82 S
ignores "IPv4 where the prefix is of IPv6 [R30]" $ip $h4 tcp 40000 82 S
ignores "SYN and ACK [R30]" $ip $h4 tcp 40000 22 SA
ignores "SYN and RST, SYN and FIN [R30]" $ip $h4 tcp 40000 22 SR and $ip $h4 tcp 40000 22 SF
ignores "ACK, RST, FIN, nothing [R30]" $ip $h4 tcp 40000 22 A and $ip $h4 tcp 40000 22 R \
	and $ip $h4 tcp 40000 22 F and $ip $h4 tcp 40000 22 -
ignores "a SYN to an address that is not ours" $ip 192.0.2.12 tcp 40000 22 S
ignores "a SYN to another station" eth $O ip4 $p4 $h4 tcp 40000 22 S
ignores "a broadcast SYN" eth $BC ip4 $p4 $h4 tcp 40000 22 S
ignores "a SYN with a wrong checksum" $ip $h4 tcp 40000 22 S badsum \
	and $ip6 $h6 tcp 40000 22 S badsum
ignores "a SYN from 0.0.0.0, from port 0" eth $H ip4 0.0.0.0 $h4 tcp 40000 22 S \
	and $ip $h4 tcp 0 22 S
ignores "a SYN within ICMP" $ip $h4 icmp 3 1 fill 4 0 hex 45000028000100004006 fill 30 0

wakes "a UDP datagram [WAKE-UDP,R35]" udp 21 $ip $h4 udp 5000 7001 text hello
wakes "without a checksum, over IPv4 [WAKE-UDP]" udp 21 \
	$ip $h4 proto 17 hex 13881b59000a00006869
wakes "over IPv6 [WAKE-UDP]" udp 21 $ip6 $h6 udp 5000 7001
wakes "to a group that the rule names [WAKE-UDP]" udp 22 \
	eth 01:00:5e:01:02:03 ip4 $p4 239.1.2.3 udp 5000 9999 text hello
wakes "to the broadcast address that the rule names [WAKE-UDP]" udp 23 \
	eth $BC ip4 $p4 255.255.255.255 udp 68 67 text hello
ignores "a datagram that an earlier rule ignores [WAKE-UDP]" $ip $h4 udp 5000 7000
ignores "to another port [WAKE-UDP]" $ip $h4 udp 5000 7002
ignores "to a group that no rule names [WAKE-UDP]" \
	eth 01:00:5e:01:02:03 ip4 $p4 239.1.2.3 udp 5000 7001
ignores "to the broadcast address that no rule names [WAKE-UDP]" \
	eth $BC ip4 $p4 255.255.255.255 udp 5000 7001
ignores "with a wrong checksum [WAKE-UDP]" $ip $h4 udp 5000 7001 badsum text hello
ignores "over IPv6 without one [WAKE-UDP]" $ip6 $h6 proto 17 hex 13881b59000a00006869

wakes "TCP data [WAKE-DATA,R35]" tcp-data 30 $ip $h4 tcp 40000 23 PA text hello
wakes "TCP data over IPv6 [WAKE-DATA]" tcp-data 30 $ip6 $h6 tcp 40000 23 A text x
ignores "a segment without data [WAKE-DATA]" $ip $h4 tcp 40000 23 A
ignores "one with an option only [WAKE-DATA]" $ip $h4 tcp 40000 23 A off 6 hex 01010101
ignores "data to another port [WAKE-DATA]" $ip $h4 tcp 40000 24 PA text hello
ignores "data without ACK [WAKE-DATA]" $ip $h4 tcp 40000 23 P text hello
cmd_ok "every frame is accounted for [C13]" accounted

# C14
record_has() {
	proxzzzyctl -j wakes v0 | tail -24 | grep -q "$1" || {
		proxzzzyctl -j wakes v0 | tail -24
		return 1
	}
}
wakes "one more, to be remembered" tcp-syn 10 \
	eth $H tag 5:0 ip4 $p4 $h4 tcp 40000 22 S text hello
cmd_ok "its record has the rule's label [C14]" record_has '"label": "first port"'
cmd_ok "and the whole frame with its tag [C14]" record_has "\"frame\": \"02005e10000102005e100099\
8100a00008004500002d000100004006f65cc0000263c000020a9c4000160000000100000000\
5002faf05055000068656c6c6f\""
cmd_ok "and how long it was [C14]" record_has '"frame_len": 63'
cmd_ok "and when it came [C14]" record_has '"real_ns": [0-9]'
cmd_ok "sixteen are kept, oldest first [C14]" equal "$(proxzzzyctl -j wakes v0 |
	awk '$1 == "\"seq\":" && $2 + 0 == last + 1 { n++ } $1 == "\"seq\":" { last = $2 + 0 }
		END { print n }')" 15

# Annex A.2
conf 'rule 10 syn port 22 limit 1/day burst 2' 'rule 20 syn port 23 limit none'
wakes "a limited rule wakes [R30]" tcp-syn 10 $ip $h4 tcp 40000 22 S
wakes "twice" tcp-syn 10 $ip $h4 tcp 40000 22 S
ignores "but not three times, nor four" $ip $h4 tcp 40000 22 S and $ip $h4 tcp 40001 22 S
cmd_ok "which is counted [C13]" equal \
	"$(rule_counter 10 matched) $(rule_counter 10 woken) $(rule_counter 10 suppressed)" "4 2 2"
wakes "and leaves other rules alone [R30]" tcp-syn 20 $ip $h4 tcp 40000 23 S
conf 'wake limit 1/day burst 1' 'rule 20 syn port 23 limit none'
wakes "the common limit lets one wake" tcp-syn 20 $ip $h4 tcp 40000 23 S
ignores "and no other" $ip $h4 tcp 40000 23 S
finish
