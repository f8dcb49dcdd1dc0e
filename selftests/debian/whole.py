#!/usr/bin/python3
# SPDX-License-Identifier: GPL-2.0
"""A real Debian 12 with systemd: it gets the packages, sleeps, answers, is woken by
a login and tells of it; is upgraded, and loses the packages again without a trace."""

import contextlib
import os
import re
import sys

import image
from hook import LATE, HookCases
from machine import Machine

from lab import Ktap, Peer, ROOT

# What changes by running, what is DKMS's own (its key), and what the test put there.
ALIVE = re.compile("|".join((
	r"^/$|^/(run|tmp|proc|sys|dev|srv|root|home|lost\+found)(/|$)",
	r"^/var/(log|cache|tmp|lib/(systemd|apt|dpkg|dbus|ucf|private|logrotate))/",
	r"^/var/lib/dkms/mok\.(key|pub)$",
	r"^(/usr)?/lib/modules/[^/]+/(modules\.|updates$)",
	r"^/etc/(machine-id|resolv\.conf|\.updated|\.pwd\.lock|ld\.so\.cache)$|^/var/\.updated$",
	r"^/etc/(apt/sources\.list\.d/lab\.list|dkms/proxzzzy-[0-9.]+\.conf)$")))

LOG = os.path.join(ROOT, "build", "log", "whole.console")
FILES = r"find / -xdev \( -path /proc -o -path /sys -o -path /run \) -prune -o -print"


class Whole:
	def __init__(self, ktap, work):
		self.ktap, self.work = ktap, work
		self.packages = image.Packages(work)
		self.tree = image.Tree(work)
		self.before = self.tree.files()
		self.machine = self.disk = None
		self.splats = []

	# in the tree

	def install(self):
		with self.ktap.case("apt installs the packages, and DKMS builds for the "
				    "kernel that is there"):
			self.packages.build(self.tree.path("srv"))
			self.source("now")
			self.tree.run("apt-get -qq update && apt-get -qq -y install proxzzzy")
			status = self.tree.run("dkms status proxzzzy")
			assert re.search(r"/%s, %s, x86_64: installed" % (
				re.escape(self.packages.version),
				re.escape(self.tree.release)), status), status
			assert self.versions(self.tree.run) == {self.packages.version}

	def source(self, repository, run=None):
		text = "deb [trusted=yes] file:/srv/%s ./" % repository
		(run or self.tree.run)("echo '%s' >/etc/apt/sources.list.d/lab.list" % text)

	@staticmethod
	def versions(run):
		return set(run("dpkg-query -W -f '${Version}\\n' proxzzzy proxzzzy-dkms").split())

	def prepare(self):
		deb = "srv/higher/proxzzzy-dkms_%s_all.deb" % self.packages.higher
		self.tree.compile(self.tree.path(deb), self.packages.higher)
		key, public = image.keys(self.work)
		image.write(self.tree.path("root/.ssh/authorized_keys"), public, 0o600)
		self.disk = self.tree.machine(self.work) + (key,)

	@contextlib.contextmanager
	def booted(self):
		"""The machine, from power on to power off."""
		with Peer() as peer, Machine(peer, *self.disk, log=LOG) as self.machine:
			yield
			self.splats += self.machine.splats()
			self.machine.power_off()

	# in the machine

	def enable(self):
		m = self.machine
		with self.ktap.case("systemctl enable --now proxzzzy@eth0"):
			m.check("systemctl enable --now proxzzzy@eth0", 120)
			assert m.check("systemctl is-active proxzzzy@eth0") == "active\n"
			assert "proxzzzy " in m.check("lsmod")
			shown = m.check("proxzzzyctl show dev eth0")
			assert m.ip4 in shown, shown
			assert re.search(r"^ *rule .* syn port 22 .*ssh\.service", shown, re.M), shown
			failed = m.check("systemctl --failed --plain --no-legend")
			assert not failed, failed

	def sleeps(self):
		m = self.machine
		with self.ktap.case("systemctl suspend: it sleeps, and is there for ARP and ping "
				    "[R18,R21]"):
			m.suspend()
			m.peer.check(["arping", "-c3", "-w6", "-I", "p0", m.ip4])
			m.peer.run(["ip", "neigh", "flush", "dev", "p0"])
			assert m.peer.run(["ping", "-c1", "-W1", m.ip4]).returncode in (0, 1)
			assert m.ip4 in m.peer.check(["ip", "neigh", "show", "dev", "p0"])
			assert m.asleep, m.console()[-2000:]

	def login(self):
		m = self.machine
		with self.ktap.case("a login by ssh wakes it, and succeeds [R30]"):
			assert m.asleep
			out = m.peer.check(m.ssh("cat /etc/hostname; id -un", 30), 60)
			assert out == "sleeper\nroot\n", out

	def told(self):
		m = self.machine
		with self.ktap.case("the journal says how long it slept, what it answered and "
				    "what woke it"):
			lines = m.wait_awake()
			self.ktap.note("\n".join(lines))
			lines = [l for l in lines if not re.search(LATE, l)]
			assert len(lines) == 1, lines
			assert re.search(r"^eth0: slept for [\d.]+ s, heard \d+ frames, sent \d+ "
					 r"\(.*arp [3-9].*\), woken by rule \d+ .*tcp-syn: .*10\.77\.0\.1"
					 r".*\b22\b", lines[0]), lines
		with self.ktap.case("the report has the same sleep, as text and as a picture"):
			text = m.check("proxzzzyctl report")
			self.ktap.note(text)
			assert lines[-1].partition(": ")[2] in text, text
			assert "<svg" in m.check("proxzzzyctl report --svg -")

	def upgrade(self):
		m, p = self.machine, self.packages
		with self.ktap.case("an upgrade over a loaded module leaves the proxy in force"):
			before = m.check("proxzzzyctl show dev eth0")
			self.source("higher", m.check)
			m.check("apt-get -qq update")
			out = self.apt("upgrade", 400)
			assert "from the next boot on" in out, out
			assert self.versions(m.check) == {p.higher}
			assert m.check("proxzzzyctl show dev eth0") == before
			assert m.check("systemctl is-active proxzzzy@eth0") == "active\n"
		with self.ktap.case("the module of the former version is gone from the disk, and "
				    "the new one is there"):
			status = m.check("dkms status")
			assert "%s, " % p.higher in status and p.version + "," not in status, status
			assert m.check("modinfo -F version proxzzzy") == p.higher + "\n"
			assert m.run("test -e /usr/src/proxzzzy-%s" % p.version)[0] == 1

	def apt(self, words, timeout=200):
		return self.machine.check("DEBIAN_FRONTEND=noninteractive apt-get -qq -y "
					  "-o Dpkg::Use-Pty=0 %s </dev/null" % words, timeout)

	def next_boot(self):
		m = self.machine
		with self.ktap.case("after the next boot the new module is in force, unasked"):
			m.check("timeout 300 systemctl is-system-running --wait", 320)
			assert m.check("systemctl is-active proxzzzy@eth0") == "active\n"
			assert m.check("cat /sys/module/proxzzzy/version") == \
				self.packages.higher + "\n"
			assert m.ip4 in m.check("proxzzzyctl show dev eth0")

	def remove(self):
		m = self.machine
		with self.ktap.case("removal stops the units and unloads the module; what is "
				    "configured and recorded stays"):
			m.check("echo '# mine' >/etc/proxzzzy/eth0.conf")
			self.apt("remove proxzzzy proxzzzy-dkms")
			assert "proxzzzy" not in m.check("lsmod")
			left = self.left()
			assert all(p.startswith(("/etc/proxzzzy", "/var/lib/proxzzzy",
						 "/etc/systemd/system/")) for p in left), left
			assert "/etc/proxzzzy/default.conf" in left, left
			assert "/var/lib/proxzzzy/eth0.jsonl" in left, left
			units = m.check("systemctl list-units --all --plain --no-legend 'proxzzzy*'")
			assert "active" not in units.replace("inactive", ""), units

	def purge(self):
		m = self.machine
		with self.ktap.case("purge leaves no file"):
			self.apt("purge proxzzzy proxzzzy-dkms")
			left = self.left()
			assert not left, left
			assert m.run("dpkg -s proxzzzy")[0] == 1

	def left(self):
		"""Files that were not there before the packages were."""
		now = self.machine.check(FILES).splitlines()
		return sorted(p for p in now if p not in self.before and not ALIVE.search(p))


def main():
	ktap = Ktap(plan=12 + HookCases.PLAN)
	os.makedirs(os.path.dirname(LOG), exist_ok=True)
	if os.path.exists(LOG):
		os.unlink(LOG)
	with image.workshop() as work:
		whole = Whole(ktap, work)
		whole.install()
		whole.prepare()
		with whole.booted():
			whole.enable()
			whole.sleeps()
			whole.login()
			whole.told()
			HookCases(ktap, whole.machine).all()
			whole.upgrade()
		with whole.booted():
			whole.next_boot()
			whole.remove()
			whole.purge()
		ktap.ok(not whole.splats, "the kernel did not complain", "\n".join(whole.splats))
	return ktap.finish()


if __name__ == "__main__":
	sys.exit(main())
