#!/usr/bin/python3
# SPDX-License-Identifier: GPL-2.0
"""A sleeping host keeps its Teredo address and its LLDP session with real peers.

miredo-server answers what keeps the host's client alive, and sends on the bubble of a second
client, miredo; lldpd is the link peer, with IEEE 802.3az as a custom TLV. Of its own
the guest has neither a Teredo client nor an LLDP agent.
"""

import json
import socket
import struct
import sys
import time

import frames
from common import Ktap, Sleeper, connect, until
import tshark

SERVER, SECOND, HOST, CLIENT = "83.170.6.76", "83.170.6.77", "83.170.7.2", "83.170.8.2"
PORT, ELSEWHERE = 3545, 3546
SHORTEST, LONGEST, MANY = 2, 5, 8	# seconds; so many packets are looked at
TTL, INTERVAL = 10, 2
OUI = "oui 00,12,0f subtype 5 oui-info "
OURS = "00,11,00,15,00,15,"		# Transmit, Receive and Fallback; then the echoes

MIREDO_SERVER = """mkdir -p /run/miredo
echo 'ServerBindAddress %s' >/run/server.conf
exec miredo-server -f -c /run/server.conf -p /run/server.pid
""" % SERVER
MIREDO = """mkdir -p /run/miredo
printf 'InterfaceName teredo\\nServerAddress %s\\n' >/run/client.conf
exec miredo -f -c /run/client.conf -p /run/client.pid
""" % SERVER
LLDPD = """mkdir -p /run/lldpd
exec lldpd -d -I p0 -L /usr/sbin/lldpcli -u /run/lldpd.socket
"""


def csum(data):
	data += bytes(len(data) % 2)
	total = sum(struct.unpack("!%dH" % (len(data) // 2), data))
	while total >> 16:
		total = (total & 0xffff) + (total >> 16)
	return ~total & 0xffff


def solicitation():
	"""RFC 4380 5.2.1: a Router Solicitation, not of a cone, with a nonce"""
	source = socket.inet_pton(socket.AF_INET6, "fe80::5445:5245:444f")
	to = socket.inet_pton(socket.AF_INET6, "ff02::2")
	rs = bytes([133, 0, 0, 0, 0, 0, 0, 0])
	check = csum(source + to + struct.pack("!II", len(rs), 58) + rs)
	return bytes([0, 1, 0, 0]) + b"proxzzzy" + bytes(1) \
		+ struct.pack("!IHBB", 6 << 28, len(rs), 58, 255) + source + to \
		+ rs[:2] + struct.pack("!H", check) + rs[4:]


def packet():
	data, source, to = solicitation(), socket.inet_aton(HOST), socket.inet_aton(SERVER)
	udp = struct.pack("!HHHH", PORT, 3544, 8 + len(data), 0) + data
	check = csum(source + to + struct.pack("!HH", 17, len(udp)) + udp) or 0xffff
	ip = struct.pack("!BBHHHBBH", 0x45, 0, 20 + len(udp), 77, 0, 64, 17, 0) + source + to
	return ip[:10] + struct.pack("!H", csum(ip)) + ip[12:] \
		+ udp[:6] + struct.pack("!H", check) + udp[8:]


def teredo_address(port):
	return socket.inet_ntop(socket.AF_INET6, bytes([0x20, 1, 0, 0]) + socket.inet_aton(SERVER)
				+ struct.pack("!HH", 0, port ^ 0xffff)
				+ bytes(b ^ 255 for b in socket.inet_aton(HOST)))


def tlv(kind, value):
	return struct.pack("!H", kind << 9 | len(value)) + value


def pdu(mac):
	eee = bytes.fromhex((OURS + "00,00,00,00").replace(",", ""))
	return tlv(1, bytes([4]) + bytes.fromhex(mac.replace(":", ""))) \
		+ tlv(2, b"\x05eth0") + tlv(3, struct.pack("!H", TTL)) + tlv(5, b"sleeper") \
		+ tlv(127, bytes([0, 0x12, 0x0f, 5]) + eee) + tlv(0, b"")


class Links:
	def __init__(self, s, ktap):
		self.s, self.ktap, self.guest, self.peer = s, ktap, s.guest, s.peer
		self.capture = None

	# the link peer

	def lldp(self, *words):
		return self.peer.check(["lldpcli", "-u", "/run/lldpd.socket"]
				       + " ".join(words).split())

	def asks_for(self, transmit, receive):
		self.lldp("unconfigure lldp custom-tlv")
		self.lldp("configure lldp custom-tlv", OUI + "00,%02x,00,%02x,00,1e,00,00,00,00"
			  % (transmit, receive))

	def neighbour(self):
		"""What lldpd knows of the guest: {} if it does not know it."""
		found = json.loads(self.lldp("-f json0 show neighbors details"))["lldp"]
		for one in found[0].get("interface", []) if found else []:
			if one["chassis"][0]["id"][0]["value"] == self.guest.mac:
				return one
		return {}

	def echoed(self, transmit, receive):
		for tlvs in self.neighbour().get("unknown-tlvs", []):
			for one in tlvs["unknown-tlv"]:
				if one["value"].lower() == OURS + "00,%02x,00,%02x" % (transmit, receive):
					return True
		return False

	def counted(self, what):
		of = json.loads(self.lldp("-f json0 show statistics"))["lldp"][0]["interface"][0]
		return int(of[what][0][what])

	# Teredo's peers

	def start(self):
		p, g = self.peer, self.guest
		p.ip("addr add %s/32 dev lo" % SERVER, "addr add %s/32 dev lo" % SECOND,
		     "route add %s dev p0" % HOST)
		p.sysctl("net.ipv4.ip_forward=1")
		g.check("ip addr add %s/32 dev eth0 && ip route add 83.170.0.0/16 via 10.77.0.1" % HOST)
		p.popen(["sh", "-ec", MIREDO_SERVER])
		other = type(p)("client")
		p.children.append(other)
		p.veth("c0", other, "c1")
		p.ip("addr add 83.170.8.1/24 dev c0")
		other.ip("addr add %s/24 dev c1" % CLIENT, "route add default via 83.170.8.1")
		other.popen(["sh", "-ec", MIREDO])
		p.popen(["sh", "-ec", LLDPD]).wait_output("lldpd should resume")
		self.lldp("configure lldp tx-interval %d" % INTERVAL)
		self.asks_for(0x1e, 0x1e)
		assert until(lambda: "2001:0:" in other.run(
			["ip", "-6", "addr", "show", "dev", "teredo"]).stdout, 60), "no Teredo client"
		return other

	def keep_alives(self):
		return [(at, frame) for at, frame in self.capture.packets()
			if frame[12:14] == b"\x08\0" and frame[23:24] == b"\x11"
			and frame[36:38] == struct.pack("!H", 3544)
			and frame[26:30] == socket.inet_aton(HOST)]

	def from_server(self, port):
		return [frame for _, frame in self.capture.packets()
			if frame[12:14] == b"\x08\0" and frame[23:24] == b"\x11"
			and frame[34:38] == struct.pack("!HH", 3544, port)
			and frame[30:34] == socket.inet_aton(HOST)]

	# the cases

	def configure(self):
		g = self.guest
		g.put("/run/packet", packet())
		g.put("/run/pdu", pdu(g.mac).hex().encode() + b"\n")
		self.s.set("addr %s teredo @/run/packet via 02:00:00:77:00:01 interval %d-%d address %s "
			   "lldp @/run/pdu interval %d"
			   % (HOST, SHORTEST, LONGEST, teredo_address(PORT), INTERVAL))
		shown = self.s.json("show dev eth0")[0]
		assert shown["teredo"][0]["packet_hex"] == packet().hex(), shown
		assert shown["lldp"][0]["to"] == "01:80:c2:00:00:0e", shown

	def seen(self):
		assert until(self.neighbour, 15), "not seen"
		assert until(lambda: self.echoed(0x1e, 0x1e), 15), self.neighbour()

	def follows(self):
		self.asks_for(0x28, 0x32)
		assert until(lambda: self.echoed(0x28, 0x32), 15), self.neighbour()
		assert self.neighbour()["chassis"][0]["name"][0]["value"] == "sleeper"

	def stays(self):
		"""Longer than three of its TTLs, and till there are packets enough"""
		end = time.monotonic() + 3 * TTL
		while time.monotonic() < end or len(self.keep_alives()) <= MANY:
			assert self.neighbour(), "gone"
			assert time.monotonic() < end + 60 * LONGEST, self.keep_alives()
			time.sleep(0.5)
		assert self.counted("ageout_cnt") == 0 and self.counted("delete_cnt") == 0
		assert self.guest.asleep, self.guest.console()[-600:]

	def at_random(self):
		sent = self.keep_alives()
		gaps = [b[0] - a[0] for a, b in zip(sent, sent[1:])]
		self.ktap.note("sent after " + " ".join("%.2f s" % gap for gap in gaps))
		assert min(gaps) > SHORTEST - 0.5, gaps
		assert sorted(gaps)[len(gaps) // 2] < 2 * LONGEST, gaps
		assert max(gaps) - min(gaps) > 0.2, gaps
		for _, frame in sent:
			assert frame[14:] == packet(), frame.hex()
			assert frame[:12].hex() == "020000770001" + self.guest.mac.replace(":", "")
		assert until(lambda: len(self.from_server(PORT)) >= MANY, 10), "no answers"
		assert self.guest.asleep, self.guest.console()[-600:]

	def wakes(self, other):
		ping = other.popen(["ping", "-6", "-c", "20", teredo_address(PORT)])
		assert self.guest.wait_awake(60) == 0
		ping.stop()
		last = self.s.wakes()[-1]
		assert (last["room"], last["reason"]) == ("teredo", "bubble"), last
		counted = self.s.counters()
		self.ktap.note("counted: %s" % {k: v for k, v in counted.items() if k[0] in ("teredo", "lldp")})
		assert counted[("teredo", "kept-alive")] >= MANY, counted
		assert counted[("teredo", "answer")] >= MANY, counted
		assert counted[("lldp", "echoed")] >= 2 and counted[("lldp", "unchanged")] > 2, counted

	def sent(self):
		"""How many datagrams to the server and LLDPDUs so far."""
		lldp = [f for _, f in self.capture.packets() if f[12:14] == b"\x88\xcc"
			and f[6:12] == frames.mac(self.guest.mac)]
		return len(self.keep_alives()), len(lldp)

	def correct(self):
		bad = tshark.wrong(self.capture.path, "eth.src == %s && (lldp || udp.dstport == 3544)"
				   % self.guest.mac)
		assert not bad, bad

	def without(self, other):
		"""Nothing is sent, nothing wakes, and the link peer forgets."""
		self.s.tool("del dev eth0 teredo all lldp all")
		self.s.sleep()
		before = self.sent()
		ping = other.popen(["ping", "-6", "-c", "20", teredo_address(ELSEWHERE)])
		assert until(lambda: self.from_server(ELSEWHERE), 60), ping.log()
		ping.stop()
		assert until(lambda: self.counted("ageout_cnt") and not self.neighbour(),
			     6 * TTL), "remembered"
		assert self.sent() == before, "sent"
		assert self.guest.asleep, self.guest.console()[-600:]
		connect(self.peer, self.guest.ip4)
		assert self.guest.wait_awake(30) == 0

	def main(self):
		case = self.ktap.case
		other = self.start()
		self.configure()
		self.guest.serve(7)
		with self.peer.capture("p0") as self.capture:
			self.s.sleep()
			with case("the link peer sees a sleeping host, and its own times echoed [R3]"):
				self.seen()
			with case("the echo follows what the link peer asks for, the rest stays [R3]"):
				self.follows()
			with case("the link peer never lets the neighbour age out [R3]"):
				self.stays()
			with case("the server hears the host's packet at random intervals [R52,C24,C25]"):
				self.at_random()
			with case("its answers are ignored, a bubble of a real client wakes [R53]"):
				self.wakes(other)
			with case("tshark finds nothing wrong with what it has sent"):
				self.correct()
			with case("without them nothing is sent, no bubble wakes, the peer forgets [R3,R52,R53]"):
				self.without(other)


def main():
	ktap = Ktap(plan=7)
	with Sleeper(cpi=True) as s:	# every timer would stop, as on real machines
		Links(s, ktap).main()
		if ktap.failed:
			print("# " + s.tool("stats dev eth0").replace("\n", "\n# "))
	return ktap.finish()


if __name__ == "__main__":
	sys.exit(main())
