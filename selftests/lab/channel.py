# SPDX-License-Identifier: GPL-2.0
"""The three wires into a guest: console, agent, QMP. No event of any of them
wakes a guest that sleeps. All of them share the condition variable of the
guest, so that one wait sees whatever comes first.
"""

import base64
import itertools
import json
import os
import re
import socket
import threading
import time


class Listener:
	"""A socket that QEMU connects to, in a folder that both sides see."""

	def __init__(self, folder, name):
		self.path = os.path.join(folder, name)
		self.sock = socket.socket(socket.AF_UNIX)
		self.sock.bind(self.path)
		self.sock.listen(1)

	def accept(self, timeout):
		self.sock.settimeout(timeout)
		conn = self.sock.accept()[0]
		self.sock.close()
		os.unlink(self.path)
		conn.settimeout(None)
		return conn


def pump(sock, function):
	"""Hands all that comes to function, in a thread, until the end."""
	def work():
		try:
			while True:
				data = sock.recv(65536)
				function(data)
				if not data:
					break
		except OSError:
			function(b"")
	threading.Thread(target=work, daemon=True).start()


class Console:
	def __init__(self, sock, path, changed):
		self.text = ""
		self.closed = False
		self.changed = changed
		self.sock = sock
		self.log = open(path, "a", encoding="utf-8") if path else None
		pump(sock, self._came)

	def _came(self, data):
		text = data.decode("utf-8", "replace").replace("\r", "")
		with self.changed:
			self.text += text
			self.closed = not data
			self.changed.notify_all()
		if self.log:
			self.log.write(text)
			self.log.flush()
			if not data:
				self.log.close()

	def find(self, regex, since=0):
		return re.compile(regex, re.M).search(self.text, since)


class Job:
	"""A command that runs in the guest."""

	def __init__(self, agent, number, command):
		self.agent, self.number, self.command = agent, number, command
		self.acked = False
		self.rc = None
		self.size = 0
		self.data = b""

	def fetch(self):
		"""What it printed so far."""
		if self.rc is None:
			self.data = self.agent.read("/run/job/%d" % self.number, self.data)
		elif len(self.data) < self.size or self.size < 0:
			self.data = self.agent.read("/run/job/%d" % self.number, self.data)
			self.size = len(self.data)
		return self.data

	@property
	def output(self):
		return self.fetch().decode("utf-8", "replace")

	def wait(self, timeout=30):
		"""Its exit status; None when it did not end in time."""
		self.agent.wait(lambda: self.rc is not None, timeout)
		return self.rc

	def wait_output(self, regex, timeout=30):
		"""The match in what it printed so far; None when it is not to come."""
		limit = time.monotonic() + timeout
		while True:
			over = self.wait(0.05) is not None or time.monotonic() > limit
			m = re.search(regex, self.output, re.M)
			if m or over:
				return m

	def kill(self, number=15, timeout=10):
		self.agent.request("kill", self.number, number).wait(timeout)
		return self.wait(timeout)


class Agent:
	def __init__(self, sock, changed):
		self.sock, self.changed = sock, changed
		self.numbers = itertools.count(1)
		self.jobs = {}
		self.ready = self.closed = False
		self.rest = b""
		self.sending = threading.Lock()
		pump(sock, self._came)

	def wait(self, predicate, timeout):
		with self.changed:
			return self.changed.wait_for(
				lambda: predicate() or self.closed, timeout) and predicate()

	def _came(self, data):
		*lines, self.rest = (self.rest + data).split(b"\n")
		with self.changed:
			for line in lines:
				self._line(line.decode("ascii", "replace"))
			self.closed = not data
			self.changed.notify_all()

	def _line(self, line):
		text, _, length = line.rpartition(" #")
		if not length.isdigit() or int(length) != len(text):
			return
		number, verb, rest = text.split(" ", 2)
		job = self.jobs.get(int(number))
		if verb == "ready":
			self.ready = True
		elif job and verb == "ack":
			job.acked = True
		elif job and verb == "exit":
			rc, size, data = rest.split(" ")
			job.data, job.size = base64.b64decode(data), int(size)
			job.rc = int(rc)
			job.acked = True
			del self.jobs[job.number]

	def request(self, verb, *words):
		"""Sends a request, again and again until it was acked."""
		job = Job(self, next(self.numbers), words)
		text = " ".join(str(w) for w in (job.number, verb) + words)
		line = ("\n%s #%d\n" % (text, len(text))).encode()
		with self.changed:
			self.jobs[job.number] = job
		while not self.closed:
			with self.sending:
				self.sock.sendall(line)
			if self.wait(lambda: job.acked, 1):
				return job
			if time.monotonic() > self.deadline:
				break
		raise TimeoutError("the guest does not take requests")

	def read(self, path, data=b""):
		"""A file of the guest, from the end of what is known of it."""
		name = base64.b64encode(path.encode()).decode()
		while True:
			part = self.request("get", name, len(data))
			if part.wait(30) != 0:
				raise FileNotFoundError("cannot read %s in the guest" % path)
			data += part.data
			if not part.data or len(data) == part.size:
				return data

	deadline = float("inf")


class Qmp:
	def __init__(self, sock):
		self.file = sock.makefile("rw", encoding="utf-8")
		self.lock = threading.Lock()
		self.events = []
		json.loads(self.file.readline())
		self("qmp_capabilities")

	def __call__(self, command, **arguments):
		request = {"execute": command}
		if arguments:
			request["arguments"] = {k.replace("_", "-"): v
						for k, v in arguments.items()}
		with self.lock:
			self.file.write(json.dumps(request) + "\n")
			self.file.flush()
			for line in self.file:
				answer = json.loads(line)
				if "event" in answer:
					self.events.append(answer)
				elif "error" in answer:
					raise RuntimeError("%s: %s" % (
						command, answer["error"]["desc"]))
				else:
					return answer["return"]
		raise EOFError("QEMU ended")
