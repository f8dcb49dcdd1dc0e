# SPDX-License-Identifier: GPL-2.0
"""A peer and a guest with the project in it: what most tests begin with."""

import os
import signal
import subprocess
import sys

import kernels
from guest import Guest, GuestError
from ktap import Ktap, Skip
from net import NetError, Peer

__all__ = ["Lab", "Guest", "GuestError", "Ktap", "NetError", "Peer", "Skip", "ROOT"]

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
BUILD = os.path.join(ROOT, "build")
MODULE_HOME = "/lib/proxzzzy/"


def on_term(*_):
	sys.exit(143)


signal.signal(signal.SIGTERM, on_term)


def tool():
	"""Builds proxzzzyctl and returns where it is."""
	path = os.environ.get("PROXZZZYCTL")
	if path:
		return path
	os.makedirs(BUILD, exist_ok=True)
	with kernels.locked(BUILD + "/.tool.lock"):
		r = subprocess.run(["make", "-s", "-C", ROOT, "tool"], text=True,
				   stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
	path = BUILD + "/tool/proxzzzyctl"
	if r.returncode or not os.path.exists(path):
		raise GuestError("make tool: " + r.stdout[-3000:])
	return path


class Lab:
	"""with Lab(...) as lab: lab.guest, lab.peer"""

	def __init__(self, kernel=None, nic=None, module=True, tool=True, peer=None,
		     modules_from=(), make=(), splats_ok=False, **options):
		self.kernel = kernel or os.environ.get("KERNEL") or "6.1"
		self.nic = nic or os.environ.get("NIC") or "virtio"
		self.module, self.tool, self.make = module, tool, make
		self.modules_from = list(modules_from)
		self.splats_ok = splats_ok
		self.peer, self.own_peer = peer, not peer
		self.options = options
		self.guest = None

	def build(self, source, *make):
		"""The modules of a folder for this kernel: paths here."""
		out = os.path.join(BUILD, self.kernel)
		if not os.path.samefile(source, ROOT):
			out += "/" + os.path.relpath(source, ROOT).replace("/", "-")
		return kernels.build(self.kernel, source, out, make)

	def _files(self):
		files = dict(self.options.pop("files", None) or {})
		modules = self.build(HERE + "/modules")
		if self.module:
			modules += self.build(ROOT, *self.make)
		for folder in self.modules_from:
			modules += self.build(folder)
		for path in modules:
			files[MODULE_HOME + os.path.basename(path)] = path
		if self.tool:
			files["/usr/sbin/proxzzzyctl"] = tool()
		return files

	def _log(self):
		os.makedirs(BUILD + "/log", exist_ok=True)
		test = os.path.splitext(os.path.basename(sys.argv[0] or "lab"))[0]
		test = ".".join([test] + [a for a in sys.argv[1:] if a.isalnum()])
		number = self.options.get("number", 0)
		return "%s/log/%s.%s.%s%s.console" % (
			BUILD, test, self.kernel, self.nic if isinstance(self.nic, str)
			else "-".join(self.nic), ".%d" % number if number else "")

	def __enter__(self):
		files = self._files()
		if self.own_peer:
			self.peer = Peer()
		try:
			log = self._log()
			if os.path.exists(log):
				os.unlink(log)
			self.guest = Guest(self.peer, self.kernel, self.nic, files=files,
					   log=log, **self.options)
			self.guest.boot()
			if self.module == "load":
				self.load("proxzzzy")
		except BaseException:
			self.close()
			raise
		return self

	def load(self, name, parameters=""):
		"""insmod of a module that came along."""
		return self.guest.load("%s%s.ko" % (MODULE_HOME, name), parameters)

	def close(self):
		if self.guest:
			self.guest.close()
		if self.own_peer and self.peer:
			self.peer.close()

	def __exit__(self, kind, *_):
		splats = []
		try:
			if kind is None and not self.splats_ok:
				splats = self.guest.splats()
		finally:
			self.close()
		if splats:
			raise GuestError("the kernel complained:\n" + "\n".join(splats))
