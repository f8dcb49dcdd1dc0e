# SPDX-License-Identifier: GPL-2.0
# bash completion for proxzzzyctl(8)
# shellcheck shell=bash

_proxzzzyctl_devs() {
	local path
	for path in /sys/class/net/*; do
		printf '%s ' "${path##*/}"
	done
}

# What may follow in a statement, by the word before and the last keyword that rules.
_proxzzzyctl_setting() {
	local settings='mac s2idle deep priority arp addr ndp echo wake igmp mld group mdns llmnr record snmp community oid teredo lldp dhcp lifetime lifetime-before dns sip rule'
	local lease='renew address server server-mac since lease t1 t2 wake-before request ack critical'
	local sip='port transport server server-port hop to uri contact from call-id agent extra cseq expires interval since granted answer anyone failure auth'
	local options='port from to password anywhere mask offset label limit'
	local prev=$1 rule=$2

	case $prev in
	mac) echo default ;;
	s2idle) echo 'proxy off' ;;
	deep) echo 'leave refuse' ;;
	priority) echo 'none 0 1 2 3 4 5 6 7' ;;
	arp) echo 'on off conflict announce' ;;
	ndp) echo 'on off conflict router' ;;
	echo) echo 'on off limit' ;;
	wake) echo limit ;;
	igmp | mld | tentative | renew) echo 'on off' ;;
	mdns) echo 'on off host ttl announce group' ;;
	llmnr) echo 'on off host ttl tentative' ;;
	teredo | lldp) ;;
	host) echo none ;;
	dhcp) echo "on off $lease" ;;
	server-mac | request | ack | critical) echo none ;;
	since) echo now ;;
	lease) echo infinite ;;
	until) echo forever ;;
	address | server | t1 | t2 | wake-before | lifetime | lifetime-before | prefix) ;;
	snmp) echo 'on off getall port message limit' ;;
	getall) echo 'on off' ;;
	access) echo 'all writers nobody' ;;
	object | max-age | message | community | oid | taken | integer | string | hex) ;;
	counter | gauge | ticks | opaque | counter64 | ip) ;;
	dns | sip | server | server-port | hop | uri | contact | call-id | agent | extra | cseq | auth) ;;
	expires | interval | since | granted) ;;
	answer) echo '180 480 486' ;;
	failure) echo 'wake report' ;;
	transport) echo 'tcp udp' ;;
	md5 | sha256) echo 'password ha1 saved' ;;
	conflict) [[ $rule == ndp ]] && echo 'ignore wake' || echo 'ignore defend wake' ;;
	announce) echo 'off 30s 1m 5m' ;;
	router) echo 'on off' ;;
	limit) echo 'none 1/s 10/s 12/min 30/min' ;;
	password) echo saved ;;
	ignore) echo 'syn udp data magic eapol bytes' ;;
	addr | group | record | ttl | via | interval | rule | port | from | to | mask | offset | label | burst | bytes) ;;
	*)
		case $rule in
		id) echo 'ignore syn udp data magic eapol bytes' ;;
		rule) echo "$options burst $settings" ;;
		arp) echo "conflict announce $settings" ;;
		ndp) echo "conflict router $settings" ;;
		echo | wake) echo "limit burst $settings" ;;
		teredo) echo "via interval address $settings" ;;
		lldp) echo "to interval $settings" ;;
		mdns) echo "host ttl announce group $settings" ;;
		llmnr) echo "host ttl tentative $settings" ;;
		dhcp) echo "$lease $settings" ;;
		lifetime) echo "prefix until $settings" ;;
		snmp) echo "getall port message limit burst $settings" ;;
		community) echo "write from $settings" ;;
		sip) echo "$sip $settings" ;;
		auth) echo "md5 sha256 password ha1 saved $sip $settings" ;;
		value) echo 'integer string hex oid ip counter gauge ticks opaque counter64 null' ;;
		oid) echo "access count max-age no-such wake object taken $settings" ;;
		record) echo 'ttl shared A AAAA PTR SRV TXT CNAME HINFO MX NS DNAME' ;;
		*) echo "$settings" ;;
		esac
		;;
	esac
}

# The setting that the words from $1 on end in; "id" right behind a rule's id
_proxzzzyctl_rule() {
	local rule='' last='' word
	for word in "$@"; do
		case $word in
		arp | ndp | echo | mdns | llmnr | record | snmp | community | teredo | lldp | sip) rule=$word ;;
		dhcp | lifetime) rule=$word ;;
		auth) rule=auth ;;
		oid) [[ $rule == oid && $last == [0-9]* ]] || rule=oid ;;
		wake) [[ $last == conflict || $last == failure ]] || rule=wake ;;
		addr | dns | mac | s2idle | deep | priority | igmp | mld | lifetime-before) rule='' ;;
		group) [[ $rule == mdns ]] || rule='' ;;
		rule) rule=rule ;;
		*)
			[[ $rule != id ]] || rule=rule
			[[ $rule != value ]] || rule=oid
			[[ $last != oid || $rule != oid ]] || rule=value
			[[ $last != rule ]] || rule=id
			;;
		esac
		last=$word
	done
	echo "$rule"
}

_proxzzzyctl_statement() {
	local verb=$1 prev=$2
	shift 2
	if [[ $prev == "$verb" ]]; then
		echo "dev $(_proxzzzyctl_devs)"
	elif [[ $prev == dev && $# -le 1 ]]; then
		_proxzzzyctl_devs
	elif [[ $verb == del ]]; then
		case $prev in
		teredo | lldp) echo all ;;
		addr | group | record | community | oid | lifetime | dns | sip | rule) ;;
		*) echo 'addr group record community oid teredo lldp lifetime dns sip rule' ;;
		esac
	else
		[[ $1 == dev ]] && shift
		shift
		_proxzzzyctl_setting "$prev" "$(_proxzzzyctl_rule "$@")"
	fi
}

_proxzzzyctl_options() {
	case $1 in
	apply) echo '--check --add --json' ;;
	sync) echo '--check --time --root --json' ;;
	stats) echo '--all --json' ;;
	wakes) echo '--hex --pcap --json' ;;
	report) echo '--since --svg --record --store --json' ;;
	metrics) ;;
	doctor) echo '--try --root --json' ;;
	*) echo --json ;;
	esac
}

_proxzzzyctl() {
	local commands='caps show set del apply save sync start status stats stop wakes monitor report metrics doctor goodbye help'
	local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD - 1]}
	local words='' i=1

	while [[ $i -lt $COMP_CWORD && ${COMP_WORDS[i]} == -* ]]; do
		i=$((i + 1))
	done
	COMPREPLY=()
	if [[ $i -eq $COMP_CWORD ]]; then
		words="$commands --json --version --help"
	elif [[ ${COMP_WORDS[i]} == set || ${COMP_WORDS[i]} == del ]]; then
		words=$(_proxzzzyctl_statement "${COMP_WORDS[i]}" "$prev" \
			"${COMP_WORDS[@]:i+1:COMP_CWORD-i-1}")
	elif [[ $cur == -* ]]; then
		words=$(_proxzzzyctl_options "${COMP_WORDS[i]}")
	elif [[ $prev == --pcap || ${COMP_WORDS[i]} == apply ]]; then
		mapfile -t COMPREPLY < <(compgen -f -- "$cur")
		return
	elif [[ $prev == dev ]]; then
		words=$(_proxzzzyctl_devs)
	elif [[ ${COMP_WORDS[i]} =~ ^(show|save|start|stop|status|stats|wakes)$ ]]; then
		words="dev $(_proxzzzyctl_devs)"
	fi
	mapfile -t COMPREPLY < <(compgen -W "$words" -- "$cur")
}

complete -F _proxzzzyctl proxzzzyctl
