#!/usr/bin/python3
# SPDX-License-Identifier: GPL-2.0
"""Runs the tests of tests.tsv and keeps what came out.

	run.py [PART...]	all parts when none is named
	run.py --list
	run.py PART/SCRIPT...	single tests
	run.py --summary	what the last runs say, and why what failed did,
				without running anything

Tests print KTAP. Results go to build/check.tsv (test, result, seconds), what
each case covers to build/check.ids.tsv (test, ids), what they printed to
build/log/. Rows of tests that were not run this time stay. A skip is not a
pass; a test without a plan, beyond its time, or with fewer cases than planned
is a failure.
"""

import os
import re
import selectors
import signal
import subprocess
import sys
import time

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(HERE)
BUILD = os.path.join(ROOT, "build")
RESULTS = os.path.join(BUILD, "check.tsv")
IDS = os.path.join(BUILD, "check.ids.tsv")
WHY_LINES = 15

sys.path.insert(0, os.path.join(HERE, "lab"))
from ktap import Reader		# noqa: E402


def table():
	"""[(part, script, argv, timeout)] of tests.tsv."""
	tests = []
	with open(os.path.join(HERE, "tests.tsv"), encoding="utf-8") as f:
		for line in f.read().splitlines()[1:]:
			if not line.strip() or line.startswith("#"):
				continue
			part, name, command, timeout = line.split("\t")
			tests.append((part, name, command, int(timeout)))
	return tests


def choose(tests, wanted):
	parts = {t[0] for t in tests}
	known = parts | {"%s/%s" % t[:2] for t in tests}
	for name in wanted:
		if name not in known:
			sys.exit("run.py: no test '%s'; parts: %s" % (name,
				 " ".join(sorted(parts))))
	return [t for t in tests if not wanted or t[0] in wanted
		or "%s/%s" % t[:2] in wanted]


def read_rows(path):
	rows = {}
	if os.path.exists(path):
		with open(path, encoding="utf-8") as f:
			for line in f.read().splitlines()[1:]:
				key, _, rest = line.partition("\t")
				rows[key] = rest
	return rows


def write_rows(path, header, rows):
	with open(path + ".new", "w", encoding="utf-8") as f:
		f.write(header + "\n")
		for key, rest in sorted(rows.items()):
			f.write("%s\t%s\n" % (key, rest))
	os.rename(path + ".new", path)


def lines_of(proc, limit):
	"""The lines that come until the end or the limit; then None if late."""
	os.set_blocking(proc.stdout.fileno(), False)
	selector = selectors.DefaultSelector()
	selector.register(proc.stdout, selectors.EVENT_READ)
	rest = b""
	while True:
		left = limit - time.monotonic()
		if left <= 0:
			yield None
			return
		if not selector.select(left):
			continue
		data = proc.stdout.read(65536)
		if not data:
			break
		*lines, rest = (rest + data).split(b"\n")
		for line in lines:
			yield line.decode("utf-8", "replace")
	if rest:
		yield rest.decode("utf-8", "replace")


def end(proc):
	for number in (signal.SIGTERM, signal.SIGKILL):
		try:
			os.killpg(proc.pid, number)
		except ProcessLookupError:
			pass
		try:
			return proc.wait(10)
		except subprocess.TimeoutExpired:
			pass
	return proc.wait()


class Run:
	"""One test: its cases become rows named part/script/case."""

	def __init__(self, test):
		self.part, self.script, self.command, self.timeout = test
		self.name = "%s/%s" % test[:2]
		self.rows, self.ids = {}, {}
		self.tty = sys.stdout.isatty()

	def row(self, case, result, seconds, ids=()):
		key = "%s/%s" % (self.name, re.sub(r"[\t\n]", " ", case))
		base, n = key, 2
		while key in self.rows:
			key, n = "%s (%d)" % (base, n), n + 1
		self.rows[key] = "%s\t%.1f" % (result, seconds)
		if ids:
			self.ids[key] = ",".join(ids)
		if result == "fail" or self.tty:
			print("  %-4s %s" % (result, key), flush=True)

	def execute(self):
		"""Runs it to its end; what it printed is in build/log."""
		reader, seen = Reader(), 0
		start = last = time.monotonic()
		log_path = os.path.join(BUILD, "log", self.name.replace("/", ".") + ".log")
		late = False
		print("%s" % self.name, flush=True)
		with open(log_path, "w", encoding="utf-8") as log, \
		     subprocess.Popen(["sh", "-c", "exec " + self.command], cwd=ROOT,
				      stdin=subprocess.DEVNULL, start_new_session=True,
				      stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
				      env=dict(os.environ, PYTHONDONTWRITEBYTECODE="1")) as proc:
			try:
				for line in lines_of(proc, start + self.timeout):
					if line is None:
						late = True
						break
					log.write(line + "\n")
					log.flush()
					reader.feed(line)
					if self.tty and len(reader.cases) > seen:
						seen = len(reader.cases)
						print("       %d %s" % (seen, reader.cases[-1].name[:70]),
						      end="\r", flush=True)
					now = time.monotonic()
					if not self.tty and now - last > 30:
						last = now
						print("  ... %d cases after %d s" % (
							len(reader.cases), now - start), flush=True)
			finally:
				status = end(proc)
		return self.judge(reader, status, late, time.monotonic() - start, log_path)

	def judge(self, reader, status, late, seconds, log_path):
		problems = reader.end()
		if late:
			problems.append("not done within %d s" % self.timeout)
		failed = any(c.result == "fail" for c in reader.cases)
		if status and not failed and not late:
			problems.append("exit status %d" % status)
		share = seconds / max(1, len(reader.cases))
		for case in reader.cases:
			self.row(case.name, case.result, share, case.ids)
		if problems:
			self.row("whole", "fail", seconds)
			for text in problems:
				print("       %s" % text)
		if failed or problems:
			print("       see %s" % os.path.relpath(log_path, ROOT), flush=True)
		return self


def save(run):
	"""Replaces the rows of one test; those of the others stay."""
	for path, header, new in ((RESULTS, "test\tresult\tseconds", run.rows),
				  (IDS, "test\tids", run.ids)):
		rows = {k: v for k, v in read_rows(path).items()
			if not k.startswith(run.name + "/")}
		rows.update(new)
		write_rows(path, header, rows)


def forget_removed(tests):
	"""Rows of tests that the table no longer has."""
	names = tuple("%s/%s/" % t[:2] for t in tests)
	for path, header in ((RESULTS, "test\tresult\tseconds"), (IDS, "test\tids")):
		rows = read_rows(path)
		kept = {k: v for k, v in rows.items() if k.startswith(names)}
		if kept != rows:
			write_rows(path, header, kept)


def said_of_failures(log_path):
	"""What a test printed up to each case that failed, or at its end."""
	with open(log_path, encoding="utf-8") as f:
		lines = f.read().splitlines()
	out, begin = [], 0
	for i, line in enumerate(lines):
		if re.match(r"\s*not ok\b", line):
			out += lines[max(begin, i - WHY_LINES):i + 1]
		if re.match(r"\s*(not )?ok\b", line):
			begin = i + 1
	return out or lines[-WHY_LINES:]


def explain(rows):
	names = {"/".join(key.split("/")[:2]) for key, row in rows.items()
		 if row.startswith("fail")}
	for name in sorted(names):
		path = os.path.join(BUILD, "log", name.replace("/", ".") + ".log")
		print("failed: " + name)
		if os.path.exists(path):
			for line in said_of_failures(path)[:WHY_LINES * 4]:
				print("    " + line[:1000])


def summary(rows):
	"""The last line: what run.py ends with."""
	results = [row.split("\t")[0] for row in rows.values()]
	n = {r: results.count(r) for r in ("pass", "fail", "skip")}
	if n["skip"]:
		print("%d skipped" % n["skip"])
	print("%d passed, %d failed" % (n["pass"], n["fail"] + (not results)), flush=True)
	return int(n["fail"] > 0 or not results)


def on_term(*_):
	sys.exit(143)


def main(argv):
	tests = table()
	if argv == ["--list"]:
		for part, name, command, timeout in tests:
			print("%s/%s\t%d s\t%s" % (part, name, timeout, command))
		return 0
	if argv == ["--summary"]:
		rows = read_rows(RESULTS)
		explain(rows)
		return summary(rows)
	chosen = choose(tests, argv)
	signal.signal(signal.SIGTERM, on_term)
	os.makedirs(os.path.join(BUILD, "log"), exist_ok=True)
	forget_removed(tests)
	rows = {}
	start = time.monotonic()
	for test in chosen:
		run = Run(test).execute()
		save(run)
		rows.update(run.rows)
		results = [row.split("\t")[0] for row in run.rows.values()]
		print("  %d passed, %d failed, %d skipped; %d s so far" % (
			results.count("pass"), results.count("fail"), results.count("skip"),
			time.monotonic() - start), flush=True)
	return summary(rows)


if __name__ == "__main__":
	sys.exit(main(sys.argv[1:]))
