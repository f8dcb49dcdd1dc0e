#!/usr/bin/python3
# SPDX-License-Identifier: GPL-2.0
"""Every detector of the debug kernel reports the bug that was planted for it."""

import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from lab import Ktap, Lab		# noqa: E402

# In this order: with "lock" lockdep turns itself off, which it does once.
CANARIES = {
	"shift": "UBSAN: shift-out-of-bounds",
	"rcu": "suspicious RCU usage",
	"leak": "kmemleak: ",
	"lock": "circular locking",
	"atomic": "sleeping function called from invalid context",
	"uaf": "KASAN: ",
}


def main():
	k = Ktap(1 + len(CANARIES))
	with Lab(kernel="debug", nic="none", module=False, tool=False, smp=1,
		 splats_ok=True) as lab:
		guest = lab.guest
		with k.case("a healthy boot has no splat"):
			assert not guest.splats(), guest.splats()
		for kind, words in CANARIES.items():
			with k.case("planted %s is reported" % kind):
				lab.load("canary", "kind=" + kind)
				guest.unload("canary")
				found = guest.splats(kind == "leak")
				assert any(words in line for line in found), found
				assert ("lockdep is off" in found) == (
					kind in ("lock", "atomic", "uaf")), found
	return k.finish()


if __name__ == "__main__":
	sys.exit(main())
