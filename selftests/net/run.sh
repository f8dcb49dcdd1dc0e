#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
# shellcheck disable=SC2046,SC2086 # frames are words
# A run: how it starts and ends, what it tells, who may do so.
# shellcheck source=selftests/net/lib.sh
. /lab/net/lib.sh
network
plan 46

# Here the host has addresses, too: $own all the time, $h4 for what comes after a wake.
own=192.0.2.5
ip addr add $own/24 dev v0
native v1
ask="eth $BC arp 1 $P $p4 $ZERO"
reply="eth $P $H arp 2 $H"
syn="eth $H ip4 $p4 $h4 tcp 40000 22 S"
events=/tmp/run.events
export FENCE=$own

proxzzzyctl set v0 s2idle off
: >$events
proxzzzyctl -j monitor >$events &
monitor=$!

# event_count NAME [TEXT]
event_count() {
	grep "\"event\": *\"$1\"" $events | grep -c "${2:-.}"
}

happened() {
	[ "$(event_count "$1" "${2:-.}")" -ge 1 ]
}

# told DESCRIPTION EVENT [TEXT]
told() {
	cmd_ok "$1" until_true happened "$2" "${3:-.}"
}

forget() {
	: >$events
}

# The monitor listens when it tells the first of many commits.
commit_is_told() {
	proxzzzyctl set v0 deep leave && happened committed
}
cmd_ok "a configuration in force is told" until_true commit_is_told

proxzzzyctl set v0 $addresses rule 7 syn port 22 limit none label "door bell" \
	rule 8 udp port 9 limit none
ignores "before the start the proxy answers nothing [R32]" $ask $h4
answers "but the host's own stack does [R32]" $ask $own get $reply $own $P $p4
forget
cmd_ok "start [R32]" proxzzzyctl start dev v0
export FENCE=$h4
told "that is told [R32]" started
cmd_ok "the status says so [R32,C13]" equal "$(field phase) $(field starter)" "proxying command"
answers "then the proxy answers [R32]" $ask $h4 get $reply $h4 $P $p4
ignores "and the host's own stack hears nothing [R32]" $ask $own
refused "a second start is refused" "running already" proxzzzyctl start dev v0
answers "and changes nothing" $ask $h4 get $reply $h4 $P $p4
forget
cmd_ok "stop [R32]" proxzzzyctl stop dev v0
export FENCE=$own
told "that is told [R32]" stopped
ignores "then the proxy answers nothing [R32]" $ask $h4
answers "and the host's own stack does [R32]" $ask $own get $reply $own $P $p4
refused "a second stop is refused" "not started by command" proxzzzyctl stop dev v0
refused "so is the start of what has no configuration" "no proxy" proxzzzyctl start dev lo

ip link set v0 down
refused "a start on an interface that is down" "is down" proxzzzyctl start dev v0
ip link set v0 up
export FENCE=$h4
start
forget
ip link set v0 down
told "an interface that goes down ends the run" stopped "goes down"
cmd_ok "which is an error to be found later [C13]" \
	sh -c 'proxzzzyctl status v0 | grep -q "went down"'
ip link set v0 up
ip addr replace $own/24 dev v0

# A lost link
start
wakes_before=$(last_wake)
forget
peer ip link set v1 down
told "a lost link is told [R2,R34]" link-lost
cmd_ok "the status has no carrier [R2,C13]" equal "$(field carrier)" false
cmd_ok "it has not woken the host [R34]" equal "$(last_wake) $(field phase)" \
	"$wakes_before proxying"
peer ip link set v1 up
told "a link that is back is told [R2]" link-back
until_true field_is carrier true
answers "and requests are answered again [R2]" $ask $h4 get $reply $h4 $P $p4

# R35: a wake, and what comes after it
ip addr add $h4/24 dev v0
background /tmp/run.server agent serve 22 hello
server=$!
start
forget
cmd_ok "a connection wakes, and the host's server answers it [R30,R35]" \
	sh -c "nsenter --net=/run/netns/peer -- agent greet $h4 22 2>/dev/null ||
	nsenter --net=/run/netns/peer -- /bin/busybox nc -w 10 $h4 22 </dev/null | grep hello"
told "the wake is told, with its rule [R35]" wake "door bell"
told "and that it has ended the run [R32,R35]" stopped "wake verdict"
cmd_ok "the record: room, reason, rule and label [C14]" sh -c "proxzzzyctl wakes v0 |
	tail -1 | grep 'rule 7' | grep 'door bell' | grep -q 'tcp-syn'"
rm -f /tmp/wakes.pcapng
cmd_ok "it can be written as pcapng [C14]" proxzzzyctl wakes --pcap /tmp/wakes.pcapng v0
kill $server
ip addr del $h4/24 dev v0

# R33
conf 'arp off' 'rule 7 syn port 22 limit none'
export FENCE=$h6
ignores "ARP off: no reply [R33]" $ask $h4
answers "but Neighbor Discovery goes on [R33]" \
	eth 33:33:ff:00:00:10 ip6 $p6 ff02::1:ff00:10 ttl 255 ns $h6 slla $P \
	get eth $P $H ip6 $h6 $p6 ttl 255 na SO $h6 tlla $H
wakes "and rules do [R33]" tcp-syn 7 $syn
conf 'ndp off'
export FENCE=$h4
ignores "Neighbor Discovery off: no advertisement [R33]" \
	eth 33:33:ff:00:00:10 ip6 $p6 ff02::1:ff00:10 ttl 255 ns $h6 slla $P
answers "but ARP goes on [R33]" $ask $h4 get $reply $h4 $P $p4
forget
frames v1 send eth $BC $O arp 1 $O $h4 $ZERO $o4
told "a conflict is told [R24]" conflict

# Two proxies
pair w0 w1 02:00:5e:10:00:02 02:00:5e:10:00:98
proxzzzyctl set w0 s2idle off addr $h4 rule 1 udp port 9 limit none
dev=w0 start
answers "two proxies run: the first" $ask $h4 get $reply $h4 $P $p4
cmd_ok "and the second, with the same address and its own MAC" frames w1 ask \
	eth $BC arp 1 02:00:5e:10:00:98 $p4 $ZERO $h4 get \
	eth 02:00:5e:10:00:98 02:00:5e:10:00:02 arp 2 02:00:5e:10:00:02 $h4 02:00:5e:10:00:98 $p4
frames w1 send eth 02:00:5e:10:00:02 ip4 $p4 $h4 udp 5 9
dev=w0 until_true eval 'dev=w0 field_is phase off'
cmd_ok "a wake of the second ends the second" equal "$(dev=w0 field phase)" off
answers "and not the first" $ask $h4 get $reply $h4 $P $p4
forget
proxzzzyctl del dev w0
told "one that is removed is told" deleted
kill $monitor

# Who may do what
nobody() {
	setpriv --reuid=65534 --regid=65534 --clear-groups --bounding-set=-all \
		--inh-caps=-all proxzzzyctl "$@"
}
before=$(proxzzzyctl save v0)
cmd_ok "anybody may look" nobody status v0
refused "but not set" "CAP_NET_ADMIN" nobody set dev v0 deep refuse
refused "nor start" "CAP_NET_ADMIN" nobody start dev v0
refused "nor see the frames of others" "CAP_NET_ADMIN" nobody wakes dev v0
refused "nor may root of a user namespace" "CAP_NET_ADMIN" \
	unshare -U -r -- proxzzzyctl stop dev v0
cmd_ok "and all that has changed nothing" equal "$(proxzzzyctl save v0)" "$before"
finish
