#!/usr/bin/python3
# SPDX-License-Identifier: GPL-2.0
"""Deadlines in a sleep that stops every timer, as that of real machines does.

cpi.ko gives the guest a cpuidle state with enter_s2idle. Intervals are those of
the guest's clock, from its tracepoint for what is sent.

timers.py [exact]
	exact: the guest's clock counts instructions, and no interval may be late
"""

import re
import statistics
import sys
import time

import frames
from common import Ktap, Sleeper, connect

PERIOD, LATEST = 0.100, 0.120
LOOK = 4		# seconds
TRACE = "/sys/kernel/tracing"
EVENT = TRACE + "/events/net/net_dev_start_xmit"
STOPPING = "enter_s2idle=s2idle_enter"


class Timers:
	def __init__(self, s, ktap):
		self.s, self.ktap, self.guest, self.peer = s, ktap, s.guest, s.peer
		s.lab.load("ticker")
		self.guest.check("echo boot >%s/trace_clock; echo 'protocol == 0x0806' >%s/filter;"
				 "echo 1 >%s/enable" % (TRACE, EVENT, EVENT))

	def is_announcement(self, frame):
		ours = frames.ip(self.guest.ip4)
		return frame[12:14] == b"\x08\x06" and frame[28:32] == ours == frame[38:42]

	def fired(self):
		return int(self.guest.check("cat /sys/kernel/debug/ticker/fired"))

	def sleep(self):
		"""Announcements seen, for how long, and how often the other timer fired."""
		self.guest.check("echo >%s/trace" % TRACE)
		before = self.fired()
		with self.peer.raw() as raw:
			self.s.sleep()
			begin = time.monotonic()
			sent = raw.all(LOOK, self.is_announcement)
			took = time.monotonic() - begin
		self.s.answers_arp(2)
		assert self.guest.asleep, self.guest.console()[-1000:]
		connect(self.peer, self.guest.ip4)
		assert self.guest.wait_awake(20) == 0
		return len(sent), took, self.fired() - before

	def times(self):
		text = self.guest.check("cat %s/trace" % TRACE)
		return [float(t) for t in re.findall(r"\s(\d+\.\d+): net_dev_start_xmit:", text)]

	def stopped(self):
		"""No capability has a deadline: all is left as the machine wants it."""
		before = self.s.held_at_rest()
		sent, took, fired = self.sleep()
		self.ktap.note("%d announcements; another timer fired %d times in %.1f s"
			       % (sent, fired, took))
		assert not sent
		assert fired <= took / PERIOD * 0.2, "timers ran: nothing here is a proof"
		asleep = self.s.held_asleep()
		assert any(STOPPING in line for line in asleep.lines), asleep.lines
		self.s.same_as(before)

	def kept(self, exact):
		before = self.s.held_at_rest()
		sent, took, fired = self.sleep()
		self.ktap.note("%d announcements; another timer fired %d times in %.1f s"
			       % (sent, fired, took))
		assert sent > took / PERIOD * 0.5, (sent, took)
		asleep = self.s.held_asleep()
		assert not any(STOPPING in line for line in asleep.lines), asleep.lines
		self.s.same_as(before)
		assert not self.s.status()["timers_kept"], self.s.status()
		return self.times()[:sent]

	def kept_for_groups(self):
		self.sleep()
		asleep = self.s.held_asleep()
		assert not any(STOPPING in line for line in asleep.lines), asleep.lines

	def punctual(self, times, exact):
		gaps = [b - a for a, b in zip(times, times[1:])]
		late = [g for g in gaps if g > LATEST]
		self.ktap.note("%d intervals: median %.1f ms, longest %.1f ms, %d over %.0f ms" % (
			len(gaps), statistics.median(gaps) * 1e3, max(gaps) * 1e3, len(late),
			LATEST * 1e3))
		assert PERIOD * 0.9 < statistics.median(gaps) <= LATEST, sorted(gaps)[-5:]
		# This machine may be late by itself; its instructions are not.
		assert len(late) <= (0 if exact else len(gaps) / 4), sorted(gaps)[-9:]


def main():
	exact = sys.argv[1:] == ["exact"]
	ktap = Ktap(plan=6)
	times = []
	with Sleeper(cpi=True, icount=exact, splats_ok=True) as s:
		s.set("mld off")	# reports to a querier are due at a random time
		s.guest.serve(7)
		connect(s.peer, s.guest.ip4)
		# else the guest, awake, asks for its peer
		s.guest.check("/usr/sbin/ip neigh replace %s lladdr 02:00:00:77:00:01 dev eth0 "
			      "nud permanent" % "10.77.0.1")
		t = Timers(s, ktap)
		with ktap.case("without deadlines every timer stops, yet ARP is answered and a "
			       "SYN wakes it [R18,R30]"):
			t.stopped()
		s.tool("set dev eth0 arp announce 100ms")
		with ktap.case("with one each 100 ms timers are kept, and given back at the wake"):
			times = t.kept(exact)
		with ktap.case("each fires within 120 ms"):
			t.punctual(times, exact)
		s.tool("set dev eth0 arp announce off")
		with ktap.case("groups that a querier may ask for are a deadline too [R40]"):
			s.tool("set dev eth0 mld on")
			t.kept_for_groups()
		s.tool("set dev eth0 mld off")
		with ktap.case("without it they stop again [R18,R30]"):
			t.stopped()
		with ktap.case("the kernel has not complained"):
			assert not s.guest.splats(), s.guest.splats()
	return ktap.finish()


if __name__ == "__main__":
	sys.exit(main())
