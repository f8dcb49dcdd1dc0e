# SPDX-License-Identifier: GPL-2.0
"""Network namespaces with real peers in them.

A Peer has no name anywhere: its network, mount and process namespaces hang on
one process, which ends when its standard input does, that is, when this
process ends, in whatever way. All that ran in it ends with it.
"""

import ctypes
import os
import re
import signal
import socket
import struct
import subprocess
import threading
import time

CLONE_NEWNET = 0x40000000
ETH_P_ALL = 3
SOL_PACKET, PACKET_ADD_MEMBERSHIP, PACKET_AUXDATA = 263, 1, 8
PACKET_MR_PROMISC, PACKET_OUTGOING = 1, 4

HOLD = """mount -t sysfs none /sys
mount -t tmpfs none /run
mkdir /run/lab
ip link set lo up
trap '' CHLD
echo up
exec cat >/dev/null
"""


class NetError(Exception):
	pass


class Process(subprocess.Popen):
	"""A program in a namespace, in a process group of its own."""

	log_path = None

	def log(self):
		with open(self.log_path, encoding="utf-8", errors="replace") as f:
			return f.read()

	def group_signal(self, number):
		try:
			os.killpg(self.pid, number)
		except ProcessLookupError:
			pass

	def tell(self, number):
		"""A signal to the program alone: nsenter before it would end by that."""
		os.kill(child_of(self.pid), number)

	def reload(self):
		self.tell(signal.SIGHUP)

	def stop(self, number=signal.SIGTERM, timeout=3):
		"""Ends it and its children; returns its exit status."""
		if self.poll() is None:
			self.group_signal(number)
			try:
				self.wait(timeout)
			except subprocess.TimeoutExpired:
				pass
		self.group_signal(signal.SIGKILL)
		return self.wait(5)

	def wait_output(self, regex, timeout=30):
		"""The match of regex in what a daemon printed; it must not end."""
		limit = time.monotonic() + timeout
		while True:
			over = self.poll() is not None or time.monotonic() > limit
			m = re.search(regex, self.log(), re.M)
			if m:
				return m
			if over:
				raise NetError("%s: no %r in: %s" % (self.args, regex,
								     self.log()[-2000:]))
			time.sleep(0.02)


class Peer:
	def __init__(self, name="peer"):
		self.name = name
		self.count = 0
		self.children = []
		self.holder = subprocess.Popen(
			["unshare", "--net", "--mount", "--pid", "--fork", "--kill-child",
			 "--mount-proc", "sh", "-ec", HOLD], text=True,
			stdin=subprocess.PIPE, stdout=subprocess.PIPE,
			start_new_session=True)
		if self.holder.stdout.readline() != "up\n":
			raise NetError("cannot make a namespace (root is needed)")
		self.pid = child_of(self.holder.pid)
		self.proc = "/proc/%d" % self.pid
		self.dir = self.proc + "/root/run/lab"

	def __enter__(self):
		return self

	def __exit__(self, *_):
		self.close()

	def close(self):
		for child in self.children:
			child.close()
		if self.holder.poll() is None:
			self.holder.stdin.close()
			try:
				self.holder.wait(5)
			except subprocess.TimeoutExpired:
				self.holder.kill()
				self.holder.wait()
		self.holder.stdout.close()

	# programs

	def argv(self, argv, private=()):
		enter = ["nsenter", "--target", str(self.pid), "--net", "--mount",
			 "--pid", "--wd=.", "--"]
		if private:
			mounts = "".join("mount -t tmpfs none %s; " % p for p in private)
			enter += ["unshare", "--mount", "sh", "-ec",
				  mounts + 'exec "$@"', "sh"]
		return enter + [str(a) for a in argv]

	def popen(self, argv, private=(), **kwargs):
		"""A Process; what it prints goes to its log()."""
		self.count += 1
		path = os.path.join(self.dir, "log.%d" % self.count)
		kwargs.setdefault("stdin", subprocess.DEVNULL)
		with open(path, "w", encoding="utf-8") as log:
			kwargs.setdefault("stdout", log)
			kwargs.setdefault("stderr", subprocess.STDOUT)
			p = Process(self.argv(argv, private), start_new_session=True, **kwargs)
		p.log_path = path
		return p

	def run(self, argv, timeout=30, data=None, private=()):
		"""A CompletedProcess; stdout has stderr too, rc 124 is a timeout."""
		p = self.popen(argv, private, text=True, errors="replace",
			       stdin=subprocess.PIPE, stdout=subprocess.PIPE)
		try:
			out = p.communicate(data or "", timeout)[0]
			rc = p.returncode
		except subprocess.TimeoutExpired:
			p.group_signal(signal.SIGKILL)
			out, rc = p.communicate()[0], 124
		finally:
			p.group_signal(signal.SIGKILL)
		return subprocess.CompletedProcess(argv, rc, out)

	def check(self, argv, timeout=30, data=None, private=()):
		r = self.run(argv, timeout, data, private)
		if r.returncode:
			raise NetError("%s: exit %d\n%s" % (" ".join(map(str, argv)),
							    r.returncode, r.stdout))
		return r.stdout

	def ip(self, *lines):
		"""Lines of ip(8), as one batch."""
		return self.check(["ip", "-batch", "-"], data="\n".join(lines) + "\n")

	def sysctl(self, *settings):
		self.check(["sysctl", "-qw"] + list(settings))

	# wires

	def addresses(self, dev, mac, addresses):
		self.sysctl("net.ipv6.conf.%s.accept_dad=0" % dev,
			    "net.ipv6.conf.%s.accept_ra=0" % dev,
			    "net.ipv6.conf.%s.router_solicitations=0" % dev)
		self.ip("link set %s address %s" % (dev, mac), "link set %s up" % dev,
			*["addr add %s dev %s%s" % (a, dev, " nodad" if ":" in a else "")
			  for a in addresses])

	def tap(self, dev, mac=None, addresses=()):
		self.ip("tuntap add dev %s mode tap" % dev, "link set %s up" % dev)
		if mac:
			self.addresses(dev, mac, addresses)

	def bridge(self, dev="br0", ports=("p0",), options=""):
		"""A bridge; addresses and MAC of the first port move onto it."""
		self.ip("link add %s type bridge %s" % (dev, options))
		with_address = self.check(["ip", "-o", "addr", "show", "dev", ports[0]])
		mac = re.search(r"link/ether (\S+)",
				self.check(["ip", "-o", "link", "show", ports[0]])).group(1)
		old = re.findall(r"inet6? (\S+) (?:brd \S+ )?scope global", with_address)
		self.ip("addr flush dev " + ports[0],
			"link set %s address 02:00:00:77:fe:01" % ports[0])
		for port in ports:
			self.ip("link set %s master %s" % (port, dev), "link set %s up" % port)
		self.addresses(dev, mac, old)

	def veth(self, dev, other, other_dev):
		"""A pair, one end here and one in another Peer."""
		subprocess.run(["nsenter", "--net=" + self.proc + "/ns/net", "ip", "link",
				"add", dev, "type", "veth", "peer", "name", other_dev,
				"netns", str(other.pid)], check=True)
		for peer, end in ((self, dev), (other, other_dev)):
			peer.run(["ethtool", "-K", end, "tx", "off", "rx", "off"])
			peer.ip("link set %s up" % end)

	def host(self, number=1, bridge="br0"):
		"""A further peer, .100 + number, whose p0 is a port of the bridge."""
		other = Peer("host%d" % number)
		self.children.append(other)
		self.veth("h%d" % number, other, "p0")
		self.ip("link set h%d master %s" % (number, bridge))
		last = 100 + number
		other.addresses("p0", "02:00:00:77:00:%02x" % last,
				["10.77.0.%d/24" % last, "fd77::%x/64" % last])
		return other

	# sockets and captures

	def inside(self, function):
		"""Calls function in a thread that is in this network namespace."""
		result = {}

		def work():
			try:
				with open(self.proc + "/ns/net", "rb") as ns:
					libc = ctypes.CDLL(None, use_errno=True)
					if libc.setns(ns.fileno(), CLONE_NEWNET):
						raise OSError(ctypes.get_errno(), "setns")
				result["value"] = function()
			except Exception as e:
				result["error"] = e

		thread = threading.Thread(target=work)
		thread.start()
		thread.join()
		if "error" in result:
			raise result["error"]
		return result["value"]

	def socket(self, family=socket.AF_INET, kind=socket.SOCK_STREAM, proto=0):
		return self.inside(lambda: socket.socket(family, kind, proto))

	def raw(self, dev="p0", promisc=True):
		return Raw(self, dev, promisc)

	def capture(self, dev="p0", filter=""):
		return Capture(self, dev, filter)

	def tcp_connect(self, address, port, timeout=10, send=b"", read=True):
		return Tcp(self, address, port, timeout, send, read)


def child_of(pid):
	for entry in os.listdir("/proc"):
		if not entry.isdigit():
			continue
		try:
			with open("/proc/%s/stat" % entry, encoding="ascii",
				  errors="replace") as f:
				if int(f.read().rpartition(")")[2].split()[1]) == pid:
					return int(entry)
		except (FileNotFoundError, ProcessLookupError):
			pass
	raise NetError("%d has no child" % pid)


class Raw:
	"""Whole Ethernet frames, tags included, out of and into a device."""

	def __init__(self, peer, dev, promisc):
		self.sock = peer.socket(socket.AF_PACKET, socket.SOCK_RAW, 0)
		self.sock.setsockopt(SOL_PACKET, PACKET_AUXDATA, 1)
		self.sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 8 << 20)
		self.sock.bind((dev, ETH_P_ALL))
		if promisc:
			index = peer.inside(lambda: socket.if_nametoindex(dev))
			self.sock.setsockopt(SOL_PACKET, PACKET_ADD_MEMBERSHIP,
					     struct.pack("iHH8x", index, PACKET_MR_PROMISC, 0))

	def __enter__(self):
		return self

	def __exit__(self, *_):
		self.close()

	def close(self):
		self.sock.close()

	def send(self, frame):
		self.sock.send(frame)

	def _one(self, timeout):
		self.sock.settimeout(max(timeout, 0.000001))
		frame, extra, _, where = self.sock.recvmsg(65536, 256)
		if where[2] == PACKET_OUTGOING:
			return None
		for level, kind, data in extra:
			if (level, kind) != (SOL_PACKET, PACKET_AUXDATA):
				continue
			status, tci, tpid = struct.unpack("I12xHH", data[:20])
			if status & 0x10:
				tag = struct.pack("!HH", tpid if status & 0x40 else 0x8100, tci)
				frame = frame[:12] + tag + frame[12:]
		return frame

	def recv(self, timeout=1, match=None):
		"""The next received frame for which match is true, or None."""
		limit = time.monotonic() + timeout
		while True:
			left = limit - time.monotonic()
			if left <= 0:
				return None
			try:
				frame = self._one(left)
			except (TimeoutError, BlockingIOError):
				return None
			if frame and (not match or match(frame)):
				return frame

	def flush(self):
		"""Forgets what came so far."""
		while self.recv(0.00001):
			pass

	def exchange(self, frame, match=None, timeout=1):
		self.flush()
		self.send(frame)
		return self.recv(timeout, match)

	def all(self, timeout, match=None):
		"""All frames of the next so many seconds: for proofs of silence."""
		frames, limit = [], time.monotonic() + timeout
		while True:
			frame = self.recv(limit - time.monotonic(), match)
			if frame is None:
				return frames
			frames.append(frame)


class Capture:
	def __init__(self, peer, dev, text):
		peer.count += 1
		inside = "/run/lab/capture.%d.pcap" % peer.count
		self.path = os.path.join(peer.dir, os.path.basename(inside))
		self.proc = peer.popen(["tcpdump", "-Z", "root", "-n", "-U", "-B", "8192",
					"--immediate-mode", "-i", dev, "-w", inside]
				       + ([text] if text else []))
		self.proc.wait_output("listening on")

	def __enter__(self):
		return self

	def __exit__(self, *_):
		self.stop()

	def stop(self):
		"""Once tcpdump has written what it has, which it does at its end."""
		try:
			self.proc.tell(signal.SIGINT)
			self.proc.wait(20)
		except (NetError, ProcessLookupError, subprocess.TimeoutExpired):
			pass
		self.proc.stop()
		return self.packets()

	def packets(self):
		"""(seconds, frame) of all that was captured so far."""
		return read_pcap(self.path)


def read_pcap(path):
	with open(path, "rb") as f:
		data = f.read()
	at, packets = 24, []
	while at + 16 <= len(data):
		seconds, micros, length, _ = struct.unpack_from("<IIII", data, at)
		if at + 16 + length > len(data):
			break
		packets.append((seconds + micros / 1e6, data[at + 16:at + 16 + length]))
		at += 16 + length
	return packets


class Tcp:
	"""One connection; times are in seconds from the call."""

	def __init__(self, peer, address, port, timeout, send, read):
		self.established = self.answered = self.error = None
		self.data = b""
		family = socket.AF_INET6 if ":" in address else socket.AF_INET
		self.sock = peer.socket(family, socket.SOCK_STREAM)
		start = time.monotonic()

		def left():
			return max(0.001, start + timeout - time.monotonic())

		try:
			self.sock.settimeout(left())
			if "%" in address:
				scope = address.partition("%")[2]
				index = peer.inside(lambda: socket.if_nametoindex(scope))
				self.sock.connect((address.partition("%")[0], port, 0, index))
			else:
				self.sock.connect((address, port))
			self.established = time.monotonic() - start
			if send:
				self.sock.sendall(send)
			if read:
				self.sock.settimeout(left())
				self.data = self.sock.recv(65536)
				self.answered = time.monotonic() - start
		except OSError as e:
			self.error = str(e) or type(e).__name__

	@property
	def ok(self):
		return self.error is None

	def __repr__(self):
		return "Tcp(established=%s, answered=%s, data=%r, error=%s)" % (
			self.established, self.answered, self.data[:40], self.error)

	def __enter__(self):
		return self

	def __exit__(self, *_):
		self.close()

	def close(self):
		self.sock.close()
