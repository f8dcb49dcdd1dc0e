#!/usr/bin/python3
# SPDX-License-Identifier: GPL-2.0
"""Suspend-to-RAM: nothing is proxied, but the real-time clock wakes in time."""

import sys

from common import Ktap, Sleeper, until

LISTENS = ("until awk '$2 == 16 && $4 !~ /^0+$/ { n++ } END { exit !n }' /proc/net/netlink; "
	   "do usleep 50000; done")
RINGS = 20	# seconds from now


class Alarm:
	def __init__(self, s, ktap):
		self.s, self.ktap, self.guest = s, ktap, s.guest
		s.set()

	def uptime(self):
		"""Seconds of CLOCK_BOOTTIME, which goes on in suspend-to-RAM"""
		return float(self.guest.check("cat /proc/uptime").split()[0])

	def sleep(self, words):
		"""Until something wakes it; how long that took, of which how long asleep."""
		monitor = self.guest.start("exec proxzzzyctl monitor >/tmp/events")
		self.guest.check(LISTENS)
		begin = self.uptime()
		self.s.tool("set dev eth0 " + words)
		self.guest.suspend_mem()
		assert self.guest.wait_awake(90) == 0
		assert until(lambda: "real-time clock" in self.guest.check("cat /tmp/events"), 20), \
			self.guest.check("cat /tmp/events")
		monitor.kill()
		return self.uptime() - begin

	def woken(self, words):
		took = self.sleep(words)
		self.ktap.note("%.1f s" % took)
		# not before, nor after the end, which is ten minutes away
		assert RINGS - 2 < took < 300, took
		status = self.s.status()
		assert "suspend-to-RAM" in status["error"], status

	def lease(self):
		self.woken("dhcp on address %s server 10.77.0.1 since now lease 600 wake-before %d"
			   % (self.guest.ip4, 600 - RINGS))
		assert self.s.status()["lease"]["phase"] == "bound"

	def lifetime(self):
		self.woken("lifetime %s until %d lifetime-before %d"
			   % (self.guest.ip6, (self.uptime() + 600) * 1e9, 600 - RINGS))


def main():
	ktap = Ktap(plan=2)
	for title, step in (
			("the real-time clock wakes the host before its lease is over [R41]", Alarm.lease),
			("or before the last of its IPv6 addresses is [R41]", Alarm.lifetime)):
		# S3 stops the ACPI timer for good here, and the HPET rings at once; so does
		# the clock the second time: a guest for each.
		with Sleeper(boot="bzimage", append="clocksource=tsc tsc=reliable") as s, \
		     ktap.case(title):
			step(Alarm(s, ktap))
	return ktap.finish()


if __name__ == "__main__":
	sys.exit(main())
