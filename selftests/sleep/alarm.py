#!/usr/bin/python3
# SPDX-License-Identifier: GPL-2.0
"""The real-time clock wakes in time from suspend-to-RAM; from hibernation nothing does."""

import sys

from common import LISTENS, Ktap, Skip, Sleeper, until

RINGS = 20	# seconds from now


class Alarm:
	def __init__(self, s, ktap):
		self.s, self.ktap, self.guest = s, ktap, s.guest
		s.set()

	def uptime(self):
		"""Seconds of CLOCK_BOOTTIME, which goes on in suspend-to-RAM"""
		return float(self.guest.check("cat /proc/uptime").split()[0])

	def monitor(self):
		monitor = self.guest.start("exec proxzzzyctl monitor >/tmp/events")
		self.guest.check(LISTENS)
		return monitor

	def heard(self, what):
		"""The events so far, when this is among them."""
		events = until(lambda: self.guest.check("grep -q '%s' /tmp/events && cat /tmp/events "
							"|| true" % what), 20)
		assert events, self.guest.check("cat /tmp/events")
		return events

	def sleep(self, words):
		"""Until something wakes it; how long that took, of which how long asleep."""
		monitor = self.monitor()
		begin = self.uptime()
		self.s.tool("set dev eth0 " + words)
		self.guest.suspend_mem()
		assert self.guest.wait_awake(90) == 0
		self.heard("real-time clock")
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

	def hibernation(self):
		"""The kernel's own test of it, which takes 5 seconds: as long as until the alarm"""
		g = self.guest
		if "disk" not in g.check("cat /sys/power/state"):
			raise Skip("this kernel does not hibernate")
		monitor = self.monitor()
		self.s.tool("set dev eth0 dhcp on address %s server 10.77.0.1 since now lease 600 "
			    "wake-before 600" % g.ip4)
		g.check("echo freezer >/sys/power/pm_test")
		assert self.s.try_sleep("disk") == 0
		g.check("echo none >/sys/power/pm_test")
		assert "no clock wakes" in self.s.status()["error"], self.s.status()
		self.s.tool("start dev eth0")
		events = self.heard("by command")
		monitor.kill()
		assert "hibernation" in events and "real-time clock" not in events, events


def main():
	ktap = Ktap(plan=3)
	for title, step in (
			("no clock wakes the host from hibernation, and status says so",
			 Alarm.hibernation),
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
