# SPDX-License-Identifier: GPL-2.0
"""The kinds of interface a proxy can be on, and the peer's end of each."""

import contextlib
import fcntl
import os
import select
import struct
import threading

PEER_MAC = "02:00:00:77:00:01"
TUNSETIFF, IFF_TAP, IFF_NO_PI = 0x400454ca, 2, 0x1000


class Wire:
	"""A NIC of the guest itself."""

	dev, nic, peer_dev = "eth0", "virtio", "p0"
	net = 0			# 10.77.net.0/24, fd77:net::/64
	beats = True		# the heartbeat reaches the peer

	@contextlib.contextmanager
	def on(self, s):
		self.s, self.guest, self.peer = s, s.guest, s.peer
		self.mac = self.guest.mac
		self.raw = None
		try:
			self.build()
			for address in (self.second4 + "/24", self.second6 + "/64 nodad"):
				self.guest.check("/usr/sbin/ip addr add %s dev %s"
						 % (address, self.dev))
			self.ll6 = self.guest.link_local()
			self.raw = self.peer.raw(self.peer_dev)
			yield self
		finally:
			if self.raw:
				self.raw.close()
			self.drop()

	def build(self):
		pass

	def drop(self):
		pass

	def send(self, frame):
		self.raw.send(frame)

	def inet(self, last):
		return "10.77.%d.%d" % (self.net, last)

	def inet6(self, last):
		return "fd77:%x::%x" % (self.net, last) if self.net else "fd77::%x" % last

	ip4 = property(lambda self: self.inet(2))
	ip6 = property(lambda self: self.inet6(2))
	second4 = property(lambda self: self.inet(3))
	second6 = property(lambda self: self.inet6(3))
	nobody4 = property(lambda self: self.inet(200))
	nobody6 = property(lambda self: self.inet6(0x200))
	peer4 = property(lambda self: self.inet(1))
	broadcast4 = property(lambda self: self.inet(255))


class Intel(Wire):
	nic = "e1000e"


class Usb(Wire):
	nic = "usb"


class Bridge(Wire):
	"""eth0 is a port of br0, which has the addresses."""

	dev = "br0"

	def build(self):
		self.guest.check(
			"ip=/usr/sbin/ip; modprobe bridge; $ip link add br0 address %s type bridge;"
			"$ip addr flush dev eth0; $ip link set eth0 master br0; "
			"echo 0 >/proc/sys/net/ipv6/conf/br0/accept_dad; $ip link set br0 up; "
			"$ip addr add %s/24 brd + dev br0; $ip addr add %s/64 dev br0 nodad; "
			"until [ $(cat /sys/class/net/eth0/brport/state) = 3 ]; do usleep 50000; done"
			% (self.mac, self.ip4, self.ip6))


class Bond(Wire):
	"""Two NICs in an active-backup bond; the second one's cable leads nowhere."""

	dev, nic = "bond0", ["virtio", "virtio"]

	def build(self):
		self.guest.check(
			"ip=/usr/sbin/ip; modprobe bonding max_bonds=0; $ip link add bond0 type bond "
			"mode active-backup miimon 100; echo 0 >/proc/sys/net/ipv6/conf/bond0/"
			"accept_dad; for d in eth0 eth1; do $ip addr flush dev $d; "
			"$ip link set $d down; $ip link set $d master bond0; done; "
			"$ip link set bond0 type bond primary eth0; $ip link set bond0 up; "
			"$ip addr add %s/24 brd + dev bond0; $ip addr add %s/64 dev bond0 nodad; "
			"until grep -q 'Active Slave: eth0' /proc/net/bonding/bond0; do "
			"usleep 50000; done" % (self.ip4, self.ip6))


class Vlan(Wire):
	"""VLAN 5 of eth0. The peer's kernel may know no VLANs: see Trunk."""

	dev, net, peer_dev, beats = "eth0.5", 5, "v5", False

	def build(self):
		self.trunk = Trunk(self.peer, "p0", self.peer_dev, 5)
		self.peer.addresses(self.peer_dev, PEER_MAC,
				    [self.peer4 + "/24", self.inet6(1) + "/64"])
		self.guest.check(
			"ip=/usr/sbin/ip; modprobe 8021q; $ip link add link eth0 name eth0.5 "
			"type vlan id 5; echo 0 >/proc/sys/net/ipv6/conf/eth0.5/accept_dad; "
			"$ip link set eth0.5 up; $ip addr add %s/24 brd + dev eth0.5; "
			"$ip addr add %s/64 dev eth0.5 nodad" % (self.ip4, self.ip6))

	def drop(self):
		self.trunk.close()


class Trunk:
	"""An interface whose frames go out on another one with a VLAN tag, and back."""

	def __init__(self, peer, dev, name, vid):
		self.tag = struct.pack("!HH", 0x8100, vid)
		self.raw = peer.raw(dev)
		self.tap = peer.inside(lambda: self.open(name))
		self.stop = os.pipe()
		self.thread = threading.Thread(target=self.run, daemon=True)
		self.thread.start()

	@staticmethod
	def open(name):
		fd = os.open("/dev/net/tun", os.O_RDWR)
		fcntl.ioctl(fd, TUNSETIFF, struct.pack("16sH22x", name.encode(),
						       IFF_TAP | IFF_NO_PI))
		return fd

	def run(self):
		while True:
			ready = select.select([self.tap, self.raw.sock, self.stop[0]], [], [])[0]
			if self.stop[0] in ready:
				return
			if self.tap in ready:
				frame = os.read(self.tap, 65536)
				self.raw.send(frame[:12] + self.tag + frame[12:])
			if self.raw.sock in ready:
				frame = self.raw.recv(0.001)
				if frame and frame[12:16] == self.tag:
					os.write(self.tap, frame[:12] + frame[16:])

	def close(self):
		os.write(self.stop[1], b"x")
		self.thread.join(5)
		for fd in (self.tap,) + self.stop:
			os.close(fd)
		self.raw.close()


KINDS = {"virtio": Wire, "e1000e": Intel, "usb": Usb, "bridge": Bridge, "vlan": Vlan,
	 "bond": Bond}
