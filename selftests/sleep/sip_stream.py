#!/usr/bin/python3
# SPDX-License-Identifier: GPL-2.0
"""What a real server does not do on order: a scripted one at a sleeping telephone's TCP.

Whatever comes, the application has each byte that the proxy has not answered, once.
"""

import contextlib
import re
import signal
import socket
import sys

from common import Ktap, Sleeper, until
from sip_tcp import CONF, SipTcp
from sip_tcp_peers import (PING, PONG, Server, header, lines, phone_program, request,
			   response, segments)

ADDRESSES = {4: ("10.77.0.2", "10.77.0.1"), 6: ("fd77::2", "fd77::1")}
SDP = "v=0\r\no=- 1 1 IN IP4 10.77.0.1\r\ns=-\r\nc=IN IP4 10.77.0.1\r\nt=0 0\r\n" \
	"m=audio 6000 RTP/AVP 0\r\n"
TCP_RST = 4

# A freeze waits for helpers like this one first, and user space runs on.
HELPER = """#!/bin/sh
n=0
touch /run/helping
until [ -e /run/enough ] || [ $((n += 1)) -gt 40 ]; do usleep 100000; done
"""


class Stream(SipTcp):
	"""A server of its own and an application for each case."""

	def server_at(self, port, words="", family=4):
		local, far = ADDRESSES[family]
		conf = CONF.replace("@10.77.0.2", "@[fd77::2]") if family == 6 else CONF
		conf = conf.replace("10.77.0.2", local).replace("10.77.0.1 ", far + " server-port 5070 ")
		self.set("addr %s " % local * (family == 6) + conf % (port, port) + words)

	@contextlib.contextmanager
	def talk(self, port, words="", family=4, answers=True):
		"""(server, phone, capture), the guest asleep and registered there."""
		local, far = ADDRESSES[family]
		with Server(self.peer, far) as server, self.phone(
				port, server=far, to=5070, local=local) as phone:
			server.answers = answers
			server.accept()
			self.server_at(port, words, family)
			with self.peer.capture(filter="tcp port 5070") as wire:
				self.s.sleep()
				server.gets(rb"REGISTER ")
				yield server, phone, wire

	def in_pieces(self):
		"""Several requests in a segment, and one in several: an answer for each."""
		asked = [request("OPTIONS", 5081, n) for n in range(1, 5)]
		with self.talk(5081) as (server, phone, _):
			server.send(asked[0] + asked[1])
			server.gets(rb"SIP/2\.0 486 ", 2)
			server.pieces(b"\r\n" + asked[2], 37)
			server.pieces(asked[3][:-1], 1000)
			server.gets(rb"SIP/2\.0 486 ", 3)
			server.pieces(asked[3][-1:], 1)
			told = server.gets(rb"SIP/2\.0 486 ", 4)
			assert self.guest.asleep, self.guest.console()[-600:]
			self.guest.wake()
			self.unheard(phone)
		assert [header(m, "Call-ID") for m in told] == [
			"call-%d" % n for n in range(1, 5)], told

	def call_in_pieces(self):
		"""After the ACK it wakes; what is behind that is answered or heard, not both."""
		with self.talk(5082) as (server, phone, wire):
			server.pieces(request("INVITE", 5082, 1, body=SDP), 50)
			server.gets(rb"SIP/2\.0 486 ")
			assert self.guest.asleep, self.guest.console()[-600:]
			more = request("OPTIONS", 5082, 2)
			server.pieces(request("ACK", 5082, 1) + more, 300)
			self.woken_by("invited")
			ours = rb"SIP/2\.0 486 .*call-2\r"
			assert until(lambda: server.got(ours) or phone.heard() == more, 20)
			heard, told = phone.heard(), server.got(ours)
			assert heard == (b"" if told else more), (heard, told)
			assert len(server.got(rb"SIP/2\.0 ")) == 1 + len(told), server.messages
			phone.send(PING)
			assert until(lambda: PONG in phone.heard()[len(heard):], 20)

	def cancelled(self):
		"""Its final response was out already: CANCEL gets 200 and changes nothing."""
		with self.talk(5083) as (server, phone, _):
			server.send(request("INVITE", 5083, 1) + request("CANCEL", 5083, 1))
			server.gets(rb"SIP/2\.0 486 .*INVITE\r")
			server.gets(rb"SIP/2\.0 200 .*CANCEL\r")
			server.send(request("ACK", 5083, 1))
			self.woken_by("invited")
			self.unheard(phone)

	def stranger(self, port, data, before=b""):
		"""What the proxy can't judge wakes, and is the application's, each byte once."""
		with self.talk(port) as (server, phone, _):
			server.send(before + data)
			server.acknowledged()
			self.woken_by("stream")
			assert until(lambda: len(phone.heard()) >= len(data), 20), phone.heard()
			assert phone.heard() == data, phone.heard()
			phone.send(PING)
			phone.hears(re.escape(data) + PONG)

	def garbage(self):
		ask = request("OPTIONS", 5084)
		self.stranger(5084, bytes(range(256)) + b"\r\n\r\n", before=ask)

	def too_long(self):
		self.stranger(5085, request("INVITE", 5085, body="v=0\r\n" + "a=x\r\n" * 3300))

	def endless(self):
		"""It says that four gigabytes are to come."""
		self.stranger(5086, request("MESSAGE", 5086).replace(b"h: 0\r", b"h: 4294967296\r"))

	def foreign(self):
		"""A response to what the application has asked before the sleep."""
		self.stranger(5087, lines(
			"SIP/2.0 200 OK", "Via: SIP/2.0/TCP 10.77.0.2:5087;branch=z9hG4bKp1",
			"From: <sip:host@peer.test>;tag=p", "To: <sip:host@peer.test>;tag=r",
			"Call-ID: phone-5087", "CSeq: 1 REGISTER", "Content-Length: 0"))

	def closed(self):
		with self.talk(5088) as (server, phone, _):
			server.sock.shutdown(socket.SHUT_WR)
			self.woken_by("disconnected")
			assert phone.job.wait(20) == 0, phone.job.output
			assert "closed" in phone.job.output, phone.job.output

	def last_words(self):
		"""A call, and then the server says no more."""
		with self.talk(5107, "failure report") as (server, phone, _):
			server.send(request("INVITE", 5107, 1))
			server.sock.shutdown(socket.SHUT_WR)
			server.gets(rb"SIP/2\.0 486 .*INVITE\r")
			self.woken_by("disconnected")
			self.unheard(phone)

	def reported(self):
		"""The connection is reset amid a message, and that is only reported."""
		monitor = self.guest.start("exec proxzzzyctl monitor")

		def committed():
			self.set("")
			return "committed" in monitor.output
		assert until(committed, 20, 0.5), monitor.output	# so it listens
		with self.talk(5089, "failure report", answers=False) as (server, phone, wire):
			server.send(response(server.messages[0], "200 OK")[:-2])
			server.reset()
			assert until(lambda: any(s.flags & TCP_RST for s in segments(
				wire.packets(), 5089)), 20), "no RST"
			assert not until(lambda: not self.guest.asleep, 3), "woken"
			self.guest.wake()
			assert monitor.wait_output(r"registration: .* has failed: disconnected",
						   20), monitor.output
			assert phone.job.wait(20) == 0, phone.job.output
			assert "reset" in phone.job.output, phone.job.output
			assert self.status()["failed"], self.status()
		monitor.kill()

	def refused(self):
		with self.talk(5090, answers=False) as (server, phone, _):
			server.send(response(server.messages[0], "403 Forbidden"))
			self.woken_by("rejected")
			self.unheard(phone)

	def over_ipv6(self):
		via = "[fd77::1]:5070"
		with self.talk(5091, family=6) as (server, phone, wire):
			server.send(request("OPTIONS", 5091, 1, via))
			server.gets(rb"SIP/2\.0 486 .*OPTIONS\r")
			assert self.guest.asleep, self.guest.console()[-600:]
			server.send(request("INVITE", 5091, 2, via))
			server.gets(rb"SIP/2\.0 486 .*INVITE\r")
			server.send(request("ACK", 5091, 2, via))
			self.woken_by("invited")
			self.unheard(phone)
			self.answered(list(segments(wire.packets(), 5091, "fd77::2")))

	def silent(self):
		"""No more pongs: RFC 5626 4.4.1 calls that a failure of the flow, after 10 s."""
		with self.talk(5092, "interval 2") as (server, _, _):
			assert until(lambda: server.pings, 30), server.messages
			server.answers = False
			self.woken_by("disconnected", 60)

	def on_the_verge(self):
		"""An INVITE while it falls asleep ends that and is heard, or is answered; not both."""
		for port, mark in enumerate(("suspend entry", "Freezing user", "Freezing remaining",
					     "Suspending system"), 5100):
			with Server(self.peer) as server, self.phone(port, to=5070) as phone:
				server.accept()
				self.server_at(port)
				self.verge(port, mark, server, phone)

	def verge(self, port, mark, server, phone):
		since = self.guest.mark()
		self.guest.freeze(wait="entry")
		self.guest.wait_console(mark, since)
		server.send(request("INVITE", port, 1))
		told = lambda: server.got(rb"SIP/2\.0 486 .* INVITE\r")	# noqa: E731
		ended = lambda: self.guest.sleep.rc is not None	# noqa: E731
		assert until(lambda: told() or ended() or self.guest.asleep, 60), "stuck"
		if not told() and not ended():
			server.send(request("OPTIONS", port, 2))
			past = rb"SIP/2\.0 486 .* OPTIONS\r"	# what was before
			assert until(lambda: ended() or server.got(past), 60), "not asleep"
		self.ktap.note("%s: %s" % (mark, "answered" if told() else
					   "woken" if ended() else "heard before"))
		if not told() and not ended():
			assert mark == "suspend entry", mark	# the proxy was not yet there
			self.guest.wake()
			assert phone.heard().startswith(request("INVITE", port, 1)), phone.heard()
		elif told():
			server.send(request("ACK", port, 1))
			self.woken_by("invited")
			self.unheard(phone)
		else:
			wake = self.s.wakes()[-1]
			assert (wake["room"], wake["reason"]) == ("sip", "stream"), wake
			phone.hears(rb"INVITE .*\r\n\r\n")
			assert phone.heard().startswith(request("INVITE", port, 1)), phone.heard()

	@contextlib.contextmanager
	def preparing(self):
		"""A sleep that has begun while user space runs; at the end it goes on."""
		self.guest.put("/run/helper", HELPER, 0o755)
		self.guest.check("cp /proc/sys/kernel/modprobe /run/former; rm -f /run/enough /run/helping; "
				 "echo /run/helper >/proc/sys/kernel/modprobe")
		try:
			self.guest.start("mount -t nothing none /run")
			assert until(lambda: self.guest.run("test -e /run/helping")[0] == 0, 20)
			self.guest.freeze(wait="entry")
			assert until(lambda: self.guest.asleep or
				     self.s.status()["phase"] == "preparing", 20)
			yield
		finally:
			self.awake()
			self.guest.check("touch /run/enough; "
					 "cat /run/former >/proc/sys/kernel/modprobe")

	def read_at_once(self):
		"""The application has read the INVITE, and is not put to sleep with it."""
		with Server(self.peer) as server, self.phone(5106, to=5070) as phone:
			server.accept()
			self.server_at(5106)
			with self.preparing():
				server.send(request("INVITE", 5106, 1))
				phone.hears(rb"INVITE .*\r\n\r\n")
			assert until(lambda: self.guest.sleep.rc is not None, 30), "asleep"
			wake = self.s.wakes()[-1]
			assert (wake["room"], wake["reason"], wake["phase"]) == \
				("sip", "stream", "preparing"), wake

	def unread(self):
		"""The application had yet to read it, and the connection has ended since."""
		with Server(self.peer) as server, self.phone(5108, to=5070) as phone:
			server.accept()
			self.server_at(5108, "failure report")
			phone.job.kill(signal.SIGSTOP, 0.5)
			server.send(request("INVITE", 5108, 1))
			server.acknowledged()
			server.sock.shutdown(socket.SHUT_WR)
			server.acknowledged()
			before = self.s.wakes()[-1:]
			self.guest.freeze(wait="entry")
			assert until(lambda: self.guest.sleep.rc is not None, 30), "asleep"
			wake = self.s.wakes()[-1]
			assert (wake["room"], wake["reason"]) == ("sip", "stream"), wake
			assert not before or wake["seq"] > before[0]["seq"], wake
			phone.job.kill(signal.SIGCONT, 0.5)
			assert phone.job.wait(20) == 0, phone.job.output
			assert phone.heard() == request("INVITE", 5108, 1), phone.heard()

	def unacknowledged(self):
		"""Timer H: after 32 s nobody waits for the ACK any more."""
		with self.talk(5109) as (server, phone, wire):
			server.send(request("INVITE", 5109, 1))
			server.gets(rb"SIP/2\.0 486 .*INVITE\r")
			assert not until(lambda: not self.guest.asleep, 25), "too early"
			self.woken_by("given-up", 60)
			self.unheard(phone)
			said = {m.seq for m in segments(wire.packets(), 5109)
				if m.sent and b"SIP/2.0 486 " in m.data}
		assert len(said) == 1, "repeated, over TCP: %s" % said

	def stuffed(self):
		"""What the application has said is not all out, and nothing is said in between."""
		size = 1 << 20
		with Server(self.peer, buffer=4096) as server, self.phone(5094, to=5070) as phone:
			server.accept(read=False)
			self.server_at(5094, "failure report")
			cat = self.guest.start("head -c %d /dev/zero | tr '\\0' x >%s.in"
					       % (size, phone.file))
			assert until(server.full, 30)
			self.s.sleep()
			server.read()
			assert not until(lambda: not self.guest.asleep, 2), "woken"
			server.send(request("INVITE", 5094, 1))
			self.woken_by("stream")
			phone.hears(rb"INVITE .*\r\n\r\n")
			assert until(lambda: len(server.rest) >= size, 60), len(server.rest)
			assert server.rest == b"x" * size, server.rest.strip(b"x")
			assert cat.wait(20) == 0

	def main(self):
		for name, function in (
		    ("requests over TCP, together and in pieces, are answered asleep [R50]",
		     self.in_pieces),
		    ("a call in pieces is answered, and what is behind its ACK is not lost [R50]",
		     self.call_in_pieces),
		    ("CANCEL over TCP is answered [R50]", self.cancelled),
		    ("garbage wakes and is the application's [R45]", self.garbage),
		    ("a message of 16 KiB wakes and is the application's [R45]", self.too_long),
		    ("a message that says it is endless wakes [R45]", self.endless),
		    ("a response to the application's own request wakes [R45]", self.foreign),
		    ("the server closes the connection: the host is woken [R45]", self.closed),
		    ("a call before that is answered, and wakes [R45,R50]", self.last_words),
		    ("the connection is reset: that is reported only [R45]", self.reported),
		    ("a registration over TCP that is refused wakes [R47]", self.refused),
		    ("a server that is silent wakes [R45]", self.silent),
		    ("an INVITE on the verge of a sleep is not lost [R45,R50]", self.on_the_verge),
		    ("nor one that the application reads while the sleep begins [R45,R50]",
		     self.read_at_once),
		    ("what it had yet to read wakes, even if the connection has ended [R45]",
		     self.unread),
		    ("a caller who never acknowledges wakes after timer H [R50]",
		     self.unacknowledged),
		    ("an application's half message is not broken into [R45]", self.stuffed),
		    ("a call over TCP over IPv6 [R45,R50]", self.over_ipv6)):
			self.stage(name, function)


def main():
	ktap = Ktap(plan=18)
	with Sleeper(cpi=True, files={"/usr/sbin/phone": phone_program()}) as s:
		s.guest.put("/etc/password", "s3cret\n")
		Stream(s, ktap).main()
		if ktap.failed:
			print("# " + s.tool("stats dev eth0").replace("\n", "\n# "))
	return ktap.finish()


if __name__ == "__main__":
	sys.exit(main())
