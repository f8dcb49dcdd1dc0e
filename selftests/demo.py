#!/usr/bin/python3
# SPDX-License-Identifier: GPL-2.0
"""make demo: a host falls asleep, is still there, and wakes when it is needed.

The host is a guest in QEMU on Debian's own kernel (KERNEL, NIC from the
environment); the peer is this machine, in a network namespace of its own, with
the ordinary programs. Exit status 0 only when all that is shown is so.
"""

import os
import re
import sys
import time

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [os.path.join(HERE, "lab"), os.path.join(HERE, "sleep")]

import frames                                            # noqa: E402
from lab import GuestError, Lab, NetError                # noqa: E402

WIDTH = 80
QUIET = 3		# seconds for which the counter must stand still
NOISE = 500		# frames
PEER_MAC = "02:00:00:77:00:01"


class Screen:
	"""A timeline: seconds since the host was told to sleep, who, what."""

	def __init__(self):
		self.zero = None
		self.failed = 0
		self.tty = sys.stdout.isatty()

	def paint(self, text, code):
		return "\033[%sm%s\033[0m" % (code, text) if self.tty else text

	def title(self, text):
		print("\n" + self.paint(text, "1"))
		print("-" * len(text), flush=True)

	def line(self, who, text):
		at = "" if self.zero is None else "%+7.2f s" % (time.monotonic() - self.zero)
		print("%-10s %-5s %s" % (at, who, text), flush=True)

	def type(self, who, command):
		self.line(who, self.paint(("# " if who == "host" else "$ ") + command, "36"))

	def show(self, text):
		for line in text.rstrip().splitlines():
			while line:
				print(" " * 18 + line[:WIDTH - 18])
				line = line[WIDTH - 18:]
		sys.stdout.flush()

	def check(self, who, good, text, why=""):
		mark = self.paint("ok", "32") if good else self.paint("FAILED", "31")
		self.line(who, "%-52s %s" % (text, mark))
		if not good:
			self.failed += 1
			self.show(str(why))
		return good


class Demo:
	def __init__(self, lab):
		self.guest, self.peer = lab.guest, lab.peer
		self.screen = Screen()
		self.failed = 0

	def host(self, command):
		self.screen.type("host", command)
		return self.guest.check(command)

	def ask(self, argv):
		"""A program of the peer: its exit status and output."""
		self.screen.type("peer", " ".join(argv))
		r = self.peer.run(argv, timeout=30)
		return r.returncode, r.stdout

	def configure(self):
		s, g = self.screen, self.guest
		s.title("A host with a server")
		g.load("/lib/proxzzzy/proxzzzy.ko")
		g.serve(7, "hello")
		self.beat = g.heartbeat()
		s.line("host", "a TCP server listens on port 7")
		s.line("host", "a program counts, and sends each count to the peer")
		for address in (g.ip4, g.ip6, g.ll6):
			self.host("proxzzzyctl set dev eth0 addr " + address)
		self.host("proxzzzyctl set dev eth0 rule 10 syn port 7 label 'TCP server'")
		s.show(self.host("proxzzzyctl show dev eth0"))

	def fall_asleep(self):
		s, g = self.screen, self.guest
		s.title("It falls asleep")
		before = len(self.beat.seen)
		s.check("peer", before > 0, "the counter runs: %d counts came" % before)
		s.zero = time.monotonic()
		s.type("host", "echo freeze > /sys/power/state")
		g.freeze()
		s.line("host", "user space is frozen, devices are suspended: it sleeps")
		self.last = self.beat.seen[-1][1]
		s.check("peer", self.beat.silent(QUIET), "the counter stands still at %d for %d s"
			% (self.last, QUIET))

	def still_there(self):
		s, g = self.screen, self.guest
		s.title("It is still there")
		rc, out = self.ask(["arping", "-c", "4", "-w", "10", "-I", "p0", g.ip4])
		took = [float(t) for t in re.findall(r"\]\s+([\d.]+)ms", out)]
		s.check("peer", rc == 0 and took, "ARP: %s" % (
			"%d replies, at best %.1f ms, on average %.1f ms" % (
				len(took), min(took), sum(took) / len(took))
			if took else "no reply"), out)
		for address in (g.ip6, g.ll6):
			rc, out = self.ask(["ndisc6", "-1", "-r", "3", "-w", "2000", address, "p0"])
			s.check("peer", rc == 0 and g.mac.upper() in out.upper(),
				"neighbour discovery: answered by its MAC address", out)
		rc, out = self.ask(["arping", "-D", "-c", "2", "-w", "5", "-I", "p0", g.ip4])
		s.check("peer", rc == 1, "address conflict detection: the address is taken", out)
		s.check("host", g.asleep and self.beat.seen[-1][1] == self.last,
			"it has not woken for any of that", g.console()[-1000:])

	def noise(self):
		s, g = self.screen, self.guest
		s.title("Noise does not wake it")
		noise = frames.Noise(PEER_MAC, g.mac, g.ip4, g.ip6)
		with self.peer.raw() as raw:
			for number, frame in enumerate(noise.frames(NOISE)):
				raw.send(frame)
				if number % 10 == 9:	# a pace, not a wait
					time.sleep(0.02)
		s.line("peer", "sent %d frames: ARP for others, mDNS, SSDP, UDP to closed" % NOISE)
		s.line("peer", "ports, fragments, frames cut short, garbage")
		s.check("host", self.beat.silent(1) and g.asleep, "it still sleeps",
			g.console()[-1000:])
		rc, out = self.ask(["arping", "-c", "1", "-w", "3", "-I", "p0", g.ip4])
		s.check("peer", rc == 0, "and still answers", out)

	def wake(self):
		s, g = self.screen, self.guest
		s.title("It wakes when it is needed")
		s.type("peer", "connect %s 7" % g.ip4)
		with self.peer.tcp_connect(g.ip4, 7, timeout=20) as tcp:
			if s.check("peer", tcp.ok, "the connection is established", tcp):
				s.line("peer", "SYN answered after %.0f ms" % (tcp.established * 1e3))
			s.check("peer", tcp.data.strip() == b"hello", "the server says %r%s" % (
				tcp.data.decode().strip(), " after %.0f ms" % (tcp.answered * 1e3)
				if tcp.answered else ""), tcp)
		rc = g.wait_awake(20)
		s.check("host", rc == 0, "awake; echo freeze returned %s" % rc)
		count = self.beat.count()
		missed = (self.beat.seen[-1][0] - s.zero) * 10
		s.check("host", self.last <= count < self.last + missed / 2,
			"the counter went on from %d: now %d" % (self.last, count),
			"it would be at %d had it never slept" % (self.last + missed))

	def report(self):
		s = self.screen
		s.title("What it says afterwards")
		out = self.host("proxzzzyctl wakes dev eth0")
		s.show(out)
		s.check("host", "rule 10" in out and out.count("\n") == 1,
			"one wake, and the rule that did it", out)
		out = self.host("proxzzzyctl status dev eth0")
		s.show(out)
		s.check("host", "held awake" not in out, "nothing is held any more", out)
		s.show(self.host("proxzzzyctl stats dev eth0"))

	def run(self):
		for step in (self.configure, self.fall_asleep, self.still_there, self.noise,
			     self.wake, self.report):
			step()
		splats = self.guest.splats()
		self.screen.check("host", not splats, "no complaint of the kernel",
				  "\n".join(splats))
		return self.screen.failed


def main():
	begin = time.monotonic()
	kernel, nic = os.environ.get("KERNEL") or "6.1", os.environ.get("NIC") or "virtio"
	print("proxzzzy: a host that sleeps and is still there")
	print("Building for kernel %s and booting a guest with NIC %s ..." % (kernel, nic),
	      flush=True)
	try:
		with Lab(kernel=kernel, nic=nic, splats_ok=True) as lab:
			release = lab.guest.check("uname -r").strip()
			print("host  Linux %s in QEMU, %s, %s" % (release, lab.guest.ip4,
								 lab.guest.ip6))
			print("peer  this machine, in a network namespace of its own, 10.77.0.1")
			failed = Demo(lab).run()
	except (GuestError, NetError, AssertionError) as e:
		print("\nThe demo broke off: %s" % e)
		failed = 1
	print("\n%s (%.0f s)" % ("All of this is so." if not failed else
				 "%d of this is NOT so." % failed, time.monotonic() - begin))
	return 1 if failed else 0


if __name__ == "__main__":
	sys.exit(main())
