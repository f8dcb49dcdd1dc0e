#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
# What a reviewer would say before reading: KTAP, one line a tool.
# shellcheck disable=SC2317 # functions are called by their names
set -u
cd "$(dirname "$0")/../.." || exit 1

cache=${PROXZZZY_CACHE:-${XDG_CACHE_HOME:-/var/cache}/proxzzzy}
out=build/lint
mkdir -p "$out" "$cache"
kernels='/usr/bin/python3 selftests/lab/kernels.py'
n=0
failed=0

# check DESCRIPTION COMMAND...: silence passes, anything that is said fails and is shown
check() {
	n=$((n + 1))
	what=$1
	shift
	log="$out/$n.log"
	"$@" >"$log" 2>&1
	if ! [ -s "$log" ]; then
		echo "ok $n - $what"
	else
		failed=1
		sed 's/^/# /' "$log" | head -40
		echo "not ok $n - $what"
	fi
}

tracked() {
	git ls-files -c -o --exclude-standard "$@"
}

# checkpatch comes with the kernel's source; unpacking takes half a minute, so it is kept
checkpatch_get() {
	version=$(dpkg-query -W -f '${Version}' linux-source-6.1)
	dir="$cache/checkpatch-$version"
	[ -e "$dir/done" ] && return
	mkdir -p "$dir"
	tar -C "$dir" --strip-components=2 -xf /usr/src/linux-source-6.1.tar.xz \
		linux-source-6.1/scripts/checkpatch.pl linux-source-6.1/scripts/spelling.txt \
		linux-source-6.1/scripts/const_structs.checkpatch && touch "$dir/done"
}

# What it does not know: overlays are there for versions, tracepoints and tables of
# vectors look as they do, and kunit.c exports what other files define.
known='compat/.*(LINUX_VERSION_CODE|CONSTANT_COMPARISON)|trace\.h.*(PARENTHESIS|OPEN_ENDED)'
known="$known|vectors?\.h.*(COMPLEX_MACRO|MACRO_ARG_REUSE)|kunit\.c.*EXPORT_SYMBOL"
# and messages are text behind headers that are bytes
known="$known|sip/vectors.*(MISSING_SPACE|SPLIT_STRING|MACRO_ARG_REUSE)"

checkpatch() {
	common="--no-tree --strict --terse --no-summary --show-types --max-line-length=100"
	# shellcheck disable=SC2086 # one word per option
	{
		tracked 'kernel/*.[ch]' 'uapi/*.h' 'userspace-tool/*.[ch]' |
		xargs -n 16 -P "$(nproc)" perl "$dir/checkpatch.pl" $common --ignore LONG_LINE_STRING -f
		# user space that is never in the kernel's tree, with libFuzzer's names
		tracked 'selftests/*.[ch]' |
		xargs -n 16 -P "$(nproc)" perl "$dir/checkpatch.pl" $common --ignore LONG_LINE_STRING,VOLATILE \
			--ignore PREFER_DEFINED_ATTRIBUTE_MACRO,CAMELCASE,SPLIT_STRING \
			--ignore MACRO_ARG_REUSE,STRING_FRAGMENTS -f
	} | grep -Ev "$known"
}

# build KERNEL ARGUMENTS...: only complaints are printed
build() {
	kernel=$1
	shift
	$kernels build "$kernel" . "$out/$kernel" "$@" 2>&1 |
	grep -E 'warning|error|fail' | grep -v 'pahole'
}

shell_scripts() {
	tracked | xargs grep -lE '^#!/bin/(sh|bash)' | xargs shellcheck -x
}

spdx() {
	tracked '*.[ch]' '*.py' '*.sh' '*.rst' '*.md' '*.yaml' Makefile Kbuild |
	while read -r file; do
		[ "$(head -2 "$file" | grep -c 'SPDX-License-Identifier')" = 1 ] ||
			echo "$file: no SPDX line in its first two lines, or more than one"
	done
}

layers() {
	tracked 'kernel/proto/*.[ch]' | grep -v -e '_kunit\.c$' -e pzz_env.h |
		xargs grep -nE '#include <linux/|__KERNEL__'
	tracked 'kernel/*.[ch]' | grep -v '^kernel/compat/' | xargs grep -n 'LINUX_VERSION_CODE'
	# the interface is one file, and grows with the protocols
	tracked '*.[ch]' '*.py' '*.sh' | grep -v '^uapi/' | xargs wc -l |
		awk '$2 != "total" && $1 > 600 { print $2 ": " $1 " lines, more than 600" }'
}

specification() {
	/usr/bin/python3 selftests/net/spec_check.py >"$out/spec" 2>&1 || cat "$out/spec"
}

manual() {
	mandoc -T lint -W warning userspace-tool/*.8
}

spelling() {
	tracked | grep -v '\.gitignore' | xargs codespell -q 3 -L tha,pasword,nd
}

echo "KTAP version 1"
echo "1..9"
checkpatch_get
check "checkpatch --strict has nothing to say" checkpatch
check "no warning at W=1 and from sparse on 6.1" build 6.1 W=1 C=2 CF=-D__CHECK_ENDIAN__
check "no warning at W=1 on the newest kernel" build newest W=1
check "shellcheck has nothing to say" shell_scripts
check "codespell finds no mistake" spelling
check "mandoc finds no mistake in the manual page" manual
check "every file has its SPDX line" spdx
check "rooms look outside only through the seam, versions matter only in compat" layers
check "the YAML spec and the uapi header agree" specification
exit "$failed"
