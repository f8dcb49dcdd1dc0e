# SPDX-License-Identifier: GPL-2.0
"""The debug kernel: Debian's linux-source-6.1 with guest.config and debug.config.

What remains is one relocatable tree (headers, scripts, image, modules) and its
archive, both named by a hash of what went in, so that an archive from another
machine's cache serves as well.
"""

import glob
import hashlib
import os
import re
import shutil
import subprocess

import kernels
from kernels import KernelError, cache, call, note, write_info

HERE = os.path.dirname(os.path.abspath(__file__))
SOURCE = "linux-source-6.1"
SUITES = ["bookworm", "bookworm-updates", "bookworm-security"]
CC = "gcc-12"

# What builds an external module, of a tree that was built in place.
KEEP = r"""
find . arch/x86 -maxdepth 1 -name 'Makefile*'
find include scripts -type f -o -type l
find arch/x86 -name Kbuild.platforms -o -name Platform
find $(find arch/x86 -name include -o -name scripts -type d) -type f
ls tools/objtool/objtool Module.symvers .config
"""


def config():
	text = ""
	for name in ("guest.config", "debug.config"):
		with open(os.path.join(HERE, name), encoding="ascii") as f:
			text += f.read()
	return text


def key():
	"""Of all that is known without asking the archive."""
	h = hashlib.sha256((config() + KEEP).encode())
	h.update(call([CC, "-dumpfullversion"]).encode())
	return h.hexdigest()[:12]


def archives():
	"""Those that serve, and perhaps others in the cache."""
	return glob.glob(os.path.join(cache(), "debug-*-%s.tar.zst" % key()))


def current(home):
	if not os.path.exists(home + "/key"):
		return False
	with open(home + "/key", encoding="ascii") as f:
		return f.read() == key()


def prepare(_, home, refresh=False):
	if not refresh and current(home):
		return
	if refresh or not archives():
		build(home)
	if current(home):
		return
	archive = archives()[0]
	root = home + ".new"
	shutil.rmtree(root, ignore_errors=True)
	os.makedirs(root)
	call(["tar", "-C", root, "--zstd", "-xf", archive])
	with open(root + "/tree/include/config/kernel.release", encoding="ascii") as f:
		release = f.read().strip()
	with open(root + "/version", encoding="ascii") as f:
		version = f.read().strip()
	call(["depmod", "-b", root, release])
	write_info(root + "/info", {
		"name": "debug", "release": release, "version": version,
		"vmlinuz": home + "/bzImage", "vmlinux": home + "/vmlinux",
		"modules": home, "headers": home + "/tree"})
	with open(root + "/key", "w", encoding="ascii") as f:
		f.write(key())
	shutil.rmtree(home, ignore_errors=True)
	os.rename(root, home)


def unpack_source(work):
	"""The source, in a folder whose name does not change (ccache)."""
	archive = kernels.Archive("debug", SUITES)
	version = archive.packages(re.escape(SOURCE))[SOURCE]["Version"]
	source = os.path.join(work, SOURCE)
	stamp = source + "/.debian-version"
	if os.path.exists(stamp):
		with open(stamp, encoding="ascii") as f:
			if f.read() == version:
				return source, version
	shutil.rmtree(source, ignore_errors=True)
	note("unpacking %s %s" % (SOURCE, version))
	deb = os.path.join(work, "deb")
	archive.unpack(["%s=%s" % (SOURCE, version)], deb)
	call(["tar", "-C", work, "-xf", "%s/usr/src/%s.tar.xz" % (deb, SOURCE)])
	shutil.rmtree(deb)
	shutil.rmtree(archive.root)
	with open(stamp, "w", encoding="ascii") as f:
		f.write(version)
	return source, version


def configure(source, make):
	wanted = config()
	with open(source + "/all.config", "w", encoding="ascii") as f:
		f.write(wanted)
	call(make + ["KCONFIG_ALLCONFIG=all.config", "allnoconfig"])
	with open(source + "/.config", encoding="utf-8") as f:
		landed = set(f.read().split("\n"))
	missing = [l for l in wanted.split("\n")
		   if l.startswith("CONFIG_") and l not in landed]
	if missing:
		raise KernelError("not in the configuration: " + " ".join(missing))


def compile_kernel(work, make):
	"""Shows that it goes on: one dot for each hundred files."""
	log = os.path.join(work, "build.log")
	note("building the debug kernel (minutes; log in %s)" % log)
	with open(log, "w", encoding="utf-8") as f:
		with subprocess.Popen(make + ["-j%d" % (os.cpu_count() or 2), "bzImage",
					      "modules"], stdin=subprocess.DEVNULL,
				      stdout=subprocess.PIPE, text=True,
				      stderr=subprocess.STDOUT) as p:
			for n, line in enumerate(p.stdout):
				f.write(line)
				if n % 200 == 199:
					note("%d files, now %s" % (n + 1, line.strip()))
	if p.returncode:
		with open(log, encoding="utf-8") as f:
			raise KernelError("debug kernel:\n" + f.read()[-3000:])


def pack(source, version, archive, make):
	root = source + ".pack"
	shutil.rmtree(root, ignore_errors=True)
	os.makedirs(root)
	call(make + ["INSTALL_MOD_PATH=" + root + "/usr", "modules_install"])
	os.symlink("usr/lib", root + "/lib")
	for link in glob.glob(root + "/usr/lib/modules/*/build") \
			+ glob.glob(root + "/usr/lib/modules/*/source"):
		os.unlink(link)
	names = call(["sh", "-ec", KEEP], cwd=source)
	os.makedirs(root + "/tree")
	listing = source + "/.keep"
	with open(listing, "w", encoding="utf-8") as f:
		f.write("".join(n + "\n" for n in sorted(set(names.split("\n")))
				if n and not n.endswith((".o", ".cmd", ".orig"))))
	call(["sh", "-ec", "tar -C '%s' -cf - -T '%s' | tar -C '%s/tree' -xf -"
	      % (source, listing, root)])
	shutil.copy(source + "/arch/x86/boot/bzImage", root)
	shutil.copy(source + "/vmlinux", root)
	with open(root + "/version", "w", encoding="ascii") as f:
		f.write(version + "\n")
	call(["tar", "-C", root, "--zstd", "-cf", archive + ".new", "."])
	os.rename(archive + ".new", archive)
	shutil.rmtree(root)


def build(home):
	work = os.path.join(cache(), "debug")
	os.makedirs(work, exist_ok=True)
	source, version = unpack_source(work)
	archive = os.path.join(cache(), "debug-%s-%s.tar.zst" % (version, key()))
	if os.path.exists(archive):
		return
	os.environ.update(KBUILD_BUILD_TIMESTAMP="2026-01-01", KBUILD_BUILD_USER="lab",
			  KBUILD_BUILD_HOST="lab", CCACHE_DIR=cache() + "/ccache")
	ccache = "ccache " if shutil.which("ccache") else ""
	make = ["make", "-C", source, "CC=" + ccache + CC, "HOSTCC=" + ccache + CC]
	configure(source, make)
	compile_kernel(work, make)
	for old in glob.glob(os.path.join(cache(), "debug-*.tar.zst")):
		os.unlink(old)
	pack(source, version, archive, make)
	shutil.rmtree(home, ignore_errors=True)
	shutil.rmtree(work)
