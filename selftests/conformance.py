#!/usr/bin/python3
# SPDX-License-Identifier: GPL-2.0
"""Each requirement: where it is met, what tests it, how that went.

	conformance.py			the table, build/conformance.tsv and
					Documentation/conformance.rst
	conformance.py --quiet		the same files, one line of output
	conformance.py --check		fails when conformance.rst is not current

A requirement is met where a comment of kernel/, uapi/ or userspace-tool/ has
its id, alone or in a range (R18-R22); MLD and DNS, which are also words, count
in parentheses. It is tested by the cases of the last run whose description has
it in brackets. It passes when one of them passed and none failed; without a
passing case it is open. conformance.rst holds only what the tree itself says,
so that it does not change from run to run.
"""

import os
import re
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(HERE)
TABLE = os.path.join(ROOT, "Documentation", "requirements.tsv")
PAGE = os.path.join(ROOT, "Documentation", "conformance.rst")
BUILD = os.path.join(ROOT, "build")

LEVELS = {"M": "must", "S": "should", "O": "may, where the option is offered",
	  "C": "configuration data"}
COMMENT = re.compile(r"/\*.*?\*/|//[^\n]*", re.S)
WORD = re.compile(r"\b(R|C)(\d{1,2})(?:\s*(?:-|\.\.)\s*\1?(\d{1,2})(?!\d))?\b"
		  r"|\b(LLA|ACD|WAKE-UDP|WAKE-DATA)\b|(?<=[(\[, ])(MLD|DNS)(?=[)\],])")
BRACKETS = re.compile(r"\[([A-Z0-9, -]+)\]")

HEAD = """.. SPDX-License-Identifier: GPL-2.0
.. Written by "make conformance"; do not edit.

===========
Conformance
===========

Each requirement of ISO/IEC 16317:2011, in words of our own: whether it is met,
in which files, and in which files it is tested. "make conformance" adds how the
tests went last time. An option's name alone (ACD, WAKE-UDP) is an option that
the standard names without numbering it.

"""


def read_tsv(path):
	if not os.path.exists(path):
		return []
	with open(path, encoding="utf-8") as f:
		return [line.split("\t") for line in f.read().splitlines()[1:] if line]


def names(text):
	"""The ids in a text, ranges written out."""
	found = []
	for letter, first, last, name, word in WORD.findall(text):
		if name or word:
			found.append(name or word)
		else:
			found += ["%s%d" % (letter, n) for n in range(
				int(first), int(last or first) + 1)]
	return found


def files(*folders):
	for folder in folders:
		for where, dirs, entries in os.walk(os.path.join(ROOT, folder)):
			dirs[:] = sorted(d for d in dirs if d not in ("build", "__pycache__"))
			for entry in sorted(entries):
				path = os.path.join(where, entry)
				if entry.endswith((".c", ".h", ".py", ".sh", ".rl", ".y")):
					yield os.path.relpath(path, ROOT), path


def is_vectors(path):
	return os.path.basename(path).startswith("vectors.")


def met(known):
	"""{id: [file:line]}: comments of the product."""
	where = {name: [] for name in known}
	for relative, path in files("kernel", "uapi", "userspace-tool"):
		if is_vectors(path):
			continue
		with open(path, encoding="utf-8", errors="replace") as f:
			text = f.read()
		for comment in COMMENT.finditer(text):
			line = text.count("\n", 0, comment.start()) + 1
			for name in set(names(comment.group())) & set(known):
				where[name].append("%s:%d" % (relative, line))
	return where


def tested(known):
	"""{id: [file]}: bracketed ids in the sources of tests and vectors."""
	where = {name: [] for name in known}
	for relative, path in files("selftests", "kernel/proto"):
		if relative.startswith("kernel") and not is_vectors(path):
			continue
		if relative == "selftests/conformance.py":
			continue
		with open(path, encoding="utf-8", errors="replace") as f:
			text = f.read()
		inside = text if is_vectors(path) else " ".join(BRACKETS.findall(text))
		for name in set(names(inside)) & set(known):
			where[name].append(relative)
	return where


def results():
	"""{id: [(test, result)]} of the last run."""
	went = {row[0]: row[1] for row in read_tsv(BUILD + "/check.tsv")}
	found = {}
	for test, ids in (row[:2] for row in read_tsv(BUILD + "/check.ids.tsv")):
		for name in names("[%s]" % ids) or [ids]:
			found.setdefault(name, []).append((test, went.get(test, "skip")))
	return found


def state(tests):
	if any(result == "fail" for _, result in tests):
		return "fail"
	return "pass" if any(result == "pass" for _, result in tests) else "open"


def file_names(where):
	return sorted({w.partition(":")[0] for w in where})


def page(rows, where, tests):
	"""A list table, one for each level."""
	text = HEAD
	for level, meaning in LEVELS.items():
		title = "Level %s: %s" % (level, meaning)
		text += "%s\n%s\n\n.. list-table::\n   :header-rows: 1\n\n" % (
			title, "=" * len(title))
		text += "   * - Id\n     - Clause\n     - Requirement\n     - Met in\n     - Tested in\n"
		for name, _, clause, words in (r for r in rows if r[1] == level):
			cells = [name, clause, words, " ".join(file_names(where[name])) or "open",
				 " ".join(tests[name]) or "open"]
			text += "   * - %s\n" % "\n     - ".join(cells)
		text += "\n"
	return text.rstrip("\n") + "\n"


def write(path, text):
	os.makedirs(os.path.dirname(path), exist_ok=True)
	with open(path, "w", encoding="utf-8") as f:
		f.write(text)


def main(argv):
	if argv not in ([], ["--quiet"], ["--check"]):
		print(__doc__, file=sys.stderr)
		return 2
	rows = read_tsv(TABLE)
	known = [row[0] for row in rows]
	where, tests, went = met(known), tested(known), results()
	text = page(rows, where, tests)
	if argv == ["--check"]:
		old = ""
		if os.path.exists(PAGE):
			with open(PAGE, encoding="utf-8") as f:
				old = f.read()
		if old != text:
			print("Documentation/conformance.rst is not current: make conformance")
		return int(old != text)
	write(PAGE, text)
	lines, count = [], {"pass": 0, "fail": 0, "open": 0}
	for name, level, _, words in rows:
		of = went.get(name, [])
		count[state(of)] += 1
		lines.append((name, level, state(of), ",".join(where[name]),
			      ",".join(test for test, _ in of)))
		if not argv:
			print("%-9s %s  %-4s  %s\n%19s%s, %d tests" % (
				name, level, state(of), words, "",
				" ".join(file_names(where[name])) or "nowhere", len(of)))
	write(BUILD + "/conformance.tsv", "".join(
		"\t".join(line) + "\n" for line in
		[("id", "level", "state", "where", "tests")] + lines))
	unknown = sorted(set(went) - set(known))
	if unknown:
		print("not a requirement, but in a test's description: " + " ".join(unknown))
	print("%d requirements: %d pass, %d fail, %d open" % (
		len(rows), count["pass"], count["fail"], count["open"]))
	return int(bool(unknown))


if __name__ == "__main__":
	sys.exit(main(sys.argv[1:]))
