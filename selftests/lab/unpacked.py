# SPDX-License-Identifier: GPL-2.0
"""Debian packages that must not be installed on the machine that tests."""

import os
import sys

import kernels


def unpacked(package, *others, suite="bookworm"):
	"""The root of an unpacked package, and of @others with it, from the cache."""
	where = os.path.join(kernels.cache(), "unpacked")
	os.makedirs(where, exist_ok=True)
	root = os.path.join(where, package)
	with kernels.locked(root + ".lock"):
		if not os.path.isdir(root):
			print("fetching " + package, file=sys.stderr, flush=True)
			kernels.Archive("unpacked-" + package, [suite]).unpack([package, *others], root + ".new")
			os.rename(root + ".new", root)
	return root
