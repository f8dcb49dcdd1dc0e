# SPDX-License-Identifier: GPL-2.0
"""Who a sleeping telephone speaks with: a registrar, callers, a scripted registrar."""

import glob
import hashlib
import os
import re
import socket
import threading

from common import until

PASSWORD = "s3cret"
REALM = "peer.test"
CTL = "unix:/run/kamailio/ctl"

KAMAILIO = """children=1
tcp_children=1
auto_aliases=no
alias="peer.test"
log_stderror=yes
debug=2
listen=udp:%(address)s:5060
listen=tcp:%(address)s:5060
mpath="%(modules)s/"
loadmodule "tm.so"
loadmodule "sl.so"
loadmodule "rr.so"
loadmodule "pv.so"
loadmodule "usrloc.so"
loadmodule "registrar.so"
loadmodule "textops.so"
loadmodule "siputils.so"
loadmodule "xlog.so"
loadmodule "auth.so"
loadmodule "nathelper.so"
loadmodule "ctl.so"
modparam("ctl", "binrpc", "unix:/run/kamailio/ctl")
modparam("usrloc", "timer_interval", 1)
modparam("registrar", "min_expires", 5)
modparam("registrar|nathelper", "received_avp", "$avp(rcv)")
modparam("auth", "nonce_expire", %(nonce)d)
modparam("auth", "qop", "auth")
request_route {
  if (is_method("CANCEL")) { if (t_check_trans()) t_relay(); exit; }
  if (is_method("ACK") && !has_totag()) { t_check_trans(); exit; }
  if (has_totag() && !is_method("REGISTER")) {
    if (loose_route()) t_relay();
    else if (is_method("ACK")) { if (t_check_trans()) t_relay(); }
    else t_relay();
    exit;
  }
  if (is_method("REGISTER")) {
    if (!pv_www_authenticate("peer.test", "s3cret", "0")) {
      xlog("L_NOTICE", "CHALLENGE $fu from $proto:$si:$sp\\n"); www_challenge("peer.test", "1"); exit;
    }
    force_rport(); fix_nated_register();
    if (!save("location")) sl_reply_error();
    xlog("L_NOTICE", "REGISTERED $tu from $proto:$si:$sp user=$au cseq=$cs id=$ci\\n"); exit;
  }
  record_route();
  if (!lookup("location")) { sl_send_reply("404", "Not Found"); exit; }
  xlog("L_NOTICE", "RELAY $rm to $ru $du\\n");
  t_on_reply("R"); t_relay();
}
onreply_route[R] { xlog("L_NOTICE", "REPLY $rs for $rm from $proto:$si:$sp\\n"); }
"""

SDP = """v=0
      o=user1 53655765 2353687637 IN IP[local_ip_type] [local_ip]
      s=-
      c=IN IP[media_ip_type] [media_ip]
      t=0 0
      m=audio 6000 RTP/AVP 0
      a=rtpmap:0 PCMU/8000
"""

CALL = """<?xml version="1.0" encoding="ISO-8859-1" ?>
<scenario name="caller">
  <send retrans="500"><![CDATA[
      INVITE sip:host@peer.test SIP/2.0
      Via: SIP/2.0/[transport] [local_ip]:[local_port];branch=[branch]
      From: <sip:caller@peer.test>;tag=[call_number]
      To: <sip:host@peer.test>
      Call-ID: [call_id]
      CSeq: 1 INVITE
      Contact: <sip:caller@[local_ip]:[local_port]>
      Max-Forwards: 70
      Content-Type: application/sdp
      Content-Length: [len]

      """ + SDP + """  ]]></send>
  <recv response="100" optional="true"></recv>
  <recv response="180" optional="true"></recv>
  <recv response="180" optional="true"></recv>
  <recv response="180" optional="true"></recv>
  <recv response="%(code)s" rrs="true"></recv>
  <send><![CDATA[
      ACK %(target)s SIP/2.0
      %(via)s
      %(routes)s
      From: <sip:caller@peer.test>;tag=[call_number]
      To: <sip:host@peer.test>[peer_tag_param]
      Call-ID: [call_id]
      CSeq: 1 ACK
      Max-Forwards: 70
      Content-Length: 0

  ]]></send>
</scenario>
"""
# A 200 is acknowledged by another transaction, along the route that was recorded.
REJECTED = {"target": "sip:host@peer.test",
	    "via": "[last_Via:]", "routes": "Max-Breadth: 60"}
ACCEPTED = {"target": "[next_url]",
	    "via": "Via: SIP/2.0/[transport] [local_ip]:[local_port];branch=[branch]",
	    "routes": "[routes]"}

ANSWER = """      [last_Via:]
      [last_From:]
      [last_To:];tag=s
      [last_Call-ID:]
      [last_CSeq:]
"""
CHALLENGE = """SIP/2.0 401 Unauthorized
""" + ANSWER + """      WWW-Authenticate: Digest realm="peer.test", nonce="%s", algorithm=MD5, qop="auth"%s
      Content-Length: 0

"""


def step(text):
	return "<send><![CDATA[\n      " + text + "  ]]></send>\n"


# 423, 503, a challenge, a stale nonce; then the digest is verified by sipp itself.
SCRIPTED = """<?xml version="1.0" encoding="ISO-8859-1" ?>
<scenario name="registrar">
  <recv request="REGISTER"></recv>
""" + step("SIP/2.0 423 Interval Too Brief\n" + ANSWER
	   + "      Min-Expires: 90\n      Content-Length: 0\n\n") + """
  <recv request="REGISTER"><action>
    <ereg regexp="90" search_in="hdr" header="Expires:" check_it="true" assign_to="e"/>
  </action></recv>
""" + step("SIP/2.0 503 Service Unavailable\n" + ANSWER
	   + "      Retry-After: 5\n      Content-Length: 0\n\n") + """
  <recv request="REGISTER"></recv>
""" + step(CHALLENGE % ("first", "")) + """
  <recv request="REGISTER"><action>
    <ereg regexp="nonce=.first" search_in="hdr" header="Authorization:" check_it="true" assign_to="n"/>
  </action></recv>
""" + step(CHALLENGE % ("second", ", stale=true")) + """
  <recv request="REGISTER"><action>
    <ereg regexp="nonce=.second" search_in="hdr" header="Authorization:" check_it="true" assign_to="n"/>
    <verifyauth assign_to="ok" username="host" password="s3cret"/>
    <test assign_to="wrong" variable="ok" compare="equal" value="0"/>
  </action></recv>
  <nop test="wrong" next="end"></nop>
""" + step("SIP/2.0 200 OK\n" + ANSWER + "      Contact: <sip:host@10.77.0.2:5060>;expires=90\n"
	   "      Content-Length: 0\n\n") + """
  <label id="end"/>
  <nop><action><log message="[$e][$n]"/></action></nop>
</scenario>
"""


class Kamailio:
	"""A real registrar and proxy in a namespace; .contacts() is its own list."""

	def __init__(self, peer, address="10.77.0.1", nonce=20):
		self.peer = peer
		modules = glob.glob("/usr/lib/*/kamailio/modules")
		assert modules, "kamailio is not installed"
		self.path = os.path.join(peer.dir, "kamailio.cfg")
		with open(self.path, "w", encoding="ascii") as f:
			f.write(KAMAILIO % {"address": address, "nonce": nonce,
					    "modules": modules[0]})
		self.start()

	def start(self):
		self.peer.check(["mkdir", "-p", "/run/kamailio"])
		self.proc = self.peer.popen(["kamailio", "-DD", "-E", "-m", "32", "-M", "4",
					     "-f", "/run/lab/kamailio.cfg"])
		assert until(lambda: self.contacts() is not None, 30), self.proc.log()[-2000:]

	def stop(self):
		self.proc.stop()

	def contacts(self, like=""):
		"""Seconds that each contact like that is still good for; None without an answer."""
		r = self.peer.run(["kamcmd", "-s", CTL, "ul.dump"], timeout=10)
		if r.returncode or "Domain" not in r.stdout:
			return None
		return [int(s) for s in re.findall(r"Address: \S*%s\S*\s+Expires: (-?\d+)" % like, r.stdout)]

	def forget(self):
		"""All contacts, also those of connections that are no more."""
		self.peer.check(["kamcmd", "-s", CTL, "ul.rm", "location", "host"])
		assert not self.contacts(), self.contacts()

	def logged(self, what):
		return re.findall(what, self.proc.log())


def call(peer, code, source="10.77.0.1", to="10.77.0.1", timeout=60, accepted=False):
	"""sipp calls through the registrar; its exit status is 0 if just that code came."""
	name = "call-%s.xml" % code
	with open(os.path.join(peer.dir, name), "w", encoding="ascii") as f:
		f.write(CALL % dict(ACCEPTED if accepted else REJECTED, code=code))
	return peer.run(["sipp", "-sf", "/run/lab/" + name, "-t", "u1", "-m", "1", "-i", source,
			 "-p", "5080", "-nostdin", "-timeout", "%ds" % timeout, "-timeout_error",
			 to + ":5060"], timeout=timeout + 20)


class Scripted:
	"""sipp as a registrar that makes trouble, in one dialogue."""

	def __init__(self, peer):
		with open(os.path.join(peer.dir, "registrar.xml"), "w", encoding="ascii") as f:
			f.write(SCRIPTED)
		self.proc = peer.popen(["sipp", "-sf", "/run/lab/registrar.xml", "-t", "u1", "-m",
					"1", "-i", "10.77.0.1", "-p", "5060", "-nostdin",
					"-timeout", "120s", "-timeout_error"])


def digest(fields, method, password, name):
	"""RFC 7616 3.4, with qop=auth."""
	def h(text):
		return hashlib.new(name, text.encode()).hexdigest()
	ha1 = h("%s:%s:%s" % (fields["username"], fields["realm"], password))
	ha2 = h("%s:%s" % (method, fields["uri"]))
	return h(":".join((ha1, fields["nonce"], fields["nc"], fields["cnonce"], fields["qop"], ha2)))


class Sha256:
	"""A registrar that offers SHA-256 only, RFC 8760, and keeps what it was told."""

	algorithm = "SHA-256"

	def __init__(self, peer, port=5060, password=PASSWORD):
		self.sock = peer.socket(socket.AF_INET, socket.SOCK_DGRAM)
		self.sock.bind(("10.77.0.1", port))
		self.password = password
		self.registered, self.wrong, self.last = [], [], None
		threading.Thread(target=self._serve, daemon=True).start()

	def close(self):
		self.sock.close()

	def _serve(self):
		try:
			while True:
				data, source = self.sock.recvfrom(4096)
				self.sock.sendto(self._answer(data.decode()), source)
		except OSError:
			pass

	def _answer(self, text):
		headers = dict(re.findall(r"^([\w-]+) *: *(.*)\r$", text, re.M))
		head = "".join("%s: %s\r\n" % (n, headers[n]) for n in (
			"Via", "From", "To", "Call-ID", "CSeq"))
		fields = dict((k, a or b) for k, a, b in re.findall(
			r'(\w+)=(?:"([^"]*)"|([^", ]+))', headers.get("Authorization", "")))
		if not fields:
			return ("SIP/2.0 401 Unauthorized\r\n%sWWW-Authenticate: Digest realm=\"%s\", "
				"nonce=\"n0\", algorithm=%s, qop=\"auth\"\r\nContent-Length: 0\r\n\r\n"
				% (head, REALM, self.algorithm)).encode()
		name = self.algorithm.replace("-", "").lower()
		if fields.get("response") != digest(fields, "REGISTER", self.password, name):
			self.wrong.append(fields)
			return ("SIP/2.0 403 Forbidden\r\n%sContent-Length: 0\r\n\r\n" % head).encode()
		if headers["CSeq"] != self.last:		# else it is repeated
			self.registered.append(fields["nc"])
		self.last = headers["CSeq"]
		return ("SIP/2.0 200 OK\r\n%sContact: %s;expires=60\r\nContent-Length: 0\r\n\r\n"
			% (head, headers["Contact"])).encode()


class Md5(Sha256):
	algorithm = "MD5"
