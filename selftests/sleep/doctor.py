#!/usr/bin/python3
# SPDX-License-Identifier: GPL-2.0
"""proxzzzyctl doctor in guests: what it says of a situation is what the module meets."""

import json
import sys

from common import Ktap, Sleeper, connect

IP = "/usr/sbin/ip"
ALARM = "/sys/class/rtc/rtc0/wakealarm"
HOME = "/lib/modules/$(uname -r)/updates/dkms"


class Doctor:
	"""Complaints are what is there beside those of the guest at its best."""

	def __init__(self, s, ktap):
		self.s, self.ktap, self.guest = s, ktap, s.guest
		self.usual = []

	def ask(self, dev="eth0"):
		rc, out = self.guest.run("proxzzzyctl -j doctor " + dev)
		found = json.loads(out)
		assert (rc == 0) == found["will_proxy"], out
		return found["will_proxy"], [
			"%(level)s %(topic)s: %(text)s" % f for f in found["findings"]
			if f["level"] != "good"]

	def good(self, dev="eth0", *more):
		will, found = self.ask(dev)
		assert will and found == self.usual + list(more), found

	def bad(self, dev, *texts):
		"""These, in this order, and no other."""
		will, found = self.ask(dev)
		new = [f for f in found if f not in self.usual]
		assert not will, found
		assert len(new) == len(texts) and all(
			t in f for t, f in zip(texts, new)), new

	def refused(self, dev, why):
		"""The module's own word."""
		out = self.guest.fails("proxzzzyctl set dev %s addr 10.9.9.9" % dev)
		assert why in out, out

	def accepted(self, dev):
		self.s.tool("set dev %s addr 10.9.9.9" % dev)
		self.s.tool("del dev " + dev)

	# the module

	def missing(self):
		with self.ktap.case("the module is missing, then not loaded, then without a "
				    "configuration"):
			self.guest.unload("proxzzzy")
			self.guest.check("echo s2idle >/sys/power/mem_sleep")
			self.usual = [f for f in self.ask()[1] if f.startswith("note ")]
			self.bad("eth0", "bad module: the module is not installed for kernel")
			self.guest.check("mkdir -p %s; cp /lib/proxzzzy/proxzzzy.ko %s/" % (
				HOME, HOME))
			self.bad("eth0", "bad module: the module is installed but not loaded")
			self.guest.load("/lib/proxzzzy/proxzzzy.ko")
			self.bad("eth0", "bad configuration: the module has no configuration for "
				 "eth0")

	def best(self):
		with self.ktap.case("with a configuration it says that it will proxy, and it does"):
			self.s.set()
			self.guest.serve(7)
			will, self.usual = self.ask()
			self.ktap.note("\n".join(self.usual))
			assert will
			assert not [f for f in self.usual if f.split()[1] not in (
				"idle:", "wakeup:", "unit:")], self.usual
			text = self.s.tool("doctor eth0")
			assert text.endswith("eth0 will be proxied while this machine sleeps\n"), text
			self.s.sleep()
			self.s.answers_arp(2)
			connect(self.s.peer, self.guest.ip4)
			assert self.guest.wait_awake(30) == 0

	def unit(self):
		with self.ktap.case("a file for the hook of each suspend is looked for"):
			assert any(f.startswith("note unit:") for f in self.usual), self.usual
			self.guest.check("mkdir -p /etc/proxzzzy; >/etc/proxzzzy/eth0.conf")
			self.usual = [f for f in self.usual if not f.startswith("note unit:")]
			self.good()

	def refuses_unsigned(self):
		with self.ktap.case("a kernel that takes only signed modules"):
			self.guest.unload("proxzzzy")
			self.guest.check("echo Y >/sys/module/module/parameters/sig_enforce")
			self.bad("eth0", "the kernel takes only signed modules, and /lib/modules/")
			self.guest.fails("insmod /lib/proxzzzy/proxzzzy.ko")

	# sleep states

	def deep(self):
		with self.ktap.case("deep as default, and systemd asked for freeze"):
			self.guest.check("echo deep >/sys/power/mem_sleep")
			self.bad("eth0", "bad suspend: suspend means S3")
			self.guest.check("mkdir -p /etc/systemd/sleep.conf.d; echo SuspendState=freeze "
					 ">/etc/systemd/sleep.conf.d/freeze.conf")
			self.good()
			self.guest.check("rm -r /etc/systemd; echo s2idle >/sys/power/mem_sleep")
			self.good()

	def off(self):
		with self.ktap.case("a configuration with s2idle off, without addresses, without "
				    "rules"):
			self.s.tool("set dev eth0 s2idle off")
			self.bad("eth0", "bad configuration: it says 's2idle off'")
			self.s.tool("del dev eth0")
			self.s.tool("set dev eth0 arp on")
			self.good("eth0", "note configuration: it has no address, so it answers nobody",
				  "note configuration: it has no rule, so nobody can wake this "
				  "machine")
			self.s.set()
			self.usual = self.ask()[1]

	def no_clock(self):
		with self.ktap.case("without a clock no sleep is tried"):
			pnp = "/sys/bus/pnp/drivers/rtc_cmos"
			name = self.guest.check("basename $(readlink -f /sys/class/rtc/rtc0/device)"
						).strip()
			self.guest.check("echo %s >%s/unbind" % (name, pnp))
			will, found = self.ask()
			assert will and any("no clock can wake" in f for f in found), found
			out = self.guest.fails("proxzzzyctl doctor --try 5 eth0")
			assert "no clock can wake the machine" in out, out
			self.guest.check("echo %s >%s/bind; until ls /sys/class/rtc/*/wakealarm; do "
					 "usleep 20000; done" % (name, pnp))
			self.usual = self.ask()[1]
			assert not any("no clock" in f for f in self.usual), self.usual

	def wake_source(self):
		with self.ktap.case("another wake-up source is named"):
			self.guest.console_wakeup()
			will, found = self.ask()
			new = [f for f in found if f not in self.usual]
			assert will and len(new) == 1, new
			assert new[0].startswith("note wakeup: ") and "ttyS0" in new[0], new
			self.guest.check("echo disabled >/sys/class/tty/ttyS0/power/wakeup")
			self.good()

	# the interface: eth1 has no proxy, and a legacy interrupt

	def no_proxy(self, dev="eth1"):
		return "bad configuration: the module has no configuration for " + dev

	def legacy(self):
		with self.ktap.case("a NIC without MSI is noted, and shared or not as the module "
				    "finds it"):
			found = self.ask("eth1")[1]
			if any("eth1 shares interrupt" in f for f in found):
				self.refused("eth1", "shares an interrupt line")
			else:
				assert any("note interrupt: eth1 has no MSI" in f for f in found), found
				self.accepted("eth1")

	def down(self):
		with self.ktap.case("an interface that is down, or has no link"):
			self.guest.check(IP + " link set eth0 down")
			self.bad("eth0", "bad interface: eth0 is down")
			out = self.guest.fails("proxzzzyctl doctor --try 5 eth0")
			assert "no sleep is tried" in out and "sleeping" not in out, out
			self.guest.check("%s link set eth0 up; %s addr add %s/64 dev eth0 nodad" % (
				IP, IP, self.guest.ip6))
			self.carrier("1")
			self.guest.link(False)
			self.carrier("0")
			will, found = self.ask()
			assert will and any("eth0 has no link now" in f for f in found), found
			self.guest.link(True)
			self.carrier("1")
			self.good()

	def carrier(self, value):
		self.guest.check("until [ \"$(cat /sys/class/net/eth0/carrier)\" = %s ]; do "
				 "usleep 20000; done" % value)

	def taken(self, kind, make, why, undo):
		with self.ktap.case("frames that a %s takes" % kind):
			self.guest.check(make)
			found = self.ask("eth1")[1]
			assert any(why in f and f.startswith("bad") for f in found), found
			self.refused("eth1", "rx_handler")
			self.guest.check(undo)
			assert not any(why in f for f in self.ask("eth1")[1])

	def all_taken(self):
		self.taken("bridge", "modprobe bridge; %s link add br9 type bridge; "
			   "%s link set eth1 master br9" % (IP, IP),
			   "eth1 is a port of the bridge br9", IP + " link del br9")
		self.taken("bond", "modprobe bonding max_bonds=0; %s link add bond9 type bond; "
			   "%s link set eth1 down; %s link set eth1 master bond9; "
			   "%s link set eth1 up" % (IP, IP, IP, IP),
			   "eth1 belongs to bond9", IP + " link del bond9; %s link set eth1 up" % IP)
		self.taken("macvlan", "modprobe macvlan; %s link add link eth1 name mac9 type "
			   "macvlan" % IP, "eth1 has mac9 on top of it", IP + " link del mac9")

	def software(self):
		with self.ktap.case("no device under it; loopback; no such interface"):
			self.guest.check("modprobe dummy; %s link add dum9 type dummy; "
					 "%s link set dum9 up" % (IP, IP))
			self.bad("dum9", "bad device: dum9 has no physical device under it",
				 self.no_proxy("dum9"))
			self.refused("dum9", "no physical device")
			self.guest.check(IP + " link del dum9")
			self.bad("dum9", "bad interface: there is no interface dum9",
				 self.no_proxy("dum9"))
			self.bad("lo", "bad interface: lo is no Ethernet interface",
				 self.no_proxy("lo"))

	# sleeps on trial

	def begin(self, words):
		"""Returns when the guest is asleep by doctor --try."""
		g = self.guest
		g.suspend_rc, g._mark = None, g.mark()
		g.sleep = g.start("proxzzzyctl " + words)
		g.wait_console("PM: suspend-to-idle", g._mark)

	def end(self):
		rc = self.guest.wait_awake(40)
		assert self.guest.check("cat " + ALARM) == "", "the alarm is still set"
		return rc, self.guest.sleep.output

	def by_frame(self):
		with self.ktap.case("--try: a SYN wakes it, and that is told"):
			self.begin("doctor --try 60 eth0")
			self.s.answers_arp(2)
			connect(self.s.peer, self.guest.ip4)
			rc, out = self.end()
			assert rc == 0, out
			for text in ("sleeping for 60 s", "a frame woke the machine",
				     'woken by rule 10 "echo server" tcp-syn', "arp 2"):
				assert text in out, out
			assert "should have woken" not in out, out

	def in_json(self):
		with self.ktap.case("--try -j: one object, with the sleep in numbers"):
			self.begin("-j doctor --try 60 eth0")
			self.s.answers_arp(2)
			connect(self.s.peer, self.guest.ip4)
			rc, out = self.end()
			found = json.loads(out)
			assert rc == 0 and found["will_proxy"], found
			assert found["sleep"]["woken"]["rule"] == 10, found
			assert found["sleep"]["answered"]["arp"] == 2, found
			assert found["sleep"]["ended_ms"] >= found["sleep"]["began_ms"], found
			assert [f["level"] for f in found["findings"] if f["topic"] == "try"] == [
				"good", "good"], found

	def by_button(self):
		with self.ktap.case("--try: what wakes it before the clock is named"):
			self.begin("doctor --try 60 eth0")
			self.s.answers_arp(2)
			self.guest.qmp("system_powerdown")
			rc, out = self.end()
			assert rc == 0 and "something else woke the machine before the clock: " \
				"interrupt 9 (acpi)" in out, out

	def deaf_clock(self):
		"""QEMU's alarm does not wake s2idle by itself."""
		with self.ktap.case("--try: a clock that does not wake it is told"):
			self.begin("doctor --try 5 eth0")
			self.s.answers_arp(17)		# one a second
			connect(self.s.peer, self.guest.ip4)
			rc, out = self.end()
			assert rc == 0 and "a frame woke the machine" in out, out
			assert "should have woken the machine after 5 s and did not" in out, out

	def by_clock(self):
		with self.ktap.case("--try: the clock wakes it, if nobody else does"):
			self.s.lab.load("rtcirqwake")
			self.begin("doctor --try 5 eth0")
			self.s.answers_arp(2)
			rc, out = self.end()
			assert rc == 0 and "the clock woke the machine" in out, out

	def alarm_set(self):
		with self.ktap.case("--try: somebody else's alarm is left alone"):
			self.guest.check("echo +3000 >" + ALARM)
			was = self.guest.check("cat " + ALARM)
			out = self.guest.fails("proxzzzyctl doctor --try 5 eth0")
			assert "somebody has set the clock's alarm already" in out, out
			assert was and self.guest.check("cat " + ALARM) == was
			self.guest.check("echo 0 >" + ALARM)

	def unproxied(self):
		with self.ktap.case("--try: a suspend that fails is told, and the alarm is off"):
			at = "/sys/module/failing/parameters/at"
			self.guest.check("echo suspend >" + at)
			out = self.guest.fails("proxzzzyctl doctor --try 60 eth0", 60)
			assert "the suspend was refused or given up" in out, out
			assert self.guest.check("echo none >%s; cat %s" % (at, ALARM)) == ""


def virtio(ktap):
	with Sleeper(nic=["virtio", "e1000"]) as s:
		d = Doctor(s, ktap)
		d.missing()
		d.best()
		d.unit()
		d.deep()
		d.off()
		d.wake_source()
		d.legacy()
		d.down()
		d.all_taken()
		d.software()
		d.by_frame()
		d.in_json()
		d.by_button()
		d.deaf_clock()
		d.alarm_set()
		d.unproxied()
		d.by_clock()
		d.no_clock()
		d.refuses_unsigned()


def usb(ktap):
	with ktap.case("USB, and idle states that stop the timers: it will proxy"), \
	     Sleeper(nic="usb", cpi=True) as s:
		s.guest.check("echo s2idle >/sys/power/mem_sleep")
		s.set()
		will, found = Doctor(s, ktap).ask()
		assert will and any("note usb: eth0 is on USB" in f for f in found), found
		assert not any("idle:" in f for f in found), found


def no_msi(ktap):
	"""There are four lines for what is in these slots."""
	with ktap.case("pci=nomsi: of five NICs some share a line, as the module finds it"), \
	     Sleeper(nic=["virtio"] * 5, append="pci=nomsi") as s:
		d, shared = Doctor(s, ktap), []
		for dev in ("eth%d" % n for n in range(5)):
			found = d.ask(dev)[1]
			if any("bad interrupt: %s shares interrupt" % dev in f for f in found):
				d.refused(dev, "shares an interrupt line")
				shared.append(dev)
			else:
				d.accepted(dev)
		assert len(shared) >= 2, shared


def main():
	ktap = Ktap(plan=23)
	virtio(ktap)
	usb(ktap)
	no_msi(ktap)
	return ktap.finish()


if __name__ == "__main__":
	sys.exit(main())
