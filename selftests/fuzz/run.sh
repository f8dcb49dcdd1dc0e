#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
# run.sh DIRECTORY TARGET...: each target from fresh seeds, bounded by RUNS executions or,
# where FUZZ_SECONDS is set, by time; as many at once as there are processors. KTAP, in the
# order in which they end; what a failure needs is left in DIRECTORY.
set -u

out=$1
shift

bound() {
	if [ -n "${FUZZ_SECONDS:-}" ]; then
		echo "-max_total_time=$FUZZ_SECONDS"
	else
		echo "-runs=$RUNS"
	fi
}

# Not only without a finding, but so many executions as were asked for.
fuzz() {
	target=$1
	log=$out/$target.log
	rm -rf "$out/corpus/$target" "$out/seed/$target" "$log"
	mkdir -p "$out/corpus/$target" "$out/seed/$target"
	"$out/seeds" "$out/seed/$target" "$target" || return 1
	"$out/fuzz-$target" "$(bound)" -seed="$SEED" -max_len=1600 -timeout=10 -rss_limit_mb=2048 \
		-print_final_stats=1 -artifact_prefix="$out/$target-" \
		"$out/corpus/$target" "$out/seed/$target" >"$log" 2>&1 || return 1
	done=$(sed -n 's/^stat::number_of_executed_units: *//p' "$log")
	[ "${done:-0}" -ge "$([ -n "${FUZZ_SECONDS:-}" ] && echo 1000 || echo "$RUNS")" ]
}

if [ "${FUZZ_ONE:-}" ]; then
	if fuzz "$1"; then
		echo "ok - fuzz: $1 keeps every property [R36] # $done executions"
		exit 0
	fi
	grep -E 'PROPERTY|ERROR|SUMMARY|runtime error|Test unit written' "$log" | sed 's/^/# /'
	echo "not ok - fuzz: $1 keeps every property [R36]"
	exit 1
fi

echo "KTAP version 1"
echo "1..$#"
export FUZZ_ONE=yes
printf '%s\n' "$@" | xargs -n 1 -P "$(nproc)" sh "$0" "$out"
