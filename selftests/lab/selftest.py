#!/usr/bin/python3
# SPDX-License-Identifier: GPL-2.0
"""The parts of the lab that need no guest: what reads tests must not be fooled."""

import os
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [HERE, os.path.dirname(HERE)]

import guest				# noqa: E402
import initrd				# noqa: E402
import net				# noqa: E402
import run				# noqa: E402
from ktap import Ktap, Reader		# noqa: E402

KUNIT = """KTAP version 1
1..1
    KTAP version 1
    # Subtest: arp
    1..3
    ok 1 request [R18]
    not ok 2 - probe [R21,R22]
    ok 3 - gone # SKIP no device
not ok 1 - arp
"""

SPLATS = """[    1.0] WARNING: CPU: 0 PID: 1 at net/core/dev.c:1 f+0x1
[    1.0] BUG: KASAN: use-after-free in f+0x1
[    1.0] UBSAN: shift-out-of-bounds in f.c:1:2
[    1.0] WARNING: suspicious RCU usage
[    1.0] WARNING: possible circular locking dependency detected
[    1.0] BUG: sleeping function called from invalid context at f.c:1
[    1.0] Oops: 0000 [#1] PREEMPT SMP
""".splitlines()

HEALTHY = """[    0.0] Command line: console=ttyS0 lockdep
[    0.0] Lock dependency validator: Copyright (c) 2006 Red Hat
[    0.0] kasan: KernelAddressSanitizer initialized
[    0.0] rcu: 	RCU lockdep checking is enabled.
[    0.0] Warning: Processor Platform Limit event detected, but not handled.
""".splitlines()


def read(text):
	reader = Reader()
	for line in text.splitlines():
		reader.feed(line)
	return reader, reader.end()


def results(text):
	return [(c.name, c.result, c.ids) for c in read(text)[0].cases]


def execute(script, timeout=10):
	"""The rows that run.py makes of a shell script."""
	with tempfile.NamedTemporaryFile("w", suffix=".sh") as f:
		f.write(script)
		f.flush()
		out, sys.stdout = sys.stdout, open(os.devnull, "w", encoding="ascii")
		try:
			os.makedirs(os.path.join(run.BUILD, "log"), exist_ok=True)
			rows = run.Run(("selftest", "script", "sh " + f.name,
					timeout)).execute().rows
		finally:
			sys.stdout = out
	return {k.split("/", 2)[2]: v.split("\t")[0] for k, v in rows.items()}


def same(a, b):
	assert a == b, "%r is not %r" % (a, b)


def has_problem(text, words):
	problems = read(text)[1]
	assert any(words in p for p in problems), problems


def main():
	k = Ktap(11)
	with k.case("KTAP: cases, subtests and ids are read"):
		same(results(KUNIT), [("arp: request", "pass", ["R18"]),
				      ("arp: probe", "fail", ["R21", "R22"]),
				      ("arp: gone", "skip", [])])
		same(read(KUNIT)[1], [])
	with k.case("KTAP: a missing plan is a problem"):
		has_problem("ok 1 - a\n", "no plan")
	with k.case("KTAP: fewer or more cases than planned are a problem"):
		has_problem("1..2\nok 1 - a\n", "planned 2")
		has_problem("1..1\nok 1 - a\nok 2 - b\n", "planned 1")
		has_problem("1..1\n    1..2\n    ok 1 - a\nok 1 - s\n", "planned 2")
	with k.case("KTAP: no cases and bailing out are problems"):
		has_problem("1..0\n", "no cases")
		has_problem("1..1\nok 1 - a\nBail out! broken\n", "Bail out")
	with k.case("KTAP: a suite that fails by itself is a case of its own"):
		same(results("1..1\n    1..1\n    ok 1 - a\nnot ok 1 - s\n"),
		     [("s: a", "pass", []), ("s", "fail", [])])
	with k.case("run.py: pass, fail, skip, and a status without a failed case"):
		same(execute("echo 1..3; echo ok 1 - a; echo not ok 2 - b;"
			     "echo 'ok 3 - c # SKIP no'; exit 1"),
		     {"a": "pass", "b": "fail", "c": "skip"})
		same(execute("echo 1..1; echo ok 1 - a; exit 3"),
		     {"a": "pass", "whole": "fail"})
	with k.case("run.py: a test beyond its time fails and is gone"):
		same(execute("echo 1..2; echo ok 1 - a; exec sleep 60", 5),
		     {"a": "pass", "whole": "fail"})
	with k.case("ktap.sh: what it prints is read as it is meant"):
		same(execute(". %s/ktap.sh; plan 4; cmd_ok a true; cmd_fail b true;"
			     "cmd_fail c false; cmd_fail d nonexistent; finish" % HERE),
		     {"a": "pass", "b": "fail", "c": "pass", "d": "fail"})
	with k.case("splats are seen, and healthy lines are not splats"):
		for line in SPLATS:
			assert guest.SPLAT.search(line), line
			assert not guest.HARMLESS.search(line), line
		for line in HEALTHY:
			assert not guest.SPLAT.search(line) \
				or guest.HARMLESS.search(line), line
	with k.case("an archive is what cpio reads"):
		cpio = initrd.Cpio()
		cpio.file("/a/b", b"text\n", 0o755)
		cpio.link("/a/c", "b")
		with tempfile.TemporaryDirectory() as d:
			cpio.write(d + "/x")
			listed = subprocess.run("busybox cpio -t <%s/x" % d, shell=True,
						stdout=subprocess.PIPE, text=True,
						stderr=subprocess.DEVNULL, check=True)
		same(listed.stdout.split(), ["a", "a/b", "a/c"])
	with k.case("a namespace has no way out, and ends with what runs in it"):
		with net.Peer() as peer:
			assert peer.run(["ping", "-c1", "-W1", "192.0.2.1"]).returncode
			same(peer.check(["ip", "route"]), "")
			process = peer.popen(["sleep", "1000"])
			pid = peer.pid
		process.wait(5)
		assert not os.path.exists("/proc/%d" % pid)
	return k.finish()


if __name__ == "__main__":
	sys.exit(main())
