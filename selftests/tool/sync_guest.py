#!/usr/bin/python3
# SPDX-License-Identifier: GPL-2.0
"""proxzzzyctl sync puts in force what a guest is: closed ports do not wake it."""

import errno
import os
import sys
import time

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "..", "lab"))
from guest_test import Tool	# noqa: E402
from lab import Lab, Ktap	# noqa: E402

OPEN = 80
SERVER = "10.77.0.1"
PORTS = range(1, 401)


def scan(lab, ports):
	"""A SYN to each of them; nobody has to answer."""
	sockets = []
	for port in ports:
		s = lab.peer.socket()
		s.setblocking(False)
		assert s.connect_ex((lab.guest.ip4, port)) == errno.EINPROGRESS, port
		sockets.append(s)
	return sockets


def settled(lab):
	"""Its link-local address is there, and known to be unique."""
	lab.guest.check("httpd -p %d -h /tmp; ip addr add 10.77.0.66/24 dev eth0; "
			"until ip addr show eth0 | grep -q 'inet6 fe80'; do sleep 0.1; done; "
			"while ip addr show eth0 | grep -q tentative; do sleep 0.1; done" % OPEN)


def synced(ktap, lab, tool):
	with ktap.case("what sync shows is what it puts in force [C5,C9,C12]"):
		shown = tool.json("sync -n eth0")
		done = tool.json("sync eth0")
		assert not shown["committed"] and done["committed"], done
		config = tool.json("show eth0")[0]
		assert config["addresses"] == done["config"]["addresses"], config
		assert lab.guest.ip4 in config["addresses"], config
		assert config["echo"]["enable"] is True, config
		rules = [(r["id"], r["kind"], r["port"], r.get("label")) for r in config["rules"]]
		assert rules == [(r["id"], r["kind"], r["port"], r.get("label"))
				 for r in done["config"]["rules"]], (config, done)
		assert OPEN in {r[2] for r in rules} and all(r[3] for r in rules), rules
	with ktap.case("again, and it is the same [C12]"):
		before = tool.ok("save eth0")
		tool.ok("sync eth0")
		after = tool.ok("save eth0")
		assert after == before, before + "\n" + after
	with ktap.case("a policy with a password that is kept [C12,R31]"):
		lab.guest.check("mkdir -p /etc/proxzzzy")
		lab.guest.put("/etc/proxzzzy/default.conf",
			      b"set * rule 1 magic password 01:02:03:04:05:06 label x\n")
		tool.ok("sync eth0")
		assert tool.json("show eth0")[0]["rules"][0]["password"] is True
	with ktap.case("what is refused leaves what is in force [C12]"):
		before = tool.ok("save eth0")
		lab.guest.put("/etc/proxzzzy/eth0.conf", b"set eth0 addr 224.0.0.1\n")
		tool.fails("sync eth0", 1, "Error: ")
		lab.guest.put("/etc/proxzzzy/eth0.conf", b"set eth0 addr\n")
		tool.fails("sync eth0", 2, "/etc/proxzzzy/eth0.conf:1: ")
		assert tool.ok("save eth0") == before
		lab.guest.check("rm /etc/proxzzzy/eth0.conf")
	with ktap.case("a VLAN's address and priority [R23]"):
		lab.guest.check("ip link add link eth0 name eth0.7 type vlan id 7 egress 0:5 && "
				"ip link set eth0.7 up && ip addr add 10.77.7.2/24 dev eth0.7")
		j = tool.json("sync -n eth0.7")
		assert "10.77.7.2" in j["config"]["addresses"], j
		assert any("priority 5" in n["text"] for n in j["notes"]), j["notes"]
		lab.guest.check("ip link del eth0.7")


def telephone(ktap, lab, tool):
	server = lab.peer.socket()
	server.bind((SERVER, 5060))
	server.listen()
	server.settimeout(60)
	lab.guest.start("sleep 1000 | nc %s 5060" % SERVER)
	call, (_, port) = server.accept()
	lab.guest.put("/etc/proxzzzy/eth0.conf", "set * sip any transport tcp server %s "
		      "to sip:host@peer.test\n" % SERVER)
	with ktap.case("a registration over TCP is of the connection that there is [R45]"):
		tool.ok("sync eth0")
		(r,) = tool.json("show eth0")[0]["registrations"]
		assert (r["local"], r["port"], r["transport"]) == (lab.guest.ip4, port, "tcp"), r
		assert r["contact"] == "<sip:host@%s:%d;transport=tcp>" % (lab.guest.ip4, port), r
		(r,) = tool.json("status eth0")[0]["registrations"]
		assert (r["port"], r["transport"]) == (port, "tcp"), r
		assert "port %d over tcp, " % port in tool.ok("status eth0")
	with ktap.case("what is saved gives the same [R45,C12]"):
		before = tool.ok("save eth0")
		assert " port %d transport tcp server " % port in before, before
		lab.guest.put("/tmp/saved", before)
		tool.ok("apply /tmp/saved")
		assert tool.ok("save eth0") == before
	with ktap.case("when the server has closed it, there is none [R45]"):
		call.close()
		lab.guest.check("while grep -q ':13C4 01' /proc/net/tcp; do sleep 0.1; done")
		told = tool.ok("sync eth0")
		assert "the telephone is not connected, so sip:host@peer.test is left out" in told, told
		assert tool.json("show eth0")[0]["registrations"] == []
	lab.guest.check("rm /etc/proxzzzy/eth0.conf")
	server.close()


def woken(ktap, lab, tool):
	opened = {r["port"] for r in tool.json("show eth0")[0]["rules"] if "port" in r}
	with ktap.case("a scan of closed ports does not wake, an open one does [R30,C14]"):
		tool.ok("start eth0")
		before = tool.json("status eth0")[0]["frames"]
		closed = [p for p in PORTS if p not in opened]
		sockets = scan(lab, closed)
		end = time.monotonic() + 60
		while tool.json("status eth0")[0]["frames"] < before + len(closed):
			assert time.monotonic() < end, tool.json("status eth0")
		status = tool.json("status eth0")[0]
		assert status["phase"] == "proxying" and not tool.json("wakes eth0"), status
		tcp = lab.peer.tcp_connect(lab.guest.ip4, OPEN, timeout=20, read=False)
		wake = tool.json("wakes eth0")[0]
		assert wake["label"] and wake["rule"] >= 1000, wake
		for s in sockets + [tcp]:
			s.close()


def main():
	ktap = Ktap(plan=9)
	with Lab(nic="virtio", modules=["tcp_diag", "udp_diag", "8021q"], module="load") as lab:
		tool = Tool(lab.guest)
		settled(lab)
		synced(ktap, lab, tool)
		telephone(ktap, lab, tool)
		woken(ktap, lab, tool)
	return ktap.finish()


if __name__ == "__main__":
	sys.exit(main())
