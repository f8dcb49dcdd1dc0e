#!/usr/bin/python3
# SPDX-License-Identifier: GPL-2.0
"""Names and groups of a sleeping host, asked for by real peers: mDNS, LLMNR, IGMP, MLD.

The guest has no responder of its own: whatever is answered, the proxy answers.
Nothing of it may wake the host.
"""

import re
import sys

import dns
from common import Ktap, Sleeper, connect
import tshark

CONF = r"""
set eth0 addr 10.77.0.2 addr fd77::2 addr %(ll6)s
set eth0 rule 10 syn port 7 limit none label "echo server"
set eth0 group 239.7.7.7 group ff05::77
set eth0 mdns on host sleeper announce 2
set eth0 llmnr on host sleeper
set eth0 record _ipp._tcp.local shared PTR "Sleeper Printer._ipp._tcp.local"
set eth0 record _printer._sub._ipp._tcp.local shared PTR "Sleeper Printer._ipp._tcp.local"
set eth0 record "Sleeper Printer._ipp._tcp.local" SRV 0 0 631 sleeper.local
set eth0 record "Sleeper Printer._ipp._tcp.local" TXT "txtvers=1" "note=a b"
set eth0 record _ssh._tcp.local shared PTR sleeper._ssh._tcp.local
set eth0 record sleeper._ssh._tcp.local SRV 0 0 22 sleeper.local
set eth0 record sleeper._ssh._tcp.local TXT ""
"""

ZEROCONF = """
import sys, time
from zeroconf import Zeroconf, IPVersion
z = Zeroconf(interfaces=['10.77.0.1'], ip_version=IPVersion.V4Only)
i = z.get_service_info('_ipp._tcp.local.', 'Sleeper Printer._ipp._tcp.local.', 8000)
print(i.server, i.port, sorted(i.parsed_addresses()), sorted(i.properties.items()))
z.close()
"""

AVAHI = """mount -t tmpfs none /run && mkdir -p /run/dbus /run/avahi-daemon && mount -t tmpfs none /etc/avahi &&
printf '[server]\\nhost-name=watcher\\nallow-interfaces=p0\\nenable-dbus=yes\\n[rlimits]\\n' >/run/avahi.conf
dbus-daemon --system --nofork --nopidfile >/dev/null 2>&1 &
n=0; until [ -S /run/dbus/system_bus_socket ] || [ $n -gt 100 ]; do sleep 0.1; n=$((n+1)); done
avahi-daemon -f /run/avahi.conf --no-drop-root --no-chroot --no-rlimits >/dev/null 2>&1 &
n=0; until avahi-browse -t _none._tcp >/dev/null 2>&1 || [ $n -gt 100 ]; do sleep 0.1; n=$((n+1)); done
rm -f /run/avahi.conf
"""


class Names:
	def __init__(self, s, ktap):
		self.s, self.ktap, self.guest, self.peer = s, ktap, s.guest, s.peer

	def out(self, argv, timeout=30):
		return self.peer.run(argv, timeout=timeout).stdout

	def has(self, text, *wanted):
		for w in wanted:
			assert re.search(w, text), "%r not in %r" % (w, text)

	def avahi(self):
		"""All that avahi finds, in one session of its own."""
		return self.out(["unshare", "-m", "--pid", "--fork", "--kill-child", "--mount-proc", "bash", "-c",
				 AVAHI + """
avahi-browse -a -r -t -p
echo ==
timeout 8 avahi-resolve-host-name -4 sleeper.local
timeout 8 avahi-resolve-host-name -6 sleeper.local
timeout 8 avahi-resolve-address 10.77.0.2
timeout 8 avahi-resolve-address fd77::2
"""], timeout=90)

	def case(self, name, function, *args):
		with self.ktap.case(name):
			function(*args)
			assert self.guest.asleep, self.guest.console()[-600:]

	def browse(self):
		text = self.avahi()
		self.has(text, r"=;p0;IPv4;Sleeper\\032Printer;[^;]*;local;sleeper.local;10.77.0.2;631;"
			 r"\"note=a b\" \"txtvers=1\"|=;p0;IPv4;Sleeper\\032Printer;[^;]*;local;sleeper.local;"
			 r"10.77.0.2;631;\"txtvers=1\" \"note=a b\"",
			 r"=;p0;IPv6;Sleeper\\032Printer;[^;]*;local;sleeper.local;", r"=;p0;IPv4;sleeper;[^;]*;local;"
			 r"sleeper.local;10.77.0.2;22;",
			 r"sleeper.local\t10.77.0.2", r"sleeper.local\t(fd77::2|fe80)",
			 r"10.77.0.2\tsleeper.local", r"fd77::2\tsleeper.local")

	def zeroconf(self):
		text = self.out(["/usr/bin/python3", "-c", ZEROCONF])
		self.has(text, r"sleeper\.local\. 631 \['10\.77\.0\.2'", r"b'note', b'a b'")

	def drill(self):
		self.has(self.out(["drill", "-p", "5353", "@224.0.0.251", "sleeper.local"]),
			 r"rcode: NOERROR", r"sleeper\.local\.\s+10\s+IN\s+A\s+10\.77\.0\.2")
		self.has(self.out(["drill", "-p", "5353", "@224.0.0.251", "_services._dns-sd._udp.local", "PTR"]),
			 r"_ipp\._tcp\.local", r"_ssh\._tcp\.local")

	def dig(self):
		self.has(self.out(["dig", "+tries=1", "+time=10", "-p", "5353", "@10.77.0.2",
				   "sleeper.local", "AAAA"]), r"sleeper\.local\.\s+10\s+IN\s+AAAA\s+fd77::2")

	def llmnr(self):
		self.has(self.out(["llmnr-query", "-t", "5000", "-I", "p0", "-c", "1", "-T", "A", "sleeper"]),
			 r"sleeper IN A 10\.77\.0\.2 \(TTL 30\)")
		self.has(self.out(["llmnr-query", "-t", "5000", "-I", "p0", "-6", "-c", "1", "-T", "AAAA", "SLEEPER"]),
			 r"IN AAAA fd77::2")
		self.has(self.out(["llmnr-query", "-t", "5000", "-I", "p0", "-c", "1", "-T", "ANY", "sleeper"]),
			 r"IN A 10\.77\.0\.2", r"IN AAAA")
		self.has(self.out(["drill", "-o", "rd", "-p", "5355", "@224.0.0.252",
				   "2.0.77.10.in-addr.arpa", "PTR"]), r"PTR\s+sleeper\.")

	def nmap(self):
		text = self.out(["nmap", "--script", "broadcast-igmp-discovery", "-e", "p0", "--script-args",
				 "broadcast-igmp-discovery.version=2,broadcast-igmp-discovery.timeout=5"])
		self.has(text, r"224\.0\.0\.251", r"224\.0\.0\.252", r"239\.7\.7\.7")
		text = self.out(["nmap", "-6", "--script", "ipv6-multicast-mld-list",
				 "--script-args=interface=p0"], timeout=60)
		self.has(text, r"ff02::fb", r"ff02::1:3", r"ff05::77", r"ff02::1:ff00:2")

	def delayed(self):
		"""What is shared waits 20 to 120 ms, RFC 6762 6."""
		took = []
		with dns.Asker(self.peer, "10.77.0.2") as asker:
			for _ in range(5):
				found = asker.ask(dns.query([("_ipp._tcp.local", "PTR")]), wait=1.2)
				took += [seconds for seconds, *_ in found]
		self.ktap.note("answers after " + " ".join("%.0f ms" % (t * 1e3) for t in took))
		assert len(took) == 5, took
		assert 0.02 <= min(took) and sorted(took)[-2] <= 0.5, took

	def checked(self, capture):
		"""tshark finds nothing wrong with what the guest has sent."""
		ours = "eth.src == %s && (udp || igmp || icmpv6)" % self.guest.mac
		number = len(tshark.tshark(["-r", capture.path, "-Y", ours]).splitlines())
		self.ktap.note("%d frames of the guest" % number)
		assert number > 20, number
		bad = tshark.wrong(capture.path, ours)
		assert not bad, bad

	def main(self):
		g = self.guest
		g.put("/tmp/conf", CONF % {"ll6": g.ll6})
		self.peer.ip("route add 224.0.0.0/4 dev p0")
		self.s.tool("apply /tmp/conf")
		g.serve(7)
		with self.peer.capture("p0") as capture:
			self.s.sleep()
			self.case("drill finds it by legacy multicast [R79,R70]", self.drill)
			self.case("dig finds it by unicast [R63]", self.dig)
			self.case("zeroconf resolves the service [R75,R77]", self.zeroconf)
			self.case("avahi browses, resolves names and addresses [R62,R69,R74]", self.browse)
			self.case("llmnr-query and drill find it by LLMNR [R82,R85,R87]", self.llmnr)
			self.case("two queriers hear of all groups [R39,R40,C15,R60,R84,MLD]", self.nmap)
			self.case("what is shared is said after 20 to 120 ms, the tick frozen [R74,R76]",
				  self.delayed)
		with self.ktap.case("tshark finds nothing wrong with what it has sent"):
			self.checked(capture)
		with self.ktap.case("a connection still wakes it"):
			connect(self.peer, g.ip4)
			assert g.wait_awake(30) == 0


def main():
	ktap = Ktap(plan=9)
	with Sleeper(cpi=True) as s:	# every timer would stop, as on real machines
		Names(s, ktap).main()
		if ktap.failed:
			print("# " + s.tool("stats dev eth0").replace("\n", "\n# "))
	return ktap.finish()


if __name__ == "__main__":
	sys.exit(main())
