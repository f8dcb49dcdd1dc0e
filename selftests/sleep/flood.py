#!/usr/bin/python3
# SPDX-License-Identifier: GPL-2.0
"""Denial of sleep: a SYN flood from a thousand addresses (Annex A.2)."""

import sys
import time

import frames
from common import GuestError, Ktap, Sleeper, connect, until

PEER = "02:00:00:77:00:01"
SOURCES = 1000
BURST = 3
ROUNDS = 5		# sleeps, each with a flood; more than the bucket holds
CONFIG = ("rule 5 syn port 7 from 10.77.0.1 limit none label permitted "
	  "rule 20 syn port 9 limit 1/h burst %d label anyone" % BURST)


def syns(guest):
	"""One from each address, to the port of the limited rule."""
	return [frames.syn(PEER, guest.mac, "10.99.%d.%d" % (n // 250, n % 250 + 1),
			   guest.ip4, 1024 + n, 9) for n in range(SOURCES)]


def flood(s, raw, flow):
	"""Paced, so that the NIC's ring takes them all. How many were sent."""
	for n, frame in enumerate(flow, 1):
		raw.send(frame)
		if n % 50 == 0:
			time.sleep(0.02)


class Flood:
	def __init__(self, s, raw):
		self.s, self.guest, self.raw = s, s.guest, raw
		self.flow = syns(s.guest)
		self.woken = 0

	def round(self):
		"""One sleep under the flood; whether the flood ended it."""
		try:
			self.s.sleep()
		except GuestError:
			assert self.guest.suspend_rc is not None, "neither asleep nor awake"
			return True
		mark = self.guest.mark()
		flood(self.s, self.raw, self.flow)
		# What the flood has woken is awake by now or about to be.
		if until(lambda: not self.guest.asleep, 2):
			self.guest.wait_awake(20)
			return True
		assert "resume from" not in self.guest.console()[mark:]
		return False

	def all(self):
		for _ in range(ROUNDS):
			if self.guest.asleep:
				connect(self.s.peer, self.guest.ip4)
				self.guest.wait_awake(20)
			self.woken += self.round()


def main():
	ktap = Ktap(plan=6)
	with Sleeper(splats_ok=True) as s, s.peer.raw() as raw:
		guest, peer = s.guest, s.peer
		s.set(CONFIG)
		guest.serve(7)
		connect(peer, guest.ip4)
		before, memory = s.held_at_rest(), s.memory()
		f = Flood(s, raw)
		with ktap.case("a flood wakes as often as its rule's bucket holds"):
			f.all()
			assert guest.asleep, guest.console()[-1000:]
			assert f.woken == BURST, f.woken
		with ktap.case("asleep under the flood, it answers ARP"):
			flood(s, raw, f.flow[:200])
			s.answers_arp()
			assert guest.asleep
		with ktap.case("a permitted source gets through [R30]"):
			flood(s, raw, f.flow[:100])
			tcp = connect(peer, guest.ip4)
			ktap.note("answered after %.2f s" % tcp.answered)
			assert guest.wait_awake(20) == 0
		with ktap.case("what was limited is counted, and each wake is recorded"):
			account(s)
		with ktap.case("memory is flat and nothing is held"):
			s.flat_since(memory, ktap, 1024)
			s.same_as(before)
		with ktap.case("the kernel has not complained"):
			assert not guest.splats(), guest.splats()
	return ktap.finish()


def account(s):
	rule, status = s.rule(20), s.status()
	assert rule["woken"] == BURST, rule
	# Those of a flood that was under way when the host woke went to its stack.
	low = (ROUNDS - BURST) * SOURCES + 300
	assert rule["suppressed"] >= low, (rule, low)
	assert rule["matched"] == rule["woken"] + rule["suppressed"], rule
	assert status["suppressed"] == rule["suppressed"], (status, rule)
	wakes = s.wakes()
	by = [w["rule"] for w in wakes]
	assert by.count(20) == BURST and set(by) == {5, 20}, by
	assert by[-1] == 5 and status["wakes"] == len(wakes), (by, status)


if __name__ == "__main__":
	sys.exit(main())
