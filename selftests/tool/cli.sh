#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
# cli.sh DIR: what a user of DIR/proxzzzyctl meets, and what other programs make
# of DIR/wakes.pcapng, which tool_test has written.
set -u
top=$(cd "$(dirname "$0")/../.." && pwd)
# shellcheck source=selftests/lab/ktap.sh
. "$top/selftests/lab/ktap.sh"

dir=$1
ctl=$dir/proxzzzyctl
pcap=$dir/wakes.pcapng
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
trap 'exit 1' HUP INT TERM

# says STATUS STDOUT STDERR COMMAND...: patterns of the shell, matched as a whole
says() {
	want=$1 want_out=$2 want_err=$3
	shift 3
	status=0
	"$@" >"$tmp/out" 2>"$tmp/err" </dev/null || status=$?
	out=$(cat "$tmp/out")
	err=$(cat "$tmp/err")
	echo "exit $status, stdout: $out, stderr: $err"
	[ "$status" -eq "$want" ] || return 1
	# shellcheck disable=SC2254 # they are patterns
	case $out in $want_out) ;; *) return 1 ;; esac
	# shellcheck disable=SC2254
	case $err in $want_err) ;; *) return 1 ;; esac
}

fed() {
	printf '%b' "$1" >"$tmp/in"
	shift
	"$@" <"$tmp/in"
}

# The fields of each packet, as tshark sees them
fields() {
	tshark -n -r "$pcap" -T fields -e frame.time_epoch -e frame.interface_name \
		-e frame.cap_len -e frame.len -e frame.comment 2>/dev/null
}

fields_want() {
	printf '%s\t%s\t%s\t%s\t%s\n' \
		1700000000.123456789 eth0 54 54 \
		'rule 10 "ssh \"x\" \xc3\xa9" wake tcp-syn, user space after 0.250 s' \
		1700000002.000000001 eth0 15 1500 'rule 11 wake bytes' \
		1700000003.000000000 br-lan 54 54 'arp conflict'
}

same_fields() {
	fields >"$tmp/is"
	fields_want >"$tmp/want"
	diff -u "$tmp/want" "$tmp/is"
}

capinfos_like() {
	capinfos -tEcI "$pcap" >"$tmp/capinfos" 2>&1 || return
	cat "$tmp/capinfos"
	grep -Eq '^File type: +Wireshark/\.\.\. - pcapng' "$tmp/capinfos" &&
	grep -Eq '^Number of packets: +3$' "$tmp/capinfos" &&
	grep -Eq '^Number of interfaces in file: +2$' "$tmp/capinfos" &&
	grep -Eq 'Time precision = nanoseconds \(9\)' "$tmp/capinfos"
}

no_complaint() {
	tshark -n -r "$pcap" -Y '_ws.malformed || _ws.expert.severity == error' >"$tmp/bad" 2>&1
	grep -v 'Running as user' "$tmp/bad"
	! grep -qv 'Running as user' "$tmp/bad"
}

installs() {
	make -s -C "$top/userspace-tool" O="$tmp/o" DESTDIR="$tmp/d" PREFIX=/usr install || return
	(cd "$tmp/d" && find . -type f | sort) >"$tmp/list"
	printf '%s\n' ./usr/lib/proxzzzy/proxzzzy-snmpwalk ./usr/sbin/proxzzzyctl \
		./usr/share/bash-completion/completions/proxzzzyctl \
		./usr/share/man/man8/proxzzzyctl.8 | diff -u - "$tmp/list"
}

# Every command and every word of the grammar has its place in the manual page.
manual_has_all() {
	missing=0
	commands=$("$ctl" help | sed -n 's/^  \([a-z]*\) .*/\1/p')
	[ "$(echo "$commands" | wc -l)" -ge 12 ] || return
	for word in $commands mac s2idle deep priority addr arp ndp echo wake rule conflict \
		announce router limit burst ignore syn udp data magic eapol bytes port from to \
		password saved anywhere mask offset label snmp getall message community write oid \
		access writers nobody count max-age no-such object taken agent subtree \
		teredo via interval lldp dhcp renew \
		address server server-mac since lease t1 t2 wake-before request ack critical lifetime \
		lifetime-before prefix until \
		dns sip transport server server-port hop uri contact call-id extra cseq expires interval since \
		granted answer anyone failure auth md5 sha256 ha1; do
		grep -Eq "^\.(It )?(Cm|Ar|Ic|Op|Oo|Ql).*\b$word\b" \
			"$top/userspace-tool/proxzzzyctl.8" && continue
		echo "not in the manual page: $word"
		missing=1
	done
	return $missing
}

# offered WORD...: what bash offers for the last of them
offered() {
	# shellcheck disable=SC2016 # for bash to expand
	bash -c '. "$1"; shift; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1))
		_proxzzzyctl; printf "%s " "${COMPREPLY[@]}"' bash \
		"$top/userspace-tool/proxzzzyctl.bash" "$@"
}

completes() {
	want=$1
	shift
	is=$(offered "$@")
	echo "offered: $is"
	[ "$is" = "$want" ]
}

plan 45
cmd_ok "the version [C11]" says 0 'proxzzzyctl [0-9]*.[0-9]*.[0-9]*' '' "$ctl" -V
cmd_ok "help [C12]" says 0 'usage: *monitor*' '' "$ctl" help
cmd_ok "no command is a usage error [C12]" says 2 '' 'usage: *' "$ctl"
cmd_ok "an unknown command is a usage error [C12]" \
	says 2 '' 'Error: there is no command frobnicate; *' "$ctl" frobnicate
cmd_ok "an unknown option is a usage error [C12]" says 2 '' '*invalid option*' "$ctl" wakes -Q
cmd_ok "an option of another command is a usage error [C12]" \
	says 2 '' 'Error: this option is not for wakes' "$ctl" wakes -a
cmd_ok "words too many are a usage error [C12]" \
	says 2 '' "Error: at 'more': expected nothing more" "$ctl" status dev eth0 more
cmd_ok "a mistake on the command line is a usage error [C12]" \
	says 2 '' "Error: at 'of': expected on, off, conflict or announce" \
	"$ctl" set dev eth0 arp of
cmd_ok "a control sequence is not repeated to the terminal [C12]" \
	says 2 '' "Error: at '\\\\x1b\[2J': *" "$ctl" set dev eth0 "$(printf '\033[2J')"
cmd_ok "an output that cannot be written is a failure [C12]" \
	says 1 '' 'Error: cannot write the output: *' sh -c "$ctl help >/dev/full"

printf 'set dev eth0 arp on\nset dev eth0 rule 1 magic passphrase x\n' >"$tmp/bad.conf"
cmd_ok "a mistake in a file is told with file and line [C12]" \
	says 2 '' "$tmp/bad.conf:2: at 'passphrase': expected password, *" \
	"$ctl" apply -n "$tmp/bad.conf"
printf 'set dev eth0 rule 1 magic password 01:02:03:04:05:0x\n' >"$tmp/secret.conf"
cmd_ok "a mistyped password is not repeated [R31]" \
	says 2 '' "$tmp/secret.conf:1: after 'password': expected 4 or 6 bytes *" \
	"$ctl" apply -n "$tmp/secret.conf"
cmd_ok "a missing file is a failure [C12]" \
	says 1 '' "Error: $tmp/none: No such file or directory" "$ctl" apply -n "$tmp/none"
cmd_ok "a folder is not a file [C12]" says 1 '' "Error: $tmp: *" "$ctl" apply -n "$tmp"
cmd_ok "apply wants one file [C12]" says 2 '' 'Error: expected one file, *' "$ctl" apply
printf 'del dev eth0 rule 1\n' >"$tmp/del.conf"
cmd_ok "a whole configuration deletes nothing [C12]" \
	says 2 '' "$tmp/del.conf:1: at 'del': *" "$ctl" apply -n "$tmp/del.conf"
cmd_ok "what is added may delete [C12]" says 0 '' '' "$ctl" apply -n --add "$tmp/del.conf"
cmd_ok "a file from standard input is checked [C12]" \
	fed 'set dev eth0 arp on\n' "$ctl" apply -n -
cmd_fail "a wrong file from standard input is refused [C12]" \
	fed 'set dev eth0 arp\n' "$ctl" apply -n -

if [ -e /sys/module/proxzzzy ]; then
	skip "without the module, a hint to load it [C13]" "it is loaded here"
	skip "the same for a change [C13]" "it is loaded here"
else
	cmd_ok "without the module, a hint to load it [C13]" \
		says 3 '' '*modprobe proxzzzy' "$ctl" -j status
	cmd_ok "the same for a change [C13]" says 3 '' '*modprobe proxzzzy' \
		"$ctl" set dev lo arp on
fi

cmd_ok "capinfos reads the capture file [C14]" capinfos_like
cmd_ok "tshark reads frames, times and verdicts of it [C14]" same_fields
cmd_ok "tshark finds nothing wrong with it [C14]" no_complaint

cmd_ok "make install puts four files in place" installs
cmd_ok "the manual page names all commands and words" manual_has_all
cmd_ok "bash completes a command" completes 'start status stats stop ' proxzzzyctl st
cmd_ok "bash completes a setting" completes 'arp addr ' proxzzzyctl set dev eth0 a
cmd_ok "bash completes the value of a setting" \
	completes 'ignore defend wake ' proxzzzyctl set dev eth0 arp on conflict ''
cmd_ok "bash completes the kind of a rule" \
	completes 'magic ' proxzzzyctl set dev eth0 rule 10 m
cmd_ok "bash completes the options of a rule" \
	completes 'label limit llmnr lldp lifetime lifetime-before ' proxzzzyctl set dev eth0 rule 10 syn l
cmd_ok "bash completes the parts of a lease" \
	completes 'server server-mac since s2idle snmp sip ' proxzzzyctl set dev eth0 dhcp on t1 5 s
cmd_ok "bash completes a value of a lease" \
	completes 'infinite ' proxzzzyctl set dev eth0 dhcp on lease ''
cmd_ok "bash completes the type of a value" \
	completes 'counter counter64 ' proxzzzyctl set dev eth0 oid 1.3.6 c
cmd_ok "bash completes the options of a value" \
	completes 'access arp addr ' proxzzzyctl set dev eth0 oid 1.3.6 integer 1 a
cmd_ok "bash completes the options of a registration" \
	completes 'agent answer anyone auth arp addr ' proxzzzyctl set dev eth0 sip 10.0.0.2 a
cmd_ok "bash completes how a registration is made [R45]" \
	completes 'tcp udp ' proxzzzyctl set dev eth0 sip 10.0.0.2 transport ''
cmd_ok "a registration over TCP without a port is a usage error [R45]" \
	says 2 '' "Error: at the end: over TCP expected port, *" \
	"$ctl" set lo sip 10.0.0.2 transport tcp server 10.0.0.1 to sip:h@p
cmd_fail "and in a file [R45]" fed \
	'set lo sip 10.0.0.2 transport tcp server 10.0.0.1 to sip:h@p\n' "$ctl" apply -n -
cmd_ok "bash completes an algorithm" \
	completes 'md5 mac mld mdns ' proxzzzyctl set dev eth0 sip 10.0.0.2 auth r u m
cmd_ok "a password file that is not there is told [C22]" says 2 '' \
	'Error: /nowhere: No such file or directory' "$ctl" set lo sip 10.0.0.2 server x \
	to sip:h@p auth r h md5 password @/nowhere
cmd_fail "a community that is a file is not read by a check only, but by apply [C26]" \
	fed 'set dev lo community @/nowhere\n' "$ctl" apply -
cmd_ok "and its absence is told, but not as a name [C26]" says 2 '' \
	'Error: /nowhere: No such file or directory' "$ctl" set lo community @/nowhere
cmd_ok "bash completes an interface" completes 'lo ' proxzzzyctl start dev lo
cmd_ok "bash completes an option" completes '--pcap ' proxzzzyctl wakes --p
finish
