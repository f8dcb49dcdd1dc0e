# SPDX-License-Identifier: GPL-2.0
"""Frames from one peer to the host that is measured, and what it answers."""

import ipaddress
import struct

HOST = bytes.fromhex("020000770902")
PEER = bytes.fromhex("020000770901")
BROADCAST = b"\xff" * 6
CLIENT = 40000		# the peer's UDP port
PEER4, PEER6 = (ipaddress.ip_address(a) for a in ("10.77.9.1", "fd77:9::1"))


def host4(n):
	return PEER4 + 1 + n


def host6(n):
	return PEER6 + 1 + n


def csum(data):
	total = sum(struct.unpack("!%dH" % ((len(data) + 1) // 2), data + b"\0" * (len(data) % 2)))
	while total >> 16:
		total = (total & 0xffff) + (total >> 16)
	return total ^ 0xffff


def ether(to, source, kind, payload):
	"""As it comes off the wire: 60 bytes at least."""
	return (to + source + struct.pack("!H", kind) + payload).ljust(60, b"\0")


def arp(to, source, op, sha, spa, tha, tpa):
	return ether(to, source, 0x0806, struct.pack("!HHBBH", 1, 0x0800, 6, 4, op)
		     + sha + spa.packed + tha + tpa.packed)


def ip4(to, dst, proto, payload):
	head = struct.pack("!BBHHHBBH4s4s", 0x45, 0, 20 + len(payload), 0x1234, 0x4000, 64,
			   proto, 0, PEER4.packed, dst.packed)
	head = head[:10] + struct.pack("!H", csum(head)) + head[12:]
	return ether(to, PEER, 0x0800, head + payload)


def ip6(to, source, src, dst, proto, hops, at, payload):
	"""at: where the checksum stands in the payload."""
	pseudo = src.packed + dst.packed + struct.pack("!II", len(payload), proto)
	sound = struct.pack("!H", csum(pseudo + payload) or 0xffff)
	return ether(to, source, 0x86dd, struct.pack("!IHBB", 6 << 28, len(payload), proto, hops)
		     + src.packed + dst.packed + payload[:at] + sound + payload[at + 2:])


def udp(port, text, checksum=0, source=CLIENT):
	return struct.pack("!HHHH", source, port, 8 + len(text), checksum) + text


def group_mac(group):
	if group.version == 6:
		return b"\x33\x33" + group.packed[12:]
	return b"\x01\x00\x5e" + bytes([group.packed[1] & 0x7f]) + group.packed[2:]


# Requests for an address of the host, and their answers

def arp_request(n):
	return arp(BROADCAST, PEER, 1, PEER, PEER4, bytes(6), host4(n))


def arp_reply(n):
	return arp(PEER, HOST, 2, HOST, host4(n), PEER, PEER4)


def solicited_node(address):
	return ipaddress.IPv6Address(bytes.fromhex("ff0200000000000000000001ff")
				     + address.packed[13:])


def ns_for(address):
	to = solicited_node(address)
	return ip6(group_mac(to), PEER, PEER6, to, 58, 255, 2,
		   struct.pack("!BBHI", 135, 0, 0, 0) + address.packed + b"\1\1" + PEER)


def ns(n):
	return ns_for(host6(n))


def na(n):
	return ip6(PEER, HOST, host6(n), PEER6, 58, 255, 2,
		   struct.pack("!BBHI", 136, 0, 0, 0x60000000) + host6(n).packed + b"\2\1" + HOST)


# Frames that do not concern the host

def arp_other(n):
	return arp(BROADCAST, PEER, 1, PEER, PEER4, bytes(6), PEER4 + 99 + n)


def ns_other(n):
	return ns_for(PEER6 + 0x9000 + n)


def udp_closed(n):
	return ip4(HOST, host4(n), 17, udp(33434 + n, b"knock"))


def ssdp(_):
	group = ipaddress.ip_address("239.255.255.250")
	return ip4(group_mac(group), group, 17, udp(
		1900, b"M-SEARCH * HTTP/1.1\r\nHOST: 239.255.255.250:1900\r\n"
		b'MAN: "ssdp:discover"\r\nMX: 2\r\nST: ssdp:all\r\n\r\n'))


def mdns6(_):
	group = ipaddress.ip_address("ff02::fb")
	question = struct.pack("!HHHHHH", 0, 0, 1, 0, 0, 0) + b"\4_ipp\4_tcp\5local\0\0\x0c\0\1"
	return ip6(group_mac(group), PEER, PEER6, group, 17, 255, 6, udp(5353, question))


# Questions for names

def question(name, kind):
	labels = b"".join(bytes([len(p)]) + p.encode() for p in name.split("."))
	return struct.pack("!HHHHHH", 1, 0, 1, 0, 0, 0) + labels + struct.pack("!BHH", 0, kind, 1)


def with_hops(hops, frame):
	head = frame[14:22] + bytes([hops, 17, 0, 0]) + frame[26:34]
	return frame[:14] + head[:10] + struct.pack("!H", csum(head)) + head[12:] + frame[34:]


def ask(group, port, hops, name, kind=1, source=CLIENT):
	"""With the hop limit that the protocol wants."""
	group = ipaddress.ip_address(group)
	return with_hops(hops, ip4(group_mac(group), group, 17,
				   udp(port, question(name, kind), source=source)))


def mdns(name):
	return ask("224.0.0.251", 5353, 255, name, source=5353)


def mdns_browsing(known):
	"""A browser asks for a type of service, of which it knows so many instances."""
	more = b""
	for n in range(known):
		data = b"\x0aSpeaker %02d\xc0\x0c" % n
		more += struct.pack("!HHHIH", 0xc00c, 12, 1, 4000, len(data)) + data
	group = ipaddress.ip_address("224.0.0.251")
	text = question("_googlecast._tcp.local", 12)
	text = text[:6] + struct.pack("!H", known) + text[8:] + more
	return with_hops(255, ip4(group_mac(group), group, 17, udp(5353, text, source=5353)))


def mdns_legacy(name):
	return ask("224.0.0.251", 5353, 255, name)


def llmnr(name):
	return ask("224.0.0.252", 5355, 1, name)
