#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
# base.sh prepare|finish ROOT: what mmdebstrap calls while it makes the base.
set -eu

cd "$2"
case $1 in
prepare)
	# before there is a kernel: an initrd with the disk in it and little else
	mkdir -p etc/initramfs-tools/conf.d usr/share/initramfs-tools/modules.d
	echo MODULES=list >etc/initramfs-tools/conf.d/lab
	printf '%s\n' virtio_pci virtio_blk ext4 >usr/share/initramfs-tools/modules.d/lab
	;;
finish)
	# hardware that the guest does not have: depmod is slow there, and the disk small
	cd lib/modules/*/kernel
	rm -rf sound drivers/net/ethernet drivers/net/wireless
	for dir in drivers/*; do
		case ${dir#*/} in
		acpi | block | char | input | net | ptp | pps | rtc | virtio) ;;
		*) rm -rf "$dir" ;;
		esac
	done
	cd ..
	chroot "$2" depmod "${PWD##*/}"
	;;
esac
