#!/usr/bin/python3
# SPDX-License-Identifier: GPL-2.0
"""proxzzzyctl and the module, in a guest: what one says, the other understands."""

import json
import os
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "..", "lab"))
from lab import Lab, Ktap		# noqa: E402

ALL = """\
set dev eth0 mac 02:00:00:77:00:aa s2idle off deep refuse priority 3
set dev eth0 arp off conflict wake announce 1500ms
set dev eth0 ndp on conflict wake router on
set dev eth0 echo on limit 7/h burst 3
set dev eth0 wake limit none
set dev eth0 igmp off
set dev eth0 mld off
set dev eth0 mdns on host box.local ttl 60 announce 3 group 239.255.255.251
set dev eth0 llmnr on host box ttl 20 tentative on
set dev eth0 snmp off getall off port 161 message 65507 limit 2000/s burst 20000
set dev eth0 dhcp on renew off address 10.77.0.2 server 10.77.0.1 server-mac 02:00:00:77:00:01 \
since 5000000000 lease 600 t1 300 t2 500 wake-before 30 request 37020103 ack 0104ffffff00 critical 1,3
set dev eth0 lifetime-before 90
set dev eth0 addr 10.77.0.2
set dev eth0 addr fe80::2
set dev eth0 group 239.7.7.7
set dev eth0 group ff05::77
set dev eth0 record _ipp._tcp.local ttl 4500 shared PTR "P 1._ipp._tcp.local"
set dev eth0 record "P 1._ipp._tcp.local" ttl 120 SRV 0 0 631 box.local
set dev eth0 record "P 1._ipp._tcp.local" ttl 4500 TXT "a=1" "" "b c"
set dev eth0 record x.local ttl 9 TYPE65 "\\\\#" 3 0a0b0c
set dev eth0 teredo 4500002000000000401166310a4d00020a4d00010dd90dd8000c000060000000 via 02:00:00:77:00:01 interval 10-20 address 2001:0:a4d:1::1
set dev eth0 teredo 4500001c000000004011662d0a4d00020a4d00090dd90dd800080000 via 02:00:00:77:00:01 interval 23-30
set dev eth0 lldp 0207045254000000020403056530060200780000 to 01:80:c2:00:00:0e interval 30
set dev eth0 rule 1 syn port 22 from 10.77.0.0/24 to 10.77.0.2 limit 12/min burst 6 label "a \\"b\\""
set dev eth0 rule 2 ignore udp port 1-65535 limit none
set dev eth0 rule 3 data from fd77::/64 limit 1/day burst 1
set dev eth0 rule 4 magic password saved anywhere limit 5/s burst 5 label "\\xc3\\xa9"
set dev eth0 rule 5 eapol limit none
set dev eth0 rule 6 bytes 0002 mask f00f offset 1400 limit none
"""
DEFAULTS = """\
set dev eth0 mac default s2idle proxy deep leave priority none
set dev eth0 arp on conflict defend announce off
set dev eth0 ndp on conflict ignore router off
set dev eth0 echo off limit 10/s burst 10
set dev eth0 wake limit 30/min burst 10
set dev eth0 igmp on
set dev eth0 mld on
set dev eth0 mdns off host none ttl 120 announce 2 group none
set dev eth0 llmnr off host none ttl 30 tentative off
set dev eth0 snmp off getall off port 161 message 65507 limit 2000/s burst 20000
set dev eth0 dhcp off renew on wake-before 60 request none ack none critical none
set dev eth0 lifetime-before 60
"""


def full():
	"""As much as a proxy holds."""
	lines = ["set dev eth0 s2idle proxy"]
	lines += ["set dev eth0 addr 10.77.1.%d" % (i + 1) for i in range(64)]
	lines += ["set dev eth0 addr fd77::%x" % (i + 1) for i in range(64)]
	lines += ["set dev eth0 group 239.1.%d.%d" % (i >> 8, i & 255) for i in range(256)]
	lines += ["set dev eth0 record host-%d.local ttl 120 TXT \"n=%d\"" % (i, i)
		  for i in range(10000)]
	lines += ["set dev eth0 rule %d syn port %d label \"%s\"" % (
		i + 1, i + 1, "x" * 63) for i in range(1024)]
	return "\n".join(lines) + "\n"


class Tool:
	def __init__(self, guest):
		self.guest = guest

	def run(self, args):
		return self.guest.run("proxzzzyctl " + args, timeout=300)

	def ok(self, args):
		rc, out = self.run(args)
		assert rc == 0, "%s: exit %d: %s" % (args, rc, out)
		return out

	def fails(self, args, status, *texts):
		rc, out = self.run(args)
		assert rc == status, "%s: exit %d, not %d: %s" % (args, rc, status, out)
		for text in texts:
			assert text in out, "%s: %r is not in %r" % (args, text, out)

	def json(self, args):
		return json.loads(self.ok("-j " + args))

	def apply(self, text, args=""):
		self.guest.put("/run/t.conf", text.encode())
		return self.ok("apply %s /run/t.conf" % args)

	def saved(self, want):
		is_ = self.ok("save dev eth0")
		assert is_ == want, "saved:\n" + is_


def capture(lab, tool):
	"""What tshark makes of the capture file"""
	tool.ok("wakes --pcap /run/wakes.pcapng")
	with tempfile.NamedTemporaryFile(suffix=".pcapng") as f:
		f.write(lab.guest.get("/run/wakes.pcapng"))
		f.flush()
		return subprocess.run(["tshark", "-n", "-r", f.name, "-T", "fields",
			"-e", "frame.interface_name", "-e", "tcp.dstport", "-e", "frame.comment"],
			text=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
			timeout=60, check=True).stdout.split("\n")[0].split("\t")


def configuration(ktap, tool):
	guest = tool.guest
	with ktap.case("no proxy: nothing to show [C13]"):
		for args in "show", "save", "status", "stats", "wakes":
			assert tool.ok(args) == "", args
			assert tool.json(args) == [], args
	with ktap.case("the first setting makes a proxy with defaults [C12]"):
		tool.ok("set dev eth0 s2idle proxy")
		tool.saved(DEFAULTS)
	with ktap.case("what is saved and applied is saved as the same bytes [C12]"):
		tool.ok("set dev eth0 rule 4 magic password 01:02:03:04")
		tool.apply(ALL)
		tool.saved(ALL)
		guest.check("proxzzzyctl save | proxzzzyctl apply -")
		tool.saved(ALL)
	with ktap.case("show and JSON say the same [C12]"):
		shown = tool.ok("show eth0")
		conf = tool.json("show eth0")[0]
		assert "announce 1500ms" in shown and "password saved" in shown, shown
		assert conf["mac"] == "02:00:00:77:00:aa" and conf["priority"] == 3, conf
		assert conf["arp"] == {"enable": False, "conflict": "wake",
				       "announce_ms": 1500}, conf
		assert conf["addresses"] == ["10.77.0.2", "fe80::2"], conf
		assert conf["rules"][3]["password"] is True, conf
		assert conf["rules"][3]["label"] == "\u00e9", conf
		assert conf["rules"][0]["limit"] == {"rate": 12, "unit_s": 60, "burst": 6}, conf
		assert conf["dhcp"] == {
			"enable": True, "renew": False, "address": "10.77.0.2",
			"server": "10.77.0.1", "server_mac": "02:00:00:77:00:01",
			"since_boot_ns": 5000000000, "lease_s": 600, "t1_s": 300, "t2_s": 500,
			"wake_before_s": 30, "request": "37020103", "ack": "0104ffffff00",
			"critical": [1, 3]}, conf["dhcp"]
	with ktap.case("lifetimes of addresses are set, replaced and deleted [C12,R41]"):
		tool.ok("set dev eth0 addr fd77::9 lifetime fd77::9 prefix 64 until 9000000000000")
		tool.ok("set dev eth0 lifetime fd77::9 until forever")
		assert "\nset dev eth0 lifetime fd77::9 until forever\n" in tool.ok("save eth0")
		assert tool.json("show eth0")[0]["lifetimes"] == [
			{"address": "fd77::9", "prefix_len": 0, "until_boot_ns": None}]
		tool.fails("del dev eth0 addr fd77::9", 1, "must be a proxied IPv6 address")
		tool.fails("del dev eth0 lifetime fd77::8", 1, "(lifetime fd77::8")
		tool.ok("del dev eth0 lifetime fd77::9 addr fd77::9")
		tool.saved(ALL)
	with ktap.case("what a lease cannot be is refused with the module's sentence [C12,C19]"):
		tool.fails("set dev eth0 dhcp t1 550", 1, "T1 must come before T2")
		tool.fails("set dev eth0 dhcp critical 6", 1, "option 55 asks for")
		tool.fails("set dev eth0 dhcp address 10.77.0.9", 1, "one of the proxied addresses")
		tool.saved(ALL)
	with ktap.case("a setting changes alone, and the MAC address goes back [C10]"):
		tool.ok("set dev eth0 mac default arp announce off")
		tool.saved(ALL.replace("mac 02:00:00:77:00:aa", "mac default").replace(
			"1500ms", "off"))
		tool.apply(ALL)
	with ktap.case("a rule is replaced, an address may be set twice [C12]"):
		tool.ok("set dev eth0 addr fe80::2 rule 6 eapol limit none")
		tool.ok("set dev eth0 addr fe80::2 rule 6 eapol limit none")
		tool.saved(ALL.replace("bytes 0002 mask f00f offset 1400", "eapol"))
		tool.ok("set dev eth0 rule 6 bytes 0002 mask f00f offset 1400 limit none")
	with ktap.case("deleting, and what is not there [C12]"):
		tool.ok("del dev eth0 rule 6 addr fe80::2")
		tool.fails("del dev eth0 rule 6", 1, "Error: ", "(rule 6")
		tool.fails("del dev eth0 addr fe80::2", 1, "Error: ", "(addr fe80::2")
		guest.put("/run/bad.conf", b"set dev eth0 arp on\n\ndel dev eth0 rule 99\n")
		tool.fails("apply --add /run/bad.conf", 1, "/run/bad.conf:3: Error: ")
		tool.apply("set dev eth0 addr fe80::2\n"
			   "set dev eth0 rule 6 bytes 0002 mask f00f offset 1400 limit none\n"
			   "del dev eth0 rule 5\n", "--add")
		tool.saved("".join(line + "\n" for line in ALL.splitlines() if "eapol" not in line))
		tool.apply(ALL)


def refusals(ktap, tool):
	guest = tool.guest
	with ktap.case("a refused file changes nothing and is told with its line [C12]"):
		guest.put("/run/bad.conf", (ALL + "set dev eth0 addr 224.0.0.1\n").encode())
		tool.fails("apply /run/bad.conf", 1, "/run/bad.conf:%d: Error: " % (ALL.count("\n") + 1),
			   "(addr 224.0.0.1 address)")
		guest.put("/run/bad.conf", b"set dev eth0 arp on\n\n"
			  b"set dev eth0 rule 9 magic password saved\n")
		tool.fails("apply /run/bad.conf", 1, "/run/bad.conf:3: Error: ",
			   "(rule 9 password saved)")
		tool.saved(ALL)
	with ktap.case("a file for two interfaces: what is refused, what is in force [C12]"):
		guest.put("/run/bad.conf", b"set dev eth0 arp on\nset dev nosuch arp on\n")
		tool.fails("apply /run/bad.conf", 1, "there is no interface nosuch")
		guest.put("/run/bad.conf", b"set dev lo arp on\nset dev eth0 arp on\n")
		tool.fails("apply /run/bad.conf", 1, "/run/bad.conf:1: Error: ")
		tool.saved(ALL)
		guest.put("/run/bad.conf", b"set dev eth0 arp on\nset dev lo arp on\n")
		tool.fails("apply --add /run/bad.conf", 1, "/run/bad.conf:2: Error: ",
			   "what comes before lo in /run/bad.conf is in force already")
		tool.saved(ALL.replace("arp off", "arp on"))
	with ktap.case("who may not change anything is told so [C12]"):
		rc, out = guest.run("setpriv --reuid 1000 --clear-groups proxzzzyctl "
				    "set dev eth0 arp on")
		assert rc == 1 and "Error: " in out, (rc, out)
		rc, out = guest.run("setpriv --reuid 1000 --clear-groups proxzzzyctl status")
		assert rc == 0 and "eth0" in out, (rc, out)
	with ktap.case("two at a time do not lose what the other set [C12]"):
		tool.ok("del dev eth0")
		guest.check("for i in 1 2 3 4 5 6 7 8 9 10; do "
			    "proxzzzyctl set dev eth0 rule 1$i syn port 1$i & "
			    "proxzzzyctl set dev eth0 rule 2$i udp port 2$i & wait; done")
		ids = [r["id"] for r in tool.json("show")[0]["rules"]]
		assert len(ids) == 20, ids
	with ktap.case("a full configuration goes and comes in many messages [C12]"):
		tool.apply(full())
		first = tool.ok("save")
		assert first.count("\n") == 12 + 128 + 256 + 10000 + 1024, first.count("\n")
		guest.check("proxzzzyctl save >/run/a; proxzzzyctl apply /run/a && "
			    "proxzzzyctl save | cmp - /run/a")
		tool.fails("set dev eth0 rule 1025 eapol", 1, "Error: ")


def operation(ktap, lab, tool):
	guest, peer = lab.guest, lab.peer
	tool.apply("set dev eth0 addr 10.77.0.2 rule 7 syn port 7 label \"an echo\"\n")
	monitor = guest.start("timeout -s INT 600 proxzzzyctl -j monitor >/run/events")
	with ktap.case("start, a SYN, and what is told of it [C14,R32]"):
		guest.check("until [ -s /run/events ]; do "
			    "proxzzzyctl set dev eth0 deep leave; done")
		tool.ok("start dev eth0")
		status = tool.json("status")[0]
		assert status["phase"] == "proxying" and status["starter"] == "command", status
		tcp = peer.tcp_connect(guest.ip4, 7, timeout=20, read=False)
		wakes = tool.json("wakes")
		assert len(wakes) == 1, wakes
		assert wakes[0]["rule"] == 7 and wakes[0]["label"] == "an echo", wakes
		assert "TCP SYN" in wakes[0]["decoded"] and "10.77.0.2:7" in wakes[0]["decoded"]
		text = tool.ok("wakes -x dev eth0")
		assert "rule 7 \"an echo\"" in text and "    0000  02 00" in text, text
		del tcp
	with ktap.case("tshark reads the wake from the capture file [C14]"):
		row = capture(lab, tool)
		assert row[:2] == ["eth0", "7"] and "rule 7 \"an echo\"" in row[2], row
	with ktap.case("counters of protocols and rules [C13]"):
		some, every = tool.json("stats")[0], tool.json("stats -a")[0]
		assert len(some["counters"]) < len(every["counters"]), (some, every)
		assert some["rules"][0]["matched"] >= 1, some
		assert "an echo" in tool.ok("stats eth0")
	with ktap.case("stop says when there is nothing to stop [R32]"):
		tool.run("stop dev eth0")
		tool.fails("stop dev eth0", 1, "Error: ")
	with ktap.case("monitor prints events as JSON lines, and ends well [C13]"):
		guest.check("kill -INT $(pidof proxzzzyctl)")
		monitor.wait(20)
		assert monitor.rc == 0, monitor.rc
		events = [json.loads(x) for x in guest.check("cat /run/events").splitlines()]
		kinds = [e["event"] for e in events]
		assert "started" in kinds and "wake" in kinds, kinds
		wake = next(e for e in events if e["event"] == "wake")
		assert wake["dev"] == "eth0" and wake["wake"]["rule"] == 7, wake


def main():
	ktap = Ktap(plan=21)
	with Lab(nic="virtio", binaries=["/usr/bin/setpriv"]) as lab:
		tool = Tool(lab.guest)
		with ktap.case("without the module: exit 3 and a hint [C13]"):
			tool.fails("status", 3, "modprobe proxzzzy")
		lab.load("proxzzzy")
		with ktap.case("capabilities and limits [C11]"):
			caps = tool.json("caps")
			assert {p["name"] for p in caps["protocols"]} >= {
				"frame", "arp", "ndp", "wake", "echo"}, caps
			assert caps["limits"]["rules"] >= 1024, caps
			assert "rules" in tool.ok("caps")
		configuration(ktap, tool)
		refusals(ktap, tool)
		operation(ktap, lab, tool)
	return ktap.finish()


if __name__ == "__main__":
	sys.exit(main())
