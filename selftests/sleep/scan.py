#!/usr/bin/python3
# SPDX-License-Identifier: GPL-2.0
"""All 65,535 TCP ports of a sleeping host are scanned: only a port that listens wakes it.

The rules are those that sync makes of the guest's sockets; a policy takes the one
that listens out again.
"""

import re
import sys

from common import Ktap, Sleeper, connect

PORT = 22
SCAN = ["nmap", "-n", "-Pn", "-sS", "-p-", "--max-retries", "0", "--min-rate", "3000",
	"--send-eth", "-e", "p0"]


def scan(s, ktap):
	"""Counts of what the proxy made of it."""
	out = s.peer.run(SCAN + [s.guest.ip4], timeout=240).stdout
	assert re.search(r"Nmap done: 1 IP address", out), out
	return out


def syn_rules(s):
	return [r for r in s.json("show dev eth0")[0]["rules"] if r["kind"] == "syn"]


def received(guest):
	return int(guest.check("cat /sys/class/net/eth0/statistics/rx_packets"))


def main():
	ktap = Ktap(plan=4)
	with Sleeper(modules=["tcp_diag", "udp_diag"]) as s:
		g = s.guest
		s.peer.ip("link set p0 txqueuelen 10000")	# room for what comes while QEMU does not run
		g.check("mkdir -p /etc/proxzzzy")
		g.serve(PORT)
		connect(s.peer, g.ip4, PORT)
		g.put("/etc/proxzzzy/eth0.conf", "sync eth0 exclude tcp %d\n"
		      "set eth0 rule 5 magic\n" % PORT)
		with ktap.case("without the port that listens, a scan of all ports does not wake it [R37]"):
			s.tool("sync eth0")
			assert not syn_rules(s), syn_rules(s)
			before = received(g)
			s.sleep()
			scan(s, ktap)
			s.answers_arp(2)
			assert g.asleep, g.console()[-600:]
		with ktap.case("each frame that the device received was counted"):
			s.wake_by_magic()
			assert g.wait_awake(30) == 0
			counted, came = s.status()["frames"], received(g) - before
			ktap.note("%d frames of %d" % (counted, came))
			# A busy machine loses some on the wire; a few come before and after.
			assert came - 50 <= counted <= came and counted > 60000, s.counters()
			assert s.wakes()[-1]["rule"] == 5, s.wakes()[-1]
		g.put("/etc/proxzzzy/eth0.conf", "set eth0 rule 5 magic\n")
		with ktap.case("sync makes a rule of the socket that listens"):
			s.tool("sync eth0")
			found = syn_rules(s)
			assert [r["port"] for r in found] == [PORT], found
		with ktap.case("with it, the scan wakes it for that port and for no other [R30]"):
			before = len(s.wakes())
			s.sleep()
			scan(s, ktap)
			assert g.wait_awake(30) == 0
			new = s.wakes()[before:]
			assert len(new) == 1 and ".%d" % PORT in str(new[0]) or ":%d" % PORT in str(new[0]), new
			ktap.note(str({k: new[0][k] for k in ("room", "reason", "rule")}))
			assert new[0]["reason"] == "tcp-syn" and new[0]["rule"] == found[0]["id"], new
	return ktap.finish()


if __name__ == "__main__":
	sys.exit(main())
