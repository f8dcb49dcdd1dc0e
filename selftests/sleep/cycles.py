#!/usr/bin/python3
# SPDX-License-Identifier: GPL-2.0
"""Sleep cycles with a connection at a random instant of each.

cycles.py [CYCLES [SEED]]

A cycle: the host is told to sleep; once it sleeps, a Magic Packet wakes it. The
connection begins at any instant of that: a third of them before the host sleeps,
while it prepares and freezes, a third while it sleeps, a third while it wakes
or has resumed, each drawn evenly over that part's length in the cycle before.
Whatever it meets, it must be established and served within 3 s (of this machine's
clock, which the guest's follows; on a machine where a cycle alone takes longer than
half of that, within two cycles, 9 s at most), and a cycle leaves nothing behind.
"""

import collections
import os
import random
import sys
import threading
import time

import frames
from common import GuestError, Ktap, Later, Sleeper, connect

LIMIT = 3.0
PARTS = ("before it slept", "asleep", "after the wake")
REST = 0.3		# seconds asleep before the Magic Packet
PEER = "02:00:00:77:00:01"
CONFIG = "rule 30 magic limit none label 'end of the cycle' wake limit none"


class Cycle:
	"""One sleep, from the order to its end."""

	def __init__(self, s, raw, offset=None):
		self.s, self.guest, self.raw = s, s.guest, raw
		self.begin = time.monotonic()
		self.asleep_after = self.magic_after = None
		self.tcp = Later(self.connect, offset) if offset is not None else None
		self.mark = self.guest.mark()
		self.run()
		self.length = time.monotonic() - self.begin

	def connect(self, offset):
		threading.Event().wait(max(0, self.begin + offset - time.monotonic()))
		return connect(self.s.peer, self.guest.ip4, timeout=30)

	def run(self):
		try:
			self.guest.freeze()
			self.asleep_after = time.monotonic() - self.begin
			threading.Event().wait(REST)
		except GuestError:
			if self.guest.suspend_rc is None:
				raise
		self.magic_after = time.monotonic() - self.begin
		self.raw.send(frames.magic(PEER, self.guest.mac))
		self.rc = self.guest.wait_awake(30)

	def phase(self, offset):
		"""Where the connection fell, by the console."""
		if self.asleep_after is None or offset < self.asleep_after:
			return PARTS[0]
		return PARTS[1] if offset < self.magic_after else PARTS[2]

	def marks(self):
		"""Where its parts begin and end."""
		return 0, self.asleep_after, self.magic_after, self.length * 1.2


def left(s, before):
	s.same_as(before)
	status = s.status()
	assert status["phase"] == "off" and not status["held"], status
	assert not status["error"], status


class Cycles:
	def __init__(self, s, cycles, seed):
		self.s, self.cycles = s, cycles
		self.random = random.Random(seed)
		self.raw = s.peer.raw()
		self.slowest, self.limit, self.marks = 0, LIMIT, None
		self.met = collections.Counter()

	def measure(self):
		"""Two cycles without a connection"""
		for _ in range(2):
			cycle = Cycle(self.s, self.raw)
			assert cycle.rc == 0, self.s.guest.console()[cycle.mark:]
			self.marks = cycle.marks()
		self.limit = min(max(LIMIT, 2 * cycle.length), 3 * LIMIT)

	def parts(self):
		"""As many of each, in any order; then what chance has kept from being met."""
		drawn = [n % 3 for n in range(self.cycles)]
		self.random.shuffle(drawn)
		yield from drawn
		for _ in range(2 * self.cycles):
			unmet = [n for n, part in enumerate(PARTS) if not self.met[part]]
			if not unmet:
				break
			yield unmet[0]

	def one(self, offset):
		cycle = Cycle(self.s, self.raw, offset)
		tcp = cycle.tcp.result()
		self.slowest = max(self.slowest, tcp.answered)
		self.met[cycle.phase(offset)] += 1
		assert tcp.answered < self.limit, (offset, tcp)
		assert not self.s.guest.asleep, "still asleep"
		if cycle.phase(offset) == PARTS[2]:	# it was not cut short
			self.marks = cycle.marks()

	def all(self, ktap):
		self.measure()
		ktap.note("it sleeps after %.2f s, is woken after %.2f s, all is over "
			  "after %.2f s; at most %.1f s for an answer" % (*self.marks[1:], self.limit))
		for number, part in enumerate(self.parts()):
			offset = self.random.uniform(*self.marks[part:part + 2])
			try:
				self.one(offset)
			except Exception as e:
				raise AssertionError("cycle %d, offset %.3f s: %r\n%s" % (
					number, offset, e,
					self.s.guest.console()[-2500:])) from e
		ktap.note("slowest answer %.2f s; %s" % (self.slowest, ", ".join(
			"%d %s" % (n, what) for what, n in self.met.most_common())))


def main():
	cycles = int(sys.argv[1]) if len(sys.argv) > 1 else 20
	seed = int(sys.argv[2]) if len(sys.argv) > 2 else int.from_bytes(os.urandom(4), "big")
	ktap = Ktap(plan=4)
	ktap.note("%d cycles, seed %d" % (cycles, seed))
	with Sleeper(splats_ok=True) as s:
		s.set(CONFIG)
		s.guest.serve(7)
		connect(s.peer, s.guest.ip4)
		c = Cycles(s, cycles, seed)
		before = s.held_at_rest()
		memory = s.memory()
		with ktap.case("each connection is established and served in 3 s [R30,R35]"):
			c.all(ktap)
		with ktap.case("the connections met the host in every part of a cycle"):
			assert min(c.met[p] for p in PARTS) or cycles < 10, c.met
		with ktap.case("nothing is left held or lost"):
			left(s, before)
			s.flat_since(memory, ktap, 2048)
		with ktap.case("the kernel has not complained"):
			assert not s.guest.splats(), s.guest.splats()
	return ktap.finish()


if __name__ == "__main__":
	sys.exit(main())
