#!/usr/bin/python3
# SPDX-License-Identifier: GPL-2.0
"""Debian's kernels in a cache folder, and modules built against them.

	kernels.py get NAME              key=value lines
	kernels.py refresh NAME          the same, after asking the archive anew
	kernels.py build NAME SRC OUT [make arguments]
	kernels.py list

Nothing is installed. Names of packages come from the archive at run time: old
versions vanish from it, so none is written down here. The debug kernel is
built from source by debugkernel.py, and looks like any other afterwards.
"""

import contextlib
import fcntl
import functools
import glob
import lzma
import os
import re
import shutil
import struct
import subprocess
import sys
import zlib

KEYRING = "/usr/share/keyrings/debian-archive-keyring.gpg"
BACKPORTS = ["trixie", "trixie-backports"]

# name: (suites, how the release begins, suites whose libraries the tools need)
KERNELS = {
	"6.1": (["bookworm", "bookworm-updates", "bookworm-security"], "6.1."),
	"6.12": (["bookworm", "bookworm-backports"], "6.12."),
	"6.12-trixie": (["trixie", "trixie-updates", "trixie-security"], "6.12."),
	"7.2": (BACKPORTS, "7.2."),
	"newest": (["sid", "experimental"] + BACKPORTS, ""),
}

RUNTIME = ["libc6", "libelf1t64", "zlib1g", "libzstd1", "libssl3t64"]


class KernelError(Exception):
	pass


def cache():
	base = os.environ.get("PROXZZZY_CACHE")
	if not base:
		base = os.path.join(os.environ.get("XDG_CACHE_HOME", "/var/cache"),
				    "proxzzzy")
	os.makedirs(base, exist_ok=True)
	return os.path.abspath(base)


def note(text):
	print("kernels: " + text, file=sys.stderr, flush=True)


def call(argv, **kwargs):
	"""Output of a command; its last words in the exception when it fails."""
	r = subprocess.run(argv, stdout=subprocess.PIPE, stdin=subprocess.DEVNULL,
			   stderr=subprocess.PIPE, text=True, **kwargs)
	if r.returncode:
		raise KernelError("%s: exit %d\n%s" % (" ".join(argv), r.returncode,
				  (r.stdout + r.stderr)[-4000:]))
	return r.stdout


@contextlib.contextmanager
def locked(path):
	with open(path, "w", encoding="ascii") as f:
		fcntl.flock(f, fcntl.LOCK_EX)
		yield


class Archive:
	"""apt with lists of its own, for suites this machine does not follow."""

	def __init__(self, name, suites):
		self.root = os.path.join(cache(), "apt", name)
		os.makedirs(os.path.join(self.root, "lists", "partial"), exist_ok=True)
		sources = os.path.join(self.root, "sources.list")
		with open(sources, "w", encoding="ascii") as f:
			for suite in suites:
				f.write("deb [signed-by=%s] %s %s main\n"
					% (KEYRING, mirror(suite), suite))
		self.options = [arg for o in (
			"Dir::Etc::sourcelist=" + sources,
			"Dir::Etc::sourceparts=/dev/null",
			"Dir::Etc::preferences=/dev/null",
			"Dir::Etc::preferencesparts=/dev/null",
			"Dir::State::Lists=" + os.path.join(self.root, "lists"),
			"Dir::Cache::pkgcache=", "Dir::Cache::srcpkgcache=",
			"APT::Sandbox::User=root", "APT::Architecture=amd64",
			"APT::Architectures=amd64", "Acquire::Languages=none",
			"Acquire::Retries=3") for arg in ("-o", o)]
		call(["apt-get"] + self.options + ["-qq", "update"])

	def packages(self, pattern):
		"""{name: {field: value}} of the newest version of each match."""
		names = [n for n in call(["apt-cache"] + self.options
					 + ["pkgnames", "linux-"]).split()
			 if re.fullmatch(pattern, n)]
		found = {}
		if not names:
			return found
		text = call(["apt-cache"] + self.options + ["show"] + names)
		for stanza in text.split("\n\n"):
			p = dict(re.findall(r"^([A-Z][\w-]*): (.*)$", stanza, re.M))
			old = found.get(p.get("Package"))
			if p and (not old or newer(p["Version"], old["Version"])):
				found[p["Package"]] = p
		return found

	def unpack(self, packages, root):
		"""Fetches packages (name or name=version) and unpacks them to root."""
		where = os.path.join(self.root, "debs")
		shutil.rmtree(where, ignore_errors=True)
		os.makedirs(where)
		call(["apt-get"] + self.options + ["-qq", "download"] + packages,
		     cwd=where)
		for deb in sorted(glob.glob(where + "/*.deb")):
			call(["dpkg-deb", "-x", deb, root])
		shutil.rmtree(where)


def mirror(suite):
	"""The mirror that this machine itself uses for Debian."""
	part = "debian-security" if suite.endswith("-security") else "debian"
	for line in call(["apt-get", "indextargets", "--format", "$(REPO_URI)",
			  "Created-By: Packages"]).split():
		if line.rstrip("/").endswith("/" + part):
			return line.rstrip("/")
	raise KernelError("apt of this machine follows no archive whose address ends in /%s; "
			  "add Debian's to its sources" % part)


def newer(a, b):
	return not subprocess.call(["dpkg", "--compare-versions", a, "gt", b])


def depends(package, pattern):
	names = re.split(r"[,|]\s*", package.get("Depends", ""))
	return [m.group() for m in (re.match(pattern, n.strip()) for n in names) if m]


def choose(archive, prefix):
	"""The newest release with image and headers: (release, packages)."""
	known = archive.packages(r"linux-(image|binary|headers|modules|base|kbuild)"
				 r"(-unsigned)?-[0-9].*")
	best = None
	for name in known:
		m = re.fullmatch(r"linux-headers-(%s.*-amd64)" % re.escape(prefix), name)
		if not m or re.search(r"-(rt|cloud)-", name):
			continue
		release = m.group(1)
		image = next((known[n % release] for n in (
			"linux-binary-%s", "linux-binary-unsigned-%s",
			"linux-image-%s", "linux-image-%s-unsigned")
			if n % release in known), None)
		if image and (not best or newer(known[name]["Version"], best[1]["Version"])):
			best = (release, known[name], image)
	if not best:
		raise KernelError("no kernel %s* in the archive" % prefix)
	release, headers, image = best
	wanted = [image, headers] + [known[n] for n in known if n in (
		"linux-modules-" + release, "linux-base-" + release)]
	wanted += [known[n] for n in depends(
		headers, r"linux-(headers-[0-9][^ ]*-common|kbuild-[^ ]*)")]
	return release, headers["Version"], [
		"%s=%s" % (p["Package"], p["Version"]) for p in wanted]


def read_info(path):
	with open(path, encoding="utf-8") as f:
		return dict(line.rstrip("\n").split("=", 1) for line in f)


def write_info(path, info):
	with open(path, "w", encoding="utf-8") as f:
		for key, value in info.items():
			f.write("%s=%s\n" % (key, value))


def extract_vmlinux(bzimage, vmlinux):
	"""The ELF image inside: PVH boots it without unpacking it in the guest."""
	with open(bzimage, "rb") as f:
		image = f.read()
	start, length = struct.unpack_from("<II", image, 0x248)
	start += (image[0x1f1] + 1) * 512
	payload = image[start:start + length]
	if payload.startswith(b"\xfd7zXZ\0"):
		elf = lzma.LZMADecompressor().decompress(payload)
	elif payload.startswith(b"\x1f\x8b"):
		elf = zlib.decompressobj(31).decompress(payload)
	elif payload.startswith(b"\x28\xb5\x2f\xfd"):
		elf = subprocess.run(["zstd", "-dcq"], input=payload[:-4], check=True,
				     stdout=subprocess.PIPE).stdout
	else:
		raise KernelError("%s: unknown compression" % bzimage)
	with open(vmlinux, "wb") as f:
		f.write(elf)


def merge_lib(root):
	"""Older packages have lib/modules, newer ones usr/lib/modules."""
	if os.path.isdir(root + "/lib"):
		shutil.copytree(root + "/lib", root + "/usr/lib", symlinks=True,
				copy_function=shutil.move, dirs_exist_ok=True)
		shutil.rmtree(root + "/lib")
	os.symlink("usr/lib", root + "/lib")


def fix_tools(root, home, archive):
	"""Lets tools that were linked for a newer C library run on this one."""
	broken = []
	for folder, _, names in os.walk(root + "/usr/lib"):
		if not re.search(r"/linux-kbuild-[^/]*/(scripts|tools)", folder):
			continue
		for name in names:
			path = os.path.join(folder, name)
			with open(path, "rb") as f:
				if f.read(4) != b"\x7fELF":
					continue
			r = subprocess.run(["ldd", path], stdout=subprocess.PIPE,
					   stderr=subprocess.STDOUT, text=True)
			if "not found" in r.stdout:
				broken.append(path)
	if not broken:
		return
	archive.unpack(RUNTIME, root + "/runtime")
	lib = home + "/runtime/usr/lib/x86_64-linux-gnu"
	loader = next(p for p in (lib, home + "/runtime/usr/lib64") if os.path.exists(
		p.replace(home, root, 1) + "/ld-linux-x86-64.so.2"))
	for path in broken:
		os.rename(path, path + ".elf")
		real = path.replace(root, home, 1) + ".elf"
		with open(path, "w", encoding="ascii") as f:
			f.write('#!/bin/sh\nexec %s/ld-linux-x86-64.so.2 --library-path '
				'%s %s "$@"\n' % (loader, lib, real))
		os.chmod(path, 0o755)


def fix_headers(headers, home):
	"""The only absolute paths, and BTF, which needs a newer pahole."""
	with open(headers + "/Makefile", encoding="utf-8") as f:
		text = f.read()
	text = re.sub(r"(^|[ =])/usr/src/", r"\1%s/usr/src/" % home, text, flags=re.M)
	with open(headers + "/Makefile", "w", encoding="utf-8") as f:
		f.write(text)
	if os.path.exists(headers + "/vmlinux"):
		os.unlink(headers + "/vmlinux")


def fetch(name, home, _refresh):
	"""Fills a folder that is then known as home, in one rename."""
	suites, prefix = KERNELS[name]
	archive = Archive(name, suites)
	release, version, packages = choose(archive, prefix)
	info = home + "/info"
	if os.path.exists(info) and read_info(info)["version"] == version:
		return
	note("fetching %s: %s" % (name, " ".join(packages)))
	root = home + ".new"
	shutil.rmtree(root, ignore_errors=True)
	os.makedirs(root + "/usr/lib")
	archive.unpack(packages, root)
	merge_lib(root)
	call(["depmod", "-b", root, release])
	headers = "usr/src/linux-headers-" + release
	fix_headers(os.path.join(root, headers), home)
	fix_tools(root, home, archive)
	image = next(p for p in ("usr/lib/modules/%s/vmlinuz" % release,
				 "usr/lib/modules/%s/vmlinuz.unsigned" % release,
				 "boot/vmlinuz-" + release)
		     if os.path.exists(os.path.join(root, p)))
	extract_vmlinux(os.path.join(root, image), root + "/vmlinux")
	write_info(root + "/info", {
		"name": name, "release": release, "version": version,
		"vmlinuz": os.path.join(home, image), "vmlinux": home + "/vmlinux",
		"modules": home, "headers": os.path.join(home, headers)})
	shutil.rmtree(home, ignore_errors=True)
	os.rename(root, home)
	shutil.rmtree(archive.root, ignore_errors=True)


def make_arguments(home):
	"""No BTF; and what gcc-12 cannot do that a newer compiler did."""
	args = ["CC=gcc-12", "CONFIG_DEBUG_INFO_BTF_MODULES=",
		"PAHOLE_VERSION=$(CONFIG_PAHOLE_VERSION)"]
	if os.path.exists(home + "/runtime"):
		args += ["CONFIG_CC_HAS_MIN_FUNCTION_ALIGNMENT=",
			 "KCFLAGS=-Wno-attributes"]
	return " ".join(args)


@functools.lru_cache(maxsize=None)
def get(name, refresh=False):
	"""A dictionary of paths; fetches or builds what is not in the cache."""
	if name == "debug":
		import debugkernel
		prepare = debugkernel.prepare
	elif name in KERNELS:
		prepare = fetch
	else:
		raise KernelError("unknown kernel '%s': %s" % (name,
				  ", ".join(list(KERNELS) + ["debug"])))
	base = os.path.join(cache(), "kernels")
	os.makedirs(base, exist_ok=True)
	home = os.path.join(base, name)
	with locked(os.path.join(base, "." + name + ".lock")):
		if name == "debug" or refresh or not os.path.exists(home + "/info"):
			prepare(name, home, refresh)
		return dict(read_info(home + "/info"), make=make_arguments(home))


GENERATED = re.compile(r"(^\.|^modules\.order$|^Module\.symvers$|"
		       r"\.(o|ko|mod|mod\.c|cmd|a|gcno|gcda|pyc)$)")


def sources(src, out):
	for folder, dirs, names in os.walk(src):
		dirs[:] = [d for d in dirs if not d.startswith(".") and d not in
			   ("build", "debian", "__pycache__")
			   and os.path.abspath(os.path.join(folder, d)) != out]
		for name in names:
			path = os.path.join(folder, name)
			if not GENERATED.search(name) and os.path.isfile(path) \
			   and os.path.getsize(path) < 1 << 20:
				yield os.path.relpath(path, src)


def copy_tree(src, work, out):
	"""Makes work a copy of src; what did not change keeps its time."""
	wanted = set(sources(src, out))
	for path in wanted:
		to = os.path.join(work, path)
		os.makedirs(os.path.dirname(to), exist_ok=True)
		a = os.stat(os.path.join(src, path))
		if os.path.exists(to):
			b = os.stat(to)
			if (a.st_mtime_ns, a.st_size) == (b.st_mtime_ns, b.st_size):
				continue
		shutil.copy2(os.path.join(src, path), to)
	for path in list(sources(work, "")):
		if path not in wanted:
			os.unlink(os.path.join(work, path))


def build(name, src, out, make=(), quiet=True):
	"""Builds SRC's Kbuild for a kernel; returns the .ko files, all in out."""
	kernel = get(name)
	src, out = os.path.abspath(src), os.path.abspath(out)
	work = out + "/src"
	os.makedirs(work, exist_ok=True)
	with locked(out + "/.lock"):
		copy_tree(src, work, out)
		argv = ["make", "-j2", "-C", kernel["headers"], "M=" + work]
		argv += kernel["make"].split() + list(make) + ["modules"]
		env = {k: v for k, v in os.environ.items()
		       if k not in ("MAKEFLAGS", "MAKELEVEL", "MFLAGS", "KERNELRELEASE")}
		r = subprocess.run(argv, env=env, text=True, stdin=subprocess.DEVNULL,
				   stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
		if r.returncode or not quiet:
			sys.stderr.write(r.stdout)
		elif "warning:" in r.stdout:
			sys.stderr.write("".join(l for l in r.stdout.splitlines(True)
						 if not re.match(r"\s+(CC|LD|MOD|AR)", l)))
		if r.returncode:
			raise KernelError("module build failed for " + name)
		modules = []
		for path in sorted(glob.glob(work + "/**/*.ko", recursive=True)):
			modules.append(os.path.join(out, os.path.basename(path)))
			shutil.copy2(path, modules[-1] + ".new")
			os.rename(modules[-1] + ".new", modules[-1])
		if os.path.exists(work + "/Module.symvers"):
			shutil.copy2(work + "/Module.symvers", out)
	return modules


def main(argv):
	try:
		if argv[1:2] in (["get"], ["refresh"]) and len(argv) == 3:
			for item in get(argv[2], argv[1] == "refresh").items():
				print("%s=%s" % item)
		elif argv[1:2] == ["build"] and len(argv) >= 5:
			for path in build(argv[2], argv[3], argv[4], argv[5:], False):
				print(path)
		elif argv[1:2] == ["list"]:
			print("\n".join(list(KERNELS) + ["debug"]))
		else:
			print(__doc__.strip(), file=sys.stderr)
			return 2
	except KernelError as e:
		print("kernels: %s" % e, file=sys.stderr)
		return 1
	return 0


if __name__ == "__main__":
	sys.exit(main(sys.argv))
