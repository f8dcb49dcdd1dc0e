#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
# shellcheck disable=SC2046,SC2086 # frames are words
# Neighbor Discovery.
# shellcheck source=selftests/net/lib.sh
. /lab/net/lib.sh
network
plan 45

sm=33:33:ff:00:00:10		# where solicitations for $h6 go
sn=ff02::1:ff00:10
from="ip6 $p6"
na() {
	echo "eth $P $H ip6 $1 $p6 ttl 255 na SO $1 tlla $H"
}
conf

answers "a multicast solicitation is answered [R25,R26,C7,C9]" \
	eth $sm $from $sn ttl 255 ns $h6 slla $P get $(na $h6)
answers "a unicast one too [R25,R26]" \
	eth $H $from $h6 ttl 255 ns $h6 slla $P get $(na $h6)
answers "without a link-layer address it goes to where it came from [R25]" \
	eth $H $from $h6 ttl 255 ns $h6 get $(na $h6)
answers "for a link-local address [R25,R27]" \
	eth 33:33:ff:10:00:01 ip6 $pl6 ff02::1:ff10:1 ttl 255 ns $l6 slla $P \
	get eth $P $H ip6 $l6 $pl6 ttl 255 na SO $l6 tlla $H
answers "unicast, for a link-local address [R27]" \
	eth $H ip6 $pl6 $l6 ttl 255 ns $l6 slla $P \
	get eth $P $H ip6 $l6 $pl6 ttl 255 na SO $l6 tlla $H
answers "for a temporary address [R25,R28,C7,C8]" \
	eth 33:33:ff:f6:10:11 $from ff02::1:fff6:1011 ttl 255 ns $t6 slla $P get $(na $t6)
answers "unicast, for a temporary address [R28]" \
	eth $H $from $t6 ttl 255 ns $t6 slla $P get $(na $t6)
answers "duplicate address detection is answered to all nodes, unsolicited [R25]" \
	eth $sm ip6 :: $sn ttl 255 ns $h6 \
	get eth 33:33:00:00:00:01 $H ip6 $h6 ff02::1 ttl 255 na O $h6 tlla $H
answers "and so for the temporary one [R25,R28]" \
	eth 33:33:ff:f6:10:11 ip6 :: ff02::1:fff6:1011 ttl 255 ns $t6 \
	get eth 33:33:00:00:00:01 $H ip6 $t6 ff02::1 ttl 255 na O $t6 tlla $H
answers "other options are passed over [R25]" \
	eth $sm $from $sn ttl 255 ns $h6 hex 0e01010203040506 slla $P \
	get $(na $h6)

answers "behind a hop-by-hop header [R29]" \
	eth $sm $from $sn ttl 255 hbh 00010400000000 ns $h6 slla $P get $(na $h6)
answers "behind destination options of 16 bytes [R29]" \
	eth $sm $from $sn ttl 255 dopt 01010c000000000000000000000000 ns $h6 slla $P \
	get $(na $h6)
answers "behind both [R29]" eth $sm $from $sn ttl 255 hbh 00050200000100 \
	dopt 00010400000000 ns $h6 slla $P get $(na $h6)
answers "behind an unknown option that may be skipped [R29]" \
	eth $sm $from $sn ttl 255 dopt 001e0400000000 ns $h6 slla $P get $(na $h6)
answers "behind both, for a link-local and a temporary address [R27,R28,R29]" \
	eth $H ip6 $pl6 $l6 ttl 255 hbh 00010400000000 dopt 00010400000000 ns $l6 slla $P \
	and eth $H $from $t6 ttl 255 hbh 00010400000000 dopt 00010400000000 ns $t6 slla $P \
	get eth $P $H ip6 $l6 $pl6 ttl 255 na SO $l6 tlla $H and $(na $t6)

good="ns $h6 slla $P"
ignores "an unknown option that must not be skipped" \
	eth $sm $from $sn ttl 255 dopt 009e0400000000 $good
ignores "a hop-by-hop header that is not the first [R36]" \
	eth $sm $from $sn ttl 255 dopt 00010400000000 hbh 00010400000000 $good
ignores "an option beyond its header [R36]" \
	eth $sm $from $sn ttl 255 hbh 00010500000000 $good
ignores "a routing header of type 0" \
	eth $H $from $h6 ttl 255 rh 00000000000000 $good
ignores "a routing header that is not used up" \
	eth $H $from $h6 ttl 255 rh 0202010000000000000000000000000000000000000000 $good
ignores "a routing header that is" eth $H $from $h6 ttl 255 rh 00020000000000 $good
ignores "a fragment" eth $sm $from $sn ttl 255 fh 00000100000001 $good
ignores "an atomic fragment (RFC 6980)" eth $sm $from $sn ttl 255 fh 00000000000001 $good

ignores "hop limit 254" eth $sm $from $sn ttl 254 $good
ignores "a wrong checksum [R36]" eth $sm $from $sn ttl 255 ns $h6 badsum slla $P
ignores "code 1 [R36]" eth $sm $from $sn ttl 255 icmp 135 1 fill 4 0 \
	hex 20010db8000000000000000000000010 slla $P
ignores "a message of 20 bytes [R36]" eth $sm $from $sn ttl 255 icmp 135 0 fill 4 0 \
	hex 20010db80000000000000000
ignores "an option of length 0 [R36]" eth $sm $from $sn ttl 255 ns $h6 hex 0100020000000000
ignores "an option beyond the message [R36]" \
	eth $sm $from $sn ttl 255 ns $h6 hex 010202005e100099
ignores "a multicast target [R36]" eth $sm $from $sn ttl 255 ns $sn slla $P
ignores "another target" eth $sm $from $sn ttl 255 ns $o6 slla $P
ignores "the group of another target" \
	eth 33:33:ff:00:00:77 $from ff02::1:ff00:77 ttl 255 $good
ignores "all nodes as destination" eth 33:33:00:00:00:01 $from ff02::1 ttl 255 $good
ignores "detection of duplicates with a link-layer address [R36]" \
	eth $sm ip6 :: $sn ttl 255 $good
ignores "detection of duplicates that is not multicast" eth $H ip6 :: $h6 ttl 255 ns $h6
ignores "one from our own address" eth $sm ip6 $h6 $sn ttl 255 $good
ignores "IPv6 cut within the message [R36]" eth $sm $from $sn ttl 255 $good cut 80

native v1
cmd_ok "ndisc6: the global address [R25,R26]" peer ndisc6 -1 -r 3 -w 3000 $h6 v1
cmd_ok "ndisc6: the link-local address [R25,R27]" peer ndisc6 -1 -r 3 -w 3000 $l6 v1
cmd_ok "ndisc6: the temporary address [R25,R28]" peer ndisc6 -1 -r 3 -w 3000 $t6 v1

claim="eth 33:33:00:00:00:01 $O ip6 $h6 ff02::1 ttl 255 na O $h6 tlla $O"
ignores "somebody advertises our address: policy ignore [R24]" $claim
conf 'ndp conflict wake'
wakes "policy wake [R24]" conflict null $claim
conf 'ndp router on'
answers "a router says so [R25]" eth $sm $from $sn ttl 255 $good \
	get eth $P $H ip6 $h6 $p6 ttl 255 na RSO $h6 tlla $H
conf "mac $O"
answers "a configured MAC address is the one that is told [R25,C10]" \
	eth $sm $from $sn ttl 255 $good get eth $P $O ip6 $h6 $p6 ttl 255 na SO $h6 tlla $O
cmd_ok "every frame is accounted for [C13]" accounted
finish
