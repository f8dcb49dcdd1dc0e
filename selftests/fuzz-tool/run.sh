#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
# run.sh DIR RUNS SECONDS: each fuzzer in DIR, so many executions and no longer
# than that. What it finds stays in DIR/found.
set -u
here=$(cd "$(dirname "$0")" && pwd)
# shellcheck source=selftests/lab/ktap.sh
. "$here/../lab/ktap.sh"

dir=$1
runs=$2
seconds=$3
mkdir -p "$dir/found"

# A slow machine may not come to all runs; a fuzzer that stops at once is a failure.
fuzz() {
	name=$1 max_len=$2
	shift 2
	mkdir -p "$dir/corpus-$name"
	"$dir/fuzz_$name" -seed=1 -runs="$runs" -max_total_time="$seconds" -max_len="$max_len" \
		-timeout=10 -rss_limit_mb=1024 -print_final_stats=1 \
		-artifact_prefix="$dir/found/$name-" "$@" \
		"$dir/corpus-$name" "$here/seeds-$name" >"$dir/$name.log" 2>&1 || {
		tail -40 "$dir/$name.log"
		return 1
	}
	done=$(sed -n 's/^stat::number_of_executed_units: *//p' "$dir/$name.log")
	echo "$done executions"
	[ "${done:-0}" -ge 1000 ]
}

plan 3
cmd_ok "any file is refused, or printed and parsed alike [C12]" \
	fuzz file 2048 -dict="$here/tool.dict"
cmd_ok "any frame is shown in one printable line [C14]" fuzz decode 256
cmd_ok "any answer, lease, service or policy is read or refused [C12]" \
	fuzz sync 1024 -dict="$here/tool.dict"
finish
