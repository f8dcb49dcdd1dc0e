#!/usr/bin/python3
# SPDX-License-Identifier: GPL-2.0
"""Who says the host's names: its own avahi while it is awake, the proxy while it sleeps.

handover.py [CYCLES]	that many sleeps, with a browser that watches (default 5)

The guest's avahi must never see a conflict with what the proxy has said, and a
browser outside must never miss a service for longer than 3 s. A conflict that
another host makes wakes the guest once; a reflected announcement does not.
"""

import re
import struct
import sys
import time

from common import Ktap, Sleeper, connect, until

SERVICE = """<?xml version="1.0"?><!DOCTYPE service-group SYSTEM "avahi-service.dtd">
<service-group><name>Sleeper Printer</name><service><type>_ipp._tcp</type><port>631</port>
<txt-record>note=a b</txt-record></service></service-group>
"""
AVAHI_CONF = """[server]
host-name=sleeper
allow-interfaces=eth0
enable-dbus=no
[publish]
publish-hinfo=no
publish-workstation=no
"""
CONF = """
set eth0 addr 10.77.0.2 addr fd77::2 addr %s
set eth0 rule 10 syn port 7 limit none label "echo server"
set eth0 mdns on host sleeper announce 2
set eth0 record _ipp._tcp.local shared PTR "Sleeper Printer._ipp._tcp.local"
set eth0 record "Sleeper Printer._ipp._tcp.local" SRV 0 0 631 sleeper.local
set eth0 record "Sleeper Printer._ipp._tcp.local" TXT "note=a b"
"""
BROWSER = """
import sys, time
from zeroconf import Zeroconf, IPVersion, ServiceBrowser
class Watch:
	def say(self, what, name): print('%.3f %s %s' % (time.monotonic(), what, name), flush=True)
	def add_service(self, z, t, n): self.say('add', n)
	def remove_service(self, z, t, n): self.say('remove', n)
	def update_service(self, z, t, n): self.say('update', n)
z = Zeroconf(interfaces=['10.77.0.1'], ip_version=IPVersion.V4Only)
ServiceBrowser(z, '_ipp._tcp.local.', Watch())
while True:
	time.sleep(1)
"""


def name(text):
	return b"".join(bytes([len(p)]) + p.encode() for p in text.split(".")) + b"\0"


def response(records):
	"""An mDNS response: (name, type, cache flush, TTL, data) each."""
	out = struct.pack(">6H", 0, 0x8400, 0, len(records), 0, 0)
	for n, kind, flush, ttl, data in records:
		out += name(n) + struct.pack(">HHIH", kind, 0x8001 if flush else 1, ttl, len(data)) + data
	return out


def prepare_avahi(guest):
	"""All that avahi-daemon needs in a guest."""
	guest.check("mkdir -p /etc/avahi/services /run/avahi-daemon; "
		    "grep -q ^avahi: /etc/passwd || echo 'avahi:x:99:99::/:/bin/false' >>/etc/passwd; "
		    "grep -q ^avahi: /etc/group || echo 'avahi:x:99:' >>/etc/group; "
		    "/usr/sbin/ip route add 224.0.0.0/4 dev eth0")
	guest.put("/etc/avahi/avahi-daemon.conf", AVAHI_CONF)
	guest.put("/etc/avahi/services/ipp.service", SERVICE)


class Handover:
	def __init__(self, s, ktap, cycles):
		self.s, self.ktap, self.guest, self.peer = s, ktap, s.guest, s.peer
		self.cycles = cycles

	def say(self, payload):
		import socket
		with self.peer.socket(socket.AF_INET, socket.SOCK_DGRAM) as sock:
			sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
			sock.setsockopt(socket.IPPROTO_IP, socket.IP_MULTICAST_TTL, 255)
			sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
			sock.setsockopt(socket.IPPROTO_IP, socket.IP_MULTICAST_IF,
					socket.inet_aton("10.77.0.1"))
			sock.bind(("", 5353))
			sock.sendto(payload, ("224.0.0.251", 5353))

	def conflict(self):
		with self.ktap.case("another host's answer for our name wakes it, once [R80]"):
			self.s.sleep()
			before = self.wakes_before
			self.say(response([("_ipp._tcp.local", 12, False, 4500,
					    name("other._ipp._tcp.local"))]))
			self.say(response([("sleeper.local", 1, True, 120, bytes([10, 77, 0, 2]))]))
			self.s.answers_arp(2)
			assert self.guest.asleep, "a shared record, or our own, has woken it"
			begin = time.monotonic()
			self.say(response([("sleeper.local", 1, True, 120, bytes([10, 77, 0, 99]))]))
			assert self.guest.wait_awake(20) == 0
			self.ktap.note("awake after %.2f s" % (time.monotonic() - begin))
			wake = self.s.wakes()[-1]
			assert (wake["room"], wake["reason"]) == ("mdns", "conflict"), wake
			assert self.s.status()["wakes"] == before + 1, self.s.status()

	def llmnr(self):
		with self.ktap.case("an LLMNR query that tells of a conflict wakes it [R89]"):
			import socket
			self.wakes_before = self.s.status()["wakes"]
			self.s.sleep()
			query = struct.pack(">6H", 9, 0x0400, 1, 0, 0, 0) + name("sleeper") + b"\0\1\0\1"
			with self.peer.socket(socket.AF_INET, socket.SOCK_DGRAM) as sock:
				sock.setsockopt(socket.IPPROTO_IP, socket.IP_MULTICAST_IF,
						socket.inet_aton("10.77.0.1"))
				sock.sendto(query, ("224.0.0.252", 5355))
			assert self.guest.wait_awake(20) == 0
			wake = self.s.wakes()[-1]
			assert (wake["room"], wake["reason"]) == ("llmnr", "conflict"), wake

	def goodbye(self):
		with self.ktap.case("goodbye takes the service back, and the browser sees it [R81]"):
			self.s.tool("goodbye eth0")
			assert until(lambda: re.search(r" remove Sleeper Printer", self.browser.log()), 10), \
				self.browser.log()

	def handover(self):
		with self.ktap.case("%d sleeps: the name stays, the service is never gone [R80]" % self.cycles):
			for _ in range(self.cycles):
				self.s.sleep()
				self.s.answers_arp(1)
				out = self.peer.run(["drill", "-p", "5353", "@224.0.0.251", "sleeper.local"])
				assert "10.77.0.2" in out.stdout, out.stdout
				connect(self.peer, self.guest.ip4)
				assert self.guest.wait_awake(30) == 0
			log = self.guest.check("cat /tmp/avahi.log")
			assert "conflict" not in log.lower() and "sleeper-2" not in log, log[-2000:]
			gone = self.longest_gone()
			self.ktap.note("longest time without the service: %.2f s" % gone)
			assert gone <= 3, self.browser.log()

	def longest_gone(self):
		longest, since = 0, None
		for line in self.browser.log().splitlines():
			when, what = line.split()[:2]
			if what == "remove":
				since = float(when)
			elif what == "add" and since:
				longest, since = max(longest, float(when) - since), None
		return max(longest, time.monotonic() - since if since else 0)

	def main(self):
		g = self.guest
		self.peer.ip("route add 224.0.0.0/4 dev p0")
		prepare_avahi(g)
		g.put("/tmp/conf", CONF % g.ll6)
		self.s.tool("apply /tmp/conf")
		g.serve(7)
		avahi = g.start("exec avahi-daemon --no-drop-root --no-chroot --no-rlimits >/tmp/avahi.log 2>&1")
		with self.ktap.case("the guest's own avahi publishes, awake"):
			assert until(lambda: "Server startup complete" in g.check("cat /tmp/avahi.log 2>/dev/null; true"), 40), \
				g.check("cat /tmp/avahi.log 2>/dev/null; true")
			self.browser = self.peer.popen(["/usr/bin/python3", "-u", "-c", BROWSER])
			assert until(lambda: " add Sleeper Printer" in self.browser.log(), 20), \
				self.browser.log()
		self.handover()
		self.wakes_before = self.s.status()["wakes"]
		self.conflict()
		self.s.tool("set eth0 llmnr on host sleeper")
		self.llmnr()
		self.goodbye()
		self.browser.stop()


def main(argv):
	cycles = int(argv[1]) if len(argv) > 1 else 5
	ktap = Ktap(plan=5)
	with Sleeper(binaries=["avahi-daemon"]) as s:
		Handover(s, ktap, cycles).main()
	return ktap.finish()


if __name__ == "__main__":
	sys.exit(main(sys.argv))
