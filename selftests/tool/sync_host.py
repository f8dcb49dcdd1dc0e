# SPDX-License-Identifier: GPL-2.0
"""A host to be synced: a network namespace, and what runs in it."""

import json
import os
import shutil
import struct
import tempfile

from net import Peer

# Sockets of many kinds; prints "up", and lives until it is stopped.
SOCKETS = """
import signal, socket
I, J, T, U = socket.AF_INET, socket.AF_INET6, 1, 2
keep = []
def one(family, kind, address, port, dev="", only=1, to=None):
    s = socket.socket(family, kind)
    s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    if family == J:
        s.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, only)
    if dev:
        s.setsockopt(socket.SOL_SOCKET, socket.SO_BINDTODEVICE, dev.encode())
    s.bind((address, port))
    if kind == T:
        s.listen()
    if to:
        s.connect((to, port))
    keep.append(s)
one(J, T, "::", 22, only=0)
one(I, T, "0.0.0.0", 80)
one(J, T, "::", 80)
one(J, T, "::", 443)
one(I, T, "0.0.0.0", 445)
one(I, T, "127.0.0.1", 631)
one(J, T, "::1", 631)
one(I, T, "10.77.0.2", 8080)
one(J, T, "fd77::2", 8080)
one(J, T, "::ffff:10.77.0.2", 8081, only=0)
one(I, T, "10.77.9.1", 8082)
one(I, T, "0.0.0.0", 9000, dev="lo")
one(I, T, "0.0.0.0", 9001, dev="h0")
one(I, U, "0.0.0.0", 69)
one(J, U, "::", 500, only=0)
one(I, U, "10.77.0.2", 501)
one(I, U, "0.0.0.0", 123)
one(I, U, "0.0.0.0", 40000)
one(I, U, "239.1.2.3", 7777)
one(I, U, "10.77.0.2", 6000, to="10.77.0.1")
g = keep[0]
m = socket.socket(I, U)
m.setsockopt(0, 35, socket.inet_aton("239.1.2.3") + socket.inet_aton("10.77.0.2"))
n = socket.socket(J, U)
index = socket.if_nametoindex("h0").to_bytes(4, "little")
n.setsockopt(41, 20, socket.inet_pton(J, "ff05::77") + index)
print("up", flush=True)
signal.pause()
"""

# Answers whatever comes to the mDNS port as the text of standard input says.
RESPONDER = """
import socket, struct, sys
group = "224.0.0.251"
s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
s.bind(("0.0.0.0", 5353))
s.setsockopt(0, 35, socket.inet_aton(group) + socket.inet_aton(sys.argv[1]))
print("up", flush=True)
answers = [bytes.fromhex(a) for a in sys.argv[2:]]
while True:
    query, who = s.recvfrom(9000)
    for a in answers:
        s.sendto(query[:2] + a, who)
    print("answered", who, flush=True)
"""

# Where telephones connect to: whoever comes is let in by the kernel
EXCHANGE = """
import signal, socket
s = socket.socket(socket.AF_INET6)
s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
s.bind(("::", 5060))
s.listen()
print("up", flush=True)
signal.pause()
"""

# Connects from each address to the exchange at the next one, and prints its ports
TELEPHONE = """
import signal, socket, sys
keep = []
for local, server in zip(sys.argv[1::2], sys.argv[2::2]):
    s = socket.socket(socket.AF_INET6 if ":" in local else socket.AF_INET)
    s.bind((local, 0))
    s.connect((server, 5060))
    keep.append(s)
print("ports", *(s.getsockname()[1] for s in keep))
print("up", flush=True)
signal.pause()
"""

# A DHCP server with one lease
DHCPD = """
import socket, struct
s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
s.setsockopt(socket.SOL_SOCKET, socket.SO_BROADCAST, 1)
s.setsockopt(socket.SOL_SOCKET, socket.SO_BINDTODEVICE, b"p0")
s.bind(("0.0.0.0", 67))
print("up", flush=True)
def o(code, data):
    return bytes([code, len(data)]) + data
ip = socket.inet_aton
while True:
    q, _ = s.recvfrom(2000)
    kind = q[q.index(b"\\x35\\x01") + 2]
    if kind not in (1, 3):
        continue
    a = bytearray(q[:236])
    a[0] = 2
    a[16:20] = ip("10.77.0.50")
    a += b"\\x63\\x82\\x53\\x63" + o(53, bytes([2 if kind == 1 else 5])) + o(1, ip("255.255.255.0"))
    a += o(3, ip("10.77.0.1")) + o(51, struct.pack(">I", 600)) + o(54, ip("10.77.0.1"))
    a += o(58, struct.pack(">I", 300)) + o(59, struct.pack(">I", 525)) + b"\\xff"
    s.sendto(bytes(a), ("255.255.255.255", 68))
"""

BUS = """<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig><type>system</type><listen>unix:path=/run/bus</listen>
<policy context="default"><allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/>
<allow own="*"/><allow user="*"/></policy></busconfig>
"""

# Listens as a bus does, and says nothing
SILENT_BUS = """
import signal, socket
s = socket.socket(socket.AF_UNIX)
s.bind("/run/silent")
s.listen()
print("up", flush=True)
signal.pause()
"""

# An agent with little to say: two values, and the uptime
SNMPD = """mkdir -p /run/snmp /etc/snmp
cat >/etc/snmp/conf <<END
agentAddress udp:127.0.0.1:%s
rocommunity se-cret
override .1.3.6.1.2.1.1.3.0 timeticks 500
override .1.3.6.1.2.1.1.4.0 octet_str "root"
override .1.3.6.1.2.1.2.1.0 integer 7
override .1.3.6.1.2.1.25.1.1.0 timeticks 600
END
exec env MIBS= snmpd -f -Lo -C -c /etc/snmp/conf -I override,vacm_conf,usmConf
"""

# Takes what comes and says nothing
MUTE = """
import signal, socket
s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
s.bind(("127.0.0.1", 162))
print("up", flush=True)
signal.pause()
"""

AVAHI = """mkdir -p /etc/avahi/services
cat >/etc/avahi/avahi.conf <<END
[server]
host-name=sleeper
allow-interfaces=h0
enable-dbus=no
END
echo "10.77.0.99 other.local" >/etc/avahi/hosts
service() {
	echo '<?xml version="1.0"?><!DOCTYPE service-group SYSTEM "avahi-service.dtd">'
	echo "<service-group><name>$1</name><service><type>$2</type>$3</service></service-group>"
}
service "A Box" _http._tcp "<port>80</port><txt-record>path=/a b</txt-record>" \
	>/etc/avahi/services/a.service
service "A Printer" _ipp._tcp "<port>631</port>" >/etc/avahi/services/b.service
service "Not Mine" _ftp._tcp "<host-name>other.local</host-name><port>21</port>" \
	>/etc/avahi/services/c.service
exec avahi-daemon -f /etc/avahi/avahi.conf --no-drop-root --no-chroot --no-rlimits
"""


class Host:
	"""A namespace with h0, and a peer behind it."""

	def __init__(self, ctl):
		self.ctl = ctl
		self.peer = Peer("sync-peer")
		self.ns = Peer("sync-host")
		self.peer.veth("p0", self.ns, "h0")
		self.peer.addresses("p0", "02:00:00:77:00:01", ["10.77.0.1/24", "fd77::1/64"])
		self.ns.addresses("h0", "02:00:00:77:00:02", ["10.77.0.2/24", "fd77::2/64"])
		self.ns.ip("addr add 10.77.9.1/32 dev lo")
		self.root = tempfile.mkdtemp(prefix="proxzzzy-sync.")

	def close(self):
		self.ns.close()
		self.peer.close()
		shutil.rmtree(self.root)

	def file(self, path, text):
		full = self.root + path
		os.makedirs(os.path.dirname(full), exist_ok=True)
		with open(full, "wb" if isinstance(text, bytes) else "w") as f:
			f.write(text)

	def remove(self, path):
		os.unlink(self.root + path)

	def run(self, *args, before=()):
		# a bound that a slow machine keeps, and that a hanging one would not
		return self.ns.run([*before, self.ctl, *args, "--time", "5", "--root", self.root],
				   timeout=60)

	def sync(self, dev="h0", before=()):
		r = self.run("-j", "sync", "-n", dev, before=before)
		assert r.returncode == 0, "exit %d: %s" % (r.returncode, r.stdout)
		return Synced(json.loads(r.stdout))

	def json(self, *argv):
		return json.loads(self.ns.check(argv))


class Synced:
	def __init__(self, j):
		self.json, self.config = j, j["config"]

	def notes(self, verdict, topic):
		return [n["text"] for n in self.json["notes"]
			if (n["verdict"], n["topic"]) == (verdict, topic)]

	def has(self, verdict, topic, text):
		notes = self.notes(verdict, topic)
		assert any(text in n for n in notes), "%s %s: %s" % (verdict, topic, self.json["notes"])

	def rules(self, kind):
		"""{(port, family or address)}"""
		out = set()
		for r in self.config["rules"]:
			if r["kind"] != kind:
				continue
			for port in range(r["port"], r["port_to"] + 1):
				if "to" in r:
					out.add((port, r["to"]))
					continue
				if r.get("from") != "::/0":
					out.add((port, 4))
				if r.get("from") != "0.0.0.0/0":
					out.add((port, 6))
		return out

	def records(self):
		return sorted((r["name"], r["type"], r["data"]) for r in self.config["records"])


def python(host, text, *args, **kwargs):
	p = host.popen(["python3", "-c", text, *args], **kwargs)
	p.wait_output("up")
	return p


def record(name, kind, data, ttl=10):
	wire = b"".join(bytes([len(x)]) + x.encode() for x in name.split(".")) + b"\0"
	return wire + struct.pack(">HHIH", kind, 1, ttl, len(data)) + data


def wire(name):
	return b"".join(bytes([len(x)]) + x.encode() for x in name.split(".")) + b"\0"


def answer(*records):
	return (struct.pack(">5H", 0x8400, 0, len(records), 0, 0) + b"".join(records)).hex()


NAMED = answer(record("2.0.77.10.in-addr.arpa", 12, wire("evil.local")),
	       record("_services._dns-sd._udp.local", 12, wire("_http._tcp.local")),
	       record("_http._tcp.local", 12, wire("X._http._tcp.local")),
	       record("X._http._tcp.local", 33, struct.pack(">3H", 0, 0, 80) + wire("evil.local")),
	       record("Y._http._tcp.local", 33, struct.pack(">3H", 0, 0, 80) + wire("other.local")),
	       record("www.example.org", 16, b"\1a"))
