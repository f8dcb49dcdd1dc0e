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

# A room's row: a name, what ends the way, a frame for its n-th address, the
# answer if there is one, and the bounds: ours / native and ours / floor at most,
# or None.
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
# The floor that bounds refer to builds its answer in a new skb, as the kernel's
# own proxies do; the other one shows what there is left to gain.
FLOORS = {"floor": "fresh=1", "in-place": "fresh=0"}

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
	cat $b/samples
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
	lines = ["set dev bench0 s2idle off mld off"]	# no reports in between
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
	for floor, how in FLOORS.items():
		yield "insmod %spzz_floor.ko %s" % (MODULE_HOME, how)
		yield from measure(floor, "1", replies)
		yield "rmmod pzz_floor"
	yield from native_addresses(MAX_ADDRESSES, 1)
	yield from measure("native", "max", CASES)
	yield "insmod %sproxzzzy.ko" % MODULE_HOME
	for size in SIZES:
		yield from ours(size)


# Chance and the time of day would show: in the order of hash chains.
DETERMINISTIC = ["-cpu", "max,-rdrand,-rdseed,-erms,-fsrm", "-rtc", "base=2026-01-01,clock=vm"]


def nth(i, n):
	"""Which of n frames round i received, as in modules/main.c."""
	return (i * 2654435769 % (1 << 32)) * n >> 32


class Measured:
	"""Distances of one case, without what the probes cost.

	Of each frame its median, which a cache of the allocator that runs empty now
	and then does not move; of these the median, the least and the most.
	"""

	def __init__(self, text, n_frames=1, nothing=0, rounds=ROUNDS):
		self.seen = [(int(d), int(sent))
			     for d, sent in re.findall(r"^(\d+) (\d+)$", text, re.M)]
		self.sent = bytes.fromhex(re.search(r"^sent (\w*)$", text, re.M)[1])
		self.complete = len(self.seen) == rounds and all(d for d, _ in self.seen)
		of = [[] for _ in range(n_frames)]
		for i, (distance, _) in enumerate(self.seen):
			of[nth(i, n_frames)].append(distance - nothing)
		each = sorted(statistics.median_low(d or [0]) for d in of)
		self.median = statistics.median_low(each)
		self.least, self.most = each[0], each[-1]

	def __str__(self):
		return "%d (%d..%d)" % (self.median, self.least, self.most)


def read(output):
	parts = re.split(r"^@ (\S+)\n", output, flags=re.M)[1:]
	texts = dict(zip(parts[::2], parts[1::2]))
	nothing = Measured(texts.pop("nothing")).median
	return nothing, {name: Measured(text, SIZES[name.split("/")[1]], nothing)
			 for name, text in texts.items()}


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
		self.floors = [found.get("%s/1/%s" % (case.name, f)) for f in FLOORS]

	def share(self, other):
		return self.ours.median / other.median if other else None

	@property
	def ratio(self):
		return self.share(self.native)

	def tsv(self):
		return "%s\t%d\t%d\t%s\t%.3f\n" % (
			self.name, self.ours.median, self.native.median,
			self.floors[0].median if self.floors[0] else "-", self.ratio)

	def sound(self, ktap):
		"""Each answered once with the right frame, or dropped in silence."""
		case = self.case
		with ktap.case("%s: every frame does what it should" % self.name):
			assert self.ours.complete, "ours: %s" % self.ours.seen
			assert self.native.complete, "native: %s" % self.native.seen
			want = 1 if case.answer else 0
			assert all(sent == want for _, sent in self.ours.seen), self.ours.seen
			if case.answer:
				last = case.answer(nth(ROUNDS - 1, SIZES[self.size]))
				check_answer(self.ours.sent, last)
				check_answer(self.native.sent, last)
				for floor in self.floors:
					check_answer(floor.sent, case.answer(0))

	def bounds(self, ktap):
		for other, name, bound in ((self.native, "native stack", self.case.ratio),
					   (self.floors[0], "floor", self.case.floor)):
			if bound:
				ktap.ok(self.share(other) <= bound, "%s: at most %.2f of the %s"
					% (self.name, bound, name), "%d / %d = %.3f" % (
					self.ours.median, other.median, self.share(other)))

	def text(self):
		others = [self.native] + self.floors
		return "%-22s" % self.name + "".join(
			" %-18s" % (m or "-") for m in [self.ours] + others) + "".join(
			" %8s" % ("%.3f" % self.share(m) if m else "-") for m in others)


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
	print("# instructions, %d rounds: median (least..most) over the addresses; "
	      "the probes' own %d are taken off" % (ROUNDS, nothing))
	names = ["native"] + list(FLOORS)
	print("# %-22s" % "case" + "".join(" %-18s" % n for n in ["ours"] + names)
	      + "".join(" %8s" % ("/" + n[:7]) for n in names))
	for row in rows:
		print("# " + row.text().rstrip())


def main(argv):
	plan = sum(len(SIZES) * (1 + bool(c.ratio) + bool(c.floor)) + 1 for c in CASES)
	ktap = Ktap(plan)
	nothing, found = run()
	if "--raw" in argv:
		for name, m in found.items():
			ktap.note("%s: %s" % (name, sorted(collections.Counter(m.seen).items())))
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
