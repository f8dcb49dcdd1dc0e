#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
# shellcheck disable=SC2046,SC2086 # frames are words
# Echo, and the priority that IP goes out with.
# shellcheck source=selftests/net/lib.sh
. /lab/net/lib.sh
network
plan 27

ask="eth $H ip4 $p4 $h4"
ask6="eth $H ip6 $p6 $h6"
reply="ip4 $h4 $p4 ident 0 frag 0x4000"
reply6="ip6 $h6 $p6"
data="text abcdefgh"
conf
ignores "off by default" $ask echo 7 1 $data and $ask6 echo 7 1 $data

conf 'echo on limit none'
answers "ICMP, with its identifier, number and data" $ask echo 7 1 $data \
	get eth $P $H $reply reply 7 1 $data
answers "ICMPv6" $ask6 echo 8 2 $data get eth $P $H $reply6 reply 8 2 $data
answers "an odd number of bytes" $ask echo 1 1 text abc get eth $P $H $reply reply 1 1 text abc
answers "none at all" $ask6 echo 1 1 get eth $P $H $reply6 reply 1 1
answers "1,472 of them" $ask echo 1 1 fill 1472 90 get eth $P $H $reply reply 1 1 fill 1472 90
answers "the second address" eth $H ip4 $p4 $h4b echo 1 1 \
	get eth $P $H ip4 $h4b $p4 ident 0 frag 0x4000 reply 1 1
answers "options are not sent back (Annex A.2)" $ask opt 94040000 echo 7 3 $data \
	get eth $P $H $reply reply 7 3 $data
answers "nor a recorded route" $ask opt 01070b040000000000000000 echo 7 4 $data \
	get eth $P $H $reply reply 7 4 $data
answers "nor extension headers" $ask6 hbh 00010400000000 dopt 00010400000000 echo 8 5 $data \
	get eth $P $H $reply6 reply 8 5 $data
answers "padding is not data" $ask echo 7 6 $data pad 20 get eth $P $H \
	$reply reply 7 6 $data
ignores "another address" eth $H ip4 $p4 192.0.2.12 echo 1 1
ignores "a broadcast, a multicast, a unicast within one" eth $BC ip4 $p4 192.0.2.255 echo 1 1 \
	and eth 01:00:5e:00:00:01 ip4 $p4 224.0.0.1 echo 1 1 and eth $BC ip4 $p4 $h4 echo 1 1
ignores "ICMPv6 to all nodes" eth 33:33:00:00:00:01 ip6 $p6 ff02::1 echo 1 1
ignores "a wrong checksum" $ask echo 1 1 badsum $data and $ask6 echo 1 1 badsum $data
ignores "a code, a reply, a timestamp" $ask icmp 8 1 hex 00010001 and $ask reply 1 1 \
	and $ask icmp 13 0 fill 16 0
ignores "from 0.0.0.0, from a group, from one of ours" eth $H ip4 0.0.0.0 $h4 echo 1 1 \
	and eth $H ip4 224.0.0.1 $h4 echo 1 1 and eth $H ip4 $h4b $h4 echo 1 1
ignores "fragments [R37]" $ask frag 0x2000 echo 1 1 $data and $ask frag 1 echo 1 1 $data

native v1
cmd_ok "ping" peer ping -c 2 -w 5 $h4
cmd_ok "ping over IPv6" peer ping -6 -c 2 -w 5 $h6

conf 'echo on limit 3/day burst 3'
e="$ask echo 1 1"
r="eth $P $H $reply reply 1 1"
answers "three of five, if no more are allowed" $e and $e and $e and $e and $e \
	get $r and $r and $r
cmd_ok "the others are counted [C13]" equal "$(counter echo limited)" 2

conf 'echo on limit none' 'priority 5'
answers "IPv4 goes out with the configured priority [R23]" $ask echo 1 1 \
	get eth $P $H tag 5:0 $reply reply 1 1
answers "so does IPv6 [R23]" eth $H ip6 $p6 $h6 ttl 255 ns $h6 slla $P \
	get eth $P $H tag 5:0 $reply6 ttl 255 na SO $h6 tlla $H
answers "ARP does not [R23]" eth $BC arp 1 $P $p4 $ZERO $h4 get eth $P $H arp 2 $H $h4 $P $p4
conf 'echo on limit none' 'priority 0'
answers "0 is a priority [R23]" $ask echo 1 1 get eth $P $H tag 0:0 $reply reply 1 1
cmd_ok "every frame is accounted for [C13]" accounted
finish
