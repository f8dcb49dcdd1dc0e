# SPDX-License-Identifier: GPL-2.0
# KTAP for shell tests: . ktap.sh; plan N; cmd_ok DESCRIPTION command...; finish
# shellcheck shell=sh

ktap_number=0
ktap_failed=0
ktap_plan=0

plan() {
	ktap_plan=$1
	printf 'KTAP version 1\n1..%d\n' "$ktap_plan"
}

note() {
	printf '%s\n' "$*" | sed 's/^/# /'
}

# result STATUS DESCRIPTION
result() {
	ktap_number=$((ktap_number + 1))
	if [ "$1" -eq 0 ]; then
		printf 'ok %d - %s\n' "$ktap_number" "$2"
	else
		ktap_failed=$((ktap_failed + 1))
		printf 'not ok %d - %s\n' "$ktap_number" "$2"
	fi
}

skip() {
	ktap_number=$((ktap_number + 1))
	printf 'ok %d - %s # SKIP %s\n' "$ktap_number" "$1" "$2"
}

# The command must succeed; what it printed is shown when it does not.
cmd_ok() {
	ktap_text=$1
	shift
	if ktap_out=$("$@" 2>&1); then
		result 0 "$ktap_text"
	else
		note "exit $?: $*"
		note "$ktap_out"
		result 1 "$ktap_text"
	fi
}

# The command must fail by itself, not by a signal or because it is missing.
cmd_fail() {
	ktap_text=$1
	shift
	ktap_rc=0
	ktap_out=$("$@" 2>&1) || ktap_rc=$?
	if [ "$ktap_rc" -gt 0 ] && [ "$ktap_rc" -lt 126 ]; then
		result 0 "$ktap_text"
	else
		note "exit $ktap_rc: $*"
		note "$ktap_out"
		result 1 "$ktap_text"
	fi
}

finish() {
	[ "$ktap_number" -eq "$ktap_plan" ] ||
		note "planned $ktap_plan cases, ran $ktap_number"
	[ "$ktap_failed" -eq 0 ] && [ "$ktap_number" -eq "$ktap_plan" ]
}
