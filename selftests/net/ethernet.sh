#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
# shellcheck disable=SC2046,SC2086 # frames are words
# Layer 2, and what is wrong with a packet before any protocol looks at it.
# shellcheck source=selftests/net/lib.sh
. /lab/net/lib.sh
network
plan 42

arp="arp 1 $P $p4 $ZERO $h4"
reply="eth $P $H arp 2 $H $h4 $P $p4"
ns="ip6 $p6 ff02::1:ff00:10 ttl 255 ns $h6 slla $P"
na="eth $P $H ip6 $h6 $p6 ttl 255 na SO $h6 tlla $H"
sm=33:33:ff:00:00:10
conf 'rule 10 syn limit none' 'rule 20 udp limit none' 'echo on limit none'

answers "a priority tag does not hide an ARP request [R1]" \
	eth $BC tag 5:0 $arp get $reply
answers "nor a Neighbor Solicitation [R1]" \
	eth $sm tag 7:0 $ns get $na
answers "priority 0 is a priority [R1]" \
	eth $H tag 0:0 $arp get $reply
answers "two priority tags do not hide it either [R1]" \
	eth $BC tag 5:0 tag 1:0 $arp get $reply
ignores "VLAN 5 is another network [R1]" eth $BC tag 0:5 $arp
ignores "so is VLAN 5 with a priority, and for a solicitation [R1]" eth $sm tag 5:5 $ns
ignores "and VLAN 5 within a priority tag [R1]" eth $BC tag 5:0 tag 0:5 $arp
ignores "an LLC frame is left alone, ARP in SNAP too [R1]" \
	eth $BC type 36 hex aaaa030000000806 hex 0001080006040001 fill 20 0
ignores "so is an unknown EtherType [R1]" eth $H type 0x88b5 fill 46 0x55
ignores "and LLDP [R1]" eth 01:80:c2:00:00:0e type 0x88cc fill 46 0
ignores "a frame of an Ethernet header only [R36]" eth $BC type 0x0806
ignores "a frame to another station" eth $O $arp
ignores "a frame from a group address [R36]" eth $BC 01:00:5e:00:00:01 $arp
ignores "a frame from our own address" eth $BC $H $arp

# Every one of these would wake the host, were it whole.
tcp="tcp 40000 22 S"
ip="ip4 $p4 $h4"
wakes "IPv4 and TCP as they should be wake [R30,R36]" tcp-syn 10 eth $H $ip $tcp
wakes "so does IPv6 [R30,R36]" tcp-syn 10 eth $H ip6 $p6 $h6 $tcp
wakes "so do a header of 24 bytes and what stands behind it [R30,R36]" tcp-syn 10 \
	eth $H $ip opt 01010101 $tcp
ignores "IP version 5 [R36]" eth $H $ip version 5 $tcp
ignores "a header of 16 bytes [R36]" eth $H $ip ihl 4 $tcp
ignores "a header of 60 bytes in a packet of 40 [R36]" eth $H $ip ihl 15 $tcp
ignores "an IPv4 length beyond the frame [R36]" eth $H $ip len 41 $tcp
ignores "an IPv4 length below the header [R36]" eth $H $ip len 19 $tcp
ignores "a wrong header checksum [R36]" eth $H $ip badsum $tcp
ignores "IPv4 cut within its header [R36]" eth $H $ip $tcp cut 33
ignores "TCP cut within its header [R36]" eth $H $ip len 39 $tcp cut 53
ignores "a TCP header of 16 bytes [R36]" eth $H $ip $tcp off 4
ignores "a TCP header beyond the packet [R36]" eth $H $ip $tcp off 6
ignores "a UDP length beyond the packet [R36]" eth $H $ip udp 1 9 len 9
ignores "a UDP length below its header [R36]" eth $H $ip udp 1 9 len 7
ignores "an IPv4 option without an end [R36]" eth $H $ip opt 44080101 $tcp
ignores "an IPv6 length beyond the frame [R36]" eth $H ip6 $p6 $h6 len 21 $tcp
ignores "IPv6 that is version 4 [R36]" eth $H ip6 $p6 $h6 version 4 $tcp
ignores "an IPv6 extension header beyond the packet [R36]" \
	eth $H ip6 $p6 $h6 dopt 01010400000000 cut 58
ignores "a SYN from a group address, loopback and ourselves [R36]" \
	eth $H ip4 224.0.0.1 $h4 $tcp and eth $H ip4 127.0.0.1 $h4 $tcp \
	and eth $H ip4 $h4 $h4 $tcp

ignores "a first fragment of IPv4 [R37]" eth $H $ip frag 0x2000 $tcp
ignores "a later one whose payload looks like a SYN [R37]" eth $H $ip frag 0x0001 $tcp
ignores "a last one, as ICMP echo [R37]" eth $H $ip frag 0x00b9 echo 1 1
ignores "a fragment of IPv6 with a SYN" eth $H ip6 $p6 $h6 fh 00000100000001 $tcp

ignores "a loose source route [R38]" eth $H $ip opt 8307040102030400 $tcp
ignores "a strict one behind two NOPs [R38]" eth $H $ip opt 0101890704c000020a00000000000000 $tcp
ignores "a source-routed echo request [R38]" eth $H $ip opt 8307040102030400 echo 1 1

cmd_ok "every frame is accounted for [C13]" accounted
finish
