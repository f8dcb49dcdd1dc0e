# SPDX-License-Identifier: GPL-2.0
"""DNS messages, as much of them as the tests ask and read."""

import socket
import struct
import time

TYPES = {"A": 1, "PTR": 12, "HINFO": 13, "TXT": 16, "AAAA": 28, "SRV": 33, "NSEC": 47, "ANY": 255}
NAMES = {v: k for k, v in TYPES.items()}


def name(text):
	parts = [p.encode() for p in text.split(".") if p]
	return b"".join(bytes([len(p)]) + p for p in parts) + b"\0"


def query(questions, known=(), number=0, unicast=False):
	"""questions: (name, type); known: (name, type, TTL, data)"""
	out = struct.pack(">6H", number, 0, len(questions), len(known), 0, 0)
	for n, kind in questions:
		out += name(n) + struct.pack(">HH", TYPES[kind], 0x8001 if unicast else 1)
	for n, kind, ttl, data in known:
		out += name(n) + struct.pack(">HHIH", TYPES[kind], 1, ttl, len(data)) + data
	return out


def read_name(data, at):
	parts, end = [], None
	while True:
		c = data[at]
		if c & 0xc0:
			end = end or at + 2
			at = (c & 0x3f) << 8 | data[at + 1]
			continue
		if not c:
			return ".".join(parts).lower(), end or at + 1
		parts.append(data[at + 1:at + 1 + c].decode("utf-8", "replace"))
		at += 1 + c


def read_data(kind, data, at, length):
	"""Something that is equal for equal data."""
	if kind == "PTR":
		return read_name(data, at)[0]
	if kind == "SRV":
		return struct.unpack_from(">HHH", data, at) + (read_name(data, at + 6)[0],)
	if kind == "NSEC":
		return data[read_name(data, at)[1]:at + length]
	if kind == "TXT":
		out = []
		end = at + length
		while at < end:
			out.append(data[at + 1:at + 1 + data[at]])
			at += 1 + data[at]
		return tuple(sorted(out))
	return data[at:at + length]


def read(data):
	"""(id, flags, [(section, name, type, cache flush, TTL, data)])"""
	number, flags, *counts = struct.unpack_from(">6H", data)
	at, records = 12, []
	for _ in range(counts[0]):
		at = read_name(data, at)[1] + 4
	for section in (1, 2, 3):
		for _ in range(counts[section]):
			n, at = read_name(data, at)
			kind, cls, ttl, length = struct.unpack_from(">HHIH", data, at)
			at += 10
			kind = NAMES.get(kind, str(kind))
			records.append((section, n, kind, bool(cls & 0x8000), ttl,
					read_data(kind, data, at, length)))
			at += length
	return number, flags, records


class Asker:
	"""A socket on mDNS's port and group, in a peer's namespace."""

	def __init__(self, peer, host, port=5353, source="10.77.0.1"):
		self.host = host
		self.sock = peer.socket(socket.AF_INET, socket.SOCK_DGRAM)
		self.sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
		self.sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
		self.sock.setsockopt(socket.IPPROTO_IP, socket.IP_MULTICAST_TTL, 255)
		self.sock.setsockopt(socket.IPPROTO_IP, socket.IP_MULTICAST_LOOP, 0)
		self.sock.setsockopt(socket.IPPROTO_IP, socket.IP_TTL, 255)
		self.sock.setsockopt(socket.IPPROTO_IP, socket.IP_MULTICAST_IF,
				     socket.inet_aton(source))
		self.sock.bind(("", port))
		if port == 5353:
			peer.inside(lambda: self.sock.setsockopt(
				socket.IPPROTO_IP, socket.IP_ADD_MEMBERSHIP,
				socket.inet_aton("224.0.0.251") + socket.inet_aton(source)))

	def __enter__(self):
		return self

	def __exit__(self, *_):
		self.sock.close()

	def flush(self):
		self.sock.settimeout(0)
		try:
			while True:
				self.sock.recv(65536)
		except BlockingIOError:
			pass

	def ask(self, message, to="224.0.0.251", wait=1.2):
		"""[(seconds, source, id, flags, records)] of the host's answers."""
		self.flush()
		begin = time.monotonic()
		self.sock.sendto(message, (to, 5353))
		return self.hear(wait, begin)

	def hear(self, wait, begin=None):
		"""The same, of what the host says in so many seconds."""
		begin, answers = begin or time.monotonic(), []
		while time.monotonic() < begin + wait:
			self.sock.settimeout(max(0.001, begin + wait - time.monotonic()))
			try:
				data, (source, _) = self.sock.recvfrom(65536)
			except socket.timeout:
				break
			if source == self.host and data[2] & 0x80:
				answers.append((time.monotonic() - begin, source) + read(data))
		return answers
