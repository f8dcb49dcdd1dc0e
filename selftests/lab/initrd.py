# SPDX-License-Identifier: GPL-2.0
"""The root of a guest: busybox, copied programs, kernel modules, one archive."""

import lzma
import os
import re
import stat
import subprocess

HERE = os.path.dirname(os.path.abspath(__file__))


class InitrdError(Exception):
	pass


class Cpio:
	"""An archive in the newc format, written into memory."""

	def __init__(self):
		self.parts = []
		self.known = set()

	def _entry(self, path, mode, data=b""):
		name = path.lstrip("/").encode() + b"\0"
		fields = (len(self.parts) + 1, mode, 0, 0, 1, 0, len(data), 0, 0, 0, 0,
			  len(name), 0)
		head = b"070701" + b"".join(b"%08x" % f for f in fields) + name
		self.parts.append(head + bytes(-len(head) % 4) + data
				  + bytes(-len(data) % 4))

	def directory(self, path):
		path = path.rstrip("/")
		if path and path not in self.known:
			self.directory(os.path.dirname(path))
			self.known.add(path)
			self._entry(path, stat.S_IFDIR | 0o755)

	def file(self, path, data, mode=0o644):
		if path in self.known:
			return
		self.directory(os.path.dirname(path))
		self.known.add(path)
		self._entry(path, stat.S_IFREG | mode, data)

	def link(self, path, to):
		if path not in self.known:
			self.directory(os.path.dirname(path))
			self.known.add(path)
			self._entry(path, stat.S_IFLNK | 0o777, to.encode())

	def copy(self, source, path=None):
		with open(source, "rb") as f:
			self.file(path or source, f.read(),
				  stat.S_IMODE(os.stat(source).st_mode) | 0o444)

	def program(self, source, path=None):
		"""A program of this machine, with the libraries it is linked to."""
		self.copy(source, path)
		r = subprocess.run(["ldd", source], stdout=subprocess.PIPE,
				   stderr=subprocess.DEVNULL, text=True)
		for library in re.findall(r"(/\S+) \(0x", r.stdout):
			self.copy(library)

	def write(self, path):
		self._entry("TRAILER!!!", 0)
		with open(path, "wb") as f:
			f.write(b"".join(self.parts))


class Modules:
	"""The modules of a kernel, by name, with what they depend on."""

	def __init__(self, tree, release):
		self.base = os.path.join(tree, "lib/modules", release)
		self.release = release
		self.path, self.needs = {}, {}
		with open(self.base + "/modules.dep", encoding="ascii") as f:
			for line in f:
				path, _, needs = line.partition(":")
				self.path[module_name(path)] = path
				self.needs[path] = needs.split()
		self.builtin = set()
		if os.path.exists(self.base + "/modules.builtin"):
			with open(self.base + "/modules.builtin", encoding="ascii") as f:
				self.builtin = {module_name(line.strip()) for line in f}

	def order(self, names, missing_ok=False):
		"""Paths below the tree in an order in which they can be loaded."""
		ordered = []
		for name in (n.replace("-", "_") for n in names):
			if name in self.builtin:
				continue
			if name not in self.path:
				if missing_ok:
					continue
				raise InitrdError("kernel %s has no module %s"
						  % (self.release, name))
			path = self.path[name]
			for p in list(reversed(self.needs[path])) + [path]:
				if p not in ordered:
					ordered.append(p)
		return ordered

	def read(self, path):
		with open(os.path.join(self.base, path), "rb") as f:
			data = f.read()
		if path.endswith(".xz"):
			return lzma.decompress(data)
		if path.endswith(".zst"):
			return subprocess.run(["zstd", "-dcq"], input=data, check=True,
					      stdout=subprocess.PIPE).stdout
		return data

	def pack(self, cpio, load, on_demand):
		"""Adds them; the first ones are listed in /lab/modules for init."""
		home = "/lib/modules/" + self.release
		first = self.order(load)
		lines = []
		for path in first + [p for p in self.order(on_demand, True) if p not in first]:
			cpio.file("%s/%s" % (home, plain(path)), self.read(path))
			needs = " ".join(plain(n) for n in self.needs[path])
			lines.append("%s: %s\n" % (plain(path), needs))
		cpio.file(home + "/modules.dep", "".join(lines).encode())
		cpio.file("/lab/modules", "".join("%s/%s\n" % (home, plain(p))
						  for p in first).encode())


def plain(path):
	return re.sub(r"\.ko\.\w+$", ".ko", path)


def module_name(path):
	return re.sub(r"\.ko(\.\w+)?$", "", os.path.basename(path)).replace("-", "_")


def find_program(name):
	if "/" in name:
		return name
	for folder in ("/usr/local/sbin", "/usr/local/bin", "/usr/sbin", "/usr/bin",
		       "/sbin", "/bin"):
		if os.access(os.path.join(folder, name), os.X_OK):
			return os.path.join(folder, name)
	raise InitrdError("%s is not installed" % name)


def agent(cache):
	"""The static agent, compiled when its source is newer."""
	source, to = HERE + "/agent.c", cache + "/agent"
	if not os.path.exists(to) or os.path.getmtime(to) < os.path.getmtime(source):
		new = "%s.%d" % (to, os.getpid())
		subprocess.run(["gcc-12", "-O1", "-Wall", "-Wextra", "-static", "-s", "-o",
				new, source], check=True)
		os.rename(new, to)
	return to


def build(to, kernel, cache, load, on_demand, programs, files, nics):
	"""Writes the archive; files maps a path to a path here or to bytes."""
	cpio = Cpio()
	for path in ("/proc", "/sys", "/dev", "/run", "/tmp", "/root", "/etc", "/var"):
		cpio.directory(path)
	busybox = find_program("busybox")
	cpio.copy(busybox, "/bin/busybox")
	applets = subprocess.run([busybox, "--list"], stdout=subprocess.PIPE,
				 text=True, check=True).stdout.split()
	# The shell is dash: busybox's own prefers its applets to real programs.
	cpio.program("/bin/dash", "/bin/sh")
	for applet in applets:
		cpio.link("/bin/" + applet, "busybox")
	for name in programs:
		path = find_program(name)
		cpio.program(path, "/usr/sbin/" + os.path.basename(path))
	cpio.copy(agent(cache), "/lab/agent")
	cpio.copy(HERE + "/init.sh", "/init")
	cpio.file("/lab/nics", "".join(" ".join(n) + "\n" for n in nics).encode())
	cpio.file("/etc/passwd", b"root:x:0:0:root:/root:/bin/sh\n"
				 b"nobody:x:65534:65534:nobody:/:/bin/sh\n")
	cpio.file("/etc/group", b"root:x:0:\nnogroup:x:65534:\n")
	cpio.file("/etc/hosts", b"127.0.0.1 localhost\n")
	Modules(kernel["modules"], kernel["release"]).pack(cpio, load, on_demand)
	for path, source in files.items():
		if isinstance(source, bytes):
			cpio.file(path, source, 0o755)
		else:
			cpio.program(source, path)
	cpio.write(to)
