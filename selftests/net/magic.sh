#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
# shellcheck disable=SC2046,SC2086 # frames are words
# Wake frames below IP: Magic Packets, EAPOL, bytes at an offset.
# shellcheck source=selftests/net/lib.sh
. /lab/net/lib.sh
network
plan 40

wol="type 0x0842"
sync=ffffffffffff
copies15=$(printf '02005e100001%.0s' 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15)
conf 'rule 1 magic limit none'
wakes "a broadcast Magic Packet [R31,R35]" magic 1 eth $BC $wol magic $H
wakes "a unicast one [R31]" magic 1 eth $H $wol magic $H
wakes "with a password nobody asked for [R31]" magic 1 eth $BC $wol magic $H hex 001122334455
wakes "behind other bytes [R31]" magic 1 eth $BC $wol hex ff02005e1000 magic $H
wakes "in UDP, broadcast [R31]" magic 1 eth $BC ip4 $p4 255.255.255.255 udp 40000 9 magic $H
wakes "in UDP to the network's broadcast address and any port [R31]" magic 1 \
	eth $BC ip4 $p4 192.0.2.255 udp 40000 40001 magic $H
wakes "in UDP over IPv6, multicast [R31]" magic 1 \
	eth 33:33:00:00:00:01 ip6 $p6 ff02::1 udp 40000 9 magic $H
wakes "behind a priority tag [R1,R31]" magic 1 eth $BC tag 5:0 $wol magic $H
ignores "one for another station [R31]" eth $BC $wol magic $O
ignores "15 copies are not 16 [R31]" eth $BC $wol hex $sync$copies15 fill 32 0
ignores "16 copies behind 5 bytes of ff [R31]" \
	eth $BC $wol hex 00ffffffffff${copies15}02005e100001 fill 16 0
ignores "a copy with a wrong bit [R31]" \
	eth $BC $wol hex $sync${copies15}02005e100003 fill 16 0
ignores "one that is cut short [R31]" eth $BC $wol magic $H cut 115
ignores "one in another EtherType [R31]" eth $BC type 0x88b5 magic $H
ignores "one in TCP [R31]" eth $H ip4 $p4 $h4 tcp 40000 9 PA magic $H
ignores "one in VLAN 5 [R1,R31]" eth $BC tag 0:5 $wol magic $H
ignores "a DHCP frame with our address in it is none [R31]" \
	eth $BC ip4 0.0.0.0 255.255.255.255 udp 68 67 hex 0101060012345678 fill 20 0 \
	hex 02005e100001 fill 10 0 fill 192 0 hex 63825363350101 hex 3d0701 hex 02005e100001 \
	hex $sync$sync hex 02005e100001 hex ff fill 60 0
ignores "in a broken UDP datagram it is not looked for [R31]" \
	eth $BC ip4 $p4 255.255.255.255 udp 40000 9 len 300 magic $H

conf 'rule 1 magic password 00:11:22:33:44:55 limit none' \
	'rule 2 magic password c0:00:02:01 limit none'
wakes "SecureOn: the password [R31]" magic 1 eth $BC $wol magic $H hex 001122334455
wakes "the other one, of 4 bytes [R31]" magic 2 eth $BC $wol magic $H hex c0000201
wakes "in UDP [R31]" magic 1 eth $BC ip4 $p4 255.255.255.255 udp 40000 9 magic $H hex 001122334455
ignores "SecureOn: a wrong password [R31]" eth $BC $wol magic $H hex 001122334456
ignores "SecureOn: no password [R31]" eth $BC $wol magic $H
ignores "SecureOn: half of it [R31]" eth $BC $wol magic $H hex 001122
ignores "in UDP it must be within the datagram [R31]" \
	eth $BC ip4 $p4 255.255.255.255 len 130 udp 40000 9 len 110 magic $H hex 001122334455
cmd_ok "wrong ones are counted [C13]" at_least "$(counter wake bad-password)" 3
cmd_fail "no password is ever shown" sh -c 'proxzzzyctl save v0 | grep -iq "00:11:22"'

conf 'rule 1 magic anywhere limit none'
wakes "anywhere means in another EtherType [R31]" magic 1 eth $BC type 0x88b5 magic $H
wakes "and in TCP [R31]" magic 1 eth $H ip4 $p4 $h4 tcp 40000 9 PA magic $H

conf 'rule 1 eapol limit none'
identity=0100000501010005
wakes "EAPOL Request/Identity to the group [R4,R35]" eapol 1 \
	eth 01:80:c2:00:00:03 type 0x888e hex ${identity}01 fill 37 0
wakes "and to us [R4]" eapol 1 eth $H type 0x888e hex ${identity}01 fill 37 0
wakes "of a later version, with a text [R4]" eapol 1 \
	eth 01:80:c2:00:00:03 type 0x888e hex 0300000a0101000a01 text hello
ignores "a Request for something else [R4]" \
	eth 01:80:c2:00:00:03 type 0x888e hex ${identity}04 fill 37 0
ignores "a Response [R4]" eth 01:80:c2:00:00:03 type 0x888e hex 010000050201000501 fill 37 0
ignores "EAPOL-Start, and one cut short [R4]" \
	eth 01:80:c2:00:00:03 type 0x888e hex 01010000 fill 42 0 \
	and eth 01:80:c2:00:00:03 type 0x888e hex $identity

conf 'rule 1 bytes 88b5 offset 12 limit none' \
	'rule 2 bytes 30 mask f0 offset 30 limit none' \
	'rule 3 bytes 02005e100099 offset 6 mask ffffffffff00 limit none label late'
wakes "bytes at an offset [R35]" bytes 1 eth $O type 0x88b5 fill 46 0 and \
	eth $H type 0x88b5 fill 46 0
wakes "with a mask, counted without the tag [R35]" bytes 2 \
	eth $H 02:00:5e:20:00:01 tag 3:0 type 0x88b6 fill 16 0 hex 37 fill 29 0
wakes "in the addresses [R35]" bytes 3 eth $BC 02:00:5e:10:00:98 type 0x88b6 fill 46 0
ignores "other bytes, and none there" \
	eth $H 02:00:5e:20:00:01 type 0x88b6 fill 16 0 hex 47 fill 29 0 \
	and eth $H 02:00:5e:20:00:01 type 0x88b6
cmd_ok "every frame is accounted for [C13]" accounted
finish
