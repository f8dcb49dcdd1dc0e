#!/usr/bin/python3
# SPDX-License-Identifier: GPL-2.0
"""Counts instructions of SNMP answers: ours, and those of net-snmp's snmpd. See README.rst."""

import re
import sys

import frames
import names
from bench import DETERMINISTIC, HERE, SETUP
import ber
from lab import MODULE_HOME, Ktap, Lab

TOP = "1.3.6.1.4.1.9999.1"
AGENT = 100		# values of snmpd
MANY = 10000
FLAT = 0.10


def ask(kind, n, **more):
	return frames.ip4(frames.HOST, frames.host4(0), 17, frames.udp(
		161, ber.request(kind, ["%s.%d.0" % (TOP, n)], **more)))


# GETBULK of 50 needs as many values behind the first
CASES = [
	(names.Case("snmp-get", ask(ber.GET, 7), "snmpd", 1 / 20, 20), 10),
	(names.Case("snmp-getnext", ask(ber.GETNEXT, 7), "snmpd", 1 / 20, 20), 10),
	(names.Case("snmp-getbulk-50", ask(ber.GETBULK, 7, second=50), "snmpd", 1 / 20, 20), 60),
]
SIZES = sorted({few for _, few in CASES} | {MANY})
START = """
mkdir -p /var/lib/snmp
MIBS= snmpd -f -Lo -C -c /bench/snmpd.conf -I override,vacm_conf,usmConf >/run/snmpd.log 2>&1 &
daemon=$!
quiet /run/snmpd.log "NET-SNMP version"
"""


def agent_conf():
	yield "agentAddress udp:%s:161" % frames.host4(0)
	yield "rocommunity public"
	for n in range(AGENT):
		yield "override .%s.%d.0 integer %d" % (TOP, n, n)


def configuration(size):
	yield "set dev bench0 s2idle off addr %s snmp on community public" % frames.host4(0)
	for n in range(size):
		yield "set dev bench0 oid %s.%d.0 integer %d" % (TOP, n, n)


def ours(size):
	yield "proxzzzyctl apply /bench/%d.conf" % size
	yield "proxzzzyctl start dev bench0"
	for case, few in CASES:
		if size not in (few, MANY):
			continue
		yield "echo clear >$b/do"
		yield "echo frame %s >$b/do" % case.frame.hex()
		yield "echo '@ %s/%d'" % (case.name, size)
		yield "echo 'reply %d %d' >$b/do" % names.apart(case)
		yield "cat $b/samples"
		yield 'echo "sent $(cat $b/sent)"'
	yield "proxzzzyctl stop dev bench0"
	yield "proxzzzyctl del dev bench0"


def script():
	yield SETUP.format(home=MODULE_HOME, rounds=names.ROUNDS, mac=frames.HOST.hex(":"),
			   peer=frames.PEER.hex(":"), peer4=frames.PEER4, peer6=frames.PEER6)
	yield "ip link set bench0 addrgenmode none"
	yield names.BEGIN.format(host4=frames.host4(0), peer4=frames.PEER4,
				 peer=frames.PEER.hex(":"), spread=names.SPREAD)
	yield "spread nothing/20 wait %s 20" % CASES[0][0].frame.hex()
	yield START
	for case, _ in CASES:
		yield "spread %s/snmpd spread %s %d" % (case.name, case.frame.hex(), case.gap)
		yield "echo '@ %s/answer'" % case.name
		yield 'echo "$(cat $b/sent)"'
	yield names.END
	yield "insmod %sproxzzzy.ko" % MODULE_HOME
	for size in SIZES:
		yield from ours(size)


def run():
	files = {"/bench/%d.conf" % n: "\n".join(configuration(n)).encode() + b"\n" for n in SIZES}
	files["/bench/snmpd.conf"] = "\n".join(agent_conf()).encode() + b"\n"
	files["/bench/run.sh"] = "\n".join(script()).encode() + b"\n"
	with Lab(nic="none", icount=True, smp=1, files=files, modules_from=[HERE + "/modules"],
		 extra=DETERMINISTIC, append="nokaslr", binaries=["snmpd"]) as lab:
		lab.guest.check("sh /bench/run.sh >/run/bench.log 2>&1 || cat /run/bench.log",
				timeout=1200)
		text = lab.guest.get("/run/bench.log").decode()
	parts = re.split(r"^@ (\S+)\n", text, flags=re.M)[1:]
	return dict(zip(parts[::2], parts[1::2]))


def message(sent):
	"""Of a frame that was sent, what SNMP it has."""
	return bytes.fromhex(re.search(r"^(?:sent )?([0-9a-f]+)$", sent, re.M)[1])[42:]


def main():
	ktap = Ktap(len(CASES) * 6)
	found = run()
	for c, few in CASES:
		other = names.spread(ktap, found, c, "snmpd")
		small, large = [names.rounds(ktap, found, c, n) for n in (few, MANY)]
		theirs, mine = [ber.answer(message(found[c.name + t])) for t in ("/answer", "/%d" % MANY)]
		ktap.ok(theirs == mine and theirs[3], "%s: both say the same [R55,R56]" % c.name,
			"%r, not %r" % (mine, theirs))
		ktap.ok(large <= other * c.ratio, "%s: at most 1/%.0f of snmpd" % (c.name, 1 / c.ratio),
			"%d / %d = 1/%.1f" % (large, other, other / large))
		ktap.ok(abs(large - small) <= FLAT * small, "%s: flat within 10 %% from %d values to %d"
			% (c.name, few, MANY), "%d, %d" % (small, large))
		ktap.note("%-16s ours %6d (%d values %6d)  snmpd %8d  1/%.1f"
			  % (c.name, large, few, small, other, other / large))
	return ktap.finish()


if __name__ == "__main__":
	sys.exit(main())
