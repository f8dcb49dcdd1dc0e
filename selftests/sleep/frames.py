# SPDX-License-Identifier: GPL-2.0
"""Ethernet frames, byte by byte: what no program on the peer would send."""

import ipaddress
import random
import struct

BROADCAST = "ff:ff:ff:ff:ff:ff"
TCP_FIN, TCP_SYN, TCP_RST, TCP_PSH, TCP_ACK = 1, 2, 4, 8, 16


def mac(text):
	return bytes.fromhex(text.replace(":", ""))


def ip(text):
	return ipaddress.ip_address(text).packed


def ether(to, source, kind, payload, pad=True):
	frame = mac(to) + mac(source) + struct.pack("!H", kind) + payload
	return frame.ljust(60, b"\0") if pad else frame


def tagged(frame, vid, priority=0):
	return frame[:12] + struct.pack("!HH", 0x8100, priority << 13 | vid) + frame[12:]


def checksum(data):
	data += b"\0" * (len(data) % 2)
	total = sum(struct.unpack("!%dH" % (len(data) // 2), data))
	while total >> 16:
		total = (total & 0xffff) + (total >> 16)
	return ~total & 0xffff


def ipv4(source, to, protocol, payload, fragment=0, ident=1, ttl=64, options=b""):
	head = struct.pack("!BBHHHBBH4s4s", 0x45 + len(options) // 4, 0,
			   20 + len(options) + len(payload), ident, fragment, ttl, protocol,
			   0, ip(source), ip(to)) + options
	return head[:10] + struct.pack("!H", checksum(head)) + head[12:] + payload


def ipv6(source, to, protocol, payload, hops=64):
	return struct.pack("!IHBB16s16s", 6 << 28, len(payload), protocol, hops,
			   ip(source), ip(to)) + payload


def pseudo(source, to, protocol, length):
	return ip(source) + ip(to) + struct.pack("!IHH", length, 0, protocol)


def udp(source, to, sport, dport, payload=b""):
	head = struct.pack("!HHHH", sport, dport, 8 + len(payload), 0)
	data = head + payload
	total = checksum(pseudo(source, to, 17, len(data)) + data) or 0xffff
	return data[:6] + struct.pack("!H", total) + payload


def tcp(source, to, sport, dport, flags, seq=1, ack=0, payload=b""):
	data = struct.pack("!HHIIBBHHH", sport, dport, seq, ack, 5 << 4, flags, 64240, 0,
			   0) + payload
	total = checksum(pseudo(source, to, 6, len(data)) + data)
	return data[:16] + struct.pack("!H", total) + data[18:]


def arp(source, to_mac, op, sha, spa, tha, tpa):
	return ether(to_mac, source, 0x0806, struct.pack(
		"!HHBBH6s4s6s4s", 1, 0x0800, 6, 4, op, mac(sha), ip(spa), mac(tha), ip(tpa)))


def arp_request(source, spa, tpa, to_mac=BROADCAST):
	return arp(source, to_mac, 1, source, spa, "00:00:00:00:00:00", tpa)


def arp_reply_to(requester, tpa):
	"""A match for Raw.recv(): the answer to that."""
	def match(frame):
		return (frame[:6] == mac(requester) and frame[12:14] == b"\x08\x06"
			and frame[20:22] == b"\0\2" and frame[28:32] == ip(tpa))
	return match


def syn(source, to_mac, source_ip, to_ip, sport, dport):
	return ether(to_mac, source, 0x0800, ipv4(
		source_ip, to_ip, 6, tcp(source_ip, to_ip, sport, dport, TCP_SYN)))


def eapol_identity(source, to="01:80:c2:00:00:03"):
	eap = struct.pack("!BBHB", 1, 7, 5, 1)
	return ether(to, source, 0x888e, struct.pack("!BBH", 1, 0, len(eap)) + eap)


def magic(source, to_mac):
	return ether(BROADCAST, source, 0x0842, b"\xff" * 6 + mac(to_mac) * 16)


class Noise:
	"""What a segment is full of and nobody need be woken for, from a seed.

	Each frame is at least an Ethernet header, and no VLAN tag is cut short:
	the kernel drops such before anyone could count them.
	"""

	def __init__(self, source, to_mac, to_ip, to_ip6, seed=1):
		self.source, self.to_mac = source, to_mac
		self.to_ip, self.to_ip6 = to_ip, to_ip6
		self.random = random.Random(seed)
		self.kinds = [self.arp_for_others, self.mdns, self.ssdp, self.closed_port,
			      self.closed_port6, self.garbage, self.truncated,
			      self.fragment, self.tcp_not_syn, self.for_others, self.in_vlan]

	def frames(self, number):
		for _ in range(number):
			yield self.random.choice(self.kinds)()

	def other(self):
		return "10.77.0.%d" % self.random.randint(100, 250)

	def bytes(self, low, high):
		return self.random.randbytes(self.random.randint(low, high))

	def arp_for_others(self):
		return arp_request(self.source, self.other(), self.other())

	def mdns(self):
		query = struct.pack("!6H", 0, 0, 1, 0, 0, 0) + b"\x04host\x05local\0" \
			+ struct.pack("!HH", self.random.choice((1, 12, 28, 255)), 1)
		a = self.other()
		return ether("01:00:5e:00:00:fb", self.source, 0x0800, ipv4(
			a, "224.0.0.251", 17, udp(a, "224.0.0.251", 5353, 5353, query), ttl=255))

	def ssdp(self):
		a = self.other()
		return ether("01:00:5e:7f:ff:fa", self.source, 0x0800, ipv4(
			a, "239.255.255.250", 17, udp(
				a, "239.255.255.250", 40000, 1900,
				b"M-SEARCH * HTTP/1.1\r\nMAN: \"ssdp:discover\"\r\n\r\n")))

	def closed_port(self):
		a = self.other()
		return ether(self.to_mac, self.source, 0x0800, ipv4(
			a, self.to_ip, 17, udp(a, self.to_ip, self.random.randint(1024, 65535),
					       self.random.randint(20000, 30000),
					       self.bytes(0, 64))))

	def closed_port6(self):
		a = "fd77::%x" % self.random.randint(0x100, 0xffff)
		return ether(self.to_mac, self.source, 0x86dd, ipv6(
			a, self.to_ip6, 17, udp(a, self.to_ip6, 5000,
						self.random.randint(20000, 30000),
						self.bytes(0, 64))))

	def garbage(self):
		kind = self.random.choice((0x0800, 0x86dd, 0x0806, 0x88cc, 0x888e, 0x0842,
					   self.random.randint(0x9000, 0xffff)))
		return ether(self.random.choice((self.to_mac, BROADCAST)), self.source, kind,
			     self.bytes(0, 400), pad=False)

	def truncated(self):
		whole = self.random.choice((self.arp_for_others, self.mdns, self.closed_port,
					    self.closed_port6, self.tcp_not_syn))()
		return whole[:self.random.randint(14, len(whole) - 1)]

	def fragment(self):
		a = self.other()
		offset = self.random.choice((0x2000, 1, 0x2001, 100))
		segment = tcp(a, self.to_ip, 40000, 7, TCP_SYN)
		return ether(self.to_mac, self.source, 0x0800, ipv4(
			a, self.to_ip, 6, segment, fragment=offset,
			ident=self.random.randint(1, 65535)))

	def tcp_not_syn(self):
		a = self.other()
		flags = self.random.choice((TCP_ACK, TCP_RST, TCP_FIN | TCP_ACK,
					    TCP_SYN | TCP_ACK, TCP_SYN | TCP_RST, 0))
		return ether(self.to_mac, self.source, 0x0800, ipv4(
			a, self.to_ip, 6, tcp(a, self.to_ip, 40000, 7, flags)))

	def for_others(self):
		a = self.other()
		return ether("02:00:00:77:00:99", self.source, 0x0800, ipv4(
			a, "10.77.0.99", 6, tcp(a, "10.77.0.99", 40000, 7, TCP_SYN)))

	def in_vlan(self):
		return tagged(self.arp_for_others(), self.random.randint(2, 4000))
