#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
# hook.sh: which client the hook of a resume tells of its lease. All that it calls is
# made up, and /run is one of its own. Needs root.
set -u
top=$(cd "$(dirname "$0")/../.." && pwd)
# shellcheck source=selftests/lab/ktap.sh
. "$top/selftests/lab/ktap.sh"

tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
trap 'exit 1' HUP INT TERM
export tmp top

program() {
	printf '#!/bin/sh\n%s\n' "$2" >"$tmp/$1"
	chmod +x "$tmp/$1"
}

# shellcheck disable=SC2016 # for the programs to expand
make_programs() {
	program proxzzzyctl 'case $1 in
		status) printf "lo\n    phase       off\n%s" "${LEASE:+    lease       $LEASE
}" ;;
		report) echo slept ;;
		esac'
	program networkctl 'echo networkctl "$@" >>"$tmp/told"; exit "${RC:-0}"'
	program dhcpcd 'echo dhcpcd "$@" >>"$tmp/told"; sleep "${HANG:-0}"'
	program logger 'shift 3; echo "$@" >>"$tmp/said"'
	sed "s#^PATH=.*#PATH=$tmp:\$PATH#" "$top/userspace-tool/system/hook" >"$tmp/hook"
}

# told LEASE FILE WANT: what the hook calls, where that file says who the client is
told() {
	LEASE=$1 FILE=$2
	export LEASE FILE
	rm -f "$tmp/told" "$tmp/said"
	# shellcheck disable=SC2016 # for that shell to expand
	unshare -m sh -c 'mount -t tmpfs none /run && mkdir -p /run/systemd/system /run/proxzzzy/lo \
		"$(dirname "$FILE")" && : >"$FILE" && sh "$tmp/hook" post suspend' || return
	cat "$tmp/said"
	grep -q '^lo: slept$' "$tmp/said" || return
	[ "$(cat "$tmp/told" 2>/dev/null)" = "$3" ]
}

said() {
	grep -q "^lo: the lease of 10.0.0.5 .*$1\$" "$tmp/said"
}

hung() {
	HANG=20
	export HANG
	told "$kept" /run/dhcpcd/pid 'dhcpcd -N lo' && said ': dhcpcd -N lo, which failed'
}

from='10.0.0.5 from 10.0.0.1'
until='until 2025-11-21 10:00:00.000'
kept="$from, bound, renewed 3 times, $until"
networkd=/run/systemd/netif/leases/1

make_programs
plan 7
cmd_ok "networkd is told of a lease that was extended [R42]" \
	told "$kept" "$networkd" 'networkctl renew lo'
cmd_ok "and of one that was lost [R43]" \
	told "$from, lost, renewed 0 times, $until" "$networkd" 'networkctl renew lo'
cmd_ok "dhcpcd is [R42]" told "$kept" /run/dhcpcd/pid 'dhcpcd -N lo'
cmd_ok "one that hangs is not waited for, and that is said [R42]" hung
cmd_ok "nobody, if the client is another [R42]" told "$kept" /run/other ''
cmd_ok "nobody, if nothing has become of the lease [R42]" \
	told "$from, bound, renewed 0 times, $until" "$networkd" ''
cmd_ok "nobody, without a lease [R42]" told '' "$networkd" ''
finish
