#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
# shellcheck disable=SC2046,SC2086 # frames are words
# ARP: who is answered, and who says that he is us.
# shellcheck source=selftests/net/lib.sh
. /lab/net/lib.sh
network
plan 39

ask="arp 1 $P $p4 $ZERO"
reply="eth $P $H arp 2 $H"
conf

answers "a broadcast request is answered [R18,R20,R22]" \
	eth $BC $ask $h4 get $reply $h4 $P $p4
answers "a unicast one too [R19,R20,R22]" \
	eth $H $ask $h4 get $reply $h4 $P $p4
answers "the second address is not forgotten [R20,C5]" \
	eth $BC $ask $h4b get $reply $h4b $P $p4
answers "an IPv4 link-local address is answered to all [LLA]" \
	eth $BC $ask $l4 get eth $BC $H arp 2 $H $l4 $P $p4
answers "a probe, from 0.0.0.0, is answered [R21]" \
	eth $BC arp 1 $P 0.0.0.0 $ZERO $h4 get $reply $h4 $P 0.0.0.0
answers "a unicast probe, too [R19,R21]" \
	eth $H arp 1 $P 0.0.0.0 $ZERO $h4b get $reply $h4b $P 0.0.0.0
answers "one that pads to 60 bytes gets no padding of ours [R22]" \
	eth $BC $ask $h4 pad 18 get $reply $h4 $P $p4
answers "three are answered in their order [R18]" \
	eth $BC $ask $h4 and eth $BC $ask $h4b and eth $H $ask $h4 \
	get $reply $h4 $P $p4 and $reply $h4b $P $p4 and $reply $h4 $P $p4

ignores "a request for somebody else [R20]" eth $BC $ask $o4
ignores "a request for nobody" eth $BC $ask 0.0.0.0
ignores "a request for the broadcast address" eth $BC $ask 255.255.255.255
ignores "a reply" eth $H arp 2 $P $p4 $H $h4
ignores "an announcement of the peer's own address" eth $BC arp 1 $P $p4 $ZERO $p4
ignores "a request to a multicast address" eth 01:00:5e:00:00:01 $ask $h4
ignores "RARP" eth $BC arp 3 $P $p4 $ZERO $h4
ignores "a request cut within its addresses [R36]" eth $BC $ask $h4 cut 41
ignores "another kind of hardware [R36]" eth $BC type 0x0806 hex 0006080006040001 \
	hex 02005e100099c0000263000000000000c000020a
ignores "hardware addresses of 8 bytes [R36]" eth $BC type 0x0806 hex 0001080008040001 \
	hex 02005e100099c0000263000000000000c000020a
ignores "a sender with a group MAC address [R36]" eth $BC arp 1 01:00:5e:00:00:01 $p4 $ZERO $h4
ignores "a sender with a multicast IPv4 address [R36]" eth $BC arp 1 $P 224.0.0.1 $ZERO $h4
ignores "our own request, reflected" eth $BC $P arp 1 $H $h4 $ZERO $p4

native v1
cmd_ok "arping: broadcast [R18]" peer arping -b -c 2 -w 10 -I v1 $h4
cmd_ok "arping: broadcast, then unicast [R18,R19]" peer arping -c 2 -w 10 -I v1 $h4b
cmd_fail "arping: nobody answers for another address [R20]" peer arping -c 1 -w 1 -I v1 $o4
cmd_fail "arping -D finds the address in use [R21,ACD]" peer arping -D -c 1 -w 5 -I v1 $h4
cmd_fail "and so the link-local one [R21,LLA]" peer arping -D -c 1 -w 5 -I v1 $l4

# RFC 5227 2.4 (b)
claim="eth $BC $O arp 1 $O $h4 $ZERO $o4"
defence="eth $BC $H arp 1 $H $h4 $ZERO $h4"
conf
answers "the first conflict is answered by an announcement [R24,ACD]" $claim get $defence
wakes "the second within 10 seconds gives the address up and wakes [R24,ACD,R35]" \
	conflict-given-up null $claim
answers "another address has a conflict of its own: a reply, not a request [ACD]" \
	eth $BC $O arp 2 $O $h4b $P $p4 get eth $BC $H arp 1 $H $h4b $ZERO $h4b
conf
answers "the link-local address is defended [R24,LLA]" eth $BC $O arp 1 $O $l4 $ZERO $l4 \
	get eth $BC $H arp 1 $H $l4 $ZERO $l4
wakes "and given up at the second conflict, which wakes [R24,LLA]" conflict-given-up null \
	eth $BC $O arp 1 $O $l4 $ZERO $l4

conf 'wake limit 1/day burst 1'
wakes "a conflict takes the only token there is today" conflict-given-up null $claim and $claim
export FENCE=$h4b
answers "the next wake is limited; the address is given up all the same [ACD]" \
	$claim and $claim get $defence
ignores "and is not answered any more [ACD]" eth $BC $ask $h4
export FENCE=$h4

conf 'arp conflict wake'
wakes "policy wake: the first conflict wakes [R24,ACD]" conflict null $claim
conf 'arp conflict ignore'
ignores "policy ignore: neither defended nor a wake [R24,ACD]" $claim and $claim
cmd_ok "but counted [C13]" equal "$(counter arp conflict)" 3

conf 'arp announce 100ms'
cmd_ok "announcements come without being asked for" frames v1 hear \
	eth $BC $H arp 1 $H $h4b $ZERO $h4b

conf "mac $O"
answers "a configured MAC address is the one that is told [R22,C1]" \
	eth $BC $ask $h4 get eth $P $O arp 2 $O $h4 $P $p4
finish
