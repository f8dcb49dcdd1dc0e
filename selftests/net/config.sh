#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
# shellcheck disable=SC2046,SC2086 # frames are words
# Configurations: what goes in comes out, as a whole or not at all.
# shellcheck source=selftests/net/lib.sh
. /lab/net/lib.sh
network
plan 40

ask="eth $BC arp 1 $P $p4 $ZERO"
all=/tmp/config.all
saved=/tmp/config.saved

cat >$all <<END
set dev v0 mac 02:00:5e:10:00:55 s2idle off deep refuse priority 6
set dev v0 arp on conflict wake announce 5m
set dev v0 ndp on conflict wake router on
set dev v0 echo on limit 7/min burst 3
set dev v0 wake limit 9/h burst 4
set dev v0 $addresses
set dev v0 rule 1 syn port 22 from 192.0.2.0/24 to 192.0.2.10 limit 5/min burst 2 label "x \"y\" \\\\ z"
set dev v0 rule 2 ignore udp port 67-68
set dev v0 rule 3 udp port 5353 to ff02::fb limit none
set dev v0 rule 4 data port 23 from 2001:db8::/32
set dev v0 rule 5 magic password 00:11:22:33:44:55
set dev v0 rule 6 magic anywhere
set dev v0 rule 7 eapol label "802.1X"
set dev v0 rule 8 bytes 88b5 mask fff0 offset 12
set dev v0 rule 2147483647 syn
END

# state: everything that a refusal must not change
state() {
	proxzzzyctl -j show v0
}

unchanged() {
	equal "$(state)" "$before"
}

# shown PATTERN: in the configuration as JSON
shown() {
	state | tr -d '\n' | tr -s ' ' | grep -q "$1" || {
		state
		return 1
	}
}

cmd_ok "caps: what the module is able to do [C11]" sh -c 'proxzzzyctl caps | grep -q "6.3 R18"'
cmd_ok "caps: its limits [C11]" sh -c 'proxzzzyctl -j caps | grep -q "\"rules\": 1024"'
cmd_ok "a configuration of everything is applied [C12]" proxzzzyctl apply $all
cmd_ok "addresses are shown as set, in their order [C5,C8,C9,C12]" shown "\"addresses\": \[ \"$h4\", \"$h4b\", \
\"$l4\", \"$h6\", \"$t6\", \"$l6\" \]"
cmd_ok "so are the MAC address and the priority [C1,C10,C12]" shown \
	'"mac": "02:00:5e:10:00:55", .*"priority": 6,'
cmd_ok "the policies [C12]" shown '"s2idle": "off", "deep": "refuse".*"arp": { "enable": true, "conflict": "wake", "announce_ms": 300000 }.*"router": true'
cmd_ok "the limits [C12]" shown '"rate": 7, "unit_s": 60, "burst": 3 }.*"rate": 9, "unit_s": 3600, "burst": 4'
cmd_ok "and the rules [C12]" shown '"id": 8, "action": "wake", "kind": "bytes", "offset": 12, "bytes": "88b0", "mask": "fff0"'
proxzzzyctl save >$saved
before=$(state | grep -v generation)
cmd_ok "save prints no password [C12]" sh -c "! grep -i 00:11:22 $saved && grep -q 'password saved' $saved"
cmd_ok "what was saved can be applied [C12]" proxzzzyctl apply $saved
cmd_ok "and is the same configuration [C12]" equal "$(state | grep -v generation)" "$before"
cmd_ok "saved again, it is the same bytes [C12]" equal "$(proxzzzyctl save)" "$(cat $saved)"
cmd_ok "saved as JSON, it is the same thing [C12]" \
	equal "$(proxzzzyctl -j save v0 | grep -v generation)" "$before"
start
frames v1 send eth $BC type 0x0842 magic 02:00:5e:10:00:55 hex 001122334455
cmd_ok "the password that was kept still wakes [C12,R31]" until_true field_is phase off
cmd_ok "as its rule [R31]" equal "$(last_wake)" "1 magic 5"

conf 'rule 10 syn port 22 limit none'
before=$(state)
refused "an address twice in a file" "already" sh -c "echo set dev v0 addr $h4 addr $h4 |
	proxzzzyctl apply - || exit 1"
refused "a multicast address" "" proxzzzyctl set v0 addr 224.0.0.1
refused "the broadcast address" "" proxzzzyctl set v0 addr 255.255.255.255
refused "no address at all" "" proxzzzyctl set v0 addr ::
wrong "a MAC address of a group" "a unicast MAC address" proxzzzyctl set v0 mac 01:00:5e:00:00:01
wrong "a conflict policy that ND can't have" "'defend'" proxzzzyctl set v0 ndp conflict defend
refused "no such interface" "" proxzzzyctl set nope addr $h4
refused "the password of a rule that has none" "" proxzzzyctl set v0 rule 50 magic password saved
refused "an address that is not there" "" proxzzzyctl del v0 addr 192.0.2.200
refused "a rule that is not there" "" proxzzzyctl del v0 rule 999
cmd_ok "all that has changed nothing [C12]" unchanged
answers "and the proxy still runs" $ask $h4 get eth $P $H arp 2 $H $h4 $P $p4

# The limits, one by one
{
	echo "set dev v0 s2idle off wake limit none mld off"	# no reports in between
	i=0
	while [ $i -lt 64 ]; do
		echo "set dev v0 addr 192.0.2.$((i + 10)) addr 2001:db8::$((i + 10))"
		i=$((i + 1))
	done
	i=1
	while [ $i -le 1024 ]; do
		echo "set dev v0 rule $i syn port $((i + 1000)) limit none label \"number $i\""
		i=$((i + 1))
	done
} >$all
cmd_ok "64 addresses of each family and 1,024 rules are taken, while it runs [C5,C9,C12]" \
	proxzzzyctl apply $all
before=$(state)
cmd_ok "all are there" equal "$(echo "$before" | grep -c '"id":') $(echo "$before" |
	grep -c '^ *"[0-9a-f:.]*",*$')" "1024 128"
answers "the last address is answered [R20]" $ask 192.0.2.73 \
	get eth $P $H arp 2 $H 192.0.2.73 $P $p4
answers "of IPv6, too [R26]" eth 33:33:ff:00:00:73 ip6 $p6 ff02::1:ff00:73 ttl 255 \
	ns 2001:db8::73 slla $P get eth $P $H ip6 2001:db8::73 $p6 ttl 255 na SO 2001:db8::73 tlla $H
wakes "the last rule wakes [R30]" tcp-syn 1024 eth $H ip4 $p4 192.0.2.73 tcp 40000 2024 S
refused "a 65th IPv4 address [C5]" "64" proxzzzyctl set v0 addr 192.0.2.200
refused "a 65th IPv6 address [C9]" "64" proxzzzyctl set v0 addr 2001:db8::200
refused "a 1,025th rule" "1024" proxzzzyctl set v0 rule 2000 syn
cmd_ok "and nothing of that came into force [C12]" unchanged
answers "an address in force is still answered" $ask 192.0.2.72 \
	get eth $P $H arp 2 $H 192.0.2.72 $P $p4
ignores "one that was refused is not" $ask 192.0.2.200
proxzzzyctl save >$saved
cmd_ok "the largest configuration is saved and applied [C12]" proxzzzyctl apply $saved
cmd_ok "and saved again the same [C12]" equal "$(proxzzzyctl save)" "$(cat $saved)"
finish
