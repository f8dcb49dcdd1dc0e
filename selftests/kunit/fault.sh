#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
# shellcheck disable=SC2046,SC2086 # frames are words
# Memory fails: for requests each allocation in turn, for frames at random. Only in
# a kernel with CONFIG_FAILSLAB.
# shellcheck source=selftests/net/lib.sh
. /lab/net/lib.sh
network
plan 11

failslab=/sys/kernel/debug/failslab
left=/tmp/fault.left
echo 0 >$failslab/verbose
echo 0 >$failslab/probability
echo -1 >$failslab/times
echo N >$failslab/ignore-gfp-wait

# each_fault CHECK COMMAND...: until a run has no allocation left to fail
each_fault() {
	fault_check=$1
	shift
	fault=1
	while :; do
		echo none >$left
		fault_rc=0
		fault_out=$(FAIL_NTH=$fault FAIL_NTH_LEFT=$left LD_PRELOAD=/lab/failnth.so \
			"$@" 2>&1) || fault_rc=$?
		if [ $fault_rc -gt 1 ]; then
			echo "allocation $fault: exit $fault_rc: $fault_out"
			return 1
		fi
		$fault_check || {
			echo "allocation $fault, exit $fault_rc: $fault_out"
			return 1
		}
		read -r fault_left <$left
		[ "$fault_left" = 0 ] || break
		fault=$((fault + 1))
	done
	echo "$*: $((fault - 1)) allocations"
	[ $fault_rc -eq 0 ] && [ $fault -gt 3 ]
}

# A request all of whose allocations fail, one at a time
faulty() {
	cmd_ok "$@"
	note "$ktap_out"
}

a="rule 10 syn port 22 limit none"
conf "$a"
proxzzzyctl save v0 >/tmp/fault.a
sed 's/rule 10.*/rule 20 magic password 00:11:22:33 limit none label "another one"/
	s/priority none/priority 3/' /tmp/fault.a >/tmp/fault.b.conf
proxzzzyctl apply /tmp/fault.b.conf
proxzzzyctl save v0 >/tmp/fault.b
proxzzzyctl apply /tmp/fault.a

whole() {
	proxzzzyctl save v0 >/tmp/fault.now
	if cmp -s /tmp/fault.now /tmp/fault.b; then
		proxzzzyctl apply /tmp/fault.a
	elif ! cmp -s /tmp/fault.now /tmp/fault.a || [ $fault_rc -eq 0 ]; then
		cat /tmp/fault.now
		return 1
	fi
}
faulty "a configuration comes into force as a whole or not at all [C12]" \
	each_fault whole proxzzzyctl apply /tmp/fault.b.conf

began() {
	if [ $fault_rc -eq 0 ]; then
		field_is phase proxying
	fi && stop
}
stop
faulty "a run begins or does not [R32]" each_fault began proxzzzyctl start v0
start

same() {
	[ $fault_rc -ne 0 ] || [ "$fault_out" = "$before" ]
}
before=$(proxzzzyctl save v0)
faulty "a dump is whole or refused" each_fault same proxzzzyctl save v0
before=$(proxzzzyctl -j wakes v0)
faulty "so are the wakes" each_fault same proxzzzyctl -j wakes v0
before=$fault_out
faulty "and the status can be read" each_fault true proxzzzyctl stats v0

pair w0 w1 02:00:5e:10:00:02 02:00:5e:10:00:98
gone_or_whole() {
	case $(proxzzzyctl save w0 2>&1) in
	*"addr $h4"*) proxzzzyctl del w0 ;;
	*) [ $fault_rc -ne 0 ] ;;
	esac
}
faulty "a proxy is made or is not [C12]" \
	each_fault gone_or_whole proxzzzyctl set w0 s2idle off addr $h4
ip link del w0
answers "the other one goes on" eth $BC arp 1 $P $p4 $ZERO $h4 get eth $P $H arp 2 $H $h4 $P $p4

# Atomic allocations, of everybody
conf "$a" 'echo on limit none' 'arp conflict ignore'
proxzzzyctl -j monitor >/dev/null 2>&1 &
monitor=$!
echo Y >$failslab/ignore-gfp-wait
echo 30 >$failslab/probability
background /tmp/fault.flood frames v1 flood eth $H ip4 $p4 $h4 echo 1 1 fill 900 1 \
	and eth $BC arp 1 $P $p4 $ZERO $h4 \
	and eth $BC $O arp 2 $O $h4b $ZERO $h4b \
	and eth 33:33:ff:00:00:10 ip6 $p6 ff02::1:ff00:10 ttl 255 ns $h6 slla $P
flood=$!
lacks_memory() {
	[ "$(counter host no-memory)" -ge 100 ]
}
cmd_ok "frames without memory are counted [C13]" until_true lacks_memory
kill $flood
wait $flood
note "$(tail -1 /tmp/fault.flood)"
woken_in_need() {
	frames v1 send eth $H ip4 $p4 $h4 tcp 40000 22 S and eth $H ip4 $p4 $h4 tcp 40000 22 S
	! field_is phase proxying
}
cmd_ok "a SYN still wakes [R30,R35]" until_true woken_in_need
echo 0 >$failslab/probability
kill $monitor
cmd_ok "every frame is accounted for [C13]" accounted
start
answers "afterwards all is as before" eth $BC arp 1 $P $p4 $ZERO $h4 \
	get eth $P $H arp 2 $H $h4 $P $p4
finish
