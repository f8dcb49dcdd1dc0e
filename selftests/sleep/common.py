# SPDX-License-Identifier: GPL-2.0
"""What the sleep tests share: a guest with a proxy, and what must be left of a sleep."""

import json
import os
import re
import sys
import threading
import time
from collections import Counter

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "..", "lab"))

from lab import GuestError, Ktap, Lab, NetError, Skip   # noqa: E402

__all__ = ["LISTENS", "GuestError", "Held", "Ktap", "Later", "NetError", "Skip", "Sleeper",
	   "connect", "until"]

MODULES = os.path.join(HERE, "modules")
ECHO = 'rule 10 syn port 7 limit none label "echo server"'
# `proxzzzyctl monitor` has joined the group
LISTENS = ("until awk '$2 == 16 && $4 !~ /^0+$/ { n++ } END { exit !n }' /proc/net/netlink; "
	   "do usleep 50000; done")
FREEZING = r"Freezing user space processes"


def until(what, timeout=10, step=0.05):
	"""Waits until what() is true and returns that; None after timeout seconds."""
	limit = time.monotonic() + timeout
	while True:
		value = what()
		if value or time.monotonic() > limit:
			return value or None
		time.sleep(step)


class Later:
	"""A call in a thread; .result() is what it returned or raised."""

	def __init__(self, function, *args, **kwargs):
		self.value = self.error = None

		def work():
			try:
				self.value = function(*args, **kwargs)
			except Exception as e:
				self.error = e
		self.thread = threading.Thread(target=work, daemon=True)
		self.thread.start()

	def result(self, timeout=60):
		self.thread.join(timeout)
		if self.thread.is_alive():
			raise TimeoutError("still running after %s s" % timeout)
		if self.error:
			raise self.error
		return self.value


def connect(peer, address, port=7, timeout=20, source=None):
	"""A connection that must be established, greeted and echo a line."""
	tcp = peer.tcp_connect(address, port, timeout)
	try:
		assert tcp.ok, tcp
		assert tcp.data.startswith(b"hello"), tcp
		tcp.sock.settimeout(timeout)
		tcp.sock.sendall(b"still there\n")
		answer = tcp.sock.recv(4096)
		assert answer == b"still there\n", answer
	finally:
		tcp.close()
	return tcp


class Held:
	"""What held.ko says. A driver that was suspended may get other irq numbers."""

	def __init__(self, text):
		devices = set(re.findall(r"^(?!irq ).*$", text, re.M))
		irqs = re.findall(r"^irq \d+ (.*)$", text, re.M)
		self.lines = sorted(devices) + sorted("irq " + i for i in irqs)

	def devices(self, **values):
		"""Names of devices of which all these values are so."""
		return self._names("dev", values)

	def irqs(self, **values):
		return self._names("irq", values)

	def _names(self, kind, values):
		wanted = ["%s=%s" % item for item in values.items()]
		return [" ".join(w for w in line.split()[1:] if "=" not in w)
			for line in self.lines if line.startswith(kind + " ")
			and all(w in line.split() for w in wanted)]

	def changes(self, later):
		was, now = Counter(self.lines), Counter(later.lines)
		return ["- " + line for line in (was - now).elements()] \
			+ ["+ " + line for line in (now - was).elements()]


class Sleeper:
	"""A Lab with the modules loaded and the words for a proxy on one device.

	with Sleeper(nic="virtio") as s: s.set("addr 10.77.0.2"); s.sleep(); ...
	"""

	def __init__(self, dev="eth0", cpi=False, **options):
		self.dev, self.cpi = dev, cpi
		self.lab = Lab(modules_from=[MODULES], **options)
		self.beat = None

	def __enter__(self):
		self.lab.__enter__()
		self.guest, self.peer = self.lab.guest, self.lab.peer
		try:
			for name in ["cpi"] * self.cpi + ["held", "failing", "proxzzzy"]:
				self.lab.load(name)
		except BaseException:
			self.lab.close()
			raise
		return self

	def __exit__(self, *exception):
		return self.lab.__exit__(*exception)

	# the tool

	def tool(self, words, timeout=30):
		return self.guest.check("proxzzzyctl " + words, timeout)

	def json(self, words):
		return json.loads(self.tool("-j " + words))

	def set(self, words=""):
		"""Addresses of eth0 and the echo server, and whatever else."""
		g = self.guest
		return self.tool("set dev %s addr %s addr %s addr %s %s %s" % (
			self.dev, g.ip4, g.ip6, g.ll6, ECHO, words))

	def status(self):
		return one(self.json("status dev " + self.dev))

	def counters(self):
		"""{(room, reason): count}, without zeroes."""
		found = one(self.json("stats dev " + self.dev))["counters"]
		return {(c["room"], c["reason"]): c["count"] for c in found if c["count"]}

	def rule(self, number):
		found = one(self.json("stats dev " + self.dev))["rules"]
		return next(r for r in found if r["id"] == number)

	def wakes(self):
		return self.json("wakes dev " + self.dev)

	# sleeping

	def sleep(self, **options):
		"""Returns when it is asleep and proxying."""
		self.guest.freeze(**options)

	def try_sleep(self, state="freeze", timeout=60):
		"""A suspend that may be refused or given up; its exit status."""
		g = self.guest
		g.suspend_rc, g._mark = None, g.mark()
		g.sleep = g.start("echo %s >/sys/power/state" % state)
		return g.wait_awake(timeout)

	def wake_by_magic(self):
		with self.peer.raw() as raw:
			import frames
			raw.send(frames.magic("02:00:00:77:00:01", self.guest.mac))

	def answers_arp(self, count=1):
		"""So many times; arping waits for one reply as long as for the next request."""
		return self.peer.check(["arping", "-c", count, "-w", 5 + count, "-i",
					5 if count == 1 else 1, "-I", "p0", self.guest.ip4])

	# what is left

	def held(self):
		return Held(self.guest.check("cat /sys/kernel/debug/held/now"))

	def held_at_rest(self):
		"""The same, when runtime PM has come to rest: nothing changes for a second."""
		last = self.held()

		def same():
			nonlocal last
			was, last = last, self.held()
			return not was.changes(last)
		assert until(same, 30, 1), "never at rest"
		return last

	def sleep_and_look(self):
		"""A sleep that the power button ends; what was held in it."""
		self.sleep()
		self.guest.wait_console("held: asleep", self.guest._mark)	# else it may end before
		assert self.guest.wake() == 0
		return self.held_asleep()

	def held_asleep(self):
		held = Held(self.guest.check("cat /sys/kernel/debug/held/asleep"))
		assert held.lines, "it was not asleep"
		return held

	def same_as(self, before, timeout=10):
		"""Nothing is held that was not; what runs out by itself may do so."""
		left = []

		def same():
			left[:] = before.changes(self.held())
			return not left
		assert until(same, timeout, 0.3), "left behind:\n" + "\n".join(left)
		active = self.guest.check("awk 'NR > 1 && $(NF-4) != 0' "
					  "/sys/kernel/debug/wakeup_sources")
		assert not active, "active wake-up sources:\n" + active

	def memory(self):
		"""kB: what is free and what slabs take, caches dropped."""
		text = self.guest.check("sync; echo 3 >/proc/sys/vm/drop_caches; cat /proc/meminfo")
		found = dict(re.findall(r"^(\w+):\s+(\d+)", text, re.M))
		return int(found["MemFree"]), int(found["SUnreclaim"])

	def flat_since(self, before, ktap, limit):
		"""Slabs have not grown by limit kB. The debug kernel keeps what is freed
		for a while; there kmemleak is asked, with the splats."""
		now = self.memory()
		ktap.note("free %+d kB, slabs %+d kB" % (now[0] - before[0], now[1] - before[1]))
		assert self.guest.kernel_name == "debug" or now[1] - before[1] < limit, now


def one(value):
	"""The only element of a list, or the value itself."""
	if isinstance(value, list):
		assert len(value) == 1, value
		return value[0]
	return value
