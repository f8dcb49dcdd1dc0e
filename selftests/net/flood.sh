#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
# shellcheck disable=SC2046,SC2086 # frames are words
# Everything that can change does so under a flood, the module's end included.
# shellcheck source=selftests/net/lib.sh
. /lab/net/lib.sh
network
plan 13

module=/lib/proxzzzy/proxzzzy.ko
conf 'rule 1 syn port 22 limit none' 'rule 2 udp port 9 limit 1/day burst 1' 'echo on limit none'
answers "before the flood" eth $BC arp 1 $P $p4 $ZERO $h4 get eth $P $H arp 2 $H $h4 $P $p4

flood() {
	background /tmp/flood.out frames v1 flood eth $BC arp 1 $P $p4 $ZERO $h4 \
		and eth 33:33:ff:00:00:10 ip6 $p6 ff02::1:ff00:10 ttl 255 ns $h6 slla $P \
		and eth $H ip4 $p4 $h4 echo 1 1 fill 600 1 \
		and eth $BC $O arp 2 $O $h4b $ZERO $h4b \
		and eth $H ip4 $p4 $h4 frag 0x2000 tcp 1 22 S \
		and eth $H ip4 $p4 $h4 udp 1 10 \
		and eth $H type 0x88b5 fill 60 0 "$@"
	flood=$!
}

end_flood() {
	kill $flood
	wait $flood
	note "$(tail -1 /tmp/flood.out)"
}

# again N COMMAND...
again() {
	again_left=$1
	shift
	while [ "$again_left" -gt 0 ]; do
		"$@" || return 1
		again_left=$((again_left - 1))
	done
}

replies_grow() {
	[ "$(field replies)" -gt "$replies_before" ]
}

commits() {
	proxzzzyctl set v0 rule $((again_left + 10)) udp port $((again_left + 5000)) addr 192.0.2.$((again_left + 100))
}

start_and_stop() {
	start && proxzzzyctl stop v0
}

addresses_change() {
	ip link set v0 address 02:00:5e:10:00:$((10 + again_left)) && ip link set v0 mtu $((1400 + again_left))
}

# A flood of conflicts would end the run: here they are ignored.
proxzzzyctl set v0 arp conflict ignore
flood
replies_before=$(field replies)
cmd_ok "requests are answered" until_true replies_grow
cmd_ok "configurations come into force one after the other" again 15 commits
cmd_ok "the interface's addresses and MTU change" again 5 addresses_change
ip link set v0 address $H
cmd_ok "runs start and stop" again 15 start_and_stop
start
cmd_ok "the interface goes down and up" sh -c 'ip link set v0 down && ip link set v0 up'
cmd_ok "statistics, status and configuration can be read" again 5 \
	sh -c 'proxzzzyctl stats v0 && proxzzzyctl status v0 && proxzzzyctl save v0'
end_flood
cmd_ok "every frame is accounted for [C13]" accounted

# From here on, each flood wakes, again and again.
ends_again() {
	start && until_true field_is phase off
}
before=$(last_wake)
flood and eth $H ip4 $p4 $h4 tcp 1 22 S
cmd_ok "runs end by wakes [R35]" again 10 ends_again
end_flood
after=$(last_wake)
cmd_ok "each by one, and one only [R35]" equal "${after%% *}" $((${before%% *} + 10))

start
flood and eth $H ip4 $p4 $h4 udp 1 9
cmd_ok "the proxy is removed" proxzzzyctl del v0
conf 'rule 1 syn port 22 limit none' 'arp conflict ignore'
replies_before=$(field replies)
until_true replies_grow
cmd_ok "the module is removed while it answers" rmmod proxzzzy
insmod $module
conf 'rule 1 syn port 22 limit none' 'arp conflict ignore'
ip link del v0
cmd_ok "the interface is removed" equal "$(proxzzzyctl save)" ""
end_flood
finish
