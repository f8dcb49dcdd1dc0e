#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
# /init of a guest: file systems, modules, addresses, then the agent as PID 1.
export PATH=/lab:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin HOME=/root
umask 022
mkdir -p /proc /sys /dev /run /tmp /root /var /etc
mount -t proc proc /proc
mount -t sysfs sys /sys
mount -t devtmpfs dev /dev
mkdir -p /dev/pts
mount -t devpts pts /dev/pts
mount -t tmpfs run /run
mount -t tmpfs tmp /tmp
ln -s /run /var/run
ln -s /proc/self/fd /dev/fd
[ -d /sys/kernel/debug ] && mount -t debugfs debug /sys/kernel/debug
[ -d /sys/kernel/tracing ] && mount -t tracefs trace /sys/kernel/tracing

echo 8 4 1 7 >/proc/sys/kernel/printk
[ -f /sys/power/pm_debug_messages ] && echo 1 >/sys/power/pm_debug_messages

while read -r module; do
	insmod "$module" || echo "init: $module does not load"
done </lab/modules

# A NIC is found by its MAC: a USB one is not called eth by its driver.
ip link set lo up
while read -r name mac addresses; do
	until dev=$(grep -lx "$mac" /sys/class/net/*/address); do
		usleep 20000
	done
	dev=${dev%/address}
	dev=${dev##*/}
	[ "$dev" = "$name" ] || ip link set "$dev" name "$name"
	echo 0 >"/proc/sys/net/ipv6/conf/$name/accept_dad"
	ip link set "$name" up
	for address in $addresses; do
		case $address in
		*:*) ip addr add "$address" dev "$name" nodad ;;
		*) ip addr add "$address" brd + dev "$name" ;;
		esac
	done
done </lab/nics

until [ -c /dev/hvc0 ]; do
	usleep 20000
done
exec agent /dev/hvc0 </dev/console >/dev/console 2>&1
