#!/usr/bin/python3
# SPDX-License-Identifier: GPL-2.0
"""Runs tests of this folder two at a time; each is a subtest.

together.py [NAME=VALUE... ]TEST [ARGUMENT...] , ...

A guest that sleeps leaves the processor to the next one. Tests are parted by a
comma; NAME=VALUE goes into the environment of one.
"""

import os
import queue
import re
import subprocess
import sys
import threading

HERE = os.path.dirname(os.path.abspath(__file__))
AT_ONCE = 2


class Test:
	def __init__(self, words):
		self.words = words
		n = next(i for i, w in enumerate(words) if "=" not in w)
		self.env = dict(os.environ, **dict(w.split("=", 1) for w in words[:n]))
		self.argv = [sys.executable, os.path.join(HERE, words[n])] + words[n + 1:]
		self.name = " ".join(re.sub(r"\.py$", "", w) for w in words)

	def run(self):
		r = subprocess.run(self.argv, env=self.env, stdin=subprocess.DEVNULL, text=True,
				   stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
		self.status, self.output = r.returncode, r.stdout
		return self

	def show(self, number):
		for line in self.output.splitlines():
			if re.match(r"KTAP version|1\.\.|(not )?ok\b", line):
				print("    " + line)
			else:
				print("    # " + line.removeprefix("# "))
		print("%sok %d - %s" % ("not " * bool(self.status), number, self.name), flush=True)


def groups(words):
	group = []
	for word in words + [","]:
		if word != ",":
			group.append(word)
		elif group:
			yield Test(group)
			group = []


def main():
	tests = list(groups(sys.argv[1:]))
	print("KTAP version 1\n1..%d" % len(tests), flush=True)
	done, turn = queue.Queue(), threading.Semaphore(AT_ONCE)

	def run(test):
		with turn:
			done.put(test.run())

	for test in tests:
		threading.Thread(target=run, args=(test,), daemon=True).start()
	failed = 0
	for number in range(1, len(tests) + 1):
		test = done.get()
		test.show(number)
		failed |= test.status
	return int(failed != 0)


if __name__ == "__main__":
	sys.exit(main())
