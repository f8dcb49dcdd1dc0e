#!/usr/bin/python3
# SPDX-License-Identifier: GPL-2.0
"""One kind of interface: asleep it answers, ignores and wakes as it should.

basics.py virtio|e1000e|usb|bridge|vlan|bond
"""

import sys

import frames
import wires
from common import Ktap, Sleeper, connect, until

PEER = "02:00:00:77:00:01"
RULES = ("rule 20 udp port 4000 label 'a datagram' rule 30 magic label 'Magic Packet' "
	 "rule 40 eapol label 'who are you' limit none wake limit none")


class Basics:
	def __init__(self, s, ktap, wire):
		self.s, self.ktap, self.wire = s, ktap, wire
		self.guest, self.peer = s.guest, s.peer
		self.ip4, self.ip6, self.ll6, self.mac = wire.ip4, wire.ip6, wire.ll6, wire.mac
		self.second4, self.second6 = wire.second4, wire.second6
		self.dev = wire.peer_dev

	def case(self, text):
		return self.ktap.case(text)

	def configure(self):
		s = self.s
		s.tool("set dev %s addr %s addr %s addr %s addr %s addr %s %s %s" % (
			s.dev, self.ip4, self.second4, self.ip6, self.second6, self.ll6,
			"rule 10 syn port 7 limit none label 'echo server'", RULES))
		self.beat = self.guest.heartbeat() if self.wire.beats else None
		self.guest.serve(7)
		connect(self.peer, self.ip4)
		self.before = s.held_at_rest()

	def arping(self, *words):
		return self.peer.run(["arping", "-c", "2", "-w", "8", "-i", "2", "-I", self.dev]
				     + list(words))

	def answers(self):
		"""Asleep."""
		mac = self.mac.upper()
		with self.case("user space is frozen"):
			assert not self.beat or self.beat.silent(1.5), self.beat.seen[-3:]
		with self.case("arping: broadcast, then unicast [R18,R19,R20,R22]"):
			r = self.arping(self.ip4)
			assert r.returncode == 0 and mac in r.stdout, r.stdout
			assert self.arping("-b", self.ip4).returncode == 0
		with self.case("arping of the second address [R20,R22]"):
			r = self.arping(self.second4)
			assert r.returncode == 0 and mac in r.stdout, r.stdout
		with self.case("arping -D: a probe finds the address taken [R21]"):
			assert self.arping("-D", self.ip4).returncode == 1
		with self.case("arping of an address that is not its own: silence [R20]"):
			assert self.arping("-c", "1", "-w", "1", self.wire.nobody4).returncode == 1
		with self.case("ndisc6 of all its addresses [R25,R26,R27]"):
			for address in (self.ip6, self.second6, self.ll6):
				r = self.ndisc6(address)
				assert r.returncode == 0 and mac in r.stdout, r.stdout
		with self.case("ndisc6 of an address that is not its own: silence [R25]"):
			assert self.ndisc6(self.wire.nobody6, "1").returncode == 2
		with self.case("a kernel's unicast solicitation is answered [R25]"):
			self.unicast_ns()
		with self.case("a kernel's duplicate address detection fails [R25]"):
			self.dad()
		with self.case("none of that woke it"):
			assert self.guest.asleep, self.guest.console()[-1000:]

	def ndisc6(self, address, tries="3"):
		return self.peer.run(["ndisc6", "-1", "-r", tries, "-w", "1500", address,
				      self.dev])

	def unicast_ns(self):
		self.peer.ip("neigh replace %s lladdr %s dev %s nud probe"
			     % (self.ip6, self.mac, self.dev))
		self.peer.sysctl("net.ipv6.neigh.%s.ucast_solicit=10" % self.dev)
		seen = []

		def reachable():
			seen[:] = [self.peer.check(["ip", "-6", "neigh", "show", self.ip6,
						    "dev", self.dev])]
			return "REACHABLE" in seen[0]
		assert until(reachable, 30), seen
		self.peer.ip("neigh del %s dev %s" % (self.ip6, self.dev))

	def dad(self):
		self.peer.sysctl("net.ipv6.conf.%s.accept_dad=1" % self.dev,
				 "net.ipv6.conf.%s.dad_transmits=5" % self.dev)
		self.peer.ip("addr add %s/64 dev %s" % (self.ip6, self.dev))
		try:
			show = ["ip", "-o", "-6", "addr", "show", "dev", self.dev]
			assert until(lambda: "dadfailed" in self.peer.check(show), 15), \
				self.peer.check(show)
		finally:
			self.peer.ip("addr del %s/64 dev %s" % (self.ip6, self.dev))
			self.peer.sysctl("net.ipv6.conf.%s.accept_dad=0" % self.dev)

	def woken(self, rule, reason, **more):
		"""User space runs again, for that reason."""
		assert self.guest.wait_awake(20) == 0, self.guest.console()[-1000:]
		wake = self.s.wakes()[-1]
		assert (wake["rule"], wake["room"], wake["reason"], wake["phase"]) == \
			(rule, "wake", reason, "proxying"), wake
		assert 0 < wake["latency_ns"] < 60e9, wake
		for key, value in more.items():
			assert value in wake[key], (key, wake)
		return wake

	def wakes_by(self, what, send, rule, reason, **more):
		with self.case(what):
			if not self.guest.asleep:
				self.s.sleep()
			kept = send()
			self.woken(rule, reason, **more)
			return kept
		self.guest.asleep and self.guest.wake()

	def wakers(self):
		peer, mac = self.peer, self.mac.lower()
		plain = mac.replace(":", "")
		self.wakes_by("a SYN wakes it and the connection is served [R30,R35]",
			      lambda: connect(peer, self.ip4), 10, "tcp-syn", frame=plain,
			      label="echo server")
		self.wakes_by("a SYN over IPv6 wakes it [R30]",
			      lambda: connect(peer, self.ip6), 10, "tcp-syn", frame=plain)
		peer.sysctl("net.ipv4.tcp_ecn=1")
		self.wakes_by("a SYN that offers ECN wakes it [R30]",
			      lambda: connect(peer, self.ip4), 10, "tcp-syn")
		peer.sysctl("net.ipv4.tcp_ecn=0")
		self.wakes_by("etherwake wakes it [R31]", lambda: peer.check(
			["etherwake", "-b", "-i", self.dev, mac]), 30, "magic",
			frame="ffffffffffff" + plain)
		self.wakes_by("wakeonlan wakes it [R31]", lambda: peer.check(
			["wakeonlan", "-i", self.wire.broadcast4, mac]), 30, "magic",
			frame="ffffffffffff" + plain)
		self.wakes_by("a datagram to a port of a rule wakes it [WAKE-UDP]",
			      lambda: self.datagram(4000), 20, "udp", label="a datagram")
		self.wakes_by("an EAP request for its identity wakes it [R4]",
			      lambda: self.wire.send(frames.eapol_identity(PEER, mac)), 40,
			      "eapol", frame="888e")

	def datagram(self, port):
		with self.peer.socket(kind=2) as sock:
			sock.sendto(b"are you there?", (self.ip4, port))

	def ignores(self):
		with self.case("asleep again, it ignores what no rule names"):
			self.s.sleep()
			self.datagram(4001)
			self.wire.send(frames.arp_request(PEER, self.wire.peer4, self.wire.nobody4))
			self.wire.send(frames.magic(PEER, "02:00:00:77:00:99"))
			tcp = self.peer.tcp_connect(self.ip4, 8, timeout=2)
			tcp.close()
			assert not tcp.ok and "timed out" in tcp.error, tcp
			assert self.guest.asleep, self.guest.console()[-1000:]

	def pcap(self):
		with self.case("tshark reads the wakes from the pcapng file"):
			self.s.tool("wakes dev %s --pcap /tmp/wakes.pcapng" % self.s.dev)
			path = self.peer.dir + "/wakes.pcapng"
			with open(path, "wb") as f:
				f.write(self.guest.get("/tmp/wakes.pcapng"))
			out = self.peer.check(["tshark", "-r", "/run/lab/wakes.pcapng", "-T",
					       "fields", "-e", "frame.len", "-e", "pkt_comment",
					       "-e", "frame.comment", "-e", "frame.protocols"])
			lines = [l for l in out.splitlines() if "rule " in l]
			assert len(lines) == len(self.s.wakes()), out
			assert "rule 10" in out and "rule 30" in out and "tcp" in out, out

	def left(self):
		with self.case("asleep it was held, and nothing is held afterwards"):
			asleep = self.s.held_asleep()
			assert asleep.devices(syscore=1) and asleep.irqs(nested=1), asleep.lines
			self.s.same_as(self.before)
			status = self.s.status()
			assert not status["held"] and status["phase"] == "off", status
		with self.case("the kernel has not complained"):
			assert not self.guest.splats(), self.guest.splats()


def main():
	kind = sys.argv[1] if len(sys.argv) > 1 else "virtio"
	ktap = Ktap(plan=21)
	wire = wires.KINDS[kind]()
	with Sleeper(dev=wire.dev, nic=wire.nic, splats_ok=True) as s, wire.on(s):
		b = Basics(s, ktap, wire)
		b.configure()
		s.sleep()
		b.answers()
		b.wakers()
		b.ignores()
		connect(b.peer, b.ip4)
		s.guest.wait_awake(20)
		b.pcap()
		b.left()
	return ktap.finish()


if __name__ == "__main__":
	sys.exit(main())
