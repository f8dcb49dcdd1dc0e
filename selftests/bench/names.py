#!/usr/bin/python3
# SPDX-License-Identifier: GPL-2.0
"""Counts instructions of answers to names: ours, avahi's, systemd-resolved's. See README.rst."""

import collections
import glob
import os
import re
import sys

import frames
from bench import DETERMINISTIC, HERE, SETUP, Measured
from lab import MODULE_HOME, Ktap, Lab
from unpacked import unpacked

ROUNDS = 512
SPREAD = 48
FLAT = 0.10
SIZES = (10, 10000)

# A question, what it is compared with, the bound, and how far apart its frames are
# (ms): a record is multicast once a second at most (RFC 6762 6), so that frames of
# the first one cannot follow each other at once.
Case = collections.namedtuple("Case", "name frame other ratio gap")
CASES = [
	Case("mdns", frames.mdns("sleeper.local"), "avahi", 1 / 20, 1100),
	Case("mdns-legacy", frames.mdns_legacy("sleeper.local"), "avahi", 1 / 5, 20),
	Case("mdns-foreign", frames.mdns("somebody-else.local"), "avahi", 1 / 45, 20),
	Case("mdns-foreign-known", frames.mdns_browsing(12), "avahi", 1 / 100, 20),
	Case("llmnr", frames.llmnr("sleeper"), "resolved", 1 / 20, 20),
	Case("llmnr-foreign", frames.llmnr("somebody"), "resolved", 1 / 20, 20),
]
GAPS = sorted({c.gap for c in CASES})
AVAHI = """[server]
host-name=sleeper
allow-interfaces=bench0
enable-dbus=no
[publish]
publish-hinfo=no
publish-workstation=no
"""
RESOLVED = """[Resolve]
LLMNR=yes
MulticastDNS=no
DNSStubListener=no
DNS=
FallbackDNS=
"""
BEGIN = """
ip addr add {host4}/24 dev bench0
ip neigh replace {peer4} lladdr {peer} nud permanent dev bench0
ip route add 224.0.0.0/4 dev bench0
spread() {{
	echo clear >$b/do
	echo "frame $3" >$b/do
	echo "@ $1"
	echo "$2 {spread} $4" >$b/do
	cat $b/samples
	echo "sent $(cat $b/sent)"
}}
quiet() {{	# until it has said all that it says by itself
	n=0
	until grep -q "$2" $1 || [ $n -gt 300 ]; do sleep 0.1; n=$((n+1)); done
	sleep 4
}}
echo 'avahi:x:99:99::/:/bin/false
systemd-resolve:x:98:98::/:/bin/false' >>/etc/passwd
echo 'avahi:x:99:
systemd-resolve:x:98:' >>/etc/group
hostname sleeper
mkdir -p /run/avahi-daemon /run/systemd/resolve /etc/avahi/services
chown 98:98 /run/systemd/resolve
"""
START = {
	"avahi": """
touch /run/avahi.log
avahi-daemon -f /bench/avahi.conf --no-drop-root --no-chroot --no-rlimits >/run/avahi.log 2>&1 &
daemon=$!
quiet /run/avahi.log "successfully established"
""",
	"resolved": """
touch /run/resolved.log
systemd-resolved >/run/resolved.log 2>&1 &
daemon=$!
sleep 8
""",
}
END = """
kill $daemon
wait $daemon || :
"""


def configuration(records):
	yield "set dev bench0 s2idle off mld off igmp off addr %s" % frames.host4(0)
	yield "set dev bench0 mdns on host sleeper announce 0 llmnr on host sleeper"
	for n in range(records // 2):
		yield 'set dev bench0 record "Service %d._http._tcp.local" SRV 0 0 80 sleeper.local' % n
		yield 'set dev bench0 record "Service %d._http._tcp.local" TXT "n=%d"' % (n, n)


def ours(size):
	yield "proxzzzyctl apply /bench/%d.conf" % size
	yield "proxzzzyctl start dev bench0"
	yield "sleep 3"
	for case in CASES:
		yield "echo clear >$b/do"
		yield "echo frame %s >$b/do" % case.frame.hex()
		yield "echo '@ %s/%d'" % (case.name, size)
		yield "echo '%s %d %d' >$b/do" % ("drop" if is_foreign(case) else "reply",
						  *apart(case))
		yield "cat $b/samples"
		yield 'echo "sent $(cat $b/sent)"'
	yield "proxzzzyctl stop dev bench0"
	yield "proxzzzyctl del dev bench0"


def script():
	yield SETUP.format(home=MODULE_HOME, rounds=ROUNDS, mac=frames.HOST.hex(":"),
			   peer=frames.PEER.hex(":"), peer4=frames.PEER4, peer6=frames.PEER6)
	yield "ip link set bench0 addrgenmode none"
	yield BEGIN.format(host4=frames.host4(0), peer4=frames.PEER4, peer=frames.PEER.hex(":"),
			   spread=SPREAD)
	for gap in GAPS:
		yield "spread nothing/%d wait %s %d" % (gap, CASES[0].frame.hex(), gap)
	for daemon, start in START.items():
		yield start
		for c in CASES:
			if c.other == daemon:
				yield "spread %s/%s spread %s %d" % (c.name, daemon, c.frame.hex(), c.gap)
		yield END
	yield "insmod %sproxzzzy.ko" % MODULE_HOME
	for size in SIZES:
		yield from ours(size)


def run():
	files = {"/bench/%d.conf" % n: "\n".join(configuration(n)).encode() + b"\n" for n in SIZES}
	files["/bench/avahi.conf"] = AVAHI.encode()
	files["/etc/systemd/resolved.conf"] = RESOLVED.encode()
	files["/etc/os-release"] = b"ID=debian\n"
	files["/etc/hostname"] = b"sleeper\n"
	for library in glob.glob("/usr/lib/*/libidn2.so.0"):	# it is loaded later
		files[library] = os.path.realpath(library)
	files["/bench/run.sh"] = "\n".join(script()).encode() + b"\n"
	resolved = unpacked("systemd-resolved") + "/lib/systemd/systemd-resolved"
	with Lab(nic="none", icount=True, smp=1, files=files, modules_from=[HERE + "/modules"],
		 extra=DETERMINISTIC, append="nokaslr", binaries=["avahi-daemon", resolved]) as lab:
		lab.guest.check("sh /bench/run.sh >/run/bench.log 2>&1 || cat /run/bench.log",
				timeout=1200)
		text = lab.guest.get("/run/bench.log").decode()
	parts = re.split(r"^@ (\S+)\n", text, flags=re.M)[1:]
	return dict(zip(parts[::2], parts[1::2]))


def one(text):
	"""Instructions of a frame, and how many frames were answered."""
	return tuple(map(int, re.search(r"^(\d+) (\d+)$", text, re.M).groups()))


def is_foreign(case):
	return "foreign" in case.name


def apart(case):
	"""How many of ours, and how far apart they must be (ms)."""
	return (SPREAD, case.gap) if case.gap > 1000 else (ROUNDS, 0)


def spread(ktap, found, case, who):
	"""What it costs beyond the waiting; and it must do what it should."""
	cost, sent = one(found["%s/%s" % (case.name, who)])
	waiting, _ = one(found["nothing/%d" % case.gap])
	ktap.ok(sent == (0 if is_foreign(case) else SPREAD),
		"%s: %s %s" % (case.name, who, "is silent" if is_foreign(case) else "answers each"),
		"%d sent of %d" % (sent, SPREAD))
	return cost - waiting


def rounds(ktap, found, case, size):
	m = Measured(found["%s/%d" % (case.name, size)], rounds=apart(case)[0])
	want = 0 if is_foreign(case) else 1
	ktap.ok(m.complete and all(d and s == want for d, s in m.seen),
		"%s/%d: every frame does what it should" % (case.name, size), str(m.seen[-3:]))
	return m.median


def main():
	ktap = Ktap(len(CASES) * 5)
	found = run()
	for c in CASES:
		other = spread(ktap, found, c, c.other)
		few, many = [rounds(ktap, found, c, n) for n in SIZES]
		ktap.ok(many <= other * c.ratio, "%s: at most 1/%.0f of %s" % (c.name, 1 / c.ratio, c.other),
			"%d / %d = 1/%.1f" % (many, other, other / many))
		ktap.ok(abs(many - few) <= FLAT * few, "%s: flat within 10 %% from %d records to %d"
			% (c.name, *SIZES), "%d, %d" % (few, many))
		ktap.note("%-14s ours %6d (10 records %6d)  %-8s %8d  1/%.1f"
			  % (c.name, many, few, c.other, other, other / many))
	return ktap.finish()


if __name__ == "__main__":
	sys.exit(main())
