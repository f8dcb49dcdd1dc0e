#!/usr/bin/python3
# SPDX-License-Identifier: GPL-2.0
"""What goes away or changes in the middle of a sleep, or under a flood."""

import sys
import threading

import frames
from common import Ktap, Sleeper, connect, until

PEER = "02:00:00:77:00:01"
IP = "/usr/sbin/ip "
VETH = ("modprobe veth; " + IP + "link add v0 type veth peer name v1; " + IP + "link set v1 up; " + IP
	+ "addr add 10.78.0.2/24 dev v0; " + IP + "link set v0 up")

# A suspend has begun, and goes on 0.3 s after that.
BEGINS_AND = """
at=/sys/module/failing/parameters/at
echo slow >$at
echo freeze >/sys/power/state &
freeze=$!
until [ "$(cat $at)" = waiting ]; do usleep 20000; done
(usleep 300000; echo none >$at) &
"""


class Flood:
	"""Noise, ARP and SYN to the guest from the moment it is made until stop()."""

	def __init__(self, s):
		g = s.guest
		noise = frames.Noise(PEER, g.mac, g.ip4, g.ip6, 7)
		self.flow = list(noise.frames(500)) + [
			frames.arp_request(PEER, "10.77.0.1", g.ip4) for _ in range(500)]
		self.raw = s.peer.raw()
		self.over = threading.Event()
		self.sent = 0
		self.thread = threading.Thread(target=self.run, daemon=True)

	def __enter__(self):
		self.thread.start()
		return self

	def __exit__(self, *_):
		self.over.set()
		self.thread.join()
		self.raw.close()

	def run(self):
		while not self.over.wait(0.01):
			for _ in range(10):
				try:
					self.raw.send(self.flow[self.sent % len(self.flow)])
				except OSError:
					pass
				self.sent += 1

	def going(self, number=300):
		"""Lets so many frames pass."""
		goal = self.sent + number
		assert until(lambda: self.sent >= goal, 30, 0.01), "the flood stopped"


class Unplug:
	def __init__(self, s, ktap):
		self.s, self.ktap, self.guest, self.peer = s, ktap, s.guest, s.peer
		s.set("rule 30 magic limit none wake limit none")
		self.guest.serve(7)
		connect(s.peer, self.guest.ip4)
		self.before = s.held_at_rest()

	def works(self):
		self.s.sleep()
		self.s.answers_arp()
		connect(self.peer, self.guest.ip4)
		assert self.guest.wait_awake(20) == 0
		self.s.same_as(self.before)

	def silent(self):
		r = self.peer.run(["arping", "-c1", "-w1", "-I", "p0", self.guest.ip4])
		assert r.returncode == 1, r.stdout

	def carrier(self):
		with self.ktap.case("asleep the carrier is lost: that wakes nobody, and it answers "
				    "when it is back [R2,R34]"):
			self.s.sleep()
			self.s.answers_arp()
			self.guest.link(False)
			self.silent()
			assert self.guest.asleep, self.guest.console()[-1000:]
			self.guest.link(True)
			assert until(lambda: self.peer.run(
				["arping", "-c1", "-w1", "-I", "p0", self.guest.ip4]).returncode == 0, 15)
			assert self.guest.asleep, self.guest.console()[-1000:]
			connect(self.peer, self.guest.ip4)
			assert self.guest.wait_awake(20) == 0
			self.s.same_as(self.before)

	def carrier_events(self):
		with self.ktap.case("losing the carrier is told to who listens [R2]"):
			job = self.guest.start("exec proxzzzyctl -j monitor")
			# A socket of generic netlink that has joined a group.
			self.guest.check("until awk '$2 == 16 && $4 !~ /^0+$/ { n++ } END { exit !n }' "
					 "/proc/net/netlink; do usleep 50000; done")
			self.s.tool("start dev eth0")
			assert until(lambda: "started" in job.output, 10), job.output
			self.guest.link(False)
			assert until(lambda: "link-lost" in job.output, 10), job.output
			self.guest.link(True)
			assert until(lambda: "link-back" in job.output, 10), job.output
			self.s.tool("stop dev eth0")
			job.kill()

	def woken(self):
		self.s.wake_by_magic()
		return not self.guest.asleep

	def address(self):
		with self.ktap.case("asleep under a flood, nothing changes; awake, a new MAC address "
				    "is followed [C1,C10]"):
			with Flood(self.s) as flood:
				self.s.sleep()
				flood.going()
				assert until(self.woken, 20, 0.5)	# the flood may cover one
				assert self.guest.wait_awake(20) == 0
				self.s.tool("start dev eth0")
				self.guest.check("ip=/usr/sbin/ip; $ip link set eth0 address "
						 "02:00:00:77:00:42")
				flood.going()
			r = self.peer.run(["arping", "-b", "-c1", "-w3", "-I", "p0", self.guest.ip4])
			assert "02:00:00:77:00:42" in r.stdout, r.stdout
			self.guest.check(IP + "link set eth0 address " + self.guest.mac)
			r = self.peer.run(["arping", "-b", "-c1", "-w3", "-I", "p0", self.guest.ip4])
			assert self.guest.mac in r.stdout.lower(), r.stdout
			self.s.tool("stop dev eth0")

	def commits(self):
		with self.ktap.case("configurations change under a flood, all of them at once"):
			with Flood(self.s) as flood:
				self.s.tool("start dev eth0")
				for n in range(20):
					self.s.tool("set dev eth0 addr 10.77.0.%d rule %d syn port %d"
						    % (50 + n, 100 + n, 100 + n))
					flood.going(30)
				for n in range(20):
					self.s.tool("del dev eth0 addr 10.77.0.%d rule %d"
						    % (50 + n, 100 + n))
				flood.going(100)
				assert self.s.status()["phase"] == "proxying", self.s.status()
				self.s.tool("stop dev eth0")
			self.s.same_as(self.before)

	def start_stop(self):
		with self.ktap.case("started and stopped twenty times under a flood [R32]"):
			with Flood(self.s) as flood:
				self.guest.check("for i in $(seq 20); do proxzzzyctl start dev eth0 && "
						 "proxzzzyctl stop dev eth0 || exit 1; done", 120)
				flood.going(50)
			self.s.same_as(self.before)

	def interface(self):
		with self.ktap.case("an interface is removed while it is proxied"):
			for _ in range(10):
				self.guest.check(
					VETH + "; proxzzzyctl set dev v0 s2idle off addr 10.78.0.2 && "
					"proxzzzyctl start dev v0 && " + IP + "link del v0", 30)
			assert [p["dev"] for p in self.s.json("status")] == ["eth0"]
		with self.ktap.case("an interface whose device cannot be held is refused for sleeps "
				    "and taken for start"):
			self.guest.check(VETH)
			out = self.guest.fails("proxzzzyctl set dev v0 addr 10.78.0.2")
			assert "physical" in out, out
			self.guest.check("proxzzzyctl set dev v0 s2idle off addr 10.78.0.2; "
					 + IP + "link del v0")

	def remove_module(self):
		with self.ktap.case("the module is removed while it proxies, under a flood"):
			with Flood(self.s) as flood:
				for _ in range(5):
					self.s.tool("start dev eth0")
					flood.going(50)
					self.guest.unload("proxzzzy")
					self.s.lab.load("proxzzzy")
					self.s.set("rule 30 magic limit none wake limit none")
			self.works()

	def remove_while_preparing(self):
		with self.ktap.case("the module is removed while a suspend begins"):
			g = self.guest
			g.suspend_rc, g._mark = None, g.mark()
			g.sleep = g.start(BEGINS_AND + "rmmod proxzzzy || exit 99; wait $freeze")
			g.wait_console("PM: suspend-to-idle", g._mark)
			self.silent()
			assert g.wake() == 0, g.sleep.output
			self.s.same_as(self.before)
			self.s.lab.load("proxzzzy")
			self.s.set("rule 30 magic limit none wake limit none")
			self.works()

	def nic(self):
		with self.ktap.case("the NIC is pulled out asleep, and gone after the wake"):
			self.s.sleep()
			self.s.answers_arp()
			self.guest.unplug()
			self.guest.wake()
			assert until(lambda: "eth0" not in self.guest.check("ls /sys/class/net"), 20)
			assert not self.s.json("status"), self.s.json("status")
			held = self.s.held()
			assert not held.devices(syscore=1) and not held.irqs(nested=1), held.lines
		with self.ktap.case("without it the next sleep is as if it had never been"):
			asleep = self.s.sleep_and_look()
			assert not asleep.devices(syscore=1), asleep.lines


def main():
	ktap = Ktap(plan=13)
	with Sleeper(splats_ok=True) as s:
		u = Unplug(s, ktap)
		memory = s.memory()
		for step in (u.carrier, u.carrier_events, u.address, u.commits, u.start_stop,
			     u.interface, u.remove_module, u.remove_while_preparing):
			step()
		with ktap.case("memory is where it was"):
			s.flat_since(memory, ktap, 3072)
		u.nic()
		with ktap.case("the kernel has not complained"):
			assert not s.guest.splats(), s.guest.splats()
	return ktap.finish()


if __name__ == "__main__":
	sys.exit(main())
