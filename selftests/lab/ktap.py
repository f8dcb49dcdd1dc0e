# SPDX-License-Identifier: GPL-2.0
"""KTAP: written by tests, read by run.py."""

import contextlib
import re
import sys
import traceback

LINE = re.compile(r"^(not )?ok\b *(\d+)?(?: *- *| +|$)((?:[^#\\]|\\.)*)(?:# *(.*))?$")
PLAN = re.compile(r"^1\.\.(\d+)(?: *# *(.*))?$")
IDS = re.compile(r"\[([A-Z][A-Z0-9-]*(?:[ ,]+[A-Z][A-Z0-9-]*)*)\]\s*$")


class Skip(Exception):
	"""Raised in a case: it could not be tried; that is not a pass."""


class Ktap:
	"""Writes KTAP. plan is how many cases there must be."""

	def __init__(self, plan, out=sys.stdout):
		self.plan, self.out = plan, out
		self.number = self.failed = 0
		self._print("KTAP version 1\n1..%d" % plan)

	def _print(self, text):
		print(text, file=self.out, flush=True)

	def note(self, text):
		for line in str(text).rstrip().splitlines():
			self._print("# " + line)

	def result(self, good, description, comment=""):
		self.number += 1
		self.failed += not good
		self._print("%sok %d - %s%s" % ("" if good else "not ", self.number,
			    description.replace("#", "\\#"), " # " + comment if comment else ""))
		return good

	def ok(self, good, description, why=None):
		if not good and why is not None:
			self.note(why)
		return self.result(bool(good), description)

	def skip(self, description, why):
		self.result(True, description, "SKIP " + why)

	@contextlib.contextmanager
	def case(self, description):
		"""The block passes when it raises nothing."""
		try:
			yield self
		except Skip as e:
			self.skip(description, str(e))
		except Exception as e:
			where = traceback.extract_tb(e.__traceback__)[1:] \
				or traceback.extract_tb(e.__traceback__)
			self.note("%s:%d: %s" % (where[0].filename, where[0].lineno,
						 where[0].line))
			self.note("%s: %s" % (type(e).__name__, e))
			self.result(False, description)
		else:
			self.result(True, description)

	def finish(self):
		"""The exit status of the test."""
		if self.number != self.plan:
			self.note("planned %d cases, ran %d" % (self.plan, self.number))
		return int(self.failed or self.number != self.plan)


class Case:
	def __init__(self, name, result, ids):
		self.name, self.result, self.ids = name, result, ids


class Reader:
	"""Takes KTAP line by line; what remains at the end is in .problems.

	Subtests (indented) count; the line that sums them up does not, unless
	it fails although none of them did. All that is not KTAP is passed over.
	"""

	def __init__(self):
		self.cases = []
		self.levels = {}	# indent: [plan, number, first case]
		self.planned = False
		self.problems = []

	def feed(self, line):
		"""The Case that this line completes, or None."""
		line = line.rstrip("\r\n")
		text = line.lstrip(" ")
		indent = len(line) - len(text)
		plan, test = PLAN.match(text), LINE.match(text)
		if plan:
			self.planned = True
			self._close(indent)
			self.levels[indent] = [int(plan[1]), 0, len(self.cases)]
			if plan[1] == "0" and re.match("skip", plan[2] or "", re.I):
				return self._add(plan[2], "skip")
		elif test:
			return self._test(indent, test)
		elif text.startswith("Bail out!"):
			self.problems.append(text)
		return None

	def _test(self, indent, test):
		level = self.levels.setdefault(indent, [None, 0, len(self.cases)])
		level[1] += 1
		if test[2] and int(test[2]) != level[1] and level[0] is not None:
			self.problems.append("case %s is number %d" % (test[2], level[1]))
		deeper = [i for i in self.levels if i > indent]
		first = min((self.levels[i][2] for i in deeper), default=None)
		self._close(indent + 1)
		name = test[3].strip().replace("\\#", "#")
		result = "fail" if test[1] else "pass"
		if re.match(r"skip", test[4] or "", re.I):
			result = "skip"
		if first is not None and first < len(self.cases):
			inside = self.cases[first:]
			for case in inside:
				case.name = "%s: %s" % (name, case.name)
			if result != "fail" or any(c.result == "fail" for c in inside):
				return None
		return self._add(name, result)

	def _add(self, name, result):
		ids = IDS.search(name)
		self.cases.append(Case(IDS.sub("", name).strip(), result, re.split(
			r"[ ,]+", ids[1]) if ids else []))
		return self.cases[-1]

	def _close(self, indent):
		for i in [i for i in self.levels if i >= indent]:
			plan, number, _ = self.levels.pop(i)
			if plan is not None and plan != number:
				self.problems.append("planned %d cases, saw %d" % (plan, number))

	def end(self):
		"""What is wrong with the whole, as sentences."""
		self._close(0)
		if not self.planned:
			self.problems.append("no plan")
		elif not self.cases:
			self.problems.append("no cases")
		return self.problems
