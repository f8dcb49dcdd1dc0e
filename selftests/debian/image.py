# SPDX-License-Identifier: GPL-2.0
"""A Debian 12 of its own: a base that is cached, a tree made of it, a disk of that.

The base has what a Debian machine with DKMS has, and nothing of the project.
"""

import contextlib
import glob
import hashlib
import os
import re
import shutil
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "..", "lab"))

import kernels					# noqa: E402
from kernels import cache, call, locked, note	# noqa: E402

ROOT = os.path.dirname(os.path.dirname(HERE))
BASE = os.path.join(HERE, "base.sh")
SUITES = ["bookworm", "bookworm-updates", "bookworm-security"]
PACKAGES = """systemd-sysv udev dbus kmod iproute2 procps libpam-systemd openssh-server
	linux-image-amd64 linux-headers-amd64 initramfs-tools zstd dkms
	libjansson4 libmnl0 libsystemd0 avahi-daemon systemd-resolved pm-utils""".split()

NETWORK = """[Match]
Name=eth%(n)d
[Network]
Address=10.77.%(n)d.2/24
Address=fd77:%(n)d::2/64
IPv6AcceptRA=no
"""

FILES = {
	"etc/hostname": "sleeper\n",
	"etc/hosts": "127.0.0.1 localhost\n127.0.1.1 sleeper\n::1 localhost\n",
	"etc/fstab": "/dev/vda / ext4 defaults 0 0\n",
	"etc/systemd/network/50-eth0.network": NETWORK % {"n": 0},
	"etc/systemd/network/50-eth1.network": NETWORK % {"n": 1},
	# the power button ends a sleep, and means nothing more
	"etc/systemd/logind.conf.d/lab.conf": "[Login]\nHandlePowerKey=ignore\n",
	"etc/systemd/journald.conf.d/lab.conf": "[Journal]\nStorage=persistent\n",
}

SETUP = """systemctl -q enable systemd-networkd
systemctl -q disable systemd-networkd-wait-online
systemctl -q mask apt-daily.timer apt-daily-upgrade.timer dpkg-db-backup.timer
rm -f /etc/apt/sources.list /etc/apt/sources.list.d/*
"""

ENV = ["env", "-i", "PATH=/usr/sbin:/usr/bin:/sbin:/bin", "HOME=/root", "LC_ALL=C.UTF-8",
       "DEBIAN_FRONTEND=noninteractive"]


def home():
	path = os.path.join(cache(), "debian")
	os.makedirs(path, exist_ok=True)
	return path


def base():
	"""The archive of the base; made when it is not in the cache."""
	with open(BASE, encoding="utf-8") as f:
		recipe = "\n".join(SUITES + PACKAGES) + f.read()
	key = hashlib.sha256(recipe.encode()).hexdigest()[:12]
	path = os.path.join(home(), "base-%s.tar.zst" % key)
	if os.path.exists(path):
		return path
	note("making a Debian 12 with a kernel and DKMS (a minute)")
	sources = path + ".list"
	with open(sources, "w", encoding="ascii") as f:
		for suite in SUITES:
			f.write("deb [signed-by=%s] %s %s main\n" % (
				kernels.KEYRING, kernels.mirror(suite), suite))
	new = path[:-len(".tar.zst")] + ".new.tar"
	call(["mmdebstrap", "-q", "--mode=root", "--variant=minbase",
	      "--include=" + ",".join(PACKAGES),
	      "--essential-hook=sh %s prepare \"$1\"" % BASE,
	      "--customize-hook=sh %s finish \"$1\"" % BASE, "bookworm", new, sources])
	call(["zstd", "-q", "-f", "-T0", "--rm", new])
	for old in glob.glob(os.path.join(home(), "base-*")):
		if old != new + ".zst":
			os.unlink(old)
	os.rename(new + ".zst", path)
	return path


@contextlib.contextmanager
def workshop():
	"""A folder for one test at a time, empty at its beginning and gone at its end."""
	with locked(os.path.join(home(), ".lock")):
		path = os.path.join(home(), "work")
		shutil.rmtree(path, ignore_errors=True)
		os.makedirs(path)
		try:
			yield path
		finally:
			shutil.rmtree(path, ignore_errors=True)


def write(path, text, mode=0o644):
	os.makedirs(os.path.dirname(path), exist_ok=True)
	with open(path, "w", encoding="utf-8") as f:
		f.write(text)
	os.chmod(path, mode)


class Packages:
	"""Of this tree, and of one that differs in nothing but a higher version."""

	def __init__(self, work):
		self.source = os.path.join(work, "source")
		os.makedirs(self.source)
		names = [n for n in os.listdir(ROOT) if n not in ("build", ".git")]
		call(["cp", "-a"] + [os.path.join(ROOT, n) for n in names] + [self.source])
		self.version = self._read("version.mk", r"^PZZ_VERSION := (\S+)$")
		self.higher = self.version + ".1"

	def _read(self, name, regex):
		with open(os.path.join(self.source, name), encoding="utf-8") as f:
			return re.search(regex, f.read(), re.M).group(1)

	def _raise(self):
		for name in ("version.mk", "debian/changelog"):
			path = os.path.join(self.source, name)
			with open(path, encoding="utf-8") as f:
				text = f.read()
			write(path, text.replace(self.version, self.higher, 1))

	def _build(self, repository):
		env = {k: v for k, v in os.environ.items() if not k.startswith("MAKE")}
		call(["make", "-s", "-C", self.source, "deb"], env=env)
		os.makedirs(repository)
		for deb in glob.glob(self.source + "/build/deb/*.deb"):
			if "-dbgsym" not in deb:
				shutil.copy(deb, repository)
		index = call(["dpkg-scanpackages", "-m", "."], cwd=repository)
		write(repository + "/Packages", index)

	def build(self, folder):
		"""Two repositories: folder/now and folder/higher."""
		self._build(folder + "/now")
		self._raise()
		self._build(folder + "/higher")


class Tree:
	"""The root of the machine to be, while it is a folder here."""

	def __init__(self, work):
		self.root = os.path.join(work, "root")
		os.makedirs(self.root)
		call(["tar", "-C", self.root, "--zstd", "--numeric-owner", "-xf", base()])
		os.makedirs(self.root + "/dev", exist_ok=True)
		for name, text in FILES.items():
			write(os.path.join(self.root, name), text)
		self.run(SETUP)
		release, = os.listdir(self.root + "/lib/modules")
		self.release = release

	def path(self, name):
		return os.path.join(self.root, name.lstrip("/"))

	def run(self, command, timeout=300):
		"""A command in the tree, without a network; what it printed."""
		script = 'mount -t proc proc "$0/proc" && mount -t tmpfs run "$0/run" &&' \
			 ' mount -t tmpfs dev "$0/dev" && for d in null zero urandom random; do' \
			 ' cp -a "/dev/$d" "$0/dev/"; done && ln -s /proc/self/fd "$0/dev/fd" &&' \
			 ' exec chroot "$0" "$@"'
		return call(["unshare", "--mount", "--net", "--pid", "--fork", "--kill-child",
			     "sh", "-ec", script, self.root] + ENV + ["sh", "-ec", command],
			    timeout=timeout)

	def files(self):
		"""All paths, as the guest will see them."""
		found = set()
		for folder, dirs, names in os.walk(self.root):
			inside = folder[len(self.root):]
			found |= {"%s/%s" % (inside, n) for n in dirs + names}
		return found

	def compile(self, deb, version):
		"""What DKMS makes of this package's source; the machine, which is slow, only
		copies it where DKMS there calls the compiler (DKMS's own way to say so)."""
		call(["dpkg-deb", "-x", deb, self.path("tmp/deb")])
		self.run("mv /tmp/deb/usr/src/* /usr/src/; rm -r /tmp/deb; m=proxzzzy/%s; "
			 "dkms build -k %s $m; cp /var/lib/dkms/$m/*/*/module/proxzzzy.ko /srv/; "
			 "dkms remove --all $m; rm -r /usr/src/proxzzzy-%s" % (
				 version, self.release, version))
		write(self.path("etc/dkms/proxzzzy-%s.conf" % version),
		      'MAKE[0]="cp /srv/proxzzzy.ko ."\n')

	def machine(self, work):
		"""A disk, and what boots it: paths of disk, vmlinux and initrd."""
		disk, vmlinux = work + "/disk", work + "/vmlinux"
		kernels.extract_vmlinux(self.path("boot/vmlinuz-" + self.release), vmlinux)
		shutil.copy(self.path("boot/initrd.img-" + self.release), work + "/initrd")
		call(["mke2fs", "-q", "-F", "-t", "ext4", "-d", self.root, disk, "4G"])
		shutil.rmtree(self.root)
		return disk, vmlinux, work + "/initrd"


def keys(work):
	"""A key for ssh: (path, public half)."""
	path = work + "/key"
	subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "lab", "-f", path],
		       check=True, stdin=subprocess.DEVNULL)
	with open(path + ".pub", encoding="ascii") as f:
		return path, f.read()
