#!/usr/bin/python3
# SPDX-License-Identifier: GPL-2.0
"""The same questions to the guest's avahi awake and to the proxy asleep.

What is answered must be the same, record by record: name, type, cache-flush bit,
TTL and data. The two differences that are meant are below, each with its clause.
"""

import sys
import time

import dns
from common import Ktap, Sleeper, connect, until
from handover import CONF, prepare_avahi

INSTANCE = "Sleeper Printer._ipp._tcp.local"
QUESTIONS = [
	("the host's A", [("sleeper.local", "A")]),
	("the host's AAAA", [("sleeper.local", "AAAA")]),
	("whatever the case", [("SLEEPER.Local", "A")]),
	("the reverse of IPv4", [("2.0.77.10.in-addr.arpa", "PTR")]),
	("the instances", [("_ipp._tcp.local", "PTR")]),
	("the types", [("_services._dns-sd._udp.local", "PTR")]),
	("the SRV", [(INSTANCE, "SRV")]),
	("the TXT", [(INSTANCE, "TXT")]),
	("several questions", [(INSTANCE, "SRV"), ("sleeper.local", "A")]),
	("a name that is not there", [("nobody.local", "A")]),
	("a type that the name has not", [(INSTANCE, "A")]),
	("all of the instance", [(INSTANCE, "ANY")]),
]

# Only asleep. RFC 6762 6.1 and R69: that a unique name has no such record is an
# answer too, and NSEC says it; avahi 0.8 is silent.
NEGATIVE = "a type that the name has not"


def is_asked(record, questions):
	"""avahi puts additional records among the answers, and announces meanwhile."""
	name, kind = record[:2]
	return any(name == n.lower() and t in (kind, "ANY") or kind == "NSEC" and name == n.lower()
		   for n, t in questions)


def is_link_local(record):
	"""C28: all addresses of the interface; avahi says these only where there are
	no others."""
	return record[1] == "AAAA" and record[4][:2] == b"\xfe\x80"


def answers(asker, questions, **options):
	"""{record} of the answer sections of all that came."""
	found = set()
	for _, _, _, flags, records in asker.ask(dns.query(questions, **options)):
		assert flags & 0x8400 == 0x8400, hex(flags)
		found |= {r[1:] for r in records if r[0] == 1 and is_asked(r[1:], questions)}
	return found


class Compare:
	def __init__(self, s, ktap):
		self.s, self.ktap, self.guest, self.peer = s, ktap, s.guest, s.peer

	def gather(self):
		found = {}
		with dns.Asker(self.peer, "10.77.0.2") as asker:
			for title, questions in QUESTIONS:
				found[title] = answers(asker, questions)
				time.sleep(1.1)		# RFC 6762 6: a record once a second
		return found

	def settled(self):
		"""It announces three times, and does not say again what it has just said."""
		with dns.Asker(self.peer, "10.77.0.2") as asker:
			assert until(lambda: not asker.hear(3), 60), "it goes on"

	def known(self):
		"""R67: what is known is not said."""
		data = dns.name(INSTANCE)
		with dns.Asker(self.peer, "10.77.0.2") as asker:
			time.sleep(1.1)
			return answers(asker, [("_ipp._tcp.local", "PTR")],
				       known=[("_ipp._tcp.local", "PTR", 4000, data)])

	def same(self, title):
		awake, asleep = self.awake[title], self.asleep[title]
		if title == NEGATIVE:
			assert not awake, awake
			assert [r[1] for r in asleep] == ["NSEC"], asleep
			return
		extra = {r for r in asleep if is_link_local(r)}
		assert not extra or extra == {r for r in extra if r[0] == "sleeper.local"}, extra
		asleep = asleep - extra
		assert awake == asleep, "awake %r\nasleep %r" % (sorted(awake - asleep, key=repr),
								 sorted(asleep - awake, key=repr))

	def main(self):
		g = self.guest
		self.peer.ip("route add 224.0.0.0/4 dev p0")
		prepare_avahi(g)
		g.put("/tmp/conf", CONF % g.ll6)
		self.s.tool("apply /tmp/conf")
		g.serve(7)
		g.start("exec avahi-daemon --no-drop-root --no-chroot --no-rlimits >/tmp/avahi.log 2>&1")
		assert until(lambda: "successfully established" in g.check(
			"cat /tmp/avahi.log 2>/dev/null; true"), 40), g.check("cat /tmp/avahi.log")
		self.settled()
		self.awake = self.gather()
		awake_known = self.known()
		self.s.sleep()
		time.sleep(2.5)		# two announcements, and the second after which one may answer
		self.asleep = self.gather()
		for title, _ in QUESTIONS:
			with self.ktap.case("%s: the same asleep as awake [R69]" % title):
				self.ktap.note("%d records" % len(self.asleep[title]))
				self.same(title)
		with self.ktap.case("what is known is not said, asleep or awake [R67]"):
			assert not awake_known and not self.known(), awake_known
		with self.ktap.case("all of this has not woken it"):
			assert g.asleep
			connect(self.peer, g.ip4)
			assert g.wait_awake(30) == 0


def main():
	ktap = Ktap(plan=len(QUESTIONS) + 2)
	with Sleeper(binaries=["avahi-daemon"]) as s:
		Compare(s, ktap).main()
	return ktap.finish()


if __name__ == "__main__":
	sys.exit(main())
