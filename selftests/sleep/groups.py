#!/usr/bin/python3
# SPDX-License-Identifier: GPL-2.0
"""A bridge that snoops, and asks, goes on delivering a sleeping host's groups.

The bridge's own list (bridge mdb) is the judge, over three query intervals of
each version of IGMP and MLD. 224.0.0.x is in no such list: see names.py.
"""

import json
import sys
import time

from common import Ktap, Sleeper, connect, until

INTERVAL, MEMBERSHIP = 4, 11	# seconds
QUERIER = ("mcast_snooping 1 mcast_querier 1 mcast_query_use_ifaddr 1 "
	   "mcast_query_interval %d mcast_query_response_interval 200 "
	   "mcast_startup_query_interval 200 mcast_membership_interval %d "
	   % (INTERVAL * 100, MEMBERSHIP * 100))
VERSIONS = "mcast_igmp_version %d mcast_mld_version %d"
GIVEN = {"239.7.7.7", "239.8.8.8", "ff05::77"}
NAMES = {"ff02::fb", "ff02::1:3"}
OF_ITSELF = NAMES | {"ff02::1:ff00:2"}		# solicited-node
CONF = ("mdns on host sleeper llmnr on host sleeper "
	+ " ".join("group " + g for g in sorted(GIVEN)))


class Groups:
	def __init__(self, s):
		self.s, self.guest, self.peer = s, s.guest, s.peer

	def listed(self):
		text = self.peer.check(["bridge", "-j", "mdb", "show", "dev", "br0"])
		return {e["grp"] for part in json.loads(text) for e in part.get("mdb", [])
			if e["port"] == "p0"}

	def querier(self, igmp, mld):
		self.peer.ip("link set br0 type bridge " + VERSIONS % (igmp, mld))

	def all_listed(self, timeout=10):
		assert until(lambda: self.listed() >= GIVEN | OF_ITSELF, timeout), self.listed()

	def stay(self, igmp, mld):
		"""Longer than a membership that nobody renews."""
		self.querier(igmp, mld)
		self.all_listed()
		end = time.monotonic() + 3 * INTERVAL + 2
		while time.monotonic() < end:
			missing = (GIVEN | OF_ITSELF) - self.listed()
			assert not missing, missing
			time.sleep(0.25)
		assert self.guest.asleep, self.guest.console()[-600:]

	def wake(self):
		connect(self.peer, self.guest.ip4)
		assert self.guest.wait_awake(30) == 0

	def lost(self):
		"""The host's own stack, still asked, knows of solicited-node groups only."""
		self.s.tool("set dev eth0 igmp off mld off")
		self.s.sleep()
		assert until(lambda: not self.listed() & (GIVEN | NAMES), 2 * MEMBERSHIP), \
			self.listed()
		assert self.guest.asleep


def main():
	ktap = Ktap(plan=5)
	with Sleeper() as s:
		groups = Groups(s)
		s.peer.bridge("br0", ["p0"], QUERIER + VERSIONS % (2, 1))
		s.set(CONF)
		s.guest.serve(7)
		with ktap.case("the groups are reported as the host falls asleep [R39,C15,R60,R84]"):
			connect(s.peer, s.guest.ip4)
			s.sleep()
			groups.all_listed(3)
		for igmp, mld in (2, 1), (3, 2):
			with ktap.case("IGMPv%d and MLDv%d queries are answered, for three intervals [R40,MLD]"
				       % (igmp, mld)):
				groups.stay(igmp, mld)
		with ktap.case("a connection still wakes it"):
			groups.wake()
		with ktap.case("without the proxy's reports the bridge forgets the groups"):
			groups.lost()
			groups.wake()
	return ktap.finish()


if __name__ == "__main__":
	sys.exit(main())
