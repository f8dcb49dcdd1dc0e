#!/usr/bin/python3
# SPDX-License-Identifier: GPL-2.0
"""proxzzzyctl doctor on prepared trees: each has one trouble, and only that is told.

doctor.py [DIR]: where the tool with its sanitizers is, or is to be built.
"""

import json
import os
import re
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "..", "lab"))
from ktap import Ktap		# noqa: E402

RELEASE = "6.1.0-99-amd64"
MODULES = "lib/modules/%s/" % RELEASE
PORT = "sys/devices/pci0000:00/0000:00:1c.0/"
NIC = PORT + "0000:01:00.0/"
USB = "sys/devices/pci0000:00/0000:00:14.0/"
MOK = "mokutil --import /var/lib/dkms/mok.pub, reboot and enroll it"
EFI = "sys/firmware/efi/efivars/SecureBoot-8be4df61-93ca-11d2-aa0d-00e098032b8c"


class Tree(dict):
	"""Paths of files with what they hold; link() for links, None for a folder."""

	def link(self, path, to):
		self[path] = ("link", to)

	def remove(self, prefix):
		for path in [p for p in self if p.startswith(prefix)]:
			del self[path]

	def netdev(self, name, home, **attributes):
		"""An interface in the folder of its device, or in none."""
		place = "%snet/%s/" % (home or "sys/devices/virtual/", name)
		self.link("sys/class/net/" + name, "/" + place.rstrip("/"))
		values = {"type": "1", "flags": "0x1003", "carrier": "1", "ifindex": "2",
			  "uevent": "INTERFACE=%s\n" % name}
		for key, value in dict(values, **attributes).items():
			self[place + key] = value + "\n"
		if home:
			self.link(place + "device", "/" + home.rstrip("/"))
		return place

	def device(self, home, bus, driver="", irq="", msi=(), **attributes):
		self.link(home + "subsystem", "/sys/bus/" + bus)
		if driver:
			self.link(home + "driver", "/sys/bus/%s/drivers/%s" % (bus, driver))
		if irq:
			self[home + "irq"] = irq + "\n"
			self["sys/kernel/irq/%s/actions" % irq] = driver + "\n"
		for n in msi:
			self["%smsi_irqs/%s" % (home, n)] = "msix\n"
		for key, value in attributes.items():
			self[home + key] = value + "\n"

	def write(self, root):
		for path, value in self.items():
			full = os.path.join(root, path)
			folder = full if value is None else os.path.dirname(full)
			os.makedirs(folder, exist_ok=True)
			if isinstance(value, tuple):
				os.symlink(os.path.relpath(root + value[1], folder), full)
			elif isinstance(value, bytes):
				with open(full, "wb") as f:
					f.write(value)
			elif value is not None:
				with open(full, "w", encoding="utf-8") as f:
					f.write(value)


def healthy():
	t = Tree()
	t["proc/sys/kernel/osrelease"] = RELEASE + "\n"
	t["sys/power/mem_sleep"] = "[s2idle] deep\n"
	t["sys/module/proxzzzy"] = None
	t["sys/class/rtc/rtc0/wakealarm"] = ""
	for i in range(3):
		t["sys/devices/system/cpu/cpu0/cpuidle/state%d/name" % i] = "C%d\n" % i
	t["sys/devices/system/cpu/cpu0/cpuidle/state2/s2idle/usage"] = "0\n"
	# the port above has an interrupt of its own, which is not the NIC's
	t.device(PORT, "pci", "pcieport", "24", ["24"])
	t.device(NIC, "pci", "r8169", "130", ["130"])
	t.netdev("eth0", NIC)
	t.link("sys/class/wakeup/wakeup0/device", "/" + PORT.rstrip("/"))
	t[PORT + "power/wakeup"] = "disabled\n"
	return t


# Each: what it does to the healthy tree, then the complaints and the interface.

CASES = []


def trouble(name, *complaints, dev="eth0"):
	def add(change):
		CASES.append((name, change, complaints, dev))
		return change
	return add


def note(topic, text, remedy=None):
	return ("note", topic, text, remedy)


def bad(topic, text, remedy=None):
	return ("bad", topic, text, remedy)


@trouble("nothing is wrong")
def nothing(_):
	pass


@trouble("nothing is wrong with the machine", dev=None)
def no_dev(t):
	t.remove("sys/class/net")


@trouble("a kernel that cannot suspend", bad(
	"suspend", "this kernel cannot suspend: there is no /sys/power/mem_sleep",
	"a kernel with CONFIG_SUSPEND; a virtual machine may not offer it"))
def no_suspend(t):
	del t["sys/power/mem_sleep"]


@trouble("no s2idle", bad(
	"suspend", "suspend-to-idle is not offered, only: shallow [deep]",
	"a kernel that offers s2idle"))
def no_s2idle(t):
	t["sys/power/mem_sleep"] = "shallow [deep]\n"


DEEP = bad("suspend", "suspend means S3 (s2idle [deep]), in which no code runs",
	   "boot with mem_sleep_default=s2idle, or SuspendState=freeze in a file of "
	   "/etc/systemd/sleep.conf.d")


@trouble("deep is the default", DEEP)
def deep(t):
	t["sys/power/mem_sleep"] = "s2idle [deep]\n"


@trouble("deep is the default, and systemd has only a comment on it", DEEP)
def deep_comment(t):
	deep(t)
	t["etc/systemd/sleep.conf"] = "[Sleep]\n#SuspendState=freeze\nSuspendState=mem freeze\n"
	t["etc/systemd/sleep.conf.d/old.conf.bak"] = "SuspendState=freeze\n"


@trouble("deep is the default, but systemd asks for freeze")
def deep_freeze(t):
	deep(t)
	t["etc/systemd/sleep.conf.d/s2idle.conf"] = "[Sleep]\nSuspendState = freeze mem\n"


@trouble("deep is the default, but systemd asks for s2idle")
def deep_mode(t):
	deep(t)
	t["etc/systemd/sleep.conf"] = "[Sleep]\nMemorySleepMode=s2idle\n"


@trouble("a real-time kernel", bad(
	"kernel", "this is a real-time kernel, on which the module is not loaded",
	"a kernel without PREEMPT_RT"))
def realtime(t):
	t["sys/kernel/realtime"] = "1\n"


@trouble("no idle state for suspend-to-idle", note(
	"idle", "no idle state of the processor is made for suspend-to-idle, as in most "
	"virtual machines: it will save less energy"))
def no_idle(t):
	t.remove("sys/devices/system/cpu/cpu0/cpuidle/state2/s2idle")


@trouble("others can wake it", note(
	"wakeup", "these can wake the machine as well: 0000:00:14.0 (xhci_hcd), PNP0C0C:00"))
def wake_sources(t):
	button = "sys/devices/LNXSYSTM:00/PNP0C0C:00/"
	t.device(USB, "pci", "xhci_hcd")
	for i, home in enumerate([USB, button]):
		t[home + "power/wakeup"] = "enabled\n"
		t.link("sys/class/wakeup/wakeup%d/device" % (9 + i), "/" + home.rstrip("/"))


@trouble("no clock", note(
	"rtc", "no clock can wake the machine: `doctor --try` has no safety net"))
def no_rtc(t):
	t.remove("sys/class/rtc")


@trouble("the second clock has an alarm")
def second_rtc(t):
	t.remove("sys/class/rtc")
	t["sys/class/rtc/rtc0/name"] = "rtc-efi\n"
	t["sys/class/rtc/rtc1/wakealarm"] = ""


# the module


@trouble("the module is not installed", bad(
	"module", "the module is not installed for kernel " + RELEASE,
	"install proxzzzy-dkms and the headers of the running kernel (linux-headers-amd64)"))
def not_installed(t):
	t.remove("sys/module/proxzzzy")
	t["lib/modules/6.1.0-98-amd64/updates/dkms/proxzzzy.ko"] = "of another kernel"


@trouble("the module is not loaded", bad(
	"module", "the module is installed but not loaded", "modprobe proxzzzy"))
def not_loaded(t):
	t.remove("sys/module/proxzzzy")
	t[MODULES + "updates/dkms/proxzzzy.ko"] = b"\x7fELF without a signature"


UNSIGNED = ("/%supdates/dkms/proxzzzy.ko is not signed" % MODULES,
	    r"dkms build --force and dkms install --force proxzzzy/\S+, which sign it with "
	    r"DKMS's key; then " + re.escape(MOK))


@trouble("Secure Boot refuses what is not signed", bad(
	"module", "Secure Boot is on, and " + UNSIGNED[0], re.compile(UNSIGNED[1])))
def secure_boot(t):
	not_loaded(t)
	t[EFI] = b"\x06\0\0\0\1"


@trouble("Secure Boot is off", bad(
	"module", "the module is installed but not loaded", "modprobe proxzzzy"))
def secure_boot_off(t):
	not_loaded(t)
	t[EFI] = b"\x06\0\0\0\0"
	t["sys/kernel/security/lockdown"] = "[none] integrity confidentiality\n"
	t["sys/module/module/parameters/sig_enforce"] = "N\n"


@trouble("a kernel that is told to take only signed modules", bad(
	"module", "the kernel takes only signed modules, and " + UNSIGNED[0],
	re.compile(UNSIGNED[1])))
def sig_enforce(t):
	not_loaded(t)
	t["sys/module/module/parameters/sig_enforce"] = "Y\n"


@trouble("Secure Boot may not know the key", bad(
	"module", "the module is installed but not loaded, and Secure Boot is on",
	"modprobe proxzzzy; if its key is rejected: " + MOK))
def signed(t):
	secure_boot(t)
	t[MODULES + "updates/dkms/proxzzzy.ko"] = b"\x7fELF~Module signature appended~\n"


@trouble("a locked-down kernel may not know the key of a compressed module", bad(
	"module", "the module is installed but not loaded, and the kernel is locked down",
	"modprobe proxzzzy; if its key is rejected: " + MOK))
def lockdown(t):
	t.remove("sys/module/proxzzzy")
	t[MODULES + "updates/dkms/proxzzzy.ko.xz"] = b"\xfd7zXZ"
	t["sys/kernel/security/lockdown"] = "none [integrity] confidentiality\n"


# the interface


@trouble("no such interface", bad(
	"interface", "there is no interface eth7", "ip link shows those that there are"),
	dev="eth7")
def no_interface(_):
	pass


@trouble("no Ethernet", bad(
	"interface", "lo is no Ethernet interface", "proxy an Ethernet interface"), dev="lo")
def loopback(t):
	t.netdev("lo", None, type="772")


@trouble("the interface is down", bad("interface", "eth0 is down", "ip link set eth0 up"))
def down(t):
	t.netdev("eth0", NIC, flags="0x1002")


@trouble("there is no link", note("interface", "eth0 has no link now", "plug the cable in"))
def no_link(t):
	t.netdev("eth0", NIC, carrier="0")


@trouble("a port of a bridge", bad(
	"interface", "eth0 is a port of the bridge br0, which takes its frames",
	"proxy the bridge: it has the addresses"))
def port(t):
	br0 = t.netdev("br0", None)
	t[br0 + "bridge"] = None
	t.link(NIC + "net/eth0/master", "/" + br0.rstrip("/"))


@trouble("the bridge over it is fine", dev="br0")
def bridge(t):
	port(t)
	t.link("sys/devices/virtual/net/br0/lower_eth0", "/" + NIC + "net/eth0")


@trouble("one of a bond", bad(
	"interface", "eth0 belongs to bond0, which takes its frames",
	"proxy the interface above it: it has the addresses"))
def bond(t):
	t.link(NIC + "net/eth0/master", "/" + t.netdev("bond0", None).rstrip("/"))


@trouble("a macvlan has its frames", bad(
	"interface", "eth0 has mac0 on top of it, which takes its frames",
	"a bridge with both, and proxy that"))
def macvlan(t):
	place = t.netdev("mac0", None)
	t.link(NIC + "net/eth0/upper_mac0", "/" + place.rstrip("/"))


@trouble("a MACsec interface has its frames", bad(
	"interface", "eth0 has sec0 on top of it, which takes its frames",
	"a bridge with both, and proxy that"))
def macsec(t):
	place = t.netdev("sec0", None, uevent="DEVTYPE=macsec\nINTERFACE=sec0")
	t.link(NIC + "net/eth0/upper_sec0", "/" + place.rstrip("/"))


def vlan(t):
	place = t.netdev("eth0.5", None, uevent="DEVTYPE=vlan\nINTERFACE=eth0.5")
	t.link(NIC + "net/eth0/upper_eth0.5", "/" + place.rstrip("/"))
	t.link(place + "lower_eth0", "/" + NIC + "net/eth0")


trouble("a VLAN does not have its frames")(vlan)
trouble("a VLAN is fine", dev="eth0.5")(vlan)


@trouble("NetworkManager takes it down", note(
	"manager", "NetworkManager takes eth0 down before a sleep, unless its connection has "
	"Wake-on-LAN", "nmcli connection modify ID 802-3-ethernet.wake-on-lan magic"))
def manager(t):
	t["run/NetworkManager/devices/2"] = "[device]\nmanaged=1\nconnection-uuid=0-1-2\n"


@trouble("NetworkManager leaves it alone")
def unmanaged(t):
	t["run/NetworkManager/devices/2"] = "[device]\nmanaged=0\n"


# the devices


@trouble("no device under it", bad(
	"device", "eth0 has no physical device under it that could be kept awake",
	"an interface with a physical device; with 's2idle off' this one can be proxied by "
	"command"))
def no_device(t):
	t.remove(NIC)
	t.netdev("eth0", None)


@trouble("a device that is not on PCI", bad(
	"device", "eth0 is neither on PCI nor on USB below PCI: its interrupts cannot be kept "
	"alive", "an interface on PCI, or on USB below PCI"))
def platform(t):
	t.remove(NIC)
	t.device("sys/devices/platform/soc/1.ethernet/", "platform", "stmmac")
	t.netdev("eth0", "sys/devices/platform/soc/1.ethernet/")


@trouble("USB", note(
	"usb", "eth0 is on USB: its hubs and its host controller stay awake, and so do the timers"))
def usb(t):
	t.remove(NIC)
	t.device(USB, "pci", "xhci_hcd", "16", ["131", "132"])
	t.device(USB + "usb2/", "usb", "usb")
	t.device(USB + "usb2/2-1/2-1:1.0/", "usb", "cdc_ether")
	t.netdev("eth0", USB + "usb2/2-1/2-1:1.0/")


WIFI = bad("interface", "wlan0 is Wi-Fi, which loses its association when the host sleeps",
	   "a cable")


@trouble("Wi-Fi", WIFI, dev="wlan0")
def wifi(t):
	t.device(PORT + "0000:02:00.0/", "pci", "iwlwifi", "140", ["140"])
	t[t.netdev("wlan0", PORT + "0000:02:00.0/") + "wireless"] = None


@trouble("a bridge over Wi-Fi", WIFI, dev="br0")
def bridge_wifi(t):
	wifi(t)
	bridge(t)
	t.link("sys/devices/virtual/net/br0/lower_wlan0", "/" + PORT + "0000:02:00.0/net/wlan0")


def no_msi(irq, action):
	"""The folder stays, empty, when a driver gives its vectors back."""
	def change(t):
		t.remove(NIC + "msi_irqs")
		t[NIC + "msi_irqs"] = None
		t[NIC + "irq"] = irq + "\n"
		t["sys/kernel/irq/%s/actions" % irq] = action + "\n"
	return change


trouble("no MSI", note(
	"interrupt", "eth0 has no MSI; interrupt 19 is its own now, but a device that is added "
	"may share it"))(no_msi("19", "eth0"))
trouble("a shared interrupt line", bad(
	"interrupt", "eth0 shares interrupt 16 with another device, which would be asleep "
	"(ehci_hcd:usb1,eth0)", "a driver or a slot with MSI; pci=nomsi must not be on the "
	"kernel's command line"))(no_msi("16", "ehci_hcd:usb1,eth0"))
trouble("no interrupt", bad(
	"interrupt", "eth0 has no interrupt that could be kept alive",
	"a driver or a slot with MSI"))(no_msi("0", ""))


@trouble("two troubles", DEEP, note(
	"rtc", "no clock can wake the machine: `doctor --try` has no safety net"))
def two(t):
	deep(t)
	no_rtc(t)


class Doctor:
	def __init__(self, ctl, ktap):
		self.ctl, self.ktap = ctl, ktap

	def run(self, *words):
		return subprocess.run([self.ctl, *words], stdin=subprocess.DEVNULL, text=True,
				      stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=30)

	def text(self, root, dev):
		"""(exit status, [(level, topic, text, remedy)], verdict)"""
		r = self.run("doctor", "--root", root, *([dev] if dev else []))
		assert not r.stderr, r.stderr
		*lines, verdict = r.stdout.splitlines()
		found = []
		for line in lines:
			remedy = re.match(r" {21}remedy: (.*)$", line)
			if remedy:
				found[-1] = found[-1][:3] + (remedy[1],)
				continue
			m = re.match(r"(good|note|bad) +(\w+) +(.*)$", line)
			assert m, line
			found.append(m.groups() + (None,))
		return r.returncode, found, verdict

	def json(self, root, dev):
		r = self.run("-j", "doctor", "--root", root, *([dev] if dev else []))
		assert not r.stderr, r.stderr
		o = json.loads(r.stdout)
		assert o["dev"] == dev, o
		return r.returncode, [(f["level"], f["topic"], f["text"], f["remedy"])
				      for f in o["findings"]], o["will_proxy"]

	def case(self, name, change, complaints, dev):
		will = not any(c[0] == "bad" for c in complaints)
		with self.ktap.case("doctor: %s" % name), tempfile.TemporaryDirectory() as root:
			tree = healthy()
			change(tree)
			tree.write(root)
			status, found, verdict = self.text(root, dev)
			self.compare(complaints, found)
			assert status == (0 if will else 1), status
			assert verdict == self.verdict(dev, will), verdict
			assert self.json(root, dev) == (status, found, will), self.json(root, dev)

	@staticmethod
	def compare(complaints, found):
		is_ = [f for f in found if f[0] != "good"]
		assert [f[:3] for f in is_] == [c[:3] for c in complaints], is_
		for (_, _, _, remedy), (_, _, _, wanted) in zip(is_, complaints):
			good = (wanted.fullmatch(remedy) if isinstance(wanted, re.Pattern)
				else remedy == wanted)
			assert good, remedy
		assert not any(f[3] for f in found if f[0] == "good"), found

	@staticmethod
	def verdict(dev, will):
		if dev:
			return "%s will %sbe proxied while this machine sleeps" % (
				dev, "" if will else "not ")
		return "this machine %s proxy while it sleeps" % ("can" if will else "cannot")

	def good(self):
		with self.ktap.case("doctor: what is good is told too"), \
		     tempfile.TemporaryDirectory() as root:
			healthy().write(root)
			found = self.text(root, "eth0")[1]
			assert [f[1] for f in found] == [
				"suspend", "module", "idle", "rtc", "device", "interrupt"], found
			assert found[4][2] == ("eth0 is driven by r8169; what stays awake with it: "
					       "0000:01:00.0, 0000:00:1c.0, pci0000:00"), found

	def any_root(self):
		with self.ktap.case("doctor: a root by another way is the same"), \
		     tempfile.TemporaryDirectory() as root:
			tree = healthy()
			no_msi("16", "ehci_hcd:usb1,eth0")(tree)
			tree.write(root + "/tree")
			os.symlink("tree", root + "/link")
			straight = self.text(root + "/tree", "eth0")
			assert straight[0] == 1
			assert self.text(root + "/link", "eth0") == straight
			assert self.text(os.path.relpath(root + "/tree"), "eth0") == straight
			assert self.text(root + "/link/../tree///", "eth0") == straight

	def control(self):
		with self.ktap.case("doctor: no control sequence reaches the terminal"), \
		     tempfile.TemporaryDirectory() as root:
			tree = healthy()
			tree.device(NIC, "pci", "r\x1b[2J\n", "130", ["130"])
			tree.write(root)
			r = self.run("doctor", "--root", root, "eth0")
			assert "\\x1b[2J" in r.stdout and "\x1b" not in r.stdout, r.stdout
			self.json(root, "eth0")

	def refused(self, name, status, words, error):
		with self.ktap.case("doctor: %s" % name):
			r = self.run("doctor", *words)
			assert (r.returncode, r.stdout) == (status, ""), r
			assert r.stderr == "Error: %s\n" % error, r.stderr

	def refusals(self):
		self.refused("a root that is not there", 1, ["--root", "/nonexistent", "eth0"],
			     "/nonexistent: No such file or directory")
		self.refused("no sleep is tried for another machine", 2,
			     ["--root", "/", "--try", "5", "eth0"],
			     "--try is for this machine, without --root")
		for seconds in ("4", "3601", "-5", "5s", ""):
			self.refused("no sleep of %r seconds is tried" % seconds, 2,
				     ["--try", seconds, "eth0"],
				     "--try: expected 5 to 3600 seconds, not " + seconds)


def built(out):
	subprocess.run(["make", "-s", "-C", HERE, "O=" + out, out + "/proxzzzyctl"], check=True,
		       stdout=sys.stderr)
	return out + "/proxzzzyctl"


def main():
	out = os.path.abspath(sys.argv[1] if len(sys.argv) > 1
			      else os.path.join(HERE, "../../build/tool-test"))
	ctl = built(out)
	ktap = Ktap(plan=len(CASES) + 10)
	d = Doctor(ctl, ktap)
	for case in CASES:
		d.case(*case)
	d.good()
	d.any_root()
	d.control()
	d.refusals()
	return ktap.finish()


if __name__ == "__main__":
	sys.exit(main())
