#!/usr/bin/python3
# SPDX-License-Identifier: GPL-2.0
"""Runs the scripts of this folder in one guest, and checks what they recorded.

	net.py [SCRIPT...]		arp, ndp, ...; all when none is named

Each script makes a network of its own in the guest (lib.sh) and starts its
proxies by command. All that the host sent is looked at here once more: with the
checksums of another implementation, and for IP options, which nothing that the
module sends may carry (Annex A.2).
"""

import sys

from scripts import SCRIPTS, cases, lab_options, run_all
from lab import Ktap, Lab


def main(argv):
	scripts = argv[1:] or SCRIPTS
	ktap = Ktap(cases(scripts) + 1)
	with Lab(nic="none", module="load", splats_ok=True, **lab_options()) as lab:
		run_all(ktap, lab.guest, scripts)
		with ktap.case("the module goes, and the kernel has complained of nothing"):
			lab.guest.unload("proxzzzy")
			assert not lab.guest.splats(), "\n".join(lab.guest.splats())
	return ktap.finish()


if __name__ == "__main__":
	sys.exit(main(sys.argv))
