#!/usr/bin/python3
# SPDX-License-Identifier: GPL-2.0
"""A sleeping telephone whose registration is a TCP connection of its own.

The connection is that of an application in the guest, which shows what it has
read of it; the peers are kamailio, sipp, and a server that does as it is told.
The timers would stop in the guest's sleep, as they do on real machines, and its
neighbour entries go stale in a second.
"""

import contextlib
import glob
import re
import socket
import sys

from common import Ktap, Later, NetError, Sleeper, until
from sip import Sip
from sip_peers import SDP, Kamailio, call
from sip_tcp_peers import PING, PONG, Phone, first, phone_program, response, segments

CONF = ("sip 10.77.0.2 port %d transport tcp server 10.77.0.1 to sip:host@peer.test "
	"contact <sip:host@10.77.0.2:%d;transport=tcp> auth peer.test host md5 password "
	"@/etc/password ")
REGISTER = """
      REGISTER sip:peer.test SIP/2.0
      Via: SIP/2.0/[transport] [local_ip]:[local_port];branch=[branch]
      From: <sip:host@peer.test>;tag=[call_number]
      To: <sip:host@peer.test>
      Call-ID: [call_id]
      CSeq: %d REGISTER
      Contact: <sip:host@[local_ip]:[local_port];transport=tcp>
      Max-Forwards: 70
      Expires: 60%s
      Content-Length: 0

"""
# sipp as a telephone: it registers, and then waits for what belongs to no call of its own.
TELEPHONE = """<?xml version="1.0" encoding="ISO-8859-1" ?>
<scenario name="telephone">
  <send><![CDATA[""" + REGISTER % (1, "") + """  ]]></send>
  <recv response="401" auth="true"></recv>
  <send><![CDATA[""" + REGISTER % (2, """
      [authentication username=host password=s3cret]""") + """  ]]></send>
  <recv response="200"></recv>
  <nop><action><exec command="touch /run/registered"/></action></nop>
  <pause milliseconds="600000"/>
</scenario>
"""
RINGS = """<?xml version="1.0" encoding="ISO-8859-1" ?>
<scenario name="rings">
  <recv request="INVITE" rrs="true"></recv>
  <send><![CDATA[
      SIP/2.0 200 OK
      [last_Via:]
      [last_From:]
      [last_To:];tag=[call_number]
      [last_Call-ID:]
      [last_CSeq:]
      [last_Record-Route:]
      Contact: <sip:host@[local_ip]:[local_port];transport=tcp>
      Content-Type: application/sdp
      Content-Length: [len]

""" + SDP + """  ]]></send>
  <recv request="ACK"></recv>
  <nop><action><exec command="touch /run/acknowledged"/></action></nop>
</scenario>
"""
# 3 of 10, two of them in a row: at random a run may be longer than what TCP, or who waits, bears
LOSS = """add table inet loss
add chain inet loss in { type filter hook input priority 0 ; }
add chain inet loss out { type filter hook output priority 0 ; }
add rule inet loss in iifname p0 tcp dport 5060 numgen inc mod 10 { 0, 1, 5 } drop
add rule inet loss out oifname p0 tcp sport 5060 numgen inc mod 10 { 0, 1, 5 } drop
"""
STALE = """cd /proc/sys/net/ipv4/neigh/eth0
echo 1000 >base_reachable_time_ms
echo 0 >delay_first_probe_time
echo 1 >gc_stale_time
"""
TCP_SYN = 2
LATE = re.compile(rb"(\r\n)*(SIP/2\.0 ((?!\r\n\r\n).)*\r\nCSeq: \d+ REGISTER\r\n((?!\r\n\r\n).)*"
		  rb"\r\n\r\n)?(\r\n)*", re.S)
ASK = """OPTIONS sip:host@peer.test SIP/2.0
Via: SIP/2.0/UDP 10.77.0.1:5090;branch=z9hG4bKask
From: <sip:asker@peer.test>;tag=1
To: <sip:host@peer.test>
Call-ID: ask
CSeq: 1 OPTIONS
Max-Forwards: 70
Content-Length: 0

""".replace("\n", "\r\n").encode()


class SipTcp(Sip):
	"""Sip, with registrations over TCP."""

	def stage(self, name, function, *args):
		"""A case that begins and ends awake."""
		with self.ktap.case(name):
			function(*args)
		self.awake()

	def awake(self):
		if self.guest.asleep:
			self.guest.wake()

	@contextlib.contextmanager
	def phone(self, port, **options):
		phone = Phone(self.guest, port, **options)
		try:
			yield phone
		finally:
			self.awake()
			phone.close()

	def configure(self, port, words="interval 3 expires 10"):
		self.set(CONF % (port, port) + words)

	def unheard(self, phone):
		"""Of what was said in its name the application has read at most what was still
		under way when the host woke: pongs, an answer to REGISTER."""
		assert until(lambda: LATE.fullmatch(phone.heard()), 20), phone.heard()

	# kamailio

	def kept(self, registrar, port):
		"""Registered for 10 s and asked for 26 s: it has been renewed over and over."""
		found = lambda: registrar.logged(	# noqa: E731
			r"REGISTERED \S+ from tcp:10\.77\.0\.2:%d user=host "
			r"cseq=(\d+) id=(\S+)" % port)
		before = len(found())
		assert until(lambda: len(found()) > before, 60), registrar.proc.log()[-3000:]
		self.stays(registrar, 26, like=":%d;" % port)
		seen = found()[before:]
		numbers = [int(n) for n, _ in seen]
		assert len(seen) >= 3 and len({i for _, i in seen}) == 1, seen
		assert numbers == sorted(set(numbers)), numbers

	def kept_alive(self, wire, phone):
		"""RFC 5626 3.5.1: of the 26 s and more, a ping for each 3 s, and its pong."""
		self.guest.wake()
		found = list(segments(wire.packets(), phone.port))
		pings = {s.seq for s in found if s.sent and s.data == PING}	# TCP may repeat
		pongs = {s.seq for s in found if not s.sent and s.data == PONG}
		self.ktap.note("%d pings, %d pongs" % (len(pings), len(pongs)))
		assert len(pings) >= 6 and len(pongs) >= len(pings) - 1, (len(pings), len(pongs))
		assert not [s for s in found if s.flags & TCP_SYN], "another connection"
		self.unheard(phone)

	def probed(self, wire):
		"""Its entry for the server went stale: it asked, and heard the answers."""
		def asks(frame):
			return frame[12:14] == b"\x08\x06" and frame[20:22] == b"\0\1" and \
				frame[28:32] == socket.inet_aton("10.77.0.2") and \
				frame[:6] != b"\xff" * 6
		found = [f for _, f in wire.packets() if asks(f)]
		self.ktap.note("%d probes" % len(found))
		assert len(found) >= 2, found

	def asked(self):
		"""Through kamailio, which sends it down the connection."""
		with self.peer.socket(socket.AF_INET, socket.SOCK_DGRAM) as sock:
			sock.bind(("10.77.0.1", 5090))
			sock.settimeout(20)
			sock.sendto(ASK, ("10.77.0.1", 5060))
			answer = sock.recv(4000)
		assert answer.startswith(b"SIP/2.0 486 "), answer

	def answered(self, found, limit=1):
		"""The INVITE was answered within so many seconds, and the ACK taken."""
		asked = first(found, False, rb"INVITE sip:")
		told = first(found, True, rb"SIP/2\.0 486 .*CSeq: \d+ INVITE\r")
		self.ktap.note("answered after %.0f ms" % (1000 * (told.when - asked.when)))
		assert 0 <= told.when - asked.when < limit, (asked, told)
		ack = first(found, False, rb"ACK sip:")
		end = (ack.seq + len(ack.data)) & 0xffffffff
		assert any(s.sent and s.when > ack.when and (s.ack - end) & 0xffffffff < 1 << 31
			   for s in found), ack

	def called(self, registrar, phone, limit=1):
		with self.peer.capture(filter="tcp") as wire:
			r = call(self.peer, 486)
			assert r.returncode == 0, r.stdout[-3000:]
			self.woken_by("invited")
			found = list(segments(wire.packets(), phone.port))
		self.answered(found, limit)
		replies = registrar.logged(r"REPLY (\d+) for INVITE from tcp:10\.77\.0\.2:%d"
					   % phone.port)
		assert replies and set(replies) == {"486"}, replies
		self.unheard(phone)
		phone.register()
		assert phone.job.rc is None, phone.job.output

	def rings(self, phone):
		"""180 by the proxy; the application has the INVITE once, and declines."""
		caller = Later(call, self.peer, 603, timeout=40)
		try:
			self.woken_by("handed-over")
			heard = phone.hears(rb"INVITE .*\r\n\r\n.*a=rtpmap")
			phone.send(response(heard, "603 Decline"))
			heard = phone.hears(rb"ACK .*\r\n\r\n")
		finally:
			r = caller.result(80)
		assert r.returncode == 0, r.stdout[-3000:]
		assert len(re.findall(rb"^INVITE ", heard, re.M)) == 1, heard
		assert heard.startswith(b"INVITE sip:host@10.77.0.2:%d;" % phone.port), heard

	def handed_over(self, port):
		with self.phone(port) as phone, self.peer.capture(filter="tcp") as wire:
			phone.register()
			self.configure(port, "interval 3 expires 10 answer 180")
			self.s.sleep()
			self.rings(phone)
			found = list(segments(wire.packets(), port))
		told = {s.seq for s in found if s.sent and b"SIP/2.0 180 " in s.data}
		assert len(told) == 1, told

	def lossy(self, registrar, port):
		with self.phone(port) as phone:
			phone.register()
			self.configure(port, "interval 4 expires 24")
			self.peer.check(["nft", "-f", "-"], data=LOSS)
			try:
				self.s.sleep()
				self.stays(registrar, 26, like=":%d;" % port)
				assert self.guest.asleep, self.guest.console()[-600:]
				self.called(registrar, phone, limit=16)	# TCP's, not ours
			finally:
				self.peer.check(["nft", "delete", "table", "inet", "loss"])

	def telephone(self):
		"""sipp in the guest registers, sleeps, is rung at, and takes the call."""
		g = self.guest
		g.put("/run/telephone.xml", TELEPHONE)
		g.put("/run/rings.xml", RINGS)
		sipp = g.start("cd /run && TERM=dumb exec sipp -t t1 -sf telephone.xml "
			       "-oocsf rings.xml -m 1 -i 10.77.0.2 -p 5076 -nostdin 10.77.0.1:5060 >sipp.log 2>&1")
		assert until(lambda: not g.run("test -e /run/registered")[0], 30), \
			g.get("/run/sipp.log").decode()[-1500:]
		found = re.findall(r"02004D0A:([0-9A-F]{4}) 01004D0A:13C4 01 ",
				   g.get("/proc/net/tcp").decode())
		assert len(found) == 1, found
		self.configure(int(found[0], 16), "interval 3 expires 10 answer 180")
		self.s.sleep()
		r = call(self.peer, 200, accepted=True)
		self.woken_by("handed-over")
		assert r.returncode == 0, r.stdout[-3000:] + g.get("/run/sipp.log").decode()[-1500:]
		assert until(lambda: not g.run("test -e /run/acknowledged")[0], 30), \
			g.get("/run/sipp.log").decode()[-1500:]
		sipp.kill(9)

	def kamailio(self):
		self.guest.put("/etc/password", "s3cret\n")
		self.guest.check(STALE)
		registrar = Kamailio(self.peer, nonce=7)
		phone = Phone(self.guest, 5072)
		phone.register()
		self.configure(5072)
		with self.peer.capture() as wire:
			self.s.sleep()
			self.case("over TCP the registrar's list never lacks it in a sleep, "
				  "with digest [R45,R47,R49]", self.kept, registrar, 5072)
			self.stage("each keep-alive is answered, and the application hears nothing "
				   "[R45,R48]", self.kept_alive, wire, phone)
			self.stage("a neighbour entry that goes stale in the sleep is probed [R45]",
				   self.probed, wire)
		self.s.sleep()
		self.case("OPTIONS over TCP is answered asleep [R50]", self.asked)
		self.stage("a call over TCP gets 486 within a second, then the host is awake and "
			   "goes on with its connection [R45,R50]", self.called, registrar, phone)
		phone.close()
		registrar.forget()
		self.stage("180 over TCP, and the application has the INVITE, once [R50]",
			   self.handed_over, 5073)
		registrar.forget()
		self.stage("where 30 % of the segments are lost it is kept, and the call is "
			   "answered [R45,R47,R50]", self.lossy, registrar, 5074)
		registrar.forget()
		self.stage("a telephone that registered over TCP sleeps and takes the call "
			   "[R45,R50]", self.telephone)
		registrar.stop()


def main():
	ktap = Ktap(plan=8)
	if not glob.glob("/usr/lib/*/kamailio/modules"):
		raise NetError("kamailio is not installed")
	with Sleeper(cpi=True, binaries=["sipp"], files={"/usr/sbin/phone": phone_program()}) as s:
		SipTcp(s, ktap).kamailio()
		if ktap.failed:
			print("# " + s.tool("stats dev eth0").replace("\n", "\n# "))
	return ktap.finish()


if __name__ == "__main__":
	sys.exit(main())
