#!/usr/bin/python3
# SPDX-License-Identifier: GPL-2.0
"""A sleeping host's SNMP agent next to its own, snmpd, awake.

proxzzzyctl sync walks snmpd; then the same questions are put to snmpd awake and to
the proxy asleep, by net-snmp's tools, by python3-pysnmp4, and as bare datagrams that
are compared byte by byte. Afterwards: what wakes and what does not.
"""

import os
import random
import re
import socket
import sys
import time

from common import Ktap, Sleeper, connect, until
import ber
import evil_ber
import tshark
from lab import BUILD

SYSTEM, INTERFACES = "1.3.6.1.2.1.1", "1.3.6.1.2.1.2"
PRIVATE = "1.3.6.1.4.1.8072.9999"
CONTACT, UPTIME = SYSTEM + ".4.0", SYSTEM + ".3.0"
UNCACHED = SYSTEM + ".6.0"		# the agent has it, the proxy does not
HIDDEN = SYSTEM + ".7.0"		# the proxy knows that it must not be told
BIG = "1.3.6.1.4.1.9999.1"
MANY = 10000

# Types that `override` has; the others come by `pass`.
OVERRIDES = [
	(SYSTEM + ".1.0", "octet_str", '"A Sleeper, asleep"'),
	(SYSTEM + ".2.0", "object_id", ".1.3.6.1.4.1.8072.3.2.10"),
	(CONTACT, "octet_str", '"root"'),
	(SYSTEM + ".5.0", "octet_str", '""'),
	(UNCACHED, "octet_str", '"here"'),
	(HIDDEN, "integer", "72"),
	(INTERFACES + ".1.0", "integer", "-2147483648"),
	(INTERFACES + ".2.1.1.1", "integer", "2147483647"),
	(INTERFACES + ".2.1.1.4294967295", "integer", "-129"),
	(INTERFACES + ".2.1.10.1", "counter", "4294967295"),
	(INTERFACES + ".2.1.10.4294967295", "counter", "128"),
	(INTERFACES + ".2.1.5.1", "uinteger", "3000000000"),
	(INTERFACES + ".2.1.9.1", "timeticks", "4294967295"),
	(INTERFACES + ".2.1.22.1", "object_id", ".0.0"),
	("1.3.6.1.2.1.43.5.1.1.1.1", "octet_str", '"%s"' % ("x" * 300)),
]
PASS = """#!/bin/sh
case "$1 $2" in
"-g .%(p)s.1.0" | "-n .%(p)s") printf '%%s\\n' .%(p)s.1.0 ipaddress 192.0.2.255 ;;
"-g .%(p)s.2.0" | "-n .%(p)s.1.0") printf '%%s\\n' .%(p)s.2.0 counter64 18446744073709551615 ;;
"-g .%(p)s.3.0" | "-n .%(p)s.2.0") printf '%%s\\n' .%(p)s.3.0 gauge 7 ;;
esac
""" % {"p": PRIVATE}
SNMPD = """agentAddress udp:10.77.0.2:161,udp:127.0.0.1:161,udp6:[fd77::2]:161
rocommunity public
rocommunity6 public
rwcommunity private
rwcommunity6 private
pass .%s /bin/sh /tmp/pass
%s
""" % (PRIVATE, "\n".join("override %s.%s %s %s" % ("-rw " * (o == CONTACT), o, t, v)
			  for o, t, v in OVERRIDES))
POLICY = """set * rule 10 syn port 7 limit none
sync * snmp community @/etc/proxzzzy/community subtree 1.3.6.1
set * snmp on getall %s
set * community public
set * community @/etc/proxzzzy/private write
set * community far write from 10.99.0.0/16
set * oid %s integer 72 access nobody
del * oid %s
"""
CACHED = [o for o, _, _ in OVERRIDES if o not in (UNCACHED, HIDDEN)] + [
	PRIVATE + ".%d.0" % n for n in (1, 2, 3)]

PYSNMP = """
import sys
from pysnmp.hlapi import *
e = SnmpEngine()
def ask(command, model, *oids, **more):
    for fail, status, index, values in command(
            e, CommunityData("public", mpModel=model), UdpTransportTarget(
                ("10.77.0.2", 161), timeout=20, retries=0), ContextData(), *more.get("first", ()),
            *[ObjectType(ObjectIdentity(o)) for o in oids], lookupMib=False,
            lexicographicMode=False):
        print(command.__name__, model, fail, status, index,
              *["%s=%s:%s" % (n, type(v).__name__, v.prettyPrint()) for n, v in values])
for model in (0, 1):
    ask(getCmd, model, "1.3.6.1.2.1.1.1.0", "1.3.6.1.2.1.2.1.0")
    ask(nextCmd, model, "1.3.6.1.2.1.2")
ask(bulkCmd, 1, "1.3.6.1.2.1.2", first=(0, 7))
"""


def shown(value):
	"""Bytes as hexadecimal digits, of what is long the beginning."""
	if isinstance(value, tuple):
		return " ".join(map(shown, value))
	return (value.hex() if isinstance(value, bytes) else str(value))[:200]


class Snmp:
	def __init__(self, s, ktap):
		self.s, self.ktap, self.guest, self.peer = s, ktap, s.guest, s.peer
		self.hosts = {"IPv4": "10.77.0.2", "IPv6": "udp6:[fd77::2]"}

	# questions

	def tool(self, words, timeout=30, wait=20):
		"""(exit status, output) of one of net-snmp's; never a second try."""
		name, _, rest = words.partition(" ")
		r = self.peer.run(["env", "MIBS=", name, "-On", "-t", wait, "-r", "0"] + rest.split(),
				  timeout=timeout)
		return r.returncode, r.stdout

	def datagram(self, message, family=socket.AF_INET, wait=5.0):
		"""The answer, from whom it must come, or None."""
		to = ("10.77.0.2" if family == socket.AF_INET else "fd77::2", 161)
		with self.peer.socket(family, socket.SOCK_DGRAM) as sock:
			sock.settimeout(wait)
			sock.sendto(message, to)
			try:
				data, source = sock.recvfrom(65536)
			except socket.timeout:
				return None
		assert source[:2] == to, source
		return data

	def tools(self):
		found = {}
		for family, host in self.hosts.items():
			for version in ("1", "2c"):
				head = "-v %s -c public %s " % (version, host)
				visible = [o for o in CACHED if version != "1" or o != PRIVATE + ".2.0"]
				found["snmpget", version, family] = self.tool(
					"snmpget " + head + " ".join(visible))
				for o in ("1.3.6.1", *visible[:-1]):
					if o not in self.before_gap():
						found["snmpgetnext", version, family, o] = self.tool(
							"snmpgetnext " + head + o)
				for top in (INTERFACES, "1.3.6.1.2.1.43", PRIVATE):
					found["snmpwalk", version, family, top] = self.tool(
						"snmpwalk " + head + top)
			for top in (INTERFACES, "1.3.6.1.2.1.43"):
				found["snmpbulkwalk", family, top] = self.tool(
					"snmpbulkwalk -v 2c -c public -Cr7 %s %s" % (host, top))
			found["snmpbulkget", family] = self.tool(
				"snmpbulkget -v 2c -c public -Cn1 -Cr5 %s %s %s %s"
				% (host, SYSTEM + ".1", INTERFACES, "1.3.6.1.2.1.43"))
		return found

	@staticmethod
	def before_gap():
		"""What follows these is what the proxy does not have."""
		return (SYSTEM + ".5.0",)

	def messages(self):
		"""Of every cached value, alone and with others."""
		n = 1000
		for version in (ber.V1, ber.V2C):
			for o in CACHED:
				n += 7
				yield ber.request(ber.GET, [o], version=version, number=n)
				if o not in self.before_gap():
					yield ber.request(ber.GETNEXT, [o], version=version, number=-n)
			yield ber.request(ber.GET, CACHED[:5], version=version, number=2**31 - 1)
			yield ber.request(ber.GETNEXT, [INTERFACES, "1.3.6.1.2.1.43"], version=version,
					  community="private", number=-2**31)
		for repetitions in (0, 1, 3, 8):
			for first in (0, 1, 2, 5):
				yield ber.request(ber.GETBULK, [INTERFACES + ".1.0", INTERFACES,
								INTERFACES + ".2.1", PRIVATE],
						  first=first, second=repetitions)

	def datagrams(self):
		return {(m, f): self.datagram(m, f) for m in self.messages()
			for f in (socket.AF_INET, socket.AF_INET6)}

	def pysnmp(self):
		return self.peer.run(["/usr/bin/python3", "-c", PYSNMP], timeout=60).stdout

	# the guest

	def start_agent(self):
		g = self.guest
		g.put("/tmp/pass", PASS)
		g.put("/tmp/snmpd.conf", SNMPD)
		g.check("mkdir -p /var/lib/snmp /etc/proxzzzy; printf 'public\\n' >/etc/proxzzzy/community;"
			"printf private >/etc/proxzzzy/private")
		g.start("MIBS= exec snmpd -f -Lo -C -c /tmp/snmpd.conf "
			"-I override,vacm_conf,usmConf,pass >/tmp/snmpd.log 2>&1")
		assert until(lambda: self.datagram(ber.request(ber.GET, [CONTACT]), wait=0.2), 30), \
			g.check("cat /tmp/snmpd.log")

	def sync(self, getall="off"):
		self.guest.put("/etc/proxzzzy/eth0.conf", POLICY % (getall, HIDDEN, UNCACHED))
		return self.s.json("sync --time 20 eth0")

	def case(self, name, function, *args):
		with self.ktap.case(name):
			function(*args)
			assert self.guest.asleep, self.guest.console()[-600:]

	def synced(self):
		done = self.sync()
		notes = [(n["verdict"], n["text"]) for n in done["notes"] if n["topic"] == "snmp"]
		assert ("took", "1.3.6.1: %d values" % (len(CACHED) + 2)) in notes, notes
		shown = self.s.json("show eth0")[0]
		assert {v["oid"] for v in shown["values"]} == set(CACHED) | {HIDDEN}, shown["values"]
		assert len(shown["communities"]) == 3 and shown["snmp"]["enable"], shown
		text = self.s.tool("show eth0") + self.s.tool("save eth0") + str(shown) + str(done)
		assert not re.search(r"public|private|\bfar\b", text.replace("proxzzzy/private", "")), text

	# what is asked of the proxy alone

	def same(self, awake, asleep, least):
		wrong = [(k, awake[k], asleep[k]) for k in awake if awake[k] != asleep[k]]
		self.ktap.note("%d questions" % len(awake))
		assert len(awake) >= least and not wrong, "%d differ: %s" % (
			len(wrong), "; ".join("%s: %s, not %s" % tuple(map(shown, w)) for w in wrong[:4]))

	def error(self, message, status, index, tag=None):
		found = self.datagram(message)
		assert found, "no answer to " + message.hex()
		_, is_status, is_index, bindings = ber.answer(found)
		assert (is_status, is_index) == (status, index), (is_status, is_index)
		if tag:
			assert [b[1] for b in bindings] == [tag], bindings

	def silent(self, message):
		found = self.datagram(message, wait=0.7)
		assert found is None, found.hex()

	def uncached(self):
		"""R57: without getall."""
		for o, tag in ((UNCACHED, ber.NO_SUCH_OBJECT), (SYSTEM + ".1.1", ber.NO_SUCH_INSTANCE),
			       (HIDDEN, ber.NO_SUCH_OBJECT), ("1.3.7.1", ber.NO_SUCH_OBJECT)):
			for community in ("public", "private"):
				ask = {"oids": [o], "community": community}
				self.error(ber.request(ber.GET, version=ber.V1, **ask), 2, 1)
				self.error(ber.request(ber.GET, **ask), 0, 0, tag)
			rc, out = self.tool("snmpget -v 1 -c public 10.77.0.2 " + o)
			assert rc == 2 and "noSuchName" in out, out
		_, status, _, bindings = ber.answer(self.datagram(ber.request(
			ber.GETNEXT, [SYSTEM + ".5.0"])))
		assert status == 0 and bindings[0][0] == ber.read(ber.oid(INTERFACES + ".1.0"))[1], bindings

	def strangers(self):
		"""Another community, and one from elsewhere: nothing is said."""
		for community in ("publi", "public2", "", "far", "PUBLIC"):
			for kind in (ber.GET, ber.GETNEXT, ber.SET):
				self.silent(ber.request(kind, [CONTACT], community=community))
		rc, out = self.tool("snmpget -v 3 -l noAuthNoPriv -u me 10.77.0.2 " + CONTACT, wait=3)
		assert rc == 1 and "Timeout" in out, out

	def readers_set(self):
		"""R59: who may only read is refused."""
		for o in (CONTACT, UNCACHED):
			self.error(ber.request(ber.SET, [o], version=ber.V1), 2, 1)
			self.error(ber.request(ber.SET, [o]), 6, 1)
		rc, out = self.tool("snmpset -v 2c -c public 10.77.0.2 %s s me" % CONTACT)
		assert rc == 2 and "noAccess" in out, out

	def misdeeds(self, family):
		"""What is wrong gets nothing, what only looks so an answer. A good question
		behind each has its answer first."""
		to = ("10.77.0.2" if family == socket.AF_INET else "fd77::2", 161)
		for n, (name, message, is_right) in enumerate(evil_ber.messages(CONTACT)):
			with self.peer.socket(family, socket.SOCK_DGRAM) as sock:
				sock.settimeout(10)
				sock.sendto(message, to)
				sock.sendto(ber.request(ber.GET, [CONTACT], number=7000 + n), to)
				found = [ber.answer(sock.recv(65536))[0] for _ in range(1 + is_right)]
			assert found[-1] == 7000 + n, (name, found)

	def malformed(self):
		before = self.s.counters().get(("snmp", "malformed"), 0)
		self.s.sleep()
		for family in (socket.AF_INET, socket.AF_INET6):
			self.misdeeds(family)
		assert self.guest.asleep, self.guest.console()[-600:]
		connect(self.peer, self.guest.ip4)
		assert self.guest.wait_awake(30) == 0
		wrong = 2 * sum(not m[2] for m in evil_ber.messages(CONTACT))
		self.ktap.note("%d messages" % wrong)
		assert self.s.counters()["snmp", "malformed"] - before == wrong, (before, self.s.counters())

	def noise(self, number=3000, seed=54):
		"""Bytes of good requests changed; the community may only read."""
		draw = random.Random(seed)
		good = [ber.request(k, [CONTACT, INTERFACES], second=5) for k in (ber.GET, ber.GETNEXT,
									  ber.GETBULK, ber.SET)]
		with self.peer.socket(socket.AF_INET, socket.SOCK_DGRAM) as sock:
			for n in range(number):
				if n % 100 == 0:	# none is lost on the way
					self.error(ber.request(ber.GET, [CONTACT]), 0, 0, ber.STRING)
				m = bytearray(draw.choice(good))
				for _ in range(draw.randint(1, 3)):
					at = draw.randrange(len(m))
					m[at] = draw.choice((0, 0xff, 0x80, 0x84, 0x7f, draw.randrange(256)))
				if draw.random() < 0.2:
					del m[draw.randrange(len(m)):]
				if draw.random() < 0.1:
					m += bytes(draw.randrange(1, 40))
				sock.sendto(bytes(m), ("10.77.0.2", 161))
				sock.setblocking(False)
				while self.received(sock):
					pass
		self.error(ber.request(ber.GET, [CONTACT]), 0, 0, ber.STRING)

	@staticmethod
	def received(sock):
		try:
			return sock.recv(65536)
		except BlockingIOError:
			return None

	def wakes_by(self, name, words, reason, least):
		"""snmpd answers what woke the host, as it was sent."""
		with self.ktap.case(name):
			before = len(self.s.wakes())
			self.s.sleep()
			rc, out = self.tool(words, timeout=60)
			if self.guest.asleep:
				self.guest.wake()
				raise AssertionError("not woken: " + out)
			assert self.guest.wait_awake(30) == 0
			woke = self.s.wakes()[before:]
			assert [(w["room"], w["reason"]) for w in woke] == [("snmp", reason)], woke
			assert rc == 0 and least in out, (rc, out)

	# counting on

	def uptime(self):
		def ticks():
			return ber.number(ber.answer(self.datagram(ber.request(ber.GET, [UPTIME])))[3][0][2])
		first = ticks()
		begin = time.monotonic()
		assert until(lambda: ticks() >= first + 50, 10), (first, ticks())
		passed = (time.monotonic() - begin) * 100
		assert ticks() - first < 10 * passed + 100, (first, ticks(), passed)

	# many

	def many_conf(self):
		g = self.guest
		lines = ["set eth0 addr 10.77.0.2 addr fd77::2 rule 10 syn port 7 limit none",
			 "set eth0 mld off igmp off snmp on", "set eth0 community public",
			 "set eth0 oid %s ticks 5 count" % UPTIME]
		lines += ["set eth0 oid %s.%d.%d integer %d" % (BIG, n % 7, n, n) for n in range(MANY - 1)]
		g.put("/tmp/many", "\n".join(lines) + "\n")
		self.s.tool("apply /tmp/many", timeout=120)
		assert len(self.s.json("show eth0")[0]["values"]) == MANY

	def walk_many(self, tool):
		rc, out = self.tool(tool + " 10.77.0.2 " + BIG, timeout=240)
		is_ = re.findall(r"^\.%s\.(\d+)\.(\d+) = INTEGER: (\d+)$" % re.escape(BIG), out, re.M)
		want = sorted((n % 7, n, n) for n in range(MANY - 1))
		assert rc == 0 and [tuple(map(int, i)) for i in is_] == want, (rc, len(is_), out[-300:])

	def main(self):
		g, ktap = self.guest, self.ktap
		self.start_agent()
		g.serve(7)
		with ktap.case("sync takes what the agent has, and tells no community [C26,C27]"):
			self.synced()
		awake = self.tools(), self.datagrams(), self.pysnmp()
		with self.peer.capture("p0", "udp port 161") as capture:
			self.s.sleep()
			self.case("net-snmp's tools get the same asleep as awake, v1 and v2c, both families "
				  "[R54,R55,R56]", lambda: self.same(awake[0], self.tools(), 60))
			self.case("every answer is the same, byte for byte [R54,R55,R56]",
				  lambda: self.same(awake[1], self.datagrams(), 150))
			self.case("python3-pysnmp4 gets the same, too [R54,R55,R56]", lambda: self.same(
				dict(enumerate(awake[2].splitlines())),
				dict(enumerate(self.pysnmp().splitlines())), 20))
			self.case("without getall, what is not cached is noSuchName or an exception [R57]",
				  self.uncached)
			self.case("who is not known gets nothing, nor does version 3 [C26]", self.strangers)
			self.case("a SET of a community that may not write does not wake [R59]",
				  self.readers_set)
		with ktap.case("tshark finds nothing wrong with what it has sent"):
			bad = tshark.wrong(capture.path, "eth.src == %s" % g.mac)
			assert not bad, bad
		self.case("3000 bent requests do not wake it, and it answers on [R36]", self.noise)
		with ktap.case("a connection still wakes it, and it has counted all"):
			connect(self.peer, g.ip4)
			assert g.wait_awake(30) == 0
			counted = self.s.counters()
			assert counted["snmp", "version-3"] >= 1 and counted["snmp", "community"] >= 15, counted
			assert counted["snmp", "malformed"] > 1000, counted
		with ktap.case("malformed BER, each kind by itself: silence, and it sleeps on [R54,R36]"):
			self.malformed()
		self.wakes_by("a SET of a community that may write wakes it, and is done [R59]",
			      "snmpset -t 30 -v 2c -c private 10.77.0.2 %s s me" % CONTACT, "set", '"me"')
		with ktap.case("with getall, what is cached or hidden still does not wake [R58]"):
			self.sync("on")
			self.s.sleep()
			self.error(ber.request(ber.GET, [CONTACT]), 0, 0, ber.STRING)
			self.error(ber.request(ber.GET, [HIDDEN]), 0, 0, ber.NO_SUCH_OBJECT)
			self.error(ber.request(ber.GETNEXT, [UNCACHED]), 0, 0, ber.INTEGER)
			self.silent(ber.request(ber.GET, [UNCACHED], community="nobody"))
			assert g.asleep
			connect(self.peer, g.ip4)
			assert g.wait_awake(30) == 0
		self.wakes_by("with getall, a GET of what is not cached wakes it, and is answered [R58]",
			      "snmpget -t 30 -v 1 -c public udp6:[fd77::2] " + UNCACHED, "uncached", '"here"')
		with ktap.case("%d values are taken [C27]" % MANY):
			self.many_conf()
		self.s.sleep()
		self.case("snmpbulkwalk of all of them loses nothing [R56]", self.walk_many,
			  "snmpbulkwalk -v 2c -c public -Cr50")
		self.case("nor does snmpwalk, one by one, version 1 [R56]", self.walk_many,
			  "snmpwalk -v 1 -c public")
		self.case("sysUpTime counts on while it sleeps, the tick frozen [C27]", self.uptime)


def main():
	ktap = Ktap(plan=18)
	walk = {"/usr/lib/proxzzzy/proxzzzy-snmpwalk": os.path.join(BUILD, "tool", "proxzzzy-snmpwalk")}
	with Sleeper(cpi=True, binaries=["snmpd"], modules=["tcp_diag", "udp_diag"], files=walk) as s:
		try:
			Snmp(s, ktap).main()
		finally:
			if ktap.failed:
				print("# " + s.tool("stats dev eth0").replace("\n", "\n# "))
	return ktap.finish()


if __name__ == "__main__":
	sys.exit(main())
