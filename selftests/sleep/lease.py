#!/usr/bin/python3
# SPDX-License-Identifier: GPL-2.0
"""The lease of a sleeping host, with real servers: dnsmasq, Kea, and dnsmasq's router
advertisements. The client is busybox's, as systemd-networkd writes leases down; sync
hands them over. The clock of a renewal is that of the guest.

	lease.py [RENEWALS]	so many in one sleep, one in 20 s; default 3, and then
				what else becomes of leases
"""

import json
import re
import sys
import time

import frames
from common import LISTENS, Ktap, Sleeper, connect, until
import tshark

DNSMASQ = """port=0
interface=p0
bind-interfaces
no-ping
dhcp-authoritative
dhcp-range=10.77.0.50,10.77.0.60,2m
dhcp-option=58,%(t1)d
dhcp-option=59,%(t2)d
dhcp-leasefile=/run/lab/leases
pid-file=/run/lab/dnsmasq.pid
log-dhcp
log-facility=-
user=root
"""

ROUTER = """port=0
interface=p0
bind-interfaces
enable-ra
ra-param=p0,4,0
dhcp-range=fd78::,ra-only,64,2m
dhcp-leasefile=/run/lab/leases6
pid-file=/run/lab/router.pid
log-dhcp
log-facility=-
user=root
"""

# by Kea, whose log has what came and what it has sent
RENEWED = (r"(?s)type 3\) received from 10\.77\.0\.81 to 10\.77\.0\.1\b.*"
	   r"DHCP4_PACKET_SEND [^\n]*type 5\)")
CLIENT = """#!/bin/sh
[ "$1" = bound ] || exit 0
ip addr add "$ip/24" dev eth0
mkdir -p /run/systemd/netif/leases
cat >/run/systemd/netif/leases/$(cat /sys/class/net/eth0/ifindex) <<END
ADDRESS=$ip
NETMASK=$subnet
ROUTER=$router
SERVER_ADDRESS=$serverid
LIFETIME=$lease
T1=%(t1)d
T2=%(t2)d
CLIENTID=%(id)s
END
"""

T1, T2, LEASE = 20, 40, 60	# seconds; dnsmasq's leases have two minutes
LIFETIME, BEFORE = 120, 80	# dnsmasq advertises every 20 s, or oftener


def kea(address, mac):
	subnet = {"id": 1, "subnet": "10.77.0.0/24",
		  "pools": [{"pool": "10.77.0.80-10.77.0.89"}],
		  "option-data": [{"name": "routers", "data": "10.77.0.1"}],
		  "reservations": [{"hw-address": mac, "ip-address": address}]}
	return json.dumps({"Dhcp4": {
		"interfaces-config": {"interfaces": ["p0"], "dhcp-socket-type": "raw"},
		"lease-database": {"type": "memfile", "persist": True,
				   "name": "/run/lab/leases4.csv"},
		"valid-lifetime": LEASE, "min-valid-lifetime": LEASE,
		"max-valid-lifetime": LEASE, "renew-timer": T1, "rebind-timer": T2,
		"authoritative": True, "subnet4": [subnet],
		"loggers": [{"name": "kea-dhcp4", "severity": "DEBUG", "debuglevel": 55,
			     "output_options": [{"output": "stdout"}]}]}})


class Lease:
	def __init__(self, s, ktap, renewals):
		self.s, self.ktap, self.guest, self.peer = s, ktap, s.guest, s.peer
		self.wanted = renewals
		self.address = self.given = self.monitor = self.capture = None
		self.guest.serve(7)
		self.guest.put("/tmp/client", (CLIENT % {
			"t1": T1, "t2": T2, "id": "01" + self.guest.mac.replace(":", "")}).encode(),
			0o755)
		self.guest.check("mkdir -p /etc/proxzzzy")
		self.guest.put("/etc/proxzzzy/default.conf",
			       b"set * lifetime-before %d\n" % BEFORE)

	# servers

	def file(self, name, text):
		with open("%s/%s" % (self.peer.dir, name), "w", encoding="ascii") as f:
			f.write(text)

	def dnsmasq(self, name, text, up):
		self.file(name + ".conf", text)
		p = self.peer.popen(["dnsmasq", "-k", "-C", "/run/lab/%s.conf" % name])
		p.wait_output(up, 20)
		return p

	def kea(self, address):
		self.file("kea.conf", kea(address, self.guest.mac))
		p = self.peer.popen(["env", "KEA_PIDFILE_DIR=/run/lab", "KEA_LOCKFILE_DIR=/run/lab",
				     "kea-dhcp4", "-c", "/run/lab/kea.conf"])
		p.wait_output("DHCP4_STARTED", 40)
		return p

	# the host

	def bind(self):
		"""A lease by the client, handed over; what of it is in force."""
		if self.address:
			self.guest.check("ip addr del %s/24 dev eth0" % self.address)
		self.guest.check("busybox udhcpc -i eth0 -n -q -t 10 -s /tmp/client", 60)
		found = self.s.json("sync --time 10 eth0")
		conf = found["config"]["dhcp"]
		self.address = conf["address"]
		assert conf["enable"] and conf["server"] == "10.77.0.1", found["notes"]
		assert conf["server_mac"] == "02:00:00:77:00:01", found["notes"]
		assert (conf["t1_s"], conf["t2_s"]) == (T1, T2), conf
		assert conf["critical"] == [1, 3], conf
		return conf

	def lease(self):
		return self.s.status()["lease"]

	def awake(self, timeout):
		assert self.guest.wait_awake(timeout) == 0

	def woken_by(self, room, reason):
		wake = self.s.wakes()[-1]
		assert (wake["room"], wake["reason"]) == (room, reason), wake
		return wake

	def answers(self):
		self.peer.check(["arping", "-c", 1, "-w", 10, "-i", 10, "-I", "p0", self.address])

	def slept_on(self):
		assert self.guest.asleep, self.guest.console()[-600:]

	def is_request(self, frame):
		"""A DHCP request of the guest"""
		return (frame[6:12] == frames.mac(self.guest.mac) and frame[12:14] == b"\x08\x00"
			and frame[23] == 17 and frame[36:38] == b"\x00\x43")

	# the cases

	def renewals(self, server):
		self.given = self.bind()
		acked = re.compile(r"DHCPACK\(p0\) %s " % re.escape(self.address))
		self.monitor = self.guest.start("timeout 1500 proxzzzyctl -j monitor >/tmp/events")
		self.guest.check(LISTENS)
		with self.peer.capture("p0", "udp port 67") as self.capture:
			before = len(acked.findall(server.log()))
			discovers = server.log().count("DHCPDISCOVER(p0)")
			self.s.sleep()
			assert until(lambda: len(acked.findall(server.log()))
				     >= before + self.wanted, 180 + self.wanted * T1 * 3 // 2, 0.2), \
				server.log()[-3000:]
			self.answers()
			self.slept_on()
			connect(self.peer, self.address)
			self.awake(60)
		assert server.log().count("DHCPDISCOVER(p0)") == discovers, server.log()[-3000:]

	def told(self):
		now, given = self.lease(), self.given
		assert now["phase"] == "bound" and now["address"] == self.address, now
		assert now["renewals"] >= self.wanted and now["lease_s"] == 120, now
		assert now["expiry_boot_ns"] > (given["since_boot_ns"]
						+ (given["lease_s"] + self.wanted * T1 // 2) * 10 ** 9), (now, given)
		assert "renewed %d times" % now["renewals"] in self.s.tool("status eth0")

	def events(self):
		self.guest.check("kill $(pidof proxzzzyctl)")
		self.monitor.wait(30)
		lines = [json.loads(x) for x in self.guest.check("cat /tmp/events").splitlines()]
		renewed = [x for x in lines if x["event"] == "lease" and x["lease"]["reason"] == "renewed"]
		assert len(renewed) >= self.wanted, lines
		assert all(x["lease"]["address"] == self.address for x in renewed), renewed

	def checked(self):
		"""By unicast to the server, as the client itself would ask; nothing wrong with it."""
		ours = "eth.src == %s && dhcp" % self.guest.mac
		out = tshark.tshark(["-r", self.capture.path, "-Y", ours + " && eth.dst == 02:00:00:77:00:01",
				     "-T", "fields", "-e", "ip.dst", "-e", "dhcp.ip.client",
				     "-e", "dhcp.option.dhcp"])
		lines = set(out.split("\n")) - {""}
		assert lines == {"10.77.0.1\t%s\t3" % self.address}, out
		bad = tshark.wrong(self.capture.path, ours)
		assert not bad, bad

	def again(self):
		"""The client's file is as old as before; the lease is not."""
		found = self.s.json("sync --time 10 eth0")
		conf, given = found["config"]["dhcp"], self.given
		assert any("as a sleep has extended it" in n["text"] for n in found["notes"]), \
			found["notes"]
		assert conf["since_boot_ns"] > given["since_boot_ns"] + T1 // 2 * 10 ** 9, (conf, given)

	def server_gone(self):
		server = self.kea("10.77.0.81")
		self.bind()
		assert self.address == "10.77.0.81"
		with self.peer.raw() as raw:
			self.s.sleep()
			server.wait_output(RENEWED, 90)
			assert raw.recv(20, self.is_request)
			server.stop()
			self.slept_on()
			renew = raw.recv(90, self.is_request)
			assert renew and renew[:6] == frames.mac("02:00:00:77:00:01"), renew
			rebind = raw.recv(90, self.is_request)
			assert rebind and rebind[:6] == b"\xff" * 6, rebind
			self.slept_on()
			self.awake(120)
		wake = self.woken_by("dhcp", "expiring")
		now = self.lease()
		assert now["phase"] == "rebinding" and now["renewals"] == 1, now
		left = (now["expiry_boot_ns"] - wake["boot_ns"]) / 1e9
		self.ktap.note("%.1f s before the end" % left)
		assert 0 < left < LEASE - T2, (now, wake)

	def refused(self):
		server = self.kea("10.77.0.81")
		self.bind()
		with self.peer.raw() as raw:
			self.s.sleep()
			self.file("kea.conf", kea("10.77.0.82", self.guest.mac))
			server.reload()
			server.wait_output("(?s)DHCP4_CONFIG_COMPLETE.*DHCP4_CONFIG_COMPLETE", 40)
			assert raw.recv(90, self.is_request), server.log()[-3000:]
			server.wait_output("DHCP4_PACKET_NAK_0004", 60)
			nak = time.monotonic()
			self.awake(60)
		self.ktap.note("awake %.2f s after the NAK" % (time.monotonic() - nak))
		wake = self.woken_by("dhcp", "refused")
		assert wake["frame"], wake
		now = self.lease()
		assert now["phase"] == "lost" and now["address"] == "10.77.0.81", now
		found = self.s.json("sync --time 10 eth0")
		assert "dhcp" not in found["config"] and any(
			"a sleep has lost it" in n["text"] for n in found["notes"]), found["notes"]
		server.stop()

	def lifetimes(self):
		self.peer.ip("addr add fd78::1/64 dev p0 nodad")
		server = self.dnsmasq("router", ROUTER, r"router advertisement on fd78::")
		self.guest.check("rm -rf /run/systemd/netif; echo 1 >/proc/sys/net/ipv6/conf/eth0/accept_ra; "
				 "ip addr del %s/64 dev eth0" % self.guest.ip6)
		assert until(lambda: self.guest.run("ip addr show eth0 | grep 'inet6 fd78::' | "
						    "grep -qv tentative")[0] == 0, 60, 0.3)
		found = self.s.json("sync --time 10 eth0")["config"]
		life = found["lifetimes"]
		assert len(life) == 1 and life[0]["prefix_len"] == 64, life
		assert found["lifetime_before_s"] == BEFORE, found
		self.s.sleep()
		begin = time.monotonic()
		sent = server.log().count("RTR-ADVERT")
		# longer than the address would have lasted without
		assert until(lambda: time.monotonic() > begin + LIFETIME - BEFORE + 10
			     or not self.guest.asleep, 120, 0.2)
		self.slept_on()
		server.stop()
		self.ktap.note("%d advertisements" % (server.log().count("RTR-ADVERT") - sent))
		self.awake(120)
		self.woken_by("ra", "expiring")
		assert self.s.counters()["ra", "refreshed"] >= 2, self.s.counters()

	def main(self):
		case = self.ktap.case
		server = self.dnsmasq("dhcp", DNSMASQ % {"t1": T1, "t2": T2}, r"DHCP, IP range")
		with case("%d renewals by dnsmasq in one sleep, the tick frozen [R41,R42,C16,C20]"
				% self.wanted):
			self.renewals(server)
		with case("the status has the new lease right after resume [R42,C16,C19,C20]"):
			self.told()
		with case("and each renewal is an event [R42]"):
			self.events()
		with case("requests are what RFC 2131 has for RENEW, says tshark [R42,C17,C18]"):
			self.checked()
		with case("what was extended stays so for the next sleep [R42,C19]"):
			self.again()
		server.stop()

	def others(self):
		case = self.ktap.case
		with case("Kea renews, then is gone: all are asked, and the host wakes in time [R41,R42]"):
			self.server_gone()
		with case("Kea refuses: the host wakes, the address is lost [R43]"):
			self.refused()
		with case("router advertisements keep an address; without them the host wakes [R41]"):
			self.lifetimes()


def main():
	renewals = int(sys.argv[1]) if len(sys.argv) > 1 else 3
	ktap = Ktap(plan=8 if renewals == 3 else 5)
	# every timer would stop, as on real machines
	with Sleeper(cpi=True, modules=["tcp_diag", "udp_diag"]) as s:
		lease = Lease(s, ktap, renewals)
		lease.main()
		if renewals == 3:
			lease.others()
		if ktap.failed:
			print("# " + s.tool("stats dev eth0").replace("\n", "\n# "))
	return ktap.finish()


if __name__ == "__main__":
	sys.exit(main())
