#!/usr/bin/python3
# SPDX-License-Identifier: GPL-2.0
"""A sleeping telephone stays registered and is called: kamailio, sipp, dnsmasq and unbound
as peers. The guest has no telephone of its own but where a call is handed over to one.
The timers would stop in its sleep, as they do on real machines.

	sip.py [SECONDS]	so long in one sleep, with a restart of the registrar and
				loss in it; default: all else, each for a short time
"""

import glob
import os
import re
import socket
import subprocess
import sys
import time

import frames
from common import Ktap, NetError, Sleeper, until
from lab import ROOT, Peer
from sip_peers import Kamailio, Scripted, Sha256, call

SIP = "sip 10.77.0.2 to sip:host@peer.test auth peer.test host md5 password @/etc/password "
# 3 of 10, two of them in a row: at random a run may be longer than a nonce lives
LOSS = """add table inet loss
add chain inet loss in { type filter hook input priority 0 ; }
add chain inet loss out { type filter hook output priority 0 ; }
add rule inet loss in iifname p0 udp dport 5060 numgen inc mod 10 { 0, 1, 5 } counter drop
add rule inet loss out oifname p0 udp sport 5060 numgen inc mod 10 { 0, 1, 5 } counter drop
"""
NAT = """add table ip nat
add chain ip nat post { type nat hook postrouting priority 100 ; }
add rule ip nat post oifname n0 masquerade
"""
UNBOUND = """server:
	interface: 10.77.0.1@53
	access-control: 10.77.0.0/24 allow
	do-daemonize: no
	chroot: ""
	username: ""
	directory: "/run/lab"
	pidfile: ""
	use-syslog: no
	logfile: ""
	log-queries: yes
	verbosity: 1
	module-config: "iterator"
	local-zone: "sip.test." static
	local-data: "_sip._udp.sip.test. 5 IN SRV 0 0 5060 reg.sip.test."
	local-data: "reg.sip.test. 5 IN CNAME one.sip.test."
	local-data: "one.sip.test. 5 IN A 10.77.0.1"
remote-control:
	control-enable: no
"""
INVITE = """INVITE sip:host@10.77.0.2:5060 SIP/2.0
Via: SIP/2.0/UDP 10.77.0.99:5060;branch=z9hG4bKstranger
From: <sip:stranger@peer.test>;tag=1
To: <sip:host@peer.test>
Call-ID: stranger
CSeq: 1 INVITE
Contact: <sip:stranger@10.77.0.99>
Max-Forwards: 70
Content-Length: 0

""".replace("\n", "\r\n")


def vectors():
	"""(port, status, message, name) of what must wake nobody, RFC 4475 among it."""
	to = os.path.join(ROOT, "build", "torture")
	os.makedirs(os.path.dirname(to), exist_ok=True)
	subprocess.run(["gcc-12", "-O1", "-I" + os.path.join(ROOT, "uapi"),
			"-I" + os.path.join(ROOT, "kernel", "proto"), "-o", to,
			os.path.join(ROOT, "selftests", "sleep", "torture.c"),
			os.path.join(ROOT, "kernel", "proto", "vectors.c")], check=True)
	text = subprocess.run([to], check=True, stdout=subprocess.PIPE, text=True).stdout
	for line in text.splitlines():
		port, status, message, name = line.split(" ", 3)
		yield int(port), int(status), bytes.fromhex(message), name


class Sip:
	def __init__(self, s, ktap):
		self.s, self.ktap, self.guest, self.peer = s, ktap, s.guest, s.peer
		self.peer.check(["ping", "-c", "1", "-w", "10", "10.77.0.2"])

	def set(self, words):
		"""A configuration of nothing but this."""
		self.guest.put("/etc/conf", "set eth0 addr 10.77.0.2 " + words + "\n")
		self.s.tool("apply /etc/conf")

	def case(self, name, function, *args):
		with self.ktap.case(name):
			function(*args)
			assert self.guest.asleep, self.guest.console()[-600:]

	def status(self):
		found = self.s.status()["registrations"]
		assert len(found) == 1, found
		return found[0]

	def registered(self, registrar, timeout=60):
		assert until(registrar.contacts, timeout), registrar.proc.log()[-3000:]

	def stays(self, registrar, seconds, longer_than=0, like=""):
		"""The registrar's own list has the contact all the time; asked twice a second."""
		end, seen = time.monotonic() + seconds, []
		while time.monotonic() < end:
			seen.append(registrar.contacts(like))
			assert seen[-1] and min(seen[-1]) > longer_than, "lapsed: %s" % seen[-5:]
			time.sleep(0.5)		# between samples
		self.ktap.note("%d times asked, the least %d s left" % (
			len(seen), min(min(s) for s in seen)))
		assert len(seen) >= seconds / 10, seen

	def woken_by(self, reason, timeout=30):
		assert self.guest.wait_awake(timeout) == 0
		wakes = self.s.wakes()
		assert wakes and (wakes[-1]["room"], wakes[-1]["reason"]) == ("sip", reason), wakes

	# one registrar

	def kept(self, registrar):
		self.registered(registrar)
		self.stays(registrar, 30)
		found = registrar.logged(r"REGISTERED \S+ from udp:10\.77\.0\.2:5060 user=host "
					 r"cseq=(\d+) id=(\S+)")
		numbers = [int(n) for n, _ in found]
		assert len(found) >= 3 and len({i for _, i in found}) == 1, found
		# one that was repeated is there twice
		assert numbers == sorted(numbers) and len(set(numbers)) >= 3, numbers

	def challenged(self, registrar):
		"""Nonces of 7 s: they have changed in 30 s, and what is stale was not the end."""
		challenges = registrar.logged("CHALLENGE")
		assert len(challenges) >= 3, registrar.proc.log()[-2000:]

	def restarted(self, registrar):
		registrar.stop()
		registrar.start()	# with an empty list, and a log of its own
		assert until(lambda: registrar.logged("REGISTERED") and registrar.contacts(), 90), \
			registrar.proc.log()[-3000:]

	def strangers(self):
		self.peer.ip("addr add 10.77.0.99/24 dev p0")
		with self.peer.socket(socket.AF_INET, socket.SOCK_DGRAM) as sock:
			sock.bind(("10.77.0.99", 5060))
			sock.settimeout(1.5)
			for _ in range(3):
				sock.sendto(INVITE.encode(), ("10.77.0.2", 5060))
			try:
				raise AssertionError(sock.recv(2000))
			except socket.timeout:
				pass
		self.peer.ip("addr del 10.77.0.99/24 dev p0")

	def called(self, registrar, code):
		before = len(registrar.logged("REGISTERED"))
		assert until(lambda: len(registrar.logged("REGISTERED")) > before, 90), \
			registrar.proc.log()[-2000:]
		r = call(self.peer, code)
		assert r.returncode == 0, r.stdout[-3000:]
		self.woken_by("invited")
		replies = registrar.logged(r"REPLY (\d+) for INVITE from udp:10\.77\.0\.2:5060")
		assert replies and set(replies) == {str(code)}, replies
		is_ = self.status()
		numbers = registrar.logged(r"REGISTERED .* cseq=(\d+)")
		assert is_["cseq"] >= int(numbers[-1]) and is_["answer"] == 200, (is_, numbers[-1])
		assert not is_["failed"], is_

	def one_registrar(self):
		g = self.guest
		registrar = Kamailio(self.peer, nonce=7)
		g.put("/etc/password", "s3cret\n")
		self.set(SIP + "server 10.77.0.1 interval 4 expires 20")
		self.s.sleep()
		self.case("the registrar's own list never lacks it in a sleep [R44,R47,R48,C21]",
			  self.kept, registrar)
		self.case("challenges are answered, with each new nonce [R49,C22]",
			  self.challenged, registrar)
		self.case("it is back after a restart of the registrar [R47,R49]",
			  self.restarted, registrar)
		self.case("an INVITE that is not from the server is not answered [R51]", self.strangers)
		with self.ktap.case("a call gets 486 and the host is awake [R51]"):
			self.called(registrar, 486)
		return registrar

	def numbers(self, registrar, more=2):
		"""(Call-ID, CSeq) of so many further REGISTERs, in a sleep of its own."""
		def found():
			return registrar.logged(r"REGISTERED .* cseq=(\d+) id=(\S+)")
		before = len(found())
		self.s.sleep()
		assert until(lambda: len(found()) >= before + more, 60), registrar.proc.log()[-2000:]
		self.guest.wake()
		return [(i, int(n)) for n, i in found()[before:]]

	def goes_on(self, registrar):
		"""Saved and applied it is the same but for a Call-ID; a change keeps that."""
		saved = self.s.tool("save eth0")
		assert "md5 saved" in saved and "s3cret" not in saved, saved
		self.guest.put("/tmp/saved", saved)
		self.s.tool("apply /tmp/saved")
		assert self.s.tool("save eth0") == saved, self.s.tool("save eth0")
		first = self.numbers(registrar)
		self.s.tool("set dev eth0 echo on")
		second = self.numbers(registrar)
		assert len({i for i, _ in first + second}) == 1, (first, second)
		assert [n for _, n in second] > [n for _, n in first], (first, second)
		assert second[0][1] > first[-1][1], (first, second)

	# calls

	def handed_over(self, registrar):
		"""180 by the proxy; then sipp, which slept with the host, takes the call."""
		g = self.guest
		g.put("/etc/conf", "set eth0 addr 10.77.0.2 " + SIP
		      + "server 10.77.0.1 interval 4 answer 180\n")
		self.s.tool("apply /etc/conf")
		telephone = g.start("cd /tmp && TERM=dumb exec sipp -sn uas -i 10.77.0.2 -p 5060 -nostdin "
				    ">/tmp/uas.log 2>&1")
		assert until(lambda: "13C4" in g.get("/proc/net/udp").decode().upper(), 20), \
			g.get("/tmp/uas.log").decode()[-800:]
		self.s.sleep()
		self.registered(registrar)
		r = call(self.peer, 200, accepted=True)
		self.woken_by("handed-over")
		assert r.returncode == 0, r.stdout[-3000:] + g.get("/tmp/uas.log").decode()[-1500:]
		replies = registrar.logged(r"REPLY (\d+) for INVITE from udp:10\.77\.0\.2:5060")
		assert "180" in replies and "200" in replies, replies
		telephone.kill()

	# loss

	def lossy(self, registrar, before):
		self.registered(registrar, 90)
		self.stays(registrar, 45)
		sent = len(registrar.logged(r"REGISTERED")) - before
		assert sent >= 3, sent

	def loss(self, registrar):
		self.set(SIP + "server 10.77.0.1 interval 6 expires 90")
		registrar.forget()
		before = len(registrar.logged("REGISTERED"))
		self.peer.check(["nft", "-f", "-"], data=LOSS)
		self.s.sleep()
		self.case("it is kept where 30 % of the packets are lost each way [R47,R48]",
			  self.lossy, registrar, before)
		self.peer.check(["nft", "delete", "table", "inet", "loss"])

	# names

	def resolved(self, registrar, dns, questions):
		before = len(registrar.logged("REGISTERED"))
		assert until(lambda: len(registrar.logged("REGISTERED")) > before + 1, 60), \
			dns.log()[-1500:] + registrar.proc.log()[-1500:]
		for question in questions:
			dns.wait_output(question)

	def by_name(self, name, registrar, dns, questions):
		self.set("dns 10.77.0.1 " + SIP + "server sip.test interval 4")
		self.s.sleep()
		self.case(name, self.resolved, registrar, dns, questions)
		self.guest.wake()
		dns.stop()

	def names(self, registrar):
		dns = self.peer.popen(["dnsmasq", "-k", "--conf-file=/dev/null", "-u", "root",
				       "--listen-address=10.77.0.1", "--bind-interfaces", "--no-resolv",
				       "--no-hosts", "--local=/test/", "--pid-file=",
				       "--host-record=reg.sip.test,10.77.0.1,5",
				       "--srv-host=_sip._udp.sip.test,reg.sip.test,5060",
				       "--log-queries", "--log-facility=-"])
		dns.wait_output("started")
		self.by_name("a server by name is found by SRV and A [R46,C21,C23]", registrar, dns,
			     [r"query\[SRV\] _sip\._udp\.sip\.test from 10\.77\.0\.2",
			      r"query\[A\] reg\.sip\.test from 10\.77\.0\.2"])

	def aliases(self, registrar):
		"""unbound says of a local name no more than that it is an alias."""
		with open(os.path.join(self.peer.dir, "unbound.conf"), "w", encoding="ascii") as f:
			f.write(UNBOUND)
		dns = self.peer.popen(["unbound", "-d", "-c", "/run/lab/unbound.conf"])
		dns.wait_output("start of service")
		self.by_name("by unbound too, through an alias [R46,C23]", registrar, dns,
			     [r"10\.77\.0\.2 %s\. %s IN" % q for q in (
				     (r"_sip\._udp\.sip\.test", "SRV"), (r"reg\.sip\.test", "A"),
				     (r"one\.sip\.test", "A"))])

	# torture

	def tortured(self):
		cases, wrong = list(vectors()), []

		def answer(frame):
			return frame[12:14] == b"\x08\x00" and frame[23] == 17 and \
				frame[26:30] == bytes((10, 77, 0, 2)) and frame[42:50] == b"SIP/2.0 "
		with self.peer.raw() as raw:
			for port, status, message, name in cases:
				datagram = frames.udp("10.77.0.1", "10.77.0.2", port, 5070, message)
				found = raw.exchange(frames.ether(
					self.guest.mac, "02:00:00:77:00:01", 0x0800,
					frames.ipv4("10.77.0.1", "10.77.0.2", 17, datagram)),
					answer, timeout=5 if status else 0.7)
				is_ = int(found[50:53]) if found else 0
				if is_ != status:
					wrong.append("%s: %d, not %d" % (name, is_, status))
		self.ktap.note("%d messages" % len(cases))
		assert len(cases) >= 50 and not wrong, "; ".join(wrong)

	def torture(self):
		self.set("sip 10.77.0.2 port 5070 server 10.77.0.1 to <sip:vivekg@peer.test> "
			 "contact <sip:user@10.77.0.2:5070> interval 7200 expires 7200 failure report")
		self.s.sleep()
		self.case("RFC 4475: each gets its answer, and none wakes [R51]", self.tortured)

	# registrars that make trouble

	def scripted(self):
		sipp = Scripted(self.peer)
		self.set(SIP + "server 10.77.0.1 expires 30 interval 60")
		self.s.sleep()
		try:
			rc = sipp.proc.wait(150)
		except subprocess.TimeoutExpired:
			rc = -1
		assert rc == 0, sipp.proc.log()[-3000:]

	def sha256(self):
		registrar = Sha256(self.peer)
		self.set("sip 10.77.0.2 server 10.77.0.1 to sip:host@peer.test interval 2 "
			 "auth peer.test host md5 password @/etc/password "
			 "auth peer.test host sha256 password @/etc/password")
		self.s.sleep()
		assert until(lambda: len(registrar.registered) >= 3, 60), (registrar.registered,
									   registrar.wrong)
		registrar.close()
		assert not registrar.wrong and registrar.registered[:3] == [
			"00000001", "00000002", "00000003"], registrar.registered

	def refused(self):
		"""Nobody answers for 32 s, RFC 3261 17.1.2.2: until then it has ended."""
		monitor = self.guest.start("exec proxzzzyctl monitor")

		def committed():
			self.set(SIP + "server 10.77.0.1 expires 10 interval 4")
			return "committed" in monitor.output
		assert until(committed, 20, 0.5), monitor.output	# so it listens
		self.s.sleep()
		self.woken_by("lost", 120)
		assert monitor.wait_output(r"registration: the registration of sip:host@peer\.test "
					   "has failed: lost", 20), monitor.output
		monitor.kill()
		assert self.status()["failed"], self.status()

	# TCP

	def over_tcp(self):
		"""What comes on an established connection wakes, and the host answers it itself."""
		g = self.guest
		telephone = g.start("cd /tmp && TERM=dumb exec sipp -sn uas -t t1 -i 10.77.0.2 -p 5060 "
				    "-nostdin >/tmp/uas.log 2>&1")
		assert until(lambda: ":13C4 " in g.get("/proc/net/tcp").decode(), 20), \
			g.get("/tmp/uas.log").decode()[-800:]
		self.set("rule 20 data port 5060 from 10.77.0.1 label telephone")
		with self.peer.tcp_connect("10.77.0.2", 5060, read=False) as tcp:
			assert tcp.ok, tcp
			self.s.sleep()
			tcp.sock.sendall(INVITE.replace("/UDP 10.77.0.99", "/TCP 10.77.0.1").encode())
			tcp.sock.settimeout(60)
			data = tcp.sock.recv(4096)
			assert data.startswith(b"SIP/2.0 180 "), data
			assert g.wait_awake(30) == 0
			assert self.s.wakes()[-1]["label"] == "telephone", self.s.wakes()[-1]
		telephone.kill()

	# NAT

	def behind_nat(self):
		"""The mapping is gone after 30 s without a packet; a call comes later than that."""
		g, outside = self.guest, Peer("outside")
		self.peer.children.append(outside)
		self.peer.veth("n0", outside, "o0")
		self.peer.ip("addr add 10.78.0.2/24 dev n0")
		outside.ip("addr add 10.78.0.1/24 dev o0")
		self.peer.check(["nft", "-f", "-"], data=NAT)
		self.peer.sysctl("net.ipv4.ip_forward=1", "net.netfilter.nf_conntrack_udp_timeout=30",
				 "net.netfilter.nf_conntrack_udp_timeout_stream=30")
		g.check("ip route add default via 10.77.0.1")
		registrar = Kamailio(outside, address="10.78.0.1")
		self.set(SIP + "server 10.78.0.1 interval 12")
		self.s.sleep()
		self.registered(registrar)
		self.stays(registrar, 40)
		assert self.guest.asleep, self.guest.console()[-600:]
		found = registrar.logged(r"REGISTERED \S+ from udp:10\.78\.0\.2:\d+")
		assert len(found) >= 3, registrar.proc.log()[-2000:]
		r = call(outside, 486, "10.78.0.1", "10.78.0.1")
		assert r.returncode == 0, r.stdout[-3000:]
		self.woken_by("invited")

	# for long

	def long_while(self, registrar, seconds):
		self.registered(registrar)
		self.stays(registrar, seconds)
		challenges = registrar.logged("CHALLENGE")
		self.ktap.note("%d challenges, registered %d times" % (
			len(challenges), len(registrar.logged("REGISTERED"))))
		assert len(challenges) >= 2, registrar.proc.log()[-2000:]

	def back_for_long(self, registrar, seconds):
		begin = time.monotonic()
		self.restarted(registrar)
		self.ktap.note("back after %.1f s" % (time.monotonic() - begin))
		self.stays(registrar, seconds)

	def lossy_for_long(self, registrar, seconds):
		before = len(registrar.logged("REGISTERED"))
		self.peer.check(["nft", "-f", "-"], data=LOSS)
		self.stays(registrar, seconds)
		dropped = self.peer.check(["nft", "list", "table", "inet", "loss"])
		self.peer.check(["nft", "delete", "table", "inet", "loss"])
		dropped = [int(n) for n in re.findall(r"packets (\d+)", dropped)]
		sent = len(registrar.logged("REGISTERED")) - before
		# a REGISTER that was repeated as its answer was lost gets 500: that is past now
		assert until(lambda: len(registrar.logged("REGISTERED")) > before + sent, 60)
		self.ktap.note("registered %d times, dropped in and out: %s" % (sent, dropped))
		assert sent >= seconds / 60 and all(dropped), (sent, dropped)

	def for_long(self, seconds):
		"""Interval by default, 29 s; nonces last for half of the time before the restart."""
		part = seconds // 3
		registrar = Kamailio(self.peer, nonce=part // 2)
		self.guest.put("/etc/password", "s3cret\n")
		self.set(SIP + "server 10.77.0.1 expires 120")
		self.s.sleep()
		self.case("%d s asleep, the registrar's own list never lacks it [R44,R47,R48]" % part,
			  self.long_while, registrar, part)
		self.case("nor for %d s after a restart of the registrar, once back [R47,R49]" % part,
			  self.back_for_long, registrar, part)
		self.case("nor for %d s in which 30 %% are lost each way [R47,R48]" % part,
			  self.lossy_for_long, registrar, part)
		with self.ktap.case("all in one sleep, and then a call is answered [R51]"):
			self.called(registrar, 486)
			assert self.s.status()["sleeps"] == 1, self.s.status()

	def main(self):
		registrar = self.one_registrar()
		with self.ktap.case("saved, applied and changed, CSeq only grows [R47,C22]"):
			self.goes_on(registrar)
		with self.ktap.case("a call is handed over to the telephone in the host [R51]"):
			self.handed_over(registrar)
		self.loss(registrar)
		self.guest.wake()
		self.names(registrar)
		self.aliases(registrar)
		registrar.stop()
		self.case("423, 503, a challenge and a stale nonce, one after the other [R47,R49]",
			  self.scripted)
		self.guest.wake()
		self.case("SHA-256, and the count of the nonce goes on [R49,C22]", self.sha256)
		self.guest.wake()
		self.torture()
		self.guest.wake()
		with self.ktap.case("a registration that is lost wakes [R47]"):
			self.refused()
		with self.ktap.case("over TCP, an INVITE wakes and the host answers it [R45]"):
			self.over_tcp()
		with self.ktap.case("through a NAT that forgets after 30 s [R48,R51]"):
			self.behind_nat()


def main():
	seconds = int(sys.argv[1]) if len(sys.argv) > 1 else 0
	ktap = Ktap(plan=4 if seconds else 16)
	if not glob.glob("/usr/lib/*/kamailio/modules"):
		raise NetError("kamailio is not installed")
	with Sleeper(cpi=True, binaries=["sipp"]) as s:
		sip = Sip(s, ktap)
		if seconds:
			sip.for_long(seconds)
		else:
			sip.main()
		if ktap.failed:
			print("# " + s.tool("stats dev eth0").replace("\n", "\n# "))
	return ktap.finish()


if __name__ == "__main__":
	sys.exit(main())
