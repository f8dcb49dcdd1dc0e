# SPDX-License-Identifier: GPL-2.0
"""A virtual machine on a kernel of Debian's that can be put to sleep."""

import base64
import ipaddress
import os
import re
import shlex
import socket
import threading
import time

import initrd
import kernels
from channel import Agent, Console, Listener, Qmp
from net import Peer

# name: (modules, device; the NIC's own arguments are appended)
NICS = {
	"virtio": (["virtio_net"], "virtio-net-pci"),
	"e1000e": (["e1000e"], "e1000e"),
	"e1000": (["e1000"], "e1000"),
	"usb": (["xhci_pci", "cdc_ether"], "usb-net"),
}

ON_DEMAND = ["bridge", "8021q", "bonding", "team", "team_mode_activebackup", "veth",
	     "dummy", "macvlan", "tun", "pktgen", "alarmtimer", "virtio_net", "e1000e"]

SPLAT = re.compile(
	r"^.*(BUG:|WARNING:|KASAN|UBSAN|Oops|general protection fault|Kernel panic|"
	r"suspicious RCU|Invalid wait context|circular locking|inconsistent lock|"
	r"possible recursive locking|possible irq lock|lockdep|hung_task|blocked for more|"
	r"soft lockup|rcu.*detected stalls|refcount_t|ODEBUG|list_(add|del) corruption|"
	r"DEBUG_LOCKS|unregister_netdevice: waiting|BUG |scheduling while atomic|"
	r"sleeping function called|Call Trace:).*$", re.M)

# Lines of a healthy boot that have one of these words in them.
HARMLESS = re.compile(r"Command line|lockdep is|Lock dependency validator|kasan: Kernel"
		      r"AddressSanitizer|RCU lockdep checking|KernelAddressSanitizer init|"
		      r"debug_locks|LOCKDEP_|lock classes|ODEBUG: selftest")

# What the kernel shows of tasks when a wake-up ends their freezing.
GIVEN_UP = re.compile(r"Freezing of tasks aborted.*?(?=^\[[^]]*\] Restarting |\Z)", re.M | re.S)

# This machine may be busy for longer than a guest would think; one that is not given time
# while it looks whether its timer works ends in a panic.
PATIENT = "no_timer_check watchdog_thresh=30 rcupdate.rcu_cpu_stall_timeout=60"

ENTRY = r"PM: suspend entry"
ASLEEP = r"PM: suspend-to-idle"
RESUME = r"PM: resume from suspend-to-idle"


class GuestError(Exception):
	pass


class Guest:
	def __init__(self, peer=None, kernel="6.1", nic="virtio", smp=2, mem=512,
		     icount=False, boot=None, append="", modules=(), on_demand=(),
		     binaries=(), files=None, extra=(), number=0, log=None,
		     boot_timeout=None):
		self.kernel = kernels.get(kernel)
		self.kernel_name = kernel
		self.own_peer = None if peer else Peer("alone")
		self.peer = peer or self.own_peer
		self.nics = [nic] if isinstance(nic, str) else list(nic)
		self.nics = [n for n in self.nics if n != "none"]
		self.smp, self.mem, self.icount = 1 if icount else smp, mem, icount
		# KASAN does not survive the PVH entry of 6.1.
		self.boot_image = boot or ("bzimage" if kernel == "debug" else "pvh")
		self.extra, self.number = list(extra), number
		self.append = append
		self.modules = ["virtio_pci", "virtio_console", "button"] + list(modules)
		self.on_demand = ON_DEMAND + list(on_demand)
		self.binaries = ["ip", "bridge", "ethtool"] + list(binaries)
		self.files = dict(files or {})
		self.log = log
		self.boot_timeout = boot_timeout or (600 if kernel == "debug" else 240)
		self.changed = threading.Condition()
		self.proc = self.con = self.agent = self.qmp = self.sleep = None
		self.suspend_rc = None
		self._mark = 0

	def __enter__(self):
		try:
			return self.boot()
		except BaseException:
			self.close()
			raise

	def __exit__(self, *_):
		self.close()

	# addresses

	def addr(self, n=0, family=4):
		last = 2 + self.number
		return ("10.77.%d.%d" % (n, last) if family == 4
			else "fd77:%s::%x" % (n, last) if n else "fd77::%x" % last)

	def mac_of(self, n=0):
		return "02:00:00:77:%02x:%02x" % (n, 2 + self.number)

	@property
	def ip4(self):
		return self.addr()

	@property
	def ip6(self):
		return self.addr(0, 6)

	@property
	def mac(self):
		return self.mac_of()

	@property
	def ll6(self):
		return self.link_local()

	def link_local(self, n=0):
		m = bytearray.fromhex(self.mac_of(n).replace(":", ""))
		m[0] ^= 2
		return str(ipaddress.IPv6Address(b"\xfe\x80" + bytes(6) + m[:3]
						 + b"\xff\xfe" + m[3:]))

	def tap(self, n=0):
		return "g%dp%d" % (self.number, n) if self.number else "p%d" % n

	# boot

	def _network(self):
		for n in range(len(self.nics)):
			if self.number:
				self.peer.tap(self.tap(n))
				continue
			self.peer.tap(self.tap(n), "02:00:00:77:%02x:01" % n, [
				"10.77.%d.1/24" % n,
				"fd77:%s::1/64" % n if n else "fd77::1/64"])

	def _nic_device(self, n):
		nic = self.nics[n]
		device = NICS.get(nic, ([], nic))[1]
		text = "%s,id=nic%d,netdev=net%d,mac=%s" % (device, n, n, self.mac_of(n))
		if nic == "usb":
			return text + ",bus=usb.0"
		return text + ",romfile=" + (",bus=port%d" % n if nic != "e1000" else "")

	def _nic_arguments(self):
		args = []
		if "usb" in self.nics:
			args += ["-device", "qemu-xhci,id=usb"]
		for n, nic in enumerate(self.nics):
			if nic not in ("usb", "e1000"):
				args += ["-device", "pcie-root-port,id=port%d,chassis=%d"
					 % (n, n + 1)]
			# No offload across the TAP: checksums are those of a wire.
			args += ["-netdev", "tap,id=net%d,ifname=%s,script=no,downscript=no,"
				 "vnet_hdr=off" % (n, self.tap(n)),
				 "-device", self._nic_device(n)]
		return args

	def _command_line(self):
		words = ["console=ttyS0", "panic=-1", "loglevel=5", "net.ifnames=0",
			 "no_console_suspend", "rdinit=/init", "mitigations=off", PATIENT]
		if self.icount:
			words.append("tsc=reliable")
		if self.kernel_name == "debug":
			words += ["kunit.enable=1", "kunit.autorun=1"]
		return " ".join(words + [self.append]).strip()

	def _arguments(self, inside):
		pvh = self.boot_image == "pvh"
		args = ["qemu-system-x86_64", "-nodefaults", "-no-user-config", "-no-reboot",
			"-display", "none", "-machine", "q35,hpet=off", "-cpu", "max",
			"-accel", "tcg,thread=" + ("single" if self.icount else "multi"),
			"-smp", str(self.smp), "-m", str(self.mem), "-S",
			"-kernel", self.kernel["vmlinux" if pvh else "vmlinuz"],
			"-initrd", inside + ".initrd", "-append", self._command_line()]
		for name in ("qmp", "con", "ctl"):
			args += ["-chardev", "socket,id=%s,path=%s.%s" % (name, inside, name)]
		args += ["-mon", "chardev=qmp,mode=control", "-serial", "chardev:con",
			 "-device", "virtio-serial-pci",
			 "-device", "virtconsole,chardev=ctl"]
		if self.icount:
			args += ["-icount", "shift=0,sleep=off"]
		return args + self._nic_arguments() + self.extra

	def _initrd(self, to):
		load = list(self.modules)
		nics = []
		for n, nic in enumerate(self.nics):
			load += NICS.get(nic, ([], nic))[0]
			nics.append(("eth%d" % n, self.mac_of(n), self.addr(n) + "/24",
				     self.addr(n, 6) + "/64"))
		initrd.build(to, self.kernel, kernels.cache(), load, self.on_demand,
			     self.binaries, self.files, nics)

	def launch(self):
		"""The machine runs and has its wires; returns before it has booted."""
		self._network()
		name = "g%d" % self.number
		base = os.path.join(self.peer.dir, name)
		self._initrd(base + ".initrd")
		wires = [Listener(self.peer.dir, name + "." + w) for w in ("qmp", "con", "ctl")]
		self.proc = self.peer.popen(self._arguments("/run/lab/" + name))
		try:
			qmp, con, ctl = (w.accept(60) for w in wires)
		except TimeoutError:
			raise GuestError("QEMU does not start: " + self.proc.log()) from None
		self.qmp = Qmp(qmp)
		self.con = Console(con, self.log, self.changed)
		self.agent = Agent(ctl, self.changed)
		os.unlink(base + ".initrd")
		self.qmp("cont")

	def boot(self):
		"""Returns when commands can run and every NIC has a link."""
		self.launch()
		if not self.agent.wait(lambda: self.agent.ready, self.boot_timeout):
			raise GuestError("no boot: " + self.console()[-3000:])
		self.check("for d in %s; do until [ \"$(cat /sys/class/net/$d/carrier)\" = 1 ];"
			   " do usleep 20000; done; done" % " ".join(
				   ["lo"] + ["eth%d" % n for n in range(len(self.nics))]),
			   timeout=60)
		return self

	def close(self):
		if self.proc:
			self.proc.stop()
			self.proc = None
		if self.own_peer:
			self.own_peer.close()

	def alive(self):
		return self.proc is not None and self.proc.poll() is None

	# commands

	def start(self, command):
		if not self.alive():
			raise GuestError("the guest is gone: " + self.console()[-2000:])
		return self.agent.request("run", base64.b64encode(command.encode()).decode())

	def run(self, command, timeout=60):
		job = self.start(command)
		rc = job.wait(timeout)
		if rc is None:
			raise GuestError("%s: no end within %s s: %s\n%s" % (
				command, timeout, job.output, self.console()[-1000:]))
		return rc, job.output

	def check(self, command, timeout=60):
		rc, output = self.run(command, timeout)
		if rc:
			raise GuestError("%s: exit %d\n%s" % (command, rc, output))
		return output

	def fails(self, command, timeout=60):
		rc, output = self.run(command, timeout)
		if not rc:
			raise GuestError("%s: should have failed\n%s" % (command, output))
		return output

	def put(self, path, data, mode=0o644):
		data = data.encode() if isinstance(data, str) else data
		name = base64.b64encode(path.encode()).decode()
		for at in range(0, max(len(data), 1), 24576):
			text = base64.b64encode(data[at:at + 24576]).decode() or "="
			if self.agent.request("put", name, at, text).wait(30) != 0:
				raise GuestError("cannot write " + path)
		self.check("chmod %o %s" % (mode, shlex.quote(path)))

	def get(self, path):
		return self.agent.read(path)

	def load(self, module, parameters=""):
		"""A module by its path in the guest, or by name with modprobe."""
		how = "insmod" if "/" in module else "modprobe"
		return self.check("%s %s %s" % (how, module, parameters))

	def unload(self, module):
		return self.check("rmmod " + module)

	# console

	def console(self):
		return self.con.text if self.con else ""

	def mark(self):
		return len(self.console())

	def wait_console(self, regex, since=0, timeout=60):
		with self.changed:
			self.changed.wait_for(lambda: self.con.find(regex, since)
					      or self.con.closed, timeout)
		m = self.con.find(regex, since)
		if not m:
			raise GuestError("no %r on the console: %s"
					 % (regex, self.console()[since:][-3000:]))
		return m

	def log_mark(self, text):
		"""A line of one's own on the console."""
		self.check("echo '<1>%s' >/dev/kmsg" % text)

	# sleep

	def freeze(self, timeout=60, wait="asleep", state="freeze"):
		"""Returns in s2idle; with wait="entry" when the suspend begins."""
		self.suspend_rc = None
		self._mark = self.mark()
		self.sleep = self.start("echo %s >/sys/power/state" % state)
		regex = {"asleep": ASLEEP, "entry": ENTRY}[wait]
		with self.changed:
			self.changed.wait_for(
				lambda: self.con.find(regex, self._mark) or self.con.closed
				or self.sleep.rc is not None, timeout)
		if self.con.find(regex, self._mark):
			return self
		self.suspend_rc = self.sleep.rc
		raise GuestError("the suspend ended with %s: %s\n%s" % (
			self.sleep.rc, self.sleep.output, self.console()[self._mark:][-3000:]))

	@property
	def asleep(self):
		text = self.console()
		last = text.rfind(ASLEEP)
		return last >= 0 and text.rfind(RESUME) < last

	def wait_awake(self, timeout=60):
		"""Waits for user space; returns what the write to state returned."""
		rc = self.sleep.wait(timeout)
		if rc is None:
			raise GuestError("still not awake: " + self.console()[self._mark:][-3000:])
		self.suspend_rc = rc
		return rc

	def wake(self, timeout=60):
		"""Wakes it by the power button and waits for user space."""
		s3 = self.qmp("query-status")["status"] == "suspended"
		self.qmp("system_wakeup" if s3 else "system_powerdown")
		return self.wait_awake(timeout)

	def suspend_mem(self, timeout=60):
		"""S3; needs boot="bzimage". Returns when the machine is off."""
		if self.boot_image == "pvh":
			raise GuestError('S3 needs boot="bzimage"')
		self.suspend_rc = None
		self._mark = self.mark()
		self.sleep = self.start("echo deep >/sys/power/mem_sleep && "
					"echo mem >/sys/power/state")
		limit = time.monotonic() + timeout
		while self.qmp("query-status")["status"] != "suspended":
			if self.sleep.rc is not None or time.monotonic() > limit:
				self.suspend_rc = self.sleep.rc
				raise GuestError("no S3: %s %s" % (
					self.sleep.output, self.console()[self._mark:][-3000:]))
			time.sleep(0.05)

	def console_wakeup(self):
		"""Makes a byte on the console a wake-up source; see wake_by_byte()."""
		self.check("echo enabled >/sys/class/tty/ttyS0/power/wakeup")

	def wake_by_byte(self, timeout=60):
		self.con.sock.sendall(b"\n")
		return self.wait_awake(timeout)

	# devices

	def link(self, up, nic=0):
		"""Carrier, as the cable."""
		self.qmp("set_link", name="nic%d" % nic, up=up)

	def unplug(self, nic=0):
		self.qmp("device_del", id="nic%d" % nic)

	def plug(self, nic=0):
		options = dict(o.split("=", 1) for o in self._nic_device(nic).split(",")[1:])
		self.qmp("device_add", driver=self._nic_device(nic).split(",")[0], **options)

	# health

	def splats(self, leaks=True):
		"""Kernel complaints since the boot; on the debug kernel leaks too."""
		found = [m.group().strip() for m in SPLAT.finditer(
				GIVEN_UP.sub("", self.console()))
			 if not HARMLESS.search(m.group())]
		if not self.alive():
			return found + ["the guest is gone"]
		if self.kernel_name != "debug":
			return found
		if "debug_locks: 1" not in " ".join(
				self.get("/proc/lockdep_stats").decode().split()):
			found.append("lockdep is off")
		return found + (self.leaks() if leaks else [])

	def leaks(self):
		"""What kmemleak finds; an object is suspect from its sixth second."""
		report = self.check("k=/sys/kernel/debug/kmemleak; echo scan >$k; sleep 6; "
				    "echo scan >$k; cat $k", timeout=120)
		return ["kmemleak: " + " | ".join(part.split("\n")[:12])
			for part in re.split(r"^unreferenced object ", report, flags=re.M)[1:]]

	def heartbeat(self, port=7077):
		return Heartbeat(self, port)

	def serve(self, port, text="hello"):
		"""A TCP server in the guest: greets, then echoes."""
		job = self.start("agent serve %d %s" % (port, shlex.quote(text)))
		if not job.wait_output("ready", 60):
			raise GuestError("no server: " + job.output)
		return job


class Heartbeat:
	"""User space of the guest, counting ten times a second."""

	def __init__(self, guest, port):
		self.guest = guest
		self.seen = []
		self.sock = guest.peer.socket(socket.AF_INET, socket.SOCK_DGRAM)
		self.sock.bind(("10.77.0.1", port))
		threading.Thread(target=self._collect, daemon=True).start()
		self.job = guest.start("agent beat 10.77.0.1 %d /run/heartbeat" % port)
		with guest.changed:
			if not guest.changed.wait_for(lambda: self.seen, 60):
				raise GuestError("no heartbeat: " + self.job.output)

	def _collect(self):
		try:
			while True:
				count = int(self.sock.recv(64))
				with self.guest.changed:
					self.seen.append((time.monotonic(), count))
					self.guest.changed.notify_all()
		except (OSError, ValueError):
			pass

	def count(self):
		"""The guest's own count; only when it is awake."""
		return int(self.guest.get("/run/heartbeat"))

	def silent(self, seconds):
		"""True when no beat comes for so long."""
		time.sleep(0.2)		# what was on its way
		n = len(self.seen)
		with self.guest.changed:
			return not self.guest.changed.wait_for(
				lambda: len(self.seen) > n, seconds)

	def stop(self):
		self.job.kill()
		self.sock.close()
