#!/usr/bin/python3
# SPDX-License-Identifier: GPL-2.0
"""What is said of a sleep afterwards: the journal's line, the table, the SVG, the metrics."""

import json
import re
import sys
import xml.etree.ElementTree as ElementTree

from common import Ktap, Sleeper, connect
from prometheus_client.openmetrics.parser import text_string_to_metric_families

PEER = "10.77.0.1"
RECORD = "report dev eth0 --record --store /tmp/store"


class Report:
	def __init__(self, s, ktap):
		self.s, self.ktap, self.guest = s, ktap, s.guest

	def sleep(self):
		self.s.sleep()
		self.s.answers_arp(2)
		connect(self.s.peer, self.guest.ip4)
		assert self.guest.wait_awake(30) == 0

	def stored(self):
		return json.loads(self.s.tool("-j report --store /tmp/store"))["eth0"]

	def nothing_yet(self):
		with self.ktap.case("before the first sleep there is nothing to report"):
			assert "no sleep" in self.s.tool(RECORD)
			self.guest.fails("test -e /tmp/store/eth0.jsonl")

	def line(self):
		with self.ktap.case("a line says how long it slept, what it answered, what woke it"):
			self.sleep()
			line = self.s.tool(RECORD)
			assert re.search(r'^slept for [\d.]+ s, heard \d+ frames, sent \d+ '
					 r'\(.*arp [1-9].*\), woken by rule 10 "echo server" tcp-syn: '
					 r'.*%s' % re.escape(PEER), line), line
			one, = self.stored()
			assert 0 < one["ended_ms"] - one["began_ms"] < 60000, one
			assert one["began_ms"] <= one["woken"]["at_ms"] <= one["ended_ms"], one

	def once(self):
		with self.ktap.case("the same sleep is not reported again"):
			assert "no sleep" in self.s.tool(RECORD)
			assert len(self.stored()) == 1

	def no_frame(self):
		with self.ktap.case("a sleep that no frame ended has no wake of an earlier one"):
			self.s.sleep()
			assert self.guest.wake() == 0
			assert "woken by no frame" in self.s.tool(RECORD)

	def unproxied(self):
		with self.ktap.case("a sleep that was not proxied says why"):
			self.guest.check("/usr/sbin/ip link set eth0 down")
			self.s.sleep()
			assert self.guest.wake() == 0
			line = self.s.tool(RECORD)
			assert "unproxied" in line and "down" in line, line

	def torn(self):
		with self.ktap.case("a torn line costs one sleep, and no more"):
			n = len(self.stored())
			self.guest.check("printf '{\"torn\": ' >>/tmp/store/eth0.jsonl; "
					 "sed 2q /tmp/store/eth0.jsonl >/tmp/two; "
					 "cp /tmp/store/eth0.jsonl /tmp/torn")
			assert len(self.stored()) == n
			self.again()
			assert len(self.stored()) == n + 1

	def again(self):
		"""A sleep more, whoever ends it."""
		self.s.sleep()
		assert self.guest.wake() == 0
		return self.s.tool(RECORD)

	def full_disk(self):
		with self.ktap.case("a full disk is told, and what was stored stays"):
			self.guest.check("mkdir -p /tmp/small; mount -t tmpfs -o size=64k t /tmp/small; "
					 "cp /tmp/store/eth0.jsonl /tmp/small/; "
					 "dd if=/dev/zero of=/tmp/small/fill bs=4k 2>/dev/null; "
					 "sync; md5sum </tmp/small/eth0.jsonl >/tmp/sum")
			self.fill()
			self.s.sleep()
			assert self.guest.wake() == 0
			rc, out = self.guest.run("proxzzzyctl " + RECORD.replace("store", "small", 2)
						 .replace("--small", "--store"))
			assert rc == 1 and "slept" in out and "space" in out, (rc, out)
			self.guest.check("tail -n1 /tmp/small/eth0.jsonl | tail -c1 | od -c | grep -q n")

	def fill(self):
		"""The last page of the file, so that what is appended needs another."""
		self.guest.check("n=$((4096 - $(stat -c %s /tmp/small/eth0.jsonl) % 4096)); "
				 "head -c $((n - 1)) /dev/zero | tr '\\0' ' ' >>/tmp/small/eth0.jsonl; "
				 "echo >>/tmp/small/eth0.jsonl")

	def bounded(self):
		with self.ktap.case("the store is bounded: the oldest go"):
			self.guest.check("tail -n1 /tmp/store/eth0.jsonl >/tmp/last; "
					 "for i in $(seq 1200); do cat /tmp/last; done "
					 ">/tmp/store/eth0.jsonl")
			self.again()
			assert 500 < len(self.stored()) <= 1000, len(self.stored())

	def svg(self):
		with self.ktap.case("the SVG is well-formed and has a bar for each sleep"):
			self.s.tool("report --store /tmp/torn.d --svg -")
			text = self.s.tool("report --since 1h --store /tmp/store --svg -")
			root = ElementTree.fromstring(text)
			ns = "{http://www.w3.org/2000/svg}"
			bars = [r for r in root.iter(ns + "rect") if r.get("class") == "asleep"]
			assert len(bars) == len(self.stored()), len(bars)
			assert any("slept for" in (t.text or "") for t in root.iter(ns + "title"))

	def since(self):
		with self.ktap.case("--since leaves out what is older, and refuses nonsense"):
			assert "no sleep" in self.s.tool("report --since 2099-01-01 --store /tmp/store")
			rc, out = self.guest.run("proxzzzyctl report --since yesterday")
			assert rc == 2 and "12h" in out, (rc, out)

	def metrics(self):
		with self.ktap.case("metrics are OpenMetrics, and agree with status"):
			text = self.s.tool("metrics")
			found = {}
			for family in text_string_to_metric_families(text):
				for sample in family.samples:
					found[sample.name, sample.labels.get("rule")] = sample.value
			status = self.s.status()
			for name in ("sleeps", "unproxied", "frames", "replies", "wakes"):
				key = "proxzzzy_%s_total" % name, None
				assert found[key] == status[name], (key, found[key], status)
			assert found["proxzzzy_rule_wakes_total", "10"] >= 1


def main():
	ktap = Ktap(plan=11)
	with Sleeper() as s:
		s.set()
		s.guest.serve(7)
		r = Report(s, ktap)
		r.nothing_yet()
		r.line()
		r.once()
		r.no_frame()
		r.metrics()
		r.torn()
		r.full_disk()
		r.bounded()
		r.svg()
		r.since()
		r.unproxied()
	return ktap.finish()


if __name__ == "__main__":
	sys.exit(main())
