#!/usr/bin/python3
# SPDX-License-Identifier: GPL-2.0
"""nlcheck in a guest: the netlink interface against clumsy and hostile clients.

	netlink.py [SEED [MESSAGES]]

Without a seed, one that differs from run to run; it is printed.
"""

import glob
import os
import secrets
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "..", "lab"))
from lab import Lab, ROOT		# noqa: E402

def compiled():
	to = os.path.join(ROOT, "build", "nlcheck")
	os.makedirs(os.path.dirname(to), exist_ok=True)
	subprocess.run(["gcc-12", "-O1", "-Wall", "-Wextra", "-s",
			"-I" + os.path.join(ROOT, "uapi"), "-o", to]
		       + sorted(glob.glob(HERE + "/nlcheck*.c")) + ["-lmnl"], check=True)
	return to


def main(argv):
	seed = argv[1] if len(argv) > 1 else str(secrets.randbits(32))
	count = argv[2] if len(argv) > 2 else "40000"
	with Lab(module="load", tool=False, modules=["veth"], binaries=[compiled()]) as lab:
		rc, output = lab.guest.run("nlcheck %s %s"
					   % (seed, count), timeout=1500)
		print(output, end="", flush=True)
		lab.guest.check("rmmod proxzzzy")
	return rc


if __name__ == "__main__":
	sys.exit(main(sys.argv))
