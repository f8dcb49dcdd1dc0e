#!/usr/bin/python3
# SPDX-License-Identifier: GPL-2.0
"""One boot of the debug kernel: the vectors as KUnit tests, then the glue at work.

	kunit.py [SCRIPT...]	of selftests/net, or fault: memory that fails. The
				long ones are part of `make soak`

KASAN, UBSAN, lockdep, PROVE_RCU, DEBUG_ATOMIC_SLEEP and kmemleak watch all of it;
the last case is what they have to say.
"""

import glob
import os
import re
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [os.path.join(HERE, "..", "lab"), os.path.join(HERE, "..", "net")]
import scripts					# noqa: E402
from lab import Ktap, Lab, ROOT			# noqa: E402

SUITE = "proxzzzy-vectors"
CASES = ["vector_test", "truncated_test"]	# each once for every vector
SCRIPTS = sys.argv[1:] or ["flood"]
SLEEPS = 3
SLOW = 1200

COUNT = """#include <stdio.h>
#include "pzz_vector.h"
int main(void)
{
	for (size_t i = 0; i < pzz_vector_tables_n; i++)
		for (size_t j = 0; j < pzz_vector_tables[i].n; j++)
			printf("%s: %s\\n", pzz_vector_tables[i].room,
			       pzz_vector_tables[i].vectors[j].name);
}
"""


def compile_here(name, arguments, **kwargs):
	to = os.path.join(ROOT, "build", "kunit", name)
	os.makedirs(os.path.dirname(to), exist_ok=True)
	subprocess.run(["gcc-12", "-O1", "-Wall", "-o", to] + arguments, check=True, **kwargs)
	return to


def vectors():
	"""The names that the table has, as a program compiled from it says."""
	rooms = [p for p in glob.glob(ROOT + "/kernel/proto/**/*.c", recursive=True)
		 if not p.endswith("_kunit.c")]
	program = compile_here("count", ["-I" + ROOT + "/kernel/proto", "-I" + ROOT + "/uapi",
					 "-x", "c", "-"] + rooms, input=COUNT, text=True)
	return subprocess.run([program], check=True, text=True,
			      stdout=subprocess.PIPE).stdout.splitlines()


def ktap_of(console):
	"""The suite's lines without their time stamps. In 6.1 debugfs keeps only
	the last line of each case, so they are taken from the console."""
	lines = [re.sub(r"^\[ *[\d.]+\] ", "", line) for line in console.splitlines()]
	lines = [line for line in lines if re.match(r" *(not ok|ok|#|1\.\.|KTAP)\b", line)
		 or re.match(r" *# ", line)]
	end = next((i for i, line in enumerate(lines)
		    if re.match(r"(not )?ok \d+ (- )?" + SUITE, line)), len(lines))
	return lines[:end + 1]


def run_vectors(ktap, guest, job, names):
	rc = job.wait(SLOW)
	lines = ktap_of(guest.console())
	print("    # Subtest: " + SUITE)
	for line in lines[:-1]:
		print("    " + line)
	ktap.ok(rc == 0 and re.match("ok ", lines[-1]), SUITE, "insmod: %s, %s" % (rc, lines[-1:]))
	with ktap.case("each of the %d vectors was judged, whole and cut short" % len(names)):
		seen = [m[1] for line in lines for m in [re.match(r" +ok \d+ (?:- )?(.*: .*)", line)] if m]
		for name in names:
			assert seen.count(name) == len(CASES), "%s: %d" % (name, seen.count(name))
		total = guest.check("cat /sys/kernel/debug/kunit/%s/results" % SUITE)
		words = "pass:%d fail:0 skip:0 total:%d" % ((len(names) * len(CASES),) * 2)
		assert "# Totals: " + words in total, total


def sleep_once(lab):
	guest, peer = lab.guest, lab.peer
	before = int(status(guest, "replies"))
	guest.freeze(timeout=90)
	peer.check(["arping", "-b", "-c", "2", "-w", "30", "-I", "p0", guest.ip4])
	assert guest.asleep, guest.console()[-1000:]
	tcp = peer.tcp_connect(guest.ip4, 7, timeout=60)
	tcp.close()
	assert tcp.ok, tcp
	assert guest.wait_awake(60) == 0, guest.suspend_rc
	assert int(status(guest, "replies")) >= before + 2


def status(guest, name):
	text = guest.check("proxzzzyctl -j status eth0")
	return re.search(r'"%s": "?([^",\n]*)' % name, text).group(1)


def sleeps(ktap, lab):
	guest = lab.guest
	guest.serve(7)
	guest.check("proxzzzyctl set eth0 addr %s addr %s rule 7 syn port 7 limit none arp "
		    "announce 100ms" % (guest.ip4, guest.ip6))
	for number in range(1, SLEEPS + 1):
		with ktap.case("sleep %d: ARP is answered, a SYN wakes [R18,R30]" % number):
			sleep_once(lab)
	with ktap.case("all of them were proxied, and nothing is held [C13]"):
		assert status(guest, "sleeps") == str(SLEEPS), status(guest, "sleeps")
		assert status(guest, "phase") == "off", status(guest, "phase")
		assert status(guest, "held") == "[]", status(guest, "held")


def options():
	o = scripts.lab_options()
	with open(HERE + "/fault.sh", "rb") as f:
		o["files"]["/lab/net/fault.sh"] = f.read()
	o["files"]["/lab/failnth.so"] = compile_here(
		"failnth.so", ["-shared", "-fPIC", HERE + "/failnth.c"])
	return o


def main():
	ktap = Ktap(2 + SLEEPS + 1 + scripts.cases(SCRIPTS) + 2)
	names = vectors()
	with Lab(kernel="debug", nic="virtio", module="load", splats_ok=True, **options()) as lab:
		guest = lab.guest
		job = guest.start("insmod /lib/proxzzzy/proxzzzy_kunit.ko")
		run_vectors(ktap, guest, job, names)
		guest.check("rmmod proxzzzy_kunit")
		sleeps(ktap, lab)
		scripts.run_all(ktap, guest, SCRIPTS, SLOW)
		with ktap.case("the module goes"):
			guest.check("rmmod proxzzzy")
		with ktap.case("no complaint of the kernel, no leak, and lockdep is on"):
			splats = guest.splats()
			assert not splats, "\n".join(splats)
	return ktap.finish()


if __name__ == "__main__":
	sys.exit(main())
