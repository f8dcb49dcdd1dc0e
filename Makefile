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

tool: deps-tool			## proxzzzyctl, in build/tool/
	$(MAKE) -C userspace-tool O=$(abspath $(B)/tool)

##@ Showing
demo: deps-lab deps-tool	## a guest sleeps, stays present and is woken (NIC=virtio|e1000e|usb, KERNEL=6.1|...)
	$(PYTHON) selftests/demo.py

bench: deps-lab deps-tool	## instructions of ours, of the native stack and of a floor
	$(PYTHON) selftests/bench/bench.py

conformance:			## each requirement: where it is met, what tests it, how that went
	$(PYTHON) selftests/conformance.py

##@ Testing
PARTS := lint unit fuzz tool-test kunit net sleep

check: deps			## all tests; what CI runs
	$(RUN) $(PARTS) bench
	@$(PYTHON) selftests/conformance.py --quiet
	@$(RUN) --summary

lint: deps-unit			## checkpatch, W=1 and sparse on the oldest and newest kernel, shellcheck, codespell
	$(RUN) lint
unit: deps-unit			## the rooms in user space under ASan and UBSan
	$(RUN) unit
fuzz: deps-unit			## each room and the tool's parser for a bounded time
	$(RUN) fuzz
tool-test: deps-unit		## proxzzzyctl without a kernel
	$(RUN) tool-test
kunit: deps-lab			## the rooms and the glue in a debug kernel
	$(RUN) kunit
net: deps-lab			## in a guest, in network namespaces, started by command
	$(RUN) net
sleep: deps-lab			## guests that truly sleep
	$(RUN) sleep
soak: deps			## the long ones: 200 sleep cycles, a million fuzz executions a room
	$(RUN) soak

deps:
	@sh $(LAB)/deps.sh
deps-tool deps-unit deps-lab: deps-%:
	@sh $(LAB)/deps.sh $*

##@ Installing
install: tool			## module, tool, manual page and completion of this machine, below DESTDIR
	$(MAKE) -C $(KDIR) M=$(CURDIR) $(if $(DESTDIR),INSTALL_MOD_PATH=$(DESTDIR)) modules_install
	$(MAKE) -C userspace-tool O=$(abspath $(B)/tool) PREFIX=$(PREFIX) DESTDIR=$(DESTDIR) install

clean:				## what was built, but not what is cached
	rm -rf $(B)
	-test ! -d $(KDIR) || $(MAKE) -C $(KDIR) M=$(CURDIR) clean

help:				## this list
	@awk 'BEGIN { FS = ":.*##[ \t]*" } \
	     /^##@/ { printf "\n%s\n", substr($$0, 5) } \
	     /^[a-z-]+:.*##/ { printf "  make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

.PHONY: all module lab-module tool demo bench conformance check lint unit fuzz tool-test kunit \
	net sleep soak deps deps-tool deps-unit deps-lab install clean help
