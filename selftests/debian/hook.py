# SPDX-License-Identifier: GPL-2.0
"""What the hook of each suspend does when something is wrong; whole.py has the machine.
The journal is the judge, and that the machine sleeps all the same."""

import re

# In the place of proxzzzyctl: hangs on sync, deaf to SIGTERM; else the real one.
HANGING = """#!/bin/sh
if [ "$1" = sync ]; then
	trap '' TERM
	while :; do sleep 1; done
fi
exec /root/proxzzzyctl "$@"
"""


LATE, TRIES = r"not synced within 2 s", 4


class HookCases:
	PLAN = 7

	def __init__(self, ktap, machine):
		self.ktap, self.machine = ktap, machine

	def once(self, how="systemctl suspend", ip=None):
		"""One sleep, in which it answers; what the journal says of it."""
		m = self.machine
		m.suspend(how)
		m.peer.check(["arping", "-c1", "-w5", "-i5", "-I", "p0", ip or m.ip4])
		lines = m.wake()
		self.ktap.note("\n".join(lines))
		return lines

	def patient(self, what, *args):
		"""what()'s lines; once more where this machine is too slow for the hook's 2 s."""
		for _ in range(TRIES):
			lines = what(*args)
			if not any(re.search(LATE, l) for l in lines):
				break
		return lines

	def night(self, *args):
		return self.patient(self.once, *args)

	def all(self):
		self.pm_utils()
		self.hanging()
		self.no_responder()
		self.no_bus()
		self.no_link()
		self.full_disk()
		self.vanished()

	def pm_utils(self):
		m = self.machine
		with self.ktap.case("pm-suspend, of pm-utils: its hook gives the proxy what the host "
				    "is now, and reports"):
			m.check("ip address add 10.77.0.77/24 dev eth0")
			lines = self.night("pm-suspend", "10.77.0.77")
			m.check("ip address del 10.77.0.77/24 dev eth0")
			assert len(lines) == 1, lines
			assert re.match(r"eth0: slept for .*arp [1-9]", lines[0]), lines

	def hanging(self):
		m = self.machine
		with self.ktap.case("sync hangs: it sleeps with the last good configuration, and "
				    "says so"):
			m.put("/root/hanging", HANGING, 0o755)
			m.check("cp /usr/sbin/proxzzzyctl /root/; "
				"mount --bind /root/hanging /usr/sbin/proxzzzyctl")
			try:
				lines = self.once()
			finally:
				m.check("umount /usr/sbin/proxzzzyctl")
			assert any(re.match(r"eth0: not synced within 2 s; the last good", l)
				   for l in lines), lines
			assert any(re.match(r"eth0: slept for .*arp [1-9]", l) for l in lines), lines
			assert m.run("pgrep -f /usr/sbin/proxzzzyctl")[0] == 1

	def no_responder(self):
		m = self.machine
		with self.ktap.case("the services that it asks hang: it sleeps, and says what it "
				    "has not been told"):
			m.check("pkill -STOP 'avahi-daemon|systemd-resolve'")
			try:
				lines = self.night()
			finally:
				m.check("pkill -CONT 'avahi-daemon|systemd-resolve'")
			assert re.search("not found out.*avahi", lines[0]), lines
			assert re.search("LLMNR|resolved", lines[0]), lines
			assert any(re.match(r"eth0: slept for .*arp [1-9]", l) for l in lines), lines

	def no_bus(self):
		"""Only the hook: without D-Bus nobody can tell systemd to suspend."""
		m = self.machine
		with self.ktap.case("D-Bus hangs: the hook ends in time, and says so"):
			lines = self.patient(self.deaf)
			assert re.search("not found out.*(LLMNR|resolved)", lines[0]), lines

	def deaf(self):
		m = self.machine
		m.check("pkill -STOP dbus-daemon; timeout 10 "
			"/lib/systemd/system-sleep/proxzzzy pre suspend; rc=$?; "
			"pkill -CONT dbus-daemon; exit $rc")
		lines = m.journal()
		self.ktap.note("\n".join(lines))
		return lines

	def no_link(self):
		m = self.machine
		with self.ktap.case("no cable: it sleeps, and says that this was not proxied"):
			m.check("systemctl start proxzzzy@eth1")
			m.check("ip link set eth1 down")
			try:
				lines = self.night()
			finally:
				m.check("ip link set eth1 up")
			assert any(re.match(r"eth0: slept for .*arp [1-9]", l) for l in lines), lines
			assert any(re.match(r"eth1: .*(unproxied|not proxied).*down", l)
				   for l in lines), lines

	def full_disk(self):
		m = self.machine
		with self.ktap.case("a full disk: what cannot be kept is told"):
			m.check("mount -t tmpfs -o size=16k t /var/lib/proxzzzy; "
				"dd if=/dev/zero of=/var/lib/proxzzzy/fill bs=4k 2>/dev/null; true")
			try:
				lines = self.night()
			finally:
				m.check("umount /var/lib/proxzzzy")
			said = [l for l in lines if l.startswith("eth0: slept for")]
			assert said and "No space left on device" in said[0], lines

	def vanished(self):
		m = self.machine
		with self.ktap.case("an interface that vanished: its unit ends, and the others sleep"):
			m.unplug(1)
			m.check("timeout 20 sh -c 'while systemctl -q is-active proxzzzy@eth1; do "
				"sleep 0.2; done'")
			assert m.check("systemctl show -P ActiveState proxzzzy@eth1") == "inactive\n"
			lines = self.night()
			assert all(l.startswith("eth0: ") for l in lines), lines
			m.check("mkdir /run/proxzzzy/eth1")
			try:
				lines = self.night()
			finally:
				m.check("rmdir /run/proxzzzy/eth1")
			assert any(re.match(r"eth1: not synced, the last good", l)
				   for l in lines), lines
			assert any(re.match(r"eth0: slept for .*arp [1-9]", l) for l in lines), lines
