# SPDX-License-Identifier: GPL-2.0
"""The two ends of a telephone's TCP connection, and what a capture has of it."""

import fcntl
import os
import re
import socket
import struct
import subprocess
import termios
import threading
from collections import namedtuple

import frames
from common import until
from lab import ROOT
from sip_peers import PASSWORD, digest

PING, PONG = b"\r\n\r\n", b"\r\n"
REST = rb"(?:(?!\r\n\r\n).)*"	# of a head
TRIES = 4	# a nonce may be old when what was lost has come at last


def phone_program():
	"""The stand-in for a telephone, static, for the guest."""
	to = os.path.join(ROOT, "build", "phone")
	os.makedirs(os.path.dirname(to), exist_ok=True)
	new = "%s.%d" % (to, os.getpid())
	subprocess.run(["gcc-12", "-O1", "-Wall", "-Wextra", "-static", "-s", "-o", new,
			os.path.join(ROOT, "selftests", "sleep", "phone.c")], check=True)
	os.rename(new, to)
	return to


def lines(*text):
	"""A message of these lines, with an empty one behind."""
	return "\r\n".join(text + ("", "")).encode()


def header(message, name):
	found = re.search(rb"^%s *: *(.*)\r$" % name.encode(), message, re.M | re.I)
	return found.group(1).decode() if found else ""


def request(method, port, number=1, via="10.77.0.1:5070", cseq=None, more=(), body=""):
	"""What a server sends to the telephone at port."""
	return lines("%s sip:host@10.77.0.2:%d;transport=tcp SIP/2.0" % (method, port),
		     "Via: SIP/2.0/TCP %s;branch=z9hG4bK%d" % (via, number),
		     "From: <sip:caller@peer.test>;tag=c%d" % number,
		     "To: <sip:host@peer.test>", "Call-ID: call-%d" % number,
		     "CSeq: %d %s" % (number, cseq or method), "Max-Forwards: 70",
		     "Contact: <sip:caller@%s;transport=tcp>" % via, *more,
		     "Content-Length: %d" % len(body)) + body.encode()


def response(message, status, more=()):
	"""The answer to a request."""
	copied = ["%s: %s" % (n, header(message, n))
		  for n in ("Via", "From", "To", "Call-ID", "CSeq")]
	copied += ["Record-Route: " + r.decode() for r in re.findall(
		rb"^Record-Route *: *(.*)\r$", message, re.M | re.I)]
	copied[2] += "" if "tag=" in copied[2] else ";tag=phone"
	return lines("SIP/2.0 " + status, *copied, *more, "Content-Length: 0")


class Phone:
	"""The application in the guest, at its end of a connection that it has made."""

	def __init__(self, guest, port, server="10.77.0.1", to=5060, local="10.77.0.2"):
		self.guest, self.port, self.local, self.server = guest, port, local, server
		self.file, self.cseq, self.known = "/run/phone.%d" % port, 0, 0
		self.job = guest.start("exec phone %s %d %s %d %s" % (
			local, port, server, to, self.file))
		assert self.job.wait_output("^connected", 30), self.job.output

	def heard(self):
		"""What the application has read since the last forget()."""
		return self.guest.get(self.file)[self.known:]

	def forget(self):
		self.known += len(self.heard())

	def hears(self, what, timeout=30):
		"""Waits until it has read that."""
		assert until(lambda: re.search(what, self.heard(), re.S), timeout, 0.1), \
			(what, self.heard()[-1500:])
		return self.heard()

	def send(self, data):
		self.guest.put("/run/say", data)
		self.guest.check("cat /run/say >%s.in" % self.file)

	def _register(self, more=()):
		"""The answer to a REGISTER of its own."""
		self.cseq += 1
		self.send(lines(
			"REGISTER sip:peer.test SIP/2.0", "Via: SIP/2.0/TCP %s:%d;branch=z9hG4bKp%d"
			% (self.local, self.port, self.cseq), "From: <sip:host@peer.test>;tag=p",
			"To: <sip:host@peer.test>", "Call-ID: phone-%d" % self.port,
			"CSeq: %d REGISTER" % self.cseq, "Max-Forwards: 70",
			"Contact: <sip:host@%s:%d;transport=tcp>" % (self.local, self.port),
			"Expires: 60", *more, "Content-Length: 0"))
		what = rb"SIP/2\.0 [2-6]%s\r\nCall-ID: phone-%d\r\nCSeq: %d REGISTER\r\n%s\r\n\r\n" % (
			REST, self.port, self.cseq, REST)
		return re.search(what, self.hears(what), re.S).group()

	def register(self):
		"""Registers by its own means, with digest: so its connection works."""
		answer = self._register()
		for _ in range(TRIES):
			if b" 401 " not in answer:
				break
			given = dict(re.findall(r'(\w+)="([^"]*)"',
						header(answer, "WWW-Authenticate")))
			f = dict(username="host", realm=given["realm"], nonce=given["nonce"],
				 uri="sip:peer.test", nc="00000001", cnonce="c", qop="auth")
			f["response"] = digest(f, "REGISTER", PASSWORD, "md5")
			answer = self._register(["Authorization: Digest " + ", ".join(
				k + '="%s"' % v if k not in ("nc", "qop") else k + "=" + v
				for k, v in f.items())])
		assert b"SIP/2.0 200 " in answer, answer
		self.forget()

	def close(self):
		self.job.kill(9)


class Server:
	"""A registrar's end of one connection, that does what it is told to.

	While .answers, REGISTER gets 200 and a ping its pong; messages are kept,
	and in .rest what is none. buffer: bytes that it takes without reading.
	"""

	def __init__(self, peer, address="10.77.0.1", port=5070, buffer=0):
		self.listener = peer.socket(socket.AF_INET6 if ":" in address else socket.AF_INET)
		self.listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
		if buffer:
			self.listener.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, buffer)
		self.listener.bind((address, port))
		self.listener.listen(1)
		self.listener.settimeout(30)
		self.answers = True
		self.messages, self.pings, self.rest = [], 0, b""
		self.sock = None

	def __enter__(self):
		return self

	def __exit__(self, *_):
		self.listener.close()
		if self.sock:
			self.sock.close()

	def accept(self, read=True):
		self.sock = self.listener.accept()[0]
		self.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
		if read:
			self.read()

	def read(self):
		threading.Thread(target=self._read, daemon=True).start()

	def _read(self):
		try:
			while True:
				new = self.sock.recv(65536)
				if not new:
					break
				self.rest = self._take(self.rest + new)
		except OSError:
			pass

	def _take(self, data):
		"""What is left when all that is whole has been taken off."""
		while data:
			if data.startswith(PING):
				data = data[len(PING):]
				if self.answers:
					self.sock.sendall(PONG)
				self.pings += 1
				continue
			head, whole, rest = data.partition(b"\r\n\r\n")
			if not whole or data.startswith(b"\r"):
				break
			data = rest
			self._message(head + whole)
		return data

	def _message(self, message):
		if self.answers and message.startswith(b"REGISTER "):
			self.sock.sendall(response(message, "200 OK", [
				"Contact: %s;expires=60" % header(message, "Contact")]))
		self.messages.append(message)

	def send(self, data):
		self.sock.sendall(data)

	def pieces(self, data, size):
		"""Segments of so many bytes; each is acknowledged before the next is sent."""
		for at in range(0, len(data), size):
			self.send(data[at:at + size])
			self.acknowledged()

	def acknowledged(self, timeout=30):
		"""The other end's TCP has all that was sent."""
		assert until(lambda: not self._waiting(termios.TIOCOUTQ), timeout, 0.01)

	def _waiting(self, what):
		return struct.unpack("i", fcntl.ioctl(self.sock, what, bytes(4)))[0]

	def full(self):
		"""Unread bytes, if they have not become more for half a second."""
		before = self._waiting(termios.FIONREAD)
		return before if not until(
			lambda: self._waiting(termios.FIONREAD) != before, 0.5) else 0

	def got(self, what):
		return [m for m in self.messages if re.match(what, m, re.S)]

	def gets(self, what, count=1, timeout=30):
		"""Waits for so many messages that begin like that."""
		assert until(lambda: len(self.got(what)) >= count, timeout), (
			what, self.messages[-4:])
		return self.got(what)

	def reset(self):
		"""RST instead of FIN."""
		self.sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
		self.sock.shutdown(socket.SHUT_RD)	# so that the reader lets go of it
		self.sock.close()


Segment = namedtuple("Segment", "when sent sport dport seq ack flags data")


def tcp_at(frame):
	"""Where the TCP header and the end of the packet are, and the source; or None."""
	if frame[12:14] == b"\x08\x00" and frame[23] == 6:
		end = 14 + int.from_bytes(frame[16:18], "big")
		return 14 + 4 * (frame[14] & 15), end, frame[26:30]
	if frame[12:14] == b"\x86\xdd" and frame[20] == 6:
		return 54, 54 + int.from_bytes(frame[18:20], "big"), frame[22:38]
	return None


def segments(packets, port, local="10.77.0.2"):
	"""TCP of a capture at the telephone's port; .sent says that the guest has sent it."""
	for when, frame in packets:
		at = tcp_at(frame)
		if not at:
			continue
		sport, dport, seq, ack, offset, flags = struct.unpack_from("!HHIIBB", frame, at[0])
		sent = at[2] == frames.ip(local)
		if port == (sport if sent else dport):
			yield Segment(when, sent, sport, dport, seq, ack, flags,
				      frame[at[0] + (offset >> 4) * 4:at[1]])


def first(found, sent, what):
	"""The first segment of that direction with that in it."""
	for s in found:
		if s.sent == sent and re.search(what, s.data, re.S):
			return s
	raise AssertionError("no %r among %d segments" % (what, len(found)))
