#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
# shellcheck disable=SC2046,SC2086 # frames are words
# Interfaces: which can be proxied, what is refused, and what becomes of them.
# shellcheck source=selftests/net/lib.sh
. /lab/net/lib.sh
network
plan 37

ask="arp 1 $P $p4 $ZERO $h4"
syn="ip4 $p4 $h4 tcp 40000 22 S"

refused "an interface that is none of Ethernet" "only Ethernet" \
	proxzzzyctl set lo s2idle off addr $h4
refused "a sleep cannot be proxied without a physical device" "no physical device" \
	proxzzzyctl set v0 s2idle proxy addr $h4
cmd_ok "and so there is no proxy [C12]" equal "$(proxzzzyctl save)" ""

# A port of a bridge, and the bridge
ip link add br0 type bridge mcast_snooping 0 stp_state 0 forward_delay 0
ip link set br0 address 02:00:5e:10:00:0b
ip link set v0 master br0
refused "a port of a bridge" "rx_handler already" proxzzzyctl set v0 s2idle off addr $h4
ip link set v0 nomaster
proxzzzyctl set v0 s2idle off addr $h4
ip link set v0 master br0
refused "the start of what has become a port since" "rx_handler already" proxzzzyctl start v0
cmd_ok "which the status says [C13]" sh -c 'proxzzzyctl status v0 | grep -q "rx_handler"'
ip link set br0 up
proxzzzyctl del v0
until_true sh -c 'bridge -d link show dev v0 | grep -q "state forwarding"'
cmd_ok "the bridge itself" proxzzzyctl set br0 s2idle off addr $h4 rule 1 syn port 22 limit none
dev=br0 start
answers "is answered for" eth $BC $ask \
	get eth $P 02:00:5e:10:00:0b arp 2 02:00:5e:10:00:0b $h4 $P $p4
ignores "and ignores others" eth $BC arp 1 $P $p4 $ZERO $o4
refused "a bridge over no physical device cannot sleep, either" "no physical device" \
	proxzzzyctl set br0 s2idle proxy
dev=br0 wakes "and wakes" tcp-syn 1 eth 02:00:5e:10:00:0b $syn
ip link del br0
cmd_ok "a bridge that is deleted has no proxy" equal "$(proxzzzyctl save)" ""

# A VLAN
ip link add link v0 name v0.5 type vlan id 5 egress-qos-map 3:3
ip link set v0.5 up
proxzzzyctl set v0.5 s2idle off addr $h4 rule 1 syn port 22 limit none
dev=v0.5 start
export FENCE_TAG=0:5
answers "a VLAN is answered within it" eth $BC tag 0:5 $ask \
	get eth $P $H tag 0:5 arp 2 $H $h4 $P $p4
ignores "but not outside [R1]" eth $BC $ask
ignores "nor in another [R1]" eth $BC tag 0:6 $ask
dev=v0.5 wakes "and wakes" tcp-syn 1 eth $H tag 0:5 $syn
proxzzzyctl set v0.5 priority 3 echo on limit none
answers "its priority goes within the VLAN [R23]" eth $H tag 0:5 ip4 $p4 $h4 echo 1 1 \
	get eth $P $H tag 3:5 ip4 $h4 $p4 ident 0 frag 0x4000 reply 1 1
answers "ARP has none [R23]" eth $BC tag 0:5 $ask get eth $P $H tag 0:5 arp 2 $H $h4 $P $p4
unset FENCE_TAG
proxzzzyctl stop v0.5
ip link set v0.5 type vlan reorder_hdr off
refused "the start of one whose frames show their tags" "reorder_hdr on" \
	proxzzzyctl start v0.5
ip link del v0.5
cmd_ok "a VLAN that is deleted has no proxy" equal "$(proxzzzyctl save)" ""

# A bond
ip link set v0 down
ip link add bond0 type bond mode active-backup miimon 50
ip link set v0 master bond0
ip link set bond0 address $H
ip link set bond0 up
until_true grep -q 1 /sys/class/net/bond0/carrier
until_true grep -q v0 /sys/class/net/bond0/bonding/active_slave
refused "a slave of a bond" "rx_handler already" proxzzzyctl set v0 s2idle off addr $h4
proxzzzyctl set bond0 s2idle off addr $h4 rule 1 syn port 22 limit none
dev=bond0 start
answers "a bond is answered for" eth $BC $ask get eth $P $H arp 2 $H $h4 $P $p4
dev=bond0 wakes "and wakes" tcp-syn 1 eth $H $syn
ip link del bond0
ip link set v0 address $H
ip link set v0 up

# Changes while it runs
conf 'rule 1 syn port 22 limit none' 'echo on limit none'
ip link set v0 address 02:00:5e:10:00:0c
answers "the interface's own MAC address is followed [C1,C10,R22]" eth $BC $ask \
	get eth $P 02:00:5e:10:00:0c arp 2 02:00:5e:10:00:0c $h4 $P $p4
ignores "and the former one forgotten" eth $H $ask
ip link set v0 address $H
cmd_ok "the configuration is still the default one" sh -c 'proxzzzyctl save | grep -q "mac default"'
ip link set v0 mtu 1000
ignores "a smaller MTU is followed: no answer is longer" \
	eth $H ip4 $p4 $h4 echo 1 1 fill 974 1
ip link set v0 mtu 1500
answers "and the former one again" eth $H ip4 $p4 $h4 echo 1 1 fill 974 1 \
	get eth $P $H ip4 $h4 $p4 ident 0 frag 0x4000 reply 1 1 fill 974 1
peer ip link set v1 mtu 9000
ip link set v0 mtu 9000
answers "a larger one" eth $H ip4 $p4 $h4 echo 1 1 fill 8000 1 \
	get eth $P $H ip4 $h4 $p4 ident 0 frag 0x4000 reply 1 1 fill 8000 1
wakes "and a wake keeps the whole of a long frame [C14]" tcp-syn 1 eth $H $syn fill 8000 2
cmd_ok "as long as it was [C14]" sh -c 'proxzzzyctl -j wakes v0 | grep -q "\"frame_len\": 8054"'
ip link set v0 mtu 1500
ip link set v0 down
ip link set v0 name renamed
ip link set renamed up
cmd_ok "a proxy keeps its interface under another name" proxzzzyctl start renamed
cmd_ok "and says it" sh -c 'proxzzzyctl save | grep -q "dev renamed"'

# It goes
ip netns add elsewhere
nsenter --net=/run/netns/elsewhere -- sh -c \
	'echo 1 >/proc/sys/net/ipv6/conf/default/disable_ipv6'
ip link set renamed netns elsewhere
cmd_ok "an interface that moves to another namespace has no proxy there, nor here" equal \
	"$(proxzzzyctl save)$(nsenter --net=/run/netns/elsewhere -- proxzzzyctl save)" ""
nsenter --net=/run/netns/elsewhere -- sh -c "ip link set renamed up &&
	proxzzzyctl set renamed s2idle off addr $h4 && proxzzzyctl start renamed"
answers "there it can have one of its own" eth $BC $ask get eth $P $H arp 2 $H $h4 $P $p4
ip netns del elsewhere
cmd_ok "it goes with the namespace" until_true sh -c \
	"! nsenter --net=/run/netns/peer -- ip link show v1 2>/dev/null"
ip link add d0 type dummy
ip link set d0 up
proxzzzyctl set d0 s2idle off addr $h4
dev=d0 start
ip link del d0
cmd_ok "an interface that is deleted while it runs takes the proxy along" \
	equal "$(proxzzzyctl status)$(proxzzzyctl save)" ""
finish
