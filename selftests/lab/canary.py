#!/usr/bin/python3
# SPDX-License-Identifier: GPL-2.0
"""Every detector of the debug kernel reports the bug that was planted for it."""

import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from lab import Ktap, Lab		# noqa: E402

# One boot each for those after which lockdep is off; the others share one.
TOGETHER = {
	"shift": "UBSAN: shift-out-of-bounds",
	"rcu": "suspicious RCU usage",
	"leak": "kmemleak: ",
}
ALONE = {
	"uaf": "KASAN: ",
	"atomic": "sleeping function called from invalid context",
	"lock": "circular locking",
}


def quiet_lab():
	return Lab(kernel="debug", nic="none", module=False, tool=False, smp=1,
		   splats_ok=True)


def reports(lab, leaks, kind, words):
	found = lab.guest.splats(leaks)
	assert any(words in line for line in found), "%s: %s" % (kind, found)


def main():
	k = Ktap(2 + len(TOGETHER) + len(ALONE))
	with quiet_lab() as lab:
		with k.case("a healthy boot has no splat"):
			assert not lab.guest.splats(), lab.guest.splats()
		for kind, words in TOGETHER.items():
			with k.case("planted %s is reported" % kind):
				lab.load("canary", "kind=" + kind)
				lab.guest.unload("canary")
				reports(lab, kind == "leak", kind, words)
		with k.case("lockdep is still on"):
			assert "lockdep is off" not in lab.guest.splats(False)
	for kind, words in ALONE.items():
		with k.case("planted %s is reported" % kind), quiet_lab() as lab:
			lab.load("canary", "kind=" + kind)
			reports(lab, False, kind, words)
	return k.finish()


if __name__ == "__main__":
	sys.exit(main())
