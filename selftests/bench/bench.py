#!/usr/bin/python3
# SPDX-License-Identifier: GPL-2.0
"""Counts instructions: ours, the native stack's, and a floor's. See README.rst.

	bench.py [--raw]	--raw: every distance that was seen, and how often
"""

import collections
import os
import re
import statistics
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "..", "lab"))
import frames
from lab import BUILD, MODULE_HOME, Ktap, Lab

ROUNDS = 1024
MAX_ADDRESSES = 64	# of each family
MAX_RULES = 1024
FLAT = 0.05		# how much more, or less, the largest configuration may cost

# ratio: ours / native at most; floor: ours / floor at most; None: only shown.
# A room's row: a name, what ends the way, a frame for its n-th address, the
# answer if there is one, and the bounds.
Case = collections.namedtuple("Case", "name end frame answer ratio floor")
CASES = [
	Case("arp-reply", "reply", frames.arp_request, frames.arp_reply, 0.7, 1.5),
	Case("ns-reply", "reply", frames.ns, frames.na, 0.4, None),
	Case("ignore-arp", "drop", frames.arp_other, None, 0.5, None),
	Case("ignore-ns", "drop", frames.ns_other, None, 0.5, None),
	Case("ignore-udp-closed", "drop", frames.udp_closed, None, 0.5, None),
	Case("ignore-ssdp", "drop", frames.ssdp, None, 0.5, None),
	Case("ignore-mdns6", "drop", frames.mdns6, None, 0.5, None),
]
SIZES = {"1": 1, "max": MAX_ADDRESSES}

# Each case begins with the peer known, but not confirmed, as after a while of
# silence; what the stack does on its own account is not counted.
SETUP = """set -e
b=/sys/kernel/debug/bench
insmod {home}pzz_bench.ko
cd /proc/sys/net/ipv6/conf/bench0
echo 0 >accept_dad
echo 0 >router_solicitations
echo 0 >accept_ra
cd /
ip link set bench0 address {mac}
ip link set bench0 up
measure() {{
	echo "@ $1"
	ip neigh flush dev bench0
	ip neigh add {peer4} lladdr {peer} nud stale dev bench0
	ip neigh add {peer6} lladdr {peer} nud stale dev bench0
	echo "$2 {rounds}" >$b/do
	sort -n $b/samples | uniq -c
	echo "sent $(cat $b/sent)"
}}
"""


def native_addresses(size, begin=0):
	for n in range(begin, size):
		yield "ip addr add %s/24 dev bench0" % frames.host4(n)
		yield "ip addr add %s/64 dev bench0 nodad" % frames.host6(n)


def rules(size):
	"""One rule, or as many as there may be, of the two kinds that hosts have."""
	for n in range(1 if size == 1 else MAX_RULES):
		yield "set dev bench0 rule %d %s port %d" % (n + 1, ("udp", "syn")[n % 2], n + 1)


def configuration(size):
	lines = ["set dev bench0 s2idle off"]
	for n in range(size):
		lines.append("set dev bench0 addr %s addr %s" % (frames.host4(n), frames.host6(n)))
	return "\n".join(lines + list(rules(size)) + [""])


def measure(who, size, cases):
	"""Lines of the guest's script."""
	for case in cases:
		yield "echo clear >$b/do"
		for n in range(SIZES[size]):
			yield "echo frame %s >$b/do" % case.frame(n).hex()
		yield "measure %s/%s/%s %s" % (case.name, size, who, case.end)


def ours(size):
	yield "proxzzzyctl apply /bench/%s.conf" % size
	yield "proxzzzyctl start dev bench0"
	yield from measure("ours", size, CASES)
	yield "proxzzzyctl stop dev bench0"
	yield "proxzzzyctl del dev bench0"


def script():
	replies = [c for c in CASES if c.end == "reply"]
	yield SETUP.format(home=MODULE_HOME, rounds=ROUNDS, mac=frames.HOST.hex(":"),
			   peer=frames.PEER.hex(":"), peer4=frames.PEER4, peer6=frames.PEER6)
	yield from native_addresses(1)
	yield "echo frame %s >$b/do" % frames.arp_request(0).hex()
	yield "measure nothing nothing"
	yield from measure("native", "1", CASES)
	yield "insmod %spzz_floor.ko" % MODULE_HOME
	yield from measure("floor", "1", replies)
	yield "rmmod pzz_floor"
	yield from native_addresses(MAX_ADDRESSES, 1)
	yield from measure("native", "max", CASES)
	yield "insmod %sproxzzzy.ko" % MODULE_HOME
	for size in SIZES:
		yield from ours(size)


# Chance and the time of day would show: in the order of hash chains.
DETERMINISTIC = ["-cpu", "max,-rdrand,-rdseed,-erms,-fsrm", "-rtc", "base=2026-01-01,clock=vm"]


class Measured:
	"""Distances of one case, without what the probes cost."""

	def __init__(self, text, nothing=0):
		lines = re.findall(r"^ *(\d+) (\d+) (\d+)$", text, re.M)
		self.seen = [(int(d) - nothing if int(d) else None, int(n), int(sent))
			     for n, d, sent in lines]
		self.sent = bytes.fromhex(re.search(r"^sent (\w*)$", text, re.M)[1])
		all_of = [d for d, n, _ in self.seen for _ in range(n)]
		self.complete = None not in all_of and len(all_of) == ROUNDS
		if self.complete:
			self.median = int(statistics.median_low(all_of))
			self.least, self.most = min(all_of), sorted(all_of)[ROUNDS * 95 // 100]

	def __str__(self):
		return "%d (%d..%d)" % (self.median, self.least, self.most) if self.complete \
			else "incomplete"


def read(output):
	parts = re.split(r"^@ (\S+)\n", output, flags=re.M)[1:]
	texts = dict(zip(parts[::2], parts[1::2]))
	nothing = Measured(texts.pop("nothing")).median
	return nothing, {name: Measured(text, nothing) for name, text in texts.items()}


def run():
	files = {"/bench/%s.conf" % s: configuration(n).encode() for s, n in SIZES.items()}
	files["/bench/run.sh"] = "\n".join(script()).encode() + b"\n"
	with Lab(nic="none", icount=True, smp=1, files=files, modules_from=[HERE + "/modules"],
		 extra=DETERMINISTIC, append="nokaslr") as lab:
		lab.guest.check("sh /bench/run.sh >/run/bench.log 2>&1 || cat /run/bench.log",
				timeout=1200)
		return read(lab.guest.get("/run/bench.log").decode())


class Row:
	def __init__(self, case, size, found):
		self.case, self.size = case, size
		self.name = "%s/%s" % (case.name, size)
		self.ours = found[self.name + "/ours"]
		self.native = found[self.name + "/native"]
		self.floor = found.get(case.name + "/1/floor")

	@property
	def ratio(self):
		return self.ours.median / self.native.median

	def tsv(self):
		return "%s\t%d\t%d\t%s\t%.3f\n" % (
			self.name, self.ours.median, self.native.median,
			self.floor.median if self.floor else "-", self.ratio)

	def sound(self, ktap):
		"""Each answered once with the right frame, or dropped in silence."""
		case = self.case
		with ktap.case("%s: every frame does what it should" % self.name):
			assert self.ours.complete, self.ours.seen
			assert self.native.complete, self.native.seen
			want = 1 if case.answer else 0
			assert all(s[2] == want for s in self.ours.seen), self.ours.seen
			if case.answer:
				last = case.answer((ROUNDS - 1) % SIZES[self.size])
				check_answer(self.ours.sent, last)
				check_answer(self.native.sent, last)
				if self.floor:
					check_answer(self.floor.sent, case.answer(0))

	def bounds(self, ktap):
		if self.case.ratio:
			ktap.ok(self.ratio <= self.case.ratio,
				"%s: at most %.2f of the native stack" % (self.name, self.case.ratio),
				"%d / %d = %.3f" % (self.ours.median, self.native.median, self.ratio))
		if self.case.floor:
			share = self.ours.median / self.floor.median
			ktap.ok(share <= self.case.floor,
				"%s: at most %.2f of the floor" % (self.name, self.case.floor),
				"%d / %d = %.3f" % (self.ours.median, self.floor.median, share))


def check_answer(sent, answer):
	"""Padding is the device's business."""
	n = min(len(sent), len(answer))
	assert n >= 42 and sent[:n] == answer[:n] and not any(sent[n:] + answer[n:]), \
		"%s, not %s" % (sent.hex(), answer.hex())


def flat(ktap, small, large):
	share = large.ours.median / small.ours.median - 1
	ktap.ok(abs(share) <= FLAT, "%s: flat within %d %% from one entry to the maximum"
		% (small.case.name, FLAT * 100), "%+.1f %%" % (share * 100))


def table(rows, nothing):
	print("# instructions: median (least..95 %%) of %d; probes' own %d taken off"
	      % (ROUNDS, nothing))
	print("# %-22s %-19s %-19s %-19s %6s %6s" % (
		"case", "ours", "native", "floor", "/nat.", "/floor"))
	for r in rows:
		print("# %-22s %-19s %-19s %-19s %6.3f %6s" % (
			r.name, r.ours, r.native, r.floor or "-", r.ratio,
			"%.3f" % (r.ours.median / r.floor.median) if r.floor else "-"))


def main(argv):
	plan = sum(len(SIZES) * (1 + bool(c.ratio) + bool(c.floor)) + 1 for c in CASES)
	ktap = Ktap(plan)
	nothing, found = run()
	if "--raw" in argv:
		for name, m in found.items():
			ktap.note("%s: %s" % (name, m.seen))
	rows = [Row(c, size, found) for c in CASES for size in SIZES]
	for row in rows:
		row.sound(ktap)
	if not ktap.failed:
		for row in rows:
			row.bounds(ktap)
		for small, large in zip(rows[::2], rows[1::2]):
			flat(ktap, small, large)
		table(rows, nothing)
		with open(BUILD + "/bench.tsv", "w", encoding="ascii") as f:
			f.write("case\tours\tother\tfloor\tratio\n")
			f.writelines(row.tsv() for row in rows)
	return ktap.finish()


if __name__ == "__main__":
	sys.exit(main(sys.argv[1:]))
