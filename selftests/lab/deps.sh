#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
# deps.sh [SET...]: installs the Debian packages of these sets (default: all)
# that are missing. Starts no daemon; says nothing when there is nothing to do.
set -eu

build='gcc-12 make libc6-dev libelf-dev kmod xz-utils zstd python3 sparse'
tool='gcc-12 gcc make libc6-dev pkg-config libmnl-dev libjansson-dev libsystemd-dev
	libsnmp-dev'
unit="clang llvm libclang-rt-dev $tool"
lab="$build $tool qemu-system-x86 busybox-static iproute2 iputils-arping
	iputils-ping ndisc6 ethtool tcpdump procps util-linux dash"
debug="$build flex bison bc libssl-dev ccache cpio"
peers='tshark etherwake python3-prometheus-client avahi-daemon avahi-utils dbus dhcpcd-base
	python3-zeroconf llmnrd ldnsutils bind9-dnsutils nmap nftables
	snmp snmpd python3-pysnmp4 miredo miredo-server lldpd
	dnsmasq-base kea-dhcp4-server kamailio sip-tester unbound'
lint="$build shellcheck codespell mandoc git perl python3-yaml linux-source-6.1"
deb='debhelper dh-dkms dkms lintian dpkg-dev fakeroot'
debian="$deb mmdebstrap debian-archive-keyring e2fsprogs openssh-client zstd"

sets=${*:-build tool unit lab debug peers lint deb debian}
wanted=
for set in $sets; do
	case $set in
	build) wanted="$wanted $build" ;;
	tool) wanted="$wanted $tool" ;;
	unit | fuzz) wanted="$wanted $unit" ;;
	lab) wanted="$wanted $lab" ;;
	debug) wanted="$wanted $debug" ;;
	peers) wanted="$wanted $peers" ;;
	lint) wanted="$wanted $lint" ;;
	deb) wanted="$wanted $deb $tool" ;;
	debian) wanted="$wanted $debian $tool $lab" ;;
	*)
		echo "deps.sh: unknown set '$set': build tool unit lab debug peers lint deb debian" >&2
		exit 2
		;;
	esac
done

# shellcheck disable=SC2086 # one word per package
installed=$(dpkg-query -W -f '${Package} ${db:Status-Status}\n' $wanted 2>/dev/null |
	sed -n 's/ installed$//p')
missing=
for package in $wanted; do
	printf '%s\n' "$installed" "$missing" | tr ' ' '\n' | grep -qx -- "$package" ||
		missing="$missing $package"
done
[ -n "$missing" ] || exit 0

if [ "$(id -u)" -ne 0 ]; then
	echo "deps.sh: missing, and only root can install them:$missing" >&2
	exit 1
fi

# The packages of some peers would start their daemons at once.
policy=/usr/sbin/policy-rc.d
log=$(mktemp)
own_policy=
clean() {
	rm -f "$log"
	[ -z "$own_policy" ] || rm -f "$policy"
}
trap clean EXIT
trap 'exit 1' HUP INT TERM
if [ ! -e "$policy" ]; then
	own_policy=1
	printf '#!/bin/sh\nexit 101\n' >"$policy"
	chmod 755 "$policy"
fi

echo "deps.sh: installing$missing" >&2
export DEBIAN_FRONTEND=noninteractive
install() {
	# shellcheck disable=SC2086 # one word per package
	apt-get -qq -y --no-install-recommends -o Dpkg::Use-Pty=0 \
		-o Acquire::Retries=3 install $missing >"$log" 2>&1
}
if ! install; then
	apt-get -qq update >"$log" 2>&1 || { cat "$log" >&2; exit 1; }
	install || { cat "$log" >&2; exit 1; }
fi
