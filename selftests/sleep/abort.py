#!/usr/bin/python3
# SPDX-License-Identifier: GPL-2.0
"""Suspends that are given up, refused, or of a kind that cannot be proxied."""

import re
import sys

from common import Ktap, Sleeper, connect

AT = "/sys/module/failing/parameters/at"
PREEMPT = "/sys/kernel/debug/sched/preempt"

# One who has asked before, and then fifteen others have, before it asks again
# and one more does while that is under way.
ASK = """
echo deep >/sys/power/mem_sleep
echo mem >/tmp/mem
echo notifier >%(at)s
echo freeze >/sys/power/state
for i in $(seq 15); do
	sh -c "echo freeze >/sys/power/state; echo >/tmp/asked.$i; exec sleep 60" &
done
until [ -e /tmp/asked.15 ] && [ $(ls /tmp/asked.* | wc -l) = 15 ]; do usleep 50000; done
rm /tmp/asked.*
echo slow >%(at)s
(until [ "$(cat %(at)s)" = waiting ]; do usleep 20000; done
 busybox dd if=/tmp/mem of=/sys/power/state 2>/tmp/second
 echo none >%(at)s) &
echo freeze >/sys/power/state
"""


class Abort:
	def __init__(self, s, ktap):
		self.s, self.guest, self.ktap = s, s.guest, ktap
		s.set()
		self.guest.serve(7)
		connect(s.peer, self.guest.ip4)
		self.before = s.held_at_rest()

	def unwound(self):
		"""Off, and nothing held."""
		self.s.same_as(self.before)
		status = self.s.status()
		assert status["phase"] == "off" and status["starter"] == "none", status
		assert not status["held"], status

	def works(self):
		self.s.sleep()
		self.s.answers_arp()
		connect(self.s.peer, self.guest.ip4)
		assert self.guest.wait_awake(20) == 0
		self.unwound()

	def failing(self, step):
		with self.ktap.case("a suspend that fails in %s unwinds" % step):
			self.guest.check("echo %s >%s" % (step, AT))
			try:
				assert self.s.try_sleep() != 0, "it slept"
			finally:
				self.guest.check("echo none >" + AT)
			self.unwound()

	def twice(self):
		with self.ktap.case("after all of that, two sleeps in a row are proxied"):
			sleeps = self.s.status()["sleeps"]
			self.works()
			self.works()
			assert self.s.status()["sleeps"] == sleeps + 2, self.s.status()

	def second_caller(self):
		"""It is told -EBUSY, but only after it has said which sleep it wants."""
		with self.ktap.case("who asks for another sleep meanwhile confuses nobody"):
			g, unproxied = self.guest, self.s.status()["unproxied"]
			g.put("/tmp/ask", ASK % {"at": AT})
			g.suspend_rc, g._mark = None, g.mark()
			g.sleep = g.start("exec sh /tmp/ask")
			g.wait_console("PM: suspend-to-idle", g._mark, 60)
			self.s.answers_arp()
			connect(self.s.peer, g.ip4)
			assert g.wait_awake(20) == 0
			assert "busy" in g.check("cat /tmp/second; echo none >" + AT)
			assert self.s.status()["unproxied"] == unproxied, self.s.status()
			self.unwound()

	def levels(self):
		"""These suspends wait in a loop, which ksoftirqd must be able to interrupt: it has
		what softirqs could not finish under load, and no idle loop lets it run."""
		former = re.search(r"\((\w+)\)", self.guest.check("cat " + PREEMPT)).group(1)
		self.guest.check("echo full >" + PREEMPT)
		for level in ("freezer", "devices"):
			with self.ktap.case("pm_test %s: proxied meanwhile, then unwound" % level):
				self.guest.check("echo %s >/sys/power/pm_test; echo 5 >/sys/module/"
						 "suspend/parameters/pm_test_delay" % level)
				try:
					assert self.level()
				finally:
					self.guest.check("echo none >/sys/power/pm_test")
				self.unwound()
		self.guest.check("echo %s >%s" % (former, PREEMPT))

	def level(self):
		g = self.guest
		answered = self.s.counters().get(("arp", "answered"), 0)
		g.suspend_rc, g._mark = None, g.mark()
		g.sleep = g.start("echo freeze >/sys/power/state")
		g.wait_console("suspend debug: Waiting", g._mark, 20)
		self.s.peer.run(["arping", "-c", "4", "-w", "4", "-I", "p0", g.ip4])
		assert g.wait_awake(30) == 0
		return self.s.counters().get(("arp", "answered"), 0) > answered

	def s2idle_off(self):
		with self.ktap.case("with s2idle off a sleep holds nothing and answers nothing"):
			self.s.tool("set dev eth0 s2idle off")
			frames = self.s.status()["frames"]
			self.s.sleep()
			out = self.s.peer.run(["arping", "-c1", "-w1", "-I", "p0", self.guest.ip4])
			assert out.returncode == 1, out.stdout
			assert self.guest.wake() == 0
			asleep = self.s.held_asleep()
			assert not asleep.devices(syscore=1), asleep.devices(syscore=1)
			assert not asleep.irqs(nested=1), asleep.irqs(nested=1)
			assert self.s.status()["frames"] == frames
			self.s.tool("set dev eth0 s2idle proxy")
			self.unwound()

	def down(self):
		with self.ktap.case("an interface that is down: not proxied, and status says why"):
			unproxied = self.s.status()["unproxied"]
			self.guest.check("/usr/sbin/ip link set eth0 down")
			asleep = self.s.sleep_and_look()
			assert not asleep.devices(syscore=1), asleep.devices(syscore=1)
			status = self.s.status()
			assert status["unproxied"] == unproxied + 1, status
			assert "down" in status["error"], status
			self.guest.check(
				"ip=/usr/sbin/ip; $ip link set eth0 up; until [ \"$(cat /sys/class/"
				"net/eth0/carrier)\" = 1 ]; do usleep 20000; done; "
				"$ip addr add %s/64 dev eth0 nodad" % self.guest.ip6)
			self.works()

	# sleeps in which no code runs

	def state(self, word):
		"""What a write to /sys/power/state says; the shell's echo hides the errno."""
		return self.guest.run("echo %s >/tmp/state; busybox dd if=/tmp/state "
				      "of=/sys/power/state" % word, 60)

	def refuse(self, state, prepare, what):
		with self.ktap.case("deep refuse: %s is refused with EBUSY" % what):
			self.guest.check(prepare)
			self.s.tool("set dev eth0 deep refuse")
			unproxied = self.s.status()["unproxied"]
			rc, out = self.state(state)
			assert rc and "busy" in out, (rc, out)
			status = self.s.status()
			assert status["unproxied"] == unproxied + 1, status
			assert what in status["error"], status
			self.s.tool("set dev eth0 deep leave")
			self.unwound()

	def leave_s3(self):
		with self.ktap.case("deep leave: suspend-to-RAM goes on, and status says why it "
				    "was not proxied"):
			unproxied = self.s.status()["unproxied"]
			self.guest.suspend_mem()
			out = self.s.peer.run(["arping", "-c1", "-w1", "-I", "p0", self.guest.ip4])
			assert out.returncode == 1, out.stdout
			assert self.guest.wake() == 0
			status = self.s.status()
			assert status["unproxied"] == unproxied + 1, status
			assert "suspend-to-RAM" in status["error"], status
			self.unwound()
			self.works()

	def leave_disk(self):
		with self.ktap.case("deep leave: hibernation goes on, and status says why it was "
				    "not proxied"):
			self.guest.check("echo freezer >/sys/power/pm_test; echo 1 "
					 ">/sys/module/hibernate/parameters/pm_test_delay "
					 "2>/dev/null; true")
			unproxied = self.s.status()["unproxied"]
			self.state("disk")
			self.guest.check("echo none >/sys/power/pm_test")
			status = self.s.status()
			assert status["unproxied"] == unproxied + 1, status
			assert "hibernation" in status["error"], status
			self.unwound()


def has(guest, word):
	return word in guest.check("cat /sys/power/state").split()


def main():
	ktap = Ktap(plan=17)
	# S3 stops the ACPI timer for good here: time has to come from the HPET.
	with Sleeper(splats_ok=True, boot="bzimage", extra=["-machine", "hpet=on"]) as s:
		a = Abort(s, ktap)
		for step in ("notifier", "prepare", "suspend", "late", "noirq", "wakeup"):
			a.failing(step)
		a.twice()
		a.second_caller()
		a.levels()
		a.s2idle_off()
		a.down()
		a.refuse("mem", "echo deep >/sys/power/mem_sleep", "suspend-to-RAM")
		a.leave_s3()
		if has(s.guest, "disk"):
			a.refuse("disk", "true", "hibernation")
			a.leave_disk()
		else:
			for _ in range(2):
				ktap.skip("hibernation", "this kernel offers none")
		with ktap.case("the kernel has not complained"):
			assert not s.guest.splats(), s.guest.splats()
	return ktap.finish()


if __name__ == "__main__":
	sys.exit(main())
