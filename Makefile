# SPDX-License-Identifier: GPL-2.0
# `make help` lists what there is. The kernel side alone: make -C KDIR M=$PWD modules

include version.mk

KDIR	?= /lib/modules/$(shell uname -r)/build
KERNEL	?= 6.1
NIC	?= virtio
PYTHON	:= /usr/bin/python3
LAB	:= selftests/lab
RUN	:= $(PYTHON) selftests/run.py
B	:= build

PREFIX	?= /usr
DESTDIR	?=

export KERNEL NIC

.DEFAULT_GOAL := all

##@ Building
all: module tool		## the module for this machine's kernel, and the tool

module:				## the module for the kernel of KDIR (default: the running one)
	$(MAKE) -C $(KDIR) M=$(CURDIR) modules

lab-module:			## the module for KERNEL=$(KERNEL) of the lab, in build/KERNEL/
	$(PYTHON) $(LAB)/kernels.py build $(KERNEL) . $(B)/$(KERNEL)

tool:				## proxzzzyctl, in build/tool/
	@sh $(LAB)/deps.sh tool
	$(MAKE) -C userspace-tool O=$(abspath $(B)/tool)

##@ Showing
demo:				## a guest sleeps, stays present and is woken (NIC=virtio|e1000e|usb, KERNEL=6.1|...)
	@sh $(LAB)/deps.sh lab peers
	$(PYTHON) selftests/demo.py

bench:				## instructions of ours, of the native stack and of a floor
	@sh $(LAB)/deps.sh lab
	$(PYTHON) selftests/bench/bench.py
	$(PYTHON) selftests/bench/names.py
	$(PYTHON) selftests/bench/snmp.py

conformance:			## each requirement: where it is met, what tests it, how that went
	$(PYTHON) selftests/conformance.py

##@ Testing
PARTS := lint unit fuzz tool-test kunit net sleep bench

check:				## all tests; what CI runs
	@sh $(LAB)/deps.sh
	$(RUN) $(PARTS); status=$$?; \
	$(PYTHON) selftests/conformance.py --quiet; \
	$(RUN) --summary; exit $$status

lint:				## checkpatch, W=1, sparse, shellcheck, codespell, the manual page, the spec
unit:				## the rooms in user space under ASan and UBSan
fuzz:				## each room and the tool's parser for a bounded time
tool-test:			## proxzzzyctl without a kernel
kunit:				## the rooms and the glue in a debug kernel
net:				## in a guest, in network namespaces, started by command
sleep:				## guests that truly sleep
soak:				## the long ones: 200 sleep cycles, a million fuzz executions a room
lint unit fuzz tool-test kunit net sleep soak:
	@sh $(LAB)/deps.sh
	$(RUN) $@

##@ Installing
install: tool			## module, tool, manual page and completion of this machine, below DESTDIR
	$(MAKE) -C $(KDIR) M=$(CURDIR) $(if $(DESTDIR),INSTALL_MOD_PATH=$(DESTDIR)) modules_install
	$(MAKE) -C userspace-tool O=$(abspath $(B)/tool) PREFIX=$(PREFIX) DESTDIR=$(DESTDIR) install

dkms-install:			## the module's source into DKMS, built for the running kernel
	rm -rf /usr/src/proxzzzy-$(PZZ_VERSION)
	mkdir -p /usr/src/proxzzzy-$(PZZ_VERSION)
	cp -r Kbuild version.mk kernel uapi /usr/src/proxzzzy-$(PZZ_VERSION)/
	sed 's/#MODULE_VERSION#/$(PZZ_VERSION)/' dkms.conf > /usr/src/proxzzzy-$(PZZ_VERSION)/dkms.conf
	dkms install proxzzzy/$(PZZ_VERSION)

dkms-remove:			## and out of it
	dkms remove proxzzzy/$(PZZ_VERSION) --all
	rm -rf /usr/src/proxzzzy-$(PZZ_VERSION)

deb:				## Debian packages, in build/deb/
	@sh $(LAB)/deps.sh deb
	rm -rf $(B)/deb
	mkdir -p $(B)/deb/proxzzzy-$(PZZ_VERSION)
	cp -r $(filter-out $(B) .git,$(wildcard * .clang-format)) $(B)/deb/proxzzzy-$(PZZ_VERSION)/
	cd $(B)/deb/proxzzzy-$(PZZ_VERSION) && dpkg-buildpackage -us -uc -b
	rm -rf $(B)/deb/proxzzzy-$(PZZ_VERSION)

clean:				## what was built, but not what is cached
	rm -rf $(B)
	-test ! -d $(KDIR) || $(MAKE) -C $(KDIR) M=$(CURDIR) clean

help:				## this list
	@awk 'BEGIN { FS = ":.*##[ \t]*" } \
	     /^##@/ { printf "\n%s\n", substr($$0, 5) } \
	     /^[a-z-]+:.*##/ { printf "  make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

.PHONY: all module lab-module tool demo bench conformance check lint unit fuzz tool-test kunit \
	net sleep soak install clean help
